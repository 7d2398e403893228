"""Loops that may raise are vectorised; an error leaves everything as it does in the interpreter."""

import math

import numpy as np
import pytest
from pyrite import njit


def divide(out, a, b):
    for i in range(len(a)):
        out[i] = a[i] / b[i]


def update(out, a, b):
    for i in range(len(a)):
        out[i] = out[i] * 2.0 + 1.0 / b[i]


def two_stores(out, a, b):
    for i in range(len(a)):
        out[i] = math.sqrt(b[i])
        a[i] = out[i] + 1.0 / b[i]


def store_before_the_check(out, a, b):
    for i in range(len(a)):
        out[i] = a[i]
        out[i] = a[i] / b[i]


def sometimes_stored(out, a, b):
    for i in range(len(a)):
        if a[i] > 3.0:
            out[i] = 1.0 / b[i]


def either_way(out, a, b):
    for i in range(len(a)):
        if a[i] > 3.0:
            out[i] = 1.0 / b[i]
        else:
            out[i] = a[i] + 1.0


def carried_on(out, a, b):
    for i in range(len(a) - 1):
        out[i + 1] = out[i] / b[i]


def from_ahead(out, a, b):
    for i in range(len(a) - 1):
        out[i] = out[i + 1] / b[i]


def backwards(out, a, b):
    for i in range(len(a) - 1, -1, -1):
        out[i] = a[i] / b[i]


def every_second(out, a, b):
    for i in range(1, len(a), 2):
        out[i] = a[i] / b[i]


def running_sum(out, a, b):
    total = 0.0
    for i in range(len(a)):
        total += a[i] / b[i]
        out[i] = total
    return total


def counted(out, a, b):
    count = 0
    for i in range(len(a)):
        out[i] = a[i] / b[i]
        if out[i] > 1.0:
            count += 1
    return count


def while_loop(out, a, b):
    i = 0
    while i < len(a):
        out[i] = a[i] / b[i]
        i += 1
    return i


def caught(out, a, b):
    last = -1
    try:
        for i in range(len(a)):
            out[i] = a[i] / b[i]
            last = i
    except ZeroDivisionError:
        return -last
    return last


def raised_by_hand(out, a, b):
    for i in range(len(a)):
        out[i] = a[i]
        if b[i] == 0.0:
            raise ValueError("no")
        out[i] = a[i] * 2.0


def whole_numbers(out, a, b):
    for i in range(len(a)):
        out[i] = i // int(b[i])


FUNCTIONS = [
    divide,
    update,
    two_stores,
    store_before_the_check,
    sometimes_stored,
    either_way,
    carried_on,
    from_ahead,
]
FUNCTIONS += [
    backwards,
    every_second,
    running_sum,
    counted,
    while_loop,
    caught,
    raised_by_hand,
    whole_numbers,
]


class AsPython:
    """An array whose elements are the interpreter's floats."""

    def __init__(self, array):
        self.array = array

    def __len__(self):
        return len(self.array)

    def __getitem__(self, i):
        return float(self.array[i])

    def __setitem__(self, i, value):
        self.array[i] = value


def outcome(function, *arguments):
    try:
        return function(*arguments)
    except (ZeroDivisionError, ValueError) as error:
        return type(error)


def shared(kind, out, a, b):
    """The arguments, some of them in one block of memory, and that block."""
    if kind == "out is b":
        return b, a, b, b
    if kind == "out is a":
        return a, a, b, a
    if kind == "out behind a":
        both = np.concatenate([a, [2.0] * 4])
        return both[1 : len(a) + 1], both[: len(a)], b, both
    if kind == "out behind b":
        both = np.concatenate([b, [2.0] * 4])
        return both[3 : len(a) + 3], a, both[: len(a)], both
    if kind == "out turned":
        return out[::-1], a, b, out
    return out, a, b, out


KINDS = ["apart", "out is a", "out is b", "out behind a", "out behind b", "out turned"]


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.__name__)
def test_an_error_leaves_arrays_as_the_interpreter_does(function):
    compiled = njit(function)
    random = np.random.RandomState(len(function.__name__))
    for count in [0, 1, 2, 3, 8, 17, 255, 256, 257, 512, 700]:
        for zeros in [0, 1, 2]:
            a, b, out = (random.uniform(1, 5, count) for _ in range(3))
            if count:
                b[random.randint(count, size=zeros)] = 0.0
            for kind in KINDS:
                expected = shared(kind, out.copy(), a.copy(), b.copy())
                found = shared(kind, out.copy(), a.copy(), b.copy())
                wanted = outcome(function, *map(AsPython, expected[:3]))
                assert outcome(compiled, *found[:3]) == wanted
                for one, other in zip(found, expected):
                    np.testing.assert_array_equal(one, other)


