// Buffers as arguments: bytes, bytearray, memoryview and array.array are seen as arrays over their memory.
#pragma once

#include <vector>

#include "python/bridge/ref.hpp"

namespace pyrite::bridge {

/// Arguments with arrays in place of buffers.
struct ArgumentsAsArrays {
  std::vector<PyObject*> values;
  std::vector<Ref> kept;  // the arrays, null where the argument stayed
  bool hasAny = false;
};

/// False with an exception set when a buffer's elements are none that arrays have.
bool viewBuffersAsArrays(PyObject* const* arguments, std::size_t count, ArgumentsAsArrays& out);

/// The buffer again, where a function gives back the very array that stood for it.
PyObject* restoreBuffer(PyObject* result, PyObject* const* arguments, const ArgumentsAsArrays& viewed);

}  // namespace pyrite::bridge
