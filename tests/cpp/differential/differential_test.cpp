// Random modules mean the same before the passes, after each of them, and as the host's machine code.
//
// --gtest_random_seed=N looks at other modules.
#include <gtest/gtest.h>

#include "frontend/ir/text.hpp"
#include "frontend/ir/verifier.hpp"
#include "frontend/passes/passes.hpp"
#include "tests/cpp/differential/random_module.hpp"
#include "tests/file_test/execute.hpp"
#include "tests/file_test/frames.hpp"

namespace pyrite::differential {
namespace {

using file_test::Observed;

constexpr int kModules = 50, kCalls = 6;

file_test::TestFile callsOf(ir::Module module, std::uint64_t seed) {
  Random random(seed);
  file_test::TestFile file;
  file.module = std::move(module);
  const ir::Function& entry = file.module.functions[0];
  for (int call = 0; call < kCalls; ++call) {
    file_test::RunLine run;
    run.function = ir::FunctionId(0);
    for (ir::ValueId parameter : entry.blocks[0].parameters) {
      run.arguments.push_back(randomValue(random, entry[parameter].type));
      run.text += (run.text.empty() ? "" : ", ") + ir::spell(entry[parameter].type, run.arguments.back());
    }
    file.runs.push_back(std::move(run));
  }
  return file;
}

Result<std::vector<Observed>> evaluateCalls(const file_test::TestFile& file, const ir::Module& module, bool countsMatch) {
  std::vector<Observed> observed;
  for (const file_test::RunLine& run : file.runs) {
    PYRITE_TRY(const ir::Outcome outcome, ir::evaluate(module, run.function, file_test::withOwnMemory(run.arguments)));
    if (countsMatch && outcome.allocated != outcome.released) {
      Diagnostic leak;
      leak.message = std::to_string(outcome.allocated) + " are allocated, " + std::to_string(outcome.released) + " released";
      return leak;
    }
    observed.push_back({outcome.value, outcome.exception});
  }
  return observed;
}

/// Empty, or how the two differ.
std::string difference(const file_test::TestFile& file, const std::vector<Observed>& expected,
                       const std::vector<Observed>& found) {
  const types::Type type = file.module.functions[0].result;
  const auto text = [&](const Observed& did) { return did.exception.empty() ? ir::spell(type, did.value) : did.exception; };
  for (std::size_t i = 0; i < file.runs.size(); ++i) {
    const bool isSame = expected[i].exception == found[i].exception &&
                        (!expected[i].exception.empty() || ir::sameValue(type, expected[i].value, found[i].value));
    if (!isSame) return "(" + file.runs[i].text + ") is " + text(found[i]) + " instead of " + text(expected[i]);
  }
  return "";
}

/// Empty, or what is wrong with the module.
std::string complaintAbout(const ir::Module& module, std::uint64_t seed) {
  if (Status status = ir::verify(module, ir::Level::Typed); !status.ok()) return status.error().message;
  const std::string printed = ir::print(module);
  const auto again = ir::parse(printed);
  if (!again.ok()) return again.error().message;
  if (ir::print(*again) != printed) return "it prints otherwise when it was parsed";

  const file_test::TestFile file = callsOf(module, seed);
  const auto expected = evaluateCalls(file, module, false);
  if (!expected.ok()) return expected.error().message;
  ir::Module changed = module;
  for (std::string_view pass : passes::passNames()) {
    const std::string after = "after " + std::string(pass) + ": ";
    if (Status status = passes::runPass(pass, changed); !status.ok()) return after + status.error().message;
    if (Status status = ir::verify(changed, ir::Level::Typed); !status.ok()) return after + status.error().message;
    const auto found = evaluateCalls(file, changed, pass == passes::passNames().back());
    if (!found.ok()) return after + found.error().message + "\n" + ir::print(changed);
    if (std::string what = difference(file, *expected, *found); !what.empty()) return after + what + "\n" + ir::print(changed);
  }
  const auto compiled = file_test::runHost(file);
  if (!compiled.ok()) return "compiled: " + compiled.error().message;
  if (std::string what = difference(file, *expected, *compiled); !what.empty()) return "compiled: " + what;
  return "";
}

void compareModules(const Ingredients& ingredients) {
  const auto first = static_cast<std::uint64_t>(testing::UnitTest::GetInstance()->random_seed()) * 1000;
  for (std::uint64_t seed = first; seed < first + kModules; ++seed) {
    const ir::Module module = randomModule(seed, ingredients);
    const std::string complaint = complaintAbout(module, seed);
    ASSERT_EQ(complaint, "") << "seed " << seed << "\n" << ir::print(module);
  }
}

TEST(RandomModules, OfNumbersAndTuplesMeanTheSameEverywhere) { compareModules({}); }
TEST(RandomModules, WithErrorsMeanTheSameEverywhere) { compareModules({.errors = true}); }
TEST(RandomModules, WithArraysMeanTheSameEverywhere) { compareModules({.arrays = true}); }
TEST(RandomModules, WithListsAndBoxesMeanTheSameEverywhere) { compareModules({.objects = true}); }
TEST(RandomModules, WithEverythingMeanTheSameEverywhere) { compareModules({.errors = true, .arrays = true, .objects = true}); }

}  // namespace
}  // namespace pyrite::differential
