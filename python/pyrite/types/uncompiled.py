"""Types that can be named, in annotations and signatures, but whose values are not compiled."""

from pyrite.types.base import Callable, Dummy, Hashable, Opaque, Type


class _Parametrised(Type):
    def __init__(self, *parameters, **options):
        self.parameters = (*parameters, *sorted(options.items()))
        inner = ", ".join([*map(str, parameters), *(f"{name}={value}" for name, value in options.items())])
        super().__init__(f"{type(self).__name__}({inner})")

    @property
    def key(self):
        return tuple(map(_hashable, self.parameters))


def _hashable(parameter):
    try:
        hash(parameter)
    except TypeError:
        return repr(parameter)
    return parameter


def _declare(base, names):
    for name in names.split():
        globals()[name] = type(name, (base,), {"__module__": __name__, "__doc__": f"{name}: not compiled."})


_declare(
    _Parametrised,
    """
    ListType LiteralList LiteralStrKeyDict DictType Set SetType Record
    UnicodeCharSeq CharSeq StructRef CPointer EnumClass IntEnumClass Generator
    BoundFunction
    ExternalFunctionPointer ClassInstanceType ClassType FunctionType WrapperAddressProtocol NumpyNdIterType
    NestedArray ContextManager DeferredType
    """,
)


class EnumMember(Type):
    """A member of an Enum class; `dtype`, the type of its value, is not part of the type."""

    kind = "Enum"

    def __init__(self, instance_class, dtype=None):
        self.instance_class, self.dtype = instance_class, dtype
        super().__init__(f"{self.kind}<{instance_class.__qualname__}>")

    @property
    def key(self):
        return self.instance_class

    def _spec(self):
        return ("enum", self.instance_class)


class IntEnumMember(EnumMember):
    kind = "IntEnum"


# NumPy's own numbers of the units of time.
UNIT_CODES = {
    "Y": 0, "M": 1, "W": 2, "D": 4, "h": 5, "m": 6, "s": 7, "ms": 8, "us": 9, "ns": 10, "ps": 11, "fs": 12, "as": 13, "": 14,
}  # fmt: skip


class _Time(Type):
    """A dtype of times in some unit."""

    dtype_name: str

    def __init__(self, unit):
        self.unit = unit
        self.unit_code = UNIT_CODES[unit]
        super().__init__(f"{self.dtype_name}[{unit}]" if unit else self.dtype_name)

    def _spec(self):
        return ("time", self.name)

    def cast_python_value(self, value):
        import numpy

        return getattr(numpy, self.dtype_name)(value, *([self.unit] if self.unit else []))


class NPDatetime(_Time):
    dtype_name = "datetime64"


class NPTimedelta(_Time):
    dtype_name = "timedelta64"


CompileResultWAP = type("CompileResultWAP", (_Parametrised, Callable), {"__module__": __name__})
voidptr = Opaque("void*")
npy_rng = Dummy("rng")
npy_bitgen = Dummy("bitgen")
undefined = Dummy("undefined")
misc_hashable = Hashable("hashable")
