// Declarations of every pass, from passes.def.
#pragma once

#include "frontend/ir/module.hpp"
#include "frontend/support/result.hpp"

namespace pyrite::passes {

#define PASS(name, function) Status function(ir::Module& module);
#include "frontend/passes/passes.def"
#undef PASS

}  // namespace pyrite::passes
