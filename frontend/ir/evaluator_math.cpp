// Elementary functions: C's, in double or in single; half computes in single.
#include <algorithm>
#include <cmath>

#include "frontend/ir/evaluator_families.hpp"

namespace pyrite::ir {
namespace {

/// function(x), function(x, y) … in the precision of the result's type.
template <class Function>
RunValue compute(const PureOperation& operation, Function&& function) {
  const auto with = [&]<class T>(T) {
    const auto x = [&](std::size_t index) { return static_cast<T>(runReal(operation[index])); };
    if constexpr (std::is_invocable_v<Function, T, T, T>)
      return runFloat(operation.type, static_cast<double>(function(x(0), x(1), x(2))));
    else if constexpr (std::is_invocable_v<Function, T, T>)
      return runFloat(operation.type, static_cast<double>(function(x(0), x(1))));
    else
      return runFloat(operation.type, static_cast<double>(function(x(0))));
  };
  if (operation.type->bits == 64) return with(double());
  return with(float());
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

}  // namespace

#define PYRITE_UNARY(Name, function)                                     \
  RunValue evaluate##Name(const PureOperation& operation) {              \
    return compute(operation, []<class T>(T x) { return function(x); }); \
  }
PYRITE_UNARY(Sqrt, std::sqrt)
PYRITE_UNARY(Cbrt, std::cbrt)
PYRITE_UNARY(Exp, std::exp)
PYRITE_UNARY(Exp2, std::exp2)
PYRITE_UNARY(Expm1, std::expm1)
PYRITE_UNARY(Log, std::log)
PYRITE_UNARY(Log2, std::log2)
PYRITE_UNARY(Log10, std::log10)
PYRITE_UNARY(Log1p, std::log1p)
PYRITE_UNARY(Sin, std::sin)
PYRITE_UNARY(Cos, std::cos)
PYRITE_UNARY(Tan, std::tan)
PYRITE_UNARY(Asin, std::asin)
PYRITE_UNARY(Acos, std::acos)
PYRITE_UNARY(Atan, std::atan)
PYRITE_UNARY(Sinh, std::sinh)
PYRITE_UNARY(Cosh, std::cosh)
PYRITE_UNARY(Tanh, std::tanh)
PYRITE_UNARY(Asinh, std::asinh)
PYRITE_UNARY(Acosh, std::acosh)
PYRITE_UNARY(Atanh, std::atanh)
PYRITE_UNARY(Erf, std::erf)
PYRITE_UNARY(Erfc, std::erfc)
PYRITE_UNARY(Gamma, std::tgamma)
PYRITE_UNARY(LogGamma, std::lgamma)
PYRITE_UNARY(Floor, std::floor)
PYRITE_UNARY(Ceil, std::ceil)
PYRITE_UNARY(Trunc, std::trunc)
PYRITE_UNARY(Rint, std::nearbyint)
#undef PYRITE_UNARY

#define PYRITE_BINARY(Name, function)                                            \
  RunValue evaluate##Name(const PureOperation& operation) {                      \
    return compute(operation, []<class T>(T x, T y) { return function(x, y); }); \
  }
PYRITE_BINARY(Atan2, std::atan2)
PYRITE_BINARY(Hypot, std::hypot)
PYRITE_BINARY(CopySign, std::copysign)
PYRITE_BINARY(Fmod, std::fmod)
PYRITE_BINARY(IeeeRemainder, std::remainder)
#undef PYRITE_BINARY

RunValue evaluateNextAfter(const PureOperation& operation) {
  if (operation.type->bits == 16) return runFloat(operation.type, nextHalf(runReal(operation[0]), runReal(operation[1])));
  return compute(operation, []<class T>(T x, T y) { return std::nextafter(x, y); });
}

RunValue evaluateFma(const PureOperation& operation) {
  // Of halves it is exact in double before it is rounded once.
  if (operation.type->bits == 16)
    return runFloat(operation.type, std::fma(runReal(operation[0]), runReal(operation[1]), runReal(operation[2])));
  return compute(operation, []<class T>(T x, T y, T z) { return std::fma(x, y, z); });
}

RunValue evaluateLdexp(const PureOperation& operation) {
  // Beyond ±5000 every double overflows or vanishes. Scaled in double and rounded once, which is exact where the type is not.
  const auto exponent = std::clamp<std::int64_t>(static_cast<std::int64_t>(runBits(operation[1])), -5000, 5000);
  return runFloat(operation.type, std::ldexp(runReal(operation[0]), static_cast<int>(exponent)));
}

RunValue evaluateFrexpMantissa(const PureOperation& operation) {
  int exponent = 0;
  const double x = runReal(operation[0]);
  return runFloat(operation.type, std::isfinite(x) ? std::frexp(x, &exponent) : x);
}

RunValue evaluateFrexpExponent(const PureOperation& operation) {
  int exponent = 0;
  const double x = runReal(operation[0]);
  if (std::isfinite(x)) std::frexp(x, &exponent);
  return runInt(operation.type, static_cast<std::uint64_t>(static_cast<std::int64_t>(exponent)));
}

}  // namespace pyrite::ir
