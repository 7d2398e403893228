// Attributes of arrays: shape, strides, size, ndim, dtype, T and the like. Methods are intrinsics or library functions.
#include "frontend/infer/array_parts.hpp"

namespace pyrite::infer {

using ir::Op;
using types::Layout;

namespace {

ValueId transposed(Emitter& emitter, ValueId array) {
  const Type type = emitter.typeOf(array);
  if (type->ndim < 2) return array;
  std::vector<ValueId> shape, strides;
  for (std::size_t axis = type->ndim; axis-- > 0;) {
    shape.push_back(shapeOf(emitter, array, axis));
    strides.push_back(strideOf(emitter, array, axis));
  }
  const Layout layout = type->layout == Layout::C ? Layout::F : type->layout == Layout::F ? Layout::C : Layout::A;
  return makeView(emitter, array, types::arrayType(type->dtype(), type->ndim, layout, type->isReadOnly, type->isAligned),
                  emitter.part(array, kDataPart), shape, strides);
}

/// array.flags: the contiguity that the array has as it runs.
ValueId flags(Emitter& emitter, ValueId array) {
  const ValueId isC = isContiguousAs(emitter, array, Layout::C), isF = isContiguousAs(emitter, array, Layout::F);
  const ValueId parts[] = {isC, isF, isC, emitter.makeBool(!emitter.typeOf(array)->isReadOnly), emitter.makeBool(true)};
  const std::vector<Type> items(std::size(parts), types::boolType());
  const std::vector<std::string> names{"c_contiguous", "f_contiguous", "contiguous", "writeable", "aligned"};
  return emitter.makeAggregate(types::namedTupleType(ObjectId(), "flagsobj", items, names), parts);
}

/// A view of the real or imaginary parts of a complex array.
ValueId complexPart(Emitter& emitter, ValueId array, std::size_t part) {
  const Type type = emitter.typeOf(array);
  const Type real = types::realPart(type->dtype());
  ValueId data = emitter.builder.emit(Op::PointerCast, types::pointerType(real), {emitter.part(array, kDataPart)});
  if (part == 1) data = emitter.builder.emit(Op::PointerOffset, emitter.typeOf(data), {data, emitter.makeInt(itemSize(real))});
  std::vector<ValueId> shape, strides;
  for (std::size_t axis = 0; axis < type->ndim; ++axis) {
    shape.push_back(shapeOf(emitter, array, axis));
    strides.push_back(strideOf(emitter, array, axis));
  }
  return makeView(emitter, array, types::arrayType(real, type->ndim, Layout::A, type->isReadOnly, type->isAligned), data, shape,
                  strides);
}

}  // namespace

Result<ValueId> arrayGetAttr(Emitter& emitter, ValueId array, const std::string& name) {
  const Type type = emitter.typeOf(array);
  if (name == "shape" || name == "strides") {
    std::vector<ValueId> items;
    for (std::size_t axis = 0; axis < type->ndim; ++axis)
      items.push_back(name == "shape" ? shapeOf(emitter, array, axis) : strideOf(emitter, array, axis));
    return emitter.makeTuple(items);
  }
  if (name == "size") return elementCount(emitter, array);
  if (name == "ndim") return emitter.makeInt(type->ndim);
  if (name == "itemsize") return emitter.makeInt(itemSize(type->dtype()));
  if (name == "nbytes") return emitter.op(Op::Mul, elementCount(emitter, array), emitter.makeInt(itemSize(type->dtype())));
  if (name == "T") return transposed(emitter, array);
  if (name == "flat") return flatIterator(emitter, array);
  if (name == "flags") return flags(emitter, array);
  if (name == "real") return type->dtype()->isComplex() ? complexPart(emitter, array, 0) : array;
  if (name == "imag") {
    if (type->dtype()->isComplex()) return complexPart(emitter, array, 1);
    PYRITE_TRY(const ValueId zeros, emitter.callNamed("numpy.zeros_like", {{array}, {}}));
    const Type made = emitter.typeOf(zeros);
    return makeView(emitter, zeros, types::arrayType(made->dtype(), made->ndim, made->layout, true, made->isAligned),
                    emitter.part(zeros, kDataPart), shapeValues(emitter, zeros), strideValues(emitter, zeros));
  }
  if (name == "dtype") return emitter.makeType(type->dtype(), "numpy." + toString(type->dtype()));
  return emitter.typingError(toString(type) + " has no attribute '" + name + "' that can be compiled");
}

}  // namespace pyrite::infer
