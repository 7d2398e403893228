// Around the vectoriser: which sums it may take, and elements that a vectorised loop leaves over.
#pragma once

#include <llvm/IR/PassManager.h>

namespace pyrite::cpu {

/// Before the vectoriser: loops that add in the program's order stay scalar unless they call what the vector library has. Only
/// then the order leaves something to gain.
struct PlainSumsPass : llvm::PassInfoMixin<PlainSumsPass> {
  llvm::PreservedAnalyses run(llvm::Function& function, llvm::FunctionAnalysisManager& analyses);
};

/// Behind the vectoriser: what an element's result is does not depend on where the element stands.
struct VectorRemainderPass : llvm::PassInfoMixin<VectorRemainderPass> {
  llvm::PreservedAnalyses run(llvm::Function& function, llvm::FunctionAnalysisManager& analyses);
};

}  // namespace pyrite::cpu
