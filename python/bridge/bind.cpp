// Positional, keyword, default and variadic arguments.
#include "python/bridge/bind.hpp"

namespace pyrite::bridge {

namespace {

enum CodeFlag : long { kVarArgs = 0x04, kVarKeywords = 0x08 };

std::string plural(std::size_t count, const char* what) { return std::to_string(count) + " " + what + (count == 1 ? "" : "s"); }

std::string joinNames(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? (names.size() > 2 ? ", and " : " and ") : ", ";
    text += "'" + names[i] + "'";
  }
  return text;
}

bool fail(const KernelState& kernel, const std::string& what) {
  PyErr_Format(PyExc_TypeError, "%s() %s", kernel.name.c_str(), what.c_str());
  return false;
}

bool tooMany(const KernelState& kernel, std::size_t given) {
  const ParameterList& parameters = kernel.parameters;
  const std::size_t defaults = parameters.defaults ? static_cast<std::size_t>(PyTuple_GET_SIZE(parameters.defaults.get())) : 0;
  const std::string takes = defaults > 0 ? "from " + std::to_string(parameters.positional - defaults) + " to " +
                                               plural(parameters.positional, "positional argument")
                                         : plural(parameters.positional, "positional argument");
  return fail(kernel, "takes " + takes + " but " + std::to_string(given) + (given == 1 ? " was given" : " were given"));
}

/// Index of the parameter of that name, or npos.
std::size_t parameterNamed(const ParameterList& parameters, PyObject* name) {
  for (std::size_t i = parameters.positionalOnly; i < parameters.names.size(); ++i)
    if (parameters.names[i].get() == name) return i;
  for (std::size_t i = parameters.positionalOnly; i < parameters.names.size(); ++i)
    if (PyUnicode_Compare(parameters.names[i].get(), name) == 0) return i;
  return std::string::npos;
}

bool fillDefaults(const KernelState& kernel, BoundArguments& bound) {
  const ParameterList& parameters = kernel.parameters;
  const std::size_t defaults = parameters.defaults ? static_cast<std::size_t>(PyTuple_GET_SIZE(parameters.defaults.get())) : 0;
  const std::size_t firstDefault = parameters.positional - defaults;
  std::vector<std::string> missing;
  for (std::size_t i = 0; i < parameters.positional; ++i) {
    if (bound.values[i] != nullptr) continue;
    if (i >= firstDefault)
      bound.values[i] = PyTuple_GET_ITEM(parameters.defaults.get(), static_cast<Py_ssize_t>(i - firstDefault));
    else
      missing.push_back(textOf(parameters.names[i].get()));
  }
  if (!missing.empty())
    return fail(kernel, "missing " + plural(missing.size(), "required positional argument") + ": " + joinNames(missing));
  for (std::size_t i = parameters.positional; i < parameters.names.size(); ++i) {
    if (bound.values[i] != nullptr) continue;
    PyObject* name = parameters.names[i].get();
    bound.values[i] = parameters.keywordDefaults ? PyDict_GetItemWithError(parameters.keywordDefaults.get(), name) : nullptr;
    if (bound.values[i] == nullptr) missing.push_back(textOf(name));
  }
  if (missing.empty()) return true;
  return fail(kernel, "missing " + plural(missing.size(), "required keyword-only argument") + ": " + joinNames(missing));
}

}  // namespace

bool readParameters(PyObject* function, ParameterList& parameters) {
  const Ref code = Ref::steal(PyObject_GetAttrString(function, "__code__"));
  if (!code) return false;
  const auto count = [&](const char* name) -> std::size_t {
    const Ref value = Ref::steal(PyObject_GetAttrString(code.get(), name));
    return value ? static_cast<std::size_t>(PyLong_AsLong(value.get())) : 0;
  };
  parameters.positional = count("co_argcount");
  parameters.positionalOnly = count("co_posonlyargcount");
  const std::size_t keywordOnly = count("co_kwonlyargcount");
  const std::size_t flags = count("co_flags");
  const Ref names = Ref::steal(PyObject_GetAttrString(code.get(), "co_varnames"));
  if (PyErr_Occurred() || !names) return false;
  parameters.hasVarArgs = (flags & kVarArgs) != 0;
  parameters.hasVarKeywords = (flags & kVarKeywords) != 0;
  parameters.names.clear();
  for (std::size_t i = 0; i < parameters.positional + keywordOnly; ++i) {
    PyObject* name = PyTuple_GetItem(names.get(), static_cast<Py_ssize_t>(i));
    if (name == nullptr) return false;
    Py_INCREF(name);
    PyUnicode_InternInPlace(&name);
    parameters.names.push_back(Ref::steal(name));
  }
  parameters.defaults = attributeOrNull(function, "__defaults__");
  if (parameters.defaults && !PyTuple_Check(parameters.defaults.get())) parameters.defaults = {};
  parameters.keywordDefaults = attributeOrNull(function, "__kwdefaults__");
  if (parameters.keywordDefaults && !PyDict_Check(parameters.keywordDefaults.get())) parameters.keywordDefaults = {};
  return true;
}

bool bindArguments(const KernelState& kernel, PyObject* const* arguments, std::size_t positional, PyObject* keywordNames,
                   BoundArguments& bound) {
  const ParameterList& parameters = kernel.parameters;
  if (parameters.hasVarKeywords) return fail(kernel, "has a **kwargs parameter, which is not compiled");
  bound.values.assign(parameters.count(), nullptr);
  if (positional > parameters.positional && !parameters.hasVarArgs) return tooMany(kernel, positional);
  for (std::size_t i = 0; i < std::min(positional, parameters.positional); ++i) bound.values[i] = arguments[i];
  const Py_ssize_t keywords = keywordNames == nullptr ? 0 : PyTuple_GET_SIZE(keywordNames);
  for (Py_ssize_t i = 0; i < keywords; ++i) {
    PyObject* name = PyTuple_GET_ITEM(keywordNames, i);
    const std::size_t at = parameterNamed(parameters, name);
    if (at == std::string::npos) return fail(kernel, "got an unexpected keyword argument '" + textOf(name) + "'");
    if (bound.values[at] != nullptr) return fail(kernel, "got multiple values for argument '" + textOf(name) + "'");
    bound.values[at] = arguments[positional + static_cast<std::size_t>(i)];
  }
  if (!fillDefaults(kernel, bound)) return false;
  if (!parameters.hasVarArgs) return true;
  const std::size_t extra = positional > parameters.positional ? positional - parameters.positional : 0;
  Ref rest = Ref::steal(PyTuple_New(static_cast<Py_ssize_t>(extra)));
  if (!rest) return false;
  for (std::size_t i = 0; i < extra; ++i)
    PyTuple_SET_ITEM(rest.get(), static_cast<Py_ssize_t>(i), Ref::share(arguments[parameters.positional + i]).release());
  bound.values[parameters.names.size()] = rest.get();
  bound.made.push_back(std::move(rest));
  return true;
}

}  // namespace pyrite::bridge
