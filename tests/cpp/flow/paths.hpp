// The ways through a generic function, as text: what is computed in which order, whatever its blocks look like. Interpreters
// lay out and duplicate blocks differently, so it is the ways that must be equal where the source is.
#pragma once

#include <set>
#include <string>

#include "frontend/bytecode/code_object.hpp"
#include "frontend/ir/module.hpp"

namespace pyrite::flow {

/// Every way with at most so many branches, once without an exception and once with each of its operations raising one.
std::set<std::string> pathsOf(const bytecode::CodeObject& code, const ir::Function& function, int branches);

}  // namespace pyrite::flow
