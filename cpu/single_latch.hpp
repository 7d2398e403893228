// Loops whose body goes back in several places get one place that does.
#pragma once

#include <llvm/IR/PassManager.h>

namespace pyrite::cpu {

/// Python's bytecode goes back to a loop's head from each branch of a last `if`. LLVM would make nested loops of that.
struct SingleLatchPass : llvm::PassInfoMixin<SingleLatchPass> {
  llvm::PreservedAnalyses run(llvm::Function& function, llvm::FunctionAnalysisManager& analyses);
};

}  // namespace pyrite::cpu
