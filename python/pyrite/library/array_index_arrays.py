"""Indexing by one array of integers or booleans: a[i], a[:, i], a[mask] and their assignment. Out of range: IndexError."""

import numpy as np

from .intrinsics import broadcast_view, kind_of, refuse
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
        if index.ndim != 1:
            refuse("assigning an array to elements chosen by an array of several dimensions is not compiled")
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
