"""Choosing elements: take, where, nonzero, compress, extract, select, diag, triangles, roll, repeat, resize, append, delete."""

import numpy as np

from .array_views import diagonal_view
from .intrinsics import as_strided, broadcast_view, elementwise, is_array_like, kind_of, refuse
from .registry import implements


@implements(np.size)
def size(a):
    if not is_array_like(a):
        refuse("The argument to np.size must be array-like")
    return np.asarray(a).size


@implements(np.shape)
def shape(a):
    return np.asarray(a).shape


@implements(np.ndim)
def ndim(a):
    return np.asarray(a).ndim


# -- by index --------------------------------------------------------------------------------------------------------


def _checked(index, count):
    if index < -count or index >= count:
        raise IndexError("index is out of bounds for the array of this size")
    return index + count if index < 0 else index


def _clipped(index, count):
    if count == 0:
        raise IndexError("cannot do a non-empty take from an empty axes.")
    return min(max(index, 0), count - 1)


def _wrapped(index, count):
    if count == 0:
        raise IndexError("cannot do a non-empty take from an empty axes.")
    return index % count


def _line_of_places(indices, count, mode):
    """The indices as a line of places, counted from the front."""
    source = indices.ravel()
    places = np.empty(len(source), np.int64)
    for i in range(len(source)):
        if mode == "raise":
            places[i] = _checked(np.int64(source[i]), count)
        elif mode == "wrap":
            places[i] = _wrapped(np.int64(source[i]), count)
        else:
            places[i] = _clipped(np.int64(source[i]), count)
    return places


@implements(np.take, method="ndarray.take")
def take(a, indices, axis=None, out=None, mode="raise"):
    if out is not None:
        refuse("take() with out= is not compiled")
    if mode != "raise" and mode != "wrap" and mode != "clip":
        refuse("take(): mode must be 'raise', 'wrap' or 'clip'")
    array = np.asarray(a)
    chosen = np.asarray(indices)
    if kind_of(chosen) != "i" and kind_of(chosen) != "u":
        refuse("take() needs integer indices")
    if axis is None:
        return _take_flat(array, chosen, mode)
    if axis < -array.ndim or axis >= array.ndim:
        raise ValueError(f"axis {axis} is out of bounds for array of dimension {array.ndim}")
    if array.ndim == 1:
        return _take_flat(array, chosen, mode)
    if chosen.ndim == 0:
        return _take_rows(array, chosen.reshape(1), axis, mode, chosen.shape)
    return _take_rows(array, chosen, axis, mode, chosen.shape)


def _take_flat(a, chosen, mode):
    flat = a.ravel()
    places = _line_of_places(chosen, len(flat), mode)
    if chosen.ndim == 0:
        return flat[places[0]]
    result = np.empty(chosen.shape, a.dtype)
    target = result.reshape(-1)
    for i in range(len(places)):
        target[i] = flat[places[i]]
    return result


def _take_rows(a, chosen, axis, mode, shape):
    """Rows along an axis of an array of several dimensions: a new array in C order, as NumPy gives it."""
    source = np.moveaxis(a, axis, 0)
    places = _line_of_places(chosen, len(source), mode)
    rows = np.empty((len(places), *source.shape[1:]), a.dtype)
    for i in range(len(places)):
        rows[i] = source[places[i]]
    rest = rows.reshape(shape + source.shape[1:])
    at = axis if axis >= 0 else axis + a.ndim
    for _ in range(len(shape)):
        rest = np.moveaxis(rest, 0, at + len(shape) - 1)
    return np.ascontiguousarray(rest)


@implements(np.nonzero, method="ndarray.nonzero")
def nonzero(a):
    if not is_array_like(a):
        refuse('The argument "a" must be array-like')
    array = np.atleast_1d(a)
    count = np.count_nonzero(array)
    found = np.empty((array.ndim, count), np.int64)
    place = 0
    for index, x in np.ndenumerate(array):
        if x != 0:
            for axis in range(array.ndim):
                found[axis, place] = index[axis]
            place += 1
    return _rows(found, (0,) * array.ndim)


def _rows(found, like):
    """The rows of a matrix as a tuple, as long as `like`."""
    if len(like) == 1:
        return (found[0],)
    if len(like) == 2:
        return found[0], found[1]
    if len(like) == 3:
        return found[0], found[1], found[2]
    if len(like) == 4:
        return found[0], found[1], found[2], found[3]
    refuse("nonzero() of more than four dimensions")


@implements(np.flatnonzero)
def flatnonzero(a):
    return nonzero(np.asarray(a).ravel())[0]


@implements(np.argwhere)
def argwhere(a):
    a = np.asarray(a)
    found = np.empty((np.count_nonzero(a), a.ndim), np.int64)
    place = 0
    for index, x in np.ndenumerate(a):
        if x != 0:
            for axis in range(a.ndim):
                found[place, axis] = index[axis]
            place += 1
    return found


@implements(np.where)
def where(condition, x=None, y=None):
    if x is None and y is None:
        return nonzero(condition)
    if not (is_array_like(condition) and is_array_like(x) and is_array_like(y)):
        refuse('The arguments of "where" must be array-like')
    kind = np.add(_nothing_of(x), _nothing_of(y)).dtype.type
    return np.asarray(elementwise(_choose, condition, x, y, kind))


def _choose(condition, x, y, kind):
    return kind(x) if condition else kind(y)


def _nothing_of(x):
    """What has the type of `x` in arithmetic, but no elements if it is an array."""
    return as_strided(x, (0,), (x.itemsize,)) if isinstance(x, np.ndarray) else x


