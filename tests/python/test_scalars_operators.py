"""Operators on scalars do what the interpreter does, on integers of 64 bits that wrap."""

import operator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from outcomes import COMPLEX, FLOATS, INTEGERS, check, check_like, outcome, same, wrap
from pyrite import njit
from pyrite.errors import TypingError

int64s = st.integers(-(2**63), 2**63 - 1) | st.sampled_from(INTEGERS)
floats = st.floats() | st.sampled_from(FLOATS)

BINARY = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "//": operator.floordiv,
    "%": operator.mod, "<<": operator.lshift, ">>": operator.rshift, "&": operator.and_, "|": operator.or_,
    "^": operator.xor,
}  # fmt: skip
compiled = {symbol: njit(eval(f"lambda a, b: a {symbol} b")) for symbol in [*BINARY, "**"]}
positive, negative = njit(lambda a: +a), njit(lambda a: -a)
inverted, negated = njit(lambda a: ~a), njit(lambda a: not a)


def exact_integers(symbol, a, b):
    """The interpreter's result cut to 64 bits; a shift by very much is not tried for real."""
    if symbol == "<<" and b > 64:
        return 0
    result = outcome(BINARY[symbol], a, b)
    return wrap(result) if isinstance(result, int) else result


@pytest.mark.parametrize("symbol", BINARY)
@given(a=int64s, b=int64s)
def test_integers(symbol, a, b):
    if symbol == "/" and (abs(a) > 2**53 or abs(b) > 2**53):
        return  # the interpreter divides exactly, as NumPy does not
    check(compiled[symbol], (a, b), exact_integers(symbol, a, b))


@given(a=int64s, b=st.integers(0, 80))
def test_integers_shifted_by_small_counts(a, b):
    check(compiled["<<"], (a, b), wrap(a << b))
    check(compiled[">>"], (a, b), a >> b)


@pytest.mark.parametrize("symbol", ["+", "-", "*", "/", "//", "%"])
@given(a=floats, b=floats)
def test_floats(symbol, a, b):
    check_like(compiled[symbol], BINARY[symbol], a, b)


@pytest.mark.parametrize("symbol", ["+", "-", "*", "/", "//", "%"])
@given(a=floats, b=st.integers(-(2**53), 2**53))
def test_floats_with_integers(symbol, a, b):
    check_like(compiled[symbol], BINARY[symbol], a, b)
    check_like(compiled[symbol], BINARY[symbol], b, a)


@pytest.mark.parametrize("symbol", BINARY)
@pytest.mark.parametrize("a", [False, True])
@pytest.mark.parametrize("b", [False, True])
def test_bools(symbol, a, b):
    check_like(compiled[symbol], BINARY[symbol], a, b)


@pytest.mark.parametrize("symbol", ["+", "-", "*"])
def test_complex_numbers(symbol):
    for a in COMPLEX[::5]:
        for b in COMPLEX[::7]:
            with np.errstate(all="ignore"):
                expected = complex(BINARY[symbol](np.complex128(a), np.complex128(b)))
            check(compiled[symbol], (a, b), expected)


@given(
    a=st.complex_numbers(allow_nan=False, allow_infinity=False),
    b=st.complex_numbers(allow_nan=False, allow_infinity=False),
)
def test_complex_division(a, b):
    check_like(compiled["/"], operator.truediv, a, b)


def test_complex_division_by_zero():
    with pytest.raises(ZeroDivisionError):
        compiled["/"](1 + 2j, 0j)


@pytest.mark.parametrize("symbol", ["//", "%", "<<", "&"])
def test_complex_numbers_have_no_such_operator(symbol):
    with pytest.raises(TypingError):
        compiled[symbol](1j, 2j)


@pytest.mark.parametrize("symbol", ["&", "|", "^", "<<", ">>"])
def test_floats_have_no_bits(symbol):
    with pytest.raises(TypingError):
        compiled[symbol](1.0, 2)


