// Which objects the compiler knows by a qualified name: functions of builtins, math, cmath, operator, NumPy and the package.
#pragma once

#include <optional>
#include <string>

#include "python/bridge/ref.hpp"

namespace pyrite::bridge {

/// "builtins.len", "math.sin", "numpy.add", "operator.lt": one name per object, whatever it is also called (numpy.abs and
/// numpy.absolute are numpy.absolute). nullopt for anything that is not one of those modules' own callables.
std::optional<std::string> knownName(PyObject* object);

/// The object behind a qualified name, looked up in the module; null with no exception set when there is none.
Ref objectNamed(const std::string& qualifiedName);

/// "numpy.mean", "MyClass", "stats.normalise": for messages.
std::string displayNameOf(PyObject* object);

}  // namespace pyrite::bridge
