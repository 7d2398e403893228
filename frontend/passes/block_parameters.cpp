// Removes block parameters that say nothing: those that nothing uses, and those that are one value whichever way the block is
// reached.
//
//   jump next(%0, %1)  …  jump next(%0, %2)        ->    jump next(%1)  …  jump next(%2)
//   next(%3, %4): return %3                              next(%4): return %0
#include "frontend/ir/dominators.hpp"
#include "frontend/passes/all_passes.hpp"

namespace pyrite::passes {
namespace {

using ir::Block;
using ir::BlockId;
using ir::Edge;
using ir::ValueId;

class Simplifier {
 public:
  explicit Simplifier(ir::Function& function) : function_(function), replaced_(function.values.size()) { collectEdges(); }

  void run() {
    for (bool isChanged = true; isChanged;) {
      isChanged = false;
      for (std::size_t i = 1; i < function_.blocks.size(); ++i) isChanged = replaceOneValued(BlockId(i)) || isChanged;
    }
    findUsed();
    for (std::size_t i = 1; i < function_.blocks.size(); ++i) dropUnused(BlockId(i));
    replaceAll();
  }

 private:
  template <class Visit>
  void forEachEdge(Visit&& visit) {
    for (Block& block : function_.blocks) {
      if (block.unwind.target.valid()) visit(block.unwind);
      if (block.instructions.empty()) continue;
      for (Edge& edge : function_[block.instructions.back()].successors) visit(edge);
    }
  }

  void collectEdges() {
    incoming_.resize(function_.blocks.size());
    forEachEdge([&](Edge& edge) { incoming_[edge.target.index].push_back(&edge); });
  }

  ValueId resolve(ValueId value) const {
    while (replaced_[value.index].valid()) value = replaced_[value.index];
    return value;
  }

  bool replaceOneValued(BlockId id) {
    bool isChanged = false;
    const std::vector<ValueId>& parameters = function_[id].parameters;
    for (std::size_t i = 0; i < parameters.size(); ++i) {
      if (replaced_[parameters[i].index].valid()) continue;
      ValueId only;
      bool isOne = !incoming_[id.index].empty();
      for (const Edge* edge : incoming_[id.index]) {
        const ValueId given = resolve(edge->arguments[i]);
        if (given == parameters[i] || given == only) continue;
        isOne = isOne && !only.valid();
        only = given;
      }
      if (!isOne || !only.valid()) continue;
      replaced_[parameters[i].index] = only;
      isChanged = true;
    }
    return isChanged;
  }

  /// A parameter is used when an instruction uses it, or one that hands it to a parameter that is used.
  void findUsed() {
    isUsed_.assign(function_.values.size(), false);
    std::vector<ValueId> work;
    auto use = [&](ValueId value) {
      value = resolve(value);
      if (isUsed_[value.index]) return;
      isUsed_[value.index] = true;
      work.push_back(value);
    };
    for (const Block& block : function_.blocks)
      for (ir::InstructionId id : block.instructions)
        for (ValueId operand : function_[id].operands) use(operand);
    while (!work.empty()) {
      const ir::Value& value = function_[work.back()];
      work.pop_back();
      if (value.instruction.valid() || value.block == function_.entry()) continue;
      for (const Edge* edge : incoming_[value.block.index]) use(edge->arguments[value.parameterIndex]);
    }
  }

  void dropUnused(BlockId id) {
    std::vector<ValueId>& parameters = function_[id].parameters;
    std::vector<char> isKept;
    for (ValueId parameter : parameters)
      isKept.push_back(!replaced_[parameter.index].valid() && isUsed_[parameter.index] ? 1 : 0);
    auto keep = [&](std::vector<ValueId>& values) {
      std::size_t kept = 0;
      for (std::size_t i = 0; i < isKept.size(); ++i)
        if (isKept[i] != 0) values[kept++] = values[i];
      values.resize(kept);
    };
    for (Edge* edge : incoming_[id.index]) keep(edge->arguments);
    keep(parameters);
    for (std::size_t i = 0; i < parameters.size(); ++i) function_[parameters[i]].parameterIndex = static_cast<std::uint32_t>(i);
  }

  void replaceAll() {
    forEachEdge([&](Edge& edge) {
      for (ValueId& value : edge.arguments) value = resolve(value);
    });
    for (const Block& block : function_.blocks)
      for (ir::InstructionId id : block.instructions)
        for (ValueId& value : function_[id].operands) value = resolve(value);
  }

  ir::Function& function_;
  std::vector<std::vector<Edge*>> incoming_;  // by block
  std::vector<ValueId> replaced_;             // by value: what stands for it
  std::vector<bool> isUsed_;
};

}  // namespace

Status simplifyBlockParameters(ir::Module& module) {
  for (ir::Function& function : module.functions) Simplifier(function).run();
  return success();
}

}  // namespace pyrite::passes
