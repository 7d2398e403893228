// The text of decoded code: one instruction a line with its index, then the protected ranges.
#include <array>
#include <string>

#include "frontend/bytecode/instruction.hpp"

namespace pyrite::bytecode {
namespace {

constexpr std::array kUnaryTexts{"+", "-", "not", "~"};
constexpr std::array kBinaryTexts{"+", "-", "*", "/", "//", "%", "**", "@", "<<", ">>", "&", "|", "^"};
constexpr std::array kCompareTexts{"<", "<=", "==", "!=", ">", ">="};

std::string operandText(const CodeObject& code, const Instruction& instruction) {
  const std::int32_t operand = instruction.operand;
  const auto index = static_cast<std::size_t>(operand);
  switch (operandKind(instruction.meaning)) {
    case OperandKind::None:
      return "";
    case OperandKind::Local:
      return code.variables[index];
    case OperandKind::Name:
      return code.names[index];
    case OperandKind::Cell: {
      const std::size_t cells = code.cellVariables.size();
      return index < cells ? code.cellVariables[index] : code.freeVariables[index - cells];
    }
    case OperandKind::UnaryOperator:
      return kUnaryTexts[index];
    case OperandKind::BinaryOperator:
      return kBinaryTexts[index];
    case OperandKind::CompareOperator:
      return kCompareTexts[index];
    case OperandKind::Target:
      return "-> " + std::to_string(operand);
    case OperandKind::Constant:
    case OperandKind::Integer:
    case OperandKind::Position:
    case OperandKind::Flag:
    case OperandKind::Count:
    case OperandKind::FunctionFlags:
    case OperandKind::FormatFlags:
      return std::to_string(operand);
  }
  return "";
}

}  // namespace

std::string print(const CodeObject& code, const DecodedCode& decoded) {
  std::string text;
  for (std::size_t i = 0; i < decoded.instructions.size(); ++i) {
    const Instruction& instruction = decoded.instructions[i];
    text += std::to_string(i) + ' ' + meaningName(instruction.meaning);
    if (const std::string operand = operandText(code, instruction); !operand.empty()) text += ' ' + operand;
    if (instruction.meaning == Meaning::Unsupported)
      text += std::string(" ") + opcodeName(code.interpreter, instruction.opcode);
    text += '\n';
  }
  for (const ProtectedRange& range : decoded.exceptionTable) {
    text += "protected " + std::to_string(range.begin) + " to " + std::to_string(range.end) + " -> " +
            std::to_string(range.handler);
    text += range.setup >= 0 ? ", set up at " + std::to_string(range.setup) : ", depth " + std::to_string(range.depth);
    text += range.pushLastInstruction ? ", pushes the place\n" : "\n";
  }
  return text;
}

}  // namespace pyrite::bytecode
