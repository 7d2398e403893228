"""The heavier halves of builtins and of the math module: what loops, and what rounds decimals exactly."""

import math

import numpy as np

from pyrite.wordings import wording

from .registry import implements

_LARGEST = 2**63 - 1
_SPLITTER = 134217729.0  # 2**27 + 1, Dekker's
_SCALE = 2.0**-200
_NO_FACTORIAL = wording("math.factorial(-1)")
_NO_MAXIMUM, _NO_MINIMUM = wording("max([])"), wording("min([])")
_EXACT_POWERS = 22  # 10.0**22 is the last power of ten that is a float64 exactly
# From 3.12 on the interpreter's sum() of floats carries the rounding errors along.
_SUMS_ARE_COMPENSATED = sum((0.1,) * 10) == 1.0


def _no_default():
    """Stands for a default that was not given."""


# -- exact arithmetic on pairs of floats -------------------------------------------------------------------


@implements("pyrite.two_product")
def two_product(a, b):
    """The product as a sum of two floats, without error."""
    product = a * b
    t = _SPLITTER * a
    a_high = t - (t - a)
    a_low = a - a_high
    t = _SPLITTER * b
    b_high = t - (t - b)
    b_low = b - b_high
    error = ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low
    return product, error


def two_sum(a, b):
    """The sum as a sum of two floats, without error."""
    total = a + b
    part = total - a
    return total, (a - (total - part)) + (b - part)


def _scaled_power_of_ten(digits):
    """10**digits as a sum of two floats, scaled so that products with it do not overflow."""
    high, low = _SCALE, 0.0
    while digits > 0:
        step = min(digits, _EXACT_POWERS)
        factor = 10.0**step
        product, error = two_product(high, factor)
        high, low = two_sum(product, error + low * factor)
        digits -= step
    return high, low


# -- round(x, ndigits) -------------------------------------------------------------------------------------


def _round_half_even(high, low):
    """The whole number nearest to high + low, where low is less than an ulp of high."""
    whole = np.rint(high)
    rest = high - whole
    if rest == 0.5 and low > 0.0:
        return whole + 1.0
    if rest == -0.5 and low < 0.0:
        return whole - 1.0
    if abs(low) == 0.5 and np.fmod(whole, 2.0) != 0.0:
        return whole + math.copysign(1.0, low)
    return whole


def _round_to_decimals(x, digits):
    if abs(x) >= 2.0**53:
        return x
    high, low = x, 0.0
    left = digits
    while left > 0:
        step = min(left, _EXACT_POWERS)
        factor = 10.0**step
        product, error = two_product(high, factor)
        high, low = two_sum(product, error + low * factor)
        if abs(high) >= 2.0**53:
            return x  # its neighbours are farther away than the rounding would move it
        left -= step
    whole = _round_half_even(high, low)
    if digits <= _EXACT_POWERS:
        return math.copysign(whole / 10.0**digits, x)
    power, tail = _scaled_power_of_ten(digits)
    quotient = whole / power
    product, error = two_product(quotient, power)
    quotient += (((whole - product) - error) - quotient * tail) / power
    return math.copysign(quotient * _SCALE, x)


def _round_to_tens(x, digits):
    if digits <= _EXACT_POWERS:
        scale, power, tail = 1.0, 10.0**digits, 0.0
    else:
        scale = _SCALE
        power, tail = _scaled_power_of_ten(digits)
    scaled = x * scale
    count = np.rint(scaled / power)
    if abs(count) >= 2.0**53:
        return x
    product, error = two_product(count, power)
    rest = ((scaled - product) - error) - count * tail
    half = power / 2.0
    is_odd = np.fmod(count, 2.0) != 0.0
    if rest > half or (rest == half and is_odd):
        count += 1.0
    elif rest < -half or (rest == -half and is_odd):
        count -= 1.0
    product, error = two_product(count, power)
    result = (product + (error + count * tail)) / scale
    if abs(result) == math.inf:
        raise OverflowError("rounded value too large to represent")
    return math.copysign(result, x)


@implements("pyrite.round_float")
def round_float(x, digits):
    """round(x, digits): correctly rounded, halves to even."""
    if x == 0.0 or not math.isfinite(x) or digits > 323:
        return x
    if digits < -308:
        return 0.0 * x
    if digits >= 0:
        return _round_to_decimals(x, digits)
    return _round_to_tens(x, -digits)


@implements("pyrite.round_integer")
def round_integer(x, digits):
    """round(x, digits) of an integer."""
    if digits >= 0:
        return x
    if digits < -19:
        return 0
    if digits == -19:
        if x > 5 * 10**18 or x < -5 * 10**18:
            raise OverflowError("rounded value does not fit in 64 bits")
        return 0
    power = 10 ** (-digits)
    count, rest = divmod(x, power)
    if rest > power - rest or (rest == power - rest and count % 2 != 0):
        count += 1
    if count > _LARGEST // power or count < -(_LARGEST // power):
        raise OverflowError("rounded value does not fit in 64 bits")
    return count * power


