// Black-Scholes prices, as kernels.black_scholes computes them.
#include <math.h>
#include <stdint.h>

static inline double normalCdf(double d) {
  double k = 1.0 / (1.0 + 0.2316419 * fabs(d));
  double poly = k * (0.31938153 + k * (-0.356563782 + k * (1.781477937 + k * (-1.821255978 + k * 1.330274429))));
  double tail = 0.39894228040143267794 * exp(-0.5 * d * d) * poly;
  return d > 0 ? 1.0 - tail : tail;
}

void black_scholes(double* restrict call, double* restrict put, const double* restrict spot, const double* restrict strike,
                   const double* restrict years, int64_t count, double rate, double volatility) {
  for (int64_t i = 0; i < count; ++i) {
    double s = spot[i], x = strike[i], t = years[i];
    double root = sqrt(t);
    double d1 = (log(s / x) + (rate + 0.5 * volatility * volatility) * t) / (volatility * root);
    double d2 = d1 - volatility * root;
    double cdf1 = normalCdf(d1), cdf2 = normalCdf(d2);
    double discount = exp(-rate * t);
    call[i] = s * cdf1 - x * discount * cdf2;
    put[i] = x * discount * (1.0 - cdf2) - s * (1.0 - cdf1);
  }
}
