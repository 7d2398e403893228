// Iteration. An iterator is an aggregate whose first parts are slots; what it runs over is never copied.
//
//   by index   {slot next, slot current, length, sequence…}   tuples, arrays, enumerate, zip, reversed, other ranges
//   counting   {slot next, slot current, stop, step}          a range whose step is known to be 1 or -1: compare, add
//   outer      {slot next, slot current, 0, iterator…}        enumerate and zip of iterators: these are advanced in turn
//
// `advance` moves `next` on and leaves the place it moved to in `current`, from which `current` makes the element.
#include <limits>

#include "frontend/infer/array_parts.hpp"
#include "frontend/infer/classes.hpp"
#include "frontend/infer/language.hpp"
#include "frontend/infer/lists.hpp"
#include "frontend/infer/texts.hpp"

namespace pyrite::infer {

using ir::Op;
using types::IteratorKind;
using types::Kind;

namespace {

constexpr std::size_t kNext = 0, kCurrent = 1, kLimit = 2, kPayload = 3;

ValueId load(Emitter& emitter, ValueId slot) {
  return emitter.builder.emit(Op::SlotLoad, emitter.typeOf(slot)->item(), {slot});
}
void store(Emitter& emitter, ValueId slot, ValueId value) {
  emitter.builder.emit(Op::SlotStore, types::voidType(), {slot, value});
}

bool isCounting(Type iterator) {
  return iterator->iterator == IteratorKind::Range && iterator->item(kPayload) == types::int64();
}

ValueId makeIterator(Emitter& emitter, IteratorKind kind, ValueId first, ValueId limit, std::span<const ValueId> payload) {
  const Type slot = types::slotType(types::int64());
  std::vector<ValueId> parts{emitter.builder.emit(Op::Slot, slot, {}), emitter.builder.emit(Op::Slot, slot, {}), limit};
  parts.insert(parts.end(), payload.begin(), payload.end());
  std::vector<Type> partTypes;
  for (ValueId part : parts) partTypes.push_back(emitter.typeOf(part));
  store(emitter, parts[kNext], first);
  // Places lie between the ends, wherever the loop counts to.
  const bool isBackward =
      kind == IteratorKind::Range && emitter.typeOf(payload[0])->isInteger() && emitter.constantInt(payload[0]) == -1;
  const auto least = isBackward ? emitter.lowerBound(limit) : emitter.lowerBound(first);
  if (least && *least < std::numeric_limits<std::int64_t>::max())
    emitter.slotBounds.emplace_back(parts[kCurrent], isBackward ? *least + 1 : *least);
  return emitter.makeAggregate(types::iteratorType(kind, partTypes), parts);
}

bool isIterator(Type type) { return type->is(Kind::Iterator) || type->is(Kind::Generator); }

/// enumerate and zip of iterators: each advance goes to those.
bool isOuter(Type iterator) {
  return (iterator->iterator == IteratorKind::Enumerate || iterator->iterator == IteratorKind::Zip) &&
         iterator->items.size() > kPayload && isIterator(iterator->item(kPayload));
}

/// The index of the i-th element in C order.
std::vector<ValueId> unravel(Emitter& emitter, ValueId rest, const std::vector<ValueId>& shape) {
  std::vector<ValueId> index(shape.size());
  for (std::size_t axis = shape.size(); axis-- > 0;) {
    index[axis] = axis == 0 ? rest : emitter.op(Op::FloorMod, rest, shape[axis]);
    if (axis > 0) rest = emitter.op(Op::FloorDiv, rest, shape[axis]);
  }
  return index;
}

/// An array without dimensions over one element.
ValueId elementView(Emitter& emitter, ValueId array, const std::vector<ValueId>& place) {
  const Type type = emitter.typeOf(array);
  ValueId data = emitter.part(array, kDataPart);
  for (std::size_t axis = 0; axis < place.size(); ++axis) {
    const ValueId bytes = emitter.op(Op::Mul, place[axis], strideOf(emitter, array, axis));
    data = emitter.builder.emit(Op::PointerOffset, emitter.typeOf(data), {data, bytes});
  }
  return makeView(emitter, array, types::arrayType(type->dtype(), 0, types::Layout::C, type->isReadOnly, type->isAligned), data,
                  {}, {});
}

Result<ValueId> iteratorElement(Emitter& emitter, ValueId iterator, ValueId index) {
  const Type type = emitter.typeOf(iterator);
  const auto payload = [&](std::size_t i) { return emitter.part(iterator, kPayload + i); };
  switch (type->iterator) {
    case IteratorKind::Range:
    case IteratorKind::Array:
    case IteratorKind::Tuple:
      return sequenceElement(emitter, payload(0), index);
    case IteratorKind::Enumerate: {
      PYRITE_TRY(const ValueId element, sequenceElement(emitter, payload(0), index));
      const ValueId items[] = {emitter.op(Op::Add, payload(1), index), element};
      return emitter.makeTuple(items);
    }
    case IteratorKind::Zip: {
      std::vector<ValueId> items;
      for (std::size_t i = 0; kPayload + i < type->items.size(); ++i) {
        PYRITE_TRY(const ValueId element, sequenceElement(emitter, payload(i), index));
        items.push_back(element);
      }
      return emitter.makeTuple(items);
    }
    case IteratorKind::Reversed: {
      const ValueId last = emitter.op(Op::Sub, emitter.part(iterator, kLimit), emitter.makeInt(1));
      return sequenceElement(emitter, payload(0), emitter.op(Op::Sub, last, index));
    }
    case IteratorKind::NdIndex: {
      const std::vector<ValueId> shape = tupleItems(emitter, payload(0));
      return emitter.makeTuple(unravel(emitter, index, shape));
    }
    case IteratorKind::NdEnumerate:
    case IteratorKind::Flat: {
      const ValueId place = emitter.makeTuple(unravel(emitter, index, shapeValues(emitter, payload(0))));
      PYRITE_TRY(const ValueId element, arrayGetItem(emitter, payload(0), place));
      if (type->iterator == IteratorKind::Flat) return element;
      const ValueId items[] = {place, element};
      return emitter.makeTuple(items);
    }
    case IteratorKind::NdIter: {
      const std::vector<ValueId> place = unravel(emitter, index, shapeValues(emitter, payload(0)));
      std::vector<ValueId> elements;
      for (std::size_t i = 0; kPayload + i < type->items.size(); ++i)
        elements.push_back(elementView(emitter, payload(i), place));
      return elements.size() == 1 ? elements[0] : emitter.makeTuple(elements);
    }
    case IteratorKind::None:
      break;
  }
  return emitter.unsupported("iteration over " + types::toString(type) + " is not compiled");
}

Diagnostic notIterable(const Emitter& emitter, Type type) {
  return emitter.typingError(types::toString(type) + " is not iterable");
}

}  // namespace

// -- ranges ------------------------------------------------------------------------------------------------------------------

ValueId rangeLength(Emitter& emitter, ValueId range) {
  const ValueId start = emitter.part(range, 0), stop = emitter.part(range, 1), step = emitter.part(range, 2);
  const ValueId zero = emitter.makeInt(0), one = emitter.makeInt(1);
  const auto known = emitter.constantInt(step);
  // The distance is exact as an unsigned number, however far the ends lie apart.
  auto lengthFor = [&](bool forward) {
    const ValueId isAny = emitter.compareOp(forward ? Op::Lt : Op::Gt, start, stop);
    const ValueId distance = forward ? emitter.op(Op::Sub, stop, start) : emitter.op(Op::Sub, start, stop);
    if (known == 1 || known == -1) return emitter.select(isAny, distance, zero);
    const Type word = types::intType(64, false);
    auto asWord = [&](ValueId value) { return *numberConvert(emitter, value, word); };
    const ValueId stride = asWord(forward ? step : emitter.op(Op::Neg, step));
    const ValueId whole = emitter.op(Op::FloorDiv, asWord(emitter.op(Op::Sub, distance, one)), stride);
    const ValueId count = emitter.op(Op::Add, *numberConvert(emitter, whole, types::int64()), one);
    return emitter.select(isAny, count, zero);
  };
  if (known) return lengthFor(*known > 0);
  return emitter.select(emitter.compareOp(Op::Gt, step, zero), lengthFor(true), lengthFor(false));
}

Result<ValueId> rangeGetItem(Emitter& emitter, ValueId range, ValueId key) {
  const Type type = emitter.typeOf(key);
  if (!type->isInteger() && !type->isBool())
    return type->is(Kind::Slice)
               ? emitter.unsupported("slices of a range are not compiled yet")
               : emitter.typingError("range indices must be integers or slices, not " + types::toString(type));
  PYRITE_TRY(const ValueId index, numberConvert(emitter, key, types::int64()));
  const ValueId length = rangeLength(emitter, range), zero = emitter.makeInt(0);
  const ValueId wrapped = emitter.select(emitter.compareOp(Op::Lt, index, zero), emitter.op(Op::Add, index, length), index);
  const ValueId isOutside =
      emitter.op(Op::Or, emitter.compareOp(Op::Lt, wrapped, zero), emitter.compareOp(Op::Ge, wrapped, length));
  emitter.raiseIf(isOutside, "IndexError", "range object index out of range");
  return sequenceElement(emitter, range, wrapped);
}

// -- sequences ------------------------------------------------------------------------------------------------------------------

bool isSequence(Type type) {
  return type->is(Kind::Range) || type->isTuple() || type->isList() || (type->isArray() && type->ndim > 0) || type->isText() ||
         (type->isBuffer() && type->item()->ndim == 1);
}

Result<ValueId> sequenceLength(Emitter& emitter, ValueId sequence) {
  const Type type = emitter.typeOf(sequence);
  if (type->is(Kind::Range)) return rangeLength(emitter, sequence);
  if (type->isArray() && type->ndim > 0) return arrayLength(emitter, sequence);
  if (type->isBuffer()) return bufferLength(emitter, sequence);
  if (type->isText()) return textLength(emitter, sequence);
  if (type->isTuple()) return emitter.makeInt(static_cast<std::int64_t>(type->items.size()));
  if (type->isList()) return type->item()->is(Kind::Unbound) ? emitter.makeInt(0) : listLength(emitter, sequence);
  return notIterable(emitter, type);
}

Result<ValueId> sequenceElement(Emitter& emitter, ValueId sequence, ValueId index) {
  const Type type = emitter.typeOf(sequence);
  if (type->is(Kind::Range))
    return emitter.op(Op::Add, emitter.part(sequence, 0), emitter.op(Op::Mul, index, emitter.part(sequence, 2)));
  if (type->isArray()) return arrayElement(emitter, sequence, index);
  if (type->isBuffer()) return bufferElement(emitter, sequence, index);
  if (type->isText()) return textElement(emitter, sequence, index);
  if (type->isTuple()) return tupleElement(emitter, sequence, index);
  if (type->isList()) return listElement(emitter, sequence, index);
  return notIterable(emitter, type);
}

// -- the protocol -----------------------------------------------------------------------------------------------------------------

Result<ValueId> Emitter::iterate(ValueId object) {
  object = unwrap(object, "'NoneType' object is not iterable");
  const Type type = typeOf(object);
  if (isIterator(type)) return object;
  if (type->is(Kind::Range)) {
    const auto step = constantInt(part(object, 2));
    if (step == 1 || step == -1) {
      const ValueId payload[] = {part(object, 2)};
      return makeIterator(*this, IteratorKind::Range, part(object, 0), part(object, 1), payload);
    }
  }
  if (!type->isText() && isText(*this, object)) {
    PYRITE_TRY(const ValueId text, asText(*this, object));
    return iterate(text);
  }
  if (type->isArray() && type->ndim == 0) return typingError("iteration over a 0-d array");
  if (type->isInstance()) {
    PYRITE_TRY(const ValueId iterator, callSpecial(*this, object, "__iter__", {}));
    return iterator.valid() ? iterate(iterator) : Result<ValueId>(notIterable(*this, type));
  }
  if (const StaticValue* value = staticOf(object); value != nullptr && std::holds_alternative<StaticEnumClass>(*value)) {
    PYRITE_TRY(const ValueId members, enumMembers(*this, type->object));
    return iterate(members);
  }
  if (!isSequence(type)) return notIterable(*this, type);
  if (type->isTuple()) {
    for (Type item : type->items) {
      if (item == type->items[0]) continue;
      Diagnostic diagnostic =
          typingError("the items of " + types::toString(type) + " differ in type, so no loop can run over them");
      diagnostic.help = "unpack the tuple, or make its items one type";
      return diagnostic;
    }
  }
  PYRITE_TRY(const ValueId length, sequenceLength(*this, object));
  const IteratorKind kind = type->is(Kind::Range) ? IteratorKind::Range
                            : type->isTuple()     ? IteratorKind::Tuple
                                                  : IteratorKind::Array;
  const ValueId payload[] = {object};
  return makeIterator(*this, kind, makeInt(0), length, payload);
}

namespace {

/// Advances the inner iterators from `at` on, up to the first that has nothing left.
Result<ValueId> advanceInner(Emitter& emitter, ValueId iterator, std::size_t at) {
  const Type type = emitter.typeOf(iterator);
  PYRITE_TRY(const ValueId hasMore, emitter.advance(emitter.part(iterator, at)));
  if (at + 1 >= type->items.size() || !isIterator(type->item(at + 1))) return hasMore;
  return emitter.choose(
      hasMore, [&] { return advanceInner(emitter, iterator, at + 1); },
      [&] { return Result<ValueId>(emitter.makeBool(false)); });
}

}  // namespace

namespace {

/// Lists may grow and shrink while they are iterated over: they are asked each time.
ValueId currentLimit(Emitter& emitter, ValueId iterator) {
  const Type type = emitter.typeOf(iterator);
  ValueId limit = emitter.part(iterator, kLimit);
  if (type->iterator == IteratorKind::Reversed) return limit;
  for (std::size_t i = kPayload; i < type->items.size(); ++i) {
    if (!type->item(i)->isList()) continue;
    const ValueId length = listLength(emitter, emitter.part(iterator, i));
    limit = length;
  }
  return limit;
}

}  // namespace

Result<ValueId> Emitter::advance(ValueId iterator) {
  const Type type = typeOf(iterator);
  if (type->is(Kind::Generator)) return generatorAdvance(*this, iterator);
  if (!type->is(Kind::Iterator)) return notIterable(*this, type);
  const ValueId place = load(*this, part(iterator, kNext));
  store(*this, part(iterator, kCurrent), place);
  const bool counts = isCounting(type);
  const ValueId step = counts ? part(iterator, kPayload) : makeInt(1);
  store(*this, part(iterator, kNext), op(Op::Add, place, step));
  if (isOuter(type)) return advanceInner(*this, iterator, kPayload);
  ValueId limit = part(iterator, kLimit);
  if (!counts && constantInt(limit) != 0) limit = currentLimit(*this, iterator);
  if (!counts && constantInt(limit) == 0) return makeBool(false);
  if (type->iterator == IteratorKind::Reversed && type->item(kPayload)->isList()) {  // the list may have become shorter
    const ValueId index = op(Op::Sub, op(Op::Sub, limit, makeInt(1)), place);
    const ValueId isThere = compareOp(Op::Lt, index, listLength(*this, part(iterator, kPayload)));
    return op(Op::And, isThere, compareOp(Op::Lt, place, limit));
  }
  if (const auto known = constantInt(step)) return compareOp(*known > 0 ? Op::Lt : Op::Gt, place, limit);
  const ValueId isForward = compareOp(Op::Gt, step, makeInt(0));
  return select(isForward, compareOp(Op::Lt, place, limit), compareOp(Op::Gt, place, limit));
}

Result<ValueId> Emitter::current(ValueId iterator) {
  const Type type = typeOf(iterator);
  if (type->is(Kind::Generator)) return generatorCurrent(*this, iterator);
  const ValueId place = load(*this, part(iterator, kCurrent));
  if (isCounting(type)) return place;
  if (!isOuter(type)) return iteratorElement(*this, iterator, place);
  std::vector<ValueId> items;
  if (type->iterator == IteratorKind::Enumerate) {
    PYRITE_TRY(const ValueId element, current(part(iterator, kPayload)));
    items = {op(Op::Add, part(iterator, kPayload + 1), place), element};
    return makeTuple(items);
  }
  for (std::size_t i = kPayload; i < type->items.size(); ++i) {
    PYRITE_TRY(const ValueId element, current(part(iterator, i)));
    items.push_back(element);
  }
  return makeTuple(items);
}

// -- what the builtins make -------------------------------------------------------------------------------------------------------

Result<ValueId> emitEnumerate(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const std::vector<ValueId> bound, bindIntrinsic(emitter, intrinsic, arguments, "iterable, start="));
  ValueId start = emitter.makeInt(0);
  if (bound[1].valid()) {
    const Type type = emitter.typeOf(bound[1]);
    if (!type->isInteger() && !type->isBool())
      return emitter.typingError("enumerate() counts from an integer, not from " + types::toString(type));
    PYRITE_TRY(start, numberConvert(emitter, bound[1], types::int64()));
  }
  const ValueId object = emitter.unwrap(bound[0], "'NoneType' object is not iterable");
  if (!isSequence(emitter.typeOf(object))) {
    PYRITE_TRY(const ValueId inner, emitter.iterate(object));
    const ValueId payload[] = {inner, start};
    return makeIterator(emitter, IteratorKind::Enumerate, emitter.makeInt(0), emitter.makeInt(0), payload);
  }
  PYRITE_TRY(const ValueId length, sequenceLength(emitter, object));
  const ValueId payload[] = {object, start};
  return makeIterator(emitter, IteratorKind::Enumerate, emitter.makeInt(0), length, payload);
}

