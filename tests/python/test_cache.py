"""The object cache: on by default, addressed by content, harmless when it is broken."""

import os
import subprocess
import sys
import textwrap

import pytest

PROGRAM = """
    import sys
    from pyrite import jit, _core
    k = int(sys.argv[1])
    @jit
    def f(x):
        s = 0.0
        for i in range(x):
            s += i * k
        return s
    print(f(10), sum(f.stats.cache_hits.values()), _core.cache_statistics()["entries"])
"""


@pytest.fixture
def run(tmp_path):
    def start(*arguments, **environment):
        script = tmp_path / "program.py"
        script.write_text(textwrap.dedent(PROGRAM))
        done = subprocess.run(
            [sys.executable, str(script), *map(str, arguments)],
            env={**os.environ, "PYRITE_CACHE_DIR": str(tmp_path / "cache"), **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            universal_newlines=True,
        )
        assert done.returncode == 0, done.stderr
        value, hits, entries = done.stdout.split()
        return float(value), int(hits), int(entries)

    start.folder = tmp_path / "cache"
    return start


def files(folder):
    return [os.path.join(at, name) for at, _, names in os.walk(str(folder)) for name in names]


def test_a_second_process_finds_the_code(run):
    assert run(1)[:2] == (45.0, 0)
    assert run(1)[:2] == (45.0, 1)


def test_a_changed_global_is_another_entry(run):
    run(1)
    assert run(2)[:2] == (90.0, 0)
    assert run(1)[1] == 1


@pytest.mark.parametrize("damage", [b"", b"rubbish", None])
def test_a_damaged_entry_is_compiled_again(run, damage):
    run(1)
    for path in files(run.folder):
        content = open(path, "rb").read()
        with open(path, "wb") as file:
            file.write(content[: len(content) // 2] if damage is None else damage)
    assert run(1)[:2] == (45.0, 0)
    assert run(1)[0] == 45.0


def test_the_cache_can_be_turned_off(run):
    run(1, PYRITE_CACHE="0")
    assert not files(run.folder)


def test_an_unwritable_folder_is_no_error(run, tmp_path):
    (tmp_path / "cache").write_text("a file stands where the folder would be")
    assert run(1)[0] == 45.0


def test_many_processes_share_one_folder(run, tmp_path):
    script = tmp_path / "program.py"
    script.write_text(textwrap.dedent(PROGRAM))
    environment = {**os.environ, "PYRITE_CACHE_DIR": str(run.folder)}
    started = [
        subprocess.Popen(
            [sys.executable, str(script), "3"],
            env=environment,
            stdout=subprocess.PIPE,
            universal_newlines=True,
        )
        for _ in range(4)
    ]
    for one in started:
        out, _ = one.communicate()
        assert one.returncode == 0 and out.startswith("135.0 ")


def command(*arguments, **environment):
    done = subprocess.run(
        [sys.executable, "-m", "pyrite", *arguments],
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        universal_newlines=True,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def test_the_command_shows_and_clears_it(run):
    run(1)
    folder = str(run.folder)
    shown = command("cache", PYRITE_CACHE_DIR=folder)
    assert folder in shown and "entries  1" in shown
    assert "entries  0" in command("cache", "clear", PYRITE_CACHE_DIR=folder)
    assert run(1)[1] == 0


def test_the_command_describes_the_system():
    shown = command("-s")
    assert "pyrite" in shown and sys.implementation.name in shown
