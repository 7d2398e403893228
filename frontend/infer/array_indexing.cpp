// Basic indexing of arrays: integers, slices, ellipsis, newaxis; reading gives an element or a view, writing broadcasts.
#include "frontend/infer/array_parts.hpp"

namespace pyrite::infer {
namespace {

using ir::Op;
using types::Kind;
using types::Layout;

struct IndexedArray {
  std::vector<ValueId> integers;  // when every axis got an integer: the element's index
  bool isElement = false;
  ValueId view;
};

/// A view of a C array stays C when integers come first, then one unit-step slice, then whole axes; F is the mirror image.
Layout viewLayout(Type array, const std::vector<char>& axes) {  // one of 'i' integer, 'w' whole, 'u' unit step, 's' strided
  auto isContiguous = [](const auto& begin, const auto& end) {
    bool seenKept = false;
    for (auto it = begin; it != end; ++it) {
      if (*it == 'i') {
        if (seenKept) return false;
      } else if (*it == 's' || (*it == 'u' && seenKept)) {
        return false;
      } else {
        seenKept = true;
      }
    }
    return true;
  };
  if (array->layout == Layout::C && isContiguous(axes.begin(), axes.end())) return Layout::C;
  if (array->layout == Layout::F && isContiguous(axes.rbegin(), axes.rend())) {
    std::size_t kept = 0;
    for (char axis : axes) kept += axis != 'i';
    return kept <= 1 ? Layout::C : Layout::F;
  }
  return Layout::A;
}

Result<IndexedArray> applyKey(Emitter& emitter, ValueId array, ValueId key) {
  const Type type = emitter.typeOf(array);
  const std::vector<ValueId> items = keyItems(emitter, key);
  std::size_t consumed = 0, ellipses = 0;
  for (ValueId item : items) {
    const Type itemType = emitter.typeOf(item);
    if (itemType->is(Kind::Ellipsis)) {
      ++ellipses;
    } else if (itemType->isInteger() || itemType->is(Kind::Slice)) {
      ++consumed;
    } else if (itemType->isArray() || itemType->isBool()) {
      return emitter.unsupported("indexing " + toString(type) + " by " + toString(itemType));
    } else if (!itemType->is(Kind::None)) {
      return emitter.typingError("cannot index " + toString(type) + " by " + toString(itemType));
    }
  }
  if (ellipses > 1) return emitter.typingError("an index can only have a single ellipsis ('...')");
  if (consumed > type->ndim)
    return emitter.typingError("too many indices: " + toString(type) + " is " + std::to_string(type->ndim) +
                               "-dimensional, but " + std::to_string(consumed) + " were indexed");
  IndexedArray result;
  if (consumed == type->ndim && items.size() == consumed) {
    result.isElement = true;
    for (ValueId item : items) result.isElement = result.isElement && emitter.typeOf(item)->isInteger();
  }
  if (result.isElement) {
    for (std::size_t axis = 0; axis < items.size(); ++axis) {
      PYRITE_TRY(const ValueId index, indexAsInt64(emitter, items[axis]));
      result.integers.push_back(
          wrapIndex(emitter, index, emitter.typeOf(items[axis])->isSigned, shapeOf(emitter, array, axis), axis));
    }
    return result;
  }

  ValueId offset;
  auto addOffset = [&](ValueId index, ValueId stride) {
    const ValueId bytes = emitter.op(Op::Mul, index, stride);
    offset = offset.valid() ? emitter.op(Op::Add, offset, bytes) : bytes;
  };
  std::vector<ValueId> shape, strides;
  std::vector<char> axes;
  bool hasNewAxis = false;
  std::size_t axis = 0;
  auto keepAxes = [&](std::size_t count) {
    for (std::size_t i = 0; i < count; ++i, ++axis) {
      shape.push_back(shapeOf(emitter, array, axis));
      strides.push_back(strideOf(emitter, array, axis));
      axes.push_back('w');
    }
  };
  for (ValueId item : items) {
    const Type itemType = emitter.typeOf(item);
    if (itemType->is(Kind::Ellipsis)) {
      keepAxes(type->ndim - consumed);
    } else if (itemType->is(Kind::None)) {
      shape.push_back(emitter.makeInt(1));
      strides.push_back(emitter.makeInt(0));
      hasNewAxis = true;
    } else if (itemType->isInteger()) {
      PYRITE_TRY(const ValueId index, indexAsInt64(emitter, item));
      const ValueId wrapped = wrapIndex(emitter, index, itemType->isSigned, shapeOf(emitter, array, axis), axis);
      addOffset(wrapped, strideOf(emitter, array, axis));
      axes.push_back('i');
      ++axis;
    } else {
      PYRITE_TRY(const SliceBounds bounds, sliceBounds(emitter, item, shapeOf(emitter, array, axis)));
      if (!bounds.isWhole) {
        // An empty slice may start at the very end: its data pointer must still lie inside the block.
        const ValueId isEmpty = emitter.compareOp(Op::Eq, bounds.length, emitter.makeInt(0));
        addOffset(emitter.select(isEmpty, emitter.makeInt(0), bounds.start), strideOf(emitter, array, axis));
      }
      shape.push_back(bounds.length);
      const ValueId stride = strideOf(emitter, array, axis);
      strides.push_back(bounds.isUnitStep ? stride : emitter.op(Op::Mul, stride, bounds.step));
      axes.push_back(bounds.isWhole ? 'w' : bounds.isUnitStep ? 'u' : 's');
      ++axis;
    }
  }
  keepAxes(type->ndim - axis);
  ValueId data = emitter.part(array, kDataPart);
  if (offset.valid()) data = emitter.builder.emit(Op::PointerOffset, emitter.typeOf(data), {data, offset});
  const Layout layout = hasNewAxis ? Layout::A : viewLayout(type, axes);
  const Type viewType =
      types::arrayType(type->dtype(), static_cast<int>(shape.size()), layout, type->isReadOnly, type->isAligned);
  result.view = makeView(emitter, array, viewType, data, shape, strides);
  return result;
}

}  // namespace

ValueId arrayLength(Emitter& emitter, ValueId array) { return shapeOf(emitter, array, 0); }

Result<ValueId> arrayElement(Emitter& emitter, ValueId array, ValueId index) {
  const Type type = emitter.typeOf(array);
  if (type->ndim == 1) return emitter.builder.emit(Op::ArrayLoad, type->dtype(), {array, index});
  ValueId data = emitter.part(array, kDataPart);
  data = emitter.builder.emit(Op::PointerOffset, emitter.typeOf(data),
                              {data, emitter.op(Op::Mul, index, strideOf(emitter, array, 0))});
  std::vector<ValueId> shape, strides;
  for (std::size_t axis = 1; axis < type->ndim; ++axis) {
    shape.push_back(shapeOf(emitter, array, axis));
    strides.push_back(strideOf(emitter, array, axis));
  }
  const Layout layout = type->layout == Layout::C ? Layout::C : Layout::A;
  return makeView(emitter, array, types::arrayType(type->dtype(), type->ndim - 1, layout, type->isReadOnly, type->isAligned),
                  data, shape, strides);
}

Result<ValueId> basicView(Emitter& emitter, ValueId array, ValueId key) {
  PYRITE_TRY(const IndexedArray indexed, applyKey(emitter, array, key));
  PYRITE_CHECK(!indexed.isElement, "a key of integers only gives no view");
  return indexed.view;
}

Result<ValueId> arrayGetItem(Emitter& emitter, ValueId array, ValueId key) {
  PYRITE_TRY(const std::optional<AdvancedKey> advanced, advancedKey(emitter, array, key));
  if (advanced) return getAdvanced(emitter, array, *advanced);
  PYRITE_TRY(const IndexedArray indexed, applyKey(emitter, array, key));
  if (!indexed.isElement) return indexed.view;
  std::vector<ValueId> operands{array};
  operands.insert(operands.end(), indexed.integers.begin(), indexed.integers.end());
  return emitter.builder.emit(Op::ArrayLoad, emitter.typeOf(array)->dtype(), std::span<const ValueId>(operands));
}

Status arraySetItem(Emitter& emitter, ValueId array, ValueId key, ValueId value) {
  const Type type = emitter.typeOf(array);
  if (type->isReadOnly) return readOnlyError(emitter, array);
  PYRITE_TRY(const std::optional<AdvancedKey> advanced, advancedKey(emitter, array, key));
  if (advanced) return setAdvanced(emitter, array, *advanced, value);
  PYRITE_TRY(const IndexedArray indexed, applyKey(emitter, array, key));
  if (!indexed.isElement) return assignInto(emitter, indexed.view, value);
  if (const Type given = emitter.typeOf(value); given->isArray() && given->ndim == 0)
    value = emitter.builder.emit(Op::ArrayLoad, given->dtype(), {value});
  const Type valueType = emitter.typeOf(value);
  if (valueType != type->dtype() && (!valueType->isNumber() || !type->dtype()->isNumber()))
    return emitter.typingError("cannot assign " + toString(valueType) + " to an element of " + toString(type));
  if ((valueType->isComplex() && !type->dtype()->isComplex() && !type->dtype()->isBool()))
    return emitter.typingError("cannot assign " + toString(valueType) + " to an element of " + toString(type));
  PYRITE_TRY(const ValueId converted, numberConvert(emitter, value, type->dtype()));
  std::vector<ValueId> operands{array, converted};
  operands.insert(operands.end(), indexed.integers.begin(), indexed.integers.end());
  emitter.builder.emit(Op::ArrayStore, types::voidType(), std::span<const ValueId>(operands));
  return success();
}

}  // namespace pyrite::infer
