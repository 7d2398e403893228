// Lets signals stop loops: now and then each loop asks whether the interpreter has one for us, which may raise.
//
// A loop that only counts stays one that can be vectorised: it runs in chunks, and the question is asked between them.
//
//   head(…): %i = slot_load next           chunk(…): the end of the chunk: limit, or so far on from next
//            slot_store next, %i + 1                 jump head(…)
//            branch %i < limit, body, done   head(…):  … branch %i < end, body, stop
//                                          stop:     branch %i < limit, ask, done
//                                          ask:      slot_store next, %i; interrupt_check; jump chunk(…)
//
// Any other loop counts its rounds and asks each time a power of two has gone by. Inside of a try statement the head begins with
// an interrupt_check already, so that it has an error edge.
#include <algorithm>

#include "frontend/ir/builder.hpp"
#include "frontend/ir/dominators.hpp"
#include "frontend/passes/all_passes.hpp"
#include "frontend/passes/raising.hpp"

namespace pyrite::passes {
namespace {

using ir::Block;
using ir::BlockId;
using ir::Instruction;
using ir::InstructionId;
using ir::Op;
using ir::ValueId;

// Rounds between two questions: of loops that only count, and of others; without other loops, maps and calls in them, and with.
constexpr std::int64_t kCheapChunk = 1 << 16, kDearChunk = 64;
constexpr std::int64_t kCheapRounds = 1024, kDearRounds = 16;
constexpr std::int64_t kShort = 4096;  // so few cheap rounds need no question

struct Loop {
  BlockId header;
  std::vector<char> contains;  // by block
  bool isReducible = true;
};

/// A loop over numbers from `place` to `limit`, which it does not change.
struct Count {
  ValueId next, place, limit;
};

class Interrupts {
 public:
  Interrupts(const ir::Module& module, ir::Function& function) : module_(module), function_(function), builder_(function) {}

  bool run() {
    findLoops();
    const std::vector<Loop> loops = std::move(loops_);
    for (const Loop& loop : loops) {
      if (yieldsEachRound(loop)) continue;  // whoever takes the values asks
      const bool isCheap = isInnermost(loop, loops) && !isDear(loop);
      if (const auto count = countOf(loop)) {
        // The loop around asks often enough; and a question would cost more than a few rounds do.
        if (isCheap && (isShort(loop, *count) || isNested(loop, loops))) continue;
        splitIntoChunks(loop, *count, isCheap ? kCheapChunk : kDearChunk);
      } else {
        countRounds(loop, isCheap ? kCheapRounds : kDearRounds);
      }
      hasAny_ = true;
    }
    return hasAny_;
  }

 private:
  // -- loops --------------------------------------------------------------------------------------------------------------

  void findLoops() {
    const ir::Dominators dominators(function_);
    const auto predecessors = ir::predecessors(function_);
    const std::vector<BlockId> order = ir::reversePostOrder(function_);
    std::vector<std::size_t> position(function_.blocks.size(), 0);
    for (std::size_t i = 0; i < order.size(); ++i) position[order[i].index] = i;
    for (BlockId header : order) {
      Loop loop;
      loop.header = header;
      std::vector<BlockId> waiting;
      for (BlockId from : predecessors[header.index]) {
        if (!dominators.isReachable(from) || position[from.index] < position[header.index]) continue;
        loop.isReducible = loop.isReducible && dominators.dominates(header, from);
        waiting.push_back(from);
      }
      if (waiting.empty()) continue;
      loop.contains.assign(function_.blocks.size(), 0);
      loop.contains[header.index] = 1;
      while (loop.isReducible && !waiting.empty()) {
        const BlockId block = waiting.back();
        waiting.pop_back();
        if (loop.contains[block.index]) continue;
        loop.contains[block.index] = 1;
        for (BlockId from : predecessors[block.index]) waiting.push_back(from);
      }
      loops_.push_back(std::move(loop));
    }
  }

