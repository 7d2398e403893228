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

namespace {

constexpr int kMaximumNesting = 8;

infer::StaticClass::Member::Role roleOf(const std::string& role) {
  using Role = infer::StaticClass::Member::Role;
  return role == "method"     ? Role::Method
         : role == "static"   ? Role::StaticMethod
         : role == "class"    ? Role::ClassMethod
         : role == "property" ? Role::Property
                              : Role::Value;
}

}  // namespace

std::optional<infer::StaticValue> userClassValue(LiveWorld& world, PyObject* cls) {
  const Ref known = described("user_class", cls);
  if (!known || !PyTuple_Check(known.get())) return std::nullopt;
  const auto at = [](PyObject* tuple, Py_ssize_t i) { return PyTuple_GET_ITEM(tuple, i); };
  infer::StaticClass result;
  result.name = textOf(at(known.get(), 0));
  result.isFrozen = at(known.get(), 1) == Py_True;
  result.isDataclass = at(known.get(), 2) == Py_True;
  PyObject* fields = at(known.get(), 3);
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(fields); ++i) {
    PyObject* one = at(fields, i);
    infer::StaticClass::Field field;
    field.name = textOf(at(one, 0));
    field.isParameter = at(one, 1) == Py_True;
    field.isKeywordOnly = at(one, 2) == Py_True;
    field.isCompared = at(one, 3) == Py_True;
    const std::string fallback = textOf(at(one, 4));
    if (fallback != "none") field.fallback = world.idOf(at(one, 5));
    field.isFactory = fallback == "factory";
    result.fields.push_back(std::move(field));
  }
  PyObject* members = at(known.get(), 4);
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(members); ++i) {
    PyObject* one = at(members, i);
    result.members.push_back({textOf(at(one, 0)), {roleOf(textOf(at(one, 1))), world.idOf(at(one, 2)), at(one, 3) == Py_True}});
  }
  return result;
}

Ref fieldOfInstance(PyObject* object, const std::string& name) { return attributeOrNull(object, name.c_str()); }

std::string whyNoInstances(PyObject* cls) {
  const Ref reason = described("user_class", cls);
  PyErr_Clear();
  return reason && PyUnicode_Check(reason.get()) ? textOf(reason.get()) : std::string();
}

Type typeOfInstance(LiveWorld& world, PyObject* object, std::string& why) {
  static thread_local int depth = 0;
  auto* cls = reinterpret_cast<PyObject*>(Py_TYPE(object));
  const ObjectId id = world.idOf(cls);
  const auto* known = std::get_if<infer::StaticClass>(&world.describe(id));
  if (known == nullptr) return nullptr;
  if (depth >= kMaximumNesting) {
    why = "objects of class " + known->name + " that hold one another are not supported";
    return nullptr;
  }
  std::vector<Type> items;
  std::vector<std::string> names;
  ++depth;
  for (const auto& field : known->fields) {
    names.push_back(field.name);
    const Ref value = fieldOfInstance(object, field.name);
    items.push_back(value ? typeOfArgument(world, value.get(), why) : types::unboundType());
    if (items.back() != nullptr) continue;
    why = "attribute '" + field.name + "' of the object of class " + known->name + ": " + why;
    break;
  }
  --depth;
  return items.empty() || items.back() != nullptr ? types::instanceType(id, known->name, items, names) : nullptr;
}

}  // namespace pyrite::bridge
