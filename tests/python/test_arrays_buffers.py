"""bytes, bytearray, memoryview and array.array as arguments: their elements as the interpreter gives them, and no more."""

import array
import gc

import numpy as np
import pyrite
import pytest
from array_samples import DTYPES, LAYOUTS, laid_out, values
from outcomes import outcome
from pyrite import njit, types
from pyrite.errors import PyriteError, TypingError
from pyrite.numpy_support import as_dtype, from_dtype

LETTERS = "bBhHiIlLqQfd"


@njit
def element(buffer, i):
    return buffer[i]


@njit
def total(buffer):
    found = 0
    for x in buffer:
        found += x
    return found + len(buffer) * 1000


@njit
def store(buffer, i, x):
    buffer[i] = x


@njit
def same(buffer):
    return buffer


def buffers():
    yield b"abc"
    yield bytearray(b"xyz")
    yield memoryview(b"hello")
    yield memoryview(bytearray(b"abc"))
    yield memoryview(np.arange(5, dtype=np.int16))[::2]
    for letter in LETTERS:
        yield array.array(letter, [1, 2, 3])
        yield memoryview(array.array(letter, [1, 2, 3]))


@pytest.mark.parametrize("buffer", list(buffers()), ids=repr)
def test_elements_are_pythons_numbers(buffer):
    for i in (0, 1, -1, True, 99, -99):
        expected, got = outcome(element.py_func, buffer, i), outcome(element, buffer, i)
        assert got == expected and type(got) is type(expected), i
    assert total(buffer) == total.py_func(buffer)
    assert total(buffer) == total.py_func(buffer)
    assert njit(lambda b: bool(b))(buffer)


def test_arithmetic_of_elements_is_pythons():
    @njit
    def f(a, b):
        return a[0] * b[0], a[0] + 1

    for a in (array.array("f", [1.1]), array.array("B", [255]), array.array("h", [-32768]), b"\xff"):
        assert f(a, a) == f.py_func(a, a)


@pytest.mark.parametrize("letter", LETTERS)
def test_arrays_of_the_standard_library_are_written(letter):
    expected, got = array.array(letter, [1, 2, 3]), array.array(letter, [1, 2, 3])
    for i, value in (
        (1, 7),
        (-1, True),
        (0, 127),
        (0, 128),
        (0, -1),
        (2, 2**31),
        (2, -(2**63)),
        (5, 0),
        (0, 2**63),
    ):
        want, have = outcome(store.py_func, expected, i, value), outcome(store, got, i, value)
        assert have == want and got == expected, (i, value)


@pytest.mark.parametrize("value", [0, 255, 256, -1, True])
def test_bytes_that_do_not_fit_are_value_errors(value):
    for make in (bytearray, lambda text: memoryview(bytearray(text))):
        expected, got = make(b"abc"), make(b"abc")
        want = outcome(store.py_func, expected, 1, value)
        if want is TypeError:  # of PyPy's memoryviews
            want = ValueError
        assert outcome(store, got, 1, value) == want
        assert got == expected


def test_floats_in_integers_and_complex_numbers_are_refused():
    for buffer in (bytearray(b"a"), array.array("i", [1])):
        with pytest.raises(TypingError):
            store(buffer, 0, 1.5)
    with pytest.raises(TypingError):
        store(array.array("d", [1]), 0, 1j)


def test_views_of_numpys_arrays():
    matrix = np.arange(12.0).reshape(3, 4)
    for view in (memoryview(matrix), memoryview(matrix.T), memoryview(matrix[::2])):
        assert njit(lambda m: m[1, 0])(view) == np.asarray(view)[1, 0]
        for index in ((5, 0), (0, -9)):
            with pytest.raises(IndexError):
                element(view, index)
        with pytest.raises(PyriteError):
            element(view, 0)
        with pytest.raises(PyriteError):
            total(view)


ATTRIBUTES = "shape strides ndim itemsize nbytes readonly contiguous c_contiguous f_contiguous".split()


@pytest.mark.parametrize("name", ATTRIBUTES)
def test_attributes_of_memoryviews(name):
    get = njit(eval(f"lambda m: m.{name}"))
    matrix = np.arange(12).reshape(3, 4)
    frozen = matrix.copy()
    frozen.flags.writeable = False
    for shown in (matrix, matrix.T, matrix[::2], matrix[0], frozen, np.zeros(()), b"xyz", bytearray(b"xyz")):
        view = memoryview(shown)
        assert get(view) == get.py_func(view) and type(get(view)) is type(get.py_func(view))


def test_bytes_are_read_only():
    for buffer in (b"abc", memoryview(b"abc")):
        with pytest.raises(TypingError, match="read-?only"):
            store(buffer, 0, 1)


def test_writes_reach_the_buffer_and_nothing_keeps_it_locked():
    buffer = bytearray(b"abc")
    store(buffer, 0, 65)
    assert buffer == b"Abc"
    for _ in range(3):
        gc.collect()
    buffer.append(1)


def test_a_buffer_handed_through_is_the_buffer():
    pair = njit(lambda b, x: (x, (b, x)))
    for buffer in (b"abc", bytearray(b"abc"), memoryview(b"abc"), array.array("i", [1])):
        assert same(buffer) is buffer
        assert pair(buffer, 1)[1][0] is buffer


def test_parts_of_bytes_and_of_memoryviews():
    part = njit(lambda b, i, j: b[i:j])
    step = njit(lambda b: b[::-2])
    inner = njit(lambda b: b[1:][1])
    for buffer in (b"hello", memoryview(b"hello")):
        for i, j in ((1, 3), (0, 99), (3, 1), (-2, None), (0, 5)):
            got, expected = part(buffer, i, j), part.py_func(buffer, i, j)
            assert type(got) is type(expected) and got == expected
        assert list(step(buffer)) == list(b"hello"[::-2]) and inner(buffer) == 108
    writable = bytearray(b"hello")
    part(memoryview(writable), 1, 3)[0] = 90
    assert writable == b"hZllo"


