"""np.take along axes, np.where, and the order in memory of what elementwise functions make."""

import numpy as np
import pytest
from array_samples import agree
from outcomes import outcome
from pyrite import njit

MATRICES = {
    "cube": np.arange(24).reshape(2, 3, 4),
    "transposed": np.arange(24).reshape(2, 3, 4).transpose(1, 0, 2),
    "matrix": np.arange(12.0).reshape(3, 4),
    "backward": np.arange(12, dtype=np.int8).reshape(3, 4)[::-1, ::2],
    "complex F": np.asfortranarray(np.arange(6).reshape(2, 3) * 1j),
    "line": np.arange(4, dtype=np.uint8),
}
INDICES = [
    1, -1, (0, 1), np.array([0, 1, 1]), np.array(1), np.array([[0, 1], [1, -1]]), np.zeros((0, 2), int), np.array([7]),
    np.array([[0, -9]], np.int8), np.array([2, 1, 0], np.uint16)[::-1],
]  # fmt: skip
TAKES = {
    "raise": lambda a, i, axis: np.take(a, i, axis=axis),
    "wrap": lambda a, i, axis: np.take(a, i, axis, mode="wrap"),
    "clip": lambda a, i, axis: np.take(a, i, axis, None, "clip"),
    "method": lambda a, i, axis: a.take(i, axis),
}


@pytest.mark.parametrize("mode", TAKES)
@pytest.mark.parametrize("matrix", MATRICES)
def test_take_along_an_axis(matrix, mode):
    a = MATRICES[matrix]
    take = njit(TAKES[mode])
    for indices in INDICES:
        for axis in range(-a.ndim, a.ndim):
            expected, got = outcome(TAKES[mode], a, indices, axis), outcome(take, a, indices, axis)
            if isinstance(expected, type):
                assert got is expected, (indices, axis)
                continue
            assert np.shape(got) == np.shape(expected) and np.array_equal(got, expected), (indices, axis)
            if np.shape(expected):
                assert got.dtype == expected.dtype
                assert got.strides == expected.strides or not expected.size


def test_what_take_gives_is_a_copy():
    @njit
    def f(a):
        rows = np.take(a, 1, axis=0)
        rows[0] = 99
        return a[1, 0]

    assert f(np.zeros((2, 2))) == 0


def test_take_refuses_axes_out_of_range():
    take = njit(TAKES["raise"])
    with pytest.raises(ValueError, match="axis 2 is out of bounds for array of dimension 2"):
        take(np.zeros((2, 2)), np.array([0]), 2)
    with pytest.raises(ValueError, match="axis"):
        take(np.zeros(2), np.array([0]), 1)


ELEMENTWISE = [
    lambda a, b: a + b, lambda a, b: np.where(a > b, a, b), lambda a, b: np.hypot(a, b), lambda a, b: np.divmod(a, b + 1)[0],
    lambda a, b: np.where(a > 3, 0, b),
]  # fmt: skip
CUBE = np.arange(24.0).reshape(2, 3, 4)


@pytest.mark.parametrize("function", ELEMENTWISE)
def test_results_of_fortran_arrays_are_fortran_arrays(function):
    compiled = njit(function)
    for a, b in (
        (np.asfortranarray(CUBE), np.asfortranarray(CUBE)),
        (np.asfortranarray(CUBE), CUBE[0, 0]),
        (3.0, np.asfortranarray(CUBE)),
        (np.asfortranarray(CUBE), np.array(2.0)),
        (np.asfortranarray(CUBE), CUBE),
        (CUBE, np.asfortranarray(CUBE)),
        (CUBE, CUBE[0]),
        (CUBE[0], CUBE[0]),
    ):
        agree(compiled, function, a, b)
        expected, got = function(a, b), compiled(a, b)
        assert got.strides == expected.strides


def test_imaginary_parts_of_real_arrays_are_read_only_zeros():
    imaginary = njit(lambda a: a.imag)
    for dtype in (np.uint8, np.int32, np.float32, np.float64):
        got = imaginary(np.ones((2, 3), dtype))
        assert got.dtype == dtype and not got.any() and not got.flags.writeable
    with pytest.raises(Exception, match="read-?only"):

        @njit
        def store(a):
            a.imag[0] = 1

        store(np.ones(3))


def test_diagonals_are_read_only_views():
    for function in (lambda a: np.diag(a), lambda a: np.diag(a, 1), lambda a: np.diagonal(a)):
        a = np.arange(12.0).reshape(3, 4)
        got = njit(function)(a)
        assert np.array_equal(got, function(a)) and np.shares_memory(got, a) and not got.flags.writeable
    built = njit(lambda a: np.diag(a))(np.arange(3))
    assert built.flags.writeable
