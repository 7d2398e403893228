// How compiled loops learn of signals.
#pragma once

#include <atomic>
#include <cstdint>

namespace pyrite::runtime {

/// Gives a status: kSuccess, or kInterpreterError with the exception that a signal raised as its payload.
using InterruptQuestion = std::int32_t (*)();
void setInterruptQuestion(InterruptQuestion asked);

}  // namespace pyrite::runtime
