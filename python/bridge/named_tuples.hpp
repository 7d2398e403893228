// Classes of named tuples: which of them compiled code may take for plain ones.
#pragma once

#include <string>
#include <vector>

#include "python/bridge/ref.hpp"

namespace pyrite::bridge {

/// Names of the fields; empty for any class that is no named tuple's.
std::vector<std::string> fieldsOf(PyObject* cls);

/// The method or attribute by which the class behaves unlike a plain named tuple ("__add__"); empty when there is none.
/// Methods of its own, texts of itself and the like make no difference to compiled code.
std::string unusualMemberOf(PyObject* cls);

}  // namespace pyrite::bridge
