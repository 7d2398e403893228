// Executes the instructions of one code object abstractly, appending generic IR.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "frontend/bytecode/instruction.hpp"
#include "frontend/flow/blocks.hpp"
#include "frontend/flow/variables.hpp"

namespace pyrite::flow {

class Translator {
 public:
  Translator(const bytecode::CodeObject& code, const bytecode::DecodedCode& decoded, const CodeBlocks& blocks,
             ir::Function& function, std::span<const std::string> typedVariables);
  /// Refuses what only damaged code does.
  Status run();

 private:
  using Instruction = bytecode::Instruction;
  using ValueId = ir::ValueId;

  void translateBlock(std::uint32_t index);
  /// Appends what the instruction does. Terminators of the block are appended by the same call.
  void translate(const Instruction& instruction);
  // What each meaning becomes; several that differ little are one.
  void translatePop(const Instruction& instruction);
  void translatePushNull(const Instruction& instruction);
  void translateCopy(const Instruction& instruction);
  void translateSwap(const Instruction& instruction);
  void translateRotate(const Instruction& instruction);
  void translateCopyTwo(const Instruction& instruction);
  void translateKeywordNames(const Instruction& instruction);
  void translateCall(const Instruction& instruction);
  void translateCallMaybeSelf(const Instruction& instruction);
  void translateCallVar(const Instruction& instruction);
  void translateBuildTuple(const Instruction& instruction);
  void translateBuildList(const Instruction& instruction);
  void translateBuildListBelow(const Instruction& instruction);
  void translateBuildSet(const Instruction& instruction);
  void translateBuildMap(const Instruction& instruction);
  void translateBuildConstKeyMap(const Instruction& instruction);
  void translateBuildString(const Instruction& instruction);
  void translateBuildSlice(const Instruction& instruction);
  void translateFormatValue(const Instruction& instruction);
  void translateFormatSimple(const Instruction& instruction);
  void translateFormatWithSpec(const Instruction& instruction);
  void translateConvertValue(const Instruction& instruction);
  void translateListAppend(const Instruction& instruction);
  void translateMapAdd(const Instruction& instruction);
  void translateListToTuple(const Instruction& instruction);
  void translateUnpackSequence(const Instruction& instruction);
  void translateUnpackEx(const Instruction& instruction);
  void translateGetLen(const Instruction& instruction);
  void translateMatchSequence(const Instruction& instruction);
  void translateMatchClass(const Instruction& instruction);
  void translateJump(const Instruction& instruction);
  void translateJumpIfFalse(const Instruction& instruction);
  void translateJumpIfNone(const Instruction& instruction);
  void translateJumpIfFalseOrPop(const Instruction& instruction);
  void translateGetIter(const Instruction& instruction);
  void translateForIter(const Instruction& instruction);
  void translateReturn(const Instruction& instruction);
  void translateReturnConst(const Instruction& instruction);
  void translateRaise(const Instruction& instruction);
  void translateReraise(const Instruction& instruction);
  void translateCheckExceptionMatch(const Instruction& instruction);
  void translateJumpIfNotExceptionMatch(const Instruction& instruction);
  void translatePushExceptionInfo(const Instruction& instruction);
  void translatePopException(const Instruction& instruction);
  void translateEnterWith(const Instruction& instruction);
  void translateLoadSpecial(const Instruction& instruction);
  void translateWithExceptStart(const Instruction& instruction);
  void translateReturnGenerator(const Instruction& instruction);
  void translateYield(const Instruction& instruction);
  void translateYieldFrom(const Instruction& instruction);
  void translateEndSend(const Instruction& instruction);
  void translateFunction(const Instruction& instruction);
  void finishCalls();
  void removeNeedlessBoundChecks();

  // -- the frame ---------------------------------------------------------------------------------------------------
  void push(ValueId value);
  ValueId pop();
  void drop(std::int32_t count);
  ValueId peek(std::int32_t fromTop);  // 1: the top
  std::vector<ValueId> popMany(std::int32_t count);
  std::size_t localVariable(std::int32_t local) const { return static_cast<std::size_t>(local); }
  std::size_t cellVariable(std::int32_t cell) const { return code_.variables.size() + static_cast<std::size_t>(cell); }
  std::size_t stackVariable(std::int32_t slot) const {
    return code_.variables.size() + code_.cellVariables.size() + static_cast<std::size_t>(slot);
  }

