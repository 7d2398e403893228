// Elements that a vectorised loop leaves over get their elementary functions from the vector library as well.
#pragma once

#include <llvm/IR/PassManager.h>

namespace pyrite::cpu {

/// Behind the vectoriser: what an element's result is does not depend on where the element stands.
struct VectorRemainderPass : llvm::PassInfoMixin<VectorRemainderPass> {
  llvm::PreservedAnalyses run(llvm::Function& function, llvm::FunctionAnalysisManager& analyses);
};

}  // namespace pyrite::cpu
