// The type an object has as an argument of a compiled function, or why it can have none. Not on the fast path: the
// dispatcher asks once for each new fingerprint.
#include <string_view>

#include "python/bridge/buffers.hpp"
#include "python/bridge/classes.hpp"
#include "python/bridge/kernel.hpp"
#include "python/bridge/named_tuples.hpp"
#include "python/bridge/names.hpp"
#include "python/bridge/numpy_api.hpp"
#include "python/bridge/raise.hpp"
#include "python/bridge/type_spec.hpp"
#include "python/bridge/world.hpp"

namespace pyrite::bridge {

namespace {

constexpr int kMaxDimensions = 16;

Type typeOfInteger(PyObject* object, std::string& why) {
  int overflow = 0;
  PyLong_AsLongLongAndOverflow(object, &overflow);
  if (overflow == 0) return types::int64();
  if (overflow > 0) {
    PyLong_AsUnsignedLongLong(object);
    if (!PyErr_Occurred()) return types::intType(64, false);
    PyErr_Clear();
  }
  why = "the integer does not fit in 64 bits; pass a float";
  return nullptr;
}

Type typeOfTuple(LiveWorld& world, PyObject* object, std::string& why) {
  std::vector<Type> items;
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(object); ++i) {
    items.push_back(typeOfArgument(world, PyTuple_GET_ITEM(object, i), why));
    if (items.back() == nullptr) {
      why = "item " + std::to_string(i) + " of the tuple: " + why;
      return nullptr;
    }
  }
  if (PyTuple_CheckExact(object)) return types::tupleType(items);
  auto* cls = reinterpret_cast<PyObject*>(Py_TYPE(object));
  const Ref fields = attributeOrNull(cls, "_fields");
  if (fields && PyTuple_Check(fields.get()) && PyTuple_GET_SIZE(fields.get()) == PyTuple_GET_SIZE(object)) {
    const std::string unusual = unusualMemberOf(cls);
    if (unusual.empty()) return namedTupleTypeOf(world, cls, items);
    why = "named tuples of class " + displayNameOf(cls) + ", which defines " + unusual + ", are not supported";
    return nullptr;
  }
  why = std::string("objects of class ") + Py_TYPE(object)->tp_name + " (a subclass of tuple) are not supported";
  return nullptr;
}

Type typeOfList(LiveWorld& world, PyObject* object, std::string& why) {
  Type item = types::unboundType();
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(object); ++i) {
    const Type given = typeOfArgument(world, PyList_GET_ITEM(object, i), why);
    if (given == nullptr || given->is(types::Kind::Static)) {
      if (given != nullptr) why = "lists of " + types::toString(given) + " are not supported";
      why = "item " + std::to_string(i) + " of the list: " + why;
      return nullptr;
    }
    if (i > 0 && given != item) {
      why = "the items of the list differ in type: " + types::toString(item) + " and " + types::toString(given);
      return nullptr;
    }
    item = given;
  }
  return types::listType(item);
}

/// A text that is known at compile time has a type of its own.
Type typeOfLiteral(LiveWorld& world, PyObject* object, std::string& why) {
  if (!isReadableText(object)) {
    why = "a str with lone surrogates is not supported";
    return nullptr;
  }
  const Ref canonical = canonicalText(object);
  return types::staticType(world.idOf(canonical.get()), displayNameOf(canonical.get()));
}

Type typeOfSlice(PyObject* object, std::string& why) {
  std::vector<Type> parts;
  for (const char* name : {"start", "stop", "step"}) {
    const Ref part = attributeOrNull(object, name);
    if (part && part.get() == Py_None) {
      parts.push_back(types::noneType());
    } else if (part && PyLong_Check(part.get()) && typeOfInteger(part.get(), why) == types::int64()) {
      parts.push_back(types::int64());
    } else {
      if (part && PyLong_Check(part.get())) {
        const Ref text = Ref::steal(PyObject_Repr(part.get()));
        raiseError("PyriteValueError", std::string("Int value is too large: ") + textOf(text.get()) + " as the " + name +
                                           " of a slice does not fit in 64 bits; use None for an open end");
      }
      why = "slices of anything but integers are not supported";
      return nullptr;
    }
  }
  return types::sliceType(parts[0], parts[1], parts[2]);
}

/// Array subclasses behave differently from arrays; a memory map does not.
bool isPlainArray(PyObject* object) {
  if (Py_TYPE(object) == arrayType) return true;
  return std::string_view(Py_TYPE(object)->tp_name).ends_with("memmap");
}

