// bytes, bytearray, memoryview and array.array: elements are read and written as the interpreter does it, as Python's own
// numbers. All else that arrays can do they cannot.
#include <limits>

#include "frontend/infer/array_parts.hpp"

namespace pyrite::infer {
namespace {

using ir::Op;
using types::Kind;
using types::Layout;

ValueId arrayOf(Emitter& emitter, ValueId buffer) { return emitter.part(buffer, 0); }

ValueId sameBuffer(Emitter& emitter, const std::string& cls, ValueId array) {
  const ValueId parts[] = {array};
  return emitter.makeAggregate(types::bufferType(cls, emitter.typeOf(array)), parts);
}

/// What the interpreter makes of an element: int, float, complex or bool.
Result<ValueId> asPythonNumber(Emitter& emitter, ValueId element) {
  const Type type = emitter.typeOf(element);
  if (type->isInteger()) return numberConvert(emitter, element, types::intType(64, type->isSigned || type->bits < 64));
  if (type->isFloat()) return numberConvert(emitter, element, types::float64());
  if (type->isComplex()) return numberConvert(emitter, element, types::complex128());
  return element;
}

const char* outOfRange(const std::string& cls) {
  return cls == "bytes"        ? "index out of range"
         : cls == "bytearray"  ? "bytearray index out of range"
         : cls == "memoryview" ? "index out of bounds on dimension 1"
                               : "array index out of range";
}

/// The integers of a key that names one element, each in range.
Result<std::vector<ValueId>> elementIndex(Emitter& emitter, ValueId buffer, ValueId key) {
  const Type type = emitter.typeOf(buffer), array = type->item();
  const bool isTuple = emitter.typeOf(key)->isTuple();
  std::vector<ValueId> items = keyItems(emitter, key);
  if (isTuple && type->name != "memoryview")
    return emitter.typingError(type->name + " indices must be integers or slices, not tuple");
  if (items.size() != array->ndim) return emitter.unsupported("parts of a memoryview of several dimensions");
  for (std::size_t axis = 0; axis < items.size(); ++axis) {
    const Type item = emitter.typeOf(items[axis]);
    if (!item->isInteger() && !item->isBool())
      return emitter.typingError(type->name + " indices must be integers or slices, not " + toString(item));
    PYRITE_TRY(const ValueId index, numberConvert(emitter, items[axis], types::int64()));
    const ValueId size = shapeOf(emitter, arrayOf(emitter, buffer), axis);
    const ValueId isNegative = emitter.compareOp(Op::Lt, index, emitter.makeInt(0));
    items[axis] = emitter.select(isNegative, emitter.op(Op::Add, index, size), index);
    const ValueId isOutside = emitter.op(Op::Or, emitter.compareOp(Op::Lt, items[axis], emitter.makeInt(0)),
                                         emitter.compareOp(Op::Ge, items[axis], size));
    emitter.raiseIf(isOutside, "IndexError", outOfRange(type->name));
  }
  return items;
}

/// Raises what the interpreter raises where an integer does not fit an element.
Status checkFits(Emitter& emitter, ValueId value, Type element, const std::string& cls) {
  using Limits = std::numeric_limits<std::int64_t>;
  const int bits = element->bits;
  const std::int64_t least = !element->isSigned ? 0 : bits == 64 ? Limits::min() : -(std::int64_t{1} << (bits - 1));
  const std::int64_t greatest = element->isSigned ? (bits == 64 ? Limits::max() : (std::int64_t{1} << (bits - 1)) - 1)
                                : bits == 64      ? -1
                                                  : (std::int64_t{1} << bits) - 1;
  const ValueId last = emitter.makeInt(greatest, element->isSigned ? types::int64() : types::intType(64, false));
  PYRITE_TRY(const ValueId isLess, emitter.compare(CompareOperator::Less, value, emitter.makeInt(least)));
  PYRITE_TRY(const ValueId isGreater, emitter.compare(CompareOperator::Greater, value, last));
  const ValueId isOutside = emitter.op(Op::Or, isLess, isGreater);
  if (cls == "bytearray")
    emitter.raiseIf(isOutside, "ValueError", "byte must be in range(0, 256)");
  else if (cls == "memoryview")
    emitter.raiseIf(isOutside, "ValueError", "memoryview: invalid value for the format");
  else
    emitter.raiseIf(isOutside, "OverflowError", "the integer does not fit an item of the array");
  return success();
}

Type bytesArray() { return types::arrayType(types::intType(8, false), 1, Layout::C, true); }

bool hasReadableParts(Type buffer) { return buffer->name == "bytes" || buffer->name == "memoryview"; }

}  // namespace

Result<ValueId> bufferLength(Emitter& emitter, ValueId buffer) {
  if (emitter.typeOf(buffer)->item()->ndim > 0) return arrayLength(emitter, arrayOf(emitter, buffer));
  emitter.raiseIf(emitter.makeBool(true), "TypeError", "0-dim memory has no length");
  return emitter.makeInt(0);
}

Result<ValueId> bufferElement(Emitter& emitter, ValueId buffer, ValueId index) {
  PYRITE_TRY(const ValueId element, arrayElement(emitter, arrayOf(emitter, buffer), index));
  return asPythonNumber(emitter, element);
}

Result<ValueId> bufferGetItem(Emitter& emitter, ValueId buffer, ValueId key) {
  const Type type = emitter.typeOf(buffer);
  if (emitter.typeOf(key)->is(Kind::Slice)) {
    if (!hasReadableParts(type) || type->item()->ndim != 1)
      return emitter.typingError("a slice of " + toString(type) + " is a copy, which compiled code does not make");
    PYRITE_TRY(const ValueId part, basicView(emitter, arrayOf(emitter, buffer), key));
    return sameBuffer(emitter, type->name, part);
  }
  PYRITE_TRY(const std::vector<ValueId> index, elementIndex(emitter, buffer, key));
  std::vector<ValueId> operands{arrayOf(emitter, buffer)};
  operands.insert(operands.end(), index.begin(), index.end());
  const Type dtype = type->item()->dtype();
  return asPythonNumber(emitter, emitter.builder.emit(Op::ArrayLoad, dtype, std::span<const ValueId>(operands)));
}

Status bufferSetItem(Emitter& emitter, ValueId buffer, ValueId key, ValueId value) {
  const Type type = emitter.typeOf(buffer), dtype = type->item()->dtype(), given = emitter.typeOf(value);
  if (type->item()->isReadOnly) return emitter.typingError("cannot modify read-only " + toString(type));
  if (emitter.typeOf(key)->is(Kind::Slice)) return emitter.typingError("cannot assign to a slice of " + toString(type));
  const bool isWhole = given->isInteger() || given->isBool();
  if (dtype->isInteger() ? !isWhole : dtype->isFloat() ? !isWhole && !given->isFloat() : given != dtype)
    return emitter.typingError("cannot assign " + toString(given) + " to an element of " + toString(type));
  PYRITE_TRY(const std::vector<ValueId> index, elementIndex(emitter, buffer, key));
  if (dtype->isInteger()) PYRITE_TRY_STATUS(checkFits(emitter, value, dtype, type->name));
  PYRITE_TRY(const ValueId converted, numberConvert(emitter, value, dtype));
  std::vector<ValueId> operands{arrayOf(emitter, buffer), converted};
  operands.insert(operands.end(), index.begin(), index.end());
  emitter.builder.emit(Op::ArrayStore, types::voidType(), std::span<const ValueId>(operands));
  return success();
}

Result<ValueId> bufferGetAttr(Emitter& emitter, ValueId buffer, const std::string& name) {
  const Type type = emitter.typeOf(buffer);
  const ValueId array = arrayOf(emitter, buffer);
  const bool isView = type->name == "memoryview";
  if (isView && (name == "shape" || name == "strides" || name == "ndim" || name == "nbytes"))
    return arrayGetAttr(emitter, array, name);
  if (name == "itemsize" && (isView || type->name == "array.array")) return arrayGetAttr(emitter, array, name);
  if (isView && name == "readonly") return emitter.makeBool(type->item()->isReadOnly);
  if (isView && name == "c_contiguous") return isContiguousAs(emitter, array, Layout::C);
  if (isView && name == "f_contiguous") return isContiguousAs(emitter, array, Layout::F);
  if (isView && name == "contiguous")
    return emitter.op(Op::Or, isContiguousAs(emitter, array, Layout::C), isContiguousAs(emitter, array, Layout::F));
  return emitter.typingError(toString(type) + " has no attribute '" + name + "' that can be compiled");
}

ValueId makeBytes(Emitter& emitter, const std::string& bytes) {
  ir::Data data;
  data.type = bytesArray();
  data.shape = {static_cast<std::int64_t>(bytes.size())};
  data.bytes = bytes;
  emitter.module.data.push_back(std::move(data));
  const ir::DataId id(static_cast<std::uint32_t>(emitter.module.data.size() - 1));
  return sameBuffer(emitter, "bytes", emitter.builder.emit(Op::ConstArray, bytesArray(), {}, id));
}

/// a.tobytes(order="C")
Result<ValueId> emitToBytes(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const auto bound, bindIntrinsic(emitter, intrinsic, arguments, "a, order="));
  PYRITE_TRY(const ValueId array, requireArray(emitter, intrinsic, bound[0]));
  const Type dtype = emitter.typeOf(array)->dtype();
  PYRITE_TRY(const Layout order, layoutArgument(emitter, bound[1], emitter.typeOf(array)));
  PYRITE_TRY(const ValueId copy, copyAs(emitter, array, dtype, order));
  const ValueId bytes = emitter.op(Op::Mul, elementCount(emitter, copy), emitter.makeInt(itemSize(dtype)));
  const ValueId data =
      emitter.builder.emit(Op::PointerCast, types::pointerType(bytesArray()->dtype()), {emitter.part(copy, kDataPart)});
  return sameBuffer(emitter, "bytes", makeView(emitter, copy, bytesArray(), data, {bytes}, {emitter.makeInt(1)}));
}

