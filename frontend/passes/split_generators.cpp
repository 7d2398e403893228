// Turns each function with yields into two: one that makes a generator, a box with the arguments and room for what must
// outlast a yield, and one that resumes it.
//
//   func @g(%n) generator       ->    func @g(%n): %box = box_alloc 0, …, %n  return generator_make @g.resume %box
//   yield %a                          func @g.resume(%frame): branches to where the state in the frame says
//                                     yield: box_store current %a, box_store state k, return true
//
// Frame: state (0 at the start, k after the k-th yield, -1 when it runs or has ended), whether it is being closed, whether an
// exception in flight was thrown into it, what was yielded, what was returned, the arguments, and every value and slot that
// lives across a yield.
#include <string>

#include "frontend/ir/builder.hpp"
#include "frontend/ir/dominators.hpp"
#include "frontend/ir/verifier_types.hpp"
#include "frontend/passes/all_passes.hpp"

namespace pyrite::passes {
namespace {

using ir::BlockId;
using ir::Edge;
using ir::FunctionId;
using ir::Instruction;
using ir::InstructionId;
using ir::Op;
using ir::ValueId;
using types::Kind;
using types::Type;

constexpr std::int64_t kState = 0, kClosing = 1, kThrown = 2, kCurrent = 3, kResult = 4;
constexpr std::size_t kFirstField = 5;

struct Split {
  FunctionId resume;
  Type frame = nullptr;
};

bool holdsSlot(Type type) {
  if (type->is(Kind::Slot) || type->is(Kind::Pointer)) return true;
  for (Type item : type->items)
    if (item != nullptr && holdsSlot(item)) return true;
  return false;
}

class Splitter {
 public:
  Splitter(ir::Module& module, FunctionId id)
      : module_(module), id_(id), function_(std::move(module[id])), builder_(function_) {}

  Result<Split> run() {
    parameters_ = function_[function_.entry()].parameters;
    moveEntry();
    cutAtYields();
    findLiveness();
    PYRITE_TRY_STATUS(chooseFields());
    builder_.setBlock(function_.entry());
    frame_ = builder_.addParameter(function_.entry(), frameType_);
    const std::size_t count = function_.blocks.size();
    for (std::size_t i = 1; i < count; ++i) rewriteBlock(BlockId(i));
    dispatch();
    return finish();
  }

 private:
  enum class How : std::uint8_t { Local, Field, Slot, Again };  // Again: a constant, made anew where it is used
  struct Yield {
    BlockId from, to;
    InstructionId instruction;
    bool isDelegated = false;  // what is thrown is for the generator that yields here
  };

  /// The entry becomes the place that decides where to go on.
  void moveEntry() {
    start_ = builder_.createBlock("start");
    ir::Block &entry = function_[function_.entry()], &start = function_[start_];
    start.instructions = std::move(entry.instructions);
    start.unwind = std::move(entry.unwind);
    entry.instructions.clear();
    entry.parameters.clear();
    entry.unwind = Edge{};
    for (InstructionId id : start.instructions)
      if (function_[id].result.valid()) function_[function_[id].result].block = start_;
    function_.parameterNames.assign(1, "frame");
  }

  void cutAtYields() {
    for (std::size_t index = 1; index < function_.blocks.size(); ++index) {
      for (std::size_t at = 0; at < function_.blocks[index].instructions.size(); ++at) {
        const InstructionId id = function_.blocks[index].instructions[at];
        if (function_[id].op != Op::Yield) continue;
        const BlockId rest = builder_.createBlock("resumed");
        ir::Block &from = function_.blocks[index], &to = function_[rest];
        to.instructions.assign(from.instructions.begin() + static_cast<std::ptrdiff_t>(at) + 1, from.instructions.end());
        to.unwind = from.unwind;
        from.instructions.resize(at + 1);
        for (InstructionId moved : to.instructions)
          if (function_[moved].result.valid()) function_[function_[moved].result].block = rest;
        const bool isDelegated = handsOn(to.instructions.front());
        isProtected_ = isProtected_ || to.unwind.target.valid() || isDelegated;
        yields_.push_back({BlockId(index), rest, id, isDelegated});
        break;
      }
    }
  }

  bool handsOn(InstructionId id) const {
    const auto* name = std::get_if<std::string>(&function_[id].attribute);
    return function_[id].op == Op::CallRuntime && name != nullptr && *name == "prt_generator_throw";
  }

  template <class Visit>
  void forEachSuccessor(BlockId block, Visit&& visit) const {
    if (function_[block].unwind.target.valid()) visit(function_[block].unwind.target);
    for (const Yield& yield : yields_)
      if (yield.from == block) return visit(yield.to);
    for (const Edge& edge : function_.terminator(block).successors) visit(edge.target);
  }