Type typeOfNumpyObject(LiveWorld& world, PyObject* object, std::string& why) {
  if (PyArray_Check(object)) {
    if (isBufferArray(object)) {
      const Type array = typeOfArray(asArray(object), why);
      return array == nullptr ? nullptr : types::bufferType(bufferClassOf(object), array);
    }
    if (!isPlainArray(object)) {
      why = std::string("arrays of class ") + Py_TYPE(object)->tp_name + " are not supported; pass np.asarray(a)";
      return nullptr;
    }
    if (PyArray_NDIM(asArray(object)) > kMaxDimensions) {
      why = "arrays of " + std::to_string(PyArray_NDIM(asArray(object))) + " dimensions are not supported (at most " +
            std::to_string(kMaxDimensions) + ")";
      return nullptr;
    }
    return typeOfArray(asArray(object), why);
  }
  if (PyArray_IsScalar(object, Datetime) || PyArray_IsScalar(object, Timedelta)) {
    if (const Type type = typeOfTimeScalar(object); type != nullptr) return type;
    why = "times in ticks of several units are not supported";
    return nullptr;
  }
  if (PyArray_IsScalar(object, Generic)) {
    if (const Type type = typeOfScalarClass(Py_TYPE(object)); type != nullptr) return type;
    why = std::string("values of class ") + Py_TYPE(object)->tp_name + " are not supported";
    return nullptr;
  }
  if (PyArray_DescrCheck(object)) return types::staticType(world.idOf(object), displayNameOf(object));
  return nullptr;
}

}  // namespace

Type typeOfArgument(LiveWorld& world, PyObject* object, std::string& why) {
  if (object == Py_None) return types::noneType();
  if (object == Py_Ellipsis) return types::ellipsisType();
  if (PyBool_Check(object)) return types::boolType();
  if (PyLong_CheckExact(object)) return typeOfInteger(object, why);
  if (PyFloat_CheckExact(object)) return types::float64();
  if (PyComplex_CheckExact(object)) return types::complex128();
  if (PyUnicode_CheckExact(object)) return types::textType();
  if (PyTuple_Check(object)) return typeOfTuple(world, object, why);
  if (PyList_CheckExact(object)) return typeOfList(world, object, why);
  if (PySlice_Check(object)) return typeOfSlice(object, why);
  if (Py_TYPE(object) == &PyRange_Type) return types::rangeType();
  if (loadNumpy(false)) {
    const Type type = typeOfNumpyObject(world, object, why);
    if (type != nullptr || !why.empty()) return type;
  }
  const Type instance = typeOfInstance(world, object, why);
  if (instance != nullptr || !why.empty()) return instance;
  const infer::StaticValue& value = world.describe(world.idOf(object));
  if (std::holds_alternative<infer::StaticNumber>(value)) return typeOfInteger(object, why);  // IntEnum members
  if (const auto* member = std::get_if<infer::StaticEnumMember>(&value)) {
    const auto& cls = std::get<infer::StaticEnumClass>(world.describe(member->cls));
    return types::enumType(member->cls, cls.name, cls.isInteger);
  }
  if (!std::holds_alternative<infer::StaticOpaque>(value) && !std::holds_alternative<infer::StaticBytes>(value) &&
      !std::holds_alternative<infer::StaticException>(value))
    return types::staticType(world.idOf(object), displayNameOf(object));
  if (const std::string reason = whyNoInstances(reinterpret_cast<PyObject*>(Py_TYPE(object))); !reason.empty()) {
    why = std::string("objects of class ") + Py_TYPE(object)->tp_name + " are not supported: " + reason;
    return nullptr;
  }
  why = std::string("objects of class ") + Py_TYPE(object)->tp_name +
        " are not supported as arguments; pass the numbers, arrays, tuples or lists that are needed of it";
  return nullptr;
}

Type withLiterals(LiveWorld& world, PyObject* object, Type type) {
  std::string why;
  if (type->isText()) return typeOfLiteral(world, object, why);
  if (!type->isTuple() || !PyTuple_Check(object)) return type;
  std::vector<Type> items;
  for (std::size_t i = 0; i < type->items.size(); ++i) {
    items.push_back(withLiterals(world, PyTuple_GET_ITEM(object, static_cast<Py_ssize_t>(i)), type->items[i]));
    if (items.back() == nullptr) return nullptr;
  }
  return type->isNamedTuple() ? types::namedTupleType(type->object, type->name, items, type->fields) : types::tupleType(items);
}

}  // namespace pyrite::bridge
