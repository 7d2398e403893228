// Dominators and orders of blocks.
#include "frontend/ir/dominators.hpp"

#include "tests/cpp/ir/parsed.hpp"

namespace pyrite::ir {
namespace {

constexpr const char* kLoop = R"(
  func @f(%c: bool) -> bool noraise {
  entry:
    jump head
  head:
    branch %c, body, exit
  body:
    branch %c, left, right
  left:
    jump next
  right:
    jump next
  next:
    jump head
  exit:
    return %c
  nowhere:
    jump exit
  })";

class DominatorsOfALoop : public testing::Test {
 protected:
  bool dominates(std::string_view a, std::string_view b) const {
    return Dominators(function_).dominates(function_.block(a), function_.block(b));
  }
  const Module module_ = parsed(kLoop);
  const Function& function_ = module_.functions[0];
};

TEST_F(DominatorsOfALoop, TheEntryDominatesWhatIsReached) {
  for (const char* name : {"entry", "head", "body", "left", "right", "next", "exit"})
    EXPECT_TRUE(dominates("entry", name)) << name;
}

TEST_F(DominatorsOfALoop, ABlockDominatesItself) {
  for (const char* name : {"entry", "head", "left", "exit"}) EXPECT_TRUE(dominates(name, name)) << name;
}

TEST_F(DominatorsOfALoop, TheHeaderDominatesItsBodyAndTheExit) {
  EXPECT_TRUE(dominates("head", "body"));
  EXPECT_TRUE(dominates("head", "next"));
  EXPECT_TRUE(dominates("head", "exit"));
  EXPECT_FALSE(dominates("body", "head"));
  EXPECT_FALSE(dominates("next", "head"));
}

TEST_F(DominatorsOfALoop, NeitherSideOfABranchDominatesWhereTheyMeet) {
  EXPECT_TRUE(dominates("body", "next"));
  EXPECT_FALSE(dominates("left", "next"));
  EXPECT_FALSE(dominates("right", "next"));
  EXPECT_FALSE(dominates("left", "right"));
}

TEST_F(DominatorsOfALoop, KnowWhatIsReached) {
  const Dominators dominators(function_);
  EXPECT_TRUE(dominators.isReachable(function_.block("exit")));
  EXPECT_FALSE(dominators.isReachable(function_.block("nowhere")));
}

TEST_F(DominatorsOfALoop, ReversePostOrderPutsBlocksBehindTheirDominators) {
  const std::vector<BlockId> order = reversePostOrder(function_);
  EXPECT_EQ(order.size(), 7u);
  EXPECT_EQ(order.front(), function_.entry());
  const Dominators dominators(function_);
  for (std::size_t i = 0; i < order.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) EXPECT_FALSE(dominators.dominates(order[i], order[j]));
}

TEST(Dominators, FollowUnwindEdges) {
  const Module module = parsed(R"(
    site 0 = ValueError()
    func @f(%c: bool) -> bool noraise {
    entry: unwind handler
      raise_if site:0, %c
      jump done
    handler:
      jump done
    done:
      return %c
    })");
  const Function& function = module.functions[0];
  const Dominators dominators(function);
  EXPECT_TRUE(dominators.isReachable(function.block("handler")));
  EXPECT_TRUE(dominators.dominates(function.entry(), function.block("handler")));
  EXPECT_FALSE(dominators.dominates(function.block("handler"), function.block("done")));
}

TEST(Dominators, StandALongChainOfBlocks) {
  std::string text = "func @f(%c: bool) -> bool noraise {\nentry:\n  jump b0\n";
  constexpr int kCount = 20000;
  for (int i = 0; i < kCount; ++i)
    text += "b" + std::to_string(i) + ":\n  " + (i + 1 < kCount ? "jump b" + std::to_string(i + 1) : "return %c") + "\n";
  const Module module = parsed(text + "}");
  const Function& function = module.functions[0];
  const Dominators dominators(function);
  EXPECT_TRUE(dominators.dominates(function.block("b0"), function.block("b19999")));
}

}  // namespace
}  // namespace pyrite::ir
