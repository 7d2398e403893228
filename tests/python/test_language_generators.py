"""Generators: consumed by compiled code and by the interpreter, ended early, and freed."""

import gc

import numpy as np
import pytest
from pyrite import njit
from pyrite.errors import TypingError, UnsupportedError


def drained(make, *arguments):
    """What a generator gives, and how it ends."""
    seen = []
    try:
        iterator = make(*arguments)
        while True:
            item = next(iterator)
            seen.append(item.tolist() if isinstance(item, np.ndarray) else item)
    except StopIteration as end:
        seen.append(("end", end.value))
    except Exception as error:
        seen.append((type(error), error.args if not isinstance(error, ZeroDivisionError) else ()))
    return seen


def counting(n):
    total = 0
    for i in range(n):
        if i % 3:
            yield total
        total += i


def several_types(n):
    yield n
    yield 2.5
    return n * 2


def nothing(n):
    if n > 100:
        yield n


def arrays(n):
    for i in range(n):
        made = np.arange(i + 1.0)
        yield made
        made += 1
        yield made[::-1]


def tuples(n):
    a, b = 0, 1
    for _ in range(n):
        yield a, b * 0.5
        a, b = b, a + b


def failing(n):
    for i in range(n):
        yield 10 // (3 - i)


def delegating(n):
    yield from range(n)
    yield from (7, 8)
    got = yield from several_types.py_func(n) if hasattr(several_types, "py_func") else several_types(n)
    yield got


def tree(n):
    if n > 0:
        yield from tree(n - 1)
        yield n
        yield from tree(n - 2)


def endless(n):
    while True:
        yield n
        n = (n * 1103515245 + 12345) % 2147483648


def conditional(n):
    kind = n % 3
    if kind == 0:
        yield 1
        return 5
    while kind < 4:
        kind += 1
        if kind == 3:
            continue
        yield kind
    else:
        yield -1


def lists(n):
    row = [1]
    for _ in range(n):
        yield row
        row = [1] + [row[i] + row[i + 1] for i in range(len(row) - 1)] + [1]


ALL = [counting, several_types, nothing, arrays, tuples, failing, delegating, tree, conditional, lists]


@pytest.mark.parametrize("function", ALL)
@pytest.mark.parametrize("n", [0, 1, 2, 5, 6])
def test_the_interpreter_consumes(function, n):
    assert drained(njit(function), n) == drained(function, n)


def test_compiled_code_consumes():
    jitted = {function: njit(function) for function in (counting, tuples, arrays, endless)}
    count, pairs, grow, forever = jitted.values()

    def loops(n):
        total = 0.0
        for x in count(n):
            total += x
        for i, (a, b) in enumerate(pairs(n)):
            total += i * a - b
        for a, x in zip(grow(n), count(n)):  # noqa: B905
            total += a.sum() * x
        for x in forever(n):
            if x % 7 == 3:
                break
            total += x % 5
        return total

    for n in range(8):
        assert njit(loops)(n) == loops(n)


def test_generator_expressions():
    def use(a, n):
        squares = (x * x for x in a if x > 1)
        first = next(squares)
        pairs = ((i, j) for i in range(n) for j in range(i))
        return (
            first,
            sum(squares),
            sum(x + n for x in range(n)),
            max(x for x in a),
            any(x > 3 for x in a),
            all(x > 0 for x in a),
            [i * j for i, j in pairs],
            list(x for x in (1, 2, n)),  # noqa: C400
        )

    for n in (1, 2, 5):
        assert njit(use)(np.arange(6), n) == use(np.arange(6), n)


def test_next():
    count = njit(counting)

    def use(n):
        g = count(n)
        a = next(g, -1)
        b = next(g, 0.5)
        return a, b, next(g)

    compiled = njit(use)
    for n in (0, 2, 3, 4, 5, 9):
        results = []
        for run in (use, compiled):
            try:
                results.append(run(n))
            except StopIteration as error:
                results.append((StopIteration, error.args))
        assert results[0] == results[1]
    it = njit(lambda n: next(iter(range(n, 10))))
    assert it(4) == 4


