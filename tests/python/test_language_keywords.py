"""**kwargs is a dictionary: what compiled code does with it is what the interpreter does, or it is refused."""

import numpy as np
import pyrite
import pytest
from pyrite import njit


def names_by_star(**kwargs):
    return (*kwargs,), [*kwargs, "end"]


def names_unpacked(**kwargs):
    first, second = kwargs
    head, *rest = kwargs
    return first, second, head, rest


def names_of_functions(**kwargs):
    return list(kwargs), tuple(kwargs), sorted(kwargs), max(kwargs), min(kwargs), any(kwargs), all(kwargs)


def names_counted(**kwargs):
    out = ""
    for i, name in enumerate(kwargs):
        out += name * (i + 1)
    for name, number in zip(kwargs, (1, 2)):
        out += name + str(number)
    for name in reversed(kwargs):
        out += name
    return out + next(iter(kwargs)) + ",".join(kwargs)


def names_as_arguments(**kwargs):
    return gathered(*kwargs)


def gathered(*names):
    return names, len(names)


def its_class(**kwargs):
    return (
        isinstance(kwargs, dict),
        isinstance(kwargs, tuple),
        isinstance(kwargs, (list, dict)),
        kwargs is None,
    )


def matched(**kwargs):
    return (
        len(kwargs),
        bool(kwargs),
        not kwargs,
        "a" in kwargs,
        "c" in kwargs,
        kwargs["b"],
        kwargs.get("c", 7),
    )


def forwarded(**kwargs):
    return matched(**kwargs)


COMPILED = [
    names_by_star,
    names_unpacked,
    names_of_functions,
    names_counted,
    names_as_arguments,
    its_class,
    matched,
    forwarded,
]


@pytest.mark.parametrize("function", COMPILED, ids=lambda function: function.__name__)
def test_kwargs_are_a_dictionary(function):
    def f(a):
        return function(a=a, b=2.5)

    assert repr(njit(f)(1)) == repr(f(1))


def added(**kwargs):
    return kwargs + (1,)


def added_to(**kwargs):
    return (1,) + kwargs


def repeated(**kwargs):
    return kwargs * 2


def indexed(**kwargs):
    return kwargs[0]


def sliced(**kwargs):
    return kwargs[::-1]


def compared(**kwargs):
    return kwargs == (1, 2.5)


def among_others(**kwargs):
    return (1, 2.5) in (kwargs, 3)


def summed(**kwargs):
    return sum(kwargs)


def hashed(**kwargs):
    return hash(kwargs)


def written(**kwargs):
    return str(kwargs)


def formatted(**kwargs):
    return f"{kwargs}"


def printed(**kwargs):
    print(kwargs)


def raised(**kwargs):
    raise ValueError(kwargs)


def made_an_array(**kwargs):
    return np.array(kwargs)


def read_as_attribute(**kwargs):
    return kwargs.a


def counted(**kwargs):
    return kwargs.count(1)


def changed(**kwargs):
    kwargs["a"] = 5
    return kwargs["a"]


def returned(**kwargs):
    return kwargs


def an_index(**kwargs):
    return np.zeros((3, 3))[kwargs]


def different_names(**kwargs):
    def other(**others):
        return others

    chosen = kwargs if kwargs["a"] > 0 else other(x=1, y=2.5)
    return chosen["a"]


REFUSED = [
    added,
    added_to,
    repeated,
    indexed,
    sliced,
    compared,
    among_others,
    summed,
    hashed,
    written,
    formatted,
    printed,
    raised,
    made_an_array,
    read_as_attribute,
    counted,
    changed,
    returned,
    an_index,
    different_names,
]


@pytest.mark.parametrize("function", REFUSED, ids=lambda function: function.__name__)
def test_what_a_dictionary_does_not_do_is_refused(function):
    def f(a):
        return function(a=a, b=2.5)

    with pytest.raises(pyrite.PyriteError):
        njit(f)(1)
