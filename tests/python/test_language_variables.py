"""Variables whose types the user gives, and modules that are imported inside of functions."""

import numpy as np
import pytest
from pyrite import float32, jit, njit, types
from pyrite.errors import TypingError, UnsupportedError


def test_a_variable_is_converted_at_each_assignment():
    @jit(locals={"y": float32, "z": "int8"})
    def f(x):
        y = x / 3
        z = x * 100
        before = z
        z += 100
        return y, before, z

    third = float(np.float32(1 / 3))
    assert f(1.0) == (third, 100, -56)
    assert f(1) == (third, 100, -56)


def test_a_loop_carried_variable_keeps_its_type():
    @jit(locals={"total": types.int64})
    def f(n):
        total = 0
        for _ in range(n):
            total += 0.7
        return total

    assert f(10) == 0

    @jit(locals={"total": types.float64})
    def g(n):
        total = 0
        for i in range(n):
            total += i
        return total

    assert repr(g(4)) == "6.0"
    assert repr(g(0)) == "0.0"


def test_parameters_and_loop_variables():
    @jit(locals={"x": types.float64, "i": types.float64})
    def f(x, n):
        last = 0.0
        for i in range(n):
            last = i / 2
        return x, last

    assert repr(f(3, 4)) == "(3.0, 1.5)"


def test_other_calls_of_the_function_and_of_others_are_not_concerned():
    @jit(locals={"y": types.int32})
    def inner(x):
        y = x
        return y * 1.5

    @jit
    def outer(x):
        y = inner(x) + 0.25
        return y

    assert outer(3.9) == 4.75
    assert inner(3.9) == 4.5


def test_wrong_locals_are_refused():
    with pytest.raises(UnsupportedError, match="'y', which is no local variable of f"):

        @jit(locals={"y": types.int64})
        def f(x):
            return x

        f(1)

    with pytest.raises(UnsupportedError, match="a nested function uses"):

        @jit(locals={"y": types.int64})
        def g(x):
            y = x

            def inner():
                return y

            return inner()

        g(1)

    with pytest.raises(TypingError, match="cannot convert"):

        @jit(locals={"y": types.int64})
        def h(x):
            y = x
            return y

        h(np.zeros(2))


# -- imports


def test_modules_imported_inside():
    def f(x):
        import math
        import os.path  # noqa: F401
        from math import pi as circle
        from math import sqrt

        if x > 3:
            import numpy as np

            return np.sin(x) + circle
        return math.cos(x) + sqrt(x)

    for x in (1.0, 4.0):
        assert njit(f)(x) == f(x)


def test_a_module_that_is_not_there_is_an_error_where_it_is_imported():
    def f(x):
        if x > 1:
            import no_such_module_anywhere  # noqa: F401
        return x

    assert njit(f)(1) == 1
    with pytest.raises(ModuleNotFoundError, match="No module named 'no_such_module_anywhere'"):
        njit(f)(2)

    def g():
        try:
            import no_such_module_anywhere  # noqa: F401
        except ImportError:
            return 2
        return 1

    assert njit(g)() == 2


def test_a_function_compiled_by_its_decorator_calls_itself():
    @jit("int64(int64)")
    def fibonacci(n):
        return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)

    assert fibonacci(20) == 6765
    space = {"jit": jit}
    exec("@jit('int64(int64)')\ndef down(n):\n    return 0 if n == 0 else down(n - 1) + 1\n", space)
    assert space["down"](9) == 9
