"""raise … from …, and what is raised while something is handled: `__cause__`, `__context__` and `__suppress_context__` as the
interpreter sets them, and nothing leaked."""

import gc

import pyrite
import pytest
from outcomes import IS_PYPY
from pyrite import njit
from pyrite.testing import get_allocation_stats


class Own(Exception):
    def __init__(self, first, second=2):
        super().__init__("own", first)
        self.second = second


def described(error, known):
    """The exception and all that it knows of; one that was met before is a number."""
    if error is None:
        return None
    for number, one in enumerate(known):
        if one is error:
            return number
    known.append(error)
    arguments = (
        error.args if type(error) is not ZeroDivisionError else None
    )  # texts differ from release to release
    return (
        type(error),
        arguments,
        error.__suppress_context__,
        described(error.__cause__, known),
        described(error.__context__, known),
    )


def outcome(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        return described(error, [])


def settled_allocation_stats():
    """PyPy frees what C objects hold after some collections."""
    for _ in range(4 if IS_PYPY else 1):
        gc.collect()
    return get_allocation_stats()


def agree(function, *several):
    compiled = njit(function)
    for arguments in several:
        assert outcome(compiled, *arguments) == outcome(function, *arguments), arguments
    for arguments in several:  # within a handler of the interpreter
        found = []
        for called in (compiled, function):
            try:
                raise LookupError("outside")
            except LookupError:
                found.append(outcome(called, *arguments))
        assert found[0] == found[1], arguments
    before = settled_allocation_stats()
    for _ in range(5):
        for arguments in several:
            outcome(compiled, *arguments)
    after = settled_allocation_stats()
    assert after.alloc - before.alloc == after.free - before.free


ALL = [(x,) for x in range(7)]
SECOND_TIME = pytest.mark.skipif(
    IS_PYPY, reason="PyPy's context of what is raised a second time depends on who called"
)


def from_none(x):
    try:
        return 12 // x
    except ZeroDivisionError:
        raise ValueError(x) from None


def from_none_without_a_handler(x):
    if x > 2:
        raise ValueError("large") from None
    return x


def from_the_handled_one(x):
    try:
        if x > 3:
            raise Own(x)
        return 12 // x
    except (ZeroDivisionError, Own) as error:
        raise ValueError(x, 2.5) from error


def from_a_class(x):
    if x > 2:
        raise KeyError(x) from IndexError
    try:
        return 12 // x
    except ZeroDivisionError:
        raise KeyError("none") from Own(x)


def from_a_new_one(x):
    cause = OverflowError("made", x)
    if x > 3:
        raise KeyError(x) from cause
    raise Own(x, x) from TypeError("constant")


def from_an_outer_one(x):
    try:
        return 12 // x
    except ZeroDivisionError as outer:
        try:
            raise KeyError(x)
        except KeyError as inner:
            try:
                raise IndexError(x)
            except IndexError:
                raise ValueError("from the outer one") from outer
            raise inner


def from_itself(x):
    try:
        return 12 // x
    except ZeroDivisionError as error:
        raise error from error


def raised_again_from_another(x):
    try:
        if x > 2:
            raise Own(x)
        return 12 // x
    except Exception as error:
        if x > 4:
            raise error from KeyError(x)
        raise error from None


def an_optional_cause(x):
    cause = None
    try:
        y = 12 // x
    except ZeroDivisionError as error:
        y = -1
        cause = error
    if y < 3:
        raise ValueError(y) from cause
    return y


def a_chain_of_causes(x):
    last = None
    for i in range(x):
        try:
            raise ValueError(i) from last
        except ValueError as error:
            last = error
    if last is not None:
        raise KeyError(x) from last
    return x


def causes_with_texts(x):
    text = "large"
    if x < 3:
        text = "small" + str(x)
    cause = KeyError(text, x)
    try:
        return 12 // x
    except ZeroDivisionError:
        raise ValueError(text) from cause


def caught_again(x):
    try:
        try:
            return 12 // x
        except ZeroDivisionError as error:
            raise KeyError(x) from error
    except KeyError:
        return -1


@pytest.mark.parametrize(
    "function",
    [
        from_none,
        from_none_without_a_handler,
        from_the_handled_one,
        from_a_class,
        from_a_new_one,
        from_an_outer_one,
        from_itself,
        raised_again_from_another,
        an_optional_cause,
        a_chain_of_causes,
        causes_with_texts,
        caught_again,
    ],
    ids=lambda function: function.__name__,
)
def test_causes(function):
    agree(function, *ALL)


def quotient(a, b):
    return a // b


def reads_again(x):
    try:
        return quotient(12, x)
    except ZeroDivisionError:
        return quotient(13, x)


def raises_in_finally(x):
    try:
        return 12 // x
    finally:
        if x < 2:
            raise IndexError(x)


def raises_in_finally_of_a_handler(x):
    try:
        try:
            return 12 // x
        except ZeroDivisionError:
            if x < 1:
                raise KeyError("in the handler")
        finally:
            x += 1
            if x < 3:
                raise IndexError(x)
    finally:
        x += 1
    return x


def raises_the_outer_one(x):
    try:
        return 12 // x
    except ZeroDivisionError as outer:
        try:
            raise KeyError(x)
        except KeyError:
            raise outer


def raises_again(x):
    try:
        return 12 // x
    except ZeroDivisionError:
        try:
            raise KeyError(x)
        except KeyError:
            pass
        raise


def raises_after_a_handler(x):
    try:
        y = 12 // x
    except ZeroDivisionError:
        y = -1
    if y < 3:
        raise ValueError(y)
    return y


def raises_after_a_handler_in_try(x):
    y = 0
    try:
        try:
            y = 12 // x
        except ZeroDivisionError:
            y = -1
        y = y // (x - 1)
        raise KeyError(y)
    except ArithmeticError:
        raise ValueError(y)


def raises_in_loops(x):
    total = 0
    for i in range(x):
        try:
            total += 12 // (i - 1)
        except ZeroDivisionError:
            try:
                for j in range(3):
                    total += 12 // (j + i - 3)
            except ZeroDivisionError:
                if x > 4:
                    raise Own(total)
            if x > 3:
                raise KeyError(x)
    return total


def innermost(x):
    try:
        return 12 // x
    except ZeroDivisionError:
        raise KeyError(x)


def middle(x):
    try:
        return innermost(x)
    except KeyError:
        return innermost(x - x) + x


def raises_through_calls(x):
    try:
        if x > 3:
            raise Own(x)
        return middle(x)
    except (KeyError, Own):
        return middle(x - x)


def recurses(x):
    try:
        raise ValueError(x)
    except ValueError:
        if x > 0:
            return recurses(x - 1)
        if x == 0:
            raise KeyError("the last")
    return x


def keeps_one_for_later(x):
    kept = None
    for i in range(3):
        try:
            raise KeyError(i)
        except KeyError as error:
            if i == 1:
                kept = error
    try:
        return 12 // x
    except ZeroDivisionError:
        if kept is not None:
            raise kept
    return x


def rings_are_cut(x):
    try:
        raise KeyError(x)
    except KeyError as first:
        try:
            raise ValueError(x)
        except ValueError as second:
            if x > 3:
                raise first
            try:
                raise first
            except KeyError:
                raise second


def generates(x):
    try:
        yield 12 // x
    except ZeroDivisionError:
        yield -1
        raise KeyError(x)


def consumes(x):
    total = 0
    try:
        raise IndexError(x)
    except IndexError:
        for value in generates(x):
            total += value
    return total


@pytest.mark.parametrize(
    "function",
    [
        reads_again,
        raises_in_finally,
        raises_in_finally_of_a_handler,
        pytest.param(raises_the_outer_one, marks=SECOND_TIME),
        raises_again,
        raises_after_a_handler,
        raises_after_a_handler_in_try,
        raises_in_loops,
        raises_through_calls,
        recurses,
        pytest.param(keeps_one_for_later, marks=SECOND_TIME),
        pytest.param(rings_are_cut, marks=SECOND_TIME),
        consumes,
    ],
    ids=lambda function: function.__name__,
)
def test_contexts(function):
    agree(function, *ALL)


def test_contexts_of_a_generator_that_the_interpreter_consumes():
    agree(lambda x: list(generates(x)), *ALL)
    compiled = njit(generates)
    assert outcome(list, compiled(0)) == outcome(list, generates(0))


def stops(x):
    yield x
    raise StopIteration(x)


def consumes_what_stops(x):
    total = 0
    for value in stops(x):
        total += value
    return total


def test_a_stop_iteration_is_the_cause_of_what_it_becomes():
    compiled = njit(consumes_what_stops)
    assert outcome(compiled, 3) == outcome(consumes_what_stops, 3)
    before = settled_allocation_stats()
    for _ in range(5):
        outcome(compiled, 3)
    after = settled_allocation_stats()
    assert after.alloc - before.alloc == after.free - before.free > 0


def test_long_chains_are_freed():
    compiled = njit(a_chain_of_causes)
    outcome_of = []
    compiled(0)
    before = settled_allocation_stats()
    try:
        compiled(20_000)
    except KeyError as error:
        outcome_of.append(error.args)
        while error is not None:  # the interpreter's own way of freeing it may be recursive
            following, error.__cause__ = error.__cause__, None
            error = following
    assert outcome_of == [(20_000,)]
    after = settled_allocation_stats()
    assert after.alloc - before.alloc == after.free - before.free > 20_000 - 1


def test_the_traceback_of_a_context_has_its_line():
    with pytest.raises(KeyError) as raised:
        njit(innermost)(0)
    context = raised.value.__context__
    first = innermost.__code__.co_firstlineno
    lines = []
    for error in (context, raised.value):
        traceback = error.__traceback__
        while traceback.tb_next is not None:
            traceback = traceback.tb_next
        lines.append(traceback.tb_lineno - first)
    assert lines == [2, 4]


def test_what_is_no_exception_is_no_cause():
    def f(x):
        raise ValueError(x) from 5

    with pytest.raises(pyrite.TypingError, match="exception causes must derive from BaseException"):
        njit(f)(0)
