// Counted memory: a header, then the data. Compiled code and the bridge share it by reference count.
#pragma once

#include <cstddef>
#include <cstdint>

namespace pyrite::runtime {

/// Bytes between an owner and its data; also the alignment of both.
inline constexpr std::size_t kDataOffset = 64;

// A payload is a counted block that holds the run-time values of an exception. While the exception is on its way to a handler
// or out of compiled code, its thread keeps the payload in flight. Between its count and its data, it says which exceptions the
// exception was raised from and while handling which; an exception with none of that may have no payload.

/// What an exception knows of two others: the payloads, of which it holds references, and their statuses, 0 for none.
struct ErrorLinks {
  void *context = nullptr, *cause = nullptr;
  std::int32_t contextStatus = 0, causeStatus = 0;
  std::int32_t flags = 0;
};
inline constexpr std::size_t kErrorLinks = 32;
/// Flags: 'raise … from …' has been there; the cause is the exception itself, which counts no reference; the context was taken
/// away to cut a ring, and there is no other.
inline constexpr std::int32_t kHasCause = 1, kCausesItself = 2, kHasNoContext = 4;
/// What is known of a payload; nothing of nullptr and of a block that is none.
ErrorLinks errorLinks(const void* payload);

struct MemoryCounters {
  std::int64_t allocated = 0, freed = 0;  // blocks since the process began
  std::int64_t bytes = 0;                 // alive now
};
MemoryCounters memoryCounters();

/// Where a generator's block, between its count and its data, holds two functions of compiled code: what frees it, and what
/// resumes it and gives a status.
inline constexpr std::size_t kGeneratorCode = 16;
struct GeneratorCode {
  void (*destroy)(void* generator);
  std::int32_t (*resume)(void* generator);
  std::int64_t isProtected;  // it may wait inside of a try statement: closing it runs code
};
/// A block without data that keeps something foreign alive: when the last reference goes, it is released.
void* adoptForeign(void* object, void (*release)(void* object));
bool isForeign(const void* owner);
/// What such a block keeps alive.
void* foreignObject(const void* owner);

/// At the start of a generator's data: where it goes on, an int64; and flags beside it that say that it is being closed,
/// and that what is in flight was thrown into it.
inline constexpr std::int64_t kGeneratorOver = -1;
inline constexpr std::size_t kGeneratorClosing = 8, kGeneratorThrown = 9;
inline const GeneratorCode& generatorCode(const void* generator) {
  return *reinterpret_cast<const GeneratorCode*>(static_cast<const char*>(generator) + kGeneratorCode);
}

/// What lies at the data of a list's block. The items have memory of their own, so that it can grow.
struct ListData {
  std::int64_t length = 0, capacity = 0;
  char* items = nullptr;
};
inline ListData& listData(void* list) { return *reinterpret_cast<ListData*>(static_cast<char*>(list) + kDataOffset); }

/// How many references there are to a block; 0 of none.
std::int64_t referenceCount(const void* owner);

}  // namespace pyrite::runtime
