"""NumPy's elementwise functions that are no universal functions: they take scalars as well as arrays."""

import math

import numpy as np

from .intrinsics import elementwise, is_array_like, kind_of, refuse
from .registry import implements


@implements(np.clip, method="ndarray.clip")
def clip(a, a_min=None, a_max=None, out=None):
    if not is_array_like(a):
        refuse('The argument "a" must be array-like')
    if a_min is not None and not is_array_like(a_min):
        refuse('The argument "a_min" must be a number')
    if a_max is not None and not is_array_like(a_max):
        refuse('The argument "a_max" must be a number')
    if a_min is None and a_max is None:
        raise ValueError("array_clip: must set either max or min")
    if out is None:
        return _clipped(a, a_min, a_max)
    if not isinstance(out, np.ndarray):
        refuse('The argument "out" must be an array if it is provided')
    out[...] = _clipped(a, a_min, a_max)
    return out


def _clipped(a, a_min, a_max):
    if a_min is None:
        return np.minimum(a, a_max)
    if a_max is None:
        return np.maximum(a, a_min)
    return np.minimum(np.maximum(a, a_min), a_max)


@implements(np.real)
def real(val):
    return val.real


@implements(np.imag)
def imag(val):
    return val.imag


@implements(np.angle)
def angle(z, deg=False):
    result = np.arctan2(z.imag, z.real)
    if deg:
        return result * (180 / math.pi)
    return result


def _sinc(x):
    if x == 0:
        return x * 0 + 1.0
    y = x * math.pi
    return np.sin(y) / y


def _narrow_sinc(x):
    return type(x)(_sinc(x))


@implements(np.sinc)
def sinc(x):
    if kind_of(x) == "f" or kind_of(x) == "c":
        return elementwise(_narrow_sinc, x)
    return elementwise(_sinc, x)


def _round_float(x, decimals):
    if decimals == 0:
        return np.rint(x)
    kind = type(x)
    if decimals > 0:
        power = kind(10.0**decimals)
        return kind(np.rint(kind(x * power)) / power)
    power = kind(10.0**-decimals)
    return kind(np.rint(kind(x / power)) * power)


def _round_complex(x, decimals):
    return type(x)(complex(_round_float(x.real, decimals), _round_float(x.imag, decimals)))


def _round_integer(x, decimals):
    kind = type(x)
    if decimals >= 0:
        return x
    power = 10.0**-decimals
    return kind(np.rint(x / power) * power)


@implements(np.round, method="ndarray.round")
def round_(a, decimals=0, out=None):
    if not is_array_like(a):
        refuse('The argument "a" must be array-like')
    if kind_of(a) == "m" or kind_of(a) == "M":
        refuse("times are not rounded")
    if out is None:
        return _rounded(a, decimals)
    if not isinstance(out, np.ndarray):
        refuse('The argument "out" must be an array if it is provided')
    out[...] = _rounded(a, decimals)
    return out


def _rounded(a, decimals):
    if kind_of(a) == "c":
        return elementwise(_round_complex, a, decimals)
    if kind_of(a) == "f":
        return elementwise(_round_float, a, decimals)
    if kind_of(a) == "b":
        return np.multiply(a, np.float16(1))
    return elementwise(_round_integer, a, decimals)


def _plain_number(x, nan, posinf, neginf):
    kind = type(x)
    if x != x:
        return kind(nan)
    if x == math.inf:
        return np.nextafter(x, kind(0)) if posinf is None else kind(posinf)
    if x == -math.inf:
        return np.nextafter(x, kind(0)) if neginf is None else kind(neginf)
    return x


def _plain_complex(x, nan, posinf, neginf):
    return type(x)(
        complex(_plain_number(x.real, nan, posinf, neginf), _plain_number(x.imag, nan, posinf, neginf))
    )


@implements(np.nan_to_num)
def nan_to_num(x, copy=True, nan=0.0, posinf=None, neginf=None):
    if kind_of(x) == "c":
        return elementwise(_plain_complex, x, nan, posinf, neginf)
    if kind_of(x) == "f":
        return elementwise(_plain_number, x, nan, posinf, neginf)
    return np.positive(x)


def _is_close(a, b, rtol, atol, equal_nan):
    if a == b:
        return True
    if a != a or b != b:
        return equal_nan and a != a and b != b
    if not np.isfinite(b):
        return False
    return bool(np.absolute(a - b) <= atol + rtol * np.absolute(b))


@implements(np.isclose)
def isclose(a, b, rtol=1e-05, atol=1e-08, equal_nan=False):
    return elementwise(_is_close, a, b, rtol, atol, equal_nan)


@implements(np.allclose)
def allclose(a, b, rtol=1e-05, atol=1e-08, equal_nan=False):
    return bool(np.all(np.isclose(a, b, rtol, atol, equal_nan)))