/// numpy.frombuffer: the memory of a buffer or of a contiguous array as a line of elements of any dtype.
Result<ValueId> emitFromBuffer(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const auto bound, bindIntrinsic(emitter, intrinsic, arguments, "buffer, dtype=, count=, offset="));
  const Type given = emitter.typeOf(bound[0]);
  if (!given->isBuffer() && !given->isArray())
    return emitter.typingError("numpy.frombuffer() takes a buffer or an array, not " + toString(given));
  const ValueId array = given->isBuffer() ? arrayOf(emitter, bound[0]) : bound[0];
  const Type type = emitter.typeOf(array);
  PYRITE_TRY(const Type dtype, dtypeOr(emitter, bound[1], types::float64()));
  const auto integerOr = [&](ValueId value, std::int64_t fallback) -> Result<ValueId> {
    if (!value.valid()) return emitter.makeInt(fallback);
    return indexAsInt64(emitter, value);
  };
  PYRITE_TRY(const ValueId wanted, integerOr(bound[2], -1));
  PYRITE_TRY(const ValueId offset, integerOr(bound[3], 0));
  const ValueId zero = emitter.makeInt(0), itemBytes = emitter.makeInt(itemSize(dtype));
  emitter.raiseIf(emitter.op(Op::Not, isContiguousAs(emitter, array, Layout::C)), "ValueError", "ndarray is not C-contiguous");
  const ValueId bytes = emitter.op(Op::Mul, elementCount(emitter, array), emitter.makeInt(itemSize(type->dtype())));
  const ValueId isOffsetOutside =
      emitter.op(Op::Or, emitter.compareOp(Op::Lt, offset, zero), emitter.compareOp(Op::Gt, offset, bytes));
  emitter.raiseIf(isOffsetOutside, "ValueError", "offset must be non-negative and no greater than buffer length");
  const ValueId rest = emitter.op(Op::Sub, bytes, offset);
  const ValueId takesAll = emitter.compareOp(Op::Lt, wanted, zero);
  const ValueId isUneven = emitter.compareOp(Op::Ne, emitter.op(Op::FloorMod, rest, itemBytes), zero);
  emitter.raiseIf(emitter.op(Op::And, takesAll, isUneven), "ValueError", "buffer size must be a multiple of element size");
  const ValueId available = emitter.op(Op::FloorDiv, rest, itemBytes);
  emitter.raiseIf(emitter.compareOp(Op::Gt, wanted, available), "ValueError", "buffer is smaller than requested size");
  const ValueId count = emitter.select(takesAll, available, wanted);
  ValueId data = emitter.builder.emit(Op::PointerCast, types::pointerType(dtype), {emitter.part(array, kDataPart)});
  data = emitter.builder.emit(Op::PointerOffset, emitter.typeOf(data), {data, offset});
  const bool isAligned = type->isAligned && itemSize(dtype) <= itemSize(type->dtype()) && emitter.constantInt(offset) == 0;
  const Type made = types::arrayType(dtype, 1, Layout::C, type->isReadOnly, isAligned || itemSize(dtype) == 1);
  return makeView(emitter, array, made, data, {count}, {itemBytes});
}

}  // namespace pyrite::infer
