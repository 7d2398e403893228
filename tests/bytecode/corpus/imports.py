"""Imports, classes and other statements that bind names."""


def modules():
    import math
    import os.path as path
    from math import cos
    from math import sin as sine

    return math.pi, path, cos, sine


def made_class(base):
    class Inner(base):
        x = 1
        y: int = x + 1
        del x

        def method(self):
            return base

    return Inner


def class_over_cell(a):
    class Inner:
        b = a

        def method(self):
            return __class__, a

    return Inner


def decorated(f):
    @f
    def inner(x):
        return x

    return inner


def local_names():
    x = 1
    return locals(), x
