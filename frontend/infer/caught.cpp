// The arguments of caught exceptions: their types are known where all exceptions that may be caught there have arguments alike.
// The interpreter makes the exception, and its `args` are brought back.
#include "frontend/infer/caught.hpp"

#include <algorithm>

#include "frontend/infer/choices.hpp"
#include "frontend/infer/function_inference.hpp"
#include "frontend/infer/language.hpp"
#include "frontend/ir/dominators.hpp"
#include "frontend/ir/verifier_types.hpp"

namespace pyrite::infer {

using ir::BlockId;
using ir::Op;
using types::Kind;

namespace {

const ir::Instruction* definitionOf(const ir::Function& function, ValueId value) {
  const ir::InstructionId definition = function[value].instruction;
  return definition.valid() ? &function[definition] : nullptr;
}

/// The instruction that an error comes from, behind what has linked it to others; nullptr: a block parameter.
const ir::Instruction* originOf(const ir::Function& function, ValueId error) {
  const ir::Instruction* origin = definitionOf(function, error);
  while (origin != nullptr && (origin->op == Op::ErrorContext || origin->op == Op::ErrorCause))
    origin = definitionOf(function, origin->operands[0]);
  return origin;
}

/// What the runtime raises that no program means.
const char* exceptionOf(std::int32_t status) {
  return status == runtime::kOutOfMemory ? "MemoryError" : status == runtime::kStackOverflow ? "RecursionError" : "ValueError";
}

bool isMeantByNobody(std::int32_t status) { return status == runtime::kOutOfMemory || status == runtime::kStackOverflow; }

}  // namespace

void RaisedErrors::giveUp(std::string reason) {
  if (unknown_.empty()) unknown_ = std::move(reason);
}

void RaisedErrors::add(const ir::Function& function, const ir::Instruction& instruction,
                       const std::function<void(ValueId)>& raised) {
  if (!ir::mayRaise(instruction, &specializer_.module)) return;
  switch (instruction.op) {
    case Op::Raise:
    case Op::RaiseIf:
      return addSite(std::get<ir::SiteId>(instruction.attribute));
    case Op::RaiseError:
      if (const ir::Instruction* origin = originOf(function, instruction.operands[0]); origin == nullptr)
        return giveUp("one that was kept is raised again");
      else if (origin->op == Op::ErrorMake)
        return addSite(std::get<ir::SiteId>(origin->attribute));
      else if (origin->op == Op::CaughtError)
        return raised(origin->result);
      return giveUp("one that was kept is raised again");
    case Op::Call:
      return addFunction(std::get<ir::FunctionId>(instruction.attribute));
    case Op::ArrayMap:
    case Op::ArrayMapInto:
      statuses_.insert({runtime::kOutOfMemory, runtime::kNegativeDimension, runtime::kTooLarge});
      return addFunction(std::get<ir::FunctionId>(instruction.attribute));
    case Op::CallObject:
      if (isHarmless(std::get<std::int64_t>(instruction.attribute))) return;
      return giveUp("the interpreter is called, and may raise anything");
    case Op::Yield:
    case Op::GeneratorResume:
      return giveUp("a generator may raise anything that is thrown into it");
    case Op::ArrayAlloc:
    case Op::CallRuntime:
      statuses_.insert({runtime::kOutOfMemory, runtime::kNegativeDimension, runtime::kTooLarge});
      return;
    default:  // nothing but memory may be missing; interrupts come from handlers of signals
      statuses_.insert(runtime::kOutOfMemory);
      return;
  }
}

/// Whether the interpreter only writes a value down, or reads the arguments of an exception.
bool RaisedErrors::isHarmless(std::int64_t call) const {
  const ObjectId callee = specializer_.module.objects[static_cast<std::size_t>(call)].callee;
  World& world = specializer_.world;
  return callee == world.libraryFunction("pyrite.error_arguments") || callee == world.builtin("builtins.str") ||
         callee == world.builtin("builtins.repr");
}

/// What leaves the function.
void RaisedErrors::addFunction(ir::FunctionId id) {
  const ir::Function& function = specializer_.module[id];
  if (function.blocks.empty()) return giveUp("a function that calls itself may raise it");
  if (std::find(open_.begin(), open_.end(), id.index) != open_.end()) statuses_.insert(runtime::kStackOverflow);
  if (!functions_.insert(id.index).second) return;
  open_.push_back(id.index);
  std::vector<char> isSeen(function.blocks.size(), 0);
  std::function<void(const ir::Block&)> addBlock = [&](const ir::Block& block) {
    for (ir::InstructionId instruction : block.instructions)
      add(function, function[instruction], [&](ValueId caught) {
        const BlockId handler = function[caught].block;
        if (std::exchange(isSeen[handler.index], 1) != 0) return;
        for (const ir::Block& source : function.blocks)
          if (source.unwind.target == handler) addBlock(source);
      });
  };
  for (const ir::Block& block : function.blocks)
    if (!block.unwind.target.valid()) addBlock(block);
  open_.pop_back();
}

bool RaisedErrors::passes(const std::vector<Filter>& filters, const std::function<bool(ObjectId)>& isOf) const {
  return std::all_of(filters.begin(), filters.end(), [&](const Filter& filter) {
    return std::any_of(filter.classes.begin(), filter.classes.end(), isOf) == filter.isTaken;
  });
}

Result<Type> RaisedErrors::argumentsOf(Emitter& emitter, const ir::RaiseSite& site, ObjectId cls) const {
  const auto* known = std::get_if<StaticExceptionClass>(&emitter.world.describe(cls));
  const auto osError = emitter.world.builtin("builtins.OSError");
  if (known == nullptr || !known->keepsArguments ||
      (site.arguments.size() > 2 && osError && emitter.world.isSubclass(cls, *osError)))
    return emitter.unsupported("the arguments of a caught " + site.exception +
                               " are what the class makes of them: they are not compiled");
  std::vector<Type> items;
  std::size_t next = 0;
  for (const ir::RaiseArgument& argument : site.arguments) {
    const auto& value = argument.value;
    if (std::holds_alternative<std::monostate>(value)) {
      items.push_back(types::noneType());
    } else if (std::holds_alternative<bool>(value)) {
      items.push_back(types::boolType());
    } else if (std::holds_alternative<std::int64_t>(value)) {
      items.push_back(types::int64());
    } else if (std::holds_alternative<double>(value)) {
      items.push_back(types::float64());
    } else if (std::holds_alternative<std::string>(value)) {
      items.push_back(types::textType());
    } else if (std::holds_alternative<ir::RunTimeValue>(value)) {
      items.push_back(site.payload->item(next++));
    } else if (const auto* text = std::get_if<ir::FormattedText>(&value)) {
      items.push_back(types::textType());
      for (const auto& piece : text->pieces) next += piece.isHole ? 1 : 0;
    } else {
      return emitter.unsupported("an argument of a caught " + site.exception + " is an object that compiled code cannot use");
    }
  }
  return types::tupleType(items);
}

Result<Type> RaisedErrors::arguments(Emitter& emitter, const std::vector<Filter>& filters) const {
  if (!unknown_.empty())
    return emitter.unsupported("the arguments of a caught exception are only known where its class and its arguments are: " +
                               unknown_);
  Type common = nullptr;
  std::string first;
  const auto join = [&](Type given, const std::string& name) -> Status {
    if (common == nullptr) {
      common = given;
      first = name;
    }
    const Type joined = common == given                               ? given
                        : common->items.size() == given->items.size() ? unifyValues(emitter.world, common, given)
                                                                      : nullptr;
    if (joined == nullptr)
      return emitter.unsupported("the exceptions that may be caught here have arguments of different types: " + first +
                                 " has " + types::toString(common) + ", " + name + " " + types::toString(given));
    common = joined;
    return success();
  };
  for (const std::uint32_t index : sites_) {
    const ir::RaiseSite site = specializer_.module.sites[index];
    const auto cls = site.cls.valid() ? std::optional(site.cls) : emitter.world.builtin("builtins." + site.exception);
    if (!cls || site.exception == ir::kReraise)
      return emitter.unsupported("the arguments of an exception that was raised before are not compiled");
    if (!passes(filters, [&](ObjectId base) { return emitter.world.isSubclass(*cls, base); })) continue;
    PYRITE_TRY(const Type given, argumentsOf(emitter, site, *cls));
    PYRITE_TRY_STATUS(join(given, site.exception + " in line " + std::to_string(site.span.line)));
  }
  const Type text[] = {types::textType()};
  for (const std::int32_t status : statuses_) {
    const auto cls = emitter.world.builtin(std::string("builtins.") + exceptionOf(status));
    if (!cls || !passes(filters, [&](ObjectId base) { return emitter.world.isSubclass(*cls, base); })) continue;
    const bool isNamed = std::any_of(filters.begin(), filters.end(), [&](const Filter& filter) {
      return filter.isTaken && std::any_of(filter.classes.begin(), filter.classes.end(),
                                           [&](ObjectId base) { return emitter.world.isSubclass(base, *cls); });
    });
    if (isMeantByNobody(status) && !isNamed) continue;
    PYRITE_TRY_STATUS(join(types::tupleType(text), exceptionOf(status)));
  }
  if (common == nullptr) return emitter.unsupported("no exception is known that is caught here: it has no arguments");
  return common;
}

// -- in the function that is walked ------------------------------------------------------------------------------------------

/// What the blocks raise whose errors go to the handler.
void FunctionInference::addRaised(BlockId handler, RaisedErrors& errors, std::vector<char>& isSeen) {
  if (std::exchange(isSeen[handler.index], 1) != 0) return;
  for (std::size_t i = 0; i < generic_.blocks.size(); ++i)
    if (generic_.blocks[i].unwind.target == handler && code_.position[i] >= position_ && code_.position[i] < code_.order.size())
      errors.giveUp("it may come from code that follows");
  for (const PendingUnwind& unwind : unwinds_) {
    if (!unwind.isTaken || unwind.edge.target != handler) continue;
    for (std::size_t i = unwind.first.index; i < unwind.last.index; ++i) {
      for (ir::InstructionId id : function_.blocks[i].instructions) {
        errors.add(function_, function_[id], [&](ValueId caught) {
          const BlockId inner = handlerOf(caught);
          if (inner.valid()) addRaised(inner, errors, isSeen);
        });
      }
    }
  }
}

/// The generic block at whose beginning the error was caught.
BlockId FunctionInference::handlerOf(ValueId caught) const {
  for (std::size_t i = 0; i < typedBlock_.size(); ++i)
    if (typedBlock_[i].valid() && typedBlock_[i] == function_[caught].block) return BlockId(i);
  return {};
}

/// What the clauses between the handler and this block have asked of the error.
Status FunctionInference::findFilters(ValueId error, BlockId handler, std::vector<RaisedErrors::Filter>& filters) {
  const ir::Dominators dominators(generic_);
  const auto predecessors = ir::predecessors(generic_);
  for (BlockId block = code_.order[position_]; block != handler && block != generic_.entry();) {
    const BlockId above = dominators.immediate(block);
    const ir::Instruction& end = generic_.terminator(above);
    const bool isOnlyWay = predecessors[block.index].size() == 1 && predecessors[block.index][0] == above;
    if (end.op == Op::Branch && isOnlyWay && end.successors[0].target != end.successors[1].target) {
      const ir::Instruction* question = definitionOf(generic_, end.operands[0]);
      if (question != nullptr && question->op == Op::PyBool) question = definitionOf(generic_, question->operands[0]);
      if (question != nullptr && question->op == Op::PyExceptionMatch && known_[question->operands[0].index].value == error) {
        RaisedErrors::Filter& filter = filters.emplace_back();
        filter.isTaken = end.successors[0].target == block;
        PYRITE_TRY_STATUS(gatherClasses(emitter_[0], known_[question->operands[1].index].value, filter.classes));
      }
    }
    block = above;
  }
  return success();
}

/// The `args` of an exception.
Result<ValueId> FunctionInference::caughtArguments(ValueId error) {
  Emitter& emitter = emitter_[0];
  const ir::Instruction* origin = originOf(function_, error);
  const BlockId handler = origin != nullptr && origin->op == Op::CaughtError ? handlerOf(origin->result) : BlockId();
  if (!handler.valid()) {
    Diagnostic refusal = emitter.unsupported("the arguments of an exception that was kept, or handed on, are not compiled");
    refusal.help = "take them in the except clause that catches it";
    return refusal;
  }
  RaisedErrors errors(specializer_);
  std::vector<char> isSeen(generic_.blocks.size(), 0);
  addRaised(handler, errors, isSeen);
  std::vector<RaisedErrors::Filter> filters;
  PYRITE_TRY_STATUS(findFilters(error, handler, filters));
  PYRITE_TRY(const Type type, errors.arguments(emitter, filters));
  return errorArguments(emitter, error, type);
}

/// Whether two exceptions are one, where both may be None.
Result<ValueId> FunctionInference::isSameError(ValueId a, ValueId b, bool isNegated) {
  Emitter& emitter = emitter_[0];
  if (takesErrors(function_)) return emitter.is(a, b, isNegated);
  if (!tellsErrorsApart_) tellsErrorsApart_ = isChanged_ = true;
  const auto present = [&](ValueId value) {
    return emitter.typeOf(value)->is(Kind::Optional) ? emitter.part(value, 0) : emitter.makeBool(true);
  };
  const auto content = [&](ValueId value) {
    return emitter.typeOf(value)->is(Kind::Optional) ? emitter.part(value, 1) : value;
  };
  const ValueId one = present(a), other = present(b);
  const ValueId isOne = emitter.builder.emit(Op::ErrorIs, types::boolType(), {content(a), content(b)});
  const ValueId bothAbsent = emitter.op(Op::Not, emitter.op(Op::Or, one, other));
  const ValueId same = emitter.op(Op::Or, bothAbsent, emitter.op(Op::And, emitter.op(Op::And, one, other), isOne));
  return isNegated ? emitter.op(Op::Not, same) : same;
}

}  // namespace pyrite::infer