  static bool isInnermost(const Loop& loop, const std::vector<Loop>& loops) {
    return loop.isReducible && std::none_of(loops.begin(), loops.end(), [&](const Loop& other) {
             return other.header != loop.header && loop.contains[other.header.index];
           });
  }

  bool isDear(const Loop& loop) const {
    for (std::size_t i = 0; i < loop.contains.size(); ++i)
      if (loop.contains[i] && isDear(function_, function_.blocks[i], 0)) return true;
    return false;
  }

  bool isDear(const ir::Function& function, const Block& block, int depth) const {
    return std::any_of(block.instructions.begin(), block.instructions.end(), [&](InstructionId id) {
      const Instruction& instruction = function[id];
      if (instruction.op == Op::Call) return !isSoonDone(std::get<ir::FunctionId>(instruction.attribute), depth + 1);
      // Resuming a generator is not dear: its loops that do not yield each round ask by themselves.
      return instruction.op == Op::CallObject || instruction.op == Op::ArrayMap || instruction.op == Op::ArrayMapInto;
    });
  }

  /// Whether a function is done after a few operations: it has no loops and calls nothing that has.
  bool isSoonDone(ir::FunctionId id, int depth) const {
    constexpr int kDeep = 4;
    if (depth > kDeep) return false;
    const ir::Function& function = module_[id];
    std::vector<char> isSeen(function.blocks.size(), 0);
    for (BlockId block : ir::reversePostOrder(function)) {
      isSeen[block.index] = 1;
      if (isDear(function, function[block], depth)) return false;
      for (const ir::Edge& edge : function.terminator(block).successors)
        if (isSeen[edge.target.index]) return false;
    }
    return true;
  }

  bool yieldsEachRound(const Loop& loop) const {
    const auto yields = [&](BlockId block) {
      const auto& instructions = function_[block].instructions;
      return std::any_of(instructions.begin(), instructions.end(),
                         [&](InstructionId id) { return function_[id].op == Op::Yield; });
    };
    if (!loop.isReducible) return false;
    std::vector<char> isSeen(function_.blocks.size(), 0);
    std::vector<BlockId> waiting{loop.header};
    while (!waiting.empty()) {
      const BlockId block = waiting.back();
      waiting.pop_back();
      if (yields(block)) continue;
      for (const BlockId next : successors(block)) {
        if (next == loop.header) return false;
        if (!loop.contains[next.index] || isSeen[next.index]) continue;
        isSeen[next.index] = 1;
        waiting.push_back(next);
      }
    }
    return true;
  }

  std::vector<BlockId> successors(BlockId block) const {
    std::vector<BlockId> found;
    for (const ir::Edge& edge : function_.terminator(block).successors) found.push_back(edge.target);
    if (function_[block].unwind.target.valid()) found.push_back(function_[block].unwind.target);
    return found;
  }

  static bool isNested(const Loop& loop, const std::vector<Loop>& loops) {
    return std::any_of(loops.begin(), loops.end(),
                       [&](const Loop& other) { return other.header != loop.header && other.contains[loop.header.index]; });
  }

  bool isShort(const Loop& loop, const Count& count) const {
    const InstructionId definition = function_[count.limit].instruction;
    if (!definition.valid() || function_[definition].op != Op::Const) return false;
    const auto* limit = std::get_if<std::int64_t>(&function_[definition].attribute);
    return limit != nullptr && *limit <= kShort && *limit >= 0 && startsFromZero(loop, count);
  }

  /// Whether the only other store into the counter, outside of the loop, stores zero.
  bool startsFromZero(const Loop& loop, const Count& count) const {
    for (std::size_t i = 0; i < function_.blocks.size(); ++i) {
      if (loop.contains[i]) continue;
      for (InstructionId id : function_.blocks[i].instructions) {
        const Instruction& instruction = function_[id];
        if (instruction.op != Op::SlotStore || instruction.operands[0] != count.next) continue;
        const InstructionId start = function_[instruction.operands[1]].instruction;
        const auto* value = start.valid() && function_[start].op == Op::Const
                                ? std::get_if<std::int64_t>(&function_[start].attribute)
                                : nullptr;
        if (value == nullptr || *value != 0) return false;
      }
    }
    return true;
  }

