// Generators of compiled functions, as objects of the interpreter.
#pragma once

#include "python/bridge/kernel.hpp"

namespace pyrite::bridge {

/// Takes over one reference to the generator's block. `node`: its children are what it yields and what it returns, planned for
/// the block's data. On failure the reference is released and an exception set.
PyObject* newGenerator(const BoxNode& node, void* block, const BoxContext& context);

/// Makes the type; false with an exception set.
bool initGeneratorType();

}  // namespace pyrite::bridge
