// datetime64 and timedelta64: counts of ticks of one unit, the least of which is NaT, not a time. It differs from
// everything, itself included, and makes every result NaT. Operands of different units are refused.
#include <algorithm>
#include <limits>

#include "frontend/infer/array_parts.hpp"

namespace pyrite::infer {
namespace {

using ir::Op;

ValueId ticksOf(Emitter& emitter, ValueId time) { return emitter.part(time, 0); }

ValueId isNotATime(Emitter& emitter, ValueId ticks) {
  return emitter.compareOp(Op::Eq, ticks, emitter.makeInt(std::numeric_limits<std::int64_t>::min()));
}

ValueId timeOf(Emitter& emitter, Type type, ValueId ticks) {
  const ValueId parts[] = {ticks};
  return emitter.makeAggregate(type, parts);
}

/// "[s]"; empty for ticks of no unit.
std::string_view unitOf(Type type) {
  const std::string_view name = type->name;
  return name.substr(std::min(name.find('['), name.size()));
}

Type durationOf(Type type) { return types::timeType("timedelta64" + std::string(unitOf(type))); }

struct Pair {
  ValueId a, b;  // ticks
  ValueId anyIsNat;
};

Pair pairOf(Emitter& emitter, ValueId a, ValueId b) {
  Pair pair{ticksOf(emitter, a), ticksOf(emitter, b), {}};
  pair.anyIsNat = emitter.op(Op::Or, isNotATime(emitter, pair.a), isNotATime(emitter, pair.b));
  return pair;
}

/// NaT where an operand is NaT.
ValueId orNotATime(Emitter& emitter, ValueId isNat, ValueId ticks) {
  return emitter.select(isNat, emitter.makeInt(std::numeric_limits<std::int64_t>::min()), ticks);
}

Diagnostic noLoop(Emitter& emitter, std::string_view name, std::span<const ValueId> operands) {
  std::string message = std::string(name) + " of ";
  for (std::size_t i = 0; i < operands.size(); ++i) message += (i > 0 ? " and " : "") + toString(emitter.typeOf(operands[i]));
  return emitter.typingError(message + " is not compiled");
}

std::optional<Op> comparisonOf(std::string_view name) {
  if (name == "numpy.less") return Op::Lt;
  if (name == "numpy.less_equal") return Op::Le;
  if (name == "numpy.greater") return Op::Gt;
  if (name == "numpy.greater_equal") return Op::Ge;
  if (name == "numpy.equal" || name == "numpy.not_equal") return Op::Eq;
  return std::nullopt;
}

ValueId compared(Emitter& emitter, std::string_view name, Op operation, const Pair& pair) {
  const ValueId holds = emitter.op(Op::And, emitter.op(Op::Not, pair.anyIsNat), emitter.compareOp(operation, pair.a, pair.b));
  return name == "numpy.not_equal" ? emitter.op(Op::Not, holds) : holds;
}

/// minimum and maximum hand NaT on, fmin and fmax prefer what is a time.
ValueId extremeOf(Emitter& emitter, std::string_view name, const Pair& pair) {
  const bool isLeast = name.ends_with("min") || name.ends_with("minimum");
  const ValueId takesFirst = emitter.compareOp(isLeast ? Op::Le : Op::Ge, pair.a, pair.b);
  const ValueId chosen = emitter.select(takesFirst, pair.a, pair.b);
  if (!name.starts_with("numpy.f")) return orNotATime(emitter, pair.anyIsNat, chosen);
  const ValueId withoutFirst = emitter.select(isNotATime(emitter, pair.a), pair.b, chosen);
  return emitter.select(isNotATime(emitter, pair.b), pair.a, withoutFirst);
}

Result<ValueId> ofOne(Emitter& emitter, std::string_view name, std::span<const ValueId> operands) {
  const Type type = emitter.typeOf(operands[0]);
  const ValueId ticks = ticksOf(emitter, operands[0]);
  if (name == "numpy.isnat") return isNotATime(emitter, ticks);
  const ValueId opposite = emitter.op(Op::Sub, emitter.makeInt(0), ticks);
  if (!type->isDuration()) return noLoop(emitter, name, operands);
  if (name == "numpy.positive") return operands[0];
  if (name == "numpy.negative") return timeOf(emitter, type, opposite);
  if (name == "numpy.absolute") {
    const ValueId isNegative = emitter.compareOp(Op::Lt, ticks, emitter.makeInt(0));
    return timeOf(emitter, type, emitter.select(isNegative, opposite, ticks));
  }
  return noLoop(emitter, name, operands);
}

/// A time difference taken so many times.
Result<ValueId> multiplied(Emitter& emitter, ValueId time, ValueId count) {
  PYRITE_TRY(const ValueId factor, numberConvert(emitter, count, types::int64()));
  const ValueId ticks = ticksOf(emitter, time);
  const ValueId isNat = emitter.op(Op::Or, isNotATime(emitter, ticks), isNotATime(emitter, factor));
  return timeOf(emitter, emitter.typeOf(time), orNotATime(emitter, isNat, emitter.op(Op::Mul, ticks, factor)));
}

}  // namespace

Result<ValueId> timeUfunc(Emitter& emitter, std::string_view name, std::span<const ValueId> operands) {
  if (operands.size() == 1) return ofOne(emitter, name, operands);
  if (operands.size() != 2) return noLoop(emitter, name, operands);
  const Type left = emitter.typeOf(operands[0]), right = emitter.typeOf(operands[1]);
  if (!left->isTime() || !right->isTime()) {
    const bool isFirst = left->isTime();
    const Type factor = isFirst ? right : left;
    if (name != "numpy.multiply" || !(isFirst ? left : right)->isDuration() || !factor->isInteger() ||
        (factor->bits == 64 && !factor->isSigned))
      return noLoop(emitter, name, operands);
    return multiplied(emitter, operands[isFirst ? 0 : 1], operands[isFirst ? 1 : 0]);
  }
  if (unitOf(left) != unitOf(right)) return noLoop(emitter, name, operands);
  const Pair pair = pairOf(emitter, operands[0], operands[1]);
  if (left == right) {
    if (const auto comparison = comparisonOf(name)) return compared(emitter, name, *comparison, pair);
    if (name == "numpy.minimum" || name == "numpy.maximum" || name == "numpy.fmin" || name == "numpy.fmax")
      return timeOf(emitter, left, extremeOf(emitter, name, pair));
  }
  if (name == "numpy.add" && (left->isDuration() || right->isDuration())) {
    const ValueId sum = emitter.op(Op::Add, pair.a, pair.b);
    return timeOf(emitter, left->isDuration() ? right : left, orNotATime(emitter, pair.anyIsNat, sum));
  }
  if (name == "numpy.subtract" && (!left->isDuration() || right->isDuration())) {
    const ValueId difference = emitter.op(Op::Sub, pair.a, pair.b);
    return timeOf(emitter, right->isDuration() ? left : durationOf(left), orNotATime(emitter, pair.anyIsNat, difference));
  }
  return noLoop(emitter, name, operands);
}

}  // namespace pyrite::infer
