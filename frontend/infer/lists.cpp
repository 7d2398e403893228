// Lists: counted objects that change in place. A list's item type is what is put into it; where more is put in later than was
// known when it was made, the function is written anew with a wider list.
#include "frontend/infer/lists.hpp"

#include "frontend/infer/choices.hpp"
#include "frontend/infer/language.hpp"
#include "frontend/infer/texts.hpp"

namespace pyrite::infer {

using ir::Op;
using types::Kind;

namespace {

bool isStorable(World& world, Type type) {
  if (type->isNumber() || type->is(Kind::None) || type->isArray() || type->isList() || type->is(Kind::Range) ||
      type->isText() || type->isEnum() || type->isInstance() || isFunction(world, type))
    return true;
  if (!type->isTuple() && !type->is(Kind::Optional)) return false;
  for (Type item : type->items)
    if (!isStorable(world, item)) return false;
  return true;
}

Diagnostic doesNotFit(const Emitter& emitter, Type list, Type given) {
  Diagnostic diagnostic = emitter.typingError(types::toString(given) + " does not go into " + types::toString(list));
  diagnostic.help = "a list holds items of one type, known where the list is made";
  return diagnostic;
}

/// The value in the form that the list's items have.
Result<ValueId> asItem(Emitter& emitter, ValueId list, ValueId value) {
  PYRITE_TRY(value, withoutHoles(emitter, value));
  const Type item = emitter.typeOf(list)->item(), given = types::withRunTimeTexts(emitter.typeOf(value));
  if (item == emitter.typeOf(value)) return value;
  if (!isStorable(emitter.world, given)) return emitter.unsupported("lists of " + types::toString(given) + " are not compiled");
  const Type wanted = item->is(Kind::Unbound) ? given : unifyValues(emitter.world, item, given);
  if (wanted == nullptr) return doesNotFit(emitter, emitter.typeOf(list), given);
  if (wanted == item) return emitter.convert(value, item);
  if (emitter.widen && emitter.widen(list, wanted)) return emitter.typingError("the list is made anew");
  return doesNotFit(emitter, emitter.typeOf(list), given);
}

ValueId itemAt(Emitter& emitter, ValueId list, ValueId index) {
  return emitter.builder.emit(Op::ListLoad, emitter.typeOf(list)->item(), {list, index});
}

/// The index counted from the front; IndexError where there is no such item.
Result<ValueId> checkedIndex(Emitter& emitter, ValueId list, ValueId key, const char* message) {
  const Type type = emitter.typeOf(key);
  if (!type->isInteger() && !type->isBool())
    return emitter.typingError("list indices must be integers or slices, not " + types::toString(type));
  PYRITE_TRY(const ValueId index, numberConvert(emitter, key, types::int64()));
  const ValueId length = listLength(emitter, list), zero = emitter.makeInt(0);
  const auto least = emitter.lowerBound(index);
  const bool isForward = least && *least >= 0;
  const ValueId place =
      isForward ? index : emitter.select(emitter.compareOp(Op::Lt, index, zero), emitter.op(Op::Add, index, length), index);
  const ValueId isBeyond = emitter.compareOp(Op::Ge, place, length);
  emitter.raiseIf(isForward ? isBeyond : emitter.op(Op::Or, emitter.compareOp(Op::Lt, place, zero), isBeyond), "IndexError",
                  message);
  return place;
}

}  // namespace

ValueId listLength(Emitter& emitter, ValueId list) { return emitter.builder.emit(Op::ListLength, types::int64(), {list}); }

Result<ValueId> listElement(Emitter& emitter, ValueId list, ValueId index) {
  if (emitter.typeOf(list)->item()->is(Kind::Unbound)) return emitter.zero(types::unboundType());
  return itemAt(emitter, list, index);
}

ValueId makeList(Emitter& emitter, Type item, ValueId capacity) {
  return emitter.builder.emit(Op::ListAlloc, types::listType(item), {capacity});
}

Result<ValueId> makeListOf(Emitter& emitter, std::span<const ValueId> items, Type known) {
  Type item = known;
  for (ValueId value : items) {
    const Type given = types::withRunTimeTexts(emitter.typeOf(value));
    if (!isStorable(emitter.world, given))
      return emitter.unsupported("lists of " + types::toString(given) + " are not compiled");
    const Type merged = item == nullptr ? given : unifyValues(emitter.world, item, given);
    if (merged == nullptr)
      return emitter.typingError("the items of this list are " + types::toString(item) + " and " + types::toString(given) +
                                 "; a list holds items of one type");
    item = merged;
  }
  const auto count = static_cast<std::int64_t>(items.size());
  const ValueId list = makeList(emitter, item == nullptr ? types::unboundType() : item, emitter.makeInt(count));
  for (ValueId value : items) {
    PYRITE_TRY(const ValueId converted, emitter.convert(value, item));
    emitter.builder.emit(Op::ListAppend, types::voidType(), {list, converted});
  }
  return list;
}

Result<ValueId> convertList(Emitter& emitter, ValueId list, Type to) {
  if (emitter.typeOf(list) == to) return list;
  const bool isEmpty = emitter.typeOf(list)->item()->is(Kind::Unbound);
  const ValueId length = isEmpty ? emitter.makeInt(0) : listLength(emitter, list);
  const ValueId made = makeList(emitter, to->item(), length);
  PYRITE_TRY_STATUS(emitter.countedLoop(length, [&](ValueId index) -> Status {
    PYRITE_TRY(const ValueId item, emitter.convert(itemAt(emitter, list, index), to->item()));
    emitter.builder.emit(Op::ListAppend, types::voidType(), {made, item});
    return success();
  }));
  return made;
}

Status listAppend(Emitter& emitter, ValueId list, ValueId value) {
  PYRITE_TRY(const ValueId portable, emitter.portable(value));
  PYRITE_TRY(const ValueId item, asItem(emitter, list, portable));
  emitter.builder.emit(Op::ListAppend, types::voidType(), {list, item});
  return success();
}

Status listExtend(Emitter& emitter, ValueId list, ValueId source) {
  source = emitter.unwrap(source, "'NoneType' object is not iterable");
  const Type type = emitter.typeOf(source);
  if (type->isTuple()) {
    for (ValueId item : tupleItems(emitter, source)) PYRITE_TRY_STATUS(listAppend(emitter, list, item));
    return success();
  }
  if (isSequence(type)) {
    // How many there are is asked once: a list may be extended by itself.
    PYRITE_TRY(const ValueId length, sequenceLength(emitter, source));
    if (type->isList() && type->item()->is(Kind::Unbound)) return success();
    return emitter.countedLoop(length, [&](ValueId index) -> Status {
      PYRITE_TRY(const ValueId item, sequenceElement(emitter, source, index));
      return listAppend(emitter, list, item);
    });
  }
  PYRITE_TRY(const ValueId iterator, emitter.iterate(source));
  const ir::BlockId header = emitter.newBlock("loop"), inside = emitter.newBlock("body"), after = emitter.newBlock("after");
  emitter.builder.jump(header);
  emitter.builder.setBlock(header);
  PYRITE_TRY(const ValueId hasMore, emitter.advance(iterator));
  emitter.builder.branch(hasMore, inside, after);
  emitter.builder.setBlock(inside);
  PYRITE_TRY(const ValueId item, emitter.current(iterator));
  PYRITE_TRY_STATUS(listAppend(emitter, list, item));
  emitter.builder.jump(header);
  emitter.builder.setBlock(after);
  return success();
}

Result<ValueId> listGetItem(Emitter& emitter, ValueId list, ValueId key) {
  if (emitter.typeOf(key)->is(Kind::Slice)) return emitter.callNamed("list.__getitem__", {{list, key}, {}});
  PYRITE_TRY(const ValueId index, checkedIndex(emitter, list, key, "list index out of range"));
  return listElement(emitter, list, index);
}

Status listSetItem(Emitter& emitter, ValueId list, ValueId key, ValueId value) {
  if (emitter.typeOf(key)->is(Kind::Slice)) {
    PYRITE_TRY(const ValueId done, emitter.callNamed("list.__setitem__", {{list, key, value}, {}}));
    return static_cast<void>(done), success();
  }
  PYRITE_TRY(const ValueId index, checkedIndex(emitter, list, key, "list assignment index out of range"));
  PYRITE_TRY(const ValueId portable, emitter.portable(value));
  PYRITE_TRY(const ValueId item, asItem(emitter, list, portable));
  emitter.builder.emit(Op::ListStore, types::voidType(), {list, index, item});
  return success();
}

Result<ValueId> listBinary(Emitter& emitter, BinaryOperator operation, ValueId a, ValueId b) {
  const Type left = emitter.typeOf(a), right = emitter.typeOf(b);
  if (operation == BinaryOperator::Add && left->isList() && right->isList()) {
    const Type item = left->item()->is(Kind::Unbound)    ? right->item()
                      : right->item()->is(Kind::Unbound) ? left->item()
                                                         : types::unify(left->item(), right->item());
    if (item == nullptr) return doesNotFit(emitter, left, right->item());
    const ValueId length = emitter.op(Op::Add, listLength(emitter, a), listLength(emitter, b));
    const ValueId sum = makeList(emitter, item, length);
    PYRITE_TRY_STATUS(listExtend(emitter, sum, a));
    PYRITE_TRY_STATUS(listExtend(emitter, sum, b));
    return sum;
  }
  if (operation == BinaryOperator::Multiply) {
    const ValueId list = left->isList() ? a : b, times = left->isList() ? b : a;
    const Type count = emitter.typeOf(times);
    if (count->isInteger() || count->isBool()) {
      PYRITE_TRY(const ValueId number, numberConvert(emitter, times, types::int64()));
      const ValueId zero = emitter.makeInt(0);
      const ValueId repeats = emitter.select(emitter.compareOp(Op::Lt, number, zero), zero, number);
      const ValueId product =
          makeList(emitter, emitter.typeOf(list)->item(), emitter.op(Op::Mul, listLength(emitter, list), repeats));
      PYRITE_TRY_STATUS(emitter.countedLoop(repeats, [&](ValueId) -> Status { return listExtend(emitter, product, list); }));
      return product;
    }
  }
  return emitter.typingError("unsupported operand types: " + types::toString(left) + " and " + types::toString(right));
}

Result<ValueId> listCompare(Emitter& emitter, CompareOperator operation, ValueId a, ValueId b) {
  const bool isNotEqual = operation == CompareOperator::NotEqual;
  if (operation == CompareOperator::Equal || isNotEqual) {
    PYRITE_TRY(const ValueId equal, emitter.callNamed("list.__eq__", {{a, b}, {}}));
    return isNotEqual ? emitter.op(Op::Not, equal) : equal;
  }
  // a > b is b < a, and a <= b is b >= a.
  const bool isSwapped = operation == CompareOperator::Greater || operation == CompareOperator::LessEqual;
  const bool isStrict = operation == CompareOperator::Less || operation == CompareOperator::Greater;
  return emitter.callNamed(isStrict ? "list.__lt__" : "list.__ge__", {{isSwapped ? b : a, isSwapped ? a : b}, {}});
}

// -- intrinsics ------------------------------------------------------------------------------------------------------------

Result<ValueId> emitList(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const std::vector<ValueId> bound, bindIntrinsic(emitter, intrinsic, arguments, "iterable="));
  if (!bound[0].valid()) return makeListOf(emitter, {}, emitter.wantedItem);
  const Type type = emitter.typeOf(bound[0]);
  if (type->isTuple()) return makeListOf(emitter, tupleItems(emitter, bound[0]), emitter.wantedItem);
  // The item type shows when the first item is there.
  Type item = emitter.wantedItem;
  if (item == nullptr && type->isList()) item = type->item();
  if (item == nullptr && type->is(Kind::Range)) item = types::int64();
  if (item == nullptr && type->isArray() && type->ndim == 1) item = type->dtype();
  const ValueId list = makeList(emitter, item == nullptr ? types::unboundType() : item, emitter.makeInt(0));
  if (emitter.nameList) emitter.nameList(list);
  PYRITE_TRY_STATUS(listExtend(emitter, list, bound[0]));
  return list;
}

