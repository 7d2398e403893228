// np.array and its kin: arrays of arrays, of numbers and of nested tuples (list displays arrive as such).
#include "frontend/infer/array_functions.hpp"
#include "frontend/infer/array_parts.hpp"

namespace pyrite::infer {

using ir::Op;
using types::Layout;

namespace {

/// The array itself where it has that order, else a copy that has: asked when it runs if its type does not say so.
Result<ValueId> inOrder(Emitter& emitter, ValueId array, Layout layout) {
  const Type type = emitter.typeOf(array);
  if (type->ndim == 0) {  // NumPy makes these one-dimensional
    const Type line = types::arrayType(type->dtype(), 1, Layout::C, type->isReadOnly, type->isAligned);
    const ValueId one = emitter.makeInt(1);
    return makeView(emitter, array, line, emitter.part(array, kDataPart), {one}, {emitter.makeInt(itemSize(type->dtype()))});
  }
  const Layout wanted = type->ndim == 1 ? Layout::C : layout;
  if (type->layout == wanted || (type->ndim == 1 && type->layout == Layout::F)) return array;
  const Type ordered = types::arrayType(type->dtype(), type->ndim, wanted, type->isReadOnly, type->isAligned);
  auto as = [&](ValueId source) {
    const std::vector<ValueId> shape = shapeValues(emitter, array);
    return makeView(emitter, source, ordered, emitter.part(source, kDataPart), shape,
                    contiguousStrides(emitter, type->dtype(), shape, wanted));
  };
  return emitter.choose(
      isContiguousAs(emitter, array, wanted), [&]() -> Result<ValueId> { return as(array); },
      [&]() -> Result<ValueId> {
        PYRITE_TRY(const ValueId copy, copyAs(emitter, array, type->dtype(), wanted));
        return as(copy);
      });
}

Result<ValueId> arrayOfArray(Emitter& emitter, std::string_view name, ValueId array, Type dtype) {
  const Type type = emitter.typeOf(array);
  const Layout kept = type->layout == Layout::F && type->ndim > 1 ? Layout::F : Layout::C;
  if (name == "numpy.array") return copyAs(emitter, array, dtype, kept);
  if (name == "numpy.asarray") return dtype == type->dtype() ? Result<ValueId>(array) : copyAs(emitter, array, dtype, kept);
  const Layout wanted = name == "numpy.asfortranarray" ? Layout::F : Layout::C;
  if (dtype == type->dtype()) return inOrder(emitter, array, wanted);
  PYRITE_TRY(const ValueId copy, copyAs(emitter, array, dtype, type->ndim < 2 ? Layout::C : wanted));
  return inOrder(emitter, copy, wanted);
}

/// Nested tuples of numbers or arrays, taken apart.
struct Display {
  std::vector<ValueId> leaves;  // in C order
  std::vector<std::int64_t> sizes;
  std::vector<Type> leafTypes;
  Type dtype = nullptr;
  std::string problem;
};

void takeApart(Emitter& emitter, ValueId value, std::size_t depth, Display& display) {
  const Type type = emitter.typeOf(value);
  if (type->isTuple()) {
    const auto count = static_cast<std::int64_t>(type->items.size());
    if (depth == display.sizes.size() && display.leaves.empty())
      display.sizes.push_back(count);
    else if (depth >= display.sizes.size() || display.sizes[depth] != count)
      display.problem = "the parts differ in length or depth";
    for (std::size_t i = 0; i < type->items.size(); ++i) takeApart(emitter, emitter.part(value, i), depth + 1, display);
    return;
  }
  if (depth != display.sizes.size()) display.problem = "the parts differ in length or depth";
  if (!type->isNumber() && !type->isArray()) {
    display.problem = toString(type) + " is no number";
    return;
  }
  const Type dtype = type->isArray() ? type->dtype() : type;
  const Type first = display.leaves.empty() ? type : emitter.typeOf(display.leaves[0]);
  if ((type->isArray() ? type->ndim : 0) != (first->isArray() ? first->ndim : 0))
    display.problem = "the parts differ in length or depth";
  display.dtype = display.dtype == nullptr ? dtype : types::promoteDtypes(display.dtype, dtype);
  display.leaves.push_back(value);
}

/// The index of the i-th leaf.
std::vector<ValueId> leafIndex(Emitter& emitter, const std::vector<std::int64_t>& sizes, std::size_t leaf) {
  std::vector<ValueId> index(sizes.size());
  auto rest = static_cast<std::int64_t>(leaf);
  for (std::size_t axis = sizes.size(); axis-- > 0; rest /= sizes[axis]) index[axis] = emitter.makeInt(rest % sizes[axis]);
  return index;
}

/// Arrays become the last axes of the result; all must have the shape of the first.
Status fillWithArrays(Emitter& emitter, ValueId result, const Display& display) {
  const ValueId first = display.leaves[0];
  for (std::size_t i = 0; i < display.leaves.size(); ++i) {
    for (std::size_t axis = 0; axis < emitter.typeOf(first)->ndim; ++axis)
      emitter.raiseIf(emitter.compareOp(Op::Ne, shapeOf(emitter, display.leaves[i], axis), shapeOf(emitter, first, axis)),
                      "ValueError", "setting an array element with a sequence: the arrays differ in shape");
    PYRITE_TRY_STATUS(
        arraySetItem(emitter, result, emitter.makeTuple(leafIndex(emitter, display.sizes, i)), display.leaves[i]));
  }
  return success();
}

}  // namespace

Result<ValueId> emitArray(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const auto bound, bindIntrinsic(emitter, intrinsic, arguments, "object, dtype="));
  const Type type = emitter.typeOf(bound[0]);
  const std::string_view name = intrinsic.name;
  if (type->isArray()) {
    PYRITE_TRY(const Type dtype, dtypeOr(emitter, bound[1], type->dtype()));
    return arrayOfArray(emitter, name, bound[0], dtype);
  }
  if (isArrayOfLists(type)) {
    PYRITE_TRY(const ValueId made, arrayOfLists(emitter, bound[0], bound[1]));
    const bool isDone = name == "numpy.array" || name == "numpy.asarray";
    return isDone ? Result<ValueId>(made) : arrayOfArray(emitter, name, made, emitter.typeOf(made)->dtype());
  }
  if (type->isTime()) {
    PYRITE_TRY(const Type dtype, dtypeOr(emitter, bound[1], type));
    const ValueId made = allocate(emitter, dtype, {});
    PYRITE_TRY_STATUS(assignInto(emitter, made, bound[0]));
    return made;
  }
  Display display;
  if (!type->isTuple() && !type->isNumber())
    display.problem = toString(type) + " is no array, number or sequence of numbers";
  else
    takeApart(emitter, bound[0], 0, display);
  if (!display.problem.empty())
    return emitter.typingError(std::string(name) + "() cannot make an array of " + toString(type) + ": " + display.problem);
  PYRITE_TRY(const Type dtype, dtypeOr(emitter, bound[1], display.dtype == nullptr ? types::float64() : display.dtype));
  const bool isOfArrays = !display.leaves.empty() && emitter.typeOf(display.leaves[0])->isArray();
  std::vector<ValueId> shape;
  for (std::int64_t size : display.sizes) shape.push_back(emitter.makeInt(size));
  if (isOfArrays) {
    const std::vector<ValueId> inner = shapeValues(emitter, display.leaves[0]);
    shape.insert(shape.end(), inner.begin(), inner.end());
  }
  const ValueId result = allocate(emitter, dtype, shape);
  if (isOfArrays) {
    PYRITE_TRY_STATUS(fillWithArrays(emitter, result, display));
    return result;
  }
  for (std::size_t i = 0; i < display.leaves.size(); ++i) {
    PYRITE_TRY(const ValueId converted, numberConvert(emitter, display.leaves[i], dtype));
    std::vector<ValueId> operands{result, converted};
    const std::vector<ValueId> index = leafIndex(emitter, display.sizes, i);
    operands.insert(operands.end(), index.begin(), index.end());
    emitter.builder.emit(Op::ArrayStore, types::voidType(), std::span<const ValueId>(operands));
  }
  return name == "numpy.array" || name == "numpy.asarray" ? Result<ValueId>(result)
                                                          : arrayOfArray(emitter, name, result, dtype);
}

}  // namespace pyrite::infer
