"""boundscheck=True: indices outside of an array are an IndexError, all others work as without it."""

import numpy as np
import pytest
from array_samples import LAYOUTS, agree, sample
from hypothesis import given
from hypothesis import strategies as st
from pyrite import njit


@njit(boundscheck=True)
def element(a, i):
    return a[i]


@njit(boundscheck=True)
def element2(a, i, j):
    return a[i, j]


@njit(boundscheck=True)
def store(a, i, v):
    a[i] = v


@njit(boundscheck=True)
def row(a, i):
    return a[i]


@njit(boundscheck=True)
def column(a, j):
    return a[:, j]


@given(n=st.integers(0, 5), i=st.integers(-8, 8) | st.sampled_from([2**63 - 1, -(2**63), 2**32, -(2**32)]))
def test_elements(n, i):
    array = np.arange(float(n))
    agree(element, element.py_func, array, i)
    agree(store, store.py_func, array, i, 7.5)


@pytest.mark.parametrize("i", range(-4, 5))
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_axis_is_checked(i, layout):
    array = sample((2, 3), np.int64, layout)
    for j in range(-5, 6):
        agree(element2, element2.py_func, array, i, j)
        agree(column, column.py_func, array, j)
    agree(row, row.py_func, array, i)


@pytest.mark.parametrize("kind", [np.int8, np.uint8, np.uint32, np.uint64])
def test_indices_of_every_integer_type(kind):
    array = np.arange(3)
    for i in (0, 2, 3, np.iinfo(kind).max // 2):
        agree(element, element.py_func, array, kind(i))
    with pytest.raises(IndexError):
        element(array, np.iinfo(kind).max)


def test_the_message_names_the_axis():
    with pytest.raises(IndexError, match="out of bounds for axis 1"):
        element2(np.zeros((2, 3)), 0, 3)
    with pytest.raises(IndexError, match="out of bounds for axis 0"):
        element2(np.zeros((2, 3)), -3, 0)


def test_the_traceback_names_the_line():
    with pytest.raises(IndexError) as caught:
        element(np.zeros(1), 1)
    assert any(entry.name == "element" for entry in caught.traceback)


def test_slices_never_raise():
    @njit(boundscheck=True)
    def part(a, i, j):
        return a[i:j]

    for i in range(-5, 6):
        for j in range(-5, 6):
            assert part(np.arange(3), i, j).tolist() == list(range(3))[i:j]


def test_loops_are_checked():
    @njit(boundscheck=True)
    def total(a, n):
        found = 0.0
        for i in range(n):
            found += a[i]
        return found

    assert total(np.ones(4), 4) == 4.0
    with pytest.raises(IndexError):
        total(np.ones(4), 5)

    @njit(boundscheck=True)
    def backward(a, n):
        found = 0.0
        for i in range(1, n + 1):
            found += a[-i]
        return found

    assert backward(np.ones(4), 4) == 4.0
    with pytest.raises(IndexError):
        backward(np.ones(4), 5)


def test_nothing_is_written_by_a_refused_store():
    array = np.zeros(4)
    with pytest.raises(IndexError):
        store(array, 4, 1.0)
    assert not array.any()


def test_arrays_without_elements():
    with pytest.raises(IndexError):
        element(np.zeros(0), 0)
    with pytest.raises(IndexError):
        row(np.zeros((0, 3)), -1)


def test_indices_in_place():
    @njit(boundscheck=True)
    def bump(a, i):
        a[i] += 1

    array = np.zeros(3)
    bump(array, -3)
    assert array[0] == 1
    with pytest.raises(IndexError):
        bump(array, -4)


def test_library_functions_work_under_checks():
    @njit(boundscheck=True)
    def use(a):
        return a.sum(), a.mean(), a.min(), a.argmax(), np.cumsum(a), np.sort(a)

    agree(use, use.py_func, np.array([3.0, 1.0, 2.0]))


def test_counters_that_may_become_negative_wrap_around():
    """What is known of a variable's sign holds on every path into a loop, not only on the first."""

    def down(a, n):
        i, total = 3, 0.0
        while i >= -n:
            total = total * 2 + a[i]
            i -= 1
        return total

    def jumping(a, n):
        i, total = 0, 0.0
        for k in range(n):
            total = total * 2 + a[i]
            i = i + 2 if k % 3 else i - 3
            if i > 3:
                i = -1
            if i < -4:
                i = 1
        return total

    def nested(a, n):
        total, start = 0.0, 0
        for k in range(n):
            i = start
            while i < 3:
                total = total * 2 + a[i]
                i += 1
            start = -k
        return total

    def squares(a, n):
        total = 0.0
        for i in range(-n, n):
            total = total * 2 + a[i * i % 4] + a[-(i * i) % 4 - 4]
        return total

    a = np.array([1.0, 2.5, -3.0, 4.0])
    for function in (down, jumping, nested, squares):
        for n in range(5):
            assert njit(function)(a, n) == function(a, n)
