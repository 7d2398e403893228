"""Prints what pip needs for groups of pyproject.toml (`build` or an extra), one requirement a line."""

import pathlib
import sys

try:
    import tomllib
except ImportError:  # before Python 3.11
    from pip._vendor import tomli as tomllib


def main() -> None:
    project = tomllib.loads((pathlib.Path(__file__).parent.parent / "pyproject.toml").read_text())
    groups = dict(project["project"]["optional-dependencies"], build=project["build-system"]["requires"])
    for group in sys.argv[1:]:
        # Extension modules are built by ./dev itself, without the wheel's builder.
        print("\n".join(line for line in groups[group] if not line.startswith("scikit-build-core")))


main()