Result<ValueId> emitZip(Emitter& emitter, const Intrinsic&, CallArguments& arguments) {
  for (const auto& [name, value] : arguments.keywords) {
    if (name != "strict") return emitter.typingError("zip() got an unexpected keyword argument '" + name + "'");
    if (emitter.constantBool(value) != false) return emitter.unsupported("zip(strict=True) is not compiled");
  }
  bool isIndexed = true;
  std::vector<ValueId> sources;
  for (ValueId argument : arguments.positional) {
    sources.push_back(emitter.unwrap(argument, "'NoneType' object is not iterable"));
    const Type type = emitter.typeOf(sources.back());
    isIndexed = isIndexed && isSequence(type) && !type->isList();
  }
  if (!isIndexed) {
    for (ValueId& source : sources) {
      PYRITE_TRY(source, emitter.iterate(source));
    }
    return makeIterator(emitter, IteratorKind::Zip, emitter.makeInt(0), emitter.makeInt(0), sources);
  }
  ValueId shortest = emitter.makeInt(0);
  for (std::size_t i = 0; i < sources.size(); ++i) {
    PYRITE_TRY(const ValueId length, sequenceLength(emitter, sources[i]));
    shortest =
        i == 0 || length == shortest ? length : emitter.select(emitter.compareOp(Op::Lt, length, shortest), length, shortest);
  }
  return makeIterator(emitter, IteratorKind::Zip, emitter.makeInt(0), shortest, sources);
}

