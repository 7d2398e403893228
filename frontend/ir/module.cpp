// The table of operations, and the little that the container does itself.
#include "frontend/ir/module.hpp"

#include "frontend/support/result.hpp"

namespace pyrite::ir {

const OpInfo& info(Op op) {
  static constexpr OpInfo kTable[] = {
#define OP(Name, Text, ShapeOf, Rule, EffectsOf) {#Name, Text, Shape::ShapeOf, TypeRule::Rule, Effects::EffectsOf},
#include "frontend/ir/ops.def"
#undef OP
  };
  return kTable[static_cast<std::size_t>(op)];
}

BlockId Function::block(std::string_view blockName) const {
  for (std::size_t i = 0; i < blocks.size(); ++i)
    if (blocks[i].name == blockName) return BlockId(i);
  return {};
}

SiteId Module::addSite(RaiseSite site) {
  for (std::size_t i = 0; i < sites.size(); ++i)
    if (sites[i] == site) return SiteId(i);
  sites.push_back(std::move(site));
  return SiteId(sites.size() - 1);
}

void keepBlocks(Function& function, const std::vector<char>& isKept) {
  std::vector<BlockId> renumbered(function.blocks.size());
  std::vector<Block> kept;
  for (std::size_t i = 0; i < function.blocks.size(); ++i) {
    if (isKept[i] == 0) continue;
    renumbered[i] = BlockId(kept.size());
    kept.push_back(std::move(function.blocks[i]));
  }
  function.blocks = std::move(kept);
  for (std::size_t i = 0; i < function.blocks.size(); ++i) {
    Block& block = function.blocks[i];
    if (block.unwind.target.valid()) block.unwind.target = renumbered[block.unwind.target.index];
    for (ValueId parameter : block.parameters) function[parameter].block = BlockId(i);
    for (InstructionId id : block.instructions) {
      if (function[id].result.valid()) function[function[id].result].block = BlockId(i);
      for (Edge& edge : function[id].successors) edge.target = renumbered[edge.target.index];
    }
  }
}

}  // namespace pyrite::ir
