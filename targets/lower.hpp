// Typed IR to LLVM IR, for every target.
#pragma once

#include <memory>
#include <string>

#include "targets/target.hpp"

namespace llvm {
class DataLayout;
class LLVMContext;
class Module;
}  // namespace llvm

namespace pyrite::targets {

/// What a target says of itself to the lowering.
struct LoweringOptions {
  std::string triple, cpu, features;
  bool scalarEntry = false;
};

struct LoweredModule {
  std::unique_ptr<llvm::Module> module;
  std::string entry;
  FrameLayout frame;
};

/// The module's functions with internal linkage and the uniform entry point around the first of them.
Result<LoweredModule> lowerModule(const ir::Module& module, llvm::LLVMContext& context, const llvm::DataLayout& dataLayout,
                                  const LoweringOptions& options);

/// Whether the lowering knows the operation: everything of the typed level but the array maps, which a pass expands.
bool isLowered(ir::Op op);

}  // namespace pyrite::targets
