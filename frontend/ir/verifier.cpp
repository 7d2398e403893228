// Well-formedness: structure, definitions before uses, and for the typed level the type rule of each operation.
#include "frontend/ir/verifier.hpp"

#include <algorithm>

#include "frontend/ir/dominators.hpp"
#include "frontend/ir/text.hpp"
#include "frontend/ir/verifier_types.hpp"

namespace pyrite::ir {
namespace {

constexpr std::uint32_t kAtTerminator = 0xfffffffeu, kNever = 0xffffffffu;

class Verifier {
 public:
  Verifier(const Function& function, const Module* module, Level level)
      : function_(function), module_(module), level_(level), dominators_(function) {}

  Status run() {
    PYRITE_TRY_STATUS(checkNames());
    position_.assign(function_.instructions.size(), kNever);
    firstRaise_.assign(function_.blocks.size(), kNever);
    for (std::size_t b = 0; b < function_.blocks.size(); ++b) {
      const Block& block = function_.blocks[b];
      for (std::size_t i = 0; i < block.instructions.size(); ++i) {
        position_[block.instructions[i].index] = static_cast<std::uint32_t>(i);
        if (firstRaise_[b] == kNever && block.unwind.target.valid() && mayRaise(function_[block.instructions[i]], module_))
          firstRaise_[b] = static_cast<std::uint32_t>(i);
      }
    }
    for (std::size_t i = 0; i < function_.blocks.size(); ++i)
      if (dominators_.isReachable(BlockId(i))) PYRITE_TRY_STATUS(checkBlock(BlockId(i)));
    return success();
  }

 private:
  /// The message holds the guilty instruction as text; the span is its.
  Diagnostic fail(const std::string& what) const {
    Diagnostic diagnostic;
    diagnostic.kind = DiagnosticKind::Internal;
    diagnostic.file = function_.file;
    diagnostic.function = function_.pythonName;
    diagnostic.message = "invalid IR in @" + function_.name;
    if (block_ != nullptr) diagnostic.message += ", block " + block_->name;
    diagnostic.message += ": " + what;
    if (instruction_ != nullptr) {
      diagnostic.span = instruction_->span;
      diagnostic.message += ": " + print(function_, *instruction_, module_);
    }
    return diagnostic;
  }

  Status checkNames() const {
    if (function_.blocks.empty()) return fail("the function has no blocks");
    std::vector<std::string_view> names;
    for (const Block& block : function_.blocks) names.push_back(block.name);
    std::sort(names.begin(), names.end());
    if (names.front().empty()) return fail("a block has no name");
    const auto twice = std::adjacent_find(names.begin(), names.end());
    if (twice != names.end()) return fail("two blocks are called " + std::string(*twice));
    return success();
  }

  Status checkBlock(BlockId id) {
    const Block& block = function_[id];
    block_ = &block;
    instruction_ = nullptr;
    if (block.instructions.empty() || !isTerminator(function_[block.instructions.back()].op))
      return fail("the block does not end in a terminator");
    for (ValueId parameter : block.parameters)
      if (level_ == Level::Typed && function_[parameter].type == nullptr) return fail("a parameter has no type");
    if (block.unwind.target.valid())
      PYRITE_TRY_STATUS(checkEdge(block.unwind, id, level_ == Level::Generic ? 1 : 0, firstRaise_[id.index]));
    for (std::size_t i = 0; i < block.instructions.size(); ++i) {
      instruction_ = &function_[block.instructions[i]];
      if (isTerminator(instruction_->op) != (i + 1 == block.instructions.size())) return fail("a terminator inside the block");
      PYRITE_TRY_STATUS(checkInstruction(*instruction_, id, static_cast<std::uint32_t>(i)));
    }
    return success();
  }

  /// Whether the value is defined wherever `position` of `block` is reached.
  Status checkUse(ValueId value, BlockId block, std::uint32_t position, const std::string& what) {
    if (!value.valid() || value.index >= function_.values.size()) return fail(what + " is no value");
    const Value& defined = function_[value];
    if (!defined.instruction.valid()) {
      if (!dominators_.dominates(defined.block, block))
        return fail(what + " is a parameter of a block that does not dominate this one");
      return success();
    }
    const std::uint32_t definition = position_[defined.instruction.index];
    if (definition == kNever) return fail(what + " is the result of an instruction that is in no block");
    if (defined.block == block) {
      if (definition >= position) return fail(what + " is used before its definition");
      return success();
    }
    if (!dominators_.dominates(defined.block, block))
      return fail(what + " is defined in a block that does not dominate this one");
    // An error that leaves the defining block before the definition must not lead here.
    if (firstRaise_[defined.block.index] <= definition && unwindReaches(defined.block, block))
      return fail(what + " is not defined when an error leads here from block " + function_[defined.block].name);
    return success();
  }

