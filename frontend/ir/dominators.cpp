// Control-flow facts. Dominators after Cooper, Harvey and Kennedy, "A Simple, Fast Dominance Algorithm" (2001).
#include "frontend/ir/dominators.hpp"

#include <algorithm>

namespace pyrite::ir {
namespace {

template <class Visit>
void forEachSuccessor(const Function& function, BlockId block, Visit&& visit) {
  const Block& data = function[block];
  if (!data.instructions.empty())
    for (const Edge& edge : function[data.instructions.back()].successors) visit(edge.target);
  if (data.unwind.target.valid()) visit(data.unwind.target);
}

}  // namespace

std::vector<BlockId> reversePostOrder(const Function& function) {
  std::vector<BlockId> order;
  if (function.blocks.empty()) return order;
  std::vector<char> seen(function.blocks.size(), 0);
  // An explicit stack: long functions must not exhaust the machine's.
  struct Frame {
    BlockId block;
    std::vector<BlockId> successors;
    std::size_t next = 0;
  };
  std::vector<Frame> stack;
  auto enter = [&](BlockId block) {
    seen[block.index] = 1;
    Frame frame{block, {}, 0};
    forEachSuccessor(function, block, [&](BlockId next) { frame.successors.push_back(next); });
    stack.push_back(std::move(frame));
  };
  enter(function.entry());
  while (!stack.empty()) {
    Frame& frame = stack.back();
    if (frame.next == frame.successors.size()) {
      order.push_back(frame.block);
      stack.pop_back();
      continue;
    }
    // The last successor first, so that the first one comes first in reverse post-order after the block.
    const BlockId next = frame.successors[frame.successors.size() - 1 - frame.next++];
    if (!seen[next.index]) enter(next);
  }
  std::reverse(order.begin(), order.end());
  return order;
}

std::vector<std::vector<BlockId>> predecessors(const Function& function) {
  std::vector<std::vector<BlockId>> result(function.blocks.size());
  for (std::size_t i = 0; i < function.blocks.size(); ++i)
    forEachSuccessor(function, BlockId(i), [&](BlockId next) { result[next.index].push_back(BlockId(i)); });
  return result;
}

Dominators::Dominators(const Function& function)
    : immediate_(function.blocks.size()), order_(function.blocks.size(), 0xffffffffu) {
  const std::vector<BlockId> order = reversePostOrder(function);
  if (order.empty()) return;
  for (std::size_t i = 0; i < order.size(); ++i) order_[order[i].index] = static_cast<std::uint32_t>(i);
  const auto preds = predecessors(function);
  immediate_[order[0].index] = order[0];
  auto intersect = [&](BlockId a, BlockId b) {
    while (a != b) {
      while (order_[a.index] > order_[b.index]) a = immediate_[a.index];
      while (order_[b.index] > order_[a.index]) b = immediate_[b.index];
    }
    return a;
  };
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t i = 1; i < order.size(); ++i) {
      BlockId dominator;
      for (BlockId predecessor : preds[order[i].index]) {
        if (!isReachable(predecessor) || !immediate_[predecessor.index].valid()) continue;
        dominator = dominator.valid() ? intersect(predecessor, dominator) : predecessor;
      }
      if (immediate_[order[i].index] != dominator) {
        immediate_[order[i].index] = dominator;
        changed = true;
      }
    }
  }
}

bool Dominators::dominates(BlockId a, BlockId b) const {
  if (!isReachable(a) || !isReachable(b)) return false;
  while (order_[b.index] > order_[a.index]) b = immediate_[b.index];
  return a == b;
}

}  // namespace pyrite::ir
