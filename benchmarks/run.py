"""The benchmarks: pyrite beside Numba and C, in one run, in turns, as times and ratios.

    python benchmarks/run.py [--only startup,latency,calls,constructs,ufuncs,steady] [--json FILE] [--quick] [--rounds N]

Nothing here asserts a time. A peer that is missing is said to be missing, and why.
"""

import argparse
import os
import sys
import tempfile

SECTIONS = ("startup", "latency", "calls", "constructs", "ufuncs", "steady")


def options():
    parser = argparse.ArgumentParser(description="pyrite beside Numba and C.")
    parser.add_argument("--only", default=",".join(SECTIONS), help=f"some of {','.join(SECTIONS)}")
    parser.add_argument("--json", metavar="FILE", help="write the results to FILE as well")
    parser.add_argument("--quick", action="store_true", help="small sizes, few rounds: a check")
    parser.add_argument("--rounds", type=int, default=0, help="rounds of each measurement")
    given = parser.parse_args()
    given.only = [name for name in given.only.split(",") if name]
    unknown = sorted(set(given.only) - set(SECTIONS))
    if unknown:
        parser.error(f"no such section: {', '.join(unknown)}")
    return given


def main():
    given = options()
    with tempfile.TemporaryDirectory(prefix="pyrite-bench-") as folder:
        os.environ["PYRITE_CACHE_DIR"] = os.path.join(folder, "cache")  # an empty one
        import report

        results = measure(given, folder)
        show(results)
        if given.json:
            report.save(given.json, results)
    return 0


def measure(given, folder):
    """All sections that were asked for."""
    import calls
    import compilers
    import constructs
    import latency
    import report
    import startup
    import steady
    import ufuncs

    counts = {"startup": 5, "latency": 3, "calls": len(calls.small.CALLS), "steady": len(steady.KERNELS)}
    counts |= {"constructs": len(constructs.CONSTRUCTS), "ufuncs": len(ufuncs.CASES)}
    progress = report.Progress(sum(counts[name] for name in given.only))
    rounds = given.rounds
    sections = {}
    if "startup" in given.only:
        sections["startup"] = startup.measure(rounds or (1 if given.quick else 7), progress)
    if "latency" in given.only:
        sections["latency"] = latency.measure(rounds or (1 if given.quick else 3), progress)
    if "constructs" in given.only:
        peers = [compilers.load(name) for name in compilers.KNOWN]
        turns = rounds or (3 if given.quick else constructs.ROUNDS)
        sections["constructs"] = constructs.measure(peers, turns, given.quick, progress)
    if "ufuncs" in given.only:
        peers = [compilers.load(name) for name in compilers.KNOWN]
        turns = rounds or (3 if given.quick else ufuncs.ROUNDS)
        sections["ufuncs"] = ufuncs.measure(peers, turns, given.quick, progress)
    if "calls" in given.only or "steady" in given.only:
        peers = [compilers.load(name) for name in compilers.KNOWN]
        progress.say("C: compiling")
        libraries, missing = c_libraries(folder)
        if "calls" in given.only:
            turns = rounds or (3 if given.quick else 15)
            sections["calls"] = calls.measure(peers, libraries, turns, progress)
        if "steady" in given.only:
            size = "quick" if given.quick else "demo"
            sections["steady"] = steady.measure(peers, libraries, size, rounds, progress)
        for name in ("calls", "steady"):
            if name in sections:
                sections[name]["absent"].update(missing)
    progress.clear()
    return {**report.surroundings(), "quick": given.quick, "sections": sections}


def c_libraries(folder):
    """C as users compile it, and without fused multiply-add, which Python's rules do not allow us."""
    import c_peer

    try:
        return {"C": c_peer.build(folder), "C, no fma": c_peer.build(folder, "-ffp-contract=off")}, {}
    except c_peer.Absent as error:
        return {}, {"C": str(error)}


def show(results):
    """Every section as a table of least times, with ratios of pyrite to the others."""
    import report

    print(f"{results['interpreter']}, NumPy {results['numpy']}, {results['processor']}")
    print(f"{results['processors']} processors, load {results['load']:.1f}")
    if results["quick"]:
        print("Quick: small sizes, few rounds. These are no measurements.")
    for section in results["sections"].values():
        aims = ", ".join(f"{aim} of {peer}" for peer, aim in section["aims"].items())
        print(f"\n{section['title']} (least of the rounds; aim: at most {aims})\n")
        print(report.table(*cells(section)))
        for peer, why in section["absent"].items():
            print(f"no {peer}: {why}")
        for row in section["rows"]:
            for peer, why in row.get("failures", {}).items():
                print(f"{peer} failed on {row['name']}: {why}")


def cells(section):
    """A section's headers and rows: times, then pyrite's ratio to every other peer."""
    import report

    peers = [peer for peer in section["peers"] if any(peer in row["peers"] for row in section["rows"])]
    others = [peer for peer in peers if peer != "pyrite"] if "pyrite" in peers else []
    headers = ["", *peers, *(f"/ {other}" for other in others), *(f"median / {o}" for o in others[:1])]
    rows = []
    for row in section["rows"]:
        found = row["peers"]
        ratios = [report.ratio(pick(found, "pyrite"), pick(found, other)) for other in others]
        for other in others[:1]:
            ratios.append(report.ratio(pick(found, "pyrite", "median"), pick(found, other, "median")))
        times = [report.seconds(pick(found, peer)) for peer in peers]
        rows.append([row["name"], *times, *map(number, ratios)])
    return headers, rows


def pick(found, peer, which="least"):
    """A peer's time in a row."""
    return found[peer][which] if peer in found else None


def number(value):
    """A ratio with two places."""
    return "-" if value is None else f"{value:.2f}" if value >= 0.1 else f"{value:.3f}"


if __name__ == "__main__":
    sys.exit(main())
