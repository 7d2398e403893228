"""Tuples: made, taken apart, compared, sliced, looped over; compiled and interpreted."""

import collections
import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyrite import literal_unroll, njit
from pyrite.errors import PyriteError, TypingError, UnsupportedError

Point = collections.namedtuple("Point", "x y")
Deep = collections.namedtuple("Deep", "name at")


def outcome(function, *arguments):
    try:
        return repr(function(*arguments))
    except PyriteError:
        raise
    except Exception as error:
        return type(error)


def both(function, *arguments):
    """Asserts that the compiled and the interpreted function do the same."""
    assert outcome(njit(function), *arguments) == outcome(function, *arguments)


SAMPLES = [
    (),
    (1,),
    (1, 2, 3),
    (1.5, -0.0, math.nan),
    (1, 2.5),
    (True, 3, 2.5, 1 + 2j),
    ((1, 2), (3.5,), ()),
    (None, 1),
    (Point(1, 2.5), 3),
    (2**62, -(2**63)),
    ("a", 1),
]


# -- made and taken apart


@pytest.mark.parametrize("sample", SAMPLES, ids=repr)
def test_tuples_come_in_and_go_out(sample):
    both(lambda t: t, sample)
    both(lambda t: (t, t), sample)
    both(lambda t: len(t), sample)
    both(lambda t: bool(t), sample)


def test_displays_hold_items_of_any_type():
    def f(a, b):
        empty = ()
        one = (a,)
        nested = ((a, b), (b, (a, "text")), None, ...)
        return empty, one, nested, nested[1][1][1]

    both(f, 1, 2.5)


def test_unpacking():
    def f(t):
        a, (b, c), *rest = t
        (d,) = (a,)
        e, f = b, c
        e, f = f, e
        return a, b, c, d, e, f, rest

    both(f, (1, (2.5, 3), 4, 5))
    both(f, (1, (2.5, 3)))

    def ends(t):
        first, *_, last = t
        return first, last

    both(ends, (1, 2, 3, 4.5))
    both(ends, (1, 2))


def test_unpacking_of_a_wrong_number_is_the_interpreters_error():
    def two(t):
        a, b = t
        return a

    for sample in [(), (1,), (1, 2, 3)]:
        with pytest.raises((ValueError, TypingError), match="values to unpack"):
            njit(two)(sample)


def test_stars_join_tuples():
    def f(t, u):
        return (*t, 1, *u), (*u,)

    both(f, (1, 2.5), ((), "x"))
    both(f, (), ())


def test_conversions_to_tuples():
    def f(a, n):
        return tuple((a, n)), tuple(), tuple(Pair(a, n))

    Pair = collections.namedtuple("Pair", "a b")
    both(f, 1, 2.5)


# -- indices and slices


@pytest.mark.parametrize("sample", [(1, 2, 3), (0.5,), (True, False)], ids=repr)
def test_indices_at_run_time(sample):
    def at(t, i):
        return t[i]

    for index in range(-4, 5):
        both(at, sample, index)


def test_constant_indices_of_items_of_any_type():
    def f(t):
        return t[0], t[-1], t[1][0]

    both(f, (1, ("x", 2.5), None))


def test_an_index_at_run_time_needs_one_type():
    with pytest.raises((TypingError, UnsupportedError)):
        njit(lambda t, i: t[i])((1, "x"), 0)


bounds = (None, -9, -2, -1, 0, 1, 2, 5)


@pytest.mark.parametrize("step", [None, 1, 2, -1, -3])
def test_slices_with_constant_bounds(step):
    for start, stop in itertools.product(bounds, bounds):
        cut = slice(start, stop, step)

        def f(t):
            return t[cut]  # noqa: B023

        for sample in [(1, 2.5, "x", None), (1, 2, 3), ()]:
            both(f, sample)


# -- operators


def test_concatenation_and_repetition():
    def f(t, u):
        return t + u, t + (), u * 2, 3 * t, t * 0, t * -1

    both(f, (1, 2.5), ("x",))
    both(f, (), (1,))


NUMBERS = st.one_of(st.integers(-3, 3), st.sampled_from([0.0, -0.0, 0.5, math.nan, math.inf]), st.booleans())
TUPLES = st.lists(st.one_of(NUMBERS, st.lists(NUMBERS, max_size=2).map(tuple)), max_size=3).map(tuple)


