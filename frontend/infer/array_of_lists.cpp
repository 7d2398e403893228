// np.array of lists, whose lengths show when it runs: lists of numbers, of lists, of tuples and of arrays.
#include <algorithm>

#include "frontend/infer/array_functions.hpp"
#include "frontend/infer/array_parts.hpp"
#include "frontend/infer/language.hpp"
#include "frontend/infer/lists.hpp"

namespace pyrite::infer {

using ir::Op;

namespace {

constexpr const char* kRagged = "setting an array element with a sequence. The requested array has an inhomogeneous shape";

/// The dtype and the number of axes that the parts of such a value have; nullptr where it holds anything but numbers.
struct Form {
  Type dtype = nullptr;
  std::size_t axes = 0;
};

Form formOf(Type type) {
  if (type->isNumber()) return {type, 0};
  if (type->isArray()) return {type->dtype(), type->ndim};
  if (type->isList() && type->item()->is(types::Kind::Unbound)) return {types::float64(), 1};
  if (!type->isList() && !type->isTuple()) return {};
  Form form;
  for (Type item : type->items) {
    const Form one = formOf(item);
    if (one.dtype == nullptr || (form.dtype != nullptr && one.axes + 1 != form.axes)) return {};
    form = {form.dtype == nullptr ? one.dtype : types::promoteDtypes(form.dtype, one.dtype), one.axes + 1};
  }
  return form;
}

/// The shape as the first items have it; an axis below an empty one has no elements.
Status measure(Emitter& emitter, ValueId value, std::vector<ValueId>& shape) {
  const Type type = emitter.typeOf(value);
  if (type->isNumber()) return success();
  if (type->isArray()) {
    const std::vector<ValueId> inner = shapeValues(emitter, value);
    shape.insert(shape.end(), inner.begin(), inner.end());
    return success();
  }
  PYRITE_TRY(const ValueId length, sequenceLength(emitter, value));
  shape.push_back(length);
  const std::size_t axes = formOf(type).axes;
  for (std::size_t axis = 1; axis < axes; ++axis) {
    const ValueId isEmpty = emitter.compareOp(Op::Eq, length, emitter.makeInt(0));
    PYRITE_TRY(const ValueId size, emitter.choose(
                                       isEmpty, [&]() -> Result<ValueId> { return emitter.makeInt(0); },
                                       [&]() -> Result<ValueId> {
                                         PYRITE_TRY(const ValueId first, sequenceElement(emitter, value, emitter.makeInt(0)));
                                         std::vector<ValueId> inner;
                                         PYRITE_TRY_STATUS(measure(emitter, first, inner));
                                         return inner[axis - 1];
                                       }));
    shape.push_back(size);
  }
  return success();
}

Status fill(Emitter& emitter, ValueId result, ValueId value, const std::vector<ValueId>& shape, std::vector<ValueId> index) {
  const Type type = emitter.typeOf(value);
  if (type->isNumber()) {
    PYRITE_TRY(const ValueId converted, numberConvert(emitter, value, emitter.typeOf(result)->dtype()));
    std::vector<ValueId> operands{result, converted};
    operands.insert(operands.end(), index.begin(), index.end());
    emitter.builder.emit(Op::ArrayStore, types::voidType(), std::span<const ValueId>(operands));
    return success();
  }
  if (type->isArray()) {
    for (std::size_t axis = 0; axis < type->ndim; ++axis)
      emitter.raiseIf(emitter.compareOp(Op::Ne, shapeOf(emitter, value, axis), shape[index.size() + axis]), "ValueError",
                      kRagged);
    return arraySetItem(emitter, result, emitter.makeTuple(index), value);
  }
  PYRITE_TRY(const ValueId length, sequenceLength(emitter, value));
  emitter.raiseIf(emitter.compareOp(Op::Ne, length, shape[index.size()]), "ValueError", kRagged);
  if (type->isList() && type->item()->is(types::Kind::Unbound)) return success();
  auto one = [&](ValueId at, ValueId element) {
    std::vector<ValueId> inner = index;
    inner.push_back(at);
    return fill(emitter, result, element, shape, std::move(inner));
  };
  if (type->isTuple()) {
    const std::vector<ValueId> items = tupleItems(emitter, value);
    for (std::size_t i = 0; i < items.size(); ++i)
      PYRITE_TRY_STATUS(one(emitter.makeInt(static_cast<std::int64_t>(i)), items[i]));
    return success();
  }
  return emitter.countedLoop(length, [&](ValueId at) -> Status {
    PYRITE_TRY(const ValueId element, sequenceElement(emitter, value, at));
    return one(at, element);
  });
}

bool holdsList(Type type) {
  return type->isList() || std::any_of(type->items.begin(), type->items.end(), [](Type item) { return holdsList(item); });
}

}  // namespace

bool isArrayOfLists(Type type) { return (type->isList() || type->isTuple()) && holdsList(type); }

Result<ValueId> arrayOfLists(Emitter& emitter, ValueId value, ValueId dtypeGiven) {
  const Form form = formOf(emitter.typeOf(value));
  if (form.dtype == nullptr)
    return emitter.typingError("an array cannot be made of " + types::toString(emitter.typeOf(value)) +
                               ": it holds more than numbers, or sequences of unlike depth");
  PYRITE_TRY(const Type dtype, dtypeOr(emitter, dtypeGiven, form.dtype));
  std::vector<ValueId> shape;
  PYRITE_TRY_STATUS(measure(emitter, value, shape));
  const ValueId result = allocate(emitter, dtype, shape);
  PYRITE_TRY_STATUS(fill(emitter, result, value, shape, {}));
  return result;
}

}  // namespace pyrite::infer
