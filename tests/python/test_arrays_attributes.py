"""Attributes of arrays, len() and iteration."""

import numpy as np
import pytest
from array_samples import DTYPES, LAYOUTS, agree, assert_same, sample
from pyrite import njit
from pyrite.errors import TypingError, UnsupportedError

SHAPES = [(), (5,), (0,), (3, 4), (1, 3), (3, 1), (0, 3), (2, 3, 4), (1, 1, 1), (2, 1, 2, 1, 3)]


@njit
def numbers(a):
    return a.shape, a.strides, a.size, a.ndim, a.itemsize, a.nbytes


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_shape_strides_and_sizes(shape, layout):
    array = sample(shape, np.float32, layout)
    assert numbers(array) == numbers.py_func(array)


@pytest.mark.parametrize("dtype", DTYPES)
def test_sizes_of_every_dtype(dtype):
    array = sample((2, 3), dtype)
    assert numbers(array) == numbers.py_func(array)


def test_shapes_are_tuples_of_ints():
    found = njit(lambda a: (a.shape, a.size))(np.zeros((2, 3), np.int8))
    assert [type(n) for n in (*found[0], found[1])] == [int, int, int]
    assert njit(lambda a: a.shape[0] * a.shape[-1])(np.zeros((2, 3))) == 6
    assert njit(lambda a: len(a.shape))(np.zeros((2, 3))) == 2

    @njit
    def unpacked(a):
        rows, columns = a.shape
        return columns, rows

    assert unpacked(np.zeros((2, 3))) == (3, 2)


def test_shapes_compare():
    @njit
    def compare(a, b):
        return a.shape == b.shape, a.shape != b.shape, a.shape < b.shape

    assert compare(np.zeros((2, 3)), np.zeros((2, 3))) == (True, False, False)
    assert compare(np.zeros((2, 3)), np.zeros((3, 2))) == (False, True, True)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_transposes_are_views(shape, layout):
    array = sample(shape, np.int64, layout)
    agree(transpose, transpose.py_func, array, strides=True, memory=True)
    agree(transpose_twice, transpose_twice.py_func, array, strides=True, memory=True)


@njit
def transpose(a):
    return a.T


@njit
def transpose_twice(a):
    return a.T.T


@pytest.mark.parametrize("dtype", DTYPES)
def test_real_and_imaginary_parts(dtype):
    array = sample((2, 3), dtype)
    agree(njit(lambda a: a.real), lambda a: a.real, array)
    agree(njit(lambda a: a.imag), lambda a: a.imag, array)


def test_parts_of_complex_arrays_are_views():
    def reference(a):
        a.real[0] = 5
        a.imag[:, 1:] += 1
        return a.T.imag

    for layout in ("C", "F", "strided", "backward"):
        for dtype in (np.complex64, np.complex128):
            agree(njit(reference), reference, sample((3, 4), dtype, layout))


@pytest.mark.parametrize("dtype", DTYPES)
def test_dtypes_make_arrays_and_numbers_of_their_kind(dtype):
    @njit
    def use(a):
        return np.zeros(2, a.dtype), np.ones(1, dtype=a.dtype), a.dtype.type(1) == 1, a.dtype == a.T.dtype

    zeros, ones, is_one, is_same = use(np.zeros(1, dtype))
    assert zeros.dtype == ones.dtype == dtype and is_one and is_same


def test_dtypes_compare_at_compile_time():
    @njit
    def is_single(a):
        return a.dtype == np.float32

    assert is_single(np.zeros(1, np.float32)) is True
    assert is_single(np.zeros(1)) is False


@pytest.mark.parametrize("dtype", DTYPES)
def test_dtypes_know_their_size_and_kind(dtype):
    found = njit(lambda a: (a.dtype.itemsize, a.dtype.kind == "f"))(np.zeros(1, dtype))
    assert found == (np.dtype(dtype).itemsize, np.dtype(dtype).kind == "f")


@pytest.mark.parametrize("shape", SHAPES)
def test_len(shape):
    array = np.zeros(shape)
    if shape == ():
        with pytest.raises(TypeError, match="len"):
            njit(lambda a: len(a))(array)
    else:
        assert njit(lambda a: len(a))(array) == len(array)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_iteration_gives_elements_of_vectors_and_views_of_the_rest(layout):
    @njit
    def elements(a):
        total = 0
        for i, x in enumerate(a):
            total += (i + 1) * x
        return total

    @njit
    def rows(a):
        total = 0
        for i, row in enumerate(a):
            for j, x in enumerate(row):
                total += (i + 1) * (10 + j) * x
        return total

    vector, matrix = sample((7,), np.int32, layout).astype(np.int64), sample((3, 4), np.int32, layout)
    assert elements(vector) == elements.py_func(vector)
    assert rows(matrix) == rows.py_func(matrix.astype(np.int64))


def test_rows_met_by_iteration_alias_the_array():
    def reference(a):
        for row in a:
            row[1:] = row[0]
        for row in reversed(a):
            row += 1

    for layout in ("C", "F", "strided", "backward"):
        agree(njit(reference), reference, sample((3, 4), np.int16, layout) // 2)


def test_iteration_over_several_arrays():
    @njit
    def both(a, b):
        total = 0.0
        for x, row in zip(a, b):
            total += x * row[0]
        return total

    assert both(np.arange(3.0), np.arange(8.0).reshape(4, 2)) == 0 * 0 + 1 * 2 + 2 * 4.0
    assert njit(lambda a: (2.0 in a, 9.0 in a))(np.arange(3.0)) == (True, False)


def test_unpacking():
    @njit
    def unpack(a):
        x, y, z = a
        return x + 10 * y + 100 * z

    assert unpack(np.array([1, 2, 3])) == 321
    with pytest.raises(ValueError, match="unpack"):
        unpack(np.array([1, 2]))


def test_iteration_over_an_array_of_no_dimension_is_refused():
    @njit
    def loop(a):
        for x in a:
            return x

    with pytest.raises(TypingError, match="0-d"):
        loop(np.array(1.0))


def test_flags_of_contiguity():
    @njit
    def flags(a):
        return a.flags.c_contiguous, a.flags.f_contiguous, a.flags.contiguous

    for shape in ((3, 4), (5,), (), (0, 3), (1, 4), (4, 1), (1, 1)):
        for layout in LAYOUTS:
            array = sample(shape, np.float64, layout)
            assert flags(array) == flags.py_func(array)


def test_flags_are_not_returned():
    with pytest.raises(UnsupportedError, match="returning flagsobj"):
        njit(lambda a: a.flags)(np.zeros(3))


def test_truth():
    @njit
    def truth(a):
        return 1 if a else 0

    assert [truth(np.array(0.0)), truth(np.array(2.0)), truth(np.array([3])), truth(np.array([[0]]))] == [
        0,
        1,
        1,
        0,
    ]
    with pytest.raises((ValueError, TypingError), match="truth value|ambiguous"):
        truth(np.array([1, 2]))


def test_identity_of_arrays():
    array = np.zeros(3)
    with pytest.raises(UnsupportedError, match="identity"):
        njit(lambda a, b: a is b)(np.zeros(3), np.zeros(3))
    assert njit(lambda a: a is not a)(array) is False
    assert njit(lambda a: a is None)(array) is False


def test_unknown_attributes_are_refused_by_name():
    with pytest.raises((TypingError, UnsupportedError), match="newbyteorder"):
        njit(lambda a: a.newbyteorder)(np.zeros(1))


def test_arrays_handed_through_are_the_same_object():
    array = sample((2, 3), np.float64, "F")
    assert_same(njit(lambda a: a)(array), array, strides=True, memory=True)
