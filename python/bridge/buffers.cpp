// The array over a buffer keeps a memoryview of it, and that keeps the buffer's memory where it is.
#include "python/bridge/buffers.hpp"

#include <string_view>

#include "python/bridge/raise.hpp"

namespace pyrite::bridge {

namespace {

/// CPython's type is called "array.array" in C, PyPy's "array" as any class might be.
bool isStandardArray(PyObject* object) {
  const std::string_view name = Py_TYPE(object)->tp_name;
  if (name != "array.array" && name != "array") return false;
  const Ref module = Ref::steal(PyImport_ImportModule("array"));
  const Ref type = module ? Ref::steal(PyObject_GetAttrString(module.get(), "array")) : Ref();
  if (!type) PyErr_Clear();
  return type.get() == reinterpret_cast<PyObject*>(Py_TYPE(object));
}

bool isBuffer(PyObject* object) {
  return PyBytes_CheckExact(object) || PyByteArray_CheckExact(object) || PyMemoryView_Check(object) || isStandardArray(object);
}

Ref arrayOver(PyObject* buffer) {
  const Ref view = PyMemoryView_Check(buffer) ? Ref::share(buffer) : Ref::steal(PyMemoryView_FromObject(buffer));
  const Ref make = view ? packageAttribute("numpy", "asarray") : Ref();
  if (!make) return {};
  return Ref::steal(PyObject_CallFunctionObjArgs(make.get(), view.get(), nullptr));
}

}  // namespace

bool viewBuffersAsArrays(PyObject* const* arguments, std::size_t count, ArgumentsAsArrays& out) {
  for (std::size_t i = 0; i < count; ++i) {
    if (!isBuffer(arguments[i])) continue;
    if (!out.hasAny) {
      out.hasAny = true;
      out.values.assign(arguments, arguments + count);
      out.kept.resize(count);
    }
    out.kept[i] = arrayOver(arguments[i]);
    if (!out.kept[i]) return false;
    out.values[i] = out.kept[i].get();
  }
  return true;
}

PyObject* restoreBuffer(PyObject* result, PyObject* const* arguments, const ArgumentsAsArrays& viewed) {
  for (std::size_t i = 0; i < viewed.kept.size(); ++i) {
    if (!viewed.kept[i] || viewed.kept[i].get() != result) continue;
    Py_DECREF(result);
    return Py_INCREF(arguments[i]), arguments[i];
  }
  return result;
}

}  // namespace pyrite::bridge
