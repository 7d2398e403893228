// Finds basic blocks and their edges.
#include "frontend/flow/blocks.hpp"

#include <algorithm>
#include <functional>

namespace pyrite::flow {
namespace {

using bytecode::DecodedCode;
using bytecode::Instruction;
using bytecode::Meaning;
using bytecode::ProtectedRange;

bool changesVariable(Meaning meaning) {
  return meaning == Meaning::StoreLocal || meaning == Meaning::DeleteLocal || meaning == Meaning::LoadLocalOrNull ||
         meaning == Meaning::LoadDerefOrNull || meaning == Meaning::StoreDeref || meaning == Meaning::DeleteDeref ||
         meaning == Meaning::PushExceptionInfo || meaning == Meaning::PopException;
}

bool isJump(Meaning meaning) { return bytecode::operandKind(meaning) == bytecode::OperandKind::Target; }

bool endsBlock(Meaning meaning) { return isJump(meaning) || bytecode::leavesFunction(meaning); }

/// Around the whole body of a generator: StopIteration becomes a RuntimeError, which is whoever's business consumes it.
bool turnsStopIteration(const Instruction& instruction) {
  return instruction.meaning == Meaning::CallIntrinsic1 &&
         instruction.operand == static_cast<std::int32_t>(bytecode::Intrinsic::StopIterationError);
}

/// A handler that only restores the frame and raises again, as inlined comprehensions have, changes nothing that can be seen
/// when no other handler comes after it.
bool onlyCleansUp(const DecodedCode& code, std::int32_t handler) {
  static constexpr Meaning kRestoring[] = {Meaning::Nop,        Meaning::Pop,  Meaning::PopException, Meaning::Copy,
                                           Meaning::StoreDeref, Meaning::Swap, Meaning::Rotate,       Meaning::StoreLocal};
  for (std::size_t i = static_cast<std::size_t>(handler); i < code.instructions.size(); ++i) {
    const Meaning meaning = code.instructions[i].meaning;
    if (meaning == Meaning::Reraise) return true;
    if (turnsStopIteration(code.instructions[i])) continue;
    if (std::find(std::begin(kRestoring), std::end(kRestoring), meaning) == std::end(kRestoring)) return false;
  }
  return false;
}

/// Finds the order, by depth-first search: in it a loop's body precedes what follows the loop. Gives which blocks are reached.
std::vector<char> order(CodeBlocks& code) {
  std::vector<char> seen(code.blocks.size(), 0);
  std::vector<std::uint32_t> postOrder;
  std::function<void(std::uint32_t)> visit = [&](std::uint32_t index) {
    seen[index] = 1;
    const CodeBlock& block = code.blocks[index];
    if (block.handler != CodeBlock::kNoBlock && !seen[block.handler]) visit(block.handler);
    for (std::uint32_t next : block.successors)
      if (!seen[next]) visit(next);
    postOrder.push_back(index);
  };
  if (!code.blocks.empty()) visit(0);
  code.order.assign(postOrder.rbegin(), postOrder.rend());
  return seen;
}

}  // namespace

CodeBlocks findBlocks(const DecodedCode& code) {
  const auto count = static_cast<std::int32_t>(code.instructions.size());
  std::vector<const ProtectedRange*> rangeOf(static_cast<std::size_t>(count), nullptr);
  // Innermost ranges come first where they nest, so the first one to claim an instruction keeps it.
  for (const ProtectedRange& range : code.exceptionTable) {
    const bool isLast = std::none_of(code.exceptionTable.begin(), code.exceptionTable.end(), [&](const ProtectedRange& outer) {
      return outer.begin <= range.handler && range.handler < outer.end;
    });
    if (isLast && onlyCleansUp(code, range.handler)) continue;
    // What is thrown into `yield from` leaves it.
    if (code.instructions[static_cast<std::size_t>(range.handler)].meaning == Meaning::CleanupThrow) continue;
    for (std::int32_t i = range.begin; i < range.end && i < count; ++i)
      if (rangeOf[static_cast<std::size_t>(i)] == nullptr) rangeOf[static_cast<std::size_t>(i)] = &range;
  }

  std::vector<char> isLeader(static_cast<std::size_t>(count) + 1, 0);
  if (count > 0) isLeader[0] = 1;
  for (std::int32_t i = 0; i < count; ++i) {
    const auto at = static_cast<std::size_t>(i);
    const Instruction& instruction = code.instructions[at];
    if (isJump(instruction.meaning)) isLeader[static_cast<std::size_t>(instruction.operand)] = 1;
    if (endsBlock(instruction.meaning)) isLeader[at + 1] = 1;
    if (i > 0 && rangeOf[at] != rangeOf[at - 1]) isLeader[at] = 1;
    if (rangeOf[at] != nullptr) {
      isLeader[static_cast<std::size_t>(rangeOf[at]->handler)] = 1;
      if (changesVariable(instruction.meaning)) isLeader[at + 1] = 1;
    }
  }

  std::vector<CodeBlock> all;
  std::vector<std::uint32_t> blockAt(static_cast<std::size_t>(count) + 1, 0);
  for (std::int32_t i = 0; i < count;) {
    std::int32_t end = i + 1;
    while (end < count && !isLeader[static_cast<std::size_t>(end)]) ++end;
    blockAt[static_cast<std::size_t>(i)] = static_cast<std::uint32_t>(all.size());
    CodeBlock block;
    block.begin = i;
    block.end = end;
    block.range = rangeOf[static_cast<std::size_t>(i)];
    all.push_back(block);
    i = end;
  }
  for (CodeBlock& block : all) {
    const Instruction& last = code.instructions[static_cast<std::size_t>(block.end) - 1];
    if (isJump(last.meaning)) block.successors.push_back(blockAt[static_cast<std::size_t>(last.operand)]);
    if (!bytecode::leavesFunction(last.meaning) && last.meaning != Meaning::Jump && !bytecode::sends(last.meaning) &&
        block.end < count)
      block.successors.push_back(blockAt[static_cast<std::size_t>(block.end)]);
    if (block.range != nullptr) block.handler = blockAt[static_cast<std::size_t>(block.range->handler)];
  }

  CodeBlocks found;
  found.blocks = std::move(all);
  const std::vector<char> isReached = order(found);
  std::vector<std::uint32_t> renumbered(found.blocks.size(), 0);
  CodeBlocks result;
  for (std::uint32_t i = 0; i < found.blocks.size(); ++i) {
    if (!isReached[i]) continue;
    renumbered[i] = static_cast<std::uint32_t>(result.blocks.size());
    result.blocks.push_back(std::move(found.blocks[i]));
  }
  for (CodeBlock& block : result.blocks) {
    for (std::uint32_t& next : block.successors) next = renumbered[next];
    if (block.handler != CodeBlock::kNoBlock) block.handler = renumbered[block.handler];
  }
  connect(result);
  return result;
}

void connect(CodeBlocks& code) {
  const std::vector<char> isReached = order(code);
  for (CodeBlock& block : code.blocks) {
    block.predecessors.clear();
    block.raisers.clear();
  }
  for (std::uint32_t i = 0; i < code.blocks.size(); ++i) {
    if (!isReached[i]) continue;
    for (std::uint32_t next : code.blocks[i].successors) code.blocks[next].predecessors.push_back(i);
    if (code.blocks[i].handler != CodeBlock::kNoBlock) code.blocks[code.blocks[i].handler].raisers.push_back(i);
  }
}

}  // namespace pyrite::flow
