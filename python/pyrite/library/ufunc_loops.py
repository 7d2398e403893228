"""The inner loops of universal functions, written around a function for operands that lie in a given way.

Each operand is an array whose first dimension is the loop's. The pattern has a letter for each: 'c' where
elements follow each other, 's' where all steps see the same, 'a' for any stride, and 'r' for the first input
and the output of a reduction, which are one element.
"""

from .intrinsics import elementwise


def loop_over(function, pattern, inputs, slices, kind=None):
    """The loop as a Python function of all operands.

    `function` returns the one output, or where `kind` is None, is handed the outputs too. `slices` tells which
    operands it wants as arrays of one element. `kind` is the scalar type of the output.
    """
    names = [f"in{i}" if i < inputs else f"out{i - inputs}" for i in range(len(pattern))]
    lines = [f"def loop({', '.join(names)}):"]
    handed = []
    for name, letter, as_slice in zip(names, pattern, slices):
        if letter == "s":
            lines.append(f"    one_{name} = {name}[0:1]" if as_slice else f"    one_{name} = {name}[0]")
            handed.append(f"one_{name}")
        else:
            handed.append(f"{name}[i : i + 1]" if as_slice else f"{name}[i]")
    steps = f"    for i in range(len({names[-1]})):"
    if kind is None:
        lines += [steps, f"        function({', '.join(handed)})"]
    elif "r" in pattern:
        call = f"function(result, {', '.join(handed[1:inputs])})"
        lines += ["    result = out0[0]", steps, f"        result = kind({call})", "    out0[0] = result"]
    else:
        lines += [steps, f"        out0[i] = function({', '.join(handed[:inputs])})"]
    return _defined(lines, {"function": function, "kind": kind})


def applied(function, inputs):
    """What compiled code calls for a universal function: scalars give a scalar, arrays an array."""
    names = ", ".join(f"in{i}" for i in range(inputs))
    lines = [
        f"def loop({names}, out=None):",
        "    if out is None:",
        f"        return elementwise(function, {names})",
        f"    out[...] = elementwise(function, {names})",
        "    return out",
    ]
    return _defined(lines, {"function": function, "elementwise": elementwise})


def _defined(lines, names):
    namespace = {"__name__": __name__, **names}
    exec(compile("\n".join(lines), __file__, "exec"), namespace)
    return namespace["loop"]
