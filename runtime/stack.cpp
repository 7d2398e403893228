// How far the stack of the running thread reaches.
#include <pthread.h>

#include <algorithm>
#include <cstddef>

#include "runtime/functions.hpp"

namespace {

/// Room for what is called last: a handler, the runtime, the interpreter.
constexpr std::size_t kReserve = 256 * 1024;

std::int64_t findLimit() {
  pthread_attr_t attributes;
  if (pthread_getattr_np(pthread_self(), &attributes) != 0) return 0;
  void* lowest = nullptr;
  std::size_t size = 0, guard = 0;
  const bool isKnown =
      pthread_attr_getstack(&attributes, &lowest, &size) == 0 && pthread_attr_getguardsize(&attributes, &guard) == 0;
  pthread_attr_destroy(&attributes);
  if (!isKnown) return 0;
  return static_cast<std::int64_t>(reinterpret_cast<std::uintptr_t>(lowest) + guard + std::min(kReserve, size / 4));
}

}  // namespace

extern "C" std::int64_t prt_stack_limit() {
  thread_local const std::int64_t limit = findLimit();
  return limit;
}
