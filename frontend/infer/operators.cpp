// Operators by kind of operand: numbers, arrays, tuples, strings known at compile time, None and optional values.
#include <algorithm>

#include "frontend/infer/array_parts.hpp"
#include "frontend/infer/choices.hpp"
#include "frontend/infer/classes.hpp"
#include "frontend/infer/language.hpp"
#include "frontend/infer/lists.hpp"
#include "frontend/infer/texts.hpp"

namespace pyrite::infer {

using ir::Op;
using types::Kind;

namespace {

const char* symbolOf(BinaryOperator operation) {
  switch (operation) {
    case BinaryOperator::Add:
      return "+";
    case BinaryOperator::Subtract:
      return "-";
    case BinaryOperator::Multiply:
      return "*";
    case BinaryOperator::TrueDivide:
      return "/";
    case BinaryOperator::FloorDivide:
      return "//";
    case BinaryOperator::Remainder:
      return "%";
    case BinaryOperator::Power:
      return "** or pow()";
    case BinaryOperator::MatrixMultiply:
      return "@";
    case BinaryOperator::LeftShift:
      return "<<";
    case BinaryOperator::RightShift:
      return ">>";
    case BinaryOperator::And:
      return "&";
    case BinaryOperator::Or:
      return "|";
    case BinaryOperator::Xor:
      return "^";
  }
  return "?";
}

const char* symbolOf(CompareOperator operation) {
  switch (operation) {
    case CompareOperator::Less:
      return "<";
    case CompareOperator::LessEqual:
      return "<=";
    case CompareOperator::Equal:
      return "==";
    case CompareOperator::NotEqual:
      return "!=";
    case CompareOperator::Greater:
      return ">";
    case CompareOperator::GreaterEqual:
      return ">=";
  }
  return "?";
}

const char* symbolOf(UnaryOperator operation) {
  switch (operation) {
    case UnaryOperator::Positive:
      return "+";
    case UnaryOperator::Negative:
      return "-";
    case UnaryOperator::Not:
      return "not";
    case UnaryOperator::Invert:
      return "~";
  }
  return "?";
}

Diagnostic unsupportedOperands(const Emitter& emitter, const char* symbol, Type a, Type b) {
  Diagnostic diagnostic = emitter.typingError("unsupported operand types for " + std::string(symbol) + ": " +
                                              types::toString(a) + " and " + types::toString(b));
  if (a->isArray() || b->isArray()) diagnostic.help = "an array takes another array or a number";
  if (a->isTuple() && b->isTuple()) diagnostic.help = "tuples take + and comparisons; arrays do arithmetic";
  return diagnostic;
}

bool isArithmetic(Type type) { return type->isNumber() || type->isArray() || type->isTime(); }

/// Whether NumPy lets `a op= b` store a result of that dtype into an array of this one ("same_kind" casting).
bool isSameKind(Type from, Type to) {
  auto rank = [](Type type) {
    if (type->isBool()) return 0;
    if (type->isInteger()) return type->isSigned ? 2 : 1;
    return type->isFloat() ? 3 : 4;
  };
  return rank(from) <= rank(to);
}

}  // namespace

// -- unary and binary ------------------------------------------------------------------------------------------------------

Result<ValueId> Emitter::unary(UnaryOperator operation, ValueId a) {
  if (operation == UnaryOperator::Not) {
    PYRITE_TRY(const ValueId isTrue, truth(a));
    return op(Op::Not, isTrue);
  }
  a = unwrap(a, std::string("bad operand type for unary ") + symbolOf(operation) + ": 'NoneType'");
  if (typeOf(a)->isInstance()) {
    const char* const method = operation == UnaryOperator::Negative   ? "__neg__"
                               : operation == UnaryOperator::Positive ? "__pos__"
                                                                      : "__invert__";
    PYRITE_TRY(const ValueId result, callSpecial(*this, a, method, {}));
    if (result.valid()) return result;
  }
  PYRITE_TRY(a, plainNumber(*this, a));
  const Type type = typeOf(a);
  if (type->isNumber()) return scalarUnary(*this, operation, a);
  if (type->isArray()) {
    const ValueId operands[] = {a};
    return arrayUfunc(*this, ufuncOf(operation), operands);
  }
  return typingError(std::string("bad operand type for unary ") + symbolOf(operation) + ": " + types::toString(type));
}

Result<ValueId> Emitter::binary(BinaryOperator operation, ValueId a, ValueId b) {
  if (isKeywords(typeOf(a)) || isKeywords(typeOf(b))) return unsupported("operators on **kwargs are not compiled");
  const char* symbol = symbolOf(operation);
  if (typeOf(a)->is(Kind::Optional) || typeOf(b)->is(Kind::Optional)) {
    auto name = [&](ValueId value) {
      const Type type = typeOf(value);
      return type->is(Kind::Optional) ? std::string("NoneType") : pythonTypeName(type);
    };
    const std::string message =
        std::string("unsupported operand type(s) for ") + symbol + ": '" + name(a) + "' and '" + name(b) + "'";
    a = unwrap(a, message);
    b = unwrap(b, message);
  }
  if (typeOf(a)->isInstance() || typeOf(b)->isInstance()) {
    PYRITE_TRY(const ValueId result, instanceBinary(*this, operation, a, b, false));
    return result.valid() ? Result<ValueId>(result) : unsupportedOperands(*this, symbol, typeOf(a), typeOf(b));
  }
  PYRITE_TRY(a, plainNumber(*this, a));
  PYRITE_TRY(b, plainNumber(*this, b));
  const Type left = typeOf(a), right = typeOf(b);
  if (left->isNumber() && right->isNumber()) return scalarBinary(*this, operation, a, b);
  if (operation == BinaryOperator::MatrixMultiply && left->isArray() && right->isArray())
    return callNamed("numpy.matmul", {{a, b}, {}});
  if (isArithmetic(left) && isArithmetic(right) && operation != BinaryOperator::MatrixMultiply) {
    const ValueId operands[] = {a, b};
    return arrayUfunc(*this, ufuncOf(operation), operands);
  }
  if (left->isTuple() && right->isTuple() && operation == BinaryOperator::Add) return tupleConcatenate(*this, a, b);
  if (operation == BinaryOperator::Multiply && left->isTuple()) return tupleRepeat(*this, a, b);
  if (operation == BinaryOperator::Multiply && right->isTuple()) return tupleRepeat(*this, b, a);
  if (left->isList() || right->isList()) return listBinary(*this, operation, a, b);
  if (left->is(Kind::String) && right->is(Kind::String) && operation == BinaryOperator::Add) {
    const auto first = constantString(a), second = constantString(b);
    if (first && second) return makeString(*first + *second);
  }
  if (isText(*this, a) || isText(*this, b)) {
    PYRITE_TRY(const ValueId made, textBinary(*this, operation, a, b));
    if (made.valid()) return made;
  }
  return unsupportedOperands(*this, symbol, left, right);
}

Result<ValueId> Emitter::inplace(BinaryOperator operation, ValueId a, ValueId b) {
  if (isKeywords(typeOf(a)) || isKeywords(typeOf(b))) return unsupported("operators on **kwargs are not compiled");
  const Type left = typeOf(a), right = typeOf(b);
  if (left->isInstance()) {
    PYRITE_TRY(const ValueId result, instanceBinary(*this, operation, a, b, true));
    if (result.valid()) return result;
  }
  if (left->isList() && operation == BinaryOperator::Add) {
    PYRITE_TRY_STATUS(listExtend(*this, a, b));
    return a;
  }
  if (left->isList() && operation == BinaryOperator::Multiply) {
    PYRITE_TRY(const ValueId done, callNamed("list.repeat", {{a, b}, {}}));
    return static_cast<void>(done), a;
  }
  if (!left->isArray()) return binary(operation, a, b);
  PYRITE_TRY(const ValueId result, binary(operation, a, b));
  const Type made = typeOf(result)->isArray() ? typeOf(result)->dtype() : typeOf(result);
  if (!isSameKind(made, left->dtype()))
    return typingError("the result of " + std::string(symbolOf(operation)) + " on " + types::toString(left) + " and " +
                       types::toString(right) + " is " + types::toString(made) + ", which does not go into an array of " +
                       types::toString(left->dtype()));
  PYRITE_TRY_STATUS(assignInto(*this, a, result));
  return a;
}

// -- comparison ---------------------------------------------------------------------------------------------------------------

Result<ValueId> Emitter::compare(CompareOperator operation, ValueId a, ValueId b) {
  const bool isEquality = operation == CompareOperator::Equal || operation == CompareOperator::NotEqual;
  const bool isNegated = operation == CompareOperator::NotEqual;
  auto answer = [&](ValueId equal) { return isNegated ? op(Op::Not, equal) : equal; };
  Type left = typeOf(a), right = typeOf(b);
  if (left->is(Kind::Optional) || right->is(Kind::Optional)) {
    if (!isEquality) {
      const std::string message = std::string("'") + symbolOf(operation) + "' not supported between instances of '" +
                                  (left->is(Kind::Optional) ? "NoneType" : pythonTypeName(left)) + "' and '" +
                                  (right->is(Kind::Optional) ? "NoneType" : pythonTypeName(right)) + "'";
      return compare(operation, unwrap(a, message), unwrap(b, message));
    }
    auto present = [&](ValueId value) {
      return typeOf(value)->is(Kind::Optional) ? part(value, 0) : makeBool(!typeOf(value)->is(Kind::None));
    };
    auto content = [&](ValueId value) { return typeOf(value)->is(Kind::Optional) ? part(value, 1) : value; };
    const ValueId bothAbsent = op(Op::Not, op(Op::Or, present(a), present(b)));
    if (left->is(Kind::None) || right->is(Kind::None)) return answer(bothAbsent);
    PYRITE_TRY(const ValueId equal, compare(CompareOperator::Equal, content(a), content(b)));
    if (!typeOf(equal)->isBool()) return unsupported("comparison of an optional array is not compiled");
    return answer(op(Op::Or, bothAbsent, op(Op::And, op(Op::And, present(a), present(b)), equal)));
  }
  if (left->is(Kind::Error) || right->is(Kind::Error)) {
    if (left->is(Kind::None) || right->is(Kind::None)) return makeBool(isNegated);
    return unsupported("comparing an exception, or its class, with anything but None");
  }
  if (left->isInstance() || right->isInstance()) return instanceCompare(*this, operation, a, b);
  if (left->isEnum() || right->isEnum()) {
    if (isEquality && left == right) {
      PYRITE_TRY(const ValueId same, enumEquals(*this, a, b));
      return answer(same);
    }
    PYRITE_TRY(a, plainNumber(*this, a));
    PYRITE_TRY(b, plainNumber(*this, b));
    left = typeOf(a);
    right = typeOf(b);
    if (isEquality && (left->isEnum() || right->isEnum()) && !left->isArray() && !right->isArray()) return makeBool(isNegated);
  }
  if (left->isNumber() && right->isNumber()) return scalarCompare(*this, operation, a, b);
  if (isArithmetic(left) && isArithmetic(right)) {
    const ValueId operands[] = {a, b};
    return arrayUfunc(*this, ufuncOf(operation), operands);
  }
  const bool isEqualityAsked = operation == CompareOperator::Equal || operation == CompareOperator::NotEqual;
  if (isEqualityAsked && isFunction(world, left) && isFunction(world, right) && (isChoice(left) || isChoice(right)))
    return is(a, b, operation == CompareOperator::NotEqual);
  if (isKeywords(left) || isKeywords(right)) return unsupported("comparing **kwargs is not compiled");
  if (left->isTuple() && right->isTuple()) return tupleCompare(*this, operation, a, b);
  if (left->isList() && right->isList()) return listCompare(*this, operation, a, b);
  const auto first = constantString(a), second = constantString(b);
  if (first && second) {
    const int order = first->compare(*second);
    switch (operation) {
      case CompareOperator::Less:
        return makeBool(order < 0);
      case CompareOperator::LessEqual:
        return makeBool(order <= 0);
      case CompareOperator::Equal:
        return makeBool(order == 0);
      case CompareOperator::NotEqual:
        return makeBool(order != 0);
      case CompareOperator::Greater:
        return makeBool(order > 0);
      case CompareOperator::GreaterEqual:
        return makeBool(order >= 0);
    }
  }
  if (isText(*this, a) && isText(*this, b) && !(left->is(Kind::Static) && right->is(Kind::Static) && isEquality))
    return textCompare(*this, operation, a, b);
  if (isText(*this, a) != isText(*this, b) && isEquality && !left->isArray() && !right->isArray()) return makeBool(isNegated);
  if (isEquality) {
    if (left->is(Kind::Static) && right->is(Kind::Static)) return makeBool(sameStatic(*this, left, right) != isNegated);
    if (left->is(Kind::Range) && right->is(Kind::Range)) {
      const ValueId count = rangeLength(*this, a);
      const ValueId sameCount = compareOp(Op::Eq, count, rangeLength(*this, b));
      const ValueId sameStart = compareOp(Op::Eq, part(a, 0), part(b, 0)), sameStep = compareOp(Op::Eq, part(a, 2), part(b, 2));
      const ValueId isEmpty = compareOp(Op::Eq, count, makeInt(0)), isSingle = compareOp(Op::Eq, count, makeInt(1));
      const ValueId sameItems = op(Op::Or, isEmpty, op(Op::And, sameStart, op(Op::Or, isSingle, sameStep)));
      return answer(op(Op::And, sameCount, sameItems));
    }
    // Values of unlike kinds are never equal; arrays would compare with each item of the other.
    const bool isKnown = left->kind != right->kind || left->is(Kind::None) || left->is(Kind::Ellipsis);
    if (isKnown && !left->isArray() && !right->isArray() && !left->is(Kind::Closure) && !right->is(Kind::Closure))
      return makeBool(left->kind != right->kind ? isNegated : !isNegated);
    if ((left->isArray() && right->is(Kind::None)) || (left->is(Kind::None) && right->isArray()))
      return unsupported("comparison of an array with None by == is not compiled; use 'is'");
  }
  return typingError(std::string("'") + symbolOf(operation) + "' not supported between " + types::toString(left) + " and " +
                     types::toString(right));
}

Result<ValueId> Emitter::is(ValueId a, ValueId b, bool negate) {
  const Type left = typeOf(a), right = typeOf(b);
  auto answer = [&](ValueId same) { return negate ? op(Op::Not, same) : same; };
  if (left->is(Kind::None) && right->is(Kind::None)) return makeBool(!negate);
  if (left->is(Kind::Optional) && right->is(Kind::None)) return answer(op(Op::Not, part(a, 0)));
  if (left->is(Kind::None) && right->is(Kind::Optional)) return answer(op(Op::Not, part(b, 0)));
  if (left->is(Kind::None) || right->is(Kind::None)) return makeBool(negate);
  if (isChoice(left) || isChoice(right)) {
    PYRITE_TRY(const ValueId same, isSameFunction(*this, a, b));
    return answer(same);
  }
  if (left->is(Kind::Error) || right->is(Kind::Error)) {
    Diagnostic diagnostic = unsupported("the identity of an exception, or of its class, is not known to compiled code");
    diagnostic.help = "ask issubclass(…) or isinstance(…)";
    return diagnostic;
  }
  if (left->isBool() && right->isBool()) return answer(compareOp(Op::Eq, a, b));
  if (left->is(Kind::Static) && right->is(Kind::Static)) return makeBool(sameStatic(*this, left, right) != negate);
  if (left->is(Kind::Optional) || right->is(Kind::Optional))
    return unsupported("'is' between " + types::toString(left) + " and " + types::toString(right) + " is not compiled");
  if (a == b && !left->isNumber()) return makeBool(!negate);
  if (left->kind != right->kind) return makeBool(negate);
  if (left->isInstance()) return left == right ? answer(compareOp(Op::Eq, a, b)) : makeBool(negate);
  if (left->isEnum()) {
    PYRITE_TRY(const ValueId same, enumEquals(*this, a, b));
    return answer(same);
  }
  if (left->isList()) {
    if (left != right) return makeBool(negate);
    return answer(compareOp(Op::Eq, a, b));
  }
  if (left->is(Kind::Ellipsis)) return makeBool(!negate);
  Diagnostic diagnostic = unsupported("the identity of " + types::toString(left) + " values is not known to compiled code");
  diagnostic.help = "compare with == instead of 'is'";
  return diagnostic;
}

Result<ValueId> Emitter::contains(ValueId item, ValueId container, bool negate) {
  container = unwrap(container, "argument of type 'NoneType' is not iterable");
  if (typeOf(container)->isInstance()) {
    const ValueId operands[] = {item};
    PYRITE_TRY(const ValueId found, callSpecial(*this, container, "__contains__", operands));
    if (!found.valid())
      return typingError("'in' needs a container, and class " + typeOf(container)->name + " has no __contains__");
    PYRITE_TRY(const ValueId isFound, truth(found));
    return negate ? op(Op::Not, isFound) : isFound;
  }
  if (const StaticValue* cls = staticOf(container); cls != nullptr && std::holds_alternative<StaticEnumClass>(*cls)) {
    PYRITE_TRY(container, enumMembers(*this, typeOf(container)->object));
    if (!typeOf(item)->isEnum())
      return unsupported("'in' of an Enum class and a value that is no member of an Enum is not compiled");
  }
  const Type type = typeOf(container);
  auto answer = [&](ValueId found) { return negate ? op(Op::Not, found) : found; };
  if (isKeywords(type)) {
    const auto name = constantString(item);
    if (!name) return unsupported("'in' of **kwargs and what is no text known at compile time is not compiled");
    return makeBool((std::find(type->fields.begin(), type->fields.end(), *name) != type->fields.end()) != negate);
  }
  if (type->isTuple()) {
    ValueId found = makeBool(false);
    for (ValueId candidate : tupleItems(*this, container)) {
      PYRITE_TRY(const ValueId equal, compare(CompareOperator::Equal, item, candidate));
      PYRITE_TRY(const ValueId isEqual, truth(equal));
      found = op(Op::Or, found, isEqual);
    }
    return answer(found);
  }
  if (isText(*this, container)) {
    const auto text = constantString(container), part = constantString(item);
    if (text && part) return makeBool((text->find(*part) != std::string::npos) != negate);
    if (!isText(*this, item))
      return typingError("'in <string>' requires string as left operand, not " + types::toString(typeOf(item)));
    PYRITE_TRY(const ValueId whole, asText(*this, container));
    PYRITE_TRY(const ValueId wanted, asText(*this, item));
    PYRITE_TRY(const ValueId found, callNamed("str.__contains__", {{whole, wanted}, {}}));
    return answer(found);
  }
  if (type->is(Kind::Range)) {
    const Type itemType = typeOf(item);
    if (!itemType->isInteger() && !itemType->isBool())
      return unsupported("'in' of " + types::toString(itemType) + " and a range is not compiled");
    PYRITE_TRY(const ValueId number, numberConvert(*this, item, types::int64()));
    // The distance from the start, counted in steps without a sign, must be whole and below the length.
    const Type word = types::intType(64, false);
    const ValueId step = part(container, 2), zeroStep = makeInt(0);
    const ValueId isForward = compareOp(Op::Gt, step, zeroStep);
    const ValueId distance =
        select(isForward, op(Op::Sub, number, part(container, 0)), op(Op::Sub, part(container, 0), number));
    const ValueId stride = select(isForward, step, op(Op::Neg, step));
    PYRITE_TRY(const ValueId far, numberConvert(*this, distance, word));
    PYRITE_TRY(const ValueId size, numberConvert(*this, stride, word));
    PYRITE_TRY(const ValueId length, numberConvert(*this, rangeLength(*this, container), word));
    const ValueId isWhole = compareOp(Op::Eq, op(Op::FloorMod, far, size), makeInt(0, word));
    return answer(op(Op::And, isWhole, compareOp(Op::Lt, op(Op::FloorDiv, far, size), length)));
  }
  if (type->isList()) {
    PYRITE_TRY(const ValueId found, callNamed("list.__contains__", {{container, item}, {}}));
    return answer(found);
  }
  if (type->isArray() && type->ndim == 1) {
    const ValueId found = builder.emit(Op::Slot, types::slotType(types::boolType()), {});
    builder.emit(Op::SlotStore, types::voidType(), {found, makeBool(false)});
    PYRITE_TRY_STATUS(countedLoop(arrayLength(*this, container), [&](ValueId index) -> Status {
      PYRITE_TRY(const ValueId element, arrayElement(*this, container, index));
      PYRITE_TRY(const ValueId equal, compare(CompareOperator::Equal, element, item));
      const ValueId before = builder.emit(Op::SlotLoad, types::boolType(), {found});
      builder.emit(Op::SlotStore, types::voidType(), {found, op(Op::Or, before, equal)});
      return success();
    }));
    return answer(builder.emit(Op::SlotLoad, types::boolType(), {found}));
  }
  return typingError("'in' needs a container, not " + types::toString(type));
}

Result<ValueId> Emitter::truth(ValueId a) {
  if (textOf(*this, a) != nullptr) {
    PYRITE_TRY(a, asText(*this, a));
  }
  a = restored(a);
  const Type type = typeOf(a);
  switch (type->kind) {
    case Kind::Bool:
      return a;
    case Kind::Int:
    case Kind::Float:
    case Kind::Complex:
      return numberConvert(*this, a, types::boolType());
    case Kind::None:
      return makeBool(false);
    case Kind::Ellipsis:
    case Kind::Error:
    case Kind::Static:
    case Kind::Closure:
    case Kind::Template:
    case Kind::Function:
    case Kind::Slice:
    case Kind::Iterator:
    case Kind::Generator:
      return makeBool(true);
    case Kind::String:
      if (const auto text = constantString(a)) return makeBool(!text->empty());
      return unsupported("a str that is not known at compile time");
    case Kind::Text:
      return compareOp(Op::Ne, textLength(*this, a), makeInt(0));
    case Kind::Tuple:
      return makeBool(!type->items.empty());
    case Kind::List:
      return compareOp(Op::Ne, listLength(*this, a), makeInt(0));
    case Kind::Range:
      return compareOp(Op::Ne, rangeLength(*this, a), makeInt(0));
    case Kind::Optional: {
      PYRITE_TRY(const ValueId content, truth(part(a, 1)));
      return op(Op::And, part(a, 0), content);
    }
    case Kind::Array: {
      const ValueId count = elementCount(*this, a);
      raiseIf(compareOp(Op::Ne, count, makeInt(1)), "ValueError",
              "The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()");
      std::vector<ValueId> operands{a};
      for (std::size_t axis = 0; axis < type->ndim; ++axis) operands.push_back(makeInt(0));
      return truth(builder.emit(Op::ArrayLoad, type->dtype(), std::span<const ValueId>(operands)));
    }
    case Kind::Void:
    case Kind::Unbound:
    case Kind::MaybeUnbound:
    case Kind::Owner:
    case Kind::Pointer:
    case Kind::Slot:
    case Kind::Box: {
      if (!type->isInstance()) break;
      PYRITE_TRY(ValueId answer, callSpecial(*this, a, "__bool__", {}));
      if (!answer.valid()) {
        PYRITE_TRY(answer, callSpecial(*this, a, "__len__", {}));
      }
      return answer.valid() ? truth(answer) : Result<ValueId>(makeBool(true));
    }
    case Kind::Enum: {
      if (!type->isSigned) return makeBool(true);
      PYRITE_TRY(const ValueId number, enumValue(*this, a));
      return truth(number);
    }
    case Kind::Time:
      return compareOp(Op::Ne, part(a, 0), makeInt(0));
    case Kind::Buffer: {
      PYRITE_TRY(const ValueId count, length(a));
      return compareOp(Op::Ne, count, makeInt(0));
    }
  }
  return typingError("the truth value of " + types::toString(type) + " is not defined");
}

}  // namespace pyrite::infer
