// Python objects by id. An id names one object for the whole life of the process and is never given twice; the object is
// kept alive as long as some World holds it. Used under the interpreter lock; the mutex serves interpreters without one.
#pragma once

#include <mutex>
#include <unordered_map>
#include <vector>

#include "frontend/types/type.hpp"
#include "python/bridge/ref.hpp"

namespace pyrite::bridge {

using types::ObjectId;

class ObjectTable {
 public:
  /// The table of the process.
  static ObjectTable& instance();

  ObjectId acquire(PyObject* object);  // one more holder, with a reference of its own
  void release(ObjectId id);           // one holder less
  /// An id without a reference, for objects that take themselves out with `forget` when they die.
  ObjectId adopt(PyObject* object);
  void forget(ObjectId id);
  PyObject* find(ObjectId id);  // borrowed; nullptr when nobody holds it any more

 private:
  ObjectId idOf(PyObject* object);  // with the mutex held
  struct Entry {
    PyObject* object = nullptr;
    std::size_t holders = 0;
    bool isAdopted = false;
  };
  std::mutex mutex_;
  std::vector<Entry> entries_;
  std::unordered_map<PyObject*, ObjectId> ids_;
};

/// A set of objects held alive together: what one compilation has seen.
class ObjectSet {
 public:
  ObjectSet() = default;
  ObjectSet(const ObjectSet&) = delete;
  ObjectSet& operator=(const ObjectSet&) = delete;
  ~ObjectSet();

  ObjectId idOf(PyObject* object);
  PyObject* find(ObjectId id) const { return ObjectTable::instance().find(id); }
  /// For the garbage collector: the objects this set keeps alive.
  int traverse(visitproc visit, void* arg) const;

 private:
  std::unordered_map<PyObject*, ObjectId> held_;
};

}  // namespace pyrite::bridge
