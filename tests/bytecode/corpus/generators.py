"""Generators."""


def squares(n):
    for i in range(n):
        yield i * i


def delegated(a):
    result = yield from a
    return result


def sent():
    received = yield
    while received:
        received = yield received + 1


def cleaned(a):
    try:
        yield a
    finally:
        a.close()


def expression(values):
    return (value + 1 for value in values if value)
