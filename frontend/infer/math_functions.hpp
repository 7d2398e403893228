// When a function of the math module raises, and what.
#pragma once

#include "frontend/infer/scalars.hpp"

namespace pyrite::infer {

/// Arguments of math functions: integers count as float64, float32 stays. A TypingError when it is no real number.
Result<std::vector<ValueId>> floatArguments(Scalars& scalars, const Intrinsic& intrinsic, std::span<const ValueId> values);

void domainErrorIf(Scalars& scalars, ValueId condition);
void rangeErrorIf(Scalars& scalars, ValueId condition);
/// OverflowError where finite arguments gave an infinite result.
void refuseOverflow(Scalars& scalars, ValueId result, std::initializer_list<ValueId> arguments);

}  // namespace pyrite::infer
