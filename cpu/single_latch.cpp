//   head:  …  br body | done                 head:   …  br body | done
//   body:  …  br more | head           →     body:   …  br more | latch
//   more:  …  br head                        more:   …  br latch
//                                            latch:  br head
#include "cpu/single_latch.hpp"

#include <llvm/Analysis/LoopInfo.h>
#include <llvm/IR/Dominators.h>
#include <llvm/Transforms/Utils/BasicBlockUtils.h>

namespace pyrite::cpu {

llvm::PreservedAnalyses SingleLatchPass::run(llvm::Function& function, llvm::FunctionAnalysisManager& analyses) {
  auto& loops = analyses.getResult<llvm::LoopAnalysis>(function);
  bool isChanged = false;
  for (llvm::Loop* loop : loops.getLoopsInPreorder()) {
    llvm::SmallVector<llvm::BasicBlock*> latches;
    loop->getLoopLatches(latches);
    if (latches.size() < 2) continue;
    auto* dominators = &analyses.getResult<llvm::DominatorTreeAnalysis>(function);
    llvm::SplitBlockPredecessors(loop->getHeader(), latches, ".latch", dominators, &loops);
    isChanged = true;
  }
  if (!isChanged) return llvm::PreservedAnalyses::all();
  llvm::PreservedAnalyses kept;
  kept.preserve<llvm::LoopAnalysis>();
  kept.preserve<llvm::DominatorTreeAnalysis>();
  return kept;
}

}  // namespace pyrite::cpu
