// The environment's settings, and sizes as people write them.
#include "frontend/support/knobs.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

namespace pyrite::knobs {
namespace {

class Knobs : public testing::Test {
 protected:
  void TearDown() override { unsetenv("PYRITE_CACHE_SIZE"); }
};

TEST_F(Knobs, HasADefaultWhereNothingIsSet) {
  unsetenv("PYRITE_CACHE_SIZE");
  EXPECT_EQ(cacheLimit(), "512M");
}

TEST_F(Knobs, IsReadAtTheMomentOfAsking) {
  setenv("PYRITE_CACHE_SIZE", "1G", 1);
  EXPECT_EQ(cacheLimit(), "1G");
  setenv("PYRITE_CACHE_SIZE", "2G", 1);
  EXPECT_EQ(cacheLimit(), "2G");
}

TEST_F(Knobs, TakesAnEmptyVariableForNone) {
  setenv("PYRITE_CACHE_SIZE", "", 1);
  EXPECT_EQ(cacheLimit(), "512M");
}

TEST(ParseSize, KnowsUnits) {
  EXPECT_EQ(parseSize("1000", 1), 1000);
  EXPECT_EQ(parseSize("4k", 1), 4096);
  EXPECT_EQ(parseSize("512M", 1), std::int64_t{512} << 20);
  EXPECT_EQ(parseSize("2g", 1), std::int64_t{2} << 30);
  EXPECT_EQ(parseSize("0", 1), 0);
}

TEST(ParseSize, FallsBackWhereItDoesNotParse) {
  for (const char* text : {"", "M", "much", "-1", "12Q", "99999999999G"}) EXPECT_EQ(parseSize(text, 77), 77) << text;
}

}  // namespace
}  // namespace pyrite::knobs
