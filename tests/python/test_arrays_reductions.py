"""Reductions: sum, prod, mean, min, max, argmin, argmax, any, all, var, std, cumsum and their kin, whole and along axes."""

import warnings

import numpy as np
import pytest
from array_samples import DTYPES, FEW_DTYPES, LAYOUTS, agree, assert_same, laid_out, sample, tame_sample
from hypothesis import given
from hypothesis import strategies as st
from outcomes import outcome
from pyrite import njit
from pyrite.errors import TypingError, UnsupportedError

NAMES = [
    "sum",
    "prod",
    "mean",
    "min",
    "max",
    "argmin",
    "argmax",
    "any",
    "all",
    "var",
    "std",
    "ptp",
    "cumsum",
    "cumprod",
]
METHODS = [name for name in NAMES if name != "ptp"]
REAL = [dtype for dtype in DTYPES if np.dtype(dtype).kind != "c"]

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning", "ignore::DeprecationWarning")


def has_order(name, dtype):
    """Complex numbers and booleans have no extremes here; NumPy's truth is another matter."""
    if name in ("min", "max", "argmin", "argmax", "ptp"):
        return np.dtype(dtype).kind != "c" and not (name == "ptp" and dtype is np.bool_)
    return True


def tolerance_of(dtype):
    return {"e": 2e-2, "f": 1e-5, "F": 1e-5}.get(np.dtype(dtype).char, 1e-12)


def compiled_of(source):
    reference = eval(f"lambda a: {source}", {"np": np})
    return njit(reference), reference


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("dtype", DTYPES)
def test_whole_arrays_of_every_dtype(name, dtype):
    if not has_order(name, dtype):
        pytest.skip("there is no order")
    compiled, reference = compiled_of(f"np.{name}(a)")
    for shape in ((7,), (3, 4)):
        agree(compiled, reference, tame_sample(shape, dtype), tolerance=tolerance_of(dtype))
    if name in METHODS:
        compiled, reference = compiled_of(f"a.{name}()")
        agree(compiled, reference, tame_sample((7,), dtype, seed=2), tolerance=tolerance_of(dtype))


@pytest.mark.parametrize("name", ["sum", "mean", "min", "argmax", "any", "var", "cumsum", "ptp"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_whole_arrays_of_every_layout(name, layout):
    compiled, reference = compiled_of(f"np.{name}(a)")
    for shape in ((7,), (3, 4), (2, 3, 4), (1, 1), ()):
        agree(compiled, reference, tame_sample(shape, np.float64, layout), tolerance=1e-12)


@pytest.mark.parametrize("name", [name for name in NAMES if name not in ("any", "all")])
@pytest.mark.parametrize("axis", [0, 1, -1])
def test_along_an_axis(name, axis):
    compiled, reference = compiled_of(f"np.{name}(a, axis={axis})")
    for layout in ("C", "F", "strided"):
        for dtype in (np.float64, np.int32):
            agree(compiled, reference, tame_sample((3, 4), dtype, layout), tolerance=1e-12)
    agree(compiled, reference, tame_sample((3, 2, 4), np.float64), tolerance=1e-12)


@pytest.mark.parametrize("name", ["sum", "max", "argmin", "mean", "cumsum", "any"])
def test_along_the_only_axis_and_the_last_of_many(name):
    compiled, reference = compiled_of(f"a.{name}(0)")
    agree(compiled, reference, tame_sample((5,), np.float64), tolerance=1e-12)
    compiled, reference = compiled_of(f"a.{name}(axis=-1)")
    agree(compiled, reference, tame_sample((2, 2, 2, 3), np.int64), tolerance=1e-12)


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64, np.complex64, np.complex128])
@pytest.mark.parametrize("name", ["sum", "min", "max", "argmin", "argmax", "mean", "any", "all", "prod"])
def test_special_values(name, dtype):
    if not has_order(name, dtype):
        pytest.skip("there is no order")
    compiled, reference = compiled_of(f"np.{name}(a)")
    if np.dtype(dtype).kind == "c":
        lines = [[complex(1, np.nan), 2], [complex(np.inf, 0), 1], [0j, -0.0]]
    else:
        lines = [
            [1, np.nan, 3], [np.nan, 1], [np.inf, 1], [-np.inf, np.inf], [0.0, -0.0], [-0.0, 0.0], [-0.0], [np.nan, np.nan], [2, 2, 1, 1], [np.inf, -1, np.nan],
        ]  # fmt: skip
    for line in lines:
        found, expected = outcome(compiled, np.array(line, dtype)), outcome(reference, np.array(line, dtype))
        if name in ("min", "max") and set(line) == {0.0}:
            expected, found = abs(expected), abs(found)  # NumPy leaves the sign of zero open
        assert_same(found, expected)


