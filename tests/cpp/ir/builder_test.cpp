// Building functions, and dropping blocks of them.
#include "frontend/ir/builder.hpp"

#include "frontend/ir/verifier.hpp"
#include "tests/cpp/ir/parsed.hpp"

namespace pyrite::ir {
namespace {

TEST(Builder, MakesAFunctionThatVerifies) {
  Function function;
  function.name = "f";
  function.result = types::int64();
  function.mayRaise = false;
  Builder builder(function);
  const BlockId entry = builder.createBlock("entry"), next = builder.createBlock("next");
  const ValueId a = builder.addParameter(entry, types::int64()), b = builder.addParameter(next, types::int64());
  builder.setBlock(entry);
  builder.jump(next, {builder.emit(Op::Add, types::int64(), {a, builder.constantInt(1)})});
  EXPECT_TRUE(builder.isTerminated());
  builder.setBlock(next);
  EXPECT_FALSE(builder.isTerminated());
  builder.ret(b);
  EXPECT_TRUE(verify(function, nullptr, Level::Typed).ok());
  EXPECT_EQ(print(function),
            "func @f(%0: i64) -> i64 noraise {\nentry:\n  %1 = const i64 1\n  %2 = add i64 %0, %1\n"
            "  jump next(%2)\nnext(%3: i64):\n  return %3\n}\n");
}

TEST(Builder, NamesBlocksApart) {
  Function function;
  Builder builder(function);
  std::vector<std::string> names;
  for (int i = 0; i < 4; ++i) names.push_back(function[builder.createBlock("loop")].name);
  names.push_back(function[builder.createBlock("loop2")].name);
  std::sort(names.begin(), names.end());
  EXPECT_EQ(std::adjacent_find(names.begin(), names.end()), names.end());
}

TEST(Builder, GivesInstructionsItsPlace) {
  Function function;
  Builder builder(function);
  builder.setBlock(builder.createBlock("entry"));
  const Span span{3, 3, 1, 5};
  builder.setSpan(span);
  const ValueId value = builder.constantInt(1);
  EXPECT_EQ(function[function[value].instruction].span, span);
}

TEST(Parts, OfAggregatesAreNumbered) {
  const types::Type array = types::arrayType(types::float64(), 2, types::Layout::C);
  EXPECT_EQ(partCount(array), 6u);
  EXPECT_EQ(partType(array, 0), types::ownerType());
  EXPECT_EQ(partType(array, 1), types::pointerType(types::float64()));
  EXPECT_EQ(partType(array, 5), types::int64());
  EXPECT_EQ(partCount(types::rangeType()), 3u);
  EXPECT_EQ(partType(types::complexType(64), 1), types::floatType(32));
  EXPECT_EQ(partType(types::optionalType(types::float64()), 0), types::boolType());
  EXPECT_EQ(partType(types::optionalType(types::float64()), 1), types::float64());
}

TEST(KeepBlocks, NumbersTheOthersAnew) {
  Module module = parsed(R"(
    func @f(%a: i64) -> i64 noraise {
    entry:
      jump last
    dropped:
      %0 = neg i64 %a
      jump last
    last:
      %1 = add i64 %a, %a
      return %1
    })");
  Function& function = module.functions[0];
  keepBlocks(function, {1, 0, 1});
  EXPECT_EQ(function.blocks.size(), 2u);
  EXPECT_FALSE(function.block("dropped").valid());
  EXPECT_TRUE(verify(module, Level::Typed).ok());
  EXPECT_EQ(print(function),
            "func @f(%0: i64) -> i64 noraise {\nentry:\n  jump last\nlast:\n  %1 = add i64 %0, %0\n"
            "  return %1\n}\n");
}

TEST(Sites, ThatAreTheSameAreOne) {
  Module module;
  RaiseSite site;
  site.exception = "ValueError";
  site.arguments = {{std::string("no")}};
  const SiteId first = module.addSite(site);
  EXPECT_EQ(module.addSite(site), first);
  site.arguments = {{std::string("yes")}};
  EXPECT_NE(module.addSite(site), first);
  EXPECT_EQ(module.sites.size(), 2u);
}

}  // namespace
}  // namespace pyrite::ir
