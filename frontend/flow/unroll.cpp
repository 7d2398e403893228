// Copies of loop bodies.
#include "frontend/flow/unroll.hpp"

namespace pyrite::flow {

namespace {

constexpr std::size_t kMaximumBlocks = 8000;

/// Which blocks the entry leads to without going through `removed`.
std::vector<char> reachedWithout(const CodeBlocks& code, std::uint32_t removed) {
  std::vector<char> isReached(code.blocks.size(), 0);
  std::vector<std::uint32_t> waiting{0};
  isReached[0] = 1;
  auto visit = [&](std::uint32_t next) {
    if (next == CodeBlock::kNoBlock || next == removed || isReached[next]) return;
    isReached[next] = 1;
    waiting.push_back(next);
  };
  while (!waiting.empty()) {
    const CodeBlock& block = code.blocks[waiting.back()];
    waiting.pop_back();
    for (std::uint32_t next : block.successors) visit(next);
    visit(block.handler);
  }
  return isReached;
}

}  // namespace

bool unrollLoop(CodeBlocks& code, const UnrolledLoop& loop) {
  const std::uint32_t header = loop.header, exit = code.blocks[header].successors[0], body = code.blocks[header].successors[1];
  std::vector<std::uint32_t> region;
  const std::vector<char> isOutside = reachedWithout(code, body);
  for (std::uint32_t i = 0; i < code.blocks.size(); ++i)
    if (!isOutside[i]) region.push_back(i);
  if (code.blocks.size() + loop.count * (region.size() + 1) > kMaximumBlocks) return false;

  const std::vector<CodeBlock> original = code.blocks;
  auto append = [&](std::uint32_t source) {
    code.blocks.push_back(original[source]);
    return static_cast<std::uint32_t>(code.blocks.size() - 1);
  };
  std::vector<std::uint32_t> headers{header};
  for (std::uint32_t item = 0; item < loop.count; ++item) headers.push_back(append(header));
  std::vector<std::uint32_t> place(original.size());  // of each block in the current copy
  for (std::uint32_t item = 0; item < loop.count; ++item) {
    for (std::uint32_t i = 0; i < original.size(); ++i) place[i] = i;
    if (item > 0)
      for (std::uint32_t i : region) place[i] = append(i);
    for (std::uint32_t i : region) {
      CodeBlock& block = code.blocks[place[i]];
      for (std::uint32_t& next : block.successors) next = next == header ? headers[item + 1] : place[next];
      if (block.handler != CodeBlock::kNoBlock) block.handler = place[block.handler];
    }
    CodeBlock& first = code.blocks[headers[item]];
    first.successors.assign(1, place[body]);
    first.item = static_cast<std::int32_t>(item);
  }
  CodeBlock& last = code.blocks[headers[loop.count]];
  last.successors.assign(1, exit);
  last.item = CodeBlock::kExhausted;
  connect(code);
  return true;
}

}  // namespace pyrite::flow