@pytest.mark.parametrize("name", NAMES)
def test_arrays_without_elements(name):
    compiled, reference = compiled_of(f"np.{name}(a)")
    for dtype in (np.float64, np.int32, np.bool_):
        if not has_order(name, dtype):
            continue
        for shape in ((0,), (0, 3), (2, 0)):
            agree(compiled, reference, np.zeros(shape, dtype))


@pytest.mark.parametrize("name", ["sum", "prod", "max", "argmin", "mean"])
def test_axes_without_elements(name):
    compiled, reference = compiled_of(f"np.{name}(a, 0)")
    for shape in ((0, 3), (3, 0)):
        agree(compiled, reference, np.zeros(shape))


@given(n=st.integers(0, 600), seed=st.integers(0, 5), step=st.sampled_from([1, 2, -1]))
def test_sums_of_floats_are_added_in_numpys_order(n, seed, step):
    line = np.random.RandomState(seed).standard_normal(n * 2)[::step]
    agree(whole_sum, whole_sum.py_func, line)
    agree(whole_sum, whole_sum.py_func, line.astype(np.float32))


@njit
def whole_sum(a):
    return a.sum()


def test_sums_of_narrow_integers_do_not_wrap():
    for dtype in (np.int8, np.uint8, np.int16, np.uint32, np.bool_):
        array = np.full(1000, 1 if dtype is np.bool_ else np.iinfo(dtype).max, dtype)
        for name in ("sum", "mean", "cumsum"):
            compiled, reference = compiled_of(f"np.{name}(a)")
            agree(compiled, reference, array, tolerance=1e-12)


def test_means_of_narrow_floats():
    array = np.full(5000, 60000.0, np.float16)
    compiled, reference = compiled_of("np.mean(a)")
    agree(compiled, reference, array, tolerance=1e-3)
    array = np.full(100000, 0.1, np.float32)
    agree(compiled, reference, array, tolerance=1e-6)


@pytest.mark.parametrize("source", ["a.sum(dtype=np.float32)", "np.sum(a, dtype=np.int8)", "a.mean(dtype=np.float32)", "np.prod(a, dtype=np.float64)",
    "np.cumsum(a, dtype=np.float32)", "np.sum(a, axis=0, dtype=np.float32)", "np.sum(a, 0, np.complex64)"])  # fmt: skip
def test_dtypes_of_accumulation(source):
    compiled, reference = compiled_of(source)
    agree(compiled, reference, tame_sample((3, 4), np.int16), tolerance=1e-5)


@pytest.mark.parametrize(
    "source",
    [
        "np.sum(a, axis=1, keepdims=True)",
        "a.mean(axis=0, keepdims=True)",
        "np.max(a, axis=-1, keepdims=True)",
        "a.sum(keepdims=True)",
    ],
)
def test_keepdims(source):
    compiled, reference = compiled_of(source)
    agree(compiled, reference, tame_sample((3, 4), np.float64), tolerance=1e-12)


@pytest.mark.parametrize(
    "source", ["np.var(a, ddof=1)", "a.std(ddof=1)", "np.std(a, axis=0, ddof=1)", "np.var(a, 1)"]
)
def test_spread(source):
    compiled, reference = compiled_of(source)
    agree(compiled, reference, tame_sample((3, 4), np.float64), tolerance=1e-12)
    agree(compiled, reference, tame_sample((3, 4), np.complex128), tolerance=1e-12)


@pytest.mark.parametrize(
    "source", ["np.sum(a, axis=2)", "np.sum(a, axis=-3)", "a.max(axis=5)", "np.argmin(a, 2)"]
)
def test_axes_out_of_range_are_refused(source):
    with pytest.raises((ValueError, TypingError, UnsupportedError, IndexError), match="axis"):
        compiled_of(source)[0](np.ones((2, 3)))


def test_axes_known_only_at_run_time():
    compiled = njit(lambda a, axis: a.sum(axis))
    array = tame_sample((3, 4), np.float64)
    for axis in (0, 1, -1, -2):
        agree(compiled, compiled.py_func, array, axis, tolerance=1e-12)
    with pytest.raises(ValueError, match="axis"):
        compiled(array, 2)


@pytest.mark.parametrize("name", ["sum", "mean", "min", "max", "any", "all", "prod"])
def test_numbers_are_arrays_of_no_dimension(name):
    compiled = njit(eval(f"lambda x: np.{name}(x)", {"np": np}))
    for x in (2.5, 3, True):
        agree(compiled, compiled.py_func, x)


@pytest.mark.parametrize(
    "name",
    [
        "nansum",
        "nanmean",
        "nanmin",
        "nanmax",
        "nanprod",
        "nanvar",
        "nanstd",
        "nanargmin",
        "nanargmax",
        "nancumsum",
        "nancumprod",
        "nanmedian",
    ],
)
def test_reductions_that_skip_nan(name):
    compiled, reference = compiled_of(f"np.{name}(a)")
    array = np.array([[1.5, np.nan, -3.0], [np.nan, 0.5, 2.0]])
    for layout in ("C", "F", "strided"):
        agree(compiled, reference, laid_out(array, layout), tolerance=1e-12)
    agree(compiled, reference, array.astype(np.float32), tolerance=1e-5)
    agree(compiled, reference, np.array([1, 5, 3]), tolerance=1e-12)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        agree(compiled, reference, np.array([np.nan, np.nan]))


