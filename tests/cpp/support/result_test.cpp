// Results, and the macros that hand diagnostics on.
#include "frontend/support/result.hpp"

#include <gtest/gtest.h>

#include <string>

namespace pyrite {
namespace {

Diagnostic refusal(const std::string& message) {
  Diagnostic diagnostic;
  diagnostic.kind = DiagnosticKind::Typing;
  diagnostic.message = message;
  return diagnostic;
}

Result<int> half(int number) {
  if (number % 2 != 0) return refusal(std::to_string(number) + " is odd");
  return number / 2;
}

Result<int> quarter(int number) {
  PYRITE_TRY(const int once, half(number));
  PYRITE_TRY(const int twice, half(once));
  return twice;
}

Status isQuartered(int number) {
  PYRITE_TRY_STATUS(half(number));
  PYRITE_TRY_STATUS(half(number / 2));
  return success();
}

TEST(Result, HoldsAValueOrADiagnostic) {
  EXPECT_TRUE(half(4).ok());
  EXPECT_EQ(*half(4), 2);
  EXPECT_FALSE(half(3).ok());
  EXPECT_EQ(half(3).error().message, "3 is odd");
}

TEST(Result, TryHandsTheFirstDiagnosticOn) {
  EXPECT_EQ(*quarter(8), 2);
  EXPECT_EQ(quarter(7).error().message, "7 is odd");
  EXPECT_EQ(quarter(6).error().message, "3 is odd");
}

TEST(Result, TryStatusDoesSoWithoutAValue) {
  EXPECT_TRUE(isQuartered(8).ok());
  EXPECT_EQ(isQuartered(6).error().message, "3 is odd");
}

TEST(Result, AValueMovesOut) {
  Result<std::unique_ptr<int>> owned(std::make_unique<int>(5));
  const std::unique_ptr<int> taken = *std::move(owned);
  EXPECT_EQ(*taken, 5);
}

TEST(Result, ADiagnosticMovesOut) {
  Result<int> refused = half(3);
  EXPECT_EQ(refused.takeError().kind, DiagnosticKind::Typing);
}

}  // namespace
}  // namespace pyrite
