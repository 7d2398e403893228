// Which loops may run ahead of their checks, and what of them the second form needs.
#pragma once

#include <llvm/ADT/SmallVector.h>
#include <llvm/IR/Instructions.h>

#include <optional>
#include <vector>

namespace llvm {
class DominatorTree;
class Loop;
class LoopInfo;
class SCEV;
class ScalarEvolution;
}  // namespace llvm

namespace pyrite::cpu {

/// Steps of one chunk; bytes of the stack for what they overwrite.
constexpr std::uint64_t kStepsAhead = 256, kSavedBytes = 16 << 10;
/// Beyond these a loop stays as it is: so no sum of offsets overflows.
constexpr std::uint64_t kMostSteps = std::uint64_t{1} << 40;
constexpr std::int64_t kLongestStep = 1 << 16;

/// An access to `size` bytes, first at `offset` from `base`, each step of the loop `step` bytes further on. The block of memory
/// that begins at `base` has `bytes` bytes.
struct Access {
  const llvm::SCEV* offset;
  llvm::Value *base, *bytes;
  std::int64_t step;
  std::uint64_t size;
};

struct Store {
  llvm::StoreInst* instruction;
  Access access;
};

/// A question for signals in the loop: `branch` leads there or past it, to `past`; `call` asks; what it gives, but for 0, leaves
/// to `exit`.
struct Question {
  llvm::BranchInst* branch;
  llvm::CallInst* call;
  llvm::BasicBlock *past, *exit;
};

struct AheadPlan {
  const llvm::SCEV* lastStep;  // the number of steps less one, should no check fail
  std::vector<llvm::BranchInst*> checks;
  std::optional<Question> question;
  std::vector<Store> stores;
  std::vector<Access> accesses;  // of loads and stores
};

/// How many bytes the blocks of memory have that assumptions speak of.
class KnownBlocks {
 public:
  explicit KnownBlocks(llvm::Function& function);
  struct Known {
    llvm::Instruction* assumption;
    llvm::Value *base, *bytes;
  };
  const std::vector<Known>& assumptions() const { return assumptions_; }

 private:
  std::vector<Known> assumptions_;
};

/// The plan for a loop in simplified form; none where the loop has no checks or may not run ahead of them.
std::optional<AheadPlan> planRunAhead(llvm::Loop& loop, llvm::ScalarEvolution& evolution, const llvm::DominatorTree& dominators,
                                      const KnownBlocks& blocks);

/// Whether the branch leaves the loop, and does so almost never: the mark of a check.
bool isCheck(const llvm::BranchInst& branch, const llvm::Loop& loop);

}  // namespace pyrite::cpu
