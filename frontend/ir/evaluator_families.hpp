// The operations without effects: a function for each.
#pragma once

#include "frontend/ir/run_values.hpp"

namespace pyrite::ir {

/// A pure operation about to be computed.
struct PureOperation {
  Op op;
  Type type;         // of the result
  Type operandType;  // of the first operand
  std::span<const RunValue* const> operands;
  const Attribute& attribute;
  const RunValue& operator[](std::size_t index) const { return *operands[index]; }
};

/// What each pure operation gives, in the file of its family. One that is missing does not link.
#define OP(Name, Text, ShapeOf, Rule, EffectsOf) RunValue evaluate##Name(const PureOperation& operation);
#include "frontend/ir/ops.def"
#undef OP

// Arithmetic on one sort of numbers, for the operations that all sorts have.
std::uint64_t divideIntegers(bool isSigned, std::uint64_t a, std::uint64_t b, bool wantsRemainder);
std::uint64_t integerPower(bool isSigned, std::uint64_t base, std::uint64_t exponent);
double divideFloats(int bits, double a, double b, bool wantsRemainder);
double floatPower(int bits, double a, double b);
std::complex<double> multiplyComplex(int bits, std::complex<double> a, std::complex<double> b);  // bits of a part
std::complex<double> divideComplex(int bits, std::complex<double> a, std::complex<double> b);
std::complex<double> complexPower(std::complex<double> base, std::complex<double> exponent);

}  // namespace pyrite::ir
