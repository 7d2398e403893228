// Calls of small functions become their bodies, callees first, so that the passes after it see across library functions:
// maps fuse, counts that cancel are never made, and targets have fewer functions to compile.
//
//   %1 = call @square(%0)        ->    %1 = mul f64 %0, %0
//
// A function with blocks of its own takes the place of the call between two halves of the calling block; what it returns
// becomes a parameter of the second half, and its errors go where the calling block's errors go. What the body raises says from
// where it was called: each of its raise sites becomes one of its own, which handlers match as they match the first.
#include <algorithm>
#include <string>

#include "frontend/ir/builder.hpp"
#include "frontend/passes/all_passes.hpp"

namespace pyrite::passes {
namespace {

using ir::Block;
using ir::BlockId;
using ir::Function;
using ir::FunctionId;
using ir::Instruction;
using ir::InstructionId;
using ir::Op;
using ir::ValueId;

/// Above this many instructions a function stays one, unless it asks to be inlined or has a single call.
constexpr std::size_t kSmall = 40;
/// A function called once is inlined up to this size, and no caller grows beyond it.
constexpr std::size_t kLarge = 2000;

std::size_t sizeOf(const Function& function) {
  std::size_t size = 0;
  for (const Block& block : function.blocks) size += block.instructions.size();
  return size;
}

const FunctionId* calleeOf(const Instruction& instruction) {
  return instruction.op == Op::Call ? std::get_if<FunctionId>(&instruction.attribute) : nullptr;
}

/// Copies one callee's body into the caller at one call.
class Inlining {
 public:
  Inlining(ir::Module& module, Function& caller, const Function& callee)
      : module_(module), caller_(caller), callee_(callee), builder_(caller) {}

  /// The call is instruction `position` of `block`. Returns the block and position where the rest of the caller goes on.
  std::pair<BlockId, std::size_t> run(BlockId block, std::size_t position) {
    const InstructionId call = caller_[block].instructions[position];
    frame_ = {caller_[call].span, caller_.pythonName, caller_.file};
    values_.assign(callee_.values.size(), ValueId{});
    for (std::size_t i = 0; i < callee_[callee_.entry()].parameters.size(); ++i)
      values_[callee_[callee_.entry()].parameters[i].index] = caller_[call].operands[i];
    return callee_.blocks.size() == 1 && callee_.terminator(callee_.entry()).op == Op::Return ? splice(block, position)
                                                                                              : graft(block, position);
  }

  /// What stands for the call's result now; invalid when the result became a block parameter.
  ValueId replacement() const { return replacement_; }
  const std::vector<std::pair<ir::SiteId, ir::SiteId>>& sites() const { return sites_; }

 private:
  /// One block that returns: its instructions take the call's place.
  std::pair<BlockId, std::size_t> splice(BlockId block, std::size_t position) {
    std::vector<InstructionId> copies;
    const std::vector<InstructionId>& body = callee_[callee_.entry()].instructions;
    for (std::size_t i = 0; i + 1 < body.size(); ++i) copies.push_back(copy(body[i], block));
    if (const Instruction& last = callee_[body.back()]; !last.operands.empty()) replacement_ = values_[last.operands[0].index];
    std::vector<InstructionId>& instructions = caller_[block].instructions;
    const auto at = instructions.erase(instructions.begin() + static_cast<std::ptrdiff_t>(position));
    instructions.insert(at, copies.begin(), copies.end());
    return {block, position + copies.size()};
  }