@given(a=int64s)
def test_unary_operators_on_integers(a):
    check(positive, (a,), a)
    check(negative, (a,), wrap(-a))
    check(inverted, (a,), ~a)
    check(negated, (a,), not a)


@pytest.mark.parametrize("a", [*FLOATS, *COMPLEX[::4], True, False])
def test_unary_operators_on_other_numbers(a):
    check_like(positive, operator.pos, a)
    check_like(negative, operator.neg, a)
    check_like(negated, operator.not_, a)


NARROW = [np.int8, np.uint8, np.int16, np.uint16, np.int32, np.uint32]


@pytest.mark.parametrize("first", NARROW)
@pytest.mark.parametrize("second", [np.int8, np.uint16, np.int32, np.uint32, np.int64])
@pytest.mark.parametrize("symbol", ["+", "-", "*", "//", "&"])
def test_narrow_integers_do_not_overflow(first, second, symbol):
    for a in (0, 1, np.iinfo(first).max, np.iinfo(first).min):
        for b in (1, np.iinfo(second).max, np.iinfo(second).min):
            if b == 0:
                continue
            expected = wrap(BINARY[symbol](int(a), int(b)))
            both_unsigned = np.iinfo(first).min == 0 and np.iinfo(second).min == 0
            check(compiled[symbol], (first(a), second(b)), wrap(expected, signed=not both_unsigned))


@given(a=st.integers(0, 2**64 - 1), b=st.integers(0, 2**64 - 1))
def test_unsigned_integers(a, b):
    x, y = np.uint64(a), np.uint64(b)
    for symbol in ("+", "-", "*", "&", "|", "^"):
        check(compiled[symbol], (x, y), wrap(BINARY[symbol](a, b), signed=False))
    for symbol in ("//", "%"):
        check(compiled[symbol], (x, y), outcome(BINARY[symbol], a, b))


@njit
def next_of(x):
    return x + 1, x * 2, x & 255, x >> 60


def test_a_constant_leaves_uint64_unsigned():
    x = 2**63 + 5
    assert next_of(np.uint64(x)) == (x + 1, x * 2 % 2**64, x & 255, x >> 60)


def test_float32_stays_float32():
    result = njit(lambda a, b: (a + b, a * b, a / b, a**2))(np.float32(0.1), np.float32(3))
    a, b = np.float32(0.1), np.float32(3)
    assert [float(x) for x in result] == [float(x) for x in (a + b, a * b, a / b, a * a)]


@pytest.mark.parametrize("divide", ["/", "//", "%"])
def test_division_by_zero_with_numpys_error_model(divide):
    total = njit(error_model="numpy")(eval(f"lambda a, b: a {divide} b"))
    with np.errstate(all="ignore"):
        for a in FLOATS:
            expected = {"/": np.divide, "//": np.floor_divide, "%": np.remainder}[divide](
                np.float64(a), np.float64(0.0)
            )
            assert same(total(a, 0.0), float(expected))
    if divide != "/":
        assert total(5, 0) == 0


def test_a_negative_shift_count_is_refused():
    with pytest.raises(ValueError, match="negative shift count"):
        compiled["<<"](1, -1)
    with pytest.raises(ValueError, match="negative shift count"):
        compiled[">>"](1, -1)


def test_the_least_integer_divided_by_minus_one_wraps():
    assert compiled["//"](-(2**63), -1) == -(2**63)
    assert compiled["%"](-(2**63), -1) == 0


def test_the_complement_of_a_bool_is_that_of_numpys():
    assert inverted(True) is False and inverted(np.False_) is True

    def unmasked(mask):
        count = 0
        for i in range(len(mask)):
            if ~mask[i]:
                count += 1
        return count, (~mask).sum(), (~(mask == mask)).any()

    mask = np.array([True, False, False])
    assert njit(unmasked)(mask) == unmasked(mask)
