"""Recorded as a module: what stands outside of any function."""
from math import *

x: int = 1
y = x + 1
del y
for z in (1, 2):
    x += z


def function():
    return x


class Class:
    z = x
