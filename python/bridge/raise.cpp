// Exceptions out.
#include "python/bridge/raise.hpp"

#include <map>
#include <tuple>
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
  const auto isOfLibrary = [&](const ir::CallFrame& frame) { return !path.empty() && frame.file.starts_with(path); };
  while (frames.size() > 1 && isOfLibrary(frames.front())) frames.erase(frames.begin());
  while (frames.size() > 1 && isOfLibrary(frames.back())) frames.pop_back();  // the loop of a universal function
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

/// The run-time values in the payload of an exception.
Ref payloadValues(Type type, void* payload) {
  if (payload == nullptr || type == nullptr) return {};
  const BoxNode plan = planBox(cpu::hostTarget(), type, 0);
  retainBoxed(plan, static_cast<char*>(payload) + runtime::kDataOffset);
  return Ref::steal(box(plan, static_cast<char*>(payload) + runtime::kDataOffset, {}));
}

void raiseCode(const KernelState& kernel, Specialization& specialization, std::int32_t status, void* payload) {
  const auto index = static_cast<std::size_t>(status) - 1;
  const bool isReraise = specialization.module.sites[index].exception == ir::kReraise;
  const Ref values = payloadValues(specialization.module.sites[index].payload, payload);
  if (!PyErr_Occurred()) raiseSite(specialization.module.sites[index], values.get());
  if (PyErr_Occurred() && !(isReraise && !PyErr_ExceptionMatches(PyExc_RuntimeError)))
    addTraceback(kernel, specialization, index);
}

bool isOfCode(const Specialization& specialization, std::int32_t status) {
  return status > 0 && static_cast<std::size_t>(status) <= specialization.module.sites.size();
}

// -- exceptions that know of others ------------------------------------------------------------------------------------

/// The exception that the interpreter's code handles which called compiled code; none: empty.
Ref handledOutside() {
  PyObject *type = nullptr, *value = nullptr, *traceback = nullptr;
  PyErr_GetExcInfo(&type, &value, &traceback);
  Py_XDECREF(type);
  Py_XDECREF(traceback);
  Ref handled = Ref::steal(value);
  return handled && PyExceptionInstance_Check(handled.get()) ? std::move(handled) : Ref();
}

Ref contextOf(PyObject* error) { return Ref::steal(PyException_GetContext(error)); }

void forgetContext(PyObject* error) { PyException_SetContext(error, nullptr); }

/// As the interpreter does it where something is raised: a ring is cut.
void setContext(PyObject* error, PyObject* context) {
  if (error == context) return;
  Ref at = Ref::share(context), behind = Ref::share(context);
  for (bool isSecond = false;; isSecond = !isSecond) {
    Ref next = contextOf(at.get());
    if (!next) break;
    if (next.get() == error) {
      forgetContext(at.get());
      break;
    }
    at = std::move(next);
    if (at.get() == behind.get()) break;  // a ring already
    if (isSecond) behind = contextOf(behind.get());
  }
  PyException_SetContext(error, Ref::share(context).release());
}

/// Makes the interpreter's objects of an exception and of those that it knows of.
class Chain {
 public:
  Chain(const KernelState& kernel, Specialization& specialization)
      : kernel_(kernel), specialization_(specialization), outside_(handledOutside()) {}

  /// The object, with all that is behind it; with an exception set: empty.
  Ref make(std::int32_t status, void* payload) {
    Ref first = object(status, payload);
    while (first && !toLink_.empty()) {
      const auto [error, ofStatus, ofPayload] = toLink_.back();
      toLink_.pop_back();
      if (!link(error, ofStatus, ofPayload)) return {};
    }
    return first;
  }

 private:
  using Key = std::pair<std::int32_t, void*>;

  Ref object(std::int32_t status, void* payload) {
    Ref& known = known_[{status, payload}];
    if (known) return known;
    known = raised(status, payload);
    if (known) toLink_.emplace_back(known.get(), status, payload);
    return known;
  }

  /// The exception with its traceback.
  Ref raised(std::int32_t status, void* payload) {
    if (status == runtime::kInterpreterError) return Ref::share(static_cast<PyObject*>(runtime::foreignObject(payload)));
    if (isOfCode(specialization_, status))
      raiseCode(kernel_, specialization_, status, payload);
    else
      raiseRuntimeStatus(status);
    PyObject *type = nullptr, *value = nullptr, *traceback = nullptr;
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    Py_XDECREF(type);
    if (traceback != nullptr && value != nullptr) PyException_SetTraceback(value, traceback);
    Py_XDECREF(traceback);
    return Ref::steal(value);
  }

