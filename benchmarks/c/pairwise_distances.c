// Distances between all pairs of points, as kernels.pairwise_distances computes them.
#include <math.h>
#include <stdint.h>

void pairwise_distances(const double* restrict points, int64_t count, int64_t dimensions, double* restrict distances) {
  for (int64_t i = 0; i < count; ++i) {
    for (int64_t j = 0; j < count; ++j) {
      double total = 0;
      for (int64_t k = 0; k < dimensions; ++k) {
        double gap = points[i * dimensions + k] - points[j * dimensions + k];
        total += gap * gap;
      }
      distances[i * count + j] = sqrt(total);
    }
  }
}
