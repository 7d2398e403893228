// Builtins that ask about types: isinstance, type, hasattr, getattr, callable; and operators as functions.
#include "frontend/infer/classes.hpp"
#include "frontend/infer/language.hpp"
#include "frontend/infer/specializer.hpp"

namespace pyrite::infer {

using ir::Op;
using types::Kind;

// -- types as Python sees them ----------------------------------------------------------------------------------------------

std::string pythonTypeName(Type type) {
  switch (type->kind) {
    case Kind::None:
      return "NoneType";
    case Kind::Ellipsis:
      return "ellipsis";
    case Kind::Bool:
      return "bool";
    case Kind::Int:
      return type == types::int64() ? "int" : "numpy." + types::toString(type);
    case Kind::Float:
      return type == types::float64() ? "float" : "numpy." + types::toString(type);
    case Kind::Complex:
      return type == types::complex128() ? "complex" : "numpy." + types::toString(type);
    case Kind::String:
    case Kind::Text:
      return "str";
    case Kind::Tuple:
      return type->name.empty() ? "tuple" : type->name;
    case Kind::List:
      return "list";
    case Kind::Range:
      return "range";
    case Kind::Slice:
      return "slice";
    case Kind::Closure:
      return "function";
    case Kind::Array:
      return "numpy.ndarray";
    case Kind::Enum:
      return type->name;
    case Kind::Time:
      return type->isDuration() ? "numpy.timedelta64" : "numpy.datetime64";
    case Kind::Buffer:
      return type->name;
    case Kind::Optional:
      return pythonTypeName(type->item());
    case Kind::Void:
    case Kind::Unbound:
    case Kind::Static:
    case Kind::MaybeUnbound:
    case Kind::Owner:
    case Kind::Pointer:
    case Kind::Slot:
    case Kind::Box:
    case Kind::Generator:
    case Kind::Iterator:
    case Kind::Error:
    case Kind::Template:
    case Kind::Function:
      break;
  }
  return types::toString(type);
}

namespace {

/// Classes known by name that hold values of many types.
std::optional<bool> isInstanceOfNamed(Type type, const std::string& name) {
  const bool isNumber = type->isNumber();
  if (name == "builtins.object") return true;
  if (name == "builtins.int") return type == types::int64() || type->isBool();
  if (name == "builtins.float") return type == types::float64();
  if (name == "builtins.complex") return type == types::complex128();
  if (name == "builtins.bool") return type->isBool();
  if (name == "builtins.tuple") return type->isTuple() && !isKeywords(type);
  if (name == "builtins.list") return type->isList();
  if (name == "builtins.str") return type->isText() || type->isLiteralText();
  if (name == "builtins.range") return type->is(Kind::Range);
  if (name == "builtins.slice") return type->is(Kind::Slice);
  if (name == "builtins.NoneType" || name == "types.NoneType") return type->is(Kind::None);
  if (name == "builtins.dict") return isKeywords(type);
  if (name == "builtins.set") return false;
  if (name == "builtins.bytes") return type->isBuffer() && type->name == "bytes";
  if (name == "builtins.bytearray") return type->isBuffer() && type->name == "bytearray";
  if (name == "builtins.memoryview") return type->isBuffer() && type->name == "memoryview";
  if (name == "numpy.ndarray") return type->isArray();
  // NumPy's time differences are integers to it.
  if (type->isTime() && name.starts_with("numpy.")) {
    const bool isOfIntegers =
        name == "numpy.timedelta64" || name == "numpy.signedinteger" || name == "numpy.integer" || name == "numpy.number";
    return name == "numpy.generic" || (type->isDuration() ? isOfIntegers : name == "numpy.datetime64");
  }
  if (name == "numpy.datetime64" || name == "numpy.timedelta64") return false;
  if (name == "numpy.generic" || name == "numpy.number" || name == "numbers.Number") return isNumber;
  if (name == "numpy.integer" || name == "numbers.Integral") return type->isInteger();
  if (name == "numpy.signedinteger") return type->isInteger() && type->isSigned;
  if (name == "numpy.unsignedinteger") return type->isInteger() && !type->isSigned;
  if (name == "numpy.inexact") return type->isFloat() || type->isComplex();
  if (name == "numpy.floating") return type->isFloat();
  if (name == "numpy.complexfloating") return type->isComplex();
  if (name == "numbers.Real") return isNumber && !type->isComplex();
  if (name == "numbers.Complex") return isNumber;
  return std::nullopt;
}

}  // namespace

std::optional<bool> isInstance(const Emitter& emitter, Type type, ObjectId cls) {
  const StaticValue& value = emitter.world.describe(cls);
  if (type->isEnum() || type->isInstance()) return emitter.world.isSubclass(type->object, cls);
  if (std::holds_alternative<StaticEnumClass>(value) || std::holds_alternative<StaticClass>(value)) return false;
  if (const auto* known = std::get_if<StaticType>(&value)) {
    if (const auto named = isInstanceOfNamed(type, known->name)) return named;
    return known->type == type;
  }
  if (const auto* builtin = std::get_if<StaticBuiltin>(&value)) return isInstanceOfNamed(type, builtin->name);
  if (std::holds_alternative<StaticNamedTupleClass>(value)) return type->isNamedTuple() && type->object == cls;
  if (std::holds_alternative<StaticExceptionClass>(value)) return false;
  return std::nullopt;
}

namespace {

Result<ValueId> isInstanceOf(Emitter& emitter, ValueId value, ValueId classes) {
  const Type classType = emitter.typeOf(classes), type = emitter.typeOf(value);
  if (classType->isTuple()) {
    ValueId result = emitter.makeBool(false);
    for (ValueId cls : tupleItems(emitter, classes)) {
      PYRITE_TRY(const ValueId isOne, isInstanceOf(emitter, value, cls));
      result = emitter.op(Op::Or, result, isOne);
    }
    return result;
  }
  if (classType->is(Kind::None)) return emitter.typingError("isinstance() arg 2 must be a type, a tuple of types, or a union");
  if (type->is(Kind::Error)) return matchException(emitter, value, classes);
  if (!classType->is(Kind::Static)) return emitter.typingError("isinstance() takes a class, not " + types::toString(classType));
  const bool isOptional = type->is(Kind::Optional);
  const auto answer = isInstance(emitter, isOptional ? type->item() : type, classType->object);
  const auto noneAnswer = isOptional ? isInstance(emitter, types::noneType(), classType->object) : answer;
  if (!answer || !noneAnswer)
    return emitter.unsupported("isinstance() with " + emitter.world.displayName(classType->object) + " is not compiled");
  if (!isOptional || *answer == *noneAnswer) return emitter.makeBool(*answer);
  return *answer ? emitter.part(value, 0) : emitter.op(Op::Not, emitter.part(value, 0));
}

}  // namespace

Result<ValueId> emitIsinstance(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const std::vector<ValueId> bound, bindIntrinsic(emitter, intrinsic, arguments, "object, classes"));
  return isInstanceOf(emitter, bound[0], bound[1]);
}

