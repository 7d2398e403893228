"""Wrong input: clear errors, never a crash."""

import traceback

import numpy as np
import pyrite
import pytest
from pyrite import jit, njit


class CustomError(Exception):
    pass


def first(x):
    return x[0]


@pytest.mark.parametrize(
    "value, text",
    [
        (np.zeros(2, object), "dtype object"),
        (np.array(["a"]), "dtype <U1"),
        (np.zeros(2, ">f8"), "byte order"),
        (np.zeros(2, "M8[10s]"), "datetime64"),
        (np.zeros(2, [("a", "i4")]), "dtype"),
        (np.zeros(9, np.int8)[1:].view(np.int64), "not aligned"),
        (np.zeros((1,) * 17), "17 dimensions"),
        (np.ma.zeros(3), "MaskedArray"),
        (np.longdouble(1), "longdouble"),
        ({1: 2}, "class dict"),
        ([1, 2.5], "differ in type"),
        ({1: 2}, "class dict"),
        ({1}, "class set"),
        (memoryview(np.zeros(2, ">f8")), "byte order"),
        (object(), "class object"),
        (1 << 64, "64 bits"),
        (-(1 << 63) - 1, "64 bits"),
        (((1, object()),), "item 0 of the tuple"),
    ],
)
def test_arguments_that_are_not_compiled_are_refused_by_name(value, text):
    with pytest.raises(pyrite.TypingError) as caught:
        jit(first)(value)
    assert text in str(caught.value)
    assert "first()" in str(caught.value) and "'x'" in str(caught.value)


def test_a_typing_error_shows_the_line():
    def f(a):
        return a + first

    with pytest.raises(pyrite.TypingError) as caught:
        jit(f)(1)
    text = str(caught.value)
    assert __file__ in text and "return a + first" in text
    assert f":{f.__code__.co_firstlineno + 1}" in text


def test_a_name_that_does_not_exist_is_named():
    def f():
        return no_such_name  # noqa: F821

    with pytest.raises(pyrite.TypingError, match="no_such_name"):
        jit(f)()


@pytest.mark.parametrize("error", [ValueError, KeyError, CustomError, ZeroDivisionError, StopIteration])
def test_exceptions_keep_class_and_arguments(error):
    @jit
    def f(x):
        if x > 0:
            raise error("bad value", 3)
        return x

    assert f(0) == 0
    with pytest.raises(error) as caught:
        f(1)
    assert type(caught.value) is error
    assert caught.value.args == ("bad value", 3)


def test_the_traceback_names_function_and_line_of_the_raise():
    def helper(x):
        if x:
            raise ValueError("in helper")
        return x

    compiled = jit(lambda x: helper(x))
    with pytest.raises(ValueError) as caught:
        compiled(1)
    last = traceback.extract_tb(caught.value.__traceback__)[-1]
    assert last.name == "helper"
    assert last.lineno == helper.__code__.co_firstlineno + 2
    assert last.filename == __file__
    assert last.line == 'raise ValueError("in helper")'


def test_division_by_zero_raises_and_numpys_model_does_not():
    divide = lambda a, b: a / b  # noqa: E731
    with pytest.raises(ZeroDivisionError):
        jit(divide)(1.0, 0.0)
    assert jit(error_model="numpy")(divide)(1.0, 0.0) == np.inf


def test_an_assertion_raises_with_its_message():
    space = {}  # pytest rewrites the assertions of this file
    exec("def f(x):\n    assert x > 0, 'must be positive'\n    return x", space)
    f = jit(space["f"])
    assert f(1) == 1
    with pytest.raises(AssertionError, match="must be positive"):
        f(0)


def test_nothing_leaks_when_an_exception_leaves():
    import gc

    from pyrite.testing import get_allocation_stats

    @jit
    def f(n):
        a = np.ones(n)
        b = a + 1
        if n > 2:
            raise ValueError("late")
        return b

    f(1)
    gc.collect()
    gc.collect()
    before = get_allocation_stats()
    for _ in range(5):
        with pytest.raises(ValueError):
            f(10)
    after = get_allocation_stats()
    assert after.alloc - before.alloc == after.free - before.free > 0


def test_a_global_is_read_when_the_function_is_compiled():
    space = {}
    exec("limit = 1\ndef f(): return limit", space)
    f = jit(space["f"])
    assert f() == 1
    space["limit"] = 2
    assert f() == 1


def test_a_global_array_is_frozen():
    space = {"table": np.arange(3)}
    exec("def f(i): return table[i]", space)
    f = jit(space["f"])
    assert f(1) == 1
    space["table"][1] = 99
    assert f(1) == 1


def test_a_write_to_a_global_array_is_refused():
    space = {"table": np.arange(3)}
    exec("def f(i):\n    table[i] = 1", space)
    with pytest.raises(pyrite.TypingError):
        jit(space["f"])(1)


def test_recursion_without_a_base_case():
    @jit
    def untyped(x):
        return untyped(x + 1)

    with pytest.raises(pyrite.TypingError, match="no path returns without calling itself"):
        untyped(1)

    @jit("int64(int64)")
    def typed(x):
        return typed(x + 1) + 1

    with pytest.raises(RecursionError, match="maximum recursion depth exceeded"):
        typed(1)


