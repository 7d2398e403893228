// Random numbers and arguments.
#include "tests/cpp/differential/random_numbers.hpp"

#include <cmath>

#include "frontend/ir/builder.hpp"

namespace pyrite::differential {

using ir::RunValue;
using types::Type;

namespace {

std::uint64_t randomBits(Random& random, Type type) {
  const std::uint64_t greatest = ~std::uint64_t{0} >> (64 - type->bits);
  const std::uint64_t half = std::uint64_t{1} << (type->bits - 1);
  switch (random.below(8)) {
    case 0:
      return random.bits();
    case 1:
      return greatest - random.below(3);
    case 2:
      return half + random.below(3) - 1;
    case 3:
      return std::uint64_t{1} << random.below(type->bits);
    default:
      return random.below(12) - 4;
  }
}

double randomReal(Random& random) {
  constexpr double kEdges[] = {0.0,      -0.0,       1.0,       -1.0,  0.5,         -2.5,   3.75,    1e-310,
                               65504.0,  16777217.0, 1.5e300,   -1e10, 2048.5,      0x1p63, -0x1p63, 0x1p-24,
                               0x1p-149, HUGE_VAL,   -HUGE_VAL, NAN,   0x1.fffp127, 7.0};
  if (random.chance(50)) return random.pick(kEdges);
  return std::ldexp(static_cast<double>(static_cast<std::int64_t>(random.bits() >> 11)) - 0x1p52,
                    static_cast<int>(random.below(60)) - 50);
}

}  // namespace

RunValue randomNumber(Random& random, Type type) {
  if (type->isBool()) return ir::runBool(random.chance(50));
  if (type->isInteger()) return ir::runInt(type, randomBits(random, type));
  if (type->isFloat()) return ir::runFloat(type, randomReal(random));
  const double real = randomReal(random), imaginary = randomReal(random);
  return ir::runComplex(type, {real, imaginary});
}

RunValue randomValue(Random& random, Type type) {
  if (type->isNumber()) return randomNumber(random, type);
  if (type->isArray()) {
    const std::int64_t length = random.chance(30) ? 1 : 3;
    std::vector<RunValue> elements;
    for (std::int64_t i = 0; i < length; ++i) elements.push_back(randomNumber(random, type->dtype()));
    return ir::runArray(type, std::span(&length, 1), elements);
  }
  RunValue value;
  for (std::size_t i = 0; i < ir::partCount(type); ++i) value.parts.push_back(randomValue(random, ir::partType(type, i)));
  return value;
}

ir::Attribute constantOf(Type type, const RunValue& value) {
  if (type->isBool()) return ir::runBits(value) != 0;
  if (type->isInteger()) return static_cast<std::int64_t>(ir::runBits(value));
  if (type->isFloat()) return ir::runReal(value);
  return ir::runComplexOf(value);
}

}  // namespace pyrite::differential
