"""What a call costs: a loop of calls and nothing else, the loop's own few nanoseconds included."""

import functools
import time

import compilers
import small
import timing

SPAN = 0.02  # seconds that one loop takes
WARM = 20_000  # calls before the first measurement: a tracing JIT compiles the loop meanwhile
FOREIGN = {"()": "nothing", "(int, int)": "add_integers", "(float, float)": "add_floats"}


def measure(peers, libraries, rounds, progress):
    """The section for run.py; `peers` are loaded compilers, `libraries` C libraries by name."""
    rows = []
    for name, function, call, variables in small.CALLS:
        progress.say(f"calls: {name}")
        takers, failures = {}, {}
        callees = {"plain Python": function}
        callees.update(compilers.compile_with(peers, function, (), failures))
        if "C" in libraries and name in FOREIGN:
            callees["C"] = libraries["C"][FOREIGN[name]]
        for peer, callee in callees.items():
            try:
                takers[peer] = prepared(call, callee, variables())
            except Exception as error:
                failures[peer] = compilers.first_line(error)
        found = timing.interleaved(takers, rounds)
        rows.append({"name": name, "peers": found, "failures": failures})
        progress.step()
    return {
        "title": "one call, in a loop of calls",
        "aims": {"numba": 0.5},
        "peers": ["pyrite", "numba", "C", "plain Python"],
        "absent": {peer.name: peer.absent for peer in peers if peer.absent},
        "rows": rows,
    }


def prepared(call, callee, variables):
    """A function that returns the seconds of one call; every case has a loop of its own."""
    names = ", ".join(["f", "count", *variables])
    scope = {}
    exec(f"def loop({names}):\n    for _ in range(count):\n        {call}\n", scope)
    loop = functools.partial(scope["loop"], callee, **variables)
    loop(count=1)
    loop(count=WARM)
    count = WARM
    while seconds(loop, count) < SPAN and count < 10**8:
        count *= 2
    return lambda: seconds(loop, count) / count


def seconds(loop, count):
    """How long that many calls take."""
    began = time.perf_counter()
    loop(count=count)
    return time.perf_counter() - began
