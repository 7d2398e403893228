// Elementary functions: LLVM's intrinsics where there is one, so that loops vectorise; else C's library. Half precision
// computes in single.
#include <llvm/IR/Intrinsics.h>

#include "targets/lowering.hpp"

namespace pyrite::targets {

using ir::Op;

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

namespace {

llvm::Intrinsic::ID intrinsicOf(Op op) {
  switch (op) {
    case Op::Sqrt:
      return llvm::Intrinsic::sqrt;
    case Op::Exp:
      return llvm::Intrinsic::exp;
    case Op::Exp2:
      return llvm::Intrinsic::exp2;
    case Op::Log:
      return llvm::Intrinsic::log;
    case Op::Log2:
      return llvm::Intrinsic::log2;
    case Op::Log10:
      return llvm::Intrinsic::log10;
    case Op::Sin:
      return llvm::Intrinsic::sin;
    case Op::Cos:
      return llvm::Intrinsic::cos;
    case Op::Tan:
      return llvm::Intrinsic::tan;
    case Op::Asin:
      return llvm::Intrinsic::asin;
    case Op::Acos:
      return llvm::Intrinsic::acos;
    case Op::Atan:
      return llvm::Intrinsic::atan;
    case Op::Sinh:
      return llvm::Intrinsic::sinh;
    case Op::Cosh:
      return llvm::Intrinsic::cosh;
    case Op::Tanh:
      return llvm::Intrinsic::tanh;
    case Op::Floor:
      return llvm::Intrinsic::floor;
    case Op::Ceil:
      return llvm::Intrinsic::ceil;
    case Op::Trunc:
      return llvm::Intrinsic::trunc;
    case Op::Rint:
      return llvm::Intrinsic::roundeven;
    case Op::CopySign:
      return llvm::Intrinsic::copysign;
    case Op::Atan2:
      return llvm::Intrinsic::atan2;
    default:
      return llvm::Intrinsic::not_intrinsic;
  }
}

const char* libraryName(Op op) {
  switch (op) {
    case Op::Cbrt:
      return "cbrt";
    case Op::Expm1:
      return "expm1";
    case Op::Log1p:
      return "log1p";
    case Op::Asinh:
      return "asinh";
    case Op::Acosh:
      return "acosh";
    case Op::Atanh:
      return "atanh";
    case Op::Erf:
      return "erf";
    case Op::Erfc:
      return "erfc";
    case Op::Gamma:
      return "tgamma";
    case Op::LogGamma:
      return "lgamma";
    case Op::Hypot:
      return "hypot";
    case Op::IeeeRemainder:
      return "remainder";
    case Op::NextAfter:
      return "nextafter";
    default:
      return nullptr;
  }
}

}  // namespace

bool FunctionLowering::lowerMath(const Instruction& instruction) {
  const bool isBinary = instruction.operands.size() == 2;
  auto a = [&] { return operand(instruction, 0); };
  auto b = [&] { return operand(instruction, 1); };
  if (const llvm::Intrinsic::ID intrinsic = intrinsicOf(instruction.op); intrinsic != llvm::Intrinsic::not_intrinsic) {
    define(instruction, isBinary ? b_.CreateBinaryIntrinsic(intrinsic, a(), b()) : b_.CreateUnaryIntrinsic(intrinsic, a()));
    return true;
  }
  if (const char* name = libraryName(instruction.op)) {
    define(instruction, isBinary ? callMath(name, a(), b()) : callMath(name, a()));
    return true;
  }
  switch (instruction.op) {
    case Op::Fmod:
      define(instruction, b_.CreateFRem(a(), b()));
      return true;
    case Op::Fma:
      define(instruction, b_.CreateIntrinsic(llvm::Intrinsic::fma, {a()->getType()}, {a(), b(), operand(instruction, 2)}));
      return true;
    case Op::Ldexp: {
      // The exponent is clamped first: beyond ±5000 every double overflows or vanishes.
      Value* low = b_.CreateBinaryIntrinsic(llvm::Intrinsic::smax, b(), b_.getInt64(static_cast<std::uint64_t>(-5000)));
      Value* exponent =
          b_.CreateTrunc(b_.CreateBinaryIntrinsic(llvm::Intrinsic::smin, low, b_.getInt64(5000)), b_.getInt32Ty());
      define(instruction, b_.CreateIntrinsic(llvm::Intrinsic::ldexp, {a()->getType(), b_.getInt32Ty()}, {a(), exponent}));
      return true;
    }
    case Op::FrexpMantissa:
    case Op::FrexpExponent: {
      Value* value = a();
      Value* both = b_.CreateIntrinsic(llvm::Intrinsic::frexp, {value->getType(), b_.getInt32Ty()}, {value});
      // Of infinities and NaN the exponent is 0, which LLVM leaves open.
      Value* isFinite = b_.CreateFCmpOLT(b_.CreateUnaryIntrinsic(llvm::Intrinsic::fabs, value),
                                         llvm::ConstantFP::getInfinity(value->getType()));
      if (instruction.op == Op::FrexpMantissa) {
        define(instruction, b_.CreateSelect(isFinite, b_.CreateExtractValue(both, 0), value));
      } else {
        Value* exponent = b_.CreateSExt(b_.CreateExtractValue(both, 1), b_.getInt64Ty());
        define(instruction, b_.CreateSelect(isFinite, exponent, b_.getInt64(0)));
      }
      return true;
    }
    default:
      return false;
  }
}

}  // namespace pyrite::targets
