// Calls: their arguments, keyword names, and the slot below them that may hold a method's self.
#include "frontend/flow/translate.hpp"

namespace pyrite::flow {

using bytecode::Meaning;
using ir::Attribute;
using ir::Op;
using ir::ValueId;

void Translator::translateKeywordNames(const Instruction& instruction) {
  pendingKeywordNames_ = keywordNames(emit(Op::PyConst, {}, Attribute(std::int64_t{instruction.operand})), INT32_MAX);
}

void Translator::translateCall(const Instruction& instruction) {
  std::string names = instruction.meaning == Meaning::CallKeywords ? keywordNames(pop(), instruction.operand) : std::string();
  const std::vector<ValueId> operands = popMany(instruction.operand + 1);
  push(emit(Op::PyCall, operands, Attribute(std::move(names))));
}

void Translator::translateCallMaybeSelf(const Instruction& instruction) {
  std::string names = instruction.meaning == Meaning::CallMaybeSelfKeywords ? keywordNames(pop(), instruction.operand)
                                                                            : std::move(pendingKeywordNames_);
  pendingKeywordNames_.clear();
  const std::vector<ValueId> operands = popMany(instruction.operand + 2);
  push(emit(Op::PyCall, operands, Attribute(std::move(names))));
  slotCalls_.push_back(builder_.function()[peek(1)].instruction);
}

void Translator::translateCallVar(const Instruction& instruction) {
  const ValueId keywords = instruction.operand != 0 ? pop() : emit(Op::PyNull, {});
  const ValueId arguments = pop();
  if (instruction.meaning == Meaning::CallVar) return push(emit(Op::PyCallVar, {pop(), arguments, keywords}));
  const ValueId second = pop(), first = pop();
  push(emit(Op::PyCallVar, {first, second, arguments, keywords}));
  slotCalls_.push_back(builder_.function()[peek(1)].instruction);
}

/// Which of the two slots below a call's arguments is NULL is known once the trivial block parameters are gone.
void Translator::finishCalls() {
  ir::Function& function = builder_.function();
  auto isNull = [&](ValueId value) {
    const ir::InstructionId definition = function[value].instruction;
    return definition.valid() && function[definition].op == Op::PyNull;
  };
  for (ir::InstructionId id : slotCalls_) {
    auto& operands = function[id].operands;
    if (isNull(operands[0]))
      operands.erase(operands.begin());
    else if (isNull(operands[1]))
      operands.erase(operands.begin() + 1);
  }
}

}  // namespace pyrite::flow
