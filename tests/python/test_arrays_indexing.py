"""Reading arrays by integers, slices, ellipsis and newaxis: elements and views are those that NumPy gives."""

import itertools

import numpy as np
import pytest
from array_samples import DTYPES, FEW_DTYPES, LAYOUTS, agree, sample, tame_sample
from hypothesis import given
from hypothesis import strategies as st
from pyrite import njit
from pyrite.errors import PyriteError, TypingError, UnsupportedError

KEYS = {
    1: "0 -1 2 ... None :  1: :2 -2: ::2 ::-1 3:0:-1 -1:-4:-2 5:2 1:1 10: :10 -10: ()".split()
    + ["None, ...", "..., None", "1, None", "None, 1", "..., 1", "1, ...", "(slice(1, 3),)"],
    2: [
        "0", "-1", "...", ":", "1:", "::-1", "0, 1", "-1, -2", ":, 1", "1, :", ":, ::2", "::2, :", "1:, :2", "..., 0", "0, ...",
        "None, 0", "0, None", ":, None, :", "None, :, None, 1", "::-1, ::-1", "1:1", ":, 3:3", "..., None", "1:3, None, -1",
        ":, -1:0:-1", "(1, slice(None))", "(0, 1)", "(Ellipsis, 2)", "None", "()", "0:2, ..., 1",
    ],
    3: [
        "0", "1, 1", "1, 1, 1", "-1, :, 0", ":, 1, :", "..., 0", "0, ...", "..., 1, :", "::2, 1:, ::-1", ":, :, 0", "1:, 0",
        "None, ..., None", "0, None, 1", "::-1", ":, ::-1", "0, 1:2, :", "0, :, 1:2", "1, ..., 2",
    ],
}  # fmt: skip
SHAPES = {1: (5,), 2: (3, 4), 3: (3, 2, 4)}


@pytest.mark.parametrize(("ndim", "key"), [(ndim, key) for ndim, keys in KEYS.items() for key in keys])
def test_a_key_known_at_compile_time_gives_numpys_element_or_view(ndim, key):
    reference = eval(f"lambda a: a[{key}]")
    compiled = njit(reference)
    for layout in LAYOUTS:
        array = sample(SHAPES[ndim], np.float64, layout, seed=ndim)
        agree(compiled, reference, array, strides=True, memory=True)
        found = compiled(array)
        if isinstance(found, np.ndarray):
            assert found.flags.writeable == array.flags.writeable


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_elements_and_views_of_every_dtype(dtype, layout):
    array = sample((3, 4), dtype, layout)
    agree(element2, element2.py_func, array, 1, -2)
    agree(element2, element2.py_func, array, -3, 3)
    agree(row, row.py_func, array, -1, strides=True, memory=True)
    agree(column, column.py_func, array, 2, strides=True, memory=True)


@njit
def element2(a, i, j):
    return a[i, j]


@njit
def row(a, i):
    return a[i]


@njit
def column(a, j):
    return a[..., j]


@njit
def chained(a, i, j):
    return a[i][j]


@njit
def sliced(a, start, stop, step):
    return a[start:stop:step]


@njit
def sliced_from(a, start):
    return a[start:]


@njit
def sliced_to(a, stop):
    return a[:stop]


@njit
def sliced_by(a, step):
    return a[::step]


@njit
def sliced_twice(a, start, stop, step):
    return a[start:stop:step][::-1]


BOUND = st.integers(-9, 9) | st.sampled_from([2**63 - 1, -(2**63), 2**62, -(2**62)])
STEP = st.integers(-4, 4) | st.sampled_from([2**62, -(2**62), 2**63 - 1, -(2**63)])


@given(n=st.integers(0, 7), start=BOUND, stop=BOUND, step=STEP)
def test_slices_with_bounds_known_only_at_run_time(n, start, stop, step):
    array = np.arange(float(n))
    agree(sliced, sliced.py_func, array, start, stop, step, memory=True)
    agree(sliced_from, sliced_from.py_func, array, start, memory=True)
    agree(sliced_to, sliced_to.py_func, array, stop, memory=True)
    agree(sliced_by, sliced_by.py_func, array, step, memory=True)
    agree(sliced_twice, sliced_twice.py_func, array, start, stop, step, memory=True)


@given(n=st.integers(0, 4), start=BOUND, stop=BOUND, step=STEP, layout=st.sampled_from(LAYOUTS))
def test_slices_of_rows(n, start, stop, step, layout):
    array = sample((n, 3), np.int32, layout)
    agree(sliced, sliced.py_func, array, start, stop, step, strides=True, memory=True)


def test_every_slice_of_a_short_array():
    array = np.arange(4)
    marks = range(-6, 7)
    for start, stop, step in itertools.product(marks, marks, (-3, -2, -1, 1, 2, 3)):
        found, expected = sliced(array, start, stop, step), array[start:stop:step]
        assert found.tolist() == expected.tolist(), (start, stop, step)


def test_bounds_of_slices_may_be_missing_by_none_or_any_integer_type():
    array = np.arange(6)
    assert njit(lambda a: a[None:None:None])(array).tolist() == array.tolist()
    narrow = njit(lambda a, i, j: a[i:j])
    for kind in (np.int8, np.uint8, np.int32, np.uint64, np.intp):
        assert narrow(array, kind(1), kind(4)).tolist() == [1, 2, 3]


