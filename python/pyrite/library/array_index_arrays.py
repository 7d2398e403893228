"""Indexing by arrays of integers or booleans: a[i], a[:, i], a[i, j], a[mask] and assignment. Out of range: IndexError."""

import numpy as np

from .intrinsics import broadcast_view, kind_of
from .registry import implements


def _checked(index, count):
    if index < -count or index >= count:
        raise IndexError("index is out of bounds for the axis of this size")
    return index + count if index < 0 else index


def _places(index, count):
    """The index array as a line of integers; a mask's places of True."""
    if kind_of(index) != "b":
        return index.ravel()
    if len(index) != count:
        raise IndexError("boolean index did not match indexed array along the axis")
    return np.nonzero(index)[0]


def _get_line(a, places):
    result = np.empty(len(places), a.dtype)
    for i in range(len(places)):
        result[i] = a[_checked(places[i], len(a))]
    return result


@implements("pyrite.get_axis")
def get_axis(a, index, axis):
    places = _places(index, a.shape[axis])
    if a.ndim == 1:
        result = _get_line(a, places)
    else:
        result = np.empty(a.shape[:axis] + (len(places),) + a.shape[axis + 1 :], a.dtype)
        source = np.moveaxis(a, axis, 0)
        target = np.moveaxis(result, axis, 0)
        for i in range(len(places)):
            target[i] = source[_checked(places[i], len(source))]
    if index.ndim == 1:
        return result
    return result.reshape(a.shape[:axis] + index.shape + a.shape[axis + 1 :])


@implements("pyrite.set_axis")
def set_axis(a, index, axis, value):
    places = _places(index, a.shape[axis])
    target = np.moveaxis(a, axis, 0)
    for i in range(len(places)):
        _checked(places[i], len(target))
    if isinstance(value, (np.ndarray, tuple)):
        # The value may be a part of the array itself.
        shape = a.shape[:axis] + (len(places),) + a.shape[axis + 1 :]
        source = np.moveaxis(broadcast_view(np.array(value), shape), axis, 0)
        for i in range(len(places)):
            target[places[i]] = source[i]
    else:
        for i in range(len(places)):
            target[places[i]] = value


def _require_same_shape(a, mask):
    for axis in range(a.ndim):
        if a.shape[axis] != mask.shape[axis]:
            raise IndexError("boolean index did not match indexed array along the axis")


@implements("pyrite.get_mask")
def get_mask(a, mask):
    _require_same_shape(a, mask)
    result = np.empty(np.count_nonzero(mask), a.dtype)
    place = 0
    for index in np.ndindex(a.shape):
        if mask[index]:
            result[place] = a[index]
            place += 1
    return result


@implements("pyrite.set_mask")
def set_mask(a, mask, value):
    _require_same_shape(a, mask)
    if isinstance(value, (np.ndarray, tuple)):
        source = broadcast_view(np.array(value), (np.count_nonzero(mask),))
        place = 0
        for index in np.ndindex(a.shape):
            if mask[index]:
                a[index] = source[place]
                place += 1
    else:
        for index in np.ndindex(a.shape):
            if mask[index]:
                a[index] = value


# -- several arrays: the axes that they choose from come first ---------------------------------------------------------


@implements("pyrite.mask_lines")
def mask_lines(mask, sizes):
    for axis in range(mask.ndim):
        if mask.shape[axis] != sizes[axis]:
            raise IndexError("boolean index did not match indexed array along the axis")
    return np.nonzero(mask)


def _shape_of_both(a, b):
    for i in range(1, min(len(a), len(b)) + 1):
        if a[len(a) - i] != b[len(b) - i] and a[len(a) - i] != 1 and b[len(b) - i] != 1:
            raise IndexError("shape mismatch: indexing arrays could not be broadcast together")
    return np.broadcast_shapes(a, b)


def _shape_of_all(indices):
    if len(indices) == 1:
        return indices[0].shape
    return _shape_of_both(indices[0].shape, _shape_of_all(indices[1:]))


def _line(index, shape, count):
    """The index array as a line of places counted from the front."""
    source = broadcast_view(index, shape).ravel()
    places = np.empty(len(source), np.int64)
    for i in range(len(source)):
        places[i] = _checked(np.int64(source[i]), count)
    return places


def _lines(a, indices, shape, axis):
    line = _line(indices[0], shape, a.shape[axis])
    if len(indices) == 1:
        return (line,)
    return (line, *_lines(a, indices[1:], shape, axis + 1))


def _at(a, lines, i):
    if len(lines) == 1:
        return a[lines[0][i]]
    return _at(a[lines[0][i]], lines[1:], i)


def _put_at(a, lines, i, value):
    if len(lines) == 1:
        a[lines[0][i]] = value
    else:
        _put_at(a[lines[0][i]], lines[1:], i, value)


@implements("pyrite.get_front")
def get_front(a, indices):
    shape = _shape_of_all(indices)
    lines = _lines(a, indices, shape, 0)
    rest = a.shape[len(indices) :]
    rows = np.empty((len(lines[0]), *rest), a.dtype)
    for i in range(len(lines[0])):
        rows[i] = _at(a, lines, i)
    return rows.reshape(shape + rest)


@implements("pyrite.set_front")
def set_front(a, indices, value, position):
    shape = _shape_of_all(indices)
    lines = _lines(a, indices, shape, 0)
    if isinstance(value, (np.ndarray, tuple)):
        # The value may be a part of the array itself.
        rest = a.shape[len(indices) :]
        source = broadcast_view(np.array(value), rest[:position] + shape + rest[position:])
        rows = _moved_to_front(source, len(shape), position).reshape((len(lines[0]), *rest))
        for i in range(len(lines[0])):
            _put_at(a, lines, i, rows[i])
    else:
        for i in range(len(lines[0])):
            _put_at(a, lines, i, value)


def _moved_to_front(a, count, position):
    for i in range(count):
        a = np.moveaxis(a, position + i, i)
    return a
