"""Methods that make or reshape arrays: copy, fill, astype, reshape, ravel, flatten, transpose, item and their functions."""

import numpy as np
import pytest
from array_samples import DTYPES, FEW_DTYPES, LAYOUTS, agree, assert_same, sample, tame_sample
from hypothesis import given
from hypothesis import strategies as st
from pyrite import njit
from pyrite.errors import TypingError, UnsupportedError


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_copies_share_nothing(dtype, layout):
    array = sample((3, 4), dtype, layout)
    for compiled in (copy_method, copy_function):
        copied = compiled(array)
        assert_same(copied, array)
        assert not np.shares_memory(copied, array) and copied.flags.writeable


@njit
def copy_method(a):
    return a.copy()


@njit
def copy_function(a):
    return np.copy(a)


@pytest.mark.parametrize("shape", [(), (0,), (2, 0), (1, 3, 2)])
def test_copies_of_every_shape(shape):
    agree(copy_method, copy_method.py_func, sample(shape, np.int32))


@pytest.mark.parametrize("dtype", DTYPES)
def test_fill(dtype):
    def reference(a, v):
        a.fill(v)
        a[1:].fill(v + v)

    compiled = njit(reference)
    for layout in ("C", "F", "strided"):
        for value in (0, 1, 3) if np.dtype(dtype).kind in "iu" else (0, 1, 2.5):
            agree(compiled, reference, sample((3, 2), dtype, layout), value)


@pytest.mark.parametrize("source", DTYPES)
@pytest.mark.parametrize("to", FEW_DTYPES + [np.float16, np.int16, np.complex64])
def test_astype(source, to):
    name = "bool_" if to is np.bool_ else np.dtype(to).name
    reference = eval(f"lambda a: a.astype(np.{name})", {"np": np})
    array = tame_sample((3, 4), source, "strided")
    if np.dtype(to).kind == "u":
        array = np.abs(array)
    if np.dtype(source).kind == "c" and np.dtype(to).kind == "u":
        pytest.skip("the real part may be negative")
    agree(njit(reference), reference, array)
    assert not np.shares_memory(njit(reference)(array), array)


def test_astype_keeps_the_order():
    compiled = njit(lambda a: a.astype(np.float32))
    for order in ("C", "F"):
        array = np.ones((2, 3), order=order)
        assert compiled(array).strides == array.astype(np.float32).strides


def test_astype_without_a_copy():
    array = np.arange(3.0)
    assert np.shares_memory(njit(lambda a: a.astype(np.float64, copy=False))(array), array)
    assert not np.shares_memory(njit(lambda a: a.astype(np.float64))(array), array)


def test_integers_from_numbers_out_of_range_wrap_between_integers():
    array = np.array([-1, 300, 2**40 + 5, -(2**63)])
    for kind in ("int8", "uint8", "uint64", "int32"):
        reference = eval(f"lambda a: a.astype(np.{kind})", {"np": np})
        agree(njit(reference), reference, array)


RESHAPES = [
    ((6,), "(2, 3)"), ((6,), "(-1,)"), ((6,), "-1"), ((6,), "(3, -1)"), ((2, 3), "6"), ((2, 3), "(3, 2)"), ((2, 3), "(1, 6, 1)"), ((2, 3), "(-1, 1)"),
    ((2, 3, 4), "(6, 4)"), ((2, 3, 4), "(2, 12)"), ((2, 3, 4), "(4, 3, 2)"), ((4, 1, 3), "(2, 2, 3)"), ((1,), "()"), ((), "(1, 1)"), ((), "1"),
    ((0, 3), "(3, 0)"), ((0, 3), "0"), ((2, 6), "(2, 2, 3)"), ((1, 6), "(2, 3)"), ((2, 2, 2, 2), "(4, 4)"), ((0,), "(0, 5)"), ((3, 4), "(3, 2, 2)"),
]  # fmt: skip


@pytest.mark.parametrize(("shape", "new_shape"), RESHAPES)
def test_reshape_views_what_numpy_views(shape, new_shape):
    for call in (f"a.reshape({new_shape})", f"np.reshape(a, {new_shape})"):
        reference = eval(f"lambda a: {call}", {"np": np})
        compiled = njit(reference)
        for layout in LAYOUTS:
            array = sample(shape, np.int64, layout)
            found, expected = compiled(array), reference(array)
            assert_same(found, expected)
            assert np.shares_memory(found, array) == np.shares_memory(expected, array)
            if np.shares_memory(expected, array):
                assert_same(found, expected, strides=True, memory=True)


