"""Enums and IntEnums in compiled code: members, values, names, iteration, members as numbers; constants of classes."""

import enum
import math
import sys

import numpy as np
import pytest
from pyrite import njit, typeof
from pyrite.errors import PyriteError, TypingError, UnsupportedError


class Color(enum.Enum):
    RED = 1
    GREEN = 2
    BLUE = 3
    CRIMSON = 1


class Shape(enum.IntEnum):
    CIRCLE = 2
    SQUARE = 5
    LINE = -1


class Planet(enum.Enum):
    MERCURY = 0.387
    VENUS = 0.723

    def period(self):
        return math.sqrt(self.value**3)


class Mixed(enum.Enum):
    NUMBER = 1
    TEXT = "text"
    PAIR = (1, 2.5)


class Settings:
    LIMIT = 10
    SCALES = (1.5, 2.0)
    TABLE = np.array([1.0, 2.0, 4.0])


def outcome(function, *arguments):
    try:
        return repr(function(*arguments))
    except PyriteError:
        raise
    except Exception as error:
        return type(error), error.args


def both(function, *arguments):
    """Asserts that the compiled and the interpreted function do the same."""
    assert outcome(njit(function), *arguments) == outcome(function, *arguments)


# -- members -----------------------------------------------------------------------------------------------------------


def test_a_member_comes_in_and_goes_out_as_the_same_object():
    identity = njit(lambda member: member)
    for member in [*Color, *Shape, *Planet, *Mixed]:
        assert identity(member) is member
    assert len(identity.signatures) == 4


def test_members_are_globals_and_results():
    def known():
        return Color.RED, Color.CRIMSON, Shape["LINE"], Planet.VENUS, Mixed.TEXT

    both(known)


def chosen(flag, number):
    member = Color.GREEN
    if flag:
        member = Color.BLUE
    shape = Shape.CIRCLE if number > 0 else Shape.LINE
    return member, shape


def test_which_member_it_is_may_be_known_at_run_time_only():
    for flag in (True, False):
        for number in (1, -1):
            both(chosen, flag, number)


def compared(a, b):
    return (
        a == b,
        a != b,
        a is b,
        a is not b,
        a is Color.RED,
        a == Color.CRIMSON,
        a == 1,
        b is None,
        a != "RED",
    )


def test_members_are_compared():
    for a in Color:
        for b in Color:
            both(compared, a, b)
    both(compared, Color.RED, Shape.CIRCLE)
    both(compared, Color.RED, Planet.VENUS)


def test_members_are_true_and_members_of_an_int_enum_as_their_numbers():
    class Level(enum.IntEnum):
        OFF = 0
        ON = 1

    def truth(member):
        return bool(member), not member, 1 if member else 2

    for member in [*Level, *Color, *Mixed]:
        both(truth, member)


def test_values_of_known_members():
    def values():
        return (
            Color.BLUE.value,
            Mixed.NUMBER.value,
            Mixed.PAIR.value,
            Planet.VENUS.value,
            Mixed.TEXT.value == "text",
        )

    both(values)


@pytest.mark.parametrize("members", [Color, Shape, Planet])
def test_values_of_members_known_at_run_time(members):
    for member in members:
        both(lambda member: member.value, member)


def test_names_of_known_members():
    def names():
        text = ""
        if Color.RED.name == "RED" and Shape.LINE.name == "LINE" and Color.CRIMSON.name == "RED":
            text = "all"
        return text

    both(names)


def test_methods_of_enums_are_compiled():
    for planet in Planet:
        both(lambda planet: planet.period(), planet)
    both(lambda: Planet.VENUS.period())


# -- members of IntEnum as numbers ---------------------------------------------------------------------------------------


def arithmetic(a, b, x):
    return (
        a + b,
        a * 2,
        7 - a,
        a / b,
        a // b,
        a % b,
        -a,
        ~a,
        a & b,
        a | 1,
        a ^ b,
        a << 2,
        abs(a),
        x * a,
        +a,
        divmod(a, b),
    )


def order(a, b, x):
    return a < b, a <= b, a > b, a >= b, a == b, a != b, a < x, x >= b, a == 2, 5 == b, 1 < a < 6


def test_members_of_an_int_enum_are_numbers():
    for a in Shape:
        for b in Shape:
            for x in (2, -0.5):
                if x == 2:
                    both(arithmetic, a, b, x)
                both(order, a, b, x)


def functions(a):
    return (
        int(a),
        float(a),
        complex(a),
        math.sqrt(a + 1),
        math.hypot(a, a),
        a.bit_length(),
        a.real,
        round(a),
        max(a, 3) + 0,
        min(a, -5),
    )


