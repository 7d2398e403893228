// Blocks, branches, calls and errors.
#include <llvm/IR/MDBuilder.h>

#include "frontend/ir/dominators.hpp"
#include "runtime/memory.hpp"
#include "runtime/status.hpp"
#include "targets/lowering.hpp"

namespace pyrite::targets {

using ir::Op;

FunctionLowering::FunctionLowering(ModuleLowering& module, ir::FunctionId id)
    : module_(module),
      source_(module.source[id]),
      function_(module.functions[id.index]),
      b_(module.context),
      values_(source_.values.size()),
      blocks_(source_.blocks.size()),
      parameters_(source_.blocks.size()) {
  llvm::FastMathFlags flags;
  flags.setAllowReassoc((source_.fastMath & ir::kReassociate) != 0);
  flags.setNoNaNs((source_.fastMath & ir::kNoNaNs) != 0);
  flags.setNoInfs((source_.fastMath & ir::kNoInfs) != 0);
  flags.setNoSignedZeros((source_.fastMath & ir::kNoSignedZeros) != 0);
  flags.setAllowReciprocal((source_.fastMath & ir::kReciprocal) != 0);
  flags.setAllowContract((source_.fastMath & ir::kContract) != 0);
  flags.setApproxFunc((source_.fastMath & ir::kApproximate) != 0);
  b_.setFastMathFlags(flags);
}

void FunctionLowering::run() {
  const std::vector<ir::BlockId> order = ir::reversePostOrder(source_);
  for (ir::BlockId block : order)
    blocks_[block.index] = llvm::BasicBlock::Create(module_.context, source_[block].name, function_);
  for (ir::BlockId block : order) {
    const ir::Block& from = source_[block];
    b_.SetInsertPoint(blocks_[block.index]);
    for (std::size_t i = 0; i < from.parameters.size(); ++i) {
      if (block == source_.entry()) {
        values_[from.parameters[i].index] = function_->getArg(static_cast<unsigned>(i));
        continue;
      }
      llvm::PHINode* parameter = b_.CreatePHI(typeOf(source_[from.parameters[i]].type), 2);
      values_[from.parameters[i].index] = parameter;
      parameters_[block.index].push_back(parameter);
    }
  }
  findAccessedArrays(order);
  for (ir::BlockId block : order) {
    block_ = block;
    b_.SetInsertPoint(blocks_[block.index]);
    for (ir::ValueId parameter : source_[block].parameters) stateExtent(parameter);
    for (ir::InstructionId id : source_[block].instructions) {
      lower(source_[id]);
      if (source_[id].result.valid()) stateExtent(source_[id].result);
    }
  }
  finishReturns();
}

void FunctionLowering::lower(const Instruction& instruction) {
  switch (instruction.op) {
#define OP(Name, Text, ShapeOf, Rule, EffectsOf)            \
  case Op::Name:                                            \
    if constexpr (hasLowering(ir::TypeRule::Rule))          \
      lower##Name(instruction);                             \
    else                                                    \
      PYRITE_CHECK(false, "an operation without lowering"); \
    break;
#include "frontend/ir/ops.def"
#undef OP
  }
}

llvm::Value* FunctionLowering::entryAlloca(llvm::Type* type) {
  llvm::BasicBlock& entry = function_->getEntryBlock();
  llvm::IRBuilder<> b(&entry, entry.begin());
  return b.CreateAlloca(type);
}

void FunctionLowering::addIncoming(const ir::Edge& edge) {
  for (std::size_t i = 0; i < edge.arguments.size(); ++i)
    parameters_[edge.target.index][i]->addIncoming(values_[edge.arguments[i].index], b_.GetInsertBlock());
}

/// Where the error that is on its way to a handler is kept.
llvm::Value* FunctionLowering::statusSlot() {
  if (statusSlot_ == nullptr) statusSlot_ = llvm::cast<llvm::AllocaInst>(entryAlloca(b_.getInt32Ty()));
  return statusSlot_;
}

/// The error that led here, taken out of flight.
llvm::Value* FunctionLowering::lowerCaught(types::Type type) {
  Value* error = llvm::Constant::getNullValue(typeOf(type));
  error = b_.CreateInsertValue(error, b_.CreateLoad(b_.getInt32Ty(), statusSlot()), 0);
  if (!module_.hasPayloads()) return error;
  const auto take = [&]() -> Value* {
    Value* place = payloadInFlight();
    Value* payload = b_.CreateLoad(b_.getPtrTy(), place);
    b_.CreateStore(llvm::ConstantPointerNull::get(b_.getPtrTy()), place);
    return payload;
  };
  if (module_.hasSitePayloads()) return b_.CreateInsertValue(error, take(), 1);
  Value* isInterpreters =
      b_.CreateICmpEQ(b_.CreateExtractValue(error, 0), b_.getInt32(static_cast<std::uint32_t>(runtime::kInterpreterError)));
  return b_.CreateInsertValue(error, onlyIf(isInterpreters, take, llvm::ConstantPointerNull::get(b_.getPtrTy())), 1);
}

/// What `make` gives, where the condition holds, which is seldom.
llvm::Value* FunctionLowering::onlyIf(Value* condition, const std::function<Value*()>& make, Value* otherwise) {
  llvm::BasicBlock* before = b_.GetInsertBlock();
  auto* holds = llvm::BasicBlock::Create(module_.context, "", function_, before->getNextNode());
  auto* after = llvm::BasicBlock::Create(module_.context, "", function_, holds->getNextNode());
  b_.CreateCondBr(condition, holds, after, llvm::MDBuilder(module_.context).createUnlikelyBranchWeights());
  b_.SetInsertPoint(holds);
  Value* made = make();
  llvm::BasicBlock* end = b_.GetInsertBlock();
  b_.CreateBr(after);
  b_.SetInsertPoint(after);
  llvm::PHINode* value = b_.CreatePHI(otherwise->getType(), 2);
  value->addIncoming(otherwise, before);
  value->addIncoming(made, end);
  return value;
}

/// Whether the status is one of those in the list; behind a colon stands which classes the interpreter compares its error with.
llvm::Value* FunctionLowering::lowerMatch(const Instruction& instruction) {
  const std::string& list = std::get<std::string>(instruction.attribute);
  Value* caught = b_.CreateExtractValue(operand(instruction, 0), 0);
  Value* matches = b_.getFalse();
  for (std::size_t at = 0; at < list.size();) {
    const std::size_t end = std::min(list.find(',', at), list.size());
    const std::string item = list.substr(at, end - at);
    Value* isStatus = b_.CreateICmpEQ(caught, b_.getInt32(static_cast<std::uint32_t>(std::stoi(item))));
    if (const std::size_t colon = item.find(':'); colon != std::string::npos) {
      Value* handler = b_.getInt64(std::stoull(item.substr(colon + 1)));
      const auto asks = [&]() -> Value* {
        Value* error = b_.CreateExtractValue(operand(instruction, 0), 1);
        return b_.CreateICmpNE(b_.CreateCall(module_.runtimeFunction("prt_object_error_matches"), {error, handler}),
                               b_.getInt32(0));
      };
      isStatus = onlyIf(isStatus, asks, b_.getFalse());
    }
    matches = b_.CreateOr(matches, isStatus);
    at = end + 1;
  }
  return matches;
}

void FunctionLowering::leaveWith(Value* status) {
  const ir::Edge& unwind = source_[block_].unwind;
  if (unwind.target.valid()) {
    b_.CreateStore(status, statusSlot());
    addIncoming(unwind);
    b_.CreateBr(blocks_[unwind.target.index]);
    return;
  }
  returnWith(nullptr, status);
}

namespace {

/// Where the scalars of a value lie in it.
void findScalars(llvm::Type* type, std::vector<unsigned>& path, std::vector<std::vector<unsigned>>& out) {
  if (!type->isAggregateType()) return out.push_back(path);
  const auto count = static_cast<unsigned>(type->isStructTy() ? type->getStructNumElements() : type->getArrayNumElements());
  for (unsigned i = 0; i < count; ++i) {
    path.push_back(i);
    findScalars(llvm::ExtractValueInst::getIndexedType(type, i), path, out);
    path.pop_back();
  }
}

std::vector<std::vector<unsigned>> scalarsOf(llvm::Type* type) {
  std::vector<std::vector<unsigned>> result;
  std::vector<unsigned> path;
  findScalars(type, path, result);
  return result;
}

}  // namespace

/// All ways out meet in one block, scalar by scalar: LLVM does not look through choices between whole pairs, and an inlined
/// call's result and status would stay unknown where they are known.
void FunctionLowering::returnWith(Value* result, Value* status) {
  llvm::Type* pair = function_->getReturnType();
  llvm::Type* type = pair->getStructElementType(0);
  const std::vector<std::vector<unsigned>> scalars = scalarsOf(type);
  if (returns_ == nullptr) {
    returns_ = llvm::BasicBlock::Create(module_.context, "leave", function_);
    returned_.push_back(llvm::PHINode::Create(b_.getInt32Ty(), 4, "", returns_));
    for (const std::vector<unsigned>& path : scalars)
      returned_.push_back(llvm::PHINode::Create(llvm::ExtractValueInst::getIndexedType(type, path), 4, "", returns_));
  }
  std::vector<Value*> values{status};
  for (std::size_t i = 0; i < scalars.size(); ++i) {
    llvm::Type* scalar = returned_[i + 1]->getType();
    const bool isWhole = scalars[i].empty();
    Value* known = result == nullptr || isWhole ? result : b_.CreateExtractValue(result, scalars[i]);
    values.push_back(known == nullptr ? llvm::PoisonValue::get(scalar) : known);
  }
  for (std::size_t i = 0; i < values.size(); ++i) returned_[i]->addIncoming(values[i], b_.GetInsertBlock());
  b_.CreateBr(returns_);
}

void FunctionLowering::finishReturns() {
  if (returns_ == nullptr) return;
  b_.SetInsertPoint(returns_);
  llvm::Type* pair = function_->getReturnType();
  Value* result = b_.CreateInsertValue(llvm::PoisonValue::get(pair), returned_[0], 1);
  std::size_t next = 1;
  for (std::vector<unsigned> path : scalarsOf(pair->getStructElementType(0))) {
    path.insert(path.begin(), 0);
    result = b_.CreateInsertValue(result, returned_[next++], path);
  }
  b_.CreateRet(result);
}

/// A block with the run-time values of the instruction's raise site, nullptr where it has none.
llvm::Value* FunctionLowering::makePayload(const Instruction& instruction, std::size_t firstValue) {
  const types::Type payload = module_.source.sites[std::get<ir::SiteId>(instruction.attribute).index].payload;
  if (payload == nullptr) return nullptr;
  Value* size = b_.getInt64(static_cast<std::uint64_t>(module_.layouts.layoutOf(payload).size));
  Value* destroy = llvm::ConstantPointerNull::get(b_.getPtrTy());
  if (types::isCounted(payload)) destroy = module_.destroyFunction(payload);
  Value* owner = b_.CreateCall(module_.runtimeFunction("prt_payload_allocate"), {size, destroy});
  leaveIf(b_.CreateIsNull(owner), [&] { leaveWith(b_.getInt32(static_cast<std::uint32_t>(runtime::kOutOfMemory))); });
  std::vector<Value*> values;
  for (std::size_t i = firstValue; i < instruction.operands.size(); ++i) values.push_back(operand(instruction, i));
  for (std::size_t i = 0; i < values.size(); ++i) module_.retain(b_, values[i], payload->item(i));
  b_.CreateStore(makeAggregate(payload, values), b_.CreateConstInBoundsGEP1_64(b_.getInt8Ty(), owner, runtime::kDataOffset));
  return owner;
}

/// Leaves with the instruction's raise site; its run-time values stay in flight with the error.
void FunctionLowering::raiseAt(const Instruction& instruction, std::size_t firstValue) {
  if (Value* payload = makePayload(instruction, firstValue); payload != nullptr) b_.CreateStore(payload, payloadInFlight());
  leaveWith(b_.getInt32(std::get<ir::SiteId>(instruction.attribute).index + 1));
}

void FunctionLowering::leaveIf(Value* condition, const std::function<void()>& leave) {
  if (auto* constant = llvm::dyn_cast<llvm::ConstantInt>(condition); constant != nullptr && constant->isZero()) return;
  auto* raises = llvm::BasicBlock::Create(module_.context, "raise", function_);
  auto* goesOn = llvm::BasicBlock::Create(module_.context, "", function_, b_.GetInsertBlock()->getNextNode());
  b_.CreateCondBr(condition, raises, goesOn, llvm::MDBuilder(module_.context).createUnlikelyBranchWeights());
  b_.SetInsertPoint(raises);
  leave();
  b_.SetInsertPoint(goesOn);
}

llvm::Value* FunctionLowering::callFunction(const Instruction& instruction) {
  const ir::FunctionId callee = std::get<ir::FunctionId>(instruction.attribute);
  std::vector<Value*> arguments;
  for (std::size_t i = 0; i < instruction.operands.size(); ++i) arguments.push_back(operand(instruction, i));
  Value* returned = b_.CreateCall(module_.functions[callee.index], arguments);
  if (!module_.source[callee].mayRaise) return returned;
  Value* status = b_.CreateExtractValue(returned, 1);
  Value* result = b_.CreateExtractValue(returned, 0);
  leaveIf(b_.CreateICmpNE(status, b_.getInt32(0)), [&] { leaveWith(status); });
  return result;
}

void FunctionLowering::lowerBranch(const Instruction& instruction) {
  const ir::Edge &ifTrue = instruction.successors[0], &ifFalse = instruction.successors[1];
  Value* condition = operand(instruction, 0);
  if (ifTrue.target == ifFalse.target) {
    // One edge for LLVM: the arguments are chosen instead.
    for (std::size_t i = 0; i < ifTrue.arguments.size(); ++i) {
      Value* chosen = b_.CreateSelect(condition, values_[ifTrue.arguments[i].index], values_[ifFalse.arguments[i].index]);
      parameters_[ifTrue.target.index][i]->addIncoming(chosen, b_.GetInsertBlock());
    }
    b_.CreateBr(blocks_[ifTrue.target.index]);
    return;
  }
  addIncoming(ifTrue);
  addIncoming(ifFalse);
  const bool trueRaises = isLeftWithError(ifTrue.target, 0), falseRaises = isLeftWithError(ifFalse.target, 0);
  llvm::MDBuilder metadata(module_.context);
  llvm::MDNode* weights = trueRaises == falseRaises ? nullptr
                          : trueRaises              ? metadata.createUnlikelyBranchWeights()
                                                    : metadata.createLikelyBranchWeights();
  b_.CreateCondBr(condition, blocks_[ifTrue.target.index], blocks_[ifFalse.target.index], weights);
}

/// Whether all ways from the block leave the function with an error.
bool FunctionLowering::isLeftWithError(ir::BlockId id, int depth) const {
  const ir::Block& block = source_[id];
  const Instruction& last = source_[block.instructions.back()];
  if (last.op == Op::Raise || last.op == Op::RaiseError) return !block.unwind.target.valid();
  if (last.successors.empty() || depth == 3) return false;
  return std::all_of(last.successors.begin(), last.successors.end(),
                     [&](const ir::Edge& edge) { return isLeftWithError(edge.target, depth + 1); });
}

void FunctionLowering::lowerCall(const Instruction& instruction) { define(instruction, callFunction(instruction)); }

void FunctionLowering::lowerCallObject(const Instruction& instruction) {
  const types::Type type = operandType(instruction, 0);
  Value* arguments = entryAlloca(typeOf(type));
  module_.storeValue(b_, type, operand(instruction, 0), arguments);
  const auto index = static_cast<std::uint64_t>(std::get<std::int64_t>(instruction.attribute));
  const bool hasResult = instruction.result.valid();
  Value* result = hasResult ? entryAlloca(typeOf(instruction.type)) : llvm::ConstantPointerNull::get(b_.getPtrTy());
  Value* status = b_.CreateCall(module_.runtimeFunction("prt_call_object"), {b_.getInt64(index), arguments, result});
  leaveIf(b_.CreateICmpNE(status, b_.getInt32(0)), [&] { leaveWith(status); });
  if (hasResult) define(instruction, module_.loadValue(b_, instruction.type, result));
}

void FunctionLowering::lowerStackLimit(const Instruction& instruction) {
  define(instruction, b_.CreateCall(module_.runtimeFunction("prt_stack_limit"), {}));
}

/// Stacks grow downwards on all hosts.
void FunctionLowering::lowerStackCheck(const Instruction& instruction) {
  Value* frame = b_.CreateIntrinsic(llvm::Intrinsic::frameaddress, {b_.getPtrTy()}, {b_.getInt32(0)});
  Value* address = b_.CreatePtrToInt(frame, b_.getInt64Ty());
  leaveIf(b_.CreateICmpULT(address, operand(instruction, 0)),
          [&] { leaveWith(b_.getInt32(static_cast<std::uint32_t>(runtime::kStackOverflow))); });
}

void FunctionLowering::lowerInterruptCheck(const Instruction&) {
  Value* status = b_.CreateCall(module_.runtimeFunction("prt_interrupt_check"), {});
  leaveIf(b_.CreateICmpNE(status, b_.getInt32(0)), [&] { leaveWith(status); });
}

void FunctionLowering::lowerRaiseIf(const Instruction& instruction) {
  leaveIf(operand(instruction, 0), [&] { raiseAt(instruction, 1); });
}

void FunctionLowering::lowerRaise(const Instruction& instruction) { raiseAt(instruction, 0); }

void FunctionLowering::lowerPropagate(const Instruction&) { leaveWith(b_.CreateLoad(b_.getInt32Ty(), statusSlot())); }

void FunctionLowering::lowerCaughtError(const Instruction& instruction) { define(instruction, lowerCaught(instruction.type)); }

void FunctionLowering::lowerErrorMatches(const Instruction& instruction) { define(instruction, lowerMatch(instruction)); }

/// Each has a payload of its own.
void FunctionLowering::lowerErrorIs(const Instruction& instruction) {
  Value* same = b_.CreateCall(module_.runtimeFunction("prt_error_is"), {b_.CreateExtractValue(operand(instruction, 0), 1),
                                                                        b_.CreateExtractValue(operand(instruction, 1), 1)});
  define(instruction, b_.CreateICmpNE(same, b_.getInt32(0)));
}

llvm::Value* FunctionLowering::makeError(Value* status, Value* payload) {
  Value* error = llvm::Constant::getNullValue(typeOf(types::errorType()));
  error = b_.CreateInsertValue(error, status, 0);
  return payload == nullptr ? error : b_.CreateInsertValue(error, payload, 1);
}

void FunctionLowering::lowerErrorMake(const Instruction& instruction) {
  Value* payload = makePayload(instruction, 0);
  define(instruction, makeError(b_.getInt32(std::get<ir::SiteId>(instruction.attribute).index + 1), payload));
}

/// The error with a payload that knows more; without memory there is none, and that is the error.
llvm::Value* FunctionLowering::linkedError(Value* error, Value* payload) {
  Value* outOfMemory = b_.getInt32(static_cast<std::uint32_t>(runtime::kOutOfMemory));
  return makeError(b_.CreateSelect(b_.CreateIsNull(payload), outOfMemory, b_.CreateExtractValue(error, 0)), payload);
}

llvm::Value* FunctionLowering::operandOrNoError(const Instruction& instruction) {
  return instruction.operands.size() > 1 ? operand(instruction, 1) : makeError(b_.getInt32(0), nullptr);
}

void FunctionLowering::lowerErrorContext(const Instruction& instruction) {
  Value* error = operand(instruction, 0);
  Value* handled = operandOrNoError(instruction);
  const auto* isOld = std::get_if<bool>(&instruction.attribute);
  Value* payload =
      b_.CreateCall(module_.runtimeFunction("prt_error_context"),
                    {b_.CreateExtractValue(error, 1), b_.CreateExtractValue(error, 0), b_.CreateExtractValue(handled, 1),
                     b_.CreateExtractValue(handled, 0), b_.getInt32(isOld != nullptr && *isOld ? 1 : 0)});
  define(instruction, linkedError(error, payload));
}

void FunctionLowering::lowerErrorCause(const Instruction& instruction) {
  Value* error = operand(instruction, 0);
  Value* cause = operandOrNoError(instruction);
  Value* payload = b_.CreateCall(module_.runtimeFunction("prt_error_cause"),
                                 {b_.CreateExtractValue(error, 1), b_.CreateExtractValue(error, 0),
                                  b_.CreateExtractValue(cause, 1), b_.CreateExtractValue(cause, 0)});
  define(instruction, linkedError(error, payload));
}

void FunctionLowering::lowerRaiseError(const Instruction& instruction) {
  // Whoever holds the error keeps a count of its own.
  Value* payload = b_.CreateExtractValue(operand(instruction, 0), 1);
  if (module_.hasPayloads()) {
    b_.CreateCall(module_.runtimeFunction("prt_retain"), {payload});
    b_.CreateStore(payload, payloadInFlight());
  }
  leaveWith(b_.CreateExtractValue(operand(instruction, 0), 0));
}

void FunctionLowering::lowerJump(const Instruction& instruction) {
  addIncoming(instruction.successors[0]);
  b_.CreateBr(blocks_[instruction.successors[0].target.index]);
}

void FunctionLowering::lowerReturn(const Instruction& instruction) {
  if (source_.mayRaise)
    returnWith(operand(instruction, 0), b_.getInt32(0));
  else
    b_.CreateRet(operand(instruction, 0));
}

void FunctionLowering::lowerUnreachable(const Instruction&) { b_.CreateUnreachable(); }

}  // namespace pyrite::targets
