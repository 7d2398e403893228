"""with statements."""


def plain(manager):
    with manager:
        result = 1
    return result


def named(manager):
    with manager as value:
        value = value + 1
    return value


def two(a, b):
    with a as x, b as y:
        return x + y


def in_loop(values, lock):
    total = 0
    for value in values:
        with lock:
            if value:
                continue
            total += value
    return total


def in_try(manager):
    try:
        with manager():
            return 1
    except ValueError:
        return 2
