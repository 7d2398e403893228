// Pieces of the builtin functions on numbers that math functions use as well.
#pragma once

#include "frontend/infer/scalars.hpp"

namespace pyrite::infer {

/// A float without fraction as int64; ValueError for NaN and OverflowError beyond int64, as int() raises them.
ValueId wholeFromFloat(Scalars& scalars, ValueId value);

/// int(x) of a number: int64, or uint64 of one.
Result<ValueId> toPythonInt(Scalars& scalars, ValueId value);

Diagnostic wrongOperand(const Scalars& scalars, const Intrinsic& intrinsic, ValueId value, const char* expected);

}  // namespace pyrite::infer
