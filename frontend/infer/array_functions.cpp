// Intrinsics over arrays: making, copying, converting and reshaping them. Everything else is library code over these.
#include "frontend/infer/array_functions.hpp"

#include "frontend/infer/array_parts.hpp"

namespace pyrite::infer {

using ir::Op;
using types::Kind;
using types::Layout;

namespace {

Result<Type> dtypeOr(Emitter& emitter, ValueId dtype, Type fallback) {
  if (!dtype.valid() || emitter.typeOf(dtype)->is(Kind::None)) return fallback;
  return dtypeArgument(emitter, dtype);
}

/// 'C' unless the constant string says "F"; "A" and "K" keep a Fortran layout.
Result<Layout> layoutArgument(Emitter& emitter, ValueId order, Type source) {
  if (!order.valid()) return Layout::C;
  const auto text = emitter.constantString(order);
  if (!text) return emitter.typingError("order must be one of 'C', 'F', 'A', 'K', known at compile time");
  if (*text == "C") return Layout::C;
  if (*text == "F") return Layout::F;
  if (*text == "A" || *text == "K") return source != nullptr && source->layout == Layout::F ? Layout::F : Layout::C;
  return emitter.typingError("order must be one of 'C', 'F', 'A', 'K', not '" + *text + "'");
}

Result<ValueId> requireArray(Emitter& emitter, const Intrinsic& intrinsic, ValueId value) {
  if (emitter.typeOf(value)->isArray()) return value;
  return emitter.typingError(std::string(intrinsic.name) + " takes an array, not " + toString(emitter.typeOf(value)));
}

Result<ValueId> copyAs(Emitter& emitter, ValueId array, Type dtype, Layout layout) {
  const ValueId result = allocate(emitter, dtype, shapeValues(emitter, array), layout);
  const Type from = emitter.typeOf(array);
  ValueId source = array;
  if (from->dtype()->isComplex() && !dtype->isComplex()) {
    PYRITE_TRY(source, arrayGetAttr(emitter, array, "real"));
  }
  PYRITE_TRY_STATUS(assignInto(emitter, result, source));
  return result;
}

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

}  // namespace

Result<ValueId> emitEmpty(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const auto bound, bindIntrinsic(emitter, intrinsic, arguments, "shape, dtype=, order="));
  PYRITE_TRY(const std::vector<ValueId> shape, shapeArgument(emitter, bound[0]));
  PYRITE_TRY(const Type dtype, dtypeOr(emitter, bound[1], types::float64()));
  PYRITE_TRY(const Layout layout, layoutArgument(emitter, bound[2], nullptr));
  return allocate(emitter, dtype, shape, shape.size() < 2 ? Layout::C : layout);
}

Result<ValueId> emitEmptyLike(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const auto bound, bindIntrinsic(emitter, intrinsic, arguments, "prototype, dtype=, order=, subok=, shape="));
  const Type type = emitter.typeOf(bound[0]);
  if (!type->isArray() && !type->isNumber())
    return emitter.typingError(std::string(intrinsic.name) + " takes an array, not " + toString(type));
  PYRITE_TRY(const Type dtype, dtypeOr(emitter, bound[1], type->isArray() ? type->dtype() : type));
  std::vector<ValueId> shape;
  if (bound[4].valid() && !emitter.typeOf(bound[4])->is(Kind::None)) {
    PYRITE_TRY(shape, shapeArgument(emitter, bound[4]));
  } else if (type->isArray()) {
    shape = shapeValues(emitter, bound[0]);
  }
  Layout layout = type->isArray() && type->layout == Layout::F && shape.size() > 1 ? Layout::F : Layout::C;
  if (bound[2].valid()) {
    PYRITE_TRY(layout, layoutArgument(emitter, bound[2], type));
  }
  return allocate(emitter, dtype, shape, shape.size() < 2 ? Layout::C : layout);
}

Result<ValueId> emitCopy(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const auto bound, bindIntrinsic(emitter, intrinsic, arguments, "a, order="));
  PYRITE_TRY(const ValueId array, requireArray(emitter, intrinsic, bound[0]));
  const Type type = emitter.typeOf(array);
  PYRITE_TRY(const Layout layout, layoutArgument(emitter, bound[1], type));
  return copyAs(emitter, array, type->dtype(), type->ndim < 2 ? Layout::C : layout);
}

