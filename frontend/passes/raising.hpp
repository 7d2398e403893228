// Which functions may raise, after a pass has added something that does.
#pragma once

#include "frontend/ir/module.hpp"

namespace pyrite::passes {

/// Whoever calls what may raise may raise, too.
void spreadRaising(ir::Module& module);

}  // namespace pyrite::passes
