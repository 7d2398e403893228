"""pyrite: compiles Python's numerical code to machine code.

Names are loaded on first use, so `import pyrite` costs next to nothing.
"""

__version__ = "0.1.0"

_HOMES = {
    "decorators": ("jit", "njit", "jit_module", "generated_jit"),
    "dispatcher": ("is_jitted",),
    "typeof": ("typeof",),
    "ufuncs": ("vectorize", "guvectorize"),
    "errors": ("PyriteError", "PyriteWarning", "TypingError", "UnsupportedError"),
    "language": ("prange", "literally", "literal_unroll", "carray", "farray"),
    "object_blocks": ("objmode",),
    "numpy_support": ("from_dtype", "as_dtype"),
    "threads": ("set_num_threads", "get_num_threads", "threading_layer"),
    "types": tuple(
        """
        boolean bool_ b1 byte char uchar short ushort int_ uint long_ ulong longlong ulonglong intc uintc
        intp uintp ssize_t size_t int8 int16 int32 int64 uint8 uint16 uint32 uint64 i1 i2 i4 i8 u1 u2 u4 u8
        float16 float32 float64 float_ double f2 f4 f8 complex64 complex128 c8 c16
        void none optional Signature signature
        """.split()
    ),
}
_SUBMODULES = frozenset(
    """
    cache compat config dispatcher errors extending library numpy_support object_blocks sigutils testing threads types
    typing ufuncs utils
    """.split()
)
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}

__all__ = sorted([*_HOME_OF, "config", "errors", "extending", "types"])


def __getattr__(name):
    from importlib import import_module

    if name in _HOME_OF:
        module = import_module("pyrite." + _HOME_OF[name])
        value = getattr(module, name)
        globals()[name] = value  # also over a submodule of the same name (typeof)
        return value
    if name in _SUBMODULES:
        return import_module("pyrite." + name)
    raise AttributeError(f"module 'pyrite' has no attribute {name!r}")


def __dir__():
    return sorted({*globals(), *__all__, *_SUBMODULES})
