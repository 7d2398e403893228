// How compiled code has the interpreter call something.
#pragma once

#include <cstdint>

namespace pyrite::runtime {

/// Whoever enters compiled code sets what its calls of objects go to, for this thread, and puts back what was there.
struct ObjectCaller {
  std::int32_t (*call)(void* context, std::int64_t index, char* arguments, char* result) = nullptr;
  /// Whether an error, which is the payload of kInterpreterError, is of the classes of an except clause.
  std::int32_t (*matches)(void* context, void* error, std::int64_t handler) = nullptr;
  void* context = nullptr;
};
ObjectCaller& objectCaller();

}  // namespace pyrite::runtime
