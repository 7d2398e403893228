// Recorded bytecode (.pyb): code objects of some interpreter as text, so that its dialect is tested where it is not at hand.
//
//   interpreter cpython 3.12.1 python 3.12      opens the file; "file NAME" is the source's
//   code NAME                                   begins a code object; those that it holds come before it
//   qualname, line, stack, flags, names, variables, cells, free, exceptions (hexadecimal), each where it says something;
//   arguments COUNT POSITIONAL-ONLY KEYWORD-ONLY
//   constant VALUE                              in order: None True 1 1.5 complex(0.0 2.0) "text\n" b"\xff" ... (1 2) {1 2}
//                                               slice(1 2 None), and code N: the N-th code object of the file
//    122 0 BINARY_OP +1 @4:11-16                an instruction: opcode, argument, the interpreter's name of the opcode, so
//                                               many inline caches, and its place (line:column-column or
//                                               line:column-line:column or line) where it differs from the one before;
//                                               the line is left out where it is that of the place before
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "frontend/bytecode/code_object.hpp"
#include "frontend/support/result.hpp"

namespace pyrite::bytecode {

struct RecordedCode {
  std::shared_ptr<const CodeObject> code;
  std::vector<std::string> opcodes;  // what the interpreter calls them, one for each code unit; empty for an inline cache
};

/// The code objects of a .pyb file, those that others hold before them. A Text diagnostic with the line when it does not parse.
Result<std::vector<RecordedCode>> parseRecorded(std::string_view text);

}  // namespace pyrite::bytecode
