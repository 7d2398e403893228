// Intrinsics that look at an array's memory in another shape: reshape, ravel, transpose, moveaxis, views of other strides.
#include <algorithm>

#include "frontend/infer/array_functions.hpp"
#include "frontend/infer/array_parts.hpp"

namespace pyrite::infer {

using ir::Op;
using types::Kind;
using types::Layout;

namespace {

/// The shape argument of reshape with at most one -1, checked against the number of elements.
Result<std::vector<ValueId>> newShape(Emitter& emitter, ValueId array, const std::vector<ValueId>& requested) {
  const ValueId count = elementCount(emitter, array), zero = emitter.makeInt(0), minusOne = emitter.makeInt(-1);
  ValueId known = emitter.makeInt(1), unknowns = zero;
  for (ValueId size : requested) {
    const ValueId isUnknown = emitter.compareOp(Op::Eq, size, minusOne);
    known = emitter.op(Op::Mul, known, emitter.select(isUnknown, emitter.makeInt(1), size));
    unknowns = emitter.op(Op::Add, unknowns, emitter.select(isUnknown, emitter.makeInt(1), zero));
    emitter.raiseIf(emitter.compareOp(Op::Lt, size, minusOne), "ValueError", "negative dimensions not allowed");
  }
  emitter.raiseIf(emitter.compareOp(Op::Gt, unknowns, emitter.makeInt(1)), "ValueError",
                  "can only specify one unknown dimension");
  const ValueId inferred = emitter.op(Op::FloorDiv, count, known);
  std::vector<ValueId> shape;
  ValueId total = emitter.makeInt(1);
  for (ValueId size : requested) {
    shape.push_back(emitter.select(emitter.compareOp(Op::Eq, size, minusOne), inferred, size));
    total = emitter.op(Op::Mul, total, shape.back());
  }
  emitter.raiseIf(emitter.compareOp(Op::Ne, total, count), "ValueError", "total size of new array must be unchanged");
  return shape;
}

bool isPlain(Type type) { return type->layout == Layout::C || (type->layout == Layout::F && type->ndim < 2); }

Type viewType(Type type, std::size_t ndim, Layout layout) {
  return types::arrayType(type->dtype(), static_cast<int>(ndim), layout, type->isReadOnly, type->isAligned);
}

/// The memory of a contiguous array in another shape.
ValueId contiguousView(Emitter& emitter, ValueId array, const std::vector<ValueId>& shape, Layout layout) {
  const Type type = emitter.typeOf(array);
  return makeView(emitter, array, viewType(type, shape.size(), layout), emitter.part(array, kDataPart), shape,
                  contiguousStrides(emitter, type->dtype(), shape, Layout::C));
}

/// A copy in C order, with the type of a view of the array.
Result<ValueId> contiguousCopy(Emitter& emitter, ValueId array, const std::vector<ValueId>& shape, Layout layout) {
  const Type type = emitter.typeOf(array);
  PYRITE_TRY(const ValueId copy, copyAs(emitter, array, type->dtype(), Layout::C));
  return makeView(emitter, copy, viewType(type, shape.size(), layout), emitter.part(copy, kDataPart), shape,
                  contiguousStrides(emitter, type->dtype(), shape, Layout::C));
}

/// Reshapes an array of any strides: a view where strides for the new shape exist, else a copy, as NumPy has it.
Result<ValueId> reshapeStrided(Emitter& emitter, ValueId array, const std::vector<ValueId>& shape) {
  const Type type = emitter.typeOf(array);
  const ValueId strides =
      allocate(emitter, types::int64(), {emitter.makeInt(static_cast<std::int64_t>(std::max<std::size_t>(shape.size(), 1)))});
  CallArguments arguments;
  arguments.positional = {emitter.makeTuple(shapeValues(emitter, array)), emitter.makeTuple(strideValues(emitter, array)),
                          emitter.makeTuple(shape), emitter.makeInt(itemSize(type->dtype())), strides};
  PYRITE_TRY(const ValueId isView, emitter.callNamed("pyrite.strides_of_reshaped", std::move(arguments)));
  return emitter.choose(
      isView,
      [&]() -> Result<ValueId> {
        std::vector<ValueId> found;
        for (std::size_t axis = 0; axis < shape.size(); ++axis)
          found.push_back(
              emitter.builder.emit(Op::ArrayLoad, types::int64(), {strides, emitter.makeInt(static_cast<std::int64_t>(axis))}));
        return makeView(emitter, array, viewType(type, shape.size(), Layout::A), emitter.part(array, kDataPart), shape, found);
      },
      [&] { return contiguousCopy(emitter, array, shape, Layout::A); });
}

Result<ValueId> reshape(Emitter& emitter, ValueId array, const std::vector<ValueId>& requested) {
  PYRITE_TRY(const std::vector<ValueId> shape, newShape(emitter, array, requested));
  if (isPlain(emitter.typeOf(array))) return contiguousView(emitter, array, shape, Layout::C);
  return reshapeStrided(emitter, array, shape);
}

/// The elements in C order in one dimension: a view where they lie so, unless a copy is asked for.
Result<ValueId> ravel(Emitter& emitter, ValueId array, bool alwaysCopies) {
  const std::vector<ValueId> shape{elementCount(emitter, array)};
  if (alwaysCopies) {
    PYRITE_TRY(const ValueId copy, copyAs(emitter, array, emitter.typeOf(array)->dtype(), Layout::C));
    return contiguousView(emitter, copy, shape, Layout::C);
  }
  return emitter.choose(
      isContiguousAs(emitter, array, Layout::C),
      [&]() -> Result<ValueId> { return contiguousView(emitter, array, shape, Layout::C); },
      [&] { return contiguousCopy(emitter, array, shape, Layout::C); });
}

/// Whether the order is Fortran's; "A" asks the array's type.
Result<bool> isFortranOrder(Emitter& emitter, ValueId order, Type type) {
  PYRITE_TRY(const Layout layout, layoutArgument(emitter, order, type));
  return layout == Layout::F && type->ndim > 1;
}

/// a.method(1, 2, 3) is a.method((1, 2, 3)).
void gatherSizes(Emitter& emitter, CallArguments& arguments) {
  if (arguments.positional.size() <= 2) return;
  const std::vector<ValueId> sizes(arguments.positional.begin() + 1, arguments.positional.end());
  arguments.positional.resize(1);
  arguments.positional.push_back(emitter.makeTuple(sizes));
}

}  // namespace

Result<ValueId> emitReshape(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  if (std::string_view(intrinsic.name) == "ndarray.reshape") gatherSizes(emitter, arguments);
  PYRITE_TRY(const auto bound, bindIntrinsic(emitter, intrinsic, arguments, "a, shape, order="));
  PYRITE_TRY(const ValueId array, requireArray(emitter, intrinsic, bound[0]));
  PYRITE_TRY(std::vector<ValueId> requested, shapeArgument(emitter, bound[1]));
  PYRITE_TRY(const bool isFortran, isFortranOrder(emitter, bound[2], emitter.typeOf(array)));
  const bool namesFortran = bound[2].valid() && emitter.constantString(bound[2]) == "F";
  if (!isFortran && !namesFortran) return reshape(emitter, array, requested);
  PYRITE_TRY(const ValueId turned, arrayGetAttr(emitter, array, "T"));
  std::reverse(requested.begin(), requested.end());
  PYRITE_TRY(const ValueId shaped, reshape(emitter, turned, requested));
  return arrayGetAttr(emitter, shaped, "T");
}

Result<ValueId> emitRavel(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const auto bound, bindIntrinsic(emitter, intrinsic, arguments, "a, order="));
  if (emitter.typeOf(bound[0])->isNumber() && std::string_view(intrinsic.name) == "numpy.ravel") {
    const ValueId items[] = {bound[0]};
    return emitter.callNamed("numpy.array", {{emitter.makeTuple(items)}, {}});
  }
  PYRITE_TRY(ValueId array, requireArray(emitter, intrinsic, bound[0]));
  PYRITE_TRY(const bool isFortran, isFortranOrder(emitter, bound[1], emitter.typeOf(array)));
  if (isFortran) {
    PYRITE_TRY(array, arrayGetAttr(emitter, array, "T"));
  }
  return ravel(emitter, array, std::string_view(intrinsic.name) == "ndarray.flatten");
}

