// The sieve of Eratosthenes, as kernels.sieve computes it.
#include <stdbool.h>
#include <stdint.h>

int64_t sieve(bool* prime, int64_t size) {
  for (int64_t i = 0; i < size; ++i) prime[i] = i >= 2;
  for (int64_t i = 2; i * i < size; ++i)
    if (prime[i])
      for (int64_t multiple = i * i; multiple < size; multiple += i) prime[multiple] = false;
  int64_t count = 0;
  for (int64_t i = 0; i < size; ++i)
    if (prime[i]) ++count;
  return count;
}
