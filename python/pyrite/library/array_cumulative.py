"""Running sums and products, differences and weighted means."""

import numpy as np

from .intrinsics import sum_type
from .registry import implements


def _run_sum(a, result, kind):
    total = kind(0)
    for i in range(len(a)):
        # The first element is taken as it is: negative zero stays so.
        total = kind(a[i]) if i == 0 else kind(total + kind(a[i]))
        result[i] = total


def _run_product(a, result, kind):
    total = kind(1)
    for i in range(len(a)):
        total = kind(total * kind(a[i]))
        result[i] = total


def _along_last(a, result, run, kind):
    if a.ndim == 1:
        run(a, result, kind)
    else:
        for i in range(len(a)):
            _along_last(a[i], result[i], run, kind)


def _cumulated(a, axis, run, kind):
    if axis is None:
        flat = a.ravel()
        result = np.empty(len(flat), kind)
        run(flat, result, kind)
        return result
    result = np.empty(a.shape, kind)
    _along_last(np.moveaxis(a, axis, -1), np.moveaxis(result, axis, -1), run, kind)
    return result


@implements(np.cumsum, method="ndarray.cumsum")
def array_cumsum(a, axis=None, dtype=None):
    a = np.asarray(a)
    return _cumulated(a, axis, _run_sum, sum_type(a, dtype))


@implements(np.cumprod, method="ndarray.cumprod")
def array_cumprod(a, axis=None, dtype=None):
    a = np.asarray(a)
    return _cumulated(a, axis, _run_product, sum_type(a, dtype))


def _difference(a):
    return np.not_equal(a[..., 1:], a[..., :-1]) if a.dtype is np.bool_ else a[..., 1:] - a[..., :-1]


@implements(np.diff)
def diff(a, n=1):
    if n < 0:
        raise ValueError("diff(): order must be non-negative")
    if a.ndim == 0:
        raise ValueError("diff requires input that is at least one dimensional")
    result = a.copy()
    for _ in range(n):
        result = _difference(result)
    return result


@implements(np.ediff1d)
def ediff1d(ary, to_end=None, to_begin=None):
    flat = np.asarray(ary).ravel()
    middle = flat[1:] - flat[:-1]
    if to_end is None and to_begin is None:
        return middle
    if to_begin is None:
        return np.concatenate((middle, np.asarray(to_end).ravel()))
    if to_end is None:
        return np.concatenate((np.asarray(to_begin).ravel(), middle))
    return np.concatenate((np.asarray(to_begin).ravel(), middle, np.asarray(to_end).ravel()))


@implements(np.average)
def average(a, axis=None, weights=None):
    if weights is None:
        return np.mean(a, axis)
    if axis is not None:
        return np.sum(a * weights, axis) / np.sum(weights + np.zeros_like(a), axis)
    if a.shape != weights.shape:
        raise TypeError("Axis must be specified when shapes of a and weights differ.")
    scale = np.sum(weights)
    if scale == 0:
        raise ZeroDivisionError("Weights sum to zero, can't be normalized")
    return np.sum(a * weights) / scale


@implements("numpy.trapezoid")
def trapezoid(y, x=None, dx=1.0):
    y = np.asarray(y)
    if x is None:
        total = np.sum((y[..., 1:] + y[..., :-1]) / 2.0, axis=-1)
        return total * dx
    x = np.asarray(x)
    return np.sum((x[..., 1:] - x[..., :-1]) * (y[..., 1:] + y[..., :-1]) / 2.0, axis=-1)
