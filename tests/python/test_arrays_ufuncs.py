"""Universal functions and operators over arrays: dtypes, broadcasting, layouts, out, mixed with numbers, fused in one loop."""

import operator

import numpy as np
import pytest
from array_samples import DTYPES, FEW_DTYPES, LAYOUTS, agree, assert_same, sample, tame_sample
from hypothesis import given
from hypothesis import strategies as st
from outcomes import outcome
from pyrite import njit
from pyrite.errors import TypingError, UnsupportedError

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")

OPERATORS = ["+", "-", "*", "/", "//", "%", "**", "<", "<=", "==", "!=", ">", ">=", "&", "|", "^", "<<", ">>"]
ONE = [
    "sin",
    "exp",
    "sqrt",
    "log",
    "floor",
    "absolute",
    "negative",
    "isnan",
    "isfinite",
    "sign",
    "square",
    "conjugate",
    "logical_not",
    "invert",
    "rint",
    "signbit",
]
TWO = [
    "add",
    "maximum",
    "fmin",
    "arctan2",
    "hypot",
    "logical_and",
    "copysign",
    "equal",
    "power",
    "floor_divide",
    "remainder",
    "true_divide",
    "bitwise_or",
    "left_shift",
]
TOLERANCE = {"e": 2e-3, "f": 2e-6, "d": 1e-13, "F": 5e-6, "D": 1e-12}


def tolerance_of(value):
    return TOLERANCE.get(np.asarray(value).dtype.char, 0.0) if not isinstance(value, (type, tuple)) else 0.0


def check(compiled, reference, *arguments):
    """As NumPy has it, refusals included."""
    with np.errstate(all="ignore"):
        expected = outcome(reference, *arguments)
    found = outcome(compiled, *arguments)
    if isinstance(expected, type):
        assert isinstance(found, type), f"{found!r} instead of {expected!r}"
    else:
        assert_same(found, expected, tolerance_of(expected))


def positive(array):
    """No zeros and nothing negative: what division and powers of integers leave open."""
    return (np.abs(array) + 1).astype(array.dtype)


@pytest.mark.parametrize("symbol", OPERATORS)
@pytest.mark.parametrize("dtype", DTYPES)
def test_operators_between_arrays_of_one_dtype(symbol, dtype):
    reference = eval(f"lambda a, b: a {symbol} b")
    a, b = tame_sample((3, 4), dtype), tame_sample((3, 4), dtype, seed=1)
    if symbol in ("//", "%", "**", "<<", ">>") and np.dtype(dtype).kind in "iu":
        b = positive(b) % 7
        b[b == 0] = 1
    if symbol == "**" and np.dtype(dtype).kind == "c":
        a, b = a / 4, b / 8
    check(njit(reference), reference, a, b)


PAIRS = [
    (np.int8, np.uint8), (np.int64, np.uint64), (np.int32, np.float32), (np.float16, np.float32), (np.float32, np.float64), (np.bool_, np.int16),
    (np.float64, np.complex64), (np.uint32, np.int32), (np.bool_, np.float64), (np.float16, np.int8), (np.int16, np.float16), (np.uint64, np.float32),
]  # fmt: skip


@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize("symbol", ["+", "*", "/", "<", "==", "-"])
def test_operators_between_dtypes(pair, symbol):
    reference = eval(f"lambda a, b: a {symbol} b")
    compiled = njit(reference)
    for left, right in (pair, pair[::-1]):
        check(compiled, reference, tame_sample((5,), left), tame_sample((5,), right, seed=3))


@pytest.mark.parametrize("dtype", FEW_DTYPES + [np.float16, np.uint8, np.complex64])
@pytest.mark.parametrize("symbol", ["+", "-", "*", "/", "<", "=="])
def test_python_numbers_take_the_arrays_dtype(dtype, symbol):
    array = tame_sample((5,), dtype)
    for number in ("2", "2.5", "True", "2j"):
        if number == "2j" and symbol == "<":
            continue
        for source in (f"a {symbol} {number}", f"{number} {symbol} a"):
            reference = eval(f"lambda a: {source}")
            check(njit(reference), reference, array)


