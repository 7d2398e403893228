// Raising, matching and leaving handlers; with statements.
#include <algorithm>

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

// -- with ----------------------------------------------------------------------------------------------------------------

void Translator::translateEnterWith(const Instruction&) {
  const ValueId manager = pop();
  push(emit(Op::PyGetAttr, {manager}, ir::Attribute(std::string("__exit__"))));
  const ValueId enter = emit(Op::PyGetAttr, {manager}, ir::Attribute(std::string("__enter__")));
  push(emit(Op::PyCall, {enter}, ir::Attribute(std::string())));
}

/// The method, bound, and no object beside it.
void Translator::translateLoadSpecial(const Instruction& instruction) {
  static const char* const kNames[] = {"__enter__", "__exit__", "__aenter__", "__aexit__"};
  if (instruction.operand < 0 || instruction.operand > 1)
    return refuse(instruction.operand < 4 && instruction.operand > 0
                      ? std::string(kNames[instruction.operand]) + " is not compiled"
                      : "this special method is not compiled");
  push(emit(Op::PyGetAttr, {pop()}, ir::Attribute(std::string(kNames[instruction.operand]))));
  push(emit(Op::PyNull, {}));
}

/// The exit lies below what a handler finds on the stack: how much that is, depends on how the handler came to be.
void Translator::translateWithExceptStart(const Instruction& instruction) {
  if (instruction.operand == 1) {
    const ValueId exception = pop(), exit = pop();
    push(exception);
    push(emit(Op::PyExit, {exit, exception}));
    return;
  }
  const bool isSpecial = std::any_of(decoded_.instructions.begin(), decoded_.instructions.end(),
                                     [](const Instruction& one) { return one.meaning == bytecode::Meaning::LoadSpecial; });
  const std::int32_t depth = !openHandlers_.empty() ? 7 : isSpecial ? 5 : 4;
  push(emit(Op::PyExit, {peek(depth), peek(1)}));
}

}  // namespace pyrite::flow
