"""Branches."""


def absolute(x):
    if x < 0:
        return -x
    return x


def sign(x):
    if x > 0:
        result = 1
    elif x < 0:
        result = -1
    else:
        result = 0
    return result


def conditional(a, b):
    return a if a < b else b


def none_or(a, b):
    if a is None:
        return b
    if b is not None:
        a = b
    return a


def none_loop(a):
    while a is not None:
        a = a.next
    while a is None:
        a = a.next
    return a


def is_asserted(a):
    assert a > 0
    assert a < 10, "too large"
    return a


def maybe_unbound(a):
    if a:
        b = 1
    return b


def deleted(a):
    b = a
    del b
    return a


def named(a):
    if (b := a + 1) > 2:
        return b
    return b * 2


def nothing():
    pass


def nested(a, b, c):
    if a:
        if b:
            return 1
        if c:
            return 2
        return 3
    return 4
