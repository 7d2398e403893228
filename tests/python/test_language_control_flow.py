"""Control flow: what is run, in which order, and what variables hold afterwards, as in the interpreter."""

import itertools

import numpy as np
import pytest
from pyrite import njit


def outcome(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        return type(error)


def agree(function, *several):
    compiled = njit(function)
    for arguments in several:
        expected, found = outcome(function, *arguments), outcome(compiled, *arguments)
        assert found == expected and type(found) is type(expected), (
            f"{arguments}: {found} instead of {expected}"
        )


# -- ways out of try statements ---------------------------------------------------------------------------------------------

WAYS = ["pass", "return 100 + total", "break", "continue", "raise ValueError(1)", "total += 1 // z"]
PROGRAM = """
def f(n, z):
    total = 0
    for i in range(n):
        try:
            total += 1
            if i == 1:
                {body}
            total += 10
        except ZeroDivisionError:
            total += 1000
            {handler}
        finally:
            total += 5
            if i == 2:
                {final}
        total += 3
    else:
        total += 10000
    return total
"""


@pytest.mark.parametrize("body", WAYS)
@pytest.mark.parametrize("final", WAYS)
@pytest.mark.filterwarnings("ignore::SyntaxWarning")
def test_every_way_out_of_try_with_every_way_out_of_finally(body, final):
    for handler in WAYS[:5]:
        space = {}
        exec(PROGRAM.format(body=body, handler=handler, final=final), space)
        agree(space["f"], *itertools.product((0, 1, 2, 3, 5), (0, 1)))


@pytest.mark.filterwarnings("ignore::SyntaxWarning")
def test_the_last_return_decides():
    space = {}
    exec(
        "def f(x):\n    try:\n        return 10 // x\n    finally:\n        if x < 2:\n            return -x\n",
        space,
    )
    agree(space["f"], (0,), (1,), (2,), (5,))

    def g(x):
        for i in range(3):
            try:
                try:
                    if i == x:
                        return i
                finally:
                    x += 10
            finally:
                x -= 9
        return x

    agree(g, (0,), (1,), (2,), (-1,), (7,))


def test_while_loops_around_try():
    def f(n, z):
        count = 0
        while n > 0:
            n -= 1
            try:
                if n == 3:
                    continue
                if n == 1:
                    break
                count += 6 // (n - z)
            except ZeroDivisionError:
                count += 100
                continue
            finally:
                count += 1000
            count += 10
        else:
            count = -count
        return count, n

    agree(f, *itertools.product(range(7), (0, 2, 4, 9)))


# -- loops --------------------------------------------------------------------------------------------------------------------


def test_else_of_loops():
    def f(n, stop):
        out = 0
        for i in range(n):
            if i == stop:
                break
            out += i
        else:
            out += 1000
        while n > 0:
            n -= 1
            if n == stop + 1:
                break
        else:
            out += 5000
        return out, n

    agree(f, *itertools.product(range(5), (0, 1, 3, 9)))


def test_a_break_leaves_the_inner_loop_alone():
    def f(n):
        seen = 0
        for i in range(n):
            for j in range(n):
                if j > i:
                    break
                if (i + j) % 2:
                    continue
                k = 0
                while True:
                    k += 1
                    if k > j:
                        break
                seen = seen * 3 + k
            else:
                seen += 7
        return seen

    agree(f, *[(n,) for n in range(6)])


def test_a_loop_variable_after_the_loop():
    def f(n):
        i = -1
        for i in range(n):
            if i == 3:
                break
        return i

    def g(n):
        i = 50
        for i in range(n):
            i += 10
        return i

    def h(a):
        x = 0.5
        for x in a:
            pass
        return x

    agree(f, (0,), (1,), (3,), (9,))
    agree(g, (0,), (1,), (3,))
    assert njit(h)(np.arange(3.0)) == 2.0
    assert njit(h)(np.arange(0.0)) == 0.5


def test_a_variable_that_an_empty_loop_does_not_define():
    def f(n):
        for i in range(n):
            x = i * 2
        return i + x

    def g(n, flag):
        if flag:
            late = n
        if n > 3:
            return late
        return 0

    def h(n):
        x = n
        if n > 2:
            del x
        return x

    agree(f, (0,), (1,), (4,))
    agree(g, *itertools.product((1, 5), (True, False)))
    agree(h, (1,), (3,))

    with pytest.raises(UnboundLocalError, match="'?late'?"):
        njit(g)(5, False)


def test_late_definitions_in_an_endless_loop():
    def f(n):
        first = True
        i = 0
        while True:
            if first:
                last = n * 2
                first = False
            else:
                last = last + step  # noqa: F821
            step = i + 1
            i += 1
            if i > n:
                break
        return last, step

    agree(f, *[(n,) for n in range(6)])


def test_a_variable_that_changes_type_in_a_loop():
    def f(n):
        x = 1
        for _ in range(n):
            x = x + 0.5
        return x

    # One variable, one type: what may be a float is a float, with the interpreter's value.
    for n in range(4):
        found = njit(f)(n)
        assert found == f(n)
        assert type(found) is float

    def g(n):
        x = True
        for i in range(n):
            x = i
        return x * 3

    agree(g, (1,), (4,))
    assert njit(g)(0) == g(0)


def test_changes_of_the_range_and_of_its_variable_do_not_concern_the_loop():
    def f(n):
        total = 0
        for i in range(n):
            n = 2
            i = i * 10
            total += i
        return total, n

    agree(f, (0,), (1,), (5,))


def test_loops_with_steps():
    def f(start, stop, step):
        out, last = 0, 99
        for i in range(start, stop, step):
            out, last = out * 3 + i, i
        return out, last

    agree(f, *itertools.product((-3, 0, 4), (-5, 0, 6), (-3, -1, 0, 1, 2)))


# -- expressions that decide -------------------------------------------------------------------------------------------------


def test_chained_comparisons_evaluate_once_and_stop_early():
    def f(a, b, c, log):
        def note(k, x):
            log[k] += 1
            return x

        first = note(0, a) < note(1, b) <= note(2, c)
        second = a == b != c
        third = a < b > c < 10
        return first, second, third

    compiled = njit(f)
    for arguments in itertools.product((-1, 0, 2.5), repeat=3):
        logs = np.zeros((2, 3))
        assert compiled(*arguments, logs[0]) == f(*arguments, logs[1])
        assert (logs[0] == logs[1]).all()


def test_and_or_give_their_operands():
    def f(a, b):
        return (a and b), (a or b), not a, (a and b or 7), (a or b and 3)

    agree(f, *itertools.product((0, 1, 5, -2), repeat=2))


def test_conditional_expressions():
    def f(a, b):
        x = a if a > b else b if b > 3 else -1
        y = (a // b) if b else 0
        return x, y

    agree(f, *itertools.product((-2, 0, 4, 9), repeat=2))


def test_walrus():
    def f(n):
        total = 0
        while (half := n // 2) > 0:
            total += half
            n = half
        if (rest := total % 7) and rest > (limit := 2):
            return total, rest, limit
        return total, rest, 0

    agree(f, *[(n,) for n in (0, 1, 2, 9, 100, 1000)])


ASSERTING = """
def f(x):
    try:
        assert x > 0, "positive"
        assert x != 5
    except AssertionError:
        return -x
    return x

def g(x):
    assert x > 0, x - 7
    return x
"""


def test_assert():
    space = {}
    exec(ASSERTING, space)  # pytest rewrites the assertions of this file
    agree(space["f"], (-1,), (0,), (3,), (5,))
    agree(space["g"], (1,), (0,))
    with pytest.raises(AssertionError) as caught:
        njit(space["g"])(0)
    assert caught.value.args == (-7,)


def test_del():
    def f(a, i):
        b = a * 2
        c = b[i]
        del b
        b = c + 1
        del a, c
        return b

    compiled = njit(f)
    assert compiled(np.arange(4), 2) == 5

    def g(n):
        x = n
        for i in range(n):
            if i == 2:
                del x
            if i == 4:
                x = 10
            if i != 3 or n < 0:
                continue
            return x
        return 0

    agree(g, (0,), (2,), (3,), (4,), (6,))


def test_chained_and_swapping_assignments():
    def f(a, b):
        x = y = a + b
        x, y = y + 1, x
        (p, q), r = (x, y), a
        p, *rest = p, q, r
        x += y
        return x, y, p, q, r, rest[0], rest[1]

    agree(f, (1, 2), (-3, 4))
