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


def best_of(prepare, runners, budget, most=20):
    """Least seconds, last arguments and last result by name; runs in turns, about `budget` seconds each.

    Every one runs at least once. What one raises stands in the second dictionary, and it is asked no more.
    """
    outcomes, failed = {}, {}
    spent = 0.0
    turns = 0
    runners = dict(runners)
    while runners and (turns == 0 or (turns < most and spent * (turns + 1) / turns < budget * len(runners))):
        for name, runner in list(runners.items()):
            try:
                took, prepared, returned = once(prepare, runner)
            except Exception as error:
                failed[name] = error
                outcomes.pop(name, None)
                del runners[name]
                continue
            spent += took
            outcomes[name] = (min(took, outcomes[name][0] if name in outcomes else took), prepared, returned)
        turns += 1
    return outcomes, failed


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