def test_numpys_numbers_keep_their_dtype():
    for number in (np.float32(2), np.int8(3), np.uint16(7), np.float16(1.5), np.complex64(1j)):
        for dtype in (np.int8, np.int32, np.float32, np.float64):
            array = tame_sample((4,), dtype)
            for symbol in ("+", "*", "/"):
                reference = eval(f"lambda a, x: a {symbol} x")
                check(njit(reference), reference, array, number)


@pytest.mark.parametrize("name", ONE)
@pytest.mark.parametrize(
    "dtype", [np.bool_, np.int8, np.uint32, np.int64, np.float32, np.float64, np.complex128]
)
def test_functions_of_one_array(name, dtype):
    reference = eval(f"lambda a: np.{name}(a)", {"np": np})
    array = tame_sample((3, 4), dtype)
    if name in ("sqrt", "log") and np.dtype(dtype).kind in "iu":
        array = positive(array)
    if name == "sign" and np.dtype(dtype).kind == "c" and np.__version__ < "2":
        pytest.skip("NumPy 2 changed the sign of complex numbers")
    if (
        name in ("floor", "rint")
        and np.dtype(dtype).kind in "biu"
        and not np.floor(np.int64(1)).dtype == np.int64
    ):
        pytest.skip("this NumPy makes floats of integers here")
    check(njit(reference), reference, array)


@pytest.mark.parametrize("name", TWO)
@pytest.mark.parametrize("dtype", [np.bool_, np.int16, np.uint8, np.float32, np.float64])
def test_functions_of_two_arrays(name, dtype):
    reference = eval(f"lambda a, b: np.{name}(a, b)", {"np": np})
    a, b = (
        tame_sample((3, 4), dtype),
        positive(tame_sample((4,), dtype, seed=2)) if dtype is not np.bool_ else tame_sample((4,), dtype),
    )
    if name == "left_shift" and dtype is not np.bool_:
        b = b % 5 if np.dtype(dtype).kind in "iu" else b
    if dtype is np.bool_ and name in ("floor_divide", "remainder", "power"):
        pytest.skip("bools become int8, and zero is no divisor")
    check(njit(reference), reference, np.abs(a) if name == "power" else a, b)


@pytest.mark.parametrize("layout_a", LAYOUTS)
@pytest.mark.parametrize("layout_b", ["C", "F", "strided", "backward"])
def test_layouts(layout_a, layout_b):
    for shape in ((3, 4), (2, 3, 4), (7,)):
        a, b = tame_sample(shape, np.float64, layout_a), tame_sample(shape, np.float64, layout_b, seed=2)
        check(add_scaled, add_scaled.py_func, a, b)


@njit
def add_scaled(a, b):
    return a * 2.0 + b


SHAPES = [
    ((3, 4), (4,)),
    ((3, 1), (1, 4)),
    ((3, 4), ()),
    ((), (3, 4)),
    ((1,), (5,)),
    ((2, 3, 4), (3, 1)),
    ((2, 1, 4), (3, 1)),
    ((4,), (3, 4)),
    ((0,), (1,)),
]
SHAPES += [
    ((0, 3), (3,)),
    ((1, 0), (4, 1)),
    ((1, 1), (1,)),
    ((5, 1, 1), (2, 3)),
    ((), ()),
    ((1,), ()),
    ((3, 1, 1, 2), (4, 1)),
]


@pytest.mark.parametrize(("left", "right"), SHAPES)
def test_broadcasting(left, right):
    for layout in ("C", "F", "strided"):
        a, b = tame_sample(left, np.float64, layout), tame_sample(right, np.float64, layout, seed=1)
        check(add_scaled, add_scaled.py_func, a, b)
        check(add_scaled, add_scaled.py_func, b, a)


DIMENSION = st.sampled_from([0, 1, 1, 2, 3])


@given(left=st.lists(DIMENSION, max_size=3), right=st.lists(DIMENSION, max_size=3))
def test_any_two_shapes_are_broadcast_or_refused_as_numpy_does(left, right):
    a, b = np.ones(left), np.full(right, 2.0)
    check(add_scaled, add_scaled.py_func, a, b)
    check(three_way, three_way.py_func, a, b, np.ones((2, 1)))


