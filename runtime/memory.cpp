// Counted blocks with atomic counts, so that results may be shared between threads.
#include "runtime/memory.hpp"

#include <atomic>
#include <cstdlib>
#include <limits>

#include "runtime/functions.hpp"
#include "runtime/status.hpp"

namespace pyrite::runtime {
namespace {

struct Header {
  std::atomic<std::int64_t> count;
  std::int64_t bytes;
};
/// In place of a number of bytes: between the count and where data would be lies a Foreign.
constexpr std::int64_t kIsForeign = -1;
struct Foreign {
  void* object;
  void (*release)(void* object);
};
/// Negative, less the number of bytes: the payload of an exception. A Foreign is one, too.
constexpr std::int64_t kIsPayload = -16;
bool isPayload(std::int64_t bytes) { return bytes <= kIsPayload || bytes == kIsForeign; }
ErrorLinks& linksOf(void* payload) { return *reinterpret_cast<ErrorLinks*>(static_cast<char*>(payload) + kErrorLinks); }

Foreign& foreign(void* owner) { return *reinterpret_cast<Foreign*>(static_cast<char*>(owner) + sizeof(Header)); }

/// What gives back the references that the values of a payload hold; nullptr where they hold none. It lies where a Foreign would.
using Destroy = void (*)(void* payload);
Destroy& destroyOf(void* payload) { return *reinterpret_cast<Destroy*>(static_cast<char*>(payload) + sizeof(Header)); }

static_assert(sizeof(Header) + sizeof(Foreign) <= kErrorLinks && kErrorLinks + sizeof(ErrorLinks) <= kDataOffset);
static_assert(sizeof(Header) <= kGeneratorCode && kGeneratorCode + sizeof(GeneratorCode) <= kDataOffset);

std::atomic<std::int64_t> allocatedBlocks{0}, freedBlocks{0}, liveBytes{0};

/// Makes room for that many items; what is there stays as it is when there is no memory.
bool resizeItems(void* list, std::int64_t capacity, std::int64_t itemSize) {
  std::int64_t bytes = 0;
  if (__builtin_mul_overflow(capacity, itemSize, &bytes)) return false;
  ListData& data = listData(list);
  void* items = std::realloc(data.items, static_cast<std::size_t>(bytes > 0 ? bytes : 1));
  if (items == nullptr) return false;
  const std::int64_t more = bytes - data.capacity * itemSize;
  static_cast<Header*>(list)->bytes += more;
  liveBytes.fetch_add(more, std::memory_order_relaxed);
  data.items = static_cast<char*>(items);
  data.capacity = capacity;
  return true;
}

}  // namespace

MemoryCounters memoryCounters() { return {allocatedBlocks.load(), freedBlocks.load(), liveBytes.load()}; }

std::int64_t referenceCount(const void* owner) {
  return owner == nullptr ? 0 : static_cast<const Header*>(owner)->count.load(std::memory_order_relaxed);
}

void* adoptForeign(void* object, void (*release)(void*)) {
  void* owner = prt_object_allocate(0);
  if (owner == nullptr) return nullptr;
  static_cast<Header*>(owner)->bytes = kIsForeign;
  foreign(owner) = {object, release};
  new (&linksOf(owner)) ErrorLinks;
  return owner;
}

bool isForeign(const void* owner) { return owner != nullptr && static_cast<const Header*>(owner)->bytes == kIsForeign; }

void* foreignObject(const void* owner) { return foreign(const_cast<void*>(owner)).object; }

namespace {

/// The block and all that only it keeps alive. Chains of exceptions may be long, so this is no recursion: what is to be freed
/// is a list through the counts, which have come to nothing.
void freePayload(void* owner) {
  const auto next = [](void* block) -> std::atomic<std::int64_t>& { return static_cast<Header*>(block)->count; };
  next(owner).store(0, std::memory_order_relaxed);
  for (void* first = owner; first != nullptr;) {
    void* block = first;
    first = reinterpret_cast<void*>(next(block).load(std::memory_order_relaxed));
    const ErrorLinks links = linksOf(block);
    for (void* linked : {links.context, links.cause}) {
      if (prt_drop_reference(linked) == 0) continue;
      next(linked).store(reinterpret_cast<std::int64_t>(first), std::memory_order_relaxed);
      first = linked;
    }
    const std::int64_t bytes = static_cast<Header*>(block)->bytes;
    if (bytes == kIsForeign) {
      foreign(block).release(foreign(block).object);
    } else {
      if (const Destroy destroy = destroyOf(block); destroy != nullptr) destroy(block);
      liveBytes.fetch_sub(kIsPayload - bytes, std::memory_order_relaxed);
    }
    freedBlocks.fetch_add(1, std::memory_order_relaxed);
    std::free(block);
  }
}

}  // namespace

ErrorLinks errorLinks(const void* payload) {
  if (payload == nullptr || !isPayload(static_cast<const Header*>(payload)->bytes)) return {};
  return linksOf(const_cast<void*>(payload));
}

const StatusInfo* statusInfo(std::int32_t value) {
  static constexpr StatusInfo kInfos[] = {
#define RUNTIME_STATUS(Name, number, exception, message) {number, exception, message},
#include "runtime/status.def"
#undef RUNTIME_STATUS
  };
  for (const StatusInfo& info : kInfos)
    if (info.value == value) return &info;
  return nullptr;
}

}  // namespace pyrite::runtime

using pyrite::runtime::kDataOffset;
using pyrite::runtime::ListData;

