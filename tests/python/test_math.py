"""The math module: values, errors of domain and range."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from outcomes import FLOATS, INTEGERS, IS_PYPY, check, check_like, outcome
from pyrite import njit

floats = st.floats() | st.sampled_from(FLOATS) | st.floats(-1.5, 1.5) | st.floats(-50, 50)
int64s = st.integers(-(2**63), 2**63 - 1) | st.sampled_from(INTEGERS)
scope = {"math": math}


def compiled(name, arguments="x"):
    return njit(eval(f"lambda {arguments}: math.{name}({arguments})", scope))


# The interpreter's own gamma and lgamma are no better than a few units.
ONE = {
    "acos": 1, "acosh": 1, "asin": 1, "asinh": 1, "atan": 1, "atanh": 1, "cos": 1, "cosh": 1, "degrees": 0,
    "erf": 1, "erfc": 2, "exp": 1, "expm1": 1, "fabs": 0, "gamma": 20, "lgamma": 0, "log": 1, "log10": 1,
    "log1p": 1, "log2": 1, "radians": 0, "sin": 1, "sinh": 1, "sqrt": 0, "tan": 1, "tanh": 1, "cbrt": 1,
    "exp2": 1,
}  # fmt: skip
if IS_PYPY:
    # PyPy's own are some units off.
    ONE.update(degrees=1, erfc=20)
ONE = {name: ulps for name, ulps in ONE.items() if hasattr(math, name)}
functions = {name: compiled(name) for name in ONE}


@pytest.mark.parametrize("name", [name for name in ONE if name not in ("lgamma", "gamma")])
@given(x=floats)
def test_functions_of_one_float(name, x):
    check_like(functions[name], getattr(math, name), x, ulps=ONE[name])


@pytest.mark.parametrize("name", ONE)
@pytest.mark.parametrize("x", [0, 1, -1, 2, True, 5, -3])
def test_functions_of_one_integer(name, x):
    check_like(functions[name], getattr(math, name), x, ulps=max(2, ONE[name]))


@given(x=st.floats(-170, 171.6) | st.sampled_from(FLOATS))
def test_gamma(x):
    expected = outcome(math.gamma, x)
    found = outcome(functions["gamma"], x)
    if isinstance(expected, float) and expected != 0 and math.isfinite(expected):
        assert math.isclose(found, expected, rel_tol=1e-13, abs_tol=1e-300)
    else:
        check(functions["gamma"], (x,), expected)


@given(x=st.floats(-1e6, 1e300) | st.sampled_from(FLOATS))
def test_lgamma(x):
    expected = outcome(math.lgamma, x)
    found = outcome(functions["lgamma"], x)
    if isinstance(expected, float) and math.isfinite(expected):
        assert math.isclose(found, expected, rel_tol=1e-12, abs_tol=1e-12)
    else:
        check(functions["lgamma"], (x,), expected)


TESTS = {name: compiled(name) for name in ("isfinite", "isinf", "isnan", "frexp", "modf", "ulp")}


@pytest.mark.parametrize("name", TESTS)
@given(x=floats)
def test_pieces_of_floats(name, x):
    check_like(TESTS[name], getattr(math, name), x)


WHOLE = {name: compiled(name) for name in ("ceil", "floor", "trunc")}


@pytest.mark.parametrize("name", WHOLE)
@given(x=floats, n=int64s)
def test_whole_numbers(name, x, n):
    expected = outcome(getattr(math, name), x)
    if isinstance(expected, int) and not -(2**63) <= expected < 2**63:
        expected = OverflowError
    check(WHOLE[name], (x,), expected)
    check(WHOLE[name], (n,), n)


TWO = {
    "atan2": 1,
    "copysign": 0,
    "fmod": 0,
    "remainder": 0,
    "hypot": 1,
    "pow": 1,
    "nextafter": 0,
    "dist": 1,
    "isclose": 0,
}
pairs = {name: compiled(name, "x, y") for name in TWO if name not in ("dist",)}


@pytest.mark.parametrize("name", pairs)
@given(x=floats, y=floats)
def test_functions_of_two_floats(name, x, y):
    check_like(pairs[name], getattr(math, name), x, y, ulps=TWO[name])


@given(x=floats, n=st.integers(-2000, 2000) | int64s)
def test_ldexp(x, n):
    if -(2**31) < n < 2**31:  # beyond, PyPy refuses
        check_like(ldexp, math.ldexp, x, n)


ldexp = compiled("ldexp", "x, i")


@njit
def close(a, b, relative, absolute):
    return math.isclose(a, b, rel_tol=relative, abs_tol=absolute)


@given(a=floats, b=floats, relative=st.floats(-0.1, 2), absolute=st.floats(-0.1, 2))
def test_isclose(a, b, relative, absolute):
    def reference():
        return math.isclose(a, b, rel_tol=relative, abs_tol=absolute)

    check(close, (a, b, relative, absolute), outcome(reference))
    check_like(close, lambda a, b, *_: math.isclose(a, b), a, a * (1 + 5e-10), 1e-9, 0.0)


log_to_base = compiled("log", "x, base")


@given(x=st.floats(1e-300, 1e300), base=st.floats(1e-3, 1e3))
def test_log_to_a_base(x, base):
    check_like(log_to_base, math.log, x, base, ulps=2)


def test_log_to_base_one_divides_by_zero():
    with pytest.raises(ZeroDivisionError):
        log_to_base(8.0, 1.0)


@given(st.lists(floats, min_size=3, max_size=3))
def test_hypot_of_three(values):
    check_like(hypot3, math.hypot, *values, ulps=1)


@njit
def hypot3(a, b, c):
    return math.hypot(a, b, c)


@given(st.tuples(st.floats(-1e3, 1e3), st.floats(-1e3, 1e3), st.floats(-1e3, 1e3)))
def test_dist(p):
    check_like(njit_dist, math.dist, p, (1.0, 2.0, -3.0), ulps=1)


@njit
def njit_dist(p, q):
    return math.dist(p, q)


OF_INTEGERS = {name: compiled(name, "n, k") for name in ("comb", "perm", "gcd")}


@pytest.mark.parametrize("name", OF_INTEGERS)
@given(n=st.integers(-3, 70), k=st.integers(-3, 70))
def test_functions_of_two_integers(name, n, k):
    expected = outcome(getattr(math, name), n, k)
    if isinstance(expected, int) and expected >= 2**63:
        expected = OverflowError
    check(OF_INTEGERS[name], (n, k), expected)


@given(
    a=st.integers(-(2**63) + 1, 2**63 - 1), b=st.integers(-(2**63) + 1, 2**63 - 1), c=st.integers(-1000, 1000)
)
def test_gcd_of_three(a, b, c):
    check(gcd3, (a, b, c), math.gcd(math.gcd(a, b), c))


@njit
def gcd3(a, b, c):
    return math.gcd(a, b, c)


@pytest.mark.skipif(not hasattr(math, "lcm"), reason="math.lcm came with Python 3.9")
@given(a=st.integers(-(2**31), 2**31), b=st.integers(-(2**31), 2**31))
def test_lcm(a, b):
    check_like(lcm, math.lcm, a, b)


lcm = compiled("lcm", "a, b") if hasattr(math, "lcm") else None


@given(n=st.integers(-2, 2**63 - 1) | st.integers(-2, 25))
def test_factorial_and_isqrt(n):
    expected = OverflowError if n > 20 else outcome(math.factorial, n)
    check(factorial, (n,), expected)
    check_like(isqrt, math.isqrt, n)


factorial, isqrt = compiled("factorial", "n"), compiled("isqrt", "n")


@given(st.lists(st.floats(allow_nan=False), max_size=20))
def test_fsum(values):
    check(fsum, (np.array(values, np.float64),), outcome(math.fsum, values))


fsum = compiled("fsum", "a")


def test_prod():
    assert njit(lambda: (math.prod((2, 3, 4)), math.prod((1.5, 2), start=2), math.prod(())))() == (24, 6.0, 1)
    assert compiled("prod", "a")(np.array([1.0, 2.0, 3.5])) == 7.0


@pytest.mark.skipif(not hasattr(math, "fma"), reason="math.fma came with Python 3.13")
@given(x=floats, y=floats, z=floats)
def test_fma(x, y, z):
    check_like(compiled_fma, math.fma, x, y, z)


compiled_fma = compiled("fma", "x, y, z") if hasattr(math, "fma") else None


@pytest.mark.skipif(not hasattr(math, "sumprod"), reason="math.sumprod came with Python 3.12")
def test_sumprod():
    sumprod = compiled("sumprod", "p, q")
    assert sumprod((1, 2, 3), (4, 5, 6)) == 32
    assert sumprod((0.1,) * 10, (1.0,) * 10) == math.sumprod([0.1] * 10, [1.0] * 10)


def test_constants():
    assert njit(lambda: (math.pi, math.e, math.tau, math.inf))() == (math.pi, math.e, math.tau, math.inf)
    assert math.isnan(njit(lambda: math.nan)())


def test_float32_arguments_give_float32():
    x = np.float32(0.7)
    assert functions["sqrt"](x) == float(np.sqrt(x))
    assert abs(functions["sin"](x) - math.sin(0.7)) < 1e-6


def test_messages():
    with pytest.raises(ValueError, match="math domain error"):
        functions["sqrt"](-1.0)
    with pytest.raises(OverflowError, match="math range error"):
        functions["exp"](1000.0)