@implements(np.extract)
def extract(condition, arr):
    chosen = np.asarray(condition).ravel()
    flat = np.asarray(arr).ravel()
    result = np.empty(np.count_nonzero(chosen), flat.dtype)
    place = 0
    for i in range(len(chosen)):
        if chosen[i] != 0:
            if i >= len(flat):
                raise ValueError("condition shape inconsistent with arr shape")
            result[place] = flat[i]
            place += 1
    return result


@implements(np.compress)
def compress(condition, a):
    return extract(condition, a)


# -- diagonals and triangles -----------------------------------------------------------------------------------------


@implements(np.diag)
def diag(v, k=0):
    if not is_array_like(v):
        refuse('The argument "v" must be array-like')
    v = np.asarray(v)
    if v.ndim == 1:
        n = len(v) + abs(k)
        result = np.zeros((n, n), v.dtype)
        diagonal_view(result, k)[...] = v
        return result
    if v.ndim != 2:
        refuse("Input must be 1- or 2-d.")
    view = diagonal_view(v, k)
    return broadcast_view(view, view.shape)  # read-only, as NumPy gives it


@implements(np.diagflat)
def diagflat(v, k=0):
    return diag(np.asarray(v).ravel(), k)


@implements(np.triu)
def triu(m, k=0):
    result = m.copy()
    for i in range(m.shape[0]):
        for j in range(min(max(i + k, 0), m.shape[1])):
            result[i, j] = 0
    return result


@implements(np.tril)
def tril(m, k=0):
    result = m.copy()
    for i in range(m.shape[0]):
        for j in range(max(i + k + 1, 0), m.shape[1]):
            result[i, j] = 0
    return result


@implements(np.fill_diagonal)
def fill_diagonal(a, val):
    diagonal_view(a, 0)[...] = val


# -- moving and repeating --------------------------------------------------------------------------------------------


@implements(np.roll)
def roll(a, shift, axis=None):
    a = np.asarray(a)
    if axis is None:
        result = np.empty_like(a, order="C")
        _roll_line(a.ravel(), shift, result.reshape(-1))
        return result
    result = np.empty_like(a)
    _roll_line(np.moveaxis(a, axis, 0), shift, np.moveaxis(result, axis, 0))
    return result


def _roll_line(a, shift, result):
    n = len(a)
    if n > 0:
        by = shift % n
        result[by:] = a[: n - by]
        result[:by] = a[n - by :]


@implements(np.repeat, method="ndarray.repeat")
def repeat(a, repeats):
    flat = np.asarray(a).ravel()
    if isinstance(repeats, (int, np.integer)):
        if repeats < 0:
            raise ValueError("negative dimensions not allowed")
        result = np.empty(len(flat) * repeats, flat.dtype)
        for i in range(len(flat)):
            result[i * repeats : (i + 1) * repeats] = flat[i]
        return result
    counts = np.asarray(repeats)
    if len(counts) != len(flat):
        raise ValueError("operands could not be broadcast together")
    result = np.empty(np.sum(counts), flat.dtype)
    place = 0
    for i in range(len(flat)):
        result[place : place + counts[i]] = flat[i]
        place += counts[i]
    return result


def _fill_by_turns(flat, result):
    target = result.reshape(-1)
    n = len(flat)
    for i in range(len(target)):
        target[i] = flat[i % n] if n > 0 else flat.dtype.type(0)
    return result


@implements(np.resize)
def resize(a, new_shape):
    if not is_array_like(a):
        refuse('The argument "a" must be array-like')
    if isinstance(new_shape, (int, np.integer)):
        sizes = (new_shape,)
    elif isinstance(new_shape, tuple):
        sizes = new_shape
    else:
        refuse('The argument "new_shape" must be an integer or a tuple of integers')
    for count in sizes:
        if count < 0:
            raise ValueError("All elements of `new_shape` must be non-negative")
    flat = np.asarray(a).ravel()
    return _fill_by_turns(flat, np.empty(sizes, flat.dtype))


@implements(np.append)
def append(arr, values, axis=None):
    if axis is None:
        return np.concatenate((np.asarray(arr).ravel(), np.asarray(values).ravel()))
    return np.concatenate((arr, values), axis)


@implements(np.delete)
def delete(arr, obj):
    flat = np.asarray(arr).ravel()
    keep = np.ones(len(flat), np.bool_)
    if isinstance(obj, (int, np.integer)):
        keep[_checked(obj, len(flat))] = False
    elif isinstance(obj, slice):
        keep[obj] = False
    else:
        indices = np.asarray(obj).ravel()
        for i in range(len(indices)):
            keep[_checked(indices[i], len(flat))] = False
    return extract(keep, flat)


# -- joining ---------------------------------------------------------------------------------------------------------


@implements(np.vstack)
def vstack(tup):
    return np.concatenate(_each(np.atleast_2d, tup), 0)


@implements(np.hstack)
def hstack(tup):
    parts = _each(np.atleast_1d, tup)
    return np.concatenate(parts, 0 if parts[0].ndim == 1 else 1)


@implements(np.dstack)
def dstack(tup):
    return np.concatenate(_each(np.atleast_3d, tup), 2)


def _as_column(a):
    return a[:, None] if a.ndim == 1 else a


@implements(np.column_stack)
def column_stack(tup):
    return np.concatenate(_each(_as_column, tup), 1)


@implements(np.stack)
def stack(arrays, axis=0):
    return np.concatenate(_each(lambda a: np.moveaxis(a[None], 0, axis), arrays), axis)


def _each(function, items):
    """function of every item, as a tuple."""
    if len(items) == 0:
        return ()
    return (function(items[0]),) + _each(function, items[1:])
