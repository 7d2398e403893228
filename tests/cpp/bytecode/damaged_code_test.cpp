// Bytecode that no interpreter compiled: a clear refusal that names the place, never a crash.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "frontend/bytecode/instruction.hpp"
#include "frontend/bytecode/recorded.hpp"

namespace pyrite::bytecode {
namespace {

/// A function of CPython 3.12 with a constant, a name, a local and a stack of two.
CodeObject codeOf(std::initializer_list<int> units, std::string exceptionTable = "") {
  CodeObject code;
  code.interpreter = {"cpython", 3, 12, 1, 3, 12};
  code.name = "f";
  code.file = "x.py";
  code.firstLine = 7;
  code.stackSize = 2;
  code.constants.resize(1);
  code.names = {"abs"};
  code.variables = {"a"};
  for (int byte : units) code.code += static_cast<char>(byte);
  code.exceptionTable = std::move(exceptionTable);
  return code;
}

enum : int {
  kPop = 1,
  kNop = 9,
  kBinaryOp = 122,
  kJumpForward = 110,
  kJumpBackward = 140,
  kJumpIfFalse = 114,
  kLoadConst = 100,
  kLoadFast = 124,
  kLoadGlobal = 116,
  kLoadDeref = 137,
  kExtended = 144,
  kReturn = 83,
  kCopy = 120,
  kCompare = 107,
};

std::string decodingError(const CodeObject& code) {
  const auto decoded = decode(code);
  if (decoded.ok()) return "it decodes";
  EXPECT_EQ(decoded.error().kind, DiagnosticKind::Unsupported);
  EXPECT_EQ(decoded.error().span.line, 7);
  EXPECT_EQ(decoded.error().file, "x.py");
  EXPECT_EQ(decoded.error().function, "f");
  return decoded.error().message;
}

std::string depthError(const CodeObject& code) {
  const auto decoded = decode(code);
  if (!decoded.ok()) return "it does not decode: " + decoded.error().message;
  const auto depths = stackDepths(code, *decoded);
  if (depths.ok()) return "its depths are known";
  EXPECT_EQ(depths.error().kind, DiagnosticKind::Unsupported);
  EXPECT_EQ(depths.error().span.line, 7);
  return depths.error().message;
}

TEST(DamagedCode, OfAnUnknownInterpreterIsRefused) {
  CodeObject code = codeOf({kReturn, 0});
  code.interpreter = {"cpython", 3, 99, 0, 3, 99};
  const auto decoded = decode(code);
  ASSERT_FALSE(decoded.ok());
  EXPECT_EQ(decoded.error().message, "the bytecode of cpython 3.99.0 is not known");
}

TEST(DamagedCode, ThatIsCutOffIsRefused) {
  const std::string message = "the bytecode is damaged: it ends in the middle of an instruction";
  EXPECT_EQ(decodingError(codeOf({})), message);
  EXPECT_EQ(decodingError(codeOf({kReturn})), message);
  EXPECT_EQ(decodingError(codeOf({kLoadConst, 0, kExtended, 1})), message);
}

TEST(DamagedCode, WithAnUnknownOpcodeIsRefused) {
  EXPECT_EQ(decodingError(codeOf({254, 0})), "unknown opcode 254 of cpython 3.12");
  EXPECT_EQ(decodingError(codeOf({kExtended, 1, 254, 0})), "unknown opcode 254 of cpython 3.12");
  EXPECT_EQ(decodingError(codeOf({kBinaryOp, 77, kReturn, 0})), "operator 77 of BINARY_OP of cpython 3.12");
}

TEST(DamagedCode, WithAnArgumentTooLargeIsRefused) {
  EXPECT_EQ(decodingError(codeOf({kExtended, 15, kExtended, 255, kExtended, 255, kLoadConst, 255})),
            "the bytecode is damaged: LOAD_CONST at 6 has an operand out of range");
  EXPECT_EQ(decodingError(codeOf({kExtended, 16, kExtended, 0, kExtended, 0, kLoadConst, 255})),
            "the bytecode is damaged: an argument has too many bytes");
  EXPECT_EQ(decodingError(codeOf({kExtended, 1, kExtended, 1, kExtended, 1, kExtended, 1, kLoadConst, 0})),
            "the bytecode is damaged: an argument has too many bytes");
}

TEST(DamagedCode, WithAnOperandOutOfRangeIsRefused) {
  EXPECT_EQ(decodingError(codeOf({kLoadConst, 1, kReturn, 0})),
            "the bytecode is damaged: LOAD_CONST at 0 has an operand out of range");
  EXPECT_EQ(decodingError(codeOf({kLoadFast, 5, kReturn, 0})),
            "the bytecode is damaged: LOAD_FAST at 0 has an operand out of range");
  EXPECT_EQ(decodingError(codeOf({kLoadGlobal, 2, kReturn, 0})),
            "the bytecode is damaged: LOAD_GLOBAL at 0 has an operand out of range");
  EXPECT_EQ(decodingError(codeOf({kLoadDeref, 1, kReturn, 0})),
            "the bytecode is damaged: LOAD_DEREF at 0 has an operand out of range");
  EXPECT_EQ(decodingError(codeOf({kLoadConst, 0, kCopy, 0, kReturn, 0})),
            "the bytecode is damaged: COPY at 2 has an operand out of range");
  EXPECT_EQ(decodingError(codeOf({kCompare, 0x60, kReturn, 0})),
            "the bytecode is damaged: COMPARE_OP at 0 has an operand out of range");
}

TEST(DamagedCode, ThatJumpsOutOfItselfIsRefused) {
  const std::string message = "the bytecode is damaged: a jump leads out of the code";
  EXPECT_EQ(decodingError(codeOf({kJumpForward, 1, kReturn, 0})), message);
  EXPECT_EQ(decodingError(codeOf({kJumpForward, 200, kReturn, 0})), message);
  EXPECT_EQ(decodingError(codeOf({kJumpBackward, 2, kReturn, 0})), message);
}

TEST(DamagedCode, WithADamagedExceptionTableIsRefused) {
  const std::string message = "the bytecode is damaged: its exception table is out of range";
  EXPECT_EQ(decodingError(codeOf({kNop, 0, kReturn, 0}, "\x80\x01\x01")), message) << "cut off";
  EXPECT_EQ(decodingError(codeOf({kNop, 0, kReturn, 0}, std::string("\x80\x05\x01\x00", 4))), message) << "ends behind";
  EXPECT_EQ(decodingError(codeOf({kNop, 0, kReturn, 0}, std::string("\x80\x01\x09\x00", 4))), message) << "handler";
  EXPECT_EQ(decodingError(codeOf({kNop, 0, kReturn, 0}, std::string(20, '\xff'))), message) << "a number without end";
  EXPECT_EQ(decodingError(codeOf({kNop, 0, kReturn, 0}, std::string("\x80\x01\x01\x3e", 4))),
            "the bytecode is damaged: RETURN_VALUE at 2 ends code whose exception table is out of range");
}

TEST(DamagedCode, ThatTakesMoreThanTheStackHoldsIsRefused) {
  EXPECT_EQ(depthError(codeOf({kReturn, 0})), "the bytecode is damaged: RETURN_VALUE at 0 takes more than the stack holds");
  EXPECT_EQ(depthError(codeOf({kLoadConst, 0, kBinaryOp, 0, kReturn, 0})),
            "the bytecode is damaged: BINARY_OP at 2 takes more than the stack holds");
  EXPECT_EQ(depthError(codeOf({kLoadConst, 0, kCopy, 2, kReturn, 0})),
            "the bytecode is damaged: COPY at 2 takes more than the stack holds");
}

TEST(DamagedCode, WhoseStackGrowsInALoopIsRefused) {
  EXPECT_EQ(depthError(codeOf({kLoadConst, 0, kJumpBackward, 2, kReturn, 0})),
            "the bytecode is damaged: LOAD_CONST at 0 meets another way with a stack of another depth");
}

TEST(DamagedCode, WhoseStackIsTooDeepIsRefused) {
  CodeObject code = codeOf({});
  for (int i = 0; i < 40; ++i) code.code += std::string("\x64\0", 2);  // LOAD_CONST 0
  code.code += std::string("\x53\0", 2);
  EXPECT_EQ(depthError(code), "the bytecode is damaged: LOAD_CONST at 36 makes the stack too deep");
}

TEST(DamagedCode, ThatRunsPastItsEndIsRefused) {
  EXPECT_EQ(depthError(codeOf({kLoadConst, 0, kPop, 0})), "the bytecode is damaged: POP_TOP at 2 runs past the end");
  EXPECT_EQ(depthError(codeOf({kLoadConst, 0, kJumpIfFalse, 1, kNop, 0, kNop, 0})),
            "the bytecode is damaged: NOP at 6 runs past the end");
}

TEST(DamagedCode, ThatIsNeverReachedDoesNotMatter) {
  const CodeObject code = codeOf({kLoadConst, 0, kReturn, 0, kBinaryOp, 0});
  const auto decoded = decode(code);
  ASSERT_TRUE(decoded.ok());
  const auto depths = stackDepths(code, *decoded);
  ASSERT_TRUE(depths.ok());
  EXPECT_THAT(*depths, testing::ElementsAre(0, 1, -1));
}

}  // namespace
}  // namespace pyrite::bytecode
