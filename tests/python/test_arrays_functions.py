"""NumPy's functions that choose, join, sort and repeat elements, compared with NumPy over dtypes and layouts."""

import numpy as np
import pytest
from array_samples import FEW_DTYPES, LAYOUTS, agree, sample, tame_sample
from hypothesis import given
from hypothesis import strategies as st
from pyrite import njit
from pyrite.errors import TypingError, UnsupportedError


def compiled_of(source, names="a"):
    reference = eval(f"lambda {names}: {source}", {"np": np})
    return njit(reference), reference


ONE = [
    "np.diag(a)", "np.diag(a, 1)", "np.diag(a, -2)", "np.triu(a)", "np.tril(a, 1)", "np.triu(a, -1)", "np.roll(a, 1)", "np.roll(a, -5)", "np.roll(a, 2, 0)",
    "np.roll(a, -1, axis=1)", "np.repeat(a, 3)", "np.repeat(a, 0)", "a.repeat(2)", "np.resize(a, (2, 7))", "np.resize(a, 3)", "np.flatnonzero(a)",
    "np.argwhere(a)", "np.append(a, a)", "np.append(a, a, 0)", "np.append(a, 3)", "np.delete(a, 1)", "np.delete(a, (0, 2))", "np.take(a, 2)", "np.take(a, -1)",
    "np.take(a, (1, 2, 1))", "np.take(a, (0, 2), axis=1)", "np.take(a, 1, axis=0)", "a.take((0, 1), 0)", "np.size(a)", "np.shape(a)", "np.ndim(a)", "np.trace(a)",
    "np.extract(a > 0, a)", "np.vstack((a, a))", "np.hstack((a, a[:, :1]))", "np.dstack((a, a))", "np.column_stack((a, a[:, 0]))", "np.stack((a, a), 1)",
    "np.stack((a, a), axis=-1)", "np.concatenate((a, a[:1]))", "np.concatenate((a, a), axis=1)", "np.concatenate((a, a), axis=-1)", "np.diagflat(a)",
    "np.concatenate((a, a), axis=None)", "np.nonzero(a)", "a.nonzero()", "np.where(a > 0)", "np.where(a > 1, a, 0)", "np.where(a > 0, a, -a)", "np.outer(a, a[0])",
]  # fmt: skip


@pytest.mark.parametrize("source", ONE)
def test_functions_of_a_matrix(source):
    compiled, reference = compiled_of(source)
    for layout in LAYOUTS:
        agree(compiled, reference, tame_sample((3, 4), np.float64, layout))
    agree(compiled, reference, tame_sample((3, 4), np.int32))


@pytest.mark.parametrize("source", ["np.diag(a)", "np.diag(a, 2)", "np.diag(a, -1)", "np.diagflat(a, 1)", "np.roll(a, 2)", "np.nonzero(a)", "np.repeat(a, a % 3)", "np.unique(a)",
    "np.hstack((a, a))", "np.vstack((a, a))", "np.stack((a, a))", "np.column_stack((a, a))", "np.dstack((a, a))", "np.concatenate((a, a, a))", "np.append(a, 5)",
    "np.delete(a, -1)", "np.delete(a, slice(1, 3))", "np.where(a > 2, 1, 0)", "np.kron(a, a)", "np.vdot(a, a)", "np.inner(a, a)", "np.take(a, a % 4)"])  # fmt: skip
def test_functions_of_a_vector(source):
    compiled, reference = compiled_of(source)
    for layout in ("C", "strided", "backward", "read-only"):
        agree(compiled, reference, np.abs(tame_sample((6,), np.int64, layout)))


@pytest.mark.parametrize("dtype", FEW_DTYPES)
def test_choosing_keeps_the_dtype(dtype):
    for source in (
        "np.diag(a)",
        "np.roll(a, 1)",
        "np.repeat(a, 2)",
        "np.take(a, (1, 0))",
        "np.concatenate((a, a))",
        "np.where(a != 0, a, a)",
        "np.resize(a, 5)",
        "np.unique(a)",
    ):
        compiled, reference = compiled_of(source)
        agree(compiled, reference, tame_sample((4,), dtype))


