// Python objects into the frame.
#include <cmath>
#include <cstring>

#include "python/bridge/classes.hpp"
#include "python/bridge/frame_plan.hpp"
#include "python/bridge/lists.hpp"
#include "runtime/functions.hpp"
#include "runtime/memory.hpp"

namespace pyrite::bridge {

namespace {

template <class T>
void store(char* frame, std::int64_t offset, T value) {
  std::memcpy(frame + offset, &value, sizeof value);
}

void storeInt(Type type, char* frame, std::int64_t offset, std::int64_t value) {
  switch (type->bits) {
    case 8:
      return store(frame, offset, static_cast<std::int8_t>(value));
    case 16:
      return store(frame, offset, static_cast<std::int16_t>(value));
    case 32:
      return store(frame, offset, static_cast<std::int32_t>(value));
    case 64:
      return store(frame, offset, value);
  }
}

/// The nearest half, ties to even.
std::uint16_t halfBits(double value) {
  const std::uint64_t bits = [&] {
    std::uint64_t raw;
    std::memcpy(&raw, &value, sizeof raw);
    return raw;
  }();
  const auto sign = static_cast<std::uint16_t>(bits >> 48 & 0x8000);
  const double magnitude = std::fabs(value);
  if (std::isnan(value)) return static_cast<std::uint16_t>(sign | 0x7e00);
  if (magnitude >= 65520.0) return static_cast<std::uint16_t>(sign | 0x7c00);
  int exponent = 0;
  std::frexp(magnitude, &exponent);  // magnitude = m * 2^exponent, m in [0.5, 1)
  if (magnitude == 0) return sign;
  const int unit = exponent > -14 ? exponent - 11 : -24;  // weight of the last bit
  const auto mantissa = static_cast<std::uint32_t>(std::nearbyint(std::ldexp(magnitude, -unit)));
  if (exponent <= -14) return static_cast<std::uint16_t>(sign | mantissa);  // subnormal; a carry makes the least normal
  return static_cast<std::uint16_t>(sign | ((static_cast<std::uint32_t>(exponent + 13) << 10) + mantissa));
}

void storeFloat(int bits, char* frame, std::int64_t offset, double value) {
  if (bits == 64) return store(frame, offset, value);
  if (bits == 32) return store(frame, offset, static_cast<float>(value));
  store(frame, offset, halfBits(value));
}

UnboxResult storeIndex(const UnboxNode& node, PyObject* object, char* frame) {
  const Ref index = PyLong_Check(object) ? Ref::share(object) : Ref::steal(PyNumber_Index(object));
  if (!index) return UnboxResult::Error;
  int overflow = 0;
  long long value = PyLong_AsLongLongAndOverflow(index.get(), &overflow);
  if (overflow != 0) {
    value = static_cast<long long>(PyLong_AsUnsignedLongLong(index.get()));  // OverflowError unless it is a uint64
    if (PyErr_Occurred()) return UnboxResult::Error;
    if (node.type->isSigned) return UnboxResult::TooWide;
  }
  storeInt(node.type, frame, node.offset, value);
  return UnboxResult::Done;
}

UnboxResult storeTruncated(const UnboxNode& node, PyObject* object, char* frame) {
  const double value = PyFloat_AsDouble(object);
  if (value == -1.0 && PyErr_Occurred()) return UnboxResult::Error;
  if (!(std::fabs(value) < 0x1p63)) {
    PyErr_Format(PyExc_OverflowError, "%R does not fit in %s", object, types::toString(node.type).c_str());
    return UnboxResult::Error;
  }
  storeInt(node.type, frame, node.offset, static_cast<std::int64_t>(value));
  return UnboxResult::Done;
}

UnboxResult storeComplex(const UnboxNode& node, PyObject* object, char* frame) {
  const Py_complex value = PyComplex_AsCComplex(object);
  if (value.real == -1.0 && PyErr_Occurred()) return UnboxResult::Error;
  const int bits = node.type->bits / 2;
  storeFloat(bits, frame, node.offset, value.real);
  storeFloat(bits, frame, node.offset + bits / 8, value.imag);
  return UnboxResult::Done;
}

void storeArray(const UnboxNode& node, PyArrayObject* array, char* frame) {
  const auto dimensions = static_cast<std::size_t>(node.type->ndim);
  store<void*>(frame, node.parts[0], nullptr);  // borrowed: no owner
  store(frame, node.parts[1], PyArray_DATA(array));
  for (std::size_t i = 0; i < dimensions; ++i) {
    store(frame, node.parts[2 + i], static_cast<std::int64_t>(PyArray_DIMS(array)[i]));
    store(frame, node.parts[2 + dimensions + i], static_cast<std::int64_t>(PyArray_STRIDES(array)[i]));
  }
}

/// Owned by the arguments of the call, or where there are none, by the frame.
UnboxResult storeText(const UnboxNode& node, PyObject* object, char* frame, ListArguments* lists) {
  const Py_ssize_t length = PyUnicode_GetLength(object);
  if (length < 0) return UnboxResult::Error;
  constexpr auto kWidth = static_cast<std::int64_t>(sizeof(Py_UCS4));
  void* owner = prt_object_allocate(static_cast<std::int64_t>(length) * kWidth);
  if (owner == nullptr) return PyErr_NoMemory(), UnboxResult::Error;
  char* data = static_cast<char*>(owner) + runtime::kDataOffset;
  if (length > 0 && PyUnicode_AsUCS4(object, reinterpret_cast<Py_UCS4*>(data), length, 0) == nullptr) {
    prt_release(owner);
    return UnboxResult::Error;
  }
  if (lists != nullptr) lists->keepText(owner);
  store(frame, node.parts[0], owner);
  store(frame, node.parts[1], data);
  store(frame, node.parts[2], static_cast<std::int64_t>(length));
  store(frame, node.parts[3], kWidth);
  return UnboxResult::Done;
}

UnboxResult storeAttributes(const UnboxNode& node, PyObject* object, char* frame) {
  constexpr const char* kNames[] = {"start", "stop", "step"};
  for (std::size_t i = 0; i < 3; ++i) {
    if (node.how == UnboxHow::Slice && node.type->items[i]->is(types::Kind::None)) continue;
    const Ref part = Ref::steal(PyObject_GetAttrString(object, kNames[i]));
    const long long value = part ? PyLong_AsLongLong(part.get()) : -1;
    if (value == -1 && PyErr_Occurred()) return UnboxResult::Error;
    store(frame, node.parts[i], static_cast<std::int64_t>(value));
  }
  return UnboxResult::Done;
}

UnboxResult storeItems(const UnboxNode& node, PyObject* object, char* frame, ListArguments* lists) {
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    const UnboxResult result = unbox(node.children[i], PyTuple_GET_ITEM(object, static_cast<Py_ssize_t>(i)), frame, lists);
    if (result != UnboxResult::Done) return result;
  }
  return UnboxResult::Done;
}

UnboxHow howNumber(Type from, Type to) {
  if (to->isBool()) return UnboxHow::Bool;
  if (to->isInteger())
    return from->isFloat() ? UnboxHow::Truncate : from == types::int64() && to->bits == 64 ? UnboxHow::Int : UnboxHow::ToInt;
  if (to->isFloat()) return from == types::float64() && to->bits == 64 ? UnboxHow::Float : UnboxHow::ToFloat;
  return UnboxHow::ToComplex;
}

}  // namespace

