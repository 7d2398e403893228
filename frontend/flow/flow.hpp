// From normalised instructions to generic IR: the operand stack is executed away, variables become SSA values.
#pragma once

#include <span>

#include "frontend/bytecode/code_object.hpp"
#include "frontend/ir/module.hpp"
#include "frontend/support/result.hpp"

namespace pyrite::flow {

/// A loop that has a copy of its body for each item: the number of its head among the code's blocks.
struct UnrolledLoop {
  std::uint32_t header = 0, count = 0;
};
/// The head among the code's blocks that a block of the generic function stands for.
std::uint32_t codeBlockOf(ir::BlockId block);

/// The body of `code` as a generic function whose entry parameters are the arguments in the order of co_varnames
/// (positional, keyword-only, *args, **kwargs). py.const indexes code.constants, py.deref the free variables.
/// The loops are unrolled one after the other: the numbers of later ones count the copies of earlier ones. What is assigned to
/// a typed variable goes through a py.assign.
Result<ir::Function> buildGeneric(const bytecode::CodeObject& code, std::span<const UnrolledLoop> unrolled = {},
                                  std::span<const std::string> typedVariables = {});

}  // namespace pyrite::flow
