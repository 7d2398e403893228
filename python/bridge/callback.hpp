// Calls that compiled code has the interpreter make.
#pragma once

#include "python/bridge/kernel.hpp"
#include "runtime/callback.hpp"

namespace pyrite::bridge {

/// Plans the calls of a specialisation's code; false with an exception set.
void planObjectCalls(Specialization& specialization);

/// The exception that is set goes on its way through compiled code: the payload of kInterpreterError.
void sendCurrent();

/// From now on compiled loops of the main thread ask for signals. Called by the thread that imports.
void answerInterrupts();

/// While it lives, the code of the specialisation may call objects, on this thread.
class ObjectCalls {
 public:
  ObjectCalls(const Specialization& specialization, const BoxContext& context);
  ~ObjectCalls();
  ObjectCalls(const ObjectCalls&) = delete;
  ObjectCalls& operator=(const ObjectCalls&) = delete;

 private:
  static std::int32_t matches(void* self, void* error, std::int64_t handler);
  static std::int32_t call(void* self, std::int64_t index, char* arguments, char* result);
  bool makeCall(std::size_t index, char* arguments, char* result) const;

  const Specialization& specialization_;
  const BoxContext context_;
  const runtime::ObjectCaller before_;
};

}  // namespace pyrite::bridge
