"""Comparisons are exact, whatever the two types."""

import math
import operator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from outcomes import COMPLEX, FLOATS, INTEGERS, check, check_like
from pyrite import njit
from pyrite.errors import TypingError

OPERATORS = {
    "<": operator.lt,
    "<=": operator.le,
    "==": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    ">=": operator.ge,
}
compiled = {symbol: njit(eval(f"lambda a, b: a {symbol} b")) for symbol in OPERATORS}
int64s = st.integers(-(2**63), 2**63 - 1) | st.sampled_from(INTEGERS)
uint64s = st.integers(0, 2**64 - 1) | st.sampled_from([0, 1, 2**63 - 1, 2**63, 2**64 - 1])
floats = st.floats() | st.sampled_from(FLOATS) | st.integers(-(2**64), 2**65).map(float)
symbols = pytest.mark.parametrize("symbol", OPERATORS)


@symbols
@given(a=int64s, b=int64s)
def test_integers(symbol, a, b):
    check_like(compiled[symbol], OPERATORS[symbol], a, b)
    check_like(compiled[symbol], OPERATORS[symbol], a, a)


@symbols
@given(a=floats, b=floats)
def test_floats(symbol, a, b):
    check_like(compiled[symbol], OPERATORS[symbol], a, b)


@symbols
@given(a=int64s, b=floats)
def test_integers_with_floats(symbol, a, b):
    for other in (b, float(a), math.nextafter(float(a), math.inf), math.nextafter(float(a), -math.inf)):
        check_like(compiled[symbol], OPERATORS[symbol], a, other)
        check_like(compiled[symbol], OPERATORS[symbol], other, a)


@symbols
@given(a=uint64s, b=int64s)
def test_unsigned_with_signed(symbol, a, b):
    for x, y in ((a, b), (a, wrap_to_signed(a))):
        check(compiled[symbol], (np.uint64(x), y), OPERATORS[symbol](x, y))
        check(compiled[symbol], (y, np.uint64(x)), OPERATORS[symbol](y, x))


def wrap_to_signed(a):
    return a - 2**64 if a >= 2**63 else a


@symbols
@given(a=uint64s, b=floats)
def test_unsigned_with_floats(symbol, a, b):
    for other in (b, float(a)):
        check(compiled[symbol], (np.uint64(a), other), OPERATORS[symbol](a, other))
        check(compiled[symbol], (other, np.uint64(a)), OPERATORS[symbol](other, a))


@symbols
@pytest.mark.parametrize("first", [np.int8, np.uint8, np.int32, np.uint32])
@pytest.mark.parametrize("second", [np.uint8, np.int16, np.uint64, np.float32])
def test_narrow_numbers(symbol, first, second):
    largest = 2.0**30 if second is np.float32 else np.iinfo(second).max
    for a in (0, 1, np.iinfo(first).min, np.iinfo(first).max):
        for b in (0, 1, largest):
            check(
                compiled[symbol],
                (first(a), second(b)),
                OPERATORS[symbol](int(a), float(b) if second is np.float32 else int(b)),
            )


@symbols
@pytest.mark.parametrize("a", [True, False])
@pytest.mark.parametrize("b", [True, False, 0, 1, 2, 0.5, 1.0])
def test_bools(symbol, a, b):
    check_like(compiled[symbol], OPERATORS[symbol], a, b)


@pytest.mark.parametrize("symbol", ["==", "!="])
def test_complex_numbers_are_equal_or_not(symbol):
    for a in COMPLEX[::3]:
        for b in [*COMPLEX[::5], 1.0, 0, math.nan, True]:
            check_like(compiled[symbol], OPERATORS[symbol], a, b)
            check_like(compiled[symbol], OPERATORS[symbol], b, a)


@pytest.mark.parametrize("symbol", ["<", "<=", ">", ">="])
def test_complex_numbers_have_no_order(symbol):
    with pytest.raises(TypingError):
        compiled[symbol](1j, 2j)


@njit
def around_constants(i, x):
    return i < 2.5, i >= 2.0**60, i == 9007199254740993.0, x < 3, x > 9007199254740993, x == -1, 1 < x <= 4


@given(i=int64s, x=floats)
def test_constants(i, x):
    check_like(around_constants, around_constants.py_func, i, x)
