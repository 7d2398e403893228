"""Universal functions: loops over large arrays, calls with little, and the first call, beside Numba's and NumPy's own."""

import importlib
import time
from collections.abc import Callable
from dataclasses import dataclass

import compilers
import numpy as np
import timing

ROUNDS = 15


@dataclass(frozen=True)
class Case:
    """`make(size)` gives the operands; `numpy` does the same with NumPy's functions."""

    name: str
    function: Callable
    numpy: Callable
    make: Callable
    sizes: dict[str, int]
    layout: str = ""  # of a generalized function, whose `signature` it goes with
    signature: str = ""
    method: str = ""  # of the universal function, in place of a call
    repeat: int = 1
    is_first: bool = False  # the call that compiles


def difference(a, b):
    return abs(a - b)


def logistic(a):
    return 1.0 / (1.0 + np.exp(-a))


def clamped(a, low, high):
    if a < low:
        return low
    if a > high:
        return high
    return a


def running_mean(values, out):
    total = 0.0
    for i in range(len(values)):
        total += values[i]
        out[i] = total / (i + 1)


def numpy_running_mean(values):
    return np.cumsum(values, axis=-1) / np.arange(1, values.shape[-1] + 1)


def _pair(size):
    return tuple(np.random.RandomState(40).uniform(-1.0, 1.0, (2, size)))


def _strided(size):
    return tuple(part[::2] for part in _pair(2 * size))


def _rows(size):
    return (np.random.RandomState(41).uniform(0.0, 1.0, (size, 100)),)


LARGE = {"full": 1_000_000, "quick": 1_000}
CASES = (
    Case("|a - b|", difference, lambda a, b: np.abs(a - b), _pair, LARGE),
    Case("|a - b|, every other element", difference, lambda a, b: np.abs(a - b), _strided, LARGE),
    Case("clip to two numbers", clamped, np.clip, lambda n: (_pair(n)[0], -0.5, 0.5), LARGE),
    Case("1 / (1 + exp(-a))", logistic, lambda a: 1.0 / (1.0 + np.exp(-a)), lambda n: _pair(n)[:1], LARGE),
    Case("reduce of larger numbers", max, np.maximum.reduce, lambda n: _pair(n)[:1], LARGE, method="reduce"),
    Case("running mean of rows", running_mean, numpy_running_mean, _rows, {"full": 10_000, "quick": 10},
         "(n)->(n)", "void(float64[:], float64[:])"),
    Case("call with two numbers", difference, lambda a, b: np.abs(a - b), lambda n: (1.5, 2.5), LARGE, repeat=1000),
    Case("call with arrays of 4", difference, lambda a, b: np.abs(a - b), lambda n: _pair(4), LARGE, repeat=1000),
    Case("first call", difference, lambda a, b: np.abs(a - b), lambda n: _pair(4), LARGE, is_first=True),
)  # fmt: skip


def larger(a, b):
    return a if a > b else b


def made(module, case, **options):
    """The universal function of one compiler."""
    function = larger if case.function is max else case.function
    if case.layout:
        return module.guvectorize([case.signature], case.layout, **options)(function)
    return module.vectorize(**options)(function)


def runner(ufunc, case):
    return getattr(ufunc, case.method) if case.method else ufunc


def measure(peers, rounds, is_quick, progress):
    """The section for run.py."""
    rows = []
    for case in CASES:
        progress.say(f"universal functions: {case.name}")
        operands = case.make(case.sizes["quick" if is_quick else "full"])
        expected = case.numpy(*operands)
        takers, failures = {}, {}
        for peer in peers:
            if peer.absent:
                continue
            module = importlib.import_module(peer.name)
            try:
                run = runner(made(module, case), case)
                if case.method:
                    run(operands[0][:1], *operands[1:])
                np.testing.assert_allclose(run(*operands), expected, rtol=1e-12)
            except Exception as error:
                failures[peer.name] = compilers.first_line(error)
                continue
            takers[peer.name] = first(module, case, operands) if case.is_first else timed(run, case, operands)
        takers["NumPy"] = timed(case.numpy, case, operands)
        rows.append({"name": case.name, "peers": timing.interleaved(takers, rounds), "failures": failures})
        progress.step()
    return {
        "title": "universal functions",
        "aims": {"numba": 1.0},
        "peers": [*compilers.KNOWN, "NumPy"],
        "absent": {peer.name: peer.absent for peer in peers if peer.absent},
        "rows": rows,
    }


def timed(run, case, operands):
    """A function that returns the seconds of one call."""

    def take():
        began = time.perf_counter()
        for _ in range(case.repeat):
            run(*operands)
        return (time.perf_counter() - began) / case.repeat

    return take


def first(module, case, operands):
    """A function that returns the seconds of making the universal function and calling it, nothing cached."""

    def take():
        began = time.perf_counter()
        made(module, case, cache=False)(*operands)
        return time.perf_counter() - began

    return take
