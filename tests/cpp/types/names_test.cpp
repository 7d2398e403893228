// The two spellings of types: the one people see, and the one of the IR, which reads back.
#include <gtest/gtest.h>

#include "frontend/types/type.hpp"

namespace pyrite::types {
namespace {

std::vector<Type> manyTypes() {
  const Type array = arrayType(float64(), 2, Layout::F, true, false);
  const Type pair[] = {int64(), array};
  const Type none[] = {noneType(), int64(), noneType()};
  const std::string fields[] = {"count", "values"};
  return {voidType(),
          unboundType(),
          noneType(),
          ellipsisType(),
          errorType(),
          boolType(),
          stringType(),
          ownerType(),
          rangeType(),
          intType(8),
          intType(16, false),
          intType(32),
          int64(),
          floatType(16),
          floatType(32),
          float64(),
          complexType(64),
          complex128(),
          array,
          tupleType(pair),
          tupleType({}),
          optionalType(array),
          maybeUnboundType(int64()),
          listType(listType(int64())),
          bufferType("array.array", arrayType(float64(), 1, Layout::C)),
          timeType("datetime64[s]"),
          arrayType(timeType("timedelta64"), 1, Layout::C),
          boxType(pair),
          pointerType(float64()),
          slotType(tupleType(pair)),
          sliceType(none[0], none[1], none[2]),
          namedTupleType(ObjectId(std::size_t{3}), "Sample", pair, fields),
          staticType(ObjectId(std::size_t{4}), "math.pi"),
          closureType(ObjectId(std::size_t{5}), "add \"quoted\"", pair),
          functionType(int64(), pair)};
}

TEST(IrText, ReadsBack) {
  for (Type type : manyTypes()) {
    const std::string text = toIrText(type);
    std::string_view rest = text;
    const auto again = parseType(rest);
    ASSERT_TRUE(again.has_value()) << text;
    EXPECT_EQ(*again, type) << text;
    EXPECT_EQ(rest, "") << text;
  }
}

TEST(IrText, ConsumesTheTypeAlone) {
  std::string_view text = "i64, f32";
  EXPECT_EQ(parseType(text), int64());
  EXPECT_EQ(text, ", f32");
}

TEST(IrText, RefusesWhatIsNoType) {
  for (const char* wrong : {"", "i65", "i7", "u0", "f8", "f128", "c32", "array<f64>", "array<f64,1>", "array<f64,1,Q>",
                            "tuple<i64", "list<>", "nothing", "array<f64,1,C,shiny>", "<i64>"}) {
    std::string_view text = wrong;
    EXPECT_FALSE(parseType(text).has_value()) << wrong;
  }
}

TEST(Names, AreThoseThatPeopleKnow) {
  const Type same[] = {int64(), int64(), int64()};
  const Type mixed[] = {int64(), boolType()};
  EXPECT_EQ(toString(int64()), "int64");
  EXPECT_EQ(toString(intType(8, false)), "uint8");
  EXPECT_EQ(toString(float64()), "float64");
  EXPECT_EQ(toString(complex128()), "complex128");
  EXPECT_EQ(toString(noneType()), "none");
  EXPECT_EQ(toString(arrayType(float64(), 2, Layout::C)), "array(float64, 2d, C)");
  EXPECT_EQ(toString(tupleType(same)), "UniTuple(int64 x 3)");
  EXPECT_EQ(toString(tupleType(mixed)), "Tuple(int64, bool)");
}

}  // namespace
}  // namespace pyrite::types
