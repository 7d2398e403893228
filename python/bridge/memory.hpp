// Memory of the runtime as a Python object: the base of arrays that compiled code returns.
#pragma once

#include "python/bridge/ref.hpp"

namespace pyrite::bridge {

/// Takes over one count of `owner` (a counted block of the runtime); it is released when the object dies. `bytes` is what
/// the block weighs, for collectors that free late. On failure the count is released and an exception set.
Ref newMemory(void* owner, std::size_t bytes);

/// A counted block that keeps the object alive, with one count; nullptr without memory.
void* adoptObject(PyObject* object);

/// Gives back one count.
void releaseOwner(void* owner);

/// Makes the type; false with an exception set.
bool initMemoryType();

}  // namespace pyrite::bridge
