"""Making arrays: empty, zeros, ones, full, their likes, arange, linspace, eye, identity, array, asarray."""

import numpy as np
import pytest
from array_samples import DTYPES, LAYOUTS, agree, assert_same, sample
from hypothesis import given
from hypothesis import strategies as st
from pyrite import njit
from pyrite.errors import TypingError, UnsupportedError

SHAPES = [(), (0,), (3,), (2, 3), (0, 2), (2, 1, 3)]


def check(source, *arguments, tolerance=0.0, names=""):
    namespace = {"np": np}
    exec(f"def make({names}):\n    return {source}\n", namespace)
    agree(njit(namespace["make"]), namespace["make"], *arguments, tolerance=tolerance, strides=True)


@pytest.mark.parametrize("name", ["zeros", "ones"])
@pytest.mark.parametrize("dtype", DTYPES)
def test_zeros_and_ones_of_every_dtype(name, dtype):
    kind = np.dtype(dtype).name
    if kind == "bool":
        kind = "bool_"
    check(f"np.{name}((2, 3), np.{kind})")
    check(f"np.{name}(4, dtype=np.{kind})")
    check(f"np.full((2, 2), 1, np.{kind})")


@pytest.mark.parametrize("shape", SHAPES)
def test_shapes(shape):
    for name in ("zeros", "ones"):
        check(f"np.{name}({shape})")
    check(f"np.full({shape}, 2.5)")
    check(f"np.empty({shape}).shape")
    check("np.zeros(s)", shape, names="s")


def test_shapes_known_only_at_run_time_and_of_any_integer_type():
    for kind in (np.int8, np.uint16, np.int64, np.uint64):
        check("np.zeros((n, 2, m))", kind(3), kind(0), names="n, m")
        check("np.ones(n)", kind(3), names="n")


@pytest.mark.parametrize("order", ["C", "F"])
def test_orders(order):
    for name in ("zeros", "ones"):
        check(f"np.{name}((2, 3), order='{order}')")
    check(f"np.full((2, 3), 7, order='{order}')")
    made = njit(eval(f"lambda: np.empty((2, 3), np.int8, order='{order}')", {"np": np}))()
    assert made.flags.f_contiguous == (order == "F") and made.dtype == np.int8


@pytest.mark.parametrize(
    "dtype",
    [
        "'f4'",
        "'float32'",
        "'i8'",
        "'uint8'",
        "'bool'",
        "'complex64'",
        "'d'",
        "'i'",
        "'int16'",
        "'?'",
        "float",
        "int",
        "bool",
        "complex",
    ]
    + [
        "np.intp",
        "np.double",
        "np.single",
        "np.dtype('f4')",
        "np.dtype(np.int8)",
        "np.uintp",
        "np.byte",
        "'<f8'",
        "'F'",
        "'e'",
        "'H'",
    ],
)
def test_ways_to_name_a_dtype(dtype):
    check(f"np.zeros(2, {dtype})")
    check(f"np.ones(2).astype({dtype})")


@pytest.mark.parametrize("dtype", ["'ABC'", "'O'", "'M8[s]'", "'>f8'", "'S3'"])
def test_unknown_dtypes_are_refused(dtype):
    with pytest.raises((TypingError, UnsupportedError), match=r"dtype|byte order"):
        njit(eval(f"lambda: np.zeros(2, {dtype})", {"np": np}))()


@pytest.mark.parametrize("value", ["True", "7", "2.5", "1j", "np.float32(2)", "np.int8(3)", "np.uint64(9)"])
def test_full_takes_its_dtype_from_the_value(value):
    check(f"np.full(3, {value})")
    check("np.full((2, 2), v)", eval(value), names="v")
    check(f"np.full(3, {value}, np.complex64)")


def test_full_broadcasts_arrays():
    check("np.full((2, 3), v)", np.array([1, 2, 3]), names="v")
    check("np.full((2, 3), v, np.float32)", np.array([[1], [2]]), names="v")


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("shape", SHAPES)
def test_likes(layout, shape):
    array = sample(shape, np.int16, layout)
    for source in (
        "np.zeros_like(a)",
        "np.ones_like(a)",
        "np.full_like(a, 7)",
        "np.zeros_like(a, np.float32)",
        "np.full_like(a, 2.5, dtype=np.float64)",
    ):
        namespace = {"np": np}
        exec(f"def make(a):\n    return {source}\n", namespace)
        agree(njit(namespace["make"]), namespace["make"], array)
    made = njit(lambda a: np.empty_like(a))(array)
    assert made.shape == shape and made.dtype == np.int16 and made.flags.writeable
    made = njit(lambda a: np.empty_like(a, dtype=np.float32))(array)
    assert made.dtype == np.float32


