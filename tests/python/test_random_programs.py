"""Random programs, compiled and run by the interpreter: results, exceptions and side effects are the same.

Integers stay small enough for 64 bits, because every assignment reduces them; what the interpreter does beyond that is in
docs/numbers.md and tested apart. PYRITE_RANDOM_PROGRAMS says how many programs are tried: 300, and 10000 every night.
"""

import math
import os

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyrite import _core, njit
from pyrite.testing import get_allocation_stats

PROGRAMS = int(os.environ.get("PYRITE_RANDOM_PROGRAMS", "300"))
INTEGERS, FLOATS, BOOLS, TUPLES = ("i", "j", "k"), ("x", "y"), ("b", "c"), ("t",)
ERRORS = (
    "ValueError",
    "KeyError",
    "ZeroDivisionError",
    "IndexError",
    "OverflowError",
    "ArithmeticError",
    "LookupError",
)


class Writer:
    """Draws one program. `depth` bounds nesting of statements, of expressions and of loops."""

    def __init__(self, draw):
        self.draw = draw
        self.lines = []
        self.loops = 0
        self.counter = 0

    def pick(self, *choices):
        return self.draw(st.sampled_from(choices))

    def number(self, low, high):
        return self.draw(st.integers(low, high))

    # -- expressions -------------------------------------------------------------------------------------------------

    def integer(self, depth):
        kind = self.number(0, 14 if depth > 0 else 1)
        if kind == 0:
            return str(self.number(-9, 9))
        if kind <= 2:
            return self.pick(*INTEGERS)
        if kind <= 7:
            return f"({self.integer(depth - 1)} {self.pick('+', '-', '*', '//', '%', '&', '|', '^')} {self.integer(depth - 1)})"
        if kind == 8:
            return f"({self.integer(depth - 1)} {self.pick('<<', '>>')} {self.number(0, 5)})"
        if kind == 9:
            return f"{self.pick('abs', '-', '~', '+')}({self.integer(depth - 1)})"
        if kind == 10:
            return f"{self.pick('min', 'max')}({self.integer(depth - 1)}, {self.integer(depth - 1)})"
        if kind == 11:
            return f"({self.integer(depth - 1)} if {self.truth(depth - 1)} else {self.integer(depth - 1)})"
        if kind == 12:
            return f"int({self.pick(*FLOATS)} % 512.0)"
        if kind == 13:
            return "t[0]"
        return f"({self.integer(depth - 1)} ** {self.number(0, 3)})"

    def real(self, depth):
        kind = self.number(0, 9 if depth > 0 else 1)
        if kind == 0:
            return self.pick("0.0", "-0.0", "0.5", "-1.5", "2.25", "1e3")
        if kind <= 2:
            return self.pick(*FLOATS)
        if kind <= 5:
            return f"({self.real(depth - 1)} {self.pick('+', '-', '*', '/', '//', '%')} {self.number_of(depth - 1)})"
        if kind == 6:
            return f"{self.pick('abs', '-', 'float', 'math.sin')}({self.real(depth - 1)})"
        if kind == 7:
            return f"{self.pick('min', 'max')}({self.real(depth - 1)}, {self.real(depth - 1)})"
        if kind == 8:
            return f"({self.integer(depth - 1)} / {self.integer(depth - 1)})"
        return "t[1]"

    def number_of(self, depth):
        return self.integer(depth) if self.number(0, 1) else self.real(depth)

    def truth(self, depth):
        kind = self.number(0, 6 if depth > 0 else 1)
        if kind == 0:
            return self.pick("True", "False")
        if kind == 1:
            return self.pick(*BOOLS)
        if kind <= 3:
            operator = self.pick("<", "<=", ">", ">=", "==", "!=")
            return f"({self.number_of(depth - 1)} {operator} {self.number_of(depth - 1)})"
        if kind == 4:
            return f"({self.truth(depth - 1)} {self.pick('and', 'or')} {self.truth(depth - 1)})"
        if kind == 5:
            return f"(not {self.truth(depth - 1)})"
        return f"({self.integer(depth - 1)} < {self.integer(depth - 1)} <= {self.integer(depth - 1)})"

    # -- statements --------------------------------------------------------------------------------------------------

    def line(self, indent, text):
        self.lines.append("    " * indent + text)

    def block(self, indent, depth):
        for _ in range(self.number(1, 3)):
            self.statement(indent, depth)

    def assignment(self, indent):
        kind = self.number(0, 7)
        if kind <= 2:
            self.line(indent, f"{self.pick(*INTEGERS)} = {self.integer(2)} % 9973")
        elif kind == 3:
            self.line(
                indent,
                f"{self.pick(*INTEGERS)} {self.pick('+=', '-=', '//=', '%=', '&=', '|=')} {self.number(-9, 9)}",
            )
        elif kind == 4:
            self.line(indent, f"{self.pick(*FLOATS)} = {self.real(2)} % 1024.0")
        elif kind == 5:
            self.line(indent, f"{self.pick(*BOOLS)} = {self.truth(2)}")
        elif kind == 6:
            self.line(indent, f"t = ({self.integer(1)} % 9973, {self.real(1)} % 1024.0)")
        else:
            self.line(indent, "i, x = t")

    def helper_use(self, indent):
        """A call of a nested function or of a function of its own, or what a generator gives."""
        kind = self.number(0, 5)
        if kind == 0:
            self.line(indent, f"{self.pick(*INTEGERS)} = near({self.integer(1)} % 31, {self.real(1)} % 8.0)")
        elif kind == 1:
            self.line(indent, f"{self.pick(*INTEGERS)} = far({self.integer(1)} % 31, {self.truth(1)})")
        elif kind == 2:
            self.line(indent, f"w = w[::-1] + {self.real(1)} % 4.0")
            self.line(indent, f"w[{self.number(0, 3)}] *= 0.5")
        elif kind == 3:
            self.line(indent, f"{self.pick(*FLOATS)} = w[{self.integer(1)} % {self.pick(4, 4, 5)}] % 1024.0")
        elif kind == 4:
            items = f"give({self.number(0, 4)}, {self.integer(1)} % 7)"
            self.line(indent, f"{self.pick(*INTEGERS)} = sum([a * 2 for a in {items}])")
        else:
            self.counter += 1
            self.line(indent, f"for i{self.counter} in give({self.number(0, 4)}, {self.integer(1)} % 7):")
            self.line(indent + 1, f"{self.pick(*INTEGERS)} = i{self.counter} % 9973")
            self.loops += 1
            self.block(indent + 1, 0)
            if self.number(0, 2) == 0:
                self.line(indent + 1, f"if {self.truth(1)}:")
                self.line(indent + 2, self.pick("break", "continue"))
            self.loops -= 1

    def helpers(self):
        """A function that may raise, and a generator with a try statement around its yields."""
        self.line(0, "@njit")
        self.line(0, "def far(p, flag):")
        self.line(1, "if flag:")
        self.line(2, f'raise {self.pick(*ERRORS)}("drawn", p)' if self.number(0, 1) else "p = 100 // (p - 3)")
        self.line(1, f"return p * {self.number(-9, 9)}")
        self.line(0, "@njit")
        self.line(0, "def give(n, p):")
        self.line(1, "for i in range(n):")
        self.line(2, "try:")
        self.line(3, "yield i * p")
        if self.number(0, 1):
            self.line(3, f"if p == {self.number(-3, 6)}:")
            choices = [f'raise {self.pick(*ERRORS)}("drawn", i)', "return", "continue", "p = p // (i - 1)"]
            self.line(4, self.pick(*choices))
        if self.number(0, 1):
            self.line(2, f"except {self.pick(*ERRORS)}:")
            self.line(3, self.pick("p += 1", "yield -1", "return", "raise"))
        self.line(2, "finally:")
        self.line(3, "p += 2")

    def statement(self, indent, depth):
        kind = self.number(0, 13 if depth > 0 else 4)
        if kind <= 3:
            self.assignment(indent)
        elif kind == 4:
            self.line(indent, f"out[{self.number(0, 3)}] += {self.real(1)} % 64.0")
        elif kind <= 6:
            self.line(indent, f"if {self.truth(2)}:")
            self.block(indent + 1, depth - 1)
            if self.number(0, 1):
                self.line(indent, f"elif {self.truth(1)}:")
                self.block(indent + 1, depth - 1)
            if self.number(0, 1):
                self.line(indent, "else:")
                self.block(indent + 1, depth - 1)
        elif kind <= 8:
            self.loop(indent, depth)
        elif kind == 9:
            self.handler(indent, depth)
        elif kind == 10:
            self.line(indent, f"if {self.truth(1)}:")
            choices = [
                "return i, j, k, x, y, b, c, t[0], t[1]",
                f'raise {self.pick(*ERRORS)}("drawn", {self.number_of(1)})',
            ]
            self.line(indent + 1, self.pick(*choices, *(["break", "continue"] if self.loops else [])))
        elif kind == 11:
            self.line(indent, f"assert {self.truth(2)}")
        else:
            self.helper_use(indent)

    def loop(self, indent, depth):
        self.counter += 1
        name = f"n{self.counter}"
        if self.number(0, 2):
            start, stop, step = self.number(-3, 3), self.number(-3, 4), self.pick(1, 1, 2, -1, -2)
            self.line(indent, f"for {self.pick('k', name)} in range({start}, {stop}, {step}):")
        else:
            self.line(indent, f"{name} = {self.number(0, 3)}")
            self.line(indent, f"while {name} > 0 and {self.truth(1)}:")
            self.line(indent + 1, f"{name} -= 1")
        self.loops += 1
        self.block(indent + 1, depth - 1)
        self.loops -= 1
        if self.number(0, 2) == 0:
            self.line(indent, "else:")
            self.block(indent + 1, depth - 1)

    def handler(self, indent, depth):
        self.line(indent, "try:")
        self.block(indent + 1, depth - 1)
        clauses = self.number(0, 2)
        for _ in range(clauses):
            name = self.pick("", "", " as e")
            self.line(
                indent, f"except {self.pick(*ERRORS, '(ValueError, ArithmeticError)', 'Exception')}{name}:"
            )
            self.block(indent + 1, depth - 1)
            if self.number(0, 5) == 0:
                self.line(indent + 1, "raise")
        if clauses and self.number(0, 2) == 0:
            self.line(indent, "else:")
            self.block(indent + 1, depth - 1)
        if not clauses or self.number(0, 1):
            self.line(indent, "finally:")
            # A jump out of finally is a warning of newer interpreters, and refused by the oldest.
            loops, self.loops = self.loops, 0
            for _ in range(self.number(1, 2)):
                self.assignment(indent + 1)
            self.loops = loops


