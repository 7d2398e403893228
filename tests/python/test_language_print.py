"""print: what the interpreter would print, to where its print goes."""

import contextlib
import io
import sys

import numpy as np
import pytest
from pyrite import njit
from pyrite.errors import UnsupportedError


def printed(function, *arguments):
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        function(*arguments)
    return out.getvalue()


def values(n, x, a):
    print(n, x, n > 2, None, ..., "text", n * 1j, -0.0, x / 3, x * 1e300, -n, range(n))
    print()
    print((n, x), ((n,), ()), [n, 2], [(n, x)], [[n], []], "é")
    print(a, a[1:], a > 1, a.shape)
    for i in range(n):
        print(i, end=" ")
    print("a", n, sep="", end="|\n")
    print(1, 2, sep=None, end=None)


@pytest.mark.parametrize("n", [0, 3])
@pytest.mark.parametrize("x", [1.5, float("nan"), float("-inf"), 1e-7])
def test_what_is_printed(n, x):
    with np.errstate(all="ignore"):
        arguments = n, x, np.arange(4.0)
        assert printed(njit(values), *arguments) == printed(values, *arguments)


def test_lists_and_optional_values_as_arguments():
    def show(items, other):
        print(items, other, None if len(items) > 1 else len(items))

    for items in ([1, 2], [2.5], [np.arange(2)]):
        assert printed(njit(show), items, (items, 1)) == printed(show, items, (items, 1))


def test_print_from_callees_and_generators():
    @njit
    def steps(n):
        for i in range(n):
            print("step", i)
            yield i

    @njit
    def total(n):
        found = 0
        for i in steps(n):
            found += i
        print("total", found)
        return found

    assert printed(total, 3) == "step 0\nstep 1\nstep 2\ntotal 3\n"
    assert printed(lambda: list(steps(2))) == "step 0\nstep 1\n"


def test_print_without_the_interpreter_lock():
    @njit(nogil=True)
    def show(n):
        for i in range(n):
            print(i)

    assert printed(show, 3) == "0\n1\n2\n"


class Broken(io.StringIO):
    def write(self, text):
        raise OSError("cannot write")


def test_errors_of_the_stream_come_out():
    from pyrite import testing

    @njit
    def show(n):
        a = np.ones(n)
        print(a)
        return a

    @njit
    def guarded(n):
        try:
            print(n)
        except Exception:
            return -1
        return n

    with contextlib.redirect_stdout(io.StringIO()):
        show(2)
    before = testing.get_allocation_stats()
    stream = sys.stdout
    sys.stdout = Broken()
    try:
        with pytest.raises(OSError, match="cannot write"):
            show(3)
        caught = guarded(3)
    finally:
        sys.stdout = stream
    assert caught == -1
    after = testing.get_allocation_stats()
    assert after.alloc - before.alloc == after.free - before.free > 0


def test_what_is_refused():
    with pytest.raises(UnsupportedError, match=r"print\(\)"):
        njit(lambda n: print(lambda: n))(1)
    with pytest.raises(UnsupportedError, match="file="):
        njit(lambda n: print(n, file=None))(1)
