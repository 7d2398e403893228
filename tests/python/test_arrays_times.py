"""datetime64 and timedelta64: elements, comparisons, differences, extremes and order as NumPy has them, NaT included."""

import numpy as np
import pyrite
import pytest
from outcomes import outcome
from pyrite import njit, types
from pyrite.errors import PyriteError

KINDS = ["M8[Y]", "M8[D]", "M8[ns]", "m8[s]", "m8[us]", "m8[W]"]


def sample(dtype, missing=()):
    array = np.array([[5, 3, -2, 8], [1, 3, 0, 7], [-4, 2, 2, 9]]).astype(dtype)
    for index in missing:
        array[index] = "NaT"
    return array


def same(got, expected):
    if isinstance(expected, type) or isinstance(got, type):
        return got is expected
    got, expected = np.asarray(got), np.asarray(expected)
    return (
        got.dtype.kind == expected.dtype.kind
        and got.shape == expected.shape
        and got.tolist() == expected.tolist()
    )


FUNCTIONS = [
    lambda a: a[1, 2], lambda a: a[0], lambda a: a[::-1, 1:3], lambda a: a.copy(), lambda a: a.T.ravel(), lambda a: a.reshape(2, 6),
    lambda a: a == a.copy(), lambda a: a != a[0, 1], lambda a: a < a[1], lambda a: a[0, 1] <= a, lambda a: a > a[::-1], lambda a: a >= a[1, 1],
    lambda a: a - a[0, 0], lambda a: a[0, 0] - a[0, 1], lambda a: a[0] + (a[1] - a[2]), lambda a: (a - a[0]) * 3, lambda a: 2 * (a[0, 0] - a[1, 1]),
    lambda a: -(a - a[0]), lambda a: np.abs(a - a[0, 0]), lambda a: a.min(), lambda a: a.max(), lambda a: np.min(a, 0), lambda a: a.max(axis=1),
    lambda a: a.argmin(), lambda a: a.argmax(), lambda a: np.argmax(a, 1), lambda a: (a - a[0]).sum(), lambda a: np.sum(a - a[0], 0),
    lambda a: np.isnat(a), lambda a: np.isnat(a[0, 0]), lambda a: np.all(a), lambda a: np.any(a, 0), lambda a: np.count_nonzero(a), lambda a: bool(a[1, 2]),
    lambda a: np.sort(a), lambda a: np.sort(a, 0), lambda a: np.argsort(a[0]), lambda a: np.unique(a), lambda a: np.minimum(a, a[1]),
    lambda a: np.maximum(a[0], a), lambda a: np.fmin(a, a[::-1]), lambda a: np.fmax(a[0, 0], a), lambda a: np.concatenate((a, a[:1])),
    lambda a: np.roll(a, 1), lambda a: a[a > a[0, 1]], lambda a: a[np.array([0, 2])], lambda a: a.flat[5],
    lambda a: np.full(3, a[0, 0]), lambda a: np.empty_like(a).shape, lambda a: a.view(np.int64), lambda a: a.astype(a.dtype), lambda a: a.tobytes(),
    lambda a: max(a[0, 0], a[0, 1]), lambda a: (a[0, 0], a[0, 1]) == (a[0, 0], a[0, 1]), lambda a: np.where(np.isnat(a)),
]  # fmt: skip


@pytest.mark.parametrize("function", FUNCTIONS, ids=range(len(FUNCTIONS)))
def test_functions_of_times(function):
    compiled = njit(function)
    for dtype in KINDS:
        for missing in ((), ((1, 2),), ((0, 0), (2, 3), (0, 1))):
            expected, got = (
                outcome(function, sample(dtype, missing)),
                outcome(compiled, sample(dtype, missing)),
            )
            assert same(got, expected), (dtype, missing)