  /// Backward data flow over all values: what a block needs that it does not define.
  void findLiveness() {
    const std::size_t count = function_.blocks.size();
    liveIn_.assign(count, std::vector<bool>(function_.values.size(), false));
    std::vector<std::vector<bool>> defined = liveIn_;
    for (std::size_t i = 1; i < count; ++i) {
      const ir::Block& block = function_.blocks[i];
      auto use = [&](ValueId value) {
        if (!defined[i][value.index]) liveIn_[i][value.index] = true;
      };
      for (ValueId value : block.parameters) defined[i][value.index] = true;
      for (ValueId value : block.unwind.arguments) use(value);
      for (InstructionId id : block.instructions) {
        for (ValueId value : function_[id].operands) use(value);
        for (const Edge& edge : function_[id].successors)
          for (ValueId value : edge.arguments) use(value);
        if (function_[id].result.valid()) defined[i][function_[id].result.index] = true;
      }
    }
    for (bool isChanged = true; isChanged;) {
      isChanged = false;
      for (std::size_t i = count; i-- > 1;) {
        forEachSuccessor(BlockId(i), [&](BlockId next) {
          for (std::size_t v = 0; v < function_.values.size(); ++v) {
            if (!liveIn_[next.index][v] || liveIn_[i][v] || defined[i][v]) continue;
            liveIn_[i][v] = isChanged = true;
          }
        });
      }
    }
  }

  Status chooseFields() {
    how_.assign(function_.values.size(), How::Local);
    field_.assign(function_.values.size(), 0);
    const Type generator = function_.generator;
    fields_ = {types::int64(), types::boolType(), types::boolType(), generator->item(0), generator->item(1)};
    auto addField = [&](ValueId value, How how) {
      how_[value.index] = how;
      field_[value.index] = static_cast<std::int64_t>(fields_.size());
      fields_.push_back(how == How::Slot ? function_[value].type->item() : function_[value].type);
    };
    for (ValueId parameter : parameters_) addField(parameter, How::Field);
    std::vector<bool> isAcross(function_.values.size(), false);
    for (const Yield& yield : yields_) {
      how_[function_[yield.instruction].result.index] = How::Again;
      for (std::size_t v = 0; v < isAcross.size(); ++v) isAcross[v] = isAcross[v] || liveIn_[yield.to.index][v];
    }
    for (std::size_t v = 0; v < isAcross.size(); ++v) {
      if (!isAcross[v] || how_[v] != How::Local) continue;
      const InstructionId definition = function_.values[v].instruction;
      const Op op = definition.valid() ? function_[definition].op : Op::Unreachable;
      if (op == Op::Const || op == Op::Zero || op == Op::ConstArray) {
        how_[v] = How::Again;
      } else if (op == Op::Slot) {
        addField(ValueId(v), How::Slot);
      } else if (holdsSlot(function_.values[v].type)) {
        return refuse(definition);
      } else {
        addField(ValueId(v), How::Field);
      }
    }
    frameType_ = types::boxType(fields_);
    return checkSlots();
  }

  /// A slot that moved into the frame has no address: it is loaded and stored, nothing else.
  Status checkSlots() const {
    for (const ir::Block& block : function_.blocks) {
      for (InstructionId id : block.instructions) {
        const Instruction& instruction = function_[id];
        for (std::size_t i = 0; i < instruction.operands.size(); ++i) {
          if (how_[instruction.operands[i].index] != How::Slot) continue;
          const bool isAccess = instruction.op == Op::SlotLoad || (instruction.op == Op::SlotStore && i == 0);
          if (!isAccess) return refuse(id);
        }
      }
    }
    return success();
  }

  Diagnostic refuse(InstructionId at) const {
    Diagnostic diagnostic;
    diagnostic.kind = DiagnosticKind::Unsupported;
    diagnostic.message = "an iterator that is handed to another function is kept over a yield, which is not compiled";
    if (at.valid()) diagnostic.span = function_[at].span;
    diagnostic.file = function_.file;
    diagnostic.function = function_.pythonName;
    return diagnostic;
  }

  // -- rewriting ---------------------------------------------------------------------------------------------------------

