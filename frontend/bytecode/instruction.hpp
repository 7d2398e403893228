// Normalised instructions and the exception table: what leaves this folder, the same for every interpreter.
#pragma once

#include <cstdint>
#include <vector>

#include "frontend/bytecode/code_object.hpp"
#include "frontend/support/result.hpp"
#include "frontend/support/span.hpp"

namespace pyrite::bytecode {

enum class OperandKind : std::uint8_t {
  None,
  Constant,
  Integer,
  Position,  // of an entry of the stack: 1 is the top
  Local,
  Name,
  Cell,
  UnaryOperator,
  BinaryOperator,
  CompareOperator,
  Flag,
  Count,
  FunctionFlags,
  FormatFlags,
  Target,
};

enum class Meaning : std::uint8_t {
#define MEANING(Name, Text, Operand, Pops, Pushes) Name,
#include "frontend/bytecode/meanings.def"
#undef MEANING
};

enum class UnaryOperator : std::uint8_t { Positive, Negative, Not, Invert };
enum class BinaryOperator : std::uint8_t {
  Add,
  Subtract,
  Multiply,
  TrueDivide,
  FloorDivide,
  Remainder,
  Power,
  MatrixMultiply,
  LeftShift,
  RightShift,
  And,
  Or,
  Xor,
};
enum class CompareOperator : std::uint8_t { Less, LessEqual, Equal, NotEqual, Greater, GreaterEqual };
/// Operands of CallIntrinsic1/2 after normalisation.
enum class Intrinsic : std::uint8_t { Print, ImportStar, StopIterationError, AsyncGenWrap, UnaryPositive, ListToTuple, Other };
/// Bits of MakeFunction / SetFunctionAttribute.
enum FunctionFlag : std::int32_t { kDefaults = 1, kKeywordDefaults = 2, kAnnotations = 4, kClosure = 8, kAnnotate = 16 };

/// Which of the frame's locals a 3.11+ "fast local" index means is already resolved: Local operands index
/// CodeObject::variables, Cell operands index cellVariables followed by freeVariables.
struct Instruction {
  Meaning meaning = Meaning::Nop;
  std::int32_t operand = 0;
  std::int32_t offset = 0;  // byte offset in co_code of the instruction it came from (for messages)
  std::int32_t opcode = 0;  // the interpreter's own number (for messages)
  Span span;
};

/// Instructions [begin, end) are protected: an exception cuts the stack to `depth` values, pushes the exception
/// (after the instruction's offset when `pushLastInstruction`), and continues at `handler`.
struct ProtectedRange {
  std::int32_t begin = 0, end = 0, handler = 0, depth = 0;
  bool pushLastInstruction = false;
  /// Interpreters with block-setup opcodes: the instruction that sets the block up. The depth is the stack's there, the
  /// exception takes so many entries of it, and is the handled one from the handler's first instruction on.
  std::int32_t setup = -1, values = 1;
};

struct DecodedCode {
  std::vector<Instruction> instructions;
  std::vector<ProtectedRange> exceptionTable;  // innermost range first where they nest
};

/// Name of the opcode in that interpreter's own table, e.g. "LOAD_FAST_BORROW", for messages.
const char* opcodeName(const Interpreter& interpreter, int opcode);
/// "cpython 3.12"
const char* dialectName(const Interpreter& interpreter);
const char* meaningName(Meaning meaning);
OperandKind operandKind(Meaning meaning);

/// After it control goes nowhere in this code.
/// Sends until the receiver has ended, then jumps: the loop that yields what it gives is part of it.
inline bool sends(Meaning meaning) { return meaning == Meaning::Send || meaning == Meaning::SendLeaving; }

inline bool leavesFunction(Meaning meaning) {
  return meaning == Meaning::Return || meaning == Meaning::ReturnConst || meaning == Meaning::Raise ||
         meaning == Meaning::Reraise;
}

/// Decodes with the dialect of the code's interpreter. Unknown interpreter or opcode: UnsupportedError. Reachable only: an
/// opcode of meaning Unsupported is kept as an instruction and refused by flow when it is reached. Damaged code is refused:
/// every operand of the result is in its range, every jump and handler leads to an instruction.
Result<DecodedCode> decode(const CodeObject& code);

/// The refusal of an instruction that no interpreter compiled: "the bytecode is damaged: POP_TOP at 4 " and what it does.
Diagnostic damaged(const CodeObject& code, const Instruction& instruction, const char* what);

/// Entries that the stack may hold beyond co_stacksize: an exception's, the NULL beside an iterator.
constexpr std::int32_t kSpareStack = 16;

/// The depth of the operand stack before each instruction, -1 where no way leads that is known. Refused as damaged: taking
/// more than there is, more than co_stacksize, two depths where ways meet, running past the last instruction.
Result<std::vector<std::int32_t>> stackDepths(const CodeObject& code, const DecodedCode& decoded);

/// The instructions, one a line, and the exception table.
std::string print(const CodeObject& code, const DecodedCode& decoded);

}  // namespace pyrite::bytecode
