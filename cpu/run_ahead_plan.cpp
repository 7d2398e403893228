// Steps that the program might never reach are run, so that all operations must be free of effects and all addresses valid.
#include "cpu/run_ahead_plan.hpp"

#include <llvm/Analysis/AssumeBundleQueries.h>
#include <llvm/Analysis/LoopInfo.h>
#include <llvm/Analysis/ScalarEvolution.h>
#include <llvm/Analysis/ScalarEvolutionExpressions.h>
#include <llvm/Analysis/ValueTracking.h>
#include <llvm/IR/Dominators.h>
#include <llvm/IR/InstIterator.h>
#include <llvm/IR/IntrinsicInst.h>
#include <llvm/IR/ProfDataUtils.h>

#include <algorithm>

namespace pyrite::cpu {
namespace {

constexpr std::uint64_t kSeldom = 1000;  // once in so many times is almost never
constexpr unsigned kMostInstructions = 1000;

class Planner {
 public:
  Planner(llvm::Loop& loop, llvm::ScalarEvolution& evolution, const llvm::DominatorTree& dominators, const KnownBlocks& blocks)
      : loop_(loop), evolution_(evolution), dominators_(dominators), blocks_(blocks) {}

  std::optional<AheadPlan> run() {
    if (!findExits() || !mayRunAllOperations() || !fitsTheStack()) return std::nullopt;
    return std::move(plan_);
  }

 private:
  bool findExits() {
    llvm::BasicBlock* latch = loop_.getLoopLatch();
    if (latch == nullptr || loop_.getLoopPreheader() == nullptr || !loop_.isLoopExiting(latch)) return false;
    llvm::SmallVector<llvm::BasicBlock*> exiting;
    loop_.getExitingBlocks(exiting);
    if (exiting.size() < 2) return false;
    for (llvm::BasicBlock* block : exiting) {
      auto* branch = llvm::dyn_cast<llvm::BranchInst>(block->getTerminator());
      if (branch == nullptr || !branch->isConditional()) return false;
      if (block == latch) continue;
      if (!isCheck(*branch, loop_)) return false;
      if (isQuestion(*block, *branch)) continue;
      plan_.checks.push_back(branch);
    }
    plan_.lastStep = evolution_.getExitCount(&loop_, latch);
    return !llvm::isa<llvm::SCEVCouldNotCompute>(plan_.lastStep) && plan_.lastStep->getType()->isIntegerTy() &&
           plan_.lastStep->getType()->getIntegerBitWidth() <= 64;
  }

  /// A block that only asks for signals. Between chunks it is asked with the state of the loop that the next step begins with.
  bool isQuestion(llvm::BasicBlock& block, llvm::BranchInst& branch) {
    auto* call = llvm::dyn_cast<llvm::CallInst>(&block.front());
    llvm::BasicBlock* before = block.getSinglePredecessor();
    if (plan_.question || call == nullptr || call->getCalledFunction() == nullptr || before == nullptr) return false;
    if (call->getCalledFunction()->getName() != "prt_interrupt_check" || block.size() != 3) return false;
    auto* into = llvm::dyn_cast<llvm::BranchInst>(before->getTerminator());
    if (into == nullptr || !into->isConditional()) return false;
    const bool staysIfTrue = loop_.contains(branch.getSuccessor(0));
    llvm::BasicBlock *past = branch.getSuccessor(staysIfTrue ? 0 : 1), *exit = branch.getSuccessor(staysIfTrue ? 1 : 0);
    if (into->getSuccessor(into->getSuccessor(0) == &block ? 1 : 0) != past) return false;
    for (llvm::PHINode& phi : past->phis())
      if (phi.getIncomingValueForBlock(&block) != phi.getIncomingValueForBlock(before)) return false;
    for (llvm::PHINode& phi : exit->phis()) {
      llvm::Value* value = phi.getIncomingValueForBlock(&block);
      if (value != call && !mayComeFirst(value)) return false;
    }
    plan_.question = Question{into, call, past, exit};
    return true;
  }

  bool mayRunAllOperations() {
    unsigned count = 0;
    for (llvm::BasicBlock* block : loop_.blocks()) {
      if (plan_.question && plan_.question->call->getParent() == block) continue;
      for (llvm::Instruction& instruction : *block) {
        if (++count > kMostInstructions) return false;
        if (instruction.isTerminator() ? !llvm::isa<llvm::BranchInst>(instruction) : !mayRun(instruction)) return false;
      }
    }
    return true;
  }

  bool mayRun(llvm::Instruction& instruction) {
    if (llvm::isa<llvm::PHINode, llvm::AssumeInst>(instruction)) return true;
    if (auto* load = llvm::dyn_cast<llvm::LoadInst>(&instruction))
      return load->isSimple() && (isSameEachStep(*load) || isWithinBlock(load->getPointerOperand(), load->getType()));
    if (auto* store = llvm::dyn_cast<llvm::StoreInst>(&instruction)) {
      if (!store->isSimple() || !isWithinBlock(store->getPointerOperand(), store->getValueOperand()->getType())) return false;
      plan_.stores.push_back({store, plan_.accesses.back()});
      return mayComeFirst(store->getPointerOperand());
    }
    // Of C's library, those that neither touch memory nor trap are called so.
    if (auto* call = llvm::dyn_cast<llvm::CallInst>(&instruction))
      return call->doesNotAccessMemory() && call->doesNotThrow() && !call->isConvergent();
    return llvm::isSafeToSpeculativelyExecute(&instruction);
  }

