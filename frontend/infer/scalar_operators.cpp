// Arithmetic, bitwise and unary operators on scalars, as the interpreter has them on 64-bit integers that wrap.
#include "frontend/infer/scalar_operators.hpp"

namespace pyrite::infer {

using ir::Op;

namespace {

constexpr const char* kBinarySymbols[] = {"+", "-", "*", "/", "//", "%", "**", "@", "<<", ">>", "&", "|", "^"};
constexpr const char* kUnarySymbols[] = {"+", "-", "not", "~"};

Diagnostic undefined(const Emitter& emitter, BinaryOperator operation, ValueId a, ValueId b) {
  return emitter.typingError(std::string("'") + kBinarySymbols[static_cast<int>(operation)] + "' is not defined for " +
                             types::toString(emitter.typeOf(a)) + " and " + types::toString(emitter.typeOf(b)));
}

bool isWhole(Type type) { return type->isInteger() || type->isBool(); }
bool isUnsigned64(Type type) { return type->isInteger() && !type->isSigned && type->bits == 64; }

Result<ValueId> multiply(Scalars& scalars, ValueId a, ValueId b) {
  return scalars.type(a)->isComplex() ? complexMultiply(scalars, a, b) : scalars.multiply(a, b);
}

Result<ValueId> trueDivide(Scalars& scalars, ValueId a, ValueId b) {
  const bool areWhole = isWhole(scalars.type(a));
  if (areWhole) {
    a = scalars.convert(a, types::float64());
    b = scalars.convert(b, types::float64());
  }
  const bool isComplex = scalars.type(a)->isComplex();
  scalars.refuseZero(b, areWhole ? "1 / 0" : isComplex ? "1j / 0j" : "1.0 / 0.0");
  if (isComplex) return complexDivide(scalars, a, b, scalars.emitter.options.numpyErrorModel);
  return scalars.divide(a, b);
}

ValueId floorDivide(Scalars& scalars, ValueId a, ValueId b) {
  scalars.refuseZero(b, scalars.type(a)->isFloat() ? "1.0 // 0.0" : "1 // 0");
  return scalars.emitter.options.numpyErrorModel ? floorDivideTotal(scalars, a, b) : scalars.binary(Op::FloorDiv, a, b);
}

ValueId remainder(Scalars& scalars, ValueId a, ValueId b) {
  scalars.refuseZero(b, scalars.type(a)->isFloat() ? "1.0 % 0.0" : "1 % 0");
  return scalars.binary(Op::FloorMod, a, b);
}

/// The shifted operand decides the type; both signs of count are of its width here.
Result<ValueId> shift(Scalars& scalars, BinaryOperator operation, ValueId a, ValueId b) {
  const Type type = types::promoteScalars(scalars.type(a), scalars.type(a));
  if (scalars.type(b)->isInteger() && scalars.type(b)->isSigned) {
    scalars.raiseIf(scalars.isNegative(b), "ValueError", "negative shift count");
  }
  const Op op = operation == BinaryOperator::LeftShift ? Op::Shl : Op::Shr;
  return scalars.binary(op, scalars.convert(a, type), scalars.convert(b, type));
}

Result<ValueId> bitwise(Scalars& scalars, BinaryOperator operation, ValueId a, ValueId b) {
  const bool areBools = scalars.type(a)->isBool() && scalars.type(b)->isBool();
  const Type type = areBools ? types::boolType() : wholeOperandType(scalars, a, b);
  const Op op = operation == BinaryOperator::And ? Op::And : operation == BinaryOperator::Or ? Op::Or : Op::Xor;
  return scalars.binary(op, scalars.convert(a, type), scalars.convert(b, type));
}

}  // namespace

Type wholeOperandType(const Scalars& scalars, ValueId a, ValueId b) {
  const Type x = types::promoteScalars(scalars.type(a), scalars.type(a));
  const Type y = types::promoteScalars(scalars.type(b), scalars.type(b));
  if (x == y) return x;
  return types::int64();
}

Type operandType(const Scalars& scalars, ValueId a, ValueId b) {
  const Type x = scalars.type(a), y = scalars.type(b);
  // A constant that uint64 can hold leaves it unsigned; signed variables make the result signed, as bits they are the same.
  const auto staysUnsigned = [&](Type wide, ValueId other) {
    const auto value = scalars.constantInt(other);
    return isUnsigned64(wide) && isWhole(scalars.type(other)) && value && *value >= 0;
  };
  if (staysUnsigned(x, b) || staysUnsigned(y, a)) return types::intType(64, false);
  return isWhole(x) && isWhole(y) ? wholeOperandType(scalars, a, b) : types::promoteScalars(x, y);
}

Result<ValueId> scalarBinary(Emitter& emitter, BinaryOperator operation, ValueId a, ValueId b) {
  Scalars scalars(emitter);
  if (!scalars.isNumber(a) || !scalars.isNumber(b)) return undefined(emitter, operation, a, b);
  if (operation == BinaryOperator::Power) return scalarPower(scalars, a, b);
  const bool areWhole = isWhole(scalars.type(a)) && isWhole(scalars.type(b));
  const Type type = operandType(scalars, a, b);
  const auto left = [&] { return scalars.convert(a, type); };
  const auto right = [&] { return scalars.convert(b, type); };
  switch (operation) {
    case BinaryOperator::Add:
      return scalars.add(left(), right());
    case BinaryOperator::Subtract:
      return scalars.subtract(left(), right());
    case BinaryOperator::Multiply:
      return multiply(scalars, left(), right());
    case BinaryOperator::TrueDivide:
      return trueDivide(scalars, left(), right());
    case BinaryOperator::FloorDivide:
    case BinaryOperator::Remainder:
      if (type->isComplex()) return undefined(emitter, operation, a, b);
      return operation == BinaryOperator::Remainder ? remainder(scalars, left(), right())
                                                    : floorDivide(scalars, left(), right());
    case BinaryOperator::LeftShift:
    case BinaryOperator::RightShift:
      if (!areWhole) return undefined(emitter, operation, a, b);
      return shift(scalars, operation, a, b);
    case BinaryOperator::And:
    case BinaryOperator::Or:
    case BinaryOperator::Xor:
      if (!areWhole) return undefined(emitter, operation, a, b);
      return bitwise(scalars, operation, a, b);
    case BinaryOperator::Power:
    case BinaryOperator::MatrixMultiply:
      break;
  }
  return undefined(emitter, operation, a, b);
}

Result<ValueId> scalarUnary(Emitter& emitter, UnaryOperator operation, ValueId a) {
  Scalars scalars(emitter);
  const auto refused = [&] {
    return emitter.typingError(std::string("'") + kUnarySymbols[static_cast<int>(operation)] + "' is not defined for " +
                               types::toString(emitter.typeOf(a)));
  };
  if (!scalars.isNumber(a)) return refused();
  const Type type = types::promoteScalars(scalars.type(a), scalars.type(a));
  switch (operation) {
    case UnaryOperator::Positive:
      return scalars.convert(a, type);
    case UnaryOperator::Negative:
      return scalars.negate(scalars.convert(a, type));
    case UnaryOperator::Not:
      return scalars.invert(scalars.truth(a));
    case UnaryOperator::Invert:
      if (scalars.type(a)->isBool()) return scalars.invert(a);  // masks of NumPy are inverted; -2 would be true as well
      if (!isWhole(type)) return refused();
      // An unsigned number's complement has no more bits than the number itself.
      if (const Type given = scalars.type(a); given->isInteger() && !given->isSigned)
        return scalars.convert(scalars.unary(Op::Not, a), type);
      return scalars.unary(Op::Not, scalars.convert(a, type));
  }
  return refused();
}

ValueId floorDivideTotal(Scalars& scalars, ValueId a, ValueId b) {
  const ValueId quotient = scalars.binary(Op::FloorDiv, a, b);
  if (!scalars.type(a)->isFloat()) return quotient;
  return scalars.select(scalars.isZero(b), scalars.divide(a, b), quotient);
}

}  // namespace pyrite::infer