Result<ValueId> emitListAppend(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const std::vector<ValueId> bound, bindIntrinsic(emitter, intrinsic, arguments, "self, object"));
  PYRITE_TRY_STATUS(listAppend(emitter, bound[0], bound[1]));
  return emitter.none();
}

Result<ValueId> emitListExtend(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const std::vector<ValueId> bound, bindIntrinsic(emitter, intrinsic, arguments, "self, iterable"));
  PYRITE_TRY_STATUS(listExtend(emitter, bound[0], bound[1]));
  return emitter.none();
}

/// The item goes to the end first, which may widen the list, and from there to its place.
Result<ValueId> emitListInsert(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const std::vector<ValueId> bound, bindIntrinsic(emitter, intrinsic, arguments, "self, index, object"));
  PYRITE_TRY_STATUS(listAppend(emitter, bound[0], bound[2]));
  return emitter.callNamed("list.move_last_to", {{bound[0], bound[1]}, {}});
}

Result<ValueId> emitListTruncate(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const std::vector<ValueId> bound, bindIntrinsic(emitter, intrinsic, arguments, "self, length"));
  PYRITE_TRY(const ValueId length, numberConvert(emitter, bound[1], types::int64()));
  emitter.builder.emit(Op::ListTruncate, types::voidType(), {bound[0], length});
  return emitter.none();
}

}  // namespace pyrite::infer
