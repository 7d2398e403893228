// Makes ownership explicit: counted values get their retain and release, by last use, on error paths as well.
//
//   %1 = array_alloc %n                     %1 = array_alloc %n
//   %2 = call @f(%1)             ->         %2 = call @f(%1)         ; unwind: release %1, propagate
//   return %2                               release %1
//                                           return %2
//
// Arguments are borrowed: the caller keeps them alive. Results of allocations and calls, and block parameters, are owned
// by whoever holds them: they are the roots. Views and aggregates borrow from the roots they were made of, which therefore
// live as long as these are used. Handing a value to a block parameter or returning it gives a count away: the root's own
// where this is its last use, else a new one.
#include <map>

#include "frontend/ir/builder.hpp"
#include "frontend/ir/dominators.hpp"
#include "frontend/ir/verifier_types.hpp"
#include "frontend/passes/all_passes.hpp"

namespace pyrite::passes {
namespace {

using ir::BlockId;
using ir::Edge;
using ir::Function;
using ir::Instruction;
using ir::InstructionId;
using ir::Op;
using ir::ValueId;

/// A set of roots, by their dense number.
class RootSet {
 public:
  explicit RootSet(std::size_t count = 0) : words_((count + 63) / 64, 0) {}
  bool has(std::size_t root) const { return (words_[root / 64] >> (root % 64)) & 1; }
  void add(std::size_t root) { words_[root / 64] |= std::uint64_t{1} << (root % 64); }
  void remove(std::size_t root) { words_[root / 64] &= ~(std::uint64_t{1} << (root % 64)); }
  bool addAll(const RootSet& other) {
    bool changed = false;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const std::uint64_t merged = words_[i] | other.words_[i];
      changed = changed || merged != words_[i];
      words_[i] = merged;
    }
    return changed;
  }
  bool empty() const {
    for (std::uint64_t word : words_)
      if (word != 0) return false;
    return true;
  }
  friend bool operator==(const RootSet&, const RootSet&) = default;
  friend auto operator<=>(const RootSet&, const RootSet&) = default;

 private:
  std::vector<std::uint64_t> words_;
};

bool makesOwned(Op op) {
  switch (op) {
    case Op::ArrayAlloc:
    case Op::ArrayMap:
    case Op::BoxAlloc:
    case Op::BoxLoad:
    case Op::GeneratorMake:
    case Op::GeneratorCurrent:
    case Op::GeneratorResult:
    case Op::ListAlloc:
    case Op::ListLoad:
    case Op::Call:
    case Op::CallRuntime:
    case Op::CallObject:
    case Op::CaughtError:
    case Op::ErrorMake:
    case Op::ErrorContext:
    case Op::ErrorCause:
      return true;
    default:
      return false;
  }
}

class Ownership {
 public:
  Ownership(const ir::Module& module, Function& function) : module_(module), function_(function), builder_(function) {}

  void run() {
    findRoots();
    if (roots_.empty() && !returnsCounted()) return;
    findLiveness();
    const std::size_t blockCount = function_.blocks.size();
    for (std::size_t block = 0; block < blockCount; ++block) rewriteBlock(BlockId(block));
  }

 private:
  bool returnsCounted() const { return function_.result != nullptr && types::isCounted(function_.result); }
  bool isCounted(ValueId value) const { return types::isCounted(function_[value].type); }
  const RootSet& rootsOf(ValueId value) const { return borrowed_[value.index]; }