def test_which_check_fails_first_decides():
    @njit
    def both(out, a, b):
        for i in range(len(a)):
            out[i] = math.log(a[i]) / b[i]

    a, b = np.ones(600), np.ones(600)
    a[400] = b[401] = 0.0
    out = np.full(600, 7.0)
    with pytest.raises(ValueError, match="math domain error"):
        both(out, a, b)
    assert np.all(out[:400] == 0.0) and np.all(out[400:] == 7.0)
    a[402], a[400] = 0.0, 1.0
    with pytest.raises(ZeroDivisionError):
        both(out, a, b)


def test_nothing_behind_the_error_is_read():
    """The range goes far beyond the array, but the error comes first."""

    @njit
    def until_zero(out, a):
        for i in range(1 << 40):
            out[i] = 1.0 / a[i]

    a = np.ones(1000)
    a[999] = 0.0
    out = np.zeros(1000)
    with pytest.raises(ZeroDivisionError):
        until_zero(out, a)
    assert np.all(out[:999] == 1.0) and out[999] == 0.0


def test_integers_and_bytes_are_restored():
    @njit
    def narrow(flags, numbers, b):
        for i in range(len(b)):
            flags[i] = not flags[i]
            numbers[i] += 1
            numbers[i] += int(1.0 / b[i])

    for zero in [0, 1, 255, 256, 299]:
        flags, numbers, b = np.zeros(300, np.bool_), np.zeros(300, np.int32), np.ones(300)
        b[zero] = 0.0
        with pytest.raises(ZeroDivisionError):
            narrow(flags, numbers, b)
        assert flags.tolist() == [True] * (zero + 1) + [False] * (299 - zero)
        assert numbers.tolist() == [2] * zero + [1] + [0] * (299 - zero)


def test_rows_of_matrices_and_complex_numbers():
    @njit
    def rows(out, a, b):
        for i in range(a.shape[0]):
            for j in range(a.shape[1]):
                out[i, j] = a[i, j] / b[j]

    a, b = np.random.RandomState(1).rand(5, 300), np.ones(300)
    for dtype in (np.float64, np.complex128):
        out = np.zeros((5, 300), dtype)
        rows(out, a, b)
        np.testing.assert_array_equal(out, a)
    b[290] = 0.0
    out = np.zeros((5, 300))
    with pytest.raises(ZeroDivisionError):
        rows(out, a, b)
    assert np.array_equal(out[0, :290], a[0, :290]) and not out[0, 290:].any() and not out[1:].any()


@pytest.mark.parametrize(
    "function", [divide, either_way, from_ahead, backwards, counted, while_loop, raised_by_hand]
)
def test_loops_with_checks_are_vectorised(function):
    compiled = njit(function)
    compiled(np.ones(3), np.ones(3), np.ones(3))
    (text,) = compiled.inspect_llvm().values()
    assert "x double>" in text


def test_sums_keep_their_order():
    @njit
    def total(a):
        result = 0.0
        for i in range(len(a)):
            result += math.sqrt(a[i])
        return result

    a = np.random.RandomState(5).uniform(0, 1e9, 1001)
    expected = 0.0
    for x in a:
        expected += math.sqrt(float(x))
    assert total(a) == expected


def test_arrays_made_in_the_function_and_inner_loops():
    @njit
    def table(a, b):
        out = np.zeros((len(a), len(b)))
        for i in range(len(a)):
            for j in range(len(b)):
                out[i, j] = math.sqrt(a[i]) / b[j]
        return out

    a, b = np.arange(5.0), np.arange(1.0, 600.0)
    np.testing.assert_array_equal(table(a, b), np.sqrt(a)[:, None] / b)
    b[500] = 0.0
    with pytest.raises(ZeroDivisionError):
        table(a, b)
    b[500], a[3] = 1.0, -1.0
    with pytest.raises(ValueError, match="math domain error"):
        table(a, b)
