// Reads what pyrite.user_classes says of a class.
#include "python/bridge/classes.hpp"

#include "python/bridge/names.hpp"

namespace pyrite::bridge {

namespace {

Ref described(const char* function, PyObject* cls) {
  const Ref describe = packageAttribute("pyrite.user_classes", function);
  Ref known = describe ? Ref::steal(PyObject_CallFunctionObjArgs(describe.get(), cls, nullptr)) : Ref();
  return known && known.get() == Py_None ? Ref() : known;
}

bool isEnumClass(PyObject* cls) {
  const Ref meta = packageAttribute("enum", "EnumMeta");
  return meta && PyObject_TypeCheck(cls, reinterpret_cast<PyTypeObject*>(meta.get()));
}

std::vector<ObjectId> idsOf(LiveWorld& world, PyObject* tuple) {
  std::vector<ObjectId> ids;
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(tuple); ++i) ids.push_back(world.idOf(PyTuple_GET_ITEM(tuple, i)));
  return ids;
}

}  // namespace

std::optional<infer::StaticValue> enumClassValue(LiveWorld& world, PyObject* cls) {
  const Ref known = isEnumClass(cls) ? described("enum_class", cls) : Ref();
  if (!known) return std::nullopt;
  infer::StaticEnumClass result;
  result.name = textOf(PyTuple_GET_ITEM(known.get(), 0));
  result.isInteger = PyTuple_GET_ITEM(known.get(), 1) == Py_True;
  result.members = idsOf(world, PyTuple_GET_ITEM(known.get(), 2));
  PyObject* names = PyTuple_GET_ITEM(known.get(), 3);
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(names); ++i) result.names.push_back(textOf(PyTuple_GET_ITEM(names, i)));
  result.values = idsOf(world, PyTuple_GET_ITEM(known.get(), 4));
  return result;
}

std::optional<infer::StaticValue> enumMemberValue(LiveWorld& world, PyObject* member) {
  const ObjectId cls = world.idOf(reinterpret_cast<PyObject*>(Py_TYPE(member)));
  const auto* known = std::get_if<infer::StaticEnumClass>(&world.describe(cls));
  const ObjectId id = world.idOf(member);
  for (std::size_t i = 0; known != nullptr && i < known->members.size(); ++i)
    if (known->members[i] == id) return infer::StaticEnumMember{cls, static_cast<std::int64_t>(i)};
  return std::nullopt;
}

Ref enumMembers(PyObject* cls) {
  const Ref known = cls == nullptr ? Ref() : described("enum_class", cls);
  return known ? Ref::share(PyTuple_GET_ITEM(known.get(), 2)) : Ref();
}

}  // namespace pyrite::bridge
