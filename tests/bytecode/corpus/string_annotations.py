"""Annotations that stay texts."""
from __future__ import annotations


def annotated(a: int) -> float:
    b: int = a
    return b


def annotated_class():
    class Inner:
        x: int = 1

    return Inner
