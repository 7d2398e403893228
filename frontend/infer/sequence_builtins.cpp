// Builtins over sequences: len, range, slice, tuple, iter, next, all, any; count and index of tuples and ranges.
#include "frontend/infer/array_parts.hpp"
#include "frontend/infer/language.hpp"

namespace pyrite::infer {

using ir::Op;
using types::Kind;

Result<ValueId> emitLen(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const std::vector<ValueId> bound, bindIntrinsic(emitter, intrinsic, arguments, "object"));
  return emitter.length(bound[0]);
}

Result<ValueId> emitRange(Emitter& emitter, const Intrinsic&, CallArguments& arguments) {
  const std::size_t count = arguments.positional.size();
  if (!arguments.keywords.empty()) return emitter.typingError("range() takes no keyword arguments");
  if (count == 0) return emitter.typingError("range expected at least 1 argument, got 0");
  if (count > 3) return emitter.typingError("range expected at most 3 arguments, got " + std::to_string(count));
  std::vector<ValueId> numbers;
  for (ValueId argument : arguments.positional) {
    const ValueId value = emitter.unwrap(argument, "'NoneType' object cannot be interpreted as an integer");
    const Type type = emitter.typeOf(value);
    if (!type->isInteger() && !type->isBool())
      return emitter.typingError("range() takes integers, but " + types::toString(type) +
                                 " cannot be interpreted as an integer");
    PYRITE_TRY(const ValueId number, numberConvert(emitter, value, types::int64()));
    numbers.push_back(number);
  }
  const ValueId parts[] = {count > 1 ? numbers[0] : emitter.makeInt(0), count > 1 ? numbers[1] : numbers[0],
                           count > 2 ? numbers[2] : emitter.makeInt(1)};
  emitter.raiseIf(emitter.compareOp(Op::Eq, parts[2], emitter.makeInt(0)), "ValueError",
                  emitter.world.wording("range(1, 2, 0)").c_str());
  return emitter.makeAggregate(types::rangeType(), parts);
}

Result<ValueId> emitSlice(Emitter& emitter, const Intrinsic&, CallArguments& arguments) {
  const std::size_t count = arguments.positional.size();
  if (count == 0 || count > 3 || !arguments.keywords.empty())
    return emitter.typingError("slice() takes from 1 to 3 positional arguments but " + std::to_string(count) + " were given");
  std::vector<ValueId> parts = arguments.positional;
  if (count == 1) parts.insert(parts.begin(), emitter.none());
  if (count < 3) parts.push_back(emitter.none());
  return emitter.makeSlice(parts);
}

Result<ValueId> emitSliceIndices(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const std::vector<ValueId> bound, bindIntrinsic(emitter, intrinsic, arguments, "self, length"));
  const Type type = emitter.typeOf(bound[1]);
  if (!type->isInteger() && !type->isBool())
    return emitter.typingError("'" + types::toString(type) + "' object cannot be interpreted as an integer");
  PYRITE_TRY(const ValueId length, numberConvert(emitter, bound[1], types::int64()));
  emitter.raiseIf(emitter.compareOp(Op::Lt, length, emitter.makeInt(0)), "ValueError", "length should not be negative");
  PYRITE_TRY(const SliceBounds bounds, sliceBounds(emitter, bound[0], length));
  const ValueId items[] = {bounds.start, bounds.stop, bounds.step};
  return emitter.makeTuple(items);
}

/// The tuple; a loop over what this gives is unrolled (FunctionInference::iterate).
Result<ValueId> emitLiteralUnroll(Emitter& emitter, const Intrinsic&, CallArguments& arguments) {
  const std::size_t count = arguments.positional.size() + arguments.keywords.size();
  if (arguments.positional.size() != 1 || count != 1)
    return emitter.unsupported("literal_unroll takes one argument, found " + std::to_string(count));
  const Type type = emitter.typeOf(arguments.positional[0]);
  if (type->isTuple()) return arguments.positional[0];
  if (type->isList())
    return emitter.unsupported(
        "Invalid use of literal_unroll with a function argument or a computed list: the items have to be known when compiling");
  return emitter.unsupported("literal_unroll: the argument should be a tuple or a list of constant values, not " +
                             types::toString(type));
}

Result<ValueId> emitTuple(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const std::vector<ValueId> bound, bindIntrinsic(emitter, intrinsic, arguments, "iterable="));
  if (!bound[0].valid()) return emitter.makeTuple({});
  const Type type = emitter.typeOf(bound[0]);
  if (type->isTuple()) return type->isNamedTuple() ? emitter.makeTuple(tupleItems(emitter, bound[0])) : bound[0];
  if (isSequence(type)) {
    PYRITE_TRY(const ValueId length, sequenceLength(emitter, bound[0]));
    const auto count = emitter.constantInt(length);
    if (count && *count <= 100) {
      std::vector<ValueId> items;
      for (std::int64_t i = 0; i < *count; ++i) {
        PYRITE_TRY(const ValueId item, sequenceElement(emitter, bound[0], emitter.makeInt(i)));
        items.push_back(item);
      }
      return emitter.makeTuple(items);
    }
  }
  return emitter.typingError("tuple() needs a length known at compile time, which " + types::toString(type) + " does not have");
}

