// Building and unpacking tuples, lists, sets, dictionaries, slices and strings; what patterns take apart.
#include "frontend/flow/translate.hpp"

namespace pyrite::flow {

using bytecode::Meaning;
using ir::Attribute;
using ir::Op;
using ir::ValueId;

void Translator::translateBuildTuple(const Instruction& instruction) {
  const std::int32_t operand = instruction.operand;
  push(emit(Op::PyTuple, popMany(operand)));
}

void Translator::translateBuildList(const Instruction& instruction) {
  const std::int32_t operand = instruction.operand;
  push(emit(Op::PyList, popMany(operand)));
}

void Translator::translateBuildListBelow(const Instruction&) {
  const ValueId top = pop();
  push(emit(Op::PyList, {}));
  push(top);
}

void Translator::translateBuildSet(const Instruction& instruction) {
  const std::int32_t operand = instruction.operand;
  push(emit(Op::PySet, popMany(operand)));
}

void Translator::translateBuildMap(const Instruction& instruction) {
  const std::int32_t operand = instruction.operand;
  push(emit(Op::PyDict, popMany(2 * operand)));
}

void Translator::translateBuildConstKeyMap(const Instruction& instruction) {
  const std::int32_t operand = instruction.operand;
  const ValueId keys = pop();
  const std::vector<ValueId> values = popMany(operand);
  std::vector<ValueId> pairs;
  for (std::size_t i = 0; i < values.size(); ++i) {
    pairs.push_back(emit(Op::PyItem, {keys}, Attribute(static_cast<std::int64_t>(i))));
    pairs.push_back(values[i]);
  }
  push(emit(Op::PyDict, pairs));
}

void Translator::translateBuildString(const Instruction& instruction) {
  const std::int32_t operand = instruction.operand;
  push(emit(Op::PyString, popMany(operand)));
}

void Translator::translateBuildSlice(const Instruction& instruction) {
  const std::int32_t operand = instruction.operand;
  const ValueId step = operand == 3 ? pop() : none();
  const ValueId stop = pop(), start = pop();
  push(emit(Op::PySlice, {start, stop, step}));
}

void Translator::translateFormatValue(const Instruction& instruction) {
  const std::int32_t operand = instruction.operand;
  constexpr std::int32_t kHasSpec = 4;
  std::vector<ValueId> operands = popMany((operand & kHasSpec) != 0 ? 2 : 1);
  push(emit(Op::PyFormat, operands, Attribute(std::int64_t{operand & 3})));
}

void Translator::translateFormatSimple(const Instruction&) { push(emit(Op::PyFormat, popMany(1), Attribute(std::int64_t{0}))); }

void Translator::translateFormatWithSpec(const Instruction&) {
  push(emit(Op::PyFormat, popMany(2), Attribute(std::int64_t{0})));
}

void Translator::translateConvertValue(const Instruction& instruction) {
  const std::int32_t operand = instruction.operand;
  push(emit(Op::PyFormat, popMany(1), Attribute(std::int64_t{operand})));
}

void Translator::translateListAppend(const Instruction& instruction) {
  const std::int32_t operand = instruction.operand;
  const ValueId value = pop();
  const ValueId container = peek(operand);
  const Op op = instruction.meaning == Meaning::ListAppend   ? Op::PyListAppend
                : instruction.meaning == Meaning::SetAdd     ? Op::PySetAdd
                : instruction.meaning == Meaning::ListExtend ? Op::PyListExtend
                : instruction.meaning == Meaning::SetUpdate  ? Op::PySetUpdate
                                                             : Op::PyDictUpdate;
  emit(op, {container, value}, Attribute(std::int64_t{instruction.meaning == Meaning::DictMerge}));
}

void Translator::translateMapAdd(const Instruction& instruction) {
  const std::int32_t operand = instruction.operand;
  const ValueId value = pop(), key = pop();
  emit(Op::PyDictSet, {peek(operand), key, value});
}

void Translator::translateListToTuple(const Instruction&) { push(emit(Op::PyListToTuple, {pop()})); }

void Translator::translateUnpackSequence(const Instruction& instruction) {
  const std::int32_t operand = instruction.operand;
  const ValueId items = emit(Op::PyUnpack, {pop()}, Attribute(std::int64_t{operand}));
  for (std::int32_t i = operand; i-- > 0;) push(emit(Op::PyItem, {items}, Attribute(std::int64_t{i})));
}

void Translator::translateUnpackEx(const Instruction& instruction) {
  const std::int32_t operand = instruction.operand;
  const ValueId items = emit(Op::PyUnpackEx, {pop()}, Attribute(std::int64_t{operand}));
  const std::int32_t count = (operand & 0xff) + (operand >> 8) + 1;
  for (std::int32_t i = count; i-- > 0;) push(emit(Op::PyItem, {items}, Attribute(std::int64_t{i})));
}

void Translator::translateGetLen(const Instruction&) { push(emit(Op::PyLen, {peek(1)})); }

void Translator::translateMatchSequence(const Instruction&) { push(emit(Op::PyMatchSequence, {peek(1)})); }

void Translator::translateMatchClass(const Instruction& instruction) {
  const ValueId names = pop(), cls = pop(), subject = pop();
  push(emit(Op::PyMatchClass, {subject, cls, names}, Attribute(std::int64_t{instruction.operand})));
  if (instruction.meaning == Meaning::MatchClassFlag) push(emit(Op::PyIs, {peek(1), none()}, Attribute(std::int64_t{1})));
}

}  // namespace pyrite::flow