def test_arguments_outlive_the_caller():
    @njit
    def halves(a):
        for x in a:
            yield x / 2

    generator = halves(np.arange(1000.0))
    gc.collect()
    assert sum(generator) == np.arange(1000.0).sum() / 2


def guarded(n, log):
    done = 0
    try:
        for i in range(n):
            try:
                yield i
                done += 1
            finally:
                log[i] += 1
    except GeneratorExit:
        log[10] += 1
        raise
    finally:
        log[11] += done


def test_closing_runs_what_is_finally():
    for make in (guarded, njit(guarded)):
        log = np.zeros(12)
        generator = make(5, log)
        assert [next(generator), next(generator)] == [0, 1]
        generator.close()
        assert list(log) == [1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1]
        assert list(generator) == []
        generator.close()


def test_a_generator_that_is_dropped_is_closed():
    log = np.zeros(12)
    generator = njit(guarded)(5, log)
    next(generator)
    del generator
    for _ in range(3):
        gc.collect()
    assert list(log) == [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0]

    guard = njit(guarded)

    @njit
    def leave_early(n, log):
        for x in guard(n, log):
            if x == 2:
                return x
        return -1

    log = np.zeros(12)
    assert leave_early(5, log) == 2
    assert list(log) == [1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 1, 2]


def test_closing_before_the_start_runs_nothing():
    log = np.zeros(12)
    generator = njit(guarded)(5, log)
    generator.close()
    assert not log.any()
    assert drained(lambda: generator) == [("end", None)]


def test_a_generator_that_does_not_end_when_closed():
    def stubborn(n):
        while True:
            try:
                yield n
            except GeneratorExit:
                n += 1

    for make in (stubborn, njit(stubborn)):
        generator = make(1)
        next(generator)
        with pytest.raises(RuntimeError, match="ignored GeneratorExit"):
            generator.close()


def test_send_and_throw():
    generator = njit(counting)(9)
    with pytest.raises(TypeError, match="just-started"):
        generator.send(1)
    assert generator.send(None) == 0
    with pytest.raises(UnsupportedError, match="send"):
        generator.send(1)
    with pytest.raises(KeyError):
        generator.throw(KeyError("x"))
    with pytest.raises(StopIteration):
        generator.send(None)


def catching(n, log):
    """Catches by class, in the order of the clauses; a ValueError ends it."""
    for i in range(n):
        try:
            yield i
            log[0] += 1
        except KeyError:
            log[1] += 1
            yield -1
        except (ZeroDivisionError, IndexError):
            log[2] += 1
        except ValueError:
            log[3] += 1
            return 7
        finally:
            log[4] += 1


def raising_again(n, log):
    try:
        yield n
    except LookupError as error:
        log[0] += 1
        raise error
    except ArithmeticError:
        raise TypeError("instead")


def outer(n, log):
    try:
        result = yield from catching(n, log)
        yield result + 100
    except OSError:
        yield 50
    finally:
        log[5] += 1


def unguarded(n):
    for i in range(n):  # noqa: UP028
        yield i


def around_unguarded(n, log):
    try:
        yield from unguarded(n)
    except KeyError:
        log[6] += 1
        yield -2


def in_between(n, log):
    yield from catching(n, log)


def thrown(make, steps):
    """What the generator gives at each step: None is next, anything else is thrown."""
    log = np.zeros(8)
    generator, seen = make(3, log), []
    for step in steps:
        try:
            seen.append(next(generator) if step is None else generator.throw(step))
        except BaseException as error:
            seen.append((type(error), error.args if not isinstance(error, StopIteration) else error.value))
            if error is step:
                seen.append("itself")
    return seen, list(log)


THROWN = [
    KeyError("k"),
    KeyError,
    ZeroDivisionError("z"),
    IndexError(3),
    ValueError("v"),
    OSError(2, "gone"),
    KeyboardInterrupt(),
]


