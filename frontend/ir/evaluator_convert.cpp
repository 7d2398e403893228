// Comparisons, conversions, constants and aggregates.
#include <bit>
#include <cmath>
#include <limits>

#include "frontend/ir/builder.hpp"
#include "frontend/ir/evaluator_families.hpp"

namespace pyrite::ir {

namespace {

/// Saturates; NaN gives 0.
std::uint64_t floatToInt(Type type, double value) {
  if (std::isnan(value)) return 0;
  const double whole = std::trunc(value);
  const int magnitudeBits = type->isSigned ? type->bits - 1 : type->bits;
  const double limit = std::ldexp(1.0, magnitudeBits);  // the first value beyond the greatest
  if (whole >= limit) return type->isSigned ? (std::uint64_t{1} << magnitudeBits) - 1 : ~std::uint64_t{0} >> (64 - type->bits);
  if (!type->isSigned) return whole <= 0 ? 0 : static_cast<std::uint64_t>(whole);
  if (whole < -limit) return ~std::uint64_t{0} << magnitudeBits;
  return static_cast<std::uint64_t>(static_cast<std::int64_t>(whole));
}

/// An integer as a float, rounded once.
double intToFloat(Type from, int bits, std::uint64_t value) {
  const bool isSigned = from->isInteger() && from->isSigned;
  if (bits == 32)
    return isSigned ? static_cast<double>(static_cast<float>(static_cast<std::int64_t>(value)))
                    : static_cast<double>(static_cast<float>(value));
  // Every integer that a half can come from is exact in double.
  return isSigned ? static_cast<double>(static_cast<std::int64_t>(value)) : static_cast<double>(value);
}

RunValue convert(Type from, Type to, const RunValue& value) {
  if (from->isComplex()) {
    const auto number = runComplexOf(value);
    if (to->isComplex()) return runComplex(to, number);
    if (to->isBool()) return runBool(number.real() != 0 || number.imag() != 0);
    return convert(types::realPart(from), to, runFloat(types::realPart(from), number.real()));
  }
  if (to->isComplex()) return runComplex(to, runReal(convert(from, types::realPart(to), value)));
  if (from->isFloat()) {
    const double number = runReal(value);
    if (to->isBool()) return runBool(number != 0);
    return to->isFloat() ? runFloat(to, number) : runInt(to, floatToInt(to, number));
  }
  const std::uint64_t bits = runBits(value);
  if (to->isBool()) return runBool(bits != 0);
  return to->isFloat() ? runFloat(to, intToFloat(from, to->bits, bits)) : runInt(to, bits);
}

RunValue constant(Type type, const Attribute& attribute) {
  RunValue result;
  const auto* integer = std::get_if<std::int64_t>(&attribute);
  if (const auto* truth = std::get_if<bool>(&attribute)) {
    result = type->isBool() ? runBool(*truth) : runInt(type, *truth ? 1 : 0);
  } else if (integer != nullptr) {
    result = type->isBool()    ? runBool((*integer & 1) != 0)
             : type->isFloat() ? runFloat(type, static_cast<double>(*integer))
                               : runInt(type, static_cast<std::uint64_t>(*integer));
  } else if (const auto* real = std::get_if<double>(&attribute)) {
    result = runFloat(type, *real);
  } else if (const auto* complex = std::get_if<std::complex<double>>(&attribute)) {
    result = runComplex(type, *complex);
  }
  return result;
}

RunValue bitcast(Type from, Type to, const RunValue& value) {
  RunValue result;
  if (from->isNumber() && to->isNumber()) {
    char bytes[16];
    storeNumber(from, value, bytes);
    return loadNumber(to, bytes);
  }
  if (to->isInteger()) {
    // An address: only its differences within a block mean anything.
    const auto base = value.memory == nullptr ? 0 : reinterpret_cast<std::uintptr_t>(value.memory->data());
    return runInt(to, base + static_cast<std::uint64_t>(value.offset));
  }
  result.memory = value.memory;
  result.offset = value.offset;
  return result;
}

/// Both numbers as one type of C++, for `compare`.
template <class Compare>
RunValue compared(const PureOperation& operation, Compare&& compare) {
  const Type type = operation.operandType;
  const RunValue &a = operation[0], &b = operation[1];
  if (type->isFloat()) return runBool(compare(runReal(a), runReal(b)));
  if (type->isInteger() && type->isSigned)
    return runBool(compare(static_cast<std::int64_t>(runBits(a)), static_cast<std::int64_t>(runBits(b))));
  return runBool(compare(runBits(a), runBits(b)));
}

bool isEqual(const PureOperation& operation) {
  const RunValue &a = operation[0], &b = operation[1];
  if (operation.operandType->isComplex()) return runComplexOf(a) == runComplexOf(b);
  if (!operation.operandType->isNumber()) return a.memory == b.memory && a.offset == b.offset && a.items == b.items;
  return runBits(compared(operation, [](auto x, auto y) { return x == y; })) != 0;
}

}  // namespace

RunValue evaluateEq(const PureOperation& operation) { return runBool(isEqual(operation)); }
RunValue evaluateNe(const PureOperation& operation) { return runBool(!isEqual(operation)); }
RunValue evaluateLt(const PureOperation& operation) {
  return compared(operation, [](auto a, auto b) { return a < b; });
}
RunValue evaluateLe(const PureOperation& operation) {
  return compared(operation, [](auto a, auto b) { return a <= b; });
}
RunValue evaluateGt(const PureOperation& operation) {
  return compared(operation, [](auto a, auto b) { return a > b; });
}
RunValue evaluateGe(const PureOperation& operation) {
  return compared(operation, [](auto a, auto b) { return a >= b; });
}

RunValue evaluateConvert(const PureOperation& operation) {
  return convert(operation.operandType, operation.type, operation[0]);
}

RunValue evaluateBitcast(const PureOperation& operation) {
  return bitcast(operation.operandType, operation.type, operation[0]);
}

RunValue evaluateConst(const PureOperation& operation) { return constant(operation.type, operation.attribute); }

RunValue evaluateZero(const PureOperation& operation) { return runZero(operation.type); }

RunValue evaluateMake(const PureOperation& operation) {
  if (operation.type->isComplex()) return runComplex(operation.type, {runReal(operation[0]), runReal(operation[1])});
  RunValue made;
  for (const RunValue* part : operation.operands) made.parts.push_back(*part);
  return made;
}

RunValue evaluateGet(const PureOperation& operation) {
  const auto index = static_cast<std::size_t>(std::get<std::int64_t>(operation.attribute));
  if (!operation.operandType->isComplex()) return operation[0].parts[index];
  const auto number = runComplexOf(operation[0]);
  return runFloat(operation.type, index == 0 ? number.real() : number.imag());
}

RunValue evaluateSelect(const PureOperation& operation) { return operation[runBits(operation[0]) != 0 ? 1 : 2]; }

}  // namespace pyrite::ir