  void rewriteBlock(BlockId id) {
    const std::vector<InstructionId> before = std::move(function_[id].instructions);
    function_[id].instructions.clear();
    builder_.setBlock(id);
    local_.assign(function_.values.size(), ValueId());
    for (std::size_t i = 0; i < function_[id].parameters.size(); ++i) defineValue(function_[id].parameters[i]);
    const Yield* resumed = nullptr;
    const Yield* yielding = nullptr;
    for (const Yield& yield : yields_) {
      if (yield.to == id) resumed = &yield;
      if (yield.from == id) yielding = &yield;
    }
    for (std::size_t i = 0; i < function_[id].unwind.arguments.size(); ++i) {
      const ValueId carried = used(function_[id].unwind.arguments[i]);
      function_[id].unwind.arguments[i] = carried;
    }
    if (resumed != nullptr && isProtected_) {
      const ValueId isClosing = load(kClosing);
      builder_.setSpan(function_[resumed->instruction].span);
      builder_.raiseIf(isClosing, std::get<ir::SiteId>(function_[resumed->instruction].attribute));
      raiseThrown(id, resumed->isDelegated ? before.front() : InstructionId());
    }
    for (InstructionId at : before) {
      if (resumed != nullptr && resumed->isDelegated && at == before.front()) continue;  // where something is thrown only
      builder_.setSpan(function_[at].span);
      if (yielding != nullptr && at == yielding->instruction) {
        store(kCurrent, used(function_[at].operands[0]));
        store(kState, builder_.constantInt(yielding - yields_.data() + 1));
        builder_.ret(builder_.constant(types::boolType(), true));
        return;
      }
      rewriteInstruction(at);
    }
  }

  /// Where a yield goes on: what was thrown into the generator is raised. If it waits for another one, that gets it first,
  /// unless it does not wait inside of a try statement.
  void raiseThrown(BlockId resumed, InstructionId delegation) {
    const BlockId thrown = builder_.createBlock("thrown"), rest = builder_.createBlock("rest");
    const ir::Edge unwind = function_[resumed].unwind;
    function_[thrown].unwind = function_[rest].unwind = unwind;
    const ValueId source = delegation.valid() ? used(function_[delegation].operands[0]) : ValueId();
    builder_.branch(load(kThrown), thrown, rest);
    builder_.setBlock(thrown);
    store(kThrown, builder_.constant(types::boolType(), false));
    if (delegation.valid()) {
      const BlockId here = builder_.createBlock("thrown");
      function_[here].unwind = unwind;
      const ir::Attribute name = function_[delegation].attribute;
      const ValueId isHere = builder_.emit(Op::CallRuntime, types::int64(), {source}, name);
      builder_.branch(builder_.emit(Op::Ne, types::boolType(), {isHere, builder_.constantInt(0)}), here, rest);
      builder_.setBlock(here);
    }
    builder_.emit(Op::InterruptCheck, types::voidType(), {});
    builder_.jump(rest);
    builder_.setBlock(rest);
  }

  void rewriteInstruction(InstructionId at) {
    const Op op = function_[at].op;
    if (op == Op::SlotLoad && how_[function_[at].operands[0].index] == How::Slot) {
      const std::int64_t field = field_[function_[at].operands[0].index];
      function_[at].op = Op::BoxLoad;
      function_[at].operands.assign(1, frame_);
      function_[at].attribute = field;
    } else if (op == Op::SlotStore && how_[function_[at].operands[0].index] == How::Slot) {
      const std::int64_t field = field_[function_[at].operands[0].index];
      const ValueId value = used(function_[at].operands[1]);
      function_[at].op = Op::BoxStore;
      function_[at].operands = {frame_, value};
      function_[at].attribute = field;
    } else if (op == Op::Slot && how_[function_[at].result.index] == How::Slot) {
      return;
    } else if (op == Op::Return) {
      store(kResult, used(function_[at].operands[0]));
      return builder_.ret(builder_.constant(types::boolType(), false));
    } else {
      for (std::size_t i = 0; i < function_[at].operands.size(); ++i) {
        const ValueId operand = used(function_[at].operands[i]);
        function_[at].operands[i] = operand;
      }
      for (std::size_t i = 0; i < function_[at].successors.size(); ++i) {
        for (std::size_t k = 0; k < function_[at].successors[i].arguments.size(); ++k) {
          const ValueId argument = used(function_[at].successors[i].arguments[k]);
          function_[at].successors[i].arguments[k] = argument;
        }
      }
    }
    function_[builder_.block()].instructions.push_back(at);
    if (function_[at].result.valid()) {
      function_[function_[at].result].block = builder_.block();
      defineValue(function_[at].result);
    }
  }

  void defineValue(ValueId value) {
    if (value.index >= how_.size()) return;
    local_[value.index] = value;
    if (how_[value.index] == How::Field) store(field_[value.index], value);
  }

  /// The value where it is used: from the frame unless this block has it.
  ValueId used(ValueId value) {
    if (how_[value.index] == How::Local || how_[value.index] == How::Slot) return value;
    ValueId& known = local_[value.index];
    if (known.valid()) return known;
    if (how_[value.index] == How::Field) return known = load(field_[value.index]);
    const InstructionId definition = function_[value].instruction;
    const Instruction made = function_[definition];
    const bool isSent = made.op == Op::Yield;  // nothing is
    return known = builder_.emit(isSent ? Op::Zero : made.op, made.type, {}, isSent ? ir::Attribute() : made.attribute);
  }