@njit
def three_way(a, b, c):
    return a + b * c


def test_results_of_fortran_operands_are_in_fortran_order():
    a = tame_sample((3, 4), np.float64, "F")
    assert njit(lambda a: a + a)(a).flags.f_contiguous
    assert njit(lambda a: np.sin(a) * 2)(a).flags.f_contiguous
    assert njit(lambda a, b: a + b)(a, a.copy(order="C")).flags.c_contiguous


@pytest.mark.parametrize("symbol", ["+", "-", "~", "abs"])
@pytest.mark.parametrize("dtype", DTYPES)
def test_operators_of_one_array(symbol, dtype):
    reference = eval(f"lambda a: {symbol}(a)")
    check(njit(reference), reference, tame_sample((4,), dtype))


def test_unary_operators_on_numbers_keep_unsigned_types():
    invert = njit(lambda x: ~x)
    for kind in (np.uint8, np.uint16, np.uint32, np.uint64):
        assert int(invert(kind(5))) == int(~kind(5)), kind
    assert invert(5) == -6


def test_comparisons_chain_through_logic():
    compiled = njit(lambda a, b: (a < b) & (b != 2) | ~(a >= 0))
    a, b = tame_sample((9,), np.float64), tame_sample((9,), np.int64, seed=2)
    check(compiled, compiled.py_func, a, b)


def test_expressions_of_many_operations():
    def reference(a, b, c):
        return np.where(a > b, np.sqrt(np.abs(a * b)) + c, -c) * (a - b) / (1.0 + c * c)

    check(
        njit(reference),
        reference,
        tame_sample((3, 4), np.float64),
        tame_sample((4,), np.float64, seed=1),
        tame_sample((3, 1), np.float64, seed=2),
    )


def test_an_expression_is_one_loop():
    @njit
    def expression(a, b):
        return np.sin(a) * b + a / (b * b + 1.0) - 3.0

    a, b = np.linspace(0, 1, 50), np.linspace(1, 2, 50)
    assert_same(expression(a, b), expression.py_func(a, b), 1e-13)
    code = expression.inspect_llvm(expression.signatures[0])
    assert code.count("call") - code.count("call void @llvm") >= 0
    assert code.count("prt_array_allocate") <= 4


def test_results_of_intermediate_values_used_twice():
    def reference(a):
        b = a + 1
        return b * b, b, np.sum(b)

    agree(njit(reference), reference, np.arange(5.0))


@pytest.mark.parametrize(
    "source",
    [
        "np.add(a, b, out)",
        "np.multiply(a, b, out=out)",
        "np.sqrt(np.abs(a), out=out)",
        "np.subtract(a, b, out=out)",
    ],
)
def test_out(source):
    namespace = {"np": np}
    exec(f"def write(a, b, out):\n    {source}\n    return out\n", namespace)
    for layout in ("C", "F", "strided"):
        agree(
            njit(namespace["write"]),
            namespace["write"],
            tame_sample((3, 4), np.float64),
            tame_sample((4,), np.float64, seed=1),
            sample((3, 4), np.float64, layout),
            tolerance=1e-14,
        )


def test_out_may_be_an_operand():
    def reference(a, b):
        np.add(a, b, a)
        np.multiply(a[1:], a[:-1], out=a[1:])

    agree(njit(reference), reference, np.arange(1.0, 7.0), np.arange(6.0))


def test_functions_with_two_results():
    for source in ("np.divmod(a, b)", "np.modf(a)", "np.frexp(a)"):
        reference = eval(f"lambda a, b: {source}", {"np": np})
        agree(
            njit(reference),
            reference,
            np.array([1.5, -2.25, 7.0]),
            np.array([2.0, 3.0, -4.0]),
            tolerance=1e-15,
        )