  std::pair<BlockId, std::size_t> graft(BlockId block, std::size_t position) {
    const InstructionId call = caller_[block].instructions[position];
    const BlockId rest = builder_.createBlock(caller_[block].name);
    std::vector<InstructionId>& before = caller_[block].instructions;
    const auto after = before.begin() + static_cast<std::ptrdiff_t>(position);
    caller_[rest].instructions.assign(after + 1, before.end());
    before.erase(after, before.end());
    caller_[rest].unwind = caller_[block].unwind;
    for (InstructionId id : caller_[rest].instructions)
      if (const ValueId result = caller_[id].result; result.valid()) caller_[result].block = rest;
    if (const ValueId result = caller_[call].result; result.valid()) {
      caller_[rest].parameters.push_back(result);
      caller_[result].block = rest;
      caller_[result].instruction = InstructionId{};
      caller_[result].parameterIndex = 0;
    }

    // Nothing leads back to an entry, so its instructions go on in the calling block itself.
    for (std::size_t i = 0; i < callee_.blocks.size(); ++i)
      blocks_.push_back(i == 0 ? block : builder_.createBlock(callee_.blocks[i].name));
    for (std::size_t i = 1; i < callee_.blocks.size(); ++i)
      for (ValueId parameter : callee_.blocks[i].parameters)
        values_[parameter.index] = builder_.addParameter(blocks_[i], callee_[parameter].type);
    // Results get their new names first: a block may stand before the one that defines what it uses.
    for (const Block& from : callee_.blocks)
      for (InstructionId id : from.instructions)
        if (const ValueId result = callee_[id].result; result.valid()) values_[result.index] = newValue(callee_[result].type);
    const ir::Edge unwind = caller_[block].unwind;
    for (std::size_t i = 0; i < callee_.blocks.size(); ++i) {
      const Block& from = callee_.blocks[i];
      const ir::Edge inner = from.unwind.target.valid() ? edge(from.unwind) : unwind;
      BlockId to = blocks_[i];
      if (i == 0 && !(inner.target == unwind.target && inner.arguments == unwind.arguments)) {
        to = builder_.createBlock(from.name);
        builder_.setBlock(block);
        builder_.jump(to);
      }
      caller_[to].unwind = inner;
      for (std::size_t k = 0; k + 1 < from.instructions.size(); ++k)
        caller_[to].instructions.push_back(copy(from.instructions[k], to));
      builder_.setBlock(to);
      finish(callee_[from.instructions.back()], rest, unwind);
    }
    return {rest, 0};
  }

  /// The terminator: leaving the callee is going on in the caller.
  void finish(const Instruction& terminator, BlockId rest, const ir::Edge& unwind) {
    builder_.setSpan(terminator.span);
    if (terminator.op == Op::Return) {
      std::vector<ValueId> arguments;
      if (!caller_[rest].parameters.empty()) arguments.push_back(values_[terminator.operands[0].index]);
      builder_.jump(rest, std::move(arguments));
    } else if (terminator.op == Op::Propagate && unwind.target.valid()) {
      builder_.jump(unwind.target, unwind.arguments);
    } else {
      const auto id = InstructionId(caller_.instructions.size());
      caller_.instructions.push_back(translated(terminator));
      caller_[builder_.block()].instructions.push_back(id);
    }
  }

  ValueId newValue(types::Type type) {
    caller_.values.push_back({type, {}, {}, 0});
    return ValueId(caller_.values.size() - 1);
  }

  Instruction translated(const Instruction& from) {
    Instruction made = from;
    for (ValueId& operand : made.operands) operand = values_[operand.index];
    for (ir::Edge& successor : made.successors) successor = edge(successor);
    if (const auto* site = std::get_if<ir::SiteId>(&made.attribute)) made.attribute = calledFromHere(*site);
    return made;
  }

  ir::SiteId calledFromHere(ir::SiteId site) {
    if (frame_.function.empty() || frame_.span.line <= 0) return site;
    for (const auto& [known, own] : sites_)
      if (known == site) return own;
    ir::RaiseSite made = module_.sites[site.index];
    made.callers.push_back(frame_);
    module_.sites.push_back(std::move(made));
    sites_.emplace_back(site, ir::SiteId(module_.sites.size() - 1));
    return sites_.back().second;
  }

  ir::Edge edge(const ir::Edge& from) const {
    ir::Edge made{blocks_[from.target.index], {}};
    for (ValueId argument : from.arguments) made.arguments.push_back(values_[argument.index]);
    return made;
  }

  InstructionId copy(InstructionId from, BlockId block) {
    const auto id = InstructionId(caller_.instructions.size());
    Instruction made = translated(callee_[from]);
    if (made.result.valid()) {
      ValueId& name = values_[callee_[from].result.index];
      if (!name.valid()) name = newValue(made.type);
      made.result = name;
      caller_[name].block = block;
      caller_[name].instruction = id;
    }
    caller_.instructions.push_back(std::move(made));
    return id;
  }

  ir::Module& module_;
  Function& caller_;
  const Function& callee_;
  ir::Builder builder_;
  ir::CallFrame frame_;                                   // of the call
  std::vector<std::pair<ir::SiteId, ir::SiteId>> sites_;  // of the callee, and what they are here
  std::vector<ValueId> values_;                           // by value of the callee: the one in the caller
  std::vector<BlockId> blocks_;                           // by block of the callee, when it has several
  ValueId replacement_;
};

class CallGraph {
 public:
  explicit CallGraph(ir::Module& module)
      : module_(module), calls_(module.functions.size(), 0), state_(module.functions.size(), 0) {
    for (const Function& function : module.functions)
      for (const Block& block : function.blocks)
        for (InstructionId id : block.instructions)
          if (const auto* callee = std::get_if<FunctionId>(&function[id].attribute)) ++calls_[callee->index];
  }

