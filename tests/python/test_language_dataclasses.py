"""Objects of classes written in Python: dataclasses and plain classes, made, changed, compared, handed in and out."""

import copy
import math
from dataclasses import FrozenInstanceError, dataclass, field

import numpy as np
import pytest
from pyrite import njit
from pyrite.errors import PyriteError, TypingError
from pyrite.testing import get_allocation_stats


@dataclass
class Point:
    x: float
    y: float = 0.5

    ORIGIN = 7

    def norm(self):
        return math.sqrt(self.x**2 + self.y**2)

    def move(self, dx, dy=0.0):
        self.x += dx
        self.y += dy
        return self

    @property
    def doubled(self):
        return 2 * self.x

    @staticmethod
    def constant(n):
        return n + 1

    @classmethod
    def diagonal(cls, x):
        return cls(x, x)

    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)

    def __neg__(self):
        return Point(-self.x, -self.y)


@dataclass(frozen=True, order=True)
class Span:
    first: int
    last: int = 10

    def __len__(self):
        return self.last - self.first

    def __contains__(self, number):
        return self.first <= number < self.last

    def __iter__(self):
        for i in range(self.first, self.last):
            yield i


@dataclass
class Line:
    start: Point
    end: Point
    name: str = "line"

    def length(self):
        return math.hypot(self.end.x - self.start.x, self.end.y - self.start.y)


@dataclass
class Grid:
    values: np.ndarray
    steps: list
    scale: float = 1.0
    total: float = field(default=0.0, init=False)

    def __post_init__(self):
        self.total = self.values.sum() * self.scale

    def __eq__(self, other):
        return self.total == other.total

    def __getitem__(self, i):
        return self.values[i] * self.scale

    def __setitem__(self, i, value):
        self.values[i] = value / self.scale

    def __call__(self, x):
        return self.total + x


class Counter:
    limit = 5

    def __init__(self, start, step=1):
        if step == 0:
            raise ValueError("no step")
        self.count = start
        self.step = step

    def advance(self):
        self.count += self.step
        if self.count > self.limit:
            self.last = self.count
        return self.count

    def __bool__(self):
        return self.count > 0


def shown(value):
    """What can be seen of a value: of objects their attributes."""
    if isinstance(value, (list, tuple)):
        return type(value)(map(shown, value))
    if isinstance(value, np.ndarray):
        return value.tolist()
    if isinstance(value, np.floating):
        return float(value)
    if hasattr(value, "__dict__"):
        return type(value).__name__, sorted((name, shown(held)) for name, held in vars(value).items())
    return value


def outcome(function, arguments):
    try:
        result = shown(function(*arguments))
    except PyriteError:
        raise
    except Exception as error:
        result = type(error), error.args
    return repr(result), repr(shown(list(arguments)))


def both(function, *arguments):
    """Asserts that the compiled and the interpreted function do the same, to the arguments too, and leak nothing."""
    compiled = njit(function)
    outcome(compiled, copy.deepcopy(arguments))
    before = get_allocation_stats()
    given = outcome(compiled, copy.deepcopy(arguments))
    after = get_allocation_stats()
    assert given == outcome(function, copy.deepcopy(arguments))
    assert after[0] - before[0] == after[1] - before[1]


# -- as arguments ------------------------------------------------------------------------------------------------------------


def test_attributes_and_methods_of_arguments():
    both(lambda p: (p.x, p.y, p.norm(), p.doubled, p.constant(3), p.ORIGIN, Point.ORIGIN), Point(3.0, 4.0))
    both(lambda s: (s.first + s.last, len(s), 3 in s, 12 in s, bool(s)), Span(1))
    both(
        lambda line: (line.length(), line.start.y, line.name == "line"),
        Line(Point(0.0, 0.0), Point(3.0, 4.0)),
    )


def test_an_object_comes_out_as_the_same_object():
    identity = njit(lambda p: p)
    for value in (Point(1.0, 2.0), Span(1), Line(Point(0.0), Point(1.0)), Counter(3)):
        assert identity(value) is value
    line = Line(Point(0.0), Point(1.0))
    assert njit(lambda line: line.end)(line) is line.end


def changed(p, n):
    for i in range(n):
        p.move(1.5)
        p.y -= i
    return p.x


def test_what_is_assigned_is_seen_by_the_interpreter():
    for n in (0, 1, 5):
        both(changed, Point(1.0, 2.0), n)


