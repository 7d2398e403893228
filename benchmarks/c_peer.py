"""The demo's kernels in C: compiled into a folder of the run, called through cffi or ctypes."""

import os
import shutil
import subprocess

FLAGS = ("-O3", "-march=native")
COMPILERS = ("clang-22", "clang")

# Per kernel: the kinds of its C arguments (p: pointer, i: int64, d: double), its result, and what is passed.
_SIGNATURES = {
    "black_scholes": ("pppppidd", "", lambda a: [*a[:5], len(a[0]), *a[5:]]),
    "mandelbrot": ("piiddddi", "", lambda a: [a[0], *a[0].shape, *a[1:]]),
    "pairwise_distances": ("piip", "", lambda a: [a[0], *a[0].shape, a[1]]),
    "n_body": ("pppidi", "", lambda a: [*a[:3], len(a[2]), *a[3:]]),
    "jacobi": ("ppiii", "", lambda a: [*a[:2], *a[0].shape, a[2]]),
    "spmv": ("pppppi", "", lambda a: [*a, len(a[4])]),
    "sieve": ("pi", "i", lambda a: [a[0], len(a[0])]),
    "floyd_warshall": ("pi", "", lambda a: [a[0], len(a[0])]),
    "nothing": ("", "", None),
    "add_integers": ("ii", "i", None),
    "add_floats": ("dd", "d", None),
}
# What a kernel returns, where the C function does not.
_RETURNED = {"jacobi": lambda a: a[a[2] % 2]}


class Absent(Exception):
    """There is no C here, and why."""


def build(folder, *extra):
    """A loaded library of all sources, compiled with FLAGS and `extra`; raises Absent."""
    compiler = next((found for found in map(shutil.which, COMPILERS) if found), None)
    if compiler is None:
        raise Absent("no clang on PATH")
    here = os.path.join(os.path.dirname(os.path.abspath(__file__)), "c")
    sources = sorted(os.path.join(here, name) for name in os.listdir(here) if name.endswith(".c"))
    path = os.path.join(folder, "kernels" + "".join(extra) + ".so")
    command = [compiler, *FLAGS, *extra, "-std=c17", "-shared", "-fPIC", "-o", path, *sources, "-lm"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Absent("clang: " + (done.stderr.strip().splitlines() or ["failed"])[0])
    return _with_cffi(path) or _with_ctypes(path)


def _with_cffi(path):
    try:
        from cffi import FFI
    except ImportError:
        return None
    # A pointer is passed as its address.
    kinds = {"p": "uintptr_t", "i": "int64_t", "d": "double", "": "void"}
    ffi = FFI()
    for name, (taken, given, _) in _SIGNATURES.items():
        ffi.cdef(f"{kinds[given]} {name}({', '.join(kinds[kind] for kind in taken) or 'void'});")
    library = ffi.dlopen(path)
    functions = {name: getattr(library, name) for name in _SIGNATURES}
    functions["library"] = library  # what keeps the code loaded
    return functions


def _with_ctypes(path):
    import ctypes

    kinds = {"p": ctypes.c_void_p, "i": ctypes.c_int64, "d": ctypes.c_double, "": None}
    library = ctypes.CDLL(path)
    functions = {}
    for name, (taken, given, _) in _SIGNATURES.items():
        functions[name] = function = getattr(library, name)
        function.argtypes = [kinds[kind] for kind in taken]
        function.restype = kinds[given]
    return functions


def kernel(library, name):
    """The C form of a demo kernel, taking and giving what the Python form does."""
    function = library[name]
    passed = _SIGNATURES[name][2]
    returned = _RETURNED.get(name)

    def run(*arguments):
        plain = [a.__array_interface__["data"][0] if hasattr(a, "dtype") else a for a in passed(arguments)]
        value = function(*plain)
        return returned(arguments) if returned else value

    return run
