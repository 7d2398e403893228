// The reader of recorded bytecode: what it understands, and what it says about a file that is damaged.
#include "frontend/bytecode/recorded.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tests/cpp/bytecode/recordings.hpp"

namespace pyrite::bytecode {
namespace {

const std::string kOpening = "interpreter cpython 3.12.1 python 3.12\nfile corpus/x.py\n";
const std::string kInstruction = " 83 0 RETURN_VALUE @2:4-10\n";

std::vector<RecordedCode> parsed(const std::string& text) {
  auto codes = parseRecorded(text);
  EXPECT_TRUE(codes.ok()) << (codes.ok() ? "" : codes.error().message);
  return codes.ok() ? *std::move(codes) : std::vector<RecordedCode>();
}

std::string errorOf(const std::string& text) {
  const auto codes = parseRecorded(text);
  EXPECT_FALSE(codes.ok());
  if (codes.ok()) return "";
  EXPECT_EQ(codes.error().kind, DiagnosticKind::Text);
  EXPECT_GT(codes.error().span.line, 0);
  return codes.error().message;
}

Constant constantOf(const std::string& text) {
  const auto codes = parsed(kOpening + "code f\nconstant " + text + "\n" + kInstruction);
  return codes.empty() || codes[0].code->constants.empty() ? Constant{} : codes[0].code->constants[0];
}

std::string errorOfConstant(const std::string& text) { return errorOf(kOpening + "code f\nconstant " + text + "\n"); }

TEST(RecordedBytecode, SaysEverythingAboutACodeObject) {
  const auto codes = parsed(kOpening +
                            "\ncode f\nqualname C.f\nline 3\narguments 2 1 1\nstack 4\nflags varargs varkeywords generator\n"
                            "names abs math\nvariables a b c args kwargs\ncells a\nfree x y\nexceptions 82ff00\n"
                            "constant None\n"
                            " 116 1 LOAD_GLOBAL +4 @4:2-9\n 83 0 RETURN_VALUE @:3-5:1\n 9 0 NOP\n 9 0 NOP @0\n");
  ASSERT_EQ(codes.size(), 1u);
  const CodeObject& code = *codes[0].code;
  EXPECT_EQ(code.interpreter.implementation, "cpython");
  EXPECT_EQ(code.interpreter.minor, 12);
  EXPECT_EQ(code.interpreter.micro, 1);
  EXPECT_EQ(code.interpreter.pythonMinor, 12);
  EXPECT_EQ(code.file, "corpus/x.py");
  EXPECT_EQ(code.name, "f");
  EXPECT_EQ(code.qualname, "C.f");
  EXPECT_EQ(code.firstLine, 3);
  EXPECT_EQ(code.argumentCount, 2);
  EXPECT_EQ(code.positionalOnlyCount, 1);
  EXPECT_EQ(code.keywordOnlyCount, 1);
  EXPECT_EQ(code.stackSize, 4);
  EXPECT_TRUE(code.hasVarArgs && code.hasVarKeywords && code.isGenerator);
  EXPECT_FALSE(code.isCoroutine);
  EXPECT_THAT(code.names, testing::ElementsAre("abs", "math"));
  EXPECT_THAT(code.variables, testing::ElementsAre("a", "b", "c", "args", "kwargs"));
  EXPECT_THAT(code.cellVariables, testing::ElementsAre("a"));
  EXPECT_THAT(code.freeVariables, testing::ElementsAre("x", "y"));
  EXPECT_EQ(code.exceptionTable, std::string("\x82\xff\0", 3));
  EXPECT_EQ(code.code, std::string("\x74\x01\0\0\0\0\0\0\0\0\x53\0\x09\0\x09\0", 16));
  EXPECT_THAT(codes[0].opcodes, testing::ElementsAre("LOAD_GLOBAL", "", "", "", "", "RETURN_VALUE", "NOP", "NOP"));
  const Span first{4, 4, 2, 9}, second{4, 5, 3, 1}, last{0, 0, -1, -1};
  EXPECT_THAT(code.spans, testing::ElementsAre(first, first, first, first, first, second, second, last));
}

TEST(RecordedBytecode, ReadsEveryKindOfConstant) {
  EXPECT_TRUE(std::holds_alternative<NoneConstant>(constantOf("None").value));
  EXPECT_TRUE(std::holds_alternative<EllipsisConstant>(constantOf("...").value));
  EXPECT_TRUE(std::get<bool>(constantOf("True").value));
  EXPECT_EQ(std::get<IntConstant>(constantOf("-5").value).value, -5);
  EXPECT_EQ(std::get<double>(constantOf("-2.5e-300").value), -2.5e-300);
  EXPECT_TRUE(std::signbit(std::get<double>(constantOf("-0.0").value)));
  EXPECT_TRUE(std::isinf(std::get<double>(constantOf("inf").value)));
  EXPECT_TRUE(std::isnan(std::get<double>(constantOf("nan").value)));
  EXPECT_EQ(std::get<ComplexConstant>(constantOf("complex(1.5 -2.0)").value).imag, -2.0);
  EXPECT_EQ(std::get<std::string>(constantOf(R"("a b \"\\\n\xc3\xa9")").value), "a b \"\\\n\xc3\xa9");
  EXPECT_EQ(std::get<BytesConstant>(constantOf(R"(b"\x00\xff")").value).bytes, std::string("\0\xff", 2));
  const auto tuple = std::get<TupleConstant>(constantOf("(1 (2 \"x)\") {3 4} ())").value);
  ASSERT_EQ(tuple.items.size(), 4u);
  EXPECT_EQ(std::get<std::string>(std::get<TupleConstant>(tuple.items[1].value).items[1].value), "x)");
  EXPECT_TRUE(std::get<TupleConstant>(tuple.items[2].value).isFrozenSet);
  EXPECT_EQ(std::get<SliceConstant>(constantOf("slice(1 None 2)").value).items.size(), 3u);
}

TEST(RecordedBytecode, KeepsIntegersBeyond64Bits) {
  const auto least = std::get<IntConstant>(constantOf("-9223372036854775808").value);
  EXPECT_EQ(least.value, INT64_MIN);
  const auto unsignedOne = std::get<IntConstant>(constantOf("18446744073709551615").value);
  EXPECT_TRUE(unsignedOne.isUnsigned);
  EXPECT_EQ(unsignedOne.value, -1);
  EXPECT_EQ(std::get<IntConstant>(constantOf("18446744073709551616").value).digits, "18446744073709551616");
  EXPECT_EQ(std::get<IntConstant>(constantOf("-9223372036854775809").value).digits, "-9223372036854775809");
}

TEST(RecordedBytecode, HoldsInnerCodeObjectsAsConstants) {
  const auto codes = parsed(kOpening + "code inner\n" + kInstruction + "code outer\nconstant code 0\n" + kInstruction);
  ASSERT_EQ(codes.size(), 2u);
  EXPECT_EQ(std::get<std::shared_ptr<const CodeObject>>(codes[1].code->constants[0].value), codes[0].code);
}

TEST(RecordedBytecode, IsReadFromEveryFileOfTheCorpus) {
  EXPECT_EQ(recordedDialects().size(), 9u);
  for (const std::string& dialect : recordedDialects()) EXPECT_GE(recordingsOf(dialect).size(), 20u) << dialect;
}

TEST(DamagedRecording, IsRefusedWithItsLine) {
  EXPECT_EQ(errorOf("code f\n"), "line 1: the interpreter has to be named first");
  EXPECT_EQ(errorOf("interpreter cpython 3.12 python 3.12\n"), "line 1: a number from 0 to 1000 is expected, not ''");
  EXPECT_EQ(errorOf("interpreter cpython 3.12.1.4 python 3.12\n"), "line 1: a version has 3 parts");
  EXPECT_EQ(errorOf("interpreter cpython 3.12.1\n"), "line 1: the version of the language is expected");
  EXPECT_EQ(errorOf(kOpening + "names a b\n"), "line 3: 'names' stands outside of a code object");
  EXPECT_EQ(errorOf(kOpening + kInstruction), "line 3: an instruction stands outside of a code object");
  EXPECT_EQ(errorOf(kOpening + "code f\nnames a\n"), "line 4: the code object before has no instructions");
  EXPECT_EQ(errorOf(kOpening + "code\n"), "line 3: a name is expected");
  EXPECT_EQ(errorOf(kOpening + "code f\nfoo 1\n"), "line 4: 'foo' is no part of a code object");
  EXPECT_EQ(errorOf(kOpening + "code f\nflags slow\n"), "line 4: 'slow' is no flag of a code object");
  EXPECT_EQ(errorOf(kOpening + "code f\narguments 1 2 0\n"), "line 4: a number from 0 to 1 is expected, not '2'");
  EXPECT_EQ(errorOf(kOpening + "code f\nexceptions 8\n"), "line 4: bytes are written as pairs of hexadecimal digits");
}

TEST(DamagedRecording, HasNoHalfInstructions) {
  const std::string opening = kOpening + "code f\n";
  EXPECT_EQ(errorOf(opening + " 256 0 NOP\n"), "line 4: a number from 0 to 255 is expected, not '256'");
  EXPECT_EQ(errorOf(opening + " 9\n"), "line 4: a number from 0 to 255 is expected, not ''");
  EXPECT_EQ(errorOf(opening + " 9 0\n"), "line 4: an instruction is expected: opcode, argument, name");
  EXPECT_EQ(errorOf(opening + " 9 0 NOP what\n"), "line 4: an instruction is expected: opcode, argument, name");
  EXPECT_EQ(errorOf(opening + " 9 0 NOP +0\n"), "line 4: a number from 1 to 255 is expected, not '0'");
  EXPECT_EQ(errorOf(opening + " 9 0 NOP @3:4\n"), "line 4: a place has two columns or none");
  EXPECT_EQ(errorOf(opening + " 9 0 NOP @x\n"), "line 4: a number from 0 to 2147483647 is expected, not 'x'");
}

TEST(DamagedRecording, HasNoHalfConstants) {
  EXPECT_EQ(errorOfConstant("(1 2"), "line 4: a constant does not end");
  EXPECT_EQ(errorOfConstant("\"x"), "line 4: a text does not end");
  EXPECT_EQ(errorOfConstant(R"("\q")"), "line 4: an unknown escape in a text");
  EXPECT_EQ(errorOfConstant(R"("\x4")"), "line 4: \\x wants two hexadecimal digits");
  EXPECT_EQ(errorOfConstant("1 2"), "line 4: something follows the constant: 2");
  EXPECT_EQ(errorOfConstant("spam"), "line 4: 'spam' is no constant");
  EXPECT_EQ(errorOfConstant("code 0"), "line 4: a code object that has not come yet");
  EXPECT_EQ(errorOfConstant("slice(1 2)"), "line 4: a slice has three parts");
  EXPECT_EQ(errorOfConstant("complex(1.0)"), "line 4: a complex number has two parts");
  EXPECT_EQ(errorOfConstant(std::string(100000, '(')), "line 4: a constant is nested too deeply");
}

}  // namespace
}  // namespace pyrite::bytecode
