"""The dispatcher as an object, and how arguments and results pass through it."""

import collections
import copy
import enum
import functools
import gc
import inspect
import io
import os
import pickle
import subprocess
import sys
import weakref

import numpy as np
import pyrite
import pytest
from pyrite import _core, jit, njit, types
from pyrite.testing import forbid_codegen

Point = collections.namedtuple("Point", ["x", "y"])
Nested = collections.namedtuple("Nested", ["name", "at"])


class Level(enum.IntEnum):
    LOW = 1
    HIGH = 7


class Colour(enum.Enum):
    RED = "red"
    BLUE = "blue"


@jit
def module_level(a, b=3):
    """Adds."""
    return a + b


def identity(x):
    return x


# -- the object


def test_it_looks_like_the_function_it_wraps():
    assert module_level.__name__ == "module_level"
    assert module_level.__qualname__ == "module_level"
    assert module_level.__doc__ == "Adds."
    assert module_level.__module__ == __name__
    assert module_level.__wrapped__ is module_level.py_func
    assert str(inspect.signature(module_level)) == "(a, b=3)"
    assert pyrite.is_jitted(module_level)
    assert not pyrite.is_jitted(module_level.py_func)


def test_it_takes_attributes_and_weak_references():
    f = jit(identity)
    f.note = "mine"
    assert f.note == "mine"
    assert weakref.ref(f)() is f


def test_it_is_pickled_by_reference():
    assert pickle.loads(pickle.dumps(module_level)) is module_level
    assert copy.deepcopy(module_level) is module_level


def test_in_a_class_it_binds_as_a_method():
    class Holder:
        @jit
        def second(self, b):
            return b + 1

    holder = Holder()
    bound = holder.second
    assert bound.__self__ is holder
    assert Holder.second is Holder.__dict__["second"]


def test_it_works_with_partial():
    assert functools.partial(module_level, 4)() == 7


def test_an_uncompiled_dispatcher_is_freed():
    f = jit(lambda x: x)
    gone = weakref.ref(f)
    del f
    gc.collect()
    gc.collect()
    assert gone() is None


def test_the_python_function_is_there():
    assert module_level.py_func(1) == 4


def test_a_recursive_use_of_jit_is_refused():
    with pytest.raises(
        TypeError, match="already jitted function, module_level; its Python function is module_level.py_func"
    ):
        jit(module_level)


@pytest.mark.parametrize("thing", [len, 3, int, "f8"[:0] or object()])
def test_only_functions_are_jitted(thing):
    with pytest.raises(TypeError):
        jit(thing)(thing) if not callable(thing) else jit(thing)


# -- arguments


def test_arguments_bind_as_in_python():
    def f(a, b, c=10, *, d=100):
        return a + b + c + d

    g = jit(f)
    assert g(1, 2) == 113
    assert g(1, b=2) == 113
    assert g(b=2, a=1, d=0) == 13
    assert g(1, 2, 3, d=4) == 10


def test_variadic_arguments_are_a_tuple():
    @jit
    def count(a, *rest):
        return a + len(rest)

    assert count(1) == 1
    assert count(1, 2.0, 3) == 3


@pytest.mark.parametrize(
    "args, kwargs, text",
    [
        ((), {}, r"f\(\) missing 2 required positional arguments: 'a' and 'b'"),
        ((1,), {}, r"f\(\) missing 1 required positional argument: 'b'"),
        ((1, 2, 3), {}, r"f\(\) takes 2 positional arguments but 3 were given"),
        ((1,), {"c": 3}, r"f\(\) got an unexpected keyword argument 'c'"),
        ((1, 2), {"a": 3}, r"f\(\) got multiple values for argument 'a'"),
    ],
)
def test_wrong_arguments_are_a_type_error(args, kwargs, text):
    @jit
    def f(a, b):
        return a + b

    with pytest.raises(TypeError, match=text):
        f(*args, **kwargs)


@pytest.mark.parametrize(
    "value",
    [0, -1, (1 << 63) - 1, -(1 << 63), 1 << 63, (1 << 64) - 1, True, False, 1.5, -0.0, 1e308, 2 - 3j, None],
)
def test_numbers_and_none_come_back_as_they_went(value):
    result = njit(identity)(value)
    assert result == value and type(result) is type(value)


def test_an_integer_may_be_wider_in_a_later_call():
    f = njit(identity)
    assert f(1) == 1
    assert f(1 << 63) == 1 << 63
    assert f(2) == 2
    assert [str(one[0]) for one in f.signatures] == ["int64", "uint64"]


@pytest.mark.parametrize(
    "kind",
    """
    bool_ int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32 float64 complex64 complex128
    """.split(),
)
def test_numpy_scalars_are_typed_by_their_dtype(kind):
    f = njit(identity)
    value = getattr(np, kind)(1)
    result = f(value)
    assert result == 1
    assert result.__class__ in (bool, int, float, complex)
    assert str(f.signatures[0][0]) == ("bool" if kind == "bool_" else kind)