/// The class of an exception that `__exit__` was handed, or a class known when compiling.
Result<ValueId> emitIssubclass(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const std::vector<ValueId> bound, bindIntrinsic(emitter, intrinsic, arguments, "cls, classes"));
  const Type type = emitter.typeOf(bound[0]), classes = emitter.typeOf(bound[1]);
  if (type->is(Kind::Error)) return matchException(emitter, bound[0], bound[1]);
  if (!type->is(Kind::Static) || emitter.staticOf(bound[0]) == nullptr ||
      std::holds_alternative<StaticString>(*emitter.staticOf(bound[0]))) {
    emitter.raiseIf(emitter.makeBool(true), "TypeError", "issubclass() arg 1 must be a class");
    return emitter.makeBool(false);
  }
  if (Overlay::isOwn(type->object)) return emitter.unsupported("issubclass() of " + types::toString(type) + " is not compiled");
  bool isOne = false;
  std::vector<ValueId> all{bound[1]};
  if (classes->isTuple()) all = tupleItems(emitter, bound[1]);
  for (ValueId cls : all) {
    if (!emitter.typeOf(cls)->is(Kind::Static) || Overlay::isOwn(emitter.typeOf(cls)->object))
      return emitter.unsupported("issubclass() with " + types::toString(emitter.typeOf(cls)) + " is not compiled");
    isOne = isOne || emitter.world.isSubclass(type->object, emitter.typeOf(cls)->object);
  }
  return emitter.makeBool(isOne);
}

