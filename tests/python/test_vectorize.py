"""@vectorize: universal functions of NumPy whose loops are compiled."""

import gc
import math
import threading
import traceback
import warnings

import numpy as np
import pyrite
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as numpy_strategies
from outcomes import FLOATS, IS_PYPY
from pyrite import njit, objmode, vectorize
from pyrite.errors import PyriteError, TypingError, UnsupportedError
from pyrite.testing import get_allocation_stats


def collect():
    for _ in range(6):
        gc.collect()


def blocks_alive():
    collect()
    stats = get_allocation_stats()
    return stats.alloc - stats.free


@vectorize
def plus(a, b):
    return a + b


@vectorize(["int64(int64, int64)", "float64(float64, float64)"])
def larger(a, b):
    if a > b:
        return a
    return b


@vectorize
def larger_of_any(a, b):
    return a if a > b else b


def same(result, expected):
    assert type(result) is type(expected)
    assert np.asarray(result).dtype == np.asarray(expected).dtype
    np.testing.assert_array_equal(result, expected)


DTYPES = ["bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float32"]
DTYPES += ["float64", "complex64", "complex128"]


# -- results


@pytest.mark.parametrize("dtype", DTYPES)
def test_every_dtype_of_one_kind_gives_what_numpy_gives(dtype):
    values = np.array([0, 1, 2, 3, 100, 127]).astype(dtype)

    @vectorize
    def chosen(a, b):
        return a if a != b else b

    same(chosen(values, values[::-1]), np.where(values != values[::-1], values, values[::-1]))


@pytest.mark.parametrize("first", ["int64", "uint64", "float64", "complex128"])
@pytest.mark.parametrize("second", ["int64", "float64", "complex128"])
def test_mixed_dtypes_compile_a_loop_of_their_own(first, second):
    if (first, second) == ("uint64", "int64"):
        pytest.skip("NumPy makes float64 of these, compiled arithmetic int64 (docs/numbers.md)")
    a, b = np.arange(5).astype(first), (np.arange(5) * 2).astype(second)
    same(plus(a, b), np.add(a, b))


def test_operands_lie_in_any_way():
    base = np.arange(48.0).reshape(6, 8)
    for one in (base, base.T, base[::2, ::-1], base[:, 3:4], base[1], base[:0], np.asfortranarray(base)):
        for other in (one, one[::-1], 2.0, np.float64(3), np.ones(()), one[..., :1]):
            same(plus(one, other), np.add(one, other))


def test_operands_that_are_not_aligned_or_of_another_byte_order_are_converted_by_numpy():
    raw = np.zeros(8 * 5 + 1, np.uint8)
    odd = raw[1:].view("f8")
    odd[:] = [1, 2, 3, 4, 5]
    same(plus(odd, odd), np.array([2.0, 4, 6, 8, 10]))
    same(larger(np.arange(3.0).astype(">f8"), 1.0), np.array([1.0, 1, 2]))


def test_overlapping_output_gives_the_answer_of_separate_memory():
    values = np.arange(10.0)
    plus(values[:-1], values[1:], out=values[1:])
    np.testing.assert_array_equal(values, [0, 1, 3, 5, 7, 9, 11, 13, 15, 17])


def test_special_floats():
    a, b = (part.ravel() for part in np.meshgrid(FLOATS, FLOATS))
    with np.errstate(all="ignore"):
        np.testing.assert_array_equal(plus(a, b), a + b)

        @vectorize
        def quotient(x, y):
            return x / y

        np.testing.assert_array_equal(quotient(a, b), a / b)


def test_scalars_give_numpys_scalars():
    same(plus(1, 2), np.add(1, 2))
    same(plus(1.5, 2), np.add(1.5, 2))
    same(plus(np.float32(1.5), np.float32(2)), np.float32(3.5))
    same(plus([1, 2], (3, 4)), np.array([4, 6]))


def test_numbers_of_python_widen_nothing_of_their_kind():
    same(plus(np.ones(2, np.float32), 0.5), np.full(2, 1.5, np.float32))
    small = np.ones(2, np.int8)
    same(larger_of_any(small, 3), larger_of_any(small, np.int8(3)))
    same(plus(np.ones(2, np.int64), 0.5), np.full(2, 1.5))


def test_results_do_not_depend_on_the_order_of_calls():
    def fresh():
        return vectorize(lambda a: a + a)

    one, other = fresh(), fresh()
    one(1.0), one(1)
    other(1), other(1.0)
    assert one.types == other.types == ["l->l", "d->d"] or np.dtype("int64").char != "l"
    same(one(np.arange(3)), other(np.arange(3)))


@settings(max_examples=30, deadline=None)
@given(
    numpy_strategies.mutually_broadcastable_shapes(num_shapes=2, max_dims=3, max_side=4),
    st.data(),
)
def test_broadcasting(shapes, data):
    elements = st.integers(-100, 100)
    a, b = (
        data.draw(numpy_strategies.arrays(np.int64, shape, elements=elements))
        for shape in shapes.input_shapes
    )
    same(larger(a, b), np.maximum(a, b))