@pytest.mark.parametrize(
    "function", [catching, raising_again, outer, around_unguarded, in_between], ids=lambda f: f.__name__
)
def test_what_is_thrown_arrives_at_the_yield(function):
    helpers = {name: njit(globals()[name]) for name in ("catching", "unguarded")}
    space = dict(globals(), **helpers)
    compiled = njit(type(function)(function.__code__, space, function.__name__))
    for error in THROWN:
        for before in range(3):
            steps = [None] * before + [error, None, None, None, None]
            assert thrown(compiled, steps) == thrown(function, steps), steps
    steps = [None, KeyError("a"), KeyError("b"), None]
    assert thrown(compiled, steps) == thrown(function, steps)
    steps = [None, IndexError("a"), ZeroDivisionError("b"), None, None]
    assert thrown(compiled, steps) == thrown(function, steps)


def test_what_cannot_be_thrown():
    generator = njit(catching)(3, np.zeros(8))
    next(generator)
    with pytest.raises(TypeError, match="exceptions must be classes"):
        generator.throw(3)
    assert next(generator) == 1


def test_throwing_leaks_nothing():
    from pyrite import testing

    def body(a):
        b = a * 2
        while True:
            try:
                yield b
                b = b + 1
            except KeyError:
                b = a * 3

    make = njit(body)
    a = np.arange(4.0)

    def rounds():
        generator = make(a)
        next(generator)
        assert list(generator.throw(KeyError("x"))) == [0, 3, 6, 9]
        assert list(next(generator)) == [1, 4, 7, 10]
        with pytest.raises(ValueError, match="out"):
            generator.throw(ValueError("out"))
        with pytest.raises(StopIteration):
            next(generator)

    def settled():
        for _ in range(3):
            gc.collect()
        return testing.get_allocation_stats()

    rounds()
    before = settled()
    for _ in range(20):
        rounds()
    after = settled()
    assert after.alloc - before.alloc == after.free - before.free > 0


def test_a_stop_iteration_is_an_error_for_compiled_consumers():
    def body(n):
        yield n
        yield next(iter(range(0)))

    make = njit(body)

    @njit
    def consume(n):
        total = 0
        for x in make(n):
            total += x
        return total

    @njit
    def caught(n):
        total = 0
        try:
            for x in make(n):
                total += x
        except RuntimeError:
            return total + 100
        except StopIteration:
            return total + 200
        return total

    with pytest.raises(RuntimeError, match="generator raised StopIteration"):
        consume(1)
    assert caught(1) == 101


def test_an_error_ends_the_generator():
    generator = njit(failing)(9)
    with pytest.raises(ZeroDivisionError):
        for _ in range(9):
            next(generator)
    assert list(generator) == []


def test_errors_of_the_body_are_caught_by_the_consumer():
    fail = njit(failing)

    @njit
    def consume(n):
        total = 0
        try:
            for x in fail(n):
                total += x
        except ZeroDivisionError:
            return -total
        return total

    assert [consume(n) for n in (0, 2, 3, 4, 9)] == [0, 8, 18, -18, -18]


def test_stop_iteration_in_the_body_is_an_error():
    def body(n):
        yield n
        yield next(iter(range(0)))

    for make in (body, njit(body)):
        generator = make(1)
        next(generator)
        with pytest.raises(RuntimeError, match="generator raised StopIteration"):
            next(generator)


def test_nothing_leaks():
    from pyrite import testing

    make = njit(arrays)
    use = njit(lambda n: sum([a.sum() for a in make(n)]))
    use(3)
    assert len(list(make(4))) == 8
    before = testing.get_allocation_stats()
    for _ in range(20):
        use(5)
        list(make(3))
        half = make(9)
        next(half)
        next(half)
        del half
    for _ in range(3):
        gc.collect()
    after = testing.get_allocation_stats()
    assert after.alloc - before.alloc >= 100
    assert after.alloc - before.alloc == after.free - before.free


def test_what_is_refused():
    with pytest.raises(TypingError, match="yields"):

        def two(n):
            yield n
            yield (n, n)

        njit(two)(1)
    with pytest.raises(UnsupportedError, match="list argument"):

        def of_list(values):
            for x in values:  # noqa: UP028
                yield x

        njit(of_list)([1, 2])


def test_a_generator_is_its_own_iterator():
    first = njit(counting)(3)
    assert iter(first) is first
    assert type(first).__name__ == "Generator"
