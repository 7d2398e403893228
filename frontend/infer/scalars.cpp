// Typed scalar operations that fold constants; tests and guards used by every numeric family.
#include "frontend/infer/scalars.hpp"

#include <limits>

#include "frontend/infer/fold.hpp"

namespace pyrite::infer {

using ir::Op;

ValueId Scalars::constant(Type type, double value) {
  if (type->isBool()) return emitter.makeBool(value != 0);
  if (type->isInteger()) return integer(type, static_cast<std::int64_t>(value));
  if (type->isComplex()) {
    const Type part = types::realPart(type);
    return complex(emitter.makeFloat(value, part), emitter.makeFloat(0.0, part));
  }
  return emitter.makeFloat(value, type);
}

ValueId Scalars::integer(Type type, std::int64_t value) { return emitter.makeInt(wrapInteger(value, type), type); }

std::optional<double> Scalars::constantFloat(ValueId value) const {
  const ir::Attribute* attribute = emitter.constantOf(value);
  if (attribute == nullptr) return std::nullopt;
  if (const auto* number = std::get_if<double>(attribute)) return *number;
  return std::nullopt;
}

ValueId Scalars::unary(Op op, ValueId a) {
  const Type operand = type(a);
  if (op == Op::Abs && operand->isInteger() && !operand->isSigned) return a;
  if (const ir::Attribute* constant = emitter.constantOf(a)) {
    if (auto folded = foldUnary(op, operand, *constant)) return emitter.builder.constant(operand, *folded);
  }
  if (op == Op::Neg && operand->isComplex()) return complex(negate(real(a)), negate(imaginary(a)));
  const Type result = op == Op::Abs && operand->isComplex() ? types::realPart(operand) : operand;
  return emitter.builder.emit(op, result, {a});
}

ValueId Scalars::binary(Op op, ValueId a, ValueId b) {
  const Type operand = type(a);
  const ir::Attribute *x = emitter.constantOf(a), *y = emitter.constantOf(b);
  if (x != nullptr && y != nullptr) {
    if (auto folded = foldBinary(op, operand, *x, *y)) return emitter.builder.constant(operand, *folded);
  }
  if (operand->isBool() && (op == Op::And || op == Op::Or)) {
    const bool neutral = op == Op::And;
    if (const auto known = emitter.constantBool(a)) return *known == neutral ? b : a;
    if (const auto known = emitter.constantBool(b)) return *known == neutral ? a : b;
  }
  if (operand->isComplex() && (op == Op::Add || op == Op::Sub)) {
    return complex(binary(op, real(a), real(b)), binary(op, imaginary(a), imaginary(b)));
  }
  return emitter.builder.emit(op, operand, {a, b});
}

ValueId Scalars::compare(Op op, ValueId a, ValueId b) {
  const ir::Attribute *x = emitter.constantOf(a), *y = emitter.constantOf(b);
  if (x != nullptr && y != nullptr) {
    if (auto folded = foldCompare(op, type(a), *x, *y)) return emitter.builder.constant(types::boolType(), *folded);
  }
  return emitter.compareOp(op, a, b);
}

ValueId Scalars::select(ValueId condition, ValueId a, ValueId b) {
  if (const auto known = emitter.constantBool(condition)) return *known ? a : b;
  if (a == b) return a;
  return emitter.select(condition, a, b);
}

ValueId Scalars::math(Op op, ValueId a) {
  const Type given = type(a);
  if (given->bits != 16) return unary(op, a);
  return convert(unary(op, convert(a, types::floatType(32))), given);
}

ValueId Scalars::math(Op op, ValueId a, ValueId b) {
  const Type given = type(a);
  if (given->bits != 16) return binary(op, a, b);
  const Type wide = types::floatType(32);
  return convert(binary(op, convert(a, wide), convert(b, wide)), given);
}

ValueId Scalars::isNan(ValueId a) {
  if (!type(a)->isFloat()) return emitter.makeBool(false);
  return notEqual(a, a);
}

ValueId Scalars::isInfinite(ValueId a) {
  if (!type(a)->isFloat()) return emitter.makeBool(false);
  return equal(absolute(a), constant(type(a), std::numeric_limits<double>::infinity()));
}

ValueId Scalars::isFinite(ValueId a) {
  if (!type(a)->isFloat()) return emitter.makeBool(true);
  return less(absolute(a), constant(type(a), std::numeric_limits<double>::infinity()));
}

ValueId Scalars::signBit(ValueId a) {
  const Type given = type(a);
  if (!given->isFloat()) return isNegative(a);
  const Type integerType = types::intType(given->bits);
  return isNegative(emitter.builder.emit(Op::Bitcast, integerType, {a}));
}

ValueId Scalars::truth(ValueId a) { return convert(a, types::boolType()); }

ValueId Scalars::real(ValueId a) { return type(a)->isComplex() ? emitter.part(a, 0) : a; }

ValueId Scalars::imaginary(ValueId a) {
  if (type(a)->isComplex()) return emitter.part(a, 1);
  return constant(type(a), 0);
}

ValueId Scalars::complex(ValueId real, ValueId imaginary) {
  const ValueId parts[] = {real, imaginary};
  return emitter.makeAggregate(types::complexType(type(real)->bits * 2), parts);
}

void Scalars::raiseRangeErrorIf(ValueId condition) {
  ir::RaiseSite site;
  site.exception = "OverflowError";
  site.arguments = {{std::int64_t{34}}, {std::string("Numerical result out of range")}};
  site.span = emitter.builder.span();
  site.function = emitter.pythonName;
  site.file = emitter.file;
  emitter.raiseIf(condition, std::move(site));
}

void Scalars::refuseZero(ValueId divisor, const char* expression) {
  if (emitter.options.numpyErrorModel) return;
  ValueId isZeroDivisor;
  if (type(divisor)->isComplex()) {
    isZeroDivisor = both(isZero(real(divisor)), isZero(imaginary(divisor)));
  } else {
    isZeroDivisor = isZero(divisor);
  }
  raiseIf(isZeroDivisor, "ZeroDivisionError", emitter.world.wording(expression).c_str());
}

bool Scalars::assumesFinite() const {
  return (emitter.options.fastMath & ir::kNoNaNs) != 0 && (emitter.options.fastMath & ir::kNoInfs) != 0;
}

}  // namespace pyrite::infer
