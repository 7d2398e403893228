# Sources of unusual size: each compiles and equals the interpreter; unknown options are named.
import pytest
from pyrite import jit


def made(source):
    space = {}
    exec(source, space)
    return space["f"]


def same(function, *arguments):
    assert jit(function)(*arguments) == function(*arguments)


def test_an_expression_nested_ninety_deep_compiles():
    same(made("def f(x):\n    return " + "(" * 90 + "x" + " + 1)" * 90), 1)


def test_an_expression_of_two_thousand_terms_compiles():
    same(made("def f(x):\n    return " + " + ".join(["x"] * 2000)), 3)


def test_a_function_of_five_thousand_lines_compiles():
    same(made("def f(x):\n" + "    x = x ^ 3 + 1\n" * 5000 + "    return x"), 1)


def test_a_function_of_five_hundred_arguments_compiles():
    names = [f"a{index}" for index in range(500)]
    same(made(f"def f({', '.join(names)}):\n    return {' + '.join(names)}"), *range(500))


def test_a_nest_of_eighteen_loops_compiles():
    loops = "".join("    " * (depth + 1) + f"for i{depth} in range(n):\n" for depth in range(18))
    same(made("def f(n):\n    t = 0\n" + loops + "    " * 19 + "t += 1\n    return t"), 1)


def test_a_tuple_of_a_thousand_items_is_returned():
    same(made("def f(x):\n    return (" + ", ".join(["x"] * 1000) + ")"), 7)


def test_an_unknown_option_is_named():
    with pytest.raises(TypeError, match="unknown option of jit: frobnicate"):
        jit(frobnicate=True)(made("def f(x):\n    return x"))
