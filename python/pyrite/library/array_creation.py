"""Making arrays: NumPy's zeros, ones, full and their likes, arange, linspace, eye."""

import math

import numpy as np

from .registry import implements


@implements(np.zeros)
def zeros(shape, dtype=np.float64, order="C"):
    result = np.empty(shape, dtype, order)
    result.fill(0)
    return result


@implements(np.ones)
def ones(shape, dtype=np.float64, order="C"):
    result = np.empty(shape, dtype, order)
    result.fill(1)
    return result


@implements(np.full)
def full(shape, fill_value, dtype=None, order="C"):
    if dtype is None:
        result = np.empty(shape, type(fill_value), order)
    else:
        result = np.empty(shape, dtype, order)
    result[...] = fill_value
    return result


@implements(np.zeros_like)
def zeros_like(a, dtype=None):
    result = np.empty_like(a, dtype)
    result[...] = 0
    return result


@implements(np.ones_like)
def ones_like(a, dtype=None):
    result = np.empty_like(a, dtype)
    result[...] = 1
    return result


@implements(np.full_like)
def full_like(a, fill_value, dtype=None):
    result = np.empty_like(a, dtype)
    result[...] = fill_value
    return result


@implements(np.arange)
def arange(start, stop=None, step=1, dtype=None):
    if stop is None:
        return arange(0, start, step, dtype)
    if step == 0:
        raise ValueError("Maximum allowed size exceeded")
    kind = type(start + stop + step)
    length = max(0, math.ceil((stop - start) / step))
    if dtype is None:
        result = np.empty(length, kind)
    else:
        result = np.empty(length, dtype)
    # As NumPy has it: the difference of the first two elements is the step of all.
    delta = (start + step) - start
    for i in range(length):
        result[i] = start + i * delta
    return result


@implements(np.linspace)
def linspace(start, stop, num=50, endpoint=True):
    if num < 0:
        raise ValueError("Number of samples must be non-negative.")
    intervals = num - 1 if endpoint else num
    result = np.empty(num, np.float64)
    if intervals > 0:
        width = float(stop) - float(start)
        step = width / intervals
        for i in range(num):
            # A step that underflows to zero would lose the whole width.
            result[i] = i * step + start if step != 0 else (i / intervals) * width + start
    elif num > 0:
        result[0] = start
    if endpoint and num > 1:
        result[num - 1] = stop
    return result


@implements(np.eye)
def eye(N, M=None, k=0, dtype=np.float64):
    if M is None:
        return eye(N, N, k, dtype)
    result = np.zeros((N, M), dtype)
    for i in range(N):
        if 0 <= i + k < M:
            result[i, i + k] = 1
    return result


@implements(np.identity)
def identity(n, dtype=np.float64):
    return eye(n, n, 0, dtype)
