// The walk over generic blocks: states of block parameters, edges, and the completion of the typed function.
#include "frontend/infer/function_inference.hpp"

#include "frontend/infer/choices.hpp"
#include "frontend/infer/language.hpp"
#include "frontend/infer/texts.hpp"
#include "frontend/ir/verifier_types.hpp"

namespace pyrite::infer {

using ir::Attribute;
using ir::BlockId;
using ir::Op;
using types::Kind;

namespace {

constexpr int kMaximumWalks = 200;
constexpr std::size_t kMaximumNotes = 4;

/// Why a result cannot leave compiled code, or nothing.
std::string whyNotReturned(Type type) {
  if (type->is(Kind::Static) && Overlay::isOwn(type->object)) return type->name;
  if (type->is(Kind::Closure)) return "the function " + type->name;
  if (type->is(Kind::Error)) return "a caught exception";
  if (type->is(Kind::Template)) return type->name;
  if (type->is(Kind::Iterator)) return "iterators";
  if (type->is(Kind::Generator)) return whyNotReturned(type->item(0));
  if (type->isNamedTuple() && !type->object.valid()) return type->name;
  for (Type item : type->items)
    if (item != nullptr)
      if (std::string reason = whyNotReturned(item); !reason.empty()) return reason;
  return "";
}

}  // namespace

FunctionInference::FunctionInference(Specializer& specializer, Specialization& specialization)
    : specializer_(specializer),
      specialization_(specialization),
      code_(*specialization.body.generic),
      generic_(code_.function),
      states_(code_.parameterCount),
      isReachedBackward_(generic_.blocks.size(), 0),
      isHandler_(generic_.blocks.size(), 0) {
  for (const ir::Block& block : generic_.blocks)
    if (block.unwind.target.valid()) isHandler_[block.unwind.target.index] = 1;
  const auto& key = specialization.key;
  const std::size_t parameters = key.arguments.size() - specialization.captured;
  for (std::size_t i = 0; i < parameters; ++i) {
    states_[i].type = key.arguments[i];
    states_[i].constant = key.constants[i];
  }
}

FunctionInference::Outcome FunctionInference::fixpoint() {
  for (int walk = 0;; ++walk) {
    PYRITE_CHECK(walk < kMaximumWalks, "the types of a function do not settle");
    startWalk();
    for (position_ = 0; position_ < code_.order.size(); ++position_)
      if (isReached_[code_.order[position_].index]) walkBlock(code_.order[position_]);
    if (!unroll_.empty()) {
      Outcome early;
      early.unroll = unroll_;
      return early;
    }
    if (!isChanged_) break;
  }
  Outcome outcome;
  outcome.sawUnknown = sawUnknown_;
  outcome.error = error_;
  for (const PendingEnd& end : ends_) {
    if (!end.isReturn) continue;
    const Type type = emitter_[0].typeOf(end.condition);
    const Type merged = outcome.result == nullptr ? type : unifyValues(specializer_.world, outcome.result, type);
    if (merged == nullptr) {
      if (!outcome.error.empty()) break;
      emitter_[0].builder.setSpan(end.span);
      fail(emitter_[0].typingError("this returns " + types::toString(type) + ", another path returns " +
                                   types::toString(outcome.result)),
           nullptr);
      outcome.error = error_;
      break;
    }
    outcome.result = merged;
  }
  const bool isOpen = outcome.result == nullptr && (outcome.sawUnknown || !outcome.error.empty());
  if (generic_.isGenerator && !isOpen) {
    const Type returned = outcome.result == nullptr ? types::noneType() : outcome.result;
    const Type yielded = yieldType_ == nullptr ? types::noneType() : yieldType_;
    outcome.result = specializer_.generatorType(specialization_, yielded, returned);
  }
  return outcome;
}

void FunctionInference::startWalk() {
  function_ = ir::Function{};
  function_.pythonName = generic_.pythonName;
  function_.file = generic_.file;
  function_.line = generic_.line;
  const FunctionOptions& options = specializer_.options(specialization_.key.options);
  function_.fastMath = options.fastMath;
  function_.inlining = options.inlining;
  function_.isInterruptible = options.isInterruptible;
  function_.instructions.reserve(generic_.instructions.size() * 2);
  function_.values.reserve(generic_.values.size() * 2);
  emitter_.clear();
  emitter_.emplace_back(specializer_, specializer_.world, specializer_.module, function_, options);
  Emitter& emitter = emitter_[0];
  emitter.pythonName = generic_.pythonName;
  emitter.file = generic_.file;
  emitter.object = specialization_.key.function;
  emitter.code = specialization_.body.code.get();
  emitter.widen = [this](ValueId container, Type item) { return widen(container, item); };
  arguments_.clear();
  genericOf_.clear();
  cellSites_.clear();
  known_.assign(generic_.values.size(), Known{});
  displays_.clear();
  isReached_ = isReachedBackward_;
  isReached_[0] = 1;
  typedBlock_.assign(generic_.blocks.size(), BlockId());
  ends_.clear();
  unwinds_.clear();
  handled_.clear();
  error_.clear();
  isChanged_ = sawUnknown_ = false;
  specializer_.isAwaiting = false;
}

void FunctionInference::enterBlock(BlockId block) {
  Emitter& emitter = emitter_[0];
  const ir::Block& source = generic_[block];
  typedBlock_[block.index] = emitter.newBlock(source.name);
  emitter.builder.setBlock(typedBlock_[block.index]);
  emitter.deadBlock = BlockId();
  isBlockOver_ = false;
  const bool isEntry = block == generic_.entry();
  for (std::size_t i = 0; i < source.parameters.size(); ++i) {
    const std::size_t index = code_.parameterOffset[block.index] + i;
    const ParameterState& state = states_[index];
    Known& known = known_[source.parameters[i].index];
    if (i == 0 && isHandler_[block.index]) {
      known.value = emitter.builder.emit(Op::CaughtError, types::errorType(), {});
      if (tellsErrorsApart_) known.value = emitter.builder.emit(Op::ErrorContext, types::errorType(), {known.value});
      continue;
    }
    if (state.type == nullptr) continue;  // no path that is walked defines it, so none uses it
    if (state.isRefused()) {
      known.refused = static_cast<std::int32_t>(index);
    } else if (state.isConstant()) {
      known.value = emitter.builder.constant(state.type, state.constant);
    } else if (state.type->isZeroSize() && !isEntry) {
      known.value = emitter.zero(state.type);
    } else {
      if (isEntry && generic_.isGenerator && state.type->is(Kind::Iterator))
        known.value = addIteratorParameter(emitter, typedBlock_[block.index], state.type);
      else
        known.value = emitter.restored(emitter.builder.addParameter(typedBlock_[block.index], state.type));
      if (isEntry) arguments_.emplace(known.value.index, i);
      if (!isEntry && state.lower && state.type == types::int64())
        emitter.parameterBounds.emplace(known.value.index, *state.lower);
      if (state.type->isList() || state.type->isInstance()) genericOf_[known.value.index] = source.parameters[i];
      if (isEntry && i < generic_.parameterNames.size()) function_.parameterNames.push_back(generic_.parameterNames[i]);
    }
  }
  if (!isEntry) return;
  const auto& key = specialization_.key;
  for (std::size_t i = key.arguments.size() - specialization_.captured; i < key.arguments.size(); ++i) {
    if (key.constants[i].index() != 0) {
      emitter.captured.push_back(emitter.builder.constant(key.arguments[i], key.constants[i]));
      continue;
    }
    emitter.captured.push_back(emitter.restored(emitter.builder.addParameter(typedBlock_[0], key.arguments[i])));
    arguments_.emplace(emitter.captured.back().index, i);
    function_.parameterNames.push_back("captured" + std::to_string(i));
  }
}

void FunctionInference::walkBlock(BlockId block) {
  enterBlock(block);
  Emitter& emitter = emitter_[0];
  const ir::Block& source = generic_[block];
  if (!source.unwind.target.valid()) return walkInstructions(source);
  PendingUnwind& unwind = unwinds_.emplace_back();
  unwind.prelude = typedBlock_[block.index];
  unwind.first = emitter.newBlock(source.name);
  emitter.builder.setBlock(unwind.first);
  if (code_.isLoopHead[block.index] && function_.isInterruptible && !isHandler_[block.index])
    emitter.builder.emit(Op::InterruptCheck, types::voidType(), {});  // a signal's exception goes to the handler
  walkInstructions(source);
  endUnwind(source);
}

/// The handler is reached only when something in the block can raise.
void FunctionInference::endUnwind(const ir::Block& block) {
  PendingUnwind& unwind = unwinds_.back();
  unwind.last = BlockId(function_.blocks.size());
  for (std::size_t i = unwind.first.index; i < unwind.last.index && !unwind.isTaken; ++i)
    for (ir::InstructionId id : function_.blocks[i].instructions)
      unwind.isTaken = unwind.isTaken || ir::mayRaise(function_[id], &specializer_.module);
  if (unwind.isTaken) unwind.edge = makeEdge(block.unwind, 1);
}

/// From here on in this block. What is handled may be known to be nothing, or show when it runs.
Status FunctionInference::setHandled(ValueId exception) {
  Emitter& emitter = emitter_[0];
  endHandled();
  const Type type = emitter.typeOf(exception);
  if (!type->is(Kind::Error) && !(type->is(Kind::Optional) && type->items[0]->is(Kind::Error))) return success();
  nowHandled_ = type->is(Kind::Error) ? exception : emitter.part(exception, 1);
  HandledBlocks& blocks = handled_.emplace_back();
  blocks.handled = nowHandled_;
  blocks.first = emitter.newBlock("handles");
  emitter.builder.jump(blocks.first);
  emitter.builder.setBlock(blocks.first);
  return success();
}

void FunctionInference::closeHandled() {
  if (nowHandled_.valid()) handled_.back().last = BlockId(function_.blocks.size());
  nowHandled_ = ValueId();
}

/// What follows raises without a context, or sets it itself.
void FunctionInference::endHandled() {
  if (!nowHandled_.valid()) return;
  closeHandled();
  Emitter& emitter = emitter_[0];
  const BlockId next = emitter.newBlock("handled");
  emitter.builder.jump(next);
  emitter.builder.setBlock(next);
}

/// Errors of the blocks learn what was handled on the way to where they go.
void FunctionInference::addContext(const HandledBlocks& blocks) {
  ir::Builder& builder = emitter_[0].builder;
  BlockId linking;
  for (std::size_t i = blocks.first.index; i < blocks.last.index; ++i) {
    const bool raises = std::any_of(function_.blocks[i].instructions.begin(), function_.blocks[i].instructions.end(),
                                    [&](ir::InstructionId id) { return ir::mayRaise(function_[id], &specializer_.module); });
    if (!raises) continue;
    if (!linking.valid()) {
      linking = builder.createBlock("context");
      function_[linking].unwind = function_.blocks[i].unwind;
      builder.setBlock(linking);
      const ValueId error = builder.emit(Op::CaughtError, types::errorType(), {});
      builder.emit(Op::RaiseError, types::voidType(),
                   {builder.emit(Op::ErrorContext, types::errorType(), {error, blocks.handled})});
    }
    function_.blocks[i].unwind = ir::Edge{linking, {}};
  }
}

void FunctionInference::walkInstructions(const ir::Block& source) {
  Emitter& emitter = emitter_[0];
  for (ir::InstructionId id : source.instructions) {
    const ir::Instruction& instruction = generic_[id];
    emitter.builder.setSpan(instruction.span);
    if (ir::isTerminator(instruction.op)) {
      endBlock(instruction);
    } else if (Status status = translate(instruction); !status.ok()) {
      if (specializer_.isAwaiting) {
        sawUnknown_ = true;
        specializer_.isAwaiting = false;
      } else {
        fail(status.takeError(), &instruction);
      }
      giveUpBlock();
      break;
    }
    if (emitter.isDead() && !emitter.builder.isTerminated()) {
      emitter.builder.unreachable();
      break;
    }
  }
  closeHandled();
}

/// The rest of the block is not walked; what it leads to is reached some other way or not at all.
void FunctionInference::giveUpBlock() {
  if (!emitter_[0].builder.isTerminated()) emitter_[0].builder.unreachable();
}

/// An operand that compiled code knows nothing about is the reason, whatever the operation made of it.
void FunctionInference::nameOpaqueOperand(Diagnostic& diagnostic, const ir::Instruction& instruction) {
  for (ValueId used : instruction.operands) {
    const Known& known = known_[used.index];
    const StaticValue* value = known.value.valid() ? emitter_[0].staticOf(known.value) : nullptr;
    const auto* opaque = value != nullptr ? std::get_if<StaticOpaque>(value) : nullptr;
    if (opaque == nullptr) continue;
    diagnostic.kind = DiagnosticKind::Unsupported;
    std::string name = specializer_.world.displayName(emitter_[0].typeOf(known.value)->object);
    const ir::InstructionId definition = generic_[used].instruction;
    if (definition.valid() && generic_[definition].op == Op::PyGlobal)
      name = "the global '" + std::get<std::string>(generic_[definition].attribute) + "'";
    diagnostic.message = name + " is an object of type " + opaque->typeName + ", which compiled code cannot use";
    diagnostic.help = "pass what is needed of it as an argument, or use it in a block of `with pyrite.objmode(…):`";
    return;
  }
}

void FunctionInference::fail(Diagnostic diagnostic, const ir::Instruction* instruction) {
  if (!error_.empty()) return;
  if (diagnostic.file.empty()) {
    if (instruction != nullptr) nameOpaqueOperand(diagnostic, *instruction);
    diagnostic.file = generic_.file;
    diagnostic.function = specializer_.describeCall(specialization_);
    if (diagnostic.span.line == 0) diagnostic.span = emitter_[0].builder.span();
    // Mark the operands with their types where the interpreter recorded columns.
    if (instruction != nullptr && diagnostic.labels.empty()) {
      for (ValueId used : instruction->operands) {
        const ir::InstructionId definition = generic_[used].instruction;
        const Known& known = known_[used.index];
        if (!definition.valid() || !known.value.valid() || generic_[definition].span.column < 0) continue;
        if (generic_[definition].span == diagnostic.span) continue;
        diagnostic.labels.push_back({generic_[definition].span, types::toString(emitter_[0].typeOf(known.value))});
      }
    }
  } else if (instruction != nullptr && diagnostic.notes.size() < kMaximumNotes) {
    diagnostic.notes.push_back("called at line " + std::to_string(instruction->span.line) + ", in " +
                               specializer_.describeCall(specialization_));
  }
  error_.push_back(std::move(diagnostic));
}

// -- edges -------------------------------------------------------------------------------------------------------------------

bool FunctionInference::join(ParameterState& state, Type type, const Attribute* constant) {
  if (state.isRefused()) return false;
  if (state.type == nullptr) {
    state.type = constant == nullptr && holdsString(type) ? types::withRunTimeTexts(type) : type;
    if (constant != nullptr) state.constant = *constant;
    return true;
  }
  const Type merged = type == state.type ? type : unifyValues(specializer_.world, state.type, type);
  if (merged == nullptr) {
    state.other = type;
    state.constant = Attribute();
    return true;
  }
  const bool keepsConstant = state.isConstant() && merged == state.type && merged == type && constant != nullptr &&
                             sameConstant(state.constant, *constant);
  const bool isChanged = merged != state.type || keepsConstant != state.isConstant();
  state.type = merged;
  if (!keepsConstant) state.constant = Attribute();
  if (keepsConstant || !holdsString(merged)) return isChanged;
  state.type = types::withRunTimeTexts(merged);
  return true;
}

/// Falls at most twice: to zero, then to nothing, so that a variable that counts down settles.
bool FunctionInference::joinBound(ParameterState& state, std::optional<std::int64_t> bound) {
  if (!state.isBounded) {
    state.isBounded = true;
    state.lower = bound;
    return false;
  }
  if (!state.lower || (bound && *bound >= *state.lower)) return false;
  state.lower = bound && *bound >= 0 && *state.lower > 0 ? std::optional<std::int64_t>(0) : std::nullopt;
  return true;
}

void FunctionInference::mergeInto(std::uint32_t parameter, const Known& known, bool isEmitted) {
  ParameterState& state = states_[parameter];
  bool isChanged = false;
  if (known.value.valid()) {
    isChanged = join(state, emitter_[0].typeOf(known.value), emitter_[0].constantOf(known.value));
    isChanged = joinBound(state, emitter_[0].lowerBound(known.value)) || isChanged;
  } else if (!state.isRefused() && (known.display >= 0 || known.refused >= 0)) {
    const bool isList = known.display >= 0 && !displays_[static_cast<std::size_t>(known.display)].isDict;
    if (isList) return makeValueOf(displays_[static_cast<std::size_t>(known.display)].source);
    const ParameterState* source = known.refused >= 0 ? &states_[static_cast<std::size_t>(known.refused)] : nullptr;
    state.type = source != nullptr ? source->type : types::unboundType();
    state.other = source != nullptr ? source->other : nullptr;
    state.isDict = source == nullptr || source->isDict;
    state.constant = Attribute();
    isChanged = true;
  }
  if (isChanged && isEmitted) isChanged_ = true;
}

/// `implicit` parameters of the target, its first ones, get their values otherwise.
FunctionInference::PendingEdge FunctionInference::makeEdge(const ir::Edge& edge, std::size_t implicit) {
  PendingEdge pending;
  pending.target = edge.target;
  isReached_[edge.target.index] = 1;
  const bool isEmitted = code_.position[edge.target.index] <= position_;
  for (std::size_t i = 0; i < edge.arguments.size(); ++i) {
    const Known& known = known_[edge.arguments[i].index];
    mergeInto(code_.parameterOffset[edge.target.index] + static_cast<std::uint32_t>(i + implicit), known, isEmitted);
    pending.arguments.push_back(known.value);
  }
  if (isEmitted && !typedBlock_[edge.target.index].valid()) isReachedBackward_[edge.target.index] = isChanged_ = true;
  return pending;
}

void FunctionInference::endBlock(const ir::Instruction& terminator) {
  Emitter& emitter = emitter_[0];
  PendingEnd end;
  end.from = emitter.builder.block();
  end.span = terminator.span;
  auto refuse = [&](Diagnostic diagnostic) {
    fail(std::move(diagnostic), &terminator);
    giveUpBlock();
  };
  if (terminator.op == Op::Jump) {
    end.edges.push_back(makeEdge(terminator.successors[0]));
  } else if (terminator.op == Op::Branch) {
    auto condition = operand(terminator, 0);
    if (!condition.ok()) return refuse(condition.takeError());
    if (const auto known = emitter.constantBool(*condition)) {
      end.edges.push_back(makeEdge(terminator.successors[*known ? 0 : 1]));
    } else {
      end.condition = *condition;
      end.edges.push_back(makeEdge(terminator.successors[0]));
      end.edges.push_back(makeEdge(terminator.successors[1]));
    }
  } else if (terminator.op == Op::Return) {
    auto value = operand(terminator, 0);
    if (!value.ok()) return refuse(value.takeError());
    value = withoutHoles(emitter, *value);
    if (value.ok()) value = emitter.portable(*value);
    if (!value.ok()) return refuse(value.takeError());
    end.condition = *value;
    end.isReturn = true;
  } else if (terminator.op == Op::PyRaise || terminator.op == Op::PyReraise) {
    if (terminator.op == Op::PyReraise) endHandled();
    Status status = terminator.op == Op::PyRaise ? raise(terminator) : raiseAgain(terminator);
    if (!status.ok()) refuse(status.takeError());
    return;
  } else {
    return giveUpBlock();
  }
  ends_.push_back(std::move(end));
}

// -- completion --------------------------------------------------------------------------------------------------------------

Attribute FunctionInference::resultConstant() const {
  const Attribute* constant = nullptr;
  for (const PendingEnd& end : ends_) {
    if (!end.isReturn) continue;
    const Attribute* returned = emitter_[0].constantOf(end.condition);
    if (returned == nullptr || (constant != nullptr && !sameConstant(*constant, *returned))) return Attribute();
    if (specialization_.result != emitter_[0].typeOf(end.condition)) return Attribute();
    constant = returned;
  }
  return constant != nullptr ? *constant : Attribute();
}

Result<ir::Function> FunctionInference::complete(Type result) {
  Emitter& emitter = emitter_[0];
  if (const std::string reason = whyNotReturned(result); !reason.empty() && specializer_.isEntry(specialization_)) {
    for (const PendingEnd& end : ends_)
      if (end.isReturn) emitter.builder.setSpan(end.span);
    fail(emitter.unsupported("returning " + reason + " to Python is not compiled yet"), nullptr);
    return error_[0];
  }
  if (generic_.isGenerator) {
    function_.generator = result;
    result = result->item(1);
  }
  function_.result = result;
  for (PendingEnd& end : ends_) {
    emitter.builder.setBlock(end.from);
    emitter.builder.setSpan(end.span);
    emitter.deadBlock = BlockId();
    if (end.isReturn) {
      auto converted = emitter.convert(end.condition, result);
      if (!converted.ok()) {
        fail(converted.takeError(), nullptr);
        return error_[0];
      }
      emitter.builder.ret(*converted);
      continue;
    }
    std::vector<std::vector<ValueId>> arguments;
    for (PendingEdge& edge : end.edges) {
      PYRITE_TRY(arguments.emplace_back(), convertedArguments(edge, 0));
    }
    auto typed = [&](std::size_t i) { return typedBlock_[end.edges[i].target.index]; };
    if (end.edges.size() == 1)
      emitter.builder.jump(typed(0), std::move(arguments[0]));
    else
      emitter.builder.branch(end.condition, typed(0), std::move(arguments[0]), typed(1), std::move(arguments[1]));
  }
  for (const PendingUnwind& unwind : unwinds_) {
    emitter.builder.setBlock(unwind.prelude);
    ir::Edge edge;
    if (unwind.isTaken) {
      edge.target = typedBlock_[unwind.edge.target.index];
      PYRITE_TRY(edge.arguments, convertedArguments(unwind.edge, 1));
    }
    emitter.builder.jump(unwind.first);
    for (std::size_t i = unwind.first.index; i < unwind.last.index; ++i) function_.blocks[i].unwind = edge;
  }
  for (const HandledBlocks& blocks : handled_) addContext(blocks);
  function_.mayRaise = mayRaise(specializer_.module, function_);
  return std::move(function_);
}

/// What flows along the edge, as the parameters of its target have it.
Result<std::vector<ValueId>> FunctionInference::convertedArguments(const PendingEdge& edge, std::size_t implicit) {
  std::vector<ValueId> passed;
  for (std::size_t i = 0; i < edge.arguments.size(); ++i) {
    const ParameterState& state = states_[code_.parameterOffset[edge.target.index] + implicit + i];
    if (state.type == nullptr || state.isRefused() || state.isConstant() || state.type->isZeroSize()) continue;
    auto converted = emitter_[0].convert(edge.arguments[i], state.type);
    if (!converted.ok()) {
      fail(converted.takeError(), nullptr);
      return error_[0];
    }
    passed.push_back(*converted);
  }
  return passed;
}

bool mayRaise(const ir::Module& module, const ir::Function& function) {
  for (const ir::Block& block : function.blocks) {
    if (block.unwind.target.valid()) continue;  // a handler decides what goes on
    for (ir::InstructionId id : block.instructions) {
      const auto* callee = std::get_if<ir::FunctionId>(&function[id].attribute);
      const bool isInProgress = function[id].op == Op::Call && module[*callee].blocks.empty();
      if (isInProgress || ir::mayRaise(function[id], &module)) return true;
    }
  }
  return false;
}

}  // namespace pyrite::infer
