"""Calls in every form, and functions as values: compiled, and equal to the interpreter."""

import functools
import math

import numpy as np
import pytest
from outcomes import outcome, same
from pyrite import njit
from pyrite.errors import PyriteError, TypingError
from pyrite.testing import get_allocation_stats


def both(function, *calls):
    compiled = njit(function)
    for arguments in calls:
        expected, found = outcome(function, *arguments), outcome(compiled, *arguments)
        assert same(found, expected), f"{arguments!r}: {found!r} instead of {expected!r}"


@njit
def square(x):
    return x * x


@njit
def cube(x):
    return x * x * x


def plain(a, b=2, *rest, c=3, **more):
    total = a + 10 * b + 100 * c
    for x in rest:
        total += 1000 * x
    return total


def positional(a, /, b, *, c=1):
    return a + b * 2 + c * 3


def named(**words):
    return words["first"] - words["second"]


def test_positional_and_keyword_arguments():
    def f(a, b):
        return plain(a), plain(a, b), plain(b=a, a=b), plain(a, c=b), plain(a, b, 4, 5), plain(a, b, 4, c=7)

    both(f, (1, 2), (1.5, 2))


def test_positional_only_and_keyword_only_parameters():
    both(lambda a: positional(a, b=2, c=a) + positional(a, 3), (1,), (2.5,))
    for wrong in (lambda a: positional(a=a, b=1), lambda a: positional(a, 1, 2), lambda a: positional(a)):
        with pytest.raises((TypeError, PyriteError)):
            njit(wrong)(1)


def test_keywords_gathered_by_two_stars():
    both(lambda a, b: named(first=a, second=b) + named(second=a, first=1), (1, 2), (1.5, 2))


def test_stars_spread_tuples():
    def f(a, pair):
        return plain(*pair), plain(a, *pair), plain(*pair, *pair), plain(*(a, *pair), c=a)

    both(f, (1, (2, 3)), (2.5, (2, 3)))


def test_defaults_are_those_of_the_definition():
    def f(a):
        k = a + 1

        def g(x, y=k, *, z=a):
            return x * 100 + y * 10 + z

        k = 7
        return g(1), g(1, 2), g(1, z=5), k

    both(f, (3,), (2.5,))


def test_functions_chosen_at_run_time():
    def f(c, x):
        function = square if c else cube
        return function(x) + (cube if c else square)(x)

    both(f, (True, 3), (False, 3), (True, 2.5), (0, -1))


def test_functions_chosen_by_three_ways_and_in_loops():
    def f(n, x):
        function = square
        total = x - x
        for i in range(n):
            total += function(x)
            if i % 3 == 0:
                function = cube
            elif i % 3 == 1:
                function = lambda y: -y  # noqa: E731
            else:
                function = square
        return total

    both(f, (0, 2), (1, 2), (2, 3), (9, 2), (10, 1.5))


def test_chosen_closures_keep_what_they_captured():
    def f(c, n):
        if c:
            k = n * 2

            def g(x):
                return x + k
        else:
            a = np.arange(n)

            def g(x):
                return x + a.sum()

        return g(1) + g(10)

    before = get_allocation_stats()
    both(f, (True, 4), (False, 4), (False, 0))
    after = get_allocation_stats()
    assert after.alloc - before.alloc == after.free - before.free


def test_a_tuple_of_functions_is_indexed_at_run_time():
    def f(n, x):
        functions = (square, cube, square, abs)
        total = x - x
        for i in range(n):
            total += functions[i % 4](x) + functions[-1 - i % 2](x)
        return total

    both(f, (0, 2), (5, 2), (8, -1.5))

    def beyond(i):
        return (square, cube)[i](3)

    both(beyond, (0,), (1,), (-2,), (2,), (-3,))


def test_chosen_functions_go_through_other_functions():
    def pick(c):
        return square if c else cube

    def apply(function, x):
        return function(x)

    both(lambda c, x: apply(pick(c), x) + apply(square, x), (True, 3), (False, 3))


def test_what_chosen_functions_raise_is_caught():
    def divide(x):
        return 1 // x

    def refuse(x):
        raise ValueError(x)

    def f(c, x):
        function = divide if c else refuse
        try:
            return function(x)
        except ZeroDivisionError:
            return -1
        except ValueError:
            return -2

    both(f, (True, 0), (True, 1), (False, 5))


def test_results_of_unlike_numbers_widen():
    def f(c, x):
        function = square if c else math.sqrt
        return function(x)

    assert njit(f)(True, 3) == 9.0 and njit(f)(False, 4) == 2.0


def test_results_without_a_common_type_are_refused():
    def f(c, x):
        function = square if c else (lambda y: (y, y))
        return function(x)

    with pytest.raises(TypingError, match="differ in what they return"):
        njit(f)(True, 1)


def test_a_chosen_function_is_no_result():
    with pytest.raises(PyriteError, match="returning the function"):
        njit(lambda c: square if c else cube)(True)


def test_partial_objects():
    times = functools.partial(lambda a, b, c=3: a * 100 + b * 10 + c, 1)
    nested = functools.partial(times, c=5)
    jitted = functools.partial(square)
    both(lambda x: times(x) + times(x, c=4) + nested(x) + nested(x, c=6) + jitted(x), (3,), (1.5,))
    both(lambda c, x: (times if c else nested)(x), (True, 2), (False, 2))
    with pytest.raises((TypeError, PyriteError)):
        njit(lambda x: times(x, 1, 2, 3))(1)


def test_decorators_that_return_compiled_functions():
    def logged(function):
        inner = njit(function)

        @njit
        def wrapper(x):
            return inner(x) + 1

        return wrapper

    @logged
    def f(x):
        return x * 2

    assert f(3) == 7 and njit(lambda x: f(x) + f(0.5))(1) == 5.0


def even(n):
    return True if n == 0 else odd(n - 1)


def odd(n):
    return False if n == 0 else even(n - 1)


def test_recursion_of_several_functions():
    both(lambda n: (even(n), odd(n)), (0,), (7,), (10,))
