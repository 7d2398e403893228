// Integers and bools: everything wraps, nothing is undefined.
#include <bit>

#include "frontend/ir/evaluator_families.hpp"

namespace pyrite::ir {
namespace {

/// Floor division of values whose sign is extended to 64 bits; by zero it is 0.
std::uint64_t divide(bool isSigned, std::uint64_t a, std::uint64_t b, bool wantsRemainder) {
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

std::uint64_t power(bool isSigned, std::uint64_t base, std::uint64_t exponent) {
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

std::uint64_t shiftRight(Type type, std::uint64_t a, std::uint64_t count) {
  const bool isWide = count >= type->bits;  // negative counts are huge here
  if (!type->isSigned) return isWide ? 0 : a >> count;
  return static_cast<std::uint64_t>(static_cast<std::int64_t>(a) >> (isWide ? 63 : count));
}

}  // namespace

bool evaluateIntegers(const PureOperation& operation, RunValue& result) {
  const Type type = operation.type;
  if (!type->isInteger() && !type->isBool()) return false;
  if (!operation.operandType->isInteger() && !operation.operandType->isBool()) return false;
  const std::size_t count = operation.operands.size();
  const std::uint64_t a = count > 0 ? runBits(operation[0]) : 0, b = count > 1 ? runBits(operation[1]) : 0;
  const std::uint64_t mask = type->isBool() ? 1 : ~std::uint64_t{0} >> (64 - type->bits);
  std::uint64_t bits = 0;
  switch (operation.op) {
    case Op::Add:
      bits = a + b;
      break;
    case Op::Sub:
      bits = a - b;
      break;
    case Op::Mul:
      bits = a * b;
      break;
    case Op::FloorDiv:
    case Op::FloorMod:
      bits = divide(type->isSigned, a, b, operation.op == Op::FloorMod);
      break;
    case Op::Pow:
      bits = power(type->isSigned, a, b);
      break;
    case Op::Neg:
      bits = 0 - a;
      break;
    case Op::Abs:
      bits = type->isSigned && static_cast<std::int64_t>(a) < 0 ? 0 - a : a;
      break;
    case Op::Shl:
      bits = b >= type->bits ? 0 : a << b;
      break;
    case Op::Shr:
      bits = shiftRight(type, a, b);
      break;
    case Op::And:
      bits = a & b;
      break;
    case Op::Or:
      bits = a | b;
      break;
    case Op::Xor:
      bits = a ^ b;
      break;
    case Op::Not:
      bits = ~a;
      break;
    case Op::Popcount:
      bits = static_cast<std::uint64_t>(std::popcount(a & mask));
      break;
    case Op::CountLeadingZeros:
      bits = static_cast<std::uint64_t>(std::countl_zero(a & mask) - (64 - type->bits));
      break;
    case Op::CountTrailingZeros:
      bits = (a & mask) == 0 ? type->bits : static_cast<std::uint64_t>(std::countr_zero(a));
      break;
    default:
      return false;
  }
  result = type->isBool() ? runBool((bits & 1) != 0) : runInt(type, bits);
  return true;
}

}  // namespace pyrite::ir
