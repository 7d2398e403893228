// Universal functions of NumPy whose inner loops are compiled code.
#pragma once

#include <string>
#include <vector>

#include "python/bridge/ref.hpp"

namespace pyrite::bridge {

/// One operand of an inner loop as compiled code takes it: an array whose first dimension is the loop's.
struct LoopOperand {
  Ref dtype;
  std::vector<std::size_t> core;  // which of the core dimensions it has after that, in order
};

/// An inner loop: `maker(pattern)` gives the dispatcher of a function over the operands, compiled once, for operands that lie
/// as the pattern says, a letter for each: see `patternOf`.
struct LoopRequest {
  Ref maker;
  std::vector<LoopOperand> operands;
};

struct UfuncRequest {
  std::string name, documentation, signature;  // the signature of core dimensions; empty: there are none
  int inputs = 0, outputs = 0, identity = 0;   // the identity is one of NumPy's constants
  std::vector<LoopRequest> loops;
  std::vector<std::size_t> writable;  // inputs that are written to
};

/// A new numpy.ufunc, which keeps its loops alive; null with an exception set.
Ref newUfunc(UfuncRequest request);

/// Calls a universal function, or a method of one, whose loops may raise; nullptr with an exception set.
PyObject* callUfunc(PyObject* callee, PyObject* arguments, PyObject* keywords);

}  // namespace pyrite::bridge
