// Tuples: indexing by constants and, where the items have one type, at run time; slices, concatenation, repetition, order.
#include <algorithm>

#include "frontend/infer/choices.hpp"
#include "frontend/infer/language.hpp"

namespace pyrite::infer {

using ir::Op;
using types::Kind;

std::vector<ValueId> tupleItems(Emitter& emitter, ValueId tuple) {
  std::vector<ValueId> items;
  for (std::size_t i = 0; i < emitter.typeOf(tuple)->items.size(); ++i) items.push_back(emitter.part(tuple, i));
  return items;
}

namespace {

/// The one type that all items have, or nullptr.
Type commonItem(Type tuple) {
  for (Type item : tuple->items)
    if (item != tuple->items[0]) return nullptr;
  return tuple->items.empty() ? nullptr : tuple->items[0];
}

/// start:stop:step over `size` items with bounds known at compile time, as slice.indices has it.
Result<ValueId> sliceTuple(Emitter& emitter, ValueId tuple, ValueId slice) {
  const Type type = emitter.typeOf(slice);
  const auto size = static_cast<std::int64_t>(emitter.typeOf(tuple)->items.size());
  std::optional<std::int64_t> bounds[3];
  for (std::size_t i = 0; i < 3; ++i) {
    if (type->item(i)->is(Kind::None)) continue;
    bounds[i] = emitter.constantInt(emitter.part(slice, i));
    if (!bounds[i])
      return emitter.typingError("a tuple is sliced with bounds known at compile time only: its length is part of its type");
  }
  const std::int64_t step = bounds[2].value_or(1);
  if (step == 0) {
    emitter.raiseIf(emitter.makeBool(true), "ValueError", "slice step cannot be zero");
    return tuple;
  }
  const std::int64_t low = step > 0 ? 0 : -1, high = step > 0 ? size : size - 1;
  auto clamp = [&](std::optional<std::int64_t> bound, std::int64_t absent) {
    if (!bound) return absent;
    const std::int64_t counted = *bound < 0 ? *bound + size : *bound;
    return counted < low ? low : counted > high ? high : counted;
  };
  const std::int64_t start = clamp(bounds[0], step > 0 ? low : high), stop = clamp(bounds[1], step > 0 ? high : low);
  std::vector<ValueId> items;
  for (std::int64_t i = start; step > 0 ? i < stop : i > stop; i += step)
    items.push_back(emitter.part(tuple, static_cast<std::size_t>(i)));
  return emitter.makeTuple(items);
}

/// One of a tuple's functions.
Result<ValueId> chosenItem(Emitter& emitter, ValueId tuple, ValueId index, Type choice) {
  const Type type = emitter.typeOf(tuple);
  const bool isPlaceEnough =
      std::equal(choice->items.begin() + 1, choice->items.end(), type->items.begin(), type->items.end()) &&
      std::all_of(type->items.begin(), type->items.end(), [](Type function) { return function->isZeroSize(); });
  if (isPlaceEnough) {
    std::vector<ValueId> parts = tupleItems(emitter, tuple);
    parts.insert(parts.begin(), index);
    return emitter.makeAggregate(choice, parts);
  }
  ValueId result;
  for (std::size_t i = 0; i < type->items.size(); ++i) {
    PYRITE_TRY(const ValueId item, emitter.convert(emitter.part(tuple, i), choice));
    const ValueId isThis = emitter.compareOp(Op::Eq, index, emitter.makeInt(static_cast<std::int64_t>(i)));
    result = i == 0 ? item : emitter.select(isThis, item, result);
  }
  return result;
}

}  // namespace

Result<ValueId> tupleElement(Emitter& emitter, ValueId tuple, ValueId index) {
  const Type type = emitter.typeOf(tuple);
  if (const auto known = emitter.constantInt(index)) return emitter.part(tuple, static_cast<std::size_t>(*known));
  if (commonItem(type) == nullptr) {
    if (const Type choice = commonFunction(emitter.world, type); choice != nullptr && isChoice(choice))
      return chosenItem(emitter, tuple, index, choice);
    if (type->items.empty()) return emitter.typingError("an empty tuple has no items");
    Diagnostic diagnostic = emitter.typingError("the items of " + types::toString(type) +
                                                " differ in type, so which one is meant must be known at compile time");
    diagnostic.help = "index it with a constant, or unpack it";
    return diagnostic;
  }
  if (holdsString(type)) return emitter.unsupported("strings are chosen at compile time only, for now");
  ValueId result = emitter.part(tuple, 0);
  for (std::size_t i = 1; i < type->items.size(); ++i) {
    const ValueId isThis = emitter.compareOp(Op::Eq, index, emitter.makeInt(static_cast<std::int64_t>(i)));
    result = emitter.select(isThis, emitter.part(tuple, i), result);
  }
  return result;
}

Result<ValueId> tupleGetItem(Emitter& emitter, ValueId tuple, ValueId key) {
  const Type keyType = emitter.typeOf(key), type = emitter.typeOf(tuple);
  if (keyType->is(Kind::Slice)) return sliceTuple(emitter, tuple, key);
  if (!keyType->isInteger() && !keyType->isBool())
    return emitter.typingError("tuple indices must be integers or slices, not " + types::toString(keyType));
  const auto size = static_cast<std::int64_t>(type->items.size());
  if (auto known = emitter.constantInt(key); known && (keyType->isSigned || keyType->isBool() || *known >= 0)) {
    if (*known < 0) *known += size;
    if (*known >= 0 && *known < size) return emitter.part(tuple, static_cast<std::size_t>(*known));
    emitter.raiseIf(emitter.makeBool(true), "IndexError", "tuple index out of range");
    return emitter.none();
  }
  if (size == 0) {
    emitter.raiseIf(emitter.makeBool(true), "IndexError", "tuple index out of range");
    return emitter.none();
  }
  PYRITE_TRY(const ValueId index, numberConvert(emitter, key, types::int64()));
  const ValueId count = emitter.makeInt(size);
  const ValueId isNegative = emitter.compareOp(Op::Lt, index, emitter.makeInt(0));
  const ValueId wrapped = emitter.select(isNegative, emitter.op(Op::Add, index, count), index);
  const ValueId isLow = emitter.compareOp(Op::Lt, wrapped, emitter.makeInt(0));
  const ValueId isHigh = emitter.compareOp(Op::Ge, wrapped, count);
  emitter.raiseIf(emitter.op(Op::Or, isLow, isHigh), "IndexError", "tuple index out of range");
  return tupleElement(emitter, tuple, wrapped);
}

Result<ValueId> tupleConcatenate(Emitter& emitter, ValueId a, ValueId b) {
  std::vector<ValueId> items = tupleItems(emitter, a);
  const std::vector<ValueId> more = tupleItems(emitter, b);
  items.insert(items.end(), more.begin(), more.end());
  return emitter.makeTuple(items);
}

Result<ValueId> tupleRepeat(Emitter& emitter, ValueId tuple, ValueId count) {
  constexpr std::size_t kMaximumItems = 1000;
  const Type type = emitter.typeOf(count);
  const auto times = emitter.constantInt(count);
  if (!type->isInteger() && !type->isBool())
    return emitter.typingError("a tuple can be repeated an integer number of times, not " + types::toString(type));
  if (!times)
    return emitter.typingError("how often a tuple is repeated must be known at compile time: its length is part of its type");
  const std::vector<ValueId> once = tupleItems(emitter, tuple);
  std::vector<ValueId> items;
  for (std::int64_t i = 0; i < *times && !once.empty(); ++i) {
    if (items.size() + once.size() > kMaximumItems)
      return emitter.unsupported("tuples of more than 1000 items are not compiled");
    items.insert(items.end(), once.begin(), once.end());
  }
  return emitter.makeTuple(items);
}

Result<ValueId> tupleCompare(Emitter& emitter, CompareOperator operation, ValueId a, ValueId b) {
  const std::vector<ValueId> left = tupleItems(emitter, a), right = tupleItems(emitter, b);
  const std::size_t common = std::min(left.size(), right.size());
  const bool isEquality = operation == CompareOperator::Equal || operation == CompareOperator::NotEqual;
  auto itemsEqual = [&](std::size_t i) -> Result<ValueId> {
    PYRITE_TRY(const ValueId equal, emitter.compare(CompareOperator::Equal, left[i], right[i]));
    return emitter.truth(equal);
  };
  if (isEquality) {
    ValueId equal = emitter.makeBool(left.size() == right.size());
    for (std::size_t i = 0; i < common && left.size() == right.size(); ++i) {
      PYRITE_TRY(const ValueId same, itemsEqual(i));
      equal = emitter.op(Op::And, equal, same);
    }
    return operation == CompareOperator::Equal ? equal : emitter.op(Op::Not, equal);
  }
  // The first unequal pair decides; where all are equal, the lengths do.
  bool byLength = false;
  switch (operation) {
    case CompareOperator::Less:
      byLength = left.size() < right.size();
      break;
    case CompareOperator::LessEqual:
      byLength = left.size() <= right.size();
      break;
    case CompareOperator::Greater:
      byLength = left.size() > right.size();
      break;
    case CompareOperator::GreaterEqual:
      byLength = left.size() >= right.size();
      break;
    case CompareOperator::Equal:
    case CompareOperator::NotEqual:
      break;
  }
  ValueId result = emitter.makeBool(byLength);
  for (std::size_t i = common; i-- > 0;) {
    PYRITE_TRY(const ValueId same, itemsEqual(i));
    if (emitter.constantBool(same) == true) continue;
    PYRITE_TRY(const ValueId ordered, emitter.compare(operation, left[i], right[i]));
    PYRITE_TRY(const ValueId decided, emitter.truth(ordered));
    result = emitter.select(same, result, decided);
  }
  return result;
}

}  // namespace pyrite::infer
