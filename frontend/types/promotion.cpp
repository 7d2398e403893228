// All rules of promotion and conversion between types.
#include <algorithm>

#include "frontend/types/type.hpp"

namespace pyrite::types {
namespace {

/// Bits of the float that holds an integer of that width, as NumPy's result_type has it.
int floatBitsForInt(Type type) {
  if (type->isBool()) return 16;
  return type->bits == 8 ? 16 : type->bits == 16 ? 32 : 64;
}

int realBits(Type type) { return type->isComplex() ? type->bits / 2 : type->bits; }

Type promoteInts(Type a, Type b) {
  if (a->isSigned == b->isSigned) return a->bits >= b->bits ? a : b;
  const Type isSigned = a->isSigned ? a : b, isUnsigned = a->isSigned ? b : a;
  if (isSigned->bits > isUnsigned->bits) return isSigned;
  if (isUnsigned->bits == 64) return float64();
  return intType(isUnsigned->bits * 2);
}

Type inexact(Type a, Type b) {
  int bits = 16;
  for (Type type : {a, b}) bits = std::max(bits, type->isFloat() || type->isComplex() ? realBits(type) : floatBitsForInt(type));
  if (a->isComplex() || b->isComplex()) return complexType(bits > 32 ? 128 : 64);
  return floatType(bits);
}

}  // namespace

Type promoteDtypes(Type a, Type b) {
  if (a == b) return a;
  if (a->isBool()) return b;
  if (b->isBool()) return a;
  if (a->isInteger() && b->isInteger()) return promoteInts(a, b);
  return inexact(a, b);
}

Type promoteScalars(Type a, Type b) {
  auto widened = [](Type type) { return type->isBool() ? int64() : type; };
  a = widened(a);
  b = widened(b);
  if (a->isInteger() && b->isInteger()) {
    if (!a->isSigned && !b->isSigned) return intType(64, false);
    const Type result = promoteInts(a, b);
    return result->isInteger() ? int64() : result;
  }
  return inexact(a, b);
}

Type promoteDtypeWithScalar(Type dtype, Type scalar) {
  if (scalar->isBool()) return dtype;
  if (scalar == int64()) return dtype->isBool() ? int64() : dtype;
  if (scalar == float64()) {
    if (dtype->isFloat() || dtype->isComplex()) return dtype;
    return float64();
  }
  if (scalar == complex128()) {
    if (dtype->isComplex()) return dtype;
    return dtype->isFloat() && dtype->bits <= 32 ? complexType(64) : complex128();
  }
  return promoteDtypes(dtype, scalar);
}

namespace {

Type unifyTuples(Type a, Type b) {
  if (a->items.size() != b->items.size()) return nullptr;
  std::vector<Type> items;
  for (std::size_t i = 0; i < a->items.size(); ++i) {
    const Type item = unify(a->item(i), b->item(i));
    if (item == nullptr) return nullptr;
    items.push_back(item);
  }
  if (a->isNamedTuple() || b->isNamedTuple()) {
    if (a->object != b->object || a->name != b->name || a->fields != b->fields) return nullptr;
    return namedTupleType(a->object, a->name, items, a->fields);
  }
  return tupleType(items);
}

}  // namespace

Type unify(Type a, Type b) {
  if (a == b) return a;
  if (a->is(Kind::Unbound)) return maybeUnboundType(b);
  if (b->is(Kind::Unbound)) return maybeUnboundType(a);
  if (a->is(Kind::MaybeUnbound) || b->is(Kind::MaybeUnbound)) {
    const Type item = unify(a->is(Kind::MaybeUnbound) ? a->item() : a, b->is(Kind::MaybeUnbound) ? b->item() : b);
    return item == nullptr ? nullptr : maybeUnboundType(item);
  }
  if (a->is(Kind::None) || b->is(Kind::None) || a->is(Kind::Optional) || b->is(Kind::Optional)) {
    a = withRunTimeTexts(a);
    b = withRunTimeTexts(b);
    if (a->is(Kind::None)) return b->isZeroSize() ? nullptr : optionalType(b);
    if (b->is(Kind::None)) return a->isZeroSize() ? nullptr : optionalType(a);
    const Type item = unify(a->is(Kind::Optional) ? a->item() : a, b->is(Kind::Optional) ? b->item() : b);
    return item == nullptr ? nullptr : optionalType(item);
  }
  if (a->isNumber() && b->isNumber()) {
    if (a->isBool() || b->isBool()) {
      const Type other = a->isBool() ? b : a;
      return other->isInteger() ? (other->isSigned ? int64() : other) : other;
    }
    return promoteDtypes(a, b);
  }
  if ((a->isText() || a->isLiteralText()) && (b->isText() || b->isLiteralText())) return textType();
  // A member of an IntEnum beside a number is its number.
  if (a->isIntegerEnum() && b->isNumber()) return unify(int64(), b);
  if (b->isIntegerEnum() && a->isNumber()) return unify(a, int64());
  if (a->isTuple() && b->isTuple()) return unifyTuples(a, b);
  if (a->isArray() && b->isArray()) {
    if (a->dtype() != b->dtype() || a->ndim != b->ndim) return nullptr;
    return arrayType(a->dtype(), a->ndim, a->layout == b->layout ? a->layout : Layout::A, a->isReadOnly || b->isReadOnly,
                     a->isAligned && b->isAligned);
  }
  if (a->is(Kind::Generator) && b->is(Kind::Generator) && a->object == b->object) {  // of one function, more being known
    Type items[2];
    for (std::size_t i = 0; i < 2; ++i) {
      items[i] = a->item(i)->is(Kind::Unbound)   ? b->item(i)
                 : b->item(i)->is(Kind::Unbound) ? a->item(i)
                                                 : unify(a->item(i), b->item(i));
      if (items[i] == nullptr) return nullptr;
    }
    return generatorType(a->object, a->name, items[0], items[1]);
  }
  if (a->isList() && b->isList()) {  // one that is empty for ever becomes any other
    if (a->item()->is(Kind::Unbound)) return b;
    return b->item()->is(Kind::Unbound) ? a : nullptr;
  }
  if (a->is(Kind::Slice) && b->is(Kind::Slice)) return nullptr;
  return nullptr;
}

namespace {

constexpr int kSafe = 1, kUnsafe = 100;

std::optional<int> numberCost(Type from, Type to) {
  const bool fromInexact = from->isFloat() || from->isComplex(), toInexact = to->isFloat() || to->isComplex();
  if (from->isComplex() && !to->isComplex()) return std::nullopt;
  if (promoteDtypes(from, to) == to)
    return kSafe + std::max(0, realBits(to) - realBits(from)) / 8 + (toInexact != fromInexact ? 20 : 0);
  return kUnsafe + (fromInexact && !toInexact ? 200 : 0) + (realBits(from) > realBits(to) ? 50 : 0);
}

}  // namespace

std::optional<int> conversionCost(Type from, Type to) {
  if (from == to) return 0;
  if (from->isNumber() && to->isNumber()) return numberCost(from, to);
  if (from->isLiteralText() && to->isText()) return kSafe;
  if (from->isIntegerEnum() && to->isNumber()) return kSafe + numberCost(int64(), to).value_or(0);
  if (to->is(Kind::Optional)) {
    if (from->is(Kind::None)) return kSafe;
    const auto cost = conversionCost(from->is(Kind::Optional) ? from->item() : from, to->item());
    return cost ? std::optional(*cost + kSafe) : std::nullopt;
  }
  if (from->isArray() && to->isArray()) {
    const bool fits = from->dtype() == to->dtype() && from->ndim == to->ndim &&
                      (to->layout == Layout::A || to->layout == from->layout) && (to->isReadOnly || !from->isReadOnly) &&
                      (from->isAligned || !to->isAligned);
    return fits ? std::optional(kSafe) : std::nullopt;
  }
  if (from->isTuple() && to->isTuple() && from->items.size() == to->items.size()) {
    if (to->isNamedTuple() && (from->object != to->object || from->name != to->name)) return std::nullopt;
    int total = 0;
    for (std::size_t i = 0; i < from->items.size(); ++i) {
      const auto cost = conversionCost(from->item(i), to->item(i));
      if (!cost) return std::nullopt;
      total = std::max(total, *cost);
    }
    return total;
  }
  return std::nullopt;
}

namespace {

/// Sum of the conversions' costs, nullopt when an argument does not fit.
std::optional<long> costOf(const std::vector<Type>& given, const std::vector<Type>& declared) {
  if (given.size() != declared.size()) return std::nullopt;
  long total = 0;
  for (std::size_t i = 0; i < given.size(); ++i) {
    const std::optional<int> cost = conversionCost(given[i], declared[i]);
    if (!cost) return std::nullopt;
    total += *cost;
  }
  return total;
}

}  // namespace

NearestSignature nearestSignature(const std::vector<Type>& given, const std::vector<std::vector<Type>>& declared) {
  NearestSignature found;
  long bestCost = 0;
  for (std::size_t i = 0; i < declared.size(); ++i) {
    const std::optional<long> cost = costOf(given, declared[i]);
    if (!cost || (found.best && *cost > bestCost)) continue;
    found.rival = found.best && *cost == bestCost && bestCost > 0 ? found.best : std::nullopt;
    found.best = i;
    bestCost = *cost;
  }
  return found;
}

}  // namespace pyrite::types
