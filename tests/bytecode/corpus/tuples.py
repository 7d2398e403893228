"""Tuples, swaps, unpacking."""


def made(a, b):
    return (), (a,), (a, b), (1, 2, (3, "x"))


def swapped(a, b):
    a, b = b, a
    return a - b


def rotated(a, b, c):
    a, b, c = b, c, a
    return a - b * c


def rotated_four(a, b, c, d):
    a, b, c, d = d, c, b, a
    return a - b * c - d


def unpacked(a):
    b, c = a
    (d, e), f = b, c
    return b, c, d, e, f


def starred(a):
    first, *rest = a
    *front, last = a
    x, *middle, y = a
    return first, rest, front, last, x, middle, y


def chained_targets(a):
    b = c = d = a
    return b, c, d


def joined(a, b):
    return (*a, 1, *b)


def assigned_to_places(a, b):
    a[0], b.x = b, a
    return a


def fibonacci(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a