# -- integers ----------------------------------------------------------------------------------------------


@implements("pyrite.gcd")
def gcd(a, b):
    """Of two integers that are not negative."""
    while b != 0:
        a, b = b, a % b
    return a


@implements("pyrite.lcm")
def lcm(a, b):
    """Of two integers that are not negative."""
    if a == 0 or b == 0:
        return 0
    share = a // gcd(a, b)
    if b > _LARGEST // share:
        raise OverflowError("lcm() result does not fit in 64 bits")
    return share * b


@implements("pyrite.isqrt")
def isqrt(n):
    if n < 0:
        raise ValueError("isqrt() argument must be nonnegative")
    if n == 0:
        return 0
    root = int(math.sqrt(n))
    while root > n // root:
        root -= 1
    while root + 1 <= n // (root + 1):
        root += 1
    return root


@implements("pyrite.factorial")
def factorial(n):
    if n < 0:
        raise ValueError(_NO_FACTORIAL)
    if n > 20:
        raise OverflowError("factorial() result does not fit in 64 bits")
    result = 1
    for i in range(2, n + 1):
        result *= i
    return result


@implements("pyrite.comb")
def comb(n, k):
    if n < 0:
        raise ValueError("n must be a non-negative integer")
    if k < 0:
        raise ValueError("k must be a non-negative integer")
    if k > n:
        return 0
    k = min(k, n - k)
    result = 1
    for i in range(k):
        shared = gcd(result, i + 1)
        result //= shared
        factor = (n - i) // ((i + 1) // shared)
        if result > _LARGEST // factor:
            raise OverflowError("comb() result does not fit in 64 bits")
        result *= factor
    return result


@implements("pyrite.perm")
def perm(n, k):
    if n < 0:
        raise ValueError("n must be a non-negative integer")
    if k < 0:
        raise ValueError("k must be a non-negative integer")
    if k > n:
        return 0
    result = 1
    for i in range(k):
        if result > _LARGEST // (n - i):
            raise OverflowError("perm() result does not fit in 64 bits")
        result *= n - i
    return result


def _multiply_modulo(a, b, modulus):
    """a * b % modulus of numbers below the modulus, without leaving 63 bits."""
    if modulus < 2**31:
        return a * b % modulus
    result = 0
    while b > 0:
        if b & 1 != 0:
            result = result - (modulus - a) if result >= modulus - a else result + a
        a = a - (modulus - a) if a >= modulus - a else a + a
        b >>= 1
    return result


def _inverse_modulo(a, modulus):
    r, next_r, t, next_t = modulus, a, 0, 1
    while next_r != 0:
        quotient = r // next_r
        r, next_r = next_r, r - quotient * next_r
        t, next_t = next_t, t - quotient * next_t
    if r != 1:
        raise ValueError("base is not invertible for the given modulus")
    return t % modulus


@implements("pyrite.modular_power")
def modular_power(base, exponent, modulus):
    """pow(base, exponent, modulus)"""
    if modulus == 0:
        raise ValueError("pow() 3rd argument cannot be 0")
    if modulus < -_LARGEST:
        raise OverflowError("pow() 3rd argument is too large")
    size = abs(modulus)
    if size == 1:
        return 0
    base %= size
    if exponent < 0:
        if exponent < -_LARGEST:
            raise OverflowError("pow() 2nd argument is too large")
        base = _inverse_modulo(base, size)
        exponent = -exponent
    result = 1
    while exponent > 0:
        if exponent & 1 != 0:
            result = _multiply_modulo(result, base, size)
        base = _multiply_modulo(base, base, size)
        exponent >>= 1
    return result + modulus if modulus < 0 and result != 0 else result


# -- sums, products, extremes ------------------------------------------------------------------------------


@implements("pyrite.sum_of")
def sum_of(iterable, start):
    total = start
    for item in iterable:
        total += item
    return total


@implements("pyrite.sum_of_floats")
def sum_of_floats(items, start):
    """sum() of a tuple of floats, which is not empty."""
    # An integer to start with takes the first item before any error is carried.
    first = 0 if isinstance(start, float) else 1
    total = start if isinstance(start, float) else start + items[0]
    if not _SUMS_ARE_COMPENSATED:
        for i in range(first, len(items)):
            total += items[i]
        return total
    carried = 0.0
    for i in range(first, len(items)):
        item = items[i]
        following = total + item
        if abs(total) >= abs(item):
            carried += (total - following) + item
        else:
            carried += (item - following) + total
        total = following
    if carried != 0.0 and math.isfinite(carried):
        return total + carried
    return total


@implements("pyrite.max_of")
def max_of(iterable, key=None, default=_no_default):
    found = False
    for item in iterable:
        weight = item if key is None else key(item)
        if not found:
            found = True
            best, best_weight = item, weight
        elif weight > best_weight:
            best, best_weight = item, weight
    if not found:
        if default is _no_default:
            raise ValueError(_NO_MAXIMUM)
        return default
    return best


