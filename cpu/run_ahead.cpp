// A loop whose checks may raise at any step cannot be vectorised: what follows a check must not happen when it fails. So such a
// loop gets a second form. It runs a few hundred steps without leaving, only notes whether a check failed, and saves what its
// stores overwrite. If none failed, the next steps follow; else the saved values are written back and the loop as it was
// begins at the first of these steps, to raise where the program does.
//
//   check:  the guard, and whether all accesses of all steps lie within their arrays        branch → chunk | plain
//   chunk:  state of the loop so far; m = the number of steps, 256 at most                  jump ahead
//   ahead:  the loop's body, m times, "failed" in place of ways out                         branch failed → undo | next
//   next:   signals are asked for, if the loop does so                      branch any steps left → chunk | done
//   undo:   m steps backwards: the saved values are written                                 jump plain
//   plain:  the loop as it was, from the state of `chunk`
#include "cpu/run_ahead.hpp"

#include <llvm/Analysis/AssumptionCache.h>
#include <llvm/Analysis/LoopInfo.h>
#include <llvm/Analysis/ScalarEvolution.h>
#include <llvm/Analysis/ScalarEvolutionExpressions.h>
#include <llvm/IR/Dominators.h>
#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/InstIterator.h>
#include <llvm/IR/IntrinsicInst.h>
#include <llvm/IR/MDBuilder.h>
#include <llvm/IR/Module.h>
#include <llvm/Transforms/Utils/BasicBlockUtils.h>
#include <llvm/Transforms/Utils/Cloning.h>
#include <llvm/Transforms/Utils/LoopSimplify.h>
#include <llvm/Transforms/Utils/LoopUtils.h>
#include <llvm/Transforms/Utils/PromoteMemToReg.h>
#include <llvm/Transforms/Utils/ScalarEvolutionExpander.h>

#include "cpu/run_ahead_plan.hpp"

namespace pyrite::cpu {
namespace {

using llvm::BasicBlock;
using llvm::Value;

constexpr const char* kMark = "pyrite.run_ahead";
constexpr std::uint64_t kChunksBetweenQuestions = 8;

class RunAhead {
 public:
  RunAhead(llvm::Loop& loop, AheadPlan plan, llvm::ScalarEvolution& evolution)
      : plan_(std::move(plan)),
        header_(*loop.getHeader()),
        latch_(*loop.getLoopLatch()),
        before_(*loop.getLoopPreheader()),
        function_(*header_.getParent()),
        blocks_(loop.getBlocks().begin(), loop.getBlocks().end()),
        expander_(evolution, "ahead"),
        b_(header_.getContext()) {
    for (llvm::PHINode& phi : header_.phis()) {
      const auto* evolved = evolution.isSCEVable(phi.getType()) ? evolution.getSCEV(&phi) : nullptr;
      const auto* counter = llvm::dyn_cast_if_present<llvm::SCEVAddRecExpr>(evolved);
      const bool isCounter = counter != nullptr && counter->getLoop() == &loop && counter->isAffine();
      increments_.push_back(isCounter ? counter->getStepRecurrence(evolution) : nullptr);
    }
    const auto* branch = llvm::cast<llvm::BranchInst>(latch_.getTerminator());
    end_ = branch->getSuccessor(branch->getSuccessor(0) == &header_ ? 1 : 0);
  }

  /// Whether all that is asked before the loop can be computed there.
  bool canExpand() {
    llvm::Instruction* place = before_.getTerminator();
    const auto isSafe = [&](const llvm::SCEV* value) { return expander_.isSafeToExpandAt(value, place); };
    for (const llvm::SCEV* increment : increments_)
      if (increment != nullptr && !isSafe(increment)) return false;
    return isSafe(plan_.lastStep) && std::all_of(plan_.accesses.begin(), plan_.accesses.end(),
                                                 [&](const Access& access) { return isSafe(access.offset); });
  }

