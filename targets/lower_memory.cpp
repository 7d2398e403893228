// Constants, aggregates, mutable locals, raw memory, counts.
#include "frontend/ir/builder.hpp"
#include "runtime/functions.hpp"
#include "targets/lowering.hpp"

namespace pyrite::targets {

using ir::Op;
using types::Kind;

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

bool FunctionLowering::lowerMemory(const Instruction& instruction) {
  const types::Type type = instruction.type;
  auto isUnaligned = [&] {
    const auto* flag = std::get_if<std::int64_t>(&instruction.attribute);
    return flag != nullptr && *flag == 1;
  };
  switch (instruction.op) {
    case Op::Const:
      if (type->isComplex()) {
        const auto value = std::get<std::complex<double>>(instruction.attribute);
        llvm::Type* part = typeOf(type)->getStructElementType(0);
        define(instruction, makePair(scalarConstant(part, types::float64(), value.real()),
                                     scalarConstant(part, types::float64(), value.imag())));
      } else {
        define(instruction, scalarConstant(typeOf(type), type, instruction.attribute));
      }
      return true;
    case Op::Zero:
      define(instruction, llvm::Constant::getNullValue(typeOf(type)));
      return true;
    case Op::Make: {
      std::vector<Value*> parts;
      for (std::size_t i = 0; i < instruction.operands.size(); ++i) parts.push_back(operand(instruction, i));
      define(instruction, makeAggregate(type, parts));
      return true;
    }
    case Op::Get:
      define(instruction, b_.CreateExtractValue(operand(instruction, 0),
                                                static_cast<unsigned>(std::get<std::int64_t>(instruction.attribute))));
      return true;
    case Op::Select:
      define(instruction, b_.CreateSelect(operand(instruction, 0), operand(instruction, 1), operand(instruction, 2)));
      return true;
    case Op::Slot:
      define(instruction, entryAlloca(typeOf(type->item())));
      return true;
    case Op::SlotLoad:
      define(instruction, b_.CreateLoad(typeOf(type), operand(instruction, 0)));
      return true;
    case Op::SlotStore:
      b_.CreateStore(operand(instruction, 1), operand(instruction, 0));
      return true;
    case Op::PointerOffset:
      define(instruction, b_.CreateGEP(b_.getInt8Ty(), operand(instruction, 0), operand(instruction, 1)));
      return true;
    case Op::PointerCast:
      define(instruction, operand(instruction, 0));
      return true;
    case Op::Load:
      define(instruction, loadElement(type, operand(instruction, 0), !isUnaligned()));
      return true;
    case Op::Store:
      storeElement(operandType(instruction, 1), operand(instruction, 0), operand(instruction, 1), !isUnaligned());
      return true;
    case Op::Retain:
      module_.retain(b_, operand(instruction, 0), operandType(instruction, 0));
      return true;
    case Op::Release:
      module_.release(b_, operand(instruction, 0), operandType(instruction, 0));
      return true;
    case Op::CallRuntime: {
      std::vector<Value*> arguments;
      for (std::size_t i = 0; i < instruction.operands.size(); ++i) arguments.push_back(operand(instruction, i));
      Value* result = b_.CreateCall(module_.runtimeFunction(std::get<std::string>(instruction.attribute)), arguments);
      if (instruction.result.valid()) define(instruction, result);
      return true;
    }
    default:
      return false;
  }
}

}  // namespace pyrite::targets
