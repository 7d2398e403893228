// The statuses that compiled code returns for errors of the runtime.
#pragma once

#include <cstdint>

namespace pyrite::runtime {

enum StatusCode : std::int32_t {
  kSuccess = 0,
#define RUNTIME_STATUS(Name, value, exception, message) k##Name = value,
#include "runtime/status.def"
#undef RUNTIME_STATUS
};

struct StatusInfo {
  std::int32_t value;
  const char* exception;
  const char* message;
};

/// The exception behind a negative status; nullptr when there is none of that value.
const StatusInfo* statusInfo(std::int32_t value);

}  // namespace pyrite::runtime