  void run(std::uint64_t id) {
    makeSlots();
    for (BasicBlock** block : {&plain_, &chunk_, &next_, &undo_, &tail_})
      *block = BasicBlock::Create(header_.getContext(), "", &function_, &header_);
    emitCheck(id);
    cloneBody();
    emitChunk();
    replaceChecks();
    removeQuestion();
    saveOverwritten();
    countSteps(id);
    emitNext();
    emitUndo();
    emitPlain();
    llvm::DominatorTree dominators(function_);
    llvm::PromoteMemToReg({failed_}, dominators);
    for (BasicBlock* block : copies_)
      if (block != copies_.front()) llvm::MergeBlockIntoPredecessor(block);
  }

 private:
  Value* number(std::int64_t value) { return b_.getInt64(static_cast<std::uint64_t>(value)); }

  template <class T>
  T* copyOf(T* original) {
    Value* copy = map_.lookup(original);
    return copy == nullptr ? original : llvm::cast<T>(copy);
  }

  void makeSlots() {
    b_.SetInsertPoint(&function_.getEntryBlock(), function_.getEntryBlock().getFirstInsertionPt());
    failed_ = b_.CreateAlloca(b_.getInt1Ty());
    for (const Store& store : plan_.stores) {
      saved_.push_back(b_.CreateAlloca(llvm::ArrayType::get(b_.getInt8Ty(), store.access.size * kStepsAhead)));
      saved_.back()->setAlignment(llvm::Align(16));
    }
  }

  /// Whether every access, from the first step to the last, lies within its block of memory.
  void emitCheck(std::uint64_t id) {
    llvm::Instruction* end = before_.getTerminator();
    const auto expand = [&](const llvm::SCEV* value) { return expander_.expandCodeFor(value, value->getType(), end); };
    Value* lastStep = expand(plan_.lastStep);
    std::vector<Value*> offsets;
    for (const Access& access : plan_.accesses) offsets.push_back(expand(access.offset));
    for (const Store& store : plan_.stores) starts_.push_back(expand(store.access.offset));
    for (const llvm::SCEV* increment : increments_)
      incrementValues_.push_back(increment == nullptr ? nullptr : expand(increment));
    b_.SetInsertPoint(end);
    lastStep = b_.CreateZExt(lastStep, b_.getInt64Ty());
    auto* type = llvm::FunctionType::get(b_.getInt1Ty(), {b_.getInt64Ty()}, false);
    llvm::CallInst* guard = b_.CreateCall(function_.getParent()->getOrInsertFunction(kMark, type), {b_.getInt64(id)});
    guard->setDoesNotThrow();
    Value* isValid = b_.CreateAnd(guard, b_.CreateICmpULT(lastStep, b_.getInt64(kMostSteps)));
    for (std::size_t i = 0; i < offsets.size(); ++i) {
      const Access& access = plan_.accesses[i];
      Value* far = b_.CreateAdd(offsets[i], b_.CreateMul(lastStep, number(access.step)));
      Value* low = access.step < 0 ? far : offsets[i];
      Value* high = access.step < 0 ? offsets[i] : far;
      isValid = b_.CreateAnd(isValid, b_.CreateICmpSGE(low, number(0)));
      isValid = b_.CreateAnd(isValid, b_.CreateICmpSLE(high, b_.CreateSub(access.bytes, b_.getInt64(access.size))));
    }
    count_ = b_.CreateNUWAdd(lastStep, number(1));
    b_.CreateCondBr(isValid, chunk_, plain_);
    end->eraseFromParent();
  }

  void cloneBody() {
    for (BasicBlock* block : blocks_) {
      BasicBlock* copy = llvm::CloneBasicBlock(block, map_, ".ahead", &function_);
      copy->moveBefore(next_);
      map_[block] = copy;
      copies_.push_back(copy);
    }
    llvm::remapInstructionsInBlocks(copies_, map_);
    for (BasicBlock* block : copies_) {
      for (llvm::Instruction& instruction : llvm::make_early_inc_range(*block)) {
        instruction.dropUBImplyingAttrsAndMetadata();  // what may have held behind checks only
        if (llvm::isa<llvm::AssumeInst>(instruction)) instruction.eraseFromParent();
      }
    }
  }

