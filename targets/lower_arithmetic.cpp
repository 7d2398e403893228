// Arithmetic and comparison of integers, floats, complex numbers and bools. Everything here is total: what LLVM leaves
// undefined (division by zero, the least integer by -1, wide shifts) is guarded.
#include <llvm/IR/Intrinsics.h>

#include "targets/lowering.hpp"

namespace pyrite::targets {

using ir::Op;

llvm::Value* FunctionLowering::makePair(Value* real, Value* imag) {
  auto* type = llvm::StructType::get(module_.context, {real->getType(), imag->getType()});
  return b_.CreateInsertValue(b_.CreateInsertValue(llvm::PoisonValue::get(type), real, 0), imag, 1);
}

llvm::Value* FunctionLowering::intDivision(bool wantsRemainder, bool isSigned, Value* a, Value* b) {
  llvm::Type* type = a->getType();
  Value *zero = llvm::ConstantInt::get(type, 0), *one = llvm::ConstantInt::get(type, 1);
  auto* constant = llvm::dyn_cast<llvm::ConstantInt>(b);
  const bool mayBeZero = constant == nullptr || constant->isZero();
  Value* isZero = b_.CreateICmpEQ(b, zero);
  if (!isSigned) {
    Value* divisor = mayBeZero ? b_.CreateSelect(isZero, one, b) : b;
    Value* result = wantsRemainder ? b_.CreateURem(a, divisor) : b_.CreateUDiv(a, divisor);
    return mayBeZero ? b_.CreateSelect(isZero, zero, result) : result;
  }
  // The least integer divided by -1 overflows: -1 is divided by as negation.
  const bool mayBeMinusOne = constant == nullptr || constant->isMinusOne();
  Value* isMinusOne = b_.CreateICmpEQ(b, llvm::ConstantInt::getSigned(type, -1));
  Value* isSpecial = mayBeZero && mayBeMinusOne ? b_.CreateOr(isZero, isMinusOne) : mayBeZero ? isZero : isMinusOne;
  Value* divisor = mayBeZero || mayBeMinusOne ? b_.CreateSelect(isSpecial, one, b) : b;
  Value* remainder = b_.CreateSRem(a, divisor);
  // Rounds toward minus infinity: the remainder takes the divisor's sign.
  Value* signsDiffer = b_.CreateICmpSLT(b_.CreateXor(remainder, divisor), zero);
  Value* adjusts = b_.CreateAnd(b_.CreateICmpNE(remainder, zero), signsDiffer);
  Value *result = nullptr, *special = nullptr;
  if (wantsRemainder) {
    result = b_.CreateSelect(adjusts, b_.CreateAdd(remainder, divisor), remainder);
    special = zero;
  } else {
    result = b_.CreateSub(b_.CreateSDiv(a, divisor), b_.CreateZExt(adjusts, type));
    special = b_.CreateSelect(isZero, zero, b_.CreateNeg(a));
  }
  return mayBeZero || mayBeMinusOne ? b_.CreateSelect(isSpecial, special, result) : result;
}

/// Floor division and modulo of floats as the interpreter defines them, from the exact remainder.
llvm::Value* FunctionLowering::floatDivision(bool wantsRemainder, Value* a, Value* b) {
  llvm::Type* type = a->getType();
  Value *zero = llvm::ConstantFP::get(type, 0.0), *one = llvm::ConstantFP::get(type, 1.0);
  Value* remainder = b_.CreateFRem(a, b);
  Value* isExact = b_.CreateFCmpOEQ(remainder, zero);
  Value* signsDiffer = b_.CreateXor(b_.CreateFCmpOLT(b, zero), b_.CreateFCmpOLT(remainder, zero));
  Value* adjusts = b_.CreateAnd(b_.CreateNot(isExact), signsDiffer);
  Value* signedZero = b_.CreateBinaryIntrinsic(llvm::Intrinsic::copysign, zero, b);
  Value* modulo = b_.CreateSelect(isExact, signedZero, b_.CreateSelect(adjusts, b_.CreateFAdd(remainder, b), remainder));
  if (wantsRemainder) return modulo;
  Value* quotient = b_.CreateFDiv(b_.CreateFSub(a, remainder), b);
  quotient = b_.CreateSelect(adjusts, b_.CreateFSub(quotient, one), quotient);
  Value* floor = b_.CreateUnaryIntrinsic(llvm::Intrinsic::floor, quotient);
  Value* isLow = b_.CreateFCmpOGT(b_.CreateFSub(quotient, floor), llvm::ConstantFP::get(type, 0.5));
  floor = b_.CreateSelect(isLow, b_.CreateFAdd(floor, one), floor);
  Value* ratio = b_.CreateFDiv(a, b);
  Value* result = b_.CreateSelect(b_.CreateFCmpOEQ(quotient, zero),
                                  b_.CreateBinaryIntrinsic(llvm::Intrinsic::copysign, zero, ratio), floor);
  return b_.CreateSelect(b_.CreateFCmpOEQ(b, zero), ratio, result);
}

/// Repeated squaring in a function of its own, one for each type; a negative exponent leaves only 1 and -1.
llvm::Value* FunctionLowering::intPower(types::Type type, Value* base, Value* exponent) {
  if (auto* constant = llvm::dyn_cast<llvm::ConstantInt>(exponent); constant != nullptr && constant->getValue().ult(5)) {
    Value* result = llvm::ConstantInt::get(base->getType(), 1);
    for (std::uint64_t i = 0; i < constant->getZExtValue(); ++i) result = i == 0 ? base : b_.CreateMul(result, base);
    return result;
  }
  const std::string name = "pyrite.power." + types::toIrText(type);
  llvm::Type* integer = base->getType();
  llvm::Function* power = module_.module->getFunction(name);
  if (power == nullptr) {
    power = llvm::Function::Create(llvm::FunctionType::get(integer, {integer, integer}, false),
                                   llvm::GlobalValue::InternalLinkage, name, *module_.module);
    module_.setAttributes(power, ir::Function{});
    auto& context = module_.context;
    auto* entry = llvm::BasicBlock::Create(context, "entry", power);
    auto* loop = llvm::BasicBlock::Create(context, "loop", power);
    auto* body = llvm::BasicBlock::Create(context, "body", power);
    auto* done = llvm::BasicBlock::Create(context, "done", power);
    llvm::IRBuilder<> b(entry);
    Value *zero = llvm::ConstantInt::get(integer, 0), *one = llvm::ConstantInt::get(integer, 1);
    Value *x = power->getArg(0), *n = power->getArg(1);
    if (type->isSigned) {
      auto* negative = llvm::BasicBlock::Create(context, "negative", power);
      b.CreateCondBr(b.CreateICmpSLT(n, zero), negative, loop);
      b.SetInsertPoint(negative);
      Value* minusOne = llvm::ConstantInt::getSigned(integer, -1);
      Value* alternating = b.CreateSelect(b.CreateTrunc(n, b.getInt1Ty()), minusOne, one);
      Value* ofMinusOne = b.CreateSelect(b.CreateICmpEQ(x, minusOne), alternating, zero);
      b.CreateRet(b.CreateSelect(b.CreateICmpEQ(x, one), one, ofMinusOne));
    } else {
      b.CreateBr(loop);
    }
    b.SetInsertPoint(loop);
    auto* left = b.CreatePHI(integer, 2);
    auto* square = b.CreatePHI(integer, 2);
    auto* result = b.CreatePHI(integer, 2);
    left->addIncoming(n, entry);
    square->addIncoming(x, entry);
    result->addIncoming(one, entry);
    b.CreateCondBr(b.CreateICmpEQ(left, zero), done, body);
    b.SetInsertPoint(body);
    Value* product = b.CreateSelect(b.CreateTrunc(left, b.getInt1Ty()), b.CreateMul(result, square), result);
    left->addIncoming(b.CreateLShr(left, one), body);
    square->addIncoming(b.CreateMul(square, square), body);
    result->addIncoming(product, body);
    b.CreateBr(loop);
    b.SetInsertPoint(done);
    b.CreateRet(result);
  }
  return b_.CreateCall(power, {base, exponent});
}

llvm::Value* FunctionLowering::shift(Op op, types::Type type, Value* a, Value* b) {
  const unsigned width = type->bits;
  Value* limit = llvm::ConstantInt::get(a->getType(), width - 1);
  Value* isWide = b_.CreateICmpUGT(b, limit);  // negative counts are wide as well
  Value* zero = llvm::ConstantInt::get(a->getType(), 0);
  if (op == Op::Shr && type->isSigned) return b_.CreateAShr(a, b_.CreateSelect(isWide, limit, b));
  Value* safe = b_.CreateSelect(isWide, zero, b);
  Value* shifted = op == Op::Shl ? b_.CreateShl(a, safe) : b_.CreateLShr(a, safe);
  return b_.CreateSelect(isWide, zero, shifted);
}

/// Smith's division: the larger part of the divisor is the scale, as in the interpreter and in NumPy.
llvm::Value* FunctionLowering::complexDivide(Value* a, Value* b) {
  Value *ar = realOf(a), *ai = imagOf(a), *br = realOf(b), *bi = imagOf(b);
  auto absolute = [&](Value* x) { return b_.CreateUnaryIntrinsic(llvm::Intrinsic::fabs, x); };
  Value* realIsLarger = b_.CreateFCmpOGE(absolute(br), absolute(bi));
  Value* large = b_.CreateSelect(realIsLarger, br, bi);
  Value* small = b_.CreateSelect(realIsLarger, bi, br);
  Value* ratio = b_.CreateFDiv(small, large);
  Value* denominator = b_.CreateFAdd(large, b_.CreateFMul(small, ratio));
  Value* realFirst = b_.CreateSelect(realIsLarger, ar, ai);
  Value* realSecond = b_.CreateSelect(realIsLarger, ai, ar);
  Value* real = b_.CreateFDiv(b_.CreateFAdd(realFirst, b_.CreateFMul(realSecond, ratio)), denominator);
  Value* whenReal = b_.CreateFSub(ai, b_.CreateFMul(ar, ratio));
  Value* whenImag = b_.CreateFSub(b_.CreateFMul(ai, ratio), ar);
  Value* imag = b_.CreateFDiv(b_.CreateSelect(realIsLarger, whenReal, whenImag), denominator);
  return makePair(real, imag);
}

llvm::Value* FunctionLowering::complexPower(Value* a, Value* b) {
  auto* pairType = llvm::ArrayType::get(b_.getDoubleTy(), 2);
  Value* slot = entryAlloca(pairType);
  llvm::Type* part = realOf(a)->getType();
  auto wide = [&](Value* number) { return b_.CreateFPCast(number, b_.getDoubleTy()); };
  b_.CreateCall(module_.runtimeFunction("prt_complex_power"),
                {wide(realOf(a)), wide(imagOf(a)), wide(realOf(b)), wide(imagOf(b)), slot});
  auto result = [&](unsigned i) {
    return b_.CreateFPCast(b_.CreateLoad(b_.getDoubleTy(), b_.CreateConstInBoundsGEP2_64(pairType, slot, 0, i)), part);
  };
  return makePair(result(0), result(1));
}

void FunctionLowering::lowerAdd(const Instruction& instruction) {
  Value *a = operand(instruction, 0), *b = operand(instruction, 1);
  if (instruction.type->isComplex())
    define(instruction, makePair(b_.CreateFAdd(realOf(a), realOf(b)), b_.CreateFAdd(imagOf(a), imagOf(b))));
  else
    define(instruction, instruction.type->isFloat() ? b_.CreateFAdd(a, b) : b_.CreateAdd(a, b));
}

void FunctionLowering::lowerSub(const Instruction& instruction) {
  Value *a = operand(instruction, 0), *b = operand(instruction, 1);
  if (instruction.type->isComplex())
    define(instruction, makePair(b_.CreateFSub(realOf(a), realOf(b)), b_.CreateFSub(imagOf(a), imagOf(b))));
  else
    define(instruction, instruction.type->isFloat() ? b_.CreateFSub(a, b) : b_.CreateSub(a, b));
}

void FunctionLowering::lowerMul(const Instruction& instruction) {
  Value *a = operand(instruction, 0), *b = operand(instruction, 1);
  if (!instruction.type->isComplex())
    return define(instruction, instruction.type->isFloat() ? b_.CreateFMul(a, b) : b_.CreateMul(a, b));
  Value *ar = realOf(a), *ai = imagOf(a), *br = realOf(b), *bi = imagOf(b);
  Value* real = b_.CreateFSub(b_.CreateFMul(ar, br), b_.CreateFMul(ai, bi));
  Value* imag = b_.CreateFAdd(b_.CreateFMul(ar, bi), b_.CreateFMul(ai, br));
  define(instruction, makePair(real, imag));
}

void FunctionLowering::lowerDiv(const Instruction& instruction) {
  Value *a = operand(instruction, 0), *b = operand(instruction, 1);
  define(instruction, instruction.type->isComplex() ? complexDivide(a, b) : b_.CreateFDiv(a, b));
}

void FunctionLowering::lowerFloorDiv(const Instruction& instruction) { lowerDivision(instruction, false); }

void FunctionLowering::lowerFloorMod(const Instruction& instruction) { lowerDivision(instruction, true); }

void FunctionLowering::lowerDivision(const Instruction& instruction, bool wantsRemainder) {
  Value *a = operand(instruction, 0), *b = operand(instruction, 1);
  define(instruction, instruction.type->isFloat() ? floatDivision(wantsRemainder, a, b)
                                                  : intDivision(wantsRemainder, instruction.type->isSigned, a, b));
}

void FunctionLowering::lowerPow(const Instruction& instruction) {
  Value *a = operand(instruction, 0), *b = operand(instruction, 1);
  if (instruction.type->isComplex()) return define(instruction, complexPower(a, b));
  if (instruction.type->isInteger()) return define(instruction, intPower(instruction.type, a, b));
  auto* constant = llvm::dyn_cast<llvm::ConstantFP>(b);
  const bool isSquare = constant != nullptr && constant->isExactlyValue(2.0);
  define(instruction, isSquare ? b_.CreateFMul(a, a) : b_.CreateBinaryIntrinsic(llvm::Intrinsic::pow, a, b));
}

void FunctionLowering::lowerNeg(const Instruction& instruction) {
  Value* a = operand(instruction, 0);
  if (instruction.type->isComplex())
    define(instruction, makePair(b_.CreateFNeg(realOf(a)), b_.CreateFNeg(imagOf(a))));
  else
    define(instruction, instruction.type->isFloat() ? b_.CreateFNeg(a) : b_.CreateNeg(a));
}

void FunctionLowering::lowerAbs(const Instruction& instruction) {
  const types::Type from = operandType(instruction, 0);
  Value* a = operand(instruction, 0);
  if (from->isComplex())
    define(instruction, callMath("hypot", realOf(a), imagOf(a)));
  else if (from->isFloat())
    define(instruction, b_.CreateUnaryIntrinsic(llvm::Intrinsic::fabs, a));
  else
    define(instruction, from->isSigned ? b_.CreateBinaryIntrinsic(llvm::Intrinsic::abs, a, b_.getFalse()) : a);
}

void FunctionLowering::lowerShl(const Instruction& instruction) {
  define(instruction, shift(Op::Shl, instruction.type, operand(instruction, 0), operand(instruction, 1)));
}

void FunctionLowering::lowerShr(const Instruction& instruction) {
  define(instruction, shift(Op::Shr, instruction.type, operand(instruction, 0), operand(instruction, 1)));
}

void FunctionLowering::lowerAnd(const Instruction& instruction) {
  define(instruction, b_.CreateAnd(operand(instruction, 0), operand(instruction, 1)));
}

void FunctionLowering::lowerOr(const Instruction& instruction) {
  define(instruction, b_.CreateOr(operand(instruction, 0), operand(instruction, 1)));
}

void FunctionLowering::lowerXor(const Instruction& instruction) {
  define(instruction, b_.CreateXor(operand(instruction, 0), operand(instruction, 1)));
}

void FunctionLowering::lowerNot(const Instruction& instruction) { define(instruction, b_.CreateNot(operand(instruction, 0))); }

void FunctionLowering::lowerPopcount(const Instruction& instruction) {
  define(instruction, b_.CreateUnaryIntrinsic(llvm::Intrinsic::ctpop, operand(instruction, 0)));
}

void FunctionLowering::lowerCountLeadingZeros(const Instruction& instruction) {
  define(instruction, b_.CreateBinaryIntrinsic(llvm::Intrinsic::ctlz, operand(instruction, 0), b_.getFalse()));
}

void FunctionLowering::lowerCountTrailingZeros(const Instruction& instruction) {
  define(instruction, b_.CreateBinaryIntrinsic(llvm::Intrinsic::cttz, operand(instruction, 0), b_.getFalse()));
}

namespace {

/// What LLVM calls a comparison of each sort of number.
struct Predicates {
  llvm::CmpInst::Predicate ofFloat, ofSigned, ofUnsigned;
};
using Predicate = llvm::CmpInst::Predicate;
constexpr Predicates kEq{Predicate::FCMP_OEQ, Predicate::ICMP_EQ, Predicate::ICMP_EQ};
constexpr Predicates kNe{Predicate::FCMP_UNE, Predicate::ICMP_NE, Predicate::ICMP_NE};
constexpr Predicates kLt{Predicate::FCMP_OLT, Predicate::ICMP_SLT, Predicate::ICMP_ULT};
constexpr Predicates kLe{Predicate::FCMP_OLE, Predicate::ICMP_SLE, Predicate::ICMP_ULE};
constexpr Predicates kGt{Predicate::FCMP_OGT, Predicate::ICMP_SGT, Predicate::ICMP_UGT};
constexpr Predicates kGe{Predicate::FCMP_OGE, Predicate::ICMP_SGE, Predicate::ICMP_UGE};

llvm::Value* compared(llvm::IRBuilder<>& b, const Predicates& predicates, types::Type type, llvm::Value* x, llvm::Value* y) {
  if (type->isFloat()) return b.CreateFCmp(predicates.ofFloat, x, y);
  if (!type->isComplex()) return b.CreateICmp(type->isSigned ? predicates.ofSigned : predicates.ofUnsigned, x, y);
  llvm::Value* real = b.CreateFCmp(predicates.ofFloat, b.CreateExtractValue(x, 0), b.CreateExtractValue(y, 0));
  llvm::Value* imag = b.CreateFCmp(predicates.ofFloat, b.CreateExtractValue(x, 1), b.CreateExtractValue(y, 1));
  return predicates.ofFloat == kEq.ofFloat ? b.CreateAnd(real, imag) : b.CreateOr(real, imag);
}

}  // namespace

void FunctionLowering::lowerEq(const Instruction& instruction) {
  define(instruction, compared(b_, kEq, operandType(instruction, 0), operand(instruction, 0), operand(instruction, 1)));
}

void FunctionLowering::lowerNe(const Instruction& instruction) {
  define(instruction, compared(b_, kNe, operandType(instruction, 0), operand(instruction, 0), operand(instruction, 1)));
}

void FunctionLowering::lowerLt(const Instruction& instruction) {
  define(instruction, compared(b_, kLt, operandType(instruction, 0), operand(instruction, 0), operand(instruction, 1)));
}

void FunctionLowering::lowerLe(const Instruction& instruction) {
  define(instruction, compared(b_, kLe, operandType(instruction, 0), operand(instruction, 0), operand(instruction, 1)));
}

void FunctionLowering::lowerGt(const Instruction& instruction) {
  define(instruction, compared(b_, kGt, operandType(instruction, 0), operand(instruction, 0), operand(instruction, 1)));
}

void FunctionLowering::lowerGe(const Instruction& instruction) {
  define(instruction, compared(b_, kGe, operandType(instruction, 0), operand(instruction, 0), operand(instruction, 1)));
}

}  // namespace pyrite::targets
