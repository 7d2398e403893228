"""NumPy's universal functions on scalars of every dtype: values, and the dtype of the result."""

import operator

import numpy as np
import pytest
from outcomes import outcome, same
from pyrite import njit
from pyrite.errors import TypingError

DTYPES = [
    np.bool_, np.int8, np.uint8, np.int16, np.uint16, np.int32, np.uint32, np.int64, np.uint64, np.float16,
    np.float32, np.float64, np.complex64, np.complex128,
]  # fmt: skip
ONE = (
    "negative positive absolute fabs sign conjugate square reciprocal exp exp2 expm1 log log2 log10 "
    "log1p sqrt cbrt sin cos tan arcsin arccos arctan sinh cosh tanh arcsinh arccosh arctanh degrees "
    "radians rad2deg deg2rad floor ceil trunc rint spacing frexp modf signbit isfinite isinf isnan "
    "invert bitwise_count logical_not"
).split()
TWO = (
    "add subtract multiply divide floor_divide remainder fmod divmod power float_power heaviside gcd "
    "lcm arctan2 hypot logaddexp logaddexp2 copysign nextafter bitwise_and bitwise_or bitwise_xor "
    "left_shift right_shift equal not_equal less less_equal greater greater_equal logical_and "
    "logical_or logical_xor maximum minimum fmax fmin ldexp"
).split()
ONE = [name for name in ONE if hasattr(np, name)]
# What NumPy changed: rounding of integers stays integer from 2.1 on.
ROUNDING = ("floor", "ceil", "trunc")
KEEPS_INTEGERS = np.floor(np.int64(1)).dtype == np.int64