  void emitChunk() {
    b_.SetInsertPoint(chunk_);
    done_ = b_.CreatePHI(b_.getInt64Ty(), 2);
    done_->addIncoming(number(0), &before_);
    for (llvm::PHINode& phi : header_.phis()) {
      if (incrementValues_[states_.size()] != nullptr) {
        states_.push_back(nullptr);
        continue;
      }
      llvm::PHINode* state = b_.CreatePHI(phi.getType(), 2);
      state->addIncoming(phi.getIncomingValueForBlock(&before_), &before_);
      states_.push_back(state);
    }
    std::size_t i = 0;
    for (llvm::PHINode& phi : header_.phis()) {
      if (states_[i] == nullptr) states_[i] = counterInChunk(phi, incrementValues_[i]);
      llvm::PHINode* copy = copyOf(&phi);
      copy->setIncomingValueForBlock(&before_, states_[i++]);
      copy->replaceIncomingBlockWith(&before_, chunk_);
    }
    steps_ = b_.CreateBinaryIntrinsic(llvm::Intrinsic::umin, b_.CreateSub(count_, done_), b_.getInt64(kStepsAhead));
    b_.CreateStore(b_.getFalse(), failed_);
    b_.CreateBr(copyOf(&header_));
  }

  /// What a counter is when the chunk begins, computed rather than carried, so that its relation to other counters shows.
  Value* counterInChunk(const llvm::PHINode& phi, Value* increment) {
    Value* first = phi.getIncomingValueForBlock(&before_);
    Value* distance = b_.CreateMul(b_.CreateZExtOrTrunc(done_, increment->getType()), increment);
    return first->getType()->isPointerTy() ? b_.CreatePtrAdd(first, distance) : b_.CreateAdd(first, distance);
  }

  /// In place of the ways out it is noted that one would have been taken. What a failed check let through may be poison.
  void replaceChecks() {
    for (llvm::BranchInst* original : plan_.checks) {
      auto* branch = copyOf(original);
      const bool leavesIfTrue = map_.lookup(original->getSuccessor(0)) == nullptr;
      b_.SetInsertPoint(branch);
      Value* fails = b_.CreateFreeze(branch->getCondition());
      if (!leavesIfTrue) fails = b_.CreateNot(fails);
      b_.CreateStore(b_.CreateOr(b_.CreateLoad(b_.getInt1Ty(), failed_), fails), failed_);
      b_.CreateBr(branch->getSuccessor(leavesIfTrue ? 1 : 0));
      branch->eraseFromParent();
    }
  }

  void removeQuestion() {
    if (!plan_.question) return;
    auto* branch = copyOf(plan_.question->branch);
    BasicBlock* asks = copyOf(plan_.question->call->getParent());
    BasicBlock* past = copyOf(plan_.question->past);
    past->removePredecessor(asks, true);
    b_.SetInsertPoint(branch);
    b_.CreateBr(past);
    branch->eraseFromParent();
    copies_.erase(std::find(copies_.begin(), copies_.end(), asks));
    asks->getTerminator()->eraseFromParent();  // its exit never knew of the copy
    b_.SetInsertPoint(asks);
    b_.CreateUnreachable();
    llvm::DeleteDeadBlock(asks);
  }

  /// What a step overwrites is saved where it begins.
  void saveOverwritten() {
    BasicBlock* header = copyOf(&header_);
    b_.SetInsertPoint(header, header->begin());
    step_ = b_.CreatePHI(b_.getInt64Ty(), 2);
    step_->addIncoming(number(0), chunk_);
    first_ = &*header->getFirstNonPHIIt();
    for (std::size_t i = 0; i < saved_.size(); ++i) {
      auto* store = copyOf(plan_.stores[i].instruction);
      hoist(store->getPointerOperand());
      b_.SetInsertPoint(first_);
      llvm::Type* type = store->getValueOperand()->getType();
      Value* old = b_.CreateAlignedLoad(type, store->getPointerOperand(), store->getAlign());
      b_.CreateStore(old, savedPlace(i, step_));
    }
  }

