// The text form reads back without loss.
#include "tests/cpp/ir/parsed.hpp"

namespace pyrite::ir {
namespace {

void expectReadsBack(const std::string& text) {
  const Module module = parsed(text);
  const std::string printed = print(module, Places::Printed);
  EXPECT_EQ(print(parsed(printed), Places::Printed), printed);
}

TEST(Text, KeepsEveryConstantToTheBit) {
  const std::string values[] = {"f64 0.1",
                                "f64 -0.0",
                                "f64 1e-310",
                                "f64 1.7976931348623157e308",
                                "f64 inf",
                                "f64 -inf",
                                "f64 nan",
                                "i64 -9223372036854775808",
                                "u64 -1",
                                "bool true",
                                "c128 complex(-0.0, inf)",
                                "f16 65504.0"};
  std::string text = "func @f() -> none {\nentry:\n";
  int number = 0;
  for (const std::string& value : values) text += "  %v" + std::to_string(number++) + " = const " + value + "\n";
  expectReadsBack(text + "  %n = zero none\n  return %n\n}");
  EXPECT_NE(print(parsed(text + "  %n = zero none\n  return %n\n}")).find("0.1\n"), std::string::npos);
}

TEST(Text, KeepsSitesDataAndAttributes) {
  expectReadsBack(R"ir(
    data 0 = array<f32,2,F,readonly> [1, 2] "0000803f00000040"
    site 0 = ValueError("quoted \"text\"", 1, 2.5, true, none, value) of tuple<i64> in "f" at "file.py" !3:4-3:9
    site 1 = KeyError #7 (#8)
    site 2 = TypeError(format("x is ", value 2 ".3f", "!")) of tuple<f64>
    func @f(%a: i64) -> none kernel inline fastmath=5 python="f" file="file.py" line=12 parameters="a" {
    entry: unwind "a block (with a strange name)"(%a)
      raise site:0, %a !1:2-3:4
    "a block (with a strange name)"(%b: i64):
      %0 = caught_error error
      raise_error %0
    })ir");
}

TEST(Text, LetsNamesBeUsedBeforeTheyAreDefined) {
  const Module module = parsed(
      "func @f(%a: i64) -> i64 {\nentry:\n  jump next(%a)\nnext(%b: i64):\n  %r = call i64 @g, %b\n  return %r\n}\n"
      "func @g(%x: i64) -> i64 {\nentry:\n  return %x\n}");
  EXPECT_EQ(module.functions.size(), 2u);
}

TEST(Text, SaysWhereItDoesNotParse) {
  const auto wrong = parse("func @f() -> i64 {\nentry:\n  %0 = nonsense i64 1\n}");
  ASSERT_FALSE(wrong.ok());
  EXPECT_EQ(wrong.error().kind, DiagnosticKind::Text);
  EXPECT_NE(wrong.error().message.find("line 3"), std::string::npos);
}

TEST(Text, RefusesDamagedText) {
  const std::string whole = print(parsed(R"(
    site 0 = ValueError("no")
    func @f(%a: i64, %c: bool) -> tuple<i64,f64> {
    entry:
      raise_if site:0, %c
      %0 = const f64 1.5
      %1 = make tuple<i64,f64> %a, %0
      branch %c, next(%1), other
    next(%2: tuple<i64,f64>):
      return %2
    other:
      return %1
    })"));
  // Whatever is cut off or changed: a module or a complaint, and nothing worse.
  for (std::size_t i = 0; i < whole.size(); ++i) {
    (void)parse(std::string_view(whole).substr(0, i)).ok();
    for (const char other : {'%', '(', '"', '9', '\0', '\n'}) {
      std::string changed = whole;
      changed[i] = other;
      (void)parse(changed).ok();
    }
  }
}

TEST(Text, RefusesNamesThatAreDefinedTwiceOrNever) {
  for (const char* wrong :
       {"func @f(%a: i64, %a: i64) -> i64 {\nentry:\n  return %a\n}", "func @f() -> i64 {\nentry:\n  return %a\n}",
        "func @f() -> i64 {\nentry:\n  jump nowhere\n}", "func @f() -> none {\nentry:\n  unreachable\nentry:\n  unreachable\n}",
        "func @f() -> i64 {\nentry:\n  %0 = call i64 @g\n  return %0\n}",
        "func @f() -> none {\nentry:\n  unreachable\n}\nfunc @f() -> none {\nentry:\n  unreachable\n}"})
    EXPECT_FALSE(parse(wrong).ok()) << wrong;
}

}  // namespace
}  // namespace pyrite::ir