Result<ValueId> emitAstype(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const auto bound, bindIntrinsic(emitter, intrinsic, arguments, "a, dtype, copy="));
  PYRITE_TRY(const ValueId array, requireArray(emitter, intrinsic, bound[0]));
  PYRITE_TRY(const Type dtype, dtypeArgument(emitter, bound[1]));
  const Type type = emitter.typeOf(array);
  if (bound[2].valid() && emitter.constantBool(bound[2]) == false && type->dtype() == dtype) return array;
  return copyAs(emitter, array, dtype, type->layout == Layout::F && type->ndim > 1 ? Layout::F : Layout::C);
}

Result<ValueId> emitFill(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const auto bound, bindIntrinsic(emitter, intrinsic, arguments, "a, value"));
  PYRITE_TRY(const ValueId array, requireArray(emitter, intrinsic, bound[0]));
  if (!emitter.typeOf(bound[1])->isNumber())
    return emitter.typingError("fill takes a number, not " + toString(emitter.typeOf(bound[1])));
  PYRITE_TRY_STATUS(assignInto(emitter, array, bound[1]));
  return emitter.none();
}

Result<ValueId> emitReshape(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  // The method also takes the sizes one by one.
  if (std::string_view(intrinsic.name) == "ndarray.reshape" && arguments.positional.size() > 2) {
    const std::vector<ValueId> sizes(arguments.positional.begin() + 1, arguments.positional.end());
    arguments.positional.resize(1);
    arguments.positional.push_back(emitter.makeTuple(sizes));
  }
  PYRITE_TRY(const auto bound, bindIntrinsic(emitter, intrinsic, arguments, "a, shape"));
  PYRITE_TRY(ValueId array, requireArray(emitter, intrinsic, bound[0]));
  PYRITE_TRY(const std::vector<ValueId> requested, shapeArgument(emitter, bound[1]));
  PYRITE_TRY(const std::vector<ValueId> shape, newShape(emitter, array, requested));
  if (!isContiguous(emitter.typeOf(array))) {
    // Whether a strided array can be viewed in another shape is known only at run time, where views and copies must not mix.
    return emitter.unsupported("reshape of an array that is not known to be contiguous (" + toString(emitter.typeOf(array)) +
                               "); reshape a copy of it, a.copy().reshape(…)");
  }
  const Type type = emitter.typeOf(array);
  return makeView(emitter, array,
                  types::arrayType(type->dtype(), static_cast<int>(shape.size()), Layout::C, type->isReadOnly, type->isAligned),
                  emitter.part(array, kDataPart), shape, contiguousStrides(emitter, type->dtype(), shape, Layout::C));
}

Result<ValueId> emitRavel(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const auto bound, bindIntrinsic(emitter, intrinsic, arguments, "a"));
  PYRITE_TRY(ValueId array, requireArray(emitter, intrinsic, bound[0]));
  const bool alwaysCopies = std::string_view(intrinsic.name) == "ndarray.flatten";
  if (alwaysCopies || !isContiguous(emitter.typeOf(array))) {
    PYRITE_TRY(array, copyAs(emitter, array, emitter.typeOf(array)->dtype(), Layout::C));
  }
  const Type type = emitter.typeOf(array);
  const std::vector<ValueId> shape{elementCount(emitter, array)};
  return makeView(emitter, array, types::arrayType(type->dtype(), 1, Layout::C, type->isReadOnly, type->isAligned),
                  emitter.part(array, kDataPart), shape, {emitter.makeInt(itemSize(type->dtype()))});
}

Result<ValueId> emitTranspose(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  if (std::string_view(intrinsic.name) == "ndarray.transpose" && arguments.positional.size() > 2) {
    const std::vector<ValueId> axes(arguments.positional.begin() + 1, arguments.positional.end());
    arguments.positional.resize(1);
    arguments.positional.push_back(emitter.makeTuple(axes));
  }
  PYRITE_TRY(const auto bound, bindIntrinsic(emitter, intrinsic, arguments, "a, axes="));
  PYRITE_TRY(const ValueId array, requireArray(emitter, intrinsic, bound[0]));
  if (!bound[1].valid() || emitter.typeOf(bound[1])->is(Kind::None)) return arrayGetAttr(emitter, array, "T");
  const Type type = emitter.typeOf(array), axesType = emitter.typeOf(bound[1]);
  if (!axesType->isTuple() || axesType->items.size() != type->ndim)
    return emitter.typingError("axes don't match " + toString(type));
  std::vector<char> used(type->ndim, 0);
  std::vector<ValueId> shape, strides;
  bool isIdentity = true;
  for (std::size_t i = 0; i < type->ndim; ++i) {
    auto axis = emitter.constantInt(emitter.part(bound[1], i));
    if (!axis) return emitter.unsupported("transpose by axes that are not known at compile time");
    if (*axis < 0) *axis += type->ndim;
    if (*axis < 0 || *axis >= type->ndim || used[static_cast<std::size_t>(*axis)]++)
      return emitter.typingError("axes of transpose must be a permutation of the array's axes");
    isIdentity = isIdentity && *axis == static_cast<std::int64_t>(i);
    shape.push_back(shapeOf(emitter, array, static_cast<std::size_t>(*axis)));
    strides.push_back(strideOf(emitter, array, static_cast<std::size_t>(*axis)));
  }
  if (isIdentity) return array;
  return makeView(emitter, array, types::arrayType(type->dtype(), type->ndim, Layout::A, type->isReadOnly, type->isAligned),
                  emitter.part(array, kDataPart), shape, strides);
}

