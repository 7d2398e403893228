"""Signatures and the type of values, under the names that Numba's users know."""

from pyrite.typeof import typeof
from pyrite.types.signature import Signature, signature

__all__ = ["Signature", "signature", "typeof"]
