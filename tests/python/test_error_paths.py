"""Whatever goes wrong in a call or a compilation, nothing is leaked and the next call works."""

import collections
import gc
import sys
import threading
import types

import numpy as np
import pyrite
import pytest
from pyrite import _core, jit
from pyrite.testing import get_allocation_stats

TOO_MUCH = 1 << 44  # float64 elements: more than there are addresses

Pair = collections.namedtuple("Pair", ["array", "number"])


def blocks_alive():
    for _ in range(3):
        gc.collect()
    stats = get_allocation_stats()
    return stats.alloc - stats.free


@pytest.fixture
def balanced():
    """Blocks of compiled code alive after the test are those from before."""
    before = blocks_alive()
    yield
    assert blocks_alive() == before


def repeat(f, *args, raises, times=20, match=None):
    for _ in range(times):
        with pytest.raises(raises, match=match):
            f(*args)


# -- memory


def test_running_out_of_memory_frees_what_is_there(balanced):
    @jit
    def f(n, big):
        a = np.ones(n)
        b = a + 1
        c = np.empty(big)
        return a, b, c

    repeat(f, 10, TOO_MUCH, raises=(MemoryError, ValueError))
    first, _, third = f(10, 3)
    assert first.sum() == 10 and third.size == 3
    del first, third, _


def test_running_out_of_memory_in_a_called_function_frees_the_callers_arrays(balanced):
    @jit
    def inner(a, n):
        return np.zeros(n) + a[0]

    @jit
    def outer(n):
        held = np.arange(5.0)
        return inner(held, n), held

    repeat(outer, TOO_MUCH, raises=(MemoryError, ValueError))


def test_running_out_of_memory_in_an_expression(balanced):
    @jit
    def f(a, shape):
        return (a + 1.0) * np.ones(shape)

    repeat(f, np.ones((3, 1)), (3, TOO_MUCH), raises=(MemoryError, ValueError))


# -- exceptions of the program


def test_an_exception_frees_the_arrays_of_every_function_it_passes(balanced):
    @jit
    def inner(a, i):
        b = a * 2
        if i > 2:
            raise ValueError("too far", i)
        return b

    @jit
    def outer(n):
        a = np.arange(n)
        for i in range(n):
            a = inner(a, i)
        return a

    repeat(outer, 6, raises=ValueError, match="too far")
    assert outer(2).tolist() == [0, 4]


def test_an_exception_whose_constructor_fails_is_that_failure(balanced):
    class Picky(Exception):
        def __init__(self):
            super().__init__()

    @jit
    def f(n):
        a = np.ones(n)
        if n > 3:
            raise Picky(1)
        return a

    repeat(f, 5, raises=TypeError)
    assert f(2).size == 2


def test_arguments_and_results_keep_their_reference_counts():
    if not hasattr(sys, "getrefcount") or sys.implementation.name == "pypy":
        pytest.skip("this interpreter does not count references")

    @jit
    def f(a, pair, text, fails):
        if fails:
            raise ValueError("with", 1)
        return a, pair, text, a[1:]

    a, pair, text = np.ones(5), (np.zeros(2), 1.5), "".join(["te", "xt", str(id(f))])
    objects = (a, pair, pair[0], text, ValueError, np.dtype(float))
    f(a, pair, text, False)
    with pytest.raises(ValueError):
        f(a, pair, text, True)
    before = [sys.getrefcount(one) for one in objects]
    for _ in range(100):
        f(a, pair, text, False)
        try:
            f(a, pair, text, True)
        except ValueError:
            pass
        try:
            f(a, pair, object(), True)
        except pyrite.TypingError:
            pass
    after = [sys.getrefcount(one) for one in objects]
    assert max(abs(x - y) for x, y in zip(before, after)) < 5


# -- results that cannot be made


