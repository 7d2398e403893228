// The vector library rounds otherwise than C's library. A vectorised loop of 4 lanes over 10 elements would take 8 results from
// the one and 2 from the other; so the remaining elements call the vector function, too, with the same number in all lanes.
//
//   before:  %y = call double @llvm.exp.f64(double %x)
//   after:   %v = splat %x;  %r = call <4 x double> @_ZGVdN4v_exp(<4 x double> %v);  %y = extractelement %r, 0
#include "cpu/vector_remainder.hpp"

#include <llvm/ADT/SmallPtrSet.h>
#include <llvm/Analysis/LoopInfo.h>
#include <llvm/Analysis/VectorUtils.h>
#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/InstIterator.h>
#include <llvm/IR/Module.h>
#include <llvm/Transforms/Utils/LoopUtils.h>

namespace pyrite::cpu {
namespace {

using llvm::CallInst;

/// The vector function that stands for the scalar one in this function; null where none is called.
llvm::Function* variantOf(const CallInst& call, const llvm::SmallPtrSetImpl<llvm::Function*>& called) {
  for (const llvm::VFInfo& variant : llvm::VFDatabase::getMappings(call)) {
    llvm::Function* function = call.getModule()->getFunction(variant.VectorName);
    if (function != nullptr && called.contains(function) && !variant.Shape.VF.isScalable()) return function;
  }
  return nullptr;
}

void callVariant(CallInst& call, llvm::Function& variant) {
  llvm::IRBuilder<> b(&call);
  const auto* type = llvm::cast<llvm::FixedVectorType>(variant.getReturnType());
  llvm::SmallVector<llvm::Value*> operands;
  for (llvm::Value* operand : call.args()) operands.push_back(b.CreateVectorSplat(type->getNumElements(), operand));
  CallInst* wide = b.CreateCall(&variant, operands);
  wide->copyFastMathFlags(&call);
  wide->setDoesNotAccessMemory();
  wide->setDoesNotThrow();
  call.replaceAllUsesWith(b.CreateExtractElement(wide, std::uint64_t{0}));
  call.eraseFromParent();
}

/// Whether a float is carried around that each step adds to, in this order.
bool addsInOrder(const llvm::Loop& loop) {
  for (const llvm::PHINode& phi : loop.getHeader()->phis()) {
    if (!phi.getType()->isFloatingPointTy() || loop.getLoopLatch() == nullptr) continue;
    const auto* carried = llvm::dyn_cast<llvm::Instruction>(phi.getIncomingValueForBlock(loop.getLoopLatch()));
    if (carried != nullptr && carried->getOpcode() == llvm::Instruction::FAdd && !carried->hasAllowReassoc()) return true;
  }
  return false;
}

bool callsVectorLibrary(const llvm::Loop& loop) {
  for (llvm::BasicBlock* block : loop.blocks())
    for (llvm::Instruction& instruction : *block)
      if (const auto* call = llvm::dyn_cast<CallInst>(&instruction);
          call != nullptr && !llvm::VFDatabase::getMappings(*call).empty())
        return true;
  return false;
}

}  // namespace

llvm::PreservedAnalyses PlainSumsPass::run(llvm::Function& function, llvm::FunctionAnalysisManager& analyses) {
  for (llvm::Loop* loop : analyses.getResult<llvm::LoopAnalysis>(function).getLoopsInPreorder())
    if (loop->isInnermost() && addsInOrder(*loop) && !callsVectorLibrary(*loop))
      llvm::addStringMetadataToLoop(loop, "llvm.loop.vectorize.enable", 0);
  return llvm::PreservedAnalyses::all();
}

llvm::PreservedAnalyses VectorRemainderPass::run(llvm::Function& function, llvm::FunctionAnalysisManager& analyses) {
  llvm::SmallPtrSet<llvm::Function*, 8> called;
  for (llvm::Instruction& instruction : llvm::instructions(function))
    if (auto* call = llvm::dyn_cast<CallInst>(&instruction); call != nullptr && call->getType()->isVectorTy())
      if (llvm::Function* callee = call->getCalledFunction(); callee != nullptr && !callee->isIntrinsic())
        called.insert(callee);
  if (called.empty()) return llvm::PreservedAnalyses::all();
  for (const llvm::Loop* loop : analyses.getResult<llvm::LoopAnalysis>(function).getLoopsInPreorder()) {
    if (!llvm::getBooleanLoopAttribute(loop, "llvm.loop.isvectorized")) continue;
    for (llvm::BasicBlock* block : loop->blocks()) {
      for (llvm::Instruction& instruction : llvm::make_early_inc_range(*block)) {
        auto* call = llvm::dyn_cast<CallInst>(&instruction);
        if (call == nullptr || call->getType()->isVectorTy() || call->getCalledFunction() == nullptr) continue;
        if (llvm::Function* variant = variantOf(*call, called)) callVariant(*call, *variant);
      }
    }
  }
  llvm::PreservedAnalyses kept;
  kept.preserveSet<llvm::CFGAnalyses>();
  return kept;
}

}  // namespace pyrite::cpu
