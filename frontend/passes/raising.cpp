// Raising spreads from callees to callers.
#include "frontend/passes/raising.hpp"

#include "frontend/ir/verifier_types.hpp"

namespace pyrite::passes {

namespace {

bool raises(const ir::Module& module, const ir::Function& function) {
  for (const ir::Block& block : function.blocks) {
    if (block.unwind.target.valid()) continue;
    for (ir::InstructionId id : block.instructions)
      if (ir::mayRaise(function[id], &module)) return true;
  }
  return false;
}

}  // namespace

void spreadRaising(ir::Module& module) {
  for (bool isChanged = true; isChanged;) {
    isChanged = false;
    for (ir::Function& function : module.functions) {
      if (function.mayRaise || !raises(module, function)) continue;
      function.mayRaise = isChanged = true;
    }
  }
}

}  // namespace pyrite::passes
