// Statements without control flow, and the values that they take.
#include "tests/cpp/differential/random_function.hpp"

namespace pyrite::differential {

using ir::Op;
using ir::ValueId;
using types::Kind;
using types::Type;

const std::vector<Type>& numberTypes() {
  static const std::vector<Type> types = {
      types::boolType(),    types::intType(8),  types::intType(8, false),  types::intType(16), types::intType(16, false),
      types::intType(32),   types::intType(64), types::intType(32, false), types::int64(),     types::intType(64, false),
      types::floatType(16), types::float64(),   types::floatType(32),      types::float64(),   types::complexType(64),
      types::complex128()};
  return types;
}

FunctionMaker::FunctionMaker(Random& random, ir::Module& module, const Ingredients& ingredients,
                             std::span<const ir::FunctionId> callees, std::span<const ir::FunctionId> kernels)
    : random_(random),
      module_(module),
      ingredients_(ingredients),
      callees_(callees.begin(), callees.end()),
      kernels_(kernels.begin(), kernels.end()),
      builder_(function_) {}

Type FunctionMaker::plainType() {
  if (random_.chance(85)) return random_.pick(numberTypes());
  std::vector<Type> items;
  for (std::size_t i = random_.below(3) + 1; i > 0; --i) items.push_back(plainType());
  return types::tupleType(items);
}

Type FunctionMaker::randomType() {
  const Type arrays[] = {types::arrayType(types::int64(), 1, types::Layout::C),
                         types::arrayType(types::float64(), 1, types::Layout::C)};
  if (ingredients_.arrays && random_.chance(20)) return random_.pick(arrays);
  if (ingredients_.objects && random_.chance(20)) {
    const Type item = ingredients_.arrays && random_.chance(50) ? arrays[0] : types::int64();
    const Type fields[] = {item, types::float64(), types::listType(types::int64())};
    return random_.chance(60) ? types::listType(random_.chance(70) ? item : types::listType(item)) : types::boxType(fields);
  }
  if ((ingredients_.arrays || ingredients_.objects) && random_.chance(10)) {
    const Type items[] = {randomType(), randomType()};
    return types::tupleType(items);
  }
  return plainType();
}

// -- values --------------------------------------------------------------------------------------------------------------

ValueId FunctionMaker::emit(Op op, Type type, std::initializer_list<ValueId> operands, ir::Attribute attribute) {
  const ValueId result = builder_.emit(op, type, operands, std::move(attribute));
  if (result.valid()) keep(result);
  return result;
}

ValueId FunctionMaker::existing(Type type) {
  std::vector<ValueId> found;
  for (ValueId id : pool_)
    if (builder_.typeOf(id) == type) found.push_back(id);
  return found.empty() ? ValueId() : random_.pick(found);
}

ValueId FunctionMaker::existingIf(bool (*fits)(Type)) {
  std::vector<ValueId> found;
  for (ValueId id : pool_)
    if (fits(builder_.typeOf(id))) found.push_back(id);
  return found.empty() ? ValueId() : random_.pick(found);
}

ValueId FunctionMaker::value(Type type) {
  const ValueId found = random_.chance(85) ? existing(type) : ValueId();
  return found.valid() ? found : fresh(type);
}

std::vector<ValueId> FunctionMaker::values(std::span<const Type> types) {
  std::vector<ValueId> chosen;
  for (Type type : types) chosen.push_back(value(type));
  return chosen;
}

ValueId FunctionMaker::fresh(Type type) {
  ValueId made;
  if (type->isNumber()) {
    made = builder_.constant(type, constantOf(type, randomNumber(random_, type)));
  } else if (type->isArray()) {
    const std::int64_t length = random_.chance(30) ? 1 : 3;
    made = builder_.emit(Op::ArrayAlloc, type, {builder_.constantInt(length)});
    const ValueId item = value(type->dtype());
    for (std::int64_t i = 0; i < length; ++i)
      builder_.emit(Op::ArrayStore, types::voidType(), {made, item, builder_.constantInt(i)});
  } else if (type->isList()) {
    made = builder_.emit(Op::ListAlloc, type, {builder_.constantInt(static_cast<std::int64_t>(random_.below(3)))});
    for (std::size_t i = random_.below(3); i > 0; --i)
      builder_.emit(Op::ListAppend, types::voidType(), {made, value(type->item())});
  } else {
    made = builder_.emit(type->is(Kind::Box) ? Op::BoxAlloc : Op::Make, type, values(type->items));
  }
  keep(made);
  return made;
}

// -- arithmetic ------------------------------------------------------------------------------------------------------------

void FunctionMaker::arithmetic() {
  if (random_.chance(35)) return compareOrConvert();
  const Type type = random_.pick(numberTypes());
  if (type->isInteger()) return integerOperation(type);
  if (type->isFloat()) return floatOperation(type);
  if (type->isComplex()) return complexOperation(type);
  if (random_.chance(25))
    emit(Op::Not, type, {value(type)});
  else
    emit(random_.pick(std::vector{Op::And, Op::Or, Op::Xor}), type, {value(type), value(type)});
}

void FunctionMaker::integerOperation(Type type) {
  static const std::vector<Op> unary = {
      Op::Neg, Op::Abs, Op::Not, Op::Popcount, Op::CountLeadingZeros, Op::CountTrailingZeros,
  };
  static const std::vector<Op> binary = {Op::Add, Op::Sub, Op::Mul, Op::FloorDiv, Op::FloorMod, Op::Pow,
                                         Op::Shl, Op::Shr, Op::And, Op::Or,       Op::Xor};
  if (random_.chance(30))
    emit(random_.pick(unary), type, {value(type)});
  else
    emit(random_.pick(binary), type, {value(type), value(type)});
}

/// Those whose result is the same to the bit everywhere.
void FunctionMaker::floatOperation(Type type) {
  static const std::vector<Op> unary = {Op::Neg, Op::Abs, Op::Sqrt, Op::Floor, Op::Ceil, Op::Trunc, Op::Rint};
  static const std::vector<Op> binary = {Op::Add, Op::Sub, Op::Mul, Op::Div, Op::FloorDiv, Op::FloorMod, Op::Fmod};
  if (random_.chance(30))
    emit(random_.pick(unary), type, {value(type)});
  else if (random_.chance(10) && type->bits > 16)
    emit(Op::Fma, type, {value(type), value(type), value(type)});
  else
    emit(random_.pick(binary), type, {value(type), value(type)});
}

void FunctionMaker::complexOperation(Type type) {
  const Type part = types::realPart(type);
  switch (random_.below(4)) {
    case 0:
      emit(Op::Neg, type, {value(type)});
      break;
    case 1:
      emit(Op::Make, type, {value(part), value(part)});
      break;
    case 2:
      emit(Op::Get, part, {value(type)}, static_cast<std::int64_t>(random_.below(2)));
      break;
    default:
      emit(random_.pick(std::vector{Op::Add, Op::Sub, Op::Mul}), type, {value(type), value(type)});
  }
}

void FunctionMaker::compareOrConvert() {
  const Type from = random_.pick(numberTypes()), to = random_.pick(numberTypes());
  if (random_.chance(50)) {
    emit(Op::Convert, to, {value(from)});
  } else if (random_.chance(10)) {
    // From integers only: which bits a NaN has is nobody's promise.
    const int widths[] = {16, 32, 64};
    const int bits = random_.pick(widths);
    emit(Op::Bitcast, types::floatType(bits), {value(types::intType(bits, random_.chance(50)))});
  } else {
    static const std::vector<Op> all = {Op::Eq, Op::Ne, Op::Lt, Op::Le, Op::Gt, Op::Ge};
    const Op op = all[random_.below(from->isComplex() ? 2 : all.size())];
    emit(op, types::boolType(), {value(from), value(from)});
  }
}

// -- everything else ---------------------------------------------------------------------------------------------------------

void FunctionMaker::aggregate() {
  const ValueId whole = existingIf([](Type type) { return type->isTuple() && !type->items.empty(); });
  if (!whole.valid() || random_.chance(40)) {
    const Type items[] = {randomType(), randomType()};
    fresh(types::tupleType(items));
    return;
  }
  const Type type = builder_.typeOf(whole);
  const std::size_t index = random_.below(type->items.size());
  emit(Op::Get, type->item(index), {whole}, static_cast<std::int64_t>(index));
}

void FunctionMaker::select() {
  const Type type = randomType();
  const ValueId condition = value(types::boolType()), a = value(type), b = value(type);
  emit(Op::Select, type, {condition, a, b});
}

void FunctionMaker::slot() {
  if (slots_.empty() || random_.chance(30)) {
    const Type type = plainType();
    const ValueId made = builder_.emit(Op::Slot, types::slotType(type), {});
    builder_.emit(Op::SlotStore, types::voidType(), {made, value(type)});
    slots_.push_back(made);
    return;
  }
  const ValueId chosen = random_.pick(slots_);
  const Type type = builder_.typeOf(chosen)->item();
  if (random_.chance(50))
    builder_.emit(Op::SlotStore, types::voidType(), {chosen, value(type)});
  else
    emit(Op::SlotLoad, type, {chosen});
}

void FunctionMaker::call() {
  if (callees_.empty()) return;
  const ir::FunctionId id = random_.pick(callees_);
  std::vector<Type> wanted;
  for (ValueId parameter : module_[id].blocks[0].parameters) wanted.push_back(module_[id][parameter].type);
  keep(builder_.emit(Op::Call, module_[id].result, values(wanted), id));
}

ir::SiteId FunctionMaker::randomSite() { return ir::SiteId(random_.below(module_.sites.size())); }

void FunctionMaker::raiseIf() {
  const ir::SiteId site = randomSite();
  const Type payload = module_.sites[site.index].payload;
  const std::vector<ValueId> carried = payload == nullptr ? std::vector<ValueId>() : values(payload->items);
  builder_.raiseIf(value(types::boolType()), site, carried);
}

void FunctionMaker::array() {
  const Type type = types::arrayType(random_.chance(50) ? types::int64() : types::float64(), 1, types::Layout::C);
  const ValueId array = value(type);
  switch (random_.below(5)) {
    case 0:
      builder_.emit(Op::ArrayStore, types::voidType(), {array, value(type->dtype()), builder_.constantInt(0)});
      break;
    case 1:
      emit(Op::ArrayLoad, type->dtype(), {array, builder_.constantInt(0)});
      break;
    case 2:
      // Chains of maps, which fuse.
      for (std::size_t i = random_.below(3) + 1; i > 0; --i) map(true);
      break;
    default:
      map(random_.chance(75));
  }
}

void FunctionMaker::map(bool isNew) {
  if (kernels_.empty()) return;
  const ir::FunctionId id = random_.pick(kernels_);
  const ir::Function& kernel = module_[id];
  const Type type = types::arrayType(kernel.result, 1, types::Layout::C);
  std::vector<ValueId> operands;
  if (!isNew) operands.push_back(value(type));
  for (ValueId parameter : kernel.blocks[0].parameters) {
    const Type item = kernel[parameter].type;
    const bool isArray = operands.empty() || random_.chance(70);
    operands.push_back(value(isArray ? types::arrayType(item, 1, types::Layout::C) : item));
  }
  if (isNew)
    keep(builder_.emit(Op::ArrayMap, type, operands, id));
  else
    builder_.emit(Op::ArrayMapInto, types::voidType(), operands, id);
}

void FunctionMaker::object() {
  const ValueId chosen = existingIf([](Type type) { return type->isList() || type->is(Kind::Box); });
  if (!chosen.valid() || random_.chance(20)) {
    fresh(types::listType(types::int64()));
    return;
  }
  const Type type = builder_.typeOf(chosen);
  if (type->is(Kind::Box)) {
    const std::size_t field = random_.below(type->items.size());
    if (random_.chance(50))
      emit(Op::BoxLoad, type->item(field), {chosen}, static_cast<std::int64_t>(field));
    else
      builder_.emit(Op::BoxStore, types::voidType(), {chosen, value(type->item(field))}, static_cast<std::int64_t>(field));
    return;
  }
  switch (random_.below(4)) {
    case 0:
      emit(Op::ListLength, types::int64(), {chosen});
      break;
    case 1:
      builder_.emit(Op::ListTruncate, types::voidType(), {chosen, builder_.constantInt(0)});
      break;
    default: {
      // What was just appended is there to be loaded or replaced.
      builder_.emit(Op::ListAppend, types::voidType(), {chosen, value(type->item())});
      const ValueId length = builder_.emit(Op::ListLength, types::int64(), {chosen});
      const ValueId last = builder_.emit(Op::Sub, types::int64(), {length, builder_.constantInt(1)});
      if (random_.chance(30))
        builder_.emit(Op::ListStore, types::voidType(), {chosen, last, value(type->item())});
      else
        emit(Op::ListLoad, type->item(), {chosen, last});
    }
  }
}

}  // namespace pyrite::differential
