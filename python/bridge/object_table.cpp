// Ids and their objects.
#include "python/bridge/object_table.hpp"

namespace pyrite::bridge {

ObjectTable& ObjectTable::instance() {
  static ObjectTable* const table = new ObjectTable;  // never destroyed: the interpreter is gone before static destructors run
  return *table;
}

ObjectId ObjectTable::idOf(PyObject* object) {
  const auto [place, isNew] = ids_.try_emplace(object, ObjectId(entries_.size()));
  if (isNew) entries_.push_back({object, 0, false});
  return place->second;
}

ObjectId ObjectTable::acquire(PyObject* object) {
  const std::lock_guard lock(mutex_);
  const ObjectId id = idOf(object);
  ++entries_[id.index].holders;
  Py_INCREF(object);
  return id;
}

ObjectId ObjectTable::adopt(PyObject* object) {
  const std::lock_guard lock(mutex_);
  const ObjectId id = idOf(object);
  entries_[id.index].isAdopted = true;
  return id;
}

void ObjectTable::forget(ObjectId id) {
  const std::lock_guard lock(mutex_);
  Entry& entry = entries_[id.index];
  ids_.erase(entry.object);
  entry.object = nullptr;
}

void ObjectTable::release(ObjectId id) {
  PyObject* dropped = nullptr;
  {
    const std::lock_guard lock(mutex_);
    Entry& entry = entries_[id.index];
    dropped = entry.object;
    if (--entry.holders == 0 && !entry.isAdopted) {
      entry.object = nullptr;
      ids_.erase(dropped);
    }
  }
  Py_XDECREF(dropped);  // outside the lock: this may run any Python code
}

PyObject* ObjectTable::find(ObjectId id) {
  const std::lock_guard lock(mutex_);
  return id.valid() && id.index < entries_.size() ? entries_[id.index].object : nullptr;
}

ObjectSet::~ObjectSet() {
  for (const auto& [object, id] : held_) ObjectTable::instance().release(id);
}

ObjectId ObjectSet::idOf(PyObject* object) {
  if (const auto found = held_.find(object); found != held_.end()) return found->second;
  const ObjectId id = ObjectTable::instance().acquire(object);
  held_.emplace(object, id);
  return id;
}

int ObjectSet::traverse(visitproc visit, void* arg) const {
  for (const auto& [object, id] : held_) Py_VISIT(object);
  return 0;
}

}  // namespace pyrite::bridge
