"""match statements: compiled, and equal to the interpreter. Their syntax came with Python 3.10, so sources are texts."""

import collections
import dataclasses
import enum
import sys
import textwrap

import numpy as np
import pytest
from outcomes import outcome, same
from pyrite import njit
from pyrite.errors import PyriteError

pytestmark = pytest.mark.skipif(sys.version_info < (3, 10), reason="match came with Python 3.10")

Point = collections.namedtuple("Point", "x y")


@dataclasses.dataclass
class Circle:
    centre: tuple
    radius: float


class Square:
    __match_args__ = ("side",)

    def __init__(self, side):
        self.side = side
        self.area = side * side


class Colour(enum.IntEnum):
    RED = 1
    BLUE = 2


def function(source):
    namespace = {"Point": Point, "Circle": Circle, "Square": Square, "Colour": Colour, "np": np}
    exec(textwrap.dedent(source), namespace)
    return namespace["f"]


def both(source, *calls):
    reference = function(source)
    compiled = njit(reference)
    for arguments in calls:
        expected, found = outcome(reference, *arguments), outcome(compiled, *arguments)
        assert same(found, expected), f"{arguments!r}: {found!r} instead of {expected!r}"


TUPLES = [((1, 2),), ((0, 2.5),), ((),), ((3,),), ((1, 2, 3),), (5,), (2.5,), (None,), (Point(1, 2),)]


def test_sequences_of_fixed_length():
    both(
        """
        def f(a):
            match a:
                case ():
                    return 0.0
                case (x,):
                    return x * 10.0
                case (0, y):
                    return y + 0.25
                case (x, y):
                    return x + 100.0
                case _:
                    return -1.0
        """,
        *TUPLES,
    )


def test_sequences_with_a_star():
    both(
        """
        def f(a):
            match a:
                case (first, *rest, last) if first == 1:
                    return len(rest) + 10.0 * last
                case (first, *_):
                    return first + 1000.0
                case [*_]:
                    return 7.0
            return 8.0
        """,
        *TUPLES,
    )


def test_nested_sequences():
    both(
        """
        def f(a):
            match a:
                case [(x, y), [z, *_]] | [(x, y), z]:
                    return x + y + z
                case (x, (y, z)):
                    return x + y * z
            return -1
        """,
        (((1, 2), (3, 4)),), (((1, 2), 3),), ((1, (2, 3)),), ((1, 2),),
    )  # fmt: skip


def test_lists_and_ranges_are_sequences():
    both(
        """
        def f(a):
            match a:
                case [x]:
                    return x
                case [x, y, *rest]:
                    return x + y + len(rest)
                case []:
                    return -1
            return -2
        """,
        ([1],), ([1, 2],), ([1, 2, 3, 4],), (range(0),), (range(3),), (3,),
    )  # fmt: skip


def test_classes_of_numbers():
    both(
        """
        def f(a):
            match a:
                case bool():
                    return 1.0
                case int(k) if k > 2:
                    return k + 0.5
                case int():
                    return 2.0
                case float(k) | complex(real=k):
                    return k + 0.25
                case tuple(t):
                    return len(t) + 0.0
            return -1.0
        """,
        (True,), (7,), (1,), (2.5,), (1 + 2j,), ((1, 2),), (None,), (np.arange(3.0),),
    )  # fmt: skip


def test_named_tuples_and_classes():
    source = """
        def f(a):
            match a:
                case Point(x=0, y=y):
                    return y + 0.5
                case Point(x, y):
                    return x * 10.0 + y
                case Circle((x, y), radius=r) if r > 1:
                    return x + y + r
                case Circle():
                    return 1.25
                case Square(side, area=area):
                    return side + area + 0.0
            return -1.0
        """
    both(
        source,
        (Point(0, 3),),
        (Point(2, 3),),
        (Circle((1, 2), 3.0),),
        (Circle((1, 2), 0.5),),
        (Square(3.0),),
        (4,),
    )


def test_members_of_enums():
    both(
        """
        def f(a):
            match a:
                case Colour.RED:
                    return 1
                case Colour.BLUE:
                    return 2
            return 3
        """,
        (Colour.RED,), (Colour.BLUE,), (1,), (5,),
    )  # fmt: skip


def test_values_that_may_be_none():
    both(
        """
        def f(a, n):
            value = None
            if a > 0:
                value = a
            match value:
                case int(k) if k > n:
                    return k
                case None:
                    return -1
                case other:
                    return -other
        """,
        (0, 1), (3, 1), (3, 5),
    )  # fmt: skip


def test_attributes_that_are_not_there_do_not_match():
    both(
        """
        def f(a):
            match a:
                case Point(z=1):
                    return 1
                case Point(count=_):
                    return 2
            return 3
        """,
        (Point(1, 2),),
    )


def test_too_many_positional_patterns():
    both(
        """
        def f(a):
            match a:
                case Point(1, 2, 3):
                    return 1
            return 2
        """,
        (Point(1, 2),), (3,),
    )  # fmt: skip
    both(
        """
        def f(a):
            match a:
                case int(1, 2):
                    return 1
            return 2
        """,
        (3,), (2.5,),
    )  # fmt: skip


def test_arrays_in_patterns_of_sequences_are_refused():
    f = njit(function("def f(a):\n    match a:\n        case [x]:\n            return 1\n    return 2"))
    with pytest.raises(PyriteError, match="matching an array with a pattern of a sequence"):
        f(np.arange(2))


def test_mappings_are_refused():
    f = njit(function("def f(a):\n    match a:\n        case {'a': 1}:\n            return 1\n    return 2"))
    with pytest.raises(PyriteError, match="matching a mapping"):
        f(1)
