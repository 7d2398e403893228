"""`jit(forceobj=True)`: the function runs in the interpreter, as it asks for."""

import functools

from pyrite.sigutils import normalize_signature


class ObjectModeFunction:
    """A function that is never compiled. It has a dispatcher's attributes, for programs that look at them."""

    def __init__(self, function, options, signatures):
        functools.update_wrapper(self, function)
        self.py_func = function
        self.targetoptions = dict(options.given)
        self.signatures = [tuple(normalize_signature(one)[0]) for one in signatures or ()]
        self.nopython_signatures = []
        self.overloads = {}

    def __call__(self, *args, **kwargs):
        return self.py_func(*args, **kwargs)

    def __get__(self, instance, owner=None):
        return self if instance is None else functools.partial(self, instance)

    def __reduce__(self):
        return self.py_func.__qualname__

    def __repr__(self):
        return f"<pyrite function {self.py_func.__qualname__} in object mode>"

    def disable_compile(self, val=True):
        """There is nothing to disable."""

    def recompile(self):
        """There is nothing to compile anew."""
