"""Timing: peers are measured in turns, so that a slow moment of the machine falls on all of them."""

import gc
import statistics
import time


def once(prepare, run):
    """One run's result and seconds; what `prepare` makes is not counted."""
    prepared = prepare()
    began = time.perf_counter()
    returned = run(*prepared)
    return time.perf_counter() - began, prepared, returned


def best(prepare, run, budget, most=20):
    """The least of several runs, at least one, at most `most`, for about `budget` seconds."""
    least = float("inf")
    spent = 0.0
    runs = 0
    prepared = returned = None
    while runs == 0 or (runs < most and spent + least < budget):
        took, prepared, returned = once(prepare, run)
        least = min(least, took)
        spent += took
        runs += 1
    return least, prepared, returned


def interleaved(takers, rounds):
    """Asks each of `takers` (name: function that returns seconds) once a round; least and median by name."""
    found = {name: [] for name in takers}
    gc.collect()
    enabled = gc.isenabled()
    gc.disable()
    try:
        for turn in range(rounds):
            names = list(takers)
            for name in names[turn % len(names) :] + names[: turn % len(names)]:
                found[name].append(takers[name]())
    finally:
        if enabled:
            gc.enable()
    return {name: summary(values) for name, values in found.items() if values}


def summary(values):
    """Least and median, as they stand in the JSON."""
    return {"least": min(values), "median": statistics.median(values), "rounds": len(values)}