  /// Callees before callers. A function that is reached again while its own callees are visited is part of a recursion.
  void visit(std::size_t index) {
    if (state_[index] != kNew) return;
    state_[index] = kActive;
    Function& caller = module_.functions[index];
    std::size_t size = sizeOf(caller);
    std::vector<ValueId> replaced;  // by value: what stands for it now
    for (std::size_t block = 0; block < caller.blocks.size(); ++block) {
      BlockId at(block);
      for (std::size_t position = 0; position < caller[at].instructions.size(); ++position) {
        const InstructionId id = caller[at].instructions[position];
        const auto* named = std::get_if<FunctionId>(&caller[id].attribute);
        if (named == nullptr) continue;
        const std::size_t callee = named->index;
        visit(callee);
        if (calleeOf(caller[id]) == nullptr || state_[callee] != kDone) continue;
        const std::size_t added = sizeOf(module_.functions[callee]);
        if (!isWorth(caller, module_.functions[callee], added, size, calls_[callee])) continue;
        const ValueId result = caller[id].result;
        Inlining inlining(module_, caller, module_.functions[callee]);
        const auto [nextBlock, nextPosition] = inlining.run(at, position);
        sites_.insert(sites_.end(), inlining.sites().begin(), inlining.sites().end());
        size += added;
        if (inlining.replacement().valid() && result.valid()) {
          replaced.resize(caller.values.size());
          replaced[result.index] = inlining.replacement();
        }
        // What was copied has no calls left that are worth it, so the walk goes on behind it; the second half of a divided
        // block is a block of its own, which comes later.
        if (nextBlock != at) break;
        position = nextPosition - 1;
      }
    }
    if (!replaced.empty()) replaceAll(caller, replaced);
    state_[index] = kDone;
  }

  /// Handlers that match a site match what it has become elsewhere.
  void extendHandlers() {
    if (sites_.empty()) return;
    for (Function& function : module_.functions)
      for (Instruction& instruction : function.instructions)
        if (instruction.op == Op::ErrorMatches) extend(std::get<std::string>(instruction.attribute));
  }

 private:
  /// `statuses`: numbers of sites plus one, between commas; a colon and more may follow a number.
  void extend(std::string& statuses) const {
    std::vector<char> isMatched(module_.sites.size(), 0);
    for (std::size_t at = 0; at < statuses.size(); at = std::min(statuses.find(',', at), statuses.size() - 1) + 1) {
      const int status = std::stoi(statuses.substr(at));
      if (status > 0) isMatched[static_cast<std::size_t>(status) - 1] = 1;
    }
    for (const auto& [from, to] : sites_) {  // in the order in which they came to be
      if (isMatched[from.index] == 0) continue;
      isMatched[to.index] = 1;
      statuses = std::to_string(to.index + 1) + "," + statuses;
    }
  }

  static bool isWorth(const Function& caller, const Function& callee, std::size_t added, std::size_t size, std::size_t calls) {
    if (callee.blocks.empty() || callee.inlining == ir::Inline::Never || callee.fastMath != caller.fastMath) return false;
    if (callee.inlining == ir::Inline::Always) return true;
    return size + added <= kLarge && (added <= kSmall || calls == 1);
  }

  static void replaceAll(Function& function, std::vector<ValueId>& replaced) {
    replaced.resize(function.values.size());
    const auto resolve = [&](ValueId& value) {
      while (replaced[value.index].valid()) value = replaced[value.index];
    };
    for (Block& block : function.blocks) {
      for (ValueId& value : block.unwind.arguments) resolve(value);
      for (InstructionId id : block.instructions) {
        for (ValueId& value : function[id].operands) resolve(value);
        for (ir::Edge& edge : function[id].successors)
          for (ValueId& value : edge.arguments) resolve(value);
      }
    }
  }

  static constexpr char kNew = 0, kActive = 1, kDone = 2;
  ir::Module& module_;
  std::vector<std::size_t> calls_;
  std::vector<char> state_;
  std::vector<std::pair<ir::SiteId, ir::SiteId>> sites_;  // a callee's, and what it has become where that was inlined
};

}  // namespace

Status inlineCalls(ir::Module& module) {
  if (module.functions.empty()) return success();
  CallGraph graph(module);
  graph.visit(0);
  graph.extendHandlers();
  return success();
}

}  // namespace pyrite::passes