@st.composite
def programs(draw):
    writer = Writer(draw)
    writer.helpers()
    writer.line(0, "def f(i, j, x, y, b, out):")
    writer.line(1, "k, c, t = 0, False, (1, 0.5)")
    writer.line(1, "w = out + 1.0")
    writer.line(1, "def near(p, q):")
    if writer.number(0, 1):
        writer.line(2, "nonlocal k")
        writer.line(2, "k = (k + p) % 9973")
    if writer.number(0, 1):
        writer.line(2, f"if q > {writer.number(1, 7)}:")
        writer.line(3, f'raise {writer.pick(*ERRORS)}("drawn", q)')
    writer.line(2, f"return p + {writer.pick('j', 'k', '1')}")
    writer.block(1, 3)
    writer.block(1, 3)
    writer.line(1, "return i, j, k, x, y, b, c, t[0], t[1]")
    return "\n".join(writer.lines) + "\n"


def run(function, arguments):
    out = np.zeros(4)
    try:
        result = function(*arguments, out)
    except Exception as error:
        result = type(error)
        if error.args[:1] == ("drawn",):
            result = (result, *error.args)
    return result, out


def plain(function):
    return function


def checked(function):
    return njit(function, boundscheck=True)


def blocks_alive():
    allocated, freed, _ = _core.allocation_counts()
    return allocated - freed


