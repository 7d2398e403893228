"""Functions of a complex number, total: C99's values for infinities, NaNs and signed zeros, no exceptions.

cmath adds the interpreter's errors (cmath_functions.py); NumPy's universal functions use these as they are.
"""

import cmath
import math

import numpy as np

from pyrite.wordings import wording

from .registry import implements

_LARGE = float(np.finfo(np.float64).max) / 4.0
_SMALL = float(np.finfo(np.float64).tiny)
_SQRT_LARGE = math.sqrt(_LARGE)
_SQRT_SMALL = math.sqrt(_SMALL)
_LOG_LARGE = math.log(_LARGE)
_LN2 = math.log(2.0)
_LN10 = math.log(10.0)
_E = math.e
_PI = math.pi
_ZERO_TO_NEGATIVE = wording("0j ** -1")


def _is_finite(z):
    return math.isfinite(z.real) and math.isfinite(z.imag)


# -- values at infinities and NaNs: a table of seven by seven kinds of real and imaginary part -------------

_KINDS = (-math.inf, -1.5, -0.0, 0.0, 1.5, math.inf, math.nan)


def _value_of(function, z):
    """Where the interpreter raises for an infinite angle, C99 has the value of an unknown one."""
    try:
        return function(z)
    except ValueError:
        return function(complex(z.real, math.nan))


def _table_of(function):
    """Asks the interpreter for a function's values where a part is not finite; the others are not used."""
    values = []
    for real in _KINDS:
        for imag in _KINDS:
            z = complex(real, imag)
            values.append(z if math.isfinite(real) and math.isfinite(imag) else _value_of(function, z))
    return np.array(values)


_ACOS = _table_of(cmath.acos)
_ACOSH = _table_of(cmath.acosh)
_ASINH = _table_of(cmath.asinh)
_ATANH = _table_of(cmath.atanh)
_COSH = _table_of(cmath.cosh)
_SINH = _table_of(cmath.sinh)
_TANH = _table_of(cmath.tanh)
_RECT = _table_of(lambda z: cmath.rect(z.real, z.imag))


def _kind(x):
    if x != x:
        return 6
    if x == 0.0:
        return 2 if math.copysign(1.0, x) < 0.0 else 3
    if x < 0.0:
        return 0 if x == -math.inf else 1
    return 5 if x == math.inf else 4


def _special(table, z):
    return table[_kind(z.real) * 7 + _kind(z.imag)]


def _turns(z):
    """An infinite size with a finite angle, whose sine and cosine give the signs."""
    return math.isinf(z.real) and math.isfinite(z.imag) and z.imag != 0.0


# -- roots, exponentials, logarithms -----------------------------------------------------------------------


@implements("pyrite.complex_sqrt")
def sqrt(z):
    re, im = z.real, z.imag
    if re == 0.0 and im == 0.0:
        return complex(0.0, im)
    if math.isinf(im):
        return complex(math.inf, im)
    if math.isinf(re):
        zero = im - im  # NaN of NaN
        if re > 0.0:
            return complex(re, math.copysign(zero, im) if zero == zero else zero)
        return complex(abs(zero), math.copysign(re, im))
    if re != re or im != im:
        return complex(math.nan, math.nan)
    ax, ay = abs(re), abs(im)
    if ax < _SMALL and ay < _SMALL:
        ax = math.ldexp(ax, 53)
        s = math.ldexp(math.sqrt(ax + math.hypot(ax, math.ldexp(ay, 53))), -27)
    else:
        ax /= 8.0
        s = 2.0 * math.sqrt(ax + math.hypot(ax, ay / 8.0))
    d = ay / (2.0 * s)
    if re >= 0.0:
        return complex(s, math.copysign(d, im))
    return complex(d, math.copysign(s, im))


