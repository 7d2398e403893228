// Well-formedness: structure, dominance, and for the typed level the operand and result types of each operation.
#include "frontend/ir/verifier.hpp"

#include "frontend/ir/builder.hpp"
#include "frontend/ir/dominators.hpp"

namespace pyrite::ir {
namespace {

using types::Kind;

class Verifier {
 public:
  Verifier(const Function& function, const Module* module, Level level)
      : function_(function), module_(module), level_(level), dominators_(function) {}

  Status run() {
    if (function_.blocks.empty()) return fail("the function has no blocks");
    position_.assign(function_.instructions.size(), 0);
    for (const Block& block : function_.blocks)
      for (std::size_t i = 0; i < block.instructions.size(); ++i)
        position_[block.instructions[i].index] = static_cast<std::uint32_t>(i);
    for (std::size_t i = 0; i < function_.blocks.size(); ++i) {
      if (!dominators_.isReachable(BlockId(i))) continue;
      PYRITE_TRY_STATUS(checkBlock(BlockId(i)));
    }
    return success();
  }

 private:
  Diagnostic fail(std::string what) const {
    Diagnostic diagnostic;
    diagnostic.kind = DiagnosticKind::Internal;
    diagnostic.message = "invalid IR in " + function_.name + (where_.empty() ? "" : ", " + where_) + ": " + what;
    return diagnostic;
  }

  Status checkBlock(BlockId id) {
    const Block& block = function_[id];
    where_ = "block " + block.name;
    if (block.instructions.empty() || !isTerminator(function_[block.instructions.back()].op))
      return fail("the block does not end in a terminator");
    if (block.unwind.target.valid()) PYRITE_TRY_STATUS(checkEdge(block.unwind, id, level_ == Level::Generic ? 1 : 0));
    for (std::size_t i = 0; i < block.instructions.size(); ++i) {
      const Instruction& instruction = function_[block.instructions[i]];
      where_ = "block " + block.name + ", " + info(instruction.op).text;
      if (isTerminator(instruction.op) != (i + 1 == block.instructions.size()))
        return fail("a terminator stands inside the block");
      PYRITE_TRY_STATUS(checkInstruction(instruction, id, static_cast<std::uint32_t>(i)));
    }
    return success();
  }

  Status checkUse(ValueId value, BlockId block, std::uint32_t position) const {
    if (!value.valid() || value.index >= function_.values.size()) return fail("an operand is no value");
    const Value& defined = function_[value];
    if (defined.block == block && defined.instruction.valid()) {
      if (position_[defined.instruction.index] >= position) return fail("an operand is used before its definition");
      return success();
    }
    if (!dominators_.dominates(defined.block, block)) return fail("the definition of an operand does not dominate its use");
    return success();
  }

  Status checkEdge(const Edge& edge, BlockId from, std::size_t implicit) const {
    const Block& target = function_[edge.target];
    if (edge.arguments.size() + implicit != target.parameters.size())
      return fail("the edge to " + target.name + " has " + std::to_string(edge.arguments.size()) + " arguments for " +
                  std::to_string(target.parameters.size()) + " parameters");
    for (std::size_t i = 0; i < edge.arguments.size(); ++i) {
      PYRITE_TRY_STATUS(checkUse(edge.arguments[i], from, ~0u));
      if (level_ == Level::Typed && function_[edge.arguments[i]].type != function_[target.parameters[i + implicit]].type)
        return fail("argument " + std::to_string(i) + " of the edge to " + target.name + " is " +
                    types::toIrText(function_[edge.arguments[i]].type) + ", its parameter " +
                    types::toIrText(function_[target.parameters[i + implicit]].type));
    }
    return success();
  }

  Status checkInstruction(const Instruction& instruction, BlockId block, std::uint32_t position) {
    for (ValueId operand : instruction.operands) PYRITE_TRY_STATUS(checkUse(operand, block, position));
    for (const Edge& edge : instruction.successors) PYRITE_TRY_STATUS(checkEdge(edge, block, 0));
    const std::size_t count = instruction.operands.size();
    switch (info(instruction.op).shape) {
      case Shape::None:
        if (count != 0) return fail("it takes no operands");
        break;
      case Shape::Unary:
        if (count != 1) return fail("it takes one operand");
        break;
      case Shape::Binary:
        if (count != 2) return fail("it takes two operands");
        break;
      case Shape::Ternary:
        if (count != 3 && instruction.op != Op::PyCallVar) return fail("it takes three operands");
        break;
      case Shape::Variadic:
        break;
    }
    if (level_ == Level::Generic) return success();
    if (info(instruction.op).rule == TypeRule::Generic) return fail("an operation of the generic level");
    return checkTypes(instruction);
  }

