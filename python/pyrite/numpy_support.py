"""Types from dtypes and back."""

from pyrite import types
from pyrite.errors import PyriteNotImplementedError

_BY_KIND = {
    "b": lambda size: types.boolean,
    "i": lambda size: types.Integer.from_bitwidth(8 * size, True),
    "u": lambda size: types.Integer.from_bitwidth(8 * size, False),
    "f": {2: types.float16, 4: types.float32, 8: types.float64}.__getitem__,
    "c": {8: types.complex64, 16: types.complex128}.__getitem__,
}


def _version():
    import numpy

    return tuple(map(int, numpy.__version__.split(".")[:2]))


def from_dtype(dtype):
    """The type of an array's elements."""
    import numpy

    dtype = numpy.dtype(dtype)
    if dtype.isnative and dtype.kind in _BY_KIND:
        try:
            return _BY_KIND[dtype.kind](dtype.itemsize)
        except KeyError:
            pass
    if dtype.isnative and dtype.kind in "Mm":
        unit, count = numpy.datetime_data(dtype)
        if count == 1:
            return (types.NPDatetime if dtype.kind == "M" else types.NPTimedelta)(
                "" if unit == "generic" else unit
            )
    raise PyriteNotImplementedError(f"dtype {dtype} is not supported")


def as_dtype(type_):
    """The dtype of an element type, or of an array's elements."""
    import numpy

    type_ = type_.unliteral()
    if isinstance(type_, types.Array):
        return as_dtype(type_.dtype)
    if isinstance(type_, types.Boolean):
        return numpy.dtype("?")
    if isinstance(type_, (types.Integer, types.Float, types.Complex)):
        return numpy.dtype(type_.name)
    if isinstance(type_, (types.NPDatetime, types.NPTimedelta)):
        return numpy.dtype(type_.name)
    if isinstance(type_, (types.EnumMember, types.IntEnumMember)):
        return as_dtype(type_.dtype)
    raise PyriteNotImplementedError(f"{type_} has no dtype")


def map_arrayscalar_type(value):
    """The type of a NumPy scalar."""
    return from_dtype(value.dtype)


def is_contiguous(array):
    return array.flags["C_CONTIGUOUS"]


def is_fortran(array):
    return array.flags["F_CONTIGUOUS"]


def __getattr__(name):
    if name == "numpy_version":
        return _version()
    raise AttributeError(f"module 'pyrite.numpy_support' has no attribute {name!r}")
