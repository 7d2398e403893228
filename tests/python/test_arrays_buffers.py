"""bytes, bytearray, memoryview and array.array as arguments: arrays over their memory."""

import array

import numpy as np
import pytest
from pyrite import njit, types
from pyrite.errors import PyriteError, TypingError
from pyrite.numpy_support import as_dtype, from_dtype


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


@pytest.mark.parametrize(
    "buffer", [b"abc", bytearray(b"xyz"), memoryview(b"hello"), memoryview(bytearray(b"abc"))]
)
def test_bytes_are_numbers(buffer):
    assert [element(buffer, i) for i in (0, 1, -1)] == [buffer[0], buffer[1], buffer[-1]]
    assert total(buffer) == total.py_func(buffer)
    assert total(buffer) == total.py_func(buffer)


@pytest.mark.parametrize("letter", "bBhHiIlLqQfd")
def test_arrays_of_the_standard_library(letter):
    buffer = array.array(letter, [1, 2, 3])
    assert element(buffer, -1) == 3
    store(buffer, 1, 7)
    assert buffer[1] == 7
    assert total(buffer) == total.py_func(buffer)


def test_views_of_numpys_arrays():
    matrix = np.arange(12.0).reshape(3, 4)
    for view in (memoryview(matrix), memoryview(matrix.T), memoryview(matrix[::2])):
        assert njit(lambda m: m[1, 0])(view) == np.asarray(view)[1, 0]


def test_bytes_are_read_only():
    for buffer in (b"abc", memoryview(b"abc")):
        with pytest.raises(TypingError, match="read-?only"):
            store(buffer, 0, 1)


def test_writes_reach_the_buffer_and_nothing_keeps_it_locked():
    buffer = bytearray(b"abc")
    store(buffer, 0, 65)
    assert buffer == b"Abc"


def test_a_buffer_handed_through_is_the_buffer():
    for buffer in (b"abc", bytearray(b"abc")):
        assert same(buffer) is buffer


def test_empty_buffers():
    assert total(b"") == 0


def test_dtypes_of_times_and_enumerations_have_types_that_are_not_compiled():
    for name in ("m8", "M8", "m8[s]", "M8[us]"):
        assert as_dtype(from_dtype(np.dtype(name))) == np.dtype(name)
    assert from_dtype("m8[s]") == types.NPTimedelta("s") != types.NPDatetime("s")
    with pytest.raises(PyriteError):
        from_dtype("m8[10s]")
    with pytest.raises(PyriteError):
        njit(lambda a: a[0])(np.zeros(1, "m8[s]"))
