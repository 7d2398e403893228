"""Signals stop compiled loops: what a handler raises comes out of them, and nothing is left behind."""

import gc
import os
import signal
import subprocess
import sys
import threading
import time

import numpy as np
import pytest
from pyrite import njit
from pyrite.testing import get_allocation_stats

pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="the system has no interval timers")

ENDLESS = 1 << 50


class Stop(Exception):
    pass


def blocks_alive():
    for _ in range(6):  # where objects are not freed at once, each holds the next
        gc.collect()
    stats = get_allocation_stats()
    return stats.alloc - stats.free


def stopped(function, *arguments, error=Stop):
    """Calls with a signal on its way: the exception, and how long the loop went on after it."""
    fired = []

    def handler(*_):
        fired.append(time.perf_counter())
        raise error("stopped")

    before = signal.signal(signal.SIGALRM, handler)
    signal.setitimer(signal.ITIMER_REAL, 0.1)
    started = time.perf_counter()
    try:
        result = function(*arguments)
    except error as caught:
        result = caught
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert fired, "the signal came too late"
    assert time.perf_counter() - started < 60
    return result


def counting(n):
    total = 0.0
    for i in range(n):
        total += i * 0.5
    return total


def by_steps(n):
    total = 0
    for i in range(0, n, 3):
        total ^= i
    return total


def endless(n):
    i = 0
    while True:
        i = (i * 7 + n) % 1000003


def nested(n):
    total = 0.0
    for i in range(n):
        for j in range(1000):
            total += i ^ j
    return total


def with_arrays(n):
    total = 0.0
    for i in range(n):
        a = np.ones(10) * i
        b = a[::2] + 1
        total += b.sum()
    return total


def over_a_generator(n):
    total = 0
    for x in (i * i for i in range(n)):
        total ^= x
    return total


@pytest.mark.parametrize("function", [counting, by_steps, endless, nested, with_arrays, over_a_generator])
def test_a_signal_stops_the_loop_and_nothing_leaks(function):
    compiled = njit(function)
    if function is not endless:
        compiled(1)
    before = blocks_alive()
    result = stopped(compiled, ENDLESS)
    assert isinstance(result, Stop) and result.args == ("stopped",)
    del result
    assert blocks_alive() == before


def test_loops_go_on_after_a_handler_that_raises_nothing():
    seen = []
    before = signal.signal(signal.SIGALRM, lambda *_: seen.append(1))
    compiled = njit(lambda n: sum([i % 7 for i in range(n)]))
    expected = compiled(1000)

    @njit
    def f(n):
        total = 0
        for i in range(n):
            for j in range(1000):
                total += (i * j) % 7
        return total

    f(1)
    signal.setitimer(signal.ITIMER_REAL, 0.05, 0.05)
    try:
        started = time.perf_counter()
        results = {f(2000) for _ in range(1)}
        while time.perf_counter() - started < 0.3:
            results.add(f(2000))
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert len(results) == 1 and seen
    assert compiled(1000) == expected


def test_results_of_loops_around_the_lengths_of_chunks():
    @njit
    def cheap(first, n, step):
        total, last = 0, -1
        for i in range(first, first + n):
            total += i ^ 3
            last = i
        for i in range(first, first + n * step, step):
            total ^= i
        return total, last

    @njit
    def dear(n):
        total, last = 0.0, -1
        for i in range(n):
            total += np.ones(1)[0] * i
            last = i
        return total, last

    def expected(first, n, step):
        total, last = 0, -1
        for i in range(first, first + n):
            total += i ^ 3
            last = i
        for i in range(first, first + n * step, step):
            total ^= i
        return total, last

    chunk = 1 << 16
    for n in (0, 1, chunk - 1, chunk, chunk + 1, 2 * chunk, 3 * chunk + 7):
        for first in (0, -5, 10**12):
            assert cheap(first, n, 2) == expected(first, n, 2)
    assert cheap(2**63 - 1 - chunk, chunk, 1)[1] == 2**63 - 2
    assert cheap(-(2**63), chunk + 2, 1)[1] == -(2**63) + chunk + 1
    for n in (0, 1, 63, 64, 65, 128, 1000):
        assert dear(n) == (n * (n - 1) / 2, n - 1)


