"""@jit and @njit."""

from types import FunctionType

from pyrite.dispatcher import is_jitted, new_dispatcher
from pyrite.options import Options


def jit(signature_or_function=None, locals=None, cache=None, boundscheck=None, **options):
    """Compiles a function when it is called, or at once for the given signatures.

    `@jit`, `@jit()`, `@jit(option=…)`, `@jit("float64(float64)")`, `@jit([signature, …])`.
    """
    from pyrite import config

    if options.get("forceobj") and options.get("nopython"):
        raise ValueError("Only one of 'nopython' or 'forceobj' can be True.")
    if cache is not None:
        options["cache"] = cache
    if boundscheck is not None:
        options["boundscheck"] = boundscheck
    if locals:
        options["locals"] = locals
    checked = Options(options)

    signatures, function = None, None
    if signature_or_function is None:
        pass
    elif isinstance(signature_or_function, list):
        signatures = signature_or_function
    elif isinstance(signature_or_function, FunctionType) or not _is_signature(signature_or_function):
        function = signature_or_function
    else:
        signatures = [signature_or_function]

    def decorate(function):
        _check(function)
        if config.DISABLE_JIT:
            return function
        if checked["forceobj"]:
            from pyrite.object_mode import ObjectModeFunction

            return ObjectModeFunction(function, checked, signatures)
        return new_dispatcher(function, checked, signatures)

    return decorate if function is None else decorate(function)


def njit(*args, **options):
    """`jit`; pyrite always compiles the whole function."""
    return jit(*args, **options)


def _is_signature(value):
    from pyrite.sigutils import is_signature  # with the types, which most programs never name

    return is_signature(value)


def _check(function):
    if is_jitted(function):
        name = function.py_func.__qualname__
        raise TypeError(
            f"A jit decorator was called on an already jitted function, {name}; its Python function is {name}.py_func"
        )
    if isinstance(function, type):
        raise TypeError(f"jit compiles functions, and {function.__qualname__} is a class")
    if not isinstance(function, FunctionType):
        raise TypeError(f"The decorated object is not a function (got type {type(function)}).")


def jit_module(**options):
    """Jits every function that the calling module has defined so far."""
    import sys

    frame = sys._getframe(1)
    module = frame.f_globals
    for name, value in list(module.items()):
        if isinstance(value, FunctionType) and value.__module__ == module.get("__name__"):
            module[name] = jit(**options)(value)
