// Generators: what is yielded is found as the function is walked; the function itself is split in two later, by a pass.
#include "frontend/infer/function_inference.hpp"
#include "frontend/infer/language.hpp"

namespace pyrite::infer {

using ir::Op;
using types::Kind;

namespace {

/// What a yield raises when the generator is closed while it waits there.
ir::SiteId closingSite(const Emitter& emitter) {
  ir::RaiseSite site;
  site.exception = "GeneratorExit";
  site.function = emitter.pythonName;
  site.file = emitter.file;
  site.span = emitter.builder.span();
  return emitter.module.addSite(std::move(site));
}

}  // namespace

Result<ValueId> FunctionInference::yield(ValueId value) {
  Emitter& emitter = emitter_[0];
  PYRITE_TRY(value, emitter.portable(value));
  const Type given = emitter.typeOf(value);
  if (given->is(Kind::Unbound)) return emitter.none();  // by a generator that has not been seen to yield anything
  if (given->is(Kind::Iterator)) return emitter.unsupported("a generator cannot yield an iterator");
  const Type merged = yieldType_ == nullptr ? given : types::unify(yieldType_, given);
  if (merged == nullptr)
    return emitter.typingError("this yields " + types::toString(given) + ", another place yields " +
                               types::toString(yieldType_));
  isChanged_ = isChanged_ || merged != yieldType_;
  yieldType_ = merged;
  PYRITE_TRY(const ValueId yielded, emitter.convert(value, merged));
  return emitter.builder.emit(Op::Yield, types::noneType(), {yielded}, closingSite(emitter));
}

/// yield from source: all it has, then what it returns.
Result<ValueId> FunctionInference::yieldFrom(ValueId source) {
  Emitter& emitter = emitter_[0];
  const ir::BlockId header = emitter.newBlock("loop"), inside = emitter.newBlock("body"), after = emitter.newBlock("after");
  emitter.builder.jump(header);
  emitter.builder.setBlock(header);
  PYRITE_TRY(const ValueId hasMore, emitter.advance(source));
  emitter.builder.branch(hasMore, inside, after);
  emitter.builder.setBlock(inside);
  PYRITE_TRY(const ValueId item, emitter.current(source));
  PYRITE_TRY_STATUS(yield(item));
  const Type type = emitter.typeOf(source);
  if (type->is(Kind::Generator))
    emitter.builder.emit(Op::CallRuntime, types::int64(), {source}, std::string("prt_generator_throw"));
  emitter.builder.jump(header);
  emitter.builder.setBlock(after);
  if (!type->is(Kind::Generator)) return emitter.none();
  return emitter.builder.emit(Op::GeneratorResult, type->item(1), {source}, emitter.specializer.generatorFunction(type));
}

Result<ValueId> generatorAdvance(Emitter& emitter, ValueId generator) {
  const ir::FunctionId function = emitter.specializer.generatorFunction(emitter.typeOf(generator));
  return emitter.builder.emit(Op::GeneratorResume, types::boolType(), {generator}, function);
}

Result<ValueId> generatorCurrent(Emitter& emitter, ValueId generator) {
  const Type type = emitter.typeOf(generator);
  const ValueId value =
      emitter.builder.emit(Op::GeneratorCurrent, type->item(0), {generator}, emitter.specializer.generatorFunction(type));
  return type->item(0)->isZeroSize() ? emitter.restored(emitter.zero(type->item(0))) : value;
}

// -- iterators that generator expressions take over ------------------------------------------------------------------------

namespace {

Type stateType(Type iterator) {
  std::vector<Type> items;
  for (Type item : iterator->items)
    items.push_back(item->is(Kind::Slot) ? item->item() : item->is(Kind::Iterator) ? stateType(item) : item);
  return types::tupleType(items);
}

ValueId rebuilt(Emitter& emitter, ValueId state, Type iterator) {
  std::vector<ValueId> parts;
  for (std::size_t i = 0; i < iterator->items.size(); ++i) {
    const Type item = iterator->item(i);
    const ValueId part = emitter.part(state, i);
    if (item->is(Kind::Slot)) {
      parts.push_back(emitter.builder.emit(Op::Slot, item, {}));
      emitter.builder.emit(Op::SlotStore, types::voidType(), {parts.back(), part});
    } else {
      parts.push_back(item->is(Kind::Iterator) ? rebuilt(emitter, part, item) : part);
    }
  }
  return emitter.makeAggregate(iterator, parts);
}

}  // namespace

ValueId iteratorState(Emitter& emitter, ValueId iterator) {
  const Type type = emitter.typeOf(iterator);
  std::vector<ValueId> parts;
  for (std::size_t i = 0; i < type->items.size(); ++i) {
    const ValueId part = emitter.part(iterator, i);
    if (type->item(i)->is(Kind::Slot))
      parts.push_back(emitter.builder.emit(Op::SlotLoad, type->item(i)->item(), {part}));
    else
      parts.push_back(type->item(i)->is(Kind::Iterator) ? iteratorState(emitter, part) : part);
  }
  return emitter.makeTuple(parts);
}

ValueId addIteratorParameter(Emitter& emitter, ir::BlockId block, Type iterator) {
  return rebuilt(emitter, emitter.builder.addParameter(block, stateType(iterator)), iterator);
}

// -- next ----------------------------------------------------------------------------------------------------------------

Result<ValueId> emitNext(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const std::vector<ValueId> bound, bindIntrinsic(emitter, intrinsic, arguments, "iterator, default="));
  const Type type = emitter.typeOf(bound[0]);
  if (!type->is(Kind::Iterator) && !type->is(Kind::Generator))
    return emitter.typingError(types::toString(type) + " is not an iterator");
  PYRITE_TRY(const ValueId hasMore, emitter.advance(bound[0]));
  if (!bound[1].valid()) {
    ir::RaiseSite site;
    site.exception = "StopIteration";
    emitter.raiseIf(emitter.op(Op::Not, hasMore), std::move(site));
    return emitter.current(bound[0]);
  }
  // Which type the two have in common is known only when both are there.
  const ir::BlockId yes = emitter.newBlock("then"), no = emitter.newBlock("else"), after = emitter.newBlock("after");
  emitter.builder.branch(hasMore, yes, no);
  emitter.builder.setBlock(yes);
  PYRITE_TRY(const ValueId current, emitter.current(bound[0]));
  const Type merged = types::unify(emitter.typeOf(current), emitter.typeOf(bound[1]));
  if (merged == nullptr)
    return emitter.typingError("next() gives " + types::toString(emitter.typeOf(current)) + ", its default is " +
                               types::toString(emitter.typeOf(bound[1])));
  PYRITE_TRY(const ValueId converted, emitter.convert(current, merged));
  emitter.builder.jump(after, {converted});
  emitter.builder.setBlock(no);
  PYRITE_TRY(const ValueId otherwise, emitter.convert(bound[1], merged));
  emitter.builder.jump(after, {otherwise});
  emitter.builder.setBlock(after);
  return emitter.builder.addParameter(after, merged);
}

}  // namespace pyrite::infer
