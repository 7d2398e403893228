"""Writing into arrays: scalars and arrays, broadcast, converted, overlapping; what NumPy would leave is left."""

import numpy as np
import pytest
from array_samples import (
    DTYPES,
    FEW_DTYPES,
    LAYOUTS,
    agree,
    assert_same,
    laid_out,
    sample,
    tame_sample,
    values,
)
from hypothesis import given
from hypothesis import strategies as st
from pyrite import njit
from pyrite.errors import TypingError

WRITABLE = [layout for layout in LAYOUTS if layout != "read-only"]


def assigning(key, value="v"):
    namespace = {}
    exec(f"def assign(a, v):\n    a[{key}] = {value}\n", namespace)
    return namespace["assign"]


KEYS = [
    "0",
    "-1",
    "...",
    ":",
    "1:",
    "::-1",
    "::2",
    "0, 1",
    ":, 1",
    "1, :",
    "-1, ::2",
    "None, 0",
    ":, None, :",
    "1:1",
    "0:2, ..., 1",
]


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("layout", WRITABLE)
def test_a_number_goes_to_every_element_of_the_view(key, layout):
    reference = assigning(key)
    agree(njit(reference), reference, sample((3, 4), np.float64, layout), -7.5)


@pytest.mark.parametrize(
    ("key", "shape"),
    [
        ("...", (3, 4)), ("...", (4,)), ("...", (1, 4)), ("...", (3, 1)), ("...", (1, 1)), ("...", ()), (":", (3, 4)), ("1:", (2, 4)),
        ("::-1", (3, 4)), ("0", (4,)), ("0", (1,)), (":, 1", (3,)), ("1:, ::2", (2, 2)), ("1:, ::2", (2,)), (":, None, :", (3, 1, 4)),
        (":, None, :", (4,)), ("-1, ::-1", (4,)), ("1:1", (0, 4)), ("1:1", (4,)), ("1, 2", ()),
    ],
)  # fmt: skip
@pytest.mark.parametrize("layout", ["C", "F", "backward"])
def test_an_array_is_broadcast_into_the_view(key, shape, layout):
    reference = assigning(key)
    compiled = njit(reference)
    for value_layout in ("C", "F", "strided", "read-only"):
        value = sample(shape, np.float64, value_layout, seed=3)
        agree(compiled, reference, sample((3, 4), np.float64, layout), value)


@pytest.mark.parametrize("to", DTYPES)
@pytest.mark.parametrize("source", FEW_DTYPES)
def test_elements_are_converted(to, source):
    if np.dtype(source).kind == "c" and np.dtype(to).kind != "c":
        pytest.skip("complex numbers are refused, tested below")
    reference = assigning("...")
    compiled = njit(reference)
    value = tame_sample((7,), source, seed=1)
    if np.dtype(to).kind == "u":
        value = np.abs(value)
    agree(compiled, reference, np.zeros(7, to), value)
    scalar, element = assigning("1"), njit(assigning("1"))
    agree(element, scalar, np.zeros(3, to), value[2])
    agree(element, scalar, np.zeros((3, 2), to), value[3])


@pytest.mark.parametrize(
    ("to", "source"), [(np.int8, np.int64), (np.uint8, np.int64), (np.int32, np.uint64), (np.uint64, np.int8)]
)
def test_integers_wrap_when_they_are_narrowed(to, source):
    reference = assigning("...")
    agree(njit(reference), reference, np.zeros(50, to), values(source, 50))


def test_numbers_become_truth_values():
    reference = assigning("...")
    compiled = njit(reference)
    for dtype in FEW_DTYPES:
        agree(compiled, reference, np.zeros(20, np.bool_), values(dtype, 20))


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.complex64])
def test_numbers_are_rounded_to_the_elements_precision(dtype):
    reference = assigning("...")
    wide = np.complex128 if np.dtype(dtype).kind == "c" else np.float64
    agree(njit(reference), reference, np.zeros(40, dtype), values(wide, 40, seed=5))


def test_complex_numbers_do_not_go_into_real_arrays():
    for key, value in (("0", 1j), ("...", 1j), ("...", np.ones(3, np.complex64))):
        with pytest.raises(TypingError, match="complex"):
            njit(assigning(key))(np.zeros(3), value)


