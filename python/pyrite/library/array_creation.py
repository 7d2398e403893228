"""Making arrays: NumPy's zeros, ones, full and their likes, arange, linspace, eye."""

import math

import numpy as np

from .intrinsics import is_floating, mean_type
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
        result = np.empty(shape, np.asarray(fill_value).dtype, order)
    else:
        result = np.empty(shape, dtype, order)
    result[...] = fill_value
    return result


@implements(np.zeros_like)
def zeros_like(a, dtype=None, order="K", subok=True, shape=None):
    result = np.empty_like(a, dtype, order, subok, shape)
    result[...] = 0
    return result


@implements(np.ones_like)
def ones_like(a, dtype=None, order="K", subok=True, shape=None):
    result = np.empty_like(a, dtype, order, subok, shape)
    result[...] = 1
    return result


@implements(np.full_like)
def full_like(a, fill_value, dtype=None, order="K", subok=True, shape=None):
    result = np.empty_like(a, dtype, order, subok, shape)
    result[...] = fill_value
    return result


@implements(np.arange)
def arange(start=None, stop=None, step=1, dtype=None):
    if start is None:
        return arange(0, stop, step, dtype)
    if stop is None:
        return arange(0, start, step, dtype)
    if step is None:
        return arange(start, stop, 1, dtype)
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


def _linspace(start, stop, num, endpoint, kind, dtype):
    if num < 0:
        raise ValueError(f"Number of samples, {num}, must be non-negative.")
    intervals = num - 1 if endpoint else num
    result = np.empty(num, dtype)
    first = kind(start)
    width = kind(stop) - first
    step = width / kind(intervals) if intervals > 0 else kind(math.nan)
    for i in range(num):
        if intervals <= 0:
            value = kind(i) * width + first
        elif step == 0:
            # A step that underflows to zero would lose the whole width.
            value = (kind(i) / kind(intervals)) * width + first
        else:
            value = kind(i) * step + first
        if endpoint and i > 0 and i == num - 1:
            value = kind(stop)
        if is_floating(dtype):
            result[i] = value
        else:
            result[i] = np.floor(value)
    return result, step


@implements(np.linspace)
def linspace(start, stop, num=50, endpoint=True, retstep=False, dtype=None):
    kind = mean_type(start - stop)
    if dtype is None:
        made = _linspace(start, stop, num, endpoint, kind, kind)
    else:
        made = _linspace(start, stop, num, endpoint, kind, dtype)
    if retstep:
        return made
    return made[0]


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


@implements(np.tri)
def tri(N, M=None, k=0, dtype=np.float64):
    if M is None:
        return tri(N, N, k, dtype)
    result = np.zeros((N, M), dtype)
    for i in range(N):
        for j in range(max(0, min(M, i + k + 1))):
            result[i, j] = 1
    return result
