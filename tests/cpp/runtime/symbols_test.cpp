// The tables that compiled code is linked against.
#include <gtest/gtest.h>

#include <cmath>
#include <complex>
#include <set>
#include <string>

#include "runtime/functions.hpp"

namespace pyrite::runtime {
namespace {

void* addressOf(std::span<const Symbol> symbols, const std::string& name) {
  for (const Symbol& symbol : symbols)
    if (symbol.name == name) return symbol.address;
  return nullptr;
}

TEST(Symbols, AreNamedOnceAndHaveAnAddress) {
  std::set<std::string> names;
  for (const auto symbols : {runtimeSymbols(), mathSymbols()})
    for (const Symbol& symbol : symbols) {
      EXPECT_NE(symbol.address, nullptr) << symbol.name;
      EXPECT_TRUE(names.insert(symbol.name).second) << symbol.name;
    }
}

TEST(Symbols, OfTheRuntimeAreItsFunctions) {
  EXPECT_EQ(addressOf(runtimeSymbols(), "prt_retain"), reinterpret_cast<void*>(&prt_retain));
  EXPECT_EQ(addressOf(runtimeSymbols(), "prt_list_grow"), reinterpret_cast<void*>(&prt_list_grow));
  EXPECT_EQ(addressOf(runtimeSymbols(), "malloc"), nullptr);
}

TEST(Symbols, OfMathematicsAreThoseOfTheirPrecision) {
  auto* const tanhDouble = reinterpret_cast<double (*)(double)>(addressOf(mathSymbols(), "tanh"));
  auto* const tanhFloat = reinterpret_cast<float (*)(float)>(addressOf(mathSymbols(), "tanhf"));
  ASSERT_NE(tanhDouble, nullptr);
  ASSERT_NE(tanhFloat, nullptr);
  EXPECT_EQ(tanhDouble(0.5), std::tanh(0.5));
  EXPECT_EQ(tanhFloat(0.5f), std::tanh(0.5f));
}

std::complex<double> power(std::complex<double> base, std::complex<double> exponent) {
  double result[2];
  prt_complex_power(base.real(), base.imag(), exponent.real(), exponent.imag(), result);
  return {result[0], result[1]};
}

TEST(ComplexPower, OfSmallWholeExponentsIsExact) {
  EXPECT_EQ(power({1, 2}, {2, 0}), std::complex<double>(-3, 4));
  EXPECT_EQ(power({0, 1}, {4, 0}), std::complex<double>(1, 0));
  EXPECT_EQ(power({3, -4}, {0, 0}), std::complex<double>(1, 0));
  EXPECT_EQ(power({2, 0}, {-1, 0}), std::complex<double>(0.5, 0));
}

TEST(ComplexPower, OfOthersIsNear) {
  const std::complex<double> result = power({1, 1}, {0.5, 0.25}),
                             expected = std::pow(std::complex<double>(1, 1), std::complex<double>(0.5, 0.25));
  EXPECT_NEAR(result.real(), expected.real(), 1e-15);
  EXPECT_NEAR(result.imag(), expected.imag(), 1e-15);
}

}  // namespace
}  // namespace pyrite::runtime