@pytest.mark.parametrize(
    ("to", "source"),
    [
        ("1:", ":-1"), (":-1", "1:"), ("::-1", ":"), (":", "::-1"), ("::2", ":(len(a) + 1) // 2"), (":len(a) // 2", "len(a) // 2:len(a) // 2 * 2"),
        ("1:", "0:1"), (":", "0"), ("2:", ":-2"), ("::-2", ":(len(a) + 1) // 2"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("n", [1, 2, 5, 40])
def test_overlapping_parts_of_one_array_are_assigned_as_if_copied_first(to, source, n):
    reference = assigning(to, f"a[{source}].copy()")  # NumPy itself is wrong where strides differ
    compiled = njit(assigning(to, f"a[{source}]"))
    for array in (
        np.arange(float(n)),
        laid_out(np.arange(float(n)), "strided"),
        np.arange(float(n)).astype(np.int16),
    ):
        agree(compiled, reference, array, 0)
    arithmetic = assigning(to, f"a[{source}] * 2 + 1")
    agree(njit(arithmetic), arithmetic, np.arange(float(n)), 0)


def test_overlapping_arguments():
    @njit
    def shift(a, b):
        a[...] = b

    @njit
    def add(a, b):
        a[:] = a + b * 10

    whole, other = np.arange(40.0), np.arange(40.0)
    shift(whole[1:], whole[:-1])
    other[1:] = other[:-1].copy()
    assert whole.tolist() == other.tolist()
    whole, other = np.arange(40.0), np.arange(40.0)
    add(whole[:-3], whole[3:])
    other[:-3] = other[:-3] + other[3:] * 10
    assert whole.tolist() == other.tolist()
    whole, other = np.arange(16.0).reshape(4, 4), np.arange(16.0).reshape(4, 4)
    shift(whole, whole.T)
    other[...] = other.T.copy()
    assert np.array_equal(whole, other)


@given(
    n=st.integers(1, 8), m=st.integers(1, 8), a0=st.integers(0, 8), b0=st.integers(0, 8), length=st.integers(0, 8),
    a_step=st.sampled_from([-2, -1, 1, 2]), b_step=st.sampled_from([-2, -1, 1, 2]),
)  # fmt: skip
def test_any_two_parts_of_one_buffer(n, m, a0, b0, length, a_step, b_step):
    buffer, other = np.arange(64), np.arange(64)
    parts = [
        slice(24 + a0, 24 + a0 + a_step * length, a_step),
        slice(24 + b0, 24 + b0 + b_step * length, b_step),
    ]
    copy_into(buffer[parts[0]], buffer[parts[1]])
    other[parts[0]] = other[parts[1]].copy()
    assert buffer.tolist() == other.tolist()


@njit
def copy_into(a, b):
    a[:] = b


OPERATORS = ["+=", "-=", "*=", "/=", "//=", "%=", "**="]


@pytest.mark.parametrize("operator", OPERATORS)
@pytest.mark.parametrize("layout", WRITABLE)
def test_operators_in_place_write_into_the_array(operator, layout):
    namespace = {}
    exec(f"def update(a, v):\n    a {operator} v\n", namespace)
    reference = namespace["update"]
    compiled = njit(reference)
    base = np.array([[1.5, 2.0, -3.25, 4.0], [0.5, 8.0, 9.0, 10.0], [-1.0, 7.5, 2.0, 3.0]])
    for value in (2.0, 3, np.array([1.0, 2.0, 3.0, 4.0]), np.array([[2.0], [1.0], [3.0]])):
        agree(compiled, reference, laid_out(base, layout), value, tolerance=1e-14)


@pytest.mark.parametrize("operator", ["+=", "-=", "*=", "//=", "%=", "&=", "|=", "^=", "<<=", ">>="])
@pytest.mark.parametrize("dtype", [np.int8, np.uint16, np.int64, np.uint64])
def test_operators_in_place_on_integers(operator, dtype):
    namespace = {}
    exec(f"def update(a, v):\n    a {operator} v\n", namespace)
    reference = namespace["update"]
    agree(
        njit(reference),
        reference,
        np.arange(1, 9).astype(dtype),
        np.array([3, 1, 2, 5, 4, 7, 6, 1]).astype(dtype),
    )
    agree(njit(reference), reference, np.arange(1, 9).astype(dtype), 3)


def test_operators_in_place_on_parts_and_elements():
    def reference(a, v):
        a[1:, ::2] += v
        a[0] *= 2
        a[1, 1] -= 5
        a[-1] //= 3
        a[:, -1] = -a[:, -1]

    for layout in WRITABLE:
        agree(njit(reference), reference, sample((3, 4), np.int32, layout) // 1000, 3)


def test_an_operator_in_place_keeps_the_dtype_and_the_array():
    @njit
    def update(a):
        b = a
        b += 1.5
        return a

    array = np.zeros(3, np.float32)
    assert update(array) is array or update(array).dtype == np.float32
    assert array[0] in (1.5, 3.0)


def test_shapes_that_do_not_broadcast_are_a_value_error_and_change_nothing():
    assign = njit(assigning("..."))
    for shape, value_shape in (((3,), (2,)), ((3, 4), (3,)), ((3, 4), (2, 4)), ((3,), (0,)), ((0,), (2,))):
        array = np.zeros(shape)
        with pytest.raises(ValueError, match="broadcast"):
            assign(array, np.ones(value_shape))
        assert not array.any()


def test_values_with_leading_axes_of_one_fit_as_in_numpy():
    reference = assigning("...")
    agree(njit(reference), reference, np.zeros((2, 3)), np.arange(6.0).reshape(1, 2, 3))
    agree(njit(reference), reference, np.zeros(3), np.arange(3.0).reshape(1, 1, 3))
    with pytest.raises(ValueError, match="broadcast"):
        njit(assigning("..."))(np.zeros(3), np.ones((2, 3)))
    reference = assigning("0")
    agree(njit(reference), reference, np.zeros((2, 3)), np.arange(3.0).reshape(1, 3))


def test_tuples_are_assigned_as_arrays():
    reference = assigning(":")
    agree(njit(reference), reference, np.zeros(3), (1, 2.5, 3))
    agree(njit(reference), reference, np.zeros((2, 2)), ((1, 2), (3, 4)))
    agree(njit(reference), reference, np.zeros((2, 3)), (1, 2, 3))


def test_read_only_arrays_are_refused():
    array = sample((3,), np.float64, "read-only")
    for key in ("0", "...", ":2"):
        with pytest.raises(TypingError, match="read-?only"):
            njit(assigning(key))(array, 1.0)
    for source in ("a += 1", "a.fill(1)", "a[0] += 1", "b = a[1:]; b[0] = 1"):
        namespace = {}
        exec(f"def update(a):\n    {source}\n", namespace)
        with pytest.raises(TypingError, match="read-?only"):
            njit(namespace["update"])(array)


def test_elements_are_assigned_by_wrapped_indices():
    def reference(a, v):
        for i in range(-len(a), 0):
            a[i] = a[i] + v + i

    agree(njit(reference), reference, np.arange(5), 10)


def test_several_targets_and_swaps():
    @njit
    def swap(a, i, j):
        a[i], a[j] = a[j], a[i]
        a[0] = a[1] = 7.0

    array = np.arange(4.0)
    swap(array, 2, -1)
    assert array.tolist() == [7.0, 7.0, 3.0, 2.0]


def test_rows_swapped_through_views_alias_as_in_numpy():
    def reference(a, v):
        a[0], a[1] = a[1], a[0]

    agree(njit(reference), reference, np.arange(6.0).reshape(2, 3), 0)


def test_a_slice_of_another_dtype_in_an_expression():
    def reference(a, v):
        a[::2] = v[1::2] > 0

    agree(njit(reference), reference, np.zeros(6, np.int8), np.array([1.0, -1, 2, 3, -4, 5]))


def test_assignment_gives_the_array_itself_back():
    @njit
    def write(a):
        a[1] = 5
        return a

    array = np.zeros(3)
    assert_same(write(array), np.array([0.0, 5.0, 0.0]), memory=False)
    assert array[1] == 5
