// Jacobi iterations on a grid, as kernels.jacobi computes them; the result lies in `grid` after an even number.
#include <stdint.h>

static void sweep(const double* restrict grid, double* restrict other, int64_t rows, int64_t columns) {
  for (int64_t i = 1; i < rows - 1; ++i)
    for (int64_t j = 1; j < columns - 1; ++j)
      other[i * columns + j] = 0.25 * (grid[(i - 1) * columns + j] + grid[(i + 1) * columns + j] + grid[i * columns + j - 1] +
                                       grid[i * columns + j + 1]);
}

void jacobi(double* grid, double* other, int64_t rows, int64_t columns, int64_t iterations) {
  for (int64_t step = 0; step < iterations; ++step) {
    sweep(grid, other, rows, columns);
    double* last = grid;
    grid = other;
    other = last;
  }
}
