"""Recursion: right, and ended by RecursionError where the stack ends."""

import threading

import numpy as np
import pytest
from pyrite import njit
from pyrite.errors import TypingError


@njit
def endless(n):
    return endless(n + 1) + 1 if n >= 0 else 0


@njit
def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


@njit
def is_even(n):
    return True if n == 0 else is_odd(n - 1)


@njit
def is_odd(n):
    return False if n == 0 else is_even(n - 1)


@njit
def with_arrays(n):
    a = np.full(4, n)
    if n < 0:
        return 0
    return with_arrays(n + 1) + a[0]


@njit
def caught(n):
    try:
        return endless(n)
    except RecursionError:
        return -1


@njit
def nested(n):
    def down(k):
        return down(k + 1) * 2 + 1 if k != -1 else 0

    return down(n)


def test_recursion_gives_what_the_interpreter_gives():
    assert [fibonacci(n) for n in range(20)] == [fibonacci.py_func(n) for n in range(20)]
    assert [is_even(n) for n in (0, 1, 10, 50_001)] == [True, False, True, False]


@pytest.mark.parametrize("function", [endless, nested, with_arrays])
def test_endless_recursion_is_an_error(function):
    for _ in range(3):
        with pytest.raises(RecursionError, match="maximum recursion depth exceeded"):
            function(1)
    assert fibonacci(10) == 55


def test_the_error_can_be_caught_in_compiled_code():
    assert caught(0) == -1


def test_nothing_leaks():
    from pyrite import testing

    before = testing.get_allocation_stats()
    with pytest.raises(RecursionError):
        with_arrays(0)
    after = testing.get_allocation_stats()
    assert after.alloc - before.alloc == after.free - before.free > 100


def test_threads_have_stacks_of_their_own():
    outcomes = []

    def run():
        try:
            endless(0)
        except RecursionError:
            outcomes.append(fibonacci(15))

    before = threading.stack_size(512 * 1024)
    try:
        threads = [threading.Thread(target=run) for _ in range(4)]
    finally:
        for thread in threads:
            thread.start()
        threading.stack_size(before)
    for thread in threads:
        thread.join()
    assert outcomes == [610] * 4


def test_recursion_without_an_end_in_its_types_is_refused():
    @njit
    def without_base_case(n):
        return without_base_case(n)

    with pytest.raises(TypingError, match="no path returns without calling itself"):
        without_base_case(1)

    @njit
    def growing(x):
        return growing((x, x))

    with pytest.raises(TypingError, match="change with every call"):
        growing(1)
