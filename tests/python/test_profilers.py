"""Profilers see calls of compiled functions when that is asked for."""

import cProfile
import pstats
import sys

import pytest
from pyrite import config, jit


def calls_seen(run):
    """Names of code objects whose calls sys.setprofile reports."""
    seen = []

    def notice(frame, event, argument):
        if event == "call":
            seen.append((frame.f_code.co_name, frame.f_code.co_filename, frame.f_code.co_firstlineno))

    sys.setprofile(notice)
    try:
        run()
    finally:
        sys.setprofile(None)
    return seen


def make(**options):
    @jit(**options)
    def kernel_of_interest(x):
        return x + 1

    kernel_of_interest(1)
    return kernel_of_interest


def test_setprofile_sees_the_kernel_by_name_and_place():
    f = make(profile=True)
    code = f.py_func.__code__
    assert (code.co_name, code.co_filename, code.co_firstlineno) in calls_seen(lambda: f(1))


def test_the_setting_asks_for_all():
    config.PROFILE = True
    try:
        f = make()
    finally:
        config.PROFILE = False
    assert "kernel_of_interest" in [name for name, _, _ in calls_seen(lambda: f(1))]


def test_cprofile_counts_the_calls():
    f = make(profile=True)
    profile = cProfile.Profile()
    profile.enable()
    for i in range(7):
        f(i)
    profile.disable()
    counts = {name: row[0] for (_, _, name), row in pstats.Stats(profile).stats.items()}
    assert counts["kernel_of_interest"] == 7


def test_a_visible_kernel_is_a_dispatcher_like_any_other():
    f = make(profile=True)
    assert f(x=3) == 4
    assert f.signatures and f.py_func(1) == 2
    with pytest.raises(TypeError, match="missing 1 required positional argument"):
        f()

    @jit
    def caller(x):
        return f(x) * 2

    assert caller(1) == 4


@pytest.mark.skipif(not hasattr(sys, "monitoring"), reason="this interpreter has no sys.monitoring")
def test_monitoring_sees_the_call():
    f = make()
    seen = []
    tool = sys.monitoring.PROFILER_ID
    sys.monitoring.use_tool_id(tool, "test")
    try:
        sys.monitoring.register_callback(
            tool, sys.monitoring.events.CALL, lambda code, at, called, first: seen.append(called)
        )
        sys.monitoring.set_events(tool, sys.monitoring.events.CALL)
        f(1)
    finally:
        sys.monitoring.set_events(tool, 0)
        sys.monitoring.free_tool_id(tool)
    assert f in seen
