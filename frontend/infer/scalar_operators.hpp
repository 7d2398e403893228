// Pieces of the scalar operators that builtins and math functions use as well.
#pragma once

#include "frontend/infer/scalars.hpp"

namespace pyrite::infer {

/// The type in which an arithmetic operator works on two numbers.
Type operandType(const Scalars& scalars, ValueId a, ValueId b);

/// Of two whole numbers for bitwise operators: uint64 when both count as that, else int64.
Type wholeOperandType(const Scalars& scalars, ValueId a, ValueId b);

/// a ** b and pow(a, b).
Result<ValueId> scalarPower(Scalars& scalars, ValueId a, ValueId b);

}  // namespace pyrite::infer
