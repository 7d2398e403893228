// Builds the generic function of a code object.
#include "frontend/flow/flow.hpp"

#include "frontend/flow/translate.hpp"
#include "frontend/flow/unroll.hpp"

namespace pyrite::flow {

std::uint32_t codeBlockOf(ir::BlockId block) { return block.index - 1; }

Result<ir::Function> buildGeneric(const bytecode::CodeObject& code, std::span<const UnrolledLoop> unrolled,
                                  std::span<const std::string> typedVariables) {
  auto fail = [&](std::string what) {
    Diagnostic diagnostic;
    diagnostic.kind = DiagnosticKind::Unsupported;
    diagnostic.message = std::move(what);
    diagnostic.span.line = diagnostic.span.endLine = code.firstLine;
    diagnostic.file = code.file;
    diagnostic.function = code.name;
    return diagnostic;
  };
  if (code.isCoroutine) return fail("async functions are not compiled");
  PYRITE_TRY(const bytecode::DecodedCode decoded, bytecode::decode(code));
  PYRITE_TRY_STATUS(bytecode::stackDepths(code, decoded));
  CodeBlocks blocks = findBlocks(decoded);
  for (const UnrolledLoop& loop : unrolled)
    if (!unrollLoop(blocks, loop)) return fail("loops over items that differ in type are too many or too large to be unrolled");
  ir::Function function;
  function.name = code.qualname.empty() ? code.name : code.qualname;
  function.pythonName = code.name;
  function.file = code.file;
  function.line = code.firstLine;
  function.isGenerator = code.isGenerator;
  PYRITE_TRY_STATUS(Translator(code, decoded, blocks, function, typedVariables).run());
  return function;
}

}  // namespace pyrite::flow
