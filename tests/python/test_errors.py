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


def test_syntax_that_is_not_compiled_is_refused():
    @jit
    def f(x):
        import os

        return os.sep

    with pytest.raises(pyrite.UnsupportedError):
        f(1)


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


def test_recursion_without_a_base_case_is_refused_or_raises():
    @jit
    def f(x):
        return f(x + 1)

    with pytest.raises((pyrite.TypingError, RecursionError)):
        f(1)


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
