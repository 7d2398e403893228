"""hash(), as the interpreter has it for numbers and tuples of them; of a NaN, whose hash there is that of its object, 0."""

import math

import numpy as np

from .registry import implements

_PRIME = (1 << 61) - 1
_BITS = 61
_INFINITY, _MINUS_ONE = hash(math.inf), -2
_MULTIPLIER = 1000003  # of the imaginary part

# Tuples: xxHash, from CPython 3.8 on.
_PRIME_1 = np.uint64(11400714785074694791)
_PRIME_2 = np.uint64(14029467366897019727)
_PRIME_5 = np.uint64(2870177450012600261)
_LENGTH_SALT = np.uint64(2870177450012600261 ^ 3527539)
_LEFT, _RIGHT = np.uint64(31), np.uint64(33)
_REPLACED_TUPLE_HASH = 1546275796


def _is_known_tuple_hash():
    lane = (_PRIME_5.item() + 7 * _PRIME_2.item()) % 2**64
    lane = (lane << 31 | lane >> 33) % 2**64 * _PRIME_1.item() % 2**64
    return (lane + (1 ^ _LENGTH_SALT.item())) % 2**64 == hash((7,)) % 2**64


_HASHES_TUPLES = _is_known_tuple_hash()


def _hash_integer(value):
    rest = value % _PRIME
    if value < 0 and rest != 0:
        rest -= _PRIME
    return _MINUS_ONE if rest == -1 else rest


def _hash_float(value):
    if not math.isfinite(value):
        if value != value:
            return 0
        return _INFINITY if value > 0.0 else -_INFINITY
    mantissa, exponent = math.frexp(abs(value))
    result = 0
    while mantissa != 0.0:
        result = ((result << 28) & _PRIME) | (result >> (_BITS - 28))
        mantissa *= 268435456.0  # 2**28
        exponent -= 28
        whole = int(mantissa)
        mantissa -= whole
        result += whole
        if result >= _PRIME:
            result -= _PRIME
    shift = exponent % _BITS
    result = ((result << shift) & _PRIME) | (result >> (_BITS - shift))
    if value < 0.0:
        result = -result
    return _MINUS_ONE if result == -1 else result


@implements("builtins.hash")
def hash_(value):
    if isinstance(value, tuple):
        if not _HASHES_TUPLES:
            raise TypeError("this interpreter's hash of tuples is not known to compiled code")
        lanes = _PRIME_5
        for item in value:
            lanes += np.uint64(hash_(item)) * _PRIME_2
            lanes = (lanes << _LEFT) | (lanes >> _RIGHT)
            lanes *= _PRIME_1
        result = np.int64(lanes + (np.uint64(len(value)) ^ _LENGTH_SALT))
        return _REPLACED_TUPLE_HASH if result == -1 else result
    if isinstance(value, (complex, np.complexfloating)):
        result = _hash_float(float(value.real)) + _MULTIPLIER * _hash_float(float(value.imag))
        return _MINUS_ONE if result == -1 else result
    if isinstance(value, (float, np.floating)):
        return _hash_float(float(value))
    return _hash_integer(value)
