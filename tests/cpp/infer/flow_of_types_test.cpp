// Types at joins and around loops, constants that decide branches, variables that may be unbound.
#include <gtest/gtest.h>

#include "tests/cpp/infer/generic_function.hpp"

namespace pyrite::infer {
namespace {

/// def f(c, …): x = first if c else second; return x
struct Join {
  GenericFunction f;
  ir::BlockId left, right, join;
  explicit Join(std::initializer_list<const char*> parameters) : f("f", parameters) {
    left = f.block("left");
    right = f.block("right");
    join = f.block("join");
    f.branchOn(f.parameter(0), left, right);
  }
  ValueId finish(ValueId first, ir::BlockId firstEnd, ValueId second, ir::BlockId secondEnd) {
    f.at(firstEnd);
    f.builder.jump(join, {first});
    f.at(secondEnd);
    f.builder.jump(join, {second});
    f.at(join);
    return f.builder.addParameter(join, nullptr);
  }
};

Type resultOf(GenericFunction& f, std::vector<Type> arguments, std::string* message = nullptr) {
  TableWorld world;
  const auto module = specialize(world, {f.define(world), std::move(arguments), nullptr, {}});
  if (module.ok()) return module->functions[0].result;
  if (message != nullptr) *message = module.error().message;
  return nullptr;
}

TEST(Joins, OfIntegerAndFloatAreFloat) {
  Join j({"c"});
  j.f.at(j.left);
  const ValueId one = j.f.integer(1);
  j.f.at(j.right);
  const ValueId half = j.f.real(0.5);
  j.f.ret(j.finish(one, j.left, half, j.right));
  EXPECT_EQ(resultOf(j.f, {types::boolType()}), types::float64());
}

TEST(Joins, OfNoneAndAValueAreOptional) {
  Join j({"c"});
  j.f.at(j.left);
  const ValueId one = j.f.integer(1);
  j.f.at(j.right);
  const ValueId none = j.f.none();
  j.f.ret(j.finish(one, j.left, none, j.right));
  EXPECT_EQ(resultOf(j.f, {types::boolType()}), types::optionalType(types::int64()));
}

TEST(Joins, WithoutACommonTypeMatterOnlyWhereTheVariableIsUsed) {
  for (const bool uses : {false, true}) {
    Join j({"c"});
    j.f.at(j.left);
    const ValueId one = j.f.integer(1);
    j.f.at(j.right);
    const ValueId pair = j.f.tuple({j.f.integer(1), j.f.integer(2)});
    const ValueId variable = j.finish(one, j.left, pair, j.right);
    j.f.ret(uses ? j.f.op(ir::Op::PyUnary, {variable}, static_cast<std::int64_t>(UnaryOperator::Negative)) : j.f.integer(0));
    std::string message;
    EXPECT_EQ(resultOf(j.f, {types::boolType()}, &message), uses ? nullptr : types::int64());
    if (uses) {
      EXPECT_EQ(message, "this variable is int64 on one path and UniTuple(int64 x 2) on another");
    }
  }
}

TEST(Branches, OnWhatIsKnownAtCompileTimeAreDecided) {
  // def f(x): if x is None: return 0.5; return x + 1
  GenericFunction f("f", {"x"});
  const ir::BlockId absent = f.block("absent"), present = f.block("present");
  f.builder.branch(f.op(ir::Op::PyIs, {f.parameter(0), f.none()}, std::int64_t{0}), absent, present);
  f.at(absent);
  f.ret(f.real(0.5));
  f.at(present);
  f.ret(f.add(f.parameter(0), f.integer(1)));
  EXPECT_EQ(resultOf(f, {types::noneType()}), types::float64());
  EXPECT_EQ(resultOf(f, {types::int64()}), types::int64());
}

TEST(Branches, ByIsinstanceAreDecided) {
  GenericFunction f("f", {"x"});
  const ir::BlockId yes = f.block("yes"), no = f.block("no");
  f.branchOn(f.call({f.global("isinstance"), f.parameter(0), f.tuple({f.global("int"), f.global("bool")})}), yes, no);
  f.at(yes);
  f.ret(f.tuple({f.parameter(0)}));
  f.at(no);
  f.ret(f.none());
  EXPECT_TRUE(resultOf(f, {types::boolType()})->isTuple());
  EXPECT_EQ(resultOf(f, {types::float64()}), types::noneType());
}

/// def f(n):  s = 0;  while …: s = step(s);  return s
template <class Step>
Type loopResult(Step step, Type argument) {
  GenericFunction f("f", {"n"});
  const ir::BlockId head = f.block("head"), body = f.block("body"), done = f.block("done");
  const ValueId zero = f.integer(0);
  f.builder.jump(head, {zero});
  f.at(head);
  const ValueId s = f.builder.addParameter(head, nullptr);
  f.branchOn(f.compare(CompareOperator::Less, s, f.parameter(0)), body, done);
  f.at(body);
  f.builder.jump(head, {step(f, s)});
  f.at(done);
  f.ret(s);
  return resultOf(f, {argument});
}

TEST(Loops, KeepAVariablesTypeWhereItDoesNotChange) {
  EXPECT_EQ(loopResult([](GenericFunction& f, ValueId s) { return f.add(s, f.integer(1)); }, types::int64()), types::int64());
}

TEST(Loops, WidenAVariableThatBecomesAFloat) {
  EXPECT_EQ(loopResult([](GenericFunction& f, ValueId s) { return f.add(s, f.real(0.5)); }, types::int64()), types::float64());
}

TEST(UnboundVariables, RaiseOnlyOnThePathThatDidNotAssign) {
  // def f(c): if c: x = 1;  return x
  Join j({"c"});
  j.f.at(j.left);
  const ValueId one = j.f.integer(1);
  j.f.at(j.right);
  const ValueId unbound = j.f.op(ir::Op::PyUnbound, {});
  const ValueId x = j.finish(one, j.left, unbound, j.right);
  j.f.ret(j.f.op(ir::Op::PyCheckBound, {x}, std::string("x")));
  TableWorld world;
  const auto module = specialize(world, {j.f.define(world), {types::boolType()}, nullptr, {}});
  ASSERT_TRUE(module.ok()) << module.error().message;
  EXPECT_EQ(module->functions[0].result, types::int64());
  ASSERT_EQ(module->sites.size(), 1u);
  EXPECT_EQ(module->sites[0].exception, "UnboundLocalError");
  EXPECT_EQ(std::get<std::string>(module->sites[0].arguments[0].value),
            "cannot access local variable 'x' where it is not associated with a value");
}

TEST(UnboundVariables, ThatAreNeverAssignedEndTheirBlock) {
  GenericFunction f("f", {});
  f.code->interpreter.pythonMinor = 10;
  const ValueId x = f.op(ir::Op::PyCheckBound, {f.op(ir::Op::PyUnbound, {})}, std::string("x"));
  f.ret(f.add(x, f.integer(1)));
  TableWorld world;
  const auto module = specialize(world, {f.define(world), {}, nullptr, {}});
  ASSERT_TRUE(module.ok()) << module.error().message;
  EXPECT_EQ(module->functions[0].result, types::noneType());
  EXPECT_EQ(std::get<std::string>(module->sites[0].arguments[0].value), "local variable 'x' referenced before assignment");
}

TEST(Results, AreConvertedToTheDeclaredType) {
  GenericFunction f("f", {"x"});
  f.ret(f.parameter(0));
  TableWorld world;
  const auto module = specialize(world, {f.define(world), {types::int64()}, types::float64(), {}});
  ASSERT_TRUE(module.ok()) << module.error().message;
  EXPECT_EQ(module->functions[0].result, types::float64());
}

TEST(Results, OfUnlikeTypesAreRefused) {
  GenericFunction f("f", {"c"});
  const ir::BlockId left = f.block("left"), right = f.block("right");
  f.branchOn(f.parameter(0), left, right);
  f.at(left);
  f.line(2).ret(f.integer(1));
  f.at(right);
  f.line(3).ret(f.tuple({}));
  std::string message;
  EXPECT_EQ(resultOf(f, {types::boolType()}, &message), nullptr);
  EXPECT_NE(message.find("another path returns"), std::string::npos) << message;
}

}  // namespace
}  // namespace pyrite::infer
