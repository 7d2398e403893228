"""Tables, numbers with units, a progress line, and what is said of the machine."""

import json
import os
import platform
import sys


def seconds(value):
    """A duration with the unit that suits it."""
    if value is None:
        return "-"
    if abs(value) < 1e-6:
        return f"{value * 1e9:.1f} ns"
    if abs(value) < 1e-3:
        return f"{value * 1e6:.1f} us"
    if abs(value) < 1:
        return f"{value * 1e3:.1f} ms"
    return f"{value:.2f} s"


def times(value):
    """A ratio."""
    if value is None:
        return "-"
    return f"{value:.0f}x" if value >= 100 else f"{value:.1f}x" if value >= 10 else f"{value:.2f}x"


def ratio(one, other):
    """one / other where both are known."""
    return one / other if one is not None and other else None


def difference(value):
    """A largest difference; exact equality is said in words."""
    return "-" if value is None else "exact" if value == 0 else f"{value:.1e}"


def table(headers, rows, first=0):
    """Columns padded to their widest cell; the first, at least `first` wide, is left-aligned."""
    cells = [[str(cell) for cell in row] for row in [headers, *rows]]
    widths = [max(len(row[i]) for row in cells) for i in range(len(headers))]
    widths[0] = max(widths[0], first)
    lines = []
    for row in cells:
        padded = [row[0].ljust(widths[0])] + [row[i].rjust(widths[i]) for i in range(1, len(row))]
        lines.append("  ".join(padded).rstrip())
    lines.insert(1, "-" * max(len(line) for line in lines))
    return "\n".join(lines)


def interpreter():
    """The interpreter's name and version, as a user says it."""
    name = f"{platform.python_implementation()} {platform.python_version()}"
    if hasattr(sys, "pypy_version_info"):
        name = f"PyPy {'.'.join(map(str, sys.pypy_version_info[:3]))} (Python {platform.python_version()})"
    return name


def short_interpreter():
    """The interpreter in one word, for columns and file names."""
    if hasattr(sys, "pypy_version_info"):
        return "pypy" + ".".join(map(str, sys.pypy_version_info[:3]))
    return f"cpython{sys.version_info[0]}.{sys.version_info[1]}"


def surroundings():
    """What the numbers were taken on, for the JSON files."""
    model = platform.processor() or platform.machine()
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as lines:
            models = (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
            model = next(models, model)
    except OSError:
        pass
    return {
        "interpreter": interpreter(),
        "numpy": sys.modules["numpy"].__version__,
        "processor": model,
        "processors": os.cpu_count(),
        "load": os.getloadavg()[0],
    }


def save(path, data):
    """`data` as JSON in the file `path`."""
    with open(path, "w", encoding="utf-8") as stream:
        json.dump(data, stream, indent=1)
        stream.write("\n")


class Progress:
    """One line on standard error that says what is being done; silent where that is not a terminal."""

    def __init__(self, total, stream=sys.stderr):
        self.total = total
        self.done = 0
        self.stream = stream
        self.shown = stream.isatty()

    def say(self, text):
        if self.shown:
            filled = 24 * self.done // max(self.total, 1)
            self.stream.write(f"\r\033[K[{'#' * filled}{'.' * (24 - filled)}] {text}")
            self.stream.flush()

    def step(self):
        self.done += 1

    def clear(self):
        if self.shown:
            self.stream.write("\r\033[K")
            self.stream.flush()
