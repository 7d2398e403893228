// The evaluator's walk over blocks: control, calls, errors, slots and memory. Pure operations are the families' business.
//
// Nothing here trusts the IR: memory is touched only inside its block and while it is counted, and every step counts.
#include "frontend/ir/evaluator.hpp"

#include <algorithm>
#include <unordered_map>

#include "frontend/ir/builder.hpp"
#include "frontend/ir/evaluator_families.hpp"
#include "frontend/ir/text.hpp"
#include "runtime/status.hpp"

namespace pyrite::ir {

using types::Kind;

namespace {

constexpr std::size_t kMaximumDepth = 200;
constexpr std::int64_t kMaximumBytes = std::int64_t{1} << 30;

/// An error on its way: a status as compiled code has it, and what its raise site carries.
struct Error {
  std::int32_t status = 0;
  std::vector<RunValue> payload;
};

std::int64_t asInteger(const RunValue& value) { return static_cast<std::int64_t>(runBits(value)); }

RunValue integer(std::int64_t value) { return runInt(types::int64(), static_cast<std::uint64_t>(value)); }

class Evaluator {
 public:
  Evaluator(const Module& module, std::int64_t stepLimit) : module_(module), stepsLeft_(stepLimit) {}

  Result<Outcome> run(FunctionId function, std::span<const RunValue> arguments) {
    Outcome outcome;
    PYRITE_TRY(std::optional<RunValue> value, call(function, std::vector<RunValue>(arguments.begin(), arguments.end())));
    outcome.allocated = allocated_;
    outcome.released = released_;
    if (value) {
      outcome.value = *std::move(value);
      return outcome;
    }
    if (error_.status > 0) {
      outcome.raised = &module_.sites[static_cast<std::size_t>(error_.status) - 1];
      outcome.exception = outcome.raised->exception;
    } else {
      outcome.exception = runtimeException(error_.status);
    }
    return outcome;
  }

 private:
  struct Frame {
    const Function& function;
    std::vector<RunValue> values;
  };
  enum class Step : std::uint8_t { Next, Raised };

  static const char* runtimeException(std::int32_t status) {
    switch (status) {
#define RUNTIME_STATUS(Name, value, exception, message) \
  case value:                                           \
    return exception;
#include "runtime/status.def"
#undef RUNTIME_STATUS
    }
    return "";
  }

  Diagnostic wrong(const std::string& what) const {
    Diagnostic diagnostic;
    diagnostic.kind = DiagnosticKind::Text;
    diagnostic.message = what;
    if (function_ != nullptr) diagnostic.message += " in @" + function_->name;
    if (function_ != nullptr && instruction_ != nullptr)
      diagnostic.message += ": " + print(*function_, *instruction_, &module_);
    return diagnostic;
  }

  // -- functions and blocks ----------------------------------------------------------------------------------------------

  /// The result; nullopt when an error left the function, which is then in `error_`.
  Result<std::optional<RunValue>> call(FunctionId id, std::vector<RunValue> arguments) {
    if (++depth_ > kMaximumDepth) return wrong("the calls are too deep");
    const Function& function = module_[id];
    const Function* const caller = function_;
    function_ = &function;
    Frame frame{function, std::vector<RunValue>(function.values.size())};
    const std::vector<ValueId>& parameters = function[function.entry()].parameters;
    if (parameters.size() != arguments.size()) return wrong("the number of arguments does not fit");
    for (std::size_t i = 0; i < parameters.size(); ++i) frame.values[parameters[i].index] = std::move(arguments[i]);
    auto result = walk(frame);
    function_ = caller;
    --depth_;
    return result;
  }

