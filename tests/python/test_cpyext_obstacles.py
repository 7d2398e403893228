"""What made compilers for CPython fail on PyPy's cpyext, one test each; they run on every interpreter."""

import cmath
import gc
import math
import sys
import traceback
import weakref

import numpy as np
import pytest
from pyrite import _core, jit


def test_pointer_width_comes_from_the_data_layout():
    import ctypes

    assert _core.host()["pointer_bits"] == 8 * ctypes.sizeof(ctypes.c_void_p)


def test_symbols_are_addresses_taken_in_cpp():
    # Compiled code calls the runtime: on PyPy its exports carry other names, which nobody looks up.
    @jit
    def f(n):
        return np.zeros(n).size

    assert f(5) == 5


def test_none_is_recognised_without_id():
    @jit
    def f(x):
        return x is None

    assert f(None) is True
    assert f(0) is False
    assert jit(lambda: None)() is None


def test_exceptions_are_recognised_without_id():
    class Own(ValueError):
        pass

    @jit
    def f():
        raise Own("by identity")

    with pytest.raises(Own) as caught:
        f()
    assert type(caught.value) is Own


def test_a_dispatcher_is_untracked_when_it_dies():
    def make():
        f = jit(lambda x: x + 1)
        f(1)
        f.myself = f  # a cycle through the dispatcher's own dict
        return weakref.ref(f)

    refs = [make() for _ in range(20)]
    for _ in range(3):
        gc.collect()
    assert not any(one() for one in refs)


def test_nan_infinity_and_pi_need_no_helper():
    @jit
    def f(x):
        return math.isnan(math.nan), math.isinf(math.inf), math.pi * x, np.nan, -np.inf

    result = f(2.0)
    assert result[:3] == (True, True, 2 * math.pi)
    assert math.isnan(result[3]) and result[4] == -math.inf


@pytest.mark.parametrize("base", [0j, 1 + 2j, -1.5j, -2 + 0j])
@pytest.mark.parametrize("exponent", [0j, 2 + 0j, 0.5 + 0j, 1.5 - 0j])
def test_complex_power(base, exponent):
    f = jit(lambda a, b: a**b)
    assert cmath.isclose(f(base, exponent), base**exponent, rel_tol=1e-12, abs_tol=1e-12)


def test_complex_power_of_zero_raises():
    for exponent in (-1 + 0j, 1 - 1j):
        with pytest.raises(ZeroDivisionError):
            jit(lambda a, b: a**b)(0j, exponent)


def test_an_exception_instance_can_be_raised():
    instance = ValueError("made before", 1)

    @jit
    def f():
        raise instance

    with pytest.raises(ValueError) as caught:
        f()
    assert caught.value.args == ("made before", 1)


def test_a_bare_raise_raises_the_current_exception_with_its_whole_traceback():
    @jit
    def again():
        raise

    def origin():
        raise KeyError("first")

    def middle():
        origin()

    with pytest.raises(KeyError) as caught:
        try:
            middle()
        except KeyError:
            again()
    names = [entry.name for entry in traceback.extract_tb(caught.value.__traceback__)]
    assert caught.value.args == ("first",)
    assert names.index("middle") < names.index("origin")


def test_a_bare_raise_without_an_exception_is_a_runtime_error():
    @jit
    def again():
        raise

    with pytest.raises(RuntimeError, match="No active exception to reraise"):
        again()


@pytest.mark.parametrize("is_compiled", [False, True])
def test_dispatchers_are_freed_with_their_functions(is_compiled):
    def make(k):
        f = jit(lambda x: x * k)
        if is_compiled:
            assert f(2) == 2 * k and f(np.ones(2))[0] == k
        return weakref.ref(f), weakref.ref(f.py_func)

    refs = [one for k in range(20) for one in make(k)]
    for _ in range(3):
        gc.collect()
    assert not any(one() for one in refs)


def test_a_compiled_function_can_return_a_dispatcher():
    @jit
    def g(x):
        return x + 1

    f = jit(lambda: g)
    assert f() is g
    assert f()(1) == 2


def test_a_profiler_sees_a_compiled_function_when_asked():
    @jit(profile=True)
    def seen_by_name(x):
        return x + 1

    seen_by_name(1)
    names = []
    sys.setprofile(lambda frame, event, argument: names.append(frame.f_code.co_name))
    try:
        seen_by_name(2)
    finally:
        sys.setprofile(None)
    assert "seen_by_name" in names


def test_native_memory_behind_arrays_is_freed():
    from pyrite.testing import get_allocation_stats

    make = jit(lambda n: np.empty(n))
    make(1)
    gc.collect()
    before = get_allocation_stats()
    for _ in range(100):
        make(1000)
    for _ in range(3):
        gc.collect()
    after = get_allocation_stats()
    assert after.alloc - before.alloc == 100
    assert after.free - before.free >= 100


def test_no_list_internals_are_touched():
    # What compiled code did to a list is written back through the list's own interface; the object is the same.
    @jit
    def change(values):
        values.append(values[0] + 1)
        return values

    values = [1, 2]
    assert change(values) is values
    assert values == [1, 2, 2]
    assert change(values) == [1, 2, 2, 2]


def test_the_dialect_is_chosen_by_implementation_and_version():
    # Interpreters that call themselves 3.11 differ: PyPy's make functions without a name on the stack, CPython's
    # instructions carry caches, and only some have exception tables.
    @jit
    def f(x, y):
        def scaled(a, factor=2, *, shift=1):
            return a * factor + shift + y

        largest = max(x, y, key=lambda one: -one)
        if x is not None and y > 1000:
            raise ValueError("too large")
        return scaled(x), scaled(x, 3, shift=0), largest

    assert f(3, 7) == (14, 16, 3)
    with pytest.raises(ValueError, match="too large"):
        f(3, 1001)
