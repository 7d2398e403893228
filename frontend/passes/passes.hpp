// The passes over typed IR and the order they run in. Each pass keeps the module verifiable.
#pragma once

#include <string_view>
#include <vector>

#include "frontend/ir/module.hpp"
#include "frontend/support/result.hpp"

namespace pyrite::passes {

/// The standard order, from what inference emits to what targets lower.
Status runStandardPasses(ir::Module& module);

/// One pass by name, for `pyrite-opt` and the file tests; a Text diagnostic when there is none of that name.
Status runPass(std::string_view name, ir::Module& module);
std::vector<std::string_view> passNames();

}  // namespace pyrite::passes
