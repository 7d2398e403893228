// Nested functions and the cells in which they share variables with the function around them.
#include "frontend/flow/translate.hpp"

#include <algorithm>

namespace pyrite::flow {

using bytecode::Constant;
using bytecode::Meaning;
using ir::Attribute;
using ir::Op;
using ir::ValueId;

/// A store into a cell of this function, or of one around it.
void Translator::storeDeref(std::size_t index, ValueId value) {
  const std::size_t count = code_.cellVariables.size();
  if (index >= count) {
    const ValueId cell = emit(Op::PyFreeCell, {}, Attribute(static_cast<std::int64_t>(index - count)));
    emit(Op::PyCellStore, {cell, value}, Attribute(code_.freeVariables[index - count]));
  } else if (sharedCell(index).valid()) {
    emit(Op::PyCellStore, {sharedCell(index), value}, Attribute(code_.cellVariables[index]));
  } else {
    variables_.write(block_, cellVariable(static_cast<std::int32_t>(index)), value);
  }
}

namespace {

using CodePointer = std::shared_ptr<const bytecode::CodeObject>;

/// Whether a nested function, or one inside of it, assigns the variable.
bool assignsFree(const bytecode::CodeObject& code, const std::string& name) {
  const auto found = std::find(code.freeVariables.begin(), code.freeVariables.end(), name);
  if (found == code.freeVariables.end()) return false;
  const auto decoded = bytecode::decode(code);
  if (!decoded.ok()) return false;  // refused when it is compiled itself
  const auto index =
      static_cast<std::int32_t>(code.cellVariables.size()) + static_cast<std::int32_t>(found - code.freeVariables.begin());
  for (const bytecode::Instruction& instruction : decoded->instructions)
    if ((instruction.meaning == Meaning::StoreDeref || instruction.meaning == Meaning::DeleteDeref) &&
        instruction.operand == index)
      return true;
  return std::any_of(code.constants.begin(), code.constants.end(), [&](const Constant& constant) {
    const auto* inner = std::get_if<CodePointer>(&constant.value);
    return inner != nullptr && assignsFree(**inner, name);
  });
}

/// What these are made for happens at once, so that no later assignment reaches them.
bool runsAtOnce(const bytecode::CodeObject& code) {
  return code.name == "<listcomp>" || code.name == "<setcomp>" || code.name == "<dictcomp>";
}

}  // namespace

/// Whether the cell is a nested function's own name: assigned once, by its definition, outside of loops. What such a function
/// finds there is itself.
bool Translator::isOwnName(std::int32_t cell) const {
  const auto count = static_cast<std::int32_t>(decoded_.instructions.size());
  auto at = [&](std::int32_t i) -> const Instruction& { return decoded_.instructions[static_cast<std::size_t>(i)]; };
  std::int32_t definition = -1;
  for (std::int32_t i = 0; i < count; ++i) {
    if (at(i).operand != cell) continue;
    if (at(i).meaning == Meaning::DeleteDeref || (at(i).meaning == Meaning::StoreDeref && definition >= 0)) return false;
    if (at(i).meaning == Meaning::StoreDeref) definition = i;
  }
  if (definition <= 0) return false;
  const Meaning before = at(definition - 1).meaning;
  if (before != Meaning::MakeFunction && before != Meaning::SetFunctionAttribute) return false;
  for (std::int32_t i = definition; i < count; ++i)
    if (bytecode::operandKind(at(i).meaning) == bytecode::OperandKind::Target && at(i).operand <= definition) return false;
  // Whoever captures it before that must be the function itself.
  const CodePointer* own = nullptr;
  for (std::int32_t i = definition; i-- > 0;) {
    if (at(i).meaning == Meaning::LoadClosure && at(i).operand == cell && codeMadeAfter(i) != own) return false;
    if (own == nullptr && at(i).meaning == Meaning::LoadConst)
      own = std::get_if<CodePointer>(&code_.constants[static_cast<std::size_t>(at(i).operand)].value);
  }
  return own != nullptr && (*own)->name == code_.cellVariables[static_cast<std::size_t>(cell)];
}

/// The function that a captured variable is captured for: the next constant that is a code object.
const Translator::CodePointer* Translator::codeMadeAfter(std::int32_t capture) const {
  for (std::int32_t i = capture + 1; i < static_cast<std::int32_t>(decoded_.instructions.size()); ++i) {
    const Instruction& instruction = decoded_.instructions[static_cast<std::size_t>(i)];
    if (instruction.meaning != Meaning::LoadConst) continue;
    const auto* made = std::get_if<CodePointer>(&code_.constants[static_cast<std::size_t>(instruction.operand)].value);
    if (made != nullptr) return made;
  }
  return nullptr;
}

/// Whether one value cannot stand for the cell: its variable changes after an inner function took it, or in one.
bool Translator::isSharedCell(std::int32_t cell) const {
  if (isOwnName(cell)) return false;
  for (const Constant& constant : code_.constants) {
    const auto* inner = std::get_if<CodePointer>(&constant.value);
    if (inner != nullptr && assignsFree(**inner, code_.cellVariables[static_cast<std::size_t>(cell)])) return true;
  }
  const auto count = static_cast<std::int32_t>(decoded_.instructions.size());
  auto at = [&](std::int32_t i) -> const Instruction& { return decoded_.instructions[static_cast<std::size_t>(i)]; };
  for (std::int32_t capture = 0; capture < count; ++capture) {
    if (at(capture).meaning != Meaning::LoadClosure || at(capture).operand != cell) continue;
    const CodePointer* made = codeMadeAfter(capture);
    if ((made == nullptr || !runsAtOnce(**made)) && isReassignedAfter(cell, capture)) return true;
  }
  return false;
}

/// Whether a store into the cell may run after the capture. In a loop, one before the capture renews the variable of the next
/// round, but the function that the last round made sees that too.
bool Translator::isReassignedAfter(std::int32_t cell, std::int32_t capture) const {
  const auto count = static_cast<std::int32_t>(decoded_.instructions.size());
  auto at = [&](std::int32_t i) -> const Instruction& { return decoded_.instructions[static_cast<std::size_t>(i)]; };
  // A jump back to or before the capture lets every store in the loop run after it.
  std::int32_t first = capture;
  for (std::int32_t i = capture; i < count; ++i)
    if (bytecode::operandKind(at(i).meaning) == bytecode::OperandKind::Target && at(i).operand <= capture)
      first = std::min(first, at(i).operand);
  for (std::int32_t i = first; i < count; ++i)
    if ((at(i).meaning == Meaning::StoreDeref || at(i).meaning == Meaning::DeleteDeref) && at(i).operand == cell) return true;
  return false;
}

void Translator::translateFunction(const Instruction& instruction) {
  using namespace bytecode;
  if (instruction.meaning == Meaning::LoadClosure) {
    const auto index = static_cast<std::size_t>(instruction.operand);
    if (index >= code_.cellVariables.size())
      return push(emit(Op::PyFreeCell, {}, Attribute(static_cast<std::int64_t>(index - code_.cellVariables.size()))));
    if (sharedCell(index).valid()) return push(sharedCell(index));
    return push(emit(Op::PyMakeCell, {variables_.read(block_, cellVariable(instruction.operand))},
                     Attribute(code_.cellVariables[index])));
  }
  constexpr std::size_t kClosureOperand = 0, kDefaultsOperand = 1, kKeywordDefaultsOperand = 2;
  if (instruction.meaning == Meaning::SetFunctionAttribute) {
    const ValueId made = pop(), attribute = pop();
    ir::Function& function = builder_.function();
    const ir::InstructionId maker = function[made].instruction;
    if (!maker.valid() || function[maker].op != Op::PyMakeFunction) {
      setDamaged("is not about a function that was made here");
      return push(made);
    }
    ir::Instruction& definition = function[maker];
    if (instruction.operand == kClosure) definition.operands[kClosureOperand] = attribute;
    if (instruction.operand == kDefaults) definition.operands[kDefaultsOperand] = attribute;
    if (instruction.operand == kKeywordDefaults) definition.operands[kKeywordDefaultsOperand] = attribute;
    // The attribute was computed after the function, which therefore moves behind it.
    auto operands = definition.operands;
    auto constant = definition.attribute;
    return push(builder_.emit(Op::PyMakeFunction, nullptr, std::span<const ValueId>(operands.begin(), operands.size()),
                              std::move(constant)));
  }
  const ValueId code = pop();
  const Constant* behind = constantBehind(code);
  if (behind == nullptr || !std::holds_alternative<std::shared_ptr<const bytecode::CodeObject>>(behind->value))
    setDamaged("makes a function of what is no code object");
  Attribute constant =
      behind == nullptr ? Attribute(std::int64_t{0}) : builder_.function()[builder_.function()[code].instruction].attribute;
  const std::int32_t flags = instruction.operand;
  const ValueId null = emit(Op::PyNull, {});
  const ValueId closure = (flags & kClosure) != 0 ? pop() : null;
  if ((flags & kAnnotations) != 0) pop();
  const ValueId keywordDefaults = (flags & kKeywordDefaults) != 0 ? pop() : null;
  const ValueId defaults = (flags & kDefaults) != 0 ? pop() : null;
  push(emit(Op::PyMakeFunction, {closure, defaults, keywordDefaults}, std::move(constant)));
}

}  // namespace pyrite::flow
