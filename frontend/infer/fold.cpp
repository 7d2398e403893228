// Constant folding of scalar operations: integers of any width, bools and floats. Complex constants are made of parts.
#include "frontend/infer/fold.hpp"

#include <bit>
#include <cmath>

namespace pyrite::infer {

namespace {

using ir::Attribute;
using ir::Op;

std::optional<std::int64_t> integerOf(const Attribute& a) {
  if (const auto* value = std::get_if<std::int64_t>(&a)) return *value;
  if (const auto* value = std::get_if<bool>(&a)) return *value ? 1 : 0;
  return std::nullopt;
}

std::uint64_t bits(std::int64_t value) { return static_cast<std::uint64_t>(value); }
std::int64_t number(std::uint64_t value) { return static_cast<std::int64_t>(value); }

std::int64_t shift(Op op, Type type, std::int64_t a, std::int64_t b) {
  const bool isOut = bits(b) >= type->bits;
  if (op == Op::Shl) return isOut ? 0 : wrapInteger(number(bits(a) << b), type);
  if (type->isSigned) return a >> (isOut ? 63 : b);
  return isOut ? 0 : number(bits(a) >> b);
}

std::optional<std::int64_t> signedDivision(Op op, std::int64_t a, std::int64_t b) {
  if (b == 0) return 0;
  if (b == -1) return op == Op::FloorDiv ? number(0 - bits(a)) : 0;
  std::int64_t quotient = a / b, rest = a % b;
  if (rest != 0 && (rest < 0) != (b < 0)) {
    quotient -= 1;
    rest += b;
  }
  return op == Op::FloorDiv ? quotient : rest;
}

std::optional<Attribute> foldInteger(Op op, Type type, std::int64_t a, std::int64_t b) {
  switch (op) {  // NOLINT: the other operations are not folded
    case Op::Add:
      return wrapInteger(number(bits(a) + bits(b)), type);
    case Op::Sub:
      return wrapInteger(number(bits(a) - bits(b)), type);
    case Op::Mul:
      return wrapInteger(number(bits(a) * bits(b)), type);
    case Op::And:
      return a & b;
    case Op::Or:
      return a | b;
    case Op::Xor:
      return a ^ b;
    case Op::Shl:
    case Op::Shr:
      return shift(op, type, a, b);
    case Op::FloorDiv:
    case Op::FloorMod: {
      if (!type->isSigned && type->bits == 64) {
        if (b == 0) return std::int64_t{0};
        return number(op == Op::FloorDiv ? bits(a) / bits(b) : bits(a) % bits(b));
      }
      const auto result = signedDivision(op, a, b);
      return wrapInteger(*result, type);
    }
    default:
      return std::nullopt;
  }
}

double rounded(double value, Type type) { return type->bits == 32 ? static_cast<float>(value) : value; }

template <class T>
std::optional<Attribute> ordered(Op op, T a, T b) {
  switch (op) {  // NOLINT
    case Op::Eq:
      return a == b;
    case Op::Ne:
      return a != b;
    case Op::Lt:
      return a < b;
    case Op::Le:
      return a <= b;
    case Op::Gt:
      return a > b;
    case Op::Ge:
      return a >= b;
    default:
      return std::nullopt;
  }
}

}  // namespace

std::int64_t wrapInteger(std::int64_t value, Type type) {
  if (type->bits >= 64) return value;
  const int spare = 64 - type->bits;
  const std::uint64_t high = bits(value) << spare;
  return type->isSigned ? number(high) >> spare : number(high >> spare);
}

std::optional<Attribute> foldUnary(Op op, Type type, const Attribute& a) {
  if (type->isBool()) {
    if (const auto* value = std::get_if<bool>(&a); value != nullptr && op == Op::Not) return !*value;
    return std::nullopt;
  }
  if (type->isInteger()) {
    const auto value = integerOf(a);
    if (!value) return std::nullopt;
    if (op == Op::Neg) return wrapInteger(number(0 - bits(*value)), type);
    if (op == Op::Not) return wrapInteger(~*value, type);
    if (op == Op::Abs) return type->isSigned && *value < 0 ? wrapInteger(number(0 - bits(*value)), type) : *value;
    return std::nullopt;
  }
  const auto* value = std::get_if<double>(&a);
  if (value == nullptr || !type->isFloat() || type->bits == 16) return std::nullopt;
  if (op == Op::Neg) return -*value;
  if (op == Op::Abs) return std::fabs(*value);
  if (op == Op::Sqrt) return rounded(std::sqrt(*value), type);
  if (op == Op::Floor) return std::floor(*value);
  if (op == Op::Ceil) return std::ceil(*value);
  if (op == Op::Trunc) return std::trunc(*value);
  return std::nullopt;
}

std::optional<Attribute> foldBinary(Op op, Type type, const Attribute& a, const Attribute& b) {
  if (type->isBool()) {
    const auto x = integerOf(a), y = integerOf(b);
    if (!x || !y) return std::nullopt;
    if (op == Op::And) return (*x & *y) != 0;
    if (op == Op::Or) return (*x | *y) != 0;
    if (op == Op::Xor) return *x != *y;
    return std::nullopt;
  }
  if (type->isInteger()) {
    const auto x = integerOf(a), y = integerOf(b);
    return x && y ? foldInteger(op, type, *x, *y) : std::nullopt;
  }
  const auto *x = std::get_if<double>(&a), *y = std::get_if<double>(&b);
  if (x == nullptr || y == nullptr || !type->isFloat() || type->bits == 16) return std::nullopt;
  switch (op) {  // NOLINT
    case Op::Add:
      return rounded(*x + *y, type);
    case Op::Sub:
      return rounded(*x - *y, type);
    case Op::Mul:
      return rounded(*x * *y, type);
    case Op::Div:
      return rounded(*x / *y, type);
    case Op::CopySign:
      return std::copysign(*x, *y);
    default:
      return std::nullopt;
  }
}

std::optional<Attribute> foldCompare(Op op, Type type, const Attribute& a, const Attribute& b) {
  if (type->isInteger() || type->isBool()) {
    const auto x = integerOf(a), y = integerOf(b);
    if (!x || !y) return std::nullopt;
    if (type->isInteger() && !type->isSigned) return ordered(op, bits(*x), bits(*y));
    return ordered(op, *x, *y);
  }
  const auto *x = std::get_if<double>(&a), *y = std::get_if<double>(&b);
  if (x == nullptr || y == nullptr) return std::nullopt;
  return ordered(op, *x, *y);
}

std::optional<Attribute> foldConvert(Type from, Type to, const Attribute& a) {
  if (from->isFloat()) {
    const auto* value = std::get_if<double>(&a);
    if (value == nullptr) return std::nullopt;
    if (to->isFloat() && to->bits >= 32) return rounded(*value, to);
    if (to->isBool()) return *value != 0.0;
    const bool isSafe = to->isInteger() && std::fabs(*value) < 0x1p53;
    if (!isSafe) return std::nullopt;
    const auto whole = static_cast<std::int64_t>(*value);
    if (wrapInteger(whole, to) != whole || (whole < 0 && !to->isSigned)) return std::nullopt;
    return whole;
  }
  const auto value = integerOf(a);
  if (!value) return std::nullopt;
  if (to->isBool()) return *value != 0;
  if (to->isInteger()) return wrapInteger(*value, to);
  if (!to->isFloat() || to->bits == 16) return std::nullopt;
  const bool isUnsigned = from->isInteger() && !from->isSigned;
  if (to->bits == 64) return isUnsigned ? static_cast<double>(bits(*value)) : static_cast<double>(*value);
  return static_cast<double>(isUnsigned ? static_cast<float>(bits(*value)) : static_cast<float>(*value));
}

}  // namespace pyrite::infer
