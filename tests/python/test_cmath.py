"""The cmath module: values at every combination of special parts, errors as the interpreter's."""

import cmath
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from outcomes import check, check_like, outcome
from pyrite import njit

SPECIAL = [
    -math.inf,
    -1e308,
    -1000.0,
    -1.5,
    -1.0,
    -1e-310,
    -0.0,
    0.0,
    1e-310,
    0.5,
    1.0,
    3.0,
    1e160,
    math.inf,
    math.nan,
]
POINTS = [complex(a, b) for a in SPECIAL for b in SPECIAL]
FUNCTIONS = (
    "sqrt exp log log10 cosh sinh tanh cos sin tan acos asin acosh asinh atanh atan polar phase "
    "isfinite isinf isnan"
).split()
scope = {"cmath": cmath}
compiled = {name: njit(eval(f"lambda z: cmath.{name}(z)", scope)) for name in FUNCTIONS}
ordinary = st.complex_numbers(max_magnitude=100, allow_nan=False)
ULPS = {"tan": 8, "tanh": 8}


def is_odd_case(name, z):
    """The C library's atan2 reports an underflow, which some interpreters take for an error."""
    return name == "phase" and outcome(cmath.phase, z) is OverflowError


@pytest.mark.parametrize("name", FUNCTIONS)
def test_special_values(name):
    for z in POINTS:
        if not is_odd_case(name, z):
            check_like(compiled[name], getattr(cmath, name), z, ulps=ULPS.get(name, 4))


@pytest.mark.parametrize("name", FUNCTIONS)
@given(z=ordinary)
def test_ordinary_values(name, z):
    check_like(compiled[name], getattr(cmath, name), z, ulps=ULPS.get(name, 4))


@pytest.mark.parametrize("name", ["sqrt", "exp", "sin", "phase"])
@pytest.mark.parametrize("x", [0.5, -2.0, 3, -1, True])
def test_real_arguments(name, x):
    check_like(compiled[name], getattr(cmath, name), x, ulps=4)


rect = njit(lambda r, phi: cmath.rect(r, phi))


@pytest.mark.parametrize("r", SPECIAL)
def test_rect(r):
    for phi in SPECIAL:
        check_like(rect, cmath.rect, r, phi, ulps=2)


log_to_base = njit(lambda z, base: cmath.log(z, base))


@pytest.mark.parametrize("base", [2 + 0j, 10 + 0j, 1j, 0j])
def test_log_to_a_base(base):
    for z in (1 + 1j, -2.5 + 0j, 3j, 1e10 - 5j):
        check_like(log_to_base, cmath.log, z, base, ulps=4)


@njit
def close(a, b, relative, absolute):
    return cmath.isclose(a, b, rel_tol=relative, abs_tol=absolute)


@pytest.mark.parametrize("relative", [1e-9, 0.1, -1.0])
def test_isclose(relative):
    for a in POINTS[::9]:
        for b in (*POINTS[::11], a, a * 1.01):
            expected = outcome(lambda a=a, b=b: cmath.isclose(a, b, rel_tol=relative, abs_tol=0.5))
            check(close, (a, b, relative, 0.5), expected)


def test_constants():
    assert njit(lambda: (cmath.pi, cmath.e))() == (cmath.pi, cmath.e)


@pytest.mark.skipif(not hasattr(cmath, "tau"), reason="this interpreter's cmath has neither tau nor inf")
def test_newer_constants():
    found = njit(lambda: (cmath.tau, cmath.inf, cmath.infj))()
    assert found == (cmath.tau, cmath.inf, cmath.infj)
