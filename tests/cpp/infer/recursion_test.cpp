// Recursive functions: their result types by fixed point, and what is refused.
#include <gtest/gtest.h>

#include "tests/cpp/infer/generic_function.hpp"

namespace pyrite::infer {
namespace {

/// def name(n):  if n < 2: return 1      (with a base case)
///               return callee(n - 1)    (or … / 2)
ObjectId defineStep(TableWorld& world, const char* name, const char* callee, bool hasBase, bool halves) {
  GenericFunction f(name, {"n"});
  f.line(1);
  if (hasBase) {
    const ir::BlockId base = f.block("base"), step = f.block("step");
    f.branchOn(f.compare(CompareOperator::Less, f.parameter(0), f.integer(2)), base, step);
    f.at(base);
    f.ret(f.integer(1));
    f.at(step);
  }
  const ValueId called = f.line(3).call({f.global(callee), f.subtract(f.parameter(0), f.integer(1))});
  f.ret(halves ? f.binary(BinaryOperator::TrueDivide, called, f.integer(2)) : called);
  return f.define(world);
}

Result<ir::Module> specializeFor(TableWorld& world, ObjectId function, Type argument) {
  return specialize(world, {function, {argument}, nullptr, {}});
}

TEST(Recursion, TakesItsTypeFromTheBaseCase) {
  TableWorld world;
  const auto module = specializeFor(world, defineStep(world, "f", "f", true, false), types::int64());
  ASSERT_TRUE(module.ok()) << module.error().message;
  EXPECT_EQ(module->functions[0].result, types::int64());
  EXPECT_EQ(module->functions.size(), 1u);
  EXPECT_EQ(countOf(module->functions[0], ir::Op::Call), 1u);
}

TEST(Recursion, WidensItsTypeUntilItStands) {
  TableWorld world;
  const auto module = specializeFor(world, defineStep(world, "f", "f", true, true), types::int64());
  ASSERT_TRUE(module.ok()) << module.error().message;
  EXPECT_EQ(module->functions[0].result, types::float64());
}

TEST(Recursion, OfTwoFunctionsAgreesOnOneType) {
  TableWorld world;
  const ObjectId even = defineStep(world, "even", "odd", true, false);
  defineStep(world, "odd", "even", true, true);
  const auto module = specializeFor(world, even, types::int64());
  ASSERT_TRUE(module.ok()) << module.error().message;
  ASSERT_EQ(module->functions.size(), 2u);
  EXPECT_EQ(module->functions[0].result, types::float64());
  EXPECT_EQ(module->functions[1].result, types::float64());
}

TEST(Recursion, WhoseOnlyBaseCaseIsInTheOtherFunctionIsTyped) {
  TableWorld world;
  const ObjectId first = defineStep(world, "first", "second", false, false);
  defineStep(world, "second", "first", true, false);
  const auto module = specializeFor(world, first, types::int64());
  ASSERT_TRUE(module.ok()) << module.error().message;
  EXPECT_EQ(module->functions[0].result, types::int64());
}

TEST(Recursion, WithoutABaseCaseIsRefused) {
  TableWorld world;
  const auto module = specializeFor(world, defineStep(world, "f", "f", false, false), types::int64());
  ASSERT_FALSE(module.ok());
  EXPECT_EQ(module.error().message, "cannot infer the result of f: no path returns without calling itself");
}

TEST(Recursion, OfTwoFunctionsWithoutABaseCaseIsRefused) {
  TableWorld world;
  const ObjectId first = defineStep(world, "first", "second", false, false);
  defineStep(world, "second", "first", false, true);
  EXPECT_FALSE(specializeFor(world, first, types::int64()).ok());
}

TEST(Recursion, WithEverNewArgumentTypesIsRefused) {
  TableWorld world;
  GenericFunction f("grow", {"x"});
  f.ret(f.call({f.global("grow"), f.tuple({f.parameter(0), f.integer(1)})}));
  const auto module = specializeFor(world, f.define(world), types::int64());
  ASSERT_FALSE(module.ok());
  EXPECT_EQ(module.error().message, "the argument types of grow change with every call of itself, without end");
}

}  // namespace
}  // namespace pyrite::infer
