"""except*, from Python 3.11 on."""


def grouped(a):
    try:
        a()
    except* ValueError as group:
        result = group
    except* (TypeError, KeyError):
        result = None
    return result


def starred_subscript(a, b):
    return a[*b]