@pytest.mark.parametrize("dtype", KINDS)
def test_scalars_come_in_and_go_out(dtype):
    hand_through = njit(lambda x: x)
    for value in (
        sample(dtype)[0, 0],
        (sample(dtype) - sample(dtype)[0, 0])[0, 0],
        sample(dtype, ((0, 0),))[0, 0],
    ):
        got = hand_through(value)
        assert type(got) is type(value) and got.dtype == value.dtype and got.tobytes() == value.tobytes()
        assert pyrite.typeof(value) == pyrite.typeof(np.array([value], value.dtype)).dtype
    assert np.isnat(hand_through(np.datetime64("NaT")))


def test_elements_are_written():
    @njit
    def f(a, x):
        a[0, 0] = x
        a[1] = x
        a[2, 1:] = a[0, 1:]

    for dtype in KINDS:
        expected, got = sample(dtype), sample(dtype)
        f(got, got[1, 3])
        f.py_func(expected, expected[1, 3])
        assert np.array_equal(got, expected)


def test_units_make_types_of_their_own():
    first = njit(lambda a: a[0])
    assert first(np.array([1], "M8[s]")).dtype == "M8[s]"
    assert first(np.array([1], "M8[ms]")).dtype == "M8[ms]"
    assert first(np.array([1], "m8[s]")).dtype == "m8[s]"
    assert len(first.signatures) == 3
    assert first.signatures[0] == (types.Array(types.NPDatetime("s"), 1, "C"),)
    assert first.nopython_signatures[2].return_type == types.NPTimedelta("s")
    second = njit([types.NPTimedelta("s")(types.Array(types.NPTimedelta("s"), 1, "A"))])(lambda a: a[1])
    assert second(np.array([1, 2], "m8[s]")) == np.timedelta64(2, "s")
    assert njit(lambda: np.empty(2, "M8[ns]"))().dtype == "M8[ns]"
    assert njit(lambda a: np.empty(2, a.dtype))(np.array([1], "m8[h]")).dtype == "m8[h]"


def test_types_make_values():
    assert types.NPDatetime("Y")(5) == np.datetime64(5, "Y")
    assert np.isnat(types.NPTimedelta("s")("NaT")) and types.NPTimedelta("s")("NaT").dtype == "m8[s]"


def test_times_in_globals():
    assert njit(lambda i: STORED[i])(1) == STORED[1]


STORED = np.array([1, 2, 3], "M8[s]")


def test_classes_of_times():
    classes = (np.datetime64, np.timedelta64, np.integer, np.number, np.generic, np.floating, np.int64, int)
    for value in (np.datetime64(1, "s"), np.timedelta64(1, "s")):
        for cls in classes:
            check = njit(lambda x: isinstance(x, cls))
            assert check(value) == isinstance(value, cls), (value, cls)


def test_what_is_not_compiled_is_refused():
    dates, spans = sample("M8[s]"), sample("m8[s]")
    for source in (
        "a + a", "a * a", "a + 1", "a == 0", "a / a", "a.sum()", "a.mean()", "a.cumsum()", "a.astype(np.int64)", "np.sin(a)", "np.round(a)", "a * 1.5",
        "a - b", "np.isfinite(a)", "a[0, 0] < 5", "int(a[0, 0])", "a.item(1)",
    ):  # fmt: skip
        with pytest.raises(PyriteError):
            njit(eval(f"lambda a, b: {source}", {"np": np}))(dates, dates.astype("M8[ms]"))
    for source in ("a * 0.5", "a / 2", "a // a", "a.mean()", "a.prod()", "np.median(a)", "a + b"):
        with pytest.raises(PyriteError):
            njit(eval(f"lambda a, b: {source}", {"np": np}))(spans, spans.astype("m8[ms]"))
    for value in (np.zeros(1, "M8[10s]"), np.datetime64(1, "10s"), np.zeros(1, ">M8[s]")):
        with pytest.raises(PyriteError):
            njit(lambda x: x)(value)
    with pytest.raises(PyriteError):
        njit(lambda a: np.isnat(a))(1.0)
