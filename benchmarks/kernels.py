"""The eight kernels of the demo, as users write them, each with its inputs, a NumPy form and a tolerance.

`KERNELS` lists them. A kernel's `function` is plain Python: the demo runs it under the interpreter at a
reduced size, and compiled at full size. Its NumPy form is written independently and is the reference.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Optional

import numpy as np

Size = tuple[int, ...]


@dataclass(frozen=True)
class Kernel:
    """One kernel: `function(*make(*size))`; `work(*size)` counts the steps of its innermost loop."""

    name: str
    title: str
    function: Callable
    numpy_form: Callable
    make: Callable
    work: Callable
    sizes: dict[str, Size]  # demo: what is reported; interpreter: what plain Python runs; quick: for tests
    unit: str
    helpers: tuple[Callable, ...] = ()  # functions it calls, which Numba wants decorated as well
    written: tuple[int, ...] = ()  # arguments it writes: copied before every run
    results: Optional[tuple[int, ...]] = None  # arguments that are its result; None: what it returns
    tolerance: float = 0.0  # largest difference, relative to the largest magnitude in the reference

    def fresh(self, arguments):
        """The arguments with those that a run changes copied."""
        return tuple(a.copy() if i in self.written else a for i, a in enumerate(arguments))

    def result(self, arguments, returned):
        """What a run computed, as a tuple of arrays."""
        values = (returned,) if self.results is None else tuple(arguments[i] for i in self.results)
        return tuple(np.array(value) for value in values)


def largest_difference(found, expected):
    """The largest difference between two results, relative to the largest magnitude expected."""
    worst = 0.0
    for one, other in zip(found, expected):
        if one.shape != other.shape:
            return math.inf
        if other.size == 0:
            continue
        one = one.astype(np.float64)
        other = other.astype(np.float64)
        scale = float(np.max(np.abs(other))) or 1.0
        gap = float(np.max(np.abs(one - other))) / scale
        worst = max(worst, math.inf if math.isnan(gap) else gap)
    return worst


# ---- Black-Scholes -----------------------------------------------------------------------------------------


def normal_cdf(d):
    k = 1.0 / (1.0 + 0.2316419 * math.fabs(d))
    poly = k * (0.31938153 + k * (-0.356563782 + k * (1.781477937 + k * (-1.821255978 + k * 1.330274429))))
    tail = 0.39894228040143267794 * math.exp(-0.5 * d * d) * poly
    if d > 0:
        return 1.0 - tail
    return tail


def black_scholes(call, put, spot, strike, years, rate, volatility):
    for i in range(len(spot)):
        s = spot[i]
        x = strike[i]
        t = years[i]
        root = math.sqrt(t)
        d1 = (math.log(s / x) + (rate + 0.5 * volatility * volatility) * t) / (volatility * root)
        d2 = d1 - volatility * root
        cdf1 = normal_cdf(d1)
        cdf2 = normal_cdf(d2)
        discount = math.exp(-rate * t)
        call[i] = s * cdf1 - x * discount * cdf2
        put[i] = x * discount * (1.0 - cdf2) - s * (1.0 - cdf1)


def black_scholes_numpy(call, put, spot, strike, years, rate, volatility):
    def cdf(d):
        k = 1.0 / (1.0 + 0.2316419 * np.abs(d))
        poly = np.polyval([1.330274429, -1.821255978, 1.781477937, -0.356563782, 0.31938153, 0.0], k)
        tail = np.exp(-0.5 * d * d) * poly / math.sqrt(2.0 * math.pi)
        return np.where(d > 0, 1.0 - tail, tail)

    spread = volatility * np.sqrt(years)
    d1 = (np.log(spot / strike) + (rate + 0.5 * volatility**2) * years) / spread
    cdf1 = cdf(d1)
    cdf2 = cdf(d1 - spread)
    discounted = strike * np.exp(-rate * years)
    call[:] = spot * cdf1 - discounted * cdf2
    put[:] = discounted * (1.0 - cdf2) - spot * (1.0 - cdf1)


def make_black_scholes(options):
    random = np.random.RandomState(20)
    spot = random.uniform(5.0, 30.0, options)
    strike = random.uniform(1.0, 100.0, options)
    years = random.uniform(0.25, 10.0, options)
    return np.zeros(options), np.zeros(options), spot, strike, years, 0.02, 0.3


# ---- Mandelbrot --------------------------------------------------------------------------------------------


def mandelbrot(image, left, right, bottom, top, limit):
    height, width = image.shape
    for row in range(height):
        y = top - (top - bottom) * row / height
        for column in range(width):
            c = complex(left + (right - left) * column / width, y)
            z = 0j
            count = 0
            while count < limit and z.real * z.real + z.imag * z.imag <= 4.0:
                z = z * z + c
                count += 1
            image[row, column] = count


def mandelbrot_numpy(image, left, right, bottom, top, limit):
    height, width = image.shape
    x0 = left + (right - left) * np.arange(width) / width
    y0 = top - (top - bottom) * np.arange(height) / height
    x0, y0 = (part.ravel() for part in np.meshgrid(x0, y0))
    alive = np.arange(x0.size)
    x = np.zeros(x0.size)
    y = np.zeros(x0.size)
    counts = image.reshape(-1)
    counts[:] = 0
    for _ in range(limit):
        xx = x * x
        yy = y * y
        inside = xx + yy <= 4.0
        xx, yy, x, y, x0, y0, alive = (part[inside] for part in (xx, yy, x, y, x0, y0, alive))
        if alive.size == 0:
            break
        counts[alive] += 1
        xy = x * y
        x, y = xx - yy + x0, xy + xy + y0


def make_mandelbrot(width, height, limit):
    return np.zeros((height, width), np.int32), -2.0, 0.6, -0.975, 0.975, limit


# ---- pairwise distances ------------------------------------------------------------------------------------


def pairwise_distances(points, distances):
    count, dimensions = points.shape
    for i in range(count):
        for j in range(count):
            total = 0.0
            for k in range(dimensions):
                gap = points[i, k] - points[j, k]
                total += gap * gap
            distances[i, j] = math.sqrt(total)


def pairwise_distances_numpy(points, distances):
    gaps = points[:, None, :] - points[None, :, :]
    np.sqrt((gaps * gaps).sum(axis=2), out=distances)


def make_pairwise_distances(count):
    return np.random.RandomState(21).uniform(-1.0, 1.0, (count, 3)), np.zeros((count, count))


# ---- n-body ------------------------------------------------------------------------------------------------


def n_body(position, velocity, mass, dt, steps):
    count = len(mass)
    for _ in range(steps):
        for i in range(count):
            for j in range(i + 1, count):
                dx = position[i, 0] - position[j, 0]
                dy = position[i, 1] - position[j, 1]
                dz = position[i, 2] - position[j, 2]
                square = dx * dx + dy * dy + dz * dz + 0.01
                pull = dt / (square * math.sqrt(square))
                velocity[i, 0] -= dx * mass[j] * pull
                velocity[i, 1] -= dy * mass[j] * pull
                velocity[i, 2] -= dz * mass[j] * pull
                velocity[j, 0] += dx * mass[i] * pull
                velocity[j, 1] += dy * mass[i] * pull
                velocity[j, 2] += dz * mass[i] * pull
        for i in range(count):
            for k in range(3):
                position[i, k] += dt * velocity[i, k]


def n_body_numpy(position, velocity, mass, dt, steps):
    for _ in range(steps):
        gaps = position[:, None, :] - position[None, :, :]
        square = (gaps * gaps).sum(axis=2) + 0.01
        pull = dt * mass / (square * np.sqrt(square))
        velocity -= (gaps * pull[:, :, None]).sum(axis=1)
        position += dt * velocity


def make_n_body(count, steps):
    random = np.random.RandomState(22)
    position = random.uniform(-1.0, 1.0, (count, 3))
    velocity = random.uniform(-0.1, 0.1, (count, 3))
    return position, velocity, random.uniform(0.5, 1.5, count) / count, 0.01, steps


# ---- Jacobi ------------------------------------------------------------------------------------------------


def jacobi(grid, other, iterations):
    rows, columns = grid.shape
    for _ in range(iterations):
        for i in range(1, rows - 1):
            for j in range(1, columns - 1):
                other[i, j] = 0.25 * (grid[i - 1, j] + grid[i + 1, j] + grid[i, j - 1] + grid[i, j + 1])
        grid, other = other, grid
    return grid


def jacobi_numpy(grid, other, iterations):
    for _ in range(iterations):
        inner = grid[:-2, 1:-1] + grid[2:, 1:-1]
        inner += grid[1:-1, :-2]
        inner += grid[1:-1, 2:]
        other[1:-1, 1:-1] = 0.25 * inner
        grid, other = other, grid
    return grid


def make_jacobi(side, iterations):
    grid = np.random.RandomState(23).uniform(0.0, 1.0, (side, side))
    return grid, grid.copy(), iterations


# ---- sparse matrix times vector ----------------------------------------------------------------------------


def spmv(values, columns, starts, vector, product):
    for row in range(len(product)):
        total = 0.0
        for k in range(starts[row], starts[row + 1]):
            total += values[k] * vector[columns[k]]
        product[row] = total


def spmv_numpy(values, columns, starts, vector, product):
    product[:] = np.add.reduceat(values * vector[columns], starts[:-1])


def make_spmv(rows):
    random = np.random.RandomState(24)
    lengths = random.randint(8, 25, rows)  # no row is empty: reduceat needs that
    starts = np.zeros(rows + 1, np.int32)
    starts[1:] = np.cumsum(lengths)
    stored = int(starts[-1])
    columns = random.randint(0, rows, stored).astype(np.int32)
    return random.uniform(-1.0, 1.0, stored), columns, starts, random.uniform(-1.0, 1.0, rows), np.zeros(rows)


# ---- sieve -------------------------------------------------------------------------------------------------


def sieve(prime):
    size = len(prime)
    for i in range(size):
        prime[i] = i >= 2
    i = 2
    while i * i < size:
        if prime[i]:
            for multiple in range(i * i, size, i):
                prime[multiple] = False
        i += 1
    count = 0
    for i in range(size):
        if prime[i]:
            count += 1
    return count


def sieve_numpy(prime):
    prime[:] = True
    prime[:2] = False
    for i in range(2, math.isqrt(len(prime) - 1) + 1):
        if prime[i]:
            prime[i * i :: i] = False
    return int(np.count_nonzero(prime))


def make_sieve(size):
    return (np.zeros(size, np.bool_),)


# ---- Floyd-Warshall ----------------------------------------------------------------------------------------


def floyd_warshall(distance):
    count = distance.shape[0]
    for k in range(count):
        for i in range(count):
            for j in range(count):
                through = distance[i, k] + distance[k, j]
                if through < distance[i, j]:
                    distance[i, j] = through


def floyd_warshall_numpy(distance):
    for k in range(distance.shape[0]):
        np.minimum(distance, distance[:, k, None] + distance[None, k, :], out=distance)


def make_floyd_warshall(count):
    random = np.random.RandomState(25)
    distance = random.uniform(1.0, 100.0, (count, count))
    distance[random.uniform(0.0, 1.0, (count, count)) < 0.7] = np.inf
    ring = np.arange(count)
    distance[ring, (ring + 1) % count] = 50.0  # every node reaches every other: no infinity is left
    distance[ring, ring] = 0.0
    return (distance,)


# ---- the list ----------------------------------------------------------------------------------------------

KERNELS = (
    Kernel(
        name="black_scholes",
        title="Black-Scholes",
        function=black_scholes,
        helpers=(normal_cdf,),
        numpy_form=black_scholes_numpy,
        make=make_black_scholes,
        work=lambda options: options,
        sizes={"demo": (1_000_000,), "interpreter": (10_000,), "quick": (1_000,)},
        unit="options",
        written=(0, 1),
        results=(0, 1),
        tolerance=1e-13,
    ),
    Kernel(
        name="mandelbrot",
        title="Mandelbrot",
        function=mandelbrot,
        numpy_form=mandelbrot_numpy,
        make=make_mandelbrot,
        work=lambda width, height, limit: width * height * limit,
        sizes={"demo": (1024, 768, 200), "interpreter": (64, 48, 200), "quick": (32, 24, 50)},
        unit="width x height x limit",
        written=(0,),
        results=(0,),
    ),
    Kernel(
        name="pairwise_distances",
        title="Pairwise distances",
        function=pairwise_distances,
        numpy_form=pairwise_distances_numpy,
        make=make_pairwise_distances,
        work=lambda count: count * count,
        sizes={"demo": (1_500,), "interpreter": (100,), "quick": (30,)},
        unit="points",
        written=(1,),
        results=(1,),
        tolerance=1e-15,
    ),
    Kernel(
        name="n_body",
        title="n-body",
        function=n_body,
        numpy_form=n_body_numpy,
        make=make_n_body,
        work=lambda count, steps: count * count * steps,
        sizes={"demo": (1_000, 10), "interpreter": (80, 4), "quick": (16, 2)},
        unit="bodies x steps",
        written=(0, 1),
        results=(0, 1),
        tolerance=1e-12,
    ),
    Kernel(
        name="jacobi",
        title="Jacobi 2-D",
        function=jacobi,
        numpy_form=jacobi_numpy,
        make=make_jacobi,
        work=lambda side, iterations: (side - 2) * (side - 2) * iterations,
        sizes={"demo": (1_000, 100), "interpreter": (100, 10), "quick": (24, 5)},
        unit="side x iterations",
        written=(0, 1),
    ),
    Kernel(
        name="spmv",
        title="SpMV (CSR)",
        function=spmv,
        numpy_form=spmv_numpy,
        make=make_spmv,
        work=lambda rows: rows,
        sizes={"demo": (200_000,), "interpreter": (5_000,), "quick": (500,)},
        unit="rows",
        written=(4,),
        results=(4,),
        tolerance=1e-13,
    ),
    Kernel(
        name="sieve",
        title="Sieve",
        function=sieve,
        numpy_form=sieve_numpy,
        make=make_sieve,
        work=lambda size: size * math.log(math.log(size)),
        sizes={"demo": (10_000_000,), "interpreter": (200_000,), "quick": (5_000,)},
        unit="numbers",
        written=(0,),
    ),
    Kernel(
        name="floyd_warshall",
        title="Floyd-Warshall",
        function=floyd_warshall,
        numpy_form=floyd_warshall_numpy,
        make=make_floyd_warshall,
        work=lambda count: count**3,
        sizes={"demo": (400,), "interpreter": (50,), "quick": (16,)},
        unit="nodes",
        written=(0,),
        results=(0,),
        tolerance=1e-15,
    ),
)