  /// A load before all checks, from one place: the first step, which the program does reach, makes it as well.
  bool isSameEachStep(const llvm::LoadInst& load) const {
    return loop_.isLoopInvariant(load.getPointerOperand()) && load.getParent() == loop_.getHeader();
  }

  bool isWithinBlock(llvm::Value* pointer, llvm::Type* type) {
    const llvm::DataLayout& layout = loop_.getHeader()->getDataLayout();
    const auto* addresses = llvm::dyn_cast<llvm::SCEVAddRecExpr>(evolution_.getSCEV(pointer));
    if (addresses == nullptr || addresses->getLoop() != &loop_ || !addresses->isAffine()) return false;
    const auto* step = llvm::dyn_cast<llvm::SCEVConstant>(addresses->getStepRecurrence(evolution_));
    const llvm::TypeSize size = layout.getTypeStoreSize(type);
    if (step == nullptr || step->getAPInt().abs().ugt(kLongestStep) || size.isScalable() || size.getFixedValue() > kLongestStep)
      return false;
    const KnownBlocks::Known* known = blockAround(addresses);
    if (known == nullptr) return false;
    const Access access{evolution_.getMinusSCEV(addresses->getStart(), evolution_.getSCEV(known->base)), known->base,
                        known->bytes, step->getAPInt().getSExtValue(), size.getFixedValue()};
    if (llvm::isa<llvm::SCEVCouldNotCompute>(access.offset)) return false;
    plan_.accesses.push_back(access);
    return true;
  }

  /// The block of memory that an address points into.
  const KnownBlocks::Known* blockAround(const llvm::SCEV* address) const {
    const llvm::SCEV* base = evolution_.getPointerBase(address);
    for (const KnownBlocks::Known& known : blocks_.assumptions())
      if (evolution_.getPointerBase(evolution_.getSCEV(known.base)) == base &&
          dominators_.dominates(known.assumption, loop_.getLoopPreheader()->getTerminator()))
        return &known;
    return nullptr;
  }

  /// Whether a value can be computed where a step begins.
  bool mayComeFirst(llvm::Value* value) const {
    auto* instruction = llvm::dyn_cast<llvm::Instruction>(value);
    if (instruction == nullptr || !loop_.contains(instruction)) return true;
    if (llvm::isa<llvm::PHINode>(instruction)) return instruction->getParent() == loop_.getHeader();
    if (instruction->mayReadOrWriteMemory() || !llvm::isSafeToSpeculativelyExecute(instruction)) return false;
    return std::all_of(instruction->op_begin(), instruction->op_end(), [&](llvm::Value* part) { return mayComeFirst(part); });
  }

  bool fitsTheStack() const {
    std::uint64_t bytes = 0;
    for (const Store& store : plan_.stores) bytes += store.access.size * kStepsAhead;
    return bytes <= kSavedBytes;
  }

  llvm::Loop& loop_;
  llvm::ScalarEvolution& evolution_;
  const llvm::DominatorTree& dominators_;
  const KnownBlocks& blocks_;
  AheadPlan plan_;
};

}  // namespace

KnownBlocks::KnownBlocks(llvm::Function& function) {
  for (llvm::Instruction& instruction : llvm::instructions(function)) {
    auto* assume = llvm::dyn_cast<llvm::AssumeInst>(&instruction);
    if (assume == nullptr) continue;
    for (unsigned i = 0; i < assume->getNumOperandBundles(); ++i) {
      const llvm::OperandBundleUse bundle = assume->getOperandBundleAt(i);
      if (bundle.getTagName() == "dereferenceable")
        assumptions_.push_back({assume, bundle.Inputs[0].get(), bundle.Inputs[1].get()});
    }
  }
}

bool isCheck(const llvm::BranchInst& branch, const llvm::Loop& loop) {
  std::uint64_t ifTrue = 0, ifFalse = 0;
  if (!llvm::extractBranchWeights(branch, ifTrue, ifFalse)) return false;
  const bool leavesIfTrue = !loop.contains(branch.getSuccessor(0));
  if (leavesIfTrue == !loop.contains(branch.getSuccessor(1))) return false;
  return leavesIfTrue ? ifTrue <= ifFalse / kSeldom : ifFalse <= ifTrue / kSeldom;
}

std::optional<AheadPlan> planRunAhead(llvm::Loop& loop, llvm::ScalarEvolution& evolution, const llvm::DominatorTree& dominators,
                                      const KnownBlocks& blocks) {
  return Planner(loop, evolution, dominators, blocks).run();
}

}  // namespace pyrite::cpu