@pytest.mark.parametrize("name", ["median", "percentile", "quantile", "nanpercentile", "nanquantile"])
def test_order_statistics(name):
    places = {"median": [""], "percentile": [", 30", ", 0", ", 100.0", ", (10, 50, 99.9)"], "quantile": [", 0.25", ", (0.0, 1.0)"],
              "nanpercentile": [", 40", ", (20, 80)"], "nanquantile": [", 0.5"]}[name]  # fmt: skip
    for place in places:
        compiled, reference = compiled_of(f"np.{name}(a{place})")
        for array in (
            tame_sample((9,), np.float64),
            tame_sample((10,), np.float64),
            tame_sample((3, 4), np.float64),
            np.arange(5),
            np.array([3.5]),
        ):
            agree(compiled, reference, array, tolerance=1e-12)
        agree(compiled, reference, np.array([1.0, np.nan, 3.0, 2.0]), tolerance=1e-12)


def test_percentiles_out_of_range_are_a_value_error():
    for place in (-1, 101):
        with pytest.raises(ValueError, match="range"):
            njit(lambda a, q: np.percentile(a, q))(np.arange(3.0), place)


@pytest.mark.parametrize("dtype", FEW_DTYPES)
def test_count_nonzero(dtype):
    compiled, reference = compiled_of("np.count_nonzero(a)")
    agree(compiled, reference, sample((3, 4), dtype))
    agree(compiled, reference, sample((5,), dtype, "strided"))
    compiled, reference = compiled_of("np.count_nonzero(a, axis=0)")
    agree(compiled, reference, sample((3, 4), dtype))


@pytest.mark.parametrize(
    "source",
    [
        "np.average(a)",
        "np.average(a, weights=np.abs(a) + 1)",
        "np.diff(a)",
        "np.diff(a, 2)",
        "np.ediff1d(a)",
        "np.trapezoid(a)",
    ],
)
def test_other_functions_of_vectors(source):
    if not hasattr(np, "trapezoid") and "trapezoid" in source:
        source = source.replace("trapezoid", "trapz")
    compiled, reference = compiled_of(source)
    agree(compiled, reference, tame_sample((8,), np.float64), tolerance=1e-12)
    agree(compiled, reference, np.arange(6), tolerance=1e-12)


def test_wrong_arguments_are_refused():
    for source in (
        "a.sum('x')",
        "np.sum(a, axis='x')",
        "a.mean(1, 2, 3, 4, 5, 6)",
        "np.max()",
        "a.argmin(1.5)",
    ):
        with pytest.raises((TypingError, UnsupportedError)):
            compiled_of(source)[0](np.ones(3))


def test_dot_and_matmul():
    for source in ("np.dot(a, b)", "a @ b", "a.dot(b)", "np.matmul(a, b)"):
        reference = eval(f"lambda a, b: {source}", {"np": np})
        compiled = njit(reference)
        for left, right in (
            ((3,), (3,)),
            ((2, 3), (3,)),
            ((3,), (3, 2)),
            ((2, 3), (3, 4)),
            ((0, 3), (3, 2)),
            ((2, 0), (0, 3)),
        ):
            for dtype in (np.float64, np.float32, np.complex128):
                for layout in ("C", "F"):
                    agree(
                        compiled,
                        reference,
                        tame_sample(left, dtype, layout),
                        tame_sample(right, dtype, layout, seed=4),
                        tolerance=1e-4 if dtype is np.float32 else 1e-12,
                    )
        with pytest.raises(ValueError):
            compiled(np.ones((2, 3)), np.ones((2, 3)))
        with pytest.raises(ValueError):
            compiled(np.ones(3), np.ones(2))


@pytest.mark.parametrize("name", ["percentile", "quantile", "nanpercentile", "nanquantile"])
def test_places_of_order_statistics_have_any_shape(name):
    function = eval(f"lambda a, q: np.{name}(a, q)", {"np": np})
    compiled = njit(function)
    a = np.array([3.0, 1.0, 2.5, -4.0, 0.0])
    for q in (
        np.array(0.25),
        np.array([[0.0, 0.5], [1.0, 0.125]]),
        np.array([[0.5, 0.25]]).T,
        np.float64(0.75),
        np.array([]),
        1,
    ):
        agree(compiled, function, a, q)
        agree(compiled, function, np.array(5.0), q)
    with pytest.raises(TypingError, match="complex"):
        compiled(a * 1j, 0.5)
