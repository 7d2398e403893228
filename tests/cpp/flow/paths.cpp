// Walks a function with texts for values. A number stands for each result of an operation that can be observed.
#include "tests/cpp/flow/paths.hpp"

#include <map>
#include <optional>
#include <vector>

#include "frontend/bytecode/instruction.hpp"

namespace pyrite::flow {
namespace {

using bytecode::Constant;
using ir::Attribute;
using ir::Instruction;
using ir::Op;
using ir::ValueId;

constexpr int kNever = -1;
constexpr int kLongestPath = 400;  // operations: what runs longer is cut

std::string textOf(const Constant& constant);

std::string textOf(const std::vector<Constant>& items) {
  std::string text;
  for (const Constant& item : items) text += (text.empty() ? "" : " ") + textOf(item);
  return text;
}

struct ConstantText {
  std::string operator()(bytecode::NoneConstant) const { return "None"; }
  std::string operator()(bytecode::EllipsisConstant) const { return "..."; }
  std::string operator()(bool value) const { return value ? "True" : "False"; }
  std::string operator()(const bytecode::IntConstant& value) const {
    if (!value.digits.empty()) return value.digits;
    return value.isUnsigned ? std::to_string(static_cast<std::uint64_t>(value.value)) : std::to_string(value.value);
  }
  std::string operator()(double value) const { return std::to_string(value); }
  std::string operator()(const bytecode::ComplexConstant& value) const {
    return "complex " + std::to_string(value.real) + ' ' + std::to_string(value.imag);
  }
  std::string operator()(const std::string& value) const { return '"' + value + '"'; }
  std::string operator()(const bytecode::BytesConstant& value) const { return "b\"" + value.bytes + '"'; }
  std::string operator()(const bytecode::TupleConstant& value) const {
    return (value.isFrozenSet ? "frozenset(" : "(") + textOf(value.items) + ")";
  }
  std::string operator()(const bytecode::SliceConstant& value) const { return "slice(" + textOf(value.items) + ")"; }
  std::string operator()(const std::shared_ptr<const bytecode::CodeObject>& value) const { return "code of " + value->name; }
};

std::string textOf(const Constant& constant) { return std::visit(ConstantText(), constant.value); }

struct AttributeText {
  std::string operator()(std::int64_t value) const { return ' ' + std::to_string(value); }
  std::string operator()(const std::string& value) const { return value.empty() ? "" : ' ' + value; }
  template <class Other>
  std::string operator()(const Other&) const {
    return "";
  }
};

class Walk {
 public:
  /// The first branches go as `choices` says; operation `raising` raises an exception.
  Walk(const bytecode::CodeObject& code, const ir::Function& function, std::vector<bool> choices, int raising)
      : code_(code), function_(function), choices_(std::move(choices)), raising_(raising), texts_(function.values.size()) {}

  std::string trace;
  bool wantsChoice = false;  // stopped at a branch beyond the choices
  int operations = 0;        // that it came across

  void run() {
    const auto& parameters = function_.blocks[0].parameters;
    for (std::size_t i = 0; i < parameters.size(); ++i) text(parameters[i]) = function_.parameterNames[i];
    ir::BlockId block = function_.entry();
    while (block.valid()) block = runBlock(block);
  }

 private:
  std::string& text(ValueId value) { return texts_[value.index]; }

  std::string joined(const std::vector<ValueId>& values) {
    std::string result;
    for (ValueId value : values) result += (result.empty() ? "" : " ") + text(value);
    return result;
  }

  ir::BlockId go(const ir::Edge& edge, const std::string* exception = nullptr) {
    std::vector<std::string> values;
    if (exception != nullptr) values.push_back(*exception);
    for (ValueId argument : edge.arguments) values.push_back(text(argument));
    const auto& parameters = function_[edge.target].parameters;
    for (std::size_t i = 0; i < parameters.size(); ++i) text(parameters[i]) = values.at(i);
    return edge.target;
  }

  ir::BlockId stop(const std::string& why) {
    trace += why + '\n';
    return {};
  }

  ir::BlockId raise(const ir::Block& block, const std::string& exception) {
    if (!block.unwind.target.valid()) return stop("leaves with " + exception);
    return go(block.unwind, &exception);
  }