Result<ValueId> emitTranspose(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  if (std::string_view(intrinsic.name) == "ndarray.transpose") gatherSizes(emitter, arguments);
  PYRITE_TRY(const auto bound, bindIntrinsic(emitter, intrinsic, arguments, "a, axes="));
  if (emitter.typeOf(bound[0])->isTuple()) return emitter.typingError("np.transpose does not accept tuples");
  PYRITE_TRY(const ValueId array, requireArray(emitter, intrinsic, bound[0]));
  if (!bound[1].valid() || emitter.typeOf(bound[1])->is(Kind::None)) return arrayGetAttr(emitter, array, "T");
  const Type type = emitter.typeOf(array);
  PYRITE_TRY(const std::vector<ValueId> axes, shapeArgument(emitter, bound[1]));
  if (axes.size() != type->ndim) return emitter.typingError("axes don't match " + toString(type));
  const ValueId zero = emitter.makeInt(0), ndim = emitter.makeInt(type->ndim);
  std::vector<ValueId> shape, strides;
  ValueId seen = zero;  // one bit for each axis
  bool isIdentity = true;
  for (std::size_t i = 0; i < axes.size(); ++i) {
    const ValueId isNegative = emitter.compareOp(Op::Lt, axes[i], zero);
    const ValueId axis = emitter.select(isNegative, emitter.op(Op::Add, axes[i], ndim), axes[i]);
    const ValueId isOutside = emitter.op(Op::Or, emitter.compareOp(Op::Lt, axis, zero), emitter.compareOp(Op::Ge, axis, ndim));
    emitter.raiseIf(isOutside, "ValueError", "axis is out of bounds for array of given dimension");
    if (emitter.isDead()) return array;
    const ValueId bit = emitter.op(Op::Shl, emitter.makeInt(1), axis);
    emitter.raiseIf(emitter.compareOp(Op::Ne, emitter.op(Op::And, seen, bit), zero), "ValueError",
                    "repeated axis in transpose");
    if (emitter.isDead()) return array;
    seen = emitter.op(Op::Or, seen, bit);
    isIdentity = isIdentity && emitter.constantInt(axis) == static_cast<std::int64_t>(i);
    ValueId size = shapeOf(emitter, array, 0), stride = strideOf(emitter, array, 0);
    for (std::size_t j = 1; j < axes.size(); ++j) {
      const ValueId isThis = emitter.compareOp(Op::Eq, axis, emitter.makeInt(static_cast<std::int64_t>(j)));
      size = emitter.select(isThis, shapeOf(emitter, array, j), size);
      stride = emitter.select(isThis, strideOf(emitter, array, j), stride);
    }
    shape.push_back(size);
    strides.push_back(stride);
  }
  if (isIdentity) return array;
  return makeView(emitter, array, viewType(type, type->ndim, Layout::A), emitter.part(array, kDataPart), shape, strides);
}

