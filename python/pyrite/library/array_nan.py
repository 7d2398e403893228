"""Reductions that skip NaN."""

import math

import numpy as np

from .array_reductions import along, extreme
from .intrinsics import kind_of, mean_type
from .registry import implements


def _has_nan(a):
    """Whether elements of this dtype can be NaN: known at compile time."""
    return kind_of(a) == "f" or kind_of(a) == "c"


def replaced(a, value):
    """The array with `value` in place of NaN; itself where its dtype has none."""
    if not _has_nan(a):
        return a
    result = a.copy()
    flat = result.reshape(-1)
    for i in range(len(flat)):
        if flat[i] != flat[i]:
            flat[i] = value
    return result


def _count_line(a, kind):
    count = 0
    for i in range(len(a)):
        if a[i] == a[i]:
            count += 1
    return count


@implements(np.nansum)
def nansum(a, axis=None, dtype=None):
    return np.sum(replaced(np.asarray(a), 0), axis, dtype)


@implements(np.nanprod)
def nanprod(a, axis=None, dtype=None):
    return np.prod(replaced(np.asarray(a), 1), axis, dtype)


@implements(np.nancumsum)
def nancumsum(a, axis=None, dtype=None):
    return np.cumsum(replaced(np.asarray(a), 0), axis, dtype)


@implements(np.nancumprod)
def nancumprod(a, axis=None, dtype=None):
    return np.cumprod(replaced(np.asarray(a), 1), axis, dtype)


def _mean_line(a, kind):
    count = _count_line(a, None)
    if count == 0:
        return kind(math.nan)
    return kind(np.sum(replaced(a, 0), None, kind) / kind(count))


@implements(np.nanmean)
def nanmean(a, axis=None, dtype=None):
    a = np.asarray(a)
    kind = mean_type(a, dtype)
    if axis is None:
        return _mean_line(a.ravel(), kind)
    return along(a, axis, _mean_line, kind, kind)


def _min_line(a, kind):
    if len(a) == 0:
        raise ValueError("zero-size array to reduction operation fmin which has no identity")
    best = a[0]
    for i in range(1, len(a)):
        best = np.fmin(best, a[i])
    return best


def _max_line(a, kind):
    if len(a) == 0:
        raise ValueError("zero-size array to reduction operation fmax which has no identity")
    best = a[0]
    for i in range(1, len(a)):
        best = np.fmax(best, a[i])
    return best


@implements(np.nanmin)
def nanmin(a, axis=None):
    a = np.asarray(a)
    if axis is None:
        return extreme(a, _min_line, np.fmin)
    return along(a, axis, _min_line, None, a.dtype)


@implements(np.nanmax)
def nanmax(a, axis=None):
    a = np.asarray(a)
    if axis is None:
        return extreme(a, _max_line, np.fmax)
    return along(a, axis, _max_line, None, a.dtype)


def _argmin_line(a, kind):
    if len(a) > 0 and _count_line(a, None) == 0:
        raise ValueError("All-NaN slice encountered")
    return np.argmin(replaced(a, math.inf))


def _argmax_line(a, kind):
    if len(a) > 0 and _count_line(a, None) == 0:
        raise ValueError("All-NaN slice encountered")
    return np.argmax(replaced(a, -math.inf))


@implements(np.nanargmin)
def nanargmin(a, axis=None):
    a = np.asarray(a)
    if axis is None:
        return _argmin_line(a.ravel(), None)
    return along(a, axis, _argmin_line, None, np.int64)


@implements(np.nanargmax)
def nanargmax(a, axis=None):
    a = np.asarray(a)
    if axis is None:
        return _argmax_line(a.ravel(), None)
    return along(a, axis, _argmax_line, None, np.int64)


def _var_line(a, kind, ddof):
    count = _count_line(a, None)
    real = type(np.absolute(kind(0)))
    if count <= ddof:
        return real(math.nan)
    mean = _mean_line(a, kind)
    squares = np.zeros(len(a), real)
    for i in range(len(a)):
        if a[i] == a[i]:
            distance = kind(kind(a[i]) - mean)
            squares[i] = (distance * np.conj(distance)).real
    return real(np.sum(squares) / real(count - ddof))


@implements(np.nanvar)
def nanvar(a, axis=None, dtype=None, *, ddof=0):
    a = np.asarray(a)
    kind = mean_type(a, dtype)
    if axis is None:
        return _var_line(a.ravel(), kind, ddof)
    real = type(np.absolute(kind(0)))
    return along(a, axis, lambda line, line_kind: _var_line(line, line_kind, ddof), kind, real)


@implements(np.nanstd)
def nanstd(a, axis=None, dtype=None, *, ddof=0):
    return np.sqrt(nanvar(a, axis, dtype, ddof=ddof))