# -- keywords and methods of numpy.ufunc


def test_out_where_dtype_and_casting():
    a = np.arange(6.0)
    out = np.zeros(6)
    assert plus(a, a, out=out) is out
    np.testing.assert_array_equal(out, a * 2)
    out[:] = -1
    plus(a, 1.0, out=out, where=a > 2)
    np.testing.assert_array_equal(out, [-1, -1, -1, 4, 5, 6])
    same(larger(np.arange(3), 1, dtype="float64"), np.array([1.0, 1, 2]))
    with pytest.raises(TypeError):
        larger(np.ones(2, complex), 1)
    with pytest.raises(ValueError):
        plus(a, a, out=np.zeros(3))


def test_methods():
    @vectorize(["int64(int64, int64)", "float64(float64, float64)"], identity=0)
    def total(a, b):
        return a + b

    values = np.arange(24.0).reshape(4, 6)
    for one in (values, values[::-2], values.astype("int64"), values[:0]):
        for axis in (0, 1, None):
            same(total.reduce(one, axis=axis), np.add.reduce(one, axis=axis))
        same(total.accumulate(one, axis=1), np.add.accumulate(one, axis=1))
    same(total.reduceat(np.arange(8), [0, 3, 5]), np.add.reduceat(np.arange(8), [0, 3, 5]))
    same(total.outer([1, 2], [3, 4, 5]), np.add.outer([1, 2], [3, 4, 5]))
    counts = np.zeros(3)
    total.at(counts, [0, 2, 2, 2], 1.0)
    np.testing.assert_array_equal(counts, [1, 0, 3])
    assert total.identity == 0 and plus.identity is None
    with pytest.raises(ValueError):
        plus.reduce(np.zeros(0))


def test_methods_compile_what_they_need():
    @vectorize
    def product(a, b):
        return a * b

    same(product.reduce(np.arange(1, 6)), np.int64(120))
    assert product.outer(np.ones(2), np.ones(3)).shape == (2, 3)


def test_reductions_round_at_each_step_as_the_output_does():
    values = np.full(1000, 0.1, np.float32)

    @vectorize
    def wide(a, b):
        return np.float32(float(a) + float(b))

    expected = np.float32(0.1)
    for _ in range(999):
        expected = np.float32(expected + np.float32(0.1))
    same(wide.reduce(values), expected)


def test_it_is_described_as_numpys_are():
    assert larger.types == [f"{np.dtype('int64').char * 2}->{np.dtype('int64').char}", "dd->d"]
    assert (larger.nin, larger.nout, larger.nargs, larger.ntypes) == (2, 1, 3, 2)
    assert larger.__name__ == "larger" and isinstance(larger.ufunc, np.ufunc)
    assert larger.py_func(1, 2) == 2 and larger.signature is None
    assert "larger" in repr(larger)


# -- signatures


def test_declared_loops_are_tried_in_their_order():
    @vectorize(["float64(float64)", "int64(int64)"])
    def double(a):
        return a + a

    same(double(np.arange(3)), np.array([0, 2, 4]))
    same(double(np.arange(3, dtype="int32")), np.array([0.0, 2, 4]))
    with pytest.raises(TypeError):
        double("text")


def test_results_take_their_declared_type():
    @vectorize(["float32(int64)"])
    def third(a):
        return a / 3

    same(third(np.arange(3)), (np.arange(3) / 3).astype("float32"))


def test_one_signature_may_stand_alone_and_types_are_found():
    @vectorize("float64(float64)")
    def half(a):
        return a / 2

    @vectorize([(pyrite.int64, pyrite.float64)])
    def mixed(a, b):
        return a * b

    assert half.types == ["d->d"]
    same(mixed(2, 1.5), np.float64(3))


def test_wrong_declarations_are_refused():
    with pytest.raises(TypeError, match="takes 2 arguments"):
        vectorize(["float64(float64)"])(lambda a, b: a + b)
    with pytest.raises(ValueError, match="identity"):
        vectorize(identity=7)(lambda a: a)
    with pytest.raises(TypeError, match="fixed number"):
        vectorize(lambda *args: 1)
    with pytest.raises(TypeError, match="nothing to loop over"):
        vectorize(lambda: 1)
    with pytest.raises(TypeError, match="takes a Python function"):
        vectorize([])(3)
    with pytest.raises(UnsupportedError, match="cuda"):
        vectorize(["float64(float64)"], target="cuda")
    with pytest.raises(ValueError, match="target"):
        vectorize(["float64(float64)"], target="moon")
    with pytest.raises(TypeError, match="unknown option"):
        vectorize(["float64(float64)"], colour=1)


