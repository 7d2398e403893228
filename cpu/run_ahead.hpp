// Loops that may raise, run ahead of their checks, so that they vectorise.
#pragma once

#include <llvm/IR/PassManager.h>

namespace pyrite::cpu {

/// Gives loops that are left early only by errors a second form without these exits, behind a guard.
struct RunAheadPass : llvm::PassInfoMixin<RunAheadPass> {
  llvm::PreservedAnalyses run(llvm::Function& function, llvm::FunctionAnalysisManager& analyses);
};

/// Behind the vectoriser: guards of forms that were vectorised hold, the other forms go.
struct SettleRunAheadPass : llvm::PassInfoMixin<SettleRunAheadPass> {
  llvm::PreservedAnalyses run(llvm::Function& function, llvm::FunctionAnalysisManager& analyses);
};

}  // namespace pyrite::cpu