Result<ValueId> emitIter(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const std::vector<ValueId> bound, bindIntrinsic(emitter, intrinsic, arguments, "object"));
  return emitter.iterate(bound[0]);
}

Result<ValueId> emitAllOrAny(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const std::vector<ValueId> bound, bindIntrinsic(emitter, intrinsic, arguments, "iterable"));
  const bool isAll = intrinsic.op == Op::And;
  const Type type = emitter.typeOf(bound[0]);
  if (type->isTuple()) {
    ValueId result = emitter.makeBool(isAll);
    for (ValueId item : tupleItems(emitter, bound[0])) {
      PYRITE_TRY(const ValueId isTrue, emitter.truth(item));
      result = emitter.op(intrinsic.op, result, isTrue);
    }
    return result;
  }
  if (type->is(Kind::Iterator) || type->is(Kind::Generator))
    return emitter.callNamed(isAll ? "pyrite.all_of" : "pyrite.any_of", {{bound[0]}, {}});
  if (!isSequence(type))
    return emitter.unsupported(std::string(isAll ? "all" : "any") + "() of " + types::toString(type) + " is not compiled yet");
  const Type slotType = types::slotType(types::boolType());
  const ValueId found = emitter.builder.emit(Op::Slot, slotType, {});
  emitter.builder.emit(Op::SlotStore, types::voidType(), {found, emitter.makeBool(isAll)});
  PYRITE_TRY(const ValueId length, sequenceLength(emitter, bound[0]));
  PYRITE_TRY_STATUS(emitter.countedLoop(length, [&](ValueId index) -> Status {
    PYRITE_TRY(const ValueId element, sequenceElement(emitter, bound[0], index));
    PYRITE_TRY(const ValueId isTrue, emitter.truth(element));
    const ValueId before = emitter.builder.emit(Op::SlotLoad, types::boolType(), {found});
    emitter.builder.emit(Op::SlotStore, types::voidType(), {found, emitter.op(intrinsic.op, before, isTrue)});
    return success();
  }));
  return emitter.builder.emit(Op::SlotLoad, types::boolType(), {found});
}

// -- count and index ------------------------------------------------------------------------------------------------------

Result<ValueId> emitTupleCount(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const std::vector<ValueId> bound, bindIntrinsic(emitter, intrinsic, arguments, "self, value"));
  ValueId count = emitter.makeInt(0);
  for (ValueId item : tupleItems(emitter, bound[0])) {
    PYRITE_TRY(const ValueId equal, emitter.compare(CompareOperator::Equal, item, bound[1]));
    PYRITE_TRY(const ValueId isEqual, emitter.truth(equal));
    count = emitter.op(Op::Add, count, emitter.select(isEqual, emitter.makeInt(1), emitter.makeInt(0)));
  }
  return count;
}

Result<ValueId> emitTupleIndex(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const std::vector<ValueId> bound, bindIntrinsic(emitter, intrinsic, arguments, "self, value"));
  ValueId found = emitter.makeInt(-1);
  const std::vector<ValueId> items = tupleItems(emitter, bound[0]);
  for (std::size_t i = items.size(); i-- > 0;) {
    PYRITE_TRY(const ValueId equal, emitter.compare(CompareOperator::Equal, items[i], bound[1]));
    PYRITE_TRY(const ValueId isEqual, emitter.truth(equal));
    found = emitter.select(isEqual, emitter.makeInt(static_cast<std::int64_t>(i)), found);
  }
  emitter.raiseIf(emitter.compareOp(Op::Lt, found, emitter.makeInt(0)), "ValueError", "tuple.index(x): x not in tuple");
  return found;
}

Result<ValueId> emitRangeCount(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const std::vector<ValueId> bound, bindIntrinsic(emitter, intrinsic, arguments, "self, value"));
  PYRITE_TRY(const ValueId isIn, emitter.contains(bound[1], bound[0], false));
  return emitter.select(isIn, emitter.makeInt(1), emitter.makeInt(0));
}

Result<ValueId> emitRangeIndex(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const std::vector<ValueId> bound, bindIntrinsic(emitter, intrinsic, arguments, "self, value"));
  PYRITE_TRY(const ValueId isIn, emitter.contains(bound[1], bound[0], false));
  emitter.raiseIf(emitter.op(Op::Not, isIn), "ValueError", "the value is not in the range");
  PYRITE_TRY(const ValueId value, numberConvert(emitter, bound[1], types::int64()));
  return emitter.op(Op::FloorDiv, emitter.op(Op::Sub, value, emitter.part(bound[0], 0)), emitter.part(bound[0], 2));
}

}  // namespace pyrite::infer
