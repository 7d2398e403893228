// Checks that IR is well formed: definitions dominate uses, edges match parameters, every operation's types fit its rule.
#pragma once

#include "frontend/ir/module.hpp"
#include "frontend/support/result.hpp"

namespace pyrite::ir {

enum class Level : std::uint8_t { Generic, Typed };

Status verify(const Module& module, Level level);
Status verify(const Function& function, const Module* module, Level level);

}  // namespace pyrite::ir
