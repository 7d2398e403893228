// Qualified names are derived from the object's own __module__ and __name__ and believed only when the module agrees: no
// table is built, and nobody's function of the same name is mistaken for the library's.
#include "python/bridge/names.hpp"

#include <array>
#include <string_view>

#include "python/bridge/numpy_api.hpp"

namespace pyrite::bridge {

namespace {

/// Modules whose callables have meaning to the compiler; the second name is where an implementation hides them.
constexpr std::array<std::pair<std::string_view, std::string_view>, 15> kModules{{
    {"builtins", "builtins"},
    {"math", "math"},
    {"math", "math.integer"},
    {"cmath", "cmath"},
    {"operator", "operator"},
    {"operator", "_operator"},
    {"numpy", "numpy"},
    {"numpy.lib.stride_tricks", "numpy.lib.stride_tricks"},
    {"numpy.lib.stride_tricks", "numpy.lib._stride_tricks_impl"},
    {"numpy.linalg", "numpy.linalg"},
    {"numpy.random", "numpy.random"},
    {"numpy.fft", "numpy.fft"},
    {"random", "random"},
    {"time", "time"},
    {"collections", "collections"},
}};

/// Modules that hold bound methods of a hidden object, which name no module of their own.
constexpr std::array<const char*, 2> kModulesOfMethods{"random", "numpy.random"};

/// Functions NumPy keeps twice under two names of their own.
constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kAliases{{
    {"numpy.amax", "numpy.max"},
    {"numpy.amin", "numpy.min"},
    {"numpy.around", "numpy.round"},
    {"numpy.round_", "numpy.round"},
    {"numpy.product", "numpy.prod"},
    {"numpy.row_stack", "numpy.vstack"},
    {"numpy.trapz", "numpy.trapezoid"},
}};

bool holds(const char* module, const std::string& name, PyObject* object) {
  const Ref imported = importedModule(module);
  return imported && attributeOrNull(imported.get(), name.c_str()).get() == object;
}

std::string canonical(std::string name) {
  for (const auto& [alias, chosen] : kAliases)
    if (name == alias) return std::string(chosen);
  return name;
}

bool isUfunc(PyObject* object) { return arrayType != nullptr && std::string_view(Py_TYPE(object)->tp_name) == "numpy.ufunc"; }

}  // namespace

std::optional<std::string> knownName(PyObject* object) {
  if (const Ref own = attributeOrNull(object, "__pyrite_name__"); own && PyUnicode_Check(own.get())) return textOf(own.get());
  const std::string name = textOf(attributeOrNull(object, "__name__").get());
  if (name.empty()) return std::nullopt;
  if (isUfunc(object)) {
    if (holds("numpy", name, object)) return canonical("numpy." + name);
    return std::nullopt;
  }
  const std::string module = textOf(attributeOrNull(object, "__module__").get());
  for (const auto& [known, home] : kModules)
    if (module == home && holds(std::string(known).c_str(), name, object)) return canonical(std::string(known) + "." + name);
  if (const Ref owner = attributeOrNull(object, "__self__"); owner) {
    if (isUfunc(owner.get()))
      if (const auto ufunc = knownName(owner.get())) return *ufunc + "." + name;  // numpy.add.reduce
    for (const char* holder : kModulesOfMethods)
      if (holds(holder, name, object)) return std::string(holder) + "." + name;
  }
  return std::nullopt;
}

Ref objectNamed(const std::string& qualifiedName) {
  const auto dot = qualifiedName.rfind('.');
  if (dot == std::string::npos) return {};
  Ref module = Ref::steal(PyImport_ImportModule(qualifiedName.substr(0, dot).c_str()));
  if (!module) {
    PyErr_Clear();
    return {};
  }
  return attributeOrNull(module.get(), qualifiedName.c_str() + dot + 1);
}

std::string displayNameOf(PyObject* object) {
  if (PyUnicode_CheckExact(object)) return "'" + textOf(object) + "'";
  if (const auto known = knownName(object)) return *known;
  if (PyModule_Check(object)) return textOf(attributeOrNull(object, "__name__").get());
  if (std::string qualified = textOf(attributeOrNull(object, "__qualname__").get()); !qualified.empty()) return qualified;
  if (std::string name = textOf(attributeOrNull(object, "__name__").get()); !name.empty()) return name;
  return std::string("an object of class ") + Py_TYPE(object)->tp_name;
}

}  // namespace pyrite::bridge