@pytest.mark.parametrize("dtype", DTYPES)
def test_likes_of_every_dtype(dtype):
    array = sample((2, 2), dtype)
    for function in (np.zeros_like, np.ones_like):
        agree(njit(lambda a: function(a)), lambda a: function(a), array)


def test_likes_keep_the_order():
    for order in ("C", "F"):
        array = np.zeros((2, 3), order=order)
        for name in ("zeros_like", "ones_like", "empty_like"):
            found = njit(eval(f"lambda a: np.{name}(a)", {"np": np}))(array)
            assert found.strides == array.strides


def test_likes_of_numbers():
    check("np.zeros_like(x)", 2.5, names="x")
    check("np.ones_like(x)", 3, names="x")


START = st.integers(-20, 20)


@given(start=START, stop=START, step=st.integers(-5, 5))
def test_arange_of_integers(start, stop, step):
    agree(arange1, arange1.py_func, stop)
    agree(arange2, arange2.py_func, start, stop)
    if step == 0:
        with pytest.raises((ValueError, ZeroDivisionError)):
            arange3(start, stop, step)
    else:
        agree(arange3, arange3.py_func, start, stop, step)


@given(
    start=st.floats(-10, 10), stop=st.floats(-10, 10),
    step=st.floats(0.05, 5) | st.floats(-5, -0.05) | st.sampled_from([0.1, 0.2, 0.3, -0.1]),
)  # fmt: skip
def test_arange_of_floats(start, stop, step):
    agree(arange3, arange3.py_func, start, stop, step)
    agree(arange2, arange2.py_func, start, stop)
    agree(arange1, arange1.py_func, stop)


@njit
def arange1(stop):
    return np.arange(stop)


@njit
def arange2(start, stop):
    return np.arange(start, stop)


@njit
def arange3(start, stop, step):
    return np.arange(start, stop, step)


@pytest.mark.parametrize(
    "source",
    [
        "np.arange(5, dtype=np.float32)", "np.arange(1, 5, dtype=np.int8)", "np.arange(0, 1, 0.1)", "np.arange(0.5, 5)", "np.arange(10, 0, -3)",
        "np.arange(np.int32(5))", "np.arange(np.float32(3.5))", "np.arange(2, 9, 2.5)", "np.arange(0, 5, 1, np.complex128)", "np.arange(3.0)",
        "np.arange(start=2, stop=6, step=2)", "np.arange(5, 1)", "np.arange(0)", "np.arange(-3)", "np.arange(1, 2, 1e-1)", "np.arange(np.uint8(4))",
        "np.arange(np.int8(1), np.int8(5))", "np.arange(5, step=2)", "np.arange(stop=4)", "np.arange(1, None)", "np.arange(0.0, 1.0, 1 / 3)",
    ],
)  # fmt: skip
def test_arange(source):
    check(source)


@pytest.mark.parametrize(
    "source",
    [
        "np.linspace(0, 1, 5)", "np.linspace(0, 1)", "np.linspace(1, 0, 7)", "np.linspace(0, 10, 1)", "np.linspace(0, 10, 0)", "np.linspace(3, 3, 4)",
        "np.linspace(-1.5, 2.5, 9)", "np.linspace(0, 5, 6, endpoint=False)", "np.linspace(0, 1, num=3)", "np.linspace(0, 1j, 5)",
        "np.linspace(1 + 2j, 3 - 1j, 4)", "np.linspace(0, 1e-323, 5)", "np.linspace(0, 1, 2)",
        "np.linspace(0, 10, 5, dtype=np.int64)", "np.linspace(0, 1, 5, retstep=True)", "np.linspace(0, 1, 3, dtype=np.float32)",
    ],
)  # fmt: skip
def test_linspace(source):
    check(source)


@given(start=st.floats(-1e3, 1e3), stop=st.floats(-1e3, 1e3), count=st.integers(0, 20))
def test_linspace_bit_for_bit(start, stop, count):
    agree(linspace, linspace.py_func, start, stop, count)


@njit
def linspace(start, stop, count):
    return np.linspace(start, stop, count)


def test_linspace_of_a_negative_number_of_samples_is_a_value_error():
    with pytest.raises(ValueError, match="non-negative"):
        linspace(0.0, 1.0, -1)


