"""with statements over context managers written in Python: entering, leaving, exceptions, suppression; compiled and interpreted."""

import contextlib
import copy
from dataclasses import dataclass

import numpy as np
import pytest
from pyrite import njit
from pyrite.errors import PyriteError, TypingError, UnsupportedError
from pyrite.testing import get_allocation_stats


class Logged:
    def __init__(self, log, name):
        self.log = log
        self.name = name

    def __enter__(self):
        self.log.append(self.name)
        return self.name * 10

    def __exit__(self, kind, error, traceback):
        self.log.append(-self.name)
        if kind is not None:
            self.log.append(-100)


@dataclass
class Suppressing:
    count: int = 0

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        self.count += 1
        if kind is None:
            return False
        return issubclass(kind, (ValueError, ZeroDivisionError)) and not isinstance(error, UnicodeError)


@dataclass
class Failing:
    when: int

    def __enter__(self):
        if self.when == 1:
            raise KeyError(1)
        return 5

    def __exit__(self, *arguments):
        if self.when == 2:
            raise IndexError(2)
        return True


def outcome(function, arguments):
    try:
        result = function(*arguments)
    except PyriteError:
        raise
    except Exception as error:
        texts = (
            () if isinstance(error, ZeroDivisionError) else error.args
        )  # which differ between interpreters
        result = type(error), texts
    return repr(result), repr(arguments)


def both(function, *arguments):
    """Asserts that the compiled and the interpreted function do the same, to the arguments too, and leak nothing."""
    compiled = njit(function)
    outcome(compiled, copy.deepcopy(arguments))
    before = get_allocation_stats()
    given = outcome(compiled, copy.deepcopy(arguments))
    after = get_allocation_stats()
    assert given == outcome(function, copy.deepcopy(arguments))
    assert after[0] - before[0] == after[1] - before[1]


def entered(log, n):
    with Logged(log, 1) as value:
        log.append(value)
        if n > 5:
            raise ValueError(n)
    with Logged(log, 2):
        log.append(n)
    return len(log)


def test_a_block_is_entered_and_left():
    both(entered, [0], 3)
    both(entered, [0], 7)


def nested(log, n):
    with Logged(log, 1) as a, Logged(log, 2) as b:
        with Logged(log, 3):
            log.append(a + b)
            log.append(10 // n)
        log.append(4)
    return a * b


def test_blocks_inside_of_blocks():
    both(nested, [0], 2)
    both(nested, [0], 0)


def returned(log, n):
    with Logged(log, 1):
        if n == 1:
            return 1
        with Logged(log, 2):
            if n == 2:
                return 2
    return 3


def looped(log, n):
    total = 0
    for i in range(6):
        with Logged(log, i + 1):
            if i == n:
                break
            if i % 2:
                continue
            total += i
    else:
        total += 100
    return total


def test_return_break_and_continue_leave_the_block():
    for n in range(4):
        both(returned, [0], n)
    for n in (0, 1, 4, 9):
        both(looped, [0], n)


def suppressed(manager, n):
    result = 0
    with manager as same:
        result = 1
        if n == 1:
            raise ValueError(n)
        if n == 2:
            raise ZeroDivisionError
        if n == 3:
            raise KeyError(n)
        if n == 4:
            raise UnicodeError("text")
        result = 100 // (n - 5) + same.count
    return result, manager.count


def test_exceptions_are_suppressed_where_exit_is_true():
    for n in range(7):
        both(suppressed, Suppressing(), n)


def test_managers_made_in_compiled_code():
    def made(n):
        total = 0
        for i in range(n):
            with Suppressing(i) as manager:
                total += 12 // (i - 2)
            total += manager.count * 100
        return total

    both(made, 5)


def test_enter_and_exit_may_raise():
    def failing(when, n):
        value = 0
        try:
            with Failing(when) as value:
                value += 10 // n
        except KeyError:
            return -1
        except IndexError:
            return -2
        return value

    for when in range(3):
        for n in (0, 1):
            both(failing, when, n)

    def leaving(when, n):
        with Failing(when) as value:
            value += 10 // n
        return value

    for when in range(3):
        both(leaving, when, 0)


def test_with_in_try_and_finally():
    def protected(log, n):
        try:
            with Logged(log, 1):
                try:
                    log.append(10 // n)
                finally:
                    log.append(7)
        except ZeroDivisionError:
            log.append(8)
        else:
            log.append(9)
        return log[-1]

    both(protected, [0], 0)
    both(protected, [0], 2)


def test_nullcontext():
    def null(n):
        with contextlib.nullcontext():
            n += 1
        with contextlib.nullcontext(n * 2) as value:
            n += value
        return n

    both(null, 3)


def test_blocks_free_what_they_hold():
    def holding(n):
        values = np.ones(n)
        with Suppressing():
            other = values + 1
            if n > 3:
                raise ValueError("long")
            values = other
        return values.sum()

    assert njit(holding)(3) == 6.0
    assert njit(holding)(4) == 4.0
    before = get_allocation_stats()
    njit(holding)(4)
    after = get_allocation_stats()
    assert after[0] - before[0] == after[1] - before[1]


def test_a_generator_keeps_its_block_open():
    def numbers(log, n):
        with Logged(log, 1) as value:
            for i in range(n):
                yield value + i

    def used(log, n):
        total = 0
        for number in numbers(log, n):
            total += number
        return total

    both(used, [0], 3)


def test_what_is_refused_is_named():
    class Exact(Suppressing):
        def __exit__(self, kind, error, traceback):
            return kind is ValueError

    def exact():
        with Exact():
            raise ValueError

    with pytest.raises(UnsupportedError, match="identity of an exception"):
        njit(exact)()

    def unmanaged(x):
        with x:
            return 1

    with pytest.raises(TypingError, match="no attribute '__exit__'"):
        njit(unmanaged)(1)
