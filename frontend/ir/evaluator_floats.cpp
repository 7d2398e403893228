// Arithmetic of floats and complex numbers, rounded to the type after every step.
//
// Sums, products, quotients and square roots of floats of 16 and 32 bits come out right when they are computed in double and
// rounded again: double has more than twice their digits.
#include <cmath>

#include "frontend/ir/evaluator_families.hpp"

namespace pyrite::ir {

/// The interpreter's floor division and modulo from the exact remainder; x // 0 is x / 0, x % 0 is NaN.
double divideFloats(int bits, double a, double b, bool wantsRemainder) {
  const auto round = [&](double value) { return roundToFloat(bits, value); };
  double modulo = std::fmod(a, b);
  if (b == 0) return wantsRemainder ? modulo : round(a / b);
  double quotient = round(round(a - modulo) / b);
  if (modulo != 0) {
    if ((b < 0) != (modulo < 0)) {
      modulo = round(modulo + b);
      quotient = round(quotient - 1);
    }
  } else {
    modulo = std::copysign(0.0, b);
  }
  if (wantsRemainder) return modulo;
  if (quotient == 0) return std::copysign(0.0, a / b);
  double whole = std::floor(quotient);
  if (round(quotient - whole) > 0.5) whole = round(whole + 1);
  return whole;
}

double floatPower(int bits, double a, double b) {
  return bits == 64 ? std::pow(a, b) : static_cast<double>(std::pow(static_cast<float>(a), static_cast<float>(b)));
}

using Complex = std::complex<double>;

Complex multiplyComplex(int bits, Complex a, Complex b) {
  const auto round = [&](double value) { return roundToFloat(bits, value); };
  return {round(round(a.real() * b.real()) - round(a.imag() * b.imag())),
          round(round(a.real() * b.imag()) + round(a.imag() * b.real()))};
}

/// The larger part of the divisor is the scale.
Complex divideComplex(int bits, Complex a, Complex b) {
  const auto round = [&](double value) { return roundToFloat(bits, value); };
  const bool realIsLarger = std::fabs(b.real()) >= std::fabs(b.imag());
  const double large = realIsLarger ? b.real() : b.imag(), small = realIsLarger ? b.imag() : b.real();
  const double ratio = round(small / large), denominator = round(large + round(small * ratio));
  const double first = realIsLarger ? a.real() : a.imag(), second = realIsLarger ? a.imag() : a.real();
  const double real = round(round(first + round(second * ratio)) / denominator);
  const double whenReal = round(a.imag() - round(a.real() * ratio)), whenImag = round(round(a.imag() * ratio) - a.real());
  return {real, round((realIsLarger ? whenReal : whenImag) / denominator)};
}

/// As the interpreter's: small whole exponents by multiplication, others by the polar form. Always in double.
Complex complexPower(Complex base, Complex exponent) {
  const double real = exponent.real();
  if (exponent.imag() == 0 && real == std::floor(real) && std::fabs(real) <= 100) {
    Complex result = 1;
    for (auto left = static_cast<int>(std::fabs(real)); left > 0; left >>= 1) {
      if ((left & 1) != 0) result = multiplyComplex(64, result, base);
      base = multiplyComplex(64, base, base);
    }
    return real < 0 ? divideComplex(64, 1, result) : result;
  }
  if (base == Complex(0)) return 0;
  const double magnitude = std::hypot(base.real(), base.imag()), angle = std::atan2(base.imag(), base.real());
  double length = std::pow(magnitude, real), phase = angle * real;
  if (exponent.imag() != 0) {
    length *= std::exp(-angle * exponent.imag());
    phase += exponent.imag() * std::log(magnitude);
  }
  return {length * std::cos(phase), length * std::sin(phase)};
}

}  // namespace pyrite::ir