def agree(a, b):
    if isinstance(a, tuple) and isinstance(b, tuple):
        return len(a) == len(b) and all(agree(x, y) for x, y in zip(a, b))
    if isinstance(a, float) and isinstance(b, float) and math.isnan(a):
        return math.isnan(b)
    # A variable that is an integer on one path and a float on another is a float; the value is the same.
    return a == b


ARGUMENTS = [(3, -2, 0.5, 2.0, True), (0, 0, 0.0, -1.5, False), (-7, 5, 100.25, 1e300, True)]


@settings(max_examples=PROGRAMS, suppress_health_check=list(HealthCheck))
@given(source=programs())
def test_programs_do_what_the_interpreter_does(source):
    space, compiled_space = {"math": math, "njit": plain}, {"math": math, "njit": checked}
    exec(source, space)
    exec(source, compiled_space)
    compiled = checked(compiled_space["f"])
    before = blocks_alive()
    for arguments in ARGUMENTS:
        expected, expected_out = run(space["f"], arguments)
        found, found_out = run(compiled, arguments)
        assert agree(found, expected), f"{source}\nf{arguments}: {found} instead of {expected}"
        assert np.array_equal(found_out, expected_out, equal_nan=True), f"{source}\nf{arguments}: out differs"
    if blocks_alive() != before:  # of objects that a collector has yet to free, perhaps: a leak comes again
        before = get_allocation_stats()
        for arguments in ARGUMENTS:
            run(compiled, arguments)
        after = get_allocation_stats()
        assert after.alloc - after.free == before.alloc - before.free, f"{source}\nleaks"