UnboxNode planUnbox(const targets::Target& target, Type from, Type to, std::int64_t offset) {
  UnboxNode node;
  node.type = to;
  node.offset = offset;
  if (to->isZeroSize()) return node;
  if (to->isNumber()) {
    node.how = howNumber(from, to);
    return node;
  }
  if (to->isList()) {
    node.how = UnboxHow::List;
    node.itemFrom = from->item();
    if (!from->item()->is(types::Kind::Unbound)) node.children.push_back(planUnbox(target, from->item(), to->item(), 0));
    node.boxed = std::make_shared<const BoxNode>(planBox(target, to, 0));
    return node;
  }
  if (to->isInstance()) {
    node.how = UnboxHow::Instance;
    const targets::MemoryLayout fields = target.layout(types::tupleType(to->items));
    for (std::size_t i = 0; i < to->items.size(); ++i)
      node.children.push_back(planUnbox(target, from->items[i], to->items[i], fields.partOffsets[i]));
    node.boxed = std::make_shared<const BoxNode>(planBox(target, to, 0));
    return node;
  }
  if (to->isEnum()) {
    node.how = UnboxHow::Enum;
    node.members = enumMembers(ObjectTable::instance().find(to->object));
    return node;
  }
  if (to->isTime()) {
    node.how = UnboxHow::Time;
    return node;
  }
  if (to->isBuffer()) return planUnbox(target, from->item(), to->item(), offset + target.layout(to).partOffsets[0]);
  if (to->isText()) {
    node.how = UnboxHow::Text;
    const std::int64_t start = offset + target.layout(to).partOffsets[0];
    for (const std::int64_t part : target.layout(to->item()).partOffsets) node.parts.push_back(start + part);
    return node;
  }
  const targets::MemoryLayout layout = target.layout(to);
  for (const std::int64_t part : layout.partOffsets) node.parts.push_back(offset + part);
  if (to->isArray()) {
    node.how = UnboxHow::Array;
  } else if (to->isTuple()) {
    node.how = UnboxHow::Tuple;
    for (std::size_t i = 0; i < to->items.size(); ++i)
      node.children.push_back(planUnbox(target, from->items[i], to->items[i], node.parts[i]));
  } else if (to->is(types::Kind::Optional)) {
    const bool isAbsent = from->is(types::Kind::None);
    node.how = isAbsent ? UnboxHow::Absent : UnboxHow::Present;
    if (!isAbsent) node.children.push_back(planUnbox(target, from, to->item(), node.parts[1]));
  } else if (to->is(types::Kind::Range)) {
    node.how = UnboxHow::Range;
  } else if (to->is(types::Kind::Slice)) {
    node.how = UnboxHow::Slice;
  }
  return node;
}