  bool isDefinedIn(const Loop& loop, ValueId value) const { return loop.contains[function_[value].block.index] != 0; }

  std::optional<Count> countOf(const Loop& loop) const {
    const Block& header = function_[loop.header];
    if (!loop.isReducible || header.unwind.target.valid() || header.instructions.empty()) return std::nullopt;
    const Instruction& branch = function_[header.instructions.back()];
    if (branch.op != Op::Branch || loop.contains[branch.successors[1].target.index]) return std::nullopt;
    const InstructionId condition = function_[branch.operands[0]].instruction;
    if (!condition.valid() || function_[condition].op != Op::Lt || function_[branch.operands[0]].block != loop.header)
      return std::nullopt;
    const ValueId place = function_[condition].operands[0], limit = function_[condition].operands[1];
    const InstructionId load = function_[place].instruction;
    if (!load.valid() || function_[load].op != Op::SlotLoad || function_[place].type != types::int64()) return std::nullopt;
    if (function_[place].block != loop.header || isDefinedIn(loop, limit)) return std::nullopt;
    return Count{function_[load].operands[0], place, limit};
  }

  // -- the two forms --------------------------------------------------------------------------------------------------------

  void splitIntoChunks(const Loop& loop, const Count& count, std::int64_t length) {
    const BlockId header = loop.header;
    const std::vector<ValueId> parameters = function_[header].parameters;
    const InstructionId branch = function_[header].instructions.back();
    const InstructionId condition = function_[function_[branch].operands[0]].instruction;
    builder_.setSpan(function_[branch].span);

    const BlockId chunk = builder_.createBlock("chunk"), stop = builder_.createBlock("stop"), ask = builder_.createBlock("ask");
    // Whoever came from outside comes to the chunk first.
    for (std::size_t i = 0; i < function_.blocks.size(); ++i) {
      if (i < loop.contains.size() && loop.contains[i]) continue;
      for (InstructionId id : function_.blocks[i].instructions)
        for (ir::Edge& edge : function_[id].successors)
          if (edge.target == header) edge.target = chunk;
    }
    builder_.setBlock(chunk);
    std::vector<ValueId> handed;
    for (ValueId parameter : parameters) handed.push_back(builder_.addParameter(chunk, function_[parameter].type));
    const ValueId from = builder_.emit(Op::SlotLoad, types::int64(), {count.next});
    const ValueId far = builder_.emit(Op::Add, types::int64(), {from, builder_.constantInt(length)});
    const ValueId isLast = builder_.emit(
        Op::Or, types::boolType(),
        {builder_.emit(Op::Lt, types::boolType(), {count.limit, far}), builder_.emit(Op::Lt, types::boolType(), {far, from})});
    const ValueId end = builder_.emit(Op::Select, types::int64(), {isLast, count.limit, far});
    builder_.jump(header, handed);
    function_[condition].operands[1] = end;

    builder_.setBlock(stop);
    const ir::Edge done = function_[branch].successors[1];
    const ValueId hasMore = builder_.emit(Op::Lt, types::boolType(), {count.place, count.limit});
    builder_.branch(hasMore, ask, {}, done.target, {done.arguments.begin(), done.arguments.end()});
    ir::Edge& exit = function_[branch].successors[1];
    exit.target = stop;
    exit.arguments = {};

    builder_.setBlock(ask);
    builder_.emit(Op::SlotStore, types::voidType(), {count.next, count.place});
    builder_.emit(Op::InterruptCheck, types::voidType(), {});
    builder_.jump(chunk, parameters);
  }