@implements("pyrite.complex_exp")
def exp(z):
    re, im = z.real, z.imag
    if not math.isfinite(im):
        if re == math.inf:
            return complex(re, math.nan)
        if re == -math.inf:
            return complex(0.0, 0.0)
        return complex(math.nan, math.nan)
    if im == 0.0:
        return complex(np.exp(re), im)
    if re == math.inf:
        return complex(math.copysign(re, math.cos(im)), math.copysign(re, math.sin(im)))
    if re > _LOG_LARGE:
        scale = np.exp(re - 1.0)
        return complex(scale * math.cos(im) * _E, scale * math.sin(im) * _E)
    scale = np.exp(re)
    return complex(scale * math.cos(im), scale * math.sin(im))


@implements("pyrite.complex_exp2")
def exp2(z):
    return exp(complex(z.real * _LN2, z.imag * _LN2))


@implements("pyrite.complex_expm1")
def expm1(z):
    half = np.sin(z.imag / 2.0)
    return complex(np.expm1(z.real) * np.cos(z.imag) - 2.0 * half * half, np.exp(z.real) * np.sin(z.imag))


@implements("pyrite.complex_log")
def log(z):
    ax, ay = abs(z.real), abs(z.imag)
    angle = math.atan2(z.imag, z.real)
    if ax > _LARGE or ay > _LARGE:
        return complex(np.log(np.hypot(ax / 2.0, ay / 2.0)) + _LN2, angle)
    if ax < _SMALL and ay < _SMALL:
        if ax == 0.0 and ay == 0.0:
            return complex(-math.inf, angle)
        size = np.hypot(math.ldexp(ax, 53), math.ldexp(ay, 53))
        return complex(np.log(size) - 53.0 * _LN2, angle)
    size = np.hypot(ax, ay)
    if 0.71 <= size <= 1.73:
        larger, smaller = max(ax, ay), min(ax, ay)
        return complex(np.log1p((larger - 1.0) * (larger + 1.0) + smaller * smaller) / 2.0, angle)
    return complex(np.log(size), angle)


@implements("pyrite.complex_log10")
def log10(z):
    result = log(z)
    return complex(result.real / _LN10, result.imag / _LN10)


@implements("pyrite.complex_log2")
def log2(z):
    result = log(z)
    return complex(result.real / _LN2, result.imag / _LN2)


@implements("pyrite.complex_log1p")
def log1p(z):
    return complex(np.log(np.hypot(z.real + 1.0, z.imag)), math.atan2(z.imag, z.real + 1.0))


# -- hyperbolic and trigonometric functions ----------------------------------------------------------------


@implements("pyrite.complex_cosh")
def cosh(z):
    re, im = z.real, z.imag
    if _turns(z):
        side = math.copysign(1.0, re)
        return complex(math.copysign(math.inf, math.cos(im)), math.copysign(math.inf, side * math.sin(im)))
    if not _is_finite(z):
        return _special(_COSH, z)
    if im == 0.0:
        return complex(np.cosh(re), math.copysign(0.0, math.copysign(1.0, re) * im))
    if abs(re) > _LOG_LARGE:
        less = re - math.copysign(1.0, re)
        return complex(math.cos(im) * np.cosh(less) * _E, math.sin(im) * np.sinh(less) * _E)
    return complex(math.cos(im) * math.cosh(re), math.sin(im) * math.sinh(re))


@implements("pyrite.complex_sinh")
def sinh(z):
    re, im = z.real, z.imag
    if _turns(z):
        side = math.copysign(1.0, re)
        return complex(math.copysign(math.inf, side * math.cos(im)), math.copysign(math.inf, math.sin(im)))
    if not _is_finite(z):
        return _special(_SINH, z)
    if im == 0.0:
        return complex(np.sinh(re), im)
    if abs(re) > _LOG_LARGE:
        less = re - math.copysign(1.0, re)
        return complex(math.cos(im) * np.sinh(less) * _E, math.sin(im) * np.cosh(less) * _E)
    return complex(math.cos(im) * math.sinh(re), math.sin(im) * math.cosh(re))


