"""What library code may ask the compiler beside plain Python: each also runs under the interpreter."""

import numpy as np


def intrinsic(function):
    """Marks a function that the compiler knows by name; its body is what it does when it is not compiled."""
    function.__pyrite_name__ = "pyrite." + function.__name__
    return function


@intrinsic
def sum_type(a, dtype=None):
    """The type that NumPy sums elements of `a` in: the platform's integer for narrower ones and booleans."""
    if dtype is not None:
        return np.dtype(dtype).type
    if a.dtype.kind == "b":
        return np.int64
    if a.dtype.kind == "i":
        return np.int64
    if a.dtype.kind == "u":
        return np.uint64
    return a.dtype.type


@intrinsic
def mean_type(a, dtype=None):
    """The type of the mean of elements of `a`: float64 for integers and booleans."""
    if dtype is not None:
        return np.dtype(dtype).type
    if a.dtype.kind in "bui":
        return np.float64
    return a.dtype.type


@intrinsic
def is_floating(kind):
    """Whether a type is of floating point or complex numbers."""
    return np.dtype(kind).kind in "fc"


@intrinsic
def elementwise(function, *operands):
    """Applies a function of scalars to each element of arrays, or once where all operands are scalars."""
    if any(isinstance(operand, np.ndarray) for operand in operands):
        return np.vectorize(function)(*operands)
    return function(*operands)


@intrinsic
def kind_of(x):
    """The kind of a number or of an array's elements: "b", "i", "u", "f" or "c"."""
    return np.asarray(x).dtype.kind


@intrinsic
def as_strided(x, shape=None, strides=None):
    """A view of the array's memory with any shape and strides, unchecked."""
    return np.lib.stride_tricks.as_strided(x, shape, strides)


@intrinsic
def broadcast_view(a, shape):
    """The array as if it had that shape, read-only."""
    return np.broadcast_to(a, shape)


@intrinsic
def layout_of(a):
    """What is known at compile time of the order of an array's elements: "C", "F" or "A" (any)."""
    return "C" if a.flags.c_contiguous else "F" if a.flags.f_contiguous else "A"


@intrinsic
def refuse(message):
    """Refuses the program at compile time where inference reaches this call."""
    raise TypeError(message)


@intrinsic
def is_array_like(x):
    """Whether an array can be made of it: an array, a number or nested tuples of these."""
    if isinstance(x, (tuple, list)):
        return all(is_array_like(item) for item in x)
    return isinstance(x, (np.ndarray, np.generic, bool, int, float, complex))


@intrinsic
def text_codes(text):
    """The code points of a str, not to be written to."""
    return np.array([ord(character) for character in text], np.uint32)


@intrinsic
def text_of(codes):
    """The str of the code points, which nobody may change any more."""
    return "".join(map(chr, codes))
