// Objects of the interpreter as owned values of compiled code.
#include "python/bridge/object_results.hpp"
#include "python/bridge/memory.hpp"
#include "runtime/functions.hpp"
#include "runtime/memory.hpp"

#include <cstring>

namespace pyrite::bridge {

namespace {

using types::Kind;

bool refuse(const BoxNode& node, PyObject* object, const std::string& why = {}) {
  PyErr_Format(PyExc_TypeError, "can't unbox a %R as %s%s", reinterpret_cast<PyObject*>(Py_TYPE(object)),
               types::toString(node.type).c_str(), why.c_str());
  return false;
}

/// The array's memory lives as long as its object.
bool ownArray(const BoxNode& node, PyObject* object, char* frame) {
  void* owner = adoptObject(object);
  if (owner == nullptr) return PyErr_NoMemory(), false;
  std::memcpy(frame + node.parts[0], &owner, sizeof owner);
  return true;
}

bool storeLeaf(LiveWorld& world, const BoxNode& node, PyObject* object, char* frame) {
  std::string why;
  const Type given = typeOfArgument(world, object, why);
  if (given == nullptr) return PyErr_Occurred() ? false : refuse(node, object, ": " + why);
  if (!types::conversionCost(given, node.type)) return refuse(node, object, ", for it is of type " + types::toString(given));
  const UnboxResult result = unbox(planUnbox(cpu::hostTarget(), given, node.type, node.offset), object, frame, nullptr);
  if (result == UnboxResult::Error) return false;
  bool fits = result == UnboxResult::Done;
  if (fits && node.type->isInteger() && given->isInteger()) {
    const Ref stored = Ref::steal(box(node, frame, {}));
    const int isSame = stored ? PyObject_RichCompareBool(stored.get(), object, Py_EQ) : -1;
    if (isSame < 0) return false;
    fits = isSame == 1;
  }
  if (!fits)
    return PyErr_Format(PyExc_OverflowError, "%R does not fit in %s", object, types::toString(node.type).c_str()), false;
  return node.type->isArray() ? ownArray(node, object, frame) : true;
}

bool storeItems(LiveWorld& world, const BoxNode& node, PyObject* object, char* frame) {
  if (!PyTuple_Check(object)) return refuse(node, object);
  const auto count = static_cast<Py_ssize_t>(node.type->items.size());
  if (PyTuple_GET_SIZE(object) != count)
    return refuse(node, object, ", for it has " + std::to_string(PyTuple_GET_SIZE(object)) + " items");
  for (Py_ssize_t i = 0; i < count; ++i) {
    if (storeResult(world, node.children[static_cast<std::size_t>(i)], PyTuple_GET_ITEM(object, i), frame)) continue;
    for (Py_ssize_t before = 0; before < i; ++before) releaseBoxed(node.children[static_cast<std::size_t>(before)], frame);
    return false;
  }
  return true;
}

/// A list that nobody else has: its items become those of a compiled one.
bool storeList(LiveWorld& world, const BoxNode& node, PyObject* object, char* frame) {
  if (!PyList_CheckExact(object)) return refuse(node, object);
  void* list = prt_list_allocate(static_cast<std::int64_t>(PyList_GET_SIZE(object)), node.itemSize);
  if (list == nullptr) return PyErr_NoMemory(), false;
  std::memcpy(frame + node.offset, &list, sizeof list);
  runtime::ListData& data = runtime::listData(list);
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(object) && data.length < data.capacity; ++i, ++data.length) {
    const Ref item = Ref::share(PyList_GET_ITEM(object, i));
    if (storeResult(world, node.children[0], item.get(), data.items + data.length * node.itemSize)) continue;
    releaseBoxed(node, frame);
    return false;
  }
  return true;
}

}  // namespace

bool storeResult(LiveWorld& world, const BoxNode& node, PyObject* object, char* frame) {
  if (node.type->isList()) return storeList(world, node, object, frame);
  if (node.type->isTuple()) return storeItems(world, node, object, frame);
  if (node.type->is(Kind::None)) return object == Py_None || refuse(node, object);
  if (node.type->is(Kind::Optional)) {
    const auto isPresent = static_cast<std::uint8_t>(object != Py_None);
    std::memcpy(frame + node.parts[0], &isPresent, sizeof isPresent);
    return isPresent == 0 || storeResult(world, node.children[0], object, frame);
  }
  return storeLeaf(world, node, object, frame);
}

}  // namespace pyrite::bridge
