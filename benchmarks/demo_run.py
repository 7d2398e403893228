"""What the demo does under one interpreter: compiles, runs, times and checks every kernel."""

import os

import compilers
import numpy as np
import png
import report
import small
import timing
from kernels import KERNELS, largest_difference

BUDGET = 0.6  # seconds of repetition for each measurement


def run(compiler_name, quick, folder):
    """All kernels; the dictionary that demo.py shows and writes."""
    compiler = compilers.load(compiler_name)
    numba = compilers.load("numba")
    for one in {compiler.name: compiler, "numba": numba}.values():
        if not one.absent:
            warm_up(one)
    progress = report.Progress(len(KERNELS))
    rows = []
    picture = ""
    for kernel in KERNELS:
        row, arguments = measure(kernel, compiler, numba, quick, progress)
        rows.append(row)
        if kernel.name == "mandelbrot" and arguments is not None:
            picture = draw(arguments, folder)
        progress.step()
    progress.clear()
    return {
        **report.surroundings(),
        "label": report.short_interpreter(),
        "numpy_version": np.__version__,
        "compiler": {"name": compiler.name, "version": compiler.version, "absent": compiler.absent},
        "numba": {"version": numba.version, "absent": numba.absent},
        "quick": quick,
        "picture": picture,
        "kernels": rows,
    }


def warm_up(compiler):
    """Compiles something, so that the first kernel does not pay for waking the compiler."""
    function, arguments = small.WARM_UP
    try:
        compiler.compile(function)(*arguments())
    except Exception as error:
        print(f"{compiler.name}: the function that wakes the compiler failed: {compilers.first_line(error)}")


def measure(kernel, compiler, numba, quick, progress):
    """One kernel's row, and the arguments after the compiled run (None where it failed)."""
    size = kernel.sizes["quick" if quick else "demo"]
    python_size = kernel.sizes["quick" if quick else "interpreter"]
    row = {
        "name": kernel.name,
        "title": kernel.title,
        "unit": kernel.unit,
        "size": " x ".join(map(str, size)),
        "python_size": " x ".join(map(str, python_size)),
        **dict.fromkeys(("compile", "run", "python", "numpy", "numba_compile", "numba_run", "difference")),
        "failure": "",
    }
    budget = 0.0 if quick else BUDGET
    inputs = kernel.make(*size)

    progress.say(f"{kernel.title}: the interpreter at {row['python_size']} of {row['size']} {kernel.unit}")
    reduced = kernel.make(*python_size)
    with np.errstate(all="ignore"):
        took, plain = timed(kernel, reduced, kernel.function, budget / 3)
    row["python"] = took * kernel.work(*size) / kernel.work(*python_size)

    progress.say(f"{kernel.title}: NumPy")
    row["numpy"], expected = timed(kernel, inputs, kernel.numpy_form, budget)

    progress.say(f"{kernel.title}: {compiler.name}")
    compiled, small_result = first_calls(kernel, compiler, reduced, row, "compile")
    runners = {"run": compiled} if compiled else {}
    if not numba.absent and compiler.name != "numba":
        progress.say(f"{kernel.title}: Numba")
        aside = {}
        beside, _ = first_calls(kernel, numba, reduced, aside, "numba_compile")
        row["numba_compile"] = aside.get("numba_compile")
        runners.update({"numba_run": beside} if beside else {})
    progress.say(f"{kernel.title}: running")
    outcomes, failed = timing.best_of(lambda: kernel.fresh(inputs), runners, budget)
    for key, (took, _, _) in outcomes.items():
        row[key] = took
    if "run" in failed:
        row["failure"] = compilers.first_line(failed["run"])
    if "run" not in outcomes:
        return row, None
    _, arguments, returned = outcomes["run"]
    result = kernel.result(arguments, returned)
    row["difference"] = max(largest_difference(result, expected), largest_difference(small_result, plain))
    if not row["difference"] <= kernel.tolerance:
        row["failure"] = f"the result differs by {row['difference']:.1e}; {kernel.tolerance:.0e} is allowed"
    return row, arguments


def timed(kernel, inputs, function, budget):
    """The least time of some runs, and the result of the last."""
    outcomes, failed = timing.best_of(lambda: kernel.fresh(inputs), {"": function}, budget)
    for error in failed.values():
        raise error
    took, arguments, returned = outcomes[""]
    return took, kernel.result(arguments, returned)


def first_calls(kernel, compiler, reduced, row, key):
    """The compiled kernel and its result on the reduced inputs; compile time or failure go into the row."""
    if compiler.absent:
        row["failure"] = compiler.absent
        return None, None
    try:
        compiled = compiler.compile(kernel.function, kernel.helpers)
        quick_inputs = kernel.make(*kernel.sizes["quick"])
        first, _, _ = timing.once(lambda: kernel.fresh(quick_inputs), compiled)
        second, _, _ = timing.once(lambda: kernel.fresh(quick_inputs), compiled)
        row[key] = first - second
        _, arguments, returned = timing.once(lambda: kernel.fresh(reduced), compiled)
        return compiled, kernel.result(arguments, returned)
    except Exception as error:
        row["failure"] = compilers.first_line(error)
        return None, None


def draw(arguments, folder):
    """The Mandelbrot picture; the path of its file."""
    os.makedirs(folder, exist_ok=True)
    path = os.path.abspath(os.path.join(folder, f"mandelbrot-{report.short_interpreter()}.png"))
    png.write_png(path, png.colours(arguments[0], arguments[-1]))
    return path
