// The rules by which numbers widen.
#include <gtest/gtest.h>

#include "frontend/types/type.hpp"

namespace pyrite::types {
namespace {

const std::vector<Type>& numbers() {
  static const std::vector<Type> types = {
      boolType(), intType(8),         intType(8, false), intType(16),   intType(16, false), intType(32),     intType(32, false),
      int64(),    intType(64, false), floatType(16),     floatType(32), float64(),          complexType(64), complex128()};
  return types;
}

TEST(PromoteDtypes, IsSymmetricAndIdempotent) {
  for (Type a : numbers()) {
    EXPECT_EQ(promoteDtypes(a, a), a);
    for (Type b : numbers()) {
      const Type both = promoteDtypes(a, b);
      EXPECT_EQ(both, promoteDtypes(b, a)) << toString(a) << " " << toString(b);
      EXPECT_EQ(promoteDtypes(both, a), both) << toString(a) << " " << toString(b);
    }
  }
}

TEST(PromoteDtypes, IsThatOfNumPy) {
  EXPECT_EQ(promoteDtypes(intType(8), intType(8, false)), intType(16));
  EXPECT_EQ(promoteDtypes(intType(32), intType(32, false)), int64());
  EXPECT_EQ(promoteDtypes(int64(), intType(64, false)), float64());
  EXPECT_EQ(promoteDtypes(boolType(), intType(8)), intType(8));
  EXPECT_EQ(promoteDtypes(intType(8), floatType(16)), floatType(16));
  EXPECT_EQ(promoteDtypes(intType(16), floatType(16)), floatType(32));
  EXPECT_EQ(promoteDtypes(intType(32), floatType(32)), float64());
  EXPECT_EQ(promoteDtypes(int64(), complexType(64)), complex128());
  EXPECT_EQ(promoteDtypes(float64(), complexType(64)), complex128());
  EXPECT_EQ(promoteDtypes(floatType(32), complexType(64)), complexType(64));
}

TEST(PromoteScalars, NeverLeavesANarrowInteger) {
  EXPECT_EQ(promoteScalars(boolType(), boolType()), int64());
  EXPECT_EQ(promoteScalars(intType(8), intType(16)), int64());
  EXPECT_EQ(promoteScalars(intType(8, false), intType(16, false)), intType(64, false));
  EXPECT_EQ(promoteScalars(int64(), intType(64, false)), float64());
  EXPECT_EQ(promoteScalars(floatType(32), int64()), float64());
  EXPECT_EQ(promoteScalars(floatType(32), floatType(32)), floatType(32));
}

TEST(PromoteWithScalar, TakesPythonsOwnNumbersForWeak) {
  EXPECT_EQ(promoteDtypeWithScalar(intType(8), int64()), intType(8));
  EXPECT_EQ(promoteDtypeWithScalar(floatType(32), float64()), floatType(32));
  EXPECT_EQ(promoteDtypeWithScalar(intType(8), float64()), float64());
  EXPECT_EQ(promoteDtypeWithScalar(boolType(), int64()), int64());
  EXPECT_EQ(promoteDtypeWithScalar(floatType(32), complex128()), complexType(64));
  EXPECT_EQ(promoteDtypeWithScalar(int64(), complex128()), complex128());
  EXPECT_EQ(promoteDtypeWithScalar(floatType(32), boolType()), floatType(32));
}

TEST(PromoteWithScalar, TakesOthersForStrong) {
  EXPECT_EQ(promoteDtypeWithScalar(intType(8), intType(32)), intType(32));
  EXPECT_EQ(promoteDtypeWithScalar(floatType(16), floatType(32)), floatType(32));
}

TEST(Unify, MakesOptionalsAndVariablesThatMayBeUnbound) {
  EXPECT_EQ(unify(int64(), noneType()), optionalType(int64()));
  EXPECT_EQ(unify(noneType(), noneType()), noneType());
  EXPECT_EQ(unify(unboundType(), float64()), maybeUnboundType(float64()));
  EXPECT_EQ(unify(maybeUnboundType(int64()), float64()), maybeUnboundType(float64()));
  EXPECT_EQ(unify(optionalType(int64()), float64()), optionalType(float64()));
}

TEST(Unify, GoesThroughTuplesAndLoosensArrays) {
  const Type integers[] = {int64(), int64()}, mixed[] = {int64(), float64()}, one[] = {int64()};
  EXPECT_EQ(unify(tupleType(integers), tupleType(mixed)), tupleType(mixed));
  EXPECT_EQ(unify(tupleType(integers), tupleType(one)), nullptr);
  EXPECT_EQ(unify(arrayType(float64(), 1, Layout::C), arrayType(float64(), 1, Layout::A, true)),
            arrayType(float64(), 1, Layout::A, true));
  EXPECT_EQ(unify(arrayType(float64(), 1, Layout::C), arrayType(float64(), 2, Layout::C)), nullptr);
  EXPECT_EQ(unify(arrayType(float64(), 1, Layout::C), int64()), nullptr);
}

TEST(Unify, IsSymmetric) {
  std::vector<Type> types = numbers();
  types.insert(types.end(), {noneType(), unboundType(), optionalType(int64()), listType(int64()), listType(unboundType()),
                             arrayType(float64(), 1, Layout::C), arrayType(float64(), 1, Layout::F)});
  for (Type a : types)
    for (Type b : types) EXPECT_EQ(unify(a, b), unify(b, a)) << toString(a) << " " << toString(b);
}

TEST(ConversionCost, IsNothingForTheSameTypeAndLowerForSaferOnes) {
  for (Type type : numbers()) EXPECT_EQ(conversionCost(type, type), 0);
  EXPECT_LT(*conversionCost(intType(32), int64()), *conversionCost(intType(32), float64()));
  EXPECT_LT(*conversionCost(intType(32), float64()), *conversionCost(float64(), intType(32)));
  EXPECT_LT(*conversionCost(intType(8), intType(16)), *conversionCost(intType(8), int64()));
  EXPECT_FALSE(conversionCost(complex128(), float64()).has_value());
  EXPECT_FALSE(conversionCost(noneType(), int64()).has_value());
}

TEST(ConversionCost, LetsArraysLoseWhatTheyNeedNotHave) {
  const Type contiguous = arrayType(float64(), 1, Layout::C), any = arrayType(float64(), 1, Layout::A);
  EXPECT_TRUE(conversionCost(contiguous, any).has_value());
  EXPECT_FALSE(conversionCost(any, contiguous).has_value());
  EXPECT_TRUE(conversionCost(contiguous, arrayType(float64(), 1, Layout::C, true)).has_value());
  EXPECT_FALSE(conversionCost(arrayType(float64(), 1, Layout::C, true), contiguous).has_value());
  EXPECT_FALSE(conversionCost(contiguous, arrayType(floatType(32), 1, Layout::C)).has_value());
}

}  // namespace
}  // namespace pyrite::types
