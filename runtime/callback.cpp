// The way back into the interpreter.
#include "runtime/callback.hpp"

#include "runtime/functions.hpp"
#include "runtime/memory.hpp"
#include "runtime/status.hpp"

namespace pyrite::runtime {

ObjectCaller& objectCaller() {
  thread_local ObjectCaller caller;
  return caller;
}

}  // namespace pyrite::runtime

extern "C" {

std::int32_t prt_call_object(std::int64_t index, char* arguments, char* result) {
  const pyrite::runtime::ObjectCaller& caller = pyrite::runtime::objectCaller();
  if (caller.call == nullptr) return pyrite::runtime::kInterpreterError;
  return caller.call(caller.context, index, arguments, result);
}

std::int32_t prt_object_error_matches(void* error, std::int64_t handler) {
  const pyrite::runtime::ObjectCaller& caller = pyrite::runtime::objectCaller();
  if (error == nullptr || caller.matches == nullptr) return 0;
  return caller.matches(caller.context, pyrite::runtime::foreignObject(error), handler);
}
}
