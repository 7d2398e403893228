"""What compiled code may call beside Python and NumPy. All of it works in the interpreter too."""

__all__ = ["carray", "farray", "literal_unroll", "literally", "prange"]


class prange:
    """`range` whose iterations may run in parallel."""

    __pyrite_name__ = "builtins.range"  # one thread: see options.py

    def __new__(cls, *args):
        return range(*args)


def literally(value):
    """The value; compiled code is specialised for it."""
    return value


def literal_unroll(container):
    """The container; a compiled loop over it is unrolled."""
    return container


def _wrap(pointer, shape, dtype, order):
    import ctypes

    import numpy as np

    address = ctypes.cast(pointer, ctypes.c_void_p).value
    if dtype is None:
        dtype = getattr(pointer, "_type_", None)
        if dtype is None:
            raise TypeError("the pointer has no type: give a dtype")
    dtype = np.dtype(dtype)
    size = int(np.prod(shape)) * dtype.itemsize
    buffer = (ctypes.c_char * size).from_address(address)
    return np.frombuffer(buffer, dtype).reshape(shape, order=order)


def carray(pointer, shape, dtype=None):
    """An array over memory in C order."""
    return _wrap(pointer, shape, dtype, "C")


def farray(pointer, shape, dtype=None):
    """An array over memory in Fortran order."""
    return _wrap(pointer, shape, dtype, "F")


for _function in (carray, farray, literal_unroll):
    vars(_function)["__pyrite_name__"] = "pyrite." + _function.__name__
