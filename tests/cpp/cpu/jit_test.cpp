// Code in this process: the uniform entry, the scalar entry, errors, and its life.
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <thread>

#include "cpu/cpu.hpp"
#include "cpu/jit.hpp"
#include "tests/cpp/cpu/small_modules.hpp"

namespace pyrite::cpu {
namespace {

CompiledCode compiled(std::string_view text, targets::CompileOptions options = {}) {
  auto code = compileAndLoad(prepared(text), options, false);
  if (!code.ok()) {
    ADD_FAILURE() << code.error().message;
    return {};
  }
  return *std::move(code);
}

/// Calls a function of int64s that gives one.
std::pair<std::int32_t, std::int64_t> call(const CompiledCode& compiled, std::vector<std::int64_t> arguments) {
  const targets::FrameLayout& layout = compiled.artifact.frame;
  std::vector<std::max_align_t> memory(static_cast<std::size_t>(layout.size) / sizeof(std::max_align_t) + 1);
  char* frame = reinterpret_cast<char*>(memory.data());
  for (std::size_t i = 0; i < arguments.size(); ++i) std::memcpy(frame + layout.argumentOffsets[i], &arguments[i], 8);
  const std::int32_t status = compiled.code->entry()(frame);
  std::int64_t result = 0;
  std::memcpy(&result, frame + layout.resultOffset, 8);
  return {status, result};
}

constexpr const char* kDivide = R"(
  site 0 = ValueError()
  site 1 = ZeroDivisionError()
  func @divide(%a: i64, %b: i64) -> i64 {
  entry:
    %0 = const i64 0
    %1 = eq bool %b, %0
    raise_if site:1, %1
    %2 = floordiv i64 %a, %b
    return %2
  })";

TEST(Jit, RunsWhatWasCompiled) {
  const CompiledCode sum = compiled(kSum);
  EXPECT_EQ(call(sum, {40, 2}), std::pair(0, std::int64_t{42}));
  EXPECT_EQ(call(sum, {-1, 1}), std::pair(0, std::int64_t{0}));
}

TEST(Jit, ReturnsTheRaiseSiteAndOne) {
  const CompiledCode divide = compiled(kDivide);
  EXPECT_EQ(call(divide, {7, 2}), std::pair(0, std::int64_t{3}));
  EXPECT_EQ(call(divide, {7, 0}).first, 2);
}

TEST(Jit, CompilesWithoutOptimisationTheSame) {
  targets::CompileOptions quick;
  quick.optimization = targets::Optimization::Quick;
  EXPECT_EQ(call(compiled(kDivide, quick), {-7, 2}), std::pair(0, std::int64_t{-4}));
}

TEST(Jit, KeepsTheSameSymbolsOfSeveralModulesApart) {
  const CompiledCode sum = compiled(kSum);
  const CompiledCode difference = compiled(R"(
    func @sum(%a: i64, %b: i64) -> i64 noraise {
    entry:
      %0 = sub i64 %a, %b
      return %0
    })");
  EXPECT_EQ(call(sum, {5, 3}).second, 8);
  EXPECT_EQ(call(difference, {5, 3}).second, 2);
}

TEST(Jit, CodeOutlivesTheArtifact) {
  std::shared_ptr<targets::LoadedCode> code;
  targets::FrameLayout layout;
  {
    CompiledCode sum = compiled(kSum);
    code = sum.code;
    layout = sum.artifact.frame;
  }
  CompiledCode again;
  again.code = code;
  again.artifact.frame = layout;
  EXPECT_EQ(call(again, {1, 2}).second, 3);
}

TEST(Jit, CallsTheMathematicalLibrary) {
  targets::CompileOptions options;
  options.scalarEntry = true;
  const CompiledCode gamma = compiled(R"(
    func @f(%a: f64) -> f64 noraise {
    entry:
      %0 = gamma f64 %a
      return %0
    })",
                                      options);
  auto* const scalar = reinterpret_cast<double (*)(double)>(gamma.code->symbol(gamma.artifact.entry + ".scalar"));
  ASSERT_NE(scalar, nullptr);
  EXPECT_EQ(scalar(5.0), std::tgamma(5.0));
}

TEST(Jit, TheScalarEntryMarksErrors) {
  targets::CompileOptions options;
  options.scalarEntry = true;
  const CompiledCode divide = compiled(kDivide, options);
  auto* const scalar =
      reinterpret_cast<std::int64_t (*)(std::int64_t, std::int64_t)>(divide.code->symbol(divide.artifact.entry + ".scalar"));
  ASSERT_NE(scalar, nullptr);
  EXPECT_EQ(scalar(7, 2), 3);
  EXPECT_EQ(scalar(7, 0), std::numeric_limits<std::int64_t>::min());
}

TEST(Jit, HasNoOtherSymbols) { EXPECT_EQ(compiled(kSum).code->symbol("nothing"), nullptr); }

TEST(Jit, RefusesWhatIsNoObject) {
  EXPECT_FALSE(loadObject("", "pyrite_entry").ok());
  EXPECT_FALSE(loadObject("this is no object file at all", "pyrite_entry").ok());
}

TEST(Jit, RefusesAnObjectWithoutTheEntry) {
  const CompiledCode sum = compiled(kSum);
  EXPECT_FALSE(loadObject(sum.artifact.stages.at("object"), "another_entry").ok());
}

TEST(Jit, CompilesInSeveralThreadsAtOnce) {
  std::vector<std::thread> threads;
  std::vector<std::int64_t> results(4);
  for (std::size_t i = 0; i < results.size(); ++i)
    threads.emplace_back([&results, i] {
      for (int round = 0; round < 5; ++round) results[i] = call(compiled(kSum), {static_cast<std::int64_t>(i), 10}).second;
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(results, (std::vector<std::int64_t>{10, 11, 12, 13}));
}

}  // namespace
}  // namespace pyrite::cpu
