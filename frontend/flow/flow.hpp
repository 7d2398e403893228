// From normalised instructions to generic IR: the operand stack is executed away, variables become SSA values.
#pragma once

#include "frontend/bytecode/code_object.hpp"
#include "frontend/ir/module.hpp"
#include "frontend/support/result.hpp"

namespace pyrite::flow {

/// The body of `code` as a generic function whose entry parameters are the arguments in the order of co_varnames
/// (positional, keyword-only, *args, **kwargs). py.const indexes code.constants, py.deref the free variables.
Result<ir::Function> buildGeneric(const bytecode::CodeObject& code);

}  // namespace pyrite::flow