@given(data=st.data())
def test_reshape_of_any_strides(data):
    shape = data.draw(st.sampled_from([(2, 3, 4), (4, 6, 1), (2, 2, 6), (24, 1, 1), (1, 4, 6), (3, 8, 1)]))
    axes = data.draw(st.permutations(range(3)))
    steps = data.draw(st.tuples(*[st.sampled_from([1, 1, 2, -1, -2])] * 3))
    wide = np.arange(int(np.prod([2 * n for n in shape]))).reshape([2 * n for n in shape])
    view = (
        wide[tuple(slice(n) for n in shape)]
        if all(s == 1 for s in steps)
        else wide[
            tuple(
                slice(None, None, s)[0:0] if False else slice(0, abs(s) * n, abs(s))
                for s, n in zip(steps, shape)
            )
        ]
    )
    view = view[tuple(slice(None, None, -1) if s < 0 else slice(None) for s in steps)].transpose(axes)
    for compiled, reference in (
        (to_line, to_line.py_func),
        (to_six, to_six.py_func),
        (to_three, to_three.py_func),
    ):
        found, expected = compiled(view), reference(view)
        assert_same(found, expected)
        assert np.shares_memory(found, view) == np.shares_memory(expected, view)


@njit
def to_line(a):
    return a.reshape(24)


@njit
def to_six(a):
    return a.reshape(6, -1)


@njit
def to_three(a):
    return a.reshape((2, 2, 6))


def test_sizes_one_by_one_and_at_run_time():
    agree(njit(lambda a, n: a.reshape(2, n)), lambda a, n: a.reshape(2, n), np.arange(6), 3)
    agree(njit(lambda a, n: a.reshape((n, -1))), lambda a, n: a.reshape((n, -1)), np.arange(6), 3)
    agree(njit(lambda a, s: a.reshape(s)), lambda a, s: a.reshape(s), np.arange(6), (3, 2))


@pytest.mark.parametrize("new_shape", ["(4, 2)", "5", "(-1, 4)", "(-1, -1)", "(0,)", "(-2, 3)", "(0, -1)"])
def test_shapes_that_do_not_fit_are_a_value_error(new_shape):
    with pytest.raises(ValueError):
        njit(eval(f"lambda a: a.reshape({new_shape})"))(np.arange(6))


