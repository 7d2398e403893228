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
    with pytest.raises(UnsupportedError, match="throw"):
        waiting = njit(guarded)(3, np.zeros(12))
        next(waiting)
        waiting.throw(KeyError("x"))


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