def comparisons(t, u):
    return t == u, t != u


def order(t, u):
    return t < u, t <= u, t > u, t >= u


compiled_comparisons, compiled_order = njit(comparisons), njit(order)


@settings(max_examples=12, deadline=None)
@given(TUPLES, TUPLES)
def test_equality_of_any_two_tuples(t, u):
    # A NaN equals itself where it is the same object, which compiled code has none of.
    t, u = (tuple(float(x) if isinstance(x, float) else x for x in one) for one in (t, u))
    if any(x != x for one in (t, u) for x in one if isinstance(x, float)):
        return
    if any(y != y for one in (t, u) for x in one if isinstance(x, tuple) for y in x):
        return
    assert compiled_comparisons(t, u) == comparisons(t, u)


@settings(max_examples=12, deadline=None)
@given(st.lists(NUMBERS, max_size=3).map(tuple), st.lists(NUMBERS, max_size=3).map(tuple))
def test_order_of_tuples_of_numbers(t, u):
    if any(x != x for x in t + u):
        return
    assert compiled_order(t, u) == order(t, u)


def test_membership_and_methods():
    def f(t, x):
        return x in t, x not in t, t.count(x), t.index(x)

    for sample in [(1, 2, 1), (1.5, 2.0), (True, 2, 2.0)]:
        for x in (1, 2, 2.0, 7, True):
            both(f, sample, x)


def test_identity_with_none():
    def f(t):
        return t[0] is None, t[1] is not None, t is None

    both(f, (None, 1))
    both(f, (2, None))


def test_builtins_over_tuples():
    def f(t):
        return sum(t), min(t), max(t), sum(t, 1.5), abs(min(t))

    both(f, (3, -1, 2))
    both(f, (3.5, -1.0))

    def g(t, u):
        total = 0
        for i, (a, b) in enumerate(zip(t, u)):
            total += i * a - b
        for x in reversed(t):
            total = total * 2 + x
        return total, any(t), all(u), sorted(t)

    both(g, (3, 1, 2), (4, 0))


# -- named tuples


def test_named_tuples():
    def f(p, x):
        q = Point(p.y, x)
        r = Point(y=1, x=p.x)
        a, b = q
        return q, r, q.x + r.y, a, b, p[0], p == Point(1, 2.5), Deep("here", q).at.y, len(p)

    both(f, Point(1, 2.5), 3)
    both(f, Point(0.5, 2), 1.5)
    with pytest.raises((AttributeError, TypingError), match="z"):
        njit(lambda p: p.z)(Point(1, 2))


# -- loops


@pytest.mark.parametrize("sample", [(), (1,), (1, 2, 3), (0.5, 1.5), (True, False)], ids=repr)
def test_loops_over_items_of_one_type(sample):
    def f(t):
        total = 0.5
        for x in t:
            total = total * 3 + x
        return total

    both(f, sample)


MIXED = [(1, 2.5, True), (1, (2, 3.5), "abc", None), ((), (1,), ((2.5, 1), 3)), ("x", "yz")]


@pytest.mark.parametrize("sample", MIXED, ids=repr)
def test_loops_over_items_that_differ_in_type(sample):
    def f(t):
        total = 0.0
        for x in t:
            if x is None:
                total += 100
            elif isinstance(x, (int, float)):
                total = total * 2 + x
            else:
                total += len(x)
        return total

    both(f, sample)


def test_each_pass_of_an_unrolled_loop_is_typed_for_itself():
    def f(a, n):
        out = []
        for x in (a, n, 2.5, (n, a)):
            if isinstance(x, tuple):
                for y in x:
                    out.append(float(np.sum(y)))
            else:
                out.append(float(np.sum(x) + 0.5))
        return out

    both(f, np.arange(4.0), 3)


def test_break_continue_and_else_of_unrolled_loops():
    def f(t, stop):
        seen = 0.0
        for x in t:
            if x == stop:
                break
            if x == 2:
                continue
            seen += x
        else:
            seen += 1000
        return seen

    for stop in (1, 2, 2.5, 4, 9):
        both(f, (1, 2.5, 2, True, 4), stop)


