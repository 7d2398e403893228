"""First calls in a process that has compiled before: what a user waits for a new function.

Run as a program with a compiler's name it measures that compiler in its process and prints JSON.
"""

import json
import os
import subprocess
import sys
import tempfile
import time

import compilers
import small
import timing


def measure(rounds, progress):
    """The section for run.py: each round is a fresh process of each compiler, in turns."""
    times = {peer: {name: [] for name, *_ in small.LATENCIES} for peer in compilers.KNOWN}
    absent, failures = {}, {}
    for turn in range(rounds):
        for peer in compilers.KNOWN:
            progress.say(f"first calls: {peer}, process {turn + 1} of {rounds}")
            if peer in absent:
                continue
            found = ask(peer)
            if "absent" in found:
                absent[peer] = found["absent"]
                continue
            for name, value in found.items():
                if isinstance(value, str):
                    failures[peer, name] = value
                else:
                    times[peer][name].append(value)
        progress.step()
    rows = []
    for name, *_ in small.LATENCIES:
        peers = {peer: timing.summary(found[name]) for peer, found in times.items() if found[name]}
        failed = {peer: text for (peer, what), text in failures.items() if what == name}
        rows.append({"name": name, "peers": peers, "failures": failed})
    return {
        "title": "first call of a function, compiler already awake",
        "aims": {"numba": 0.2},
        "peers": list(compilers.KNOWN),
        "absent": absent,
        "rows": rows,
    }


def ask(peer):
    """One process's findings."""
    with tempfile.TemporaryDirectory(prefix="pyrite-bench-") as cache:
        surroundings = {**os.environ, "PYRITE_CACHE_DIR": cache}
        command = [sys.executable, os.path.abspath(__file__), peer]
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=surroundings)
    if done.returncode:
        lines = done.stderr.strip().splitlines()
        return {"absent": lines[-1] if lines else f"ended with {done.returncode}"}
    return json.loads(done.stdout)


def probe(peer):
    """Seconds of every first call in this process, or why it failed."""
    compiler = compilers.load(peer)
    if compiler.absent:
        return {"absent": compiler.absent}
    function, arguments = small.WARM_UP
    compiler.compile(function)(*arguments())
    found = {}
    for name, function, helpers, arguments in small.LATENCIES:
        values = arguments()
        try:
            compiled = compiler.compile(function, helpers)
            began = time.perf_counter()
            compiled(*values)
            found[name] = time.perf_counter() - began
        except Exception as error:
            found[name] = compilers.first_line(error)
    return found


if __name__ == "__main__":
    print(json.dumps(probe(sys.argv[1])))
