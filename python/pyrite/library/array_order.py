"""Order: sort, argsort, median, percentiles and quantiles, searchsorted, unique, partition.

NaN and NaT come last. Sorting is quicksort that falls back to heapsort, so it is never slower than n log n.
"""

import math

import numpy as np

from .array_reductions import along
from .intrinsics import kind_of, mean_type, refuse
from .registry import implements

_SMALL = 16  # parts of up to so many elements are sorted by insertion


def comes_before(a, b):
    """Whether a stands before b in sorted order."""
    if kind_of(a) == "f" or kind_of(a) == "m" or kind_of(a) == "M":
        return a < b or (b != b and a == a)
    if kind_of(a) == "c":
        if a.real == b.real or (a.real != a.real and b.real != b.real):
            return a.imag < b.imag or (b.imag != b.imag and a.imag == a.imag)
        return a.real < b.real or (b.real != b.real and a.real == a.real)
    return a < b


def _insertion_sort(a, low, high):
    for i in range(low + 1, high + 1):
        x = a[i]
        j = i
        while j > low and comes_before(x, a[j - 1]):
            a[j] = a[j - 1]
            j -= 1
        a[j] = x


def _sift(a, low, start, count):
    root = start
    while 2 * root + 1 < count:
        child = 2 * root + 1
        if child + 1 < count and comes_before(a[low + child], a[low + child + 1]):
            child += 1
        if not comes_before(a[low + root], a[low + child]):
            return
        a[low + root], a[low + child] = a[low + child], a[low + root]
        root = child


