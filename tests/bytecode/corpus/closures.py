"""Functions in functions: cells, defaults, annotations, lambdas."""


def captured(a):
    def inner(b):
        return a + b

    return inner(1)


def captured_local(a):
    scale = a * 2

    def inner(b, c=1, *, d=2):
        return scale * b + c - d

    return inner(a, d=3)


def counter():
    count = 0

    def step():
        nonlocal count
        count += 1
        return count

    return step


def anonymous(a):
    return (lambda x: x + a)(1)


def annotated(a: int, b: "float" = 1.0) -> float:
    def inner(c: int) -> int:
        return c

    d: int = inner(a)
    return d + b


def deleted_cell(a):
    b = a

    def inner():
        return b

    del b
    return inner


def two_levels(a):
    def middle():
        def inner():
            return a

        return inner

    return middle()()


def captured_parameter(a, b):
    a = a + 1
    return [a * x for x in b if x < a]


def composed(f, g):
    return lambda x: f(g(x))
