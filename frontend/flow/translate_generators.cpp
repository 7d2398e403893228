// Yielding, and the loops of a send and a yield.
#include "frontend/flow/translate.hpp"

namespace pyrite::flow {

using bytecode::Meaning;
using ir::Op;
using ir::ValueId;

/// A call has made the generator already.
void Translator::translateReturnGenerator(const Instruction&) { push(none()); }

void Translator::translateYield(const Instruction&) {
  const ValueId value = pop();
  push(emit(Op::PyYield, {value}));
}

/// Where the interpreter has a loop of a send and a yield, one operation does it all.
void Translator::translateYieldFrom(const Instruction& instruction) {
  drop(1);
  const ValueId receiver = peek(1);
  if (instruction.meaning != Meaning::Send) drop(1);
  push(emit(Op::PyYieldFrom, {receiver}));
  if (instruction.meaning != Meaning::YieldFrom) goTo(successor(0));
}

void Translator::translateEndSend(const Instruction&) {
  const ValueId result = pop();
  drop(1);
  push(result);
}

}  // namespace pyrite::flow