/// np.ndindex(shape): every index of an array of that shape.
Result<ValueId> emitNdIndex(Emitter& emitter, const Intrinsic&, CallArguments& arguments) {
  if (!arguments.keywords.empty()) return emitter.typingError("ndindex() takes no keyword arguments");
  const bool isTuple = arguments.positional.size() == 1 && emitter.typeOf(arguments.positional[0])->isTuple();
  PYRITE_TRY(const std::vector<ValueId> shape,
             shapeArgument(emitter, isTuple ? arguments.positional[0] : emitter.makeTuple(arguments.positional)));
  ValueId count = emitter.makeInt(1);
  for (ValueId size : shape) {
    emitter.raiseIf(emitter.compareOp(Op::Lt, size, emitter.makeInt(0)), "ValueError", "negative dimensions not allowed");
    count = emitter.op(Op::Mul, count, size);
  }
  const ValueId payload[] = {emitter.makeTuple(shape)};
  return makeIterator(emitter, IteratorKind::NdIndex, emitter.makeInt(0), count, payload);
}

/// np.ndenumerate(a): every index with its element.
Result<ValueId> emitNdEnumerate(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const std::vector<ValueId> bound, bindIntrinsic(emitter, intrinsic, arguments, "arr"));
  PYRITE_TRY(const ValueId array, requireArray(emitter, intrinsic, bound[0]));
  const ValueId payload[] = {array};
  return makeIterator(emitter, IteratorKind::NdEnumerate, emitter.makeInt(0), elementCount(emitter, array), payload);
}

