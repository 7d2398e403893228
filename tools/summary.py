"""The table at the end of ./dev test: what passed, failed and was skipped under each interpreter, and why.

usage: summary.py FOLDER NAME...   reads FOLDER/NAME.xml (JUnit) and NAME.status (the exit status)
Exits with 1 when anything failed, a run did not finish, or no test ran at all.
"""

import collections
import pathlib
import sys
import xml.etree.ElementTree as ElementTree

Run = collections.namedtuple("Run", "name passed failed skipped reasons failures problem")


def read(folder: pathlib.Path, name: str) -> Run:
    status_file = folder / f"{name}.status"
    status = int(status_file.read_text()) if status_file.exists() else 0
    try:
        root = ElementTree.parse(folder / f"{name}.xml").getroot()
    except (OSError, ElementTree.ParseError):
        return Run(
            name, 0, 0, 0, {}, [], f"did not finish (exit status {status}), see {folder / (name + '.log')}"
        )
    reasons: collections.Counter[str] = collections.Counter()
    failures, passed = [], 0
    for case in root.iter("testcase"):
        skipped = case.find("skipped")
        if case.find("failure") is not None or case.find("error") is not None:
            failures.append(f"{case.get('classname')}::{case.get('name')}")
        elif skipped is not None or case.get("status") in ("notrun", "disabled"):
            reasons[(skipped.get("message") if skipped is not None else None) or "disabled"] += 1
        else:
            passed += 1
    problem = ""
    if not passed and not failures and not reasons:
        problem = "no test ran"
    elif status and not failures:
        problem = f"exit status {status} though no test failed, see {folder / (name + '.log')}"
    return Run(name, passed, len(failures), sum(reasons.values()), reasons, failures, problem)


def main() -> int:
    folder = pathlib.Path(sys.argv[1])
    runs = [read(folder, name) for name in sys.argv[2:]]
    width = max(len(run.name) for run in runs)
    print()
    for run in runs:
        for failure in run.failures[:40]:
            print(f"FAILED  {run.name}  {failure}")
    print(f"\n{'':{width}}   passed   failed  skipped")
    for run in runs:
        print(f"{run.name:{width}} {run.passed:8} {run.failed:8} {run.skipped:8}  {run.problem}".rstrip())
    reasons: dict[str, list[str]] = {}
    for run in runs:
        for reason, count in sorted(run.reasons.items()):
            reasons.setdefault(reason, []).append(f"{run.name} {count}")
    if reasons:
        print("\nskipped because")
        for reason, where in sorted(reasons.items()):
            print(f"  {reason}: {', '.join(where)}")
    passed, failed, skipped = (sum(column) for column in zip(*(run[1:4] for run in runs)))
    failed += sum(1 for run in runs if run.problem)
    print(f"\n{passed} passed, {failed} failed, {skipped} skipped", flush=True)
    return 1 if failed or not passed else 0


sys.exit(main())
