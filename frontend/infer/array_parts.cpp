// Helpers of the array families.
#include "frontend/infer/array_parts.hpp"

#include <limits>

#include "frontend/types/type.hpp"

namespace pyrite::infer {

using ir::Op;
using types::Kind;

std::int64_t itemSize(Type dtype) { return dtype->isBool() ? 1 : dtype->bits / 8; }

std::vector<ValueId> shapeValues(Emitter& emitter, ValueId array) {
  std::vector<ValueId> shape;
  for (std::size_t axis = 0; axis < emitter.typeOf(array)->ndim; ++axis) shape.push_back(shapeOf(emitter, array, axis));
  return shape;
}

std::vector<ValueId> strideValues(Emitter& emitter, ValueId array) {
  std::vector<ValueId> strides;
  for (std::size_t axis = 0; axis < emitter.typeOf(array)->ndim; ++axis) strides.push_back(strideOf(emitter, array, axis));
  return strides;
}

std::vector<ValueId> contiguousStrides(Emitter& emitter, Type dtype, const std::vector<ValueId>& shape, types::Layout layout) {
  std::vector<ValueId> strides(shape.size());
  ValueId stride = emitter.makeInt(itemSize(dtype));
  for (std::size_t i = 0; i < shape.size(); ++i) {
    const std::size_t axis = layout == types::Layout::F ? i : shape.size() - 1 - i;
    strides[axis] = stride;
    if (i + 1 < shape.size()) stride = emitter.op(Op::Mul, stride, shape[axis]);
  }
  return strides;
}

ValueId isContiguousAs(Emitter& emitter, ValueId array, types::Layout layout) {
  const Type type = emitter.typeOf(array);
  if (type->layout == layout || (type->ndim < 2 && type->layout != types::Layout::A)) return emitter.makeBool(true);
  const std::vector<ValueId> shape = shapeValues(emitter, array);
  const std::vector<ValueId> wanted = contiguousStrides(emitter, type->dtype(), shape, layout);
  ValueId isEmpty = emitter.makeBool(false), all = emitter.makeBool(true);
  for (std::size_t axis = 0; axis < type->ndim; ++axis) {
    isEmpty = emitter.op(Op::Or, isEmpty, emitter.compareOp(Op::Eq, shape[axis], emitter.makeInt(0)));
    const ValueId isSingle = emitter.compareOp(Op::Eq, shape[axis], emitter.makeInt(1));
    const ValueId fits = emitter.compareOp(Op::Eq, strideOf(emitter, array, axis), wanted[axis]);
    all = emitter.op(Op::And, all, emitter.op(Op::Or, isSingle, fits));
  }
  return emitter.op(Op::Or, isEmpty, all);
}

ValueId elementCount(Emitter& emitter, ValueId array) {
  ValueId count = emitter.makeInt(1);
  for (std::size_t axis = 0; axis < emitter.typeOf(array)->ndim; ++axis)
    count = axis == 0 ? shapeOf(emitter, array, 0) : emitter.op(Op::Mul, count, shapeOf(emitter, array, axis));
  return count;
}

Result<ValueId> indexAsInt64(Emitter& emitter, ValueId index) {
  const Type type = emitter.typeOf(index);
  if (!type->isInteger())
    return emitter.typingError("an array index must be an integer, a slice, an ellipsis or None, not " + toString(type));
  return numberConvert(emitter, index, types::int64());
}

ValueId wrapIndex(Emitter& emitter, ValueId index, bool mayBeNegative, ValueId size, std::size_t axis) {
  if (const auto least = emitter.lowerBound(index); least && *least >= 0) mayBeNegative = false;
  ValueId wrapped = index;
  if (mayBeNegative) {
    const ValueId isNegative = emitter.compareOp(Op::Lt, index, emitter.makeInt(0));
    wrapped = emitter.select(isNegative, emitter.op(Op::Add, index, size), index);
  }
  if (emitter.options.boundsCheck) {
    // One unsigned comparison covers both ends.
    const Type word = types::intType(64, false);
    const ValueId outside = emitter.compareOp(Op::Ge, emitter.builder.emit(Op::Convert, word, {wrapped}),
                                              emitter.builder.emit(Op::Convert, word, {size}));
    emitter.raiseIf(outside, "IndexError", "index is out of bounds for axis " + std::to_string(axis));
  }
  return wrapped;
}

namespace {

/// min(max(value, low), high)
ValueId clamp(Emitter& emitter, ValueId value, ValueId low, ValueId high) {
  const ValueId raised = emitter.select(emitter.compareOp(Op::Lt, value, low), low, value);
  return emitter.select(emitter.compareOp(Op::Gt, raised, high), high, raised);
}

/// One bound of a slice: counted from the end when negative, then clamped to [low, high].
ValueId sliceBound(Emitter& emitter, ValueId bound, ValueId size, ValueId low, ValueId high) {
  ValueId counted = bound;
  const auto constant = emitter.constantInt(bound);
  if (!constant || *constant < 0) {
    const ValueId isNegative = emitter.compareOp(Op::Lt, bound, emitter.makeInt(0));
    counted = emitter.select(isNegative, emitter.op(Op::Add, bound, size), bound);
  }
  return clamp(emitter, counted, low, high);
}

}  // namespace

Result<SliceBounds> sliceBounds(Emitter& emitter, ValueId slice, ValueId size) {
  const Type type = emitter.typeOf(slice);
  const bool hasStart = !type->item(0)->is(Kind::None), hasStop = !type->item(1)->is(Kind::None);
  const bool hasStep = !type->item(2)->is(Kind::None);
  const ValueId zero = emitter.makeInt(0), one = emitter.makeInt(1);
  SliceBounds bounds;
  bounds.step = hasStep ? emitter.part(slice, 2) : one;
  const auto step = emitter.constantInt(bounds.step);
  bounds.isUnitStep = step == 1;
  bounds.isWhole = bounds.isUnitStep && !hasStart && !hasStop;
  if (bounds.isWhole) {
    bounds.start = zero;
    bounds.stop = bounds.length = size;
    return bounds;
  }
  if (!step) {
    emitter.raiseIf(emitter.compareOp(Op::Eq, bounds.step, zero), "ValueError", "slice step cannot be zero");
    // The least integer has no negative; the next one steps as far.
    const ValueId least = emitter.makeInt(std::numeric_limits<std::int64_t>::min());
    bounds.step = emitter.select(emitter.compareOp(Op::Eq, bounds.step, least), emitter.op(Op::Add, least, one), bounds.step);
  } else if (*step == 0) {
    emitter.raiseIf(emitter.makeBool(true), "ValueError", "slice step cannot be zero");
  }
  // Forward: bounds lie in [0, size]; backward: in [-1, size - 1].
  auto boundsFor = [&](bool forward, ValueId& start, ValueId& stop) {
    const ValueId low = forward ? zero : emitter.makeInt(-1);
    const ValueId high = forward ? size : emitter.op(Op::Sub, size, one);
    start = hasStart ? sliceBound(emitter, emitter.part(slice, 0), size, low, high) : (forward ? low : high);
    stop = hasStop ? sliceBound(emitter, emitter.part(slice, 1), size, low, high) : (forward ? high : low);
  };
  auto lengthOf = [&](ValueId distance, ValueId stride) {  // ceil(distance / stride), not below 0, for strides of any size
    const ValueId before = emitter.constantInt(stride) == 1 ? ValueId() : emitter.op(Op::Sub, distance, one);
    const ValueId quotient = before.valid() ? emitter.op(Op::Add, emitter.op(Op::FloorDiv, before, stride), one) : distance;
    return emitter.select(emitter.compareOp(Op::Gt, distance, zero), quotient, zero);
  };
  ValueId forwardStart, forwardStop, backwardStart, backwardStop;
  if (!step || *step > 0) boundsFor(true, forwardStart, forwardStop);
  if (!step || *step < 0) boundsFor(false, backwardStart, backwardStop);
  if (step && *step > 0) {
    bounds.start = forwardStart;
    bounds.stop = forwardStop;
    bounds.length = lengthOf(emitter.op(Op::Sub, forwardStop, forwardStart), bounds.step);
  } else if (step) {
    bounds.start = backwardStart;
    bounds.stop = backwardStop;
    bounds.length = lengthOf(emitter.op(Op::Sub, backwardStart, backwardStop), emitter.op(Op::Neg, bounds.step));
  } else {
    const ValueId isForward = emitter.compareOp(Op::Gt, bounds.step, zero);
    bounds.start = emitter.select(isForward, forwardStart, backwardStart);
    bounds.stop = emitter.select(isForward, forwardStop, backwardStop);
    const ValueId distance = emitter.select(isForward, emitter.op(Op::Sub, forwardStop, forwardStart),
                                            emitter.op(Op::Sub, backwardStart, backwardStop));
    bounds.length = lengthOf(distance, emitter.select(isForward, bounds.step, emitter.op(Op::Neg, bounds.step)));
  }
  return bounds;
}

ValueId makeView(Emitter& emitter, ValueId base, Type type, ValueId data, const std::vector<ValueId>& shape,
                 const std::vector<ValueId>& strides) {
  std::vector<ValueId> operands{base, data};
  operands.insert(operands.end(), shape.begin(), shape.end());
  operands.insert(operands.end(), strides.begin(), strides.end());
  return emitter.builder.emit(Op::ArrayView, type, std::span<const ValueId>(operands));
}

Result<std::vector<ValueId>> shapeArgument(Emitter& emitter, ValueId shape) {
  std::vector<ValueId> sizes;
  const Type type = emitter.typeOf(shape);
  if (!type->isTuple()) {
    if (!type->isInteger()) return emitter.typingError("a shape is an integer or a tuple of integers, not " + toString(type));
    PYRITE_TRY(const ValueId size, indexAsInt64(emitter, shape));
    sizes.push_back(size);
    return sizes;
  }
  for (std::size_t i = 0; i < type->items.size(); ++i) {
    if (!type->item(i)->isInteger())
      return emitter.typingError("a shape is an integer or a tuple of integers, not " + toString(type));
    PYRITE_TRY(const ValueId size, indexAsInt64(emitter, emitter.part(shape, i)));
    sizes.push_back(size);
  }
  return sizes;
}

ValueId allocate(Emitter& emitter, Type dtype, const std::vector<ValueId>& shape, types::Layout layout) {
  return emitter.builder.emit(Op::ArrayAlloc, types::arrayType(dtype, static_cast<int>(shape.size()), layout),
                              std::span<const ValueId>(shape));
}

namespace {

/// The array without its first axes, each of which must have the size 1.
ValueId withoutLeadingAxes(Emitter& emitter, ValueId array, std::size_t ndim) {
  const Type type = emitter.typeOf(array);
  const std::size_t dropped = type->ndim - ndim;
  std::vector<ValueId> shape, strides;
  for (std::size_t axis = 0; axis < type->ndim; ++axis) {
    const ValueId size = shapeOf(emitter, array, axis);
    if (axis < dropped) {
      emitter.raiseIf(
          emitter.compareOp(Op::Ne, size, emitter.makeInt(1)), "ValueError",
          "could not broadcast input array with " + std::to_string(type->ndim) + " dimensions into " + std::to_string(ndim));
      continue;
    }
    shape.push_back(size);
    strides.push_back(strideOf(emitter, array, axis));
  }
  const types::Layout layout = type->layout == types::Layout::C ? types::Layout::C : types::Layout::A;
  return makeView(emitter, array,
                  types::arrayType(type->dtype(), static_cast<int>(ndim), layout, type->isReadOnly, type->isAligned),
                  emitter.part(array, kDataPart), shape, strides);
}

}  // namespace

Diagnostic readOnlyError(Emitter& emitter, ValueId array) {
  return emitter.typingError("Cannot modify readonly array of type: " + toString(emitter.typeOf(array)) +
                             ": cannot assign to a read-only array");
}

Status assignInto(Emitter& emitter, ValueId destination, ValueId value) {
  const Type type = emitter.typeOf(destination);
  if (type->isReadOnly) return readOnlyError(emitter, destination);
  if (emitter.typeOf(value)->isTuple()) {
    PYRITE_TRY(value, emitter.callNamed("numpy.array", {{value}, {}}));
  }
  if (emitter.typeOf(value)->isArray() && emitter.typeOf(value)->ndim > type->ndim)
    value = withoutLeadingAxes(emitter, value, type->ndim);
  const Type valueType = emitter.typeOf(value);
  if (!valueType->isArray() && !valueType->isNumber() && !valueType->isTime())
    return emitter.typingError("cannot assign " + toString(valueType) + " to elements of " + toString(type));
  const Type parameter = valueType->isArray() ? valueType->dtype() : valueType;
  if (parameter->isComplex() && !type->dtype()->isComplex() && !type->dtype()->isBool())
    return emitter.typingError("cannot assign complex values to elements of " + toString(type));
  const Type parameters[] = {parameter};
  PYRITE_TRY(const ir::FunctionId kernel,
             emitter.scalarKernel(parameters, [&](Emitter& inner, std::span<const ValueId> values) -> Result<ValueId> {
               return numberConvert(inner, values[0], type->dtype());
             }));
  emitter.builder.emit(Op::ArrayMapInto, types::voidType(), {destination, value}, kernel);
  return success();
}

}  // namespace pyrite::infer
