"""Calls that compiled code has the interpreter make, where exceptions must not be looked at from C.

In PyPy a traceback that C code has seen once is never freed together with a frame that refers to it.
"""


def attempt(function, arguments):
    """What the function returns, in a tuple, or the exception that it raised."""
    try:
        return (function(*arguments),)
    except BaseException as error:
        own = error.__traceback__
        return error.with_traceback(own.tb_next if own else None)


def raise_again(error):
    """Raises with the traceback that the exception has."""
    raise error


def raise_linked(error):
    """Raises with the traceback and the context that the exception has."""
    context = error.__context__
    try:
        raise error
    finally:
        error.__context__ = context


def pause():
    """Runs so much of the interpreter that it handles signals: the end of a loop is where it looks for them."""
    for _ in range(2):
        pass
