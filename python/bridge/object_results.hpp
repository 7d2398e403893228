// What the interpreter returned to compiled code, as values of the types it was promised.
#pragma once

#include "python/bridge/kernel.hpp"

namespace pyrite::bridge {

/// Writes the object's value; arrays keep their objects alive. False, with nothing kept, when it is of another type: then a
/// Python exception is set. Numbers are converted as declared arguments are, but must fit.
bool storeResult(LiveWorld& world, const BoxNode& node, PyObject* object, char* frame);

}  // namespace pyrite::bridge
