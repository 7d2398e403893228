"""Attributes read, written, changed in place, deleted."""


def read(a):
    return a.x + a.y.z


def written(a, b):
    a.x = b
    a.y.z = b + 1


def changed(a):
    a.count += 1
    return a.count


def deleted(a):
    del a.x
    return a


def of_method(a):
    f = a.method
    return f()
