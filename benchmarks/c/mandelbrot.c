// Escape counts of the Mandelbrot set, as kernels.mandelbrot computes them (complex numbers in two doubles:
// C's own complex product has a slow path for NaN that Python's has not).
#include <stdint.h>

void mandelbrot(int32_t* image, int64_t height, int64_t width, double left, double right, double bottom, double top,
                int64_t limit) {
  for (int64_t row = 0; row < height; ++row) {
    double cy = top - (top - bottom) * (double)row / (double)height;
    for (int64_t column = 0; column < width; ++column) {
      double cx = left + (right - left) * (double)column / (double)width;
      double x = 0, y = 0;
      int64_t count = 0;
      while (count < limit && x * x + y * y <= 4.0) {
        double real = x * x - y * y + cx;
        y = x * y + y * x + cy;
        x = real;
        ++count;
      }
      image[row * width + column] = (int32_t)count;
    }
  }
}
