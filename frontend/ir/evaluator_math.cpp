// Elementary functions: C's, in double or in single; half computes in single.
#include <cmath>

#include "frontend/ir/evaluator_families.hpp"

namespace pyrite::ir {
namespace {

template <class T>
bool unary(Op op, T x, T& result) {
  switch (op) {
    case Op::Sqrt:
      return result = std::sqrt(x), true;
    case Op::Cbrt:
      return result = std::cbrt(x), true;
    case Op::Exp:
      return result = std::exp(x), true;
    case Op::Exp2:
      return result = std::exp2(x), true;
    case Op::Expm1:
      return result = std::expm1(x), true;
    case Op::Log:
      return result = std::log(x), true;
    case Op::Log2:
      return result = std::log2(x), true;
    case Op::Log10:
      return result = std::log10(x), true;
    case Op::Log1p:
      return result = std::log1p(x), true;
    case Op::Sin:
      return result = std::sin(x), true;
    case Op::Cos:
      return result = std::cos(x), true;
    case Op::Tan:
      return result = std::tan(x), true;
    case Op::Asin:
      return result = std::asin(x), true;
    case Op::Acos:
      return result = std::acos(x), true;
    case Op::Atan:
      return result = std::atan(x), true;
    case Op::Sinh:
      return result = std::sinh(x), true;
    case Op::Cosh:
      return result = std::cosh(x), true;
    case Op::Tanh:
      return result = std::tanh(x), true;
    case Op::Asinh:
      return result = std::asinh(x), true;
    case Op::Acosh:
      return result = std::acosh(x), true;
    case Op::Atanh:
      return result = std::atanh(x), true;
    case Op::Erf:
      return result = std::erf(x), true;
    case Op::Erfc:
      return result = std::erfc(x), true;
    case Op::Gamma:
      return result = std::tgamma(x), true;
    case Op::LogGamma:
      return result = std::lgamma(x), true;
    case Op::Floor:
      return result = std::floor(x), true;
    case Op::Ceil:
      return result = std::ceil(x), true;
    case Op::Trunc:
      return result = std::trunc(x), true;
    case Op::Rint:
      return result = std::nearbyint(x), true;
    case Op::FrexpMantissa: {
      int exponent = 0;
      return result = std::isfinite(x) ? std::frexp(x, &exponent) : x, true;
    }
    default:
      return false;
  }
}

template <class T>
bool binary(Op op, T x, T y, T& result) {
  switch (op) {
    case Op::Atan2:
      return result = std::atan2(x, y), true;
    case Op::Hypot:
      return result = std::hypot(x, y), true;
    case Op::CopySign:
      return result = std::copysign(x, y), true;
    case Op::Fmod:
      return result = std::fmod(x, y), true;
    case Op::IeeeRemainder:
      return result = std::remainder(x, y), true;
    case Op::NextAfter:
      return result = std::nextafter(x, y), true;
    default:
      return false;
  }
}

/// The next half after x toward y.
double nextHalf(double x, double y) {
  if (std::isnan(x) || std::isnan(y)) return std::nan("");
  if (x == y) return y;
  if (x == 0) return std::copysign(0x1p-24, y);
  if (std::isinf(x)) return std::copysign(65504.0, x);
  const double magnitude = std::fabs(x);
  const bool grows = (y > x) == (x > 0);
  int exponent = 0;
  const double fraction = std::frexp(magnitude, &exponent);
  // Below a power of two the places are half as wide.
  const int places = !grows && fraction == 0.5 ? exponent - 12 : exponent - 11;
  const double place = std::ldexp(1.0, std::max(places, -24));
  return std::copysign(roundToFloat(16, grows ? magnitude + place : magnitude - place), x);
}

template <class T>
bool computed(const PureOperation& operation, T& value) {
  const T x = static_cast<T>(runReal(operation[0]));
  if (operation.operands.size() == 1) return unary(operation.op, x, value);
  if (operation.op == Op::Ldexp) {
    // Beyond ±5000 every double overflows or vanishes.
    const auto exponent = std::clamp<std::int64_t>(static_cast<std::int64_t>(runBits(operation[1])), -5000, 5000);
    return value = std::ldexp(x, static_cast<int>(exponent)), true;
  }
  const T y = static_cast<T>(runReal(operation[1]));
  if (operation.op == Op::Fma) return value = std::fma(x, y, static_cast<T>(runReal(operation[2]))), true;
  return binary(operation.op, x, y, value);
}

bool evaluateHalf(const PureOperation& operation, RunValue& result) {
  if (operation.op == Op::NextAfter)
    return result = runFloat(operation.type, nextHalf(runReal(operation[0]), runReal(operation[1]))), true;
  // Scaling and fused products are exact in double before they are rounded once; the others are C's functions in single.
  if (operation.op == Op::Ldexp || operation.op == Op::Fma) {
    double value = 0;
    return computed(operation, value) && (result = runFloat(operation.type, value), true);
  }
  float value = 0;
  return computed(operation, value) && (result = runFloat(operation.type, static_cast<double>(value)), true);
}

}  // namespace

bool evaluateMath(const PureOperation& operation, RunValue& result) {
  if (!operation.operandType->isFloat()) return false;
  if (operation.op == Op::FrexpExponent) {
    int exponent = 0;
    const double x = runReal(operation[0]);
    if (std::isfinite(x)) std::frexp(x, &exponent);
    result = runInt(operation.type, static_cast<std::uint64_t>(static_cast<std::int64_t>(exponent)));
    return true;
  }
  if (!operation.type->isFloat()) return false;
  if (operation.type->bits == 16) return evaluateHalf(operation, result);
  if (operation.type->bits == 32) {
    float value = 0;
    return computed(operation, value) && (result = runFloat(operation.type, static_cast<double>(value)), true);
  }
  double value = 0;
  return computed(operation, value) && (result = runFloat(operation.type, value), true);
}

}  // namespace pyrite::ir
