// Integers and bools: everything wraps, nothing is undefined.
#include <bit>

#include "frontend/ir/evaluator_families.hpp"

namespace pyrite::ir {

/// Floor division of values whose sign is extended to 64 bits; by zero it is 0.
std::uint64_t divideIntegers(bool isSigned, std::uint64_t a, std::uint64_t b, bool wantsRemainder) {
  if (b == 0) return 0;
  if (!isSigned) return wantsRemainder ? a % b : a / b;
  const auto x = static_cast<std::int64_t>(a), y = static_cast<std::int64_t>(b);
  if (y == -1) return wantsRemainder ? 0 : 0 - a;  // the least value wraps
  std::int64_t quotient = x / y, remainder = x % y;
  if (remainder != 0 && (remainder < 0) != (y < 0)) {
    remainder += y;
    --quotient;
  }
  return static_cast<std::uint64_t>(wantsRemainder ? remainder : quotient);
}

std::uint64_t integerPower(bool isSigned, std::uint64_t base, std::uint64_t exponent) {
  if (isSigned && static_cast<std::int64_t>(exponent) < 0) {
    if (base == 1) return 1;
    if (base == ~std::uint64_t{0}) return (exponent & 1) != 0 ? base : 1;
    return 0;
  }
  std::uint64_t result = 1;
  for (; exponent != 0; exponent >>= 1, base *= base)
    if ((exponent & 1) != 0) result *= base;
  return result;
}

namespace {

std::uint64_t shiftRight(Type type, std::uint64_t a, std::uint64_t count) {
  const bool isWide = count >= type->bits;  // negative counts are huge here
  if (!type->isSigned) return isWide ? 0 : a >> count;
  return static_cast<std::uint64_t>(static_cast<std::int64_t>(a) >> (isWide ? 63 : count));
}

std::uint64_t maskOf(Type type) { return type->isBool() ? 1 : ~std::uint64_t{0} >> (64 - type->bits); }

RunValue give(const PureOperation& operation, std::uint64_t bits) {
  return operation.type->isBool() ? runBool((bits & 1) != 0) : runInt(operation.type, bits);
}

}  // namespace

RunValue evaluateShl(const PureOperation& operation) {
  return give(operation, runBits(operation[1]) >= operation.type->bits ? 0 : runBits(operation[0]) << runBits(operation[1]));
}

RunValue evaluateShr(const PureOperation& operation) {
  return give(operation, shiftRight(operation.type, runBits(operation[0]), runBits(operation[1])));
}

RunValue evaluateAnd(const PureOperation& operation) { return give(operation, runBits(operation[0]) & runBits(operation[1])); }

RunValue evaluateOr(const PureOperation& operation) { return give(operation, runBits(operation[0]) | runBits(operation[1])); }

RunValue evaluateXor(const PureOperation& operation) { return give(operation, runBits(operation[0]) ^ runBits(operation[1])); }

RunValue evaluateNot(const PureOperation& operation) { return give(operation, ~runBits(operation[0])); }

RunValue evaluatePopcount(const PureOperation& operation) {
  return give(operation, static_cast<std::uint64_t>(std::popcount(runBits(operation[0]) & maskOf(operation.type))));
}

RunValue evaluateCountLeadingZeros(const PureOperation& operation) {
  const int zeros = std::countl_zero(runBits(operation[0]) & maskOf(operation.type)) - (64 - operation.type->bits);
  return give(operation, static_cast<std::uint64_t>(zeros));
}

RunValue evaluateCountTrailingZeros(const PureOperation& operation) {
  const std::uint64_t bits = runBits(operation[0]) & maskOf(operation.type);
  return give(operation, bits == 0 ? operation.type->bits : static_cast<std::uint64_t>(std::countr_zero(bits)));
}

}  // namespace pyrite::ir
