"""Each row of the table in docs/language.md is run, and the page shows these rows: `PYRITE_BLESS=1` writes it anew."""

import contextlib
import io
import itertools
import linecache
import os
import pathlib
import sys

import numpy as np
import pytest
from language_rows import END, ROWS, START, table
from outcomes import same
from pyrite import jit
from pyrite.errors import TypingError, UnsupportedError

PAGE = pathlib.Path(__file__).resolve().parents[2] / "docs" / "language.md"
_numbers = itertools.count()


def function_of(row):
    name = f"<row {next(_numbers)}>"
    linecache.cache[name] = len(row.source), None, row.source.splitlines(True), name
    namespace = {"np": np, "__name__": "row"}
    exec(compile(row.source, name, "exec"), namespace)
    return namespace["f"]


def effects(function, call):
    """What a call gives or raises with what arguments, what it prints, and what becomes of its arguments."""
    arguments = eval(f"({call},)" if call else "()", {"np": np})
    printed = io.StringIO()
    try:
        with contextlib.redirect_stdout(printed):
            result = function(*arguments)
    except Exception as error:
        behind = [error.__cause__, error.__context__]
        return (
            type(error).__name__,
            error.args,
            error.__suppress_context__,
            [type(one) for one in behind],
            arguments,
        )
    return result, printed.getvalue(), arguments


def alike(a, b):
    if isinstance(a, np.ndarray):
        return isinstance(b, np.ndarray) and a.dtype == b.dtype and np.array_equal(a, b)
    if isinstance(a, (list, tuple)):
        return type(a) is type(b) and len(a) == len(b) and all(map(alike, a, b))
    return same(a, b)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.section}: {row.construct}")
def test_a_row_is_true(row):
    if sys.version_info < row.since:
        pytest.skip("Python of this version has no such syntax")
    function = function_of(row)
    if row.refused is not None:
        with pytest.raises((UnsupportedError, TypingError)) as raised:
            jit(function)(*eval(f"({row.calls[0]},)" if row.calls[0] else "()"))
        assert row.refused in str(raised.value)
        assert " --> <row" in str(raised.value)
        return
    compiled = jit(function)
    for call in row.calls:
        expected, found = effects(function, call), effects(compiled, call)
        assert alike(found, expected), f"f({call}): {found!r} instead of {expected!r}"


def test_the_page_shows_the_rows():
    text = PAGE.read_text(encoding="utf-8")
    before, rest = text.split(START)
    rows, after = rest.split(END)
    if os.environ.get("PYRITE_BLESS"):
        PAGE.write_text(before + START + "\n" + table() + "\n" + END + after, encoding="utf-8")
        return
    assert rows.strip() == table().strip()
