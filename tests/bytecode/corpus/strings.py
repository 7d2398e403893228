"""f-strings."""


def formatted(a, b):
    return f"{a} and {b}"


def converted(a):
    return f"{a!r} {a!s} {a!a}"


def with_format(a, width):
    return f"{a:5.2f} {a:>{width}} {a!r:10}"


def alone(a):
    return f"{a}"


def percent(a, b):
    return "%d of %s" % (a, b)
