// A lower bound of an integer, read off how it was computed: what lets an index that cannot be negative skip wrap-around.
// Sums and products are taken not to overflow: an index that does is out of range whatever its sign comes out as.
#include <algorithm>

#include "frontend/infer/emitter.hpp"

namespace pyrite::infer {

using ir::Op;

namespace {

constexpr int kMaximumDepth = 8;

using Bound = std::optional<std::int64_t>;

Bound boundOf(const Emitter& emitter, ValueId value, int depth);

Bound boundOfOperation(const Emitter& emitter, const ir::Instruction& instruction, int depth) {
  auto operand = [&](std::size_t i) { return boundOf(emitter, instruction.operands[i], depth + 1); };
  auto isNonNegative = [](Bound bound) { return bound && *bound >= 0; };
  auto orNone = [](bool condition) { return condition ? Bound(0) : std::nullopt; };
  switch (instruction.op) {
    case Op::Get: {
      // Sizes of an array.
      const Type aggregate = emitter.typeOf(instruction.operands[0]);
      const std::int64_t part = std::get<std::int64_t>(instruction.attribute);
      return orNone(aggregate->isArray() && part >= 2 && part < 2 + aggregate->ndim);
    }
    case Op::SlotLoad:
      for (const auto& [slot, bound] : emitter.slotBounds)
        if (slot == instruction.operands[0]) return bound;
      return std::nullopt;
    case Op::Convert: {
      const Type from = emitter.typeOf(instruction.operands[0]);
      if (from->isBool() || (from->isInteger() && !from->isSigned && from->bits < instruction.type->bits)) return 0;
      return from->isInteger() && from->isSigned && from->bits <= instruction.type->bits ? operand(0) : std::nullopt;
    }
    case Op::Add: {
      const Bound a = operand(0), b = operand(1);
      std::int64_t sum;
      if (!a || !b || __builtin_add_overflow(*a, *b, &sum)) return std::nullopt;
      return sum;
    }
    case Op::Sub: {
      const Bound a = operand(0);
      const auto b = emitter.constantInt(instruction.operands[1]);
      std::int64_t difference;
      if (!a || !b || __builtin_sub_overflow(*a, *b, &difference)) return std::nullopt;
      return difference;
    }
    case Op::Mul:
      if (instruction.operands[0] == instruction.operands[1]) return 0;
      return orNone(isNonNegative(operand(0)) && isNonNegative(operand(1)));
    case Op::FloorDiv:
    case Op::Shr:
      return orNone(isNonNegative(operand(0)) && isNonNegative(operand(1)));
    case Op::FloorMod:
      return orNone(isNonNegative(operand(1)));
    case Op::And:
      return orNone(isNonNegative(operand(0)) || isNonNegative(operand(1)));
    case Op::Select: {
      const Bound a = operand(1), b = operand(2);
      return a && b ? Bound(std::min(*a, *b)) : std::nullopt;
    }
    default:
      return std::nullopt;
  }
}

Bound boundOf(const Emitter& emitter, ValueId value, int depth) {
  const Type type = emitter.typeOf(value);
  if (!type->isInteger()) return std::nullopt;
  if (const auto constant = emitter.constantInt(value)) return type->isSigned || *constant >= 0 ? constant : Bound(0);
  if (!type->isSigned) return 0;
  const ir::Function& function = const_cast<ir::Builder&>(emitter.builder).function();
  const ir::InstructionId definition = function[value].instruction;
  if (!definition.valid()) {
    const auto parameter = emitter.parameterBounds.find(value.index);
    return parameter != emitter.parameterBounds.end() ? Bound(parameter->second) : std::nullopt;
  }
  if (depth > kMaximumDepth) return std::nullopt;
  return boundOfOperation(emitter, function[definition], depth);
}

}  // namespace

std::optional<std::int64_t> Emitter::lowerBound(ValueId value) const { return boundOf(*this, value, 0); }

}  // namespace pyrite::infer