namespace {

/// An axis counted from the front; ValueError where there is none such.
ValueId checkedAxis(Emitter& emitter, ValueId axis, std::size_t ndim) {
  const ValueId zero = emitter.makeInt(0), count = emitter.makeInt(static_cast<std::int64_t>(ndim));
  const ValueId isNegative = emitter.compareOp(Op::Lt, axis, zero);
  const ValueId counted = emitter.select(isNegative, emitter.op(Op::Add, axis, count), axis);
  const ValueId isOutside =
      emitter.op(Op::Or, emitter.compareOp(Op::Lt, counted, zero), emitter.compareOp(Op::Ge, counted, count));
  emitter.raiseIf(isOutside, "ValueError", "axis is out of bounds for array of dimension " + std::to_string(ndim));
  return counted;
}

/// values[index] for an index known only when it runs.
}  // namespace

ValueId chosen(Emitter& emitter, const std::vector<ValueId>& values, ValueId index) {
  if (const auto known = emitter.constantInt(index)) return values[static_cast<std::size_t>(*known)];
  ValueId result = values[0];
  for (std::size_t i = 1; i < values.size(); ++i) {
    const ValueId isThis = emitter.compareOp(Op::Eq, index, emitter.makeInt(static_cast<std::int64_t>(i)));
    result = emitter.select(isThis, values[i], result);
  }
  return result;
}

