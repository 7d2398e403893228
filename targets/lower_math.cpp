// Elementary functions: LLVM's intrinsics where there is one, so that loops vectorise; else C's library. Half precision
// computes in single.
#include <llvm/IR/Intrinsics.h>

#include "targets/lowering.hpp"

namespace pyrite::targets {

llvm::Value* FunctionLowering::callMath(const char* name, Value* a) {
  llvm::Type* type = a->getType();
  if (type->isHalfTy()) return b_.CreateFPTrunc(callMath(name, b_.CreateFPExt(a, b_.getFloatTy())), type);
  llvm::Type* const operands[] = {type};
  auto* call = b_.CreateCall(module_.mathFunction(name, type, operands), {a});
  call->setDoesNotAccessMemory();
  return call;
}

llvm::Value* FunctionLowering::callMath(const char* name, Value* a, Value* b) {
  llvm::Type* type = a->getType();
  if (type->isHalfTy())
    return b_.CreateFPTrunc(callMath(name, b_.CreateFPExt(a, b_.getFloatTy()), b_.CreateFPExt(b, b_.getFloatTy())), type);
  llvm::Type* const operands[] = {type, type};
  auto* call = b_.CreateCall(module_.mathFunction(name, type, operands), {a, b});
  call->setDoesNotAccessMemory();
  return call;
}

llvm::Value* FunctionLowering::callIntrinsic(llvm::Intrinsic::ID intrinsic, const Instruction& instruction) {
  std::vector<Value*> operands;
  for (std::size_t i = 0; i < instruction.operands.size(); ++i) operands.push_back(operand(instruction, i));
  return b_.CreateIntrinsic(intrinsic, {operands[0]->getType()}, operands);
}

llvm::Value* FunctionLowering::callLibrary(const char* name, const Instruction& instruction) {
  if (instruction.operands.size() == 1) return callMath(name, operand(instruction, 0));
  return callMath(name, operand(instruction, 0), operand(instruction, 1));
}

// The function that LLVM knows.
#define PYRITE_INTRINSIC(Name, intrinsic)                                        \
  void FunctionLowering::lower##Name(const Instruction& instruction) {           \
    define(instruction, callIntrinsic(llvm::Intrinsic::intrinsic, instruction)); \
  }
PYRITE_INTRINSIC(Sqrt, sqrt)
PYRITE_INTRINSIC(Exp, exp)
PYRITE_INTRINSIC(Exp2, exp2)
PYRITE_INTRINSIC(Log, log)
PYRITE_INTRINSIC(Log2, log2)
PYRITE_INTRINSIC(Log10, log10)
PYRITE_INTRINSIC(Sin, sin)
PYRITE_INTRINSIC(Cos, cos)
PYRITE_INTRINSIC(Tan, tan)
PYRITE_INTRINSIC(Asin, asin)
PYRITE_INTRINSIC(Acos, acos)
PYRITE_INTRINSIC(Atan, atan)
PYRITE_INTRINSIC(Sinh, sinh)
PYRITE_INTRINSIC(Cosh, cosh)
PYRITE_INTRINSIC(Tanh, tanh)
PYRITE_INTRINSIC(Floor, floor)
PYRITE_INTRINSIC(Ceil, ceil)
PYRITE_INTRINSIC(Trunc, trunc)
PYRITE_INTRINSIC(Rint, roundeven)
PYRITE_INTRINSIC(CopySign, copysign)
PYRITE_INTRINSIC(Atan2, atan2)
PYRITE_INTRINSIC(Fma, fma)
#undef PYRITE_INTRINSIC

// The function of C's library.
#define PYRITE_LIBRARY(Name, function)                                 \
  void FunctionLowering::lower##Name(const Instruction& instruction) { \
    define(instruction, callLibrary(function, instruction));           \
  }
PYRITE_LIBRARY(Cbrt, "cbrt")
PYRITE_LIBRARY(Expm1, "expm1")
PYRITE_LIBRARY(Log1p, "log1p")
PYRITE_LIBRARY(Asinh, "asinh")
PYRITE_LIBRARY(Acosh, "acosh")
PYRITE_LIBRARY(Atanh, "atanh")
PYRITE_LIBRARY(Erf, "erf")
PYRITE_LIBRARY(Erfc, "erfc")
PYRITE_LIBRARY(Gamma, "tgamma")
PYRITE_LIBRARY(LogGamma, "lgamma")
PYRITE_LIBRARY(Hypot, "hypot")
PYRITE_LIBRARY(IeeeRemainder, "remainder")
PYRITE_LIBRARY(NextAfter, "nextafter")
#undef PYRITE_LIBRARY

void FunctionLowering::lowerFmod(const Instruction& instruction) {
  define(instruction, b_.CreateFRem(operand(instruction, 0), operand(instruction, 1)));
}

void FunctionLowering::lowerLdexp(const Instruction& instruction) {
  Value *a = operand(instruction, 0), *b = operand(instruction, 1);
  // The exponent is clamped first: beyond ±5000 every double overflows or vanishes.
  Value* low = b_.CreateBinaryIntrinsic(llvm::Intrinsic::smax, b, b_.getInt64(static_cast<std::uint64_t>(-5000)));
  Value* exponent = b_.CreateTrunc(b_.CreateBinaryIntrinsic(llvm::Intrinsic::smin, low, b_.getInt64(5000)), b_.getInt32Ty());
  define(instruction, b_.CreateIntrinsic(llvm::Intrinsic::ldexp, {a->getType(), b_.getInt32Ty()}, {a, exponent}));
}

/// Mantissa and exponent, which LLVM leaves open for infinities and NaN: they are their own mantissa, the exponent is 0.
llvm::Value* FunctionLowering::frexp(Value* value, bool wantsMantissa) {
  Value* both = b_.CreateIntrinsic(llvm::Intrinsic::frexp, {value->getType(), b_.getInt32Ty()}, {value});
  Value* isFinite =
      b_.CreateFCmpOLT(b_.CreateUnaryIntrinsic(llvm::Intrinsic::fabs, value), llvm::ConstantFP::getInfinity(value->getType()));
  if (wantsMantissa) return b_.CreateSelect(isFinite, b_.CreateExtractValue(both, 0), value);
  Value* exponent = b_.CreateSExt(b_.CreateExtractValue(both, 1), b_.getInt64Ty());
  return b_.CreateSelect(isFinite, exponent, b_.getInt64(0));
}

void FunctionLowering::lowerFrexpMantissa(const Instruction& instruction) {
  define(instruction, frexp(operand(instruction, 0), true));
}

void FunctionLowering::lowerFrexpExponent(const Instruction& instruction) {
  define(instruction, frexp(operand(instruction, 0), false));
}

}  // namespace pyrite::targets
