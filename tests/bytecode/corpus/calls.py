"""Every way to pass arguments."""
import math


def plain(f, a, b):
    return f(), f(a), f(a, b)


def of_globals(x):
    return abs(x) + math.sin(x)


def methods(a, b):
    a.append(b)
    return a.pop().strip().split(b)


def keywords(f, a, b):
    return f(a, key=b), f(first=a, second=b)


def method_keywords(a, b):
    return a.sort(key=b), a.get(b, default=None)


def star(f, a):
    return f(*a), f(1, *a, 2), f(*a, *a)


def double_star(f, a, b):
    return f(**a), f(*a, **b), f(1, x=2, **a, **b)


def star_method(a, b):
    return a.join(*b), a.join(*b, **b)


def discarded(f, a):
    f(a)


def recursive(n):
    return n if n < 2 else recursive(n - 1) + recursive(n - 2)


def parameters(a, /, b, *rest, c=1, **options):
    return a, b, rest, c, options


def positional_only(a, b, /, c):
    return a + b + c


def many(f):
    return f(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17)


def global_assigned(a):
    global counter
    counter = a
    del counter


def printed(a):
    print(a, a + 1)


class Base:
    def value(self):
        return 1


class Derived(Base):
    def value(self):
        return super().value() + super().other + super(Derived, self).value()

    def own(self):
        return self.__class__
