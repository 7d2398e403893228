"""Calls of a kernel as Python functions of the kernel's name: what PyPy's JIT inlines and profilers see.

A specialisation over scalars alone has, beside its general entry, a plain C function. It is called through
a function pointer, which PyPy's JIT does in nanoseconds. Such a function cannot raise: it answers with a
marked value (NaN, the least integer), and the call is then made again through the general entry, which
raises or finds that the value was meant.
"""

from types import ModuleType
from weakref import ref

from pyrite import _core

_C_NAMES = {
    ("bool",): "signed char",
    ("int", 8, True): "signed char",
    ("int", 8, False): "unsigned char",
    ("int", 16, True): "short",
    ("int", 16, False): "unsigned short",
    ("int", 32, True): "int",
    ("int", 32, False): "unsigned int",
    ("int", 64, True): "long long",
    ("int", 64, False): "unsigned long long",
    ("float", 32): "float",
    ("float", 64): "double",
}
# Only arguments that Python itself makes, and results that box to the same: others take the general entry.
_PYTHON_CLASSES = {("float", 64): "float", ("int", 64, True): "int"}
# How each result is handed on, and what holds unless it is the mark of an error.
_RESULTS = {
    ("float", 64): ("result", "result == result"),
    ("int", 64, True): ("result", "result != LEAST"),
    ("bool",): ("result == 1", "result != 2"),
}


def _place(code_object, function):
    """The code with the kernel's name and place, for profilers."""
    code = function.__code__
    return code_object.replace(
        co_name=code.co_name, co_filename=code.co_filename, co_firstlineno=code.co_firstlineno
    )


def _finish(template, function):
    template.__code__ = _place(template.__code__, function)
    template.__name__ = function.__name__
    template.__qualname__ = function.__qualname__
    return template


class _Slot:
    """Stands for a number that the core left in a slot; see python/bridge/result_slots.hpp."""

    __slots__ = ("index",)

    def __init__(self, index):
        self.index = index


class _FloatSlot(_Slot):
    __slots__ = ()


class _IntSlot(_Slot):
    __slots__ = ()


_CALL_THROUGH_SLOTS = """
def template(self, *args{keywords}):
    result = call(*args{keywords})
    if type(result) is FloatSlot:
        index = result.index
        number = floats[index]
        float_marks[index] = 0
        return number
    if type(result) is IntSlot:
        index = result.index
        number = ints[index]
        int_marks[index] = 0
        return number
    return result
"""


def _memory(address, name):
    import _cffi_backend as backend

    item = backend.new_primitive_type(name)
    array = backend.new_array_type(backend.new_pointer_type(item), _core.RESULT_SLOTS)
    return backend.cast(backend.new_pointer_type(array), address)[0]


def _adopt_slots():
    floats, float_marks = _core.adopt_float_slots([_FloatSlot(i) for i in range(_core.RESULT_SLOTS)])
    ints, int_marks = _core.adopt_int_slots([_IntSlot(i) for i in range(_core.RESULT_SLOTS)])
    return {
        "FloatSlot": _FloatSlot,
        "IntSlot": _IntSlot,
        "floats": _memory(floats, "double"),
        "float_marks": _memory(float_marks, "int"),
        "ints": _memory(ints, "long long"),
        "int_marks": _memory(int_marks, "int"),
    }


_SLOTS = None if _core.HAS_NATIVE_FRONT_DOOR else _adopt_slots()


def _namespace(function, **names):
    """Globals of generated code: a module's, because PyPy's JIT treats those as constants."""
    space = ModuleType(function.__name__).__dict__
    space.update(names)
    return space


def _unboxed(call):
    """The builtin `call` as Python code sees it: results in slots taken out."""
    if _SLOTS is None:
        return call
    space = _namespace(_unboxed, call=call, **_SLOTS)
    exec(_CALL_THROUGH_SLOTS.format(keywords=", **keywords").replace("self, ", ""), space)
    return space["template"]


def plain_call(function, call):
    """A method that hands everything to the core."""
    if _SLOTS is not None:
        space = _namespace(function, call=call, **_SLOTS)
        exec(_CALL_THROUGH_SLOTS.format(keywords=", **keywords"), space)
        return _finish(space["template"], function)

    def template(self, *args, **keywords):
        return call(*args, **keywords)

    return _finish(template, function)


def _function_pointer(address, result, arguments):
    import _cffi_backend as backend

    def primitive(spec):
        return backend.new_primitive_type(_C_NAMES[spec])

    kind = backend.new_function_type(tuple(map(primitive, arguments)), primitive(result), False)
    return backend.cast(kind, address)


def _is_scalar(facts):
    return bool(
        facts["scalar_entry"]
        and facts["args"]
        and facts["result"] in _RESULTS
        and all(one in _PYTHON_CLASSES for one in facts["args"])
    )


def _weakly(door):
    reference = ref(door)

    def update():
        if (alive := reference()) is not None:
            alive.update()

    return update


class ScalarDoor:
    """Keeps a dispatcher's call in step with its specialisations."""

    def __init__(self, dispatcher):
        self.cls = type(dispatcher)
        self.function = dispatcher.py_func
        self.call = _core.kernel_call(dispatcher._kernel)
        self.kernel = dispatcher._kernel
        _core.set_hook(self.kernel, _weakly(self))  # PyPy never frees a cycle through an object of C

    def update(self):
        """Called by the core after a compilation."""
        scalars = [one for one in _core.specializations(self.kernel) if _is_scalar(one)]
        if scalars:
            self.cls.__call__ = self._scalar_call(scalars)

    def _scalar_call(self, scalars):
        count = len(scalars[0]["args"])
        names = [f"a{i}" for i in range(count)]
        space = _namespace(
            self.function, call=_unboxed(self.call), ABSENT=object(), LEAST=-(1 << 63), rest_of=_rest_of
        )
        lines = [f"def template(self, {', '.join(f'{name}=ABSENT' for name in names)}, *rest, **keywords):"]
        for index, facts in enumerate(scalars):
            space[f"f{index}"] = _function_pointer(facts["scalar_entry"], facts["result"], facts["args"])
            tests = [f"type({name}) is {_PYTHON_CLASSES[spec]}" for name, spec in zip(names, facts["args"])]
            value, is_result = _RESULTS[facts["result"]]
            lines += [
                f"    if {' and '.join(tests)} and not rest and not keywords:",
                "        try:",
                f"            result = f{index}({', '.join(names)})",
                f"            if {is_result if facts['may_raise'] else True}: return {value}",
                "        except OverflowError:",
                "            pass",
            ]
        lines.append(f"    return call(*rest_of(({', '.join(names)},), rest, ABSENT), **keywords)")
        exec("\n".join(lines), space)
        return _finish(space["template"], self.function)


def _rest_of(given, rest, absent):
    """The positional arguments of a call as they were written."""
    return (*(one for one in given if one is not absent), *rest)
