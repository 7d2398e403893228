"""The object cache, as people see it."""

from pyrite import _core


def statistics():
    """Folder, entries, bytes, and this process's hits, misses and rejected entries."""
    return _core.cache_statistics()


def clear():
    _core.clear_cache()


def report():
    numbers = statistics()
    rows = {
        "folder": numbers["folder"],
        "entries": numbers["entries"],
        "size": f"{numbers['bytes'] / 1e6:.1f} MB",
        "limit": _core.knob("PYRITE_CACHE_SIZE"),
    }
    return "\n".join(f"{name:9}{value}" for name, value in rows.items())
