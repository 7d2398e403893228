"""t-strings and except without parentheses, from Python 3.14 on."""


def template(a, b):
    return t"{a} and {b!r:>10}"


def unparenthesized(a):
    try:
        return a()
    except ValueError, TypeError:
        return None
