"""What compiled code has the interpreter do."""

from .registry import implements


@implements("pyrite.print_values")
def print_values(separator, end, *values):
    """Called by the interpreter, with values of compiled code as objects."""
    print(*values, sep=separator, end=end)
