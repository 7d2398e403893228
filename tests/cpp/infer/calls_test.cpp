// Calls: binding of arguments, defaults, what a call of each kind of object gives, and errors inside callees.
#include <gtest/gtest.h>

#include "tests/cpp/infer/generic_function.hpp"

namespace pyrite::infer {
namespace {

class Calls : public testing::Test {
 protected:
  void SetUp() override {
    GenericFunction subtract("subtract", {"a", "b"});
    subtract.ret(subtract.subtract(subtract.parameter(0), subtract.parameter(1)));
    subtract.define(world, {world.add(StaticNumber{types::float64(), 0.5})});
  }
  /// The message of `subtract(...)` written with so many positional arguments and these keywords; "" when it compiles.
  std::string messageOf(int positional, const char* keywords, int keywordCount) {
    GenericFunction f("caller", {});
    std::vector<ValueId> operands{f.global("subtract")};
    for (int i = 0; i < positional + keywordCount; ++i) operands.push_back(f.integer(i));
    f.ret(f.builder.emit(ir::Op::PyCall, nullptr, std::span<const ValueId>(operands), std::string(keywords)));
    const auto module = specialize(world, {f.define(world), {}, nullptr, {}});
    return module.ok() ? "" : module.error().message;
  }
  TableWorld world;
};

TEST_F(Calls, BindPositionalAndKeywordArguments) {
  EXPECT_EQ(messageOf(2, "", 0), "");
  EXPECT_EQ(messageOf(1, "b", 1), "");
  EXPECT_EQ(messageOf(0, "b,a", 2), "");
}

TEST_F(Calls, FillInDefaults) {
  GenericFunction f("caller", {});
  f.ret(f.call({f.global("subtract"), f.integer(1)}));
  const auto module = specialize(world, {f.define(world), {}, nullptr, {}});
  ASSERT_TRUE(module.ok()) << module.error().message;
  EXPECT_EQ(module->functions[0].result, types::float64());
}

TEST_F(Calls, SpeakPythonsWordsWhenTheyDoNotFit) {
  EXPECT_EQ(messageOf(0, "", 0), "subtract() missing 1 required positional argument: 'a'");
  EXPECT_EQ(messageOf(3, "", 0), "subtract() takes from 1 to 2 positional arguments but 3 were given");
  EXPECT_EQ(messageOf(1, "a", 1), "subtract() got multiple values for argument 'a'");
  EXPECT_EQ(messageOf(1, "c", 1), "subtract() got an unexpected keyword argument 'c'");
}

TEST_F(Calls, CompileEachCombinationOfTypesOnce) {
  GenericFunction f("caller", {"x", "y"});
  const ValueId first = f.call({f.global("subtract"), f.parameter(0), f.parameter(0)});
  const ValueId second = f.call({f.global("subtract"), first, f.parameter(0)});
  f.ret(f.call({f.global("subtract"), second, f.parameter(1)}));
  const auto module = specialize(world, {f.define(world), {types::int64(), types::float64()}, nullptr, {}});
  ASSERT_TRUE(module.ok()) << module.error().message;
  ASSERT_EQ(module->functions.size(), 3u);
  EXPECT_EQ(module->functions[0].name, "caller.i64.f64");
  EXPECT_EQ(module->functions[1].name, "subtract.i64.i64");
  EXPECT_EQ(module->functions[2].name, "subtract.i64.f64");
}

TEST_F(Calls, TellWhereAnErrorInsideACalleeWasCalledFrom) {
  GenericFunction callee("callee", {"x"});
  callee.line(2).ret(callee.add(callee.parameter(0), callee.none()));
  callee.define(world);
  GenericFunction f("caller", {"x"});
  f.line(7).ret(f.call({f.global("callee"), f.parameter(0)}));
  const auto module = specialize(world, {f.define(world), {types::int64()}, nullptr, {}});
  ASSERT_FALSE(module.ok());
  EXPECT_EQ(module.error().message, "unsupported operand types for +: int64 and none");
  EXPECT_EQ(module.error().span.line, 2);
  EXPECT_EQ(module.error().function, "callee(x: int64)");
  ASSERT_EQ(module.error().notes.size(), 1u);
  EXPECT_EQ(module.error().notes[0], "called at line 7, in caller(x: int64)");
}

TEST_F(Calls, ConvertWhenATypeIsCalled) {
  GenericFunction f("f", {"x"});
  f.ret(f.call({f.op(ir::Op::PyGetAttr, {f.global("np")}, std::string("float32")), f.parameter(0)}));
  const auto module = specialize(world, {f.define(world), {types::int64()}, nullptr, {}});
  ASSERT_TRUE(module.ok()) << module.error().message;
  EXPECT_EQ(module->functions[0].result, types::floatType(32));
}

TEST_F(Calls, MakeNamedTuples) {
  world.addGlobal("Point", StaticNamedTupleClass{"Point", {"x", "y"}});
  GenericFunction f("f", {"a"});
  const ValueId point = f.call({f.global("Point"), f.integer(1), f.parameter(0)}, "y");
  f.ret(f.op(ir::Op::PyGetAttr, {point}, std::string("y")));
  const auto module = specialize(world, {f.define(world), {types::float64()}, nullptr, {}});
  ASSERT_TRUE(module.ok()) << module.error().message;
  EXPECT_EQ(module->functions[0].result, types::float64());
}

TEST_F(Calls, HandFunctionsToFunctions) {
  GenericFunction apply("apply", {"f", "x"});
  apply.ret(apply.call({apply.parameter(0), apply.parameter(1), apply.integer(1)}));
  apply.define(world);
  GenericFunction f("f", {"x"});
  f.ret(f.call({f.global("apply"), f.global("subtract"), f.parameter(0)}));
  const auto module = specialize(world, {f.define(world), {types::float64()}, nullptr, {}});
  ASSERT_TRUE(module.ok()) << module.error().message;
  EXPECT_EQ(module->functions[0].result, types::float64());
  EXPECT_EQ(module->functions.size(), 3u);
}

TEST_F(Calls, OfAFunctionThatCannotRaiseCannotRaise) {
  GenericFunction f("f", {"x"});
  f.ret(f.call({f.global("subtract"), f.parameter(0), f.parameter(0)}));
  const auto module = specialize(world, {f.define(world), {types::int64()}, nullptr, {}});
  ASSERT_TRUE(module.ok());
  EXPECT_FALSE(module->functions[0].mayRaise);
}

TEST_F(Calls, AreDeterministic) {
  auto compile = [] {
    TableWorld world;
    GenericFunction callee("callee", {"x"});
    callee.ret(callee.parameter(0));
    callee.define(world);
    GenericFunction f("f", {"x"});
    f.ret(f.call({f.global("callee"), f.call({f.global("callee"), f.parameter(0)})}));
    return *specialize(world, {f.define(world), {types::int64()}, nullptr, {}});
  };
  const ir::Module first = compile(), second = compile();
  ASSERT_EQ(first.functions.size(), second.functions.size());
  for (std::size_t i = 0; i < first.functions.size(); ++i) EXPECT_EQ(first.functions[i].name, second.functions[i].name);
}

}  // namespace
}  // namespace pyrite::infer