def test_returns_and_exceptions_inside_of_unrolled_loops():
    def f(t, at):
        i = 0
        for x in t:
            try:
                if i == at:
                    raise ValueError
                if x == 0.25:
                    return -1.0
                i += 1
            except ValueError:
                return x + 0.5
            finally:
                i += 10
        return i * 1.0

    for at in (0, 11, 22, 5):
        both(f, (1, 2.5, 3), at)
    both(f, (1, 0.25, 3), 50)


def test_unrolled_loops_inside_of_loops_and_of_each_other():
    def f(t, n):
        total = 0.0
        for i in range(n):
            for x in t:
                for y in (x, 0.5, (i, x)):
                    if isinstance(y, tuple):
                        for z in y:
                            total += z
                    else:
                        total = total * 1.5 + y
                    if total > 1e6:
                        break
        return total

    both(f, (1, 2.5), 3)
    both(f, (1, 2.5), 0)
    both(f, (), 2)


def test_the_variable_of_an_unrolled_loop_after_it():
    def f(t):
        x = -1
        for x in t:  # noqa: B007
            pass
        return x

    both(f, (1, 2.5, (3, 4)))
    both(f, (None, 1))


def test_literal_unroll_makes_items_constants():
    def f(t):
        total = 0.0
        for i in literal_unroll((0, 1, -1)):
            x = t[i]
            total += len(x) if isinstance(x, tuple) else x
        return total

    both(f, (1, (2, 3), 4.5))

    def g():
        items = [1, 2.5, "abc", (1, 2)]
        total = 0.0
        for x in literal_unroll(items):
            if isinstance(x, (str, tuple)):
                total += len(x)
            else:
                total += x
        return total

    both(g)


def test_functions_in_tuples_are_called_in_a_loop():
    def half(x):
        return x / 2

    def f(x):
        total = 0.0
        for function in (half, math.sqrt, lambda v: v + 1, abs):
            total += function(x)
        return total

    both(f, 7)

    def g(functions, x):
        for function in functions:
            x = function(x)
        return x

    assert njit(g)((njit(half), math.floor), 9) == g((half, math.floor), 9)


def test_generators_with_unrolled_loops():
    @njit
    def items(t):
        for x in t:
            yield x * 1.5

    assert list(items((1, 2.5, True))) == [1.5, 3.75, 1.5]


@pytest.mark.parametrize(
    ("function", "arguments", "message"),
    [
        (lambda a: [x for x in literal_unroll(a)], ([1, 2],), "Invalid use of literal_unroll"),
        (lambda a: [x for x in literal_unroll([1, a])], (1,), "non-constant value at position 1"),
        (lambda a: [x for x in literal_unroll("ab")], (1,), "should be a tuple or a list of constant values"),
        (lambda a: literal_unroll(a, a), ((1, 2),), "literal_unroll takes one argument, found 2"),
        (lambda a: literal_unroll(a), (1.5,), "should be a tuple"),
    ],
)
def test_what_cannot_be_unrolled_is_refused(function, arguments, message):
    with pytest.raises(UnsupportedError, match=message):
        njit(function)(*arguments)


def test_loops_that_would_grow_without_bounds_are_refused():
    def f(t):
        total = 0.0
        for a in t:
            for b in t:
                for c in t:
                    for d in t:
                        total += a * b * c * d
        return total

    with pytest.raises(UnsupportedError, match="too many or too large to be unrolled"):
        njit(f)((1, 2.5) * 10)


# -- slices as values


def test_slice_objects():
    def f(s, n):
        return s.indices(n), s.start, s.stop, s.step

    for start, stop, step in itertools.product((None, -1, 3), (None, -11, 9), (None, 1, -12)):
        both(f, slice(start, stop, step), 10)
    with pytest.raises(TypingError, match=r"indices\(\) takes exactly one argument \(3 given\)"):
        njit(lambda s: s.indices(1, 2, 3))(slice(None))
    with pytest.raises(TypingError, match="'float64' object cannot be interpreted as an integer"):
        njit(lambda s: s.indices(1.5))(slice(None))
    with pytest.raises(ValueError, match="Int value is too large: -9223372036854775809"):
        njit(lambda s: s.step)(slice(None, None, -(2**63) - 1))
