"""Import time and whole programs, in fresh processes; a process that only imports NumPy is subtracted."""

import functools
import os
import shutil
import subprocess
import sys
import tempfile
import time

import compilers
import timing

HERE = os.path.dirname(os.path.abspath(__file__))
# The rows: title, program of first_result.py, whether an earlier process has filled the cache.
ROWS = (
    ("import", "import", False),
    ("first result, sum loop", "sum", False),
    ("first result, Black-Scholes", "black_scholes", False),
    ("cached, sum loop", "sum", True),
    ("cached, Black-Scholes", "black_scholes", True),
)


def measure(rounds, progress):
    """The section for run.py."""
    with tempfile.TemporaryDirectory(prefix="pyrite-bench-") as folder:
        peers, absent = present(folder)
        base = functools.partial(process, folder, "-c", "import numpy")
        base()
        rows = []
        for title, program, cached in ROWS:
            progress.say(f"processes: {title}")
            takers = {"numpy": base}
            for peer in peers:
                takers[peer] = functools.partial(run, folder, peer, program, cached)
                if cached:
                    takers[peer]()  # fills the cache
            found = timing.interleaved(takers, rounds)
            rows.append({"name": title, "subtracted": found["numpy"], "peers": subtract(found)})
            progress.step()
    return {
        "title": "processes, NumPy's own start subtracted",
        "aims": {"numba": 0.1},
        "peers": list(compilers.KNOWN),
        "absent": absent,
        "rows": rows,
    }


def subtract(found):
    """Every peer's times less those of the process that only imports NumPy."""
    base = found.pop("numpy")
    return {
        peer: {**times, "least": times["least"] - base["least"], "median": times["median"] - base["median"]}
        for peer, times in found.items()
    }


def present(folder):
    """Compilers that run in a process of their own, and why the others do not."""
    peers, absent = [], {}
    for peer in compilers.KNOWN:
        try:
            run(folder, peer, "sum", False)
            peers.append(peer)
        except RuntimeError as error:
            absent[peer] = str(error)
    return peers, absent


def run(folder, peer, program, cached):
    """Seconds of a whole process; uncached, it begins with an empty cache."""
    cache = os.path.join(folder, "kept" if cached else "empty")
    if not cached:
        shutil.rmtree(cache, ignore_errors=True)
    os.makedirs(cache, exist_ok=True)
    # pyrite's cache is on by default, so it pays for filling it; Numba's is on only where it is read.
    keep = ["cached"] if cached or peer == "pyrite" else []
    return process(cache, os.path.join(HERE, "first_result.py"), peer, program, *keep)


def process(cache, *arguments):
    """Seconds from the start of a Python process to its end; raises with the last line that it wrote."""
    surroundings = {**os.environ, "PYRITE_CACHE_DIR": cache, "NUMBA_CACHE_DIR": cache}
    command = [sys.executable, *arguments]
    began = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=surroundings)
    took = time.perf_counter() - began
    if done.returncode:
        lines = done.stderr.strip().splitlines()
        raise RuntimeError(lines[-1] if lines else f"ended with {done.returncode}")
    return took
