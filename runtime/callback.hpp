// How compiled code has the interpreter call something.
#pragma once

#include <cstdint>

namespace pyrite::runtime {

/// Whoever enters compiled code sets what its calls of objects go to, for this thread, and puts back what was there.
struct ObjectCaller {
  std::int32_t (*call)(void* context, std::int64_t index, char* arguments) = nullptr;
  void* context = nullptr;
};
ObjectCaller& objectCaller();

}  // namespace pyrite::runtime