@pytest.mark.parametrize("order", ["C", "F", "A"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_orders_of_reshape_ravel_and_flatten(order, layout):
    array = sample((2, 3, 2), np.int16, layout)
    for source in (f"a.reshape((3, 4), order='{order}')", f"a.ravel('{order}')", f"a.flatten('{order}')"):
        reference = eval(f"lambda a: {source}")
        if order == "A" and layout == "strided":
            continue
        agree(njit(reference), reference, array)


@pytest.mark.parametrize("shape", [(5,), (3, 4), (1, 4), (4, 1), (2, 3, 2), (), (0, 3), (1, 1)])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_ravel_views_where_numpy_does_and_flatten_never(shape, layout):
    array = sample(shape, np.float64, layout)
    found, expected = ravel(array), ravel.py_func(array)
    assert_same(found, expected)
    if shape != ():
        assert np.shares_memory(found, array) == np.shares_memory(expected, array)
    flat = flatten(array)
    assert_same(flat, array.flatten())
    assert not np.shares_memory(flat, array)


@njit
def ravel(a):
    return np.ravel(a)


@njit
def flatten(a):
    return a.flatten()


def test_writing_through_reshaped_and_ravelled_views():
    def reference(a):
        a.ravel()[1] = 5
        a.reshape(-1)[2:4] = 7
        a.T.reshape(3, 2)[0] = 9
        a.flatten()[0] = 100

    agree(njit(reference), reference, np.zeros((2, 3)))


TRANSPOSES = [
    "a.transpose()",
    "np.transpose(a)",
    "a.transpose(2, 0, 1)",
    "a.transpose((1, 0, 2))",
    "np.transpose(a, (0, 2, 1))",
    "a.transpose(-1, 0, 1)",
]
TRANSPOSES += [
    "np.swapaxes(a, 0, 2)",
    "a.swapaxes(0, -1)",
    "np.moveaxis(a, 0, -1)",
    "np.moveaxis(a, 2, 0)",
    "np.rollaxis(a, 2)",
]


@pytest.mark.parametrize("source", TRANSPOSES)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_transposes(source, layout):
    reference = eval(f"lambda a: {source}", {"np": np})
    agree(njit(reference), reference, sample((2, 3, 4), np.int64, layout), strides=True, memory=True)


def test_axes_known_only_at_run_time():
    transpose = njit(lambda a, axes: a.transpose(axes))
    array = np.arange(24).reshape(2, 3, 4)
    for axes in ((0, 1, 2), (2, 1, 0), (1, 2, 0), (-1, 0, 1)):
        agree(transpose, transpose.py_func, array, axes, strides=True, memory=True)
    for axes in ((0, 0, 1), (0, 1, 3), (-4, 0, 1)):
        with pytest.raises(ValueError, match="axis|axes"):
            transpose(array, axes)
    with pytest.raises((TypingError, ValueError), match="axes"):
        transpose(array, (0, 1))


def test_item():
    item = njit(lambda a: a.item())
    for array in (np.array(2.5), np.array([3]), np.array([[True]]), np.array([1j])):
        agree(item, item.py_func, array)
    with pytest.raises(ValueError, match="size 1"):
        item(np.arange(2))


def test_items_of_larger_arrays():
    item = njit(lambda a, i: a.item(i))
    array = np.arange(6.0).reshape(2, 3)
    for i in (0, 4, -1):
        agree(item, item.py_func, array, i)
        agree(item, item.py_func, array.T, i)
    both = njit(lambda a, i, j: a.item(i, j))
    agree(both, both.py_func, array, 1, -1)


@pytest.mark.parametrize(
    "source",
    [
        "np.expand_dims(a, 0)", "np.expand_dims(a, 1)", "np.expand_dims(a, -1)", "a.squeeze(1)", "np.squeeze(a, -2)", "np.squeeze(a, 1)", "np.atleast_1d(a)",
        "np.atleast_2d(a)", "np.atleast_3d(a)", "np.flip(a)", "np.flip(a, 1)", "np.fliplr(a)", "np.flipud(a)", "np.rot90(a)", "np.rot90(a, 2)",
        "np.rot90(a, k=-1)", "np.broadcast_to(a, (2, 3, 1, 4))", "np.diagonal(a[:, 0])", "a[:, 0].diagonal(1)", "np.diagonal(a[:, 0], -2)", "np.flip(a, 0)",
    ],
)  # fmt: skip
@pytest.mark.parametrize("layout", ["C", "F", "backward", "read-only"])
def test_other_views(source, layout):
    reference = eval(f"lambda a: {source}", {"np": np})
    compiled = njit(reference)
    array = sample((3, 1, 4), np.int64, layout)
    agree(compiled, reference, array, strides=True, memory=True)


def test_broadcasts_are_read_only_and_checked():
    spread = njit(lambda a: np.broadcast_to(a, (2, 3)))
    assert not spread(np.arange(3)).flags.writeable
    assert spread(np.array([[1], [2]])).tolist() == [[1, 1, 1], [2, 2, 2]]
    with pytest.raises(ValueError, match="broadcast"):
        spread(np.arange(2))
    with pytest.raises((ValueError, TypingError)):
        spread(np.zeros((1, 2, 3)))
    agree(njit(lambda x: np.broadcast_to(x, (2, 2))), lambda x: np.broadcast_to(x, (2, 2)), 5)


def test_broadcasting_several_arrays():
    @njit
    def both(a, b):
        return np.broadcast_arrays(a, b)

    a, b = np.arange(3), np.arange(2.0).reshape(2, 1)
    assert [x.tolist() for x in both(a, b)] == [x.tolist() for x in np.broadcast_arrays(a, b)]
    assert njit(lambda: np.broadcast_shapes((2, 1), (3,), (1, 1)))() == (2, 3)


@pytest.mark.parametrize("dtype", ["np.int32", "np.uint8", "np.float32", "np.complex64", "np.int64", "'f8'"])
def test_views_of_other_dtypes(dtype):
    reference = eval(f"lambda a: a.view({dtype})", {"np": np})
    for array in (np.arange(4.0), np.arange(8.0).reshape(2, 4)):
        agree(njit(reference), reference, array, strides=True, memory=True)


def test_wrong_arguments_are_refused():
    for source in (
        "a.astype('zzz')",
        "a.reshape('x')",
        "a.fill('x')",
        "a.copy(1, 2, 3)",
        "a.astype()",
        "a.reshape(1.5)",
        "np.reshape(a)",
    ):
        with pytest.raises((TypingError, UnsupportedError)):
            njit(eval(f"lambda a: {source}", {"np": np}))(np.zeros(4))