  Result<std::optional<RunValue>> walk(Frame& frame) {
    const Function& function = frame.function;
    for (BlockId at = function.entry();;) {
      const Block& block = function[at];
      bool isRaised = false;
      for (std::size_t i = 0; i + 1 < block.instructions.size() && !isRaised; ++i) {
        PYRITE_TRY(const Step step, execute(frame, function[block.instructions[i]]));
        isRaised = step == Step::Raised;
      }
      if (!isRaised) {
        const Instruction& last = function[block.instructions.back()];
        instruction_ = &last;
        if (--stepsLeft_ < 0) return wrong("too many steps");
        if (!last.successors.empty()) {
          const bool takesFirst = last.op == Op::Jump || runBits(value(frame, last, 0)) != 0;
          at = take(frame, last.successors[takesFirst ? 0 : 1]);
          continue;
        }
        if (last.op == Op::Return) return std::optional(value(frame, last, 0));
        if (last.op == Op::Unreachable) return wrong("this cannot be reached");
        if (last.op == Op::Raise) raise(frame, last, 0);
        if (last.op == Op::RaiseError)
          error_ = {static_cast<std::int32_t>(asInteger(value(frame, last, 0))), value(frame, last, 0).parts};
      }
      if (!block.unwind.target.valid()) return std::optional<RunValue>();
      at = take(frame, block.unwind);
    }
  }

  /// Hands the edge's arguments over, all at once.
  static BlockId take(Frame& frame, const Edge& edge) {
    std::vector<RunValue> passed;
    for (ValueId argument : edge.arguments) passed.push_back(frame.values[argument.index]);
    const std::vector<ValueId>& parameters = frame.function[edge.target].parameters;
    for (std::size_t i = 0; i < passed.size(); ++i) frame.values[parameters[i].index] = std::move(passed[i]);
    return edge.target;
  }

  const RunValue& value(const Frame& frame, const Instruction& instruction, std::size_t index) const {
    return frame.values[instruction.operands[index].index];
  }
  static Type typeOf(const Frame& frame, const Instruction& instruction, std::size_t index) {
    return frame.function[instruction.operands[index]].type;
  }

  Step raise(const Frame& frame, const Instruction& instruction, std::size_t firstValue) {
    error_ = {static_cast<std::int32_t>(std::get<SiteId>(instruction.attribute).index) + 1, {}};
    for (std::size_t i = firstValue; i < instruction.operands.size(); ++i)
      error_.payload.push_back(value(frame, instruction, i));
    return Step::Raised;
  }
  Step raiseRuntime(std::int32_t status) {
    error_ = {status, {}};
    return Step::Raised;
  }

  // -- instructions --------------------------------------------------------------------------------------------------------

  Result<Step> execute(Frame& frame, const Instruction& instruction) {
    instruction_ = &instruction;
    if (--stepsLeft_ < 0) return wrong("too many steps");
    RunValue result;
    PYRITE_TRY(const Step step, run(frame, instruction, result));
    if (step == Step::Next && instruction.result.valid()) frame.values[instruction.result.index] = std::move(result);
    return step;
  }

  /// Generators have one once they are split.
  static constexpr bool hasMeaning(TypeRule rule) {
    return rule != TypeRule::Generic && rule != TypeRule::Yield && rule != TypeRule::GeneratorResume &&
           rule != TypeRule::GeneratorCurrent && rule != TypeRule::GeneratorResult;
  }

  /// Pure operations are evaluateX of the families, those that touch the state are performX below.
  static constexpr bool isPure(Op op, Effects effects) {
    return effects == Effects::Pure && op != Op::ConstArray && op != Op::Slot && op != Op::PointerOffset &&
           op != Op::PointerCast && op != Op::ArrayView && op != Op::ErrorMatches && op != Op::ErrorIs &&
           op != Op::GeneratorMake && op != Op::GeneratorFrame;
  }

