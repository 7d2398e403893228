"""What compiled code has the interpreter do."""

from .registry import implements


@implements("pyrite.print_values")
def print_values(separator, end, *values):
    """Called by the interpreter, with values of compiled code as objects."""
    print(*values, sep=separator, end=end)


@implements("pyrite.error_arguments")
def error_arguments(error):
    """Called by the interpreter, with an exception that compiled code has caught."""
    return error.args
