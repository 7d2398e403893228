// What the numeric families share: typed operations that fold constants, constants of any number type, and common tests.
#pragma once

#include "frontend/infer/emitter.hpp"

namespace pyrite::infer {

/// A short-lived view of the emitter for code that works on numbers. Operands of one operation have one type.
class Scalars {
 public:
  explicit Scalars(Emitter& emitter) : emitter(emitter) {}

  Emitter& emitter;
  Type type(ValueId value) const { return emitter.typeOf(value); }
  bool isNumber(ValueId value) const { return type(value)->isNumber(); }

  ValueId constant(Type type, double value);  // of any number type; the value must be exact there
  ValueId integer(Type type, std::int64_t value);

  // -- operations --------------------------------------------------------------------------------------------------
  ValueId unary(ir::Op op, ValueId a);
  ValueId binary(ir::Op op, ValueId a, ValueId b);
  ValueId compare(ir::Op op, ValueId a, ValueId b);
  ValueId select(ValueId condition, ValueId a, ValueId b);
  ValueId convert(ValueId value, Type to);  // any number to any number, total
  /// Unary and binary float operations in at least single precision: float16 goes through float32.
  ValueId math(ir::Op op, ValueId a);
  ValueId math(ir::Op op, ValueId a, ValueId b);

  ValueId add(ValueId a, ValueId b) { return binary(ir::Op::Add, a, b); }
  ValueId subtract(ValueId a, ValueId b) { return binary(ir::Op::Sub, a, b); }
  ValueId multiply(ValueId a, ValueId b) { return binary(ir::Op::Mul, a, b); }
  ValueId divide(ValueId a, ValueId b) { return binary(ir::Op::Div, a, b); }
  ValueId negate(ValueId a) { return unary(ir::Op::Neg, a); }
  ValueId absolute(ValueId a) { return unary(ir::Op::Abs, a); }
  ValueId equal(ValueId a, ValueId b) { return compare(ir::Op::Eq, a, b); }
  ValueId notEqual(ValueId a, ValueId b) { return compare(ir::Op::Ne, a, b); }
  ValueId less(ValueId a, ValueId b) { return compare(ir::Op::Lt, a, b); }
  ValueId lessEqual(ValueId a, ValueId b) { return compare(ir::Op::Le, a, b); }
  ValueId greater(ValueId a, ValueId b) { return compare(ir::Op::Gt, a, b); }
  ValueId greaterEqual(ValueId a, ValueId b) { return compare(ir::Op::Ge, a, b); }
  ValueId both(ValueId a, ValueId b) { return binary(ir::Op::And, a, b); }
  ValueId either(ValueId a, ValueId b) { return binary(ir::Op::Or, a, b); }
  ValueId invert(ValueId a) { return unary(ir::Op::Not, a); }

  // -- tests on floats (or integers, where they are constants) -----------------------------------------------------
  ValueId isNan(ValueId a);
  ValueId isInfinite(ValueId a);
  ValueId isFinite(ValueId a);
  ValueId isZero(ValueId a) { return equal(a, constant(type(a), 0)); }
  ValueId isNegative(ValueId a) { return less(a, constant(type(a), 0)); }
  ValueId signBit(ValueId a);  // of a float, NaN and -0.0 included
  ValueId truth(ValueId a);    // a bool, from any number

  // -- complex numbers ---------------------------------------------------------------------------------------------
  ValueId real(ValueId a);       // of any number; itself when it is not complex
  ValueId imaginary(ValueId a);  // zero when it is not complex
  ValueId complex(ValueId real, ValueId imaginary);

  // -- guards --------------------------------------------------------------------------------------------------------
  void raiseIf(ValueId condition, const char* exception, const char* message) {
    emitter.raiseIf(condition, exception, message);
  }
  /// OverflowError(34, "Numerical result out of range"), as the interpreter's float power has it.
  void raiseRangeErrorIf(ValueId condition);
  /// ZeroDivisionError when the divisor is zero, unless division by zero follows NumPy; in the words that the interpreter has
  /// for such an expression.
  void refuseZero(ValueId divisor, const char* expression);
  bool assumesFinite() const;  // fastmath: neither NaN nor infinity, so no error of range or domain

  std::optional<std::int64_t> constantInt(ValueId value) const { return emitter.constantInt(value); }
  std::optional<double> constantFloat(ValueId value) const;
};

// -- complex arithmetic on its parts (scalar_complex.cpp) ------------------------------------------------------------

ValueId complexMultiply(Scalars& scalars, ValueId a, ValueId b);
/// Smith's method. NumPy multiplies by the reciprocal of the denominator and has its own rule for a zero divisor.
ValueId complexDivide(Scalars& scalars, ValueId a, ValueId b, bool isNumpy);
ValueId complexMagnitude(Scalars& scalars, ValueId a);

/// Float division that follows Python's signs where the divisor is not zero, and NumPy's rule where it is.
ValueId floorDivideTotal(Scalars& scalars, ValueId a, ValueId b);

}  // namespace pyrite::infer
