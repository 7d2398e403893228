// The owner object. It has its own tp_new: without one PyPy never frees it.
#include "python/bridge/memory.hpp"

#include <atomic>

#include "runtime/functions.hpp"
#include "runtime/memory.hpp"

namespace pyrite::bridge {

namespace {

struct MemoryObject {
  PyObject_HEAD void* owner;
};

PyTypeObject* memoryType = nullptr;
std::atomic<std::size_t> unreportedBytes{0};
constexpr std::size_t kReportAt = std::size_t{4} << 20;

PyObject* createMemory(PyTypeObject* type, PyObject*, PyObject*) {
  auto* self = reinterpret_cast<MemoryObject*>(type->tp_alloc(type, 0));
  if (self != nullptr) self->owner = nullptr;
  return reinterpret_cast<PyObject*>(self);
}

void destroyMemory(PyObject* object) {
  auto* self = reinterpret_cast<MemoryObject*>(object);
  if (self->owner != nullptr) untrackMemory(self->owner);
  releaseOwner(self->owner);
  PyTypeObject* type = Py_TYPE(object);
  type->tp_free(object);
  Py_DECREF(type);
}

PyObject* referenceCount(PyObject* object, void*) {
  return PyLong_FromLongLong(runtime::referenceCount(reinterpret_cast<MemoryObject*>(object)->owner));
}

PyGetSetDef memoryAttributes[] = {
    {"refcount", referenceCount, nullptr, "How many references there are to the memory.", nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};

/// Tells a collector that frees late about native memory it cannot see.
[[maybe_unused]] void reportPressure(std::size_t bytes) {
  const std::size_t total = unreportedBytes.fetch_add(bytes) + bytes;
  if (total < kReportAt) return;
  unreportedBytes -= total;
  if (const Ref tell = packageAttribute("__pypy__", "add_memory_pressure")) {
    const Ref done = Ref::steal(PyObject_CallFunction(tell.get(), "n", static_cast<Py_ssize_t>(total)));
  }
  PyErr_Clear();
}

PyType_Slot memorySlots[] = {
    {Py_tp_new, reinterpret_cast<void*>(createMemory)},
    {Py_tp_dealloc, reinterpret_cast<void*>(destroyMemory)},
    {Py_tp_getset, memoryAttributes},
    {Py_tp_doc, const_cast<char*>("Memory that compiled code allocated.")},
    {0, nullptr},
};
PyType_Spec memorySpec = {"pyrite._core.Memory", sizeof(MemoryObject), 0, Py_TPFLAGS_DEFAULT, memorySlots};

}  // namespace

bool initMemoryType() {
  if (memoryType == nullptr) memoryType = reinterpret_cast<PyTypeObject*>(PyType_FromSpec(&memorySpec));
  return memoryType != nullptr;
}

void releaseOwner(void* owner) {
  if (owner != nullptr) prt_release(owner);
}

namespace {

void releaseObject(void* object) {
  if (!Py_IsInitialized()) return;
  const PyGILState_STATE lock = PyGILState_Ensure();  // compiled code may run without it
  Py_DECREF(static_cast<PyObject*>(object));
  PyGILState_Release(lock);
}

}  // namespace

void* adoptObject(PyObject* object) {
  void* owner = runtime::adoptForeign(object, releaseObject);
  if (owner != nullptr) Py_INCREF(object);
  return owner;
}

Ref newMemory(void* owner, std::size_t bytes) {
  Ref object = Ref::steal(createMemory(memoryType, nullptr, nullptr));
  if (!object) {
    releaseOwner(owner);
    return {};
  }
  reinterpret_cast<MemoryObject*>(object.get())->owner = owner;
  if (owner != nullptr) trackMemory(owner, bytes);
  if constexpr (kCollectsLate) reportPressure(bytes);
  return object;
}

}  // namespace pyrite::bridge
