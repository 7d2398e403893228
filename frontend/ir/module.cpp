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

}  // namespace pyrite::ir
