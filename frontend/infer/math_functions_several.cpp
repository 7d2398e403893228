// The math module's functions of several arguments and of the pieces of a float.
#include <limits>

#include "frontend/infer/math_functions.hpp"
#include "frontend/infer/number_builtins.hpp"
#include "frontend/infer/scalar_operators.hpp"

namespace pyrite::infer {

using ir::Op;

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

Result<std::vector<ValueId>> bindFloats(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments,
                                        std::string_view names) {
  PYRITE_TRY(const std::vector<ValueId> bound, bindIntrinsic(emitter, intrinsic, arguments, names));
  Scalars scalars(emitter);
  return floatArguments(scalars, intrinsic, bound);
}

bool isWhole(Type type) { return type->isInteger() || type->isBool(); }

}  // namespace

/// atan2, copysign: defined everywhere.
Result<ValueId> mathFunction2(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const std::vector<ValueId> values, bindFloats(emitter, intrinsic, arguments, "x, y"));
  return Scalars(emitter).binary(intrinsic.op, values[0], values[1]);
}

/// fmod and remainder have no value for an infinite dividend or a zero divisor.
Result<ValueId> mathRemainder(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const std::vector<ValueId> values, bindFloats(emitter, intrinsic, arguments, "x, y"));
  Scalars scalars(emitter);
  const ValueId x = values[0], y = values[1];
  const ValueId isInfinite = scalars.both(scalars.isInfinite(x), scalars.invert(scalars.isNan(y)));
  const ValueId isZero = scalars.both(scalars.isZero(y), scalars.invert(scalars.isNan(x)));
  domainErrorIf(scalars, scalars.either(isInfinite, isZero));
  return scalars.binary(intrinsic.op, x, y);
}

Result<ValueId> mathPow(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const std::vector<ValueId> values, bindFloats(emitter, intrinsic, arguments, "x, y"));
  Scalars scalars(emitter);
  const ValueId x = values[0], y = values[1];
  const ValueId result = scalars.binary(Op::Pow, x, y);
  const ValueId areNumbers = scalars.invert(scalars.either(scalars.isNan(x), scalars.isNan(y)));
  const ValueId areFinite = scalars.both(scalars.isFinite(x), scalars.isFinite(y));
  const ValueId isPole = scalars.both(scalars.both(scalars.isZero(x), scalars.isNegative(y)), areFinite);
  domainErrorIf(scalars, scalars.either(scalars.both(scalars.isNan(result), areNumbers), isPole));
  refuseOverflow(scalars, result, {x, y});
  return result;
}

Result<ValueId> mathHypot(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  if (!arguments.keywords.empty()) return emitter.typingError("math.hypot() takes no keyword arguments");
  Scalars scalars(emitter);
  PYRITE_TRY(std::vector<ValueId> values, floatArguments(scalars, intrinsic, arguments.positional));
  if (values.empty()) return emitter.makeFloat(0.0);
  if (values.size() == 1) return scalars.absolute(values[0]);
  if (values.size() == 2) return scalars.binary(Op::Hypot, values[0], values[1]);
  const Type type = scalars.type(values[0]);
  for (ValueId& value : values) value = scalars.convert(value, types::float64());
  CallArguments call;
  call.positional = {emitter.makeTuple(values)};
  PYRITE_TRY(const ValueId norm, emitter.callNamed("pyrite.vector_norm", std::move(call)));
  return scalars.convert(norm, type);
}

Result<ValueId> mathLdexp(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const std::vector<ValueId> bound, bindIntrinsic(emitter, intrinsic, arguments, "x, i"));
  Scalars scalars(emitter);
  if (!isWhole(scalars.type(bound[1]))) return wrongOperand(scalars, intrinsic, bound[1], "an integer as the second argument");
  PYRITE_TRY(const std::vector<ValueId> values, floatArguments(scalars, intrinsic, std::span(bound).first(1)));
  const ValueId exponent = scalars.convert(bound[1], types::int64());
  const ValueId result = emitter.builder.emit(Op::Ldexp, scalars.type(values[0]), {values[0], exponent});
  refuseOverflow(scalars, result, {values[0]});
  return result;
}

Result<ValueId> mathFrexp(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const std::vector<ValueId> values, bindFloats(emitter, intrinsic, arguments, "x"));
  const ValueId parts[] = {emitter.builder.emit(Op::FrexpMantissa, emitter.typeOf(values[0]), {values[0]}),
                           emitter.builder.emit(Op::FrexpExponent, types::int64(), {values[0]})};
  return emitter.makeTuple(parts);
}