  Value* savedPlace(std::size_t i, Value* step) {
    return b_.CreateInBoundsGEP(plan_.stores[i].instruction->getValueOperand()->getType(), saved_[i], step);
  }

  /// Moves the computation of an address to where a step begins, so that the vectoriser sees one address.
  void hoist(Value* value) {
    auto* instruction = llvm::dyn_cast<llvm::Instruction>(value);
    if (instruction == nullptr || llvm::isa<llvm::PHINode>(instruction) || hoisted_.count(instruction)) return;
    if (std::find(copies_.begin(), copies_.end(), instruction->getParent()) == copies_.end()) return;
    for (Value* part : instruction->operands()) hoist(part);
    hoisted_.insert(instruction);
    if (instruction == first_)
      first_ = instruction->getNextNode();
    else
      instruction->moveBefore(first_->getIterator());
  }

  void countSteps(std::uint64_t id) {
    auto* branch = llvm::cast<llvm::BranchInst>(copyOf(&latch_)->getTerminator());
    b_.SetInsertPoint(branch);
    Value* following = b_.CreateNUWAdd(step_, number(1));
    step_->addIncoming(following, branch->getParent());
    auto* replacement = b_.CreateCondBr(b_.CreateICmpEQ(following, steps_), tail_, copyOf(&header_));
    branch->eraseFromParent();
    llvm::LLVMContext& context = function_.getContext();
    llvm::Metadata* mark[] = {llvm::MDString::get(context, kMark), llvm::ConstantAsMetadata::get(b_.getInt64(id))};
    llvm::MDNode* loop = llvm::MDNode::getDistinct(context, {nullptr, llvm::MDNode::get(context, mark)});
    loop->replaceOperandWith(0, loop);
    replacement->setMetadata(llvm::LLVMContext::MD_loop, loop);
  }

  void emitNext() {
    b_.SetInsertPoint(tail_);
    b_.CreateCondBr(b_.CreateLoad(b_.getInt1Ty(), failed_), undo_, next_,
                    llvm::MDBuilder(b_.getContext()).createUnlikelyBranchWeights());
    b_.SetInsertPoint(next_);
    Value* done = b_.CreateNUWAdd(done_, b_.getInt64(kStepsAhead));
    done_->addIncoming(done, next_);
    std::size_t i = 0;
    for (llvm::PHINode& phi : header_.phis()) {
      auto* state = incrementValues_[i] == nullptr ? llvm::cast<llvm::PHINode>(states_[i]) : nullptr;
      if (state != nullptr) state->addIncoming(copyOf(phi.getIncomingValueForBlock(&latch_)), next_);
      ++i;
    }
    Value* hasMore = b_.CreateICmpULT(done, count_);
    if (plan_.question)
      b_.CreateCondBr(hasMore, emitQuestion(done), end_);
    else
      b_.CreateCondBr(hasMore, chunk_, end_);
    for (llvm::PHINode& phi : end_->phis()) phi.addIncoming(copyOf(phi.getIncomingValueForBlock(&latch_)), next_);
  }

