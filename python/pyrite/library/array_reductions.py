"""Reductions over arrays: sum, prod, mean, min, max, argmin, argmax, any, all, count_nonzero, var, std.

Every reduction is written once for a line (one dimension). The whole of an array is one line where its memory is, else it is
reduced axis by axis through views, so that each specialisation is a plain loop nest. Floating point sums are pairwise, as
NumPy's are, and half precision is summed in single.
"""

import math

import numpy as np

from .intrinsics import is_floating, kind_of, layout_of, mean_type, refuse, sum_type
from .registry import implements

_NOT_A_TIME = -(2**63)  # the ticks of NaT
_BLOCK = 128  # below this many elements NumPy's pairwise summation adds with eight accumulators


def _sum_line(a, kind):
    n = len(a)
    if not is_floating(kind):
        total = kind(0)
        for i in range(n):
            total += kind(a[i])
        return kind(total)
    if n < 8:
        total = kind(0)
        for i in range(n):
            total += kind(a[i])
        return kind(total)
    if n <= _BLOCK:
        s0, s1, s2, s3 = kind(a[0]), kind(a[1]), kind(a[2]), kind(a[3])
        s4, s5, s6, s7 = kind(a[4]), kind(a[5]), kind(a[6]), kind(a[7])
        whole = n - n % 8
        for i in range(8, whole, 8):
            s0 += kind(a[i])
            s1 += kind(a[i + 1])
            s2 += kind(a[i + 2])
            s3 += kind(a[i + 3])
            s4 += kind(a[i + 4])
            s5 += kind(a[i + 5])
            s6 += kind(a[i + 6])
            s7 += kind(a[i + 7])
        total = ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7))
        for i in range(whole, n):
            total += kind(a[i])
        return kind(total)
    half = n // 2
    half -= half % 8
    return kind(_sum_line(a[:half], kind) + _sum_line(a[half:], kind))


def sum_line(a, kind):
    """The sum of a line, begun at zero: that of negative zeros is zero."""
    if kind is np.float16:
        return np.float16(np.float32(0) + _sum_line(a, np.float32))
    if is_floating(kind):
        return kind(kind(0) + _sum_line(a, kind))
    return _sum_line(a, kind)


def _sum_times(a, kind):
    """The sum of a line of time differences: not a time as soon as one of them is none."""
    ticks = a.view(np.int64)
    total = 0
    for i in range(len(a)):
        if ticks[i] == _NOT_A_TIME:
            return a[i]
        total += ticks[i]
    result = np.empty(1, a.dtype)
    result.view(np.int64)[0] = total
    return result[0]


def _prod_line(a, kind):
    total = kind(1)
    for i in range(len(a)):
        total *= kind(a[i])
    return kind(total)


def _plus(a, b):
    return a + b


def _times(a, b):
    return a * b


def _total(a, line, combine, kind):
    """A reduction with a neutral element over all of an array, whose order does not matter."""
    if a.ndim == 0:
        return line(a.reshape(1), kind)
    if a.ndim == 1:
        return line(a, kind)
    if layout_of(a) == "C":
        return line(a.reshape(-1), kind)
    if layout_of(a) == "F":
        return line(a.T.reshape(-1), kind)
    total = line(a.ravel()[:0], kind) if len(a) == 0 else _total(a[0], line, combine, kind)
    for i in range(1, len(a)):
        total = kind(combine(total, _total(a[i], line, combine, kind)))
    return total


def _along_last(a, result, line, kind):
    """Fills `result` with the reduction of each line along the last axis of `a`."""
    for i in range(len(a)):
        if a.ndim == 2:
            result[i] = line(a[i], kind)
        else:
            _along_last(a[i], result[i], line, kind)


def along(a, axis, line, kind, dtype, keepdims=False):
    """The reduction along one axis."""
    if not isinstance(axis, (int, np.integer)):
        refuse("axis must be an integer")
    if a.ndim <= 1:
        if axis != 0 and axis != -1:
            raise ValueError("axis is out of bounds for array of dimension 1")
        if keepdims:
            return np.full(1, line(a.reshape(-1), kind), dtype)
        return line(a.reshape(-1), kind)
    moved = np.moveaxis(a, axis, -1)
    result = np.empty(moved.shape[:-1], dtype)
    _along_last(moved, result, line, kind)
    if keepdims:
        return np.expand_dims(result, axis)
    return result


