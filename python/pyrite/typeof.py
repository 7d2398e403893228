"""The compiler's type of a Python value."""

from pyrite import _core
from pyrite.types.specs import from_spec

__all__ = ["typeof"]


def typeof(value, purpose=None):
    """The type that `value` has as an argument of a compiled function; TypingError when it can have none.

    A str has a type although it cannot be handed over yet.
    """
    if isinstance(value, str):
        from pyrite import types

        return types.unicode_type
    return from_spec(_core.typeof(value))
