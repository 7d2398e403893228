"""Lists, sets, dicts and their comprehensions."""


def lists(a, b):
    return [], [a], [a, b], [1, 2, 3, 4], [*a, b]


def sets(a, b):
    return {a, b}, {1, 2, 3}, {*a, b}


def dicts(a, b):
    return {}, {a: b}, {"x": a, "y": b}, {**a, "z": b}


def constant_keys(a, b, c):
    return {"x": a, "y": b, "z": c}


def appended(n):
    result = []
    for i in range(n):
        result.append(i * i)
    return result


def list_comprehension(values):
    return [value * 2 for value in values if value > 0]


def set_comprehension(values):
    return {value % 10 for value in values}


def dict_comprehension(values):
    return {value: value * value for value in values}


def nested_comprehension(n):
    return [[i * j for j in range(n)] for i in range(n)]


def comprehension_over_local(values, factor):
    value = 1
    scaled = [value * factor for value in values]
    return scaled, value


def large(a):
    return [a, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, a]


def quantifiers(values):
    return any(value > 0 for value in values), all(value for value in values), tuple(value for value in values)


def sum_of_generator(values):
    return sum(value * value for value in values)


def functions_of_comprehension(values):
    return [lambda: value for value in values]


def comprehension_over_cell(values, value):
    def inner():
        return value

    return [value * 2 for value in values], inner
