// Blocks, the stack, variables and control; the other families of instructions have files of their own.
#include "frontend/flow/translate.hpp"

#include <algorithm>
#include <utility>

namespace pyrite::flow {

using bytecode::Constant;
using bytecode::Meaning;
using ir::Attribute;
using ir::Op;
using ir::ValueId;

namespace {

/// The prologue, then one block for each code block.
ir::Builder builderWithBlocks(ir::Function& function, std::size_t count) {
  ir::Builder builder(function);
  builder.createBlock("entry");
  for (std::size_t i = 0; i < count; ++i) builder.createBlock("b" + std::to_string(i));
  return builder;
}

std::vector<std::int32_t> setupsOf(const bytecode::DecodedCode& decoded) {
  std::vector<std::int32_t> setups;
  for (const bytecode::ProtectedRange& range : decoded.exceptionTable)
    if (range.setup >= 0 && std::find(setups.begin(), setups.end(), range.setup) == setups.end()) setups.push_back(range.setup);
  return setups;
}

}  // namespace

Translator::Translator(const bytecode::CodeObject& code, const bytecode::DecodedCode& decoded, const CodeBlocks& blocks,
                       ir::Function& function, std::span<const std::string> typedVariables)
    : code_(code),
      decoded_(decoded),
      blocks_(blocks),
      typedVariables_(typedVariables),
      builder_(builderWithBlocks(function, blocks.blocks.size())),
      stackSize_(code.stackSize + bytecode::kSpareStack),
      variables_(builder_, blocks,
                 code.variables.size() + code.cellVariables.size() + static_cast<std::size_t>(stackSize_) + 1 +
                     setupsOf(decoded).size()),
      entryDepth_(blocks.blocks.size(), -1),
      entryHandlers_(blocks.blocks.size()),
      setups_(setupsOf(decoded)),
      setupStates_(setups_.size()) {}

Status Translator::run() {
  ir::Function& function = builder_.function();
  const ir::BlockId entry = function.entry();
  builder_.setBlock(entry);
  const auto parameterCount = static_cast<std::size_t>(code_.argumentCount + code_.keywordOnlyCount) +
                              (code_.hasVarArgs ? 1u : 0u) + (code_.hasVarKeywords ? 1u : 0u);
  const ValueId unbound = emit(Op::PyUnbound, {});
  for (std::size_t i = 0; i < code_.variables.size(); ++i) {
    if (i >= parameterCount) {
      variables_.writeInitial(i, unbound);
      continue;
    }
    variables_.writeInitial(i, assigned(builder_.addParameter(entry, nullptr), code_.variables[i]));
    function.parameterNames.push_back(code_.variables[i]);
  }
  for (std::size_t cell = 0; cell < code_.cellVariables.size(); ++cell) {
    ValueId initial = unbound;
    for (std::size_t i = 0; i < parameterCount && i < code_.variables.size(); ++i)
      if (code_.variables[i] == code_.cellVariables[cell]) initial = function[entry].parameters[i];
    variables_.writeInitial(cellVariable(static_cast<std::int32_t>(cell)), initial);
    const bool isShared = isSharedCell(static_cast<std::int32_t>(cell));
    sharedCells_.push_back(isShared ? emit(Op::PySharedCell, {initial}, Attribute(code_.cellVariables[cell])) : ValueId());
  }
  for (std::int32_t slot = 0; slot < stackSize_; ++slot) variables_.writeInitial(stackVariable(slot), unbound);
  const ValueId nothingHandled = none();
  variables_.writeInitial(handledVariable(), nothingHandled);
  for (std::int32_t setup : setups_) variables_.writeInitial(previousVariable(setup), nothingHandled);
  for (std::uint32_t index = 0; index < blocks_.blocks.size(); ++index) {
    const CodeBlock& block = blocks_.blocks[index];
    if (block.handler != CodeBlock::kNoBlock) function[irBlock(index)].unwind.target = irBlock(block.handler);
    if (!block.raisers.empty()) builder_.addParameter(irBlock(index), nullptr);  // the exception
  }
  builder_.jump(irBlock(0));
  if (!entryDepth_.empty()) entryDepth_[0] = 0;
  for (std::uint32_t index : blocks_.order) translateBlock(index);
  variables_.finish();
  removeNeedlessNotes(nothingHandled);
  finishCalls();
  removeNeedlessBoundChecks();
  return damage_.has_value() ? Status(*std::move(damage_)) : success();
}

void Translator::translateBlock(std::uint32_t index) {
  const CodeBlock& block = blocks_.blocks[index];
  block_ = index;
  isTerminated_ = false;
  builder_.setBlock(irBlock(index));
  depth_ = entryDepth_[index];
  openHandlers_ = entryHandlers_[index];
  if (!decoded_.exceptionTable.empty() && depth_ >= 0) noteHandled(variables_.read(block_, handledVariable()));
  if (!block.raisers.empty()) enterHandler(block);
  if (depth_ < 0) {  // every way here ends in a refusal
    builder_.unreachable();
    return;
  }
  for (position_ = block.begin; position_ < block.end && !isTerminated_; ++position_) {
    const Instruction& instruction = decoded_.instructions[static_cast<std::size_t>(position_)];
    builder_.setSpan(instruction.span);
    if (const auto setup = std::find(setups_.begin(), setups_.end(), position_); setup != setups_.end())
      setupStates_[static_cast<std::size_t>(setup - setups_.begin())] = {depth_, openHandlers_};
    translate(instruction);
  }
  if (!isTerminated_) goTo(successor(0));
}

/// Most blocks handle nothing.
void Translator::removeNeedlessNotes(ValueId nothingHandled) {
  ir::Function& function = builder_.function();
  for (ir::Block& block : function.blocks) {
    ValueId handled = nothingHandled;
    std::erase_if(block.instructions, [&](ir::InstructionId id) {
      const ir::Instruction& instruction = function[id];
      if (instruction.op != Op::PyHandled) return false;
      const ValueId before = std::exchange(handled, instruction.operands[0]);
      return before == handled;
    });
  }
}

/// The stack as the interpreter leaves it for the handler: cut, then the exception on top.
void Translator::enterHandler(const CodeBlock& handler) {
  const ValueId exception = builder_.function()[irBlock(block_)].parameters[0];
  const bytecode::ProtectedRange& range = *blocks_.blocks[handler.raisers[0]].range;
  depth_ = range.depth;
  openHandlers_.clear();
  if (range.setup >= 0) {
    const auto setup = std::find(setups_.begin(), setups_.end(), range.setup);
    const Setup& state = setupStates_[static_cast<std::size_t>(setup - setups_.begin())];
    depth_ = state.depth;
    if (depth_ < 0) return;  // what sets it up is behind a refusal
    openHandlers_ = state.openHandlers;
    openHandlers_.push_back(range.setup);
    variables_.write(block_, previousVariable(range.setup), variables_.read(block_, handledVariable()));
    setHandled(exception);
  } else if (range.pushLastInstruction) {
    push(none());
  }
  for (std::int32_t i = 0; i < range.values; ++i) push(exception);
  entryDepth_[block_] = depth_;
  entryHandlers_[block_] = openHandlers_;
}

// -- the frame -------------------------------------------------------------------------------------------------------

// Decoding has checked the depths of the stack, but not those that only handlers reach with other handlers open.
void Translator::push(ValueId value) {
  if (depth_ >= stackSize_) return setDamaged("makes the stack too deep");
  variables_.write(block_, stackVariable(depth_++), value);
}

void Translator::drop(std::int32_t count) {
  if (count > depth_) setDamaged("takes more than the stack holds");
  depth_ = std::max(depth_ - count, 0);
}

ValueId Translator::pop() {
  const ValueId top = peek(1);
  drop(1);
  return top;
}

ValueId Translator::peek(std::int32_t fromTop) {
  if (fromTop <= depth_) return variables_.read(block_, stackVariable(depth_ - fromTop));
  setDamaged("takes more than the stack holds");
  return emit(Op::PyUnbound, {});
}

std::vector<ValueId> Translator::popMany(std::int32_t count) {
  std::vector<ValueId> values(static_cast<std::size_t>(count));
  for (auto it = values.rbegin(); it != values.rend(); ++it) *it = pop();
  return values;
}

ValueId Translator::checkBound(ValueId value, const std::string& name) {
  return emit(Op::PyCheckBound, {value}, Attribute(name));
}

void Translator::terminate(Op op, const std::vector<ValueId>& operands) {
  builder_.emit(op, types::voidType(), std::span<const ValueId>(operands));
  isTerminated_ = true;
}

std::size_t Translator::previousVariable(std::int32_t setup) const {
  const auto found = std::find(setups_.begin(), setups_.end(), setup);
  return handledVariable() + 1 + static_cast<std::size_t>(found - setups_.begin());
}

void Translator::reach(std::uint32_t block, std::int32_t depth) {
  if (entryDepth_[block] >= 0) return;
  entryDepth_[block] = depth;
  entryHandlers_[block] = openHandlers_;
}

void Translator::goTo(std::uint32_t next) {
  reach(next, depth_);
  builder_.jump(irBlock(next));
  isTerminated_ = true;
}

void Translator::branchOn(ValueId condition, std::uint32_t ifTrue, std::uint32_t ifFalse) {
  for (std::uint32_t next : {ifTrue, ifFalse}) reach(next, depth_);
  builder_.branch(condition, irBlock(ifTrue), irBlock(ifFalse));
  isTerminated_ = true;
}

const Constant* Translator::constantBehind(ValueId value) const {
  const ir::Function& function = const_cast<ir::Builder&>(builder_).function();
  const ir::InstructionId definition = function[value].instruction;
  if (!definition.valid() || function[definition].op != Op::PyConst) return nullptr;
  return &code_.constants[static_cast<std::size_t>(std::get<std::int64_t>(function[definition].attribute))];
}

std::string Translator::keywordNames(ValueId value, std::int32_t argumentCount) {
  const Constant* constant = constantBehind(value);
  const auto* tuple = constant != nullptr ? std::get_if<bytecode::TupleConstant>(&constant->value) : nullptr;
  std::string names;
  bool areTexts = tuple != nullptr && std::ssize(tuple->items) <= argumentCount;
  for (std::size_t i = 0; areTexts && i < tuple->items.size(); ++i) {
    const auto* name = std::get_if<std::string>(&tuple->items[i].value);
    areTexts = name != nullptr;
    if (areTexts) names += (i > 0 ? "," : "") + *name;
  }
  if (!areTexts) setDamaged("has keyword names that are no constants");
  return names;
}

/// What the checks of decoding cannot see. The rest is translated nonetheless, to be thrown away.
void Translator::setDamaged(const char* what) {
  if (damage_.has_value()) return;
  const Instruction& instruction = decoded_.instructions[static_cast<std::size_t>(position_)];
  damage_ = bytecode::damaged(code_, instruction, what);
}

/// Inference stops here with the diagnostic, so what would follow does not matter.
void Translator::refuse(std::string what) {
  if (const Span span = decoded_.instructions[static_cast<std::size_t>(position_)].span; span.line == 0)
    builder_.setSpan({code_.firstLine, code_.firstLine, -1, -1});
  unsupported(std::move(what));
  builder_.unreachable();
  isTerminated_ = true;
}

// -- one instruction ----------------------------------------------------------------------------------------------------

void Translator::translate(const Instruction& instruction) {
  const std::int32_t operand = instruction.operand;
  const auto index = static_cast<std::size_t>(operand);
  switch (instruction.meaning) {
    case Meaning::Nop:
      return;
    case Meaning::Pop:
      return translatePop(instruction);
    case Meaning::PushNull:
      return translatePushNull(instruction);
    case Meaning::Copy:
      return translateCopy(instruction);
    case Meaning::Swap:
      return translateSwap(instruction);
    case Meaning::Rotate:
      return translateRotate(instruction);
    case Meaning::CopyTwo:
      return translateCopyTwo(instruction);

    case Meaning::LoadConst:
      return push(emit(Op::PyConst, {}, Attribute(std::int64_t{operand})));
    case Meaning::LoadInt:
      return push(emit(Op::PyInt, {}, Attribute(std::int64_t{operand})));
    case Meaning::LoadLocal:
      return push(checkBound(variables_.read(block_, localVariable(operand)), code_.variables[index]));
    case Meaning::LoadLocalOrNull:
      push(variables_.read(block_, localVariable(operand)));
      return variables_.write(block_, localVariable(operand), emit(Op::PyUnbound, {}));
    case Meaning::LoadDerefOrNull:
      if (sharedCell(index).valid())
        return refuse(
            "a comprehension's variable that has the name of a variable assigned in a nested function is not compiled");
      push(variables_.read(block_, cellVariable(operand)));
      return variables_.write(block_, cellVariable(operand), emit(Op::PyUnbound, {}));
    case Meaning::StoreLocal:
      return variables_.write(block_, localVariable(operand), assigned(pop(), code_.variables[index]));
    case Meaning::DeleteLocal:
      checkBound(variables_.read(block_, localVariable(operand)), code_.variables[index]);
      return variables_.write(block_, localVariable(operand), emit(Op::PyUnbound, {}));
    case Meaning::LoadGlobal:
    case Meaning::LoadName:
      return push(emit(Op::PyGlobal, {}, Attribute(code_.names[index])));
    case Meaning::StoreGlobal:
    case Meaning::DeleteGlobal:
    case Meaning::StoreName:
      if (instruction.meaning != Meaning::DeleteGlobal) pop();
      unsupported("global variable '" + code_.names[index] + "' is frozen at compile time and cannot be assigned");
      return;
    case Meaning::LoadDeref:
      if (index >= code_.cellVariables.size())
        return push(emit(Op::PyDeref, {}, Attribute(static_cast<std::int64_t>(index - code_.cellVariables.size()))));
      if (sharedCell(index).valid())
        return push(emit(Op::PyCellLoad, {sharedCell(index)}, Attribute(code_.cellVariables[index])));
      return push(checkBound(variables_.read(block_, cellVariable(operand)), code_.cellVariables[index]));
    case Meaning::StoreDeref:
    case Meaning::DeleteDeref:
      return storeDeref(index, instruction.meaning == Meaning::StoreDeref ? pop() : emit(Op::PyUnbound, {}));
    case Meaning::LoadAssertionError:
      return push(emit(Op::PyGlobal, {}, Attribute(std::string("AssertionError"))));
    case Meaning::LoadCommonConstant: {
      // In the interpreter's order; the last ones came with 3.15.
      static const char* const kNames[] = {
          "AssertionError", "NotImplementedError", "tuple", "all", "any", "list", "set", "None", "", "True", "False", "-1"};
      if (operand < 0 || operand >= std::ssize(kNames))
        return push(unsupported("LOAD_COMMON_CONSTANT with an unknown operand"));
      const std::string name = kNames[operand];
      if (name == "None") return push(emit(Op::PyNone, {}));
      if (name == "-1") return push(emit(Op::PyInt, {}, Attribute(std::int64_t{-1})));
      if (name.empty()) return push(emit(Op::PyString, {}));
      return push(emit(Op::PyGlobal, {}, Attribute(name)));
    }

    case Meaning::Unary:
    case Meaning::ToBool: {
      const ValueId value = pop();
      return push(instruction.meaning == Meaning::ToBool ? emit(Op::PyBool, {value})
                                                         : emit(Op::PyUnary, {value}, Attribute(std::int64_t{operand})));
    }
    case Meaning::Binary:
    case Meaning::InplaceBinary:
    case Meaning::Compare:
    case Meaning::Is:
    case Meaning::Contains: {
      const ValueId right = pop(), left = pop();
      const Op op = instruction.meaning == Meaning::Binary          ? Op::PyBinary
                    : instruction.meaning == Meaning::InplaceBinary ? Op::PyInplace
                    : instruction.meaning == Meaning::Compare       ? Op::PyCompare
                    : instruction.meaning == Meaning::Is            ? Op::PyIs
                                                                    : Op::PyContains;
      return push(emit(op, {left, right}, Attribute(std::int64_t{operand})));
    }

    case Meaning::LoadAttr:
      return push(emit(Op::PyGetAttr, {pop()}, Attribute(code_.names[index])));
    case Meaning::LoadMethod: {
      const ValueId object = pop();
      push(emit(Op::PyGetAttr, {object}, Attribute(code_.names[index])));
      return push(emit(Op::PyNull, {}));
    }
    case Meaning::StoreAttr: {
      const ValueId object = pop(), value = pop();
      emit(Op::PySetAttr, {object, value}, Attribute(code_.names[index]));
      return;
    }
    case Meaning::GetItem: {
      const ValueId key = pop(), object = pop();
      return push(emit(Op::PyGetItem, {object, key}));
    }
    case Meaning::SetItem: {
      const ValueId key = pop(), object = pop(), value = pop();
      emit(Op::PySetItem, {object, key, value});
      return;
    }
    case Meaning::DeleteItem: {
      const ValueId key = pop(), object = pop();
      emit(Op::PyDelItem, {object, key});
      return;
    }
    case Meaning::GetSlice: {
      const ValueId stop = pop(), start = pop(), object = pop();
      return push(emit(Op::PyGetItem, {object, emit(Op::PySlice, {start, stop, none()})}));
    }
    case Meaning::SetSlice: {
      const ValueId stop = pop(), start = pop(), object = pop(), value = pop();
      emit(Op::PySetItem, {object, emit(Op::PySlice, {start, stop, none()}), value});
      return;
    }

    case Meaning::KeywordNames:
      return translateKeywordNames(instruction);
    case Meaning::Call:
    case Meaning::CallKeywords:
      return translateCall(instruction);
    case Meaning::CallMaybeSelf:
    case Meaning::CallMaybeSelfKeywords:
      return translateCallMaybeSelf(instruction);
    case Meaning::CallVar:
    case Meaning::CallVarNull:
      return translateCallVar(instruction);
    case Meaning::CallIntrinsic1: {
      const ValueId value = pop();
      switch (static_cast<bytecode::Intrinsic>(operand)) {
        case bytecode::Intrinsic::UnaryPositive:
          return push(emit(Op::PyUnary, {value}, Attribute(static_cast<std::int64_t>(bytecode::UnaryOperator::Positive))));
        case bytecode::Intrinsic::ListToTuple:
          return push(emit(Op::PyListToTuple, {value}));
        case bytecode::Intrinsic::Print:
        case bytecode::Intrinsic::ImportStar:
        case bytecode::Intrinsic::StopIterationError:
        case bytecode::Intrinsic::AsyncGenWrap:
        case bytecode::Intrinsic::Other:
          return push(unsupported("this use of an interpreter intrinsic is not compiled"));
      }
      return;
    }
    case Meaning::CallIntrinsic2:
      popMany(2);
      return push(unsupported("this use of an interpreter intrinsic is not compiled"));

    case Meaning::MakeFunction:
    case Meaning::SetFunctionAttribute:
    case Meaning::LoadClosure:
      return translateFunction(instruction);

    case Meaning::BuildTuple:
      return translateBuildTuple(instruction);
    case Meaning::BuildList:
      return translateBuildList(instruction);
    case Meaning::BuildListBelow:
      return translateBuildListBelow(instruction);
    case Meaning::BuildSet:
      return translateBuildSet(instruction);
    case Meaning::BuildMap:
      return translateBuildMap(instruction);
    case Meaning::BuildConstKeyMap:
      return translateBuildConstKeyMap(instruction);
    case Meaning::BuildString:
      return translateBuildString(instruction);
    case Meaning::BuildSlice:
      return translateBuildSlice(instruction);
    case Meaning::FormatValue:
      return translateFormatValue(instruction);
    case Meaning::FormatSimple:
      return translateFormatSimple(instruction);
    case Meaning::FormatWithSpec:
      return translateFormatWithSpec(instruction);
    case Meaning::ConvertValue:
      return translateConvertValue(instruction);
    case Meaning::ListAppend:
    case Meaning::SetAdd:
    case Meaning::ListExtend:
    case Meaning::SetUpdate:
    case Meaning::DictUpdate:
    case Meaning::DictMerge:
      return translateListAppend(instruction);
    case Meaning::MapAdd:
      return translateMapAdd(instruction);
    case Meaning::ListToTuple:
      return translateListToTuple(instruction);
    case Meaning::UnpackSequence:
      return translateUnpackSequence(instruction);
    case Meaning::UnpackEx:
      return translateUnpackEx(instruction);
    case Meaning::GetLen:
      return translateGetLen(instruction);

    case Meaning::Jump:
      return translateJump(instruction);
    case Meaning::JumpIfFalse:
    case Meaning::JumpIfTrue:
      return translateJumpIfFalse(instruction);
    case Meaning::JumpIfNone:
    case Meaning::JumpIfNotNone:
      return translateJumpIfNone(instruction);
    case Meaning::JumpIfFalseOrPop:
    case Meaning::JumpIfTrueOrPop:
      return translateJumpIfFalseOrPop(instruction);
    case Meaning::GetIter:
    case Meaning::GetYieldFromIter:
      return translateGetIter(instruction);
    case Meaning::ForIter:
      return translateForIter(instruction);
    case Meaning::Return:
      return translateReturn(instruction);
    case Meaning::ReturnConst:
      return translateReturnConst(instruction);

    case Meaning::Raise:
      return translateRaise(instruction);
    case Meaning::Reraise:
      return translateReraise(instruction);
    case Meaning::CheckExceptionMatch:
      return translateCheckExceptionMatch(instruction);
    case Meaning::JumpIfNotExceptionMatch:
      return translateJumpIfNotExceptionMatch(instruction);
    case Meaning::PushExceptionInfo:
      return translatePushExceptionInfo(instruction);
    case Meaning::PopException:
      return translatePopException(instruction);

    case Meaning::ReturnGenerator:
      return translateReturnGenerator(instruction);
    case Meaning::Yield:
      return translateYield(instruction);
    case Meaning::YieldFrom:
    case Meaning::Send:
    case Meaning::SendLeaving:
      return translateYieldFrom(instruction);
    case Meaning::EndSend:
      return translateEndSend(instruction);

    case Meaning::EnterWith:
      return translateEnterWith(instruction);
    case Meaning::LoadSpecial:
      return translateLoadSpecial(instruction);
    case Meaning::WithExceptStart:
      return translateWithExceptStart(instruction);
    case Meaning::ImportName: {
      const ValueId names = pop(), level = pop();
      return push(emit(Op::PyImport, {level, names}, Attribute(code_.names[index])));
    }
    case Meaning::ImportFrom:
      return push(emit(Op::PyGetAttr, {peek(1)}, Attribute(code_.names[index])));
    case Meaning::CheckExceptionGroupMatch:
      return refuseOpcode(instruction, "except*");
    case Meaning::DeleteAttr:
      return refuseOpcode(instruction, "deleting an attribute");
    case Meaning::LoadSuperAttr:
      return refuseOpcode(instruction, "super()");
    case Meaning::LoadBuildClass:
      return refuseOpcode(instruction, "defining a class inside of a function; define it outside: this");
    case Meaning::MatchSequence:
      return translateMatchSequence(instruction);
    case Meaning::MatchClass:
    case Meaning::MatchClassFlag:
      return translateMatchClass(instruction);
    case Meaning::MatchMapping:
    case Meaning::MatchKeys:
      return refuseOpcode(instruction, "matching a mapping");
    case Meaning::CleanupThrow:
    case Meaning::Unsupported:
      return refuseOpcode(instruction, "this");
  }
}

void Translator::refuseOpcode(const Instruction& instruction, const char* what) {
  refuse(std::string(what) + " is not compiled (opcode " + bytecode::opcodeName(code_.interpreter, instruction.opcode) +
         " of " + bytecode::dialectName(code_.interpreter) + ")");
}

/// The value in the type that the options give the variable, if they do.
ir::ValueId Translator::assigned(ValueId value, const std::string& name) {
  const bool isTyped = std::find(typedVariables_.begin(), typedVariables_.end(), name) != typedVariables_.end();
  return isTyped ? emit(Op::PyAssign, {value}, Attribute(name)) : value;
}

void Translator::translatePop(const Instruction&) { drop(1); }

void Translator::translatePushNull(const Instruction&) { push(emit(Op::PyNull, {})); }

void Translator::translateCopy(const Instruction& instruction) { push(peek(instruction.operand)); }

void Translator::translateSwap(const Instruction& instruction) {
  const ValueId top = peek(1), other = peek(instruction.operand);
  variables_.write(block_, stackVariable(depth_ - 1), other);
  variables_.write(block_, stackVariable(depth_ - instruction.operand), top);
}

void Translator::translateRotate(const Instruction& instruction) {
  std::vector<ValueId> values = popMany(instruction.operand);
  std::rotate(values.begin(), values.end() - 1, values.end());
  for (ValueId value : values) push(value);
}

void Translator::translateCopyTwo(const Instruction&) {
  const ValueId top = peek(1), second = peek(2);
  push(second);
  push(top);
}

void Translator::translateJump(const Instruction&) { goTo(successor(0)); }

void Translator::translateJumpIfFalse(const Instruction& instruction) {
  const ValueId condition = emit(Op::PyBool, {pop()});
  if (instruction.meaning == Meaning::JumpIfTrue) return branchOn(condition, successor(0), successor(1));
  branchOn(condition, successor(1), successor(0));
}

void Translator::translateJumpIfNone(const Instruction& instruction) {
  const ValueId value = pop();
  const ValueId condition = emit(Op::PyIs, {value, none()}, Attribute(std::int64_t{0}));
  if (instruction.meaning == Meaning::JumpIfNone) return branchOn(condition, successor(0), successor(1));
  branchOn(condition, successor(1), successor(0));
}

void Translator::translateJumpIfFalseOrPop(const Instruction& instruction) {
  const ValueId condition = emit(Op::PyBool, {peek(1)});
  const std::uint32_t target = successor(0), next = successor(1);
  reach(target, depth_);
  drop(1);
  if (instruction.meaning == Meaning::JumpIfTrueOrPop) return branchOn(condition, target, next);
  branchOn(condition, next, target);
}

void Translator::translateGetIter(const Instruction&) { push(emit(Op::PyIter, {pop()})); }

void Translator::translateForIter(const Instruction&) {
  const ValueId iterator = peek(1);
  if (const std::int32_t item = blocks_.blocks[block_].item; item != CodeBlock::kNotUnrolled) {
    if (item == CodeBlock::kExhausted)
      drop(1);
    else
      push(emit(Op::PyItem, {iterator}, Attribute(std::int64_t{item})));
    return goTo(successor(0));
  }
  const ValueId hasNext = emit(Op::PyAdvance, {iterator});
  const std::uint32_t exit = successor(0), body = successor(1);
  reach(exit, depth_ - 1);
  reach(body, depth_ + 1);
  // The element is fetched on a block of its own: the body may have other ways in.
  const ir::BlockId fetch = builder_.createBlock("next");
  builder_.function()[fetch].unwind = builder_.function()[irBlock(block_)].unwind;
  builder_.branch(hasNext, fetch, irBlock(exit));
  builder_.setBlock(fetch);
  push(emit(Op::PyCurrent, {iterator}));
  builder_.jump(irBlock(body));
  isTerminated_ = true;
}

void Translator::translateReturn(const Instruction&) { terminate(Op::Return, {pop()}); }

void Translator::translateReturnConst(const Instruction& instruction) {
  terminate(Op::Return, {emit(Op::PyConst, {}, Attribute(std::int64_t{instruction.operand}))});
}

}  // namespace pyrite::flow
