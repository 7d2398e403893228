// What exceptions know of others: what they were raised from, and what was being handled. Rings of references are cut.
#include <cstdlib>

#include "runtime/functions.hpp"
#include "runtime/memory.hpp"

namespace pyrite::runtime {
namespace {

ErrorLinks& linksOf(void* payload) { return *reinterpret_cast<ErrorLinks*>(static_cast<char*>(payload) + kErrorLinks); }

void drop(void*& payload, std::int32_t& status) {
  prt_release(payload);
  payload = nullptr;
  status = 0;
}

/// Payloads, each once; false where there is no memory for more.
class Payloads {
 public:
  Payloads() = default;
  Payloads(const Payloads&) = delete;
  Payloads& operator=(const Payloads&) = delete;
  ~Payloads() {
    for (std::size_t i = 0; i < count_; ++i) linksOf(items_[i]).flags &= ~kIsSeen;
    std::free(items_);
  }

  bool add(void* payload) {
    if (payload == nullptr || (linksOf(payload).flags & kIsSeen) != 0) return true;
    if (count_ == capacity_) {
      const std::size_t capacity = 2 * capacity_ + 16;
      void* items = std::realloc(items_, capacity * sizeof(void*));
      if (items == nullptr) return false;
      items_ = static_cast<void**>(items);
      capacity_ = capacity;
    }
    linksOf(payload).flags |= kIsSeen;
    items_[count_++] = payload;
    return true;
  }
  std::size_t size() const { return count_; }
  void* operator[](std::size_t index) const { return items_[index]; }

 private:
  static constexpr std::int32_t kIsSeen = 1 << 30;
  void** items_ = nullptr;
  std::size_t count_ = 0, capacity_ = 0;
};

/// Makes `error` unreachable from `start`, which is about to be linked to it. False without memory.
bool cutRing(void* error, void* start, std::int64_t ownReferences) {
  if (start == nullptr || referenceCount(error) <= ownReferences) return true;  // nobody else knows it
  Payloads found;
  bool hasMemory = found.add(start);
  for (std::size_t i = 0; i < found.size() && hasMemory; ++i) {
    ErrorLinks& links = linksOf(found[i]);
    if (links.context == error) {
      drop(links.context, links.contextStatus);
      links.flags |= kHasNoContext;
    }
    if (links.cause == error) drop(links.cause, links.causeStatus);
    hasMemory = found.add(links.context) && found.add(links.cause);
  }
  return hasMemory;
}

/// The payload itself, or one for an exception that has none; a new reference.
void* owned(void* payload) {
  if (payload == nullptr) return prt_payload_allocate(0, nullptr);
  prt_retain(payload);
  return payload;
}

void* orNothing(bool isDone, void* payload) {
  if (isDone) return payload;
  prt_release(payload);
  return nullptr;
}

}  // namespace
}  // namespace pyrite::runtime

using pyrite::runtime::ErrorLinks;
using pyrite::runtime::linksOf;

extern "C" {

/// The payload of an exception that is raised while another is handled, a new reference; nullptr without memory. One that was
/// made before (`isOld`) forgets its context; else all that it was raised in the context of, was raised in that of the handled
/// one.
void* prt_error_context(void* payload, std::int32_t status, void* handled, std::int32_t handledStatus, std::int32_t isOld) {
  void* error = pyrite::runtime::owned(payload);
  if (error == nullptr || handledStatus == 0) return error;
  if (isOld != 0 && payload == handled && status == handledStatus) return error;
  void* last = error;
  std::int64_t ownReferences = payload == nullptr ? 1 : 2;
  while (isOld == 0 && linksOf(last).contextStatus != 0) {
    ErrorLinks& links = linksOf(last);
    if (links.context == nullptr) links.context = prt_payload_allocate(0, nullptr);
    if (links.context == nullptr) return pyrite::runtime::orNothing(false, error);
    if (links.context == handled) return error;
    last = links.context;
    ownReferences = 1;
  }
  if (last == handled || (isOld == 0 && (linksOf(last).flags & pyrite::runtime::kHasNoContext) != 0)) return error;
  if (!pyrite::runtime::cutRing(last, handled, ownReferences)) return pyrite::runtime::orNothing(false, error);
  prt_retain(handled);
  ErrorLinks& links = linksOf(last);
  prt_release(links.context);
  links.context = handled;
  links.contextStatus = handledStatus;
  links.flags &= ~pyrite::runtime::kHasNoContext;
  return error;
}

/// The payload of an exception that is raised from another, or, where the status is 0, from None; a new reference, nullptr
/// without memory.
void* prt_error_cause(void* payload, std::int32_t status, void* cause, std::int32_t causeStatus) {
  void* error = pyrite::runtime::owned(payload);
  if (error == nullptr) return nullptr;
  const bool isItself = causeStatus == status && cause == payload;
  if (isItself) {
    cause = nullptr;
    causeStatus = 0;
  }
  if (!pyrite::runtime::cutRing(error, cause, payload == nullptr ? 1 : 2)) return pyrite::runtime::orNothing(false, error);
  prt_retain(cause);
  ErrorLinks& links = linksOf(error);
  prt_release(links.cause);
  links.cause = cause;
  links.causeStatus = causeStatus;
  links.flags &= pyrite::runtime::kHasNoContext;
  links.flags |= pyrite::runtime::kHasCause | (isItself ? pyrite::runtime::kCausesItself : 0);
  return error;
}

/// Whether two exceptions that have payloads are one. The interpreter may raise one object several times.
std::int32_t prt_error_is(void* payload, void* other) {
  if (payload == other) return 1;
  const bool areForeign = pyrite::runtime::isForeign(payload) && pyrite::runtime::isForeign(other);
  return areForeign && pyrite::runtime::foreignObject(payload) == pyrite::runtime::foreignObject(other) ? 1 : 0;
}
}
