// Complex arithmetic on real and imaginary parts, with the interpreter's formulas in its order of rounding.
#include "frontend/infer/scalars.hpp"

namespace pyrite::infer {

using ir::Op;

ValueId complexMultiply(Scalars& scalars, ValueId a, ValueId b) {
  const ValueId ar = scalars.real(a), ai = scalars.imaginary(a), br = scalars.real(b), bi = scalars.imaginary(b);
  return scalars.complex(scalars.subtract(scalars.multiply(ar, br), scalars.multiply(ai, bi)),
                         scalars.add(scalars.multiply(ar, bi), scalars.multiply(ai, br)));
}

ValueId complexDivide(Scalars& scalars, ValueId a, ValueId b, bool isNumpy) {
  const ValueId ar = scalars.real(a), ai = scalars.imaginary(a), br = scalars.real(b), bi = scalars.imaginary(b);
  const ValueId sizeReal = scalars.absolute(br), sizeImaginary = scalars.absolute(bi);
  // The part of the divisor that is larger in size is divided by; `along` is the dividend's part on the same axis.
  const ValueId isRealLarger = scalars.greaterEqual(sizeReal, sizeImaginary);
  const ValueId large = scalars.select(isRealLarger, br, bi), small = scalars.select(isRealLarger, bi, br);
  const ValueId along = scalars.select(isRealLarger, ar, ai), across = scalars.select(isRealLarger, ai, ar);
  const ValueId ratio = scalars.divide(small, large);
  const ValueId denominator = scalars.add(large, scalars.multiply(small, ratio));
  const ValueId realTop = scalars.add(along, scalars.multiply(across, ratio));
  const ValueId product = scalars.multiply(along, ratio);
  const ValueId imaginaryTop =
      scalars.select(isRealLarger, scalars.subtract(across, product), scalars.subtract(product, across));
  if (!isNumpy) return scalars.complex(scalars.divide(realTop, denominator), scalars.divide(imaginaryTop, denominator));

  const ValueId scale = scalars.divide(scalars.constant(scalars.type(ar), 1), denominator);
  const ValueId isZero = scalars.both(scalars.isZero(sizeReal), scalars.isZero(sizeImaginary));
  return scalars.complex(scalars.select(isZero, scalars.divide(ar, sizeReal), scalars.multiply(realTop, scale)),
                         scalars.select(isZero, scalars.divide(ai, sizeReal), scalars.multiply(imaginaryTop, scale)));
}

ValueId complexMagnitude(Scalars& scalars, ValueId a) { return scalars.math(Op::Hypot, scalars.real(a), scalars.imaginary(a)); }

}  // namespace pyrite::infer
