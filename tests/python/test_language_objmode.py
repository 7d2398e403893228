"""Blocks that the interpreter runs inside of compiled functions."""

import gc
import threading
import traceback
import weakref

import numpy as np
import pyrite
import pytest
from outcomes import IS_PYPY
from pyrite import njit, objmode, types
from pyrite.errors import CompilerError, TypingError, UnsupportedError
from pyrite.testing import get_allocation_stats

float_array = types.float64[:]
counter = 0


def collect():
    for _ in range(6):  # where objects are not freed at once, each holds the next
        gc.collect()


def blocks_alive():
    collect()
    stats = get_allocation_stats()
    return stats.alloc - stats.free


@pytest.fixture(autouse=True)
def balanced():
    """Blocks of compiled code alive after the test are those from before."""
    before = blocks_alive()
    yield
    assert blocks_alive() == before


def same(function, *arguments):
    expected, result = function(*arguments), njit(function)(*arguments)
    assert repr(result) == repr(expected)


# -- values in and out


def test_numbers_go_in_and_come_out():
    def f(a, b, c, d):
        with objmode(x="int64", y="float64", z="complex128", t="boolean"):
            x = int(str(a) + "7")
            y = float(repr(b))
            z = complex(str(c))
            t = not d
        return x, y, z, t

    for a, b, c, d in [(3, -0.0, 1 - 2j, True), (-(2**40), float("inf"), complex("nan+0j"), False)]:
        same(f, a, b, c, d)


def test_a_block_without_results_needs_no_parentheses():
    seen = []

    def f(a):
        with objmode:
            seen.append(a)
        return a + 1

    same(f, 6)
    assert seen == [6, 6]


def test_numbers_are_converted_as_arguments_are_and_must_fit():
    @njit
    def truncated():
        with objmode(n="int64", f="float64", c="complex128"):
            n = 12.7
            f = 3
            c = 2.5
        return n, f, c

    assert repr(truncated()) == "(12, 3.0, (2.5+0j))"

    @njit
    def small(a):
        with objmode(n="int8"):
            n = a
        return n

    assert small(-128) == -128
    with pytest.raises(OverflowError, match="128 does not fit in int8"):
        small(128)

    @njit
    def large(a):
        with objmode(n="int64"):
            n = a**40
        return n

    assert large(2) == 2**40
    with pytest.raises(OverflowError, match="does not fit in int64"):
        large(3)


@pytest.mark.parametrize("bits", ["int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64"])
def test_integers_of_each_width_at_their_ends(bits):
    text = f"""
def f(a):
    with objmode(n="{bits}"):
        n = int(a)
    return n
"""
    import linecache

    name = f"<objmode {bits}>"
    linecache.cache[name] = (len(text), None, text.splitlines(True), name)
    space = {"objmode": objmode}
    exec(compile(text, name, "exec"), space)
    f = njit(space["f"])
    ends = np.iinfo(bits)
    for value in (ends.min, ends.max):
        assert f(np.array(value, bits)[()]) == value


def test_arrays_keep_their_memory_and_their_owners():
    made = []

    @njit
    def f(x):
        with objmode(y=float_array, z="float64[:, ::1]"):
            y = x[::-1]
            z = np.full((2, 3), 7.0)
            made.append(weakref.ref(z))
        y[0] = 99
        z[1, 2] = y[1]
        return y, z

    x = np.arange(4.0)
    y, z = f(x)
    assert x[3] == 99 and np.shares_memory(x, y)
    assert z.tolist() == [[7, 7, 7], [7, 7, 2]]
    assert made[0]() is not None and np.shares_memory(made[0](), z)
    del z
    collect()
    assert made[0]() is None


def test_arrays_that_are_dropped_inside_let_their_objects_go():
    made = []

    @njit
    def f():
        total = 0.0
        for i in range(3):
            with objmode(y="float64[::1]"):
                y = np.arange(3.0) + i
                made.append(weakref.ref(y))
            total += y.sum()
        return total

    assert f() == 18
    collect()
    assert [one() for one in made] == [None] * 3


@pytest.mark.parametrize(
    "value",
    [
        np.zeros(3, np.float32),
        np.zeros((3, 3)),
        np.zeros(6)[::2],
        [1.0],
        1.5,
        None,
        "text",
        np.zeros(3, ">f8"),
        np.broadcast_to(1.0, (3,)),
    ],
    ids=["dtype", "dimensions", "layout", "list", "number", "none", "text", "order", "readonly"],
)
def test_what_is_no_such_array_is_a_type_error(value):
    @njit
    def f():
        with objmode(y="float64[::1]"):
            y = value
        return y[0]

    for _ in range(3):
        with pytest.raises(TypeError, match="can't unbox"):
            f()


def test_results_that_came_before_a_wrong_one_are_given_back():
    made = []

    @njit
    def f():
        with objmode(a="float64[::1]", b="int64"):
            a = np.zeros(5)
            made.append(weakref.ref(a))
            b = "no number"
        return a[b]

    with pytest.raises(TypeError, match="can't unbox"):
        f()
    del f
    collect()
    assert made[0]() is None


