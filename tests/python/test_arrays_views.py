"""Views and results alias as NumPy's do: what is written through one name is seen through the other; memory lives long enough."""

import gc
import sys

import numpy as np
import pytest
from array_samples import LAYOUTS, agree, sample
from outcomes import IS_PYPY
from pyrite import njit
from pyrite.errors import TypingError

SOURCES = {
    "the array": "a", "a slice": "a[1:]", "a row": "a[1]", "a column": "a[:, 1]", "a transpose": "a.T", "a reversed view": "a[::-1, ::-1]",
    "a reshaped view": "a.reshape(-1)", "a ravelled view": "a.ravel()", "a newaxis view": "a[:, None]", "every second": "a[::2, ::2]",
    "asarray": "np.asarray(a)", "a moved axis": "np.moveaxis(a, 0, 1)", "a view of a view": "a[1:].T[1:]",
}  # fmt: skip
COPIES = {
    "copy": "a.copy()", "astype": "a.astype(np.float64)", "array": "np.array(a)", "an expression": "a + 0", "flatten": "a.flatten()", "abs": "np.abs(a)",
    "negative": "-a", "ones_like": "np.ones_like(a)", "sum": "np.sum(a, 0)", "reshape of a transpose": "a.T.reshape(-1)",
}  # fmt: skip


@pytest.mark.parametrize("name", SOURCES)
def test_views_are_written_through(name):
    namespace = {"np": np}
    exec(f"def write(a):\n    v = {SOURCES[name]}\n    v[...] = 7.0\n    return a.sum()\n", namespace)
    agree(njit(namespace["write"]), namespace["write"], np.arange(12.0).reshape(3, 4))


@pytest.mark.parametrize("name", SOURCES)
def test_returned_views_alias_the_argument(name):
    compiled = njit(eval(f"lambda a: {SOURCES[name]}", {"np": np}))
    array = np.arange(12.0).reshape(3, 4)
    view = compiled(array)
    assert np.shares_memory(view, array)
    view[...] = -1.0
    assert (array == -1.0).any()
    del array
    gc.collect()
    assert (view == -1.0).all()


@pytest.mark.parametrize("name", COPIES)
def test_copies_are_not(name):
    compiled = njit(eval(f"lambda a: {COPIES[name]}", {"np": np}))
    array = np.arange(12.0).reshape(3, 4)
    made = compiled(array)
    assert not np.shares_memory(made, array)
    made[...] = -5.0
    assert array.min() == 0.0


def test_views_of_arrays_made_inside_keep_them_alive():
    @njit
    def make(n):
        a = np.arange(n)
        b = a[1:]
        return b[::2], a.reshape(2, -1).T, a.astype(np.float64)[1]

    first, second, number = make(6)
    gc.collect()
    other = [np.empty(6, np.int64) for _ in range(100)]
    assert first.tolist() == [1, 3, 5] and second.tolist() == [[0, 3], [1, 4], [2, 5]] and number == 1.0
    second[0, 1] = 50
    assert first.tolist() == [1, 50, 5] or first.tolist() == [1, 3, 5]
    assert len(other) == 100


def test_two_results_over_one_memory():
    @njit
    def make():
        a = np.zeros(4)
        return a, a[1:3]

    whole, part = make()
    part[0] = 9
    assert whole[1] == 9


def test_the_argument_itself_comes_back_aliased():
    @njit
    def same(a):
        a[0] = 3
        return a

    array = np.zeros(2)
    result = same(array)
    result[1] = 4
    assert array.tolist() == [3, 4]


def test_writes_through_one_name_are_seen_through_the_other():
    def reference(a, b):
        total = 0.0
        for i in range(len(a)):
            a[i] = i + 1
            total += b[i]
        return total

    compiled = njit(reference)
    for offset in (0, 1, 2):
        buffer = np.zeros(8)
        a, b = buffer[:5], buffer[offset : offset + 5]
        other = np.zeros(8)
        assert compiled(a, b) == reference(other[:5], other[offset : offset + 5])
        assert np.array_equal(buffer, other)


def test_writes_through_another_dtype_are_seen():
    def reference(a, b):
        total = 0
        for i in range(len(a)):
            a[i] = 1.0
            total += b[i]
        return total

    buffer, other = np.zeros(4), np.zeros(4)
    assert njit(reference)(buffer, buffer.view(np.int64)) == reference(other, other.view(np.int64))


def test_expressions_are_computed_when_they_are_written_not_when_they_are_used():
    def reference(a):
        b = a + 1
        a[0] = 100.0
        c = a * 2
        a[:] = 0.0
        return b[0] + c[0], b, c

    agree(njit(reference), reference, np.arange(4.0))


def test_expressions_kept_over_a_loop_that_changes_their_operands():
    def reference(a, n):
        b = a * 10
        for i in range(n):
            a[i] = b[i] + 1
            b = a + b
        return b

    agree(njit(reference), reference, np.arange(4.0), 3)


def test_a_view_chosen_at_run_time():
    def reference(a, flag):
        v = a if flag else a.copy()
        v[0] = 9
        w = a[1:] if flag else a[:2]
        w[0] = 8

    for flag in (True, False):
        agree(njit(reference), reference, np.arange(3.0), flag)


def test_views_handed_to_functions():
    @njit
    def fill(v, x):
        v[...] = x

    @njit
    def use(a):
        fill(a[0], 1.0)
        fill(a[:, 1], 2.0)
        fill(a.T[2], 3.0)
        fill(a[1:, 3:], 4.0)

    for layout in ("C", "F", "strided", "backward"):
        array, expected = sample((3, 4), np.float64, layout), sample((3, 4), np.float64, layout)
        use(array)
        use.py_func(expected)
        assert np.array_equal(array, expected, equal_nan=True)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_read_only_arguments_give_read_only_views_and_writable_copies(layout):
    array = sample((3, 4), np.float64, layout)
    assert njit(lambda a: a[1:])(array).flags.writeable == array.flags.writeable
    assert njit(lambda a: a.T)(array).flags.writeable == array.flags.writeable
    assert njit(lambda a: a.copy())(array).flags.writeable
    assert njit(lambda a: a + 1)(array).flags.writeable


def test_global_arrays_are_frozen_and_read_only():
    table = np.arange(4.0)

    @njit
    def read(i):
        return table[i]

    assert read(2) == 2.0
    table[2] = 50.0
    assert read(2) == 2.0

    @njit
    def write():
        table[0] = 1.0

    with pytest.raises(TypingError, match="read-?only"):
        write()


@pytest.mark.skipif(IS_PYPY, reason="PyPy counts no references")
def test_references_are_given_back():
    @njit
    def use(a):
        b = a[1:]
        c = a.T
        return b.sum() + c.sum(), a, b

    array = np.arange(4.0)
    before = sys.getrefcount(array)
    for _ in range(10):
        use(array)
    assert sys.getrefcount(array) == before
    kept = use(array)
    del kept
    assert sys.getrefcount(array) == before


def test_arrays_swapped_in_a_loop():
    def reference(a, b, n):
        for i in range(n):
            a[1:] = b[:-1] + i
            a, b = b, a
        return a

    agree(njit(reference), reference, np.zeros(5), np.ones(5), 4)
