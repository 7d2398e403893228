"""Indexing by several arrays of integers and masks among slices, newaxis and ellipsis: NumPy's shapes and elements."""

import numpy as np
import pytest
from array_samples import FEW_DTYPES, tame
from pyrite import njit
from pyrite.errors import PyriteError

ROWS, COLUMNS = np.array([0, 1, -1]), np.array([[2], [0], [1]])
MASK = np.array([True, False, True, True])
PAIRS = np.array([[True, False, True], [False, True, True]])
WHOLE = slice(None)
KEYS = [
    (ROWS, ROWS), (ROWS, ROWS[:1]), (ROWS, COLUMNS), (COLUMNS, ROWS, ROWS), (WHOLE, ROWS, ROWS), (WHOLE, COLUMNS, ROWS), (ROWS, WHOLE, ROWS),
    (ROWS, Ellipsis, ROWS), (Ellipsis, ROWS, ROWS), (WHOLE, ROWS, Ellipsis, ROWS), (WHOLE, WHOLE, ROWS, Ellipsis, ROWS), (ROWS, None, ROWS),
    (None, ROWS, WHOLE, COLUMNS), (0, WHOLE, ROWS), (WHOLE, 0, ROWS), (WHOLE, ROWS, 0), (ROWS, WHOLE, -1), (ROWS, ROWS, ROWS, ROWS),
    (slice(None, None, -1), ROWS, slice(0, 2), ROWS), (COLUMNS,), (WHOLE, COLUMNS), (WHOLE, WHOLE, MASK), (ROWS[:1], WHOLE, MASK), (PAIRS,), (PAIRS, WHOLE),
    (PAIRS, ROWS[:1]), (WHOLE, WHOLE, MASK, ROWS), (ROWS.astype(np.int8), ROWS.astype(np.int16)), (np.zeros(0, int), ROWS[:1]), (ROWS, np.array(1)),
    (Ellipsis, PAIRS.T, WHOLE, WHOLE), (ROWS, 1, 1, 1), (np.array([[[0]], [[1]]]), COLUMNS, ROWS),
]  # fmt: skip
CUBE = np.arange(2 * 3 * 4 * 3).reshape(2, 3, 4, 3)


@njit
def get(a, key):
    return a[key]


@njit
def put(a, key, value):
    a[key] = value


def fitting(key):
    """The key for the sample: indices beyond its small axes are brought inside."""
    if any(isinstance(k, np.ndarray) and k.dtype == bool and k.shape == (3, 2) for k in key):
        return (PAIRS.T, WHOLE, WHOLE), CUBE.transpose(1, 0, 2, 3)
    return key, np.arange(3**2 * 4 * 3).reshape(3, 3, 4, 3) if not any(k is PAIRS for k in key) else CUBE


@pytest.mark.parametrize("key", KEYS, ids=range(len(KEYS)))
def test_elements_chosen_by_arrays(key):
    key, a = fitting(key)
    for array in (a, a[:, :, ::-1]):
        expected = array[key]
        got = get(array, key)
        assert got.shape == expected.shape and np.array_equal(got, expected)


@pytest.mark.parametrize("key", KEYS, ids=range(len(KEYS)))
def test_assignment_to_elements_chosen_by_arrays(key):
    key, a = fitting(key)
    shape = a[key].shape
    count = int(np.prod(shape))
    for value in (
        7,
        -np.arange(count).reshape(shape),
        -np.arange(shape[-1] or 1),
    ):
        if count == 0 and np.ndim(value) == 1:
            continue
        expected, got = a.copy(), a.copy()
        try:
            expected[key] = value
        except ValueError:
            with pytest.raises(ValueError):
                put(got, key, value)
            continue
        put(got, key, value)
        assert np.array_equal(got, expected)


@pytest.mark.parametrize("dtype", FEW_DTYPES)
def test_every_dtype_is_chosen_and_assigned(dtype):
    a = tame(dtype, 12).reshape(3, 4)
    assert np.array_equal(get(a, (ROWS, ROWS)), a[ROWS, ROWS])
    b = a.copy()
    put(b, (ROWS, ROWS), a[0, 1:])
    a[ROWS, ROWS] = a[0, 1:].copy()
    assert np.array_equal(a, b)


def test_what_is_chosen_is_a_copy():
    @njit
    def f(a, i):
        chosen = a[i, i]
        chosen[:] = 99
        return a[0, 0]

    assert f(np.zeros((2, 2)), np.array([0, 1])) == 0


def test_assigning_a_part_of_the_array_itself():
    @njit
    def f(a, i):
        a[i, :, i] = a[0]

    expected, got = np.arange(27).reshape(3, 3, 3), np.arange(27).reshape(3, 3, 3)
    f(got, ROWS)
    f.py_func(expected, ROWS)
    assert np.array_equal(got, expected)


def test_indices_out_of_range_and_shapes_that_differ_are_index_errors():
    a = np.zeros((2, 3))
    for key in (
        (np.array([0, 2]), np.array([0, 0])), (np.array([0, 0]), np.array([0, -4])), (np.array([0, 1]), np.array([0, 1, 2])), (np.array([[True, False]]),),
        (WHOLE, np.array([True])), (0, np.array([9])),
    ):  # fmt: skip
        with pytest.raises(IndexError):
            a[key]
        with pytest.raises(IndexError):
            get(a, key)
        with pytest.raises(IndexError):
            put(a, key, 1.0)
    assert not a.any()


def test_what_is_no_index_is_refused():
    for key in ((np.array([0.5]), ROWS), (ROWS, ROWS, ROWS), (ROWS, Ellipsis, Ellipsis)):
        with pytest.raises(PyriteError):
            get(np.zeros((3, 3)), key)


STORED = (slice(1, None), slice(None, None, -1), np.array([0, 1]))
PART = slice(-3, None, 2)


def test_slices_in_globals():
    a = np.arange(24).reshape(2, 3, 4)

    @njit
    def f(a):
        return a[STORED]

    @njit
    def g(a):
        return a[PART]

    @njit
    def h(t):
        return t[PART]

    assert np.array_equal(f(a), a[STORED]) and np.array_equal(g(a[0]), a[0][PART])
    assert h((1, 2.0, 3, 4)) == (1, 2.0, 3, 4)[PART]
