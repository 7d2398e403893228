"""Arrays, tuples, optional values and values known by identity."""

from typing import Any

from pyrite.types.base import Callable, Hashable, Opaque, Type


class ArrayCompatible(Type):
    """What behaves as an array."""


class Buffer(ArrayCompatible):
    """Memory of elements."""


class Array(Buffer):
    mutable = True

    def __init__(self, dtype, ndim, layout, readonly=False, name=None, aligned=True):
        if layout not in ("C", "F", "A"):
            raise ValueError(f"the layout of an array is 'C', 'F' or 'A', not {layout!r}")
        self.dtype, self.ndim, self.layout, self.aligned = dtype, ndim, layout, aligned
        self.readonly = readonly
        self.mutable = not readonly
        kind = ("" if self.mutable else "readonly ") + ("" if aligned else "unaligned ") + "array"
        super().__init__(name or f"{kind}({dtype}, {ndim}d, {layout})")

    @property
    def key(self):
        return self.dtype, self.ndim, self.layout, self.mutable, self.aligned

    @property
    def is_c_contig(self):
        return self.layout == "C" or (self.ndim <= 1 and self.layout in "CF")

    @property
    def is_f_contig(self):
        return self.layout == "F" or (self.ndim <= 1 and self.layout in "CF")

    @property
    def is_contig(self):
        return self.layout in "CF"

    def copy(self, dtype=None, ndim=None, layout=None, readonly=None):
        return Array(
            dtype or self.dtype,
            self.ndim if ndim is None else ndim,
            layout or self.layout,
            not self.mutable if readonly is None else readonly,
            aligned=self.aligned,
        )

    def _spec(self):
        return ("array", self.dtype._spec(), self.ndim, self.layout, not self.mutable, self.aligned)

    def __repr__(self):
        return (
            f"Array({self.dtype}, {self.ndim}, {self.layout!r}, {not self.mutable}, aligned={self.aligned})"
        )


class _BufferOver(Buffer):
    """An object of Python's own that gives access to memory of elements."""

    python_name: str
    is_readonly = False
    mutable = True

    def __init__(self, dtype, ndim, layout, readonly=None):
        self.dtype, self.ndim, self.layout = dtype, ndim, layout
        self.readonly = self.is_readonly if readonly is None else readonly
        self.mutable = not self.readonly
        super().__init__(
            f"{'readonly ' if self.readonly else ''}{self.python_name}({dtype}, {ndim}d, {layout})"
        )

    @property
    def key(self):
        return self.dtype, self.ndim, self.layout, self.readonly

    def _spec(self):
        array = Array(self.dtype, self.ndim, self.layout, readonly=self.readonly)
        return ("buffer", self.python_name, array._spec())


class Bytes(_BufferOver):
    python_name = "bytes"
    is_readonly = True


class ByteArray(_BufferOver):
    python_name = "bytearray"


class MemoryView(_BufferOver):
    python_name = "memoryview"


class PyArray(_BufferOver):
    python_name = "array.array"


BUFFERS = {one.python_name: one for one in (Bytes, ByteArray, MemoryView, PyArray)}


class BaseTuple(Hashable):
    """Tuples of every kind."""

    types: tuple

    @classmethod
    def from_types(cls, types, pyclass=None):
        types = tuple(types)
        is_uniform = bool(types) and all(one == types[0] for one in types)
        if pyclass is not None and pyclass is not tuple:
            if is_uniform:
                return NamedUniTuple(types[0], len(types), pyclass)
            return NamedTuple(types, pyclass)
        return UniTuple(types[0], len(types)) if is_uniform else _plain_tuple(types)

    def __getitem__(self, index):
        return self.types[index]

    def __iter__(self):
        return iter(self.types)

    def __len__(self):
        return len(self.types)

    def _spec(self):
        return ("tuple", tuple(one._spec() for one in self.types))


class BaseAnonymousTuple(BaseTuple):
    pass


class _HomogeneousTuple:
    dtype: Type
    count: int

    @property
    def types(self):
        return (self.dtype,) * self.count


class _HeterogeneousTuple:
    types: tuple

    @property
    def count(self):
        return len(self.types)