  Type operand(const Instruction& instruction, std::size_t index) const { return function_[instruction.operands[index]].type; }

  Status require(bool holds, const Instruction& instruction) const {
    if (holds) return success();
    std::string operands;
    for (ValueId value : instruction.operands)
      operands += (operands.empty() ? "" : ", ") + types::toIrText(function_[value].type);
    return fail("the types do not fit: (" + operands + ") -> " + types::toIrText(instruction.type));
  }

  bool operandsAre(const Instruction& instruction, Type type) const {
    for (ValueId value : instruction.operands)
      if (function_[value].type != type) return false;
    return true;
  }

  bool indicesAreInt64(const Instruction& instruction, std::size_t from) const {
    for (std::size_t i = from; i < instruction.operands.size(); ++i)
      if (operand(instruction, i) != types::int64()) return false;
    return true;
  }

  Status checkTypes(const Instruction& instruction) const {
    const Type type = instruction.type;
    const bool same = operandsAre(instruction, type);
    switch (info(instruction.op).rule) {
      case TypeRule::Generic:
      case TypeRule::Any:
      case TypeRule::Counted:
        return success();
      case TypeRule::Constant:
        return require(type->isNumber() || type->is(Kind::String), instruction);
      case TypeRule::Array:
        return require(type->isArray(), instruction);
      case TypeRule::Aggregate: {
        bool fits = partCount(type) == instruction.operands.size();
        for (std::size_t i = 0; fits && i < instruction.operands.size(); ++i)
          fits = operand(instruction, i) == partType(type, i);
        return require(fits, instruction);
      }
      case TypeRule::AggregateItem: {
        const auto* index = std::get_if<std::int64_t>(&instruction.attribute);
        const Type aggregate = operand(instruction, 0);
        const bool exists = index != nullptr && *index >= 0 && static_cast<std::size_t>(*index) < partCount(aggregate);
        return require(exists && partType(aggregate, static_cast<std::size_t>(*index)) == type, instruction);
      }
      case TypeRule::Select:
        return require(operand(instruction, 0)->isBool() && operand(instruction, 1) == type && operand(instruction, 2) == type,
                       instruction);
      case TypeRule::SameNumber:
        return require(same && type->isNumber() && !type->isBool(), instruction);
      case TypeRule::SameFloatOrComplex:
        return require(same && (type->isFloat() || type->isComplex()), instruction);
      case TypeRule::SameReal:
        return require(same && (type->isFloat() || type->isInteger()), instruction);
      case TypeRule::AbsoluteValue:
        return require(types::realPart(operand(instruction, 0)) == type && type->isNumber(), instruction);
      case TypeRule::SameInteger:
        return require(same && type->isInteger(), instruction);
      case TypeRule::SameIntegerOrBool:
        return require(same && (type->isInteger() || type->isBool()), instruction);
      case TypeRule::Comparison:
        return require(type->isBool() && operand(instruction, 0) == operand(instruction, 1), instruction);
      case TypeRule::Convert:
        return require(type->isNumber() && operand(instruction, 0)->isNumber(), instruction);
      case TypeRule::SameSize:
      case TypeRule::PointerCast:
        return success();
      case TypeRule::SameFloat:
        return require(same && type->isFloat(), instruction);
      case TypeRule::FloatAndInt64:
        return require(type->isFloat() && operand(instruction, 0) == type && operand(instruction, 1) == types::int64(),
                       instruction);
      case TypeRule::FloatToInt64:
        return require(operand(instruction, 0)->isFloat() && type == types::int64(), instruction);
      case TypeRule::Slot:
        return require(type->is(Kind::Slot), instruction);
      case TypeRule::SlotLoad:
        return require(operand(instruction, 0)->is(Kind::Slot) && operand(instruction, 0)->item() == type, instruction);
      case TypeRule::SlotStore:
        return require(operand(instruction, 0)->is(Kind::Slot) && operand(instruction, 0)->item() == operand(instruction, 1),
                       instruction);
      case TypeRule::PointerOffset:
        return require(operand(instruction, 0) == type && type->is(Kind::Pointer) && operand(instruction, 1) == types::int64(),
                       instruction);
      case TypeRule::Load:
        return require(operand(instruction, 0)->is(Kind::Pointer) && operand(instruction, 0)->item() == type, instruction);
      case TypeRule::Store:
        return require(operand(instruction, 0)->is(Kind::Pointer) && operand(instruction, 0)->item() == operand(instruction, 1),
                       instruction);
      case TypeRule::ArrayAlloc:
        return require(type->isArray() && type->ndim == instruction.operands.size() && indicesAreInt64(instruction, 0),
                       instruction);
      case TypeRule::ArrayView:
        return require(type->isArray() && operand(instruction, 0)->isArray() &&
                           instruction.operands.size() == 2u + 2u * type->ndim &&
                           operand(instruction, 1) == types::pointerType(type->dtype()) && indicesAreInt64(instruction, 2),
                       instruction);
      case TypeRule::ArrayLoad: {
        const Type array = operand(instruction, 0);
        return require(array->isArray() && array->dtype() == type && instruction.operands.size() == 1u + array->ndim &&
                           indicesAreInt64(instruction, 1),
                       instruction);
      }
      case TypeRule::ArrayStore: {
        const Type array = operand(instruction, 0);
        return require(array->isArray() && array->dtype() == operand(instruction, 1) &&
                           instruction.operands.size() == 2u + array->ndim && indicesAreInt64(instruction, 2),
                       instruction);
      }
      case TypeRule::ArrayMap:
      case TypeRule::ArrayMapInto:
        return checkMap(instruction);
      case TypeRule::Call:
        return checkCall(instruction);
      case TypeRule::CallRuntime:
        return success();
      case TypeRule::RaiseIf:
        return require(operand(instruction, 0)->isBool() && std::holds_alternative<SiteId>(instruction.attribute), instruction);
      case TypeRule::Terminator:
        if (instruction.op == Op::Branch)
          return require(operand(instruction, 0)->isBool() && instruction.successors.size() == 2, instruction);
        if (instruction.op == Op::Return) return require(operand(instruction, 0) == function_.result, instruction);
        return success();
    }
    return success();
  }

