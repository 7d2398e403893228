"""Looking at arrays in other ways: views with more, fewer, exchanged, reversed or repeated axes."""

import numpy as np

from .intrinsics import as_strided, broadcast_view, refuse
from .registry import implements


def _axis(axis, ndim):
    """The axis counted from the front; axes are known at compile time."""
    if axis < -ndim or axis >= ndim:
        raise ValueError("axis is out of bounds for the array's dimension")
    return axis + ndim if axis < 0 else axis


@implements(np.expand_dims)
def expand_dims(a, axis):
    if not isinstance(a, np.ndarray):
        refuse('First argument "a" must be an array')
    if not isinstance(axis, (int, np.integer)):
        refuse('Argument "axis" must be an integer')
    return a[(slice(None),) * _axis(axis, a.ndim + 1) + (None,)]


@implements(np.squeeze, method="ndarray.squeeze")
def squeeze(a, axis):
    at = _axis(axis, a.ndim)
    if a.shape[at] != 1:
        raise ValueError("cannot select an axis to squeeze out which has size not equal to one")
    return as_strided(a, a.shape[:at] + a.shape[at + 1 :], a.strides[:at] + a.strides[at + 1 :])


@implements(np.atleast_1d)
def atleast_1d(ary):
    a = np.asarray(ary)
    return a.reshape(1) if a.ndim == 0 else a


@implements(np.atleast_2d)
def atleast_2d(ary):
    a = np.asarray(ary)
    if a.ndim == 0:
        return a.reshape(1, 1)
    return a[None, :] if a.ndim == 1 else a


@implements(np.atleast_3d)
def atleast_3d(ary):
    a = np.asarray(ary)
    if a.ndim == 0:
        return a.reshape(1, 1, 1)
    if a.ndim == 1:
        return a[None, :, None]
    return a[:, :, None] if a.ndim == 2 else a


@implements(np.swapaxes, method="ndarray.swapaxes")
def swapaxes(a, axis1, axis2):
    first = min(_axis(axis1, a.ndim), _axis(axis2, a.ndim))
    second = max(_axis(axis1, a.ndim), _axis(axis2, a.ndim))
    if first == second:
        return a
    return np.moveaxis(np.moveaxis(a, first, second), second - 1, first)


@implements(np.rollaxis)
def rollaxis(a, axis, start=0):
    source = _axis(axis, a.ndim)
    target = start + a.ndim if start < 0 else start
    return np.moveaxis(a, source, target - 1 if source < target else target)


@implements(np.flip)
def flip(m, axis=None):
    if axis is None:
        return m[(slice(None, None, -1),) * m.ndim]
    return m[(slice(None),) * _axis(axis, m.ndim) + (slice(None, None, -1),)]


@implements(np.fliplr)
def fliplr(m):
    return m[:, ::-1]


@implements(np.flipud)
def flipud(m):
    return m[::-1]


@implements(np.rot90)
def rot90(m, k=1):
    turns = k % 4
    if turns == 0:
        return m[::1]
    if turns == 1:
        return np.swapaxes(m[:, ::-1], 0, 1)
    if turns == 2:
        return m[::-1, ::-1]
    return np.swapaxes(m, 0, 1)[:, ::-1]


@implements(np.broadcast_to)
def broadcast_to(array, shape):
    return broadcast_view(np.asarray(array), shape)


def diagonal_view(a, offset):
    """A view of a diagonal of a matrix, writable if the matrix is."""
    rows, columns = a.shape
    part = a[:, offset:] if offset >= 0 else a[-offset:, :]
    length = min(rows, columns - offset) if offset >= 0 else min(rows + offset, columns)
    return as_strided(part, (max(length, 0),), (a.strides[0] + a.strides[1],))


@implements(np.diagonal, method="ndarray.diagonal")
def diagonal(a, offset=0):
    view = diagonal_view(a, offset)
    return broadcast_view(view, view.shape)


def _are_integers(x):
    if isinstance(x, tuple):
        return len(x) > 0 and isinstance(x[0], (int, np.integer))
    return isinstance(x, (int, np.integer))


@implements("numpy.lib.stride_tricks.sliding_window_view")
def sliding_window_view(x, window_shape, axis=None):
    if not _are_integers(window_shape):
        refuse("window_shape must be an integer or tuple of integer")
    if axis is not None and not _are_integers(axis):
        refuse("axis must be None, an integer or tuple of integer")
    if axis is None:
        return _windows(x, window_shape)
    if isinstance(axis, tuple):
        if not isinstance(window_shape, tuple) or len(window_shape) != len(axis):
            raise ValueError("Must provide matching length window_shape and axis")
        for at in axis:
            if at < -x.ndim or at >= x.ndim:
                raise ValueError("Argument axis out of bounds")
        if len(axis) > 3:
            refuse("windows over more than three axes chosen by a tuple are not compiled")
        view = _window(x, window_shape[0], _axis(axis[0], x.ndim))
        if len(axis) > 1:
            view = _window(view, window_shape[1], _axis(axis[1], x.ndim))
        if len(axis) > 2:
            view = _window(view, window_shape[2], _axis(axis[2], x.ndim))
        return view
    if isinstance(window_shape, tuple):
        if len(window_shape) != 1:
            raise ValueError("Must provide matching length window_shape and axis")
        return sliding_window_view(x, window_shape[0], axis)
    if axis < -x.ndim or axis >= x.ndim:
        raise ValueError("Argument axis out of bounds")
    return _window(x, window_shape, _axis(axis, x.ndim))