def test_a_result_whose_class_refuses_frees_the_arrays_in_it(balanced, monkeypatch):
    @jit
    def f(n):
        return 1, Pair(np.ones(n), n), np.zeros(n)

    def refuse(cls, *args):
        raise RuntimeError("not today")

    assert f(3)[1].number == 3
    monkeypatch.setattr(Pair, "__new__", refuse)
    repeat(f, 3, raises=RuntimeError, match="not today")
    monkeypatch.undo()
    assert f(3)[1].number == 3


def test_what_python_cannot_hold_is_refused_before_it_runs(balanced):
    ran = np.zeros(1)

    @jit
    def f(a):
        a[0] = 1
        held = np.ones(3)

        def inner():
            return held[0]

        return inner

    repeat(f, ran, raises=pyrite.PyriteError, times=3)
    repeat(jit(lambda a: enumerate(a)), ran, raises=pyrite.PyriteError, times=3)
    assert ran[0] == 0


def test_named_tuples_with_a_mind_of_their_own_are_refused():
    class Vector(collections.namedtuple("Vector", "x y")):
        def __add__(self, other):
            return Vector(self.x + other.x, self.y + other.y)

    class Checked(collections.namedtuple("Checked", "x")):
        def __new__(cls, x):
            return super().__new__(cls, abs(x))

    class Harmless(collections.namedtuple("Harmless", "x y")):
        __slots__ = ()

        def length(self):
            return self.x + self.y

        def __repr__(self):
            return "me"

    with pytest.raises(pyrite.TypingError, match="Vector, which defines __add__"):
        jit(lambda v: v + v)(Vector(1, 2))
    with pytest.raises(pyrite.PyriteError):
        jit(lambda x: Checked(x))(-1)
    result = jit(lambda p: Harmless(p.y, p.x))(Harmless(1, 2.5))
    assert result == Harmless(2.5, 1) and type(result) is Harmless


# -- compilations that do not end well


def test_an_interrupt_during_a_compilation_comes_out_and_the_next_call_compiles(balanced):
    module = types.ModuleType("interrupting")
    moods = [KeyboardInterrupt("now"), ZeroDivisionError("odd")]

    def getattribute(name):
        if name == "value" and moods:
            raise moods.pop(0)
        if name == "value":
            return 5
        raise AttributeError(name)

    module.__getattr__ = getattribute
    space = {"module": module}
    exec("def f(x):\n    return x + module.value", space)
    f = jit(space["f"])
    with pytest.raises(KeyboardInterrupt, match="now"):
        f(1)
    with pytest.raises(ZeroDivisionError, match="odd"):
        f(1)
    assert f(1) == 6
    assert len(f.signatures) == 1


def test_a_compilation_that_failed_is_tried_again():
    space = {"k": object()}
    exec("def f(x):\n    return x + k", space)
    f = jit(space["f"])
    for _ in range(3):
        with pytest.raises(pyrite.PyriteError):
            f(1)
    space["k"] = 10
    assert f(1) == 11


def test_threads_that_wait_for_a_compilation_that_fails_get_the_error_too():
    space = {"k": object()}
    exec("def f(x):\n    return x + k", space)
    f = jit(space["f"])
    start, caught = threading.Barrier(6), []

    def call():
        start.wait()
        try:
            f(1)
        except pyrite.PyriteError as error:
            caught.append(error)

    threads = [threading.Thread(target=call) for _ in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(caught) == 6


def test_a_forbidden_compilation_leaves_nothing_behind():
    from pyrite.testing import forbid_codegen

    f = jit(lambda x: x + 1)
    with forbid_codegen():
        with pytest.raises(RuntimeError, match="forbidden"):
            f(1)
    assert f.signatures == []
    assert f(1) == 2


def test_a_fault_of_the_compiler_is_an_exception_and_not_the_end():
    with pytest.raises(pyrite.errors.InternalError, match="broken on purpose"):
        _core.break_check()
    assert jit(lambda x: x + 1)(1) == 2
