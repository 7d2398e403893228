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
};

struct CodeBlocks {
  std::vector<CodeBlock> blocks;     // reachable ones only, in order of instructions
  std::vector<std::uint32_t> order;  // reverse post-order from the entry, block 0
};

CodeBlocks findBlocks(const bytecode::DecodedCode& code);

}  // namespace pyrite::flow
