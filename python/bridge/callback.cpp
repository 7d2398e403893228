// Arguments of compiled code as objects, and the call. An exception stays set while compiled code unwinds.
#include "python/bridge/callback.hpp"

#include <pthread.h>

#include "python/bridge/memory.hpp"
#include "python/bridge/object_results.hpp"
#include "runtime/functions.hpp"
#include "runtime/interrupts.hpp"
#include "runtime/status.hpp"

namespace pyrite::bridge {

namespace {

/// An exception goes on its way through compiled code: the payload of its status.
void send(PyObject* error) {
  prt_payload_drop();
  *prt_payload_in_flight() = adoptObject(error);  // without memory what was raised is unknown, see raiseStatus
}

}  // namespace

void sendCurrent() {
  PyObject *type = nullptr, *value = nullptr, *traceback = nullptr;
  PyErr_Fetch(&type, &value, &traceback);
  PyErr_NormalizeException(&type, &value, &traceback);
  if (traceback != nullptr) PyException_SetTraceback(value, traceback);
  Py_XDECREF(type);
  Py_XDECREF(traceback);
  send(value);
  Py_XDECREF(value);
}

namespace {

/// What the call returns; empty when it raised, which is then on its way.
Ref attempt(PyObject* callee, PyObject* arguments) {
  if constexpr (kCollectsLate) {
    const Ref helper = packageAttribute("pyrite.object_calls", "attempt");
    const Ref outcome = helper ? Ref::steal(PyObject_CallFunctionObjArgs(helper.get(), callee, arguments, nullptr)) : Ref();
    if (outcome && PyTuple_Check(outcome.get())) return Ref::share(PyTuple_GET_ITEM(outcome.get(), 0));
    if (outcome) return send(outcome.get()), Ref();
    return sendCurrent(), Ref();
  }
  Ref returned = Ref::steal(PyObject_Call(callee, arguments, nullptr));
  if (!returned) sendCurrent();
  return returned;
}

/// The interpreter runs a function of its own, and its handlers of signals before that; others than CPython look nowhere else.
bool handleSignals() {
  if constexpr (!kCollectsLate) return PyErr_CheckSignals() == 0 || (sendCurrent(), false);
  const Ref pause = packageAttribute("pyrite.object_calls", "pause");
  const Ref arguments = Ref::steal(PyTuple_New(0));
  return pause && arguments && attempt(pause.get(), arguments.get());
}

pthread_t mainThread;

std::int32_t answer() {
  if (pthread_equal(pthread_self(), mainThread) == 0) return runtime::kSuccess;
  const PyGILState_STATE lock = PyGILState_Ensure();  // compiled code may run without it
  const bool isDone = handleSignals();
  if (!isDone && PyErr_Occurred()) sendCurrent();  // the handler ran while this was prepared
  PyGILState_Release(lock);
  return isDone ? runtime::kSuccess : runtime::kInterpreterError;
}

}  // namespace

void answerInterrupts() {
  mainThread = pthread_self();
  runtime::setInterruptQuestion(&answer);
}

void planObjectCalls(Specialization& specialization) {
  for (const ir::ObjectCall& call : specialization.module.objects)
    specialization.objectCalls.push_back({Ref::share(ObjectTable::instance().find(call.callee)),
                                          planBox(cpu::hostTarget(), call.arguments, 0),
                                          planBox(cpu::hostTarget(), call.result, 0)});
}

ObjectCalls::ObjectCalls(const Specialization& specialization, const BoxContext& context)
    : specialization_(specialization), context_(context), before_(runtime::objectCaller()) {
  runtime::objectCaller() = {&ObjectCalls::call, &ObjectCalls::matches, this};
}

ObjectCalls::~ObjectCalls() { runtime::objectCaller() = before_; }

std::int32_t ObjectCalls::call(void* self, std::int64_t index, char* arguments, char* result) {
  const auto& calls = *static_cast<const ObjectCalls*>(self);
  const PyGILState_STATE lock = PyGILState_Ensure();  // compiled code may run without it
  const bool isDone = calls.makeCall(static_cast<std::size_t>(index), arguments, result);
  if (!isDone && PyErr_Occurred()) sendCurrent();
  PyGILState_Release(lock);
  return isDone ? 0 : runtime::kInterpreterError;
}

std::int32_t ObjectCalls::matches(void* self, void* error, std::int64_t handler) {
  const ir::Module& module = static_cast<const ObjectCalls*>(self)->specialization_.module;
  const PyGILState_STATE lock = PyGILState_Ensure();
  int isOne = 0;
  for (const types::ObjectId cls : module.handlers[static_cast<std::size_t>(handler)])
    if (PyObject* wanted = ObjectTable::instance().find(cls); wanted != nullptr && isOne == 0)
      isOne = PyErr_GivenExceptionMatches(static_cast<PyObject*>(error), wanted);
  PyGILState_Release(lock);
  return isOne;
}

/// All references are given back while the lock is held.
bool ObjectCalls::makeCall(std::size_t index, char* arguments, char* result) const {
  const Specialization::ObjectCall& planned = specialization_.objectCalls[index];
  retainBoxed(planned.arguments, arguments);
  const Ref values = Ref::steal(box(planned.arguments, arguments, context_));
  const Ref returned = values ? attempt(planned.callee.get(), values.get()) : Ref();
  if (!returned || planned.result.type->is(types::Kind::Void)) return static_cast<bool>(returned);
  return storeResult(*specialization_.world, planned.result, returned.get(), result);
}

}  // namespace pyrite::bridge
