// Raising, matching and leaving handlers.
#include "frontend/flow/translate.hpp"

namespace pyrite::flow {

using ir::Op;
using ir::ValueId;

void Translator::translateRaise(const Instruction& instruction) {
  if (instruction.operand == 0) return terminate(Op::PyReraise, {variables_.read(block_, handledVariable())});
  terminate(Op::PyRaise, popMany(instruction.operand));
}

void Translator::translateReraise(const Instruction&) { terminate(Op::PyReraise, {pop()}); }

void Translator::translateCheckExceptionMatch(const Instruction&) {
  const ValueId type = pop();
  push(emit(Op::PyExceptionMatch, {peek(1), type}));
}

void Translator::translateJumpIfNotExceptionMatch(const Instruction&) {
  const ValueId type = pop(), exception = pop();
  const ValueId condition = emit(Op::PyExceptionMatch, {exception, type});
  branchOn(condition, successor(1), successor(0));
}

void Translator::translatePushExceptionInfo(const Instruction&) {
  const ValueId exception = pop();
  push(variables_.read(block_, handledVariable()));
  setHandled(exception);
  push(exception);
}

void Translator::translatePopException(const Instruction& instruction) {
  // With an exception table the previous exception is on the stack, else the handler that is open knows it.
  if (openHandlers_.empty()) {
    if (instruction.operand == 1) return setHandled(pop());
    setDamaged("ends no handler");
    drop(instruction.operand);
    return;
  }
  setHandled(variables_.read(block_, previousVariable(openHandlers_.back())));
  openHandlers_.pop_back();
  drop(instruction.operand);
}

}  // namespace pyrite::flow
