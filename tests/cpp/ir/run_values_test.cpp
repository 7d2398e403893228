// Values while IR is evaluated: their form in memory and as text.
#include "frontend/ir/run_values.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace pyrite::ir {
namespace {

TEST(RoundToFloat, RoundsHalvesToEvenInHalfPrecision) {
  EXPECT_EQ(roundToFloat(16, 2049.0), 2048.0);
  EXPECT_EQ(roundToFloat(16, 2051.0), 2052.0);
  EXPECT_EQ(roundToFloat(16, 65519.9), 65504.0);
  EXPECT_EQ(roundToFloat(16, 65520.0), HUGE_VAL);
  EXPECT_EQ(roundToFloat(16, 0x1p-25), 0.0);
  EXPECT_EQ(roundToFloat(16, 0x1.8p-25), 0x1p-24);
  EXPECT_TRUE(std::signbit(roundToFloat(16, -1e-30)));
  EXPECT_TRUE(std::isnan(roundToFloat(16, NAN)));
}

TEST(RoundToFloat, IsTheMachinesInSingle) {
  for (double value : {0.1, 1e300, -1e-50, 16777217.0, 3.4028235677973366e38})
    EXPECT_EQ(roundToFloat(32, value), static_cast<double>(static_cast<float>(value))) << value;
}

TEST(RunInt, KeepsTheLowBits) {
  EXPECT_EQ(runBits(runInt(types::intType(8), 255)), ~std::uint64_t{0});
  EXPECT_EQ(runBits(runInt(types::intType(8, false), 511)), 255u);
  EXPECT_EQ(runBits(runInt(types::int64(), ~std::uint64_t{0})), ~std::uint64_t{0});
}

TEST(Numbers, ComeBackFromMemory) {
  char bytes[16];
  for (int bits : {16, 32, 64}) {
    storeNumber(types::floatType(bits), runFloat(types::floatType(bits), 1.5), bytes);
    EXPECT_EQ(runReal(loadNumber(types::floatType(bits), bytes)), 1.5);
  }
  for (int bits : {8, 16, 32, 64}) {
    storeNumber(types::intType(bits), runInt(types::intType(bits), ~std::uint64_t{4}), bytes);
    EXPECT_EQ(static_cast<std::int64_t>(runBits(loadNumber(types::intType(bits), bytes))), -5);
  }
  storeNumber(types::complexType(64), runComplex(types::complexType(64), {1.5, -2.0}), bytes);
  EXPECT_EQ(runComplexOf(loadNumber(types::complexType(64), bytes)), std::complex<double>(1.5, -2.0));
}

TEST(Arrays, KeepCOrderInEveryLayout) {
  const std::int64_t shape[] = {2, 3};
  std::vector<RunValue> elements;
  for (std::uint64_t i = 0; i < 6; ++i) elements.push_back(runInt(types::int64(), i));
  for (const types::Layout layout : {types::Layout::C, types::Layout::F, types::Layout::A}) {
    const types::Type type = types::arrayType(types::int64(), 2, layout);
    const RunValue array = runArray(type, shape, elements);
    EXPECT_EQ(arrayShape(type, array), (std::vector<std::int64_t>{2, 3}));
    EXPECT_EQ(spell(type, array), "[[0, 1, 2], [3, 4, 5]]:i64");
  }
}

TEST(Arrays, OutsideTheirMemoryHaveNoElements) {
  const std::int64_t shape[] = {3};
  const types::Type type = types::arrayType(types::int64(), 1, types::Layout::C);
  RunValue array = runArray(type, shape, std::vector<RunValue>(3, runInt(types::int64(), 1)));
  array.parts[2].scalar = std::int64_t{4};
  EXPECT_FALSE(arrayElements(type, array).has_value());
}

TEST(SameValue, TellsZerosApartAndNaNsNot) {
  const types::Type type = types::float64();
  EXPECT_FALSE(sameValue(type, runFloat(type, 0.0), runFloat(type, -0.0)));
  EXPECT_TRUE(sameValue(type, runFloat(type, NAN), runFloat(type, -NAN)));
  EXPECT_FALSE(sameValue(type, runFloat(type, 1.0), runFloat(type, 1.0 + 1e-15)));
  EXPECT_TRUE(sameValue(type, runFloat(type, 1.0), runFloat(type, 1.0 + 1e-15), 1e-14));
}

TEST(SameValue, DoesNotLookIntoWhatIsAbsent) {
  const types::Type type = types::optionalType(types::int64());
  RunValue absent = runZero(type), other = runZero(type);
  other.parts[1] = runInt(types::int64(), 5);
  EXPECT_TRUE(sameValue(type, absent, other));
  other.parts[0] = runBool(true);
  EXPECT_FALSE(sameValue(type, absent, other));
}

TEST(Spelling, ReadsBack) {
  for (const auto& [name, text] :
       std::initializer_list<std::pair<const char*, const char*>>{{"i64", "-5"},
                                                                  {"u64", "18446744073709551615"},
                                                                  {"f64", "-0.0"},
                                                                  {"f64", "nan"},
                                                                  {"bool", "true"},
                                                                  {"c128", "complex(1.0, -2.0)"},
                                                                  {"tuple<i64,tuple<f64,bool>>", "(1, (2.5, false))"},
                                                                  {"optional<i64>", "none"},
                                                                  {"optional<i64>", "7"},
                                                                  {"maybe_unbound<f64>", "unbound"},
                                                                  {"array<f64,2,C>", "[[1.0, 2.0], [3.0, 4.0]]:f64"},
                                                                  {"array<i8,1,A>", "[]:i8"},
                                                                  {"array<i64,0,C>", "5:i64"}}) {
    std::string_view typeText = name, valueText = text;
    const types::Type type = *types::parseType(typeText);
    const auto value = parseValue(type, valueText);
    ASSERT_TRUE(value.ok()) << text;
    EXPECT_TRUE(hasForm(type, *value)) << text;
    EXPECT_EQ(spell(type, *value), text);
    EXPECT_EQ(valueText, "");
  }
}

}  // namespace
}  // namespace pyrite::ir
