"""Calls of every form, and functions as values that are chosen at run time: compiled, and equal to the interpreter."""

import math

import numpy as np
import pytest
from outcomes import outcome, same
from pyrite import njit
from pyrite.errors import PyriteError, TypingError


def both(function, *calls):
    compiled = njit(function)
    for arguments in calls:
        expected, found = outcome(function, *arguments), outcome(compiled, *arguments)
        assert same(found, expected), f"{function.__name__}{arguments!r}: {found!r} instead of {expected!r}"


# -- forms of calls ------------------------------------------------------------------------------------------------------


def every_kind(a, /, b, c=3, *, d, e=5):
    return a + 10 * b + 100 * c + 1000 * d + 10000 * e


def counted(*args, **kwargs):
    return len(args) + 10 * len(kwargs)


def summed(*args, scale=1, **kwargs):
    total = kwargs["x"] if "x" in kwargs else 0
    for value in args:
        total += value
    for value in kwargs.values():
        total += scale * value
    return total + kwargs.get("absent", 7)


def named(**kwargs):
    total = 0.0
    for name in kwargs:
        if name == "half":
            total += 0.5
    for name, value in kwargs.items():
        total += len(name) * value
    return total


def test_positional_and_keyword_arguments_and_defaults():
    def f(x):
        return every_kind(x, 2, d=4) + every_kind(x, b=2, d=x, e=1) + every_kind(x, 1, 2, d=3, e=x)

    both(f, (1,), (2.5,))


def test_stars_and_double_stars_in_calls():
    def f(x):
        return every_kind(*(x, 2), **{"d": 4, "e": x}) + every_kind(x, *(1, 2), d=3, **{"e": 1})

    both(f, (1,), (2.5,))


def test_collected_arguments():
    def f(x):
        return (
            counted(),
            counted(x, 1),
            counted(x, y=2, z=x),
            summed(x, 1, x=x, y=2, scale=x),
            summed(),
            named(half=x, a=1),
        )

    both(f, (1,), (2.5,))


def test_keywords_are_handed_on():
    def f(x):
        def inner(a, *args, **options):
            return every_kind(a, *args, **options)

        return inner(x, 1, d=2) + inner(x, b=1, d=x, e=2)

    both(f, (1,), (2.5,))


def test_lambdas_with_defaults_and_keywords():
    def f(x):
        g = lambda a, b=2, *rest, c=x, **more: a + b * c + len(rest) + 10 * len(more)  # noqa: E731
        return g(1), g(1, x), g(1, 2, 3, 4), g(b=x, a=1, c=2, z=3)

    both(f, (1,), (2.5,))


def compiled_by(function):
    return njit(function)


@compiled_by
def decorated(x, y=1):
    return x - y


def test_decorators_that_return_compiled_functions():
    both(lambda x: decorated(x) * decorated(y=x, x=2), (1,), (2.5,))


def is_even(n):
    return True if n == 0 else is_odd(n - 1)


def is_odd(n):
    return False if n == 0 else is_even(n - 1)


def test_functions_of_a_module_that_call_one_another():
    both(lambda n: (is_even(n), is_odd(n)), (0,), (7,), (10,))


@pytest.mark.parametrize(
    "call, text",
    [
        (lambda x: every_kind(x, d=1), "missing 1 required positional argument: 'b'"),
        (lambda x: every_kind(x, 1), "missing 1 required keyword-only argument: 'd'"),
        (lambda x: every_kind(a=x, b=1, d=2), "positional"),
        (lambda x: every_kind(x, 1, b=2, d=1), "multiple values for argument 'b'"),
        (lambda x: every_kind(x, 1, d=2, z=1), "unexpected keyword argument 'z'"),
        (lambda x: every_kind(x, 1, 2, 3, d=1), "takes"),
    ],
)
def test_arguments_that_do_not_fit_are_refused_in_the_interpreter_s_words(call, text):
    with pytest.raises(TypeError):
        call(1)
    with pytest.raises(TypingError, match=text):
        njit(call)(1)


# -- functions as values -------------------------------------------------------------------------------------------------