def _heap_sort(a, low, high):
    count = high - low + 1
    for start in range(count // 2 - 1, -1, -1):
        _sift(a, low, start, count)
    for end in range(count - 1, 0, -1):
        a[low], a[low + end] = a[low + end], a[low]
        _sift(a, low, 0, end)


def _partition(a, low, high):
    """Puts a pivot in its place between what comes before it and what does not; a[low + 1..] holds at least two more."""
    middle = (low + high) // 2
    if comes_before(a[middle], a[low]):
        a[middle], a[low] = a[low], a[middle]
    if comes_before(a[high], a[low]):
        a[high], a[low] = a[low], a[high]
    if comes_before(a[high], a[middle]):
        a[high], a[middle] = a[middle], a[high]
    pivot = a[middle]
    a[middle], a[high - 1] = a[high - 1], a[middle]
    i, j = low, high - 1
    while True:
        i += 1
        while comes_before(a[i], pivot):
            i += 1
        j -= 1
        while comes_before(pivot, a[j]):
            j -= 1
        if i >= j:
            break
        a[i], a[j] = a[j], a[i]
    a[i], a[high - 1] = a[high - 1], a[i]
    return i


def sort_line(a):
    """Sorts a vector in place."""
    stack = np.empty((128, 3), np.int64)
    limit = 2
    count = len(a)
    while count > 0:
        limit += 2
        count //= 2
    stack[0, 0], stack[0, 1], stack[0, 2] = 0, len(a) - 1, limit
    size = 1
    while size > 0:
        size -= 1
        low, high, depth = stack[size, 0], stack[size, 1], stack[size, 2]
        while high - low >= _SMALL:
            if depth == 0:
                _heap_sort(a, low, high)
                low = high
                break
            depth -= 1
            middle = _partition(a, low, high)
            # The larger part waits, so that the stack stays shallow.
            if middle - low > high - middle:
                stack[size, 0], stack[size, 1], stack[size, 2] = low, middle - 1, depth
                low = middle + 1
            else:
                stack[size, 0], stack[size, 1], stack[size, 2] = middle + 1, high, depth
                high = middle - 1
            size += 1
        _insertion_sort(a, low, high)


def argsort_line(a, order):
    """Fills `order` with the indices that sort the vector, stably, by merging runs."""
    n = len(a)
    for i in range(n):
        order[i] = i
    other = np.empty(n, np.int64)
    width = 1
    while width < n:
        for low in range(0, n, 2 * width):
            middle = min(low + width, n)
            high = min(low + 2 * width, n)
            i, j = low, middle
            for k in range(low, high):
                if i < middle and (j >= high or not comes_before(a[order[j]], a[order[i]])):
                    other[k] = order[i]
                    i += 1
                else:
                    other[k] = order[j]
                    j += 1
        order[:] = other
        width *= 2


def _sort_lines(a):
    if a.ndim == 1:
        sort_line(a)
    else:
        for i in range(len(a)):
            _sort_lines(a[i])


def _argsort_lines(a, order):
    if a.ndim == 1:
        argsort_line(a, order)
    else:
        for i in range(len(a)):
            _argsort_lines(a[i], order[i])


@implements(np.sort)
def sort(a, axis=-1, kind=None):
    a = np.asarray(a)
    if axis is None:
        flat = a.flatten()
        sort_line(flat)
        return flat
    result = a.copy()
    _sort_lines(np.moveaxis(result, axis, -1))
    return result


@implements("ndarray.sort")
def sort_in_place(a, axis=-1, kind=None):
    _sort_lines(np.moveaxis(a, axis, -1))


@implements(np.argsort, method="ndarray.argsort")
def argsort(a, axis=-1, kind=None):
    a = np.asarray(a)
    if axis is None:
        return argsort(a.ravel(), -1, kind)
    order = np.empty(a.shape, np.int64)
    _argsort_lines(np.moveaxis(a, axis, -1), np.moveaxis(order, axis, -1))
    return order


@implements(np.partition)
def partition(a, kth, axis=-1):
    return sort(a, axis)


@implements(np.argpartition)
def argpartition(a, kth, axis=-1):
    return argsort(a, axis)


@implements(np.msort if hasattr(np, "msort") else "numpy.msort")
def msort(a):
    return sort(a, 0)


# -- places in sorted order ------------------------------------------------------------------------------------------


def _numbers(a):
    """The elements in a line of their own, of floating type, sorted."""
    array = np.asarray(a)
    if kind_of(array) == "c":
        refuse("Not supported for complex dtype: complex numbers have no order")
    flat = array.flatten().astype(mean_type(array))
    sort_line(flat)
    return flat


def without_nan(line):
    """The part of a sorted line before its NaNs."""
    n = len(line)
    while n > 0 and line[n - 1] != line[n - 1]:
        n -= 1
    return line[:n]


def _place(line, q):
    """The value at fraction q of a sorted line, between two elements by straight line."""
    n = len(line)
    kind = line.dtype.type
    if n == 0 or line[n - 1] != line[n - 1]:
        return kind(math.nan)
    position = q * (n - 1)
    below = math.floor(position)
    if below >= n - 1:
        return line[n - 1]
    share = position - below
    a, b = line[below], line[below + 1]
    if a == b:
        return a
    if share >= 0.5:
        return kind(b - (b - a) * (1 - share))
    return kind(a + (b - a) * share)


def _middle(line):
    n = len(line)
    kind = line.dtype.type
    if n == 0 or line[n - 1] != line[n - 1]:
        return kind(math.nan)
    if n % 2 == 1:
        return line[n // 2]
    return kind((line[n // 2 - 1] + line[n // 2]) / kind(2))


def _median_line(a, kind):
    return _middle(_numbers(a))


@implements(np.median)
def median(a, axis=None):
    a = np.asarray(a)
    if axis is None:
        return _middle(_numbers(a))
    return along(a, axis, _median_line, None, mean_type(a))


@implements(np.nanmedian)
def nanmedian(a, axis=None):
    return _middle(without_nan(_numbers(a)))


def _checked_place(line, q, scale, message):
    if not 0 <= q / scale <= 1:
        raise ValueError(message)
    return _place(line, q / scale)


def _places(line, q, scale, message):
    wanted = np.asarray(q)
    if wanted.ndim == 0:
        return _checked_place(line, wanted[()], scale, message)
    result = np.empty(wanted.shape, line.dtype)
    source = wanted.ravel()
    target = result.reshape(-1)
    for i in range(len(source)):
        target[i] = _checked_place(line, source[i], scale, message)
    return result


@implements(np.percentile)
def percentile(a, q):
    return _places(_numbers(a), q, 100.0, "Percentiles must be in the range [0, 100]")


@implements(np.quantile)
def quantile(a, q):
    return _places(_numbers(a), q, 1.0, "Quantiles must be in the range [0, 1]")


@implements(np.nanpercentile)
def nanpercentile(a, q):
    return _places(without_nan(_numbers(a)), q, 100.0, "Percentiles must be in the range [0, 100]")


@implements(np.nanquantile)
def nanquantile(a, q):
    return _places(without_nan(_numbers(a)), q, 1.0, "Quantiles must be in the range [0, 1]")


# -- looking up in sorted order --------------------------------------------------------------------------------------


def _find(a, x, is_left):
    low, high = 0, len(a)
    while low < high:
        middle = (low + high) // 2
        if comes_before(a[middle], x) or (not is_left and not comes_before(x, a[middle])):
            low = middle + 1
        else:
            high = middle
    return low


@implements(np.searchsorted, method="ndarray.searchsorted")
def searchsorted(a, v, side="left"):
    if side == "left":
        is_left = True
    elif side == "right":
        is_left = False
    else:
        raise ValueError("Invalid value given for 'side'")
    kind = np.add(np.asarray(a)[:0], np.asarray(v).ravel()[:0]).dtype.type
    line = np.asarray(a).astype(kind)
    if not isinstance(v, np.ndarray):
        return _find(line, kind(v), is_left)
    result = np.empty(v.shape, np.int64)
    source = v.ravel()
    target = result.reshape(-1)
    for i in range(len(source)):
        target[i] = _find(line, kind(source[i]), is_left)
    return result


@implements(np.unique)
def unique(ar):
    line = np.asarray(ar).flatten()
    sort_line(line)
    count = 0
    for i in range(len(line)):
        is_same = i > 0 and not comes_before(line[count - 1], line[i])
        if not is_same:
            line[count] = line[i]
            count += 1
    return line[:count].copy()
