// A sparse matrix in compressed rows times a vector, as kernels.spmv computes it.
#include <stdint.h>

void spmv(const double* restrict values, const int32_t* restrict columns, const int32_t* restrict starts,
          const double* restrict vector, double* restrict product, int64_t rows) {
  for (int64_t row = 0; row < rows; ++row) {
    double total = 0;
    for (int64_t k = starts[row]; k < starts[row + 1]; ++k) total += values[k] * vector[columns[k]];
    product[row] = total;
  }
}
