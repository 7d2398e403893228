// Buffers as arguments: bytes, bytearray, memoryview and array.array come in as arrays that remember them.
#pragma once

#include <string>
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

/// The array for a buffer; null for any other object, or with an exception set.
Ref arrayOverBuffer(PyObject* object);

/// Whether an array stands for a buffer; the name of that buffer's class; the buffer.
bool isBufferArray(PyObject* array);
std::string bufferClassOf(PyObject* array);
Ref bufferBehind(PyObject* array);

/// What the interpreter has for a part of a buffer of that class, from an array over the part.
Ref partOfBuffer(const std::string& cls, PyObject* array);

}  // namespace pyrite::bridge
