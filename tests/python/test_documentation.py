"""Every example in README.md and docs/ runs, and prints what the page says.

A page is one program. Its blocks marked `python` run one after another in one namespace, each as a file of its own: named by
its first line if that is a comment like `# stats.py`, else example.py. A block marked `text` right after one is all that it
prints, its uncaught exception included; `...` in it stands for anything. Blocks marked `console` are commands and their output.
"""

import contextlib
import doctest
import io
import linecache
import os
import pathlib
import re
import shlex
import subprocess
import sys
import traceback

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGES = ["README.md", *sorted(f"docs/{page.name}" for page in (ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# CPython before 3.11 and PyPy of Python 3.9 record no columns, so messages have no carets there.
HAS_COLUMNS = hasattr(pytest.main.__code__, "co_positions")


def examples(text):
    """(line, language, source, what it prints or None), in the order of the page."""
    blocks = list(BLOCK.finditer(text))
    for block, following in zip(blocks, [*blocks[1:], None]):
        if block.group(1) not in ("python", "console"):
            continue
        line = text.count("\n", 0, block.start()) + 2
        answers = (
            following and following.group(1) == "text" and not text[block.end() : following.start()].strip()
        )
        yield line, block.group(1), block.group(2), following.group(2) if answers else None


def run_python(source, namespace):
    named = re.match(r"# (\w+\.py)\n", source)
    name = named.group(1) if named else "example.py"
    pathlib.Path(name).write_text(source, encoding="utf-8")
    linecache.clearcache()
    printed = io.StringIO()
    try:
        with contextlib.redirect_stdout(printed):
            exec(compile(source, name, "exec"), namespace)
    except Exception as error:
        return printed.getvalue() + "".join(traceback.format_exception_only(type(error), error)), error
    return printed.getvalue(), None


def run_console(source):
    """(command, expected, printed) of each `$` line; `pyrite` is this interpreter's."""
    for part in re.split(r"^\$ ", source, flags=re.MULTILINE)[1:]:
        command, _, expected = part.partition("\n")
        words = shlex.split(command)
        assert words[0] == "pyrite", f"console examples are about pyrite's own command, not {command}"
        done = subprocess.run(
            [sys.executable, "-m", *words],
            env={**os.environ, "PYRITE_CACHE_DIR": os.path.abspath("cache")},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            universal_newlines=True,
        )
        yield command, expected, done.stdout


def assert_printed(place, expected, printed):
    if not HAS_COLUMNS:
        expected = "".join(line for line in expected.splitlines(True) if not re.match(r" *\| +\^", line))
    is_same = doctest.OutputChecker().check_output(expected, printed, doctest.ELLIPSIS)
    assert is_same, f"{place} prints\n{printed}\nbut the page says\n{expected}"


@pytest.mark.parametrize("page", PAGES)
def test_the_examples_of_the_page_run_and_print_what_it_says(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    namespace = {"__name__": "__main__"}
    for line, language, source, expected in examples((ROOT / page).read_text(encoding="utf-8")):
        if language == "console":
            for command, answer, printed in run_console(source):
                assert_printed(f"{page}:{line}: {command}", answer, printed)
            continue
        printed, error = run_python(source, namespace)
        if expected is not None:
            assert_printed(f"{page}:{line}", expected, printed)
        elif error is not None:
            raise error


def test_links_between_the_pages_lead_somewhere():
    for page in [*PAGES, "CONTRIBUTING.md", "ARCHITECTURE.md"]:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", (ROOT / page).read_text(encoding="utf-8")):
            assert (ROOT / page).parent.joinpath(target).exists(), f"{page} leads to {target}"


def test_an_example_that_prints_something_else_is_noticed():
    page = "```python\nprint(1)\n```\n```text\n2\n```\n"
    ((_, _, source, expected),) = examples(page)
    assert (source, expected) == ("print(1)\n", "2\n")
    with pytest.raises(AssertionError):
        assert_printed("page:1", expected, "1\n")
