// The text form of the IR: written and read back without loss. Values print as %0, %1 … in order of definition (named in
// hand-written input if one likes: %n), blocks by name.
#pragma once

#include "frontend/ir/module.hpp"
#include "frontend/support/result.hpp"

namespace pyrite::ir {

std::string print(const Module& module);
std::string print(const Function& function, const Module* module = nullptr);
Result<Module> parse(std::string_view text);

}  // namespace pyrite::ir
