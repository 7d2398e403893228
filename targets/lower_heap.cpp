// Boxes and lists: counted blocks that change in place and hold references to what is in them.
#include "frontend/ir/builder.hpp"
#include "runtime/memory.hpp"
#include "runtime/status.hpp"
#include "targets/lowering.hpp"

namespace pyrite::targets {

using types::Kind;

namespace {

// The fields of runtime::ListData.
enum ListField : unsigned { kLength, kCapacity, kItems };

llvm::StructType* listDataType(llvm::LLVMContext& context) {
  auto* word = llvm::Type::getInt64Ty(context);
  return llvm::StructType::get(context, {word, word, llvm::PointerType::get(context, 0)});
}

llvm::Value* listField(llvm::IRBuilder<>& b, llvm::Value* list, ListField field) {
  return b.CreateStructGEP(listDataType(b.getContext()), dataOf(b, list), field);
}

llvm::Value* loadItems(llvm::IRBuilder<>& b, llvm::Value* list) {
  return b.CreateLoad(b.getPtrTy(), listField(b, list, kItems));
}

/// Emits body(index) for every index from `first` to before `end`.
template <class Body>
void forEachIndex(llvm::IRBuilder<>& b, llvm::Value* first, llvm::Value* end, Body&& body) {
  llvm::Function* function = b.GetInsertBlock()->getParent();
  llvm::LLVMContext& context = b.getContext();
  auto* before = b.GetInsertBlock();
  auto* loop = llvm::BasicBlock::Create(context, "items", function);
  auto* inside = llvm::BasicBlock::Create(context, "item", function);
  auto* after = llvm::BasicBlock::Create(context, "", function);
  b.CreateBr(loop);
  b.SetInsertPoint(loop);
  llvm::PHINode* index = b.CreatePHI(b.getInt64Ty(), 2);
  index->addIncoming(first, before);
  b.CreateCondBr(b.CreateICmpSLT(index, end), inside, after);
  b.SetInsertPoint(inside);
  body(index);
  index->addIncoming(b.CreateAdd(index, b.getInt64(1)), b.GetInsertBlock());
  b.CreateBr(loop);
  b.SetInsertPoint(after);
}

}  // namespace

// -- values in memory ----------------------------------------------------------------------------------------------------

void ModuleLowering::storeValue(llvm::IRBuilder<>& b, types::Type type, llvm::Value* value, llvm::Value* pointer) {
  llvm::Type* lowered = layouts.typeOf(type);
  if (type->isBool()) {
    b.CreateStore(b.CreateZExt(value, b.getInt8Ty()), pointer);
  } else if (auto* aggregate = llvm::dyn_cast<llvm::StructType>(lowered); aggregate != nullptr && !type->is(Kind::Error)) {
    for (unsigned i = 0; i < aggregate->getNumElements(); ++i)
      storeValue(b, ir::partType(type, i), b.CreateExtractValue(value, i), b.CreateStructGEP(lowered, pointer, i));
  } else {
    b.CreateStore(value, pointer);
  }
}

llvm::Value* ModuleLowering::loadValue(llvm::IRBuilder<>& b, types::Type type, llvm::Value* pointer) {
  llvm::Type* lowered = layouts.typeOf(type);
  if (type->isBool()) return b.CreateICmpNE(b.CreateLoad(b.getInt8Ty(), pointer), b.getInt8(0));
  if (auto* aggregate = llvm::dyn_cast<llvm::StructType>(lowered); aggregate != nullptr && !type->is(Kind::Error)) {
    llvm::Value* value = llvm::PoisonValue::get(lowered);
    for (unsigned i = 0; i < aggregate->getNumElements(); ++i)
      value = b.CreateInsertValue(value, loadValue(b, ir::partType(type, i), b.CreateStructGEP(lowered, pointer, i)), i);
    return value;
  }
  return b.CreateLoad(lowered, pointer);
}

// -- counting ------------------------------------------------------------------------------------------------------------

/// Calls count(pointer, its type) for every counted block that the value refers to itself.
template <class Count>
void ModuleLowering::forEachOwner(llvm::IRBuilder<>& b, llvm::Value* value, types::Type type, Count&& count) {
  if (!types::isCounted(type)) return;
  if (type->is(Kind::Owner) || type->is(Kind::List) || type->is(Kind::Box) || type->is(Kind::Generator)) {
    count(value, type);
  } else if (type->is(Kind::Error)) {
    if (hasPayloads()) count(b.CreateExtractValue(value, 1), types::ownerType());
  } else if (type->isArray()) {
    count(b.CreateExtractValue(value, 0), types::ownerType());
  } else {
    // The value of an optional that is absent is zero, and counting nothing does nothing.
    for (std::size_t i = 0; i < ir::partCount(type); ++i)
      forEachOwner(b, b.CreateExtractValue(value, static_cast<unsigned>(i)), ir::partType(type, i), count);
  }
}

void ModuleLowering::retain(llvm::IRBuilder<>& b, llvm::Value* value, types::Type type) {
  forEachOwner(b, value, type, [&](llvm::Value* owner, types::Type) { b.CreateCall(runtimeFunction("prt_retain"), {owner}); });
}

void ModuleLowering::release(llvm::IRBuilder<>& b, llvm::Value* value, types::Type type) {
  if (type->is(Kind::Error) && hasPayloads()) {  // few errors have something to release
    llvm::Value* payload = b.CreateExtractValue(value, 1);
    llvm::Function* function = b.GetInsertBlock()->getParent();
    auto* some = llvm::BasicBlock::Create(context, "", function, b.GetInsertBlock()->getNextNode());
    auto* done = llvm::BasicBlock::Create(context, "", function, some->getNextNode());
    b.CreateCondBr(b.CreateIsNull(payload), done, some);
    b.SetInsertPoint(some);
    b.CreateCall(runtimeFunction("prt_release"), {payload});
    b.CreateBr(done);
    b.SetInsertPoint(done);
    return;
  }
  forEachOwner(b, value, type, [&](llvm::Value* owner, types::Type of) {
    if (of->is(Kind::Generator)) {  // knows by itself how it is freed
      b.CreateCall(runtimeFunction("prt_generator_release"), {owner});
      return;
    }
    bool holdsCounted = false;
    if (!of->is(Kind::Owner))
      for (types::Type item : of->items) holdsCounted = holdsCounted || types::isCounted(item);
    if (holdsCounted)
      b.CreateCall(releaseFunction(of), {owner});
    else
      b.CreateCall(runtimeFunction(of->isList() ? "prt_list_release" : "prt_release"), {owner});
  });
}

/// Releases a list or box and, where that was the last reference, what it holds.
llvm::Function* ModuleLowering::releaseFunction(types::Type type) {
  llvm::Function*& function = releaseFunctions_[type];
  if (function != nullptr) return function;
  llvm::Function* made = llvm::Function::Create(
      llvm::FunctionType::get(llvm::Type::getVoidTy(context), {llvm::PointerType::get(context, 0)}, false),
      llvm::GlobalValue::InternalLinkage, "pyrite.release." + std::to_string(releaseFunctions_.size()), *module);
  function = made;
  setAttributes(made, ir::Function{});
  made->addFnAttr(llvm::Attribute::NoInline);
  llvm::IRBuilder<> b(llvm::BasicBlock::Create(context, "entry", made));
  auto* last = llvm::BasicBlock::Create(context, "last", made);
  auto* done = llvm::BasicBlock::Create(context, "done", made);
  llvm::Value* object = made->getArg(0);
  llvm::Value* isLast = b.CreateCall(runtimeFunction("prt_drop_reference"), {object});
  b.CreateCondBr(b.CreateICmpNE(isLast, b.getInt32(0)), last, done);
  b.SetInsertPoint(done);
  b.CreateRetVoid();
  b.SetInsertPoint(last);
  if (type->isList()) {
    const types::Type item = type->item();
    llvm::Value* length = b.CreateLoad(b.getInt64Ty(), listField(b, object, kLength));
    llvm::Value* items = loadItems(b, object);
    forEachIndex(b, b.getInt64(0), length, [&](llvm::Value* index) {
      release(b, loadValue(b, item, b.CreateInBoundsGEP(layouts.elementTypeOf(item), items, index)), item);
    });
    b.CreateCall(runtimeFunction("prt_list_free"), {object});
  } else {
    freeBox(b, type, object);
  }
  b.CreateRetVoid();
  return made;
}

llvm::Function* ModuleLowering::destroyFunction(types::Type payload) {
  llvm::Function*& function = releaseFunctions_[payload];
  if (function != nullptr) return function;
  llvm::Function* made = llvm::Function::Create(
      llvm::FunctionType::get(llvm::Type::getVoidTy(context), {llvm::PointerType::get(context, 0)}, false),
      llvm::GlobalValue::InternalLinkage, "pyrite.destroy." + std::to_string(releaseFunctions_.size()), *module);
  function = made;
  setAttributes(made, ir::Function{});
  llvm::IRBuilder<> b(llvm::BasicBlock::Create(context, "entry", made));
  llvm::Value* values = b.CreateLoad(layouts.typeOf(payload), dataOf(b, made->getArg(0)));
  release(b, values, payload);
  b.CreateRetVoid();
  return made;
}

/// Releases what a box holds, and its memory.
void ModuleLowering::freeBox(llvm::IRBuilder<>& b, types::Type type, llvm::Value* box) {
  auto* fields = llvm::cast<llvm::StructType>(layouts.fieldsOf(type));
  for (unsigned i = 0; i < type->items.size(); ++i)
    if (types::isCounted(type->item(i)))
      release(b, loadValue(b, type->item(i), b.CreateStructGEP(fields, dataOf(b, box), i)), type->item(i));
  b.CreateCall(runtimeFunction("prt_free"), {box});
}

// -- operations ----------------------------------------------------------------------------------------------------------

llvm::Value* FunctionLowering::fieldPointer(const Instruction& instruction) {
  const auto field = static_cast<unsigned>(std::get<std::int64_t>(instruction.attribute));
  return b_.CreateStructGEP(module_.layouts.fieldsOf(operandType(instruction, 0)), dataOf(b_, operand(instruction, 0)), field);
}

llvm::Value* FunctionLowering::itemPointer(const Instruction& instruction) {
  llvm::Type* item = module_.layouts.elementTypeOf(operandType(instruction, 0)->item());
  return b_.CreateInBoundsGEP(item, loadItems(b_, operand(instruction, 0)), operand(instruction, 1));
}

void FunctionLowering::leaveWithoutMemory(Value* object) {
  leaveIf(b_.CreateIsNull(object), [&] { leaveWith(b_.getInt32(static_cast<std::uint32_t>(runtime::kOutOfMemory))); });
}

llvm::Value* FunctionLowering::itemSize(types::Type list) {
  return b_.getInt64(static_cast<std::uint64_t>(module_.layouts.layoutOf(list->item()).size));
}

/// What was there is released last: it may own the object that is stored into.
void FunctionLowering::replace(types::Type type, Value* pointer, Value* value) {
  Value* before = types::isCounted(type) ? module_.loadValue(b_, type, pointer) : nullptr;
  module_.retain(b_, value, type);
  module_.storeValue(b_, type, value, pointer);
  if (before != nullptr) module_.release(b_, before, type);
}

void FunctionLowering::lowerBoxAlloc(const Instruction& instruction) {
  llvm::Type* fields = module_.layouts.fieldsOf(instruction.type);
  const std::int64_t size = module_.layouts.sizeOf(fields);
  Value* box = b_.CreateCall(module_.runtimeFunction("prt_object_allocate"), {b_.getInt64(static_cast<std::uint64_t>(size))});
  leaveWithoutMemory(box);
  for (unsigned i = 0; i < instruction.operands.size(); ++i) {
    module_.retain(b_, operand(instruction, i), operandType(instruction, i));
    module_.storeValue(b_, operandType(instruction, i), operand(instruction, i),
                       b_.CreateStructGEP(fields, dataOf(b_, box), i));
  }
  define(instruction, box);
}

void FunctionLowering::lowerBoxLoad(const Instruction& instruction) {
  Value* value = module_.loadValue(b_, instruction.type, fieldPointer(instruction));
  module_.retain(b_, value, instruction.type);
  define(instruction, value);
}

void FunctionLowering::lowerBoxStore(const Instruction& instruction) {
  replace(operandType(instruction, 1), fieldPointer(instruction), operand(instruction, 1));
}

void FunctionLowering::lowerListAlloc(const Instruction& instruction) {
  Value* list =
      b_.CreateCall(module_.runtimeFunction("prt_list_allocate"), {operand(instruction, 0), itemSize(instruction.type)});
  leaveWithoutMemory(list);
  define(instruction, list);
}

void FunctionLowering::lowerListLength(const Instruction& instruction) {
  define(instruction, b_.CreateLoad(b_.getInt64Ty(), listField(b_, operand(instruction, 0), kLength)));
}

void FunctionLowering::lowerListLoad(const Instruction& instruction) {
  Value* value = module_.loadValue(b_, instruction.type, itemPointer(instruction));
  module_.retain(b_, value, instruction.type);
  define(instruction, value);
}

void FunctionLowering::lowerListStore(const Instruction& instruction) {
  replace(operandType(instruction, 2), itemPointer(instruction), operand(instruction, 2));
}

void FunctionLowering::lowerListAppend(const Instruction& instruction) {
  Value* list = operand(instruction, 0);
  const types::Type item = operandType(instruction, 1);
  Value* length = b_.CreateLoad(b_.getInt64Ty(), listField(b_, list, kLength));
  Value* capacity = b_.CreateLoad(b_.getInt64Ty(), listField(b_, list, kCapacity));
  auto* grow = llvm::BasicBlock::Create(module_.context, "grow", function_);
  auto* append = llvm::BasicBlock::Create(module_.context, "append", function_, b_.GetInsertBlock()->getNextNode());
  b_.CreateCondBr(b_.CreateICmpEQ(length, capacity), grow, append);
  b_.SetInsertPoint(grow);
  Value* status = b_.CreateCall(module_.runtimeFunction("prt_list_grow"), {list, itemSize(operandType(instruction, 0))});
  leaveIf(b_.CreateICmpNE(status, b_.getInt32(0)), [&] { leaveWith(status); });
  b_.CreateBr(append);
  b_.SetInsertPoint(append);
  module_.retain(b_, operand(instruction, 1), item);
  module_.storeValue(b_, item, operand(instruction, 1),
                     b_.CreateInBoundsGEP(module_.layouts.elementTypeOf(item), loadItems(b_, list), length));
  b_.CreateStore(b_.CreateAdd(length, b_.getInt64(1)), listField(b_, list, kLength));
}

void FunctionLowering::lowerListTruncate(const Instruction& instruction) {
  Value* list = operand(instruction, 0);
  const types::Type item = operandType(instruction, 0)->item();
  Value* before = b_.CreateLoad(b_.getInt64Ty(), listField(b_, list, kLength));
  b_.CreateStore(operand(instruction, 1), listField(b_, list, kLength));
  if (!types::isCounted(item)) return;
  forEachIndex(b_, operand(instruction, 1), before, [&](Value* index) {
    Value* pointer = b_.CreateInBoundsGEP(module_.layouts.elementTypeOf(item), loadItems(b_, list), index);
    module_.release(b_, module_.loadValue(b_, item, pointer), item);
  });
}

}  // namespace pyrite::targets