def samples(dtype):
    if dtype is np.bool_:
        return [np.True_, np.False_]
    if np.issubdtype(dtype, np.integer):
        info = np.iinfo(dtype)
        return [
            dtype(n)
            for n in {0, 1, 2, 3, 7, info.max, info.min, info.max // 2, max(info.min, -1), max(info.min, -5)}
        ]
    if np.issubdtype(dtype, np.floating):
        return [
            dtype(x)
            for x in (0.0, -0.0, 0.5, 1.0, -1.0, 2.5, -2.5, 3.75, -7.25, 100.0, np.inf, -np.inf, np.nan)
        ]
    return [dtype(complex(a, b)) for a in (0.0, 1.0, -2.5, 0.25) for b in (0.0, -1.5, 3.0)]


def agrees(found, expected):
    if isinstance(found, type) or isinstance(expected, type):
        return found is expected
    if isinstance(expected, tuple):
        return all(agrees(x, y) for x, y in zip(found, expected))
    kind = np.asarray(expected).dtype
    if kind.kind in "fc":
        found, expected = np.asarray(found).astype(kind), np.asarray(expected)
        tolerance = {"e": 2e-3, "f": 2e-6, "d": 1e-14, "F": 5e-6, "D": 1e-13}[kind.char]
        return bool(
            np.isclose(found, expected, rtol=tolerance, atol=float(np.finfo(kind).tiny) * 4, equal_nan=True)
        ) or same(found.item(), expected.item(), 4)
    return same(np.asarray(found).item(), np.asarray(expected).item())


@pytest.mark.parametrize("name", ONE)
@pytest.mark.parametrize("dtype", DTYPES)
def test_one_operand(name, dtype):
    ufunc = getattr(np, name)
    if name in ROUNDING and not np.issubdtype(dtype, np.inexact) and not KEEPS_INTEGERS:
        pytest.skip("this NumPy makes floats of integers here")
    compiled = njit(eval(f"lambda a: np.{name}(a)", {"np": np}))
    for a in samples(dtype):
        expected = outcome(ufunc, a)
        expected = as_refusal(expected)
        found = outcome(compiled, a)
        if is_undefined(name, a):
            continue
        assert agrees(found, expected), f"{name}({a!r}): {found!r} instead of {expected!r}"


def as_refusal(expected):
    """What NumPy refuses by a TypeError of some kind is refused when compiling."""
    return TypingError if isinstance(expected, type) and issubclass(expected, TypeError) else expected


def is_undefined(name, a, b=None):
    """Where NumPy leaves the result to the machine, or changed its mind."""
    if name == "reciprocal":
        return np.issubdtype(type(a), np.integer) and a == 0
    if name not in ("power", "float_power"):
        return False
    if np.isinf(a) and np.iscomplexobj(b):
        return True
    return b == 0.5 and a == -np.inf or a == 0 and (b == 0.5 or b.imag != 0)


PAIRS = [
    (np.bool_, np.bool_), (np.bool_, np.int16), (np.int8, np.int8), (np.int8, np.uint8),
    (np.uint8, np.uint8), (np.int16, np.uint16), (np.int32, np.int32), (np.uint32, np.int32),
    (np.int64, np.int64), (np.uint64, np.uint64), (np.int64, np.float32), (np.float16, np.float16),
    (np.float32, np.float32), (np.float64, np.float64), (np.float32, np.complex64),
    (np.complex128, np.complex128),
]  # fmt: skip


@pytest.mark.parametrize("name", TWO)
@pytest.mark.parametrize("first, second", PAIRS)
def test_two_operands(name, first, second):
    ufunc = getattr(np, name)
    compiled = njit(eval(f"lambda a, b: np.{name}(a, b)", {"np": np}))
    for a in samples(first):
        for b in samples(second)[::2]:
            expected = outcome(ufunc, a, b)
            expected = as_refusal(expected)
            found = outcome(compiled, a, b)
            if is_undefined(name, a, b):
                continue
            assert agrees(found, expected), f"{name}({a!r}, {b!r}): {found!r} instead of {expected!r}"
            if expected is TypingError:
                return


@pytest.mark.parametrize("name", [*ONE, *TWO])
@pytest.mark.parametrize("dtype", DTYPES)
def test_the_dtype_of_results_over_arrays(name, dtype):
    """The loop is seen from the dtype of an array's elements."""
    ufunc = getattr(np, name)
    a = np.ones(2, dtype)
    arguments = (a,) if ufunc.nin == 1 else (a, a)
    if name in ROUNDING and not np.issubdtype(dtype, np.inexact) and not KEEPS_INTEGERS:
        pytest.skip("this NumPy makes floats of integers here")
    names = "a" if ufunc.nin == 1 else "a, b"
    compiled = njit(eval(f"lambda {names}: np.{name}({names})", {"np": np}))
    expected, found = as_refusal(outcome(ufunc, *arguments)), outcome(compiled, *arguments)
    if expected is TypingError:
        assert found is TypingError
    elif isinstance(expected, tuple):
        assert [x.dtype for x in found] == [x.dtype for x in expected]
    else:
        assert found.dtype == expected.dtype


@pytest.mark.parametrize("dtype", [np.int8, np.uint8, np.int64, np.float32, np.complex64])
@pytest.mark.parametrize("scalar", [2, 2.5, 1j])
@pytest.mark.parametrize("symbol", ["+", "*", "/"])
def test_python_numbers_are_weak_beside_arrays(dtype, scalar, symbol):
    a = np.ones(3, dtype)
    compiled = njit(eval(f"lambda a, b: a {symbol} b"))
    expected = {"+": operator.add, "*": operator.mul, "/": operator.truediv}[symbol](a, scalar)
    found = compiled(a, scalar)
    assert found.dtype == expected.dtype and np.allclose(found, expected)


def test_a_python_integer_must_fit_the_dtype():
    compiled = njit(lambda a, b: a + b)
    with pytest.raises(OverflowError):
        compiled(np.ones(2, np.uint8), 300)
    with pytest.raises(OverflowError):
        compiled(np.ones(2, np.uint8), -1)


def test_scalar_functions_that_are_no_ufuncs():
    @njit
    def several(x):
        return (
            np.clip(x, -1.0, 1.0),
            np.sinc(x),
            np.round(x, 1),
            np.nan_to_num(x),
            np.isclose(x, 2.5),
            np.real(x),
            np.angle(x),
        )

    for x in (0.0, 0.25, 2.5, -3.14159, np.inf, np.nan):
        expected = outcome(several.py_func, x)
        found = several(x)
        assert all(agrees(a, b) for a, b in zip(found, expected)), (x, found, expected)
