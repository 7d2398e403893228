// Runs typed IR directly: the meaning of every operation, and the oracle of the `run` tests. Slow and strict.
#pragma once

#include <memory>

#include "frontend/ir/module.hpp"
#include "frontend/support/result.hpp"

namespace pyrite::ir {

/// A run-time value: a number, an aggregate of values, or a reference to array memory.
struct RunValue {
  std::variant<std::monostate, bool, std::int64_t, std::uint64_t, double, std::complex<double>> scalar;
  std::vector<RunValue> parts;  // aggregates, array descriptors
  std::shared_ptr<std::string>
      memory;               // owner or pointer: the block it points into (array memory is at element granularity bytes)
  std::int64_t offset = 0;  // pointer: byte offset in the block
  std::shared_ptr<std::vector<RunValue>> items;  // box, list: its fields, its items
};

struct Outcome {
  RunValue value;
  std::string exception;                     // its class, when the function left by an exception
  const RaiseSite* raised = nullptr;         // where, unless the runtime raised it
  std::int64_t allocated = 0, released = 0;  // counted blocks made and freed: equal when nothing leaks and nothing is returned
};

/// Evaluates `function` with `arguments`; a Text diagnostic after `stepLimit` instructions.
Result<Outcome> evaluate(const Module& module, FunctionId function, std::span<const RunValue> arguments,
                         std::int64_t stepLimit = 10'000'000);

}  // namespace pyrite::ir
