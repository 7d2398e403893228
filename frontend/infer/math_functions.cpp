// The math module's functions of one float, with the interpreter's errors of domain and range.
#include "frontend/infer/math_functions.hpp"

#include <limits>
#include <numbers>

#include "frontend/infer/number_builtins.hpp"

namespace pyrite::infer {

using ir::Op;

namespace {

/// Arguments outside a function's domain; a NaN never is.
ValueId outsideDomain(Scalars& scalars, Op op, ValueId x) {
  const Type type = scalars.type(x);
  const auto number = [&](double value) { return scalars.constant(type, value); };
  switch (op) {  // NOLINT: the other functions are defined everywhere
    case Op::Sin:
    case Op::Cos:
    case Op::Tan:
      return scalars.isInfinite(x);
    case Op::Asin:
    case Op::Acos:
      return scalars.greater(scalars.absolute(x), number(1));
    case Op::Acosh:
      return scalars.less(x, number(1));
    case Op::Atanh:
      return scalars.greaterEqual(scalars.absolute(x), number(1));
    case Op::Sqrt:
      return scalars.less(x, number(0));
    case Op::Log:
    case Op::Log2:
    case Op::Log10:
      return scalars.lessEqual(x, number(0));
    case Op::Log1p:
      return scalars.lessEqual(x, number(-1));
    case Op::Gamma:
    case Op::LogGamma: {
      const ValueId isPole = scalars.both(scalars.lessEqual(x, number(0)), scalars.equal(scalars.math(Op::Floor, x), x));
      return op == Op::Gamma ? isPole : scalars.both(isPole, scalars.isFinite(x));
    }
    default:
      return scalars.emitter.makeBool(false);
  }
}

bool mayOverflow(Op op) {
  return op == Op::Exp || op == Op::Exp2 || op == Op::Expm1 || op == Op::Sinh || op == Op::Cosh || op == Op::Gamma ||
         op == Op::LogGamma;
}

Result<ValueId> oneArgument(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const std::vector<ValueId> bound, bindIntrinsic(emitter, intrinsic, arguments, "x"));
  Scalars scalars(emitter);
  PYRITE_TRY(const std::vector<ValueId> values, floatArguments(scalars, intrinsic, bound));
  return values[0];
}

bool isExponential(Op op) { return op == Op::Exp || op == Op::Exp2 || op == Op::Expm1; }

/// A function that grows and is never -inf: two comparisons, as loops over it are common.
void refuseOverflowUpwards(Scalars& scalars, ValueId result, ValueId argument) {
  const auto infinity = [&](ValueId of) { return scalars.constant(scalars.type(of), std::numeric_limits<double>::infinity()); };
  const ValueId isOverflow = scalars.equal(result, infinity(result));
  rangeErrorIf(scalars, scalars.both(isOverflow, scalars.less(argument, infinity(argument))));
}

ValueId checkedLog(Scalars& scalars, Op op, ValueId x) {
  domainErrorIf(scalars, outsideDomain(scalars, op, x));
  return scalars.unary(op, x);
}

}  // namespace

Result<std::vector<ValueId>> floatArguments(Scalars& scalars, const Intrinsic& intrinsic, std::span<const ValueId> values) {
  Type common = nullptr;
  for (const ValueId value : values) {
    const Type type = scalars.type(value);
    if (!type->isNumber() || type->isComplex()) return wrongOperand(scalars, intrinsic, value, "real numbers");
    const Type wanted = type->isFloat() && type->bits == 32 ? type : types::float64();
    common = common == nullptr || common == wanted ? wanted : types::float64();
  }
  std::vector<ValueId> result;
  for (const ValueId value : values) result.push_back(scalars.convert(value, common));
  return result;
}

void domainErrorIf(Scalars& scalars, ValueId condition) {
  if (!scalars.assumesFinite()) scalars.raiseIf(condition, "ValueError", "math domain error");
}

void rangeErrorIf(Scalars& scalars, ValueId condition) {
  if (!scalars.assumesFinite()) scalars.raiseIf(condition, "OverflowError", "math range error");
}

void refuseOverflow(Scalars& scalars, ValueId result, std::initializer_list<ValueId> arguments) {
  ValueId isOverflow = scalars.isInfinite(result);
  for (const ValueId argument : arguments) isOverflow = scalars.both(isOverflow, scalars.isFinite(argument));
  rangeErrorIf(scalars, isOverflow);
}

Result<ValueId> mathFunction(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const ValueId x, oneArgument(emitter, intrinsic, arguments));
  Scalars scalars(emitter);
  domainErrorIf(scalars, outsideDomain(scalars, intrinsic.op, x));
  const ValueId result = scalars.unary(intrinsic.op, x);
  if (isExponential(intrinsic.op))
    refuseOverflowUpwards(scalars, result, x);
  else if (mayOverflow(intrinsic.op))
    refuseOverflow(scalars, result, {x});
  return result;
}

Result<ValueId> mathLog(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(std::vector<ValueId> bound, bindIntrinsic(emitter, intrinsic, arguments, "x, base="));
  Scalars scalars(emitter);
  if (!bound[1].valid()) bound.pop_back();
  PYRITE_TRY(const std::vector<ValueId> values, floatArguments(scalars, intrinsic, bound));
  const ValueId logarithm = checkedLog(scalars, Op::Log, values[0]);
  if (values.size() == 1) return logarithm;
  const ValueId base = checkedLog(scalars, Op::Log, values[1]);
  scalars.raiseIf(scalars.isZero(base), "ZeroDivisionError", emitter.world.wording("math.log(2.0, 1.0)").c_str());
  return scalars.divide(logarithm, base);
}

Result<ValueId> mathDegrees(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const ValueId x, oneArgument(emitter, intrinsic, arguments));
  Scalars scalars(emitter);
  return scalars.multiply(x, scalars.constant(scalars.type(x), 180.0 / std::numbers::pi));
}

Result<ValueId> mathRadians(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const ValueId x, oneArgument(emitter, intrinsic, arguments));
  Scalars scalars(emitter);
  return scalars.multiply(x, scalars.constant(scalars.type(x), std::numbers::pi / 180.0));
}

/// floor, ceil, trunc: integers, as the interpreter returns.
Result<ValueId> mathWhole(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const std::vector<ValueId> bound, bindIntrinsic(emitter, intrinsic, arguments, "x"));
  Scalars scalars(emitter);
  const Type type = scalars.type(bound[0]);
  if (!type->isNumber() || type->isComplex()) return wrongOperand(scalars, intrinsic, bound[0], "a real number");
  if (!type->isFloat()) return toPythonInt(scalars, bound[0]);
  return wholeFromFloat(scalars, scalars.math(intrinsic.op, bound[0]));
}

Result<ValueId> mathIsFinite(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const ValueId x, oneArgument(emitter, intrinsic, arguments));
  return Scalars(emitter).isFinite(x);
}

Result<ValueId> mathIsInfinite(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const ValueId x, oneArgument(emitter, intrinsic, arguments));
  return Scalars(emitter).isInfinite(x);
}

Result<ValueId> mathIsNan(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const ValueId x, oneArgument(emitter, intrinsic, arguments));
  return Scalars(emitter).isNan(x);
}

Result<ValueId> mathSignBit(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const ValueId x, oneArgument(emitter, intrinsic, arguments));
  return Scalars(emitter).signBit(x);
}

}  // namespace pyrite::infer
