// Arithmetic that integers, floats and complex numbers have in common.
#include <cmath>

#include "frontend/ir/evaluator_families.hpp"

namespace pyrite::ir {
namespace {

/// The operation on whichever sort of numbers the result is.
template <class OnIntegers, class OnFloats, class OnComplex>
RunValue compute(const PureOperation& operation, OnIntegers&& onIntegers, OnFloats&& onFloats, OnComplex&& onComplex) {
  const Type type = operation.type;
  const RunValue &a = operation[0], &b = operation[operation.operands.size() - 1];
  if (type->isComplex()) return runComplex(type, onComplex(runComplexOf(a), runComplexOf(b)));
  if (type->isFloat()) return runFloat(type, onFloats(runReal(a), runReal(b)));
  return runInt(type, onIntegers(runBits(a), runBits(b)));
}

/// Of real numbers only.
template <class OnIntegers, class OnFloats>
RunValue compute(const PureOperation& operation, OnIntegers&& onIntegers, OnFloats&& onFloats) {
  return compute(operation, onIntegers, onFloats, [](auto a, auto) { return a; });
}

RunValue division(const PureOperation& operation, bool wantsRemainder) {
  const Type type = operation.type;
  return compute(
      operation, [&](auto a, auto b) { return divideIntegers(type->isSigned, a, b, wantsRemainder); },
      [&](auto a, auto b) { return divideFloats(type->bits, a, b, wantsRemainder); });
}

}  // namespace

RunValue evaluateAdd(const PureOperation& operation) {
  const auto add = [](auto a, auto b) { return a + b; };
  return compute(operation, add, add, add);
}

RunValue evaluateSub(const PureOperation& operation) {
  const auto subtract = [](auto a, auto b) { return a - b; };
  return compute(operation, subtract, subtract, subtract);
}

RunValue evaluateMul(const PureOperation& operation) {
  const auto multiply = [](auto a, auto b) { return a * b; };
  return compute(operation, multiply, multiply,
                 [&](auto a, auto b) { return multiplyComplex(operation.type->bits / 2, a, b); });
}

RunValue evaluateDiv(const PureOperation& operation) {
  return compute(
      operation, [](auto, auto) { return std::uint64_t{0}; }, [](auto a, auto b) { return a / b; },
      [&](auto a, auto b) { return divideComplex(operation.type->bits / 2, a, b); });
}

RunValue evaluateFloorDiv(const PureOperation& operation) { return division(operation, false); }

RunValue evaluateFloorMod(const PureOperation& operation) { return division(operation, true); }

RunValue evaluatePow(const PureOperation& operation) {
  const Type type = operation.type;
  return compute(
      operation, [&](auto a, auto b) { return integerPower(type->isSigned, a, b); },
      [&](auto a, auto b) { return floatPower(type->bits, a, b); }, complexPower);
}

RunValue evaluateNeg(const PureOperation& operation) {
  const auto negate = [](auto a, auto) { return -a; };
  return compute(operation, [](auto a, auto) { return 0 - a; }, negate, negate);
}

RunValue evaluateAbs(const PureOperation& operation) {
  const Type type = operation.type;
  if (operation.operandType->isComplex()) {
    const auto a = runComplexOf(operation[0]);
    if (type->bits == 64) return runFloat(type, std::hypot(a.real(), a.imag()));
    return runFloat(type, static_cast<double>(std::hypot(static_cast<float>(a.real()), static_cast<float>(a.imag()))));
  }
  return compute(
      operation, [&](auto a, auto) { return type->isSigned && static_cast<std::int64_t>(a) < 0 ? 0 - a : a; },
      [](auto a, auto) { return std::fabs(a); });
}

}  // namespace pyrite::ir
