// The generator type: iteration, send, throw and close.
#include "python/bridge/generators.hpp"

#include <optional>
#include <utility>

#include "python/bridge/callback.hpp"
#include "python/bridge/lists.hpp"
#include "python/bridge/raise.hpp"
#include "runtime/functions.hpp"
#include "runtime/memory.hpp"

namespace pyrite::bridge {

namespace {

struct GeneratorState {
  void* block = nullptr;
  std::shared_ptr<Specialization> specialization;  // the code
  Ref kernel;
  std::vector<Ref> kept;  // the arguments: arrays among them are borrowed by the code
  std::vector<PyObject*> arguments;
  const BoxNode *yielded = nullptr, *returned = nullptr;
  bool isRunning = false;

  GeneratorState() = default;
  GeneratorState(const GeneratorState&) = delete;
  GeneratorState& operator=(const GeneratorState&) = delete;
  ~GeneratorState() { prt_generator_release(block); }

  char* data() const { return static_cast<char*>(block) + runtime::kDataOffset; }
  std::int64_t& place() const { return *reinterpret_cast<std::int64_t*>(data()); }
  bool isOver() const { return place() == runtime::kGeneratorOver; }
  void end() const { place() = runtime::kGeneratorOver; }
};

/// Whether it waits where what is raised there may be caught.
bool isProtected(const GeneratorState& state) {
  return state.place() > 0 && runtime::generatorCode(state.block).isProtected != 0;
}

struct GeneratorObject {
  PyObject_HEAD GeneratorState* state;
};

PyTypeObject* theGeneratorType = nullptr;

GeneratorState& stateOf(PyObject* object) { return *reinterpret_cast<GeneratorObject*>(object)->state; }

/// The value in the frame; the frame keeps its own reference.
PyObject* boxField(GeneratorState& state, const BoxNode& node) {
  retainBoxed(node, state.data());
  BoxContext context;
  context.arguments = state.arguments.data();
  context.argumentCount = state.arguments.size();
  context.code = state.kernel.get();
  return box(node, state.data(), context);
}

/// A StopIteration that leaves the body is an error of the body.
void replaceStopIteration() {
  if (!PyErr_ExceptionMatches(PyExc_StopIteration)) return;
  PyObject *type = nullptr, *value = nullptr, *traceback = nullptr;
  PyErr_Fetch(&type, &value, &traceback);
  PyErr_NormalizeException(&type, &value, &traceback);
  const Ref error = Ref::steal(PyObject_CallFunction(PyExc_RuntimeError, "s", "generator raised StopIteration"));
  if (error) {
    Py_XINCREF(value);
    PyException_SetCause(error.get(), value);  // steals
    PyErr_SetObject(PyExc_RuntimeError, error.get());
  }
  Py_XDECREF(type);
  Py_XDECREF(value);
  Py_XDECREF(traceback);
}

/// Runs on to the next yield or the end. False with an exception set.
bool resume(GeneratorState& state) {
  if (state.isRunning) {
    PyErr_SetString(PyExc_ValueError, "generator already executing");
    return false;
  }
  state.isRunning = true;
  std::optional<ObjectCalls> calls;
  if (state.specialization->callsInterpreter()) {
    BoxContext context;
    context.arguments = state.arguments.data();
    context.argumentCount = state.arguments.size();
    context.code = state.kernel.get();
    context.specialization = &state.specialization;
    calls.emplace(*state.specialization, context);
  }
  const std::int32_t status = runtime::generatorCode(state.block).resume(state.block);
  state.isRunning = false;
  if (status == 0) return true;
  raiseStatus(*kernelOf(state.kernel.get()), *state.specialization, status);
  return false;
}

PyObject* raiseEnd(GeneratorState& state) {
  const Ref value = Ref::steal(boxField(state, *state.returned));
  if (!value || value.get() == Py_None) return nullptr;
  const Ref end = Ref::steal(PyObject_CallFunctionObjArgs(PyExc_StopIteration, value.get(), nullptr));
  if (end) PyErr_SetObject(PyExc_StopIteration, end.get());
  return nullptr;
}

PyObject* nextOf(PyObject* object) {
  GeneratorState& state = stateOf(object);
  if (state.isOver() && !state.isRunning) return nullptr;
  if (!resume(state)) {
    if (!state.isRunning) replaceStopIteration();
    return nullptr;
  }
  return state.isOver() ? raiseEnd(state) : boxField(state, *state.yielded);
}

PyObject* iterOf(PyObject* object) { return Py_INCREF(object), object; }

PyObject* send(PyObject* object, PyObject* value) {
  if (value != Py_None && stateOf(object).place() == 0) {
    PyErr_SetString(PyExc_TypeError, "can't send non-None value to a just-started generator");
    return nullptr;
  }
  if (value != Py_None && !stateOf(object).isOver()) {
    raiseError("UnsupportedError", "compiled generators take no values: send() is only compiled for None");
    return nullptr;
  }
  PyObject* next = nextOf(object);
  if (next == nullptr && !PyErr_Occurred()) PyErr_SetNone(PyExc_StopIteration);
  return next;
}

PyObject* close(PyObject* object, PyObject*) {
  GeneratorState& state = stateOf(object);
  if (state.isOver() && !state.isRunning) Py_RETURN_NONE;
  if (!isProtected(state)) {
    if (!state.isRunning) state.end();
    if (!state.isRunning) Py_RETURN_NONE;
  }
  reinterpret_cast<std::uint8_t*>(state.data())[runtime::kGeneratorClosing] = 1;
  if (resume(state)) {
    if (state.isOver()) Py_RETURN_NONE;
    state.end();
    PyErr_SetString(PyExc_RuntimeError, "generator ignored GeneratorExit");
    return nullptr;
  }
  if (!PyErr_ExceptionMatches(PyExc_GeneratorExit) && !PyErr_ExceptionMatches(PyExc_StopIteration)) return nullptr;
  PyErr_Clear();
  Py_RETURN_NONE;
}

PyObject* throwInto(PyObject* object, PyObject* arguments) {
  PyObject *type = nullptr, *value = nullptr, *traceback = nullptr;
  if (!PyArg_UnpackTuple(arguments, "throw", 1, 3, &type, &value, &traceback)) return nullptr;
  GeneratorState& state = stateOf(object);
  if (state.isRunning) return PyErr_SetString(PyExc_ValueError, "generator already executing"), nullptr;
  if (PyExceptionInstance_Check(type)) {
    if (value != nullptr && value != Py_None)
      return PyErr_SetString(PyExc_TypeError, "instance exception may not have a separate value"), nullptr;
    PyErr_SetObject(reinterpret_cast<PyObject*>(Py_TYPE(type)), type);
  } else if (PyExceptionClass_Check(type)) {
    PyErr_SetObject(type, value == nullptr ? Py_None : value);
  } else {
    return PyErr_SetString(PyExc_TypeError, "exceptions must be classes or instances deriving from BaseException"), nullptr;
  }
  if (!isProtected(state)) {
    if (state.place() > 0) replaceStopIteration();
    state.end();
    return nullptr;
  }
  sendCurrent();
  prt_generator_throw(state.block);
  PyObject* next = nextOf(object);
  if (next == nullptr && !PyErr_Occurred()) PyErr_SetNone(PyExc_StopIteration);
  return next;
}

void destroyGenerator(PyObject* object) {
  PyTypeObject* type = Py_TYPE(object);
  PyObject *error = nullptr, *value = nullptr, *traceback = nullptr;
  PyErr_Fetch(&error, &value, &traceback);
  delete std::exchange(reinterpret_cast<GeneratorObject*>(object)->state, nullptr);
  PyErr_Restore(error, value, traceback);
  type->tp_free(object);
  Py_DECREF(type);
}

PyMethodDef methods[] = {
    {"send", send, METH_O, "Runs on; only None can be sent."},
    {"close", close, METH_NOARGS, "Ends the generator; its finally blocks run."},
    {"throw", throwInto, METH_VARARGS, "Raises an exception where the generator waits."},
    {nullptr, nullptr, 0, nullptr},
};

PyType_Slot slots[] = {
    {Py_tp_dealloc, reinterpret_cast<void*>(destroyGenerator)},
    {Py_tp_iter, reinterpret_cast<void*>(iterOf)},
    {Py_tp_iternext, reinterpret_cast<void*>(nextOf)},
    {Py_tp_methods, methods},
    {0, nullptr},
};

}  // namespace

PyObject* newGenerator(const BoxNode& node, void* block, const BoxContext& context) {
  auto state = std::make_unique<GeneratorState>();
  state->block = block;
  if (context.specialization == nullptr || (context.lists != nullptr && context.lists->hasAny())) {
    raiseError("UnsupportedError", "a generator that reads a list argument cannot be returned to Python");
    return nullptr;
  }
  state->specialization = *context.specialization;
  state->kernel = Ref::share(context.code);
  for (std::size_t i = 0; i < context.argumentCount; ++i) {
    state->kept.push_back(Ref::share(context.arguments[i]));
    state->arguments.push_back(context.arguments[i]);
  }
  state->yielded = &node.children[0];
  state->returned = &node.children[1];
  auto* object = reinterpret_cast<GeneratorObject*>(theGeneratorType->tp_alloc(theGeneratorType, 0));
  if (object == nullptr) return nullptr;
  object->state = state.release();
  return reinterpret_cast<PyObject*>(object);
}

bool initGeneratorType() {
  static PyType_Spec spec = {"pyrite._core.Generator", sizeof(GeneratorObject), 0, Py_TPFLAGS_DEFAULT, slots};
  if (theGeneratorType == nullptr) theGeneratorType = reinterpret_cast<PyTypeObject*>(PyType_FromSpec(&spec));
  return theGeneratorType != nullptr;
}

}  // namespace pyrite::bridge