Result<ValueId> emitType(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const std::vector<ValueId> bound, bindIntrinsic(emitter, intrinsic, arguments, "object"));
  const Type type = emitter.typeOf(bound[0]);
  if ((type->isNamedTuple() && type->object.valid()) || type->isEnum() || type->isInstance())
    return emitter.makeStatic(type->object);
  const std::string name = pythonTypeName(type);
  if (const auto object = emitter.world.builtin(name.starts_with("numpy.") ? name : "builtins." + name))
    return emitter.makeStatic(*object);
  if (type->isNumber() || type->is(Kind::None)) return emitter.makeType(type, name);
  return emitter.unsupported("type() of " + types::toString(type) + " is not compiled");
}

Result<ValueId> emitHasattr(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const std::vector<ValueId> bound, bindIntrinsic(emitter, intrinsic, arguments, "object, name"));
  const auto name = emitter.constantString(bound[1]);
  if (!name) return emitter.typingError("hasattr(): attribute name must be a constant string");
  if (emitter.typeOf(bound[0])->is(Kind::Optional))
    return emitter.unsupported("hasattr() of a value that may be None is not compiled");
  if (emitter.typeOf(bound[0])->isInstance())
    if (const auto has = instanceHasField(emitter, bound[0], *name)) return *has;
  return emitter.makeBool(emitter.getAttr(bound[0], *name).ok());
}

Result<ValueId> emitGetattr(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const std::vector<ValueId> bound, bindIntrinsic(emitter, intrinsic, arguments, "object, name, default="));
  const auto name = emitter.constantString(bound[1]);
  if (!name) return emitter.typingError("getattr(): attribute name must be a constant string");
  if (emitter.typeOf(bound[0])->isInstance() && bound[2].valid())
    if (const auto has = instanceHasField(emitter, bound[0], *name)) {
      const auto known = emitter.constantBool(*has);
      if (!known) return emitter.unsupported("getattr() with a default, of an attribute that may be missing");
      return *known ? emitter.getAttr(bound[0], *name) : Result<ValueId>(bound[2]);
    }
  Result<ValueId> attribute = emitter.getAttr(bound[0], *name);
  if (attribute.ok() || !bound[2].valid() || emitter.specializer.isAwaiting) return attribute;
  return bound[2];
}

Result<ValueId> emitCallable(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const std::vector<ValueId> bound, bindIntrinsic(emitter, intrinsic, arguments, "object"));
  const Type type = emitter.typeOf(bound[0]);
  if (type->is(Kind::Closure)) return emitter.makeBool(true);
  const StaticValue* value = emitter.staticOf(bound[0]);
  if (value == nullptr) return emitter.makeBool(false);
  return emitter.makeBool(std::holds_alternative<StaticFunction>(*value) || std::holds_alternative<StaticBuiltin>(*value) ||
                          std::holds_alternative<StaticType>(*value) || std::holds_alternative<StaticExceptionClass>(*value) ||
                          std::holds_alternative<StaticNamedTupleClass>(*value) ||
                          std::holds_alternative<StaticEnumClass>(*value) || std::holds_alternative<StaticClass>(*value));
}

// -- operators as functions ------------------------------------------------------------------------------------------------

