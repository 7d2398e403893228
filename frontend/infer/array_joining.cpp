// np.concatenate: arrays one behind the other along an axis.
#include "frontend/infer/array_functions.hpp"
#include "frontend/infer/array_parts.hpp"

namespace pyrite::infer {

using ir::Op;
using types::Kind;
using types::Layout;

namespace {

/// The part of `result` that starts at `start` along the axis and is as long as `array` there.
ValueId partFor(Emitter& emitter, ValueId result, ValueId array, std::size_t axis, ValueId start) {
  const Type type = emitter.typeOf(result);
  const ValueId offset = emitter.op(Op::Mul, start, strideOf(emitter, result, axis));
  ValueId data = emitter.part(result, kDataPart);
  data = emitter.builder.emit(Op::PointerOffset, emitter.typeOf(data), {data, offset});
  std::vector<ValueId> shape = shapeValues(emitter, result);
  shape[axis] = shapeOf(emitter, array, axis);
  const Layout layout = axis == 0 && type->layout == Layout::C ? Layout::C : Layout::A;
  return makeView(emitter, result, types::arrayType(type->dtype(), type->ndim, layout), data, shape,
                  strideValues(emitter, result));
}

}  // namespace

Result<ValueId> emitConcatenate(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const auto bound, bindIntrinsic(emitter, intrinsic, arguments, "arrays, axis="));
  const Type tuple = emitter.typeOf(bound[0]);
  if (!tuple->isTuple() || tuple->items.empty())
    return emitter.typingError("concatenate() takes a non-empty tuple of arrays, not " + toString(tuple));
  std::vector<ValueId> arrays;
  Type dtype = nullptr;
  bool allFortran = true;
  for (std::size_t i = 0; i < tuple->items.size(); ++i) {
    ValueId array = emitter.part(bound[0], i);
    if (emitter.typeOf(array)->isTuple()) {
      PYRITE_TRY(array, emitter.callNamed("numpy.array", {{array}, {}}));
    }
    const Type type = emitter.typeOf(array);
    if (!type->isArray()) return emitter.typingError("concatenate() takes arrays, not " + toString(type));
    if (type->ndim == 0) return emitter.typingError("zero-dimensional arrays cannot be concatenated");
    if (!arrays.empty() && type->ndim != emitter.typeOf(arrays[0])->ndim)
      return emitter.typingError("all the input arrays of concatenate() must have the same number of dimensions: " +
                                 toString(tuple));
    dtype = dtype == nullptr ? type->dtype() : types::promoteDtypes(dtype, type->dtype());
    allFortran = allFortran && type->layout == Layout::F && type->ndim > 1;
    arrays.push_back(array);
  }
  if (bound[1].valid() && emitter.typeOf(bound[1])->is(Kind::None)) {
    for (ValueId& array : arrays) {
      PYRITE_TRY(array, emitter.callNamed("numpy.ravel", {{array}, {}}));
    }
  }
  const std::size_t ndim = emitter.typeOf(arrays[0])->ndim;
  std::int64_t axis = 0;
  if (bound[1].valid() && !emitter.typeOf(bound[1])->is(Kind::None)) {
    const auto given = emitter.constantInt(bound[1]);
    if (!given) return emitter.unsupported("concatenate() along an axis that is not known at compile time");
    axis = *given < 0 ? *given + static_cast<std::int64_t>(ndim) : *given;
    if (axis < 0 || axis >= static_cast<std::int64_t>(ndim))
      return emitter.typingError("axis " + std::to_string(*given) + " is out of bounds for " +
                                 toString(emitter.typeOf(arrays[0])));
  }
  const auto along = static_cast<std::size_t>(axis);
  std::vector<ValueId> shape = shapeValues(emitter, arrays[0]);
  for (std::size_t i = 1; i < arrays.size(); ++i) {
    for (std::size_t j = 0; j < ndim; ++j) {
      const ValueId size = shapeOf(emitter, arrays[i], j);
      if (j == along)
        shape[j] = emitter.op(Op::Add, shape[j], size);
      else
        emitter.raiseIf(emitter.compareOp(Op::Ne, size, shape[j]), "ValueError",
                        "np.concatenate(): input sizes over dimension other than the axis must match");
    }
  }
  const ValueId result = allocate(emitter, dtype, shape, allFortran && ndim > 1 ? Layout::F : Layout::C);
  ValueId start = emitter.makeInt(0);
  for (ValueId array : arrays) {
    PYRITE_TRY_STATUS(assignInto(emitter, partFor(emitter, result, array, along, start), array));
    start = emitter.op(Op::Add, start, shapeOf(emitter, array, along));
  }
  return result;
}

}  // namespace pyrite::infer