def test_compiled_handlers_catch_what_a_signal_raises():
    @njit
    def f(n):
        rounds = 0
        try:
            for i in range(n):
                rounds = i
        except ValueError:
            return -1
        except Stop:
            return rounds
        return -2

    f(1)
    assert stopped(f, ENDLESS) > 0

    @njit
    def keyboard(n):
        rounds = 0
        try:
            while rounds < n:
                rounds += 1
        except Exception:
            return -1
        except KeyboardInterrupt:
            return rounds
        return -2

    keyboard(1)
    assert stopped(keyboard, ENDLESS, error=KeyboardInterrupt) > 0


def test_finally_runs_when_a_signal_comes():
    @njit
    def f(a, n):
        b = a + 1
        try:
            for i in range(n):
                b[0] += i
        finally:
            a[0] = b[0]
        return b

    a = np.zeros(3)
    f(a, 2)
    before = blocks_alive()
    a[0] = 0
    assert isinstance(stopped(f, a, ENDLESS), Stop)
    assert a[0] > 1
    assert blocks_alive() == before


def test_functions_without_the_lock_are_stopped():
    f = njit(nogil=True)(counting)
    f(1)
    assert isinstance(stopped(f, ENDLESS), Stop)


def test_callees_are_stopped():
    inner = njit(counting)

    @njit
    def outer(n):
        return inner(n) + 1

    outer(1)
    assert isinstance(stopped(outer, ENDLESS), Stop)


def test_generators_are_stopped():
    @njit
    def numbers(n):
        for i in range(n):
            for _ in range(1000):
                i ^= 1
            if i == n - 1:
                yield i

    list(numbers(1))
    before = blocks_alive()

    def once(_):
        # The exception is not kept: PyPy never frees what its traceback's frames hold together with it.
        try:
            next(numbers(ENDLESS))
        except Stop:
            return "stopped"
        return "not stopped"

    assert stopped(once, 0) == "stopped"
    assert blocks_alive() == before


def test_other_threads_are_not_asked():
    f = njit(nogil=True)(nested)
    f(1)
    done = []
    thread = threading.Thread(target=lambda: done.append(f(20000)))

    def wait(_):
        thread.start()
        thread.join()
        time.sleep(5)

    assert isinstance(stopped(wait, 0), Stop)
    thread.join()
    assert done == [f(20000)]


def test_interruptible_false_leaves_loops_alone():
    @njit(interruptible=False)
    def f(n):
        total = 0
        for i in range(n):
            for j in range(1000):
                total += (i * j) % 7
        return total

    f(1)
    started = time.perf_counter()
    f(1000)
    once = max(time.perf_counter() - started, 1e-4)
    rounds = int(0.4 / once * 1000) + 1000
    result = stopped(lambda: (f(rounds), time.sleep(5)))
    assert isinstance(result, Stop)  # after the loop, which went on to its end


def test_the_keyboard_stops_a_program():
    program = """
import signal
from pyrite import njit

# As in a terminal: what runs in the background of a shell starts with the signal ignored.
signal.signal(signal.SIGINT, signal.default_int_handler)

@njit
def spin(n):
    total = 0.0
    for i in range(n):
        total += i * 0.5
    return total

spin(1)
print("ready", flush=True)
spin(1 << 50)
"""
    process = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=dict(os.environ)
    )
    assert process.stdout.readline() == b"ready\n"
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    try:
        _, errors = process.communicate(timeout=60)
    finally:
        process.kill()
    assert b"KeyboardInterrupt" in errors
    assert process.returncode != 0
