"""Operators that compute, one or two a function."""


def add_and_multiply(a, b, c):
    return a + b * c - a


def divisions(a, b):
    return a / b, a // b, a % b


def power_and_matrix(a, b):
    return a**b, a @ b


def bits(a, b):
    return (a & b) | (a ^ b), a << b, a >> b


def unary(a):
    return -a, +a, ~a, not a


def in_place(a, b):
    a += b
    a -= b
    a *= b
    a /= b
    a //= b
    a %= b
    return a


def in_place_rest(a, b):
    a **= b
    a @= b
    a &= b
    a |= b
    a ^= b
    a <<= b
    a >>= b
    return a


def constants():
    return 0, 255, 256, -1, -300, 2**40, 2**63, 2**64, 10**30, 1.5, -0.0, 1e300, 2j, "é\n", b"\x00\xff", None, True, ...


def polynomial(x):
    result = 0.0
    result = result * x + 1.5
    result = result * x - 2
    return result * x + 1000