  ValueId load(std::int64_t field) {
    return builder_.emit(Op::BoxLoad, fields_[static_cast<std::size_t>(field)], {frame_}, field);
  }
  void store(std::int64_t field, ValueId value) { builder_.emit(Op::BoxStore, types::voidType(), {frame_, value}, field); }

  /// The entry: on to where the state says. While it runs, and after an error, the generator counts as ended.
  void dispatch() {
    builder_.setBlock(function_.entry());
    builder_.setSpan({});
    const ValueId state = load(kState);
    store(kState, builder_.constantInt(-1));
    for (std::size_t k = 0; k <= yields_.size(); ++k) {
      const BlockId next = builder_.createBlock("dispatch");
      const ValueId isHere =
          builder_.emit(Op::Eq, types::boolType(), {state, builder_.constantInt(static_cast<std::int64_t>(k))});
      builder_.branch(isHere, k == 0 ? start_ : yields_[k - 1].to, next);
      builder_.setBlock(next);
    }
    builder_.ret(builder_.constant(types::boolType(), false));
  }

  Split finish() {
    ir::Function maker;
    maker.name = function_.name;
    maker.pythonName = function_.pythonName;
    maker.file = function_.file;
    maker.line = function_.line;
    maker.result = function_.generator;
    const Split split{FunctionId(module_.functions.size()), frameType_};
    ir::Builder builder(maker);
    const BlockId entry = builder.createBlock("entry");
    builder.setBlock(entry);
    std::vector<ValueId> arguments;
    for (ValueId parameter : parameters_) arguments.push_back(builder.addParameter(entry, function_[parameter].type));
    std::vector<ValueId> fields;
    for (std::size_t i = 0; i < fields_.size(); ++i) {
      const bool isArgument = i >= kFirstField && i < kFirstField + arguments.size();
      fields.push_back(isArgument ? arguments[i - kFirstField] : builder.emit(Op::Zero, fields_[i], {}));
    }
    const ValueId box = builder.emit(Op::BoxAlloc, frameType_, std::span<const ValueId>(fields));
    builder.ret(builder.emit(Op::GeneratorMake, maker.result, {box}, split.resume));
    function_.name += ".resume";
    function_.result = types::boolType();
    function_.generator = nullptr;
    module_[id_] = std::move(maker);
    module_.functions.push_back(std::move(function_));
    return split;
  }

  ir::Module& module_;
  const FunctionId id_;
  ir::Function function_;
  ir::Builder builder_;
  std::vector<ValueId> parameters_;
  BlockId start_;
  std::vector<Yield> yields_;
  bool isProtected_ = false;
  std::vector<std::vector<bool>> liveIn_;  // by block and value
  std::vector<How> how_;                   // by value
  std::vector<std::int64_t> field_;        // by value
  std::vector<Type> fields_;
  Type frameType_ = nullptr;
  ValueId frame_;
  std::vector<ValueId> local_;  // by value: what stands for it in the current block
};

/// Resuming, and reading what was yielded, become a call and loads.
void rewriteUses(ir::Module& module, const std::vector<Split>& splits) {
  for (ir::Function& function : module.functions) {
    ir::Builder builder(function);
    for (std::size_t block = 0; block < function.blocks.size(); ++block) {
      const std::vector<InstructionId> before = function.blocks[block].instructions;
      builder.setBlock(BlockId(block));
      function.blocks[block].instructions.clear();
      for (InstructionId id : before) {
        const Op op = function[id].op;
        if (op == Op::GeneratorResume || op == Op::GeneratorCurrent || op == Op::GeneratorResult) {
          const Split& split = splits[std::get<FunctionId>(function[id].attribute).index];
          const ValueId generator = function[id].operands[0];
          builder.setSpan(function[id].span);
          const ValueId frame = builder.emit(Op::GeneratorFrame, split.frame, {generator});
          function[id].operands[0] = frame;
          function[id].op = op == Op::GeneratorResume ? Op::Call : Op::BoxLoad;
          function[id].attribute = op == Op::GeneratorResume    ? ir::Attribute(split.resume)
                                   : op == Op::GeneratorCurrent ? ir::Attribute(kCurrent)
                                                                : ir::Attribute(kResult);
        }
        function.blocks[block].instructions.push_back(id);
      }
    }
  }
}

}  // namespace

Status splitGenerators(ir::Module& module) {
  std::vector<Split> splits(module.functions.size());
  bool hasAny = false;
  for (std::size_t i = 0; i < splits.size(); ++i) {
    if (module.functions[i].generator == nullptr) continue;
    PYRITE_TRY(splits[i], Splitter(module, FunctionId(i)).run());
    hasAny = true;
  }
  if (hasAny) rewriteUses(module, splits);
  return success();
}

}  // namespace pyrite::passes
