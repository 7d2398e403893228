"""What compiled code may know of classes written in Python: enums, dataclasses and plain classes. The bridge asks."""

import dataclasses
import dis
import enum
import types
import typing
from typing import Any

# Special members that compiled code neither calls nor would change the meaning of by not calling them.
_HARMLESS = frozenset(
    """__abstractmethods__ __aenter__ __aexit__
    __annotate__ __annotate_func__ __annotations__ __annotations_cache__ __class_getitem__
    __classcell__ __classdictcell__ __copy__ __dataclass_fields__ __dataclass_params__ __deepcopy__ __dict__ __doc__
    __firstlineno__ __format__ __getnewargs__ __getstate__ __hash__ __init_subclass__ __match_args__ __module__
    __orig_bases__ __parameters__ __qualname__ __reduce__ __reduce_ex__ __replace__ __repr__ __setstate__ __sizeof__
    __slotnames__ __slots__ __static_attributes__ __str__ __subclasshook__ __weakref__ __type_params__ _abc_impl""".split()
)
# Those that it calls, as methods.
_CALLED = frozenset(
    """__add__ __and__ __bool__ __call__ __contains__ __delitem__ __divmod__ __enter__ __eq__ __exit__ __floordiv__ __ge__
    __getitem__ __gt__ __iadd__ __iand__ __ifloordiv__ __ilshift__ __imatmul__ __imod__ __imul__ __init__ __invert__
    __ior__ __ipow__ __irshift__ __isub__ __itruediv__ __ixor__ __le__ __len__ __lshift__ __lt__ __matmul__ __mod__
    __mul__ __ne__ __neg__ __or__ __pos__ __post_init__ __pow__ __radd__ __rand__ __rfloordiv__ __rlshift__
    __rmatmul__ __rmod__ __rmul__ __ror__ __rpow__ __rrshift__ __rshift__ __rsub__ __rtruediv__ __rxor__ __setitem__
    __sub__ __truediv__ __xor__ __abs__ __float__ __int__ __index__ __complex__ __round__ __iter__""".split()
)
_OVER_ENUM = (
    "__eq__",
    "__ne__",
    "__bool__",
    "__lt__",
    "__le__",
    "__gt__",
    "__ge__",
    "__getattribute__",
    "__getattr__",
)
_BASES = (object, typing.Generic) + ((typing.Protocol,) if hasattr(typing, "Protocol") else ())


def keeps_arguments(cls: Any) -> bool:
    """Whether exceptions of the class have what they are made with as their `args`."""
    if not issubclass(cls, Exception):
        return cls in (BaseException, KeyboardInterrupt, SystemExit, GeneratorExit)
    own = ("__init__", "__new__", "__getattribute__", "__setattr__", "args")
    for owner in cls.__mro__:
        if owner.__module__ == "builtins":
            if owner.__name__ == "BaseExceptionGroup":
                return False
        elif any(name in vars(owner) for name in own):
            return False
    return True


def enum_class(cls: Any) -> Any:
    """(name, is_integer, members, names, values); None where its members are more than names of values."""
    if not isinstance(cls, enum.EnumMeta) or issubclass(cls, enum.Flag):
        return None
    kind = getattr(cls, "_member_type_", None)
    if kind not in (object, int):
        return None
    for owner in cls.__mro__:
        if owner.__module__ == "enum" or owner in (int, object):
            continue
        if any(name in vars(owner) for name in _OVER_ENUM):
            return None
    iterable: Any = cls
    members = tuple(iterable)
    if kind is int and any(int(member) != member.value for member in members):
        return None
    return (
        cls.__qualname__,
        kind is int,
        members,
        tuple(member.name for member in members),
        tuple(member.value for member in members),
    )


def _is_made(function):
    """Whether dataclass wrote the function."""
    code = getattr(function, "__code__", None)
    return code is not None and code.co_filename == "<string>"


def _is_frozen(cls):
    return "__dataclass_params__" in vars(cls) and vars(cls)["__dataclass_params__"].frozen


def _assigned(function):
    """Names of attributes that the function assigns, of any object."""
    return [one.argval for one in dis.get_instructions(function) if one.opname == "STORE_ATTR"]


def _member(value):
    if isinstance(value, staticmethod):
        return "static", value.__func__
    if isinstance(value, classmethod):
        return "class", value.__func__
    if isinstance(value, property):
        return ("property", value.fget) if value.fset is None else None
    if isinstance(value, types.FunctionType) or hasattr(value, "py_func"):
        return "method", value
    if isinstance(value, (types.MemberDescriptorType, types.GetSetDescriptorType)):
        return None
    return "value", value


def user_class(cls):
    """(name, is_frozen, is_dataclass, fields, members); a text: why its objects are refused; None: no such class.

    A field is (name, is_parameter, is_keyword_only, is_compared, what its default is, default), a member (name, role,
    object, is_made).
    """
    if type(cls) is not type and type(cls).__module__ != "abc" and type(cls).__module__ != "typing":
        return None
    if cls.__module__ == "builtins" or cls.__module__.partition(".")[0] == "pyrite":
        return None
    members: dict = {}
    assigned: list = []
    for owner in cls.__mro__:
        if owner in _BASES:
            continue
        if not owner.__flags__ & (1 << 9) or owner.__module__ == "builtins":  # no class of Python's
            return None
        made_frozen = _is_frozen(owner)
        for name, value in vars(owner).items():
            if name in _HARMLESS or name.startswith("_abc_"):
                continue
            if name in ("__setattr__", "__delattr__") and made_frozen:
                continue
            if name.startswith("__") and name.endswith("__") and name not in _CALLED:
                return f"it defines {name}"
            kind = _member(value)
            if kind is None:
                if isinstance(value, property):
                    return f"its property {name} has a setter"
                continue
            members.setdefault(
                name, (name, *kind, _is_made(kind[1]))
            )  # what is hidden may be called by its class
            if kind[0] in ("method", "property") and not _is_made(kind[1]):
                assigned += _assigned(getattr(kind[1], "py_func", kind[1]))
    fields: list = []
    known = set()
    is_dataclass = dataclasses.is_dataclass(cls)
    if is_dataclass:
        for field in dataclasses.fields(cls):
            default: tuple = ("none", None)
            if field.default_factory is not dataclasses.MISSING:
                default = ("factory", field.default_factory)
            elif field.default is not dataclasses.MISSING:
                default = ("value", field.default)
            keyword_only = bool(getattr(field, "kw_only", False))
            fields.append((field.name, field.init, keyword_only, field.compare, *default))
            known.add(field.name)
        if any(str(one._field_type) == "_FIELD_INITVAR" for one in cls.__dataclass_fields__.values()):
            return "it has an InitVar"
    for name in assigned:
        if name not in known:
            known.add(name)
            fields.append((name, False, False, False, "none", None))
    return cls.__name__, _is_frozen(cls), is_dataclass, tuple(fields), tuple(members.values())
