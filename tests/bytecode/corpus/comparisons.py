"""Comparisons, membership, identity and truth."""


def orders(a, b):
    return a < b, a <= b, a == b, a != b, a > b, a >= b


def chained(a, b, c):
    return a < b <= c


def identity(a, b):
    return a is b, a is not b, a is None, a is not None


def membership(a, b):
    return a in b, a not in b


def in_constants(a):
    return a in (1, 2, 3), a in {"x", "y"}


def both(a, b):
    return a and b


def either(a, b):
    return a or b


def truth(a, b, c):
    if not (a and (b or c)):
        return 1
    return 0


def of_a_comparison(a, b):
    return bool(a < b) == (not a > b)