namespace {

/// The array with its axes in that order, outermost first, some of them backward; read-only.
ValueId inMemoryOrder(Emitter& emitter, ValueId array, const std::vector<ValueId>& order, const std::vector<ValueId>& flips) {
  const Type type = emitter.typeOf(array);
  const std::vector<ValueId> oldShape = shapeValues(emitter, array), oldStrides = strideValues(emitter, array);
  std::vector<ValueId> shape, strides;
  ValueId data = emitter.part(array, kDataPart);
  const ValueId zero = emitter.makeInt(0);
  for (std::size_t i = 0; i < order.size(); ++i) {
    const ValueId stride = chosen(emitter, oldStrides, order[i]);
    shape.push_back(chosen(emitter, oldShape, order[i]));
    strides.push_back(emitter.select(flips[i], emitter.op(Op::Sub, zero, stride), stride));
    const ValueId last = emitter.op(Op::Mul, emitter.op(Op::Sub, shape[i], emitter.makeInt(1)), stride);
    data = emitter.builder.emit(Op::PointerOffset, emitter.typeOf(data), {data, emitter.select(flips[i], last, zero)});
  }
  const Type view = types::arrayType(type->dtype(), type->ndim, types::Layout::A, true, type->isAligned);
  return makeView(emitter, array, view, data, shape, strides);
}

}  // namespace

