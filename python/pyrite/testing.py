"""Services for tests: memory counts, and a guard that refuses compilation."""

import contextlib
import gc
import sys
from collections import namedtuple

from pyrite import _core

AllocationStats = namedtuple("AllocationStats", ["alloc", "free", "mi_alloc", "mi_free"])


def get_allocation_stats():
    """How many blocks compiled code allocated and freed in this process.

    Where objects are not freed at once (PyPy), those that nothing refers to are freed first.
    """
    if sys.implementation.name != "cpython":
        for _ in range(3):  # an array; then the owner of its memory; then what that owner held
            allocated, freed, _ = _core.allocation_counts()
            if allocated == freed:
                break
            gc.collect()
    allocated, freed, _ = _core.allocation_counts()
    return AllocationStats(allocated, freed, allocated, freed)


@contextlib.contextmanager
def forbid_codegen():
    """Inside it a compilation is a RuntimeError."""
    _core.forbid_compilation(True)
    try:
        yield
    finally:
        _core.forbid_compilation(False)


def compilation_count():
    return _core.compilation_count()
