"""Small functions: what a call costs (`CALLS`) and how long a first call takes (`LATENCIES`)."""

import kernels
import numpy as np


def nothing():
    return None


def add(a, b):
    return a + b


def first(a):
    return a[0]


def first_of_three(a, b, c):
    return a[0] + b[0] + c[0]


def add_pair(pair):
    return pair[0] + pair[1]


def sum_loop(values):
    total = 0.0
    for i in range(len(values)):
        total += values[i]
    return total


def array_expression(a, b, c):
    return a * b + np.sin(c)


def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


def scale(values, factor):
    for i in range(len(values)):
        values[i] *= factor
    return values.sum()


def _array():
    return np.arange(8.0)


# What is called, how the call reads in the timed loop, and the variables in that loop.
CALLS = (
    ("()", nothing, "f()", dict),
    ("(int, int)", add, "f(a, b)", lambda: {"a": 1, "b": 2}),
    ("(float, float)", add, "f(a, b)", lambda: {"a": 1.5, "b": 2.5}),
    ("(array)", first, "f(a)", lambda: {"a": _array()}),
    ("(array, array, array)", first_of_three, "f(a, b, c)", lambda: {name: _array() for name in "abc"}),
    ("((float, float))", add_pair, "f(a)", lambda: {"a": (1.5, 2.5)}),
)


def _demo(name):
    kernel = next(kernel for kernel in kernels.KERNELS if kernel.name == name)
    return kernel.function, kernel.helpers, lambda: kernel.make(*kernel.sizes["quick"])


# Name, function, the functions it calls, its arguments.
LATENCIES = (
    ("add", add, (), lambda: (1, 2)),
    ("sum loop", sum_loop, (), lambda: (_array(),)),
    ("Black-Scholes", *_demo("black_scholes")),
    ("complex Mandelbrot", *_demo("mandelbrot")),
    ("a*b + np.sin(c)", array_expression, (), lambda: (_array(), _array(), _array())),
    ("fib (recursive)", fib, (), lambda: (10,)),
)

# Compiled before first calls are timed, so that they meet a compiler that has run once.
WARM_UP = (scale, lambda: (_array(), 2.0))