/// np.nditer(a) and np.nditer((a, b, …)): arrays without dimensions over each element, in the order of memory.
Result<ValueId> emitNdIter(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const std::vector<ValueId> bound, bindIntrinsic(emitter, intrinsic, arguments, "op"));
  const bool isTuple = emitter.typeOf(bound[0])->isTuple();
  const std::vector<ValueId> operands = isTuple ? tupleItems(emitter, bound[0]) : std::vector<ValueId>{bound[0]};
  if (operands.empty()) return emitter.typingError("numpy.nditer() needs an operand");
  PYRITE_TRY(const ValueId broadcast, emitter.callNamed("pyrite.broadcast_operands", {operands, {}}));
  std::vector<ValueId> views = tupleItems(emitter, broadcast);
  const ValueId count = elementCount(emitter, views[0]);
  emitter.raiseIf(emitter.compareOp(Op::Eq, count, emitter.makeInt(0)), "ValueError",
                  "Iteration of zero-sized operands is not enabled");
  const std::size_t ndim = emitter.typeOf(views[0])->ndim;
  std::vector<ValueId> order, flips;
  if (ndim > 0) {
    std::vector<ValueId> strides;
    for (ValueId view : views) strides.push_back(emitter.makeTuple(strideValues(emitter, view)));
    const ValueId shape = emitter.makeTuple(shapeValues(emitter, views[0]));
    PYRITE_TRY(const ValueId plan, emitter.callNamed("pyrite.memory_order", {{emitter.makeTuple(strides), shape}, {}}));
    for (std::size_t i = 0; i < 2 * ndim; ++i) {
      const ValueId entry =
          emitter.builder.emit(Op::ArrayLoad, types::int64(), {plan, emitter.makeInt(static_cast<std::int64_t>(i))});
      if (i < ndim)
        order.push_back(entry);
      else
        flips.push_back(emitter.compareOp(Op::Ne, entry, emitter.makeInt(0)));
    }
  }
  for (ValueId& view : views) view = inMemoryOrder(emitter, view, order, flips);
  return makeIterator(emitter, IteratorKind::NdIter, emitter.makeInt(0), count, views);
}