Result<ValueId> emitMoveAxis(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const auto bound, bindIntrinsic(emitter, intrinsic, arguments, "a, source, destination"));
  PYRITE_TRY(const ValueId array, requireArray(emitter, intrinsic, bound[0]));
  const Type type = emitter.typeOf(array);
  ValueId axes[2];
  for (std::size_t i = 0; i < 2; ++i) {
    if (!emitter.typeOf(bound[i + 1])->isInteger())
      return emitter.typingError("axis must be an integer, not " + toString(emitter.typeOf(bound[i + 1])));
    PYRITE_TRY(const ValueId axis, indexAsInt64(emitter, bound[i + 1]));
    axes[i] = checkedAxis(emitter, axis, type->ndim);
    if (emitter.isDead()) return array;
  }
  const ValueId source = axes[0], destination = axes[1];
  if (emitter.constantInt(source) && emitter.constantInt(source) == emitter.constantInt(destination)) return array;
  const std::vector<ValueId> oldShape = shapeValues(emitter, array), oldStrides = strideValues(emitter, array);
  std::vector<ValueId> shape, strides;
  for (std::size_t i = 0; i < type->ndim; ++i) {
    // The axes other than the source's keep their order around the destination.
    const ValueId here = emitter.makeInt(static_cast<std::int64_t>(i)), one = emitter.makeInt(1), zero = emitter.makeInt(0);
    const ValueId isBehind = emitter.compareOp(Op::Gt, here, destination);
    const ValueId rank = emitter.op(Op::Sub, here, emitter.select(isBehind, one, zero));
    const ValueId skips = emitter.compareOp(Op::Ge, rank, source);
    const ValueId other = emitter.op(Op::Add, rank, emitter.select(skips, one, zero));
    const ValueId from = emitter.select(emitter.compareOp(Op::Eq, here, destination), source, other);
    shape.push_back(chosen(emitter, oldShape, from));
    strides.push_back(chosen(emitter, oldStrides, from));
  }
  return makeView(emitter, array, viewType(type, type->ndim, Layout::A), emitter.part(array, kDataPart), shape, strides);
}

/// as_strided(a, shape, strides): the library's way to make views; nothing is checked.
Result<ValueId> emitAsStrided(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const auto bound, bindIntrinsic(emitter, intrinsic, arguments, "x, shape=, strides="));
  PYRITE_TRY(const ValueId array, requireArray(emitter, intrinsic, bound[0]));
  const Type type = emitter.typeOf(array);
  auto given = [&](ValueId value) { return value.valid() && !emitter.typeOf(value)->is(Kind::None); };
  std::vector<ValueId> shape = shapeValues(emitter, array), strides = strideValues(emitter, array);
  if (given(bound[1])) {
    PYRITE_TRY(shape, shapeArgument(emitter, bound[1]));
  }
  if (given(bound[2])) {
    PYRITE_TRY(strides, shapeArgument(emitter, bound[2]));
  } else if (given(bound[1])) {
    strides.resize(shape.size(), emitter.makeInt(itemSize(type->dtype())));
  }
  if (shape.size() != strides.size()) return emitter.typingError("as_strided() takes as many strides as sizes");
  return makeView(emitter, array, viewType(type, shape.size(), Layout::A), emitter.part(array, kDataPart), shape, strides);
}