class UniTuple(BaseAnonymousTuple, _HomogeneousTuple):
    def __init__(self, dtype, count):
        self.dtype, self.count = dtype, count
        super().__init__(f"UniTuple({dtype} x {count})")

    @property
    def key(self):
        return self.dtype, self.count


class Tuple(BaseAnonymousTuple, _HeterogeneousTuple):
    """`Tuple([int64, float64])`; of equal types it is a UniTuple."""

    def __new__(cls, types):
        types = tuple(types)
        if types and all(one == types[0] for one in types):
            return UniTuple(types[0], len(types))
        return super().__new__(cls)

    def __init__(self, types):
        self.types = tuple(types)
        super().__init__(f"Tuple({', '.join(map(str, self.types))})" if self.types else "Tuple()")

    @property
    def key(self):
        return self.types


def _plain_tuple(types):
    return Tuple(types)


class BaseNamedTuple(BaseTuple):
    instance_class: Any

    def _spec(self):
        return ("namedtuple", self.instance_class, tuple(one._spec() for one in self.types))

    @property
    def fields(self):
        return self.instance_class._fields

    @property
    def key(self):
        return self.instance_class, self.types


class NamedTuple(BaseNamedTuple, _HeterogeneousTuple):
    def __init__(self, types, cls):
        self.types, self.instance_class = tuple(types), cls
        super().__init__(f"{cls.__name__}({', '.join(map(str, self.types))})")


class NamedUniTuple(BaseNamedTuple, _HomogeneousTuple):
    def __init__(self, dtype, count, cls):
        self.dtype, self.count, self.instance_class = dtype, count, cls
        super().__init__(f"{cls.__name__}({dtype} x {count})")


class Optional(Type):
    """A value of the type, or None."""

    def __init__(self, item):
        if isinstance(item, Optional):
            item = item.type
        self.type: Type = item
        super().__init__(f"OptionalType({item})")

    @property
    def key(self):
        return self.type

    def _spec(self):
        return ("optional", self.type._spec())


class List(Type):
    """A list of items of one type. Lists that come in are copied, and written back when the call ends."""

    mutable = True

    def __init__(self, dtype, reflected=False):
        self.dtype: Type = dtype
        self.reflected = reflected
        super().__init__(f"reflected list({dtype})<iv=None>" if reflected else f"list({dtype})")

    @property
    def key(self):
        return self.dtype, self.reflected

    def __getitem__(self, index):
        """`lists[0]` is the type of an item; with slices, an array type."""
        return self.dtype if isinstance(index, int) else super().__getitem__(index)

    def _spec(self):
        return ("list", self.dtype._spec())


def optional(item):
    return Optional(item)


class _ByIdentity(Opaque):
    """A value known at compile time: a function, module, class or dtype."""

    def __init__(self, value, name):
        self.value = value
        super().__init__(name)

    @property
    def key(self):
        return id(self.value)

    def _spec(self):
        return ("static", self.value)


class Dispatcher(_ByIdentity, Callable):
    def __init__(self, dispatcher):
        super().__init__(dispatcher, f"type({dispatcher!r})")
        self.dispatcher = dispatcher


class Function(_ByIdentity, Callable):
    def __init__(self, function):
        super().__init__(function, f"Function({function!r})")


class Module(_ByIdentity):
    def __init__(self, module):
        super().__init__(module, f"Module({module})")
        self.pymod = module


class DType(_ByIdentity):
    """A dtype object."""

    def __init__(self, value):
        super().__init__(value, f"dtype({value})")

    @property
    def dtype(self):
        from pyrite.numpy_support import from_dtype

        return from_dtype(self.value)


class NumberClass(_ByIdentity, Callable):
    """int, float, numpy.float32 … as values."""

    def __init__(self, value):
        name = value.__name__ if isinstance(value, type) else str(value)
        super().__init__(value, f"class({name})")


class TypeRef(_ByIdentity):
    """A type as a value."""

    def __init__(self, value):
        super().__init__(value, f"typeref[{value}]")
        self.instance_type = value


class StaticValue(_ByIdentity):
    """Any other object known by identity."""

    def __init__(self, value):
        super().__init__(value, f"static({value!r})")
