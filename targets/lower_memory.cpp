// Constants, aggregates, mutable locals, raw memory, counts.
#include "frontend/ir/builder.hpp"
#include "runtime/functions.hpp"
#include "targets/lowering.hpp"

namespace pyrite::targets {

namespace {

llvm::Constant* scalarConstant(llvm::Type* type, types::Type of, const ir::Attribute& value) {
  if (const auto* truth = std::get_if<bool>(&value)) return llvm::ConstantInt::get(type, *truth ? 1 : 0);
  if (const auto* integer = std::get_if<std::int64_t>(&value)) {
    if (of->isFloat()) return llvm::ConstantFP::get(type, static_cast<double>(*integer));
    return llvm::ConstantInt::get(type, static_cast<std::uint64_t>(*integer), true, true);
  }
  if (const auto* real = std::get_if<double>(&value)) {
    // A NaN keeps its payload, also as a narrower float.
    if (type->isDoubleTy()) return llvm::ConstantFP::get(type->getContext(), llvm::APFloat(*real));
    return llvm::ConstantFP::get(type, *real);
  }
  return llvm::Constant::getNullValue(type);
}

}  // namespace

llvm::Value* FunctionLowering::makeAggregate(types::Type type, std::span<Value* const> parts) {
  Value* aggregate = llvm::PoisonValue::get(typeOf(type));
  for (std::size_t i = 0; i < parts.size(); ++i)
    aggregate = b_.CreateInsertValue(aggregate, parts[i], static_cast<unsigned>(i));
  return aggregate;
}

llvm::Value* FunctionLowering::loadElement(types::Type dtype, Value* pointer, bool isAligned) {
  auto load = [&](llvm::Type* type, Value* from) {
    return isAligned ? b_.CreateLoad(type, from) : b_.CreateAlignedLoad(type, from, llvm::Align(1));
  };
  if (dtype->isBool()) return b_.CreateICmpNE(load(b_.getInt8Ty(), pointer), b_.getInt8(0));
  llvm::Type* type = typeOf(dtype);
  if (!dtype->isComplex()) return load(type, pointer);
  llvm::Type* part = type->getStructElementType(0);
  return makePair(load(part, b_.CreateStructGEP(type, pointer, 0)), load(part, b_.CreateStructGEP(type, pointer, 1)));
}

void FunctionLowering::storeElement(types::Type dtype, Value* pointer, Value* value, bool isAligned) {
  auto store = [&](Value* stored, Value* to) {
    if (isAligned)
      b_.CreateStore(stored, to);
    else
      b_.CreateAlignedStore(stored, to, llvm::Align(1));
  };
  if (dtype->isBool()) return store(b_.CreateZExt(value, b_.getInt8Ty()), pointer);
  if (!dtype->isComplex()) return store(value, pointer);
  llvm::Type* type = typeOf(dtype);
  store(realOf(value), b_.CreateStructGEP(type, pointer, 0));
  store(imagOf(value), b_.CreateStructGEP(type, pointer, 1));
}

namespace {

bool isUnaligned(const ir::Instruction& instruction) {
  const auto* flag = std::get_if<std::int64_t>(&instruction.attribute);
  return flag != nullptr && *flag == 1;
}

}  // namespace

void FunctionLowering::lowerConst(const Instruction& instruction) {
  if (instruction.type->isComplex()) {
    const auto value = std::get<std::complex<double>>(instruction.attribute);
    llvm::Type* part = typeOf(instruction.type)->getStructElementType(0);
    define(instruction, makePair(scalarConstant(part, types::float64(), value.real()),
                                 scalarConstant(part, types::float64(), value.imag())));
  } else {
    define(instruction, scalarConstant(typeOf(instruction.type), instruction.type, instruction.attribute));
  }
}

void FunctionLowering::lowerZero(const Instruction& instruction) {
  define(instruction, llvm::Constant::getNullValue(typeOf(instruction.type)));
}

void FunctionLowering::lowerMake(const Instruction& instruction) {
  std::vector<Value*> parts;
  for (std::size_t i = 0; i < instruction.operands.size(); ++i) parts.push_back(operand(instruction, i));
  define(instruction, makeAggregate(instruction.type, parts));
}

void FunctionLowering::lowerGet(const Instruction& instruction) {
  define(instruction,
         b_.CreateExtractValue(operand(instruction, 0), static_cast<unsigned>(std::get<std::int64_t>(instruction.attribute))));
}

void FunctionLowering::lowerSelect(const Instruction& instruction) {
  define(instruction, b_.CreateSelect(operand(instruction, 0), operand(instruction, 1), operand(instruction, 2)));
}

void FunctionLowering::lowerSlot(const Instruction& instruction) {
  define(instruction, entryAlloca(typeOf(instruction.type->item())));
}

void FunctionLowering::lowerSlotLoad(const Instruction& instruction) {
  define(instruction, b_.CreateLoad(typeOf(instruction.type), operand(instruction, 0)));
}

void FunctionLowering::lowerSlotStore(const Instruction& instruction) {
  b_.CreateStore(operand(instruction, 1), operand(instruction, 0));
}

void FunctionLowering::lowerPointerOffset(const Instruction& instruction) {
  define(instruction, b_.CreateGEP(b_.getInt8Ty(), operand(instruction, 0), operand(instruction, 1)));
}

void FunctionLowering::lowerPointerCast(const Instruction& instruction) { define(instruction, operand(instruction, 0)); }

void FunctionLowering::lowerLoad(const Instruction& instruction) {
  define(instruction, loadElement(instruction.type, operand(instruction, 0), !isUnaligned(instruction)));
}

void FunctionLowering::lowerStore(const Instruction& instruction) {
  storeElement(operandType(instruction, 1), operand(instruction, 0), operand(instruction, 1), !isUnaligned(instruction));
}

void FunctionLowering::lowerRetain(const Instruction& instruction) {
  module_.retain(b_, operand(instruction, 0), operandType(instruction, 0));
}

void FunctionLowering::lowerRelease(const Instruction& instruction) {
  module_.release(b_, operand(instruction, 0), operandType(instruction, 0));
}

void FunctionLowering::lowerCallRuntime(const Instruction& instruction) {
  std::vector<Value*> arguments;
  for (std::size_t i = 0; i < instruction.operands.size(); ++i) arguments.push_back(operand(instruction, i));
  Value* result = b_.CreateCall(module_.runtimeFunction(std::get<std::string>(instruction.attribute)), arguments);
  if (instruction.result.valid()) define(instruction, result);
}

}  // namespace pyrite::targets