def test_tuples_and_optionals_come_out():
    kinds = types.Tuple((types.int64, types.float64[::1], types.optional(types.float64)))

    @njit
    def f(a):
        with objmode(t=kinds):
            t = (a, np.ones(a), None if a > 2 else 0.5)
        number, array, maybe = t
        if maybe is None:
            return number + array.sum()
        return maybe

    assert f(1) == 0.5
    assert f(3) == 6

    @njit
    def short():
        with objmode(t=kinds):
            t = (1, np.ones(1))
        return t[0]

    with pytest.raises(TypeError, match="it has 2 items"):
        short()


def test_any_python_runs_inside():
    def f(x):
        with objmode(n="int64"):
            words = {str(i): [i] * i for i in x.tolist()}
            n = sum(len(v) for v in words.values()) + len(f"{words!r}")

            class Local:
                def method(self):
                    return n

            n = Local().method() + (lambda k: k + 1)(n)
            if (m := n) > 5:
                n = m
        return n

    same(f, np.arange(4))


# -- variables


def test_variables_assigned_before_on_some_paths_or_not_at_all():
    def f(a):
        if a > 1:
            y = 5
        with objmode(y="int64"):
            if a > 1:
                y += a
            else:
                y = 1
        return y

    with pytest.raises(UnboundLocalError):
        njit(f)(0)  # the value before is handed to the block, as it may be read
    assert njit(f)(3) == 8

    def g(a):
        with objmode(y="int64"):
            for y in range(a):  # noqa: B007
                pass
        return y

    assert njit(g)(3) == 2
    with pytest.raises(UnboundLocalError):
        njit(g)(0)


def test_loop_variables_and_comprehensions_of_a_block_are_its_own():
    def f(n):
        total = 0
        for i in range(n):
            total += i
        with objmode(total="int64"):
            for k in range(n):
                total += k
            total += sum([j * 2 for j in range(n)])
        for k in range(2):
            total += k
        for j in range(3):
            total += j
        return total, i

    same(f, 4)


def test_a_variable_without_a_type_is_refused_where_it_is_used():
    @njit
    def f(a):
        with objmode():
            y = a
        return y

    with pytest.raises(TypingError, match=r"Missing type annotations on outgoing variable.*'y'"):
        f(1)

    @njit
    def in_a_loop(n):
        y = 0
        for _ in range(n):
            y = y + 1
            with objmode():
                y = 7
        return y

    with pytest.raises(TypingError, match=r"Missing type annotations on outgoing variable.*'y'"):
        in_a_loop(3)


def test_globals_and_variables_around_the_function():
    total = [0]
    seen = 0

    def f(a):
        global counter
        nonlocal seen
        with objmode():
            counter += a
            seen += 2 * a
            total.append(a)

    compiled = njit(f)
    before = counter
    compiled(3)
    compiled(4)
    assert counter == before + 7
    assert seen == 14
    assert total == [0, 3, 4]


def test_blocks_in_nested_functions():
    def f(a):
        def inner(b):
            with objmode(y="int64"):
                y = int(f"{a}{b}")
            return y + 1

        return inner(1) + inner(2)

    same(f, 4)


def test_types_come_as_strings_globals_free_variables_and_attributes():
    local_type = types.int32[::1]

    @njit
    def f():
        with objmode(
            a="float64",
            b=float_array,
            c=local_type,
            d=types.int64,
            e=pyrite.types.boolean,
            g=types.int8[:, ::1],
        ):
            a, b, c, d, e = 1, np.ones(2), np.arange(3, dtype=np.int32), 4, True
            g = np.full((1, 1), 5, np.int8)
        return a + b[0] + c[2] + d + e + g[0, 0]

    assert f() == 1 + 1 + 2 + 4 + 1 + 5


# -- exceptions


def test_exceptions_come_out_with_both_lines_in_the_traceback():
    @njit
    def f(a):
        with objmode():
            [][a]

    with pytest.raises(IndexError) as caught:
        f(3)
    text = "".join(traceback.format_tb(caught.value.__traceback__))
    assert "[][a]" in text and "test_language_objmode.py" in text


class Own(Exception):
    pass


def test_exceptions_are_caught_by_class_in_compiled_code():
    def f(a):
        done = 0
        try:
            try:
                with objmode():
                    if a == 1:
                        raise ValueError("one", a)
                    if a == 2:
                        raise Own
                    if a == 3:
                        raise KeyError(a)
                    if a == 4:
                        raise KeyboardInterrupt
                done += 1
            except (ValueError, ArithmeticError):
                done += 10
            except LookupError:
                done += 100
            except Own:
                done += 1000
        finally:
            done += 10000
        return done

    for a in range(4):
        same(f, a)
    with pytest.raises(KeyboardInterrupt):
        njit(f)(4)


