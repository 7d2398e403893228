// Block parameters for variables, after Braun et al., "Simple and Efficient Construction of SSA Form" (2013). All
// predecessors are known beforehand, so a parameter's sources are looked up once, at the end.
#include "frontend/flow/variables.hpp"

namespace pyrite::flow {

using ir::BlockId;
using ir::ValueId;

Variables::Variables(ir::Builder& builder, const CodeBlocks& blocks, std::size_t variableCount)
    : builder_(builder),
      blocks_(blocks),
      variableCount_(variableCount),
      initial_(variableCount),
      atEntry_(blocks.blocks.size() * variableCount),
      current_(blocks.blocks.size() * variableCount) {}

ValueId Variables::read(std::uint32_t block, std::size_t variable) {
  const ValueId known = current_[block * variableCount_ + variable];
  if (known.valid()) return known;
  const ValueId value = readAtEntry(block, variable);
  current_[block * variableCount_ + variable] = value;
  return value;
}

void Variables::write(std::uint32_t block, std::size_t variable, ValueId value) {
  current_[block * variableCount_ + variable] = value;
}

ValueId Variables::readAtEntry(std::uint32_t block, std::size_t variable) {
  const ValueId known = atEntry_[block * variableCount_ + variable];
  if (known.valid()) return known;
  const CodeBlock& code = blocks_.blocks[block];
  ValueId value;
  if (code.predecessors.empty() && code.raisers.empty()) {
    value = initial_[variable];
  } else if (code.predecessors.size() == 1 && code.raisers.empty() && block != 0) {
    value = read(code.predecessors[0], variable);
  } else {
    value = builder_.addParameter(irBlock(block), nullptr);
    parameters_.push_back({block, variable, value, {}});
  }
  atEntry_[block * variableCount_ + variable] = value;
  return value;
}

ValueId Variables::resolve(ValueId value) const {
  while (value.valid() && value.index < replacement_.size() && replacement_[value.index].valid())
    value = replacement_[value.index];
  return value;
}

void Variables::finish() {
  // Looking up sources may make further parameters, which join the end of the list.
  for (std::size_t i = 0; i < parameters_.size(); ++i) {
    std::vector<ValueId> sources;
    for (std::uint32_t predecessor : blocks_.blocks[parameters_[i].block].predecessors)
      sources.push_back(read(predecessor, parameters_[i].variable));
    for (std::uint32_t raiser : blocks_.blocks[parameters_[i].block].raisers)
      sources.push_back(readAtEntry(raiser, parameters_[i].variable));
    if (parameters_[i].block == 0) sources.push_back(initial_[parameters_[i].variable]);
    parameters_[i].sources = std::move(sources);
  }

  ir::Function& function = builder_.function();
  replacement_.assign(function.values.size(), ValueId());
  for (bool changed = true; changed;) {
    changed = false;
    for (const Parameter& parameter : parameters_) {
      if (replacement_[parameter.value.index].valid()) continue;
      ValueId only;
      bool isTrivial = true;
      for (ValueId source : parameter.sources) {
        const ValueId value = resolve(source);
        if (value == parameter.value || value == only) continue;
        if (only.valid()) {
          isTrivial = false;
          break;
        }
        only = value;
      }
      if (isTrivial && only.valid()) {
        replacement_[parameter.value.index] = only;
        changed = true;
      }
    }
  }

  for (ir::Instruction& instruction : function.instructions) {
    for (ValueId& operand : instruction.operands) operand = resolve(operand);
    for (ir::Edge& edge : instruction.successors)
      for (ValueId& argument : edge.arguments) argument = resolve(argument);
  }
  for (ir::Block& block : function.blocks) {
    std::vector<ValueId> kept;
    for (ValueId value : block.parameters) {
      if (replacement_[value.index].valid()) continue;
      function[value].parameterIndex = static_cast<std::uint32_t>(kept.size());
      kept.push_back(value);
    }
    block.parameters.assign(kept.begin(), kept.end());
  }

  // Unwind edges carry what their blocks began with. The block that fetches an iteration's element has the same edge.
  for (const Parameter& parameter : parameters_) {
    if (replacement_[parameter.value.index].valid()) continue;
    const CodeBlock& handler = blocks_.blocks[parameter.block];
    for (std::size_t i = 0; i < handler.raisers.size(); ++i) {
      const ValueId value = resolve(parameter.sources[handler.predecessors.size() + i]);
      ir::Block& raiser = function[irBlock(handler.raisers[i])];
      raiser.unwind.arguments.push_back(value);
      for (const ir::Edge& edge : function[raiser.instructions.back()].successors)
        if (edge.target.index > blocks_.blocks.size()) function[edge.target].unwind.arguments.push_back(value);
    }
  }

  // Edge arguments, in the order of the parameters that are left. The n-th entry of the predecessors stands for the
  // n-th edge into the block; a block reaches another twice only by a conditional jump whose two targets are one.
  for (const Parameter& parameter : parameters_) {
    if (replacement_[parameter.value.index].valid()) continue;
    const auto& predecessors = blocks_.blocks[parameter.block].predecessors;
    if (parameter.block == 0)  // the prologue's jump
      function.terminator(function.entry()).successors[0].arguments.push_back(resolve(parameter.sources.back()));
    for (std::size_t i = 0; i < predecessors.size(); ++i) {
      const ValueId value = resolve(parameter.sources[i]);
      const ir::Block& from = function[irBlock(predecessors[i])];
      std::size_t occurrence = 0;
      for (std::size_t j = 0; j < i; ++j)
        if (predecessors[j] == predecessors[i]) ++occurrence;
      // The edge lies on the chain of blocks that begins with the predecessor: iteration adds one between (translate.cpp).
      ir::Instruction& last = function[from.instructions.back()];
      ir::Edge* found = nullptr;
      std::size_t seen = 0;
      for (ir::Edge& edge : last.successors) {
        ir::Edge* candidate = &edge;
        if (edge.target.index > blocks_.blocks.size()) candidate = &function.terminator(edge.target).successors[0];
        if (candidate->target == irBlock(parameter.block) && seen++ == occurrence) found = candidate;
      }
      if (last.op == ir::Op::Unreachable) continue;  // the predecessor ends in a refusal before its jump
      PYRITE_CHECK(found != nullptr, "an edge between blocks of the same code is missing");
      found->arguments.push_back(value);
    }
  }
}

}  // namespace pyrite::flow
