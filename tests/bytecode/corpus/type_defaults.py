"""Type parameters with defaults, from Python 3.13 on."""


def defaulted[T = int](a: T) -> T:
    return a
