"""Types that can be named, in annotations and signatures, but whose values are not compiled."""

from pyrite.types.base import Callable, Dummy, Hashable, Opaque, Type
from pyrite.types.containers import Buffer


class _Parametrised(Type):
    def __init__(self, *parameters, **options):
        self.parameters = parameters
        inner = ", ".join([*map(str, parameters), *(f"{name}={value}" for name, value in options.items())])
        super().__init__(f"{type(self).__name__}({inner})")

    @property
    def key(self):
        return self.name


def _declare(base, names):
    for name in names.split():
        globals()[name] = type(name, (base,), {"__module__": __name__, "__doc__": f"{name}: not compiled."})


_declare(
    _Parametrised,
    """
    List ListType LiteralList LiteralStrKeyDict DictType Set SetType NPTimedelta NPDatetime Record
    UnicodeCharSeq CharSeq StructRef CPointer EnumMember IntEnumMember EnumClass IntEnumClass Generator
    BoundFunction
    ExternalFunctionPointer ClassInstanceType ClassType FunctionType WrapperAddressProtocol NumpyNdIterType
    NestedArray ContextManager DeferredType
    """,
)
_declare(Buffer, "Bytes ByteArray MemoryView PyArray")
CompileResultWAP = type("CompileResultWAP", (_Parametrised, Callable), {"__module__": __name__})
voidptr = Opaque("void*")
npy_rng = Dummy("rng")
npy_bitgen = Dummy("bitgen")
undefined = Dummy("undefined")
misc_hashable = Hashable("hashable")
