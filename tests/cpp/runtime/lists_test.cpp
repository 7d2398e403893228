// Lists: blocks whose items have memory of their own.
#include <gtest/gtest.h>

#include <limits>

#include "runtime/functions.hpp"
#include "runtime/memory.hpp"
#include "runtime/status.hpp"

namespace pyrite::runtime {
namespace {

std::int64_t& itemOf(void* list, std::int64_t index) { return reinterpret_cast<std::int64_t*>(listData(list).items)[index]; }

TEST(Lists, BeginEmptyWithTheRoomThatWasAskedFor) {
  void* list = prt_list_allocate(5, 8);
  EXPECT_EQ(listData(list).length, 0);
  EXPECT_EQ(listData(list).capacity, 5);
  EXPECT_NE(listData(list).items, nullptr);
  prt_list_release(list);
}

TEST(Lists, NeedNoRoomToBegin) {
  void* list = prt_list_allocate(0, 8);
  EXPECT_EQ(listData(list).capacity, 0);
  prt_list_release(list);
  void* negative = prt_list_allocate(-3, 8);
  EXPECT_EQ(listData(negative).capacity, 0);
  prt_list_release(negative);
}

TEST(Lists, KeepTheirItemsWhileTheyGrow) {
  void* list = prt_list_allocate(0, 8);
  for (std::int64_t i = 0; i < 1000; ++i) {
    if (listData(list).length == listData(list).capacity) {
      ASSERT_EQ(prt_list_grow(list, 8), kSuccess);
    }
    itemOf(list, listData(list).length++) = i * i;
  }
  for (std::int64_t i = 0; i < 1000; ++i) EXPECT_EQ(itemOf(list, i), i * i);
  prt_list_release(list);
}

TEST(Lists, GrowByAFactor) {
  void* list = prt_list_allocate(0, 8);
  int steps = 0;
  while (listData(list).capacity < 100000) {
    ASSERT_EQ(prt_list_grow(list, 8), kSuccess);
    ++steps;
  }
  EXPECT_LT(steps, 40);
  prt_list_release(list);
}

TEST(Lists, HoldItemsOfNoSize) {
  void* list = prt_list_allocate(2, 0);
  ASSERT_NE(list, nullptr);
  ASSERT_EQ(prt_list_grow(list, 0), kSuccess);
  EXPECT_GE(listData(list).capacity, 3);
  prt_list_release(list);
}

TEST(Lists, TooLargeAreRefused) {
  const MemoryCounters before = memoryCounters();
  EXPECT_EQ(prt_list_allocate(std::numeric_limits<std::int64_t>::max(), 8), nullptr);
  EXPECT_EQ(prt_list_allocate(std::numeric_limits<std::int64_t>::max() / 16, 8), nullptr);
  EXPECT_EQ(memoryCounters().allocated - before.allocated, memoryCounters().freed - before.freed);
  EXPECT_EQ(memoryCounters().bytes, before.bytes);
}

TEST(Lists, LeaveNothingBehind) {
  const MemoryCounters before = memoryCounters();
  void* list = prt_list_allocate(3, 8);
  prt_list_grow(list, 8);
  EXPECT_GT(memoryCounters().bytes, before.bytes);
  prt_retain(list);
  prt_list_release(list);
  EXPECT_EQ(memoryCounters().freed, before.freed);
  prt_list_release(list);
  EXPECT_EQ(memoryCounters().freed, before.freed + 1);
  EXPECT_EQ(memoryCounters().bytes, before.bytes);
}

}  // namespace
}  // namespace pyrite::runtime