  /// Numbers the owned values and finds for each counted value which of them it lives on.
  void findRoots() {
    std::vector<std::size_t> rootOf(function_.values.size(), kNoRoot);
    auto addRoot = [&](ValueId value) {
      rootOf[value.index] = roots_.size();
      roots_.push_back(value);
    };
    order_ = ir::reversePostOrder(function_);
    for (BlockId block : order_) {
      if (block != function_.entry())
        for (ValueId parameter : function_[block].parameters)
          if (isCounted(parameter)) addRoot(parameter);
      for (InstructionId id : function_[block].instructions)
        if (const ValueId result = function_[id].result; result.valid() && isCounted(result) && makesOwned(function_[id].op))
          addRoot(result);
    }
    rootOf_ = std::move(rootOf);
    borrowed_.assign(function_.values.size(), RootSet(roots_.size()));
    for (std::size_t root = 0; root < roots_.size(); ++root) borrowed_[roots_[root].index].add(root);
    // Definitions precede uses in reverse post-order. Raw pointers into an array's memory keep it alive too.
    for (BlockId block : order_) {
      for (InstructionId id : function_[block].instructions) {
        const Instruction& instruction = function_[id];
        if (!instruction.result.valid() || rootOf_[instruction.result.index] != kNoRoot) continue;
        const bool isAddress = instruction.type->is(types::Kind::Pointer) || instruction.type->is(types::Kind::Owner);
        if (!isCounted(instruction.result) && !isAddress && !instruction.type->is(types::Kind::Iterator)) continue;
        for (ValueId operand : instruction.operands) borrowed_[instruction.result.index].addAll(rootsOf(operand));
      }
    }
  }

  /// Backward data flow: which roots are needed at the beginning of each block.
  void findLiveness() {
    liveIn_.assign(function_.blocks.size(), RootSet(roots_.size()));
    for (bool changed = true; changed;) {
      changed = false;
      for (auto it = order_.rbegin(); it != order_.rend(); ++it) {
        RootSet live = liveOut(*it);
        const ir::Block& block = function_[*it];
        for (auto id = block.instructions.rbegin(); id != block.instructions.rend(); ++id) stepBackward(function_[*id], live);
        if (block.unwind.target.valid()) live.addAll(neededByUnwind(block.unwind));
        for (ValueId parameter : block.parameters)
          if (rootOf_[parameter.index] != kNoRoot) live.remove(rootOf_[parameter.index]);
        changed = liveIn_[it->index].addAll(live) || changed;
      }
    }
  }

  RootSet liveOut(BlockId block) const {
    RootSet live(roots_.size());
    for (const Edge& edge : function_.terminator(block).successors) live.addAll(liveIn_[edge.target.index]);
    return live;
  }

  RootSet neededByUnwind(const Edge& unwind) const {
    RootSet live = liveIn_[unwind.target.index];
    for (ValueId argument : unwind.arguments) live.addAll(rootsOf(argument));
    return live;
  }

  void stepBackward(const Instruction& instruction, RootSet& live) const {
    if (instruction.result.valid() && rootOf_[instruction.result.index] != kNoRoot)
      live.remove(rootOf_[instruction.result.index]);
    for (ValueId operand : instruction.operands) live.addAll(rootsOf(operand));
    for (const Edge& edge : instruction.successors)
      for (ValueId argument : edge.arguments) live.addAll(rootsOf(argument));
  }

  // -- rewriting ---------------------------------------------------------------------------------------------------

