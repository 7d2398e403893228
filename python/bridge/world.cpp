// Answers the compiler's questions. Exceptions of user code (a module's __getattr__, a property) are kept for the caller.
#include "python/bridge/world.hpp"

#include "python/bridge/kernel.hpp"
#include "python/bridge/names.hpp"
#include "runtime/status.hpp"

namespace pyrite::bridge {

ObjectId LiveWorld::idOf(PyObject* object) {
  if (const KernelState* kernel = kernelOf(object)) {
    if (kernel == root_) return kernel->id;
    return objects_.idOf(kernel->self);
  }
  return objects_.idOf(object);
}

void LiveWorld::notePendingException() {
  if (!PyErr_Occurred()) return;
  if (pendingType_ || PyErr_ExceptionMatches(PyExc_AttributeError)) {
    PyErr_Clear();
    return;
  }
  PyObject *type = nullptr, *value = nullptr, *traceback = nullptr;
  PyErr_Fetch(&type, &value, &traceback);
  pendingType_ = Ref::steal(type);
  pendingValue_ = Ref::steal(value);
  pendingTraceback_ = Ref::steal(traceback);
}

bool LiveWorld::restorePendingException() {
  if (!pendingType_) return false;
  PyErr_Restore(pendingType_.release(), pendingValue_.release(), pendingTraceback_.release());
  return true;
}

std::optional<ObjectId> LiveWorld::take(const Ref& object) {
  if (object) return idOf(object.get());
  notePendingException();
  return std::nullopt;
}

const StaticValue& LiveWorld::describe(ObjectId object) {
  std::unique_ptr<StaticValue>& place = described_[object.index];
  if (place != nullptr) return *place;
  PyObject* live = find(object);
  StaticValue value =
      live == nullptr ? StaticValue(infer::StaticOpaque{"object that no longer exists"}) : describeObject(*this, live);
  notePendingException();
  // describeObject may have described other objects: look the place up again.
  std::unique_ptr<StaticValue>& settled = described_[object.index];
  settled = std::make_unique<StaticValue>(std::move(value));
  return *settled;
}

namespace {

/// A function that is compiled by its decorator finds itself under its name, which is not assigned yet.
std::optional<ObjectId> itselfIf(ObjectId function, PyObject* live, const std::string& name) {
  return textOf(attributeOrNull(live, "__name__").get()) == name ? std::optional(function) : std::nullopt;
}

}  // namespace

std::optional<ObjectId> LiveWorld::global(ObjectId function, const std::string& name) {
  PyObject* live = find(function);
  PyObject* behind = live == nullptr ? nullptr : functionBehind(live);
  if (behind == nullptr) return std::nullopt;
  const Ref globals = Ref::steal(PyObject_GetAttrString(behind, "__globals__"));
  if (!globals) return take({});
  const Ref key = newText(name);
  if (PyObject* found = PyDict_GetItemWithError(globals.get(), key.get())) return idOf(found);
  PyErr_Clear();
  PyObject* builtins = PyDict_GetItemString(globals.get(), "__builtins__");
  const Ref module = builtins != nullptr ? Ref::share(builtins) : Ref::steal(PyImport_ImportModule("builtins"));
  if (PyDict_Check(module.get())) {
    PyObject* found = PyDict_GetItemWithError(module.get(), key.get());
    PyErr_Clear();
    return found != nullptr ? std::optional(idOf(found)) : itselfIf(function, behind, name);
  }
  const auto found = take(Ref::steal(PyObject_GetAttr(module.get(), key.get())));
  return found ? found : itselfIf(function, behind, name);
}

std::optional<ObjectId> LiveWorld::freeVariable(ObjectId function, std::size_t index) {
  PyObject* live = find(function);
  PyObject* behind = live == nullptr ? nullptr : functionBehind(live);
  if (behind == nullptr) return std::nullopt;
  const Ref form = compiledForm(behind);
  const Ref closure = form ? Ref::steal(PyObject_GetAttrString(form.get(), "__closure__")) : Ref();
  if (!closure) return take({});
  if (!PyTuple_Check(closure.get()) || index >= static_cast<std::size_t>(PyTuple_GET_SIZE(closure.get()))) return std::nullopt;
  Ref content =
      Ref::steal(PyObject_GetAttrString(PyTuple_GET_ITEM(closure.get(), static_cast<Py_ssize_t>(index)), "cell_contents"));
  if (!content) {  // ValueError: the cell is empty
    PyErr_Clear();
    const Ref code = Ref::steal(PyObject_GetAttrString(form.get(), "__code__"));
    const Ref names = code ? attributeOrNull(code.get(), "co_freevars") : Ref();
    return names ? itselfIf(function, behind, textOf(PyTuple_GetItem(names.get(), static_cast<Py_ssize_t>(index))))
                 : std::nullopt;
  }
  return take(content);
}

std::optional<ObjectId> LiveWorld::attribute(ObjectId object, const std::string& name) {
  PyObject* live = find(object);
  if (live == nullptr) return std::nullopt;
  return take(Ref::steal(PyObject_GetAttrString(live, name.c_str())));
}

std::optional<ObjectId> LiveWorld::import(ObjectId function, const std::string& module, const std::vector<std::string>& names,
                                          int level) {
  PyObject* live = find(function);
  PyObject* behind = live == nullptr ? nullptr : functionBehind(live);
  const Ref globals = behind == nullptr ? Ref() : attributeOrNull(behind, "__globals__");
  const Ref wanted = Ref::steal(PyList_New(0));
  for (const std::string& name : names)
    if (wanted) PyList_Append(wanted.get(), newText(name).get());
  const Ref key = newText(module);
  if (!wanted || !key) return take({});
  Ref found = Ref::steal(PyImport_ImportModuleLevelObject(key.get(), globals.get(), nullptr, wanted.get(), level));
  if (!found && PyErr_ExceptionMatches(PyExc_ImportError)) {
    PyErr_Clear();
    return std::nullopt;
  }
  return take(found);
}

std::optional<ObjectId> LiveWorld::libraryFunction(const std::string& qualifiedName) {
  const Ref lookup = packageAttribute("pyrite.library.registry", "lookup");
  if (!lookup) return take({});
  const Ref name = newText(qualifiedName);
  Ref found = Ref::steal(PyObject_CallFunctionObjArgs(lookup.get(), name.get(), nullptr));
  if (found && found.get() == Py_None) return std::nullopt;
  return take(found);
}

std::optional<ObjectId> LiveWorld::builtin(const std::string& name) {
  Ref found = objectNamed(name);
  if (!found) return std::nullopt;
  return take(found);
}

std::optional<ObjectId> LiveWorld::textObject(const std::string& text) {
  const Ref object = canonicalText(newText(text).get());
  if (!object) PyErr_Clear();
  return object ? std::optional(idOf(object.get())) : std::nullopt;
}

std::string LiveWorld::wording(const std::string& expression) {
  const Ref words = packageAttribute("pyrite.wordings", "wording"), text = newText(expression);
  const Ref found = words ? Ref::steal(PyObject_CallFunctionObjArgs(words.get(), text.get(), nullptr)) : Ref();
  if (!found) {
    PyErr_Clear();
    return World::wording(expression);
  }
  return textOf(found.get());
}

bool LiveWorld::isSubclass(ObjectId cls, ObjectId base) {
  PyObject *derived = find(cls), *wanted = find(base);
  if (derived == nullptr || wanted == nullptr) return false;
  if (!PyType_Check(derived)) derived = reinterpret_cast<PyObject*>(Py_TYPE(derived));
  const int found = PyObject_IsSubclass(derived, wanted);
  if (found < 0) PyErr_Clear();
  return found == 1;
}

std::vector<std::int32_t> LiveWorld::runtimeStatuses(ObjectId base) {
  std::vector<std::int32_t> statuses;
  for (std::int32_t status = -1; runtime::statusInfo(status) != nullptr; --status) {
    if (status == runtime::kInterpreterError) continue;
    const auto cls = builtin(std::string("builtins.") + runtime::statusInfo(status)->exception);
    if (cls && isSubclass(*cls, base)) statuses.push_back(status);
  }
  return statuses;
}

std::string LiveWorld::displayName(ObjectId object) {
  PyObject* live = find(object);
  return live == nullptr ? std::string("?") : displayNameOf(live);
}

}  // namespace pyrite::bridge
