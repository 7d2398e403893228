// Conversions between numbers: total, floats to integers saturate.
#include <llvm/IR/Intrinsics.h>

#include "targets/lowering.hpp"

namespace pyrite::targets {

llvm::Value* FunctionLowering::convertScalar(Value* value, types::Type from, types::Type to) {
  if (from == to) return value;
  llvm::Type* target = typeOf(to);
  if (to->isComplex()) {
    const types::Type part = types::realPart(to);
    if (from->isComplex())
      return makePair(convertScalar(realOf(value), types::realPart(from), part),
                      convertScalar(imagOf(value), types::realPart(from), part));
    return makePair(convertScalar(value, from, part), llvm::ConstantFP::get(typeOf(part), 0.0));
  }
  if (from->isComplex()) {
    if (to->isBool()) {
      const types::Type part = types::realPart(from);
      return b_.CreateOr(convertScalar(realOf(value), part, to), convertScalar(imagOf(value), part, to));
    }
    return convertScalar(realOf(value), types::realPart(from), to);
  }
  if (to->isBool()) {
    if (from->isFloat()) return b_.CreateFCmpUNE(value, llvm::ConstantFP::get(value->getType(), 0.0));
    return b_.CreateICmpNE(value, llvm::ConstantInt::get(value->getType(), 0));
  }
  if (to->isFloat()) {
    if (from->isFloat()) return b_.CreateFPCast(value, target);
    if (from->isBool() || !from->isSigned) return b_.CreateUIToFP(value, target);
    return b_.CreateSIToFP(value, target);
  }
  if (from->isFloat())
    return b_.CreateIntrinsic(to->isSigned ? llvm::Intrinsic::fptosi_sat : llvm::Intrinsic::fptoui_sat,
                              {target, value->getType()}, {value});
  if (from->isBool()) return b_.CreateZExt(value, target);
  return b_.CreateIntCast(value, target, from->isSigned);
}

void FunctionLowering::lowerConvert(const Instruction& instruction) {
  define(instruction, convertScalar(operand(instruction, 0), operandType(instruction, 0), instruction.type));
}

void FunctionLowering::lowerBitcast(const Instruction& instruction) {
  Value* value = operand(instruction, 0);
  llvm::Type* target = typeOf(instruction.type);
  if (value->getType()->isPointerTy() && target->isIntegerTy())
    define(instruction, b_.CreatePtrToInt(value, target));
  else if (target->isPointerTy() && value->getType()->isIntegerTy())
    define(instruction, b_.CreateIntToPtr(value, target));
  else
    define(instruction, b_.CreateBitCast(value, target));
}

}  // namespace pyrite::targets
