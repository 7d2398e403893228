// Arguments of compiled code as objects, and the call. An exception stays set while compiled code unwinds.
#include "python/bridge/callback.hpp"

#include "runtime/status.hpp"

namespace pyrite::bridge {

void planObjectCalls(Specialization& specialization) {
  for (const ir::ObjectCall& call : specialization.module.objects)
    specialization.objectCalls.push_back(
        {Ref::share(ObjectTable::instance().find(call.callee)), planBox(cpu::hostTarget(), call.arguments, 0)});
}

ObjectCalls::ObjectCalls(const Specialization& specialization, const BoxContext& context)
    : specialization_(specialization), context_(context), before_(runtime::objectCaller()) {
  runtime::objectCaller() = {&ObjectCalls::call, this};
}

ObjectCalls::~ObjectCalls() { runtime::objectCaller() = before_; }

std::int32_t ObjectCalls::call(void* self, std::int64_t index, char* arguments) {
  const auto& calls = *static_cast<const ObjectCalls*>(self);
  const PyGILState_STATE lock = PyGILState_Ensure();  // compiled code may run without it
  PyErr_Clear();                                      // of an exception that compiled code has handled
  const bool isDone = calls.makeCall(static_cast<std::size_t>(index), arguments);
  PyGILState_Release(lock);
  return isDone ? 0 : runtime::kInterpreterError;
}

/// All references are given back while the lock is held.
bool ObjectCalls::makeCall(std::size_t index, char* arguments) const {
  const Specialization::ObjectCall& planned = specialization_.objectCalls[index];
  retainBoxed(planned.arguments, arguments);
  const Ref values = Ref::steal(box(planned.arguments, arguments, context_));
  return values && Ref::steal(PyObject_Call(planned.callee.get(), values.get(), nullptr));
}

}  // namespace pyrite::bridge
