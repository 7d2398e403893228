"""What texts can do, in the compiled language: their code points are arrays."""

import numpy as np

from pyrite.library.intrinsics import text_codes, text_of
from pyrite.library.registry import implements
from pyrite.wordings import wording

_NOT_A_CHARACTER, _, _FOUND = wording("ord('ab')").partition("2")
_NO_CODE = wording("chr(1114112)")


@implements("str.__eq__")
def equal(a, b):
    x, y = text_codes(a), text_codes(b)
    if len(x) != len(y):
        return False
    for i in range(len(x)):
        if x[i] != y[i]:
            return False
    return True


@implements("str.__lt__")
def less(a, b):
    x, y = text_codes(a), text_codes(b)
    for i in range(min(len(x), len(y))):
        if x[i] != y[i]:
            return bool(x[i] < y[i])
    return len(x) < len(y)


@implements("str.__add__")
def concatenate(a, b):
    x, y = text_codes(a), text_codes(b)
    out = np.empty(len(x) + len(y), np.uint32)
    for i in range(len(x)):
        out[i] = x[i]
    for i in range(len(y)):
        out[len(x) + i] = y[i]
    return text_of(out)


@implements("str.__mul__")
def repeat(text, times):
    x = text_codes(text)
    length = len(x)
    if times <= 0 or length == 0:
        return text_of(np.empty(0, np.uint32))
    if times > 0x7FFFFFFFFFFFFFFF // length:
        raise OverflowError("repeated string is too long")
    if times > 0x0FFFFFFFFFFFFFFF // length:
        raise MemoryError
    out = np.empty(length * times, np.uint32)
    for i in range(times):
        for j in range(length):
            out[i * length + j] = x[j]
    return text_of(out)


@implements("str.__contains__")
def contains(text, part):
    x, y = text_codes(text), text_codes(part)
    for start in range(len(x) - len(y) + 1):
        matched = 0
        while matched < len(y) and x[start + matched] == y[matched]:
            matched += 1
        if matched == len(y):
            return True
    return False


@implements("pyrite.text_of_integer")
def text_of_integer(number):
    """str() of an integer; the digits come from the least one up."""
    if number == 0:
        return text_of(np.full(1, 48, np.uint32))
    count = 0
    rest = number
    while rest != 0:
        count += 1
        rest = _shortened(rest)
    out = np.empty(count + (1 if number < 0 else 0), np.uint32)
    if number < 0:
        out[0] = 45
    rest = number
    for i in range(count):
        shorter = _shortened(rest)
        digit = rest - shorter * 10
        out[len(out) - 1 - i] = 48 + (digit if digit >= 0 else -digit)
        rest = shorter
    return text_of(out)


def _shortened(number):
    """Without its last digit: towards zero, where the least integer has no positive one."""
    if number < 0:
        return -(number // -10) if number % 10 == 0 else (number // 10) + 1
    return number // 10


@implements("builtins.ord")
def ord_of(character):
    codes = text_codes(character)
    if len(codes) != 1:
        raise TypeError(_NOT_A_CHARACTER + str(len(codes)) + _FOUND)
    return int(codes[0])


@implements("builtins.chr")
def chr_of(code):
    number = int(code)
    if number < 0 or number >= 0x110000:
        raise ValueError(_NO_CODE)
    return text_of(np.full(1, number, np.uint32))