@implements("pyrite.complex_tanh")
def tanh(z):
    re, im = z.real, z.imag
    if _turns(z):
        return complex(math.copysign(1.0, re), math.copysign(0.0, math.sin(im) * math.cos(im)))
    if not _is_finite(z):
        return _special(_TANH, z)
    if abs(re) > _LOG_LARGE:
        return complex(math.copysign(1.0, re), 4.0 * math.sin(im) * math.cos(im) * math.exp(-2.0 * abs(re)))
    real, tangent, shrink = math.tanh(re), math.tan(im), 1.0 / math.cosh(re)
    product = real * tangent
    denominator = 1.0 + product * product
    return complex(
        real * (1.0 + tangent * tangent) / denominator, ((tangent / denominator) * shrink) * shrink
    )


@implements("pyrite.complex_rect")
def rect(r, phi):
    z = complex(r, phi)
    if _turns(z):
        side = math.copysign(1.0, r)
        return complex(
            math.copysign(math.inf, side * math.cos(phi)), math.copysign(math.inf, side * math.sin(phi))
        )
    if not _is_finite(z):
        return _special(_RECT, z)
    return complex(r * math.cos(phi), r * math.sin(phi))


@implements("pyrite.complex_cos")
def cos(z):
    return cosh(complex(-z.imag, z.real))


@implements("pyrite.complex_sin")
def sin(z):
    turned = sinh(complex(-z.imag, z.real))
    return complex(turned.imag, -turned.real)


@implements("pyrite.complex_tan")
def tan(z):
    turned = tanh(complex(-z.imag, z.real))
    return complex(turned.imag, -turned.real)


# -- their inverses ----------------------------------------------------------------------------------------


def _log_of_large(z):
    """log(2 * abs(z)) of a number whose size would overflow when doubled."""
    return np.log(np.hypot(z.real / 2.0, z.imag / 2.0)) + 2.0 * _LN2


@implements("pyrite.complex_acos")
def acos(z):
    if not _is_finite(z):
        return _special(_ACOS, z)
    re, im = z.real, z.imag
    if abs(re) > _LARGE or abs(im) > _LARGE:
        size = _log_of_large(z)
        return complex(
            math.atan2(abs(im), re), -math.copysign(size, im) if re < 0.0 else math.copysign(size, -im)
        )
    low, high = sqrt(complex(1.0 - re, -im)), sqrt(complex(1.0 + re, im))
    return complex(
        2.0 * math.atan2(low.real, high.real), math.asinh(high.real * low.imag - high.imag * low.real)
    )


@implements("pyrite.complex_acosh")
def acosh(z):
    if not _is_finite(z):
        return _special(_ACOSH, z)
    re, im = z.real, z.imag
    if abs(re) > _LARGE or abs(im) > _LARGE:
        return complex(_log_of_large(z), math.atan2(im, re))
    low, high = sqrt(complex(re - 1.0, im)), sqrt(complex(re + 1.0, im))
    return complex(
        math.asinh(low.real * high.real + low.imag * high.imag), 2.0 * math.atan2(low.imag, high.real)
    )


@implements("pyrite.complex_asinh")
def asinh(z):
    if not _is_finite(z):
        return _special(_ASINH, z)
    re, im = z.real, z.imag
    if abs(re) > _LARGE or abs(im) > _LARGE:
        size = _log_of_large(z)
        return complex(
            math.copysign(size, re) if im >= 0.0 else -math.copysign(size, -re), math.atan2(im, abs(re))
        )
    high, low = sqrt(complex(1.0 + im, -re)), sqrt(complex(1.0 - im, re))
    return complex(
        math.asinh(high.real * low.imag - low.real * high.imag),
        math.atan2(im, high.real * low.real - high.imag * low.imag),
    )