def test_halves_round_to_nearest_even():
    f = njit(pyrite.float16(pyrite.float16))(identity)
    for value in (1 + 2**-11, 1 + 3 * 2**-11, 65519.0, 65520.0, 2**-24, 2**-25, 3 * 2**-25, 6e-5, -1e-7, 0.1):
        with np.errstate(over="ignore"):
            assert f(value) == float(np.float16(value))


@pytest.mark.parametrize(
    "value",
    [(), (1,), (1, 2), (1, 2.5), ((1, 2), (3.5, None)), (True, 1j), Point(1, 2.5), Nested(Point(1, 2), 3)],
)
def test_tuples_come_back_equal_and_of_their_class(value):
    result = njit(identity)(value)
    assert result == value
    assert type(result) is type(value)


def test_named_tuples_keep_their_fields():
    @jit
    def swap(p):
        return Point(p.y, p.x)

    result = swap(Point(1, 2.5))
    assert result == Point(2.5, 1) and type(result) is Point


def test_members_of_an_int_enum_are_integers():
    @jit
    def f(x):
        return x + 1

    assert f(Level.HIGH) == 8
    assert f(Level.LOW) == 2


def test_results_of_float32_are_python_floats():
    @jit
    def f(x):
        return x

    assert type(f(np.float32(0.1))) is float
    assert f(np.float32(0.1)) == float(np.float32(0.1))


def test_functions_are_arguments():
    def twice(x):
        return 2 * x

    @jit
    def thrice(x):
        return 3 * x

    @jit
    def apply(f, x):
        return f(x)

    assert apply(twice, 4) == 8
    assert apply(thrice, 4) == 12
    assert len(apply.signatures) == 2


# -- strings


def scaled(mode, x):
    if mode == "double":
        return 2 * x
    return -x if mode == "less" else x


def test_all_strings_share_one_specialisation():
    f = njit(scaled)
    for mode in ("double", "less", "neither", "dou" + "ble", "", "".join(["dou", "ble"])):
        assert f(mode, 3) == scaled(mode, 3)
    assert f.signatures == [(types.unicode_type, types.int64)]


def typed(code, x):
    return np.full(2, x, code)


def test_a_string_that_the_compiler_must_know_is_compiled_for():
    f = njit(typed)
    for code in ("i8", "f8", "i8", "".join(["f", "8"])):
        assert f(code, 3).dtype == typed(code, 3).dtype
    assert [str(one[0]) for one in f.signatures] == ["Literal[str](i8)", "Literal[str](f8)"]


@pytest.mark.parametrize(
    "text", ["", "abc", "é", "\N{SNOWMAN}\N{GRINNING FACE}", "nul\0inside", "'", "\ud800"]
)
def test_strings_come_back_as_they_went(text):
    f = njit(identity)
    assert f(text) == text
    assert f((text, 1, (text,))) == (text, 1, (text,))


def test_a_string_of_the_function_itself_can_be_returned():
    assert njit(lambda: "text")() == "text"
    assert njit(lambda x: ("a", x, "b"))(1.5) == ("a", 1.5, "b")


def test_a_string_that_is_misused_is_an_error_at_its_use():
    def f(s, x):
        return s - x

    with pytest.raises(pyrite.PyriteError) as caught:
        njit(f)("abc", 2)
    assert "return s - x" in str(caught.value)


def test_a_function_is_not_compiled_for_strings_without_end():
    f = njit(lambda text, x: getattr(x, text, 5))
    with pytest.raises(pyrite.UnsupportedError, match="64 different strings"):
        for i in range(100):
            assert f("missing" + str(i), 1.5) == 5
    assert f("missing1", 1.5) == 5


# -- arrays


def test_arrays_are_read_in_place():
    @jit
    def put(a):
        a[0] = 5

    a = np.zeros(3)
    put(a)
    assert a[0] == 5


def test_an_array_argument_that_is_returned_is_the_same_object():
    f = njit(identity)
    for a in (np.arange(6.0), np.arange(6).reshape(2, 3), np.arange(6)[::2], np.zeros((0, 3))):
        assert f(a) is a
        assert f((a, 1))[0] is a


def test_a_view_that_is_returned_shares_the_arguments_memory():
    @jit
    def tail(a):
        return a[2:]

    a = np.arange(6.0)
    t = tail(a)
    assert np.shares_memory(a, t)
    t[0] = 99
    assert a[2] == 99
    del a
    gc.collect()
    assert t[1] == 3