  /// Whether the unwind edge of `from` leads to `to` without passing `from` again.
  bool unwindReaches(BlockId from, BlockId to) const {
    std::vector<char> seen(function_.blocks.size(), 0);
    std::vector<BlockId> stack{function_[from].unwind.target};
    while (!stack.empty()) {
      const BlockId block = stack.back();
      stack.pop_back();
      if (block == from || seen[block.index] != 0) continue;
      if (block == to) return true;
      seen[block.index] = 1;
      for (const Edge& edge : function_.terminator(block).successors) stack.push_back(edge.target);
      if (function_[block].unwind.target.valid()) stack.push_back(function_[block].unwind.target);
    }
    return false;
  }

  /// `implicit` parameters of the target get their values otherwise; the arguments are read at `position` of `from`.
  Status checkEdge(const Edge& edge, BlockId from, std::size_t implicit, std::uint32_t position) {
    if (!edge.target.valid() || edge.target.index >= function_.blocks.size())
      return fail("an edge to a block that does not exist");
    if (edge.target == function_.entry() && level_ == Level::Typed) return fail("an edge to the entry block");
    const Block& target = function_[edge.target];
    if (edge.arguments.size() + implicit != target.parameters.size())
      return fail("the edge to " + target.name + " has " + std::to_string(edge.arguments.size()) + " arguments for " +
                  std::to_string(target.parameters.size()) + " parameters");
    for (std::size_t i = 0; i < edge.arguments.size(); ++i) {
      const auto what = [&] { return "argument " + std::to_string(i + 1) + " of the edge to " + target.name; };
      PYRITE_TRY_STATUS(checkUse(edge.arguments[i], from, position, what()));
      const Type given = function_[edge.arguments[i]].type, wanted = function_[target.parameters[i + implicit]].type;
      if (level_ == Level::Typed && given != wanted)
        return fail(what() + " is " + types::toIrText(given) + ", its parameter " + types::toIrText(wanted));
    }
    return success();
  }

  Status checkShape(const Instruction& instruction) const {
    const std::size_t count = instruction.operands.size();
    const auto takes = [&](std::size_t wanted, const char* text) -> Status {
      if (count == wanted) return success();
      return fail(std::string("it takes ") + text + ", not " + std::to_string(count));
    };
    switch (info(instruction.op).shape) {
      case Shape::None:
        return takes(0, "no operand");
      case Shape::Unary:
        return takes(1, "one operand");
      case Shape::Binary:
        return takes(2, "two operands");
      case Shape::Ternary:
        if (instruction.op == Op::PyCallVar && count == 4) return success();  // with the self slot of some interpreters
        return takes(3, "three operands");
      case Shape::Variadic:
        return success();
    }
    return success();
  }

  Status checkInstruction(const Instruction& instruction, BlockId block, std::uint32_t position) {
    PYRITE_TRY_STATUS(checkShape(instruction));
    for (std::size_t i = 0; i < instruction.operands.size(); ++i)
      PYRITE_TRY_STATUS(checkUse(instruction.operands[i], block, position, "operand " + std::to_string(i + 1)));
    const std::size_t edges = instruction.op == Op::Jump ? 1 : instruction.op == Op::Branch ? 2 : 0;
    if (instruction.successors.size() != edges)
      return fail("it has " + std::to_string(instruction.successors.size()) + " successors, not " + std::to_string(edges));
    for (const Edge& edge : instruction.successors) PYRITE_TRY_STATUS(checkEdge(edge, block, 0, kAtTerminator));
    if (level_ == Level::Generic) return success();
    if (instruction.type == nullptr || instruction.result.valid() == instruction.type->is(types::Kind::Void))
      return fail("its result and its type do not agree");
    if (instruction.result.valid() && function_[instruction.result].type != instruction.type)
      return fail("its result has another type than itself");
    if (std::string complaint = complaintAboutTypes(function_, instruction, module_); !complaint.empty())
      return fail(complaint);
    const bool leaves = !function_[block].unwind.target.valid() && mayRaise(instruction, module_);
    if (leaves && !function_.mayRaise) return fail("it may raise, and the function is said not to");
    return success();
  }

  const Function& function_;
  const Module* module_;
  Level level_;
  Dominators dominators_;
  std::vector<std::uint32_t> position_;    // of each instruction in its block
  std::vector<std::uint32_t> firstRaise_;  // in blocks with an unwind edge: the first instruction that may take it
  const Block* block_ = nullptr;           // what is being checked, for messages
  const Instruction* instruction_ = nullptr;
};

}  // namespace

Status verify(const Function& function, const Module* module, Level level) { return Verifier(function, module, level).run(); }

Status verify(const Module& module, Level level) {
  for (const Function& function : module.functions) PYRITE_TRY_STATUS(verify(function, &module, level));
  return success();
}

}  // namespace pyrite::ir
