"""What every Python test stands on: the package under test is the one that PYTHONPATH names."""

import os

import hypothesis

# Every compilation of the tests has its IR checked after each pass.
os.environ.setdefault("PYRITE_VERIFY", "1")

# Tests are the same in every run; a machine under load is no failure.
hypothesis.settings.register_profile("pyrite", derandomize=True, deadline=None, max_examples=50)
hypothesis.settings.register_profile("thorough", deadline=None, max_examples=1000)
hypothesis.settings.load_profile(os.environ.get("PYRITE_HYPOTHESIS", "pyrite"))


def pytest_report_header(config):
    try:
        import pyrite
    except ImportError as error:
        return f"pyrite: not importable ({error})"
    return f"pyrite: {os.path.dirname(pyrite.__file__)}"
