// A lean list of passes: the stock O3 pipeline takes a third to a half longer and makes no faster loops of numeric code.
#include "cpu/optimize.hpp"

#include <llvm/Analysis/TargetLibraryInfo.h>
#include <llvm/IR/Module.h>
#include <llvm/Passes/PassBuilder.h>
#include <llvm/Support/CommandLine.h>
#include <llvm/Target/TargetMachine.h>

#include <mutex>

#include "cpu/run_ahead.hpp"
#include "cpu/single_latch.hpp"
#include "cpu/vector_math.hpp"
#include "cpu/vector_remainder.hpp"

namespace pyrite::cpu {
namespace {

// Inlining comes first: kernels of array maps and library functions are small. Then the scalar clean-up that makes
// loops countable, the loop passes, the vectorisers, and a clean-up after them.
constexpr const char* kFullPipeline =
    "function(single-latch,sroa,early-cse<memssa>,simplifycfg,instcombine<no-verify-fixpoint>),"
    "cgscc(inline),globaldce,"
    "function(sroa,early-cse<memssa>,simplifycfg,instcombine<no-verify-fixpoint>,jump-threading,correlated-propagation,"
    "simplifycfg,"
    "reassociate,"
    "loop-mssa(loop-instsimplify,loop-simplifycfg,licm,loop-rotate,licm,simple-loop-unswitch<nontrivial>),"
    "simplifycfg,instcombine<no-verify-fixpoint>,"
    "loop(loop-idiom,indvars,loop-deletion,loop-unroll-full),"
    "sroa,gvn,correlated-propagation,instcombine<no-verify-fixpoint>,simplifycfg,"
    "loop-mssa(licm),loop(loop-rotate,indvars),loop-load-elim,loop-mssa(licm),run-ahead,inject-tli-mappings,plain-sums,loop-"
    "vectorize,"
    "vector-remainder,"
    "settle-run-ahead,instcombine<no-verify-"
    "fixpoint>,"
    "simplifycfg<forward-switch-cond;switch-range-to-icmp;hoist-common-insts;sink-common-insts>,"
    "slp-vectorizer,vector-combine,early-cse,instcombine<no-verify-fixpoint>,"
    "loop-unroll<O2>,instcombine<no-verify-fixpoint>,loop-mssa(licm),simplifycfg,adce)";

// First code fast: no loop is transformed.
constexpr const char* kQuickPipeline =
    "cgscc(inline),globaldce,function(sroa,early-cse,simplifycfg,instcombine<no-verify-fixpoint>)";

void setOption(llvm::StringRef name, llvm::StringRef value) {
  const auto& options = llvm::cl::getRegisteredOptions();
  const auto found = options.find(name);
  PYRITE_CHECK(found != options.end(), "an option that this LLVM does not have");
  found->second->addOccurrence(0, name, value);
}

/// What LLVM has no other way to say. Sums in the program's order may be vectorised: the terms are computed together and added
/// one by one. Vectors wider than registers are not tried for the sake of library calls: that takes as long as all the rest.
void setVectoriserOptions() {
  setOption("force-ordered-reductions", "true");
  setOption("vectorizer-maximize-bandwidth-for-vector-calls", "false");
}

}  // namespace

void optimize(llvm::Module& module, llvm::TargetMachine& machine, targets::Optimization level) {
  static std::once_flag once;
  std::call_once(once, setVectoriserOptions);
  llvm::PipelineTuningOptions tuning;
  tuning.LoopVectorization = tuning.SLPVectorization = tuning.LoopInterleaving = true;
  llvm::PassBuilder builder(&machine, tuning);
  llvm::LoopAnalysisManager loops;
  llvm::FunctionAnalysisManager functions;
  llvm::CGSCCAnalysisManager callGraph;
  llvm::ModuleAnalysisManager modules;
  llvm::TargetLibraryInfoImpl library(module.getTargetTriple());
  addVectorFunctions(library, module.getTargetTriple());
  functions.registerPass([&] { return llvm::TargetLibraryAnalysis(library); });
  builder.registerModuleAnalyses(modules);
  builder.registerCGSCCAnalyses(callGraph);
  builder.registerFunctionAnalyses(functions);
  builder.registerLoopAnalyses(loops);
  builder.crossRegisterProxies(loops, functions, callGraph, modules);
  builder.registerPipelineParsingCallback(
      [](llvm::StringRef name, llvm::FunctionPassManager& list, llvm::ArrayRef<llvm::PassBuilder::PipelineElement>) {
        if (name == "plain-sums") return list.addPass(PlainSumsPass()), true;
        if (name == "run-ahead") return list.addPass(RunAheadPass()), true;
        if (name == "settle-run-ahead") return list.addPass(SettleRunAheadPass()), true;
        if (name == "single-latch") return list.addPass(SingleLatchPass()), true;
        if (name == "vector-remainder") return list.addPass(VectorRemainderPass()), true;
        return false;
      });
  llvm::ModulePassManager passes;
  const char* pipeline = level == targets::Optimization::Full ? kFullPipeline : kQuickPipeline;
  if (llvm::Error error = builder.parsePassPipeline(passes, pipeline)) {
    const std::string text = llvm::toString(std::move(error));
    PYRITE_CHECK(false, text.c_str());
  }
  passes.run(module, modules);
}

}  // namespace pyrite::cpu
