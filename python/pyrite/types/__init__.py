"""Types of compiled code, under Numba's names: `float64[:, ::1]`, `UniTuple(int64, 3)`, `float64(int32)`."""

from pyrite.types.base import *  # noqa: F403
from pyrite.types.base import Type  # noqa: F401
from pyrite.types.containers import *  # noqa: F403
from pyrite.types.literals import *  # noqa: F403
from pyrite.types.scalars import *  # noqa: F403
from pyrite.types.signature import Signature, signature  # noqa: F401
from pyrite.types.uncompiled import *  # noqa: F403


def __getattr__(name):
    if name in ("misc", "abstract", "npytypes", "functions"):  # modules of Numba whose names are all here
        import sys

        return sys.modules[__name__]
    raise AttributeError(f"module 'pyrite.types' has no attribute {name!r}")
