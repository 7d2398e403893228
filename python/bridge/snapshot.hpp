// A live function's code object as plain data. Everything is read through Python attributes, which every interpreter has;
// what is missing on some (positions, exception table) has a fallback here.
#pragma once

#include <memory>

#include "frontend/bytecode/code_object.hpp"
#include "python/bridge/ref.hpp"

namespace pyrite::bridge {

/// Copies a code object; nullptr with a Python exception set when an attribute misbehaves.
std::shared_ptr<const bytecode::CodeObject> snapshotCode(PyObject* code);

/// The running interpreter, as the dialects name it.
const bytecode::Interpreter& runningInterpreter();

}  // namespace pyrite::bridge
