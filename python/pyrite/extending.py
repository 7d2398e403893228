"""Ways to teach the compiler: so far, functions that compiled code may call."""

from pyrite.dispatcher import is_jitted

__all__ = ["is_jitted", "register_jitable"]


def register_jitable(*args, **options):
    """Marks a function as callable from compiled code. Every Python function is; the mark changes nothing."""

    def mark(function):
        return function

    return mark(args[0]) if args else mark
