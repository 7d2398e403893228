"""The compilers that are measured: pyrite, and Numba where it is installed. Both have the same decorators."""

import importlib
import types
from dataclasses import dataclass, field
from typing import Any

KNOWN = ("pyrite", "numba")


@dataclass
class Compiler:
    """One compiler in this process; `absent` says why there is none."""

    name: str
    version: str = ""
    absent: str = ""
    njit: Any = field(default=None, repr=False)

    def compile(self, function, helpers=(), **options):
        """`function` decorated, and `helpers`, which it calls by name, too; in copies, they stay plain."""
        names = dict(function.__globals__)
        for helper in helpers:
            names[helper.__name__] = self.njit(**options)(helper)
        copy = types.FunctionType(function.__code__, names, function.__name__, function.__defaults__)
        copy.__module__ = function.__module__
        names[function.__name__] = compiled = self.njit(**options)(copy)
        return compiled


def load(name):
    """The compiler of that name, or one that says why it is absent."""
    try:
        module = importlib.import_module(name)
    except ImportError as error:
        return Compiler(name, absent=first_line(error))
    return Compiler(name, version=getattr(module, "__version__", "?"), njit=module.njit)


def compile_with(peers, function, helpers, failures):
    """`function` decorated by every peer that is present, by name; what the decorators raise is a failure."""
    compiled = {}
    for peer in peers:
        if peer.absent:
            continue
        try:
            compiled[peer.name] = peer.compile(function, helpers)
        except Exception as error:
            failures[peer.name] = first_line(error)
    return compiled


def first_line(error):
    """The first line of an exception, with its kind."""
    text = str(error).strip().splitlines()
    return f"{type(error).__name__}: {text[0] if text else ''}".rstrip(": ")
