// Arguments of a call onto parameters, by Python's rules.
#pragma once

#include "python/bridge/kernel.hpp"

namespace pyrite::bridge {

/// Reads names, defaults and flags of a Python function. False with an exception set.
bool readParameters(PyObject* function, ParameterList& parameters);

/// The arguments of a call in parameter order; `made` keeps alive what is not in the call itself.
struct BoundArguments {
  std::vector<PyObject*> values;  // borrowed
  std::vector<Ref> made;
};

/// False with a TypeError set, worded as the interpreter words it.
bool bindArguments(const KernelState& kernel, PyObject* const* arguments, std::size_t positional, PyObject* keywordNames,
                   BoundArguments& bound);

}  // namespace pyrite::bridge
