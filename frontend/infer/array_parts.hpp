// Small helpers shared by the array families: parts of a descriptor, normalised indices, views.
#pragma once

#include <optional>
#include <vector>

#include "frontend/infer/emitter.hpp"

namespace pyrite::infer {

/// Where the parts of an array descriptor stand (ops.def): owner, data pointer, shape, strides.
inline constexpr std::size_t kOwnerPart = 0, kDataPart = 1, kShapePart = 2;

inline ValueId shapeOf(Emitter& emitter, ValueId array, std::size_t axis) { return emitter.part(array, kShapePart + axis); }
inline ValueId strideOf(Emitter& emitter, ValueId array, std::size_t axis) {
  return emitter.part(array, kShapePart + emitter.typeOf(array)->ndim + axis);
}

/// Bytes of one element.
std::int64_t itemSize(Type dtype);

std::vector<ValueId> shapeValues(Emitter& emitter, ValueId array);
std::vector<ValueId> strideValues(Emitter& emitter, ValueId array);

/// Strides of a C (or F) contiguous array of that shape.
std::vector<ValueId> contiguousStrides(Emitter& emitter, Type dtype, const std::vector<ValueId>& shape, types::Layout layout);

/// Whether the array is contiguous in that order, asked of its strides where its type does not say so.
ValueId isContiguousAs(Emitter& emitter, ValueId array, types::Layout layout);

/// Number of elements: the product of the shape.
ValueId elementCount(Emitter& emitter, ValueId array);

/// The index as int64; a TypingError when it is no integer.
Result<ValueId> indexAsInt64(Emitter& emitter, ValueId index);

/// Counts a negative index from the end; with bounds checks on, raises IndexError outside [-size, size).
ValueId wrapIndex(Emitter& emitter, ValueId index, bool mayBeNegative, ValueId size, std::size_t axis);

/// A slice applied to an axis of `size` elements, as slice.indices has it.
struct SliceBounds {
  ValueId start, stop, step, length;
  bool isWhole = false;     // [:]
  bool isUnitStep = false;  // the step is known to be 1
};
Result<SliceBounds> sliceBounds(Emitter& emitter, ValueId slice, ValueId size);

/// The items of a key: a tuple's, or the key itself.
std::vector<ValueId> keyItems(Emitter& emitter, ValueId key);

/// The view that a key of integers, slices, ellipsis and newaxis gives; not all of them are integers. (array_indexing.cpp)
Result<ValueId> basicView(Emitter& emitter, ValueId array, ValueId key);

/// A key in which some items are arrays of integers or booleans. (array_advanced_indexing.cpp)
struct AdvancedKey {
  ValueId basic;                  // the key with whole slices in place of the arrays
  std::vector<ValueId> indices;   // the arrays
  std::vector<std::size_t> axes;  // the first axis of each in the basic key's view
  std::size_t position = 0;       // how many axes of the result come before those of the arrays
  bool isInPlace = false;         // the arrays' axes come where they stand in the view
  bool isAlone = false;           // one array is the whole key
};

/// Nothing where the key has no array; integers in arrays of no dimension become plain integers in `key`.
Result<std::optional<AdvancedKey>> advancedKey(Emitter& emitter, ValueId array, ValueId& key);
Result<ValueId> getAdvanced(Emitter& emitter, ValueId array, const AdvancedKey& key);
Status setAdvanced(Emitter& emitter, ValueId array, const AdvancedKey& key, ValueId value);

/// np.array of lists, or of tuples that hold lists. (array_of_lists.cpp)
bool isArrayOfLists(Type type);
Result<ValueId> arrayOfLists(Emitter& emitter, ValueId value, ValueId dtypeGiven);

/// values[index], where the index is known as the program runs.
ValueId chosen(Emitter& emitter, const std::vector<ValueId>& values, ValueId index);

/// A descriptor over base's memory (ir::Op::ArrayView).
ValueId makeView(Emitter& emitter, ValueId base, Type type, ValueId data, const std::vector<ValueId>& shape,
                 const std::vector<ValueId>& strides);

/// A shape argument: an integer or a tuple of integers, as int64 values.
Result<std::vector<ValueId>> shapeArgument(Emitter& emitter, ValueId shape);

/// The dtype that an argument such as np.float32, "f4" or float names. (array_dtypes.cpp)
Result<Type> dtypeArgument(Emitter& emitter, ValueId dtype);

/// The dtype that an optional argument names, or the fallback where it is absent or None.
Result<Type> dtypeOr(Emitter& emitter, ValueId dtype, Type fallback);

/// The order that a constant string names: C where there is none; "A" and "K" keep a Fortran layout of `source`.
Result<types::Layout> layoutArgument(Emitter& emitter, ValueId order, Type source);

/// The order of a new array of elementwise results: Fortran's where all operands of several dimensions have it.
types::Layout resultLayout(Emitter& emitter, std::span<const ValueId> operands);

/// The value, which must be an array.
Result<ValueId> requireArray(Emitter& emitter, const Intrinsic& intrinsic, ValueId value);

/// A new array of equal elements.
Result<ValueId> copyAs(Emitter& emitter, ValueId array, Type dtype, types::Layout layout);

/// A new, uninitialised array.
ValueId allocate(Emitter& emitter, Type dtype, const std::vector<ValueId>& shape, types::Layout layout = types::Layout::C);

/// The refusal to write into the array.
Diagnostic readOnlyError(Emitter& emitter, ValueId array);

/// destination[...] = value with broadcasting, overlapping operands as if copied first.
Status assignInto(Emitter& emitter, ValueId destination, ValueId value);

/// array.flat: an iterator over the elements in C order. (iteration.cpp)
ValueId flatIterator(Emitter& emitter, ValueId array);

}  // namespace pyrite::infer