def test_a_new_array_owns_its_memory_and_frees_it():
    from pyrite.testing import get_allocation_stats

    @jit
    def make(n):
        return np.ones(n)

    make(3)
    gc.collect()
    before = get_allocation_stats()
    arrays = [make(1000) for _ in range(10)]
    assert all(a.flags.writeable and a.sum() == 1000 for a in arrays)
    assert get_allocation_stats().alloc - before.alloc == 10
    arrays[0].base.refcount  # on PyPy the owner of the memory dies by a collection of its own now
    del arrays
    after = get_allocation_stats()
    assert after.alloc - before.alloc == after.free - before.free


@pytest.mark.parametrize(
    "make, text",
    [
        (lambda: np.zeros((2, 3)), "array(float64, 2d, C)"),
        (lambda: np.zeros((2, 3), order="F"), "array(float64, 2d, F)"),
        (lambda: np.zeros((4, 3))[::2], "array(float64, 2d, A)"),
        (lambda: np.zeros(3)[::-1], "array(float64, 1d, A)"),
        (lambda: np.zeros(()), "array(float64, 0d, C)"),
        (lambda: np.zeros((0, 3), np.int8), "array(int8, 2d, C)"),
        (lambda: np.zeros(3, bool), "array(bool, 1d, C)"),
        (lambda: np.broadcast_to(np.zeros(3), (2, 3)), "readonly array(float64, 2d, A)"),
    ],
)
def test_arrays_are_typed_by_dtype_dimensions_and_layout(make, text):
    array = make()
    assert str(pyrite.typeof(array)) == text
    f = njit(identity)
    assert f(array) is array
    assert str(f.signatures[0][0]) == text


def test_a_readonly_array_stays_readonly():
    @jit
    def head(a):
        return a[:2]

    a = np.arange(3.0)
    a.flags.writeable = False
    assert not head(a).flags.writeable


def test_a_vector_that_is_contiguous_both_ways_needs_one_specialisation():
    f = njit(identity)
    f(np.zeros(3))
    f(np.zeros((3, 1))[:, 0])
    assert len(f.signatures) == 1


# -- compiling


def test_one_specialisation_serves_equal_types():
    f = njit(identity)
    for value in (1, 2, 1.0, 2.0, 3):
        f(value)
    assert [str(one[0]) for one in f.signatures] == ["int64", "float64"]


def test_signatures_tell_of_calls_by_compiled_functions_too():
    @jit
    def inner(x, y):
        return x + y

    @jit
    def outer(x, y):
        if y > 0:
            z = None
        else:
            z = y
        return inner(x, z)

    assert outer(np.arange(3), -1.5).tolist() == [-1.5, -0.5, 0.5]
    assert inner.signatures == [(pyrite.int64[::1], pyrite.types.Optional(pyrite.float64))]
    assert inner.nopython_signatures[0].return_type == pyrite.float64[::1]
    assert not inner.overloads
    assert inner.get_overload(inner.signatures[0]).signature == inner.nopython_signatures[0]
    inner(1, 2)
    outer(np.arange(3), -1.5)
    assert len(inner.signatures) == 2 == len(inner.overloads)
    assert inner.signatures[1] == (pyrite.int64, pyrite.int64)
    inner.recompile()
    assert len(inner.signatures) == 2


def test_signatures_name_argument_and_result_types():
    f = jit(lambda a, b: a + b)
    f(1, 2.0)
    assert f.nopython_signatures == [pyrite.float64(pyrite.int64, pyrite.float64)]
    assert f.nopython_signatures[0].return_type is pyrite.float64
    assert list(f.overloads) == f.signatures


def test_every_stage_can_be_looked_at(capsys):
    f = jit(lambda a: a + 1)
    f(1)
    (llvm,) = f.inspect_llvm().values()
    (asm,) = f.inspect_asm().values()
    (ir,) = f.inspect_ir().values()
    assert "define" in llvm and "ret" in asm and "func" in ir
    assert f.inspect_llvm(f.signatures[0]) == llvm
    f.inspect_types()
    assert "int64" in capsys.readouterr().out


def test_stages_are_of_one_signature_or_of_all():
    f = jit(lambda a: a + 1)
    f(1)
    f(1.5)
    for inspect_stage in (f.inspect_ir, f.inspect_llvm, f.inspect_asm):
        texts = inspect_stage()
        assert list(texts) == f.signatures
        assert texts[f.signatures[1]] == inspect_stage((pyrite.float64,)) != texts[f.signatures[0]]
    with pytest.raises(KeyError):
        f.inspect_llvm((pyrite.complex128,))


def test_types_are_shown_of_one_signature_in_a_file():
    out = io.StringIO()
    f = jit(lambda a: a + 1)
    f(1)
    f(1.5)
    f.inspect_types(file=out, signature=(pyrite.float64,))
    assert "float64" in out.getvalue() and "int64(int64)" not in out.getvalue()


