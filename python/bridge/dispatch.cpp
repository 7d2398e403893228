// Types the arguments, chooses or compiles a specialisation, and remembers the choice under the arguments' fingerprint.
#include "python/bridge/dispatch.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>

#include "python/bridge/classes.hpp"
#include "python/bridge/compile.hpp"
#include "python/bridge/raise.hpp"

namespace pyrite::bridge {

namespace {

std::string describeTypes(const std::vector<Type>& types) {
  std::string text = "(";
  for (std::size_t i = 0; i < types.size(); ++i) text += (i > 0 ? ", " : "") + types::toString(types[i]);
  return text + ")";
}

bool typeArguments(KernelState& kernel, LiveWorld& world, PyObject* const* arguments, std::vector<Type>& out) {
  for (std::size_t i = 0; i < kernel.parameters.count(); ++i) {
    std::string why;
    out.push_back(typeOfArgument(world, arguments[i], why));
    if (out.back() != nullptr) continue;
    if (PyErr_Occurred() || world.restorePendingException()) return false;
    const std::string name = i < kernel.parameters.names.size() ? textOf(kernel.parameters.names[i].get()) : "*args";
    raiseError("TypingError", kernel.name + "(): argument '" + name + "': " + why);
    return false;
  }
  return true;
}

std::shared_ptr<Specialization> raiseNoMatch(const KernelState& kernel, const std::vector<Type>& given) {
  std::string message = kernel.name + "(): no declared signature accepts " + describeTypes(given);
  for (const auto& candidate : kernel.specializations) message += "\n  = declared: " + describeTypes(candidate->arguments);
  raiseError("NoMatchError", message);
  return nullptr;
}

/// The nearest existing specialisation; used when no new one may be compiled.
std::shared_ptr<Specialization> nearest(const KernelState& kernel, const std::vector<Type>& given) {
  std::vector<std::vector<Type>> declared;
  for (const auto& candidate : kernel.specializations) declared.push_back(candidate->arguments);
  const types::NearestSignature found = types::nearestSignature(given, declared);
  if (!found.best) return raiseNoMatch(kernel, given);
  if (found.rival) {
    raiseError("NoMatchError", kernel.name + "(): " + describeTypes(given) + " fits two declared signatures equally well" +
                                   "\n  = declared: " + describeTypes(declared[*found.rival]) +
                                   "\n  = declared: " + describeTypes(declared[*found.best]));
    return nullptr;
  }
  return kernel.specializations[*found.best];
}

std::shared_ptr<Specialization> exact(const KernelState& kernel, const std::vector<Type>& arguments) {
  for (const auto& candidate : kernel.specializations)
    if (candidate->arguments == arguments) return candidate;
  return nullptr;
}

/// Tells fingerprints how to treat the classes met here.
void rememberClasses(PyObject* object, Type type) {
  PyTypeObject* cls = Py_TYPE(object);
  if (type->isNamedTuple()) rememberClass(cls, ClassTreatment::NamedTuple);
  if (type->isTuple()) {
    for (std::size_t i = 0; i < type->items.size(); ++i)
      rememberClasses(PyTuple_GET_ITEM(object, static_cast<Py_ssize_t>(i)), type->items[i]);
  } else if (type->isList()) {
    if (PyList_GET_SIZE(object) > 0) rememberClasses(PyList_GET_ITEM(object, 0), type->item());
  } else if (type->is(types::Kind::Static)) {
    if (PyUnicode_CheckExact(object)) return;  // fingerprints know it
    rememberClass(cls, ClassTreatment::ByIdentity);
  } else if (type->isInstance()) {
    rememberClass(cls, ClassTreatment::ByFields, &type->fields);
    for (std::size_t i = 0; i < type->fields.size(); ++i)
      if (const Ref value = fieldOfInstance(object, type->fields[i])) rememberClasses(value.get(), type->items[i]);
  } else if (type->isEnum()) {
    rememberClass(cls, ClassTreatment::ByClass);
  } else if (type->isNumber()) {
    const bool isBuiltin =
        PyLong_CheckExact(object) || PyFloat_CheckExact(object) || PyComplex_CheckExact(object) || PyBool_Check(object);
    // Members of an IntEnum may differ in width only beyond 64 bits; those are typed anew each time.
    if (!isBuiltin && type == types::int64()) rememberClass(cls, ClassTreatment::ByClass);
    if (!isBuiltin && typeOfScalarClass(cls) == type) rememberClass(cls, ClassTreatment::ByClass);
  }
}

/// Whether the type depends on more than the fingerprint says: integers beyond int64, texts equal to the one that is known.
bool dependsOnValue(PyObject* object, Type type) {
  if (type->isTuple()) {
    for (std::size_t i = 0; i < type->items.size(); ++i)
      if (dependsOnValue(PyTuple_GET_ITEM(object, static_cast<Py_ssize_t>(i)), type->items[i])) return true;
    return false;
  }
  if (type->isList()) return PyList_GET_SIZE(object) > 0 && dependsOnValue(PyList_GET_ITEM(object, 0), type->item());
  if (type->isText()) return false;
  if (PyUnicode_CheckExact(object)) return ObjectTable::instance().find(type->object) != object;
  return PyLong_Check(object) && !PyBool_Check(object) && type != types::int64();
}

void keepIdentities(PyObject* object, Type type, std::vector<Ref>& kept) {
  if (type->is(types::Kind::Static)) return kept.push_back(Ref::share(object));
  if (!type->isTuple()) return;
  for (std::size_t i = 0; i < type->items.size(); ++i)
    keepIdentities(PyTuple_GET_ITEM(object, static_cast<Py_ssize_t>(i)), type->items[i], kept);
}

bool holdsRunTimeText(Type type) {
  return type->isText() || (type->isTuple() && std::any_of(type->items.begin(), type->items.end(), holdsRunTimeText));
}

bool holdsText(Type type) {
  if (type->is(types::Kind::Static)) {
    PyObject* object = ObjectTable::instance().find(type->object);
    return object != nullptr && PyUnicode_CheckExact(object);
  }
  return type->isTuple() && std::any_of(type->items.begin(), type->items.end(), holdsText);
}

/// Each text costs a compilation. A function called with ever new ones would fill the memory: it is told so instead.
bool refuseManyTexts(const KernelState& kernel, const std::vector<Type>& arguments) {
  constexpr std::ptrdiff_t kMost = 64;
  const auto has = [](const std::vector<Type>& types) { return std::any_of(types.begin(), types.end(), holdsText); };
  if (!has(arguments)) return false;
  const auto& all = kernel.specializations;
  if (std::count_if(all.begin(), all.end(), [&](const auto& one) { return has(one->arguments); }) < kMost) return false;
  raiseError("UnsupportedError", kernel.name + "() was called with " + std::to_string(kMost) +
                                     " different strings; each is a compile-time constant and compiles the function anew");
  return true;
}

}  // namespace

std::shared_ptr<Specialization> specializationFor(KernelState& kernel, std::shared_ptr<LiveWorld> world,
                                                  const std::vector<Type>& arguments, Type result, bool isDeclared) {
  if (auto found = exact(kernel, arguments)) return found;
  if (!isDeclared && !kernel.mayCompile) return nearest(kernel, arguments);
  if (refuseManyTexts(kernel, arguments)) return nullptr;
  auto made = compileKernel(kernel, std::move(world), arguments, result);
  if (made == nullptr) return nullptr;
  if (isDeclared) made->isDeclared = true;
  if (kernel.hook) {
    const Ref told = Ref::steal(PyObject_CallNoArgs(kernel.hook.get()));
    if (!told) return nullptr;
  }
  return made;
}

namespace {

/// For strings of run time, or where the function needs to know them when it is compiled, for the strings that are given:
/// `given` says which.
std::shared_ptr<Specialization> specializationForTexts(KernelState& kernel, std::shared_ptr<LiveWorld> world,
                                                       PyObject* const* arguments, std::vector<Type>& given) {
  const auto literals = [&](LiveWorld& from) {
    std::vector<Type> types;
    for (std::size_t i = 0; i < given.size(); ++i) {
      types.push_back(withLiterals(from, arguments[i], given[i]));
      if (types.back() == nullptr) return given;
    }
    return types;
  };
  if (auto found = exact(kernel, given)) return found;
  if (kernel.needsLiterals) {
    given = literals(*world);
    return specializationFor(kernel, std::move(world), given, nullptr, false);
  }
  if (auto made = specializationFor(kernel, world, given, nullptr, false)) return made;
  PyObject *type = nullptr, *value = nullptr, *traceback = nullptr;
  PyErr_Fetch(&type, &value, &traceback);
  auto again = std::make_shared<LiveWorld>(&kernel);
  const std::vector<Type> known = literals(*again);
  auto made = known == given ? nullptr : specializationFor(kernel, std::move(again), known, nullptr, false);
  if (made == nullptr) {  // what is said of strings in general is the better message
    PyErr_Clear();
    PyErr_Restore(type, value, traceback);
    return nullptr;
  }
  for (PyObject* object : {type, value, traceback}) Py_XDECREF(object);
  kernel.needsLiterals = true;
  given = known;
  return made;
}

}  // namespace

const Binding* resolve(KernelState& kernel, PyObject* const* arguments, std::unique_ptr<const Binding>& temporary) {
  auto world = std::make_shared<LiveWorld>(&kernel);
  std::vector<Type> given;
  if (!typeArguments(kernel, *world, arguments, given)) return nullptr;
  const bool hasTexts = std::any_of(given.begin(), given.end(), holdsRunTimeText);
  auto specialization = hasTexts ? specializationForTexts(kernel, world, arguments, given)
                                 : specializationFor(kernel, world, given, nullptr, false);
  if (specialization == nullptr) return nullptr;

  auto binding = std::make_unique<Binding>();
  bool isLasting = !(kernel.needsLiterals && std::any_of(given.begin(), given.end(), holdsRunTimeText));
  for (std::size_t i = 0; i < given.size(); ++i) {
    binding->plan.push_back(
        planUnbox(cpu::hostTarget(), given[i], specialization->arguments[i], specialization->frame.argumentOffsets[i]));
    rememberClasses(arguments[i], given[i]);
    keepIdentities(arguments[i], given[i], binding->kept);
    isLasting = isLasting && !dependsOnValue(arguments[i], given[i]);
  }
  binding->isPlain = !specialization->takesLists && !specialization->callsInterpreter() &&
                     static_cast<std::size_t>(specialization->frame.size) <= kSmallFrame &&
                     static_cast<std::size_t>(specialization->frame.alignment) <= alignof(std::max_align_t);
  binding->specialization = std::move(specialization);
  Fingerprint print(kernel.needsLiterals);
  for (std::size_t i = 0; i < given.size(); ++i) isLasting = isLasting && print.add(arguments[i]);
  if (isLasting && !print.isFull()) {
    binding->words.assign(print.data(), print.data() + print.size());
    const Binding* raw = binding.get();
    kernel.publish(std::move(binding));
    return raw;
  }
  temporary = std::move(binding);
  return temporary.get();
}

}  // namespace pyrite::bridge
