"""@guvectorize: functions of arrays looped over their further dimensions."""

import gc

import numpy as np
import pyrite
import pytest
from pyrite import float64, guvectorize, int64, njit
from pyrite.errors import PyriteError, TypingError, UnsupportedError
from pyrite.testing import get_allocation_stats


@guvectorize(["void(int64[:], int64, int64[:])", "void(float64[:], float64, float64[:])"], "(n),()->(n)")
def shifted(values, by, out):
    for i in range(len(values)):
        out[i] = values[i] + by


@guvectorize(["void(float64[:,:], float64[:,:], float64[:,:])"], "(m,n),(n,p)->(m,p)")
def product(a, b, out):
    for i in range(a.shape[0]):
        for j in range(b.shape[1]):
            total = 0.0
            for k in range(a.shape[1]):
                total += a[i, k] * b[k, j]
            out[i, j] = total


@guvectorize("(n)->()")
def total(values, out):
    out[0] = 0
    for value in values:
        out[0] += value


def test_inputs_of_many_shapes():
    values = np.arange(60.0).reshape(3, 4, 5)
    for one in (
        values,
        values[0],
        values[0, 0],
        values[::-1, :, ::2],
        values.transpose(2, 0, 1),
        values[:0],
        values[..., :0],
    ):
        for by in (2.0, np.float64(3), np.arange(1.0)):
            np.testing.assert_array_equal(shifted(one, by), one + np.asarray(by)[..., None])
    np.testing.assert_array_equal(shifted(values[0], np.arange(4.0)), values[0] + np.arange(4.0)[:, None])
    result = shifted(np.arange(3), 2)
    assert result.dtype == "int64" and result.tolist() == [2, 3, 4]


def test_several_dimensions_agree_with_matmul():
    random = np.random.default_rng(3)
    a, b = random.random((2, 1, 3, 4)), random.random((5, 4, 2))
    np.testing.assert_allclose(product(a, b), np.matmul(a, b))
    np.testing.assert_allclose(
        product(a.swapaxes(2, 3)[..., ::-1, :3], b[:, :3]),
        np.matmul(a.swapaxes(2, 3)[..., ::-1, :3], b[:, :3]),
    )
    with pytest.raises(ValueError):
        product(a, b[:, :3])


def test_outputs_and_axes():
    out = np.zeros((2, 3))
    assert shifted(np.ones((2, 3)), 1, out) is out and shifted(np.ones((2, 3)), 2, out=out) is out
    np.testing.assert_array_equal(out, np.full((2, 3), 3.0))
    np.testing.assert_array_equal(
        shifted(np.arange(6.0).reshape(2, 3), 1.0, axes=[0, (), 0]), np.arange(6.0).reshape(2, 3) + 1
    )


def test_scalar_outputs_and_loops_that_calls_add():
    values = np.arange(12).reshape(3, 4)
    out = np.zeros(3, "int64")
    total(values, out)
    assert out.tolist() == [6, 22, 38]
    sums = np.zeros(3)
    total(values.astype("float64"), sums)
    assert sums.tolist() == [6, 22, 38]
    assert total.ntypes == 2 and total.is_dynamic
    with pytest.raises(TypeError, match="hand in the outputs"):
        total(values.astype("float32"))


def test_scalars_may_be_declared_as_arrays_of_one():
    @guvectorize([(float64[:], float64[:], float64[:])], "(n),()->(n)")
    def scaled(values, by, out):
        out[:] = values * by[0]

    np.testing.assert_array_equal(scaled(np.arange(3.0), [2.0, 3.0]), [[0, 2, 4], [0, 3, 6]])


def test_several_outputs():
    @guvectorize(["void(int64[:], int64[:], int64[:])"], "(n)->(),()")
    def bounds(values, low, high):
        low[0] = high[0] = values[0]
        for value in values:
            low[0] = min(low[0], value)
            high[0] = max(high[0], value)

    low, high = bounds(np.array([[3, 1, 2], [9, 7, 8]]))
    assert low.tolist() == [1, 7] and high.tolist() == [3, 9]


def test_a_layout_of_scalars_has_the_methods_of_ufuncs():
    @guvectorize([(int64, int64, int64[:])], "(),()->()")
    def add(a, b, out):
        out[0] = a + b

    assert add.signature is None
    assert add.reduce(np.arange(5)) == 10
    assert add.accumulate(np.arange(4)).tolist() == [0, 1, 3, 6]
    assert add.outer([0, 1], [1, 2]).tolist() == [[1, 2], [2, 3]]
    with pytest.raises(RuntimeError, match="not defined"):
        shifted.reduce(np.arange(3.0))


def test_inputs_that_are_written_to():
    @guvectorize(["void(float64[:], float64[:])"], "(t),()", writable_args=("values",))
    def halve(values, by):
        for i in range(len(values)):
            values[i] /= by[0]

    for dtype in ("float64", "float32"):
        values = np.arange(4).astype(dtype)
        halve(values, 2)
        assert values.tolist() == [0, 0.5, 1, 1.5]
    with pytest.raises(ValueError, match="writable_args"):
        guvectorize(["void(float64[:])"], "(t)", writable_args=(3,))(lambda values: None)


def test_exceptions_come_out_and_nothing_is_lost():
    @guvectorize(["void(float64[:], float64[:])"], "(n)->(n)")
    def checked(values, out):
        copy = values.copy()
        if copy[0] < 0:
            raise ValueError("negative", 3)
        out[:] = copy

    def alive():
        gc.collect()
        stats = get_allocation_stats()
        return stats.alloc - stats.free

    values = np.ones((1000, 3))
    checked(values)
    before = alive()
    values[500] = -1
    for _ in range(3):
        with pytest.raises(ValueError) as caught:
            checked(values)
        assert caught.value.args == ("negative", 3)
        del caught
    assert alive() == before


def test_wrong_declarations_are_refused():
    def copy(a, out):
        out[:] = a

    good = ["void(float64[:], float64[:])"]
    for layout, error in [
        (")-:", ValueError),
        ("(n)->(m)", NameError),
        ("(n),(n)->(n)", TypeError),
        ("(n,m)->(n)", TypeError),
    ]:
        with pytest.raises(error):
            guvectorize(good, layout)(copy)
    with pytest.raises(TypeError, match="operands"):
        guvectorize(["void(float64[:])"], "(n)->(n)")(copy)
    with pytest.raises(TypingError, match="return nothing"):
        guvectorize(["float64(float64[:], float64[:])"], "(n)->(n)")(copy)
    with pytest.raises(TypeError, match="dimensions"):
        guvectorize(["void(float64, float64[:])"], "(n)->(n)")(copy)
    with pytest.raises(TypeError):
        guvectorize()
    with pytest.raises(PyriteError, match="colour"):
        guvectorize(good, "(n)->(n)")(lambda a, out: a.colour)


def test_compiled_code_refuses_to_call_it_yet():
    @njit
    def call(a):
        return shifted(a, 1.0)

    with pytest.raises(UnsupportedError, match="GUFunc"):
        call(np.ones(3))


def test_it_is_described_as_numpys_are():
    assert (shifted.nin, shifted.nout, shifted.nargs, shifted.ntypes) == (2, 1, 3, 2)
    assert shifted.signature == "(n),()->(n)" and isinstance(shifted.ufunc, np.ufunc)
    assert shifted.types[1] == "dd->d" and pyrite.guvectorize is guvectorize
