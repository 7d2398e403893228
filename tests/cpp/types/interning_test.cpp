// Types are equal exactly when their pointers are.
#include <gtest/gtest.h>

#include <set>
#include <thread>

#include "frontend/types/type.hpp"

namespace pyrite::types {
namespace {

TEST(Interning, TheSameTypeIsOneObject) {
  EXPECT_EQ(intType(64), int64());
  EXPECT_NE(intType(64, false), int64());
  const Type items[] = {int64(), float64()};
  EXPECT_EQ(tupleType(items), tupleType(items));
  EXPECT_EQ(arrayType(float64(), 2, Layout::C), arrayType(float64(), 2, Layout::C));
}

TEST(Interning, EveryFieldCounts) {
  const std::set<Type> arrays = {arrayType(float64(), 2, Layout::C),
                                 arrayType(float64(), 2, Layout::F),
                                 arrayType(float64(), 2, Layout::A),
                                 arrayType(float64(), 1, Layout::C),
                                 arrayType(int64(), 2, Layout::C),
                                 arrayType(float64(), 2, Layout::C, true),
                                 arrayType(float64(), 2, Layout::C, true, false)};
  EXPECT_EQ(arrays.size(), 7u);
  EXPECT_NE(listType(int64()), slotType(int64()));
}

TEST(Interning, ThreadsGetTheSameObject) {
  std::vector<Type> made(8);
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < made.size(); ++i)
    threads.emplace_back([&made, i] {
      Type type = int64();
      for (int depth = 0; depth < 50; ++depth) type = listType(type);
      made[i] = type;
    });
  for (std::thread& thread : threads) thread.join();
  for (Type type : made) EXPECT_EQ(type, made[0]);
}

TEST(Interning, AnOptionalOfAnOptionalIsThatOptional) {
  EXPECT_EQ(optionalType(optionalType(int64())), optionalType(int64()));
  EXPECT_EQ(optionalType(noneType()), noneType());
}

TEST(Counted, IsWhatHoldsMemoryOrMay) {
  const Type array = arrayType(float64(), 1, Layout::C);
  const Type withArray[] = {int64(), array};
  const Type plain[] = {int64(), float64()};
  EXPECT_TRUE(isCounted(array));
  EXPECT_TRUE(isCounted(listType(int64())));
  EXPECT_TRUE(isCounted(boxType(plain)));
  EXPECT_TRUE(isCounted(optionalType(array)));
  EXPECT_TRUE(isCounted(maybeUnboundType(array)));
  EXPECT_TRUE(isCounted(tupleType(withArray)));
  EXPECT_FALSE(isCounted(tupleType(plain)));
  EXPECT_FALSE(isCounted(int64()));
  EXPECT_FALSE(isCounted(pointerType(float64())));
  EXPECT_FALSE(isCounted(noneType()));
}

}  // namespace
}  // namespace pyrite::types