@pytest.mark.parametrize(
    "source",
    [
        "np.eye(3)",
        "np.eye(2, 3)",
        "np.eye(3, 2, 1)",
        "np.eye(3, k=-1)",
        "np.eye(2, dtype=np.int8)",
        "np.eye(3, 4, -2, np.complex64)",
        "np.eye(0)",
    ]
    + [
        "np.identity(3)",
        "np.identity(2, np.int32)",
        "np.eye(2, 3, dtype=bool)",
        "np.tri(3)",
        "np.tri(2, 4, 1)",
        "np.eye(3, k=9)",
    ],
)
def test_eye(source):
    check(source)


@pytest.mark.parametrize(
    "source",
    [
        "np.array((1, 2, 3))", "np.array((1, 2.5))", "np.array(((1, 2), (3, 4)))", "np.array([1, 2, 3])", "np.array([1.5, 2])", "np.array([[1, 2], [3, 4]])",
        "np.array([True, False])", "np.array([1, 2], dtype=np.float32)", "np.array([1j, 2])", "np.array(3)", "np.array(2.5)", "np.array(((1, 2),), np.int8)",
        "np.array([(1, 2), (3, 4.5)])", "np.asarray((1, 2))", "np.asarray([1, 2], np.float32)", "np.array([[[1], [2]]])", "np.array([True, 2])",
        "np.array([np.float32(1), np.float32(2)])", "np.array([np.int8(1), np.int8(2)])", "np.array([], np.float64)", "np.array(())", "np.array([[], []])",
    ],
)  # fmt: skip
def test_arrays_of_displays(source):
    check(source)


def test_arrays_of_numbers_known_only_at_run_time():
    check("np.array([x, y, x + y])", 1.5, 2, names="x, y")
    check("np.array([[x, y], [y, x]])", 1, 2, names="x, y")
    check("np.array((x, y))", np.float32(1), np.int8(2), names="x, y")
    check("np.array([a[0], a[1] * 2])", np.arange(3), names="a")


def test_arrays_of_arrays():
    check("np.array([a, a * 2])", np.arange(3.0), names="a")
    check("np.array((a, b))", np.arange(3.0), np.arange(3), names="a, b")


def test_ragged_displays_are_refused():
    for source in (
        "np.array([[1], [2, 3]])",
        "np.array([1, [2]])",
        "np.array([1, 'x'])",
        "np.array([[1, 2], 3])",
    ):
        with pytest.raises((TypingError, UnsupportedError, ValueError)):
            njit(eval(f"lambda: {source}", {"np": np}))()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_array_copies_and_asarray_does_not(layout):
    array = sample((2, 3), np.float64, layout)
    copied = njit(lambda a: np.array(a))(array)
    assert_same(copied, array)
    assert not np.shares_memory(copied, array) and copied.flags.writeable
    kept = njit(lambda a: np.asarray(a))(array)
    assert_same(kept, array, strides=True, memory=True)
    converted = njit(lambda a: np.asarray(a, np.float32))(array)
    assert_same(converted, array.astype(np.float32))
    contiguous = njit(lambda a: np.ascontiguousarray(a))(array)
    assert_same(contiguous, array)
    assert contiguous.flags.c_contiguous and np.shares_memory(contiguous, array) == array.flags.c_contiguous
    fortran = njit(lambda a: np.asfortranarray(a))(array)
    assert_same(fortran, array)
    assert fortran.flags.f_contiguous and np.shares_memory(fortran, array) == array.flags.f_contiguous


@pytest.mark.parametrize("name", ["zeros", "ones", "empty"])
def test_negative_sizes_are_a_value_error(name):
    make = njit(eval(f"lambda n: np.{name}((2, n))", {"np": np}))
    with pytest.raises(ValueError, match="negative dimensions"):
        make(-1)


def test_more_memory_than_there_is_is_a_memory_error_or_value_error():
    make = njit(lambda n, m: np.empty((n, m)))
    for n, m in ((2**40, 2**20), (2**62, 4), (2**61, 2**61), (2**63 - 1, 1)):
        with pytest.raises((MemoryError, ValueError)):
            make(n, m)


@pytest.mark.parametrize(
    "source", ["np.zeros('x')", "np.zeros(2.5)", "np.zeros((1, 2.5))", "np.zeros()", "np.zeros(2, order='Z')"]
)
def test_wrong_arguments_are_refused(source):
    with pytest.raises((TypingError, UnsupportedError)):
        njit(eval(f"lambda: {source}", {"np": np}))()


def test_results_own_their_memory():
    made = njit(lambda: np.zeros(3))()
    assert made.flags.writeable
    made[0] = 1
    assert njit(lambda: np.zeros(3))()[0] == 0
