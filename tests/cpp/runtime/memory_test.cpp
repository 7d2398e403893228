// Counted blocks: sizes, counts, payloads, and what the counters say.
#include "runtime/memory.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstring>
#include <limits>
#include <thread>
#include <vector>

#include "runtime/functions.hpp"
#include "runtime/status.hpp"

/// Read by the address sanitizer: what is too large is refused, as without it, and ends nothing.
extern "C" const char* __asan_default_options() {  // NOLINT(bugprone-reserved-identifier): the sanitizer's name
  return "allocator_may_return_null=1";
}

namespace pyrite::runtime {
namespace {

constexpr std::int64_t kHuge = std::numeric_limits<std::int64_t>::max();

void* allocate(std::vector<std::int64_t> shape, std::int64_t itemSize) {
  void* owner = nullptr;
  EXPECT_EQ(prt_array_allocate(shape.data(), static_cast<std::int64_t>(shape.size()), itemSize, &owner), kSuccess);
  return owner;
}

std::int32_t statusOf(std::vector<std::int64_t> shape, std::int64_t itemSize) {
  void* owner = nullptr;
  const std::int32_t status = prt_array_allocate(shape.data(), static_cast<std::int64_t>(shape.size()), itemSize, &owner);
  prt_release(owner);
  return status;
}

TEST(Arrays, HaveAlignedDataOfTheirSize) {
  const MemoryCounters before = memoryCounters();
  void* owner = allocate({3, 5}, 8);
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(owner) % kDataOffset, 0u);
  std::memset(static_cast<char*>(owner) + kDataOffset, 7, 3 * 5 * 8);
  EXPECT_EQ(memoryCounters().allocated, before.allocated + 1);
  EXPECT_EQ(memoryCounters().bytes, before.bytes + 3 * 5 * 8);
  prt_release(owner);
  EXPECT_EQ(memoryCounters().freed, before.freed + 1);
  EXPECT_EQ(memoryCounters().bytes, before.bytes);
}

TEST(Arrays, WithoutDimensionsHaveOneItem) {
  const MemoryCounters before = memoryCounters();
  void* owner = allocate({}, 16);
  EXPECT_EQ(memoryCounters().bytes, before.bytes + 16);
  prt_release(owner);
}

TEST(Arrays, MayBeEmpty) {
  const MemoryCounters before = memoryCounters();
  void* owner = allocate({4, 0}, 8);
  EXPECT_EQ(memoryCounters().bytes, before.bytes);
  prt_release(owner);
}

TEST(Arrays, OfNegativeSizeAreRefused) {
  EXPECT_EQ(statusOf({-1}, 8), kNegativeDimension);
  EXPECT_EQ(statusOf({3, -1}, 8), kNegativeDimension);
  EXPECT_EQ(statusOf({0, -1}, 8), kNegativeDimension);
}

TEST(Arrays, TooLargeToCountAreRefusedEvenWhenEmpty) {
  EXPECT_EQ(statusOf({kHuge}, 8), kTooLarge);
  EXPECT_EQ(statusOf({kHuge / 2, 3}, 1), kTooLarge);
  EXPECT_EQ(statusOf({kHuge, kHuge, 0}, 8), kTooLarge);
}

TEST(Arrays, LargerThanTheMachineAreOutOfMemory) { EXPECT_EQ(statusOf({kHuge / 16}, 8), kOutOfMemory); }

TEST(Counts, FreeWithTheLastReference) {
  const MemoryCounters before = memoryCounters();
  void* owner = allocate({1}, 8);
  EXPECT_EQ(referenceCount(owner), 1);
  prt_retain(owner);
  EXPECT_EQ(referenceCount(owner), 2);
  prt_release(owner);
  EXPECT_EQ(referenceCount(owner), 1);
  EXPECT_EQ(memoryCounters().freed, before.freed);
  prt_release(owner);
  EXPECT_EQ(memoryCounters().freed, before.freed + 1);
}

TEST(Counts, OfNothingAreNothing) {
  prt_retain(nullptr);
  prt_release(nullptr);
  EXPECT_EQ(prt_drop_reference(nullptr), 0);
  EXPECT_EQ(referenceCount(nullptr), 0);
}

TEST(Counts, SayWhoHeldTheLastReference) {
  void* owner = allocate({1}, 8);
  prt_retain(owner);
  EXPECT_EQ(prt_drop_reference(owner), 0);
  EXPECT_EQ(prt_drop_reference(owner), 1);
  prt_free(owner);
}

TEST(Counts, AreSharedByThreads) {
  void* owner = allocate({1}, 8);
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([owner] {
      for (int round = 0; round < 10000; ++round) {
        prt_retain(owner);
        prt_release(owner);
      }
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(referenceCount(owner), 1);
  prt_release(owner);
}

TEST(Payloads, AreOfTheirThread) {
  *prt_payload_in_flight() = allocate({1}, 8);
  std::thread([] { EXPECT_EQ(*prt_payload_in_flight(), nullptr); }).join();
  EXPECT_NE(*prt_payload_in_flight(), nullptr);
  prt_payload_drop();
}

TEST(Payloads, AreFreedWhenTheyAreDropped) {
  const MemoryCounters before = memoryCounters();
  *prt_payload_in_flight() = allocate({1}, 8);
  prt_payload_drop();
  EXPECT_EQ(*prt_payload_in_flight(), nullptr);
  EXPECT_EQ(memoryCounters().freed, before.freed + 1);
  prt_payload_drop();  // there is nothing any more
  EXPECT_EQ(memoryCounters().freed, before.freed + 1);
}

TEST(Statuses, KnowTheirExceptions) {
  EXPECT_STREQ(statusInfo(kOutOfMemory)->exception, "MemoryError");
  EXPECT_STREQ(statusInfo(kNegativeDimension)->exception, "ValueError");
  EXPECT_STREQ(statusInfo(kNegativeDimension)->message, "negative dimensions not allowed");
  EXPECT_EQ(statusInfo(kSuccess), nullptr);
  EXPECT_EQ(statusInfo(1), nullptr);
  EXPECT_EQ(statusInfo(-1000), nullptr);
}

}  // namespace
}  // namespace pyrite::runtime
