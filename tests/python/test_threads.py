"""Many threads call and compile at once."""

import sys
import threading
import time

import numpy as np
import pytest
from pyrite import jit
from pyrite.testing import compilation_count


def in_threads(count, work):
    """Runs work(i) in `count` threads that start together; raises what any of them raised."""
    barrier = threading.Barrier(count)
    failures, results = [], [None] * count

    def run(i):
        try:
            barrier.wait()
            results[i] = work(i)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=run, args=(i,)) for i in range(count)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    if failures:
        raise failures[0]
    return results


@pytest.mark.parametrize("nogil", [False, True])
def test_threads_that_need_the_same_code_compile_it_once(nogil):
    @jit(nogil=nogil)
    def f(x):
        s = 0
        for i in range(x):
            s += i
        return s

    before = compilation_count()
    assert in_threads(8, lambda i: f(100)) == [4950] * 8
    assert compilation_count() == before + 1


def test_threads_compile_different_types_of_one_function():
    @jit
    def f(x):
        return x + x

    values = [1, 1.5, 2j, np.float32(1), np.int8(3), (1, 2)[0], True, np.uint16(4)]
    assert in_threads(8, lambda i: f(values[i])) == [v + v for v in values]


def test_threads_compile_different_functions():
    def make(k):
        return jit(lambda x: x * k)

    functions = [make(k) for k in range(8)]
    assert in_threads(8, lambda i: functions[i](2)) == [2 * k for k in range(8)]


@pytest.fixture
def turns_of_another_thread():
    """Runs work() and counts how often another thread got the interpreter, which nobody takes by force meanwhile."""
    interval = sys.getswitchinterval()
    turns, goes_on = [0], [True]

    def take_turns():
        while goes_on[0]:
            turns[0] += 1
            time.sleep(0)

    def during(work):
        before = turns[0]
        work()
        return turns[0] - before

    thread = threading.Thread(target=take_turns)
    sys.setswitchinterval(100.0)
    thread.start()
    time.sleep(0.01)
    yield during
    goes_on[0] = False
    thread.join()
    sys.setswitchinterval(interval)


def test_other_threads_run_while_code_is_generated(turns_of_another_thread):
    @jit(cache=False)
    def f(a, b):
        return np.sin(a) + b.sum(axis=0), a.reshape(-1) * 2, b / 3.0

    assert turns_of_another_thread(lambda: f(np.ones((3, 4)), np.ones((3, 4)))) > 2


def test_other_threads_run_beside_code_without_the_lock(turns_of_another_thread):
    def spin(n):
        s = 1.0
        for i in range(n):
            s = s * 0.5 + i
        return s

    beside = jit(nogil=True)(spin)
    beside(1)
    assert turns_of_another_thread(lambda: beside(20_000_000)) > 2


def test_results_do_not_mix_between_threads():
    @jit
    def f(a, k):
        s = 0.0
        for i in range(a.size):
            s += a[i] * k
        return s

    arrays = [np.full(50, float(i)) for i in range(6)]

    def work(i):
        return {f(arrays[i], 2.0) for _ in range(2000)}

    assert in_threads(6, work) == [{100.0 * i} for i in range(6)]


def test_scalar_results_do_not_mix_between_threads():
    @jit
    def f(x):
        return x + 1

    def work(i):
        return all(f(i * 1000 + j) == i * 1000 + j + 1 and f(j + i / 8) == j + i / 8 + 1 for j in range(2000))

    assert in_threads(6, work) == [True] * 6


def test_errors_do_not_mix_between_threads():
    @jit
    def f(x):
        if x % 2 == 1:
            raise ValueError("odd")
        return x

    def work(i):
        for _ in range(500):
            if i % 2 == 1:
                with pytest.raises(ValueError):
                    f(i)
            else:
                assert f(i) == i

    in_threads(6, work)


def test_a_failing_compilation_fails_in_every_thread():
    import pyrite

    @jit
    def f(x):
        return x + no_such_name  # noqa: F821

    def work(i):
        with pytest.raises(pyrite.TypingError):
            f(1)

    in_threads(4, work)