@pytest.mark.parametrize(
    "kind", [np.int8, np.uint8, np.int16, np.uint16, np.int32, np.uint32, np.int64, np.uint64]
)
def test_an_index_of_any_integer_type_counts_as_it_would_in_python(kind):
    array = np.arange(10.0, 14.0)
    get = njit(lambda a, i: a[i])
    assert get(array, kind(3)) == 13.0
    if np.issubdtype(kind, np.signedinteger):
        assert get(array, kind(-1)) == 13.0
        assert get(array, kind(-4)) == 10.0


def test_an_index_inside_of_an_index():
    array = np.array([3, 1, 0, 2])
    assert njit(lambda a, i: a[a[a[i]]])(array, 0) == array[array[array[0]]]
    assert [chained(np.arange(6).reshape(2, 3), i, j) for i in (0, -1) for j in (0, -1)] == [0, 2, 3, 5]


@njit
def nested_views(a):
    return a[1:][::-1, 1:][0][::2]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_views_of_views(layout):
    array = sample((4, 6), np.int64, layout)
    agree(nested_views, nested_views.py_func, array, strides=True, memory=True)


def test_arrays_of_no_dimension():
    array = np.array(2.5)
    assert njit(lambda a: a[()])(array) == 2.5
    whole = njit(lambda a: a[...])(array)
    assert whole.shape == () and whole[()] == 2.5
    assert njit(lambda a: a[None])(array).shape == (1,)
    assert njit(lambda a: a[None, ..., None])(array).shape == (1, 1)


@pytest.mark.parametrize("shape", [(0,), (0, 3), (3, 0), (2, 0, 3)])
def test_arrays_without_elements(shape):
    array = np.empty(shape)
    for key in ("...", "::-1", "None", "1:", ":0"):
        reference = eval(f"lambda a: a[{key}]")
        agree(njit(reference), reference, array)


def test_a_column_of_an_array_without_columns_is_empty():
    found = njit(lambda a: a[1:, :2])(np.empty((3, 0)))
    assert found.shape == (2, 0)


def test_many_dimensions():
    array = np.arange(2**8).reshape((2,) * 8)
    get = njit(lambda a: a[1, 0, ..., ::-1, 1])
    assert np.array_equal(get(array), array[1, 0, ..., ::-1, 1])
    element = njit(lambda a: a[1, 0, 1, 0, -1, 1, 0, -2])
    assert element(array) == array[1, 0, 1, 0, -1, 1, 0, -2]


def test_broadcast_arguments_with_strides_of_zero():
    array = np.broadcast_to(np.arange(3), (4, 3))
    agree(element2, element2.py_func, array, 2, 1)
    agree(row, row.py_func, array, 2, strides=True, memory=True)


def test_a_step_of_zero_is_a_value_error():
    with pytest.raises(ValueError, match="slice step cannot be zero"):
        sliced(np.arange(3), 0, 3, 0)


@pytest.mark.parametrize(
    ("reference", "message"),
    [
        (lambda a: a[0, 0, 0], "too many indices"),
        (lambda a: a[..., ...], "single ellipsis"),
        (lambda a: a[1.5], "index"),
        (lambda a: a["x"], "index"),
        (lambda a: a[1, 2.0], "index"),
    ],
)
def test_wrong_keys_are_refused(reference, message):
    with pytest.raises((TypingError, UnsupportedError), match=message):
        njit(reference)(np.ones((2, 2)))


def test_unaligned_arrays_are_refused_with_the_way_out():
    raw = np.zeros(4 * 8 + 1, np.uint8)[1:].view(np.float64)
    with pytest.raises(TypingError, match="aligned"):
        row(raw, 0)
    swapped = np.arange(4).astype(">i8" if np.dtype("=i8") == np.dtype("<i8") else "<i8")
    with pytest.raises((TypingError, UnsupportedError), match="byte order"):
        row(swapped, 0)


def test_loops_over_indices_read_every_element_once():
    @njit
    def total(a):
        found = 0.0
        for i in range(a.shape[0]):
            for j in range(-a.shape[1], 0):
                found += a[i, j] * (10 * i + j)
        return found

    for layout in LAYOUTS:
        array = tame_sample((3, 4), np.int64, layout)
        assert total(array) == total.py_func(array)


@njit
def flat_element(a, i):
    return a.flat[i]


@njit
def set_flat_element(a, i, x):
    a.flat[i] = x


@pytest.mark.parametrize("dtype", FEW_DTYPES)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_flat_is_indexed_in_c_order(dtype, layout):
    length = njit(lambda a: len(a.flat))
    for shape in ((2, 3, 2), (4,), (), (0, 3)):
        a = sample(shape, dtype, layout)
        assert length(a) == a.size
        for i in range(-a.size, a.size):
            agree(flat_element, flat_element.py_func, a, i)
            if a.flags.writeable:
                expected, got = a.copy(order="K"), a.copy(order="K")
                set_flat_element(got, i, 1)
                expected.flat[i] = 1
                assert got.tobytes() == expected.tobytes()
        for i in (a.size, -a.size - 1):
            with pytest.raises(IndexError):
                flat_element(a, i)
            if a.flags.writeable:
                with pytest.raises(IndexError):
                    set_flat_element(a, i, 1)


def test_flat_of_read_only_arrays_is_not_written_and_slices_are_refused():
    with pytest.raises(PyriteError):
        set_flat_element(sample((3,), np.float64, "read-only"), 0, 1)
    with pytest.raises(PyriteError):
        njit(lambda a: a.flat[1:])(np.zeros(3))