def test_what_was_assigned_before_an_exception_stays():
    def failing(p, n):
        p.x = 7.5
        if n > 2:
            raise ValueError(n)
        p.y = 1.25
        return n

    both(failing, Point(1.0, 2.0), 1)
    both(failing, Point(1.0, 2.0), 3)


def test_one_object_given_twice_is_one_object():
    def twice(a, b):
        a.x = 5.0
        return b.x, a is b, a == b

    compiled = njit(twice)
    point = Point(1.0, 2.0)
    assert compiled(point, point) == (5.0, True, True)
    assert compiled(Point(1.0, 2.0), Point(5.0, 2.0)) == (5.0, False, True)
    assert compiled(Point(1.0, 2.0), Point(4.0, 2.0)) == (4.0, False, False)


def test_objects_inside_of_objects_are_changed_and_exchanged():
    def turned(line, flag):
        line.start, line.end = line.end, line.start
        line.start.x += 1.0
        if flag:
            line.end = Point(9.0, 9.0)
        return line.start.x

    for flag in (True, False):
        both(turned, Line(Point(0.0), Point(1.0)), flag)
    line = Line(Point(0.0), Point(1.0))
    start, end = line.start, line.end
    njit(turned)(line, False)
    assert line.start is end and line.end is start


def test_arrays_and_lists_as_attributes():
    def used(grid):
        grid[0] = 8.0
        grid.steps.append(3)
        grid.values = grid.values * 2
        grid.scale = 0.5
        return grid[1], grid(1.0), grid.steps, grid.values[0]

    both(used, Grid(np.array([1.0, 2.0]), [1, 2]))
    grid = Grid(np.array([1.0, 2.0]), [1, 2])
    assert njit(lambda grid: grid.values)(grid) is grid.values
    assert njit(lambda grid: grid.steps)(grid) is grid.steps
    view = njit(lambda grid: grid.values[1:])(grid)
    assert view.base is grid.values


def test_lists_and_tuples_of_objects():
    def summed(points, pair):
        total = 0.0
        for point in points:
            point.y = total
            total += point.x
        points.append(Point(total, 0.0))
        pair[1].move(total)
        return total, points[0], pair[0]

    both(summed, [Point(1.0, 2.0), Point(3.0, 4.0)], (Point(5.0), Point(6.0)))
    points = [Point(1.0, 2.0), Point(3.0, 4.0)]
    first = points[0]
    assert njit(summed)(points, (Point(5.0), Point(6.0)))[1] is first
    assert points[0] is first


def test_objects_may_be_none():
    def optional(p):
        if p is None:
            return 0.0
        return p.x

    both(optional, Point(2.0, 1.0))
    both(optional, None)

    def found(points, x):
        best = None
        for point in points:
            if point.x > x:
                best = point
        if best is None:
            return -1.0
        return best.y

    for x in (0.0, 3.5, 9.0):
        both(found, [Point(1.0, 2.0), Point(4.0, 5.0)], x)


# -- made in compiled code ---------------------------------------------------------------------------------------------------


def test_objects_are_made_and_returned():
    both(lambda x: Point(x, 2.0), 1.5)
    both(lambda x: Point(x), 1.5)
    both(lambda x: Point(y=x, x=1.0), 1.5)
    both(
        lambda n: (
            Span(n),
            Span(n, last=3),
            Span(1) == Span(1, 10),
            Span(n) < Span(n + 1),
            Span(1) != Span(2),
        ),
        4,
    )
    both(lambda x: Line(Point(x, x), Point.diagonal(x + 1)), 1.0)
    both(lambda x: Line(Point(x, x), Point(x, x)).length(), 1.0)
    both(lambda a: Grid(a, [1, 2], 0.5), np.array([1.0, 5.0]))
    both(lambda: Counter(3, step=2))


def test_one_new_object_returned_twice_is_one_object():
    def twice(x):
        p = Point(x, x)
        return p, [p], Line(p, p)

    p, items, line = njit(twice)(1.0)
    assert p is items[0] and line.start is p and line.end is p


def test_new_objects_in_loops_and_lists():
    def walk(n):
        points = []
        p = Point(0.0, 0.0)
        for i in range(n):
            p = p + Point(1.0, i * 0.5)
            points.append(p)
        return points, -p, p is points[-1]

    both(walk, 4)


