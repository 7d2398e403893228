"""Constructs of the language that cost something in a loop, compiled: exceptions, generators, closures, calls.

Numba is the peer; every compiler gets the same source, in turns.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

import compilers
import numpy as np
import small
import timing

ROUNDS = 25


@dataclass(frozen=True)
class Construct:
    """One loop: `function(*make(size))`; `helpers` are what it calls by name."""

    name: str
    function: Callable
    make: Callable
    sizes: dict[str, int]
    helpers: tuple[Callable, ...] = ()
    callee: bool = False  # its first argument is `step`, compiled


def divide_or_count(a, b):
    total = 0.0
    failed = 0
    for i in range(len(a)):
        try:
            total += a[i] / b[i]
        except Exception:
            failed += 1
    return total + failed


def raise_or_add(values):
    total = 0
    for i in range(len(values)):
        try:
            if values[i] < 0:
                raise ValueError
            total += values[i]
        except Exception:
            total -= 1
    return total


def squares(n):
    for i in range(n):
        yield i * i


def sum_squares(n):
    total = 0
    for value in squares(n):
        total ^= value
    return total


def sequence(n):
    a, b = 0, 1
    while n > 0:
        yield a
        a, b = b, a + b
        n -= 1


def sum_sequence(n):
    total = 0
    for value in sequence(n):
        total ^= value
    return total


def call_closure(n, factor):
    def step_by(x):
        return x * factor + 1

    total = 0
    for i in range(n):
        total = step_by(total) ^ i
    return total


def step(x):
    return x * 3 + 1


def call_argument(function, n):
    total = 0
    for i in range(n):
        total = function(total) ^ i
    return total


def other_step(x):
    return x * 5 - 1


def call_chosen(n):
    total = 0
    for i in range(n):
        function = step if i & 3 else other_step
        total = function(total) ^ i
    return total


def _quotients(size):
    random = np.random.RandomState(30)
    a, b = random.uniform(1.0, 2.0, (2, size))
    b[::1000] = 0.0
    return a, b


def _signed(size):
    return (np.random.RandomState(31).randint(-5, 100, size),)


LOOP = {"full": 2_000_000, "quick": 1_000}
CONSTRUCTS = (
    Construct("try/except, rarely taken", divide_or_count, _quotients, {"full": 500_000, "quick": 1_000}),
    Construct("try/except around a raise", raise_or_add, _signed, {"full": 1_000_000, "quick": 1_000}),
    Construct("generator over a range", sum_squares, lambda n: (n,), LOOP, (squares,)),
    Construct("generator with two variables", sum_sequence, lambda n: (n,), LOOP, (sequence,)),
    Construct("closure called", call_closure, lambda n: (n, 3), LOOP),
    Construct("function given as an argument", call_argument, lambda n: (n,), LOOP, callee=True),
    Construct("function chosen in a loop", call_chosen, lambda n: (n,), LOOP, (step, other_step)),
    Construct("recursion (fib)", small.fib, lambda n: (n,), {"full": 27, "quick": 10}),
)


def measure(peers, rounds, is_quick, progress):
    """The section for run.py."""
    rows = []
    for construct in CONSTRUCTS:
        progress.say(f"constructs: {construct.name}")
        failures = {}
        given = construct.make(construct.sizes["quick" if is_quick else "full"])
        expected = None  # what the first compiler finds; the tests compare with the interpreter
        takers = {}
        compiled = compilers.compile_with(peers, construct.function, construct.helpers, failures)
        callees = compilers.compile_with(peers, step, (), failures) if construct.callee else {}
        for peer, function in compiled.items():
            arguments = (callees[peer], *given) if construct.callee else given
            try:
                found = function(*arguments)
            except Exception as error:
                failures[peer] = compilers.first_line(error)
                continue
            if expected is None:
                expected = found
            elif found != expected:
                failures[peer] = f"{found} instead of {expected}"
            takers[peer] = timed(function, arguments)
        rows.append(
            {"name": construct.name, "peers": timing.interleaved(takers, rounds), "failures": failures}
        )
        progress.step()
    return {
        "title": "constructs of the language in a loop",
        "aims": {"numba": 1.0},
        "peers": list(compilers.KNOWN),
        "absent": {peer.name: peer.absent for peer in peers if peer.absent},
        "rows": rows,
    }


def timed(function, arguments):
    """A function that returns the seconds of one run."""

    def take():
        began = time.perf_counter()
        function(*arguments)
        return time.perf_counter() - began

    return take