  Result<Step> run(Frame& frame, const Instruction& instruction, RunValue& result) {
    std::vector<const RunValue*> operands;
    for (ValueId operand : instruction.operands) operands.push_back(&frame.values[operand.index]);
    const Type operandType = operands.empty() ? types::voidType() : typeOf(frame, instruction, 0);
    const PureOperation operation{instruction.op, instruction.type, operandType, operands, instruction.attribute};
    switch (instruction.op) {
#define OP(Name, Text, ShapeOf, Rule, EffectsOf)                                         \
  case Op::Name:                                                                         \
    if constexpr (!hasMeaning(TypeRule::Rule) || Effects::EffectsOf == Effects::Control) \
      return wrong("no meaning is given to this");                                       \
    else if constexpr (isPure(Op::Name, Effects::EffectsOf))                             \
      return result = evaluate##Name(operation), Step::Next;                             \
    else                                                                                 \
      return perform##Name(frame, instruction, result);
#include "frontend/ir/ops.def"
#undef OP
    }
    return wrong("this is no operation");
  }

#define OP(Name, Text, ShapeOf, Rule, EffectsOf) \
  Result<Step> perform##Name(Frame& frame, const Instruction& instruction, RunValue& result);
#include "frontend/ir/ops.def"
#undef OP

  static bool matches(std::int32_t status, const std::string& statuses) {
    for (std::size_t at = 0; at < statuses.size();) {
      const std::size_t end = std::min(statuses.find(',', at), statuses.size());
      const std::string item = statuses.substr(at, end - at);
      if (std::stoi(item) == status && item.find(':') == std::string::npos) return true;  // behind a colon: asks an interpreter
      at = end + 1;
    }
    return false;
  }

  // -- memory --------------------------------------------------------------------------------------------------------------

  /// The bytes behind a pointer, `offset` further on.
  Result<char*> place(const RunValue& pointer, std::int64_t offset, std::int64_t size) const {
    const std::int64_t at = pointer.offset + offset;
    if (size == 0) return wrong("memory holds numbers only");
    if (pointer.memory == nullptr || at < 0 || at + size > static_cast<std::int64_t>(pointer.memory->size()))
      return wrong("this lies outside of its memory, or the memory was freed");
    return pointer.memory->data() + at;
  }

  Result<char*> element(const Frame& frame, const Instruction& instruction, std::size_t firstIndex) const {
    const Type type = typeOf(frame, instruction, 0);
    const RunValue& array = value(frame, instruction, 0);
    std::int64_t offset = 0;
    for (std::size_t axis = 0; axis < type->ndim; ++axis) {
      const std::int64_t index = asInteger(value(frame, instruction, firstIndex + axis));
      if (index < 0 || index >= asInteger(array.parts[2 + axis])) return wrong("an index is out of range");
      offset += index * asInteger(array.parts[2 + type->ndim + axis]);
    }
    return place(array.parts[1], offset, itemSize(type->dtype()));
  }

  Result<Step> constantArray(const Instruction& instruction, RunValue& result) const {
    const Data& data = module_.data[std::get<DataId>(instruction.attribute).index];
    RunValue pointer;
    pointer.memory = std::make_shared<std::string>(data.bytes);
    result.parts = {RunValue(), std::move(pointer)};
    for (std::int64_t extent : data.shape) result.parts.push_back(integer(extent));
    for (std::int64_t stride : contiguousStrides(instruction.type, data.shape)) result.parts.push_back(integer(stride));
    return Step::Next;
  }

  static std::vector<std::int64_t> contiguousStrides(Type type, std::span<const std::int64_t> shape) {
    std::vector<std::int64_t> strides(shape.size());
    std::int64_t stride = itemSize(type->dtype());
    for (std::size_t i = 0; i < shape.size(); ++i) {
      const std::size_t axis = type->layout == types::Layout::F ? i : shape.size() - 1 - i;
      strides[axis] = stride;
      stride *= std::max<std::int64_t>(shape[axis], 1);
    }
    return strides;
  }

  Result<Step> allocate(const Frame& frame, const Instruction& instruction, RunValue& result) {
    std::vector<std::int64_t> shape;
    for (std::size_t i = 0; i < instruction.operands.size(); ++i) shape.push_back(asInteger(value(frame, instruction, i)));
    return newArray(instruction.type, shape, result);
  }

