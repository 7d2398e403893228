"""The power operator: integers stay integers, errors are the interpreter's."""

import math
import operator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from outcomes import FLOATS, INTEGERS, IS_PYPY, check, check_like, outcome, wrap
from pyrite import njit

power = njit(lambda a, b: a**b)
by_constant = {
    n: njit(eval(f"lambda a: a ** {n}")) for n in (-3, -2, -1, 0, 1, 2, 3, 4, 5, 10, 0.5, 1.5, -0.5)
}
square_by_float = njit(lambda a: a**2.0)
two_to = njit(lambda n: 2**n)


@given(a=st.integers(-(2**63), 2**63 - 1) | st.sampled_from(INTEGERS), b=st.integers(0, 200))
def test_integers_to_run_time_powers(a, b):
    check(power, (a, b), wrap(pow(a, b, 2**64)))


def test_a_negative_run_time_power_of_an_integer_is_refused():
    with pytest.raises(ValueError, match="negative integer powers"):
        power(2, -1)


@pytest.mark.parametrize("n", [0, 1, 2, 3, 4, 5, 10])
@given(a=st.integers(-(2**63), 2**63 - 1))
def test_integers_to_constant_powers(n, a):
    check(by_constant[n], (a,), wrap(a**n))


@pytest.mark.parametrize("n", [-1, -2, -3])
@pytest.mark.parametrize("a", [1, -1, 2, 3, -7, 10, 0])
def test_integers_to_negative_constant_powers_are_floats(n, a):
    check(by_constant[n], (a,), outcome(operator.pow, a, n), ulps=1)


@pytest.mark.parametrize("n", [0, 1, 62, 63, 64, 100])
def test_powers_of_two(n):
    assert two_to(n) == wrap(2**n)


def expected_float_power(a, b):
    """Where the interpreter leaves the floats, compiled code refuses; overflow is always reported."""
    result = outcome(operator.pow, a, b)
    if -math.inf < a < 0 and math.isfinite(b) and b != int(b):
        return ValueError
    if (
        math.isfinite(a)
        and math.isfinite(b)
        and result == math.inf
        or result == -math.inf
        and math.isfinite(a)
        and math.isfinite(b)
    ):
        return OverflowError
    return result


@given(a=st.floats() | st.sampled_from(FLOATS), b=st.floats() | st.sampled_from(FLOATS))
def test_floats(a, b):
    check(power, (a, b), expected_float_power(a, b), ulps=1)


@given(a=st.floats(-100, 100), b=st.integers(-20, 20))
def test_floats_to_whole_powers(a, b):
    check(power, (a, b), expected_float_power(a, b), ulps=1)


@pytest.mark.parametrize("n", [-3, -2, -1, 0, 1, 3, 4, 5, 10, 0.5, 1.5, -0.5])
@pytest.mark.parametrize("a", FLOATS)
def test_floats_to_constant_powers(n, a):
    check(by_constant[n], (a,), expected_float_power(a, n), ulps=1)


@given(a=st.floats())
def test_a_square_is_a_product(a):
    check(by_constant[2], (a,), a * a)
    check(square_by_float, (a,), a * a)


def test_the_arguments_of_the_overflow_error():
    with pytest.raises(OverflowError) as raised:
        power(10.0, 400.0)
    assert raised.value.args == (34, "Numerical result out of range")


@pytest.mark.parametrize("b", [0, 1, 2, -1, -2, 3, 50, 101, 0.5, -0.5, 1j, 1 + 2j, 2 - 1j])
@pytest.mark.parametrize("a", [0j, 1 + 0j, 1j, -1 - 1j, 2.5 - 3j, 0.1 + 0.2j])
def test_complex_numbers(a, b):
    if IS_PYPY and (a, b) == (1, -0.5):
        pytest.skip("PyPy releases differ in the sign of this power's zero")
    check_like(power, operator.pow, a, complex(b), ulps=4)


def test_complex_overflow():
    with pytest.raises(OverflowError, match="complex exponentiation"):
        power(1e200 + 1j, 3 + 0j)


def test_float32_to_an_integer_stays_float32():
    assert power(np.float32(1.1), 3) == float(np.float32(1.1) ** np.float32(3))


def test_numpys_error_model_has_no_errors():
    total = njit(error_model="numpy")(lambda a, b: a**b)
    assert total(0.0, -1.0) == math.inf
    assert math.isnan(total(-1.0, 0.5))
    assert total(10.0, 400.0) == math.inf


@given(
    base=st.integers(-(2**63), 2**63 - 1),
    exponent=st.integers(-(2**62), 2**63 - 1),
    modulus=st.integers(-(2**63) + 1, 2**63 - 1),
)
def test_modular_power(base, exponent, modulus):
    check_like(modular, pow, base, exponent, modulus)


@njit
def modular(base, exponent, modulus):
    return pow(base, exponent, modulus)