Result<ValueId> emitMoveAxis(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const auto bound, bindIntrinsic(emitter, intrinsic, arguments, "a, source, destination"));
  PYRITE_TRY(const ValueId array, requireArray(emitter, intrinsic, bound[0]));
  const Type type = emitter.typeOf(array);
  std::int64_t axes[2] = {0, 0};
  for (std::size_t i = 0; i < 2; ++i) {
    const auto axis = emitter.constantInt(bound[i + 1]);
    if (!axis) return emitter.unsupported("an axis that is not known at compile time");
    axes[i] = *axis < 0 ? *axis + type->ndim : *axis;
    if (axes[i] < 0 || axes[i] >= type->ndim)
      return emitter.typingError("axis " + std::to_string(*axis) + " is out of bounds for " + toString(type));
  }
  if (axes[0] == axes[1]) return array;
  std::vector<ValueId> shape, strides;
  for (std::size_t axis = 0; axis < type->ndim; ++axis) {
    if (static_cast<std::int64_t>(axis) == axes[0]) continue;
    shape.push_back(shapeOf(emitter, array, axis));
    strides.push_back(strideOf(emitter, array, axis));
  }
  const auto from = static_cast<std::size_t>(axes[0]);
  shape.insert(shape.begin() + axes[1], shapeOf(emitter, array, from));
  strides.insert(strides.begin() + axes[1], strideOf(emitter, array, from));
  return makeView(emitter, array, types::arrayType(type->dtype(), type->ndim, Layout::A, type->isReadOnly, type->isAligned),
                  emitter.part(array, kDataPart), shape, strides);
}

namespace {

/// The dtype of the argument "a", which may be an array or a number, unless "dtype" names one.
Result<Type> elementType(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments, bool& isGiven) {
  PYRITE_TRY(const auto bound, bindIntrinsic(emitter, intrinsic, arguments, "a, dtype="));
  const Type type = emitter.typeOf(bound[0]);
  if (!type->isArray() && !type->isNumber()) return emitter.typingError("an array is needed here, not " + toString(type));
  isGiven = bound[1].valid() && !emitter.typeOf(bound[1])->is(Kind::None);
  return dtypeOr(emitter, bound[1], type->isArray() ? type->dtype() : type);
}

ValueId typeValue(Emitter& emitter, Type type) { return emitter.makeType(type, "numpy." + toString(type)); }

}  // namespace

Result<ValueId> emitSumType(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  bool isGiven = false;
  PYRITE_TRY(Type type, elementType(emitter, intrinsic, arguments, isGiven));
  if (!isGiven && type->isBool()) type = types::int64();
  if (!isGiven && type->isInteger()) type = types::intType(64, type->isSigned);
  return typeValue(emitter, type);
}

Result<ValueId> emitMeanType(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  bool isGiven = false;
  PYRITE_TRY(Type type, elementType(emitter, intrinsic, arguments, isGiven));
  if (!isGiven && (type->isBool() || type->isInteger())) type = types::float64();
  return typeValue(emitter, type);
}

Result<ValueId> emitIsFloating(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const auto bound, bindIntrinsic(emitter, intrinsic, arguments, "kind"));
  PYRITE_TRY(const Type type, dtypeArgument(emitter, bound[0]));
  return emitter.makeBool(type->isFloat() || type->isComplex());
}

Result<ValueId> emitItem(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const auto bound, bindIntrinsic(emitter, intrinsic, arguments, "a"));
  PYRITE_TRY(const ValueId array, requireArray(emitter, intrinsic, bound[0]));
  emitter.raiseIf(emitter.compareOp(Op::Ne, elementCount(emitter, array), emitter.makeInt(1)), "ValueError",
                  "can only convert an array of size 1 to a Python scalar");
  std::vector<ValueId> operands{array};
  for (std::size_t axis = 0; axis < emitter.typeOf(array)->ndim; ++axis) operands.push_back(emitter.makeInt(0));
  return emitter.builder.emit(Op::ArrayLoad, emitter.typeOf(array)->dtype(), std::span<const ValueId>(operands));
}