  Result<Step> newArray(Type type, std::span<const std::int64_t> shape, RunValue& result) {
    std::int64_t bytes = itemSize(type->dtype());
    for (std::int64_t extent : shape) {
      if (extent < 0) return raiseRuntime(runtime::kNegativeDimension);
      if (__builtin_mul_overflow(bytes, extent, &bytes)) return raiseRuntime(runtime::kTooLarge);
    }
    if (bytes > kMaximumBytes) return raiseRuntime(runtime::kOutOfMemory);
    RunValue owner;
    // What is read before it is written shows.
    owner.memory = std::make_shared<std::string>(static_cast<std::size_t>(bytes), '\xa5');
    counts_[owner.memory.get()] = 1;
    ++allocated_;
    result.parts = {owner, owner};
    for (std::int64_t extent : shape) result.parts.push_back(integer(extent));
    for (std::int64_t stride : contiguousStrides(type, shape)) result.parts.push_back(integer(stride));
    return Step::Next;
  }

  /// Blocks that were not allocated here (arguments, constants) are borrowed: nobody counts them.
  Result<Step> count(Type type, const RunValue& counted, std::int64_t by) {
    if (!types::isCounted(type)) return Step::Next;
    if (type->is(Kind::Error)) return Step::Next;
    if (type->is(Kind::Owner) || type->isArray()) {
      const RunValue& owner = type->isArray() ? counted.parts[0] : counted;
      const auto found = counts_.find(owner.memory.get());
      if (found == counts_.end()) return Step::Next;
      if (found->second <= 0) return wrong("this counts memory that was freed");
      found->second += by;
      if (found->second > 0) return Step::Next;
      owner.memory->clear();
      kept_.push_back(owner.memory);  // so that no other block gets its address
      ++released_;
      return Step::Next;
    }
    if (type->is(Kind::Generator)) {
      const auto frame = objectTypes_.find(counted.items.get());
      return frame == objectTypes_.end() ? Result<Step>(Step::Next) : countObject(frame->second, counted, by);
    }
    if (type->is(Kind::List) || type->is(Kind::Box)) return countObject(type, counted, by);
    for (std::size_t i = 0; i < partCount(type); ++i) PYRITE_TRY_STATUS(status(count(partType(type, i), counted.parts[i], by)));
    return Step::Next;
  }
  static Status status(Result<Step> step) {
    if (!step.ok()) return step.takeError();
    return success();
  }

  // -- boxes and lists -------------------------------------------------------------------------------------------------------

  bool isAlive(const RunValue& object) const {
    if (object.items == nullptr) return false;
    const auto found = counts_.find(object.items.get());
    return found == counts_.end() || found->second > 0;
  }

  Result<Step> countObject(Type type, const RunValue& object, std::int64_t by) {
    const auto found = counts_.find(object.items.get());
    if (found == counts_.end()) return Step::Next;
    if (found->second <= 0) return wrong("this counts an object that was freed");
    found->second += by;
    if (found->second > 0) return Step::Next;
    ++released_;
    keptObjects_.push_back(object.items);
    const std::vector<RunValue> items = std::exchange(*object.items, {});
    for (std::size_t i = 0; i < items.size(); ++i)
      PYRITE_TRY_STATUS(status(count(type->isList() ? type->item() : type->item(i), items[i], -1)));
    return Step::Next;
  }

  Status append(Type type, const RunValue& value, std::vector<RunValue>& items) {
    items.push_back(value);
    return status(count(type, value, 1));
  }

  void newObject(Type type, RunValue& result) {
    result.items = std::make_shared<std::vector<RunValue>>();
    counts_[result.items.get()] = 1;
    objectTypes_[result.items.get()] = type;
    ++allocated_;
  }

  Result<Step> loadItem(Type type, const RunValue& object, std::int64_t index, RunValue& result) {
    if (!isAlive(object) || index < 0 || index >= std::ssize(*object.items)) return wrong("there is no such item");
    result = (*object.items)[static_cast<std::size_t>(index)];
    return count(type, result, 1);
  }