def test_integer_division_by_zero_gives_zero_as_in_numpy():
    for source in ("a // b", "a % b"):
        reference = eval(f"lambda a, b: {source}")
        for dtype in (np.int8, np.int64, np.uint32):
            check(njit(reference), reference, np.array([1, 2, 0, 5], dtype), np.array([0, 1, 0, 2], dtype))
        check(njit(reference), reference, np.array([1.0, -1, 0, np.inf]), np.array([0.0, -0.0, 0, 2]))


def test_the_least_integer_divided_by_minus_one_wraps():
    for dtype in (np.int8, np.int32, np.int64):
        least = np.array([np.iinfo(dtype).min], dtype)
        for source in ("a // b", "a % b"):
            reference = eval(f"lambda a, b: {source}")
            check(njit(reference), reference, least, np.array([-1], dtype))


def test_shifts_by_the_width_or_more():
    for source in ("a << b", "a >> b"):
        reference = eval(f"lambda a, b: {source}")
        for dtype in (np.int8, np.uint16, np.int64, np.uint64):
            check(
                njit(reference), reference, np.array([1, 100, 3, 7], dtype), np.array([0, 3, 64, 100], dtype)
            )


def test_special_values_travel_through():
    for name in (
        "add",
        "multiply",
        "maximum",
        "minimum",
        "fmax",
        "less",
        "equal",
        "floor_divide",
        "copysign",
        "arctan2",
    ):
        reference = eval(f"lambda a, b: np.{name}(a, b)", {"np": np})
        specials = np.array([0.0, -0.0, np.inf, -np.inf, np.nan, 1.0])
        check(njit(reference), reference, specials[:, None], specials)


@pytest.mark.parametrize(
    "reference",
    [
        lambda a: a + "x",
        lambda a: np.sin("x") + a,
        lambda a: a + None,
        lambda a: np.add(a),
        lambda a: np.add(a, a, a, a, a),
    ],
)
def test_wrong_operands_are_refused(reference):
    with pytest.raises((TypingError, UnsupportedError, TypeError)):
        njit(reference)(np.ones(3))


def test_operators_as_functions():
    compiled = njit(lambda a, b: (operator.add(a, b), operator.lt(a, b), operator.neg(a)))
    agree(compiled, compiled.py_func, np.arange(3.0), np.ones(3))


def test_boolean_and_integer_arrays_select_elements():
    pick = njit(lambda a, i: a[i])
    array = np.arange(12.0)
    agree(pick, pick.py_func, array, array > 4)
    agree(pick, pick.py_func, array, np.array([3, -1, 0, 3]))
    agree(pick, pick.py_func, array.reshape(3, 4), np.array([2, 0]))
    agree(pick, pick.py_func, array.reshape(3, 4), np.array([True, False, True]))
    agree(pick, pick.py_func, array.reshape(3, 4), array.reshape(3, 4) % 2 == 0)
    agree(pick, pick.py_func, array, np.array([[0, 1], [2, 3]]))
    agree(pick, pick.py_func, array[::2], np.array([1, 2], np.uint8))


def test_boolean_and_integer_arrays_select_what_is_assigned():
    def reference(a, i, v):
        a[i] = v

    compiled = njit(reference)
    for index in (np.array([0, 2, -1]), np.array([True, False, True, False, True])):
        agree(compiled, reference, np.arange(5.0), index, 9.0)
        agree(compiled, reference, np.arange(5.0), index, np.array([7.0, 8.0, 9.0]))
        agree(compiled, reference, np.arange(10.0).reshape(5, 2), index, 1)
    agree(compiled, reference, np.arange(6.0).reshape(2, 3), np.arange(6).reshape(2, 3) % 2 == 0, -1.0)
    for bad in (5, -6):
        with pytest.raises(IndexError):
            compiled(np.arange(5.0), np.array([bad]), 1.0)
    with pytest.raises((IndexError, ValueError)):
        compiled(np.arange(5.0), np.array([True, False]), 1.0)


def test_one_array_among_other_indices():
    for source in ("a[:, i]", "a[i, 1]", "a[1, i]", "a[i, :2]", "a[..., i]", "a[i, None]"):
        reference = eval(f"lambda a, i: {source}")
        agree(njit(reference), reference, np.arange(12.0).reshape(3, 4), np.array([2, 0, 1]))
