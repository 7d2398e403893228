"""for and while, with everything that leaves them."""


def total(n):
    result = 0
    for i in range(n):
        result += i
    return result


def count_down(n):
    steps = 0
    while n > 0:
        n -= 1
        steps += 1
    return steps


def nested(n, m):
    result = 0.0
    for i in range(n):
        for j in range(m):
            result += i * j
    return result


def leaving(values, wanted):
    for value in values:
        if value < 0:
            continue
        if value == wanted:
            break
    else:
        return -1
    return value


def returning(values):
    for value in values:
        if value:
            return value
    return None


def forever(n):
    while True:
        n += 1
        if n > 100:
            return n


def collatz(n):
    steps = 0
    while n != 1:
        if n % 2 == 0:
            n //= 2
        else:
            n = 3 * n + 1
        steps += 1
    return steps


def with_else(n):
    while n:
        n -= 1
        if n == 7:
            break
    else:
        n = -1
    return n


def pairs(values):
    result = 0
    for index, (a, b) in enumerate(values):
        result += index * a - b
    return result


def mandelbrot(real, imaginary, limit):
    a = b = 0.0
    for i in range(limit):
        aa, bb = a * a, b * b
        if aa + bb > 4.0:
            return i
        b = 2 * a * b + imaginary
        a = aa - bb + real
    return limit


def matrix_product(a, b, c):
    for i in range(len(a)):
        for j in range(len(b[0])):
            s = 0.0
            for k in range(len(b)):
                s += a[i, k] * b[k, j]
            c[i, j] = s
    return c
