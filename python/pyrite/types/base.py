"""The root of the types, and what makes two equal ones the same object."""

import itertools
import threading
import weakref

_existing: "weakref.WeakValueDictionary[tuple, Type]" = weakref.WeakValueDictionary()
_lock = threading.Lock()
_codes = itertools.count()


def _the_one(made):
    """The object that stands for all types equal to this one: itself, if it is the first."""
    key = type(made), made.key
    with _lock:
        known = _existing.get(key)
        if known is None:
            made._code = next(_codes)
            _existing[key] = known = made
        return known


def _restored(cls, state):
    made = object.__new__(cls)
    made.__dict__.update(state)
    return _the_one(made)


class _Unique(type):
    """Makes a class whose equal objects are one object."""

    def __call__(cls, *args, **kwargs):
        return _the_one(super().__call__(*args, **kwargs))


class Type(metaclass=_Unique):
    """A type of compiled code. Types with equal keys are one object, also after pickling."""

    _code: int  # no two types that live at the same time have the same

    def __new__(cls, *args, **kwargs):
        return super().__new__(cls)

    def __init__(self, name):
        self.name = name

    @property
    def key(self):
        return self.name

    @property
    def mangling_args(self):
        return self.name, ()

    def _spec(self):
        """What the compiler core is told; see python/bridge/type_spec.hpp."""
        from pyrite.errors import UnsupportedError

        raise UnsupportedError(f"values of type {self} are not compiled")

    def is_precise(self):
        return True

    def unliteral(self):
        return self

    def __call__(self, *args):
        """`float64(int32, int32)` is a signature."""
        from pyrite.types.signature import signature

        if len(args) == 1 and not isinstance(args[0], Type):
            return self.cast_python_value(args[0])
        return signature(self, *args)

    def cast_python_value(self, value):
        raise NotImplementedError(f"a Python value cannot be made {self}")

    def __getitem__(self, item):
        """`float64[:, ::1]` is an array type."""
        from pyrite.types.containers import Array

        layout, dimensions = _array_layout(item)
        return Array(self, dimensions, layout)

    def __reduce__(self):
        state = dict(self.__dict__)
        state.pop("_code", None)
        return _restored, (type(self), state)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __eq__(self, other):
        return type(self) is type(other) and self.key == other.key

    def __ne__(self, other):
        return not self == other

    def __hash__(self):
        return hash((type(self).__name__, self.key))

    def __str__(self):
        return self.name

    def __repr__(self):
        return self.name


def _array_layout(item):
    """('C' | 'F' | 'A', dimensions) of an index expression of slices."""
    items = item if isinstance(item, tuple) else (item,)
    if not items or any(
        not isinstance(one, slice) or one.start is not None or one.stop is not None for one in items
    ):
        raise KeyError(f"an array type is written with slices, like float64[:, ::1], not {item!r}")
    contiguous = [one.step == 1 for one in items]
    if any(one.step not in (None, 1) for one in items):
        raise KeyError("the step of a slice in an array type is 1 or absent")
    if contiguous[-1] and not any(contiguous[:-1]):
        return "C", len(items)
    if contiguous[0] and not any(contiguous[1:]):
        return "F", len(items)
    if any(contiguous):
        raise KeyError("only the first or the last dimension of an array type can be contiguous")
    return "A", len(items)


class Dummy(Type):
    """A type that is only a name."""


class Opaque(Dummy):
    """A type whose values cannot be looked into."""


class Hashable(Type):
    """Values with a hash."""


class Callable(Type):
    """Values that can be called."""


class Phantom(Dummy):
    """A type without values."""


class Undefined(Dummy):
    """The type of something that has none yet."""