  void rewriteBlock(BlockId block) {
    const std::vector<InstructionId> instructions(function_[block].instructions.begin(), function_[block].instructions.end());
    if (instructions.empty()) return;
    // What is live after each instruction.
    std::vector<RootSet> liveAfter(instructions.size(), RootSet(roots_.size()));
    RootSet live = liveOut(block);
    for (std::size_t i = instructions.size(); i-- > 0;) {
      liveAfter[i] = live;
      stepBackward(function_[instructions[i]], live);
    }
    const Edge unwind = function_[block].unwind;
    RootSet held = live;  // owned here and not yet released: live at entry, and parameters even when nothing uses them
    for (ValueId parameter : function_[block].parameters) {
      if (rootOf_[parameter.index] == kNoRoot) continue;
      held.add(rootOf_[parameter.index]);
    }
    if (unwind.target.valid()) held.addAll(liveIn_[block.index]);

    function_[block].instructions.clear();
    builder_.setBlock(block);
    bool pieceMayRaise = false;
    RootSet pieceHeld(roots_.size());  // what the current piece's unwind releases
    releaseDead(held, live, unwind);
    for (std::size_t i = 0; i < instructions.size(); ++i) {
      const InstructionId id = instructions[i];
      const bool raises = ir::mayRaise(function_[id], &module_);
      if (raises) {
        if (pieceMayRaise && !(pieceHeld == held)) {
          startPiece(unwind);
          pieceMayRaise = false;
        }
        if (!pieceMayRaise) {
          pieceMayRaise = true;
          pieceHeld = held;
          setUnwind(builder_.block(), held, unwind);
        }
      }
      if (ir::isTerminator(function_[id].op)) {
        finishBlock(id, held);
        return;
      }
      const BlockId current = builder_.block();
      function_[current].instructions.push_back(id);
      const ValueId result = function_[id].result;
      if (result.valid()) {
        function_[result].block = current;
        if (rootOf_[result.index] != kNoRoot) held.add(rootOf_[result.index]);
      }
      releaseDead(held, liveAfter[i], unwind);
    }
  }

  /// Releases what is held but no longer live.
  void releaseDead(RootSet& held, const RootSet& live, const Edge& unwind) {
    RootSet kept = live;
    if (unwind.target.valid()) kept.addAll(neededByUnwind(unwind));
    for (std::size_t root = 0; root < roots_.size(); ++root) {
      if (!held.has(root) || kept.has(root)) continue;
      builder_.emit(Op::Release, types::voidType(), {roots_[root]});
      held.remove(root);
    }
  }

  /// Continues the block in a new one, so that its instructions can have another unwind edge.
  void startPiece(const Edge& unwind) {
    const BlockId from = builder_.block();
    const BlockId next = builder_.createBlock(function_[from].name);
    function_[next].unwind = unwind;
    builder_.jump(next);
    builder_.setBlock(next);
  }

  /// Errors of this piece release what is held, then go where the block's errors went.
  void setUnwind(BlockId piece, const RootSet& held, const Edge& unwind) {
    RootSet extra = held;
    if (unwind.target.valid()) {
      for (std::size_t root = 0; root < roots_.size(); ++root)
        if (liveIn_[unwind.target.index].has(root)) extra.remove(root);
    }
    bool givesArguments = false;
    for (ValueId argument : unwind.arguments) givesArguments = givesArguments || isCounted(argument);
    if (extra.empty() && !givesArguments) {
      function_[piece].unwind = unwind;
      return;
    }
    const auto key = std::make_pair(extra, unwind.target);
    if (unwind.arguments.empty()) {
      if (auto known = cleanups_.find(key); known != cleanups_.end()) {
        function_[piece].unwind = Edge{known->second, {}};
        return;
      }
    }
    const BlockId resume = builder_.block();
    const BlockId cleanup = builder_.createBlock("cleanup");
    builder_.setBlock(cleanup);
    for (ValueId argument : unwind.arguments)
      if (isCounted(argument)) builder_.emit(Op::Retain, types::voidType(), {argument});
    for (std::size_t root = 0; root < roots_.size(); ++root)
      if (extra.has(root)) builder_.emit(Op::Release, types::voidType(), {roots_[root]});
    if (unwind.target.valid())
      builder_.jump(unwind.target, std::vector<ValueId>(unwind.arguments.begin(), unwind.arguments.end()));
    else
      builder_.emit(Op::Propagate, types::voidType(), {});
    builder_.setBlock(resume);
    function_[piece].unwind = Edge{cleanup, {}};
    if (unwind.arguments.empty()) cleanups_.emplace(key, cleanup);
  }