ValueId flatIterator(Emitter& emitter, ValueId array) {
  const ValueId payload[] = {array};
  return makeIterator(emitter, IteratorKind::Flat, emitter.makeInt(0), elementCount(emitter, array), payload);
}

namespace {

/// The element of a flat iterator's array that has that number in C order; always checked.
Result<ValueId> flatPlace(Emitter& emitter, ValueId array, ValueId key) {
  const Type type = emitter.typeOf(key);
  if (!type->isInteger()) return emitter.unsupported("indexing .flat by " + types::toString(type));
  PYRITE_TRY(const ValueId given, indexAsInt64(emitter, key));
  const ValueId size = elementCount(emitter, array), zero = emitter.makeInt(0);
  const ValueId index = emitter.select(emitter.compareOp(Op::Lt, given, zero), emitter.op(Op::Add, given, size), given);
  const ValueId isOutside = emitter.op(Op::Or, emitter.compareOp(Op::Lt, index, zero), emitter.compareOp(Op::Ge, index, size));
  emitter.raiseIf(isOutside, "IndexError", "index is out of bounds for the array of this size");
  return emitter.makeTuple(unravel(emitter, index, shapeValues(emitter, array)));
}

}  // namespace

bool isFlat(Type type) { return type->is(Kind::Iterator) && type->iterator == IteratorKind::Flat; }