  /// The exception that is being handled, and for each instruction that sets a block up, the one handled before.
  std::size_t handledVariable() const { return stackVariable(stackSize_); }
  std::size_t previousVariable(std::int32_t setup) const;

  ValueId emit(ir::Op op, std::initializer_list<ValueId> operands, ir::Attribute attribute = {}) {
    return builder_.emit(op, nullptr, operands, std::move(attribute));
  }
  ValueId emit(ir::Op op, const std::vector<ValueId>& operands, ir::Attribute attribute = {}) {
    return builder_.emit(op, nullptr, std::span<const ValueId>(operands), std::move(attribute));
  }
  ValueId none() { return emit(ir::Op::PyNone, {}); }
  ValueId unsupported(std::string what) { return emit(ir::Op::PyUnsupported, {}, ir::Attribute(std::move(what))); }
  ValueId checkBound(ValueId value, const std::string& name);
  void terminate(ir::Op op, const std::vector<ValueId>& operands);  // return and raise
  void goTo(std::uint32_t successor);
  void reach(std::uint32_t block, std::int32_t depth);  // the first way to a block says how deep its stack is
  void enterHandler(const CodeBlock& handler);
  void setHandled(ValueId exception) {
    variables_.write(block_, handledVariable(), exception);
    noteHandled(exception);
  }
  void noteHandled(ValueId exception) { builder_.emit(ir::Op::PyHandled, types::voidType(), {exception}); }
  void removeNeedlessNotes(ValueId nothingHandled);
  void branchOn(ValueId condition, std::uint32_t ifTrue, std::uint32_t ifFalse);
  std::uint32_t successor(std::size_t index) const { return blocks_.blocks[block_].successors[index]; }
  std::string keywordNames(ValueId constant, std::int32_t argumentCount);
  void setDamaged(const char* what);
  void refuse(std::string what);
  void refuseOpcode(const Instruction& instruction, const char* what);
  ValueId assigned(ValueId value, const std::string& name);
  const bytecode::Constant* constantBehind(ValueId value) const;
  void storeDeref(std::size_t index, ValueId value);
  using CodePointer = std::shared_ptr<const bytecode::CodeObject>;
  const CodePointer* codeMadeAfter(std::int32_t capture) const;
  /// Invalid where the variable's content is a variable of this function alone.
  ValueId sharedCell(std::size_t index) const { return index < sharedCells_.size() ? sharedCells_[index] : ValueId(); }
  bool isOwnName(std::int32_t cell) const;
  bool isSharedCell(std::int32_t cell) const;
  bool isReassignedAfter(std::int32_t cell, std::int32_t capture) const;

  const bytecode::CodeObject& code_;
  const bytecode::DecodedCode& decoded_;
  const CodeBlocks& blocks_;
  std::span<const std::string> typedVariables_;
  ir::Builder builder_;
  std::int32_t stackSize_;
  Variables variables_;
  std::uint32_t block_ = 0;
  std::int32_t position_ = 0;             // index of the current instruction
  std::int32_t depth_ = 0;                // of the operand stack
  std::vector<std::int32_t> entryDepth_;  // by block, -1: not reached yet
  /// Where the exception table does not say: the handlers that are open, by the instruction that set each up.
  std::vector<std::vector<std::int32_t>> entryHandlers_;  // by block
  std::vector<std::int32_t> openHandlers_;
  std::vector<std::int32_t> setups_;  // the instructions that set blocks up
  struct Setup {
    std::int32_t depth = -1;
    std::vector<std::int32_t> openHandlers;
  };
  std::vector<Setup> setupStates_;  // as setups_
  bool isTerminated_ = false;
  std::optional<Diagnostic> damage_;
  std::vector<ValueId> sharedCells_;  // by cell: what holds its content, where that is no variable of this function alone
  std::string pendingKeywordNames_;   // of the next call (3.11, 3.12)
  std::vector<ir::InstructionId> slotCalls_;  // calls whose first two operands are (NULL, f), (f, NULL) or (method, self)
};

}  // namespace pyrite::flow
