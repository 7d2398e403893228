"""Types from what the compiler core says of them; see python/bridge/type_spec.hpp."""

from types import ModuleType
from typing import Any

from pyrite.types import scalars
from pyrite.types.base import Dummy, Type
from pyrite.types.containers import (
    BUFFERS,
    Array,
    BaseTuple,
    Dispatcher,
    DType,
    Function,
    List,
    Module,
    NumberClass,
    Optional,
    StaticValue,
    TypeRef,
)
from pyrite.types.literals import StringLiteral

_FLOATS = {16: scalars.float16, 32: scalars.float32, 64: scalars.float64}
_COMPLEXES = {64: scalars.complex64, 128: scalars.complex128}
_SIMPLE = {
    "bool": scalars.boolean,
    "none": scalars.none,
    "ellipsis": scalars.ellipsis,
    "string": scalars.unicode_type,
    "range": scalars.range_type,
}


def _static(value):
    from pyrite.dispatcher import is_jitted

    if is_jitted(value):
        return Dispatcher(value)
    if isinstance(value, str):
        return StringLiteral(value)
    if isinstance(value, ModuleType):
        return Module(value)
    if isinstance(value, Type):
        return TypeRef(value)
    if isinstance(value, type):
        return NumberClass(value)
    if type(value).__name__.endswith("DType") or type(value).__name__ == "dtype":
        return DType(value)
    return Function(value) if callable(value) else StaticValue(value)


def _time(name):
    from pyrite.types.uncompiled import NPDatetime, NPTimedelta

    dtype, _, unit = name.rstrip("]").partition("[")
    return (NPTimedelta if dtype == "timedelta64" else NPDatetime)(unit)


def _enum(cls):
    from pyrite.types.uncompiled import EnumMember, IntEnumMember

    return (IntEnumMember if issubclass(cls, int) else EnumMember)(cls)


def _buffer(cls, array):
    return cls(array.dtype, array.ndim, array.layout, array.readonly)


_READERS: dict[str, Any] = {
    "int": lambda bits, signed: scalars.INTEGERS[bits, bool(signed)],
    "float": _FLOATS.__getitem__,
    "complex": _COMPLEXES.__getitem__,
    "array": lambda dtype, ndim, layout, readonly, aligned: Array(
        from_spec(dtype), ndim, layout, readonly=readonly, aligned=aligned
    ),
    "time": lambda name: _time(name),
    "buffer": lambda name, array: _buffer(BUFFERS[name], from_spec(array)),
    "tuple": lambda items: BaseTuple.from_types(map(from_spec, items)),
    "namedtuple": lambda cls, items: BaseTuple.from_types(map(from_spec, items), cls),
    "list": lambda item: List(from_spec(item), reflected=True),
    "optional": lambda item: Optional(from_spec(item)),
    "slice": lambda start, stop, step: scalars.slice2_type if step == ("none",) else scalars.slice3_type,
    "enum": lambda cls: _enum(cls),
    "static": _static,
    "other": Dummy,
}


def from_spec(spec):
    """The type object of a spec."""
    kind = spec[0]
    if kind in _SIMPLE:
        return _SIMPLE[kind]
    return _READERS[kind](*spec[1:])