ValueId flatLength(Emitter& emitter, ValueId flat) { return elementCount(emitter, emitter.part(flat, kPayload)); }

Result<ValueId> flatGetItem(Emitter& emitter, ValueId flat, ValueId key) {
  const ValueId array = emitter.part(flat, kPayload);
  PYRITE_TRY(const ValueId place, flatPlace(emitter, array, key));
  return arrayGetItem(emitter, array, place);
}

Status flatSetItem(Emitter& emitter, ValueId flat, ValueId key, ValueId value) {
  const ValueId array = emitter.part(flat, kPayload);
  PYRITE_TRY(const ValueId place, flatPlace(emitter, array, key));
  return arraySetItem(emitter, array, place, value);
}

Result<ValueId> emitReversed(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const std::vector<ValueId> bound, bindIntrinsic(emitter, intrinsic, arguments, "sequence"));
  const ValueId object = emitter.unwrap(bound[0], "'NoneType' object is not reversible");
  const Type type = emitter.typeOf(object);
  if (!isSequence(type)) return emitter.typingError(types::toString(type) + " is not reversible");
  if (type->is(Kind::Range)) {
    const auto step = emitter.constantInt(emitter.part(object, 2));
    if (step == 1 || step == -1) {  // counts from the other end
      const ValueId unit = emitter.makeInt(*step);
      const ValueId parts[] = {emitter.op(Op::Sub, emitter.part(object, 1), unit),
                               emitter.op(Op::Sub, emitter.part(object, 0), unit), emitter.makeInt(-*step)};
      return emitter.iterate(emitter.makeAggregate(types::rangeType(), parts));
    }
  }
  PYRITE_TRY(const ValueId length, sequenceLength(emitter, object));
  const ValueId payload[] = {object};
  return makeIterator(emitter, IteratorKind::Reversed, emitter.makeInt(0), length, payload);
}

}  // namespace pyrite::infer
