// Removes what nothing uses: pure instructions without uses, blocks that no edge reaches, functions nobody calls.
//
//   %1 = add i64 %0, %0        ; unused
//   return %0            ->    return %0
#include "frontend/ir/dominators.hpp"
#include "frontend/passes/all_passes.hpp"

namespace pyrite::passes {
namespace {

using ir::Effects;
using ir::ValueId;

bool isRemovable(const ir::Instruction& instruction) {
  if (instruction.op == ir::Op::ArrayAlloc) return false;  // a size that is refused must raise
  const Effects effects = ir::info(instruction.op).effects;
  return effects == Effects::Pure || effects == Effects::Reads;
}

void removeUnreachableBlocks(ir::Function& function) {
  const std::vector<ir::BlockId> order = ir::reversePostOrder(function);
  if (order.size() == function.blocks.size()) return;
  std::vector<char> isReachable(function.blocks.size(), 0);
  for (ir::BlockId block : order) isReachable[block.index] = 1;
  ir::keepBlocks(function, isReachable);
}

void removeUnusedInstructions(ir::Function& function) {
  std::vector<std::uint32_t> uses(function.values.size(), 0);
  auto count = [&](const auto& values, std::int32_t by) {
    for (ValueId value : values) uses[value.index] += static_cast<std::uint32_t>(by);
  };
  for (const ir::Block& block : function.blocks) {
    count(block.unwind.arguments, 1);
    for (ir::InstructionId id : block.instructions) {
      count(function[id].operands, 1);
      for (const ir::Edge& edge : function[id].successors) count(edge.arguments, 1);
    }
  }
  for (bool changed = true; changed;) {
    changed = false;
    for (ir::Block& block : function.blocks) {
      std::vector<ir::InstructionId> kept;
      for (auto it = block.instructions.rbegin(); it != block.instructions.rend(); ++it) {
        const ir::Instruction& instruction = function[*it];
        if (instruction.result.valid() && uses[instruction.result.index] == 0 && isRemovable(instruction)) {
          count(instruction.operands, -1);
          changed = true;
        } else {
          kept.push_back(*it);
        }
      }
      if (kept.size() != block.instructions.size()) block.instructions.assign(kept.rbegin(), kept.rend());
    }
  }
}

void removeUncalledFunctions(ir::Module& module) {
  std::vector<char> isCalled(module.functions.size(), 0);
  std::vector<std::size_t> worklist{0};
  isCalled[0] = 1;
  while (!worklist.empty()) {
    const ir::Function& function = module.functions[worklist.back()];
    worklist.pop_back();
    for (const ir::Block& block : function.blocks)
      for (ir::InstructionId id : block.instructions)
        if (const auto* callee = std::get_if<ir::FunctionId>(&function[id].attribute); callee && !isCalled[callee->index]) {
          isCalled[callee->index] = 1;
          worklist.push_back(callee->index);
        }
  }
  std::vector<ir::FunctionId> renumbered(module.functions.size());
  std::vector<ir::Function> kept;
  for (std::size_t i = 0; i < module.functions.size(); ++i) {
    if (!isCalled[i]) continue;
    renumbered[i] = ir::FunctionId(kept.size());
    kept.push_back(std::move(module.functions[i]));
  }
  module.functions = std::move(kept);
  for (ir::Function& function : module.functions)
    for (ir::Instruction& instruction : function.instructions)
      if (auto* callee = std::get_if<ir::FunctionId>(&instruction.attribute)) *callee = renumbered[callee->index];
}

}  // namespace

Status removeDeadCode(ir::Module& module) {
  if (module.functions.empty()) return success();
  for (ir::Function& function : module.functions) {
    removeUnreachableBlocks(function);
    removeUnusedInstructions(function);
  }
  removeUncalledFunctions(module);
  return success();
}

}  // namespace pyrite::passes
