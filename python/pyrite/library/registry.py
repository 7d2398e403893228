"""Which function of the library stands for which callable: `@implements(np.mean, method="ndarray.mean")`."""

import importlib
import pkgutil

_functions = {}
_is_loaded = False


def implements(*targets, method=None):
    """Registers a function for callables (objects, or qualified names like "numpy.mean") and for a method."""

    def register(function):
        for target in targets:
            _functions[target if isinstance(target, str) else qualified_name(target)] = function
        if method is not None:
            _functions[method] = function
        return function

    return register


def qualified_name(target):
    """The one name by which the compiler knows a callable."""
    from pyrite import _core

    name = _core.known_name(target)
    if name is None:
        raise TypeError(f"{target!r} is not a callable that the compiler knows by name")
    return name


def lookup(name):
    """The library's function of that qualified name, or None."""
    global _is_loaded
    if not _is_loaded:
        _is_loaded = True
        _load()
    return _functions.get(name)


def _load():
    import pyrite.library

    for module in sorted(module.name for module in pkgutil.iter_modules(pyrite.library.__path__)):
        importlib.import_module("pyrite.library." + module)