@implements("pyrite.min_of")
def min_of(iterable, key=None, default=_no_default):
    found = False
    for item in iterable:
        weight = item if key is None else key(item)
        if not found:
            found = True
            best, best_weight = item, weight
        elif weight < best_weight:
            best, best_weight = item, weight
    if not found:
        if default is _no_default:
            raise ValueError(_NO_MINIMUM)
        return default
    return best


@implements("pyrite.prod_of")
def prod_of(iterable, start):
    result = start
    for item in iterable:
        result *= item
    return result


@implements("pyrite.vector_norm")
def vector_norm(values):
    """The Euclidean length of a tuple of floats, to within an ulp."""
    largest = 0.0
    has_nan = False
    for value in values:
        size = abs(value)
        if size != size:
            has_nan = True
        elif size > largest:
            largest = size
    if largest == math.inf:
        return math.inf
    if has_nan:
        return math.nan
    if largest == 0.0:
        return 0.0
    exponent = math.frexp(largest)[1]
    total, rest = 0.0, 0.0
    for value in values:
        scaled = math.ldexp(value, -exponent)
        square, error = two_product(scaled, scaled)
        total, lost = two_sum(total, square)
        rest += lost + error
    root = math.sqrt(total + rest)
    square, error = two_product(root, root)
    root += (((total - square) - error) + rest) / (2.0 * root)
    return np.ldexp(root, exponent)


@implements("pyrite.distance")
def distance(p, q):
    """math.dist() of arrays; tuples come as the norm of their differences."""
    if len(p) != len(q):
        raise ValueError("both points must have the same number of dimensions")
    largest = 0.0
    for i in range(len(p)):
        largest = max(largest, abs(float(p[i]) - float(q[i])))
    if largest == 0.0 or largest == math.inf:
        return largest
    total, rest = 0.0, 0.0
    exponent = math.frexp(largest)[1]
    for i in range(len(p)):
        scaled = math.ldexp(float(p[i]) - float(q[i]), -exponent)
        square, error = two_product(scaled, scaled)
        total, lost = two_sum(total, square)
        rest += lost + error
    return np.ldexp(math.sqrt(total + rest), exponent)


@implements("math.fsum")
def fsum(iterable):
    """The sum of floats, correctly rounded: partial sums that do not overlap (Shewchuk)."""
    partials = np.empty(64)
    count = 0
    special, infinite = 0.0, 0.0
    for item in iterable:
        x = float(item)
        original = x
        kept = 0
        for i in range(count):
            y = partials[i]
            if abs(x) < abs(y):
                x, y = y, x
            high = x + y
            low = y - (high - x)
            if low != 0.0:
                partials[kept] = low
                kept += 1
            x = high
        count = kept
        if x != 0.0:
            if not math.isfinite(x):
                if math.isfinite(original):
                    raise OverflowError("intermediate overflow in fsum")
                if original - original != 0.0 and original == original:
                    infinite += original
                special += original
                count = 0
            else:
                partials[count] = x
                count += 1
    if special != 0.0:
        if infinite != infinite:
            raise ValueError("-inf + inf in fsum")
        return special
    return _rounded_total(partials, count)


def _rounded_total(partials, count):
    """The sum of partials of growing size that do not overlap, rounded once."""
    high = 0.0
    if count == 0:
        return high
    count -= 1
    high = partials[count]
    low = 0.0
    while count > 0:
        x = high
        count -= 1
        y = partials[count]
        high = x + y
        low = y - (high - x)
        if low != 0.0:
            break
    # Half-way cases depend on the sign of what is left.
    if count > 0 and ((low < 0.0 and partials[count - 1] < 0.0) or (low > 0.0 and partials[count - 1] > 0.0)):
        twice = low * 2.0
        x = high + twice
        if twice == x - high:
            high = x
    return high


@implements("pyrite.next_after_steps")
def next_after_steps(x, y, steps):
    """math.nextafter(x, y, steps=steps)"""
    if steps < 0:
        raise ValueError("steps must be a non-negative integer")
    if x != x or y != y:
        return x + y
    while steps > 0 and x != y:
        x = math.nextafter(x, y)
        steps -= 1
    return x


@implements("math.sumprod")
def sumprod(p, q):
    if len(p) != len(q):
        raise ValueError("Inputs are not the same length")
    if len(p) == 0:
        return 0
    if not isinstance(p[0] * q[0], float):
        whole = p[0] * q[0]
        for i in range(1, len(p)):
            whole += p[i] * q[i]
        return whole
    total, rest, plain = 0.0, 0.0, 0.0
    for i in range(len(p)):
        x, y = float(p[i]), float(q[i])
        plain += x * y
        product, error = two_product(x, y)
        total, lost = two_sum(total, product)
        rest += lost + error
    result = total + rest
    return result if math.isfinite(result) else plain


@implements("pyrite.any_of")
def any_of(iterable):
    for item in iterable:
        if item:
            return True
    return False


@implements("pyrite.all_of")
def all_of(iterable):
    for item in iterable:
        if not item:
            return False
    return True
