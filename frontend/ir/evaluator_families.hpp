// The families of operations without effects. Each function computes the operations that are its own and says whether the
// given one is.
#pragma once

#include "frontend/ir/run_values.hpp"

namespace pyrite::ir {

/// A pure operation about to be computed.
struct PureOperation {
  Op op;
  Type type;                                // of the result
  Type operandType;                         // of the first operand
  std::span<const RunValue* const> operands;
  const Attribute& attribute;
  const RunValue& operator[](std::size_t index) const { return *operands[index]; }
};

bool evaluateIntegers(const PureOperation& operation, RunValue& result);
bool evaluateFloats(const PureOperation& operation, RunValue& result);
bool evaluateComplex(const PureOperation& operation, RunValue& result);
bool evaluateMath(const PureOperation& operation, RunValue& result);
bool evaluateCompare(const PureOperation& operation, RunValue& result);
bool evaluateConvert(const PureOperation& operation, RunValue& result);
bool evaluateAggregates(const PureOperation& operation, RunValue& result);

}  // namespace pyrite::ir
