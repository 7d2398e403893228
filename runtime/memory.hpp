// Counted memory: a header, then the data. Compiled code and the bridge share it by reference count.
#pragma once

#include <cstddef>
#include <cstdint>

namespace pyrite::runtime {

/// Bytes between an owner and its data; also the alignment of both.
inline constexpr std::size_t kDataOffset = 64;

// A payload is a counted block that holds the run-time values of an exception. While the exception is on its way to a handler
// or out of compiled code, its thread keeps the payload in flight.

struct MemoryCounters {
  std::int64_t allocated = 0, freed = 0;  // blocks since the process began
  std::int64_t bytes = 0;                 // alive now
};
MemoryCounters memoryCounters();

/// What lies at the data of a list's block. The items have memory of their own, so that it can grow.
struct ListData {
  std::int64_t length = 0, capacity = 0;
  char* items = nullptr;
};
inline ListData& listData(void* list) { return *reinterpret_cast<ListData*>(static_cast<char*>(list) + kDataOffset); }

/// How many references there are to a block; 0 of none.
std::int64_t referenceCount(const void* owner);

}  // namespace pyrite::runtime
