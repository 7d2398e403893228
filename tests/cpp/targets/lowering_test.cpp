// The LLVM IR that small modules become, before LLVM optimises it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cpu/cpu.hpp"
#include "frontend/ir/text.hpp"
#include "frontend/ir/verifier.hpp"

namespace pyrite::targets {
namespace {

using testing::AllOf;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;

std::string lowered(const std::string& text) {
  const auto module = ir::parse(text);
  if (!module.ok()) return module.error().message;
  if (Status status = ir::verify(*module, ir::Level::Typed); !status.ok()) return status.error().message;
  CompileOptions options;
  options.keepText = true;
  const auto artifact = cpu::hostTarget().compile(*module, options);
  return artifact.ok() ? artifact->stages.at("llvm") : artifact.error().message;
}

/// The function @f alone.
std::string function(const std::string& text) {
  std::string all = lowered(text);
  const std::size_t begin = all.find(".f(");
  if (begin == std::string::npos) return all;
  const std::size_t line = all.rfind('\n', begin) + 1;
  return all.substr(line, all.find("\n}\n", begin) - line);
}

std::string ofBinary(const std::string& operation, const std::string& type, const std::string& result = "") {
  const std::string given = result.empty() ? type : result;
  return function("func @f(%a: " + type + ", %b: " + type + ") -> " + given + " noraise {\nentry:\n  %0 = " + operation + " " +
                  given + " %a, %b\n  return %0\n}");
}

TEST(Lowering, GuardsDivisionByZeroAndOfTheLeastInteger) {
  const std::string quotient = ofBinary("floordiv", "i64");
  EXPECT_THAT(quotient, AllOf(HasSubstr("icmp eq i64 %1, 0"), HasSubstr("icmp eq i64 %1, -1")));
  EXPECT_THAT(quotient, Not(HasSubstr("sdiv i64 %0, %1")));
  EXPECT_THAT(ofBinary("floordiv", "u64"), AllOf(HasSubstr("udiv"), Not(HasSubstr("-1"))));
}

TEST(Lowering, KnowsDivisorsThatNeedNoGuard) {
  const std::string quotient = function(R"(
    func @f(%a: i64) -> i64 noraise {
    entry:
      %0 = const i64 8
      %1 = floordiv i64 %a, %0
      return %1
    })");
  EXPECT_THAT(quotient, AllOf(HasSubstr("sdiv i64 %0, 8"), Not(HasSubstr("icmp eq"))));
}

TEST(Lowering, GuardsWideShifts) {
  EXPECT_THAT(ofBinary("shl", "i32"), AllOf(HasSubstr("icmp ugt i32 %1, 31"), HasSubstr("select")));
  EXPECT_THAT(ofBinary("shr", "i32"), AllOf(HasSubstr("ashr"), HasSubstr("select i1")));
  EXPECT_THAT(ofBinary("shr", "u32"), HasSubstr("lshr"));
}

TEST(Lowering, LetsIntegersWrap) {
  for (const char* operation : {"add", "sub", "mul"})
    EXPECT_THAT(ofBinary(operation, "i64"), AllOf(Not(HasSubstr("nsw")), Not(HasSubstr("nuw")))) << operation;
}

TEST(Lowering, ComparesByTheSortOfNumber) {
  EXPECT_THAT(ofBinary("lt", "i8", "bool"), HasSubstr("icmp slt"));
  EXPECT_THAT(ofBinary("lt", "u8", "bool"), HasSubstr("icmp ult"));
  EXPECT_THAT(ofBinary("lt", "f64", "bool"), HasSubstr("fcmp olt"));
  EXPECT_THAT(ofBinary("ne", "f64", "bool"), HasSubstr("fcmp une"));
  EXPECT_THAT(ofBinary("ne", "c128", "bool"), AllOf(HasSubstr("fcmp une"), HasSubstr("or i1")));
}

TEST(Lowering, SaturatesFloatsToIntegers) {
  EXPECT_THAT(function("func @f(%a: f64) -> i8 noraise {\nentry:\n  %0 = convert i8 %a\n  return %0\n}"),
              HasSubstr("@llvm.fptosi.sat.i8.f64"));
  EXPECT_THAT(function("func @f(%a: f32) -> u64 noraise {\nentry:\n  %0 = convert u64 %a\n  return %0\n}"),
              HasSubstr("@llvm.fptoui.sat.i64.f32"));
}

TEST(Lowering, IsStrictAboutFloatsUnlessItIsTold) {
  const std::string sum = "(%a: f64) -> f64 noraise", body = " {\nentry:\n  %0 = add f64 %a, %a\n  return %0\n}";
  EXPECT_THAT(function("func @f" + sum + body), HasSubstr("= fadd double"));
  EXPECT_THAT(function("func @f" + sum + " fastmath=1" + body), HasSubstr("= fadd reassoc double"));
  EXPECT_THAT(function("func @f" + sum + " fastmath=127" + body), HasSubstr("= fadd fast double"));
}

TEST(Lowering, CallsIntrinsicsAndTheLibrary) {
  EXPECT_THAT(function("func @f(%a: f64) -> f64 noraise {\nentry:\n  %0 = sqrt f64 %a\n  return %0\n}"),
              HasSubstr("call double @llvm.sqrt.f64(double %0)"));
  EXPECT_THAT(function("func @f(%a: f32) -> f32 noraise {\nentry:\n  %0 = expm1 f32 %a\n  return %0\n}"),
              HasSubstr("call float @expm1f(float %0)"));
}

TEST(Lowering, SquaresByMultiplication) {
  const std::string square = function(R"(
    func @f(%a: f64) -> f64 noraise {
    entry:
      %0 = const f64 2.0
      %1 = pow f64 %a, %0
      return %1
    })");
  EXPECT_THAT(square, AllOf(HasSubstr("fmul double %0, %0"), Not(HasSubstr("pow"))));
}

constexpr const char* kRaising = R"(
  site 0 = ValueError()
  func @f(%a: i64, %c: bool) -> i64 {
  entry:
    raise_if site:0, %c
    return %a
  })";

TEST(Errors, AreAStatusBesideTheResult) {
  const std::string text = function(kRaising);
  EXPECT_THAT(text, HasSubstr("{ i64, i32 }"));
  EXPECT_THAT(text, HasSubstr("phi i32 [ 1, %raise ]"));  // the first site's number, and one
  EXPECT_THAT(text, HasSubstr("!prof"));                  // errors are rare
}

TEST(Errors, CostNothingWhereThereAreNone) {
  EXPECT_THAT(ofBinary("add", "i64"), AllOf(Not(HasSubstr("i32")), Not(HasSubstr("br "))));
}

TEST(Errors, ThatNeverHappenAreNotLowered) {
  const std::string text = function(R"(
    site 0 = ValueError()
    func @f(%a: i64) -> i64 {
    entry:
      %0 = const bool false
      raise_if site:0, %0
      return %a
    })");
  EXPECT_THAT(text, Not(HasSubstr("br i1")));
  EXPECT_THAT(text, Not(HasSubstr("raise")));
}

TEST(Errors, MeetTheResultScalarByScalar) {
  const std::string text = function(R"(
    site 0 = ValueError()
    func @f(%a: c128, %c: bool) -> c128 {
    entry:
      raise_if site:0, %c
      return %a
    })");
  EXPECT_THAT(text, HasSubstr("phi i32 [ 1, %raise ]"));
  EXPECT_THAT(text, HasSubstr("phi double [ poison, %raise ]"));
  EXPECT_THAT(text, Not(HasSubstr("phi {")));
}

TEST(Errors, GoToTheHandlerWithinTheFunction) {
  const std::string text = function(R"(
    site 0 = ValueError()
    func @f(%a: i64, %c: bool) -> i64 noraise {
    entry: unwind handler(%a)
      raise_if site:0, %c
      return %a
    handler(%b: i64):
      return %b
    })");
  EXPECT_THAT(text, HasSubstr("br label %handler"));
  EXPECT_THAT(text, Not(HasSubstr("{ i64, i32 }")));
}

TEST(Memory, SlotsAreAllocatedOnceEvenInLoops) {
  const std::string text = function(R"(
    func @f(%n: i64) -> i64 noraise {
    entry:
      %0 = const i64 0
      jump head(%0)
    head(%i: i64):
      %s = slot slot<i64>
      slot_store %s, %i
      %1 = slot_load i64 %s
      %2 = lt bool %1, %n
      branch %2, head(%n), done
    done:
      return %i
    })");
  EXPECT_LT(text.find("alloca"), text.find("head:"));
}

TEST(Memory, StepsAlongTheContiguousAxisByElements) {
  const auto load = [](const char* layout) {
    return function(std::string("func @f(%a: array<f64,1,") + layout +
                    ">, %i: i64) -> f64 noraise {\nentry:\n  %0 = array_load f64 %a, %i\n  return %0\n}");
  };
  EXPECT_THAT(load("C"), AllOf(HasSubstr("getelementptr inbounds double"), Not(HasSubstr("mul"))));
  EXPECT_THAT(load("F"), AllOf(HasSubstr("getelementptr inbounds double"), Not(HasSubstr("mul"))));
  EXPECT_THAT(load("A"), AllOf(HasSubstr("mul nsw"), HasSubstr("getelementptr inbounds i8")));
}

TEST(Memory, TrustsOnlyAlignedArraysToBeAligned) {
  const auto load = [](const char* flags) {
    return function(std::string("func @f(%a: array<f64,1,C") + flags +
                    ">, %i: i64) -> f64 noraise {\nentry:\n  %0 = array_load f64 %a, %i\n  return %0\n}");
  };
  EXPECT_THAT(load(""), HasSubstr("align 8"));
  EXPECT_THAT(load(",unaligned"), HasSubstr("align 1"));
}

TEST(Memory, ABoolIsAByte) {
  const std::string text = function(R"(
    func @f(%a: array<bool,1,C>, %i: i64) -> bool noraise {
    entry:
      %0 = array_load bool %a, %i
      return %0
    })");
  EXPECT_THAT(text, AllOf(HasSubstr("load i8"), HasSubstr("i1")));
}

TEST(Module, ShowsOnlyItsEntry) {
  const std::string text = lowered(R"(
    func @f(%a: i64) -> i64 noraise {
    entry:
      %0 = call i64 @g, %a
      return %0
    }
    func @g(%a: i64) -> i64 noraise {
    entry:
      return %a
    })");
  EXPECT_THAT(text, AllOf(HasSubstr("define internal i64 @pyrite.0.f"), HasSubstr("define internal i64 @pyrite.1.g"),
                          HasSubstr("define i32 @pyrite_entry(ptr")));
}

TEST(Module, FreezesConstantArrays) {
  const std::string text = lowered(R"(
    data 0 = array<u8,1,C,readonly> [3] "010203"
    func @f(%i: i64) -> u8 noraise {
    entry:
      %0 = const_array array<u8,1,C,readonly> data:0
      %1 = array_load u8 %0, %i
      return %1
    })");
  EXPECT_THAT(text, ContainsRegex("(private|internal) unnamed_addr constant|constant \\[3 x i8\\]"));
}

TEST(Module, InlinesAsItsFunctionsAsk) {
  const std::string text = lowered(R"(
    func @f(%a: i64) -> i64 noraise noinline {
    entry:
      %0 = call i64 @g, %a
      return %0
    }
    func @g(%a: i64) -> i64 noraise inline {
    entry:
      return %a
    })");
  EXPECT_THAT(text, AllOf(HasSubstr("noinline"), HasSubstr("alwaysinline")));
}

TEST(Module, WithAMapIsRefused) {
  EXPECT_THAT(lowered(R"(
    func @f(%a: array<f64,1,C>) -> array<f64,1,C> {
    entry:
      %0 = array_map array<f64,1,C> @same, %a
      return %0
    }
    func @same(%a: f64) -> f64 noraise kernel {
    entry:
      return %a
    })"),
              HasSubstr("the operation array_map reached code generation"));
}

}  // namespace
}  // namespace pyrite::targets