@implements("pyrite.complex_atanh")
def atanh(z):
    if not _is_finite(z):
        return _special(_ATANH, z)
    if math.copysign(1.0, z.real) < 0.0:
        mirrored = _atanh_right(complex(-z.real, -z.imag))
        return complex(-mirrored.real, -mirrored.imag)
    return _atanh_right(z)


def _atanh_right(z):
    re, im = z.real, z.imag
    ay = abs(im)
    if re > _SQRT_LARGE or ay > _SQRT_LARGE:
        size = math.hypot(re / 2.0, ay / 2.0)
        return complex(re / 4.0 / size / size, -math.copysign(_PI / 2.0, -im))
    if re == 1.0 and ay < _SQRT_SMALL:
        if ay == 0.0:
            return complex(math.inf, im)
        return complex(
            -math.log(math.sqrt(ay) / math.sqrt(math.hypot(ay, 2.0))),
            math.copysign(math.atan2(2.0, -ay) / 2.0, im),
        )
    return complex(
        np.log1p(4.0 * re / ((1.0 - re) * (1.0 - re) + ay * ay)) / 4.0,
        -math.atan2(-2.0 * im, (1.0 - re) * (1.0 + re) - ay * ay) / 2.0,
    )


@implements("pyrite.complex_asin")
def asin(z):
    turned = asinh(complex(-z.imag, z.real))
    return complex(turned.imag, -turned.real)


@implements("pyrite.complex_atan")
def atan(z):
    turned = atanh(complex(-z.imag, z.real))
    return complex(turned.imag, -turned.real)


# -- powers ------------------------------------------------------------------------------------------------


def _product(a, b):
    return complex(a.real * b.real - a.imag * b.imag, a.real * b.imag + a.imag * b.real)


def _whole_power(z, n):
    """z to a positive whole power by repeated squaring."""
    result = complex(1.0, 0.0)
    factor = z
    bit = 1
    while n >= bit:
        if n & bit != 0:
            result = _product(result, factor)
        bit <<= 1
        factor = _product(factor, factor)
    return result


def _polar_power(a, b):
    size, angle = np.hypot(a.real, a.imag), math.atan2(a.imag, a.real)
    length, phase = np.power(size, b.real), angle * b.real
    if b.imag != 0.0:
        length *= np.exp(-angle * b.imag)
        phase += b.imag * np.log(size)
    return complex(length * np.cos(phase), length * np.sin(phase))


@implements("pyrite.complex_power")
def complex_power(a, b):
    """a ** b as the interpreter computes it."""
    if b.real == 0.0 and b.imag == 0.0:
        return complex(1.0, 0.0)
    is_zero = a.real == 0.0 and a.imag == 0.0
    if is_zero and (b.imag != 0.0 or b.real < 0.0):
        raise ZeroDivisionError(_ZERO_TO_NEGATIVE)
    if b.imag == 0.0 and b.real == np.floor(b.real) and abs(b.real) <= 100.0:
        n = int(b.real)
        result = _whole_power(a, n) if n > 0 else complex(1.0, 0.0) / _whole_power(a, -n)
    elif is_zero:
        return complex(0.0, 0.0)
    else:
        result = _polar_power(a, b)
    if math.isinf(result.real) or math.isinf(result.imag):
        raise OverflowError("complex exponentiation")
    return result


@implements("pyrite.numpy_complex_power")
def numpy_complex_power(a, b):
    """a ** b as NumPy computes it: no exceptions."""
    if b.real == 0.0 and b.imag == 0.0:
        return complex(1.0, 0.0)
    if a.real == 0.0 and a.imag == 0.0:
        if b.real > 0.0:
            return complex(0.0, 0.0)
        return complex(math.nan, math.nan)
    if b.imag == 0.0 and b.real == np.floor(b.real) and abs(b.real) < 100.0:
        n = int(b.real)
        if n > 0:
            return _whole_power(a, n)
        return np.reciprocal(_whole_power(a, -n))
    return exp(_product(b, log(a)))
