// The power operator: integers stay integers, errors are Python's, and small constant exponents need no call.
#include <cmath>
#include <limits>

#include "frontend/infer/scalar_operators.hpp"

namespace pyrite::infer {

using ir::Op;

namespace {

bool isWhole(Type type) { return type->isInteger() || type->isBool(); }

/// Whether a power of constants has 64 bits, the highest of which may be no sign. What is known when compiling does not wrap.
bool fitsWord(std::int64_t base, std::int64_t exponent) {
  const std::uint64_t factor = base < 0 ? -static_cast<std::uint64_t>(base) : static_cast<std::uint64_t>(base);
  std::uint64_t product = 1;
  for (; factor > 1 && exponent > 0; --exponent)
    if (__builtin_mul_overflow(product, factor, &product)) return false;
  return true;
}

ValueId integerPower(Scalars& scalars, ValueId a, ValueId b) {
  const auto exponent = scalars.constantInt(b);
  const Type base = types::promoteScalars(scalars.type(a), scalars.type(a));
  const Type type = exponent && *exponent >= 0 ? base : wholeOperandType(scalars, a, b);
  const ValueId x = scalars.convert(a, type), n = scalars.convert(b, type);
  if (exponent == 0) return scalars.integer(type, 1);
  if (exponent == 1) return x;
  if (exponent == 2) return scalars.multiply(x, x);
  if (exponent == 3) return scalars.multiply(scalars.multiply(x, x), x);
  if (scalars.type(b)->isInteger() && scalars.type(b)->isSigned) {
    scalars.raiseIf(scalars.isNegative(b), "ValueError", "Integers to negative integer powers are not allowed.");
  }
  if (scalars.constantInt(a) == 2) return scalars.binary(Op::Shl, scalars.integer(type, 1), n);
  return scalars.binary(Op::Pow, x, n);
}

/// The cases in which the interpreter has no float to return.
void guardFloatPower(Scalars& scalars, ValueId a, ValueId b) {
  const ValueId isFinite = scalars.both(scalars.isFinite(a), scalars.isFinite(b));
  scalars.raiseIf(scalars.both(scalars.isZero(a), scalars.both(scalars.isNegative(b), scalars.isFinite(b))),
                  "ZeroDivisionError", scalars.emitter.world.wording("0.0 ** -1.0").c_str());
  const ValueId isFraction = scalars.notEqual(scalars.math(Op::Trunc, b), b);
  scalars.raiseIf(scalars.both(scalars.both(scalars.isNegative(a), isFraction), isFinite), "ValueError",
                  "negative number cannot be raised to a fractional power as a float (the result is complex)");
}

std::optional<double> exponentOf(const Scalars& scalars, ValueId b) {
  if (const auto whole = scalars.constantInt(b)) return static_cast<double>(*whole);
  return scalars.constantFloat(b);
}

/// Powers that are exact to write as products. The square overflows to infinity like any product.
std::optional<ValueId> simplePower(Scalars& scalars, ValueId a, double exponent) {
  if (exponent == 0) return scalars.constant(scalars.type(a), 1);
  if (exponent == 1) return a;
  if (exponent == 2) return scalars.multiply(a, a);
  return std::nullopt;
}

ValueId floatPower(Scalars& scalars, ValueId a, ValueId b, Type type) {
  const auto exponent = exponentOf(scalars, b);
  const ValueId x = scalars.convert(a, type), y = scalars.convert(b, type);
  if (exponent) {
    if (const auto simple = simplePower(scalars, x, *exponent)) return *simple;
  }
  const bool isGuarded = !scalars.emitter.options.numpyErrorModel;
  if (isGuarded) guardFloatPower(scalars, x, y);
  const ValueId result = scalars.math(Op::Pow, x, y);
  if (isGuarded && !scalars.assumesFinite()) {
    const ValueId areFinite = scalars.both(scalars.isFinite(x), scalars.isFinite(y));
    scalars.raiseRangeErrorIf(scalars.both(scalars.isInfinite(result), areFinite));
  }
  return result;
}

}  // namespace

Result<ValueId> scalarPower(Scalars& scalars, ValueId a, ValueId b) {
  const Type x = scalars.type(a), y = scalars.type(b);
  if (isWhole(x) && isWhole(y)) {
    const auto exponent = scalars.constantInt(b);
    if (const auto base = scalars.constantInt(a); base && exponent && *exponent > 0 && !fitsWord(*base, *exponent))
      return scalars.emitter.typingError("the integer " + std::to_string(*base) + "**" + std::to_string(*exponent) +
                                         " does not fit into 64 bits; use a float, or compute with it in an objmode block");
    if (!exponent || *exponent >= 0) return integerPower(scalars, a, b);
    return floatPower(scalars, a, b, types::float64());
  }
  // float32 ** int stays float32.
  const Type type = x->isFloat() && isWhole(y) ? x : operandType(scalars, a, b);
  if (!type->isComplex()) return floatPower(scalars, a, b, type);
  CallArguments arguments;
  arguments.positional = {scalars.convert(a, types::complex128()), scalars.convert(b, types::complex128())};
  PYRITE_TRY(const ValueId result, scalars.emitter.callNamed("pyrite.complex_power", std::move(arguments)));
  return scalars.convert(result, type);
}

}  // namespace pyrite::infer
