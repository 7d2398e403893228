// Ids are of one kind each, and none is the first.
#include "frontend/support/id.hpp"

#include <gtest/gtest.h>

#include <type_traits>
#include <unordered_set>

namespace pyrite {
namespace {

using Apple = Id<struct AppleTag>;
using Pear = Id<struct PearTag>;

static_assert(!std::is_convertible_v<Apple, Pear>);
static_assert(!std::is_convertible_v<int, Apple>);

TEST(Id, IsNoneUntilItIsGivenANumber) {
  EXPECT_FALSE(Apple().valid());
  EXPECT_FALSE(static_cast<bool>(Apple()));
  EXPECT_TRUE(Apple(std::size_t{0}).valid());
  EXPECT_EQ(Apple(std::size_t{7}).index, 7u);
}

TEST(Id, IsOrderedByItsNumber) {
  EXPECT_LT(Apple(std::size_t{1}), Apple(std::size_t{2}));
  EXPECT_EQ(Apple(std::size_t{3}), Apple(std::size_t{3}));
  EXPECT_NE(Apple(), Apple(std::size_t{0}));
}

TEST(Id, IsAKeyOfSets) {
  std::unordered_set<Apple> apples;
  for (std::size_t i = 0; i < 100; ++i) apples.insert(Apple(i % 10));
  EXPECT_EQ(apples.size(), 10u);
}

}  // namespace
}  // namespace pyrite
