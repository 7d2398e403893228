"""Services for tests: memory counts, and a guard that refuses compilation."""

import contextlib
from collections import namedtuple

from pyrite import _core

AllocationStats = namedtuple("AllocationStats", ["alloc", "free", "mi_alloc", "mi_free"])


def get_allocation_stats():
    """How many blocks compiled code allocated and freed in this process."""
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
