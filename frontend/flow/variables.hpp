// SSA construction on the fly: locals, cells and stack slots are variables; block parameters are made where paths meet.
#pragma once

#include <vector>

#include "frontend/flow/blocks.hpp"
#include "frontend/ir/builder.hpp"
#include "frontend/support/result.hpp"

namespace pyrite::flow {

/// The IR block of a code block: the IR function's first block is the prologue, which holds the arguments.
inline ir::BlockId irBlock(std::uint32_t codeBlock) { return ir::BlockId(codeBlock + 1); }

class Variables {
 public:
  /// The prologue and one IR block for each code block must exist already.
  Variables(ir::Builder& builder, const CodeBlocks& blocks, std::size_t variableCount);

  /// The value of a variable at the current point of `block`.
  ir::ValueId read(std::uint32_t block, std::size_t variable);
  void write(std::uint32_t block, std::size_t variable, ir::ValueId value);
  /// The value before the function's first instruction.
  void writeInitial(std::size_t variable, ir::ValueId value) { initial_[variable] = value; }

  /// Fills in the arguments of all edges, removes the parameters that turn out to have one source, and rewrites
  /// their uses. Called once, after every block is complete.
  void finish();

 private:
  struct Parameter {
    std::uint32_t block;
    std::size_t variable;
    ir::ValueId value;
    std::vector<ir::ValueId> sources;  // as the block's predecessors
  };

  ir::ValueId readAtEntry(std::uint32_t block, std::size_t variable);
  ir::ValueId resolve(ir::ValueId value) const;

  ir::Builder& builder_;
  const CodeBlocks& blocks_;
  std::size_t variableCount_;
  std::vector<ir::ValueId> initial_;
  std::vector<ir::ValueId> atEntry_, current_;  // [block * variableCount + variable]
  std::vector<Parameter> parameters_;
  std::vector<ir::ValueId> replacement_;  // by value index
};

}  // namespace pyrite::flow