def test_functions_of_numbers_take_members():
    for a in Shape:
        both(functions, a)
    both(lambda a: list(range(a)), Shape.SQUARE)


def test_members_index_and_are_stored():
    def indexed(a, member):
        out = np.zeros(6)
        out[member] = member
        out[1:] += a[member]
        return [float(x) for x in out], (1.0, 2.0, 3.0, 4.0, 5.0, 6.0)[member], [1, 2, 3, 4, 5, 6][member]

    for member in Shape:
        both(indexed, np.arange(6.0), member)


def test_two_int_enums_compare_by_number():
    class Other(enum.IntEnum):
        TWO = 2

    both(order, Shape.CIRCLE, Other.TWO, 2)


def test_a_variable_that_is_a_member_or_a_number_is_a_number():
    def mixed(flag):
        x = Shape.SQUARE
        if flag:
            x = 2.5
        return x

    assert njit(mixed)(True) == 2.5
    assert njit(mixed)(False) == 5.0


def test_declared_numbers_take_members():
    assert njit("float64(int64, float64)")(lambda a, b: a + b)(Shape.SQUARE, Shape.LINE) == 4.0


# -- classes ---------------------------------------------------------------------------------------------------------------


def over_members():
    names = 0
    total = 0
    for color in Color:
        if color.name == "GREEN":
            names += 1
        total = total * 10 + color.value
    return names, total, len(Color), [member for member in Shape], Color["BLUE"], Shape(-1)


def test_loops_over_a_class():
    both(over_members)


def test_members_by_value():
    for number in (1, 2, 3, 0, 4, -7):
        both(lambda number: Color(number), number)
        both(lambda number: Shape(number), number)
    both(lambda: Color(2))
    both(lambda: Color(9))
    both(lambda x: Planet(x), 0.723)
    both(lambda x: Planet(x), 0.5)
    both(lambda: Color["NONE"])


def test_members_in_classes_tuples_and_lists():
    def contained(member, members):
        return member in Color, member in (Color.RED, Color.BLUE), member in members, members.index(member)

    for member in Color:
        both(contained, member, list(Color))


def test_types_of_members():
    def kinds(member, number):
        return (
            isinstance(member, Color),
            isinstance(member, enum.Enum),
            isinstance(member, int),
            isinstance(number, int),
            isinstance(number, enum.IntEnum),
            isinstance(number, Color),
            type(member) is Color,
            type(number) == Shape,  # noqa: E721
            isinstance(1, Color),
            hasattr(member, "value"),
            hasattr(member, "nothing"),
            getattr(member, "nothing", 5),
        )

    both(kinds, Color.RED, Shape.LINE)


def test_lists_and_tuples_of_members_come_in_and_out():
    def turned(members, pair):
        members.append(Color.BLUE)
        members[0] = pair[1]
        return members, (pair[1], pair[0])

    lists = [Color.RED, Color.GREEN], [Color.RED, Color.GREEN]
    results = [run(given, (Color.RED, Color.GREEN)) for run, given in zip((turned, njit(turned)), lists)]
    assert repr(results[0]) == repr(results[1])
    assert lists[0] == lists[1]


def test_constants_of_classes_and_modules():
    def constants(i):
        return Settings.LIMIT + i, Settings.SCALES[i], float(Settings.TABLE[i]), math.pi, enum.Enum is Color

    both(constants, 1)


def test_match_over_members():
    names = {"Color": Color}
    if sys.version_info < (3, 10):
        pytest.skip("match came with Python 3.10")
    exec(
        """
def matched(color):
    match color:
        case Color.RED:
            return 1
        case Color.GREEN | Color.BLUE:
            return 2
    return 3
""",
        names,
    )
    for color in Color:
        both(names["matched"], color)


# -- refused -----------------------------------------------------------------------------------------------------------------


def test_what_is_not_known_is_refused():
    with pytest.raises(UnsupportedError, match="name of a member"):
        njit(lambda member: member.name == "RED")(Color.RED)
    with pytest.raises(UnsupportedError, match="not known when compiling"):
        njit(lambda member: member.value)(Mixed.NUMBER)
    with pytest.raises(TypingError, match=r"unsupported operand types for \+: Enum<Color> and int64"):
        njit(lambda member: member + 1)(Color.RED)
    with pytest.raises(TypingError, match="no attribute 'weight'"):
        njit(lambda member: member.weight)(Color.RED)


def test_orders_of_members_that_are_no_numbers_are_refused():
    with pytest.raises(TypingError, match="'<' not supported"):
        njit(lambda a, b: a < b)(Color.RED, Color.GREEN)


def test_types_of_members_have_names():
    assert str(typeof(Color.RED)) == "Enum<Color>"
    assert str(typeof(Shape.LINE)) == "IntEnum<Shape>"
