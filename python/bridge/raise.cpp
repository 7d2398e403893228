// Exceptions out.
#include "python/bridge/raise.hpp"

#include <utility>

#include "runtime/functions.hpp"
#include "runtime/memory.hpp"
#include "runtime/status.hpp"

namespace pyrite::bridge {

namespace {

/// What an f-string says, with `values` from `next` on in its holes.
Ref formattedText(const ir::FormattedText& text, PyObject* values, Py_ssize_t& next) {
  Ref joined = newText("");
  for (const ir::FormattedText::Piece& piece : text.pieces) {
    Ref part;
    if (!piece.isHole) {
      part = newText(piece.text);
    } else {
      Ref value = Ref::share(PyTuple_GetItem(values, next++));
      if (piece.conversion == 1) value = Ref::steal(PyObject_Str(value.get()));
      if (piece.conversion == 2) value = Ref::steal(PyObject_Repr(value.get()));
      if (piece.conversion == 3) value = Ref::steal(PyObject_ASCII(value.get()));
      const Ref specification = newText(piece.text);
      if (value && specification) part = Ref::steal(PyObject_Format(value.get(), specification.get()));
    }
    if (!joined || !part) return {};
    joined = Ref::steal(PyUnicode_Concat(joined.get(), part.get()));
  }
  return joined;
}

/// `values`: the tuple of the run-time values, nullptr when there are none; `next`: the first that is not used yet.
Ref argumentObject(const ir::RaiseArgument& argument, PyObject* values, Py_ssize_t& next) {
  if (std::holds_alternative<ir::RunTimeValue>(argument.value)) return Ref::share(PyTuple_GetItem(values, next++));
  if (const auto* text = std::get_if<ir::FormattedText>(&argument.value)) return formattedText(*text, values, next);
  if (const auto* flag = std::get_if<bool>(&argument.value)) return Ref::steal(PyBool_FromLong(*flag));
  if (const auto* integer = std::get_if<std::int64_t>(&argument.value)) return Ref::steal(PyLong_FromLongLong(*integer));
  if (const auto* number = std::get_if<double>(&argument.value)) return Ref::steal(PyFloat_FromDouble(*number));
  if (const auto* text = std::get_if<std::string>(&argument.value)) return newText(*text);
  if (const auto* object = std::get_if<ObjectId>(&argument.value)) return Ref::share(ObjectTable::instance().find(*object));
  return Ref::share(Py_None);
}

Ref exceptionClass(const ir::RaiseSite& site) {
  if (site.cls.valid()) return Ref::share(ObjectTable::instance().find(site.cls));
  const Ref builtins = Ref::steal(PyImport_ImportModule("builtins"));
  Ref found = builtins ? attributeOrNull(builtins.get(), site.exception.c_str()) : Ref();
  if (!found) PyErr_Format(PyExc_SystemError, "compiled code raised an unknown exception %s", site.exception.c_str());
  return found;
}

/// The exception being handled goes on, with the traceback it has.
void raiseAgain() {
  PyObject *type = nullptr, *value = nullptr, *traceback = nullptr;
  PyErr_GetExcInfo(&type, &value, &traceback);
  if (type == nullptr || type == Py_None) {
    Py_XDECREF(type);
    Py_XDECREF(value);
    Py_XDECREF(traceback);
    PyErr_SetString(PyExc_RuntimeError, "No active exception to reraise");
    return;
  }
  PyErr_Restore(type, value, traceback);
}

void raiseSite(const ir::RaiseSite& site, PyObject* values) {
  if (site.exception == ir::kReraise) return raiseAgain();
  const Ref cls = exceptionClass(site);
  if (!cls) return;
  if (PyExceptionInstance_Check(cls.get())) return PyErr_SetObject(reinterpret_cast<PyObject*>(Py_TYPE(cls.get())), cls.get());
  Py_ssize_t next = 0;
  Ref arguments = Ref::steal(PyTuple_New(static_cast<Py_ssize_t>(site.arguments.size())));
  for (std::size_t i = 0; arguments && i < site.arguments.size(); ++i) {
    Ref argument = argumentObject(site.arguments[i], values, next);
    if (!argument) return;
    PyTuple_SET_ITEM(arguments.get(), static_cast<Py_ssize_t>(i), argument.release());
  }
  const Ref exception = arguments ? Ref::steal(PyObject_CallObject(cls.get(), arguments.get())) : Ref();
  if (!exception) return;  // the constructor raised: that is what comes out
  if (!PyExceptionInstance_Check(exception.get()))
    return PyErr_SetString(PyExc_TypeError, "exceptions must derive from BaseException");
  PyErr_SetObject(reinterpret_cast<PyObject*>(Py_TYPE(exception.get())), exception.get());
}

/// The lines of a traceback, from the inside out. What the library does is not shown where the line that called it is known.
std::vector<ir::CallFrame> framesOf(const ir::RaiseSite& site) {
  std::vector<ir::CallFrame> frames{{site.span, site.function, site.file}};
  frames.insert(frames.end(), site.callers.begin(), site.callers.end());
  const Ref library = packageAttribute("pyrite.library", "__path__");
  const Ref folder = library ? Ref::steal(PySequence_GetItem(library.get(), 0)) : Ref();
  const std::string path = textOf(folder.get());
  if (!folder) PyErr_Clear();
  while (frames.size() > 1 && !path.empty() && frames.front().file.starts_with(path)) frames.erase(frames.begin());
  return frames;
}

/// Adds the compiled functions' lines to the traceback of the current exception.
void addTraceback(const KernelState& kernel, Specialization& specialization, std::size_t index) {
  const ir::RaiseSite& site = specialization.module.sites[index];
  if (site.span.line <= 0) return;
  PyObject *type = nullptr, *value = nullptr, *traceback = nullptr;
  PyErr_Fetch(&type, &value, &traceback);
  if (specialization.siteCodes.size() <= index) specialization.siteCodes.resize(specialization.module.sites.size());
  std::vector<Ref>& codes = specialization.siteCodes[index];
  if (codes.empty()) {
    for (const ir::CallFrame& frame : framesOf(site))
      codes.push_back(Ref::steal(
          reinterpret_cast<PyObject*>(PyCode_NewEmpty(frame.file.c_str(), frame.function.c_str(), frame.span.line))));
  }
  const Ref globals = attributeOrNull(kernel.function.get(), "__globals__");
  PyErr_Restore(type, value, traceback);
  for (const Ref& code : codes) {
    if (!code || !globals) break;
    PyErr_Fetch(&type, &value, &traceback);
    const Ref frame =
        Ref::steal(reinterpret_cast<PyObject*>(newFrame(reinterpret_cast<PyCodeObject*>(code.get()), globals.get())));
    if (!frame) PyErr_Clear();
    PyErr_Restore(type, value, traceback);
    if (frame) PyTraceBack_Here(reinterpret_cast<PyFrameObject*>(frame.get()));
  }
}

void raiseRuntimeStatus(std::int32_t status) {
  if (status == runtime::kInterpreterError) {  // as it was raised
    void* error = std::exchange(*prt_payload_in_flight(), nullptr);
    if (error == nullptr) return void(PyErr_NoMemory());
    auto* exception = static_cast<PyObject*>(runtime::foreignObject(error));
    if constexpr (kCollectsLate) {
      const Ref helper = packageAttribute("pyrite.object_calls", "raise_again");
      const Ref never = helper ? Ref::steal(PyObject_CallFunctionObjArgs(helper.get(), exception, nullptr)) : Ref();
      return prt_release(error);
    }
    PyErr_Restore(Ref::share(reinterpret_cast<PyObject*>(Py_TYPE(exception))).release(), Ref::share(exception).release(),
                  PyException_GetTraceback(exception));
    return prt_release(error);
  }
  const runtime::StatusInfo* info = runtime::statusInfo(status);
  const Ref builtins = info == nullptr ? Ref() : Ref::steal(PyImport_ImportModule("builtins"));
  const Ref cls = builtins ? attributeOrNull(builtins.get(), info->exception) : Ref();
  if (cls)
    PyErr_SetString(cls.get(), info->message);
  else
    PyErr_Format(PyExc_SystemError, "compiled code returned an unknown status, %d", static_cast<int>(status));
}

std::string sourceLine(const std::string& file, int line) {
  if (file.empty() || line <= 0) return {};
  const Ref getline = packageAttribute("linecache", "getline");
  const Ref text = getline ? Ref::steal(PyObject_CallFunction(getline.get(), "si", file.c_str(), line)) : Ref();
  if (!text) PyErr_Clear();
  std::string result = textOf(text.get());
  while (!result.empty() && (result.back() == '\n' || result.back() == '\r')) result.pop_back();
  return result;
}

/// The run-time values of the exception that compiled code left with, taken out of flight.
Ref takePayload(Type type) {
  void** inFlight = prt_payload_in_flight();
  void* payload = std::exchange(*inFlight, nullptr);
  if (payload == nullptr || type == nullptr) return {};
  const BoxNode plan = planBox(cpu::hostTarget(), type, 0);
  retainBoxed(plan, static_cast<char*>(payload) + runtime::kDataOffset);
  Ref values = Ref::steal(box(plan, static_cast<char*>(payload) + runtime::kDataOffset, {}));
  prt_release(payload);
  return values;
}

}  // namespace

void raiseStatus(const KernelState& kernel, Specialization& specialization, std::int32_t status) {
  if (status > 0 && static_cast<std::size_t>(status) <= specialization.module.sites.size()) {
    const auto index = static_cast<std::size_t>(status) - 1;
    const bool isReraise = specialization.module.sites[index].exception == ir::kReraise;
    const Ref values = takePayload(specialization.module.sites[index].payload);
    if (!PyErr_Occurred()) raiseSite(specialization.module.sites[index], values.get());
    if (PyErr_Occurred() && !(isReraise && !PyErr_ExceptionMatches(PyExc_RuntimeError)))
      addTraceback(kernel, specialization, index);
    return;
  }
  raiseRuntimeStatus(status);
}

bool raiseInFlight() {
  if (!runtime::isForeign(*prt_payload_in_flight())) return false;
  raiseRuntimeStatus(runtime::kInterpreterError);
  return true;
}

void raiseError(const char* className, const std::string& message) {
  Ref cls = packageAttribute("pyrite.errors", className);
  if (!cls) {
    PyErr_Clear();
    const Ref builtins = Ref::steal(PyImport_ImportModule("builtins"));
    cls = builtins ? attributeOrNull(builtins.get(), className) : Ref();
  }
  PyErr_SetString(cls ? cls.get() : PyExc_RuntimeError, message.c_str());
}

void raiseDiagnostic(const Diagnostic& diagnostic) {
  raiseError(exceptionClassName(diagnostic.kind), diagnostic.renderWith(sourceLine(diagnostic.file, diagnostic.span.line)));
}

}  // namespace pyrite::bridge
