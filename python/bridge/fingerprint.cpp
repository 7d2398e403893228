// The rarer classes: a small open-addressing map from class to treatment, filled as classes are met.
#include "python/bridge/fingerprint.hpp"

#include <atomic>

namespace pyrite::bridge {

namespace {

constexpr std::size_t kSlots = 1024;  // classes beyond half of it take the slow path

struct Slot {
  std::atomic<PyTypeObject*> cls{nullptr};
  ClassTreatment treatment = ClassTreatment::ByClass;
  std::vector<PyObject*> fields;  // names, kept for ever
};

std::array<Slot, kSlots> slots;
std::size_t used = 0;

std::size_t slotOf(PyTypeObject* cls) { return (reinterpret_cast<std::uintptr_t>(cls) >> 4) * 0x9e3779b97f4a7c15ull >> 54; }

const Slot* find(PyTypeObject* cls) {
  for (std::size_t i = slotOf(cls);; i = (i + 1) % kSlots) {
    PyTypeObject* there = slots[i].cls.load(std::memory_order_acquire);
    if (there == cls) return &slots[i];
    if (there == nullptr) return nullptr;
  }
}

}  // namespace

void rememberClass(PyTypeObject* cls, ClassTreatment treatment, const std::vector<std::string>* fields) {
  if (used * 2 >= kSlots || find(cls) != nullptr) return;
  std::size_t i = slotOf(cls);
  while (slots[i].cls.load(std::memory_order_relaxed) != nullptr) i = (i + 1) % kSlots;
  Py_INCREF(cls);
  slots[i].treatment = treatment;
  for (std::size_t at = 0; fields != nullptr && at < fields->size(); ++at)
    slots[i].fields.push_back(newText((*fields)[at]).release());
  slots[i].cls.store(cls, std::memory_order_release);
  ++used;
}

bool Fingerprint::addOther(PyObject* object) {
  PyTypeObject* cls = Py_TYPE(object);
  if (cls == &PyBool_Type) return add(kTrueFalseWord), true;
  if (object == Py_None) return add(kNoneWord), true;
  if (cls == &PyComplex_Type) return add(kComplexWord), true;
  if (object == Py_Ellipsis) return add(kEllipsisWord), true;
  if (cls == &PyRange_Type) return add(kRangeWord), true;
  if (cls == &PyTuple_Type) {
    const Py_ssize_t size = PyTuple_GET_SIZE(object);
    add(codeWord(kTupleKind, static_cast<Word>(size)));
    for (Py_ssize_t i = 0; i < size; ++i)
      if (!add(PyTuple_GET_ITEM(object, i))) return false;
    return true;
  }
  if (cls == &PyList_Type) {  // the first item decides; that the others are like it is seen when they are read
    const bool isEmpty = PyList_GET_SIZE(object) == 0;
    add(codeWord(kListKind, isEmpty ? 0 : 1));
    return isEmpty || add(PyList_GET_ITEM(object, 0));
  }
  if (cls == &PySlice_Type) {
    const auto* slice = reinterpret_cast<PySliceObject*>(object);
    Word detail = 0;
    for (PyObject* part : {slice->start, slice->stop, slice->step}) {
      if (part != Py_None && !PyLong_CheckExact(part)) return false;
      detail = detail << 1 | (part != Py_None ? 1 : 0);
    }
    return add(codeWord(kSliceKind, detail)), true;
  }
  if (cls == &PyUnicode_Type) return tellsTexts_ ? addIdentity(object) : add(kTextWord), true;
  const Slot* slot = find(cls);
  if (slot == nullptr) return false;
  switch (slot->treatment) {
    case ClassTreatment::ByClass:
      add(reinterpret_cast<Word>(cls));
      return true;
    case ClassTreatment::NamedTuple: {
      const Py_ssize_t size = PyTuple_GET_SIZE(object);
      add(codeWord(kNamedTupleKind, static_cast<Word>(size)));
      add(reinterpret_cast<Word>(cls));
      for (Py_ssize_t i = 0; i < size; ++i)
        if (!add(PyTuple_GET_ITEM(object, i))) return false;
      return true;
    }
    case ClassTreatment::ByFields: {
      if (isFull()) return false;
      add(codeWord(kInstanceKind, slot->fields.size()));
      add(reinterpret_cast<Word>(cls));
      for (PyObject* name : slot->fields) {
        const Ref value = Ref::steal(PyObject_GetAttr(object, name));
        if (!value) {
          PyErr_Clear();
          add(kMissingWord);
        } else if (!add(value.get())) {
          return false;
        }
      }
      return true;
    }
    case ClassTreatment::ByIdentity:
      addIdentity(object);
      return true;
  }
  return false;
}

}  // namespace pyrite::bridge