namespace {

/// The array as if it had that shape, along new axes and those of size 1 by strides of zero; read-only.
Result<ValueId> broadcastTo(Emitter& emitter, ValueId array, const std::vector<ValueId>& shape) {
  const Type type = emitter.typeOf(array);
  if (shape.size() < type->ndim)
    return emitter.typingError("input operand has more dimensions than allowed by the axis remapping: " + toString(type));
  const std::size_t added = shape.size() - type->ndim;
  std::vector<ValueId> strides(added, emitter.makeInt(0));
  for (ValueId size : shape)
    emitter.raiseIf(emitter.compareOp(Op::Lt, size, emitter.makeInt(0)), "ValueError",
                    "all elements of broadcast shape must be non-negative");
  for (std::size_t axis = 0; axis < type->ndim; ++axis) {
    const ValueId size = shapeOf(emitter, array, axis);
    const ValueId isOne = emitter.compareOp(Op::Eq, size, emitter.makeInt(1));
    const ValueId differs = emitter.compareOp(Op::Ne, size, shape[added + axis]);
    emitter.raiseIf(emitter.op(Op::And, differs, emitter.op(Op::Not, isOne)), "ValueError",
                    "operands could not be broadcast together with remapped shapes");
    strides.push_back(emitter.select(isOne, emitter.makeInt(0), strideOf(emitter, array, axis)));
  }
  return makeView(emitter, array,
                  types::arrayType(type->dtype(), static_cast<int>(shape.size()), Layout::A, true, type->isAligned),
                  emitter.part(array, kDataPart), shape, strides);
}

/// The shape that arrays of all these shapes are broadcast to.
std::vector<ValueId> broadcastShapes(Emitter& emitter, const std::vector<std::vector<ValueId>>& shapes,
                                     const char* message = "shape mismatch: objects cannot be broadcast to a single shape") {
  std::size_t ndim = 0;
  for (const auto& shape : shapes) ndim = std::max(ndim, shape.size());
  std::vector<ValueId> result(ndim, emitter.makeInt(1));
  for (const auto& shape : shapes) {
    for (std::size_t i = 0; i < shape.size(); ++i) {
      ValueId& known = result[ndim - shape.size() + i];
      const ValueId isOne = emitter.compareOp(Op::Eq, known, emitter.makeInt(1));
      const ValueId fits = emitter.op(Op::Or, emitter.compareOp(Op::Eq, shape[i], emitter.makeInt(1)),
                                      emitter.compareOp(Op::Eq, shape[i], known));
      emitter.raiseIf(emitter.op(Op::Not, emitter.op(Op::Or, isOne, fits)), "ValueError", message);
      known = emitter.select(isOne, shape[i], known);
    }
  }
  return result;
}

}  // namespace

/// broadcast_view(a, shape)
Result<ValueId> emitBroadcastView(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const auto bound, bindIntrinsic(emitter, intrinsic, arguments, "a, shape"));
  PYRITE_TRY(const ValueId array, requireArray(emitter, intrinsic, bound[0]));
  PYRITE_TRY(const std::vector<ValueId> shape, shapeArgument(emitter, bound[1]));
  return broadcastTo(emitter, array, shape);
}

Result<ValueId> emitBroadcastShapes(Emitter& emitter, const Intrinsic&, CallArguments& arguments) {
  std::vector<std::vector<ValueId>> shapes;
  for (ValueId argument : arguments.positional) {
    PYRITE_TRY(std::vector<ValueId> shape, shapeArgument(emitter, argument));
    for (ValueId size : shape)
      emitter.raiseIf(emitter.compareOp(Op::Lt, size, emitter.makeInt(0)), "ValueError", "negative dimensions not allowed");
    shapes.push_back(std::move(shape));
  }
  if (!arguments.keywords.empty()) return emitter.typingError("broadcast_shapes() takes no keyword arguments");
  return emitter.makeTuple(broadcastShapes(emitter, shapes));
}