  void finishBlock(InstructionId id, RootSet held) {
    const BlockId block = builder_.block();
    if (function_[id].op == Op::Return && isCounted(function_[id].operands[0])) {
      giveAway(function_[id].operands[0], RootSet(roots_.size()), held);
      releaseAll(held);
    } else if (function_[id].op == Op::Return) {
      releaseAll(held);  // what leaves by an error is released on the unwind edge
    } else if (function_[id].successors.size() == 1) {
      prepareEdge(function_[id].successors[0], held);
    } else {
      for (std::size_t i = 0; i < function_[id].successors.size(); ++i) splitEdge(id, i, held);
      builder_.setBlock(block);
    }
    function_[builder_.block()].instructions.push_back(id);
  }

  void releaseAll(const RootSet& held) {
    for (std::size_t root = 0; root < roots_.size(); ++root)
      if (held.has(root)) builder_.emit(Op::Release, types::voidType(), {roots_[root]});
  }

  /// Gives one count of `value` away: the root's own when nothing needs it afterwards, else a new one.
  void giveAway(ValueId value, const RootSet& neededAfter, RootSet& held) {
    const std::size_t root = rootOf_[value.index];
    if (root != kNoRoot && held.has(root) && !neededAfter.has(root)) {
      held.remove(root);
      return;
    }
    builder_.emit(Op::Retain, types::voidType(), {value});
  }

  /// Emits at the current point what must happen on the way along the edge.
  void prepareEdge(const Edge& edge, RootSet held) {
    const RootSet& needed = liveIn_[edge.target.index];
    const std::vector<ValueId> arguments(edge.arguments.begin(), edge.arguments.end());
    // Borrowed arguments take their counts first, while their roots are still held.
    for (ValueId argument : arguments)
      if (isCounted(argument) && rootOf_[argument.index] == kNoRoot) giveAway(argument, needed, held);
    for (std::size_t i = 0; i < arguments.size(); ++i)
      if (isCounted(arguments[i]) && rootOf_[arguments[i].index] != kNoRoot) giveAway(arguments[i], needed, held);
    for (std::size_t root = 0; root < roots_.size(); ++root)
      if (held.has(root) && !needed.has(root)) builder_.emit(Op::Release, types::voidType(), {roots_[root]});
  }

  bool edgeNeedsWork(const Edge& edge, const RootSet& held) const {
    for (ValueId argument : edge.arguments)
      if (isCounted(argument)) return true;
    for (std::size_t root = 0; root < roots_.size(); ++root)
      if (held.has(root) && !liveIn_[edge.target.index].has(root)) return true;
    return false;
  }

  void splitEdge(InstructionId id, std::size_t index, const RootSet& held) {
    const Edge edge = function_[id].successors[index];
    if (!edgeNeedsWork(edge, held)) return;
    const BlockId between = builder_.createBlock("edge");
    builder_.setBlock(between);
    prepareEdge(edge, held);
    builder_.jump(edge.target, std::vector<ValueId>(edge.arguments.begin(), edge.arguments.end()));
    function_[id].successors[index] = Edge{between, {}};
  }

  static constexpr std::size_t kNoRoot = ~std::size_t{0};

  const ir::Module& module_;
  Function& function_;
  ir::Builder builder_;
  std::vector<BlockId> order_;
  std::vector<ValueId> roots_;
  std::vector<std::size_t> rootOf_;  // by value: its number as a root
  std::vector<RootSet> borrowed_;    // by value: the roots it lives on, itself included
  std::vector<RootSet> liveIn_;      // by block
  std::map<std::pair<RootSet, BlockId>, BlockId> cleanups_;
};

}  // namespace

Status insertOwnership(ir::Module& module) {
  for (Function& function : module.functions) {
    for (const ir::Value& value : function.values)
      if (value.type != nullptr && value.type->is(types::Kind::Slot) && types::isCounted(value.type->item())) {
        Diagnostic diagnostic;
        diagnostic.kind = DiagnosticKind::Internal;
        diagnostic.message = "a local slot of " + function.name + " holds a counted value";
        return diagnostic;
      }
    Ownership(module, function).run();
  }
  return success();
}

}  // namespace pyrite::passes
