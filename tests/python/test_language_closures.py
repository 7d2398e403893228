"""Nested functions over variables that change, before and after they were captured, and in them."""

import numpy as np
import pytest
from outcomes import IS_PYPY
from pyrite import njit
from pyrite.errors import TypingError, UnsupportedError


def accumulate(n):
    total = 0

    def add(x):
        nonlocal total
        total += x

    for i in range(n):
        add(i)
    return total


def changed_afterwards(n):
    x = 1
    add = lambda y: x + y  # noqa: E731
    first = add(n)
    x = 10
    return first, add(n)


def two_levels(n):
    count = n

    def outer():
        def inner():
            nonlocal count
            count += 1
            return count

        inner()
        return inner()

    return outer(), outer(), count


def late_definition(n):
    def read():
        return y

    if n > 0:
        y = n
    return read()


def loop_variable(n):
    found = []
    for i in range(n):
        double = lambda: i * 2  # noqa: B023, E731
        found.append(double())
    return found


def closures_see_the_last_value(n):
    total = 0
    if n == 0:
        return 0
    for i in range(n):
        total = total * 10 + i
        last = lambda: total + i  # noqa: B023, E731
    total += 1
    i = 100
    return last()


def arrays_in_cells(n):
    a = np.zeros(n)

    def shift(x):
        nonlocal a
        a = a + x

    shift(1.0)
    shift(0.5)
    return a


def widening(n):
    x = 0

    def half():
        nonlocal x
        x = x + 0.5

    half()
    if n > 1:
        half()
    return x


def from_none(n):
    found = None

    def remember(x):
        nonlocal found
        if x > 2:
            found = x

    for i in range(n):
        remember(i)
    return found


def filled_from_inside(n):
    values = []

    def push(x):
        values.append(x)

    for i in range(n):
        push(i / 2)
    return values


def deleted(n):
    x = n

    def forget():
        nonlocal x
        del x

    if n > 2:
        forget()
    return x


def comprehension_over_what_changes(n):
    row = [1]
    for _ in range(n):
        row = [1] + [row[i] + row[i + 1] for i in range(len(row) - 1)] + [1]
    return row


def walrus(n):
    last = 0
    sums = [last := last + i for i in range(n)]
    return last, sums


def two_share(n):
    state = n

    def up():
        nonlocal state
        state += 1

    def twice():
        nonlocal state
        state *= 2

    up()
    twice()
    up()
    return state


def recursive(n):
    scale = n + 1

    def fibonacci(k):
        return scale if k < 2 else fibonacci(k - 1) + fibonacci(k - 2)

    return fibonacci(n), fibonacci(3)


@pytest.mark.parametrize(
    "function",
    [
        recursive,
        accumulate,
        changed_afterwards,
        two_levels,
        late_definition,
        loop_variable,
        closures_see_the_last_value,
        arrays_in_cells,
        widening,
        from_none,
        filled_from_inside,
        deleted,
        comprehension_over_what_changes,
        walrus,
        two_share,
    ],
)
@pytest.mark.parametrize("n", [0, 1, 3, 6])
def test_closures(function, n):
    results = []
    for run in (function, njit(function)):
        try:
            result = run(n)
            results.append(result.tolist() if isinstance(result, np.ndarray) else result)
        except Exception as error:
            # What a variable is called when it has no value differs between interpreters.
            results.append(
                (NameError if isinstance(error, NameError) else type(error), "" if IS_PYPY else str(error))
            )
    if isinstance(results[0], tuple) and results[0][0] is NameError:
        assert results[1][0] is NameError
    else:
        assert results[0] == results[1]


def test_what_is_refused():
    def two_types(n):
        x = n

        def change():
            nonlocal x
            x = (n, n)

        change()
        return x

    with pytest.raises(TypingError, match="variable 'x'"):
        njit(two_types)(1)

    def mutually(n):
        def even(k):
            return True if k == 0 else odd(k - 1)

        def odd(k):
            return False if k == 0 else even(k - 1)

        return even(n)

    with pytest.raises(UnsupportedError, match="call one another"):
        njit(mutually)(3)

    outside = 1

    def assigns_outside(n):
        nonlocal outside
        outside = n

    with pytest.raises(UnsupportedError, match="outside"):
        njit(assigns_outside)(1)
    assert outside == 1


def test_nothing_leaks():
    from pyrite import testing

    compiled = njit(arrays_in_cells)
    compiled(3)
    before = testing.get_allocation_stats()
    for _ in range(10):
        compiled(4)
    after = testing.get_allocation_stats()
    assert after.alloc - before.alloc == after.free - before.free > 0
