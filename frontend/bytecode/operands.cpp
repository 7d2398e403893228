// Every operand of decoded code is in the range of what it indexes, so that nothing behind has to ask.
#include <optional>
#include <string>

#include "frontend/bytecode/dialect.hpp"

namespace pyrite::bytecode {
namespace {

/// What the operand has to be less than; nullopt: any number from 0 on.
std::optional<std::size_t> limitOf(OperandKind kind, const CodeObject& code, const DecodedCode& decoded) {
  constexpr std::size_t kFlags = 2, kUnaryOperators = 4, kBinaryOperators = 13, kCompareOperators = 6, kFunctionFlags = 32;
  switch (kind) {
    case OperandKind::Constant:
      return code.constants.size();
    case OperandKind::Local:
      return code.variables.size();
    case OperandKind::Name:
      return code.names.size();
    case OperandKind::Cell:
      return code.cellVariables.size() + code.freeVariables.size();
    case OperandKind::UnaryOperator:
      return kUnaryOperators;
    case OperandKind::BinaryOperator:
      return kBinaryOperators;
    case OperandKind::CompareOperator:
      return kCompareOperators;
    case OperandKind::Flag:
      return kFlags;
    case OperandKind::FunctionFlags:
      return kFunctionFlags;
    case OperandKind::Target:
      return decoded.instructions.size();
    case OperandKind::None:
    case OperandKind::Integer:
    case OperandKind::Position:
    case OperandKind::Count:
    case OperandKind::FormatFlags:
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

Diagnostic damaged(const CodeObject& code, const Instruction& instruction, const char* what) {
  Diagnostic diagnostic;
  diagnostic.kind = DiagnosticKind::Unsupported;
  diagnostic.message = std::string("the bytecode is damaged: ") + opcodeName(code.interpreter, instruction.opcode) + " at " +
                       std::to_string(instruction.offset) + ' ' + what;
  diagnostic.span = instruction.span;
  diagnostic.file = code.file;
  diagnostic.function = code.name;
  return diagnostic;
}

Status checkOperands(const CodeObject& code, const DecodedCode& decoded) {
  for (const Instruction& instruction : decoded.instructions) {
    const OperandKind kind = operandKind(instruction.meaning);
    const auto limit = limitOf(kind, code, decoded);
    const std::int32_t least = kind == OperandKind::Position ? 1 : 0;
    if (instruction.operand >= least && (!limit || static_cast<std::size_t>(instruction.operand) < *limit)) continue;
    return damaged(code, instruction, kind == OperandKind::Target ? "jumps out of the code" : "has an operand out of range");
  }
  const auto count = std::ssize(decoded.instructions);
  for (const ProtectedRange& range : decoded.exceptionTable) {
    const bool isInside = range.begin >= 0 && range.begin < range.end && range.end <= count;
    if (isInside && range.handler >= 0 && range.handler < count && range.depth <= code.stackSize) continue;
    return damaged(code, decoded.instructions.back(), "ends code whose exception table is out of range");
  }
  return success();
}

}  // namespace pyrite::bytecode
