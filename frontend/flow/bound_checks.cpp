// The checks of variables that are assigned on every path go.
#include "frontend/flow/translate.hpp"

namespace pyrite::flow {

using ir::Op;
using ir::ValueId;

/// Reading a variable that is assigned on every path needs no check; which those are shows when all edges stand.
void Translator::removeNeedlessBoundChecks() {
  ir::Function& function = builder_.function();
  std::vector<char> maybeUnbound(function.values.size(), 0);
  for (const ir::Instruction& instruction : function.instructions)
    if (instruction.op == Op::PyUnbound) maybeUnbound[instruction.result.index] = 1;
  for (bool changed = true; changed;) {
    changed = false;
    auto flow = [&](const ir::Edge& edge, std::size_t skip) {
      for (std::size_t i = 0; i < edge.arguments.size(); ++i) {
        if (!maybeUnbound[edge.arguments[i].index]) continue;
        char& known = maybeUnbound[function[edge.target].parameters[i + skip].index];
        if (!known) known = changed = true;
      }
    };
    for (const ir::Block& block : function.blocks) {
      if (block.unwind.target.valid()) flow(block.unwind, 1);
      if (!block.instructions.empty())
        for (const ir::Edge& edge : function[block.instructions.back()].successors) flow(edge, 0);
    }
  }
  std::vector<ValueId> replacement(function.values.size());
  for (ir::Block& block : function.blocks) {
    std::vector<ir::InstructionId> kept;
    for (ir::InstructionId id : block.instructions) {
      const ir::Instruction& instruction = function[id];
      if (instruction.op == Op::PyCheckBound && !maybeUnbound[instruction.operands[0].index])
        replacement[instruction.result.index] = instruction.operands[0];
      else
        kept.push_back(id);
    }
    block.instructions.assign(kept.begin(), kept.end());
  }
  auto resolve = [&](ValueId& value) {
    while (replacement[value.index].valid()) value = replacement[value.index];
  };
  for (ir::Block& block : function.blocks) {
    for (ValueId& argument : block.unwind.arguments) resolve(argument);
    for (ir::InstructionId id : block.instructions) {
      for (ValueId& operand : function[id].operands) resolve(operand);
      for (ir::Edge& edge : function[id].successors)
        for (ValueId& argument : edge.arguments) resolve(argument);
    }
  }
}

}  // namespace pyrite::flow
