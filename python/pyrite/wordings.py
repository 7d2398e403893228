"""How the running interpreter words its refusals, which compiled code repeats."""

import functools


@functools.cache
def wording(expression):
    """The text of what evaluating the expression raises."""
    import math

    try:
        eval(expression, {"math": math})
    except Exception as error:
        return str(error)
    raise AssertionError(f"{expression} has a value")
