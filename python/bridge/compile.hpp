// From a kernel and argument types to loaded code.
#pragma once

#include "python/bridge/kernel.hpp"

namespace pyrite::bridge {

/// Compiles, or returns what another thread has compiled meanwhile; nullptr with an exception set. `world` has seen the
/// argument types; it becomes the specialisation's. Holds the interpreter lock on entry and on return, not throughout.
std::shared_ptr<Specialization> compileKernel(KernelState& kernel, std::shared_ptr<LiveWorld> world,
                                              const std::vector<Type>& arguments, Type result);

/// The type of what the function returns; nullptr with an exception set. Nothing is compiled.
Type inferResult(KernelState& kernel, LiveWorld& world, const std::vector<Type>& arguments);

/// The text of a stage of a specialisation: "ir", "inferred", "llvm", "llvm-optimized", "asm"; an exception when there is none.
Ref stageText(KernelState& kernel, const Specialization& specialization, const std::string& stage);

/// How many compilations this process has done, and a switch that refuses further ones (for tests).
std::int64_t compilationCount();
void forbidCompilation(bool isForbidden);

}  // namespace pyrite::bridge
