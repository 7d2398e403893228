"""A whole program: imports a compiler, compiles a function, prints its result; startup.py times it.

python first_result.py pyrite|numba sum|black_scholes|import [cached]
"""

import math
import sys

import numpy as np

if sys.argv[1] == "numba":
    from numba import njit
else:
    from pyrite import njit

if sys.argv[2] == "import":
    sys.exit()
keep = len(sys.argv) > 3


@njit(cache=keep)
def sum_loop(values):
    total = 0.0
    for i in range(len(values)):
        total += values[i]
    return total


@njit(cache=keep)
def normal_cdf(d):
    k = 1.0 / (1.0 + 0.2316419 * math.fabs(d))
    poly = k * (0.31938153 + k * (-0.356563782 + k * (1.781477937 + k * (-1.821255978 + k * 1.330274429))))
    tail = 0.39894228040143267794 * math.exp(-0.5 * d * d) * poly
    if d > 0:
        return 1.0 - tail
    return tail


@njit(cache=keep)
def black_scholes(call, spot, strike, years, rate, volatility):
    for i in range(len(spot)):
        root = math.sqrt(years[i])
        drift = (rate + 0.5 * volatility * volatility) * years[i]
        d1 = (math.log(spot[i] / strike[i]) + drift) / (volatility * root)
        d2 = d1 - volatility * root
        call[i] = spot[i] * normal_cdf(d1) - strike[i] * math.exp(-rate * years[i]) * normal_cdf(d2)


if sys.argv[2] == "sum":
    print(sum_loop(np.arange(100.0)))
else:
    call = np.zeros(2)
    black_scholes(call, np.array([10.0, 20.0]), np.array([15.0, 15.0]), np.array([1.0, 2.0]), 0.02, 0.3)
    print(call)