@njit
def add(x, y):
    return x + y


@njit
def subtract(x, y):
    return x - y


def multiply(x, y):
    return x * y


TABLE = (add, subtract, multiply)


def test_a_function_chosen_by_a_condition():
    def f(c, x):
        g = add if c else subtract
        h = multiply if c else add
        return g(x, 2) + h(x, 1)

    both(f, (True, 5), (False, 5), (True, 2.5))


def test_tuples_and_lists_of_functions_are_indexed_at_run_time():
    def in_tuple(functions, n):
        total = 1.0
        for i in range(n):
            total = functions[i % len(functions)](total, i) + TABLE[-1 - i % 3](total, 2)
        return total

    def in_list(n):
        functions = [add, subtract]
        functions.append(multiply)
        total = 1
        for i in range(n):
            total = functions[i % 3](total, i + 1)
        return total

    both(in_tuple, ((add, subtract), 7), ((add, add), 3), (TABLE, 5))

    def of_choices(c, i):
        return ((add if c else subtract), add)[i](5, 2)

    both(of_choices, (True, 0), (False, 0), (True, 1), (False, 1))
    both(in_list, (0,), (7,))
    both(lambda i: TABLE[i](2, 3), (0,), (-1,), (3,))


def test_closures_keep_what_they_have_captured():
    def f(c, a, b):
        def times(x):
            return x * a

        def item(x):
            return b[x] + a

        g = times if c else item
        return g(1) + g(2)

    both(f, (True, 3, np.arange(4)), (False, 3, np.arange(4)))


def test_one_function_that_captured_different_values():
    def f(n):
        g = lambda x: x  # noqa: E731
        for i in range(n):
            g = lambda x, i=i: x + i  # noqa: E731
        return g(10)

    both(f, (0,), (3,))


def test_chosen_functions_are_handed_to_and_returned_from_functions():
    def make(c, k):
        def plus(x):
            return x + k

        if c:
            return plus
        return lambda x: x * k

    def apply(g, x):
        return g(x) + 1

    def f(c, x):
        return apply(make(c, 7), x) + apply(math.sin if c else math.cos, x)

    both(f, (True, 0.5), (False, 0.5))


def test_a_function_that_changes_in_a_loop_and_its_identity():
    def f(n):
        g = add
        total = 1
        for i in range(n):
            total = g(total, i)
            g = subtract if g is add else add
        return total, g is add, g == subtract, g is not multiply

    both(f, (0,), (5,))


def test_functions_that_are_not_there_on_some_path():
    def unbound(c, x):
        if c > 0:
            g = add
        elif c < 0:
            g = subtract
        return g(x, 1)

    def none(c, x):
        g = None
        if c > 0:
            g = add
        if c < 0:
            g = subtract
        return 0 if g is None else g(x, 1)

    both(unbound, (1, 5), (-1, 5), (0, 5))
    both(none, (1, 5), (-1, 5), (0, 5))


def test_a_choice_in_a_captured_variable():
    def f(c, x):
        g = add

        def call(v):
            return g(v, 1)

        if c:
            g = subtract
        return call(x)

    both(f, (True, 1), (False, 1))


def test_exceptions_and_results_of_different_types():
    def f(c, x):
        def bad(v):
            raise ValueError("no")

        def nothing(v):
            return None

        def whole(v):
            return v

        functions = (bad, nothing, whole)
        try:
            return functions[c](x)
        except ValueError:
            return -1

    both(f, (0, 3), (1, 3), (2, 3), (3, 3))


def test_refusals_of_chosen_functions():
    def differ(c, a):
        g = (lambda x: x) if c else (lambda x: (x, x))
        return g(a)

    def endless(n):
        g = lambda x: x  # noqa: E731
        for _ in range(n):
            g = lambda x, g=g: g(x) + 1  # noqa: E731
        return g(1)

    def leaves(c):
        return add if c else subtract

    for function, arguments in ((differ, (True, 1)), (endless, (3,)), (leaves, (True,))):
        with pytest.raises(PyriteError):
            njit(function)(*arguments)