def test_a_caught_exception_is_raised_again_after_another_one():
    @njit
    def f(a):
        try:
            with objmode():
                raise ValueError("first", a)
        except ValueError:
            try:
                with objmode():
                    raise KeyError("second")
            except KeyError:
                pass
            with objmode():
                str(a)
            raise

    with pytest.raises(ValueError, match="first") as caught:
        f(7)
    assert caught.value.args == ("first", 7)


def test_exceptions_that_are_caught_are_freed():
    class Marked(Exception):
        pass

    marks = []

    @njit
    def f():
        for _ in range(3):
            try:
                with objmode():
                    error = Marked()
                    marks.append(weakref.ref(error))
                    raise error
            except Exception:
                pass

    f()
    collect()
    assert [one() for one in marks] == [None] * 3


# -- the lock, threads and generators


def test_blocks_take_the_lock_in_functions_that_run_without_it():
    @njit(nogil=True)
    def f(n):
        total = 0
        for i in range(n):
            with objmode(k="int64"):
                k = len([i] * 3)
            total += k
        return total

    assert f(3) == 9
    results = []
    threads = [threading.Thread(target=lambda: results.append(f(200))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [600] * 4


def test_blocks_call_compiled_functions_which_have_blocks():
    @njit
    def f(n):
        with objmode(y="int64"):
            y = 0 if n == 0 else n + f(n - 1)
        return y

    assert f(10) == 55


def test_generators_with_blocks():
    @njit
    def f(n):
        for i in range(n):
            with objmode(y="float64[::1]"):
                y = np.array([i, i * 2.0])
            yield y.sum()

    assert list(f(4)) == [0, 3, 6, 9]
    half = f(4)
    assert next(half) == 0
    half.close()

    @njit
    def total(n):
        found = 0.0
        for one in f(n):
            found += one
        return found

    assert total(4) == 18


def test_dispatchers_and_modules_are_handed_in():
    @njit
    def g(x):
        return x + 5

    def f(function, x):
        with objmode(y="int64"):
            y = function(x[0])
        return y

    same(f, g, np.array([1, 2]))


# -- what is refused


def refusal(function, *arguments, error=UnsupportedError):
    with pytest.raises(error) as caught:
        njit(function)(*arguments)
    assert "test_language_objmode.py" in str(caught.value)
    return str(caught.value)


def test_leaving_a_block_is_refused():
    def returning(a):
        with objmode():
            return a

    def breaking(a):
        for _ in range(a):
            with objmode():
                break

    def yielding(a):
        with objmode():
            yield a

    assert "'return' in line" in refusal(returning, 1, error=CompilerError)
    assert "'break' in line" in refusal(breaking, 1, error=CompilerError)
    assert "'yield' in line" in refusal(yielding, 1, error=CompilerError)


def test_wrong_types_of_variables_are_refused():
    def unknown():
        with objmode(y="float65"):
            y = 1
        return y

    def missing():
        with objmode(y=no_such_type):  # noqa: F821
            y = 1
        return y

    def attribute():
        with objmode(y=types.no_such_type):
            y = 1
        return y

    def expression():
        with objmode(y=1 + 1):
            y = 1
        return y

    def number():
        with objmode(y=counter):
            y = 1
        return y

    def not_assigned(a):
        with objmode(y="int64"):
            print(a)
        return a

    assert "float65" in refusal(unknown, error=CompilerError)
    assert "Global 'no_such_type' is not defined" in refusal(missing, error=CompilerError)
    assert "Getattr cannot be resolved" in refusal(attribute, error=CompilerError)
    assert "compile-time constant" in refusal(expression, error=CompilerError)
    assert "is no type" in refusal(number, error=CompilerError)
    assert "non-outgoing variables: ['y']" in refusal(not_assigned, 1, error=TypingError)


def test_values_that_have_no_object_are_refused():
    def nested(a):
        def inner():
            return a

        with objmode(y="int64"):
            y = inner()
        return y

    def lists(a):
        x = [a]
        with objmode():
            x.append(1)
        return x

    assert "the variable 'inner'" in refusal(nested, 1)
    assert "is a list" in refusal(lists, 1)


def test_a_function_without_source_is_refused():
    space = {"objmode": objmode}
    exec("def f():\n    with objmode():\n        pass\n", space)
    with pytest.raises(UnsupportedError, match="source"):
        njit(space["f"])()


def test_objmode_does_nothing_in_the_interpreter():
    with objmode(x="int64"):
        x = 1
    assert x == 1
    with pytest.raises(KeyError), objmode():
        raise KeyError


@pytest.mark.skipif(IS_PYPY, reason="objects have no reference counts")
def test_arguments_keep_their_counts():
    import sys

    marker = np.ones(3)

    @njit
    def f(a):
        with objmode(y="float64[::1]"):
            y = a
        return y[0]

    f(marker)
    before = sys.getrefcount(marker)
    for _ in range(50):
        f(marker)
    assert sys.getrefcount(marker) == before
