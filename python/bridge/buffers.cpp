// The arrays are of a class of their own (pyrite.buffer_views), which says what they stand for.
#include "python/bridge/buffers.hpp"

#include <string_view>

#include "python/bridge/names.hpp"
#include "python/bridge/raise.hpp"

namespace pyrite::bridge {

namespace {

/// CPython's type is called "array.array" in C, PyPy's "array" as any class might be.
bool mayBeBuffer(PyObject* object) {
  if (PyBytes_CheckExact(object) || PyByteArray_CheckExact(object) || PyMemoryView_Check(object)) return true;
  const std::string_view name = Py_TYPE(object)->tp_name;
  return name == "array.array" || name == "array";
}

}  // namespace

Ref arrayOverBuffer(PyObject* object) {
  if (!mayBeBuffer(object)) return {};
  const Ref make = packageAttribute("pyrite.buffer_views", "view");
  Ref array = make ? Ref::steal(PyObject_CallFunctionObjArgs(make.get(), object, nullptr)) : Ref();
  if (array && array.get() == Py_None) return {};
  if (!array && (PyErr_ExceptionMatches(PyExc_ValueError) || PyErr_ExceptionMatches(PyExc_NotImplementedError) ||
                 PyErr_ExceptionMatches(PyExc_BufferError))) {
    PyErr_Clear();
    raiseError("TypingError", std::string("objects of class ") + Py_TYPE(object)->tp_name +
                                  " with elements of this format are not supported as arguments");
  }
  return array;
}

bool viewBuffersAsArrays(PyObject* const* arguments, std::size_t count, ArgumentsAsArrays& out) {
  for (std::size_t i = 0; i < count; ++i) {
    Ref array = arrayOverBuffer(arguments[i]);
    if (!array && PyErr_Occurred()) return false;
    if (!array) continue;
    if (!out.hasAny) {
      out.hasAny = true;
      out.values.assign(arguments, arguments + count);
      out.kept.resize(count);
    }
    out.values[i] = array.get();
    out.kept[i] = std::move(array);
  }
  return true;
}

bool isBufferArray(PyObject* array) {
  if (!std::string_view(Py_TYPE(array)->tp_name).ends_with("BufferArray")) return false;
  const Ref cls = packageAttribute("pyrite.buffer_views", "BufferArray");
  return cls.get() == reinterpret_cast<PyObject*>(Py_TYPE(array));
}

std::string bufferClassOf(PyObject* array) { return textOf(attributeOrNull(array, "buffer_class").get()); }

Ref bufferBehind(PyObject* array) { return Ref::steal(PyObject_GetAttrString(array, "buffer")); }

Ref partOfBuffer(const std::string& cls, PyObject* array) {
  const Ref make = packageAttribute("pyrite.buffer_views", "part");
  return make ? Ref::steal(PyObject_CallFunction(make.get(), "sO", cls.c_str(), array)) : Ref();
}

}  // namespace pyrite::bridge
