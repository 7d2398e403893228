// Conversion between types: any number to any number (total), and what a value may be handed to: optionals, tuples, arrays.
#include "frontend/infer/choices.hpp"
#include "frontend/infer/classes.hpp"
#include "frontend/infer/fold.hpp"
#include "frontend/infer/lists.hpp"
#include "frontend/infer/scalars.hpp"
#include "frontend/infer/specializer.hpp"
#include "frontend/infer/texts.hpp"

namespace pyrite::infer {

using ir::Op;

namespace {

ValueId plainConvert(Emitter& emitter, ValueId value, Type to) {
  if (const ir::Attribute* constant = emitter.constantOf(value)) {
    if (auto folded = foldConvert(emitter.typeOf(value), to, *constant)) return emitter.builder.constant(to, *folded);
  }
  return emitter.builder.emit(Op::Convert, to, {value});
}

/// Narrow and unsigned integers are cut from int64, which is what C compilers make of NumPy's casts: -1.0 is 255 as uint8.
ValueId floatToInteger(Scalars& scalars, ValueId value, Type to) {
  const bool isDirect = to->isSigned && to->bits >= 32;
  if (isDirect) return plainConvert(scalars.emitter, value, to);
  const ValueId whole = plainConvert(scalars.emitter, value, types::int64());
  const ValueId cut = plainConvert(scalars.emitter, whole, to);
  if (to->bits < 64) return cut;
  return scalars.select(scalars.isNegative(value), cut, plainConvert(scalars.emitter, value, to));
}

ValueId fromComplex(Scalars& scalars, ValueId value, Type to) {
  if (to->isComplex()) {
    const Type part = types::realPart(to);
    return scalars.complex(scalars.convert(scalars.real(value), part), scalars.convert(scalars.imaginary(value), part));
  }
  if (to->isBool()) return scalars.either(scalars.truth(scalars.real(value)), scalars.truth(scalars.imaginary(value)));
  return scalars.convert(scalars.real(value), to);
}

Diagnostic cannotConvert(const Emitter& emitter, Type from, Type to) {
  return emitter.typingError("cannot convert " + types::toString(from) + " to " + types::toString(to));
}

/// To optional and maybe_unbound: {flag, value}.
Result<ValueId> convertToFlagged(Emitter& emitter, ValueId value, Type to) {
  const Type from = emitter.typeOf(value);
  const Type item = to->item();
  const bool isAbsent = to->is(types::Kind::Optional) ? from->is(types::Kind::None) : from->is(types::Kind::Unbound);
  if (isAbsent) return emitter.builder.emit(Op::Zero, to, {});
  const bool isFlagged = from->is(to->kind);
  const ValueId flag = isFlagged ? emitter.part(value, 0) : emitter.makeBool(true);
  PYRITE_TRY(const ValueId content, emitter.convert(isFlagged ? emitter.part(value, 1) : value, item));
  const ValueId parts[] = {flag, content};
  return emitter.makeAggregate(to, parts);
}

Result<ValueId> convertTuple(Emitter& emitter, ValueId value, Type to) {
  const Type from = emitter.typeOf(value);
  if (from->items.size() != to->items.size()) return cannotConvert(emitter, from, to);
  if (to->isNamedTuple() && from->object != to->object) return cannotConvert(emitter, from, to);
  std::vector<ValueId> items;
  for (std::size_t i = 0; i < to->items.size(); ++i) {
    PYRITE_TRY(const ValueId item, emitter.convert(emitter.part(value, i), to->items[i]));
    items.push_back(item);
  }
  return emitter.makeAggregate(to, items);
}

}  // namespace

ValueId Scalars::convert(ValueId value, Type to) {
  const Type from = type(value);
  if (from == to) return value;
  if (from->isComplex()) return fromComplex(*this, value, to);
  if (to->isComplex()) {
    const Type part = types::realPart(to);
    return complex(convert(value, part), constant(part, 0));
  }
  if (from->isFloat() && to->isInteger()) return floatToInteger(*this, value, to);
  return plainConvert(emitter, value, to);
}

Result<ValueId> numberConvert(Emitter& emitter, ValueId value, Type to) {
  if (emitter.typeOf(value) == to) return value;
  PYRITE_TRY(value, plainNumber(emitter, value));
  if (emitter.typeOf(value) == to) return value;
  if (!emitter.typeOf(value)->isNumber() || !to->isNumber()) return cannotConvert(emitter, emitter.typeOf(value), to);
  return Scalars(emitter).convert(value, to);
}

Result<ValueId> Emitter::convert(ValueId value, Type to) {
  const Type from = typeOf(value);
  if (from == to) return value;
  if (to->is(types::Kind::Optional) || to->is(types::Kind::MaybeUnbound)) return convertToFlagged(*this, value, to);
  if (to->is(types::Kind::Closure)) return convertFunction(*this, value, to);
  if (from->is(types::Kind::Optional)) {
    raiseIf(Scalars(*this).invert(part(value, 0)), "TypeError", "expected " + types::toString(from->item()) + ", got None");
    return convert(part(value, 1), to);
  }
  if (from->isIntegerEnum() && to->isNumber()) {
    PYRITE_TRY(const ValueId number, plainNumber(*this, value));
    return convert(number, to);
  }
  if (from->isNumber() && to->isNumber()) {
    if (!types::conversionCost(from, to)) return cannotConvert(*this, from, to);
    return numberConvert(*this, value, to);
  }
  if (to->isText() && isText(*this, value)) return asText(*this, value);
  if (from->isTuple() && to->isTuple()) return convertTuple(*this, value, to);
  if (from->isArray() && to->isArray()) return arrayConvert(*this, value, to);
  if (from->isList() && to->isList() && from->item()->is(types::Kind::Unbound)) return convertList(*this, value, to);
  if (from->is(types::Kind::Slice) && to->is(types::Kind::Slice)) {
    std::vector<ValueId> parts;
    for (std::size_t i = 0; i < 3; ++i) {
      PYRITE_TRY(const ValueId item, convert(part(value, i), to->item(i)));
      parts.push_back(item);
    }
    return makeAggregate(to, parts);
  }
  return cannotConvert(*this, from, to);
}

}  // namespace pyrite::infer
