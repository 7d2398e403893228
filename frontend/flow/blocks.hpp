// The basic blocks of normalised instructions: what is reachable, in which order, and who leads where.
#pragma once

#include <cstdint>
#include <vector>

#include "frontend/bytecode/instruction.hpp"

namespace pyrite::flow {

struct Predecessor {
  std::uint32_t block = 0;
  bool isUnwind = false;  // by an exception: variables hold what they held at that block's entry
};

/// Instructions [begin, end). Within a protected range a block ends at every store to a variable, so that an
/// exception anywhere in the block finds the variables as they were at its entry.
struct CodeBlock {
  std::int32_t begin = 0, end = 0;
  std::vector<std::uint32_t> successors;  // a conditional jump: target first, then the fall-through
  std::vector<Predecessor> predecessors;
  const bytecode::ProtectedRange* range = nullptr;  // the innermost one, unless it only cleans up
  std::uint32_t handler = 0;                        // block of range->handler
  bool isHandler = false;
};

struct CodeBlocks {
  std::vector<CodeBlock> blocks;     // reachable ones only, in order of instructions
  std::vector<std::uint32_t> order;  // reverse post-order from the entry, block 0
};

CodeBlocks findBlocks(const bytecode::DecodedCode& code);

}  // namespace pyrite::flow
