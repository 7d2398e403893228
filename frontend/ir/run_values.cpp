// Run-time values of the evaluator: forms, memory, comparison.
#include "frontend/ir/run_values.hpp"

#include <bit>
#include <cmath>
#include <cstring>

#include "frontend/ir/builder.hpp"

namespace pyrite::ir {

using types::Kind;
using types::Layout;

namespace {

double roundToHalf(double value) {
  if (!std::isfinite(value) || value == 0) return value;
  int exponent = 0;
  std::frexp(value, &exponent);
  // The last place of a half of this magnitude; subnormals share one.
  const double place = std::ldexp(1.0, std::max(exponent - 11, -24));
  const double rounded = std::nearbyint(value / place) * place;
  return std::fabs(rounded) > 65504 ? std::copysign(HUGE_VAL, value) : rounded;
}

std::uint16_t encodeHalf(double value) {
  const std::uint16_t sign = std::signbit(value) ? 0x8000 : 0;
  if (std::isnan(value)) return sign | 0x7e00;
  if (std::isinf(value)) return sign | 0x7c00;
  const double magnitude = std::fabs(value);
  if (magnitude < 0x1p-14) return sign | static_cast<std::uint16_t>(std::ldexp(magnitude, 24));
  int exponent = 0;
  const double fraction = std::frexp(magnitude, &exponent);  // in [0.5, 1)
  return static_cast<std::uint16_t>(sign | ((exponent + 14) << 10) | (static_cast<int>(std::ldexp(fraction, 11)) - 1024));
}

double decodeHalf(std::uint16_t bits) {
  const int exponent = (bits >> 10) & 31, fraction = bits & 1023;
  const double magnitude = exponent == 31  ? (fraction == 0 ? HUGE_VAL : std::nan(""))
                           : exponent == 0 ? std::ldexp(fraction, -24)
                                           : std::ldexp(1024 + fraction, exponent - 25);
  return (bits & 0x8000) != 0 ? -magnitude : magnitude;
}

template <class T>
void put(T value, char* to) {
  std::memcpy(to, &value, sizeof value);
}
template <class T>
T take(const char* from) {
  T value;
  std::memcpy(&value, from, sizeof value);
  return value;
}

void storeFloat(int bits, double value, char* to) {
  if (bits == 16) return put(encodeHalf(value), to);
  if (bits == 32) return put(static_cast<float>(value), to);
  put(value, to);
}

double loadFloat(int bits, const char* from) {
  if (bits == 16) return decodeHalf(take<std::uint16_t>(from));
  if (bits == 32) return take<float>(from);
  return take<double>(from);
}

}  // namespace

double roundToFloat(int bits, double value) {
  return bits == 16 ? roundToHalf(value) : bits == 32 ? static_cast<double>(static_cast<float>(value)) : value;
}

RunValue runBool(bool value) {
  RunValue result;
  result.scalar = value;
  return result;
}

RunValue runInt(Type type, std::uint64_t bits) {
  RunValue result;
  const int unused = 64 - type->bits;
  if (type->isSigned)
    result.scalar = static_cast<std::int64_t>(bits << unused) >> unused;
  else
    result.scalar = bits << unused >> unused;
  return result;
}

RunValue runFloat(Type type, double value) {
  RunValue result;
  result.scalar = roundToFloat(type->bits, value);
  return result;
}

RunValue runComplex(Type type, std::complex<double> value) {
  RunValue result;
  const int bits = type->bits / 2;
  result.scalar = std::complex<double>(roundToFloat(bits, value.real()), roundToFloat(bits, value.imag()));
  return result;
}

RunValue runZero(Type type) {
  if (type->isBool()) return runBool(false);
  if (type->isInteger()) return runInt(type, 0);
  if (type->isFloat()) return runFloat(type, 0);
  if (type->isComplex()) return runComplex(type, 0);
  RunValue result;
  for (std::size_t i = 0; i < partCount(type); ++i) result.parts.push_back(runZero(partType(type, i)));
  return result;
}

std::uint64_t runBits(const RunValue& value) {
  if (const auto* truth = std::get_if<bool>(&value.scalar)) return *truth ? 1 : 0;
  if (const auto* integer = std::get_if<std::int64_t>(&value.scalar)) return static_cast<std::uint64_t>(*integer);
  return std::get<std::uint64_t>(value.scalar);
}

double runReal(const RunValue& value) { return std::get<double>(value.scalar); }

std::complex<double> runComplexOf(const RunValue& value) { return std::get<std::complex<double>>(value.scalar); }

std::int64_t itemSize(Type type) {
  if (type->isBool()) return 1;
  return type->isNumber() ? type->bits / 8 : 0;
}

void storeNumber(Type type, const RunValue& value, char* to) {
  if (type->isComplex()) {
    const auto number = runComplexOf(value);
    storeFloat(type->bits / 2, number.real(), to);
    storeFloat(type->bits / 2, number.imag(), to + type->bits / 16);
  } else if (type->isFloat()) {
    storeFloat(type->bits, runReal(value), to);
  } else {
    const std::uint64_t bits = runBits(value);
    switch (itemSize(type)) {
      case 1:
        return put(static_cast<std::uint8_t>(bits), to);
      case 2:
        return put(static_cast<std::uint16_t>(bits), to);
      case 4:
        return put(static_cast<std::uint32_t>(bits), to);
      default:
        return put(bits, to);
    }
  }
}

RunValue loadNumber(Type type, const char* from) {
  if (type->isBool()) return runBool(*from != 0);
  if (type->isFloat()) return runFloat(type, loadFloat(type->bits, from));
  if (type->isComplex())
    return runComplex(type, {loadFloat(type->bits / 2, from), loadFloat(type->bits / 2, from + type->bits / 16)});
  switch (type->bits) {
    case 8:
      return runInt(type, take<std::uint8_t>(from));
    case 16:
      return runInt(type, take<std::uint16_t>(from));
    case 32:
      return runInt(type, take<std::uint32_t>(from));
    default:
      return runInt(type, take<std::uint64_t>(from));
  }
}

// -- arrays ------------------------------------------------------------------------------------------------------------

namespace {

RunValue integer(std::int64_t value) {
  RunValue result;
  result.scalar = value;
  return result;
}

/// Calls visit(byte offset) for every element in C order.
template <class Visit>
void forEachElement(std::span<const std::int64_t> shape, std::span<const std::int64_t> strides, Visit&& visit) {
  for (std::int64_t extent : shape)
    if (extent <= 0) return;
  std::vector<std::int64_t> index(shape.size(), 0);
  std::int64_t offset = 0;
  for (;;) {
    visit(offset);
    std::size_t axis = shape.size();
    while (axis > 0) {
      --axis;
      offset += strides[axis];
      if (++index[axis] < shape[axis]) break;
      offset -= strides[axis] * shape[axis];
      index[axis] = 0;
      if (axis == 0) return;
    }
    if (shape.empty()) return;
  }
}

std::vector<std::int64_t> arrayStrides(Type type, const RunValue& array) {
  std::vector<std::int64_t> strides;
  for (std::size_t i = 0; i < type->ndim; ++i)
    strides.push_back(std::get<std::int64_t>(array.parts[2 + type->ndim + i].scalar));
  return strides;
}

}  // namespace

RunValue runArray(Type type, std::span<const std::int64_t> shape, std::span<const RunValue> elements) {
  const std::size_t ndim = type->ndim;
  std::vector<std::int64_t> strides(ndim);
  std::int64_t stride = itemSize(type->dtype()) * (type->layout == Layout::A ? 2 : 1), bytes = stride;
  for (std::size_t i = 0; i < ndim; ++i) {
    const std::size_t axis = type->layout == Layout::F ? i : ndim - 1 - i;
    strides[axis] = stride;
    stride *= std::max<std::int64_t>(shape[axis], 1);
    bytes *= shape[axis];
  }
  RunValue owner, data, array;
  owner.memory = data.memory = std::make_shared<std::string>(static_cast<std::size_t>(bytes), '\0');
  std::size_t next = 0;
  forEachElement(shape, strides,
                 [&](std::int64_t offset) { storeNumber(type->dtype(), elements[next++], data.memory->data() + offset); });
  array.parts = {std::move(owner), std::move(data)};
  for (std::int64_t extent : shape) array.parts.push_back(integer(extent));
  for (std::int64_t step : strides) array.parts.push_back(integer(step));
  return array;
}

std::vector<std::int64_t> arrayShape(Type type, const RunValue& array) {
  std::vector<std::int64_t> shape;
  for (std::size_t i = 0; i < type->ndim; ++i) shape.push_back(std::get<std::int64_t>(array.parts[2 + i].scalar));
  return shape;
}

std::optional<std::vector<RunValue>> arrayElements(Type type, const RunValue& array) {
  std::vector<RunValue> elements;
  const RunValue& data = array.parts[1];
  const std::int64_t size = itemSize(type->dtype());
  bool isInside = true;
  forEachElement(arrayShape(type, array), arrayStrides(type, array), [&](std::int64_t offset) {
    const std::int64_t at = data.offset + offset;
    if (data.memory == nullptr || at < 0 || at + size > static_cast<std::int64_t>(data.memory->size()))
      isInside = false;
    else if (isInside)
      elements.push_back(loadNumber(type->dtype(), data.memory->data() + at));
  });
  if (!isInside) return std::nullopt;
  return elements;
}

// -- forms -------------------------------------------------------------------------------------------------------------

bool hasForm(Type type, const RunValue& value) {
  if (type->isBool()) return std::holds_alternative<bool>(value.scalar);
  if (type->isInteger()) {
    if (type->isSigned != std::holds_alternative<std::int64_t>(value.scalar)) return false;
    if (!type->isSigned && !std::holds_alternative<std::uint64_t>(value.scalar)) return false;
    return runInt(type, runBits(value)).scalar == value.scalar;
  }
  if (type->isFloat()) return std::holds_alternative<double>(value.scalar);
  if (type->isComplex()) return std::holds_alternative<std::complex<double>>(value.scalar);
  if (value.parts.size() != partCount(type)) return false;
  for (std::size_t i = 0; i < value.parts.size(); ++i)
    if (!hasForm(partType(type, i), value.parts[i])) return false;
  return true;
}

namespace {

bool sameReal(double a, double b, double tolerance) {
  if (std::isnan(a) || std::isnan(b)) return std::isnan(a) && std::isnan(b);
  if (a == b) return std::signbit(a) == std::signbit(b);
  return std::isfinite(a) && std::isfinite(b) && std::fabs(a - b) <= tolerance * std::max(std::fabs(a), std::fabs(b));
}

bool sameArrays(Type type, const RunValue& a, const RunValue& b, double tolerance) {
  if (arrayShape(type, a) != arrayShape(type, b)) return false;
  const auto left = arrayElements(type, a), right = arrayElements(type, b);
  if (!left || !right) return false;
  for (std::size_t i = 0; i < left->size(); ++i)
    if (!sameValue(type->dtype(), (*left)[i], (*right)[i], tolerance)) return false;
  return true;
}

}  // namespace

bool sameValue(Type type, const RunValue& a, const RunValue& b, double tolerance) {
  if (type->isFloat()) return sameReal(runReal(a), runReal(b), tolerance);
  if (type->isComplex()) {
    const auto x = runComplexOf(a), y = runComplexOf(b);
    return sameReal(x.real(), y.real(), tolerance) && sameReal(x.imag(), y.imag(), tolerance);
  }
  if (type->isNumber()) return a.scalar == b.scalar;
  if (type->isArray()) return sameArrays(type, a, b, tolerance);
  if (type->is(Kind::Pointer) || type->is(Kind::Owner)) return a.memory == b.memory && a.offset == b.offset;
  if (a.parts.size() != b.parts.size()) return false;
  const bool mayBeAbsent = type->is(Kind::Optional) || type->is(Kind::MaybeUnbound);
  if (mayBeAbsent && runBits(a.parts[0]) == 0 && runBits(b.parts[0]) == 0) return true;
  for (std::size_t i = 0; i < a.parts.size(); ++i)
    if (!sameValue(partType(type, i), a.parts[i], b.parts[i], tolerance)) return false;
  return true;
}

}  // namespace pyrite::ir
