// Targets of this architecture and of another: what they say of themselves, layouts, and what they compile.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cpu/cpu.hpp"
#include "tests/cpp/cpu/small_modules.hpp"

namespace pyrite::cpu {
namespace {

using testing::HasSubstr;

std::unique_ptr<targets::Target> aarch64() {
  auto target = crossTarget("aarch64-linux-gnu", "cortex-a72");
  EXPECT_TRUE(target.ok());
  return target.ok() ? *std::move(target) : nullptr;
}

TEST(HostTarget, KnowsItself) {
  const targets::TargetInfo& info = hostTarget().info();
  EXPECT_EQ(info.name, "cpu");
  EXPECT_EQ(info.pointerBits, static_cast<int>(8 * sizeof(void*)));
  EXPECT_FALSE(info.cpu.empty());
  EXPECT_EQ(&hostTarget(), &hostTarget());
}

TEST(HostTarget, SupportsTypedOperationsThatAreNoMaps) {
  EXPECT_TRUE(hostTarget().supports(ir::Op::Add));
  EXPECT_TRUE(hostTarget().supports(ir::Op::ListAppend));
  EXPECT_FALSE(hostTarget().supports(ir::Op::ArrayMap));
  EXPECT_FALSE(hostTarget().supports(ir::Op::PyBinary));
}

TEST(HostTarget, LaysValuesOutAsCDoes) {
  struct Mixed {
    bool first;
    std::int64_t second;
    std::int16_t third;
  };
  const types::Type items[] = {types::boolType(), types::int64(), types::intType(16)};
  const targets::MemoryLayout layout = hostTarget().layout(types::tupleType(items));
  EXPECT_EQ(layout.size, static_cast<std::int64_t>(sizeof(Mixed)));
  EXPECT_EQ(layout.alignment, static_cast<std::int64_t>(alignof(Mixed)));
  EXPECT_EQ(layout.partOffsets,
            (std::vector<std::int64_t>{offsetof(Mixed, first), offsetof(Mixed, second), offsetof(Mixed, third)}));
}

TEST(HostTarget, DescribesArraysByTwoPointersShapeAndStrides) {
  const targets::MemoryLayout layout = hostTarget().layout(types::arrayType(types::float64(), 2, types::Layout::C));
  EXPECT_EQ(layout.partOffsets, (std::vector<std::int64_t>{0, 8, 16, 24, 32, 40}));
}

TEST(HostTarget, FramesHoldEveryArgumentAndTheResultApart) {
  const types::Type arguments[] = {types::boolType(), types::int64(), types::complex128()};
  const targets::FrameLayout frame = hostTarget().frameLayout(types::float64(), arguments);
  std::vector<std::pair<std::int64_t, std::int64_t>> places = {{frame.resultOffset, 8}};
  const std::int64_t sizes[] = {1, 8, 16};
  ASSERT_EQ(frame.argumentOffsets.size(), 3u);
  for (std::size_t i = 0; i < 3; ++i) places.emplace_back(frame.argumentOffsets[i], sizes[i]);
  std::sort(places.begin(), places.end());
  for (std::size_t i = 0; i < places.size(); ++i) {
    const std::int64_t next = i + 1 < places.size() ? places[i + 1].first : frame.size;
    EXPECT_LE(places[i].first + places[i].second, next);
  }
}

TEST(HostTarget, KeepsTheStagesThatAreAskedFor) {
  targets::CompileOptions options;
  EXPECT_FALSE(hostTarget().compile(prepared(kSum), options)->stages.contains("llvm"));
  options.keepText = true;
  const auto artifact = hostTarget().compile(prepared(kSum), options);
  ASSERT_TRUE(artifact.ok());
  for (const char* stage : {"llvm", "asm", "object"}) EXPECT_TRUE(artifact->stages.contains(stage)) << stage;
}

TEST(CacheKey, TellsOptionsAndTargetsApart) {
  targets::CompileOptions options, quick, debug;
  quick.optimization = targets::Optimization::Quick;
  debug.debug = true;
  EXPECT_EQ(hostTarget().cacheKey(options), hostTarget().cacheKey(options));
  EXPECT_NE(hostTarget().cacheKey(options), hostTarget().cacheKey(quick));
  EXPECT_NE(hostTarget().cacheKey(options), hostTarget().cacheKey(debug));
  EXPECT_NE(hostTarget().cacheKey(options), aarch64()->cacheKey(options));
}

TEST(CrossTarget, MakesObjectsForItsMachine) {
  const auto artifact = aarch64()->compile(prepared(kSum), {});
  ASSERT_TRUE(artifact.ok());
  const std::string& object = artifact->stages.at("object");
  ASSERT_GT(object.size(), 20u);
  EXPECT_EQ(object.substr(0, 4),
            "\x7f"
            "ELF");
  EXPECT_EQ(static_cast<unsigned char>(object[18]), 183);  // EM_AARCH64
}

TEST(CrossTarget, RefusesAMachineThatItDoesNotKnow) {
  const auto target = crossTarget("nosuch-machine-at-all", "generic");
  ASSERT_FALSE(target.ok());
  EXPECT_THAT(target.error().message, HasSubstr("nosuch"));
}

}  // namespace
}  // namespace pyrite::cpu