/// numpy.broadcast_arrays, and pyrite.broadcast_operands where an iterator over several arrays needs them.
Result<ValueId> emitBroadcastArrays(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  if (!arguments.keywords.empty()) return emitter.unsupported("keyword arguments of broadcast_arrays()");
  std::vector<std::vector<ValueId>> shapes;
  for (ValueId& argument : arguments.positional) {
    PYRITE_TRY(argument, emitter.callNamed("numpy.asarray", {{argument}, {}}));
    shapes.push_back(shapeValues(emitter, argument));
  }
  const bool isPlain = std::string_view(intrinsic.name) == "numpy.broadcast_arrays";
  const std::vector<ValueId> shape =
      isPlain ? broadcastShapes(emitter, shapes) : broadcastShapes(emitter, shapes, "operands could not be broadcast together");
  std::vector<ValueId> views;
  for (ValueId argument : arguments.positional) {
    PYRITE_TRY(const ValueId view, broadcastTo(emitter, argument, shape));
    views.push_back(view);
  }
  return emitter.makeTuple(views);
}

/// a.view(dtype): the same bytes as elements of another type; the last axis grows or shrinks with their size.
Result<ValueId> emitView(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const auto bound, bindIntrinsic(emitter, intrinsic, arguments, "a, dtype="));
  PYRITE_TRY(const ValueId array, requireArray(emitter, intrinsic, bound[0]));
  const Type type = emitter.typeOf(array);
  PYRITE_TRY(const Type dtype, dtypeOr(emitter, bound[1], type->dtype()));
  if (dtype == type->dtype()) return array;
  if (dtype->isBool()) return emitter.unsupported("views of other elements as bool; write a != 0");
  std::vector<ValueId> shape = shapeValues(emitter, array), strides = strideValues(emitter, array);
  const std::int64_t from = itemSize(type->dtype()), to = itemSize(dtype);
  if (from != to) {
    if (type->ndim == 0)
      return emitter.typingError("changing the dtype of a 0d array is only supported if the itemsize is unchanged");
    emitter.raiseIf(emitter.compareOp(Op::Ne, strides.back(), emitter.makeInt(from)), "ValueError",
                    "to change to a dtype of a different size, the last axis must be contiguous");
    const ValueId bytes = emitter.op(Op::Mul, shape.back(), emitter.makeInt(from)), size = emitter.makeInt(to);
    if (to > from)
      emitter.raiseIf(emitter.compareOp(Op::Ne, emitter.op(Op::FloorMod, bytes, size), emitter.makeInt(0)), "ValueError",
                      "when changing to a larger dtype, its size must be a divisor of the total size in bytes of the last "
                      "axis of the array");
    shape.back() = emitter.op(Op::FloorDiv, bytes, size);
    strides.back() = size;
  }
  // Wider elements must lie where compiled code may read them.
  const std::int64_t alignment = itemSize(types::realPart(dtype));
  const ValueId data = emitter.part(array, kDataPart), mask = emitter.makeInt(alignment - 1);
  ValueId place = emitter.builder.emit(Op::Bitcast, types::int64(), {data});
  for (ValueId stride : strides) place = emitter.op(Op::Or, place, stride);
  if (alignment > itemSize(types::realPart(type->dtype())))
    emitter.raiseIf(emitter.compareOp(Op::Ne, emitter.op(Op::And, place, mask), emitter.makeInt(0)), "ValueError",
                    "the elements of the view would not be aligned in memory");
  const Type view = types::arrayType(dtype, type->ndim, type->layout, type->isReadOnly, type->isAligned);
  return makeView(emitter, array, view, emitter.builder.emit(Op::PointerCast, types::pointerType(dtype), {data}), shape,
                  strides);
}

}  // namespace pyrite::infer