def test_where_brings_both_sides_to_one_dtype():
    compiled, reference = compiled_of("np.where(c, x, y)", "c, x, y")
    condition = np.array([[True, False, True], [False, False, True]])
    for x, y in (
        (np.arange(3), 2.5), (np.arange(3, dtype=np.int8), np.arange(3.0)), (1, 2), (1.5, np.arange(6).reshape(2, 3)), (np.arange(3, dtype=np.float32), 0),
        (np.arange(2).reshape(2, 1), np.arange(3) * 1j), (np.array([True, False, True]), np.array([1, 2, 3], np.uint8)),
    ):  # fmt: skip
        agree(compiled, reference, condition, x, y)
    agree(compiled, reference, True, np.arange(3), np.arange(3.0))
    agree(compiled, reference, False, 1, 2)
    with pytest.raises(ValueError, match="broadcast"):
        compiled(condition, np.arange(2), np.arange(3))


def test_joining_promotes_dtypes_and_checks_shapes():
    compiled, reference = compiled_of("np.concatenate((a, b))", "a, b")
    agree(compiled, reference, np.arange(3), np.arange(2.0))
    agree(compiled, reference, np.arange(3, dtype=np.int8), np.arange(2, dtype=np.uint8))
    agree(compiled, reference, np.zeros((0, 2)), np.ones((3, 2), np.complex64))
    with pytest.raises(ValueError, match="must match"):
        compiled(np.zeros((2, 3)), np.zeros((2, 4)))
    for source in (
        "np.concatenate((a, a[0]))",
        "np.concatenate((a, a), axis=5)",
        "np.concatenate((a, 3))",
        "np.concatenate(())",
    ):
        with pytest.raises((TypingError, UnsupportedError)):
            compiled_of(source)[0](np.zeros((2, 3)))


@pytest.mark.parametrize(
    "dtype", [np.bool_, np.int8, np.uint64, np.int64, np.float32, np.float64, np.complex128]
)
@pytest.mark.parametrize("count", [0, 1, 2, 15, 16, 17, 100, 1000])
def test_sort(dtype, count):
    for seed in range(2):
        line = sample((count,), dtype, seed=seed)
        found, expected = sort(line), np.sort(line)
        assert np.array_equal(found, expected, equal_nan=True)
        assert found.dtype == dtype
        order = argsort(line)
        assert np.array_equal(line[order], expected, equal_nan=True)
        assert sorted(order.tolist()) == list(range(count))


@njit
def sort(a):
    return np.sort(a)


@njit
def argsort(a):
    return np.argsort(a)


@pytest.mark.parametrize("pattern", ["sorted", "reversed", "equal", "organ pipe", "saw"])
def test_sorting_patterned_lines(pattern):
    n = 3000
    i = np.arange(n)
    line = {
        "sorted": i,
        "reversed": i[::-1].copy(),
        "equal": i * 0,
        "organ pipe": np.minimum(i, n - i),
        "saw": i % 17,
    }[pattern]
    assert np.array_equal(sort(line), np.sort(line))
    assert np.array_equal(argsort(line), np.argsort(line, kind="stable"))


@pytest.mark.parametrize(
    "source",
    [
        "np.sort(a, 0)",
        "np.sort(a, axis=1)",
        "np.sort(a, axis=None)",
        "np.argsort(a, axis=0)",
        "a.argsort()",
        "np.median(a, axis=0)",
        "np.median(a, axis=1)",
    ],
)
@pytest.mark.parametrize("layout", ["C", "F", "strided"])
def test_sorting_along_an_axis(source, layout):
    compiled, reference = compiled_of(source)
    agree(
        compiled,
        reference,
        np.random.RandomState(3).permutation(12).reshape(3, 4).astype(np.float64),
        tolerance=1e-14,
    )


def test_sorting_in_place():
    def reference(a):
        a[1:].sort()
        a[:2].sort(axis=0)

    for layout in ("C", "F", "strided", "backward"):
        agree(njit(reference), reference, tame_sample((3, 5), np.float64, layout))


@given(line=st.lists(st.integers(-5, 5), max_size=12), x=st.integers(-6, 6))
def test_searchsorted(line, x):
    array = np.array(sorted(line), np.int64)
    agree(search_left, search_left.py_func, array, x)
    agree(search_right, search_right.py_func, array, x)
    agree(search_left, search_left.py_func, array.astype(np.float64), np.array([[x, x + 0.5]]))


