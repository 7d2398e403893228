// Arrays: allocation, views, elements, frozen constants.
#include "runtime/memory.hpp"
#include "targets/lowering.hpp"

namespace pyrite::targets {

using ir::Op;
using types::Layout;

namespace {
constexpr unsigned kOwner = 0, kData = 1, kShape = 2;
}

/// Address of the element at the indices that begin at operand `firstIndex`. Along the axis that the layout promises to be
/// contiguous the step is an element, along the others the stride: so loops over the contiguous axis vectorise.
llvm::Value* FunctionLowering::elementPointer(const Instruction& instruction, std::size_t firstIndex) {
  const types::Type type = operandType(instruction, 0);
  Value* array = operand(instruction, 0);
  const unsigned ndim = type->ndim;
  Value* pointer = b_.CreateExtractValue(array, kData);
  const unsigned contiguousAxis = type->layout == Layout::C ? ndim - 1 : type->layout == Layout::F ? 0 : ndim;
  Value* contiguousIndex = nullptr;
  for (unsigned axis = 0; axis < ndim; ++axis) {
    Value* index = operand(instruction, firstIndex + axis);
    if (axis == contiguousAxis) {
      contiguousIndex = index;
      continue;
    }
    Value* offset = b_.CreateMul(index, b_.CreateExtractValue(array, kShape + ndim + axis), "", false, true);
    pointer = b_.CreateInBoundsGEP(b_.getInt8Ty(), pointer, offset);
  }
  if (contiguousIndex != nullptr)
    pointer = b_.CreateInBoundsGEP(module_.layouts.elementTypeOf(type->dtype()), pointer, contiguousIndex);
  return pointer;
}

void FunctionLowering::lowerArrayAlloc(const Instruction& instruction) {
  const types::Type type = instruction.type;
  const unsigned ndim = type->ndim;
  const std::int64_t itemSize = module_.layouts.layoutOf(type->dtype()).size;
  auto* shapeType = llvm::ArrayType::get(b_.getInt64Ty(), ndim);
  Value* shape = entryAlloca(shapeType);
  for (unsigned axis = 0; axis < ndim; ++axis)
    b_.CreateStore(operand(instruction, axis), b_.CreateConstInBoundsGEP2_64(shapeType, shape, 0, axis));
  Value* slot = entryAlloca(b_.getPtrTy());
  Value* status = b_.CreateCall(module_.runtimeFunction("prt_array_allocate"),
                                {shape, b_.getInt64(ndim), b_.getInt64(static_cast<std::uint64_t>(itemSize)), slot});
  leaveIf(b_.CreateICmpNE(status, b_.getInt32(0)), [&] { leaveWith(status); });
  Value* owner = b_.CreateLoad(b_.getPtrTy(), slot);
  std::vector<Value*> parts(2 + 2 * ndim);
  parts[kOwner] = owner;
  parts[kData] = b_.CreateConstInBoundsGEP1_64(b_.getInt8Ty(), owner, runtime::kDataOffset);
  Value* stride = b_.getInt64(static_cast<std::uint64_t>(itemSize));
  for (unsigned i = 0; i < ndim; ++i) {
    const unsigned axis = type->layout == Layout::F ? i : ndim - 1 - i;
    parts[kShape + axis] = operand(instruction, axis);
    parts[kShape + ndim + axis] = stride;
    if (i + 1 < ndim) stride = b_.CreateMul(stride, operand(instruction, axis));
  }
  define(instruction, makeAggregate(type, parts));
}

void FunctionLowering::lowerArrayView(const Instruction& instruction) {
  std::vector<Value*> parts{b_.CreateExtractValue(operand(instruction, 0), kOwner)};
  for (std::size_t i = 1; i < instruction.operands.size(); ++i) parts.push_back(operand(instruction, i));
  define(instruction, makeAggregate(instruction.type, parts));
}

void FunctionLowering::lowerArrayLoad(const Instruction& instruction) {
  define(instruction, loadElement(instruction.type, elementPointer(instruction, 1), operandType(instruction, 0)->isAligned));
}

void FunctionLowering::lowerArrayStore(const Instruction& instruction) {
  const types::Type array = operandType(instruction, 0);
  storeElement(array->dtype(), elementPointer(instruction, 2), operand(instruction, 1), array->isAligned);
}

/// Arrays whose elements are accessed in functions with loops and checks: loops run ahead of their checks only where it is
/// known what may be accessed.
void FunctionLowering::findAccessedArrays(std::span<const ir::BlockId> order) {
  isAccessed_.assign(source_.values.size(), 0);
  std::vector<char> isSeen(source_.blocks.size(), 0);
  bool hasLoop = false, hasCheck = false;
  for (ir::BlockId block : order) {
    isSeen[block.index] = 1;
    for (ir::InstructionId id : source_[block].instructions) {
      const Instruction& instruction = source_[id];
      hasCheck = hasCheck || instruction.op == Op::RaiseIf || instruction.op == Op::Raise || instruction.op == Op::Call;
      for (const ir::Edge& edge : instruction.successors) hasLoop = hasLoop || isSeen[edge.target.index] != 0;
      if (instruction.op != Op::ArrayLoad && instruction.op != Op::ArrayStore) continue;
      const types::Type type = operandType(instruction, 0);
      if (type->ndim > 0 && type->layout != Layout::A) isAccessed_[instruction.operands[0].index] = 1;
    }
  }
  if (!hasLoop || !hasCheck) isAccessed_.clear();
}

/// Says how many bytes of data an array has.
void FunctionLowering::stateExtent(ir::ValueId array) {
  if (isAccessed_.empty() || isAccessed_[array.index] == 0) return;
  const types::Type type = source_[array].type;
  Value* parts = values_[array.index];
  Value* bytes = b_.getInt64(static_cast<std::uint64_t>(module_.layouts.layoutOf(type->dtype()).size));
  for (unsigned axis = 0; axis < type->ndim; ++axis) bytes = b_.CreateMul(bytes, b_.CreateExtractValue(parts, kShape + axis));
  const std::vector<Value*> inputs{b_.CreateExtractValue(parts, kData), bytes};
  b_.CreateAssumption(b_.getTrue(), {llvm::OperandBundleDef("dereferenceable", inputs)});
}

void FunctionLowering::lowerConstArray(const Instruction& instruction) {
  const ir::DataId id = std::get<ir::DataId>(instruction.attribute);
  const ir::Data& data = module_.source.data[id.index];
  const types::Type type = instruction.type;
  const std::size_t ndim = type->ndim;
  std::vector<Value*> parts(2 + 2 * ndim);
  parts[kOwner] = llvm::ConstantPointerNull::get(b_.getPtrTy());
  parts[kData] = module_.constantData(id);
  std::int64_t stride = module_.layouts.layoutOf(type->dtype()).size;
  for (std::size_t i = 0; i < ndim; ++i) {
    const std::size_t axis = type->layout == Layout::F ? i : ndim - 1 - i;
    parts[kShape + axis] = b_.getInt64(static_cast<std::uint64_t>(data.shape[axis]));
    parts[kShape + ndim + axis] = b_.getInt64(static_cast<std::uint64_t>(stride));
    stride *= data.shape[axis];
  }
  define(instruction, makeAggregate(type, parts));
}

}  // namespace pyrite::targets
