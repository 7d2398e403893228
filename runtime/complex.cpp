// Complex power as the interpreter computes it: small integer exponents by repeated multiplication, others by polar form.
#include <cmath>

#include "runtime/functions.hpp"

namespace {

struct Complex {
  double real, imag;
};

Complex multiply(Complex a, Complex b) { return {a.real * b.real - a.imag * b.imag, a.real * b.imag + a.imag * b.real}; }

/// a / b with the larger part of b as the common scale.
Complex divide(Complex a, Complex b) {
  if (std::fabs(b.real) >= std::fabs(b.imag)) {
    const double ratio = b.imag / b.real, denominator = b.real + b.imag * ratio;
    return {(a.real + a.imag * ratio) / denominator, (a.imag - a.real * ratio) / denominator};
  }
  if (std::fabs(b.imag) >= std::fabs(b.real)) {
    const double ratio = b.real / b.imag, denominator = b.real * ratio + b.imag;
    return {(a.real * ratio + a.imag) / denominator, (a.imag * ratio - a.real) / denominator};
  }
  return {std::nan(""), std::nan("")};
}

Complex integerPower(Complex base, std::int64_t exponent) {
  Complex result{1, 0};
  for (std::int64_t left = exponent < 0 ? -exponent : exponent; left > 0; left >>= 1) {
    if ((left & 1) != 0) result = multiply(result, base);
    base = multiply(base, base);
  }
  return exponent < 0 ? divide({1, 0}, result) : result;
}

Complex polarPower(Complex base, Complex exponent) {
  if (exponent.real == 0 && exponent.imag == 0) return {1, 0};
  if (base.real == 0 && base.imag == 0) return {0, 0};
  const double magnitude = std::hypot(base.real, base.imag), angle = std::atan2(base.imag, base.real);
  double length = std::pow(magnitude, exponent.real), phase = angle * exponent.real;
  if (exponent.imag != 0) {
    length *= std::exp(-angle * exponent.imag);
    phase += exponent.imag * std::log(magnitude);
  }
  return {length * std::cos(phase), length * std::sin(phase)};
}

}  // namespace

extern "C" void prt_complex_power(double baseReal, double baseImag, double real, double imag, double* result) {
  constexpr double kLargestIntegerExponent = 100;
  const Complex base{baseReal, baseImag};
  const bool isSmallInteger = imag == 0 && real == std::floor(real) && std::fabs(real) <= kLargestIntegerExponent;
  const Complex power = isSmallInteger ? integerPower(base, static_cast<std::int64_t>(real)) : polarPower(base, {real, imag});
  result[0] = power.real;
  result[1] = power.imag;
}