  bool wasRaised(std::int32_t status) const {
    return !isOfCode(specialization_, status) ||
           specialization_.module.sites[static_cast<std::size_t>(status) - 1].span.line > 0;
  }

  bool link(PyObject* error, std::int32_t status, void* payload) {
    const runtime::ErrorLinks links = runtime::errorLinks(payload);
    Ref context = wasRaised(status) && (links.flags & runtime::kHasNoContext) == 0 ? outside_ : Ref();
    if (links.contextStatus != 0) {
      context = object(links.contextStatus, links.context);
      if (!context) return false;
    }
    if (status == runtime::kInterpreterError) {
      linkOutermost(error, context.get());
    } else {
      forgetContext(error);
      if (context) setContext(error, context.get());
    }
    if ((links.flags & runtime::kHasCause) == 0) return true;
    Ref cause = (links.flags & runtime::kCausesItself) != 0 ? Ref::share(error) : Ref::share(Py_None);
    if (links.causeStatus != 0) cause = object(links.causeStatus, links.cause);
    return cause && PyObject_SetAttrString(error, "__cause__", cause.get()) == 0;
  }

  /// What was raised in the interpreter has the contexts that it found there.
  void linkOutermost(PyObject* error, PyObject* context) {
    if (context == nullptr || context == outside_.get()) return;
    Ref at = Ref::share(error);
    for (Ref next = contextOf(at.get()); next && next.get() != outside_.get(); next = contextOf(at.get())) {
      if (next.get() == context || next.get() == error) return;
      at = std::move(next);
    }
    setContext(at.get(), context);
  }

  const KernelState& kernel_;
  Specialization& specialization_;
  Ref outside_;
  std::map<Key, Ref> known_;
  std::vector<std::tuple<PyObject*, std::int32_t, void*>> toLink_;
};

bool isLinked(void* payload) {
  const runtime::ErrorLinks links = runtime::errorLinks(payload);
  return links.contextStatus != 0 || links.flags != 0;
}

void raiseChain(const KernelState& kernel, Specialization& specialization, std::int32_t status, void* payload) {
  const Ref error = Chain(kernel, specialization).make(status, payload);
  if (!error) return;
  if constexpr (kCollectsLate) {  // raising sets the context
    const Ref helper = packageAttribute("pyrite.object_calls", "raise_linked");
    const Ref never = helper ? Ref::steal(PyObject_CallFunctionObjArgs(helper.get(), error.get(), nullptr)) : Ref();
    return;
  }
  PyErr_Restore(Ref::share(reinterpret_cast<PyObject*>(Py_TYPE(error.get()))).release(), Ref::share(error.get()).release(),
                PyException_GetTraceback(error.get()));
}

}  // namespace

void raiseStatus(const KernelState& kernel, Specialization& specialization, std::int32_t status) {
  if (status != runtime::kInterpreterError || isLinked(*prt_payload_in_flight())) {
    void* payload = std::exchange(*prt_payload_in_flight(), nullptr);
    if (isLinked(payload))
      raiseChain(kernel, specialization, status, payload);
    else if (isOfCode(specialization, status))
      raiseCode(kernel, specialization, status, payload);
    else
      raiseRuntimeStatus(status);
    return prt_release(payload);
  }
  raiseRuntimeStatus(status);
}

Ref caughtObject(Specialization& specialization, std::int32_t status, void* payload) {
  if (status == runtime::kInterpreterError) {
    if (payload == nullptr) return PyErr_NoMemory(), Ref();
    return Ref::share(static_cast<PyObject*>(runtime::foreignObject(payload)));
  }
  if (isOfCode(specialization, status)) {
    const ir::RaiseSite& site = specialization.module.sites[static_cast<std::size_t>(status) - 1];
    const Ref values = payloadValues(site.payload, payload);
    if (!PyErr_Occurred()) raiseSite(site, values.get());
  } else {
    raiseRuntimeStatus(status);
  }
  PyObject *type = nullptr, *value = nullptr, *traceback = nullptr;
  PyErr_Fetch(&type, &value, &traceback);
  PyErr_NormalizeException(&type, &value, &traceback);
  Py_XDECREF(type);
  Py_XDECREF(traceback);
  return Ref::steal(value);
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