namespace {

struct BinaryRow {
  Op op;
  BinaryOperator operation;
};
constexpr BinaryRow kBinary[] = {
    {Op::Add, BinaryOperator::Add},
    {Op::Sub, BinaryOperator::Subtract},
    {Op::Mul, BinaryOperator::Multiply},
    {Op::Div, BinaryOperator::TrueDivide},
    {Op::FloorDiv, BinaryOperator::FloorDivide},
    {Op::FloorMod, BinaryOperator::Remainder},
    {Op::Pow, BinaryOperator::Power},
    {Op::Shl, BinaryOperator::LeftShift},
    {Op::Shr, BinaryOperator::RightShift},
    {Op::And, BinaryOperator::And},
    {Op::Or, BinaryOperator::Or},
    {Op::Xor, BinaryOperator::Xor},
};

}  // namespace

Result<ValueId> emitInplaceOperator(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const std::vector<ValueId> bound, bindIntrinsic(emitter, intrinsic, arguments, "a, b"));
  for (const BinaryRow& row : kBinary)
    if (row.op == intrinsic.op) return emitter.inplace(row.operation, bound[0], bound[1]);
  return emitter.unsupported(std::string(intrinsic.name) + "()");
}

Result<ValueId> emitOperator(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  struct CompareRow {
    Op op;
    CompareOperator operation;
  };
  static constexpr CompareRow kCompare[] = {
      {Op::Eq, CompareOperator::Equal},     {Op::Ne, CompareOperator::NotEqual}, {Op::Lt, CompareOperator::Less},
      {Op::Le, CompareOperator::LessEqual}, {Op::Gt, CompareOperator::Greater},  {Op::Ge, CompareOperator::GreaterEqual},
  };
  PYRITE_TRY(const std::vector<ValueId> bound, bindIntrinsic(emitter, intrinsic, arguments, "a, b"));
  for (const BinaryRow& row : kBinary)
    if (row.op == intrinsic.op) return emitter.binary(row.operation, bound[0], bound[1]);
  for (const CompareRow& row : kCompare)
    if (row.op == intrinsic.op) return emitter.compare(row.operation, bound[0], bound[1]);
  return emitter.unsupported(std::string(intrinsic.name) + " is not compiled");
}

Result<ValueId> emitUnaryOperator(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const std::vector<ValueId> bound, bindIntrinsic(emitter, intrinsic, arguments, "a"));
  const UnaryOperator operation = intrinsic.op == Op::Neg   ? UnaryOperator::Negative
                                  : intrinsic.op == Op::Add ? UnaryOperator::Positive
                                  : intrinsic.op == Op::Not ? UnaryOperator::Invert
                                                            : UnaryOperator::Not;
  return emitter.unary(operation, bound[0]);
}

Result<ValueId> emitIs(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const std::vector<ValueId> bound, bindIntrinsic(emitter, intrinsic, arguments, "a, b"));
  return emitter.is(bound[0], bound[1], intrinsic.op == Op::Ne);
}

Result<ValueId> emitContains(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const std::vector<ValueId> bound, bindIntrinsic(emitter, intrinsic, arguments, "a, b"));
  return emitter.contains(bound[1], bound[0], false);
}

Result<ValueId> emitGetItem(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const std::vector<ValueId> bound, bindIntrinsic(emitter, intrinsic, arguments, "a, b"));
  return emitter.getItem(bound[0], bound[1]);
}

Result<ValueId> emitSetItem(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const std::vector<ValueId> bound, bindIntrinsic(emitter, intrinsic, arguments, "a, b, c"));
  PYRITE_TRY_STATUS(emitter.setItem(bound[0], bound[1], bound[2]));
  return emitter.none();
}

Result<ValueId> emitTruth(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const std::vector<ValueId> bound, bindIntrinsic(emitter, intrinsic, arguments, "a"));
  return emitter.truth(bound[0]);
}

}  // namespace pyrite::infer
