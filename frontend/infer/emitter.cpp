// What every inference family writes with: constants, static values, tuples, simple operations, raise sites, loops.
#include "frontend/infer/emitter.hpp"

#include "frontend/infer/classes.hpp"
#include "frontend/infer/fold.hpp"
#include "frontend/infer/function_inference.hpp"
#include "frontend/infer/language.hpp"

namespace pyrite::infer {

using ir::Attribute;
using ir::Op;
using types::Kind;

bool holdsString(Type type) {
  if (type->is(Kind::String)) return true;
  for (Type item : type->items)
    if (item != nullptr && holdsString(item)) return true;
  return false;
}

// -- values ------------------------------------------------------------------------------------------------------------

const Attribute* Emitter::constantOf(ValueId value) const {
  if (!value.valid()) return nullptr;
  const ir::Function& function = const_cast<ir::Builder&>(builder).function();
  const ir::InstructionId definition = function[value].instruction;
  if (!definition.valid() || function[definition].op != Op::Const) return nullptr;
  return &function[definition].attribute;
}

std::optional<std::int64_t> Emitter::constantInt(ValueId value) const {
  const Attribute* constant = constantOf(value);
  if (constant == nullptr) return std::nullopt;
  if (const auto* number = std::get_if<std::int64_t>(constant)) return *number;
  if (const auto* truth = std::get_if<bool>(constant)) return *truth ? 1 : 0;
  return std::nullopt;
}

std::optional<bool> Emitter::constantBool(ValueId value) const {
  const Attribute* constant = constantOf(value);
  if (constant == nullptr || !std::holds_alternative<bool>(*constant)) return std::nullopt;
  return std::get<bool>(*constant);
}

std::optional<std::string> Emitter::constantString(ValueId value) const {
  const Attribute* constant = constantOf(value);
  if (constant == nullptr || !std::holds_alternative<std::string>(*constant)) return std::nullopt;
  return std::get<std::string>(*constant);
}

ValueId Emitter::makeInt(std::int64_t value, Type type) { return builder.constant(type, value); }
ValueId Emitter::makeBool(bool value) { return builder.constant(types::boolType(), value); }
ValueId Emitter::makeFloat(double value, Type type) { return builder.constant(type, value); }
ValueId Emitter::makeString(std::string text) { return builder.constant(types::stringType(), std::move(text)); }
ValueId Emitter::zero(Type type) { return builder.emit(Op::Zero, type, {}); }
ValueId Emitter::none() { return zero(types::noneType()); }

ValueId Emitter::makeStatic(ObjectId object) { return zero(specializer.world.typeOf(object)); }

ValueId Emitter::makeStatic(StaticValue value) {
  Overlay& overlay = specializer.world;
  if (auto* type = std::get_if<StaticType>(&value)) return makeStatic(overlay.add(std::move(*type)));
  if (auto* builtin = std::get_if<StaticBuiltin>(&value)) return makeStatic(overlay.add(std::move(*builtin)));
  auto* exception = std::get_if<StaticException>(&value);
  PYRITE_CHECK(exception != nullptr, "this kind of compile-time object always has a Python object");
  return makeStatic(overlay.add(std::move(*exception)));
}

ValueId Emitter::makeType(Type type, std::string name) { return makeStatic(StaticValue(StaticType{type, std::move(name)})); }

Result<ValueId> Emitter::portable(ValueId value) {
  const Type type = typeOf(value);
  if (type->is(Kind::String)) {
    const auto text = constantString(value);
    if (!text) return unsupported("strings that are not known at compile time are not compiled yet");
    return makeStatic(specializer.world.add(StaticString{*text}));
  }
  if (!holdsString(type)) return value;
  if (!type->isTuple() && !type->is(Kind::Closure))
    return unsupported("strings in " + types::toString(type) + " are not compiled yet");
  std::vector<ValueId> items;
  std::vector<Type> itemTypes;
  for (std::size_t i = 0; i < type->items.size(); ++i) {
    PYRITE_TRY(const ValueId item, portable(part(value, i)));
    items.push_back(item);
    itemTypes.push_back(typeOf(item));
  }
  if (type->is(Kind::Closure)) return makeAggregate(types::closureType(type->object, type->name, itemTypes), items);
  if (type->isNamedTuple())
    return makeAggregate(types::namedTupleType(type->object, type->name, itemTypes, type->fields), items);
  return makeTuple(items);
}

ValueId Emitter::restored(ValueId value) {
  const Type type = typeOf(value);
  if (!type->is(Kind::Static)) return value;
  const auto* text = std::get_if<StaticString>(&world.describe(type->object));
  return text != nullptr ? makeString(text->text) : value;
}

const StaticValue* Emitter::staticOf(ValueId value) const {
  const Type type = typeOf(value);
  return type->is(Kind::Static) ? &world.describe(type->object) : nullptr;
}

Result<ValueId> Emitter::freeze(ObjectId object) {
  const StaticValue& value = world.describe(object);
  if (std::holds_alternative<StaticNone>(value)) return none();
  if (std::holds_alternative<StaticEllipsis>(value)) return zero(types::ellipsisType());
  if (const auto* number = std::get_if<StaticNumber>(&value)) return builder.constant(number->type, number->value);
  if (const auto* text = std::get_if<StaticString>(&value)) return makeString(text->text);
  if (const auto* bytes = std::get_if<StaticBytes>(&value)) return makeBytes(*this, bytes->bytes);
  if (const auto* array = std::get_if<StaticArray>(&value)) {
    const ir::DataId data = specializer.frozenArray(object, array->data);
    return builder.emit(Op::ConstArray, array->data.type, {}, data);
  }
  if (const auto* slice = std::get_if<StaticSlice>(&value)) {
    std::vector<ValueId> parts;
    for (ObjectId part : slice->parts) {
      PYRITE_TRY(const ValueId frozen, freeze(part));
      parts.push_back(frozen);
    }
    return makeSlice(parts);
  }
  if (const auto* member = std::get_if<StaticEnumMember>(&value)) return makeEnumMember(*this, *member);
  const auto* tuple = std::get_if<StaticTuple>(&value);
  if (tuple == nullptr) return makeStatic(object);
  std::vector<ValueId> items;
  for (ObjectId item : tuple->items) {
    PYRITE_TRY(const ValueId frozen, freeze(item));
    items.push_back(frozen);
  }
  if (tuple->name.empty()) return makeTuple(items);
  std::vector<Type> itemTypes;
  for (ValueId item : items) itemTypes.push_back(typeOf(item));
  return makeAggregate(types::namedTupleType(tuple->cls, tuple->name, itemTypes, tuple->fields), items);
}

ValueId Emitter::makeTuple(std::span<const ValueId> items) {
  std::vector<Type> itemTypes;
  itemTypes.reserve(items.size());
  for (ValueId item : items) itemTypes.push_back(typeOf(item));
  return makeAggregate(types::tupleType(itemTypes), items);
}

ValueId Emitter::makeAggregate(Type type, std::span<const ValueId> parts) { return builder.emit(Op::Make, type, parts); }

Result<ValueId> Emitter::makeSlice(std::span<const ValueId> parts) {
  std::vector<ValueId> bounds(parts.begin(), parts.end());
  std::vector<Type> partTypes;
  for (ValueId& bound : bounds) {
    const Type type = typeOf(bound);
    if (type->isInteger() || type->isBool()) {
      PYRITE_TRY(bound, numberConvert(*this, bound, types::int64()));
    } else if (!type->is(Kind::None)) {
      return typingError("slice indices must be integers or None, not " + types::toString(type));
    }
    partTypes.push_back(typeOf(bound));
  }
  return makeAggregate(types::sliceType(partTypes[0], partTypes[1], partTypes[2]), bounds);
}

ValueId Emitter::part(ValueId aggregate, std::size_t index) {
  const ir::Function& function = builder.function();
  const ir::InstructionId definition = function[aggregate].instruction;
  if (definition.valid() && function[definition].op == Op::Make) return function[definition].operands[index];
  const Type type = ir::partType(typeOf(aggregate), index);
  if (type->isZeroSize()) return restored(zero(type));
  if (definition.valid() && function[definition].op == Op::Const && typeOf(aggregate)->isComplex()) {
    const auto number = std::get<std::complex<double>>(function[definition].attribute);
    return makeFloat(index == 0 ? number.real() : number.imag(), type);
  }
  return builder.get(aggregate, index);
}

// -- simple operations ----------------------------------------------------------------------------------------------------

ValueId Emitter::op(Op operation, ValueId a) {
  const Type type = typeOf(a);
  if (const Attribute* constant = constantOf(a))
    if (auto folded = foldUnary(operation, type, *constant)) return builder.constant(type, *std::move(folded));
  return builder.emit(operation, type, {a});
}

ValueId Emitter::op(Op operation, ValueId a, ValueId b) {
  const Type type = typeOf(a);
  const Attribute* left = constantOf(a);
  const Attribute* right = constantOf(b);
  if (left != nullptr && right != nullptr)
    if (auto folded = foldBinary(operation, type, *left, *right)) return builder.constant(type, *std::move(folded));
  if (type->isInteger()) {
    const bool addsZeroRight = (operation == Op::Add || operation == Op::Sub) && constantInt(b) == 0;
    if (addsZeroRight || (operation == Op::Mul && constantInt(b) == 1)) return a;
    if ((operation == Op::Add && constantInt(a) == 0) || (operation == Op::Mul && constantInt(a) == 1)) return b;
  }
  if (type->isBool() && (operation == Op::And || operation == Op::Or)) {
    const bool neutral = operation == Op::And;
    if (const auto truth = constantBool(a)) return *truth == neutral ? b : a;
    if (const auto truth = constantBool(b)) return *truth == neutral ? a : b;
  }
  return builder.emit(operation, type, {a, b});
}

ValueId Emitter::compareOp(Op operation, ValueId a, ValueId b) {
  const Attribute* left = constantOf(a);
  const Attribute* right = constantOf(b);
  if (left != nullptr && right != nullptr)
    if (auto folded = foldCompare(operation, typeOf(a), *left, *right))
      return builder.constant(types::boolType(), *std::move(folded));
  return builder.emit(operation, types::boolType(), {a, b});
}

ValueId Emitter::select(ValueId condition, ValueId a, ValueId b) {
  if (const auto known = constantBool(condition)) return *known ? a : b;
  if (a == b || typeOf(a)->isZeroSize()) return a;
  return builder.emit(Op::Select, typeOf(a), {condition, a, b});
}

// -- errors ---------------------------------------------------------------------------------------------------------------

ir::SiteId Emitter::site(std::string exception, std::string message) {
  ir::RaiseSite raised;
  raised.exception = std::move(exception);
  if (!message.empty()) raised.arguments.push_back({std::move(message)});
  raised.span = builder.span();
  raised.function = pythonName;
  raised.file = file;
  return module.addSite(std::move(raised));
}

void Emitter::raiseIf(ValueId condition, const char* exception, std::string message) {
  const auto known = constantBool(condition);
  if (known && !*known) return;
  builder.raiseIf(condition, site(exception, std::move(message)));
  if (known) deadBlock = builder.block();
}

void Emitter::raiseIf(ValueId condition, ir::RaiseSite raised) {
  const auto known = constantBool(condition);
  if (known && !*known) return;
  raised.span = builder.span();
  raised.function = pythonName;
  raised.file = file;
  builder.raiseIf(condition, module.addSite(std::move(raised)));
  if (known) deadBlock = builder.block();
}

Diagnostic Emitter::typingError(std::string message) const {
  Diagnostic diagnostic;
  diagnostic.kind = DiagnosticKind::Typing;
  diagnostic.message = std::move(message);
  diagnostic.span = builder.span();
  return diagnostic;
}

Diagnostic Emitter::unsupported(std::string what) const {
  Diagnostic diagnostic = typingError(std::move(what));
  diagnostic.kind = DiagnosticKind::Unsupported;
  return diagnostic;
}

ValueId Emitter::unwrap(ValueId value, const std::string& message) {
  if (!typeOf(value)->is(Kind::Optional)) return value;
  raiseIf(op(Op::Not, part(value, 0)), "TypeError", message);
  return part(value, 1);
}

ValueId Emitter::boundMethod(ObjectId function, ValueId self, std::string_view name) {
  const Type captured[] = {typeOf(self)};
  const ValueId parts[] = {self};
  return makeAggregate(types::closureType(function, name, captured), parts);
}

// -- blocks -----------------------------------------------------------------------------------------------------------------

Status Emitter::countedLoop(ValueId count, const std::function<Status(ValueId index)>& body) {
  if (constantInt(count) == 0) return success();
  const ir::BlockId header = newBlock("loop"), inside = newBlock("body"), after = newBlock("after");
  builder.jump(header, {makeInt(0)});
  builder.setBlock(header);
  const ValueId index = builder.addParameter(header, types::int64());
  builder.branch(compareOp(Op::Lt, index, count), inside, after);
  builder.setBlock(inside);
  PYRITE_TRY_STATUS(body(index));
  if (isDead())
    builder.unreachable();
  else
    builder.jump(header, {op(Op::Add, index, makeInt(1))});
  builder.setBlock(after);
  return success();
}

Result<ValueId> Emitter::choose(ValueId condition, const std::function<Result<ValueId>()>& then,
                                const std::function<Result<ValueId>()>& otherwise) {
  if (const auto known = constantBool(condition)) return *known ? then() : otherwise();
  const ir::BlockId yes = newBlock("then"), no = newBlock("else");
  builder.branch(condition, yes, no);
  builder.setBlock(yes);
  PYRITE_TRY(const ValueId a, then());
  const bool isFirstDead = isDead();
  const ir::BlockId endOfFirst = builder.block();
  builder.setBlock(no);
  PYRITE_TRY(const ValueId b, otherwise());
  const bool isSecondDead = isDead();
  const ir::BlockId endOfSecond = builder.block();
  const ir::BlockId join = newBlock("join");
  builder.setBlock(endOfFirst);
  if (isFirstDead)
    builder.unreachable();
  else
    builder.jump(join, {a});
  builder.setBlock(endOfSecond);
  if (isSecondDead)
    builder.unreachable();
  else
    builder.jump(join, {b});
  builder.setBlock(join);
  PYRITE_CHECK(isFirstDead || isSecondDead || typeOf(a) == typeOf(b), "the two sides of a choice differ in type");
  if (isFirstDead && isSecondDead) deadBlock = join;
  return builder.addParameter(join, typeOf(isFirstDead ? b : a));
}

Result<ir::FunctionId> Emitter::scalarKernel(std::span<const Type> parameters,
                                             const std::function<Result<ValueId>(Emitter&, std::span<const ValueId>)>& body) {
  ir::Function kernel;
  kernel.name = "kernel";
  kernel.pythonName = pythonName;
  kernel.file = file;
  kernel.line = builder.span().line;
  kernel.fastMath = options.fastMath;
  kernel.isScalarKernel = true;
  kernel.isInterruptible = false;
  kernel.inlining = ir::Inline::Always;
  Emitter inner(specializer, world, module, kernel, options);
  inner.pythonName = pythonName;
  inner.file = file;
  inner.object = object;
  const ir::BlockId entry = inner.newBlock("entry");
  inner.builder.setBlock(entry);
  inner.builder.setSpan(builder.span());
  std::vector<ValueId> arguments;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    arguments.push_back(inner.builder.addParameter(entry, parameters[i]));
    kernel.parameterNames.push_back("x" + std::to_string(i));
  }
  PYRITE_TRY(const ValueId result, body(inner, arguments));
  kernel.result = inner.typeOf(result);
  if (inner.isDead())
    inner.builder.unreachable();
  else
    inner.builder.ret(result);
  kernel.mayRaise = mayRaise(module, kernel);
  module.functions.push_back(std::move(kernel));
  return ir::FunctionId(module.functions.size() - 1);
}

}  // namespace pyrite::infer
