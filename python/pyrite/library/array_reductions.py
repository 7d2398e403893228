"""Reductions over arrays: sum, prod, mean, min, max, argmin, argmax, any, all, var, std and cumulative ones.

Every reduction is written once for a line (one dimension); the whole of an array is reduced axis by axis,
through views, so that each specialisation is a plain loop nest.
Floating point sums are pairwise, as NumPy's are.
"""

import math

import numpy as np

from .intrinsics import is_floating, mean_type, sum_type
from .registry import implements

_BLOCK = 128  # below this many elements NumPy's pairwise summation adds with eight accumulators


def _sum_line(a, kind):
    n = len(a)
    if not is_floating(kind):
        total = kind(0)
        for i in range(n):
            total += kind(a[i])
        return kind(total)
    if n < 8:
        # -0.0 is the neutral element of floating point addition.
        total = kind(-0.0) if n > 0 else kind(0)
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


def _sum_all(a, kind):
    if a.ndim == 0:
        return kind(a[()])
    if a.ndim == 1:
        return _sum_line(a, kind)
    total = kind(0)
    for i in range(len(a)):
        total += _sum_all(a[i], kind)
    return kind(total)


def _along_last(a, result, line, kind):
    """Fills `result` with the reduction of each line along the last axis of `a`."""
    for i in range(len(a)):
        if a.ndim == 2:
            result[i] = line(a[i], kind)
        else:
            _along_last(a[i], result[i], line, kind)


def _along(a, axis, line, kind, dtype):
    """The reduction along one axis."""
    if a.ndim == 1:
        if axis != 0 and axis != -1:
            raise ValueError("axis is out of bounds for array of dimension 1")
        return line(a, kind)
    moved = np.moveaxis(a, axis, -1)
    result = np.empty(moved.shape[:-1], dtype)
    _along_last(moved, result, line, kind)
    return result


@implements(np.sum, method="ndarray.sum")
def array_sum(a, axis=None, dtype=None):
    kind = sum_type(a, dtype)
    if axis is None:
        return _sum_all(a, kind)
    return _along(a, axis, _sum_line, kind, kind)


def _prod_line(a, kind):
    total = kind(1)
    for i in range(len(a)):
        total *= kind(a[i])
    return kind(total)


def _prod_all(a, kind):
    if a.ndim == 0:
        return kind(a[()])
    if a.ndim == 1:
        return _prod_line(a, kind)
    total = kind(1)
    for i in range(len(a)):
        total *= _prod_all(a[i], kind)
    return kind(total)


@implements(np.prod, method="ndarray.prod")
def array_prod(a, axis=None, dtype=None):
    kind = sum_type(a, dtype)
    if axis is None:
        return _prod_all(a, kind)
    return _along(a, axis, _prod_line, kind, kind)


def _mean_line(a, kind):
    return kind(_sum_line(a, kind) / kind(len(a))) if len(a) > 0 else kind(math.nan)


@implements(np.mean, method="ndarray.mean")
def array_mean(a, axis=None, dtype=None):
    kind = mean_type(a, dtype)
    if axis is None:
        return kind(_sum_all(a, kind) / kind(a.size)) if a.size > 0 else kind(math.nan)
    return _along(a, axis, _mean_line, kind, kind)


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


def _fold_all(a, line, combine):
    if a.ndim == 0:
        return a[()]
    if a.ndim == 1:
        return line(a, None)
    if len(a) == 0:
        return line(a.ravel(), None)
    best = _fold_all(a[0], line, combine)
    for i in range(1, len(a)):
        best = combine(best, _fold_all(a[i], line, combine))
    return best


@implements(np.min, method="ndarray.min")
def array_min(a, axis=None):
    if axis is None:
        return _fold_all(a, _min_line, np.minimum)
    return _along(a, axis, _min_line, None, a.dtype)


@implements(np.max, method="ndarray.max")
def array_max(a, axis=None):
    if axis is None:
        return _fold_all(a, _max_line, np.maximum)
    return _along(a, axis, _max_line, None, a.dtype)


