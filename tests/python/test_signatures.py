"""Explicit signatures: how they are written, and how calls choose among them."""

import numpy as np
import pyrite
import pytest
from pyrite import float32, float64, int32, int64, jit, types, void


@pytest.mark.parametrize(
    "signature",
    [
        "float64(float64, int32)",
        "f8(f8, i4)",
        float64(float64, int32),
        "(float64, int32)",
        (float64, int32),
        ["float64(float64, int32)"],
    ],
)
def test_a_signature_can_be_written_in_many_ways(signature):
    f = jit(signature)(lambda a, b: a + b)
    assert f.signatures == [(float64, int32)]
    assert f(1.5, 2) == 3.5


def test_arrays_in_a_signature():
    f = jit("float64(float64[:], int64)")(lambda a, i: a[i])
    assert f(np.arange(3.0), 2) == 2.0
    assert f(np.arange(6.0)[::2], 2) == 4.0


def test_a_contiguous_signature_refuses_strided_arrays():
    f = jit("float64(float64[::1])")(lambda a: a[0])
    assert f(np.arange(3.0)) == 0
    with pytest.raises(TypeError, match="no declared signature"):
        f(np.arange(6.0)[::2])


def test_compiling_happens_at_decoration():
    from pyrite.testing import compilation_count

    before = compilation_count()
    jit("int64(int64)")(lambda a: a + 1)
    assert compilation_count() == before + 1


def test_no_other_types_are_compiled():
    f = jit("int64(int64)")(lambda a: a + 1)
    with pytest.raises(TypeError, match=r"no declared signature accepts \(complex128\)"):
        f(1j)
    assert len(f.signatures) == 1


def test_the_nearest_signature_is_chosen():
    f = jit(["int64(int64)", "float64(float64)"])(lambda a: a + a)
    assert type(f(2)) is int
    assert type(f(2.5)) is float
    assert type(f(True)) is int
    assert type(f(np.float32(2.5))) is float


def test_arguments_convert_to_the_declared_type():
    f = jit("float32(float32)")(lambda a: a)
    assert f(0.1) == float(np.float32(0.1))
    assert f(3) == 3.0
    g = jit("int8(int8)")(lambda a: a)
    assert g(300) == 44
    h = jit("float64(float64)")(lambda a: a)
    assert h(np.int8(3)) == 3.0 and type(h(1)) is float


def test_the_result_converts_to_the_declared_type():
    f = jit(float64(int64))(lambda a: a)
    assert type(f(3)) is float
    g = jit(int32(int64))(lambda a: a)
    assert g(1 << 32) == 0
    assert jit(float32(float64))(lambda a: a)(0.1) == float(np.float32(0.1))


def test_void_returns_none():
    @jit(void(float64[:]))
    def clear(a):
        a[0] = 0.0

    a = np.ones(2)
    assert clear(a) is None and a[0] == 0


def test_tuples_in_a_signature():
    f = jit(types.UniTuple(int64, 2)(types.Tuple([int64, int64])))(lambda t: (t[1], t[0]))
    assert f((1, 2)) == (2, 1)


def test_optional_arguments_take_none():
    f = jit("int64(optional(int64))")(lambda a: 0 if a is None else a + 1)
    assert f(None) == 0
    assert f(4) == 5


@pytest.mark.parametrize("text", ["float63(int64)", "float64(", "import os", "float64(3)"])
def test_a_signature_that_cannot_be_read_is_named(text):
    with pytest.raises((NameError, ValueError, TypeError, SyntaxError)):
        jit(text)(lambda a: a)


def test_a_signature_of_another_length_is_refused():
    with pytest.raises(TypeError, match="2 parameters, the signature has 1"):
        jit("int64(int64)")(lambda a, b: a)


def test_a_declared_result_that_does_not_fit_is_a_typing_error():
    with pytest.raises(pyrite.TypingError):
        jit("int64(float64[:])")(lambda a: a)


def test_compiled_callers_keep_to_the_declared_signatures():
    single = jit("float32(float32)")(lambda a: a / 3)
    both = jit(["int64(int64)", "float64(float64)"])(lambda a: a + a)
    narrow = jit("int8(int64, int8)")(lambda a, b: a + b)

    @jit
    def calls(a):
        return single(a), both(a), narrow(a, 2)

    for value in (1, 300, True, 126):
        assert repr(calls(value)) == repr((single(value), both(value), narrow(value, 2)))
    assert single.signatures == [(types.float32,)]

    @jit
    def of_a_float(a):
        return both(a), single(a)

    assert of_a_float(0.1) == (0.2, float(np.float32(0.1) / np.float32(3)))


def test_compiled_callers_are_told_which_signatures_there_are():
    both = jit(["int64(int64)", "float64(float64)"])(lambda a: a + a)

    @jit
    def calls(a):
        return both(a)

    with pytest.raises(pyrite.errors.TypingError, match=r"no declared signature accepts \(array") as raised:
        calls(np.zeros(3))
    assert "declared: (int64)" in str(raised.value) and "declared: (float64)" in str(raised.value)

    unlike = jit(["int64(int64, float64)", "int64(float64, int64)"])(lambda a, b: 1)

    @jit
    def calls_with_two(a):
        return unlike(a, a)

    with pytest.raises(pyrite.errors.TypingError, match="equally well"):
        calls_with_two(1)


def test_a_declared_function_calls_itself():
    @jit("int32(int32)")
    def factorial(n):
        return 1 if n < 2 else n * factorial(n - 1)

    @jit
    def calls(n):
        return factorial(n)

    assert calls(5) == factorial(5) == 120
    assert calls(13) == factorial(13) == int(np.int64(6227020800).astype(np.int32))
    factorial.recompile()
    assert calls(5) == factorial(5) == 120


def test_nothing_is_compiled_when_that_is_disabled():
    f = jit(lambda a: a)
    f.compile("(float32,)")
    f.disable_compile()
    f.compile("(float32,)")
    with pytest.raises(RuntimeError, match="compilation disabled"):
        f.compile("(int32,)")
    assert f.signatures == [(types.float32,)]
    f.recompile()
    with pytest.raises(RuntimeError, match="compilation disabled"):
        f.compile("(int32,)")
    f.disable_compile(False)
    f.compile("(int32,)")
    assert len(f.signatures) == 2
