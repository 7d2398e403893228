"""Random programs, compiled and run by the interpreter: results, exceptions and side effects are the same.

Integers stay small enough for 64 bits, because every assignment reduces them; what the interpreter does beyond that is in
docs/numbers.md and tested apart.
"""

import math
import os

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyrite import njit

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

    def statement(self, indent, depth):
        kind = self.number(0, 11 if depth > 0 else 4)
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
            choices = ["return i, j, k, x, y, b, c, t[0], t[1]", f'raise {self.pick(*ERRORS)}("drawn")']
            self.line(indent + 1, self.pick(*choices, *(["break", "continue"] if self.loops else [])))
        else:
            self.line(indent, f"assert {self.truth(2)}")

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
            self.line(indent, f"except {self.pick(*ERRORS, '(ValueError, ArithmeticError)', 'Exception')}:")
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
    writer.line(0, "def f(i, j, x, y, b, out):")
    writer.line(1, "k, c, t = 0, False, (1, 0.5)")
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
    return result, out


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
    space = {"math": math}
    exec(source, space)
    compiled = njit(space["f"])
    for arguments in ARGUMENTS:
        expected, expected_out = run(space["f"], arguments)
        found, found_out = run(compiled, arguments)
        assert agree(found, expected), f"{source}\nf{arguments}: {found} instead of {expected}"
        assert np.array_equal(found_out, expected_out, equal_nan=True), f"{source}\nf{arguments}: out differs"
