// Tuples, iteration, exceptions, attributes: the language's own families.
#include <gtest/gtest.h>

#include "tests/cpp/infer/generic_function.hpp"

namespace pyrite::infer {
namespace {

struct Compiled {
  Type result = nullptr;
  std::string message;
  ir::Module module;
};

Compiled compile(GenericFunction& f, std::vector<Type> arguments) {
  TableWorld world;
  auto module = specialize(world, {f.define(world), std::move(arguments), nullptr, {}});
  if (!module.ok()) return {nullptr, module.error().message, {}};
  return {module->functions[0].result, "", *std::move(module)};
}

TEST(Tuples, AreIndexedByConstants) {
  GenericFunction f("f", {"t"});
  f.ret(f.item(f.parameter(0), f.integer(-1)));
  const Type pair[] = {types::int64(), types::float64()};
  const Compiled compiled = compile(f, {types::tupleType(pair)});
  EXPECT_EQ(compiled.result, types::float64()) << compiled.message;
  EXPECT_FALSE(compiled.module.functions[0].mayRaise);
}

TEST(Tuples, OfOneTypeAreIndexedAtRunTime) {
  GenericFunction f("f", {"t", "i"});
  f.ret(f.item(f.parameter(0), f.parameter(1)));
  const Type triple[] = {types::int64(), types::int64(), types::int64()};
  const Compiled compiled = compile(f, {types::tupleType(triple), types::int64()});
  EXPECT_EQ(compiled.result, types::int64()) << compiled.message;
  ASSERT_EQ(compiled.module.sites.size(), 1u);
  EXPECT_EQ(compiled.module.sites[0].exception, "IndexError");
}

TEST(Tuples, OfManyTypesAreNotIndexedAtRunTime) {
  GenericFunction f("f", {"t", "i"});
  f.ret(f.item(f.parameter(0), f.parameter(1)));
  const Type pair[] = {types::int64(), types::float64()};
  EXPECT_NE(compile(f, {types::tupleType(pair), types::int64()}).message.find("differ in type"), std::string::npos);
}

TEST(Tuples, AreConcatenatedAndRepeated) {
  GenericFunction f("f", {"x"});
  const ValueId one = f.tuple({f.parameter(0)});
  f.ret(f.add(f.binary(BinaryOperator::Multiply, one, f.integer(3)), f.tuple({f.real(1)})));
  const Compiled compiled = compile(f, {types::int64()});
  ASSERT_NE(compiled.result, nullptr) << compiled.message;
  EXPECT_EQ(types::toString(compiled.result), "Tuple(int64, int64, int64, float64)");
}

TEST(Tuples, OfTheWrongLengthAreNotUnpacked) {
  GenericFunction f("f", {"t"});
  const ValueId items = f.op(ir::Op::PyUnpack, {f.parameter(0)}, std::int64_t{3});
  f.ret(f.op(ir::Op::PyItem, {items}, std::int64_t{0}));
  const Type pair[] = {types::int64(), types::int64()};
  EXPECT_EQ(compile(f, {types::tupleType(pair)}).message,
            "not enough values to unpack (expected 3, got 2): UniTuple(int64 x 2)");
}

/// def f(n): s = 0;  for x in iterable(n): s = s + element(x);  return s
template <class Iterable, class Element>
Compiled sumOver(Iterable iterable, Element element, Type argument) {
  GenericFunction f("f", {"n"});
  const ir::BlockId head = f.block("head"), body = f.block("body"), done = f.block("done");
  const ValueId iterator = f.op(ir::Op::PyIter, {iterable(f, f.parameter(0))});
  f.builder.jump(head, {f.integer(0)});
  f.at(head);
  const ValueId s = f.builder.addParameter(head, nullptr);
  f.builder.branch(f.op(ir::Op::PyAdvance, {iterator}), body, done);
  f.at(body);
  const ValueId x = f.op(ir::Op::PyCurrent, {iterator});
  f.builder.jump(head, {f.add(s, element(f, x))});
  f.at(done);
  f.ret(s);
  return compile(f, {argument});
}
const auto same = [](GenericFunction&, ValueId x) { return x; };

TEST(Iteration, OverARangeOfStepOneIsCompareAndAdd) {
  const Compiled compiled =
      sumOver([](GenericFunction& f, ValueId n) { return f.call({f.global("range"), n}); }, same, types::int64());
  ASSERT_EQ(compiled.result, types::int64()) << compiled.message;
  const ir::Function& function = compiled.module.functions[0];
  EXPECT_EQ(countOf(function, ir::Op::Lt), 1u);
  EXPECT_EQ(countOf(function, ir::Op::Mul), 0u);
  EXPECT_EQ(countOf(function, ir::Op::Select), 0u);
  EXPECT_FALSE(function.mayRaise);
}

TEST(Iteration, OverARangeWithAnyStepRefusesZeroAtRunTime) {
  const Compiled compiled = sumOver(
      [](GenericFunction& f, ValueId n) { return f.call({f.global("range"), f.integer(0), n, n}); }, same, types::int64());
  ASSERT_EQ(compiled.result, types::int64()) << compiled.message;
  ASSERT_EQ(compiled.module.sites.size(), 1u);
  EXPECT_EQ(std::get<std::string>(compiled.module.sites[0].arguments[0].value), "refused: range(1, 2, 0)");
}

TEST(Iteration, OverArraysTuplesAndTheirCombinationsHasTheItemsTypes) {
  const Type array = types::arrayType(types::floatType(32), 1, types::Layout::C);
  EXPECT_EQ(sumOver(same, same, array).result, types::float64());
  auto zipped = [](GenericFunction& f, ValueId a) {
    return f.call({f.global("zip"), a, f.call({f.global("range"), f.integer(9)})});
  };
  auto second = [](GenericFunction& f, ValueId x) { return f.item(x, f.integer(1)); };
  EXPECT_EQ(sumOver(zipped, second, array).result, types::int64());
  auto numbered = [&](GenericFunction& f, ValueId a) { return f.call({f.global("enumerate"), zipped(f, a)}); };
  auto inner = [](GenericFunction& f, ValueId x) { return f.item(f.item(x, f.integer(1)), f.integer(0)); };
  EXPECT_EQ(sumOver(numbered, inner, array).result, types::float64());
  auto backward = [](GenericFunction& f, ValueId a) { return f.call({f.global("reversed"), a}); };
  const Type triple[] = {types::int64(), types::int64(), types::int64()};
  EXPECT_EQ(sumOver(backward, same, types::tupleType(triple)).result, types::int64());
}

TEST(Iteration, OverANumberIsRefused) { EXPECT_EQ(sumOver(same, same, types::int64()).message, "int64 is not iterable"); }

TEST(Raise, CarriesClassArgumentsAndPlace) {
  GenericFunction f("f", {});
  f.line(5).raise({f.call({f.global("ValueError"), f.text("bad"), f.integer(3)})});
  const Compiled compiled = compile(f, {});
  ASSERT_EQ(compiled.module.sites.size(), 1u) << compiled.message;
  const ir::RaiseSite& site = compiled.module.sites[0];
  EXPECT_EQ(site.exception, "ValueError");
  EXPECT_FALSE(site.cls.valid());
  EXPECT_EQ(site.span.line, 5);
  ASSERT_EQ(site.arguments.size(), 2u);
  EXPECT_EQ(std::get<std::string>(site.arguments[0].value), "bad");
  EXPECT_EQ(std::get<std::int64_t>(site.arguments[1].value), 3);
}

TEST(Raise, OfWhatIsNoExceptionIsRefused) {
  GenericFunction f("f", {});
  f.raise({f.integer(3)});
  EXPECT_EQ(compile(f, {}).message, "exceptions must derive from BaseException, but int64 is raised");
}

TEST(OptionalValues, RaiseWhenNoneIsUsed) {
  GenericFunction f("f", {"x"});
  f.ret(f.add(f.parameter(0), f.integer(1)));
  const Compiled compiled = compile(f, {types::optionalType(types::int64())});
  ASSERT_EQ(compiled.result, types::int64()) << compiled.message;
  ASSERT_EQ(compiled.module.sites.size(), 1u);
  EXPECT_EQ(compiled.module.sites[0].exception, "TypeError");
  EXPECT_EQ(std::get<std::string>(compiled.module.sites[0].arguments[0].value),
            "unsupported operand type(s) for +: 'NoneType' and 'int'");
}

TEST(Names, OfObjectsThatCompiledCodeCannotUseAreRefusedByTheirType) {
  TableWorld world;
  world.addGlobal("items", StaticOpaque{"list"});
  GenericFunction f("f", {});
  f.ret(f.item(f.global("items"), f.integer(0)));
  const auto module = specialize(world, {f.define(world), {}, nullptr, {}});
  ASSERT_FALSE(module.ok());
  EXPECT_EQ(module.error().message, "the global 'items' is an object of type list, which compiled code cannot use");
}

TEST(Names, ThatDoNotExistAreReported) {
  GenericFunction f("f", {});
  f.ret(f.global("nowhere"));
  EXPECT_EQ(compile(f, {}).message, "name 'nowhere' is not defined");
}

TEST(Intrinsics, AreFoundByName) {
  EXPECT_NE(findIntrinsic("builtins.len"), nullptr);
  EXPECT_EQ(findIntrinsic("builtins.length"), nullptr);
}

TEST(Lists, HoldWhatIsPutIntoThem) {
  GenericFunction f("f", {"x"});
  f.ret(f.op(ir::Op::PyList, {f.parameter(0)}));
  EXPECT_EQ(compile(f, {types::int64()}).result, types::listType(types::int64()));
}

TEST(Lists, HoldItemsOfOneType) {
  GenericFunction f("f", {"x", "y"});
  f.ret(f.op(ir::Op::PyList, {f.parameter(0), f.parameter(1)}));
  EXPECT_EQ(compile(f, {types::int64(), types::float64()}).result, types::listType(types::float64()));
  EXPECT_EQ(compile(f, {types::int64(), types::tupleType({})}).message,
            "the items of this list are int64 and Tuple(); a list holds items of one type");
}

}  // namespace
}  // namespace pyrite::infer
