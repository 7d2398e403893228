// Functions that may call themselves, directly or through others, ask on entry whether the stack has room, and raise
// RecursionError where it has not. How far the stack reaches is found once, where the recursion begins, and handed on.
//
//   func @f(%n) … call @f(%m)        ->    func @f(%n, %limit): stack_check %limit … call @f(%m, %limit)
//
// The module's first function, which others call with the arguments that they know of, hands on to one that does the work.
#include <algorithm>

#include "frontend/ir/builder.hpp"
#include "frontend/ir/verifier_types.hpp"
#include "frontend/passes/all_passes.hpp"
#include "frontend/passes/raising.hpp"

namespace pyrite::passes {
namespace {

using ir::BlockId;
using ir::FunctionId;
using ir::InstructionId;
using ir::Op;
using ir::ValueId;

/// The strongly connected components of the graph of calls (Tarjan 1972).
class Cycles {
 public:
  explicit Cycles(const ir::Module& module) : module_(module), states_(module.functions.size()) {
    for (std::size_t i = 0; i < states_.size(); ++i)
      if (states_[i].order == 0) visit(i);
  }

  bool isRecursive(std::size_t function) const { return states_[function].isRecursive; }
  bool areTogether(std::size_t a, std::size_t b) const { return states_[a].component == states_[b].component; }

 private:
  struct State {
    std::size_t order = 0, lowest = 0, component = 0;
    bool isOpen = false, isRecursive = false;
  };

  void visit(std::size_t function) {
    states_[function].order = states_[function].lowest = ++order_;
    states_[function].isOpen = true;
    open_.push_back(function);
    for (const ir::Block& block : module_.functions[function].blocks) {
      for (InstructionId id : block.instructions) {
        const auto* callee = std::get_if<FunctionId>(&module_.functions[function][id].attribute);
        if (callee == nullptr) continue;
        State& called = states_[callee->index];
        if (callee->index == function) states_[function].isRecursive = true;
        if (called.order == 0) {
          visit(callee->index);
          states_[function].lowest = std::min(states_[function].lowest, called.lowest);
        } else if (called.isOpen) {
          states_[function].lowest = std::min(states_[function].lowest, called.order);
        }
      }
    }
    if (states_[function].lowest != states_[function].order) return;
    const bool isAlone = open_.back() == function;
    for (bool isLast = false; !isLast;) {
      State& member = states_[open_.back()];
      isLast = open_.back() == function;
      member.isOpen = false;
      member.component = function;
      member.isRecursive = member.isRecursive || !isAlone;
      open_.pop_back();
    }
  }

  const ir::Module& module_;
  std::vector<State> states_;
  std::vector<std::size_t> open_;
  std::size_t order_ = 0;
};

/// Where the first function may call itself, its body becomes a function of its own, which it calls.
void separateFirst(ir::Module& module) {
  if (!Cycles(module).isRecursive(0)) return;
  const FunctionId inner(module.functions.size());
  for (ir::Function& function : module.functions)
    for (ir::Instruction& instruction : function.instructions)
      if (instruction.op == Op::Call && std::get<FunctionId>(instruction.attribute) == FunctionId(0))
        instruction.attribute = inner;
  ir::Function first;
  const ir::Function& body = module.functions[0];
  first.name = body.name;
  first.pythonName = body.pythonName;
  first.file = body.file;
  first.line = body.line;
  first.parameterNames = body.parameterNames;
  first.result = body.result;
  first.fastMath = body.fastMath;
  ir::Builder builder(first);
  builder.setBlock(builder.createBlock("entry"));
  builder.setSpan({first.line, first.line, -1, -1});
  std::vector<ValueId> arguments;
  for (const ValueId parameter : body[body.entry()].parameters)
    arguments.push_back(builder.addParameter(first.entry(), body[parameter].type));
  builder.ret(builder.emit(Op::Call, first.result, arguments, inner));
  module.functions.push_back(std::move(module.functions[0]));
  module.functions[0] = std::move(first);
  module.functions.back().name += ".again";
}

class Limits {
 public:
  explicit Limits(ir::Module& module) : module_(module), cycles_(module), limit_(module.functions.size()) {}

  void run() {
    const std::size_t count = module_.functions.size();
    std::vector<char> takesLimit(count, 0);
    for (std::size_t i = 0; i < count; ++i) takesLimit[i] = cycles_.isRecursive(i) ? 1 : 0;
    if (std::count(takesLimit.begin(), takesLimit.end(), 1) == 0) return;
    // Others call the first function, and what is named otherwise than in a call: these find the limit themselves.
    takesLimit[0] = 0;
    for (const ir::Function& function : module_.functions)
      for (const ir::Instruction& instruction : function.instructions)
        if (const auto* named = std::get_if<FunctionId>(&instruction.attribute); named != nullptr && instruction.op != Op::Call)
          takesLimit[named->index] = 0;
    for (std::size_t i = 0; i < count; ++i)
      if (cycles_.isRecursive(i)) addCheck(module_.functions[i], i, takesLimit[i] != 0);
    for (std::size_t i = 0; i < count; ++i) addArguments(module_.functions[i], i, takesLimit);
    spreadRaising(module_);
  }

 private:
  void addCheck(ir::Function& function, std::size_t index, bool takesLimit) {
    ir::Builder builder(function);
    const BlockId entry = function.entry();
    const std::vector<InstructionId> rest = std::move(function[entry].instructions);
    function[entry].instructions.clear();
    builder.setBlock(entry);
    builder.setSpan({function.line, function.line, -1, -1});
    if (takesLimit) {
      limit_[index] = builder.addParameter(entry, types::int64());
      if (!function.parameterNames.empty()) function.parameterNames.emplace_back("limit");
    } else {
      limit_[index] = builder.emit(Op::StackLimit, types::int64(), {});
    }
    builder.emit(Op::StackCheck, types::voidType(), {limit_[index]});
    function[entry].instructions.insert(function[entry].instructions.end(), rest.begin(), rest.end());
    function.mayRaise = true;
  }

  void addArguments(ir::Function& function, std::size_t index, const std::vector<char>& takesLimit) {
    ir::Builder builder(function);
    for (std::size_t block = 0; block < function.blocks.size(); ++block) {
      const std::vector<InstructionId> before = function.blocks[block].instructions;
      const bool calls = std::any_of(before.begin(), before.end(), [&](InstructionId id) {
        return function[id].op == Op::Call && takesLimit[std::get<FunctionId>(function[id].attribute).index] != 0;
      });
      if (!calls) continue;
      function.blocks[block].instructions.clear();
      builder.setBlock(BlockId(block));
      for (InstructionId id : before) {
        if (function[id].op == Op::Call) {
          const std::size_t callee = std::get<FunctionId>(function[id].attribute).index;
          if (takesLimit[callee] != 0) {
            const bool hasLimit = limit_[index].valid();
            const ValueId limit = hasLimit ? limit_[index] : builder.emit(Op::StackLimit, types::int64(), {});
            function[id].operands.push_back(limit);
          }
        }
        function.blocks[block].instructions.push_back(id);
      }
    }
  }

  ir::Module& module_;
  const Cycles cycles_;
  std::vector<ValueId> limit_;  // by function: where it has it
};

}  // namespace

Status limitRecursion(ir::Module& module) {
  separateFirst(module);
  Limits(module).run();
  return success();
}

}  // namespace pyrite::passes
