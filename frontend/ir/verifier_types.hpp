// The type rules of operations (TypeRule in module.hpp), apart from the structure of the function.
#pragma once

#include <string>

#include "frontend/ir/module.hpp"

namespace pyrite::ir {

/// What is wrong with the instruction's types and attribute; empty when nothing is. Its operands exist and are of the number
/// that its shape demands.
std::string complaintAboutTypes(const Function& function, const Instruction& instruction, const Module* module);

/// Whether the instruction can leave through the error path.
bool mayRaise(const Instruction& instruction, const Module* module);

}  // namespace pyrite::ir