def test_what_cannot_be_compiled_is_refused_with_its_line():
    @vectorize
    def several(a):
        return a, a

    with pytest.raises(TypingError, match="returns one number"):
        several(1.0)

    @vectorize
    def unknown(a):
        return a.colour

    with pytest.raises(PyriteError, match="colour"):
        unknown(np.ones(3))
    with pytest.raises(TypeError, match="not called yet"):
        vectorize(lambda a: a).ufunc  # noqa: B018
    with pytest.raises(TypeError):
        plus(1.0)


# -- errors


@vectorize
def root(a):
    if a < 0:
        raise ValueError("negative", 7)
    return math.sqrt(a)


@pytest.mark.parametrize("size", [3, 100_000])
def test_exceptions_come_out_with_their_line_and_nothing_is_lost(size):
    values = np.ones(size)
    root(values)
    values[-1] = -1
    before = blocks_alive()
    for _ in range(3):
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with pytest.raises(ValueError) as caught:
                root(values)
        assert caught.value.args == ("negative", 7)
        names = [frame.name for frame in traceback.extract_tb(caught.value.__traceback__)]
        assert names[-1] == "root"
        del caught
    assert blocks_alive() == before
    np.testing.assert_array_equal(root(np.full(3, 4.0)), [2, 2, 2])


def test_exceptions_of_strided_loops_and_of_methods():
    values = np.array([4.0, -1, 9, -1, 16, -1])
    np.testing.assert_array_equal(root(values[::2]), [2, 3, 4])
    with pytest.raises(ValueError):
        root(values[1::2])

    @vectorize
    def checked(a, b):
        if b > 5:
            raise IndexError("too large")
        return a + b

    assert checked.reduce(np.arange(5)) == 10
    with pytest.raises(IndexError):
        checked.reduce(np.arange(10))
    with pytest.raises(IndexError):
        checked.outer(np.arange(3), np.arange(10))


def test_division_by_zero_follows_numpy_unless_asked():
    @vectorize
    def quotient(a, b):
        return a / b

    with np.errstate(all="ignore"):
        np.testing.assert_array_equal(quotient(np.ones(2), np.zeros(2)), [np.inf, np.inf])
    with np.errstate(divide="raise"):
        with pytest.raises(FloatingPointError):
            quotient(np.ones(2), np.zeros(2))

    @vectorize(error_model="python")
    def strict(a, b):
        return a / b

    with pytest.raises(ZeroDivisionError):
        strict(np.ones(2), np.zeros(2))


def test_blocks_of_the_interpreter_run_inside():
    seen = []

    @vectorize(["float64(float64)"])
    def noted(a):
        with objmode:
            seen.append(a)
        return a

    noted(np.arange(3.0))
    assert seen == [0, 1, 2]

    @vectorize(["float64(float64)"])
    def failing(a):
        with objmode:
            {}[a]
        return a

    with pytest.raises(KeyError):
        failing(np.arange(3.0))


# -- from compiled code


def test_compiled_code_calls_it():
    @njit
    def both(a, b, c):
        return plus(a, b), plus(a, 1), plus(c, 2), larger(c, 5)

    a, b = np.arange(3.0), np.ones((2, 3))
    for got, wanted in zip(both(a, b, 3), (a + b, a + 1, 5, 5)):
        np.testing.assert_array_equal(got, wanted)


def test_compiled_code_hands_in_the_output_and_it_may_be_an_argument():
    @njit
    def into(a, out):
        return larger(a, 1, out)

    out = np.zeros(4)
    np.testing.assert_array_equal(into(np.arange(4.0), out), [1, 1, 2, 3])
    np.testing.assert_array_equal(out, [1, 1, 2, 3])

    @njit
    def apply(function, a):
        return function(a, a)

    np.testing.assert_array_equal(apply(plus, np.arange(3)), [0, 2, 4])


def test_declared_types_hold_for_compiled_callers():
    @vectorize(["float32(float32)"])
    def narrow(a):
        return a + a

    @njit
    def call(a):
        return narrow(a)

    same(call(np.array([0.1], "float32")), narrow(np.array([0.1], "float32")))


# -- threads and lives


def test_many_threads_call_and_compile_at_once():
    @vectorize
    def mixed(a, b):
        return a * 2 + b

    kinds = ["int64", "float64", "float32", "int32"]
    failures = []

    def work(seed):
        for step in range(20):
            a = np.arange(50).astype(kinds[(seed + step) % 4])
            if not np.array_equal(mixed(a, a), a * 3):
                failures.append((seed, step))

    threads = [threading.Thread(target=work, args=(seed,)) for seed in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert not failures and mixed.ntypes == 4


def test_dropped_functions_are_freed():
    import weakref

    class Mark:
        pass

    def make():
        mark = Mark()

        @vectorize
        def function(a):
            return a + 1

        function.mark = mark
        function(np.arange(3))
        return weakref.ref(mark)

    watched = make()
    collect()
    if not IS_PYPY:
        assert watched() is None


def test_it_is_pickled_by_its_name():
    import pickle

    assert pickle.loads(pickle.dumps(plus)) is plus
