// Appends instructions, keeping values, blocks and names in step.
#include "frontend/ir/builder.hpp"

#include "frontend/support/result.hpp"

namespace pyrite::ir {

using types::Kind;

BlockId Builder::createBlock(std::string_view name) {
  std::string base(name);
  // "loop12" asked for again becomes "loop13", not "loop121".
  while (base.size() > 1 && base.back() >= '0' && base.back() <= '9') base.pop_back();
  std::string unique(name);
  for (std::size_t number = function_->blocks.size(); function_->block(unique).valid(); ++number)
    unique = base + std::to_string(number);
  Block block;
  block.name = std::move(unique);
  function_->blocks.push_back(std::move(block));
  return BlockId(function_->blocks.size() - 1);
}

ValueId Builder::addParameter(BlockId block, Type type) {
  const ValueId id(function_->values.size());
  Value value;
  value.type = type;
  value.block = block;
  value.parameterIndex = static_cast<std::uint32_t>((*function_)[block].parameters.size());
  function_->values.push_back(value);
  (*function_)[block].parameters.push_back(id);
  return id;
}

bool Builder::isTerminated() const {
  const auto& instructions = (*function_)[block_].instructions;
  return !instructions.empty() && isTerminator((*function_)[instructions.back()].op);
}

InstructionId Builder::append(Instruction instruction) {
  const InstructionId id(function_->instructions.size());
  instruction.span = span_;
  function_->instructions.push_back(std::move(instruction));
  (*function_)[block_].instructions.push_back(id);
  return id;
}

ValueId Builder::emit(Op op, Type type, std::span<const ValueId> operands, Attribute attribute) {
  Instruction instruction;
  instruction.op = op;
  instruction.type = type;
  instruction.operands.assign(operands.begin(), operands.end());
  instruction.attribute = std::move(attribute);
  const bool hasResult = type == nullptr || !type->is(Kind::Void);
  const ValueId result = hasResult ? ValueId(function_->values.size()) : ValueId();
  instruction.result = result;
  const InstructionId id = append(std::move(instruction));
  if (hasResult) {
    Value value;
    value.type = type;
    value.block = block_;
    value.instruction = id;
    function_->values.push_back(value);
  }
  return result;
}

ValueId Builder::get(ValueId aggregate, std::size_t index) {
  return emit(Op::Get, partType(typeOf(aggregate), index), {aggregate}, static_cast<std::int64_t>(index));
}

namespace {

Instruction terminatorOf(Op op) {
  Instruction instruction;
  instruction.op = op;
  instruction.type = types::voidType();
  return instruction;
}

}  // namespace

void Builder::jump(BlockId target, std::vector<ValueId> arguments) {
  Instruction instruction = terminatorOf(Op::Jump);
  instruction.successors.push_back(Edge{target, std::move(arguments)});
  append(std::move(instruction));
}

void Builder::branch(ValueId condition, BlockId ifTrue, std::vector<ValueId> trueArguments, BlockId ifFalse,
                     std::vector<ValueId> falseArguments) {
  Instruction instruction = terminatorOf(Op::Branch);
  instruction.operands.push_back(condition);
  instruction.successors.push_back(Edge{ifTrue, std::move(trueArguments)});
  instruction.successors.push_back(Edge{ifFalse, std::move(falseArguments)});
  append(std::move(instruction));
}

void Builder::ret(ValueId value) {
  Instruction instruction = terminatorOf(Op::Return);
  instruction.operands.push_back(value);
  append(std::move(instruction));
}

void Builder::raise(SiteId site, std::span<const ValueId> values) {
  Instruction instruction = terminatorOf(Op::Raise);
  instruction.operands.assign(values.begin(), values.end());
  instruction.attribute = site;
  append(std::move(instruction));
}

void Builder::raiseIf(ValueId condition, SiteId site, std::span<const ValueId> values) {
  std::vector<ValueId> operands{condition};
  operands.insert(operands.end(), values.begin(), values.end());
  emit(Op::RaiseIf, types::voidType(), operands, site);
}

void Builder::unreachable() { append(terminatorOf(Op::Unreachable)); }

std::size_t partCount(Type aggregate) {
  switch (aggregate->kind) {
    case Kind::Tuple:
    case Kind::Closure:
    case Kind::Template:
    case Kind::Iterator:
    case Kind::Slice:
    case Kind::Buffer:
    case Kind::Text:
    case Kind::Time:
    case Kind::Enum:
      return aggregate->items.size();
    case Kind::Range:
      return 3;
    case Kind::Optional:
    case Kind::MaybeUnbound:
    case Kind::Complex:
      return 2;
    case Kind::Array:
      return 2 + 2 * static_cast<std::size_t>(aggregate->ndim);
    case Kind::Void:
    case Kind::Unbound:
    case Kind::None:
    case Kind::Ellipsis:
    case Kind::Bool:
    case Kind::Int:
    case Kind::Float:
    case Kind::String:
    case Kind::Static:
    case Kind::Owner:
    case Kind::Pointer:
    case Kind::Slot:
    case Kind::List:
    case Kind::Box:
    case Kind::Generator:
    case Kind::Error:
    case Kind::Function:
      return 0;
  }
  return 0;
}

Type partType(Type aggregate, std::size_t index) {
  PYRITE_CHECK(index < partCount(aggregate), "a part that the aggregate does not have");
  switch (aggregate->kind) {
    case Kind::Tuple:
    case Kind::Closure:
    case Kind::Template:
    case Kind::Iterator:
    case Kind::Slice:
    case Kind::Buffer:
    case Kind::Text:
    case Kind::Time:
    case Kind::Enum:
      return aggregate->items[index];
    case Kind::Optional:
    case Kind::MaybeUnbound:
      return index == 0 ? types::boolType() : aggregate->item();
    case Kind::Complex:
      return types::realPart(aggregate);
    case Kind::Array:
      return index == 0 ? types::ownerType() : index == 1 ? types::pointerType(aggregate->dtype()) : types::int64();
    default:
      return types::int64();
  }
}

}  // namespace pyrite::ir