  void countRounds(const Loop& loop, std::int64_t rounds) {
    BlockId block = loop.header;
    if (!function_[block].unwind.target.valid()) block = behindCondition(loop, behindPrelude(block));
    if (!counter_.valid()) makeCounter();
    std::vector<InstructionId> rest = std::move(function_[block].instructions);
    function_[block].instructions.clear();
    if (function_[rest[0]].op == Op::CaughtError) {
      function_[block].instructions.push_back(rest[0]);
      rest.erase(rest.begin());
    }
    if (function_[rest[0]].op == Op::InterruptCheck) rest.erase(rest.begin());  // it stood for the block's error edge
    builder_.setSpan(function_[rest.back()].span);
    const BlockId ask = builder_.createBlock("ask"), round = builder_.createBlock("round");
    function_[ask].unwind = function_[block].unwind;
    function_[round].unwind = function_[block].unwind;
    builder_.setBlock(block);
    const ValueId before = builder_.emit(Op::SlotLoad, types::int64(), {counter_});
    const ValueId now = builder_.emit(Op::Add, types::int64(), {before, builder_.constantInt(1)});
    builder_.emit(Op::SlotStore, types::voidType(), {counter_, now});
    const ValueId part = builder_.emit(Op::And, types::int64(), {now, builder_.constantInt(rounds - 1)});
    builder_.branch(builder_.emit(Op::Eq, types::boolType(), {part, builder_.constantInt(0)}), ask, round);
    builder_.setBlock(ask);
    builder_.emit(Op::InterruptCheck, types::voidType(), {});
    builder_.jump(round);
    for (InstructionId id : rest) {
      function_[round].instructions.push_back(id);
      if (const ValueId result = function_[id].result; result.valid()) function_[result].block = round;
    }
  }

  /// A block without an error edge may prepare what the error edge of the next one carries.
  BlockId behindPrelude(BlockId block) const {
    const Instruction& last = function_[function_[block].instructions.back()];
    if (last.op != Op::Jump || !function_[last.successors[0].target].unwind.target.valid()) return block;
    const BlockId next = last.successors[0].target;
    return ir::predecessors(function_)[next.index].size() == 1 ? next : block;
  }

  /// A head that decides whether the loop goes on stays alone, so that the loop can be turned around: the body asks.
  BlockId behindCondition(const Loop& loop, BlockId block) const {
    const Instruction& last = function_[function_[block].instructions.back()];
    if (block != loop.header || last.op != Op::Branch) return block;
    for (int inside : {0, 1}) {
      const BlockId next = last.successors[inside].target;
      if (!loop.contains[next.index] || loop.contains[last.successors[1 - inside].target.index]) continue;
      const bool isBody = function_[next].instructions.size() > 1;  // and not the jump back of a body that decides at its end
      if (isBody && ir::predecessors(function_)[next.index].size() == 1 && !function_[next].unwind.target.valid()) return next;
    }
    return block;
  }

  void makeCounter() {
    const BlockId entry = function_.entry();
    std::vector<InstructionId> rest = std::move(function_[entry].instructions);
    function_[entry].instructions.clear();
    builder_.setBlock(entry);
    counter_ = builder_.emit(Op::Slot, types::slotType(types::int64()), {});
    builder_.emit(Op::SlotStore, types::voidType(), {counter_, builder_.constantInt(0)});
    function_[entry].instructions.insert(function_[entry].instructions.end(), rest.begin(), rest.end());
  }

  const ir::Module& module_;
  ir::Function& function_;
  ir::Builder builder_;
  std::vector<Loop> loops_;
  ValueId counter_;
  bool hasAny_ = false;
};

}  // namespace

Status addInterrupts(ir::Module& module) {
  bool hasAny = false;
  for (ir::Function& function : module.functions) {
    if (!function.isInterruptible || function.isScalarKernel || function.blocks.empty()) continue;
    if (!Interrupts(module, function).run()) continue;
    function.mayRaise = hasAny = true;
  }
  if (hasAny) spreadRaising(module);
  return success();
}

}  // namespace pyrite::passes