  Result<Step> storeItem(Type type, const RunValue& object, std::int64_t index, const RunValue& value) {
    if (!isAlive(object) || index < 0 || index >= std::ssize(*object.items)) return wrong("there is no such item");
    PYRITE_TRY_STATUS(status(count(type, value, 1)));
    const RunValue before = std::exchange((*object.items)[static_cast<std::size_t>(index)], value);
    return count(type, before, -1);
  }

  Result<Step> truncate(Type type, const RunValue& list, std::int64_t length) {
    if (!isAlive(list) || length < 0 || length > std::ssize(*list.items)) return wrong("there are not so many items");
    const std::vector<RunValue> dropped(list.items->begin() + length, list.items->end());
    list.items->resize(static_cast<std::size_t>(length));
    for (const RunValue& item : dropped) PYRITE_TRY_STATUS(status(count(type, item, -1)));
    return Step::Next;
  }

  // -- array maps ----------------------------------------------------------------------------------------------------------

  Result<Step> map(Frame& frame, const Instruction& instruction, RunValue& result) {
    const bool isInto = instruction.op == Op::ArrayMapInto;
    const Type resultType = isInto ? typeOf(frame, instruction, 0) : instruction.type;
    std::vector<std::int64_t> shape(resultType->ndim, 1);
    if (isInto) shape = arrayShape(resultType, value(frame, instruction, 0));
    std::vector<std::vector<RunValue>> elements;
    std::vector<std::vector<std::int64_t>> shapes;
    for (std::size_t i = isInto ? 1 : 0; i < instruction.operands.size(); ++i) {
      const Type type = typeOf(frame, instruction, i);
      if (!type->isArray()) {
        elements.push_back({value(frame, instruction, i)});
        shapes.emplace_back();
        continue;
      }
      auto all = arrayElements(type, value(frame, instruction, i));
      if (!all) return wrong("an operand lies outside of its memory");
      elements.push_back(*std::move(all));
      shapes.push_back(arrayShape(type, value(frame, instruction, i)));
      const std::size_t skipped = shape.size() - std::min(shape.size(), shapes.back().size());
      for (std::size_t axis = 0; axis < shapes.back().size(); ++axis) {
        const std::int64_t extent = shapes.back()[axis];
        const bool isMissing = skipped + axis >= shape.size() || shapes.back().size() > shape.size();
        if (isMissing || (extent != 1 && shape[skipped + axis] != extent && (isInto || shape[skipped + axis] != 1)))
          return raiseShape();
        if (extent != 1) shape[skipped + axis] = extent;
      }
    }
    RunValue array;
    if (isInto) {
      array = value(frame, instruction, 0);
    } else {
      PYRITE_TRY(const Step made, newArray(resultType, shape, array));
      if (made == Step::Raised) return made;
    }
    PYRITE_TRY(const Step filled,
               fill(resultType, array, shape, elements, shapes, std::get<FunctionId>(instruction.attribute)));
    if (filled == Step::Raised && !isInto) PYRITE_TRY_STATUS(status(count(resultType, array, -1)));
    if (!isInto) result = std::move(array);
    return filled;
  }

  /// Calls the kernel for every element of `array`.
  Result<Step> fill(Type type, const RunValue& array, std::span<const std::int64_t> shape,
                    const std::vector<std::vector<RunValue>>& elements, const std::vector<std::vector<std::int64_t>>& shapes,
                    FunctionId kernel) {
    std::vector<std::int64_t> index(shape.size(), 0);
    std::int64_t total = 1;
    for (std::int64_t extent : shape) total *= extent;
    for (std::int64_t done = 0; done < total; ++done) {
      std::vector<RunValue> arguments;
      for (std::size_t i = 0; i < elements.size(); ++i) {
        std::size_t at = 0;
        for (std::size_t axis = 0; axis < shapes[i].size(); ++axis) {
          const std::int64_t here = index[shape.size() - shapes[i].size() + axis];
          at = at * static_cast<std::size_t>(shapes[i][axis]) + (shapes[i][axis] == 1 ? 0 : static_cast<std::size_t>(here));
        }
        arguments.push_back(elements[i][at]);
      }
      PYRITE_TRY(const std::optional<RunValue> computed, call(kernel, std::move(arguments)));
      if (!computed) return Step::Raised;
      std::int64_t offset = 0;
      for (std::size_t axis = 0; axis < shape.size(); ++axis)
        offset += index[axis] * asInteger(array.parts[2 + shape.size() + axis]);
      PYRITE_TRY(char* to, place(array.parts[1], offset, itemSize(type->dtype())));
      storeNumber(type->dtype(), *computed, to);
      for (std::size_t axis = shape.size(); axis-- > 0;) {
        if (++index[axis] < shape[axis]) break;
        index[axis] = 0;
      }
    }
    return Step::Next;
  }

