// Intrinsics over arrays: making, copying and converting them. Everything else is library code over these.
#include "frontend/infer/array_functions.hpp"

#include <algorithm>

#include "frontend/infer/array_parts.hpp"
#include "frontend/infer/scalar_ufuncs.hpp"

namespace pyrite::infer {

using ir::Op;
using types::Kind;
using types::Layout;

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
  if (from->dtype()->isComplex() && !dtype->isComplex() && !dtype->isBool()) {
    PYRITE_TRY(source, arrayGetAttr(emitter, array, "real"));
  }
  PYRITE_TRY_STATUS(assignInto(emitter, result, source));
  return result;
}

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
  if (type->isTime()) return emitter.unsupported("this function of " + toString(type));
  if (!isGiven && type->isBool()) type = types::int64();
  if (!isGiven && type->isInteger()) type = types::intType(64, type->isSigned);
  return typeValue(emitter, type);
}

Result<ValueId> emitMeanType(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  bool isGiven = false;
  PYRITE_TRY(Type type, elementType(emitter, intrinsic, arguments, isGiven));
  if (type->isTime()) return emitter.unsupported("this function of " + toString(type));
  if (!isGiven && (type->isBool() || type->isInteger())) type = types::float64();
  return typeValue(emitter, type);
}

/// refuse(message): the program is refused where inference reaches this call.
Result<ValueId> emitRefuse(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const auto bound, bindIntrinsic(emitter, intrinsic, arguments, "message"));
  const auto message = emitter.constantString(emitter.restored(bound[0]));
  return emitter.typingError(message ? *message : "refused");
}

/// is_array_like(x): an array, a number or nested tuples of these.
Result<ValueId> emitIsArrayLike(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const auto bound, bindIntrinsic(emitter, intrinsic, arguments, "x"));
  std::function<bool(Type)> isLike = [&](Type type) {
    if (!type->isTuple()) return type->isArray() || type->isNumber() || type->isTime();
    return std::all_of(type->items.begin(), type->items.end(), isLike);
  };
  return emitter.makeBool(isLike(emitter.typeOf(bound[0])));
}

/// layout_of(a): what the array's type knows of its order.
Result<ValueId> emitLayoutOf(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const auto bound, bindIntrinsic(emitter, intrinsic, arguments, "a"));
  PYRITE_TRY(const ValueId array, requireArray(emitter, intrinsic, bound[0]));
  const Type type = emitter.typeOf(array);
  const bool isLine = type->ndim < 2 && type->layout != Layout::A;
  return emitter.makeString(isLine || type->layout == Layout::C ? "C" : type->layout == Layout::F ? "F" : "A");
}

Result<ValueId> emitIsFloating(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const auto bound, bindIntrinsic(emitter, intrinsic, arguments, "kind"));
  PYRITE_TRY(const Type type, dtypeArgument(emitter, bound[0]));
  return emitter.makeBool(type->isFloat() || type->isComplex());
}

namespace {

/// An index of item(): wrapped, and always checked.
Result<ValueId> checkedIndex(Emitter& emitter, ValueId index, ValueId size) {
  PYRITE_TRY(const ValueId given, indexAsInt64(emitter, index));
  const ValueId isNegative = emitter.compareOp(Op::Lt, given, emitter.makeInt(0));
  const ValueId wrapped = emitter.select(isNegative, emitter.op(Op::Add, given, size), given);
  const ValueId isOutside =
      emitter.op(Op::Or, emitter.compareOp(Op::Lt, wrapped, emitter.makeInt(0)), emitter.compareOp(Op::Ge, wrapped, size));
  emitter.raiseIf(isOutside, "IndexError", "index is out of bounds for the array of this size");
  return wrapped;
}

}  // namespace

/// a.item(): the only element; a.item(i): the i-th in C order; a.item(i, j, …)
Result<ValueId> emitItem(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const auto bound, bindIntrinsic(emitter, intrinsic, arguments, "a, *index"));
  PYRITE_TRY(const ValueId array, requireArray(emitter, intrinsic, bound[0]));
  const Type type = emitter.typeOf(array);
  if (type->dtype()->isTime()) return emitter.unsupported("item() of " + toString(type) + ", a value of Python's own,");
  std::vector<ValueId> given;
  for (std::size_t i = 0; i < emitter.typeOf(bound[1])->items.size(); ++i) given.push_back(emitter.part(bound[1], i));
  if (given.size() == 1 && emitter.typeOf(given[0])->isTuple()) {
    const ValueId indices = given[0];
    given.clear();
    for (std::size_t i = 0; i < emitter.typeOf(indices)->items.size(); ++i) given.push_back(emitter.part(indices, i));
  }
  std::vector<ValueId> index(type->ndim, emitter.makeInt(0));
  if (given.empty()) {
    emitter.raiseIf(emitter.compareOp(Op::Ne, elementCount(emitter, array), emitter.makeInt(1)), "ValueError",
                    "item(): can only convert an array of size 1 to a Python scalar");
  } else if (given.size() == type->ndim) {
    for (std::size_t axis = 0; axis < index.size(); ++axis) {
      PYRITE_TRY(index[axis], checkedIndex(emitter, given[axis], shapeOf(emitter, array, axis)));
    }
  } else if (given.size() == 1) {
    PYRITE_TRY(ValueId rest, checkedIndex(emitter, given[0], elementCount(emitter, array)));
    for (std::size_t axis = type->ndim; axis-- > 0;) {
      const ValueId size = shapeOf(emitter, array, axis);
      index[axis] = emitter.op(Op::FloorMod, rest, size);
      rest = emitter.op(Op::FloorDiv, rest, size);
    }
  } else {
    return emitter.typingError("item() takes no index, one, or one for each of the " + std::to_string(type->ndim) + " axes");
  }
  index.insert(index.begin(), array);
  return emitter.builder.emit(Op::ArrayLoad, type->dtype(), std::span<const ValueId>(index));
}

/// The calls of ufuncs themselves: scalars by the scalar family, arrays by a map; `out` is written in place.
Result<ValueId> emitUfunc(Emitter& emitter, std::string_view name, CallArguments& arguments) {
  ValueId out;
  for (const auto& [keyword, value] : arguments.keywords) {
    if (keyword != "out") return emitter.unsupported("the argument '" + keyword + "' of " + std::string(name));
    out = value;
  }
  // Where NumPy takes it by place, the result's array follows the operands.
  const std::size_t operands = ufuncOperands(name);
  if (!out.valid() && operands > 0 && arguments.positional.size() == operands + 1) {
    out = arguments.positional.back();
    arguments.positional.pop_back();
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
