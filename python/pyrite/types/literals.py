"""Types of values that are known at compile time."""

from pyrite.types.base import Dummy, Type
from pyrite.types.scalars import Boolean, Integer, boolean, int64, uint64, unicode_type


class Literal(Type):
    """A type with exactly one value."""

    def __init__(self, value):
        if type(self) is Literal:
            raise TypeError("use literal(value)")
        self._literal_value = value
        Type.__init__(self, f"Literal[{type(value).__name__}]({value})")

    @property
    def literal_value(self):
        return self._literal_value

    @property
    def key(self):
        return type(self._literal_value), self._literal_value


class IntegerLiteral(Literal, Integer):
    def __init__(self, value):
        Literal.__init__(self, value)
        self.literal_type = int64 if value < 1 << 63 else uint64
        self.bitwidth, self.signed = self.literal_type.bitwidth, self.literal_type.signed

    def unliteral(self):
        return self.literal_type


class BooleanLiteral(Literal, Boolean):
    literal_type = boolean

    def unliteral(self):
        return boolean


class StringLiteral(Literal, Dummy):
    literal_type = unicode_type

    def _spec(self):
        return ("static", self._literal_value)

    def unliteral(self):
        return unicode_type


class SliceLiteral(Literal, Dummy):
    pass


_CLASSES = {int: IntegerLiteral, bool: BooleanLiteral, str: StringLiteral, slice: SliceLiteral}


def literal(value):
    """The type of one value."""
    cls = _CLASSES.get(type(value))
    if cls is None:
        from pyrite.errors import LiteralTypingError

        raise LiteralTypingError(f"{value!r} of class {type(value).__name__} cannot be a literal")
    return cls(value)


def maybe_literal(value):
    """The literal type of the value, or None when it can have none."""
    return literal(value) if type(value) in _CLASSES else None


def unliteral(type_):
    return type_.unliteral()
