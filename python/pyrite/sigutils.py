"""Signatures as people write them: strings, type objects, tuples of argument types."""

from pyrite.types.base import Type
from pyrite.types.signature import Signature


def is_signature(value):
    """Whether the value stands where a signature may."""
    return isinstance(value, (str, tuple, Signature))


def _names():
    from pyrite import types

    return {name: getattr(types, name) for name in dir(types) if not name.startswith("_")}


def parse(text):
    """The type or signature that a string like "float64(float64, int32[:, ::1])" spells."""
    try:
        return eval(text, {"__builtins__": {"None": None}}, _names())
    except NameError as error:
        raise NameError(f"{error} in the signature {text!r}{_nearest(error.name)}") from None
    except SyntaxError as error:
        raise ValueError(
            f"the signature {text!r} cannot be read ({error.msg}); write it like 'float64(int32, float64[:, ::1])'"
        ) from None


def _nearest(name):
    from difflib import get_close_matches

    found = get_close_matches(name, _names(), 1)
    return f"; did you mean {found[0]!r}?" if found else "; the names are those of pyrite.types"


def normalize_signature(value):
    """(argument types, result type or None) of a signature in any of its forms."""
    written = value
    if isinstance(value, str):
        value = parse(value)
    if isinstance(value, Signature):
        args, result = value.args, value.return_type
    elif isinstance(value, tuple):
        args, result = value, None
    else:
        raise TypeError(
            f"invalid signature: {written!r}; write a string, a tuple of types or types like float64(int32)"
        )
    for one in (*args, *([] if result is None else [result])):
        if not isinstance(one, Type):
            raise TypeError(
                f"invalid type in signature: expected a type instance, got {one!r}; the signature is {written!r}"
            )
    return args, result