@implements(np.ptp)
def array_ptp(a, axis=None):
    return array_max(a, axis) - array_min(a, axis)


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
    if axis is None:
        return _argmin_line(a.ravel(), None)
    return _along(a, axis, _argmin_line, None, np.int64)


@implements(np.argmax, method="ndarray.argmax")
def array_argmax(a, axis=None):
    if axis is None:
        return _argmax_line(a.ravel(), None)
    return _along(a, axis, _argmax_line, None, np.int64)


def _any_line(a, kind):
    for i in range(len(a)):
        if a[i] != 0:
            return True
    return False


def _all_line(a, kind):
    for i in range(len(a)):
        if a[i] == 0:
            return False
    return True


@implements(np.any, method="ndarray.any")
def array_any(a, axis=None):
    if axis is None:
        return _any_line(a.ravel(), None)
    return _along(a, axis, _any_line, None, np.bool_)


@implements(np.all, method="ndarray.all")
def array_all(a, axis=None):
    if axis is None:
        return _all_line(a.ravel(), None)
    return _along(a, axis, _all_line, None, np.bool_)


@implements(np.count_nonzero)
def array_count_nonzero(a):
    count = 0
    flat = a.ravel()
    for i in range(len(flat)):
        if flat[i] != 0:
            count += 1
    return count


def _var_line(a, kind, ddof):
    n = len(a)
    mean = _mean_line(a, kind)
    squares = np.empty(n, kind)
    for i in range(n):
        distance = kind(a[i]) - mean
        squares[i] = distance * distance
    return kind(_sum_line(squares, kind) / kind(max(n - ddof, 0))) if n > ddof else kind(math.nan)


@implements(np.var, method="ndarray.var")
def array_var(a, axis=None, dtype=None, ddof=0):
    kind = mean_type(a, dtype)
    if axis is None:
        return _var_line(a.ravel(), kind, ddof)
    return _along(a, axis, lambda line, line_kind: _var_line(line, line_kind, ddof), kind, kind)


@implements(np.std, method="ndarray.std")
def array_std(a, axis=None, dtype=None, ddof=0):
    return np.sqrt(array_var(a, axis, dtype, ddof))


@implements(np.cumsum, method="ndarray.cumsum")
def array_cumsum(a, dtype=None):
    kind = sum_type(a, dtype)
    flat = a.ravel()
    result = np.empty(len(flat), kind)
    total = kind(0)
    for i in range(len(flat)):
        total = kind(total + kind(flat[i]))
        result[i] = total
    return result


@implements(np.cumprod, method="ndarray.cumprod")
def array_cumprod(a, dtype=None):
    kind = sum_type(a, dtype)
    flat = a.ravel()
    result = np.empty(len(flat), kind)
    total = kind(1)
    for i in range(len(flat)):
        total = kind(total * kind(flat[i]))
        result[i] = total
    return result


@implements(np.dot, method="ndarray.dot")
def array_dot(a, b):
    if a.ndim == 1 and b.ndim == 1:
        if len(a) != len(b):
            raise ValueError("shapes not aligned")
        total = a.dtype.type(0) * b.dtype.type(0)
        for i in range(len(a)):
            total += a[i] * b[i]
        return total
    if a.ndim == 2 and b.ndim == 1:
        result = np.empty(a.shape[0], np.multiply(a[0:0, 0], b[0:0]).dtype)
        for i in range(len(a)):
            result[i] = array_dot(a[i], b)
        return result
    if a.shape[1] != b.shape[0]:
        raise ValueError("shapes not aligned")
    product = np.zeros((a.shape[0], b.shape[1]), np.multiply(a[0:0, 0], b[0, 0:0]).dtype)
    for i in range(a.shape[0]):
        for k in range(a.shape[1]):
            factor = a[i, k]
            for j in range(b.shape[1]):
                product[i, j] += factor * b[k, j]
    return product
