// The value of a typed operation on constants, so that what is known at compile time stays a constant.
#pragma once

#include <optional>

#include "frontend/ir/module.hpp"

namespace pyrite::infer {

using types::Type;

/// `type` is that of the operands. nullopt: not folded (the operation is emitted).
std::optional<ir::Attribute> foldUnary(ir::Op op, Type type, const ir::Attribute& a);
std::optional<ir::Attribute> foldBinary(ir::Op op, Type type, const ir::Attribute& a, const ir::Attribute& b);
std::optional<ir::Attribute> foldCompare(ir::Op op, Type type, const ir::Attribute& a, const ir::Attribute& b);
std::optional<ir::Attribute> foldConvert(Type from, Type to, const ir::Attribute& a);

/// An integer cut to the width and sign of an integer type; uint64 keeps its bit pattern.
std::int64_t wrapInteger(std::int64_t value, Type type);

}  // namespace pyrite::infer
