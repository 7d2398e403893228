"""Arrays of every dtype and layout to test with, and when two results are the same array."""

import numpy as np
from outcomes import outcome

DTYPES = [
    np.bool_, np.int8, np.uint8, np.int16, np.uint16, np.int32, np.uint32, np.int64, np.uint64, np.float16,
    np.float32, np.float64, np.complex64, np.complex128,
]  # fmt: skip
FEW_DTYPES = [np.bool_, np.int8, np.uint32, np.int64, np.float32, np.float64, np.complex128]
LAYOUTS = ["C", "F", "strided", "backward", "read-only", "offset"]


def values(dtype, count, seed=0):
    """So many numbers of the dtype: its extremes, zeros of both signs, infinities and NaN among them."""
    dtype = np.dtype(dtype)
    random = np.random.RandomState(seed)
    if dtype.kind == "b":
        return random.randint(0, 2, count).astype(dtype)
    if dtype.kind in "iu":
        info = np.iinfo(dtype)
        special = np.array([0, 1, info.max, info.min, info.max // 2], dtype)
        plain = random.randint(0, 100, count).astype(dtype)
    else:
        special = np.array([0.0, -0.0, np.inf, -np.inf, np.nan, 1.5], dtype)
        plain = (random.standard_normal(count) * 4).astype(dtype)
        if dtype.kind == "c":
            plain.imag = random.standard_normal(count)
    chosen = random.randint(0, 3, count) == 0
    return np.where(chosen, special[random.randint(0, len(special), count)], plain).astype(dtype)


def tame(dtype, count, seed=0):
    """So many small numbers of the dtype, all finite."""
    dtype = np.dtype(dtype)
    random = np.random.RandomState(seed)
    if dtype.kind in "biu":
        return random.randint(0, 2 if dtype.kind == "b" else 10, count).astype(dtype)
    plain = np.round(random.standard_normal(count) * 8, 2).astype(dtype)
    if dtype.kind == "c":
        plain.imag = np.round(random.standard_normal(count) * 8, 2)
    return plain


def laid_out(array, layout):
    """An equal array with that layout."""
    if layout == "C":
        return array.copy()
    if layout == "F":
        return array.copy(order="F")
    if layout == "read-only":
        copy = array.copy()
        copy.flags.writeable = False
        return copy
    if layout == "strided":
        wide = np.zeros(tuple(2 * n + 1 for n in array.shape), array.dtype)
        view = wide[(..., *(slice(1, None, 2) for _ in array.shape))]
    elif layout == "backward":
        wide = np.zeros(array.shape, array.dtype)
        view = wide[(..., *(slice(None, None, -1) for _ in array.shape))]
    else:
        assert layout == "offset"
        wide = np.zeros(tuple(n + 2 for n in array.shape), array.dtype)
        view = wide[(..., *(slice(1, n + 1) for n in array.shape))]
    view[...] = array
    return view


def sample(shape, dtype, layout="C", seed=0):
    return laid_out(values(dtype, int(np.prod(shape, dtype=int)), seed).reshape(shape), layout)


def tame_sample(shape, dtype, layout="C", seed=0):
    return laid_out(tame(dtype, int(np.prod(shape, dtype=int)), seed).reshape(shape), layout)


def plain(number):
    return number.item() if isinstance(number, np.generic) else number


def assert_same_numbers(found, expected, tolerance=0.0):
    """Equal element by element: NaN equals NaN, zeros have the same sign."""
    if np.asarray(expected).dtype.kind not in "fc":
        assert np.array_equal(found, expected), f"{found!r} instead of {expected!r}"
        return
    found, expected = np.asarray(found), np.asarray(expected)
    for part in ("real", "imag"):
        a, b = getattr(found, part), getattr(expected, part)
        if tolerance == 0.0:
            equal = (a == b) & (np.signbit(a) == np.signbit(b)) | (a != a) & (b != b)
        else:
            equal = np.isclose(a, b, rtol=tolerance, atol=tolerance, equal_nan=True)
        assert np.all(equal), f"{found!r} instead of {expected!r}"


def assert_same(found, expected, tolerance=0.0, strides=False, memory=False):
    """One array (or number, or tuple of these) is as good as the other; on demand its strides and memory too."""
    if isinstance(expected, tuple):
        assert isinstance(found, tuple) and len(found) == len(expected), f"{found!r} instead of {expected!r}"
        for a, b in zip(found, expected):
            assert_same(a, b, tolerance, strides, memory)
        return
    if isinstance(expected, type) or isinstance(found, type):
        assert found is expected, f"{found!r} instead of {expected!r}"
        return
    if not isinstance(expected, np.ndarray):
        found, expected = plain(found), plain(expected)
        assert type(found) is type(expected), f"{found!r} instead of {expected!r}"
        if isinstance(expected, (bool, int, float, complex)):
            assert_same_numbers(np.asarray(found), np.asarray(expected), tolerance)
        else:
            assert found == expected
        return
    assert isinstance(found, np.ndarray), f"{found!r} instead of {expected!r}"
    assert found.dtype == expected.dtype, f"{found.dtype} instead of {expected.dtype}"
    assert found.shape == expected.shape, f"{found.shape} instead of {expected.shape}"
    assert_same_numbers(found, expected, tolerance)
    if strides:
        assert significant_strides(found) == significant_strides(expected)
    if memory and expected.size > 0:
        assert found.__array_interface__["data"] == expected.__array_interface__["data"]


def significant_strides(array):
    if array.size == 0:
        return ()
    return tuple(stride for stride, size in zip(array.strides, array.shape) if size > 1)


def agree(compiled, reference, *arguments, tolerance=0.0, **how):
    """The compiled function gives what the reference gives, and leaves array arguments as the reference leaves them."""

    def copied(argument):
        return argument.copy(order="K") if isinstance(argument, np.ndarray) else argument

    if how.get("memory"):
        assert_same(outcome(compiled, *arguments), outcome(reference, *arguments), tolerance, **how)
        return
    kept = [copied(argument) for argument in arguments]
    expected = outcome(reference, *kept)
    found = outcome(compiled, *arguments)
    assert_same(found, expected, tolerance, **how)
    for argument, other in zip(arguments, kept):
        if isinstance(argument, np.ndarray):
            assert_same(argument, other, tolerance)
