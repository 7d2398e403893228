"""Vectorised elementary functions: accuracy, special values, and results that do not depend on where an element stands."""

import math
import os
import subprocess
import sys

import numpy as np
import pytest
from pyrite import njit

ONE = [
    "sin",
    "cos",
    "tan",
    "arcsin",
    "arccos",
    "arctan",
    "sinh",
    "cosh",
    "tanh",
    "arcsinh",
    "arccosh",
    "arctanh",
] + ["exp", "exp2", "expm1", "log", "log2", "log10", "log1p", "cbrt"]
TWO = ["power", "arctan2", "hypot"]
ULPS = 4  # what docs/numbers.md promises

wide_enough = pytest.mark.skipif(
    np.finfo(np.longdouble).nmant < 63, reason="NumPy has no longer double here to compare with"
)


def spread(function, dtype):
    """Numbers of all sizes in the domain of the function."""
    random = np.random.RandomState(7)
    power = 300 if dtype == np.float64 else 37
    values = np.concatenate(
        [random.uniform(-low, low, 4000) for low in (1, 20, 700)]
        + [10.0 ** random.uniform(-power, power, 4000) * random.choice([-1, 1], 4000)]
    )
    if function in ("arcsin", "arccos", "arctanh"):
        values = values[np.abs(values) < 1]
    if function == "arccosh":
        values = 1 + np.abs(values)
    if function.startswith("log") or function == "power":
        values = np.abs(values)
    return values.astype(dtype)


def assert_accurate(found, expected):
    """`expected` has more digits than `found`."""
    with np.errstate(over="ignore"):
        rounded = expected.astype(found.dtype)
    assert np.array_equal(np.isnan(found), np.isnan(rounded))
    assert np.array_equal(np.isinf(found), np.isinf(rounded))
    finite = np.isfinite(rounded)
    unit = np.spacing(np.abs(rounded[finite])).astype(expected.dtype)
    assert np.max(np.abs(found[finite] - expected[finite]) / unit) <= ULPS


@wide_enough
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("name", ONE)
def test_functions_of_one_number_are_accurate(name, dtype):
    function = getattr(np, name)
    x = spread(name, dtype)
    with np.errstate(all="ignore"):
        expected = function(x.astype(np.longdouble if dtype == np.float64 else np.float64))
    assert_accurate(njit(lambda x: function(x))(x), expected)


@wide_enough
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("name", TWO)
def test_functions_of_two_numbers_are_accurate(name, dtype):
    function = getattr(np, name)
    x = spread(name, dtype)
    y = np.random.RandomState(8).uniform(-30, 30, len(x)).astype(dtype)
    wide = np.longdouble if dtype == np.float64 else np.float64
    with np.errstate(all="ignore"):
        expected = function(x.astype(wide), y.astype(wide))
    assert_accurate(njit(lambda x, y: function(x, y))(x, y), expected)


@pytest.mark.parametrize("name", ["erf", "erfc"])
def test_error_functions_are_accurate(name):
    function = getattr(math, name)

    def fill(out, x):
        for i in range(len(x)):
            out[i] = function(x[i])

    x = np.random.RandomState(9).uniform(-6, 6, 1003)
    found = np.empty_like(x)
    njit(fill)(found, x)
    of_one = njit(lambda x: function(x))  # C's, which is rounded, too
    expected = np.array([of_one(float(value)) for value in x])
    assert np.max(np.abs(found - expected) / np.spacing(np.abs(expected))) <= ULPS + 1


SPECIAL = [0.0, -0.0, math.inf, -math.inf, math.nan, 1.0, -1.0, 5e-324, -5e-324, 1e-310, 2.2e-308]
SPECIAL += [1e300, -1e300, 1.7e308, 709.7, 709.8, -745.0, -746.0, 1e22, math.pi, 0.5, 2.0]


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("name", ONE)
def test_special_values_are_numpys(name, dtype):
    function = getattr(np, name)
    with np.errstate(all="ignore"):
        x = np.array(SPECIAL * 3, dtype)
        expected = function(x)
    compiled = njit(lambda x: function(x))
    for begin in range(5):  # whatever lane a value comes to
        found, wanted = compiled(x[begin:].copy()), expected[begin:]
        assert np.array_equal(np.isnan(found), np.isnan(wanted))
        numbers = ~np.isnan(wanted)
        assert np.array_equal(np.signbit(found[numbers]), np.signbit(wanted[numbers]))
        np.testing.assert_allclose(found[numbers], wanted[numbers], rtol=8 * np.finfo(dtype).eps, atol=5e-324)


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 33, 255, 256, 257, 515])
def test_an_elements_result_does_not_depend_on_its_place(count):
    def loop(out, x):
        for i in range(len(x)):
            out[i] = math.exp(x[i]) * math.sin(x[i]) + math.log(3.0 + x[i])

    x = np.random.RandomState(count).uniform(-2, 2, count)
    order = np.random.RandomState(count).permutation(count)
    compiled = njit(loop)
    straight, mixed = np.empty(count), np.empty(count)
    compiled(straight, x)
    compiled(mixed, x[order])
    assert np.array_equal(straight[order], mixed)
    whole = njit(lambda x: np.exp(x) * np.sin(x) + np.log(3.0 + x))(x)
    assert np.array_equal(straight, whole)


def test_scalars_are_the_interpreters():
    compiled = njit(lambda x: math.exp(x) + math.sin(x))
    for x in np.random.RandomState(3).uniform(-5, 5, 100):
        assert compiled(float(x)) == math.exp(x) + math.sin(x)


def test_the_vector_library_can_be_left_out():
    program = (
        "import math, numpy as np, pyrite\n"
        "def fill(out, x):\n"
        "    for i in range(len(x)):\n"
        "        out[i] = math.exp(x[i])\n"
        "x = np.linspace(-20, 20, 1000)\n"
        "out = np.empty(1000)\n"
        "pyrite.njit(fill)(out, x)\n"
        "assert out.tolist() == [math.exp(value) for value in x.tolist()]\n"
    )
    subprocess.run([sys.executable, "-c", program], env=dict(os.environ, PYRITE_VECTOR_MATH="0"), check=True)
