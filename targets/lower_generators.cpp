// Generators: how they are freed, and how they are resumed from outside of compiled code.
#include "runtime/memory.hpp"
#include "targets/lowering.hpp"

namespace pyrite::targets {

namespace {

constexpr unsigned kStateField = 0, kClosingField = 1;

/// Whether the function asks if its generator is being closed.
bool isProtected(const ir::Function& resume) {
  for (const ir::Block& block : resume.blocks)
    for (ir::InstructionId id : block.instructions)
      if (resume[id].op == ir::Op::BoxLoad && resume[id].operands[0] == resume.blocks[0].parameters[0] &&
          std::get<std::int64_t>(resume[id].attribute) == std::int64_t{kClosingField})
        return true;
  return false;
}

}  // namespace

/// Frees a generator. One that waits inside of a try statement is closed first, so that its finally blocks run.
llvm::Function* ModuleLowering::destroyFunction(types::Type frame, ir::FunctionId resume) {
  llvm::Function*& function = destroyFunctions_[resume.index];
  if (function != nullptr) return function;
  auto* pointer = llvm::PointerType::get(context, 0);
  llvm::Function* made =
      llvm::Function::Create(llvm::FunctionType::get(llvm::Type::getVoidTy(context), {pointer}, false),
                             llvm::GlobalValue::InternalLinkage, functions[resume.index]->getName() + ".destroy", *module);
  function = made;
  setAttributes(made, ir::Function{});
  llvm::IRBuilder<> b(llvm::BasicBlock::Create(context, "entry", made));
  llvm::Value* box = made->getArg(0);
  if (isProtected(source.functions[resume.index])) {
    auto* close = llvm::BasicBlock::Create(context, "close", made);
    auto* release = llvm::BasicBlock::Create(context, "release", made);
    llvm::Type* fields = layouts.fieldsOf(frame);
    llvm::Value* state = b.CreateLoad(b.getInt64Ty(), b.CreateStructGEP(fields, dataOf(b, box), kStateField));
    b.CreateCondBr(b.CreateICmpSGT(state, b.getInt64(0)), close, release);
    b.SetInsertPoint(close);
    storeValue(b, types::boolType(), b.getTrue(), b.CreateStructGEP(fields, dataOf(b, box), kClosingField));
    // An error on its way is not disturbed by what leaves the generator.
    llvm::Value* place = nullptr;
    llvm::Value* inFlight = nullptr;
    if (hasPayloads()) {
      place = b.CreateCall(runtimeFunction("prt_payload_in_flight"));
      inFlight = b.CreateLoad(pointer, place);
      b.CreateStore(llvm::ConstantPointerNull::get(pointer), place);
    }
    b.CreateCall(functions[resume.index], {box});
    if (hasPayloads()) {
      b.CreateCall(runtimeFunction("prt_payload_drop"));
      b.CreateStore(inFlight, place);
    }
    b.CreateBr(release);
    b.SetInsertPoint(release);
  }
  freeBox(b, frame, box);
  b.CreateRetVoid();
  return made;
}

/// Resumes a generator from outside of compiled code: its status; what it yielded lies in the frame.
llvm::Function* ModuleLowering::resumeEntry(ir::FunctionId resume) {
  llvm::Function*& function = resumeEntries_[resume.index];
  if (function != nullptr) return function;
  llvm::Function* made = llvm::Function::Create(
      llvm::FunctionType::get(llvm::Type::getInt32Ty(context), {llvm::PointerType::get(context, 0)}, false),
      llvm::GlobalValue::InternalLinkage, functions[resume.index]->getName() + ".entry", *module);
  function = made;
  setAttributes(made, ir::Function{});
  llvm::IRBuilder<> b(llvm::BasicBlock::Create(context, "entry", made));
  llvm::Value* returned = b.CreateCall(functions[resume.index], {made->getArg(0)});
  const bool mayRaise = source.functions[resume.index].mayRaise;
  b.CreateRet(mayRaise ? b.CreateExtractValue(returned, 1) : b.getInt32(0));
  return made;
}

void FunctionLowering::lowerGeneratorMake(const Instruction& instruction) {
  Value* box = operand(instruction, 0);
  const ir::FunctionId resume = std::get<ir::FunctionId>(instruction.attribute);
  auto* code = llvm::StructType::get(module_.context, {b_.getPtrTy(), b_.getPtrTy(), b_.getInt64Ty()});
  Value* place = b_.CreateConstInBoundsGEP1_64(b_.getInt8Ty(), box, runtime::kGeneratorCode);
  b_.CreateStore(module_.destroyFunction(operandType(instruction, 0), resume), b_.CreateStructGEP(code, place, 0));
  b_.CreateStore(module_.resumeEntry(resume), b_.CreateStructGEP(code, place, 1));
  b_.CreateStore(b_.getInt64(isProtected(module_.source.functions[resume.index]) ? 1 : 0), b_.CreateStructGEP(code, place, 2));
  b_.CreateCall(module_.runtimeFunction("prt_retain"), {box});
  define(instruction, box);
}

void FunctionLowering::lowerGeneratorFrame(const Instruction& instruction) { define(instruction, operand(instruction, 0)); }

}  // namespace pyrite::targets
