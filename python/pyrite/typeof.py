"""The compiler's type of a Python value."""

from pyrite import _core
from pyrite.types.specs import from_spec

__all__ = ["typeof"]


def typeof(value, purpose=None):
    """The type that `value` has as an argument of a compiled function; TypingError when it can have none.

    A str has a type although it cannot be handed over yet. An object may name its type itself, by an attribute
    `_numba_type_`.
    """
    named = getattr(value, "_numba_type_", None)
    if named is not None:
        return named
    if isinstance(value, str):
        from pyrite import types

        return types.unicode_type
    return from_spec(_core.typeof(value))