  ir::BlockId runBlock(ir::BlockId id) {
    const ir::Block& block = function_[id];
    handled_.clear();
    for (ir::InstructionId instructionId : block.instructions) {
      const Instruction& instruction = function_[instructionId];
      if (ir::isTerminator(instruction.op)) return leave(block, instruction);
      if (instruction.op == Op::PyHandled) {
        const std::string& handled = text(instruction.operands[0]);
        handled_ = handled == "None" ? "" : ", handled: " + handled;
        continue;
      }
      if (operations > kLongestPath) return stop("and so on");
      if (instruction.op == Op::PyUnsupported) return stop("refused");
      if (instruction.op == Op::PyCheckBound && text(instruction.operands[0]) == "unbound")
        return raise(block, "unbound" + std::visit(AttributeText(), instruction.attribute));
      if (const auto value = pureText(instruction)) {
        text(instruction.result) = *value;
        continue;
      }
      const std::string result = perform(instruction);
      if (operations - 1 == raising_) return raise(block, "exception of " + result);
      if (instruction.result.valid()) text(instruction.result) = result;
    }
    return stop("no terminator");
  }

  /// The operands of an f-string that say something.
  std::string joinedParts(const std::vector<ValueId>& values) {
    std::vector<ValueId> parts;
    for (ValueId value : values)
      if (text(value) != "\"\"") parts.push_back(value);
    return joined(parts);
  }

  /// Writes an operation down; what stands for its result.
  std::string perform(const std::string& operation) {
    std::string result = '#' + std::to_string(operations++);
    trace += result + ' ' + operation + handled_ + '\n';
    return result;
  }

  std::string perform(const Instruction& instruction) {
    const std::string name(ir::info(instruction.op).text);
    if (instruction.op == Op::PyString) return perform(name + ": " + joinedParts(instruction.operands));
    if (instruction.op == Op::PyFormat && instruction.operands.size() == 2) {  // whether there was a conversion is known
      const auto conversion = std::get<std::int64_t>(instruction.attribute);
      const std::string value = (conversion == 0 ? "" : "converted " + std::to_string(conversion) + ' ');
      return perform(name + ": " + value + joined(instruction.operands));
    }
    return perform(name + std::visit(AttributeText(), instruction.attribute) + ": " + joined(instruction.operands));
  }

  /// What has no effect of its own is written into whatever uses it.
  std::optional<std::string> pureText(const Instruction& instruction) {
    const auto number = [&] { return static_cast<std::size_t>(std::get<std::int64_t>(instruction.attribute)); };
    switch (instruction.op) {
      case Op::PyConst: {
        const Constant& constant = code_.constants[number()];
        std::string value = textOf(constant);
        if (const auto* tuple = std::get_if<bytecode::TupleConstant>(&constant.value);
            tuple != nullptr && !tuple->isFrozenSet) {
          items_[value].clear();
          for (const Constant& item : tuple->items) items_[value].push_back(textOf(item));
        }
        return value;
      }
      case Op::PyInt:
        return std::to_string(std::get<std::int64_t>(instruction.attribute));
      case Op::PyNone:
        return "None";
      case Op::PyUnbound:
        return "unbound";
      case Op::PyNull:
        return "null";
      case Op::PyGlobal:
        return "global " + std::get<std::string>(instruction.attribute);
      case Op::PyDeref:
        return "free " + code_.freeVariables[number()];
      case Op::PyCheckBound:
      case Op::PyMakeCell:
        return text(instruction.operands[0]);
      case Op::PyBool:
        return truthOf(text(instruction.operands[0]));
      case Op::PyUnary:
        if (number() != static_cast<std::size_t>(bytecode::UnaryOperator::Not)) return std::nullopt;
        return negated(truthOf(text(instruction.operands[0])));
      case Op::PyIs: {
        const std::string is = "is(" + joined(instruction.operands) + ")";
        return number() == 1 ? negated(is) : is;
      }
      case Op::PyContains:
        if (number() == 0) return std::nullopt;
        return negated(truthOf(perform("py.contains 0: " + joined(instruction.operands))));
      case Op::PyTuple: {
        std::string value = "(" + joined(instruction.operands) + ")";
        std::vector<std::string>& items = items_[value];
        items.clear();
        for (ValueId operand : instruction.operands) items.push_back(text(operand));
        return value;
      }
      case Op::PyUnpack: {
        const auto known = items_.find(text(instruction.operands[0]));
        if (known == items_.end() || known->second.size() != number()) return std::nullopt;
        return known->first;
      }
      case Op::PySlice:
        return "slice(" + joined(instruction.operands) + ")";
      case Op::PyItem:
        if (const auto known = items_.find(text(instruction.operands[0])); known != items_.end())
          return known->second.at(number());
        return "item " + std::to_string(number()) + " of " + text(instruction.operands[0]);
      case Op::PyCurrent:
        return "current of " + text(instruction.operands[0]) + " after #" + std::to_string(operations - 1);
      case Op::PyFormat:
        // Some convert and format in two steps: converting counts as no step of its own, formatting a text again as none.
        if (instruction.operands.size() != 1) return std::nullopt;
        if (number() != 0) return "converted " + std::to_string(number()) + ' ' + text(instruction.operands[0]);
        if (text(instruction.operands[0]).starts_with("converted ")) return text(instruction.operands[0]);
        return std::nullopt;
      case Op::PyExceptionMatch:
        return "match(" + joined(instruction.operands) + ")";
      case Op::PyMakeFunction:
        return "function(" + joined(instruction.operands) + " " + textOf(code_.constants[number()]) + ")";
      default:  // whatever can be observed
        return std::nullopt;
    }
  }