def kept(number, a, dtype):
    """The number as an array with as many axes as `a`, all of size 1."""
    return np.full((1,) * a.ndim, number, dtype)


@implements(np.sum, method="ndarray.sum")
def array_sum(a, axis=None, dtype=None, *, keepdims=False):
    a = np.asarray(a)
    if kind_of(a) == "m":
        if dtype is not None or keepdims:
            refuse("sum() of times takes no dtype and no keepdims")
        return _sum_times(a.ravel(), None) if axis is None else along(a, axis, _sum_times, None, a.dtype)
    kind = sum_type(a, dtype)
    if axis is not None:
        return along(a, axis, sum_line, kind, kind, keepdims)
    if keepdims:
        return kept(_total(a, sum_line, _plus, kind), a, kind)
    return _total(a, sum_line, _plus, kind)


@implements(np.prod, method="ndarray.prod")
def array_prod(a, axis=None, dtype=None, *, keepdims=False):
    a = np.asarray(a)
    kind = sum_type(a, dtype)
    if axis is not None:
        return along(a, axis, _prod_line, kind, kind, keepdims)
    if keepdims:
        return kept(_total(a, _prod_line, _times, kind), a, kind)
    return _total(a, _prod_line, _times, kind)


def _mean_line(a, kind):
    if len(a) == 0:
        return kind(math.nan)
    if kind is np.float16:
        return np.float16(_sum_line(a, np.float32) / np.float32(len(a)))
    return kind(sum_line(a, kind) / kind(len(a)))


def _mean_of(a, kind):
    if a.size == 0:
        return kind(math.nan)
    if kind is np.float16:
        return np.float16(_total(a, sum_line, _plus, np.float32) / np.float32(a.size))
    return kind(_total(a, sum_line, _plus, kind) / kind(a.size))


@implements(np.mean, method="ndarray.mean")
def array_mean(a, axis=None, dtype=None, *, keepdims=False):
    a = np.asarray(a)
    kind = mean_type(a, dtype)
    if axis is not None:
        return along(a, axis, _mean_line, kind, kind, keepdims)
    if keepdims:
        return kept(_mean_of(a, kind), a, kind)
    return _mean_of(a, kind)


def _min_line(a, kind):
    if len(a) == 0:
        raise ValueError("zero-size array to reduction operation minimum which has no identity")
    best = a[0]
    for i in range(1, len(a)):
        best = np.minimum(best, a[i])
    return best


def _max_line(a, kind):
    if len(a) == 0:
        raise ValueError("zero-size array to reduction operation maximum which has no identity")
    best = a[0]
    for i in range(1, len(a)):
        best = np.maximum(best, a[i])
    return best


def extreme(a, line, combine):
    """A reduction without a neutral element over all of an array, whose order does not matter."""
    if a.ndim == 0:
        return a[()]
    if a.ndim == 1:
        return line(a, None)
    if layout_of(a) == "C":
        return line(a.reshape(-1), None)
    if layout_of(a) == "F":
        return line(a.T.reshape(-1), None)
    if a.size == 0:
        return line(a.ravel(), None)
    best = extreme(a[0], line, combine)
    for i in range(1, len(a)):
        best = combine(best, extreme(a[i], line, combine))
    return best


@implements(np.min, method="ndarray.min")
def array_min(a, axis=None, *, keepdims=False):
    a = np.asarray(a)
    if axis is not None:
        return along(a, axis, _min_line, None, a.dtype, keepdims)
    if keepdims:
        return kept(extreme(a, _min_line, np.minimum), a, a.dtype)
    return extreme(a, _min_line, np.minimum)


@implements(np.max, method="ndarray.max")
def array_max(a, axis=None, *, keepdims=False):
    a = np.asarray(a)
    if axis is not None:
        return along(a, axis, _max_line, None, a.dtype, keepdims)
    if keepdims:
        return kept(extreme(a, _max_line, np.maximum), a, a.dtype)
    return extreme(a, _max_line, np.maximum)