def test_what_only_arrays_can_do_is_refused():
    for buffer in (bytearray(b"abc"), array.array("i", [1, 2, 3])):
        for source in (
            "b[0:2]",
            "b + b",
            "b * 2",
            "b == b",
            "b.sum()",
            "b.T",
            "np.sum(b)",
            "np.sin(b)",
            "b[None]",
            "b[0, ]",
        ):
            with pytest.raises(PyriteError):
                njit(eval(f"lambda b: {source}", {"np": np}))(buffer)
    with pytest.raises(PyriteError):
        njit(lambda b: b + b)(b"abc")


class BufferArray(np.ndarray):
    pass


def test_a_class_of_the_same_name_is_no_buffer():
    with pytest.raises(TypingError, match="BufferArray"):
        same(np.zeros(2).view(BufferArray))


def test_formats_that_arrays_do_not_have_are_refused():
    for buffer in (
        memoryview(b"abc").cast("c"),
        memoryview(np.zeros(2, ">f8")),
        memoryview(np.zeros(2, "i4,f8")),
    ):
        with pytest.raises(TypingError):
            same(buffer)


STORED = b"stored"


def test_constant_bytes():
    @njit
    def f(i):
        text = b"ab\x00\xff"
        return text[i], len(text), len(b""), STORED[i], text[1:]

    @njit
    def g():
        return b"abc", np.frombuffer(b"foo", dtype=np.uint8), np.frombuffer(STORED, np.uint8).sum()

    for i in range(-4, 4):
        assert f(i) == f.py_func(i)
    with pytest.raises(IndexError):
        f(4)
    text, letters, sum_of_letters = g()
    gc.collect()
    assert text == b"abc" and letters.tolist() == list(b"foo") and sum_of_letters == sum(STORED)
    assert not letters.flags.writeable


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("dtype", DTYPES)
def test_bytes_of_arrays(dtype, layout):
    for source in (
        "a.tobytes()",
        "a.tobytes('F')",
        "a.tobytes(order='A')",
        "a[0].tobytes()[1]",
        "len(a.tobytes())",
    ):
        reference = eval(f"lambda a: {source}")
        if dtype is np.bool_ or dtype is np.int8 or dtype is np.uint8:
            reference = eval(f"lambda a: {source.replace('[1]', '[0]')}")
        a = laid_out(values(dtype, 6).reshape(2, 3), layout)
        got = njit(reference)(a)
        assert got == reference(a) and type(got) is type(reference(a))


def test_bytes_inside_of_tuples_are_no_arguments():
    with pytest.raises(TypingError, match="item 0 of the tuple"):
        njit(lambda t: t[1])((b"a", 1))


def test_empty_buffers():
    assert total(b"") == 0
    assert not njit(lambda b: bool(b))(bytearray())


def test_types_of_buffers():
    assert pyrite.typeof(b"ab") == types.Bytes(types.uint8, 1, "C")
    assert pyrite.typeof(bytearray(2)) == types.ByteArray(types.uint8, 1, "C")
    assert pyrite.typeof(memoryview(b"ab")) == types.MemoryView(types.uint8, 1, "C", readonly=True)
    assert pyrite.typeof(array.array("d")) == types.PyArray(types.float64, 1, "C")
    assert njit([(types.Bytes(types.uint8, 1, "C"), types.intp)])(element.py_func)(b"ab", 1) == 98
    same(b"ab")
    assert same.nopython_signatures[0].return_type == pyrite.typeof(b"ab")


FROM = [
    lambda b: np.frombuffer(b, np.uint8),
    lambda b: np.frombuffer(b, dtype=np.int16, offset=2),
    lambda b: np.frombuffer(b, np.dtype(np.int8), 3),
    lambda b: np.frombuffer(b, np.int32, count=1, offset=4),
    lambda b: np.frombuffer(b),
    lambda b: np.frombuffer(b, np.int64, 9),
    lambda b: np.frombuffer(b, np.int8, -1, 99),
    lambda b: np.frombuffer(b, np.int8, -1, -1),
]


@pytest.mark.parametrize("function", FROM)
def test_arrays_from_buffers(function):
    compiled = njit(function)
    for buffer in (
        b"0123456789abcdef",
        bytearray(b"0123456789"),
        memoryview(b"01234567"),
        array.array("i", [1, 2, 3, 4]),
        np.arange(3),
        np.arange(8)[::2],
    ):
        expected, got = outcome(function, buffer), outcome(compiled, buffer)
        if isinstance(expected, type):
            assert got is expected
            continue
        assert np.array_equal(got, expected) and got.dtype == expected.dtype and type(got) is np.ndarray
        assert got.flags.writeable == expected.flags.writeable
    total_of = njit(lambda b: np.frombuffer(b, np.int8).sum())
    assert total_of(b"abc") == sum(b"abc")


def test_an_array_from_a_buffer_keeps_it_alive():
    got = njit(lambda b: np.frombuffer(b, np.uint8))(bytes(range(100)) * 100)
    gc.collect()
    assert (got == np.tile(np.arange(100), 100)).all()


def test_dtypes_of_times_have_types():
    for name in ("m8", "M8", "m8[s]", "M8[us]"):
        assert as_dtype(from_dtype(np.dtype(name))) == np.dtype(name)
    assert from_dtype("m8[s]") == types.NPTimedelta("s") != types.NPDatetime("s")
    with pytest.raises(PyriteError):
        from_dtype("m8[10s]")
