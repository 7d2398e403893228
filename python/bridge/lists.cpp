// Copying lists in, and back.
#include "python/bridge/lists.hpp"

#include <cstring>

#include "python/bridge/classes.hpp"
#include "runtime/functions.hpp"
#include "runtime/memory.hpp"

namespace pyrite::bridge {

ListArguments::~ListArguments() {
  for (void* text : texts_) prt_release(text);
  for (const Entry& entry : entries_) releaseBoxed(*entry.node->boxed, reinterpret_cast<const char*>(&entry.list));
  for (const Made& one : made_)  // as if it lay where its plan says
    releaseBoxed(*one.node, reinterpret_cast<const char*>(&one.instance) - one.node->offset);
}

PyObject* ListArguments::find(const void* list) const {
  const auto found = byList_.find(list);
  if (found != byList_.end()) return entries_[found->second].object.get();
  for (const Made& one : made_)
    if (one.instance == list) return one.object.get();
  return nullptr;
}

/// Items are of one type, which the first one decided.
bool ListArguments::isOfType(const UnboxNode& node, PyObject* item) const {
  const Type wanted = node.itemFrom;
  if (wanted == types::float64()) return PyFloat_CheckExact(item);
  if (wanted == types::int64()) return PyLong_CheckExact(item);
  if (wanted->isText()) return PyUnicode_CheckExact(item);
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
  entries_.push_back({Ref::share(object), list, &node, {}});
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

UnboxResult ListArguments::unboxInstance(const UnboxNode& node, PyObject* object, void*& instance) {
  if (const auto known = byObject_.find(object); known != byObject_.end()) {
    instance = entries_[known->second].list;
    return UnboxResult::Done;
  }
  const BoxNode& boxed = *node.boxed;
  instance = prt_object_allocate(boxed.itemSize);
  if (instance == nullptr) return PyErr_NoMemory(), UnboxResult::Error;
  char* fields = static_cast<char*>(instance) + runtime::kDataOffset;
  std::memset(fields, 0, static_cast<std::size_t>(boxed.itemSize));
  const std::size_t at = entries_.size();
  byObject_.emplace(object, at);
  byList_.emplace(instance, at);
  entries_.push_back({Ref::share(object), instance, &node, {}});
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    const Type wanted = boxed.type->item(i);
    const Ref value = fieldOfInstance(object, boxed.type->fields[i]);
    if (!value || wanted->is(types::Kind::Unbound)) continue;
    // The caller knows the types; a list or an attribute in reach of other threads may have changed since.
    const UnboxResult result = bridge::unbox(node.children[i], value.get(), fields, this);
    if (result != UnboxResult::Done) return result;
    retainBoxed(boxed.children[i], fields);
    if (wanted->isArray()) arrays_.push_back(value);
  }
  entries_[at].before.assign(fields, static_cast<std::size_t>(boxed.itemSize));
  return UnboxResult::Done;
}

void ListArguments::noteMade(const BoxNode& node, void* instance, PyObject* object) {
  made_.push_back({Ref::share(object), instance, &node});
}

/// What is as it came in is left alone: the object holds it still.
bool ListArguments::writeBackFields(const Entry& entry, const BoxContext& context) {
  const BoxNode& boxed = *entry.node->boxed;
  char* fields = static_cast<char*>(entry.list) + runtime::kDataOffset;
  for (std::size_t i = 0; i < boxed.children.size(); ++i) {
    const BoxNode& child = boxed.children[i];
    const auto begin = static_cast<std::size_t>(child.offset);
    const std::size_t end = i + 1 < boxed.children.size() ? static_cast<std::size_t>(boxed.children[i + 1].offset)
                                                          : static_cast<std::size_t>(boxed.itemSize);
    if (child.type->isZeroSize() || std::memcmp(fields + begin, entry.before.data() + begin, end - begin) == 0) continue;
    retainBoxed(child, fields);
    const Ref value = Ref::steal(box(child, fields, context));
    const Ref name = newText(boxed.type->fields[i]);
    if (!value || PyObject_GenericSetAttr(entry.object.get(), name.get(), value.get()) < 0) return false;
  }
  return true;
}

bool ListArguments::writeBack(const std::function<bool(Type)>& isWritten, const BoxContext& context) {
  for (const Entry& entry : entries_) {
    const BoxNode& boxed = *entry.node->boxed;
    if (!isWritten(boxed.type)) continue;
    if (boxed.type->isInstance()) {
      if (!writeBackFields(entry, context)) return false;
      continue;
    }
    const runtime::ListData& data = runtime::listData(entry.list);
    Ref items = Ref::steal(PyList_New(static_cast<Py_ssize_t>(data.length)));
    for (std::int64_t i = 0; items && i < data.length; ++i) {
      char* place = data.items + i * boxed.itemSize;
      retainBoxed(boxed.children[0], place);
      PyObject* item = box(boxed.children[0], place, context);
      if (item == nullptr) return false;
      PyList_SET_ITEM(items.get(), static_cast<Py_ssize_t>(i), item);
    }
    if (!items || PyList_SetSlice(entry.object.get(), 0, PyList_GET_SIZE(entry.object.get()), items.get()) < 0) return false;
  }
  return true;
}

}  // namespace pyrite::bridge
