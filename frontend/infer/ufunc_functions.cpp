// Handlers of NumPy's elementary functions and of those that take floats apart. Operands have the loop's type.
#include <limits>
#include <numbers>

#include "frontend/infer/scalar_ufuncs.hpp"

namespace pyrite::infer {

using ir::Op;
using Values = std::span<const ValueId>;

namespace {

/// The neighbour of a float16, by its bits: there is no such function in the C library.
ValueId halfNextAfter(Scalars& scalars, ValueId a, ValueId b) {
  const Type type = scalars.type(a), bits = types::intType(16);
  const auto reinterpret = [&](ValueId value, Type to) { return scalars.emitter.builder.emit(Op::Bitcast, to, {value}); };
  const ValueId isAway = scalars.equal(scalars.less(a, b), scalars.greater(a, scalars.constant(type, 0)));
  const ValueId step = scalars.select(isAway, scalars.integer(bits, 1), scalars.integer(bits, -1));
  const ValueId moved = reinterpret(scalars.add(reinterpret(a, bits), step), type);
  const ValueId least = reinterpret(scalars.integer(bits, 1), type);
  const ValueId fromZero = scalars.binary(Op::CopySign, least, b);
  const ValueId different = scalars.select(scalars.isZero(a), fromZero, moved);
  const ValueId isNan = scalars.either(scalars.isNan(a), scalars.isNan(b));
  return scalars.select(isNan, scalars.add(a, b), scalars.select(scalars.equal(a, b), b, different));
}

ValueId nextAfter(Scalars& scalars, ValueId a, ValueId b) {
  return scalars.type(a)->bits == 16 ? halfNextAfter(scalars, a, b) : scalars.binary(Op::NextAfter, a, b);
}

Result<ValueId> complexFunction(Scalars& scalars, const Ufunc& ufunc, ValueId value) {
  const std::string name = std::string("pyrite.complex_") + ir::info(ufunc.op).text;
  PYRITE_TRY(const ValueId result, callLibrary(scalars, name.c_str(), {scalars.convert(value, types::complex128())}));
  return scalars.convert(result, scalars.type(value));
}

}  // namespace

Result<ValueId> ufuncFunction(Scalars& scalars, const Ufunc& ufunc, Values values) {
  if (scalars.type(values[0])->isComplex()) return complexFunction(scalars, ufunc, values[0]);
  return scalars.math(ufunc.op, values[0]);
}

Result<ValueId> ufuncFunction2(Scalars& scalars, const Ufunc& ufunc, Values values) {
  return scalars.math(ufunc.op, values[0], values[1]);
}

Result<ValueId> ufuncDegrees(Scalars& scalars, const Ufunc&, Values values) {
  return scalars.multiply(values[0], scalars.constant(scalars.type(values[0]), 180.0 / std::numbers::pi));
}

Result<ValueId> ufuncRadians(Scalars& scalars, const Ufunc&, Values values) {
  return scalars.multiply(values[0], scalars.constant(scalars.type(values[0]), std::numbers::pi / 180.0));
}

Result<ValueId> ufuncLogAddExp(Scalars& scalars, const Ufunc& ufunc, Values values) {
  const Type given = scalars.type(values[0]);
  const Type type = given->bits == 16 ? types::floatType(32) : given;
  const ValueId a = scalars.convert(values[0], type), b = scalars.convert(values[1], type);
  const bool isBinary = ufunc.op == Op::Exp2;
  const ValueId difference = scalars.subtract(a, b);
  const ValueId isFirst = scalars.greater(difference, scalars.constant(type, 0));
  const ValueId larger = scalars.select(isFirst, a, b);
  const ValueId tail = scalars.unary(ufunc.op, scalars.negate(scalars.absolute(difference)));
  ValueId logarithm = scalars.unary(Op::Log1p, tail);
  if (isBinary) logarithm = scalars.multiply(logarithm, scalars.constant(type, std::numbers::log2e));
  // Equal operands, infinities of one sign among them, have no useful difference.
  const ValueId doubled = scalars.add(a, scalars.constant(type, isBinary ? 1.0 : std::numbers::ln2));
  return scalars.convert(scalars.select(scalars.equal(a, b), doubled, scalars.add(larger, logarithm)), given);
}

Result<ValueId> ufuncRound(Scalars& scalars, const Ufunc& ufunc, Values values) {
  const Type type = scalars.type(values[0]);
  if (type->isFloat()) return scalars.math(ufunc.op, values[0]);
  if (!type->isComplex()) return values[0];
  return scalars.complex(scalars.math(ufunc.op, scalars.real(values[0])), scalars.math(ufunc.op, scalars.imaginary(values[0])));
}

Result<ValueId> ufuncNextAfter(Scalars& scalars, const Ufunc&, Values values) {
  return nextAfter(scalars, values[0], values[1]);
}

Result<ValueId> ufuncSpacing(Scalars& scalars, const Ufunc&, Values values) {
  const ValueId a = values[0];
  const Type type = scalars.type(a);
  const ValueId infinity = scalars.constant(type, std::numeric_limits<double>::infinity());
  if (type->bits == 16) {  // has it towards infinity
    const ValueId nan = scalars.constant(type, std::numeric_limits<double>::quiet_NaN());
    return scalars.select(scalars.isInfinite(a), nan, scalars.subtract(nextAfter(scalars, a, infinity), a));
  }
  // Adding 0.0 makes -0.0 positive: the spacing of zero is.
  const ValueId away = scalars.binary(Op::CopySign, infinity, scalars.add(a, scalars.constant(type, 0)));
  return scalars.subtract(nextAfter(scalars, a, away), a);
}

Result<ValueId> ufuncLdexp(Scalars& scalars, const Ufunc&, Values values) {
  const Type given = scalars.type(values[0]);
  const Type type = given->bits == 16 ? types::floatType(32) : given;
  const ValueId scaled = scalars.emitter.builder.emit(Op::Ldexp, type, {scalars.convert(values[0], type), values[1]});
  return scalars.convert(scaled, given);
}

Result<ValueId> ufuncFrexp(Scalars& scalars, const Ufunc&, Values values) {
  const Type given = scalars.type(values[0]);
  const ValueId wide = scalars.convert(values[0], given->bits == 16 ? types::floatType(32) : given);
  const ValueId exponent = scalars.emitter.builder.emit(Op::FrexpExponent, types::int64(), {wide});
  const ValueId parts[] = {scalars.convert(scalars.unary(Op::FrexpMantissa, wide), given),
                           scalars.convert(exponent, types::intType(32))};
  return scalars.emitter.makeTuple(parts);
}

Result<ValueId> ufuncModf(Scalars& scalars, const Ufunc& ufunc, Values values) {
  const ValueId a = values[0], whole = scalars.math(ufunc.op, a);
  const ValueId zero = scalars.constant(scalars.type(a), 0);
  const ValueId rest = scalars.select(scalars.isInfinite(a), zero, scalars.subtract(a, whole));
  const ValueId parts[] = {scalars.binary(Op::CopySign, rest, a), whole};
  return scalars.emitter.makeTuple(parts);
}

Result<ValueId> ufuncSignBit(Scalars& scalars, const Ufunc&, Values values) { return scalars.signBit(values[0]); }

/// Times are asked in times.cpp.
Result<ValueId> ufuncIsNotATime(Scalars& scalars, const Ufunc&, Values values) {
  return scalars.emitter.typingError("numpy.isnat() takes datetime64 and timedelta64 values, not " +
                                     types::toString(scalars.type(values[0])));
}

Result<ValueId> ufuncIsFinite(Scalars& scalars, const Ufunc&, Values values) {
  const ValueId a = values[0];
  if (!scalars.type(a)->isComplex()) return scalars.isFinite(a);
  return scalars.both(scalars.isFinite(scalars.real(a)), scalars.isFinite(scalars.imaginary(a)));
}

Result<ValueId> ufuncIsInfinite(Scalars& scalars, const Ufunc&, Values values) {
  const ValueId a = values[0];
  if (!scalars.type(a)->isComplex()) return scalars.isInfinite(a);
  return scalars.either(scalars.isInfinite(scalars.real(a)), scalars.isInfinite(scalars.imaginary(a)));
}

Result<ValueId> ufuncIsNan(Scalars& scalars, const Ufunc&, Values values) {
  const ValueId a = values[0];
  if (!scalars.type(a)->isComplex()) return scalars.isNan(a);
  return scalars.either(scalars.isNan(scalars.real(a)), scalars.isNan(scalars.imaginary(a)));
}

}  // namespace pyrite::infer