  static bool isTruth(const std::string& value) {
    return value.starts_with("truth(") || value.starts_with("is(") || value.starts_with("not ") || value.starts_with("match(");
  }
  static std::string truthOf(const std::string& value) { return isTruth(value) ? value : "truth(" + value + ")"; }
  static std::string negated(const std::string& truth) { return truth.starts_with("not ") ? truth.substr(4) : "not " + truth; }

  ir::BlockId leave(const ir::Block& block, const Instruction& instruction) {
    switch (instruction.op) {
      case Op::Jump:
        return go(instruction.successors[0]);
      case Op::Branch:
        return branch(instruction);
      case Op::Return:
        return stop("returns " + joined(instruction.operands));
      case Op::PyRaise:
        return raise(block, "raised " + joined(instruction.operands) + handled_);
      case Op::PyReraise:
        return raise(block, text(instruction.operands[0]));
      default:
        return stop("unreachable");
    }
  }

  /// The same value is true or false throughout, so that asking twice makes no difference.
  ir::BlockId branch(const Instruction& instruction) {
    const std::string condition = truthOf(text(instruction.operands[0]));
    const bool isNegated = condition.starts_with("not ");
    const std::string asked = isNegated ? negated(condition) : condition;
    const auto known = decided_.find(asked);
    if (known == decided_.end() && decisions_ == choices_.size()) {
      wantsChoice = true;
      return {};
    }
    const bool isTrue = known != decided_.end() ? known->second : choices_[decisions_++];
    if (known == decided_.end()) trace += asked + (isTrue ? "? yes\n" : "? no\n");
    decided_[asked] = isTrue;
    return go(instruction.successors[isTrue != isNegated ? 0 : 1]);
  }

  const bytecode::CodeObject& code_;
  const ir::Function& function_;
  std::vector<bool> choices_;
  int raising_;
  std::vector<std::string> texts_;
  std::string handled_;                                    // what is handled at this place
  std::map<std::string, std::vector<std::string>> items_;  // of tuples, by their texts
  std::map<std::string, bool> decided_;
  std::size_t decisions_ = 0;
};

void explore(const bytecode::CodeObject& code, const ir::Function& function, std::vector<bool> choices, int raising,
             std::size_t branches, std::set<std::string>& paths) {
  Walk walk(code, function, choices, raising);
  walk.run();
  if (walk.wantsChoice && choices.size() < branches) {
    for (bool choice : {true, false}) {
      choices.push_back(choice);
      explore(code, function, choices, raising, branches, paths);
      choices.pop_back();
    }
    return;
  }
  paths.insert(walk.trace + (walk.wantsChoice ? "and so on\n" : ""));
  if (raising != kNever) return;
  for (int operation = 0; operation < walk.operations; ++operation)
    explore(code, function, choices, operation, branches, paths);
}

}  // namespace

std::set<std::string> pathsOf(const bytecode::CodeObject& code, const ir::Function& function, int branches) {
  std::set<std::string> paths;
  explore(code, function, {}, kNever, static_cast<std::size_t>(branches), paths);
  return paths;
}

}  // namespace pyrite::flow