extern "C" {

std::int32_t prt_array_allocate(const std::int64_t* shape, std::int64_t ndim, std::int64_t itemSize, void** owner) {
  constexpr std::int64_t kLargest = std::numeric_limits<std::int64_t>::max() - static_cast<std::int64_t>(kDataOffset);
  std::int64_t bytes = itemSize;
  bool isEmpty = false, isTooLarge = false;
  for (std::int64_t i = 0; i < ndim; ++i) {
    if (shape[i] < 0) return pyrite::runtime::kNegativeDimension;
    if (shape[i] == 0) {
      isEmpty = true;
    } else if (__builtin_mul_overflow(bytes, shape[i], &bytes) || bytes > kLargest) {
      isTooLarge = true;
      bytes = itemSize;
    }
  }
  if (isTooLarge) return pyrite::runtime::kTooLarge;
  if (isEmpty) bytes = 0;
  const std::size_t rounded = (static_cast<std::size_t>(bytes) + 2 * kDataOffset - 1) / kDataOffset * kDataOffset;
  void* memory = std::aligned_alloc(kDataOffset, rounded);
  if (memory == nullptr) return pyrite::runtime::kOutOfMemory;
  auto* header = new (memory) pyrite::runtime::Header;
  header->count.store(1, std::memory_order_relaxed);
  header->bytes = bytes;
  pyrite::runtime::allocatedBlocks.fetch_add(1, std::memory_order_relaxed);
  pyrite::runtime::liveBytes.fetch_add(bytes, std::memory_order_relaxed);
  *owner = memory;
  return pyrite::runtime::kSuccess;
}

void* prt_object_allocate(std::int64_t bytes) {
  void* owner = nullptr;
  const std::int64_t shape = 1;
  return prt_array_allocate(&shape, 1, bytes, &owner) == pyrite::runtime::kSuccess ? owner : nullptr;
}

void* prt_payload_allocate(std::int64_t bytes, void (*destroy)(void*)) {
  void* payload = prt_object_allocate(bytes);
  if (payload == nullptr) return nullptr;
  static_cast<pyrite::runtime::Header*>(payload)->bytes = pyrite::runtime::kIsPayload - bytes;
  pyrite::runtime::destroyOf(payload) = destroy;
  new (&pyrite::runtime::linksOf(payload)) pyrite::runtime::ErrorLinks;
  return payload;
}

void** prt_payload_in_flight() {
  thread_local void* payload = nullptr;
  return &payload;
}

void prt_payload_drop() {
  void** inFlight = prt_payload_in_flight();
  prt_release(*inFlight);
  *inFlight = nullptr;
}

void prt_retain(void* owner) {
  if (owner == nullptr) return;
  static_cast<pyrite::runtime::Header*>(owner)->count.fetch_add(1, std::memory_order_relaxed);
}

void prt_release(void* owner) {
  if (prt_drop_reference(owner) != 0) prt_free(owner);
}

std::int32_t prt_drop_reference(void* owner) {
  if (owner == nullptr) return 0;
  return static_cast<pyrite::runtime::Header*>(owner)->count.fetch_sub(1, std::memory_order_acq_rel) == 1 ? 1 : 0;
}

void prt_free(void* owner) {
  const std::int64_t bytes = static_cast<pyrite::runtime::Header*>(owner)->bytes;
  if (bytes < 0) return pyrite::runtime::freePayload(owner);
  pyrite::runtime::freedBlocks.fetch_add(1, std::memory_order_relaxed);
  pyrite::runtime::liveBytes.fetch_sub(bytes, std::memory_order_relaxed);
  std::free(owner);
}

// -- lists -------------------------------------------------------------------------------------------------------------

void* prt_list_allocate(std::int64_t capacity, std::int64_t itemSize) {
  std::int64_t bytes = 0;
  if (capacity > 0 && __builtin_mul_overflow(capacity, itemSize, &bytes)) return nullptr;
  void* list = prt_object_allocate(sizeof(ListData));
  if (list == nullptr) return nullptr;
  ListData& data = *new (&pyrite::runtime::listData(list)) ListData;
  if (bytes > 0 && !pyrite::runtime::resizeItems(list, capacity, itemSize)) {
    prt_free(list);
    return nullptr;
  }
  if (capacity > 0) data.capacity = capacity;
  return list;
}

std::int32_t prt_list_grow(void* list, std::int64_t itemSize) {
  const std::int64_t capacity = pyrite::runtime::listData(list).capacity;
  const std::int64_t larger = capacity < 8 ? 8 : capacity + capacity / 2;
  return pyrite::runtime::resizeItems(list, larger, itemSize) ? pyrite::runtime::kSuccess : pyrite::runtime::kOutOfMemory;
}

void prt_list_free(void* list) {
  std::free(pyrite::runtime::listData(list).items);
  prt_free(list);
}

void prt_generator_release(void* generator) {
  if (prt_drop_reference(generator) != 0) pyrite::runtime::generatorCode(generator).destroy(generator);
}

/// The exception in flight is for this generator. 0 when it waits in a place that can catch it and is to be resumed; else it
/// has ended, and the exception is raised by the caller.
std::int64_t prt_generator_throw(void* generator) {
  char* data = static_cast<char*>(generator) + pyrite::runtime::kDataOffset;
  auto& state = *reinterpret_cast<std::int64_t*>(data);
  if (state > 0 && pyrite::runtime::generatorCode(generator).isProtected != 0) {
    data[pyrite::runtime::kGeneratorThrown] = 1;
    return 0;
  }
  state = pyrite::runtime::kGeneratorOver;
  return 1;
}

void prt_list_release(void* list) {
  if (prt_drop_reference(list) != 0) prt_list_free(list);
}
}
