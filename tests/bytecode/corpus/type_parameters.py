"""Generic functions and type aliases, from Python 3.12 on."""


def generic[T](a: T) -> T:
    return a


def bounded[T: int, *Ts, **P](a: T) -> T:
    return a


class Box[T]:
    def method(self, a: T) -> T:
        return a


def aliased(a):
    type Alias[K] = dict[K, int]
    return Alias


def alias_in_class():
    class Inner:
        type Alias = int

    return Inner
