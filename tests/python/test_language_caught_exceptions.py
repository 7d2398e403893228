"""What compiled code reads of an exception that it has caught: its arguments, its text, whether it is another one."""

import gc

import pyrite
import pytest
from outcomes import IS_PYPY
from pyrite import njit, objmode
from pyrite.testing import get_allocation_stats


class Plain(Exception):
    pass


class Spoken(Plain):
    def __str__(self):
        return f"spoken {self.args!r}"


class Rewritten(Exception):
    def __init__(self, first):
        super().__init__("rewritten", first)


def outcome(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        return type(error), error.args


def settled_allocation_stats():
    """PyPy frees what C objects hold after some collections."""
    for _ in range(4 if IS_PYPY else 1):
        gc.collect()
    return get_allocation_stats()


def agree(function, *several):
    """In results and in what is raised; and nothing is leaked."""
    compiled = njit(function)
    for arguments in several:
        assert repr(outcome(compiled, *arguments)) == repr(outcome(function, *arguments)), arguments
    before = settled_allocation_stats()
    for _ in range(5):
        for arguments in several:
            outcome(compiled, *arguments)
    after = settled_allocation_stats()
    assert after.alloc - before.alloc == after.free - before.free


def arguments_of_one_kind(n):
    try:
        if n > 2:
            raise ValueError(n, "large", n / 2)
        raise ValueError(n + 1, "small", 0.5)
    except ValueError as error:
        first, text, half = error.args
        return first, text + "!", half, len(error.args), error.args[-2]


def the_clause_decides_which(n):
    try:
        if n == 0:
            raise KeyError("key")
        if n == 1:
            raise ValueError(n, n)
        if n == 2:
            raise Plain()
        return 0
    except KeyError as error:
        return len(error.args[0])
    except ValueError as error:
        return error.args[0] + error.args[1]
    except Plain as error:
        return len(error.args)


def numbers_that_widen(n):
    try:
        if n > 1:
            raise Plain(n + 0.5)
        raise Plain(n + 0.25)
    except Plain as error:
        return error.args[0] * 2


def an_argument_that_may_be_none(n):
    try:
        if n > 1:
            raise Plain(n)
        raise Plain(None)
    except Plain as error:
        if error.args[0] is None:
            return -1
        return error.args[0]


def nested_arguments(n):
    try:
        raise Plain((n, (n > 1, 0.5)), f"{n}-{n + 1}")
    except Plain as error:
        (first, (truth, text)), formatted = error.args
        return first, truth, text, formatted


def what_called_functions_raise(n):
    def check(k):
        if k > 2:
            raise Plain(k, "much")
        return 10 // k

    def inner(k):
        try:
            return check(k)
        except ValueError:
            return -1

    try:
        return inner(n)
    except Plain as error:
        return error.args[0] * 100
    except ZeroDivisionError as error:
        return len(error.args)


def raised_again_and_caught_again(n):
    try:
        try:
            raise Plain(n)
        except Plain as error:
            if error.args[0] > 1:
                raise
            return 0
    except Plain as error:
        return error.args[0] + 1


def raised_from_another(n):
    try:
        try:
            raise Plain(n, 1)
        except Plain as error:
            raise ValueError(error.args[0] * 2) from error
    except ValueError as error:
        return error.args[0]


def arguments_make_a_new_one(n):
    try:
        raise Plain(n, "x")
    except Plain as error:
        raise ValueError(error.args[0] + 1, error.args[1] + "y", str(error))


def texts(n):
    out = ""
    for i in range(n):
        try:
            if i == 0:
                raise Plain(i, "x")
            if i == 1:
                raise Spoken(i)
            if i == 2:
                raise KeyError("key")
            if i == 3:
                raise Rewritten(i)
            raise ValueError(f"no {i}")
        except Exception as error:
            out += str(error) + "|" + repr(error) + "|" + f"{error} {error!r}" + "\n"
    return out


def a_text_of_operations(n):
    values = [1, 2, 3]
    try:
        return str(values[n])
    except IndexError as error:
        return error.args[0] + str(error)


def a_key_of_its_own(n):
    try:
        raise KeyError(n)
    except KeyError as error:
        return str(error), error.args[0]


def kept_for_its_text(n):
    kept = None
    for i in range(n):
        try:
            if i % 2:
                raise Plain(i)
        except Plain as error:
            kept = error
    return str(kept), kept is None


def which_is_which(n):
    try:
        raise Plain(n)
    except Plain as outer:
        try:
            if n > 1:
                raise outer
            raise Plain(n)
        except Plain as inner:
            return inner is outer, inner is not outer, outer is outer, isinstance(inner, Plain)


def the_last_or_another(n):
    last = None
    same = 0
    for i in range(n):
        try:
            if last is not None and i % 3 == 0:
                raise last
            raise ValueError("each time anew")
        except ValueError as error:
            same += error is last
            last = error
    return same


def of_the_caller(k):
    try:
        raise Plain("one")
    except Plain as error:
        try:
            passes_on(k)
        except Plain as other:
            return error is other


@njit
def passes_on(k):
    try:
        raise Plain("two")
    except Plain as error:
        if k > 1:
            raise error
        raise


def in_a_loop_that_tries_again(n):
    total = 0
    tries = 0
    while tries < n:
        try:
            tries += 1
            if tries % 3:
                raise Plain(tries)
            total += 1000
        except Plain as error:
            total += error.args[0]
            continue
        finally:
            total += 1
    return total


@pytest.mark.parametrize(
    "function",
    [
        arguments_of_one_kind,
        the_clause_decides_which,
        numbers_that_widen,
        an_argument_that_may_be_none,
        nested_arguments,
        what_called_functions_raise,
        raised_again_and_caught_again,
        raised_from_another,
        arguments_make_a_new_one,
        texts,
        a_text_of_operations,
        a_key_of_its_own,
        kept_for_its_text,
        which_is_which,
        the_last_or_another,
        of_the_caller,
        in_a_loop_that_tries_again,
    ],
    ids=lambda function: function.__name__,
)
def test_caught_exceptions_are_read(function):
    agree(function, *[(n,) for n in range(6)])


def test_the_text_of_an_operation_is_that_of_what_leaves():
    @njit
    def text(a, b):
        try:
            return str(a // b)
        except ZeroDivisionError as error:
            return error.args[0]

    @njit
    def leaves(a, b):
        return a // b

    with pytest.raises(ZeroDivisionError) as raised:
        leaves(1, 0)
    assert text(1, 0) == raised.value.args[0] and text(7, 2) == "3"


def test_a_caught_exception_is_printed(capsys):
    def f(n):
        try:
            raise Plain(n, "x")
        except Plain as error:
            print("caught", error)

    f(3)
    expected = capsys.readouterr().out
    njit(f)(3)
    assert capsys.readouterr().out == expected == "caught (3, 'x')\n"


def different_numbers_of_arguments(n):
    try:
        if n:
            raise Plain(n)
        raise Plain(n, n)
    except Plain as error:
        return error.args[0]


def different_types(n):
    try:
        if n:
            raise Plain(n)
        raise Plain("text")
    except Plain as error:
        return error.args[0]


def of_a_class_with_an_init(n):
    try:
        raise Rewritten(n)
    except Rewritten as error:
        return error.args[1]


def of_the_interpreter(n):
    try:
        with objmode():
            raise ValueError(n)
    except ValueError as error:
        return error.args[0]


def of_one_that_was_kept(n):
    kept = None
    for i in range(n):
        try:
            raise Plain(i)
        except Plain as error:
            kept = error
    if kept is not None:
        return kept.args[0]
    return -1


def other_attributes(n):
    try:
        raise Plain(n)
    except Plain as error:
        return error.__traceback__ is None


@pytest.mark.parametrize(
    "function, words",
    [
        (different_numbers_of_arguments, "arguments of different types"),
        (different_types, "arguments of different types"),
        (of_a_class_with_an_init, "what the class makes of them"),
        (of_the_interpreter, "may raise anything"),
        (of_one_that_was_kept, "was kept"),
        (other_attributes, "attribute '__traceback__' of a caught exception"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_what_is_not_known_of_an_exception_is_refused(function, words):
    with pytest.raises(pyrite.PyriteError, match=words):
        njit(function)(3)


def test_what_exit_is_handed_is_no_exception_to_read():
    class Manager:
        def __init__(self):
            self.entered = 1

        def __enter__(self):
            return self

        def __exit__(self, kind, error, traceback):
            return len(str(kind)) > 0

    def f(n):
        with Manager():
            raise Plain(n)

    with pytest.raises(pyrite.PyriteError):
        njit(f)(1)
