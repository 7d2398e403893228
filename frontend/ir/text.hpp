// The text form of the IR: written and read back without loss. Values print as %0, %1 … in order of definition (named in
// hand-written input if one likes: %n), blocks by name. Line breaks and indentation mean nothing; ';' begins a comment.
#pragma once

#include "frontend/ir/module.hpp"
#include "frontend/support/result.hpp"

namespace pyrite::ir {

/// Source places of instructions ("!line:column-endLine:endColumn" after each) are left out unless asked for.
enum class Places : std::uint8_t { Omitted, Printed };

std::string print(const Module& module, Places places = Places::Omitted);
std::string print(const Function& function, const Module* module = nullptr, Places places = Places::Omitted);
/// One instruction, without indentation or line break, as it stands in the text of its function.
std::string print(const Function& function, const Instruction& instruction, const Module* module = nullptr);

/// What spans the parsed instructions get: those written in the text, or the places of the instructions in the text itself.
enum class Spans : std::uint8_t { AsWritten, OfTheText };

/// A Text diagnostic with line and column when the text does not parse. What it means is the verifier's business.
Result<Module> parse(std::string_view text, Spans spans = Spans::AsWritten);

}  // namespace pyrite::ir