  /// Signals are asked for every so many chunks.
  BasicBlock* emitQuestion(Value* done) {
    const Question& question = *plan_.question;
    BasicBlock* decides = BasicBlock::Create(header_.getContext(), "", &function_, undo_);
    BasicBlock* asks = BasicBlock::Create(header_.getContext(), "", &function_, undo_);
    llvm::IRBuilder<> b(decides);
    b.CreateCondBr(b.CreateICmpEQ(b.CreateAnd(done, kStepsAhead * kChunksBetweenQuestions - 1), number(0)), asks, chunk_);
    b.SetInsertPoint(asks);
    llvm::CallInst* call = b.CreateCall(question.call->getCalledFunction());
    b.CreateCondBr(b.CreateICmpEQ(call, b.getInt32(0)), chunk_, question.exit,
                   llvm::MDBuilder(b.getContext()).createLikelyBranchWeights());
    for (llvm::PHINode& phi : question.exit->phis()) {
      Value* value = phi.getIncomingValueForBlock(question.call->getParent());
      phi.addIncoming(value == question.call ? call : atNextStep(value, call), asks);
    }
    for (llvm::PHINode& phi : llvm::make_early_inc_range(chunk_->phis())) {
      Value* value = phi.getIncomingValueForBlock(next_);
      phi.removeIncomingValue(next_);
      phi.addIncoming(value, decides);
      phi.addIncoming(value, asks);
    }
    return decides;
  }

  /// What a value of the loop is in the step behind the chunk, computed at `place`.
  Value* atNextStep(Value* value, llvm::Instruction* place) {
    auto* instruction = llvm::dyn_cast<llvm::Instruction>(value);
    if (instruction == nullptr || map_.lookup(instruction->getParent()) == nullptr) return value;
    if (auto* phi = llvm::dyn_cast<llvm::PHINode>(instruction)) return copyOf(phi->getIncomingValueForBlock(&latch_));
    llvm::Instruction* computed = instruction->clone();
    for (llvm::Use& operand : computed->operands()) operand.set(atNextStep(operand.get(), place));
    computed->insertBefore(place->getIterator());
    return computed;
  }

  void emitUndo() {
    b_.SetInsertPoint(undo_);
    llvm::PHINode* left = b_.CreatePHI(b_.getInt64Ty(), 2);
    left->addIncoming(steps_, tail_);
    Value* step = b_.CreateSub(left, number(1));
    left->addIncoming(step, undo_);
    for (std::size_t i = 0; i < saved_.size(); ++i) {
      const Store& store = plan_.stores[i];
      Value* distance = b_.CreateMul(b_.CreateAdd(done_, step), number(store.access.step));
      Value* address = b_.CreatePtrAdd(store.access.base, b_.CreateAdd(starts_[i], distance));
      Value* old = b_.CreateLoad(store.instruction->getValueOperand()->getType(), savedPlace(i, step));
      b_.CreateAlignedStore(old, address, store.instruction->getAlign());
    }
    b_.CreateCondBr(b_.CreateICmpEQ(step, number(0)), plain_, undo_);
  }

  void emitPlain() {
    b_.SetInsertPoint(plain_);
    std::size_t i = 0;
    for (llvm::PHINode& phi : header_.phis()) {
      llvm::PHINode* state = b_.CreatePHI(phi.getType(), 2);
      state->addIncoming(phi.getIncomingValueForBlock(&before_), &before_);
      state->addIncoming(states_[i++], undo_);
      phi.setIncomingValueForBlock(&before_, state);
      phi.replaceIncomingBlockWith(&before_, plain_);
    }
    b_.CreateBr(&header_);
  }