@implements(np.ptp, method="ndarray.ptp")
def array_ptp(a, axis=None):
    a = np.asarray(a)
    if kind_of(a) == "b":
        return np.subtract(a, a)  # refused: booleans are not subtracted
    if axis is not None:
        return array_max(a, axis) - array_min(a, axis)
    return np.subtract(array_max(a), array_min(a))


def _argmin_line(a, kind):
    if len(a) == 0:
        raise ValueError("attempt to get argmin of an empty sequence")
    best = a[0]
    where = 0
    if best != best:
        return 0
    for i in range(1, len(a)):
        # The first NaN counts as the least.
        if a[i] < best or a[i] != a[i]:
            best = a[i]
            where = i
            if best != best:
                return where
    return where


def _argmax_line(a, kind):
    if len(a) == 0:
        raise ValueError("attempt to get argmax of an empty sequence")
    best = a[0]
    where = 0
    if best != best:
        return 0
    for i in range(1, len(a)):
        if a[i] > best or a[i] != a[i]:
            best = a[i]
            where = i
            if best != best:
                return where
    return where


@implements(np.argmin, method="ndarray.argmin")
def array_argmin(a, axis=None):
    a = np.asarray(a)
    if axis is None:
        return _argmin_line(a.ravel(), None)
    return along(a, axis, _argmin_line, None, np.int64)


@implements(np.argmax, method="ndarray.argmax")
def array_argmax(a, axis=None):
    a = np.asarray(a)
    if axis is None:
        return _argmax_line(a.ravel(), None)
    return along(a, axis, _argmax_line, None, np.int64)


def _any_line(a, kind):
    for i in range(len(a)):
        if a[i]:
            return True
    return False


def _all_line(a, kind):
    for i in range(len(a)):
        if not a[i]:
            return False
    return True


@implements(np.any, method="ndarray.any")
def array_any(a, axis=None):
    a = np.asarray(a)
    if axis is None:
        return _any_line(a.ravel(), None)
    return along(a, axis, _any_line, None, np.bool_)


@implements(np.all, method="ndarray.all")
def array_all(a, axis=None):
    a = np.asarray(a)
    if axis is None:
        return _all_line(a.ravel(), None)
    return along(a, axis, _all_line, None, np.bool_)


def _count_line(a, kind):
    count = 0
    for i in range(len(a)):
        if a[i]:
            count += 1
    return count


@implements(np.count_nonzero)
def array_count_nonzero(a, axis=None):
    a = np.asarray(a)
    if axis is None:
        return _total(a, _count_line, _plus, np.int64)
    return along(a, axis, _count_line, np.int64, np.int64)


def _square_of_distance(distance):
    if kind_of(distance) == "c":
        return distance.real * distance.real + distance.imag * distance.imag
    return distance * distance


def _var_line(a, kind, ddof):
    if kind is np.float16:
        return np.float16(_var_line(a, np.float32, ddof))
    n = len(a)
    real = type(_square_of_distance(kind(0)))
    if n <= ddof:
        return real(math.nan)
    mean = _mean_line(a, kind)
    squares = np.empty(n, real)
    for i in range(n):
        squares[i] = _square_of_distance(kind(kind(a[i]) - mean))
    return real(sum_line(squares, real) / real(n - ddof))


@implements(np.var, method="ndarray.var")
def array_var(a, axis=None, dtype=None, *, ddof=0, keepdims=False):
    a = np.asarray(a)
    kind = mean_type(a, dtype)
    real = type(_square_of_distance(kind(0)))
    if axis is None:
        return _var_line(a.ravel(), kind, ddof)
    return along(a, axis, lambda line, line_kind: _var_line(line, line_kind, ddof), kind, real, keepdims)


@implements(np.std, method="ndarray.std")
def array_std(a, axis=None, dtype=None, *, ddof=0, keepdims=False):
    return np.sqrt(array_var(a, axis, dtype, ddof=ddof, keepdims=keepdims))
