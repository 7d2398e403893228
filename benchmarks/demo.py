"""The demo: eight numerical kernels, compiled, beside the interpreter, NumPy and (where installed) Numba.

    python benchmarks/demo.py [--json FILE] [--output FOLDER] [--quick] [--compiler pyrite|numba]
    python benchmarks/demo.py --combine A.json B.json ...     results of several interpreters side by side

The return code is 1 when a kernel does not compile or is further from its reference than its tolerance.
"""

import argparse
import json
import os
import sys
import tempfile

import report


def options():
    parser = argparse.ArgumentParser(description="Numerical kernels, compiled and checked.")
    parser.add_argument("--json", metavar="FILE", help="write the results to FILE as well")
    parser.add_argument("--output", metavar="FOLDER", default=".", help="where the picture goes (here)")
    parser.add_argument("--quick", action="store_true", help="small sizes, run once: a check")
    parser.add_argument("--compiler", choices=("pyrite", "numba"), default="pyrite", help="what is shown")
    parser.add_argument("--combine", nargs="+", metavar="FILE", help="print earlier results side by side")
    return parser.parse_args()


def main():
    given = options()
    if given.combine:
        return combine([load(path) for path in given.combine])
    with tempfile.TemporaryDirectory(prefix="pyrite-demo-") as cache:
        os.environ["PYRITE_CACHE_DIR"] = cache  # an empty one: compile times are those of a first run ever
        import demo_run  # here: NumPy is not needed to combine results

        results = demo_run.run(given.compiler, given.quick, given.output)
    if given.json:
        report.save(given.json, results)
    show(results)
    return 1 if failures(results) else 0


def load(path):
    with open(path, encoding="utf-8") as stream:
        return json.load(stream)


def failures(results):
    """Titles of the kernels that did not compile, or whose result is wrong."""
    return [row["title"] for row in results["kernels"] if row["failure"]]


def heading(results):
    """Who ran under what."""
    compiler = results["compiler"]
    name = f"{compiler['name']} {compiler['version']}".strip()
    return f"{name} under {results['interpreter']}, NumPy {results['numpy_version']}"


def show(results):
    """One interpreter's table, and what has to be said about it."""
    numba = results["numba"]
    headers = ["kernel", "compile", "run", "Python", "x Python", "NumPy", "x NumPy"]
    headers += ["Numba compile", "Numba run", "x Numba"] if not numba["absent"] else []
    headers += ["difference"]
    rows = []
    for row in results["kernels"]:
        run = row["run"]
        cells = [row["title"], report.seconds(row["compile"]), report.seconds(run)]
        cells += [report.seconds(row["python"]), report.times(report.ratio(row["python"], run))]
        cells += [report.seconds(row["numpy"]), report.times(report.ratio(row["numpy"], run))]
        if not numba["absent"]:
            cells += [report.seconds(row["numba_compile"]), report.seconds(row["numba_run"])]
            cells += [report.times(report.ratio(row["numba_run"], run))]
        rows.append([*cells, report.difference(row["difference"])])
    print(f"\n{heading(results)}\n")
    print(report.table(headers, rows))
    print()
    if results["quick"]:
        print("Quick: small sizes, run once. These are no measurements.")
    else:
        print("Python: measured on a reduced size and scaled by the number of innermost steps; what was run:")
        reduced = [f"{r['title']} {r['python_size']} of {r['size']} {r['unit']}" for r in results["kernels"]]
        print("  " + "\n  ".join(reduced))
    print("difference: the largest from the reference, relative to its largest magnitude.")
    if numba["absent"]:
        print(f"No Numba here: {numba['absent']}.")
    if results["picture"]:
        print(f"Picture: {results['picture']}")
    for row in results["kernels"]:
        if row["failure"]:
            print(f"FAILED {row['title']}: {row['failure']}")
    count = len(results["kernels"])
    print(f"{count - len(failures(results))} of {count} kernels are right.")


def combine(parts):
    """Several interpreters: a table for each measure, a column for each interpreter."""
    for part in parts:
        print(f"{part['label']}: {heading(part)}")
    measures = [
        ("run", lambda row, first: report.seconds(row["run"])),
        ("run, to the first", lambda row, first: report.times(report.ratio(row["run"], first["run"]))),
        ("x Python", lambda row, first: report.times(report.ratio(row["python"], row["run"]))),
        ("x NumPy", lambda row, first: report.times(report.ratio(row["numpy"], row["run"]))),
        ("Numba's run", lambda row, first: report.seconds(row["numba_run"])),
        ("x Numba", lambda row, first: report.times(report.ratio(row["numba_run"], row["run"]))),
        ("compile", lambda row, first: report.seconds(row["compile"])),
        ("difference", lambda row, first: report.difference(row["difference"])),
    ]
    for title, cell in measures:
        with_numba = [not part["numba"]["absent"] for part in parts]
        shown = with_numba if "Numba" in title else [True] * len(parts)
        if not any(shown):
            continue
        rows = []
        for kernels in zip(*(part["kernels"] for part in parts)):
            cells = [cell(row, kernels[0]) for row, wanted in zip(kernels, shown) if wanted]
            rows.append([kernels[0]["title"], *cells])
        labels = [part["label"] for part, wanted in zip(parts, shown) if wanted]
        print("\n" + report.table([title, *labels], rows, first=20))
    print()
    wrong = [f"{part['label']}: {title}" for part in parts for title in failures(part)]
    for line in wrong:
        print("FAILED", line)
    for part in parts:
        if part["picture"]:
            print(f"Picture: {part['picture']}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
