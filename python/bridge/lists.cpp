// Copying lists in, and back.
#include "python/bridge/lists.hpp"

#include <cstring>

#include "runtime/functions.hpp"
#include "runtime/memory.hpp"

namespace pyrite::bridge {

ListArguments::~ListArguments() {
  for (const Entry& entry : entries_) releaseBoxed(*entry.node->boxed, reinterpret_cast<const char*>(&entry.list));
}

PyObject* ListArguments::find(const void* list) const {
  const auto found = byList_.find(list);
  return found == byList_.end() ? nullptr : entries_[found->second].object;
}

/// Items are of one type, which the first one decided.
bool ListArguments::isOfType(const UnboxNode& node, PyObject* item) const {
  const Type wanted = node.itemFrom;
  if (wanted == types::float64()) return PyFloat_CheckExact(item);
  if (wanted == types::int64()) return PyLong_CheckExact(item);
  return typeOf_(item) == wanted;
}

UnboxResult ListArguments::unbox(const UnboxNode& node, PyObject* object, void*& list) {
  if (const auto known = byObject_.find(object); known != byObject_.end()) {
    list = entries_[known->second].list;
    return UnboxResult::Done;
  }
  const BoxNode& boxed = *node.boxed;
  list = prt_list_allocate(static_cast<std::int64_t>(PyList_GET_SIZE(object)), boxed.itemSize);
  if (list == nullptr) return PyErr_NoMemory(), UnboxResult::Error;
  byObject_.emplace(object, entries_.size());
  byList_.emplace(list, entries_.size());
  entries_.push_back({object, list, &node});
  runtime::ListData& data = runtime::listData(list);
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(object) && data.length < data.capacity; ++i) {
    const Ref item = Ref::share(PyList_GET_ITEM(object, i));
    if (!isOfType(node, item.get())) {
      PyErr_Format(PyExc_TypeError, "the items of a list argument differ in type: the first is %s, item %zd is of class %s",
                   types::toString(node.itemFrom).c_str(), i, Py_TYPE(item.get())->tp_name);
      return UnboxResult::Error;
    }
    char* place = data.items + data.length * boxed.itemSize;
    const UnboxResult result = bridge::unbox(node.children[0], item.get(), place, this);
    if (result != UnboxResult::Done) return result;
    retainBoxed(boxed.children[0], place);
    ++data.length;
  }
  return UnboxResult::Done;
}

bool ListArguments::writeBack(const std::function<bool(Type)>& isWritten, const BoxContext& context) {
  for (const Entry& entry : entries_) {
    const BoxNode& boxed = *entry.node->boxed;
    if (!isWritten(boxed.type)) continue;
    const runtime::ListData& data = runtime::listData(entry.list);
    Ref items = Ref::steal(PyList_New(static_cast<Py_ssize_t>(data.length)));
    for (std::int64_t i = 0; items && i < data.length; ++i) {
      char* place = data.items + i * boxed.itemSize;
      retainBoxed(boxed.children[0], place);
      PyObject* item = box(boxed.children[0], place, context);
      if (item == nullptr) return false;
      PyList_SET_ITEM(items.get(), static_cast<Py_ssize_t>(i), item);
    }
    if (!items || PyList_SetSlice(entry.object, 0, PyList_GET_SIZE(entry.object), items.get()) < 0) return false;
  }
  return true;
}

}  // namespace pyrite::bridge
