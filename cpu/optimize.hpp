// LLVM IR to better LLVM IR: the one place that knows LLVM's passes.
#pragma once

#include "targets/target.hpp"

namespace llvm {
class Module;
class TargetMachine;
}  // namespace llvm

namespace pyrite::cpu {

void optimize(llvm::Module& module, llvm::TargetMachine& machine, targets::Optimization level);

}  // namespace pyrite::cpu