def test_numbers_of_attributes_widen():
    def widened(flag):
        p = Point(1, 2)
        if flag:
            p.x = 2.5
        return p.x, p.y

    assert njit(widened)(True) == (2.5, 2)
    assert njit(widened)(False) == (1.0, 2)


def test_classes_with_an_init_of_their_own():
    def counted(start, step, n):
        counter = Counter(start, step)
        for _ in range(n):
            counter.advance()
        if hasattr(counter, "last"):
            return counter.last, bool(counter), counter
        return 0, bool(counter), counter

    for arguments in ((0, 1, 3), (0, 3, 3), (-9, 1, 2), (1, 0, 1)):
        both(counted, *arguments)


def test_an_attribute_that_was_never_set_is_an_attribute_error():
    def missing(start):
        counter = Counter(start)
        counter.advance()
        return counter.last

    both(missing, 7)
    both(missing, 1)
    both(lambda counter: counter.last, Counter(1))


def test_frozen_objects_refuse_assignment():
    def assigned(span):
        try:
            span.first = 3
        except AttributeError:
            return -1
        return span.first

    both(assigned, Span(1))

    def raised(span):
        span.first = 3

    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'first'"):
        njit(raised)(Span(1))


def test_iteration_over_objects_by_their_generator():
    both(lambda span: sum([i * i for i in span]), Span(2, 6))


def test_isinstance_and_type():
    def kinds(p):
        return (
            isinstance(p, Point),
            isinstance(p, (int, Span)),
            type(p) is Point,
            isinstance(3, Point),
            p.__class__ is Span,
        )

    both(kinds, Point(1.0))
    both(kinds, Span(1))
    both(
        lambda p: (hasattr(p, "x"), hasattr(p, "norm"), hasattr(p, "z"), getattr(p, "x"), getattr(p, "z", 3)),
        Point(1.0),
    )  # noqa: B009


def test_objects_are_freed_when_an_exception_leaves():
    def leaving(n):
        points = [Point(float(i), 0.0) for i in range(n)]
        line = Line(points[0], points[1])
        if n > 3:
            raise ValueError(n)
        return line.length()

    both(leaving, 3)
    both(leaving, 4)
    both(leaving, 1)


class Shape:
    def __init__(self, size):
        self.size = size

    def area(self):
        return self.size


class Square(Shape):
    def __init__(self, size):
        Shape.__init__(self, size)
        self.corners = 4

    def area(self):
        return self.size * Shape.area(self)


def test_classes_derive_from_classes():
    both(lambda square: (square.area(), isinstance(square, Shape), square.corners), Square(3.0))
    both(lambda size: (Square(size), Square(size).area(), Shape(size).area()), 2.5)


def test_objects_and_other_values_are_not_equal():
    both(lambda p: (p == 1, p != 1, p == Span(1), p != None, 1.5 == p), Point(1.0))  # noqa: E711


def test_the_types_of_attributes_may_differ_from_call_to_call():
    value = njit(lambda p: p.x)
    for x in (1, 1.5, None, (1, 2), "text", 2**63):
        assert value(Point(x)) == x
    absent = Point(1.0)
    del absent.x
    with pytest.raises(AttributeError, match="no attribute 'x'"):
        value(absent)


# -- refused -----------------------------------------------------------------------------------------------------------------


class Node:
    def __init__(self, value, following=None):
        self.value = value
        self.following = following


class Guarded:
    def __getattr__(self, name):
        return 1


def test_what_is_refused_is_named():
    node = Node(1)
    for i in range(20):
        node = Node(i, node)
    with pytest.raises(TypingError, match="hold one another"):
        njit(lambda node: node.value)(node)
    with pytest.raises(TypingError, match="defines __getattr__"):
        njit(lambda x: x.y)(Guarded())
    with pytest.raises(TypingError, match="has no attribute 'z'"):
        njit(lambda p: p.z)(Point(1.0))
    with pytest.raises(TypingError, match="holds int64 where the object is made; this assigns float64"):

        def widened(p):
            p.x = 1.5

        njit(widened)(Point(1, 2))
    with pytest.raises(TypingError, match="missing 1 required positional argument: 'x'"):
        njit(lambda: Point())()
    with pytest.raises(TypingError, match="on one path"):

        def chained(n):
            node = Node(0)
            for i in range(n):
                node = Node(i, node)
            return node.value

        njit(chained)(3)
