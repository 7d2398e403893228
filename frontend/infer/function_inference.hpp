// One specialisation: the abstract walk over the reachable blocks of a function's generic IR, repeated until the types of all
// block parameters stand; then the typed function that the last walk wrote is completed.
#pragma once

#include "frontend/flow/flow.hpp"
#include "frontend/infer/caught.hpp"
#include "frontend/infer/specializer.hpp"

namespace pyrite::infer {

class FunctionInference {
 public:
  FunctionInference(Specializer& specializer, Specialization& specialization);

  struct Outcome {
    Type result = nullptr;                   // nullptr: no path returns (yet)
    bool sawUnknown = false;                 // some call's result is not known yet
    std::vector<Diagnostic> error;           // the first refusal, if any
    std::vector<flow::UnrolledLoop> unroll;  // loops that need a copy of their body for each item: nothing else is known
  };
  /// Walks until nothing changes, relying on the specialisation's current result where it calls itself.
  Outcome fixpoint();
  /// Converts what flows along edges and into returns, and appends the terminators. The function is ready then.
  Result<ir::Function> complete(Type result);
  /// The constant that all returns give, if there is one.
  ir::Attribute resultConstant() const;

 private:
  /// What is known of a block parameter: the join over the edges seen so far. It only goes up.
  struct ParameterState {
    Type type = nullptr;   // nullptr: no edge seen
    Type other = nullptr;  // set: `type` and this have no common type; an error where the value is used
    bool isDict = false;   // a display of a dict reaches here: refused where it is used
    ir::Attribute constant;
    /// What an integer is never less than, over the edges seen so far; sums and products are taken not to overflow.
    std::optional<std::int64_t> lower;
    bool isBounded = false;  // some edge was seen
    bool isConstant() const { return constant.index() != 0; }
    bool isRefused() const { return other != nullptr || isDict; }
  };
  /// What a generic value stands for in the walk.
  struct Known {
    ValueId value;
    std::int32_t display = -1;  // index of a list or dict display
    std::int32_t refused = -1;  // index of the state of a parameter that has no one type
  };
  /// A list or dict display that lives only until the call or tuple it is written for.
  struct Display {
    bool isDict = false;
    bool isNested = false;  // a list in which lists are items, as tuples
    ir::InstructionId source;
    std::vector<ValueId> items;
    std::vector<std::string> keys;
    ir::BlockId block;
  };
  /// Where the function makes a list.
  struct ListSite {
    bool isValue = false;  // not only read once, as a display is
    Type item = nullptr;   // what is put into it elsewhere
    bool isFresh = false;  // the operation makes a list that nobody else has
  };
  struct PendingEdge {
    ir::BlockId target;              // generic block
    std::vector<ValueId> arguments;  // invalid where the parameter is no run-time value
  };
  struct PendingEnd {
    ir::BlockId from;  // typed block
    Span span;
    ValueId condition;  // of a branch, or the value of a return
    bool isReturn = false;
    std::vector<PendingEdge> edges;
  };

  /// The error edge of one generic block, for all the typed blocks [first, last) that were written for it. What it carries is
  /// converted in a block before them, so that it stands whichever of them raises.
  struct PendingUnwind {
    ir::BlockId prelude, first, last;
    bool isTaken = false;  // something in the blocks may raise
    PendingEdge edge;
  };

  /// Typed blocks [first, last) that run while an exception is handled; what they raise has it as its context.
  struct HandledBlocks {
    ir::BlockId first, last;
    ValueId handled;
  };

  void startWalk();
  Status setHandled(ValueId exception);
  void endHandled();
  void closeHandled();
  void addContext(const HandledBlocks& blocks);
  void walkBlock(ir::BlockId block);
  void walkInstructions(const ir::Block& block);
  void endUnwind(const ir::Block& block);
  void enterBlock(ir::BlockId block);
  void endBlock(const ir::Instruction& terminator);
  PendingEdge makeEdge(const ir::Edge& edge, std::size_t implicit = 0);
  void mergeInto(std::uint32_t parameter, const Known& known, bool isEmitted);
  bool join(ParameterState& state, Type type, const ir::Attribute* constant);
  static bool joinBound(ParameterState& state, std::optional<std::int64_t> bound);
  void nameOpaqueOperand(Diagnostic& diagnostic, const ir::Instruction& instruction);
  void fail(Diagnostic diagnostic, const ir::Instruction* instruction);
  void giveUpBlock();
  Result<std::vector<ValueId>> convertedArguments(const PendingEdge& edge, std::size_t implicit);

