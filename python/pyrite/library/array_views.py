"""Looking at arrays in other ways: the strides of reshaped arrays."""

from .registry import implements


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
