// Which types the numeric families give: operators in the compiled language, NumPy's universal functions, builtins.
#include <gtest/gtest.h>

#include "tests/cpp/infer/generic_function.hpp"

namespace pyrite::infer {
namespace {

constexpr auto kAll = {BinaryOperator::Add, BinaryOperator::Multiply, BinaryOperator::FloorDivide};

struct Compiled {
  std::string result;  // the type's name, or the message of the refusal
  ir::Module module;
  bool raises(const std::string& exception) const {
    for (const ir::RaiseSite& site : module.sites)
      if (site.exception == exception) return true;
    return false;
  }
};

Compiled compile(GenericFunction& f, std::vector<Type> arguments, FunctionOptions options = {}) {
  TableWorld world;
  auto module = specialize(world, {f.define(world), std::move(arguments), nullptr, std::move(options)});
  if (!module.ok()) return {module.error().message, {}};
  return {types::toString(module->functions[0].result), *std::move(module)};
}

Compiled operate(BinaryOperator operation, Type a, Type b, FunctionOptions options = {}) {
  GenericFunction f("f", {"a", "b"});
  f.ret(f.binary(operation, f.parameter(0), f.parameter(1)));
  return compile(f, {a, b}, std::move(options));
}

Compiled ufunc(const char* name, std::vector<Type> arguments) {
  GenericFunction f("f", {"a", "b"});
  GenericFunction g("g", {"a"});
  GenericFunction& used = arguments.size() == 2 ? f : g;
  const ValueId callee = used.op(ir::Op::PyGetAttr, {used.global("np")}, std::string(name));
  used.ret(arguments.size() == 2 ? used.call({callee, used.parameter(0), used.parameter(1)})
                                 : used.call({callee, used.parameter(0)}));
  return compile(used, std::move(arguments));
}

Type i(int bits) { return types::intType(bits); }
Type u(int bits) { return types::intType(bits, false); }
Type f(int bits) { return types::floatType(bits); }

TEST(Operators, WidenNarrowIntegers) {
  for (const BinaryOperator operation : kAll) {
    EXPECT_EQ(operate(operation, i(8), i(8)).result, "int64");
    EXPECT_EQ(operate(operation, u(8), u(32)).result, "uint64");
    EXPECT_EQ(operate(operation, u(32), i(32)).result, "int64");
    EXPECT_EQ(operate(operation, u(64), i(64)).result, "int64");
    EXPECT_EQ(operate(operation, types::boolType(), types::boolType()).result, "int64");
  }
}

TEST(Operators, KeepFloat32AmongItself) {
  EXPECT_EQ(operate(BinaryOperator::Add, f(32), f(32)).result, "float32");
  EXPECT_EQ(operate(BinaryOperator::Add, f(32), i(64)).result, "float64");
  EXPECT_EQ(operate(BinaryOperator::Power, f(32), i(64)).result, "float32");
  EXPECT_EQ(operate(BinaryOperator::Add, f(32), types::complexType(64)).result, "complex64");
}

TEST(Operators, DivideToFloats) {
  EXPECT_EQ(operate(BinaryOperator::TrueDivide, i(64), i(64)).result, "float64");
  EXPECT_EQ(operate(BinaryOperator::TrueDivide, f(32), f(32)).result, "float32");
}

TEST(Operators, ShiftInTheTypeOfTheShifted) {
  EXPECT_EQ(operate(BinaryOperator::LeftShift, u(64), i(64)).result, "uint64");
  EXPECT_EQ(operate(BinaryOperator::RightShift, i(64), u(64)).result, "int64");
}

TEST(Operators, KeepBoolsThroughBits) {
  EXPECT_EQ(operate(BinaryOperator::Xor, types::boolType(), types::boolType()).result, "bool");
  EXPECT_EQ(operate(BinaryOperator::Xor, types::boolType(), i(64)).result, "int64");
}

TEST(Operators, RefuseWhatPythonRefuses) {
  EXPECT_EQ(operate(BinaryOperator::FloorDivide, types::complex128(), i(64)).result,
            "'//' is not defined for complex128 and int64");
  EXPECT_EQ(operate(BinaryOperator::And, f(64), i(64)).result, "'&' is not defined for float64 and int64");
}

TEST(Operators, DivideByZeroAsTheErrorModelSays) {
  EXPECT_TRUE(operate(BinaryOperator::FloorDivide, i(64), i(64)).raises("ZeroDivisionError"));
  FunctionOptions options;
  options.numpyErrorModel = true;
  EXPECT_TRUE(operate(BinaryOperator::FloorDivide, i(64), i(64), options).module.sites.empty());
}

TEST(Operators, OnConstantsAreConstants) {
  GenericFunction f("f", {});
  const ValueId sum = f.add(f.integer(40), f.integer(2));
  f.ret(f.compare(CompareOperator::Equal, f.binary(BinaryOperator::FloorDivide, sum, f.integer(-5)), f.integer(-9)));
  const Compiled compiled = compile(f, {});
  EXPECT_EQ(compiled.result, "bool");
  EXPECT_EQ(countOf(compiled.module.functions[0], ir::Op::FloorDiv), 0u);
  EXPECT_TRUE(compiled.module.sites.empty());
}

TEST(Powers, OfIntegersAreIntegersUnlessTheConstantIsNegative) {
  EXPECT_TRUE(operate(BinaryOperator::Power, i(64), i(64)).raises("ValueError"));
  GenericFunction f("f", {"a"});
  f.ret(f.binary(BinaryOperator::Power, f.parameter(0), f.integer(-2)));
  EXPECT_EQ(compile(f, {i(64)}).result, "float64");
  GenericFunction square("f", {"a"});
  square.ret(square.binary(BinaryOperator::Power, square.parameter(0), square.integer(2)));
  const Compiled compiled = compile(square, {i(64)});
  EXPECT_EQ(compiled.result, "int64");
  EXPECT_EQ(countOf(compiled.module.functions[0], ir::Op::Pow), 0u);
}

TEST(Comparisons, AreDefinedForComplexNumbersOnlyAsEquality) {
  GenericFunction equal("f", {"a", "b"});
  equal.ret(equal.compare(CompareOperator::Equal, equal.parameter(0), equal.parameter(1)));
  EXPECT_EQ(compile(equal, {types::complex128(), i(64)}).result, "bool");
  GenericFunction less("f", {"a", "b"});
  less.ret(less.compare(CompareOperator::Less, less.parameter(0), less.parameter(1)));
  EXPECT_EQ(compile(less, {types::complex128(), i(64)}).result, "'<' is not defined for complex128 and int64");
}

TEST(Ufuncs, StayInTheirDtype) {
  EXPECT_EQ(ufunc("add", {i(8), i(8)}).result, "int8");
  EXPECT_EQ(ufunc("add", {i(8), u(8)}).result, "int16");
  EXPECT_EQ(ufunc("add", {types::boolType(), types::boolType()}).result, "bool");
  EXPECT_EQ(ufunc("divide", {i(8), i(8)}).result, "float64");
  EXPECT_EQ(ufunc("square", {types::boolType()}).result, "int8");
  EXPECT_EQ(ufunc("bitwise_count", {i(64)}).result, "uint8");
}

TEST(Ufuncs, TakeTheSmallestFloatThatHoldsAnInteger) {
  EXPECT_EQ(ufunc("sin", {i(8)}).result, "float16");
  EXPECT_EQ(ufunc("sin", {u(16)}).result, "float32");
  EXPECT_EQ(ufunc("sin", {i(32)}).result, "float64");
  EXPECT_EQ(ufunc("arctan2", {i(8), u(8)}).result, "float16");
  EXPECT_EQ(ufunc("hypot", {f(32), i(64)}).result, "float64");
}

TEST(Ufuncs, GiveSeveralResultsAsATuple) {
  EXPECT_EQ(ufunc("frexp", {f(32)}).result, "Tuple(float32, int32)");
  EXPECT_EQ(ufunc("divmod", {i(16), i(16)}).result, "UniTuple(int16 x 2)");
}

TEST(Ufuncs, WithoutALoopAreRefused) {
  EXPECT_EQ(ufunc("subtract", {types::boolType(), types::boolType()}).result, "numpy.subtract has no loop for bool and bool");
  EXPECT_EQ(ufunc("arctan2", {types::complex128(), f(64)}).result, "numpy.arctan2 has no loop for complex128 and float64");
  EXPECT_EQ(ufunc("bitwise_and", {f(64), i(64)}).result, "numpy.bitwise_and has no loop for float64 and int64");
}

TEST(Ufuncs, NeverDivideByZero) { EXPECT_TRUE(ufunc("floor_divide", {i(64), i(64)}).module.sites.empty()); }

TEST(Builtins, RoundToIntegersAndRefuseWhatDoesNotFit) {
  GenericFunction round("f", {"a"});
  round.ret(round.call({round.global("round"), round.parameter(0)}));
  const Compiled compiled = compile(round, {f(64)});
  EXPECT_EQ(compiled.result, "int64");
  EXPECT_TRUE(compiled.raises("OverflowError"));
  EXPECT_TRUE(compiled.raises("ValueError"));
}

TEST(Builtins, UnifyTheArgumentsOfMax) {
  GenericFunction max("f", {"a", "b"});
  max.ret(max.call({max.global("max"), max.parameter(0), max.parameter(1)}));
  EXPECT_EQ(compile(max, {i(64), f(64)}).result, "float64");
}

TEST(MathFunctions, KeepFloat32) {
  GenericFunction root("f", {"a"});
  root.ret(root.call({root.op(ir::Op::PyGetAttr, {root.global("math")}, std::string("sqrt")), root.parameter(0)}));
  const Compiled compiled = compile(root, {f(32)});
  EXPECT_EQ(compiled.result, "float32");
  EXPECT_TRUE(compiled.raises("ValueError"));
}

TEST(MathFunctions, TrustFastmath) {
  GenericFunction root("f", {"a"});
  root.ret(root.call({root.op(ir::Op::PyGetAttr, {root.global("math")}, std::string("sqrt")), root.parameter(0)}));
  FunctionOptions options;
  options.fastMath = ir::kNoNaNs | ir::kNoInfs;
  EXPECT_TRUE(compile(root, {f(64)}, options).module.sites.empty());
}

}  // namespace
}  // namespace pyrite::infer
