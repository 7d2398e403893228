// Shortest paths between all pairs of nodes, as kernels.floyd_warshall computes them.
#include <stdint.h>

void floyd_warshall(double* distance, int64_t count) {
  for (int64_t k = 0; k < count; ++k) {
    for (int64_t i = 0; i < count; ++i) {
      for (int64_t j = 0; j < count; ++j) {
        double through = distance[i * count + k] + distance[k * count + j];
        if (through < distance[i * count + j]) distance[i * count + j] = through;
      }
    }
  }
}