  AheadPlan plan_;
  BasicBlock &header_, &latch_, &before_;
  llvm::Function& function_;
  std::vector<BasicBlock*> blocks_;
  llvm::SCEVExpander expander_;
  llvm::IRBuilder<> b_;
  BasicBlock *end_ = nullptr, *plain_ = nullptr, *chunk_ = nullptr, *next_ = nullptr, *undo_ = nullptr, *tail_ = nullptr;
  llvm::AllocaInst* failed_ = nullptr;
  std::vector<llvm::AllocaInst*> saved_;  // by store
  std::vector<Value*> starts_;            // by store: the offset of its first step
  llvm::ValueToValueMapTy map_;
  llvm::SmallVector<BasicBlock*> copies_;
  // By value that the header merges: by how much it grows each step, null where it is no counter; what it is in the chunk.
  std::vector<const llvm::SCEV*> increments_;
  std::vector<Value*> incrementValues_, states_;
  Value *count_ = nullptr, *steps_ = nullptr;
  llvm::PHINode *done_ = nullptr, *step_ = nullptr;
  llvm::Instruction* first_ = nullptr;
  llvm::SmallPtrSet<llvm::Instruction*, 8> hoisted_;
};

std::optional<std::uint64_t> markOf(const llvm::MDNode* loop) {
  for (const llvm::MDOperand& operand : llvm::drop_begin(loop->operands())) {
    const auto* node = llvm::dyn_cast<llvm::MDNode>(operand);
    if (node == nullptr || node->getNumOperands() != 2) continue;
    const auto* name = llvm::dyn_cast<llvm::MDString>(node->getOperand(0));
    if (name != nullptr && name->getString() == kMark)
      return llvm::mdconst::extract<llvm::ConstantInt>(node->getOperand(1))->getZExtValue();
  }
  return std::nullopt;
}

}  // namespace

llvm::PreservedAnalyses RunAheadPass::run(llvm::Function& function, llvm::FunctionAnalysisManager& analyses) {
  std::uint64_t count = 0;
  llvm::SmallPtrSet<BasicBlock*, 8> seen;
  for (bool isChanged = true; isChanged;) {
    isChanged = false;
    auto& loops = analyses.getResult<llvm::LoopAnalysis>(function);
    auto& dominators = analyses.getResult<llvm::DominatorTreeAnalysis>(function);
    auto& evolution = analyses.getResult<llvm::ScalarEvolutionAnalysis>(function);
    const KnownBlocks blocks(function);
    for (llvm::Loop* loop : loops.getLoopsInPreorder()) {
      if (!loop->isInnermost() || loop->getNumBlocks() == 1) continue;
      if (!seen.insert(loop->getHeader()).second) continue;
      llvm::simplifyLoop(loop, &dominators, &loops, &evolution, nullptr, nullptr, false);
      llvm::formLCSSA(*loop, dominators, &loops, &evolution);
      std::optional<AheadPlan> plan = planRunAhead(*loop, evolution, dominators, blocks);
      if (!plan) continue;
      RunAhead form(*loop, std::move(*plan), evolution);
      if (!form.canExpand()) continue;
      form.run(count++);
      isChanged = true;
      break;
    }
    if (isChanged) analyses.invalidate(function, llvm::PreservedAnalyses::none());
  }
  return seen.empty() ? llvm::PreservedAnalyses::all() : llvm::PreservedAnalyses::none();
}

llvm::PreservedAnalyses SettleRunAheadPass::run(llvm::Function& function, llvm::FunctionAnalysisManager& analyses) {
  llvm::SmallVector<llvm::CallInst*> guards;
  for (llvm::Instruction& instruction : llvm::instructions(function))
    if (auto* call = llvm::dyn_cast<llvm::CallInst>(&instruction);
        call != nullptr && call->getCalledFunction() != nullptr && call->getCalledFunction()->getName() == kMark)
      guards.push_back(call);
  if (guards.empty()) return llvm::PreservedAnalyses::all();
  llvm::SmallDenseSet<std::uint64_t> vectorised;
  for (const llvm::Loop* loop : analyses.getResult<llvm::LoopAnalysis>(function).getLoopsInPreorder()) {
    const llvm::MDNode* node = loop->getLoopID();
    if (node == nullptr || !llvm::getBooleanLoopAttribute(loop, "llvm.loop.isvectorized")) continue;
    if (const auto mark = markOf(node)) vectorised.insert(*mark);
  }
  for (llvm::CallInst* guard : guards) {
    const std::uint64_t id = llvm::cast<llvm::ConstantInt>(guard->getArgOperand(0))->getZExtValue();
    guard->replaceAllUsesWith(llvm::ConstantInt::getBool(guard->getContext(), vectorised.contains(id)));
    guard->eraseFromParent();
  }
  return llvm::PreservedAnalyses::none();
}

}  // namespace pyrite::cpu
