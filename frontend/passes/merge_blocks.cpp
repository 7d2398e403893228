// A block that only one jump leads to becomes the end of the block that jumps, so that passes which look at one block at a
// time see more, and targets have fewer blocks to compile.
//
//   entry: %0 = …  jump next(%0)        ->    entry: %0 = …  return %0
//   next(%1): return %1
#include "frontend/passes/all_passes.hpp"

namespace pyrite::passes {
namespace {

using ir::Block;
using ir::BlockId;
using ir::Edge;
using ir::ValueId;

class Merging {
 public:
  explicit Merging(ir::Function& function) : function_(function), ways_(function.blocks.size(), 0) {}

  void run() {
    for (const Block& block : function_.blocks) {
      if (block.unwind.target.valid()) ways_[block.unwind.target.index] += 2;  // never merged
      if (block.instructions.empty()) continue;
      for (const Edge& edge : function_[block.instructions.back()].successors) ++ways_[edge.target.index];
    }
    replaced_.assign(function_.values.size(), ValueId());
    bool isChanged = false;
    for (std::size_t i = 0; i < function_.blocks.size(); ++i)
      while (mergeNext(BlockId(i))) isChanged = true;
    if (isChanged) replaceAll();
  }

 private:
  /// Takes over the block that this one jumps to.
  bool mergeNext(BlockId id) {
    if (function_[id].instructions.empty()) return false;
    const ir::Instruction& last = function_.terminator(id);
    if (last.op != ir::Op::Jump) return false;
    const Edge edge = last.successors[0];
    Block& next = function_[edge.target];
    if (edge.target == id || edge.target == function_.entry() || ways_[edge.target.index] != 1) return false;
    if (next.unwind.target != function_[id].unwind.target || next.unwind.arguments != function_[id].unwind.arguments)
      return false;
    for (std::size_t i = 0; i < edge.arguments.size(); ++i) replaced_[next.parameters[i].index] = edge.arguments[i];
    Block& block = function_[id];
    block.instructions.pop_back();
    for (ir::InstructionId moved : next.instructions) {
      block.instructions.push_back(moved);
      if (const ValueId result = function_[moved].result; result.valid()) function_[result].block = id;
    }
    // Nothing leads there any more: it goes at the end.
    next.instructions.clear();
    next.parameters.clear();
    next.unwind = Edge{};
    return true;
  }

  void replaceAll() {
    const auto resolve = [&](ValueId& value) {
      while (replaced_[value.index].valid()) value = replaced_[value.index];
    };
    for (Block& block : function_.blocks) {
      for (ValueId& value : block.unwind.arguments) resolve(value);
      for (ir::InstructionId id : block.instructions) {
        for (ValueId& value : function_[id].operands) resolve(value);
        for (Edge& edge : function_[id].successors)
          for (ValueId& value : edge.arguments) resolve(value);
      }
    }
    std::vector<char> isKept;
    for (const Block& block : function_.blocks) isKept.push_back(block.instructions.empty() ? 0 : 1);
    ir::keepBlocks(function_, isKept);
  }

  ir::Function& function_;
  std::vector<int> ways_;  // by block: how many edges lead there
  std::vector<ValueId> replaced_;
};

}  // namespace

Status mergeBlocks(ir::Module& module) {
  for (ir::Function& function : module.functions) Merging(function).run();
  return success();
}

}  // namespace pyrite::passes