@njit
def search_left(a, v):
    return np.searchsorted(a, v)


@njit
def search_right(a, v):
    return np.searchsorted(a, v, side="right")


def test_indices_out_of_range_are_an_index_error():
    take = njit(lambda a, i: np.take(a, i))
    for i in (6, -7):
        with pytest.raises(IndexError):
            take(np.arange(6), i)
        with pytest.raises(IndexError):
            take(np.arange(6), np.array([0, i]))
    assert take(np.arange(6), np.array([[0, -1], [5, 2]])).tolist() == [[0, 5], [5, 2]]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_loops_over_indices_and_elements(layout):
    @njit
    def positions(a):
        total = 0.0
        for (i, j), x in np.ndenumerate(a):
            total += (10 * i + j) * x
        for i, j in np.ndindex(a.shape):
            total += a[i, j] * (i - j)
        for index in np.ndindex(2, 3):
            total += index[0] * 5 + index[1]
        for k, x in enumerate(a.flat):
            total += k * x
        return total

    array = tame_sample((3, 4), np.int64, layout)
    assert positions(array) == positions.py_func(array)


def test_ndindex_of_nothing_and_of_no_axis():
    count = njit(lambda shape: len_of(shape))

    @njit
    def len_of(shape):
        found = 0
        for _ in np.ndindex(shape):
            found += 1
        return found

    assert [len_of((2, 3)), len_of((0, 3)), len_of((3,))] == [6, 0, 3]
    assert count is not None


def test_clip():
    for source in ("np.clip(a, lo, hi)", "a.clip(lo, hi)"):
        compiled, reference = compiled_of(source, "a, lo, hi")
        array = tame_sample((3, 4), np.float64)
        for lo, hi in ((-1, 1), (None, 0.5), (0.0, None), (np.zeros(4), 2), (np.zeros((3, 1)), np.ones(4))):
            agree(compiled, reference, array, lo, hi)
    with pytest.raises(ValueError, match="max or min"):
        compiled_of("np.clip(a, None, None)")[0](array)

    def into(a, out):
        return np.clip(a, -1, 1, out)

    agree(njit(into), into, tame_sample((5,), np.float64), np.zeros(5))


def test_diagonals_are_filled_in_place():
    def reference(a):
        np.fill_diagonal(a, 7)

    agree(njit(reference), reference, np.zeros((3, 3)))


@pytest.mark.parametrize(
    "source",
    ["np.lib.stride_tricks.sliding_window_view(a, 3)", "np.lib.stride_tricks.as_strided(a, (3, 2), (8, 16))"],
)
def test_stride_tricks(source):
    compiled, reference = compiled_of(source)
    agree(compiled, reference, np.arange(8))


def test_windows_over_matrices():
    view = np.lib.stride_tricks.sliding_window_view
    for source in ("view(a, (2, 3))", "view(a, 2, 0)", "view(a, 2, axis=1)", "view(a, (2,), (-1,))"):
        reference = eval(f"lambda a: {source}", {"view": view})
        agree(njit(reference), reference, np.arange(20).reshape(4, 5))


def test_wrong_arguments_are_refused_by_name():
    for source, message in (
        ("np.diag(None)", '"v" must be array-like'), ("np.size(None)", "array-like"), ("np.nonzero(None)", '"a" must be array-like'), ("np.round(None)", '"a" must be array-like'),
        ("np.clip(None, 1, 2)", '"a" must be array-like'), ("np.clip(a, 'x', 2)", '"a_min" must be a number'), ("np.clip(a, 0, 'x')", '"a_max" must be a number'),
        ("np.resize('x', 3)", '"a" must be array-like'), ("np.resize(a, 'x')", '"new_shape"'), ("np.expand_dims('x', 0)", '"a" must be an array'),
        ("np.expand_dims(a, 'x')", '"axis" must be an integer'), ("np.take(a, 1.5)", "integer"), ("np.argmin(a, 'x')", "axis must be an integer"),
    ):  # fmt: skip
        with pytest.raises(TypingError, match=message):
            compiled_of(source)[0](np.ones(3))