  /// Shapes that do not go together have no raise site before maps are expanded.
  Step raiseShape() { return raiseRuntime(kShapesClash); }

  static constexpr std::int32_t kShapesClash = runtime::kNegativeDimension;  // a ValueError too

  const Module& module_;
  std::int64_t stepsLeft_;
  std::size_t depth_ = 0;
  Error error_;
  std::unordered_map<const void*, std::int64_t> counts_;
  std::unordered_map<const void*, Type> objectTypes_;  // of boxes and lists
  std::vector<std::shared_ptr<std::string>> kept_;
  std::vector<std::shared_ptr<std::vector<RunValue>>> keptObjects_;
  std::int64_t allocated_ = 0, released_ = 0;
  const Function* function_ = nullptr;  // what is running, for messages
  const Instruction* instruction_ = nullptr;
};

// -- operations that touch the state -------------------------------------------------------------------------------------

Result<Evaluator::Step> Evaluator::performConstArray(Frame&, const Instruction& instruction, RunValue& result) {
  return constantArray(instruction, result);
}

Result<Evaluator::Step> Evaluator::performSlot(Frame&, const Instruction& instruction, RunValue& result) {
  result.items = std::make_shared<std::vector<RunValue>>(1, runZero(instruction.type->item()));
  return Step::Next;
}

Result<Evaluator::Step> Evaluator::performSlotLoad(Frame& frame, const Instruction& instruction, RunValue& result) {
  result = value(frame, instruction, 0).items->front();
  return Step::Next;
}

Result<Evaluator::Step> Evaluator::performSlotStore(Frame& frame, const Instruction& instruction, RunValue&) {
  value(frame, instruction, 0).items->front() = value(frame, instruction, 1);
  return Step::Next;
}

Result<Evaluator::Step> Evaluator::performPointerOffset(Frame& frame, const Instruction& instruction, RunValue& result) {
  result = value(frame, instruction, 0);
  result.offset += asInteger(value(frame, instruction, 1));
  return Step::Next;
}

Result<Evaluator::Step> Evaluator::performPointerCast(Frame& frame, const Instruction& instruction, RunValue& result) {
  result = value(frame, instruction, 0);
  return Step::Next;
}

Result<Evaluator::Step> Evaluator::performLoad(Frame& frame, const Instruction& instruction, RunValue& result) {
  PYRITE_TRY(const char* from, place(value(frame, instruction, 0), 0, itemSize(instruction.type)));
  result = loadNumber(instruction.type, from);
  return Step::Next;
}

Result<Evaluator::Step> Evaluator::performStore(Frame& frame, const Instruction& instruction, RunValue&) {
  const Type type = typeOf(frame, instruction, 1);
  PYRITE_TRY(char* to, place(value(frame, instruction, 0), 0, itemSize(type)));
  storeNumber(type, value(frame, instruction, 1), to);
  return Step::Next;
}

Result<Evaluator::Step> Evaluator::performArrayAlloc(Frame& frame, const Instruction& instruction, RunValue& result) {
  return allocate(frame, instruction, result);
}

Result<Evaluator::Step> Evaluator::performArrayView(Frame& frame, const Instruction& instruction, RunValue& result) {
  result.parts.push_back(value(frame, instruction, 0).parts[0]);
  for (std::size_t i = 1; i < instruction.operands.size(); ++i) result.parts.push_back(value(frame, instruction, i));
  return Step::Next;
}

Result<Evaluator::Step> Evaluator::performArrayLoad(Frame& frame, const Instruction& instruction, RunValue& result) {
  PYRITE_TRY(const char* from, element(frame, instruction, 1));
  result = loadNumber(instruction.type, from);
  return Step::Next;
}

Result<Evaluator::Step> Evaluator::performArrayStore(Frame& frame, const Instruction& instruction, RunValue&) {
  PYRITE_TRY(char* to, element(frame, instruction, 2));
  storeNumber(typeOf(frame, instruction, 1), value(frame, instruction, 1), to);
  return Step::Next;
}

Result<Evaluator::Step> Evaluator::performArrayMap(Frame& frame, const Instruction& instruction, RunValue& result) {
  return map(frame, instruction, result);
}

Result<Evaluator::Step> Evaluator::performArrayMapInto(Frame& frame, const Instruction& instruction, RunValue& result) {
  return map(frame, instruction, result);
}

Result<Evaluator::Step> Evaluator::performBoxAlloc(Frame& frame, const Instruction& instruction, RunValue& result) {
  newObject(instruction.type, result);
  for (std::size_t i = 0; i < instruction.operands.size(); ++i)
    PYRITE_TRY_STATUS(append(typeOf(frame, instruction, i), value(frame, instruction, i), *result.items));
  return Step::Next;
}

Result<Evaluator::Step> Evaluator::performListAlloc(Frame&, const Instruction& instruction, RunValue& result) {
  newObject(instruction.type, result);
  return Step::Next;
}

Result<Evaluator::Step> Evaluator::performGeneratorMake(Frame& frame, const Instruction& instruction, RunValue& result) {
  result = value(frame, instruction, 0);
  return count(typeOf(frame, instruction, 0), result, 1);
}

Result<Evaluator::Step> Evaluator::performGeneratorFrame(Frame& frame, const Instruction& instruction, RunValue& result) {
  result = value(frame, instruction, 0);
  return Step::Next;
}

Result<Evaluator::Step> Evaluator::performBoxLoad(Frame& frame, const Instruction& instruction, RunValue& result) {
  return loadItem(instruction.type, value(frame, instruction, 0), std::get<std::int64_t>(instruction.attribute), result);
}

Result<Evaluator::Step> Evaluator::performBoxStore(Frame& frame, const Instruction& instruction, RunValue&) {
  return storeItem(typeOf(frame, instruction, 1), value(frame, instruction, 0), std::get<std::int64_t>(instruction.attribute),
                   value(frame, instruction, 1));
}

Result<Evaluator::Step> Evaluator::performListLength(Frame& frame, const Instruction& instruction, RunValue& result) {
  if (!isAlive(value(frame, instruction, 0))) return wrong("this is no list, or it was freed");
  result = integer(std::ssize(*value(frame, instruction, 0).items));
  return Step::Next;
}

Result<Evaluator::Step> Evaluator::performListLoad(Frame& frame, const Instruction& instruction, RunValue& result) {
  return loadItem(instruction.type, value(frame, instruction, 0), asInteger(value(frame, instruction, 1)), result);
}

Result<Evaluator::Step> Evaluator::performListStore(Frame& frame, const Instruction& instruction, RunValue&) {
  return storeItem(typeOf(frame, instruction, 2), value(frame, instruction, 0), asInteger(value(frame, instruction, 1)),
                   value(frame, instruction, 2));
}

Result<Evaluator::Step> Evaluator::performListAppend(Frame& frame, const Instruction& instruction, RunValue&) {
  if (!isAlive(value(frame, instruction, 0))) return wrong("this is no list, or it was freed");
  PYRITE_TRY_STATUS(append(typeOf(frame, instruction, 1), value(frame, instruction, 1), *value(frame, instruction, 0).items));
  return Step::Next;
}

Result<Evaluator::Step> Evaluator::performListTruncate(Frame& frame, const Instruction& instruction, RunValue&) {
  return truncate(typeOf(frame, instruction, 0)->item(), value(frame, instruction, 0), asInteger(value(frame, instruction, 1)));
}

Result<Evaluator::Step> Evaluator::performCall(Frame& frame, const Instruction& instruction, RunValue& result) {
  std::vector<RunValue> arguments;
  for (ValueId id : instruction.operands) arguments.push_back(frame.values[id.index]);
  PYRITE_TRY(std::optional<RunValue> returned, call(std::get<FunctionId>(instruction.attribute), std::move(arguments)));
  if (!returned) return Step::Raised;
  result = *std::move(returned);
  return Step::Next;
}

Result<Evaluator::Step> Evaluator::performCallObject(Frame&, const Instruction&, RunValue&) {
  return wrong("there is no interpreter to call");
}

Result<Evaluator::Step> Evaluator::performStackLimit(Frame&, const Instruction&, RunValue& result) {
  result = integer(0);
  return Step::Next;
}

/// The evaluator's own depth stands for the stack.
Result<Evaluator::Step> Evaluator::performStackCheck(Frame&, const Instruction&, RunValue&) {
  return depth_ > kMaximumDepth - 10 ? raiseRuntime(runtime::kStackOverflow) : Step::Next;
}

/// There are no signals.
Result<Evaluator::Step> Evaluator::performInterruptCheck(Frame&, const Instruction&, RunValue&) { return Step::Next; }

Result<Evaluator::Step> Evaluator::performRaiseIf(Frame& frame, const Instruction& instruction, RunValue&) {
  return runBits(value(frame, instruction, 0)) != 0 ? raise(frame, instruction, 1) : Step::Next;
}

Result<Evaluator::Step> Evaluator::performCaughtError(Frame&, const Instruction&, RunValue& result) {
  result = integer(error_.status);
  result.parts = std::exchange(error_.payload, {});
  return Step::Next;
}

Result<Evaluator::Step> Evaluator::performErrorMatches(Frame& frame, const Instruction& instruction, RunValue& result) {
  result = runBool(matches(static_cast<std::int32_t>(asInteger(value(frame, instruction, 0))),
                           std::get<std::string>(instruction.attribute)));
  return Step::Next;
}

Result<Evaluator::Step> Evaluator::performErrorIs(Frame&, const Instruction&, RunValue&) {
  return wrong("the identity of errors is not evaluated");
}

Result<Evaluator::Step> Evaluator::performErrorMake(Frame& frame, const Instruction& instruction, RunValue& result) {
  result = integer(static_cast<std::int64_t>(std::get<SiteId>(instruction.attribute).index) + 1);
  for (std::size_t i = 0; i < instruction.operands.size(); ++i) result.parts.push_back(value(frame, instruction, i));
  return Step::Next;
}

// What an error knows of others does not show in what comes out.
Result<Evaluator::Step> Evaluator::performErrorContext(Frame& frame, const Instruction& instruction, RunValue& result) {
  result = value(frame, instruction, 0);
  return Step::Next;
}

Result<Evaluator::Step> Evaluator::performErrorCause(Frame& frame, const Instruction& instruction, RunValue& result) {
  result = value(frame, instruction, 0);
  return Step::Next;
}

Result<Evaluator::Step> Evaluator::performRetain(Frame& frame, const Instruction& instruction, RunValue&) {
  return count(typeOf(frame, instruction, 0), value(frame, instruction, 0), 1);
}

Result<Evaluator::Step> Evaluator::performRelease(Frame& frame, const Instruction& instruction, RunValue&) {
  return count(typeOf(frame, instruction, 0), value(frame, instruction, 0), -1);
}

// What the runtime does, the evaluator does not know.
Result<Evaluator::Step> Evaluator::performCallRuntime(Frame&, const Instruction&, RunValue&) {
  return wrong("no meaning is given to this");
}

}  // namespace

Result<Outcome> evaluate(const Module& module, FunctionId function, std::span<const RunValue> arguments,
                         std::int64_t stepLimit) {
  return Evaluator(module, stepLimit).run(function, arguments);
}

}  // namespace pyrite::ir
