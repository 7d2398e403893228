"""The cmath module: the total functions of complex_functions.py with the interpreter's errors."""

import math

import numpy as np

from . import complex_functions as total
from .registry import implements


def _refuse_overflow(result):
    if math.isinf(result.real) or math.isinf(result.imag):
        raise OverflowError("math range error")


def _is_finite(z):
    return math.isfinite(z.real) and math.isfinite(z.imag)


@implements("cmath.sqrt")
def sqrt(z):
    return total.sqrt(complex(z))


@implements("cmath.exp")
def exp(z):
    z = complex(z)
    if math.isinf(z.imag) and (math.isfinite(z.real) or z.real == math.inf):
        raise ValueError("math domain error")
    result = total.exp(z)
    if _is_finite(z):
        _refuse_overflow(result)
    return result


@implements("cmath.log")
def log(z, base=None):
    z = complex(z)
    if z.real == 0.0 and z.imag == 0.0:
        raise ValueError("math domain error")
    result = total.log(z)
    if base is None:
        return result
    base = complex(base)
    if base.real == 0.0 and base.imag == 0.0:
        raise ValueError("math domain error")
    return result / total.log(base)


@implements("cmath.log10")
def log10(z):
    z = complex(z)
    if z.real == 0.0 and z.imag == 0.0:
        raise ValueError("math domain error")
    return total.log10(z)


def _refuse_endless_angle(angle, other):
    """sin, cos, sinh and cosh have no value where the angle is infinite."""
    if math.isinf(angle) and not math.isnan(other):
        raise ValueError("math domain error")


@implements("cmath.cosh")
def cosh(z):
    z = complex(z)
    _refuse_endless_angle(z.imag, z.real)
    result = total.cosh(z)
    if _is_finite(z):
        _refuse_overflow(result)
    return result


@implements("cmath.sinh")
def sinh(z):
    z = complex(z)
    _refuse_endless_angle(z.imag, z.real)
    result = total.sinh(z)
    if _is_finite(z):
        _refuse_overflow(result)
    return result


@implements("cmath.tanh")
def tanh(z):
    z = complex(z)
    if math.isinf(z.imag) and math.isfinite(z.real):
        raise ValueError("math domain error")
    return total.tanh(z)


@implements("cmath.cos")
def cos(z):
    z = complex(z)
    return cosh(complex(-z.imag, z.real))


@implements("cmath.sin")
def sin(z):
    z = complex(z)
    turned = sinh(complex(-z.imag, z.real))
    return complex(turned.imag, -turned.real)


@implements("cmath.tan")
def tan(z):
    z = complex(z)
    turned = tanh(complex(-z.imag, z.real))
    return complex(turned.imag, -turned.real)


@implements("cmath.acos")
def acos(z):
    return total.acos(complex(z))


@implements("cmath.asin")
def asin(z):
    return total.asin(complex(z))


@implements("cmath.acosh")
def acosh(z):
    return total.acosh(complex(z))


@implements("cmath.asinh")
def asinh(z):
    return total.asinh(complex(z))


@implements("cmath.atanh")
def atanh(z):
    z = complex(z)
    if abs(z.real) == 1.0 and z.imag == 0.0:
        raise ValueError("math domain error")
    return total.atanh(z)


@implements("cmath.atan")
def atan(z):
    z = complex(z)
    if z.real == 0.0 and abs(z.imag) == 1.0:
        raise ValueError("math domain error")
    return total.atan(z)


@implements("cmath.phase")
def phase(z):
    z = complex(z)
    return math.atan2(z.imag, z.real)


@implements("cmath.polar")
def polar(z):
    z = complex(z)
    return abs(z), math.atan2(z.imag, z.real)


@implements("cmath.rect")
def rect(r, phi):
    r, phi = float(r), float(phi)
    if math.isinf(phi) and r == r and r != 0.0:
        raise ValueError("math domain error")
    return total.rect(r, phi)


@implements("cmath.isfinite")
def isfinite(z):
    return _is_finite(complex(z))


@implements("cmath.isinf")
def isinf(z):
    z = complex(z)
    return math.isinf(z.real) or math.isinf(z.imag)


@implements("cmath.isnan")
def isnan(z):
    z = complex(z)
    return math.isnan(z.real) or math.isnan(z.imag)


@implements("cmath.isclose")
def isclose(a, b, rel_tol=1e-09, abs_tol=0.0):
    a, b = complex(a), complex(b)
    if rel_tol < 0.0 or abs_tol < 0.0:
        raise ValueError("tolerances must be non-negative")
    if a == b:
        return True
    if math.isinf(a.real) or math.isinf(a.imag) or math.isinf(b.real) or math.isinf(b.imag):
        return False
    difference = np.hypot(b.real - a.real, b.imag - a.imag)
    size_a, size_b = np.hypot(a.real, a.imag), np.hypot(b.real, b.imag)
    return bool(difference <= rel_tol * size_b or difference <= rel_tol * size_a or difference <= abs_tol)