  // -- one operation (translate_generic.cpp) ------------------------------------------------------------------------
  Status translate(const ir::Instruction& instruction);
  Result<ValueId> translateValue(const ir::Instruction& instruction);
  const StaticRefused* refusalOf(Type type) const;
  Result<ValueId> operand(const ir::Instruction& instruction, std::size_t index);
  /// List displays as tuples; those of lists only where it makes no difference.
  Result<ValueId> sequenceOperand(const ir::Instruction& instruction, std::size_t index, bool mayNest = false);
  Result<ValueId> constant(const bytecode::Constant& constant);
  Result<ValueId> checkBound(ValueId value, const std::string& name);
  Result<ValueId> dereference(std::size_t index);
  Result<ValueId> call(const ir::Instruction& instruction);
  Result<ValueId> callWithTuple(const ir::Instruction& instruction);
  bool takesSequences(ValueId callee) const;
  bool isOfNumpy(ValueId callee) const;
  Result<ValueId> importModule(ValueId level, ValueId names, const std::string& module);
  Result<ValueId> iterate(const ir::Instruction& instruction, ValueId object);
  Result<ValueId> advance(ValueId iterator);
  Result<ValueId> slice(const ir::Instruction& instruction);
  Result<ValueId> makeFunction(const ir::Instruction& instruction);  // closures.cpp
  Status raise(const ir::Instruction& instruction);
  Status raiseAgain(const ir::Instruction& instruction);
  Status display(const ir::Instruction& instruction);
  Display* displayOf(const ir::Instruction& instruction, std::size_t index);

  // -- lists (list_sites.cpp) ------------------------------------------------------------------------------------------
  Status makeValueOf(const Display& display);
  void makeValueOf(ir::InstructionId source);

  // -- caught exceptions (caught.cpp) -------------------------------------------------------------------------------------
  void addRaised(ir::BlockId handler, RaisedErrors& errors, std::vector<char>& isSeen);
  ir::BlockId handlerOf(ValueId caught) const;
  Status findFilters(ValueId error, ir::BlockId handler, std::vector<RaisedErrors::Filter>& filters);
  Result<ValueId> caughtArguments(ValueId error);
  Result<ValueId> isSameError(ValueId a, ValueId b, bool isNegated);

  // -- generators (generators.cpp) ----------------------------------------------------------------------------------------
  Result<ValueId> yield(ValueId value);
  Result<ValueId> yieldFrom(ValueId source);

  // -- cells (cells.cpp) ----------------------------------------------------------------------------------------------------
  Result<ValueId> makeCell(const ir::Instruction& instruction, ValueId content);
  Result<ValueId> freeCell(std::size_t index);
  Result<ValueId> itself();
  Result<ValueId> loadCell(ValueId cell, const std::string& name);
  Status storeCell(ValueId cell, ValueId value, const std::string& name);
  bool widen(ValueId container, Type item);
  bool widenList(ValueId list, Type item);
  bool widenCell(ValueId cell, Type item);
  bool findListSites(ValueId value, std::vector<char>& isVisited, std::vector<ir::InstructionId>& sites) const;
  Result<ValueId> listOf(const ir::Instruction& instruction);
  Result<ValueId> unpackStarred(const ir::Instruction& instruction);
  Result<ValueId> settledList(const ir::Instruction& instruction, ValueId list);
  ListSite& listSite(const ir::Instruction& instruction);

  Specializer& specializer_;
  Specialization& specialization_;
  const GenericCode& code_;
  const ir::Function& generic_;

  // Kept from walk to walk:
  std::vector<ParameterState> states_;                     // of all blocks' parameters
  std::vector<char> isReachedBackward_;                    // blocks that only a later block leads to (irreducible loops)
  std::vector<char> isHandler_;                            // blocks that an unwind edge leads to
  std::unordered_map<std::uint32_t, Type> cellTypes_;      // by generic instruction: what the cell holds
  Type yieldType_ = nullptr;                               // of a generator: what it yields
  std::unordered_map<std::uint32_t, ListSite> listSites_;  // by generic instruction
  // Of the current walk:
  std::unordered_map<std::uint32_t, std::uint32_t> cellSites_;  // of typed cells: the generic instruction that makes them
  std::unordered_map<std::uint32_t, std::size_t> arguments_;    // of typed values that are arguments: which
  std::unordered_map<std::uint32_t, ValueId> genericOf_;        // of typed lists: the generic value
  ir::Function function_;
  std::vector<Emitter> emitter_;  // one
  std::vector<Known> known_;      // by generic value
  std::vector<Display> displays_;
  std::vector<char> isReached_;
  std::vector<ir::BlockId> typedBlock_;
  std::vector<PendingEnd> ends_;
  std::vector<PendingUnwind> unwinds_;
  std::vector<HandledBlocks> handled_;
  ValueId nowHandled_;             // invalid: nothing
  bool tellsErrorsApart_ = false;  // one that was bound is raised while another is handled
  std::uint32_t position_ = 0;
  bool isChanged_ = false;
  bool sawUnknown_ = false;
  bool isBlockOver_ = false;
  std::vector<Diagnostic> error_;
  std::vector<flow::UnrolledLoop> unroll_;
};

/// raise_if sites and calls decide whether a function can raise at all.
bool mayRaise(const ir::Module& module, const ir::Function& function);

}  // namespace pyrite::infer