def test_overloads_tell_their_types_and_can_be_called():
    f = jit(lambda a: a + 1)
    f(1)
    f(2.5)
    assert [one.signature for one in f.overloads.values()] == f.nopython_signatures
    assert f.overloads[(pyrite.int64,)].entry_point(3) == 4
    assert f.get_overload((pyrite.float64,)).signature == pyrite.float64(pyrite.float64)
    facts = f.get_metadata((pyrite.int64,))
    assert facts["frontend_seconds"] > 0 and facts["backend_seconds"] > 0
    assert list(f.get_metadata()) == f.signatures


def test_stats_count_where_the_code_came_from():
    f = jit(lambda a: a + 12345)
    assert sum(f.stats.cache_hits.values()) == sum(f.stats.cache_misses.values()) == 0
    f(1)
    assert sum(f.stats.cache_hits.values()) + sum(f.stats.cache_misses.values()) == 1
    assert isinstance(f.stats.cache_path, str)


def test_recompile_keeps_what_was_declared():
    f = jit(["int64(int64)", "float64(float64)"])(identity)
    signatures = f.nopython_signatures
    f.recompile()
    assert f.nopython_signatures == signatures
    with pytest.raises(TypeError, match="no declared signature accepts"):
        f(1j)


def test_recompile_reads_globals_again():
    space = {}
    exec("k = 1\ndef f(x): return x + k", space)
    f = jit(space["f"])
    assert f(1) == 2
    space["k"] = 10
    assert f(1) == 2, "globals are read at compile time"
    f.recompile()
    assert f(1) == 11


def test_disable_compile_refuses_new_types():
    f = njit(identity)
    f(1)
    f.disable_compile()
    assert f(2) == 2
    with pytest.raises(TypeError, match="no declared signature accepts"):
        f(1j)


def test_compiling_can_be_enabled_again():
    f = njit(identity)
    f.disable_compile()
    with pytest.raises(TypeError, match="no declared signature accepts"):
        f(1)
    f.disable_compile(False)
    assert f(1) == 1


def test_a_signature_is_compiled_on_request():
    f = njit(identity)
    assert f.compile("int64(int64)") is f
    f.compile((pyrite.float64[:],))
    assert len(f.signatures) == 2
    with forbid_codegen():
        assert f(4) == 4


def test_dispatchers_call_each_other():
    @jit
    def inner(x):
        return x + 1

    @jit
    def outer(x):
        return inner(x) * 2

    assert outer(3) == 8


def test_closures_see_what_they_close_over():
    def make(k, table):
        @jit
        def f(i):
            return table[i] + k

        return f

    assert make(10, np.arange(5))(3) == 13
    assert make(20, np.arange(5) * 2)(3) == 26


def test_nogil_gives_the_same_result():
    f = jit(nogil=True)(lambda a: a * 2)
    assert f(21) == 42


def test_the_options_that_were_given_are_kept():
    f = jit(fastmath=True, nogil=True)(identity)
    assert f.targetoptions == {"fastmath": True, "nogil": True}


def test_unknown_options_are_named():
    with pytest.raises(TypeError, match="speed"):
        jit(speed=11)(identity)


def test_object_mode_runs_in_the_interpreter():
    f = jit("int64(int64)", forceobj=True)(lambda a: {"any": [a, object]})
    assert f("thing") == {"any": ["thing", object]}
    assert f.signatures == [(pyrite.types.int64,)] and f.nopython_signatures == []


def test_fast_math_takes_flags_by_name():
    f = jit(fastmath={"nnan", "ninf"})(lambda a: a + 1.0)
    assert f(1.0) == 2.0
    with pytest.raises(ValueError, match="fantastic"):
        jit(fastmath={"fantastic"})(identity)


def test_parallel_is_accepted_and_warns_once():
    from pyrite import options

    options._has_warned_about_parallel = False
    with pytest.warns(pyrite.PyriteWarning, match="one thread"):
        f = jit(parallel=True)(lambda a: a + 1)
    assert f(1) == 2


def test_jit_can_be_switched_off():
    from pyrite import config

    config.DISABLE_JIT = True
    try:
        assert jit(identity) is identity
        assert njit("int64(int64)")(identity) is identity
    finally:
        config.DISABLE_JIT = False


def test_the_environment_switches_jit_off():
    program = "import pyrite; f = pyrite.jit(lambda x: object()); print(type(f(1)) is object)"
    for value, expected in (("1", "True"), ("0", "Error")):
        done = subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYRITE_DISABLE_JIT": value},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            universal_newlines=True,
        )
        assert expected in done.stdout


def test_cache_false_keeps_code_off_the_disk():
    f = jit(cache=False)(lambda a: a + 54321)
    hits_and_misses = _core.cache_statistics()
    f(1)
    after = _core.cache_statistics()
    assert [after[key] for key in ("hits", "misses")] == [hits_and_misses[key] for key in ("hits", "misses")]
