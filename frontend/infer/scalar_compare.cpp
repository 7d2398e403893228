// Comparisons of scalars, exact whatever the two types: signed with unsigned, integer with float, complex for equality.
#include "frontend/infer/scalars.hpp"

namespace pyrite::infer {

using ir::Op;

namespace {

constexpr const char* kSymbols[] = {"<", "<=", "==", "!=", ">", ">="};
constexpr Op kOps[] = {Op::Lt, Op::Le, Op::Eq, Op::Ne, Op::Gt, Op::Ge};
constexpr double kExact = 0x1p53;  // every whole number up to here is a float64

Op opOf(CompareOperator operation) { return kOps[static_cast<int>(operation)]; }
bool isEquality(CompareOperator operation) {
  return operation == CompareOperator::Equal || operation == CompareOperator::NotEqual;
}

CompareOperator mirrored(CompareOperator operation) {
  switch (operation) {
    case CompareOperator::Less:
      return CompareOperator::Greater;
    case CompareOperator::LessEqual:
      return CompareOperator::GreaterEqual;
    case CompareOperator::Greater:
      return CompareOperator::Less;
    case CompareOperator::GreaterEqual:
      return CompareOperator::LessEqual;
    case CompareOperator::Equal:
    case CompareOperator::NotEqual:
      break;
  }
  return operation;
}

bool isUnsigned64(Type type) { return type->isInteger() && !type->isSigned && type->bits == 64; }

/// int64 with uint64: a negative number is below every unsigned one.
ValueId compareSigns(Scalars& scalars, CompareOperator operation, ValueId signedValue, ValueId unsignedValue) {
  const ValueId asUnsigned = scalars.convert(signedValue, types::intType(64, false));
  const ValueId compared = scalars.compare(opOf(operation), asUnsigned, unsignedValue);
  const ValueId isNegative = scalars.isNegative(signedValue);
  const bool whenNegative =
      operation == CompareOperator::Less || operation == CompareOperator::LessEqual || operation == CompareOperator::NotEqual;
  if (whenNegative) return scalars.either(isNegative, compared);
  return scalars.both(scalars.invert(isNegative), compared);
}

ValueId compareWhole(Scalars& scalars, CompareOperator operation, ValueId a, ValueId b) {
  if (scalars.type(a)->isBool() && scalars.type(b)->isBool() && isEquality(operation)) {
    return scalars.compare(opOf(operation), a, b);
  }
  const bool isLeftUnsigned = isUnsigned64(scalars.type(a)), isRightUnsigned = isUnsigned64(scalars.type(b));
  const Type wide = isLeftUnsigned && isRightUnsigned ? types::intType(64, false) : types::int64();
  if (isLeftUnsigned == isRightUnsigned) {
    return scalars.compare(opOf(operation), scalars.convert(a, wide), scalars.convert(b, wide));
  }
  if (isRightUnsigned) return compareSigns(scalars, operation, scalars.convert(a, types::int64()), b);
  return compareSigns(scalars, mirrored(operation), scalars.convert(b, types::int64()), a);
}

/// Whether comparing as float64 is exact: narrow integers, or a constant that leaves no room for rounding.
bool isExactAsFloat(const Scalars& scalars, ValueId whole, ValueId number) {
  if (scalars.type(whole)->bits < 64) return true;
  if (const auto value = scalars.constantInt(whole)) {
    const auto limit = static_cast<std::int64_t>(kExact);
    const bool isHuge = isUnsigned64(scalars.type(whole)) && *value < 0;  // the bit pattern of 2**63 and above
    return !isHuge && *value >= -limit && *value <= limit;
  }
  const auto value = scalars.constantFloat(number);
  return value && *value >= -kExact && *value <= kExact;
}

/// Rounding keeps order, so where the rounded integer differs from the float the floats decide; where they are equal the
/// float is whole and the integers decide. 2**63 (2**64) is above every integer, though conversion saturates to the largest.
ValueId compareWholeWithFloat(Scalars& scalars, CompareOperator operation, ValueId whole, ValueId number) {
  const ValueId wide = scalars.convert(number, types::float64());
  const ValueId rounded = scalars.convert(whole, types::float64());
  if (isExactAsFloat(scalars, whole, number)) return scalars.compare(opOf(operation), rounded, wide);
  const bool isUnsigned = isUnsigned64(scalars.type(whole));
  const Type wholeType = isUnsigned ? types::intType(64, false) : types::int64();
  const ValueId value = scalars.convert(whole, wholeType);
  const ValueId other = scalars.emitter.builder.emit(Op::Convert, wholeType, {wide});
  const ValueId isAbove = scalars.equal(wide, scalars.constant(types::float64(), isUnsigned ? 0x1p64 : 0x1p63));
  const ValueId areEqual = scalars.equal(rounded, wide);
  const auto decide = [&](Op strict, Op onTie, bool whenAbove) {
    ValueId tie = scalars.compare(onTie, value, other);
    tie = whenAbove ? scalars.either(tie, isAbove) : scalars.both(tie, scalars.invert(isAbove));
    tie = scalars.both(areEqual, tie);
    return strict == Op::Eq ? tie : scalars.either(scalars.compare(strict, rounded, wide), tie);
  };
  switch (operation) {
    case CompareOperator::Less:
      return decide(Op::Lt, Op::Lt, true);
    case CompareOperator::LessEqual:
      return decide(Op::Lt, Op::Le, true);
    case CompareOperator::Greater:
      return decide(Op::Gt, Op::Gt, false);
    case CompareOperator::GreaterEqual:
      return decide(Op::Gt, Op::Ge, false);
    case CompareOperator::Equal:
      return decide(Op::Eq, Op::Eq, false);
    case CompareOperator::NotEqual:
      break;
  }
  return scalars.invert(decide(Op::Eq, Op::Eq, false));
}

ValueId compareReal(Scalars& scalars, CompareOperator operation, ValueId a, ValueId b) {
  const bool isLeftFloat = scalars.type(a)->isFloat(), isRightFloat = scalars.type(b)->isFloat();
  if (!isLeftFloat && !isRightFloat) return compareWhole(scalars, operation, a, b);
  if (!isLeftFloat) return compareWholeWithFloat(scalars, operation, a, b);
  if (!isRightFloat) return compareWholeWithFloat(scalars, mirrored(operation), b, a);
  const Type wide = scalars.type(a)->bits >= scalars.type(b)->bits ? scalars.type(a) : scalars.type(b);
  return scalars.compare(opOf(operation), scalars.convert(a, wide), scalars.convert(b, wide));
}

}  // namespace

Result<ValueId> scalarCompare(Emitter& emitter, CompareOperator operation, ValueId a, ValueId b) {
  Scalars scalars(emitter);
  const bool isComplex = scalars.type(a)->isComplex() || scalars.type(b)->isComplex();
  if (!scalars.isNumber(a) || !scalars.isNumber(b) || (isComplex && !isEquality(operation))) {
    return emitter.typingError(std::string("'") + kSymbols[static_cast<int>(operation)] + "' is not defined for " +
                               types::toString(emitter.typeOf(a)) + " and " + types::toString(emitter.typeOf(b)));
  }
  if (!isComplex) return compareReal(scalars, operation, a, b);
  const ValueId real = compareReal(scalars, operation, scalars.real(a), scalars.real(b));
  const auto imaginary = [&](ValueId value) {
    return scalars.type(value)->isComplex() ? scalars.imaginary(value) : scalars.constant(types::float64(), 0);
  };
  const ValueId rest = compareReal(scalars, operation, imaginary(a), imaginary(b));
  return operation == CompareOperator::Equal ? scalars.both(real, rest) : scalars.either(real, rest);
}

}  // namespace pyrite::infer
