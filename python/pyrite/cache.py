"""The object cache, as people see it."""

from pyrite import _core


def statistics():
    """Folder, entries, bytes, and this process's hits, misses and rejected entries."""
    return _core.cache_statistics()


def clear():
    _core.clear_cache()


def report():
    numbers = statistics()
    size = numbers["bytes"] / 1e6
    return f"folder   {numbers['folder']}\nentries  {numbers['entries']}\nsize     {size:.1f} MB\nlimit    {_core.knob('PYRITE_CACHE_SIZE')}"