Result<ValueId> mathModf(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const std::vector<ValueId> values, bindFloats(emitter, intrinsic, arguments, "x"));
  Scalars scalars(emitter);
  const ValueId x = values[0], whole = scalars.unary(Op::Trunc, x), zero = scalars.constant(scalars.type(x), 0);
  const ValueId rest = scalars.select(scalars.isInfinite(x), zero, scalars.subtract(x, whole));
  const ValueId parts[] = {scalars.binary(Op::CopySign, rest, x), whole};
  return emitter.makeTuple(parts);
}

Result<ValueId> mathFma(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const std::vector<ValueId> v, bindFloats(emitter, intrinsic, arguments, "x, y, z"));
  Scalars scalars(emitter);
  const ValueId result = emitter.builder.emit(Op::Fma, scalars.type(v[0]), {v[0], v[1], v[2]});
  const ValueId anyNan = scalars.either(scalars.isNan(v[0]), scalars.either(scalars.isNan(v[1]), scalars.isNan(v[2])));
  const ValueId allFinite = scalars.both(scalars.isFinite(v[0]), scalars.both(scalars.isFinite(v[1]), scalars.isFinite(v[2])));
  scalars.raiseIf(scalars.both(scalars.isNan(result), scalars.invert(anyNan)), "ValueError", "invalid operation in fma");
  scalars.raiseIf(scalars.both(scalars.isInfinite(result), allFinite), "OverflowError", "overflow in fma");
  return result;
}

Result<ValueId> mathNextAfter(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(std::vector<ValueId> bound, bindIntrinsic(emitter, intrinsic, arguments, "x, y, steps="));
  Scalars scalars(emitter);
  const ValueId steps = bound[2];
  bound.pop_back();
  PYRITE_TRY(const std::vector<ValueId> values, floatArguments(scalars, intrinsic, bound));
  if (!steps.valid() || scalars.type(steps)->is(types::Kind::None)) return scalars.binary(Op::NextAfter, values[0], values[1]);
  if (!isWhole(scalars.type(steps))) return wrongOperand(scalars, intrinsic, steps, "an integer number of steps");
  CallArguments call;
  for (const ValueId value : values) call.positional.push_back(scalars.convert(value, types::float64()));
  call.positional.push_back(scalars.convert(steps, types::int64()));
  return emitter.callNamed("pyrite.next_after_steps", std::move(call));
}

Result<ValueId> mathUlp(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const std::vector<ValueId> values, bindFloats(emitter, intrinsic, arguments, "x"));
  Scalars scalars(emitter);
  const ValueId x = scalars.absolute(values[0]);
  const Type type = scalars.type(x);
  const ValueId above = scalars.binary(Op::NextAfter, x, scalars.constant(type, kInfinity));
  const ValueId below = scalars.binary(Op::NextAfter, x, scalars.constant(type, -kInfinity));
  const ValueId step = scalars.select(scalars.isInfinite(above), scalars.subtract(x, below), scalars.subtract(above, x));
  return scalars.select(scalars.isFinite(x), step, x);
}

Result<ValueId> mathIsClose(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(std::vector<ValueId> bound, bindIntrinsic(emitter, intrinsic, arguments, "a, b, rel_tol=, abs_tol="));
  if (!bound[2].valid()) bound[2] = emitter.makeFloat(1e-9);
  if (!bound[3].valid()) bound[3] = emitter.makeFloat(0.0);
  Scalars scalars(emitter);
  PYRITE_TRY(const std::vector<ValueId> values, floatArguments(scalars, intrinsic, bound));
  const ValueId a = values[0], b = values[1], relative = values[2], absolute = values[3];
  scalars.raiseIf(scalars.either(scalars.isNegative(relative), scalars.isNegative(absolute)), "ValueError",
                  "tolerances must be non-negative");
  const ValueId difference = scalars.absolute(scalars.subtract(b, a));
  const auto within = [&](ValueId size) {
    return scalars.lessEqual(difference, scalars.absolute(scalars.multiply(relative, size)));
  };
  const ValueId isNear = scalars.either(scalars.either(within(b), within(a)), scalars.lessEqual(difference, absolute));
  const ValueId isInfinite = scalars.either(scalars.isInfinite(a), scalars.isInfinite(b));
  return scalars.either(scalars.equal(a, b), scalars.both(isNear, scalars.invert(isInfinite)));
}

}  // namespace pyrite::infer
