"""Many threads call and compile at once."""

import threading

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
