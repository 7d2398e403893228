// Handlers of NumPy's arithmetic, integer, comparison and logical ufuncs. Operands have the loop's type.
#include <limits>

#include "frontend/infer/scalar_ufuncs.hpp"

namespace pyrite::infer {

using ir::Op;
using Values = std::span<const ValueId>;

namespace {

ValueId complexCompare(Scalars& scalars, Op op, ValueId a, ValueId b) {
  const ValueId ar = scalars.real(a), ai = scalars.imaginary(a), br = scalars.real(b), bi = scalars.imaginary(b);
  if (op == Op::Eq) return scalars.both(scalars.equal(ar, br), scalars.equal(ai, bi));
  if (op == Op::Ne) return scalars.either(scalars.notEqual(ar, br), scalars.notEqual(ai, bi));
  // Lexicographic order; an imaginary NaN is ordered with nothing.
  const Op strict = op == Op::Lt || op == Op::Le ? Op::Lt : Op::Gt;
  const ValueId areOrdered = scalars.invert(scalars.either(scalars.isNan(ai), scalars.isNan(bi)));
  const ValueId byReal = scalars.both(scalars.compare(strict, ar, br), areOrdered);
  return scalars.either(byReal, scalars.both(scalars.equal(ar, br), scalars.compare(op, ai, bi)));
}

ValueId anyCompare(Scalars& scalars, Op op, ValueId a, ValueId b) {
  return scalars.type(a)->isComplex() ? complexCompare(scalars, op, a, b) : scalars.compare(op, a, b);
}

ValueId anyNan(Scalars& scalars, ValueId a) {
  if (!scalars.type(a)->isComplex()) return scalars.isNan(a);
  return scalars.either(scalars.isNan(scalars.real(a)), scalars.isNan(scalars.imaginary(a)));
}

/// maximum and minimum keep a NaN of the operand `sticky`, fmax and fmin avoid it.
ValueId extreme(Scalars& scalars, Op op, Values values, ValueId nanOperand) {
  const ValueId a = values[0], b = values[1];
  if (scalars.type(a)->isBool()) return scalars.binary(op == Op::Ge ? Op::Or : Op::And, a, b);
  const ValueId isFirst = scalars.either(anyCompare(scalars, op, a, b), anyNan(scalars, nanOperand));
  return scalars.select(isFirst, a, b);
}

/// The sign of a float or integer: NaN stays NaN.
ValueId realSign(Scalars& scalars, ValueId a) {
  const Type type = scalars.type(a);
  const ValueId zero = scalars.constant(type, 0), one = scalars.constant(type, 1);
  const ValueId rest = type->isFloat() ? scalars.select(scalars.isNan(a), a, zero) : zero;
  if (type->isInteger() && !type->isSigned) return scalars.select(scalars.equal(a, zero), zero, one);
  const ValueId notPositive = scalars.select(scalars.less(a, zero), scalars.constant(type, -1), rest);
  return scalars.select(scalars.greater(a, zero), one, notPositive);
}

ValueId complexSign(Scalars& scalars, ValueId a) {
  const ValueId re = scalars.real(a), im = scalars.imaginary(a);
  const Type part = scalars.type(re);
  const ValueId size = complexMagnitude(scalars, a), zero = scalars.constant(part, 0);
  const ValueId nan = scalars.constant(part, std::numeric_limits<double>::quiet_NaN());
  const auto sign = [&](ValueId x, ValueId other) {
    const ValueId isInfinite = scalars.isInfinite(x), isOther = scalars.isInfinite(other);
    const ValueId unit = realSign(scalars, x);
    const ValueId ofInfinite =
        scalars.select(isInfinite, scalars.select(isOther, nan, unit), scalars.select(isOther, zero, nan));
    const ValueId ofFinite = scalars.select(scalars.isZero(size), zero, scalars.divide(x, size));
    return scalars.select(scalars.isFinite(size), ofFinite, scalars.select(scalars.isNan(size), nan, ofInfinite));
  };
  return scalars.complex(sign(re, im), sign(im, re));
}

ValueId complexReciprocal(Scalars& scalars, ValueId a) {
  const ValueId re = scalars.real(a), im = scalars.imaginary(a), one = scalars.constant(scalars.type(re), 1);
  const ValueId isRealLarger = scalars.lessEqual(scalars.absolute(im), scalars.absolute(re));
  const ValueId large = scalars.select(isRealLarger, re, im), small = scalars.select(isRealLarger, im, re);
  const ValueId ratio = scalars.divide(small, large);
  const ValueId denominator = scalars.add(large, scalars.multiply(small, ratio));
  const ValueId whole = scalars.divide(one, denominator), part = scalars.divide(ratio, denominator);
  return scalars.complex(scalars.select(isRealLarger, whole, part), scalars.negate(scalars.select(isRealLarger, part, whole)));
}

ValueId integerReciprocal(Scalars& scalars, ValueId a) {
  const Type type = scalars.type(a);
  // What a C cast of infinity gives on the common machines.
  const bool hasLeast = type->bits == 64 || (type->bits == 32 && type->isSigned);
  const ValueId ofZero = scalars.integer(type, hasLeast ? std::int64_t(std::uint64_t{1} << (type->bits - 1)) : 0);
  const ValueId isUnit = scalars.equal(scalars.absolute(a), scalars.integer(type, 1));
  return scalars.select(scalars.isZero(a), ofZero, scalars.select(isUnit, a, scalars.integer(type, 0)));
}

ValueId unsignedSize(Scalars& scalars, ValueId a) {
  return scalars.convert(scalars.convert(scalars.absolute(a), types::intType(scalars.type(a)->bits, false)),
                         types::intType(64, false));
}

Result<ValueId> greatestDivisor(Scalars& scalars, Values values) {
  return callLibrary(scalars, "pyrite.gcd", {unsignedSize(scalars, values[0]), unsignedSize(scalars, values[1])});
}

/// Powers that NumPy's `**` has shortcuts for.
std::optional<ValueId> shortPower(Scalars& scalars, ValueId a, ValueId b) {
  const auto exponent = scalars.constantFloat(b);
  if (!exponent || !scalars.type(a)->isFloat()) return std::nullopt;
  if (*exponent == 0) return scalars.constant(scalars.type(a), 1);
  if (*exponent == 1) return a;
  if (*exponent == 2) return scalars.multiply(a, a);
  if (*exponent == 0.5) return scalars.math(Op::Sqrt, a);
  if (*exponent == -1) return scalars.divide(scalars.constant(scalars.type(a), 1), a);
  return std::nullopt;
}

}  // namespace

Result<ValueId> ufuncPlain(Scalars& scalars, const Ufunc& ufunc, Values values) {
  return values.size() == 1 ? scalars.unary(ufunc.op, values[0]) : scalars.binary(ufunc.op, values[0], values[1]);
}

Result<ValueId> ufuncSame(Scalars&, const Ufunc&, Values values) { return values[0]; }

Result<ValueId> ufuncAdd(Scalars& scalars, const Ufunc&, Values values) {
  return scalars.binary(scalars.type(values[0])->isBool() ? Op::Or : Op::Add, values[0], values[1]);
}

Result<ValueId> ufuncMultiply(Scalars& scalars, const Ufunc&, Values values) {
  const Type type = scalars.type(values[0]);
  if (type->isComplex()) return complexMultiply(scalars, values[0], values[1]);
  return scalars.binary(type->isBool() ? Op::And : Op::Mul, values[0], values[1]);
}

Result<ValueId> ufuncDivide(Scalars& scalars, const Ufunc&, Values values) {
  if (scalars.type(values[0])->isComplex()) return complexDivide(scalars, values[0], values[1], true);
  return scalars.divide(values[0], values[1]);
}

Result<ValueId> ufuncFloorDivide(Scalars& scalars, const Ufunc&, Values values) {
  return floorDivideTotal(scalars, values[0], values[1]);
}

Result<ValueId> ufuncDivmod(Scalars& scalars, const Ufunc&, Values values) {
  const ValueId parts[] = {floorDivideTotal(scalars, values[0], values[1]), scalars.binary(Op::FloorMod, values[0], values[1])};
  return scalars.emitter.makeTuple(parts);
}

Result<ValueId> ufuncFmod(Scalars& scalars, const Ufunc&, Values values) {
  const ValueId a = values[0], b = values[1];
  const Type type = scalars.type(a);
  if (type->isFloat()) return scalars.math(Op::Fmod, a, b);
  const ValueId rest = scalars.binary(Op::FloorMod, a, b);
  if (!type->isSigned) return rest;
  const ValueId differ = scalars.binary(Op::Xor, scalars.isNegative(a), scalars.isNegative(b));
  const ValueId isOff = scalars.both(differ, scalars.invert(scalars.isZero(rest)));
  return scalars.select(isOff, scalars.subtract(rest, b), rest);
}

Result<ValueId> ufuncPower(Scalars& scalars, const Ufunc&, Values values) {
  const ValueId a = values[0], b = values[1];
  const Type type = scalars.type(a);
  if (const auto simple = shortPower(scalars, a, b)) return *simple;
  if (type->isFloat()) return scalars.math(Op::Pow, a, b);
  if (type->isComplex()) {
    const Type wide = types::complex128();
    PYRITE_TRY(const ValueId result,
               callLibrary(scalars, "pyrite.numpy_complex_power", {scalars.convert(a, wide), scalars.convert(b, wide)}));
    return scalars.convert(result, type);
  }
  if (type->isSigned) {
    scalars.raiseIf(scalars.isNegative(b), "ValueError", "Integers to negative integer powers are not allowed.");
  }
  if (scalars.constantInt(b) == 2) return scalars.multiply(a, a);
  return scalars.binary(Op::Pow, a, b);
}

Result<ValueId> ufuncAbsolute(Scalars& scalars, const Ufunc&, Values values) {
  const Type type = scalars.type(values[0]);
  if (type->isBool() || (type->isInteger() && !type->isSigned)) return values[0];
  return type->isComplex() ? complexMagnitude(scalars, values[0]) : scalars.absolute(values[0]);
}

Result<ValueId> ufuncSign(Scalars& scalars, const Ufunc&, Values values) {
  return scalars.type(values[0])->isComplex() ? complexSign(scalars, values[0]) : realSign(scalars, values[0]);
}

Result<ValueId> ufuncConjugate(Scalars& scalars, const Ufunc&, Values values) {
  if (!scalars.type(values[0])->isComplex()) return values[0];
  return scalars.complex(scalars.real(values[0]), scalars.negate(scalars.imaginary(values[0])));
}

Result<ValueId> ufuncSquare(Scalars& scalars, const Ufunc&, Values values) {
  if (scalars.type(values[0])->isComplex()) return complexMultiply(scalars, values[0], values[0]);
  return scalars.multiply(values[0], values[0]);
}

Result<ValueId> ufuncReciprocal(Scalars& scalars, const Ufunc&, Values values) {
  const Type type = scalars.type(values[0]);
  if (type->isComplex()) return complexReciprocal(scalars, values[0]);
  if (type->isInteger()) return integerReciprocal(scalars, values[0]);
  return scalars.divide(scalars.constant(type, 1), values[0]);
}

Result<ValueId> ufuncHeaviside(Scalars& scalars, const Ufunc&, Values values) {
  const ValueId a = values[0];
  const Type type = scalars.type(a);
  const ValueId step = scalars.select(scalars.isNegative(a), scalars.constant(type, 0), scalars.constant(type, 1));
  return scalars.select(scalars.isNan(a), a, scalars.select(scalars.isZero(a), values[1], step));
}

Result<ValueId> ufuncGcd(Scalars& scalars, const Ufunc&, Values values) {
  PYRITE_TRY(const ValueId divisor, greatestDivisor(scalars, values));
  return scalars.convert(divisor, scalars.type(values[0]));
}

Result<ValueId> ufuncLcm(Scalars& scalars, const Ufunc&, Values values) {
  PYRITE_TRY(const ValueId divisor, greatestDivisor(scalars, values));
  const ValueId share = scalars.binary(Op::FloorDiv, unsignedSize(scalars, values[0]), divisor);
  return scalars.convert(scalars.multiply(share, unsignedSize(scalars, values[1])), scalars.type(values[0]));
}

Result<ValueId> ufuncBitCount(Scalars& scalars, const Ufunc& ufunc, Values values) {
  return scalars.convert(scalars.unary(ufunc.op, scalars.absolute(values[0])), types::intType(8, false));
}

Result<ValueId> ufuncCompare(Scalars& scalars, const Ufunc& ufunc, Values values) {
  static constexpr std::pair<Op, CompareOperator> kOperators[] = {
      {Op::Eq, CompareOperator::Equal},     {Op::Ne, CompareOperator::NotEqual}, {Op::Lt, CompareOperator::Less},
      {Op::Le, CompareOperator::LessEqual}, {Op::Gt, CompareOperator::Greater},  {Op::Ge, CompareOperator::GreaterEqual}};
  const Type type = scalars.type(values[0]);
  if (type->isComplex() || type->isFloat()) return anyCompare(scalars, ufunc.op, values[0], values[1]);
  for (const auto& [op, operation] : kOperators) {
    if (op == ufunc.op) return scalarCompare(scalars.emitter, operation, values[0], values[1]);
  }
  return anyCompare(scalars, ufunc.op, values[0], values[1]);
}

Result<ValueId> ufuncLogical(Scalars& scalars, const Ufunc& ufunc, Values values) {
  if (values.size() == 1) return scalars.invert(scalars.truth(values[0]));
  return scalars.binary(ufunc.op, scalars.truth(values[0]), scalars.truth(values[1]));
}

Result<ValueId> ufuncExtreme(Scalars& scalars, const Ufunc& ufunc, Values values) {
  return extreme(scalars, ufunc.op, values, values[0]);
}

Result<ValueId> ufuncExtremeNumber(Scalars& scalars, const Ufunc& ufunc, Values values) {
  return extreme(scalars, ufunc.op, values, values[1]);
}

}  // namespace pyrite::infer
