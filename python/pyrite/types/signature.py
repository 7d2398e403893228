"""Signatures: `float64(int32, float64)`."""

from pyrite.types.base import Type


class Signature:
    """A result type (None: to be inferred) and argument types."""

    __slots__ = ("args", "return_type")

    def __init__(self, return_type, args, recvr=None, pysig=None):
        self.return_type = return_type
        self.args = tuple(args)

    recvr = None
    pysig = None

    def replace(self, return_type=None, args=None):
        return Signature(return_type or self.return_type, self.args if args is None else args)

    def is_precise(self):
        return self.return_type is not None

    def __eq__(self, other):
        if not isinstance(other, Signature):
            return NotImplemented
        return self.args == other.args and self.return_type == other.return_type

    def __hash__(self):
        return hash((self.args, self.return_type))

    def __repr__(self):
        return f"({', '.join(map(str, self.args))}) -> {self.return_type}"

    def __call__(self, *args):
        """A signature is no type: `float64(int32)(int32)` is a mistake."""
        raise TypeError(f"{self} is a signature and takes no arguments")


def signature(return_type, *args):
    for one in args:
        if not isinstance(one, Type):
            raise TypeError(f"a signature is made of types, not {one!r}")
    return Signature(return_type, args)