UnboxResult unbox(const UnboxNode& node, PyObject* object, char* frame, ListArguments* lists) {
  switch (node.how) {
    case UnboxHow::Nothing:
      return UnboxResult::Done;
    case UnboxHow::Time:  // timedelta64 has the same fields
      store(frame, node.offset, static_cast<std::int64_t>(reinterpret_cast<PyDatetimeScalarObject*>(object)->obval));
      return UnboxResult::Done;
    case UnboxHow::Enum: {
      const Py_ssize_t count = node.members ? PyTuple_GET_SIZE(node.members.get()) : 0;
      for (Py_ssize_t i = 0; i < count; ++i)
        if (PyTuple_GET_ITEM(node.members.get(), i) == object) {
          store(frame, node.offset, static_cast<std::int64_t>(i));
          return UnboxResult::Done;
        }
      PyErr_Format(PyExc_TypeError, "%R is no member that its class lists", object);
      return UnboxResult::Error;
    }
    case UnboxHow::Float:
      store(frame, node.offset, PyFloat_CheckExact(object) ? PyFloat_AS_DOUBLE(object) : PyFloat_AsDouble(object));
      return UnboxResult::Done;
    case UnboxHow::Int: {
      if (!PyLong_Check(object)) return storeIndex(node, object, frame);
      int overflow = 0;
      const long long value = PyLong_AsLongLongAndOverflow(object, &overflow);
      if (overflow != 0) return UnboxResult::TooWide;
      store(frame, node.offset, static_cast<std::int64_t>(value));
      return UnboxResult::Done;
    }
    case UnboxHow::Array:
      storeArray(node, asArray(object), frame);
      return UnboxResult::Done;
    case UnboxHow::Bool: {
      const int truth = object == Py_True ? 1 : object == Py_False ? 0 : PyObject_IsTrue(object);
      if (truth < 0) return UnboxResult::Error;
      store(frame, node.offset, static_cast<std::uint8_t>(truth));
      return UnboxResult::Done;
    }
    case UnboxHow::ToFloat: {
      const double value = PyFloat_AsDouble(object);
      if (value == -1.0 && PyErr_Occurred()) return UnboxResult::Error;
      storeFloat(node.type->bits, frame, node.offset, value);
      return UnboxResult::Done;
    }
    case UnboxHow::ToInt:
      return storeIndex(node, object, frame);
    case UnboxHow::Truncate:
      return storeTruncated(node, object, frame);
    case UnboxHow::ToComplex:
      return storeComplex(node, object, frame);
    case UnboxHow::Tuple:
      return storeItems(node, object, frame, lists);
    case UnboxHow::Present:
      store<std::uint8_t>(frame, node.parts[0], 1);
      return unbox(node.children[0], object, frame, lists);
    case UnboxHow::Absent:
      store<std::uint8_t>(frame, node.parts[0], 0);
      return UnboxResult::Done;
    case UnboxHow::List: {
      void* list = nullptr;
      const UnboxResult result = lists->unbox(node, object, list);
      store(frame, node.offset, list);
      return result;
    }
    case UnboxHow::Instance: {
      void* instance = nullptr;
      const UnboxResult result = lists->unboxInstance(node, object, instance);
      store(frame, node.offset, instance);
      return result;
    }
    case UnboxHow::Text:
      return storeText(node, object, frame, lists);
    case UnboxHow::Range:
    case UnboxHow::Slice:
      return storeAttributes(node, object, frame);
  }
  return UnboxResult::Error;
}

}  // namespace pyrite::bridge
