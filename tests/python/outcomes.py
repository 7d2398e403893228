"""What a call does, as data: a value or the class of what it raises; and when two of these are the same."""

import math
import sys

import numpy as np

INTEGERS = [
    0,
    1,
    -1,
    2,
    -2,
    3,
    7,
    -7,
    63,
    64,
    255,
    -256,
    2**31,
    -(2**31),
    2**53,
    2**53 + 1,
    2**62,
    2**63 - 1,
    -(2**63),
]
# PyPy's compiler folds the literal -(2.0**63) to an integer, so it is computed here.
FLOATS = [
    0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 1.5, 2.5, -2.5, 3.7, -3.7, 1e-310, -5e-324, 1e16, 2.0**53, 2.0**63,
    float(-(2**63)), 1e300, -1e300, 1.7976931348623157e308, math.inf, -math.inf, math.nan,
]  # fmt: skip
PARTS = [0.0, -0.0, 1.0, -1.5, 0.5, 1e200, math.inf, -math.inf, math.nan]
COMPLEX = [complex(a, b) for a in PARTS for b in PARTS]


IS_PYPY = sys.implementation.name == "pypy"


def wrap(number, bits=64, signed=True):
    """What is left of an exact integer in so many bits."""
    number &= (1 << bits) - 1
    return number - (1 << bits) if signed and number >> (bits - 1) else number


def outcome(function, *arguments):
    """The value that the call returns, or the class of the exception that it raises."""
    try:
        with np.errstate(all="ignore"):
            return function(*arguments)
    except Exception as error:
        return type(error)


def same(a, b, ulps=0):
    """Equal values of one kind; NaNs are equal, zeros of different sign are not; floats within some units."""
    if isinstance(a, type) or isinstance(b, type):
        return a is b
    if isinstance(a, tuple) or isinstance(b, tuple):
        return (
            isinstance(a, tuple)
            and isinstance(b, tuple)
            and len(a) == len(b)
            and all(same(x, y, ulps) for x, y in zip(a, b))
        )
    if isinstance(a, np.generic):
        a = a.item()
    if isinstance(b, np.generic):
        b = b.item()
    if type(a) is not type(b):
        return False
    if isinstance(a, complex):
        return same(a.real, b.real, ulps) and same(a.imag, b.imag, ulps)
    if not isinstance(a, float):
        return a == b
    if a != a or b != b:
        return a != a and b != b
    if a == b:
        return math.copysign(1.0, a) == math.copysign(1.0, b)
    if math.isinf(a) or math.isinf(b):
        return False
    return abs(a - b) <= ulps * max(math.ulp(a), math.ulp(b))


def check(compiled, arguments, expected, ulps=0):
    found = outcome(compiled, *arguments)
    assert same(found, expected, ulps), f"{arguments!r}: {found!r} instead of {expected!r}"


def check_like(compiled, reference, *arguments, ulps=0):
    check(compiled, arguments, outcome(reference, *arguments), ulps)