def refusal(function, *arguments, error=pyrite.PyriteError):
    with pytest.raises(error) as caught:
        jit(function)(*arguments)
    return str(caught.value)


HUGE = 2**70
TABLE = {1: 2}


def test_integers_known_when_compiling_do_not_wrap():
    two, seventy = 2, 70
    functions = [
        lambda x: x + 1180591620717411303424,
        lambda x: x + 2**70,
        lambda x: x < 2**70,
        lambda x: x + (-3) ** 41,
        lambda x: x + two**seventy,
        lambda x: x + HUGE,
        lambda x: (x, HUGE)[0] if x > HUGE else 1,
        lambda x: 10**20,
    ]
    for function in functions:
        message = refusal(function, 1, error=pyrite.TypingError)
        assert "does not fit into 64 bits; use a float" in message
        assert "test_errors.py" in message
    for function, expected in [
        (lambda x: x & 0xFFFFFFFFFFFFFFFF, 5),
        (lambda x: x + 2**62 - 5, 2**62),
        (lambda x: x + (-2) ** 63, -(2**63) + 5),
        (lambda x: x + 1**1000 + 0**1000 + (-1) ** 1001, 5),
    ]:
        assert jit(function)(5) == expected


def test_what_the_interpreter_alone_can_use_is_named_with_a_way_out():
    message = refusal(lambda x: TABLE[x], 1, error=pyrite.UnsupportedError)
    assert "the global 'TABLE' is an object of type dict" in message
    assert "with pyrite.objmode" in message
    message = refusal(lambda x: open(x), 1, error=pyrite.UnsupportedError)
    assert "the global 'open'" in message


@pytest.mark.parametrize(
    ("value", "advice"),
    [
        (np.zeros(2, object), "a.astype(np.float64)"),
        (np.zeros(2, ">f8"), "newbyteorder"),
        (np.zeros(9, np.int8)[1:].view(np.int64), "a.copy()"),
        (object(), "pass the numbers, arrays, tuples or lists"),
        (2**70, "pass a float"),
        (slice(2**70), "use None for an open end"),
    ],
)
def test_refused_arguments_come_with_advice(value, advice):
    assert advice in refusal(lambda x: 1, value)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("class K: pass", "defining a class inside of a function"),
        ("global G; G = x", "global variable 'G' is frozen at compile time"),
        ("global G; del G", "global variable 'G' is frozen at compile time"),
        ("exec('1')", "exec()"),
        ("del x.attribute", "deleting an attribute is not compiled (opcode DELETE_ATTR of "),
        ("{1: x}[1]", "dictionaries are not compiled"),
        ("{x}", "sets are not compiled"),
        ("x.attribute = 1", "attribute 'attribute' of int64 cannot be set"),
        ("x()", "int64 is not callable"),
        ("x[0]", "int64 cannot be indexed"),
        ("for i in x: pass", "int64 is not iterable"),
    ],
)
def test_refused_statements_name_themselves_and_their_line(source, text):
    space = {}
    exec(compile(f"def f(x):\n    y = 1\n    {source}\n    return y", "refused.py", "exec"), space)
    message = refusal(space["f"], 1)
    assert text in message
    assert "refused.py:3, in f(" in message


def test_async_functions_are_refused():
    async def f(x):
        return x

    assert "async functions are not compiled" in refusal(f, 1)


@pytest.mark.parametrize(
    ("signature", "error", "text"),
    [
        ("int64(int64", ValueError, "cannot be read"),
        ("int64(int64", ValueError, "write it like 'float64(int32, float64[:, ::1])'"),
        ("int65(int64)", NameError, "did you mean 'int64'?"),
        ("int64(nothing_like_it)", NameError, "the names are those of pyrite.types"),
        ("int64(3)", TypeError, "types like float64(int32)"),
        ("int64(int64, int64)", TypeError, "the signature has 2"),
    ],
)
def test_broken_signatures(signature, error, text):
    with pytest.raises(error) as caught:
        jit(signature)(lambda x: x)
    assert text in str(caught.value)


def test_a_huge_array_is_a_memory_error():
    @jit
    def f(n):
        return np.empty(n)

    with pytest.raises((MemoryError, ValueError)):
        f(1 << 60)
    with pytest.raises(ValueError, match="negative"):
        f(-1)


def test_the_classes_of_errors_form_a_family():
    from pyrite import errors

    for name in (
        "TypingError",
        "UnsupportedError",
        "LoweringError",
        "DeviceError",
        "InternalError",
        "NoMatchError",
    ):
        assert issubclass(getattr(errors, name), errors.PyriteError)
    assert issubclass(errors.PerformanceWarning, errors.PyriteWarning)


def test_a_failed_compilation_leaves_the_dispatcher_usable():
    f = njit(first)
    with pytest.raises(pyrite.TypingError):
        f(1)
    assert f((5, 6)) == 5
    assert len(f.signatures) == 1


def test_a_refused_call_with_a_star_says_what_it_was_called_with():
    from pyrite.errors import ARGUMENT_TYPES_LEAD

    message = refusal(lambda *args: slice(*args), 1, None, 2.5, 1, error=pyrite.TypingError)
    assert ARGUMENT_TYPES_LEAD + "int64, none, float64, int64)" in message
    message = refusal(lambda args: slice(*args), (), error=pyrite.TypingError)
    assert ARGUMENT_TYPES_LEAD + ")" in message
