// The basic blocks of normalised instructions: what is reachable, in which order, and who leads where.
#pragma once

#include <cstdint>
#include <vector>

#include "frontend/bytecode/instruction.hpp"

namespace pyrite::flow {

/// Instructions [begin, end).
struct CodeBlock {
  std::int32_t begin = 0, end = 0;
  std::vector<std::uint32_t> successors;  // a conditional jump: target first, then the fall-through
  std::vector<std::uint32_t> predecessors;
  const bytecode::ProtectedRange* range = nullptr;  // the innermost one, unless it only cleans up
  std::uint32_t handler = kNoBlock;                 // where its exceptions go: the block of range->handler
  /// The blocks whose exceptions come here. In them no variable changes before the last instruction, so what a handler
  /// sees is what they began with.
  std::vector<std::uint32_t> raisers;
  /// The head of an unrolled loop: the item that the loop's iterator gives here, or that there is none left.
  std::int32_t item = kNotUnrolled;
  static constexpr std::int32_t kNotUnrolled = -1, kExhausted = -2;
  static constexpr std::uint32_t kNoBlock = ~0u;
};

struct CodeBlocks {
  std::vector<CodeBlock> blocks;     // reachable ones only, in order of instructions
  std::vector<std::uint32_t> order;  // reverse post-order from the entry, block 0
};

/// Finds predecessors, raisers and the order from the blocks' successors and handlers.
void connect(CodeBlocks& code);

CodeBlocks findBlocks(const bytecode::DecodedCode& code);

}  // namespace pyrite::flow