def _window(x, window_shape, axis):
    """Windows along one axis; their own axis comes last."""
    if window_shape < 0:
        raise ValueError("`window_shape` cannot contain negative values")
    moved = np.moveaxis(x, axis, -1)
    count = moved.shape[-1] - window_shape + 1
    if count <= 0:
        raise ValueError("window_shape cannot be larger than input array shape")
    shown = np.moveaxis(moved[..., :count], -1, axis)
    view = as_strided(shown, shown.shape + (window_shape,), shown.strides + (moved.strides[-1],))
    return broadcast_view(view, view.shape)


def _windows(x, window_shape):
    if isinstance(window_shape, tuple):
        sizes = window_shape
    else:
        sizes = (window_shape,)
    if len(sizes) != x.ndim:
        raise ValueError("Must provide matching length window_shape and axis: axis is None")
    for i in range(x.ndim):
        if sizes[i] < 0:
            raise ValueError("`window_shape` cannot contain negative values")
        if sizes[i] > x.shape[i]:
            raise ValueError("window_shape cannot be larger than input array shape")
    if x.ndim == 1:
        counts = (x.shape[0] - sizes[0] + 1,)
    elif x.ndim == 2:
        counts = (x.shape[0] - sizes[0] + 1, x.shape[1] - sizes[1] + 1)
    else:
        counts = (x.shape[0] - sizes[0] + 1, x.shape[1] - sizes[1] + 1, x.shape[2] - sizes[2] + 1)
    view = as_strided(x, counts + sizes, x.strides + x.strides)
    return broadcast_view(view, view.shape)


def _goes_outside(strides, axis, other, shape):
    """Whether `axis` belongs outside of `other` by the strides of most arrays: 1 or 0; -1 where no array tells."""
    answer = -1
    for i in range(len(strides)):
        mine = 0 if shape[axis] == 1 else abs(strides[i][axis])
        others = 0 if shape[other] == 1 else abs(strides[i][other])
        if mine == 0 or others == 0:
            continue
        if others <= mine:
            return 1  # arrays that disagree leave the axes as they are
        answer = 0
    return answer


@implements("pyrite.memory_order")
def memory_order(strides, shape):
    """The axes from the outermost in memory to the innermost, then for each whether it is walked backward."""
    ndim = len(shape)
    plan = np.empty(2 * ndim, np.int64)
    for i in range(ndim):
        plan[i] = i
    # From the innermost axis outward, each goes further inside as long as it is no farther apart.
    for i in range(ndim - 2, -1, -1):
        axis = plan[i]
        place = i
        for j in range(i + 1, ndim):
            outside = _goes_outside(strides, axis, plan[j], shape)
            if outside == 1:
                break
            if outside == 0:
                place = j
        for j in range(i, place):
            plan[j] = plan[j + 1]
        plan[place] = axis
    for i in range(ndim):
        forward, backward = False, False
        for k in range(len(strides)):
            if shape[plan[i]] != 1:
                forward = forward or strides[k][plan[i]] > 0
                backward = backward or strides[k][plan[i]] < 0
        plan[ndim + i] = 1 if backward and not forward else 0
    return plan


@implements("pyrite.strides_of_reshaped")
def strides_of_reshaped(shape, strides, new_shape, item_size, new_strides):
    """Whether an array of these strides can be looked at in the new shape without a copy; fills in the new strides.

    Groups of old axes and of new axes that hold equally many elements belong together; the axes of an old group must
    follow each other in memory as those of a contiguous array do. Axes of size 1 do not matter.
    """
    old_axis = 0
    new_axis = 0
    for size in shape:
        if size == 0:
            step = item_size
            for i in range(len(new_shape) - 1, -1, -1):
                new_strides[i] = step
                step *= max(new_shape[i], 1)
            return True
    while new_axis < len(new_shape):
        if new_shape[new_axis] == 1:
            new_strides[new_axis] = item_size
            new_axis += 1
            continue
        while shape[old_axis] == 1:
            old_axis += 1
        old_start, new_start = old_axis, new_axis
        old_count, new_count = shape[old_axis], new_shape[new_axis]
        old_axis += 1
        new_axis += 1
        while old_count != new_count:
            if old_count < new_count:
                old_count *= shape[old_axis]
                old_axis += 1
            else:
                new_count *= new_shape[new_axis]
                new_axis += 1
        last = -1
        for axis in range(old_start, old_axis):
            if shape[axis] == 1:
                continue
            if last >= 0 and strides[last] != shape[axis] * strides[axis]:
                return False
            last = axis
        step = strides[last]
        for axis in range(new_axis - 1, new_start - 1, -1):
            new_strides[axis] = step
            step *= new_shape[axis]
    return True
