"""Type objects: Numba's names, spelling, identity."""

import collections
import copy
import pickle

import numpy as np
import pyrite
import pytest
from pyrite import types
from pyrite.numpy_support import as_dtype, from_dtype


def test_names_and_short_names_are_the_same_types():
    assert types.i4 is types.int32 is pyrite.int32
    assert types.double is types.f8 is types.float64
    assert types.intp is types.int64 and types.uintp is types.uint64
    assert types.boolean is types.bool_ is types.b1
    assert types.void is types.none


def test_equal_types_are_equal_and_hash_alike():
    assert types.float64[:, ::1] == types.Array(types.float64, 2, "C")
    assert hash(types.float64[:]) == hash(types.Array(types.float64, 1, "A"))
    assert types.float64[:] != types.float32[:]
    assert types.UniTuple(types.int64, 2) == types.Tuple([types.int64, types.int64])
    assert types.Tuple([types.int64, types.float64]) != types.UniTuple(types.int64, 2)


@pytest.mark.parametrize(
    "type_, text",
    [
        (types.int64, "int64"),
        (types.boolean, "bool"),
        (types.none, "none"),
        (types.float64[:], "array(float64, 1d, A)"),
        (types.float64[::1], "array(float64, 1d, C)"),
        (types.int32[:, ::1], "array(int32, 2d, C)"),
        (types.int32[::1, :], "array(int32, 2d, F)"),
        (types.Array(types.int8, 3, "C", readonly=True), "readonly array(int8, 3d, C)"),
        (types.UniTuple(types.int64, 3), "UniTuple(int64 x 3)"),
        (types.Tuple([types.int64, types.float64]), "Tuple(int64, float64)"),
        (types.Tuple([]), "Tuple()"),
        (types.Optional(types.int64), "OptionalType(int64)"),
        (types.literal(3), "Literal[int](3)"),
    ],
)
def test_types_are_spelt_as_numba_spells_them(type_, text):
    assert str(type_) == text


@pytest.mark.parametrize(
    "index", [0, slice(1, None), slice(None, None, 2), (slice(None, None, 1), slice(None, None, 1))]
)
def test_an_array_type_is_written_with_slices(index):
    with pytest.raises(KeyError):
        types.float64[index]


def test_integers_know_their_range():
    assert types.int8.minval == -128 and types.int8.maxval == 127
    assert types.uint8.minval == 0 and types.uint8.maxval == 255
    assert types.Integer.from_bitwidth(16, False) is types.uint16
    assert types.int8 < types.int16


def test_calling_a_type_makes_a_signature_or_a_value():
    signature = types.float64(types.int64, types.float32)
    assert signature.return_type is types.float64
    assert signature.args == (types.int64, types.float32)
    assert str(signature) == "(int64, float32) -> float64"
    assert types.int8(300 - 256) == np.int8(44)


@pytest.mark.parametrize(
    "name",
    """
    bool int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32 float64 complex64 complex128
    """.split(),
)
def test_dtypes_become_types_and_back(name):
    dtype = np.dtype(name)
    assert as_dtype(from_dtype(dtype)) == dtype
    assert as_dtype(types.Array(from_dtype(dtype), 2, "F")) == dtype


@pytest.mark.parametrize("dtype", ["O", "U3", "M8[10s]", ">M8[s]", ">f8", "i4,f8"])
def test_dtypes_without_a_type_are_refused(dtype):
    with pytest.raises(NotImplementedError):
        from_dtype(np.dtype(dtype))


@pytest.mark.parametrize(
    "value, text",
    [
        (1, "int64"),
        (1 << 63, "uint64"),
        (True, "bool"),
        (1.0, "float64"),
        (1j, "complex128"),
        (None, "none"),
        (np.float32(1), "float32"),
        (np.uint8(1), "uint8"),
        ((1, 2), "UniTuple(int64 x 2)"),
        ((1, 2.0), "Tuple(int64, float64)"),
        ("text", "unicode_type"),
    ],
)
def test_typeof(value, text):
    assert str(pyrite.typeof(value)) == text


def test_typeof_a_named_tuple_names_its_class():
    Point = collections.namedtuple("Point", "x y")
    one = pyrite.typeof(Point(1, 2.0))
    assert isinstance(one, types.NamedTuple) and one.instance_class is Point
    assert str(one) == "Point(int64, float64)"
    assert str(pyrite.typeof(Point(1, 2))) == "Point(int64 x 2)"


@pytest.mark.parametrize(
    "value", [object(), [1, "a"], {1: 2}, np.array(["a"]), np.zeros(2, object), np.zeros(2, ">i4")]
)
def test_typeof_refuses_what_has_no_type(value):
    with pytest.raises(pyrite.TypingError):
        pyrite.typeof(value)


def test_types_of_the_core_and_of_the_package_agree():
    from pyrite import _core

    for one in (
        types.int32,
        types.complex64,
        types.float32[:, ::1],
        types.UniTuple(types.int8, 2),
        types.boolean,
        types.none,
        types.List(types.int64),
    ):
        assert _core.type_name(one._spec()) == str(one)


def test_types_that_are_not_compiled_say_so():
    with pytest.raises(pyrite.UnsupportedError, match="ListType"):
        pyrite.jit(types.int64(types.ListType(types.int64)))(lambda x: 1)


@pytest.mark.parametrize(
    "make",
    [
        lambda: types.int16,
        lambda: types.Array(types.int16, 2, "F", readonly=True),
        lambda: types.Optional(types.float32),
        lambda: types.Tuple((types.int32, types.UniTuple(types.float64, 3))),
        lambda: types.List(types.float32),
        lambda: types.NPDatetime("ms"),
        lambda: types.CPointer(types.float32, 1),
        lambda: types.int8[:, ::1],
    ],
)
def test_equal_types_are_one_object(make):
    one = make()
    assert make() is one
    assert pickle.loads(pickle.dumps(one)) is one
    assert copy.copy(one) is one and copy.deepcopy([one])[0] is one


def test_unlike_types_are_unlike():
    assert types.List(types.int8) is not types.List(types.int8, reflected=True)
    assert types.CPointer(types.int8) != types.CPointer(types.int8, 1)
    assert types.Array(types.int8, 1, "C") != types.Array(types.int8, 1, "C", aligned=False)


def test_an_object_may_name_its_type():
    class Named:
        _numba_type_ = types.UniTuple(types.boolean, 42)

    assert pyrite.typeof(Named()) is Named._numba_type_
