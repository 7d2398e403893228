// The way back into the interpreter.
#include "runtime/callback.hpp"

#include "runtime/functions.hpp"
#include "runtime/status.hpp"

namespace pyrite::runtime {

ObjectCaller& objectCaller() {
  thread_local ObjectCaller caller;
  return caller;
}

}  // namespace pyrite::runtime

extern "C" std::int32_t prt_call_object(std::int64_t index, char* arguments) {
  const pyrite::runtime::ObjectCaller& caller = pyrite::runtime::objectCaller();
  if (caller.call == nullptr) return pyrite::runtime::kInterpreterError;
  return caller.call(caller.context, index, arguments);
}
