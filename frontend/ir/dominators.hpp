// Control-flow facts: reverse post-order, predecessors, immediate dominators (unwind edges included).
#pragma once

#include "frontend/ir/module.hpp"

namespace pyrite::ir {

std::vector<BlockId> reversePostOrder(const Function& function);
std::vector<std::vector<BlockId>> predecessors(const Function& function);

class Dominators {
 public:
  explicit Dominators(const Function& function);
  bool dominates(BlockId a, BlockId b) const;
  BlockId immediate(BlockId block) const { return immediate_[block.index]; }
  bool isReachable(BlockId block) const { return order_[block.index] != 0xffffffffu; }

 private:
  std::vector<BlockId> immediate_;
  std::vector<std::uint32_t> order_;  // position in reverse post-order
};

}  // namespace pyrite::ir
