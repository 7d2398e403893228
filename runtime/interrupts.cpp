// Asks for signals, but not too often.
#include "runtime/interrupts.hpp"

#include <time.h>

#include "runtime/functions.hpp"
#include "runtime/memory.hpp"
#include "runtime/status.hpp"

namespace pyrite::runtime {

namespace {

std::atomic<InterruptQuestion> question{nullptr};
constexpr std::int64_t kInterval = 40'000'000;  // nanoseconds

}  // namespace

void setInterruptQuestion(InterruptQuestion asked) { question.store(asked, std::memory_order_relaxed); }

}  // namespace pyrite::runtime

extern "C" std::int32_t prt_interrupt_check() {
  using namespace pyrite::runtime;
  if (isForeign(*prt_payload_in_flight())) return kInterpreterError;  // was thrown into the generator that runs
  thread_local std::int64_t due = 0;
  timespec clock{};
  clock_gettime(CLOCK_MONOTONIC_COARSE, &clock);
  const std::int64_t now = std::int64_t{clock.tv_sec} * 1'000'000'000 + clock.tv_nsec;
  if (now < due) return 0;
  due = now + kInterval;
  const InterruptQuestion asked = question.load(std::memory_order_relaxed);
  return asked == nullptr ? 0 : asked();
}