  Status checkMap(const Instruction& instruction) const {
    const std::size_t skipped = instruction.op == Op::ArrayMapInto ? 1 : 0;
    const auto* callee = std::get_if<FunctionId>(&instruction.attribute);
    if (callee == nullptr || module_ == nullptr) return success();
    const Function& kernel = (*module_)[*callee];
    const Type array = skipped == 1 ? operand(instruction, 0) : instruction.type;
    bool fits = array->isArray() && kernel.result == array->dtype() &&
                kernel.blocks[0].parameters.size() + skipped == instruction.operands.size();
    for (std::size_t i = skipped; fits && i < instruction.operands.size(); ++i) {
      const Type given = operand(instruction, i);
      fits = (given->isArray() ? given->dtype() : given) == kernel[kernel.blocks[0].parameters[i - skipped]].type;
    }
    return require(fits, instruction);
  }

  Status checkCall(const Instruction& instruction) const {
    const auto* callee = std::get_if<FunctionId>(&instruction.attribute);
    if (callee == nullptr) return fail("a call without a function");
    if (module_ == nullptr) return success();
    const Function& called = (*module_)[*callee];
    bool fits = called.result == instruction.type && called.blocks[0].parameters.size() == instruction.operands.size();
    for (std::size_t i = 0; fits && i < instruction.operands.size(); ++i)
      fits = operand(instruction, i) == called[called.blocks[0].parameters[i]].type;
    return require(fits, instruction);
  }

  const Function& function_;
  const Module* module_;
  Level level_;
  Dominators dominators_;
  std::vector<std::uint32_t> position_;
  std::string where_;
};

}  // namespace

Status verify(const Function& function, const Module* module, Level level) { return Verifier(function, module, level).run(); }

Status verify(const Module& module, Level level) {
  for (const Function& function : module.functions) PYRITE_TRY_STATUS(verify(function, &module, level));
  return success();
}

}  // namespace pyrite::ir
