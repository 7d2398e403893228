// Methods of numbers: x.conjugate(), x.is_integer(), x.bit_length() and the like.
#include "frontend/infer/number_builtins.hpp"

namespace pyrite::infer {

using ir::Op;

namespace {

bool isWhole(Type type) { return type->isInteger() || type->isBool(); }

Result<ValueId> self(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const std::vector<ValueId> bound, bindIntrinsic(emitter, intrinsic, arguments, "self"));
  return bound[0];
}

/// bool's own parts are integers.
ValueId asNumber(Scalars& scalars, ValueId number) {
  return scalars.type(number)->isBool() ? scalars.convert(number, types::int64()) : number;
}

}  // namespace

Result<ValueId> numberConjugate(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const ValueId number, self(emitter, intrinsic, arguments));
  Scalars scalars(emitter);
  if (!scalars.type(number)->isComplex()) return asNumber(scalars, number);
  return scalars.complex(scalars.real(number), scalars.negate(scalars.imaginary(number)));
}

Result<ValueId> numberIsInteger(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const ValueId number, self(emitter, intrinsic, arguments));
  Scalars scalars(emitter);
  if (isWhole(scalars.type(number))) return emitter.makeBool(true);
  if (!scalars.type(number)->isFloat()) return wrongOperand(scalars, intrinsic, number, "a real number");
  return scalars.both(scalars.equal(scalars.math(Op::Trunc, number), number), scalars.isFinite(number));
}

Result<ValueId> numberBitLength(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const ValueId number, self(emitter, intrinsic, arguments));
  Scalars scalars(emitter);
  if (!isWhole(scalars.type(number))) return wrongOperand(scalars, intrinsic, number, "an integer");
  const ValueId wide = scalars.convert(number, types::promoteScalars(scalars.type(number), scalars.type(number)));
  const ValueId size = scalars.convert(scalars.absolute(wide), types::int64());
  return scalars.subtract(emitter.makeInt(64), scalars.unary(Op::CountLeadingZeros, size));
}

Result<ValueId> numberBitCount(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const ValueId number, self(emitter, intrinsic, arguments));
  Scalars scalars(emitter);
  if (!isWhole(scalars.type(number))) return wrongOperand(scalars, intrinsic, number, "an integer");
  const ValueId wide = scalars.convert(number, types::promoteScalars(scalars.type(number), scalars.type(number)));
  return scalars.unary(Op::Popcount, scalars.convert(scalars.absolute(wide), types::int64()));
}

/// x.item(): the plain number.
Result<ValueId> numberItem(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  return self(emitter, intrinsic, arguments);
}

}  // namespace pyrite::infer
