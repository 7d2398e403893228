"""The demo's kernels once compiled: every compiler and C on the same memory, in turns."""

import functools
import time

import c_peer
import compilers
import numpy as np
import timing
from kernels import KERNELS, largest_difference

SPAN = 6.0  # seconds for all rounds of all peers of one kernel
MOST = 40


def measure(peers, libraries, size, rounds, progress):
    """The section for run.py; a fixed number of rounds, or as many as fit into SPAN."""
    rows = []
    for kernel in KERNELS:
        progress.say(f"{kernel.title}: compiling")
        failures = {}
        callees = compilers.compile_with(peers, kernel.function, kernel.helpers, failures)
        for name, library in libraries.items():
            callees[name] = c_peer.kernel(library, kernel.name)
        row = {"name": kernel.title, "failures": failures}
        found = compare(kernel, kernel.sizes[size], callees, failures, rounds, progress)
        row["peers"], row["differences"] = found
        rows.append(row)
        progress.step()
    return {
        "title": "the demo's kernels, compiled",
        "aims": {"numba": 1.05, "C": 1.05},
        "peers": [*compilers.KNOWN, *libraries],
        "absent": {peer.name: peer.absent for peer in peers if peer.absent},
        "rows": rows,
    }


def compare(kernel, size, callees, failures, rounds, progress):
    """Times by peer, and each peer's largest difference from NumPy."""
    inputs = kernel.make(*size)
    arguments = kernel.fresh(inputs)  # the same memory for all, so that nobody has the luckier addresses

    def restore():
        for i in kernel.written:
            np.copyto(arguments[i], inputs[i])

    def take(callee):
        restore()
        began = time.perf_counter()
        callee(*arguments)
        return time.perf_counter() - began

    restore()
    expected = kernel.result(arguments, kernel.numpy_form(*arguments))
    takers, differences, slowest = {}, {}, 0.0
    for name, callee in callees.items():
        try:
            restore()
            differences[name] = largest_difference(kernel.result(arguments, callee(*arguments)), expected)
            slowest = max(slowest, take(callee))
            takers[name] = functools.partial(take, callee)
        except Exception as error:
            failures[name] = compilers.first_line(error)
    if not takers:
        return {}, {}
    if not rounds:
        rounds = max(5, min(MOST, int(SPAN / (slowest * len(takers)))))
    progress.say(f"{kernel.title}: {rounds} rounds of {', '.join(takers)}")
    return timing.interleaved(takers, rounds), differences