/// np.array / np.asarray of an array, a number or (nested) tuples of numbers.
Result<ValueId> emitArray(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const auto bound, bindIntrinsic(emitter, intrinsic, arguments, "object, dtype="));
  const Type type = emitter.typeOf(bound[0]);
  const bool mayShare = std::string_view(intrinsic.name) != "numpy.array";
  if (type->isArray()) {
    PYRITE_TRY(const Type dtype, dtypeOr(emitter, bound[1], type->dtype()));
    if (mayShare && dtype == type->dtype() &&
        (std::string_view(intrinsic.name) == "numpy.asarray" || type->layout == Layout::C))
      return bound[0];
    return copyAs(emitter, bound[0], dtype, type->layout == Layout::F && type->ndim > 1 ? Layout::F : Layout::C);
  }
  // Leaves in C order, all branches of one length.
  std::vector<ValueId> leaves;
  std::vector<std::int64_t> sizes;
  bool isRagged = false;
  Type common = nullptr;
  std::function<void(ValueId, std::size_t)> visit = [&](ValueId value, std::size_t depth) {
    const Type valueType = emitter.typeOf(value);
    if (valueType->isTuple()) {
      const auto count = static_cast<std::int64_t>(valueType->items.size());
      if (depth == sizes.size() && leaves.empty())
        sizes.push_back(count);
      else if (depth >= sizes.size() || sizes[depth] != count)
        isRagged = true;
      for (std::size_t i = 0; i < valueType->items.size(); ++i) visit(emitter.part(value, i), depth + 1);
    } else {
      isRagged = isRagged || depth != sizes.size() || !valueType->isNumber();
      if (valueType->isNumber()) common = common == nullptr ? valueType : types::promoteDtypes(common, valueType);
      leaves.push_back(value);
    }
  };
  visit(bound[0], 0);
  if (isRagged || (!type->isTuple() && !type->isNumber()))
    return emitter.typingError(std::string(intrinsic.name) +
                               " takes an array, a number or nested tuples of numbers of one length, not " + toString(type));
  PYRITE_TRY(const Type dtype, dtypeOr(emitter, bound[1], common == nullptr ? types::float64() : common));
  std::vector<ValueId> shape;
  for (std::int64_t size : sizes) shape.push_back(emitter.makeInt(size));
  const ValueId result = allocate(emitter, dtype, shape);
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    PYRITE_TRY(const ValueId converted, numberConvert(emitter, leaves[i], dtype));
    std::vector<ValueId> operands{result, converted};
    std::int64_t rest = static_cast<std::int64_t>(i);
    std::vector<ValueId> index(sizes.size());
    for (std::size_t axis = sizes.size(); axis-- > 0; rest /= sizes[axis]) index[axis] = emitter.makeInt(rest % sizes[axis]);
    operands.insert(operands.end(), index.begin(), index.end());
    emitter.builder.emit(Op::ArrayStore, types::voidType(), std::span<const ValueId>(operands));
  }
  return result;
}

/// The calls of ufuncs themselves: scalars by the scalar family, arrays by a map; `out` is written in place.
Result<ValueId> emitUfunc(Emitter& emitter, std::string_view name, CallArguments& arguments) {
  ValueId out;
  for (const auto& [keyword, value] : arguments.keywords) {
    if (keyword != "out") return emitter.unsupported("the argument '" + keyword + "' of " + std::string(name));
    out = value;
  }
  bool hasArray = false;
  for (ValueId operand : arguments.positional) hasArray = hasArray || emitter.typeOf(operand)->isArray();
  if (!hasArray && !out.valid()) {
    const auto isWeak = std::make_unique<bool[]>(arguments.positional.size());
    return scalarUfunc(emitter, name, arguments.positional, std::span<const bool>(isWeak.get(), arguments.positional.size()));
  }
  PYRITE_TRY(const ValueId result, arrayUfunc(emitter, name, arguments.positional));
  if (!out.valid() || emitter.typeOf(out)->is(Kind::None)) return result;
  if (!emitter.typeOf(out)->isArray()) return emitter.typingError("out must be an array, not " + toString(emitter.typeOf(out)));
  PYRITE_TRY_STATUS(assignInto(emitter, out, result));
  return out;
}

}  // namespace pyrite::infer
