// Bodies under gravity, every pair once, as kernels.n_body computes them.
#include <math.h>
#include <stdint.h>

void n_body(double* restrict position, double* restrict velocity, const double* restrict mass, int64_t count, double dt,
            int64_t steps) {
  for (int64_t step = 0; step < steps; ++step) {
    for (int64_t i = 0; i < count; ++i) {
      for (int64_t j = i + 1; j < count; ++j) {
        double dx = position[3 * i] - position[3 * j];
        double dy = position[3 * i + 1] - position[3 * j + 1];
        double dz = position[3 * i + 2] - position[3 * j + 2];
        double square = dx * dx + dy * dy + dz * dz + 0.01;
        double pull = dt / (square * sqrt(square));
        velocity[3 * i] -= dx * mass[j] * pull;
        velocity[3 * i + 1] -= dy * mass[j] * pull;
        velocity[3 * i + 2] -= dz * mass[j] * pull;
        velocity[3 * j] += dx * mass[i] * pull;
        velocity[3 * j + 1] += dy * mass[i] * pull;
        velocity[3 * j + 2] += dz * mass[i] * pull;
      }
    }
    for (int64_t i = 0; i < count; ++i)
      for (int64_t k = 0; k < 3; ++k) position[3 * i + k] += dt * velocity[3 * i + k];
  }
}
