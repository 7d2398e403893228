// Interned types. Two types are equal exactly when their pointers are; a type lives for ever.
// Names and promotion rules follow what people's Numba code depends on.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "frontend/support/id.hpp"

namespace pyrite::types {

/// A Python object that the compiler may refer to but never looks into; the World names them (frontend/infer/world.hpp).
using ObjectId = Id<struct ObjectTag>;

enum class Kind : std::uint8_t {
#define TYPE(Name, Text) Name,
#include "frontend/types/types.def"
#undef TYPE
};

enum class Layout : std::uint8_t { C, F, A };  // C contiguous, Fortran contiguous, any strides
enum class IteratorKind : std::uint8_t {
  None,
  Range,
  Array,
  Tuple,
  Enumerate,
  Zip,
  Reversed,
  NdIndex,
  NdEnumerate,
  Flat,
  NdIter
};

struct TypeInfo;
using Type = const TypeInfo*;

/// One type. Only the fields named in types.def for its kind are meaningful, the others hold their defaults.
struct TypeInfo {
  Kind kind = Kind::Void;
  std::uint8_t bits = 0;  // Int 8…64, Float 16…64, Complex 64/128 (both parts together)
  bool isSigned = false;
  Layout layout = Layout::C;
  bool isReadOnly = false;
  bool isAligned = true;
  std::uint8_t ndim = 0;
  IteratorKind iterator = IteratorKind::None;
  ObjectId object;  // Static, Closure, Template, named Tuple, Enum, Box of an instance
  std::vector<Type>
      items;  // Tuple, Optional, MaybeUnbound, Slice, Closure, Template, Array (dtype), List, Box, Pointer, Slot, Iterator, Function
  std::string name;  // named Tuple, Enum, Box of an instance: class name; Static, Closure, Template: what messages call it
  std::vector<std::string> fields;  // named Tuple, Box of an instance

  bool is(Kind k) const { return kind == k; }
  bool isNumber() const { return kind == Kind::Bool || kind == Kind::Int || kind == Kind::Float || kind == Kind::Complex; }
  bool isInteger() const { return kind == Kind::Int; }
  bool isBool() const { return kind == Kind::Bool; }
  bool isFloat() const { return kind == Kind::Float; }
  bool isComplex() const { return kind == Kind::Complex; }
  bool isArray() const { return kind == Kind::Array; }
  bool isBuffer() const { return kind == Kind::Buffer; }
  bool isText() const { return kind == Kind::Text; }
  /// A str known at compile time: inside of its function, or as the static value that crosses function boundaries.
  bool isLiteralText() const { return kind == Kind::String || (kind == Kind::Static && !name.empty() && name.front() == '\''); }
  bool isTime() const { return kind == Kind::Time; }
  bool isDuration() const { return kind == Kind::Time && name.front() == 't'; }
  bool isList() const { return kind == Kind::List; }
  bool isEnum() const { return kind == Kind::Enum; }
  bool isIntegerEnum() const { return kind == Kind::Enum && isSigned; }
  bool isInstance() const { return kind == Kind::Box && object.valid(); }
  bool isTuple() const { return kind == Kind::Tuple; }
  bool isNamedTuple() const { return kind == Kind::Tuple && !name.empty(); }
  bool isZeroSize() const {
    return kind == Kind::Void || kind == Kind::Unbound || kind == Kind::None || kind == Kind::Ellipsis || kind == Kind::Static;
  }
  Type dtype() const { return items[0]; }  // Array
  Type item(std::size_t i = 0) const { return items[i]; }
};

Type voidType();
Type unboundType();
Type noneType();
Type ellipsisType();
Type errorType();
Type boolType();
Type stringType();
Type textType();
/// The type with every str in it one of run time; nullptr where a str is in what holds only compile-time ones.
Type withRunTimeTexts(Type type);
Type ownerType();
Type rangeType();
Type intType(int bits, bool isSigned = true);
Type floatType(int bits);
Type complexType(int bits);
inline Type int64() { return intType(64); }
inline Type float64() { return floatType(64); }
inline Type complex128() { return complexType(128); }
Type staticType(ObjectId object, std::string_view name);
Type tupleType(std::span<const Type> items);
Type namedTupleType(ObjectId cls, std::string_view name, std::span<const Type> items, std::span<const std::string> fields);
Type optionalType(Type item);  // of an optional or none: itself
Type maybeUnboundType(Type item);
Type sliceType(Type start, Type stop, Type step);
Type closureType(ObjectId code, std::string_view name, std::span<const Type> captured);
Type templateType(ObjectId object, std::string_view name, std::span<const Type> items);
Type arrayType(Type dtype, int ndim, Layout layout, bool isReadOnly = false, bool isAligned = true);
Type listType(Type item);
Type boxType(std::span<const Type> fields);
/// An object of a user's class: a box with named fields.
Type instanceType(ObjectId cls, std::string_view name, std::span<const Type> items, std::span<const std::string> fields);
Type enumType(ObjectId cls, std::string_view name, bool isInteger);
Type bufferType(std::string_view cls, Type array);
Type timeType(std::string_view dtype);
Type generatorType(ObjectId function, std::string_view name, Type yielded, Type returned);
Type pointerType(Type pointee);
Type slotType(Type item);
Type iteratorType(IteratorKind kind, std::span<const Type> items);
Type functionType(Type result, std::span<const Type> parameters);

/// The name people see, as Numba spells it: int64, array(float64, 2d, C), UniTuple(int64 x 3), Tuple(int64, bool) …
std::string toString(Type type);

/// The IR spelling: i64 u8 f64 c128 bool none array<f64,2,C> tuple<i64,f64> …; `parseType` reads it back. Consumes from `text`.
std::string toIrText(Type type);
std::optional<Type> parseType(std::string_view& text);

/// Whether values of this type own (or may own) counted memory.
bool isCounted(Type type);

/// Component type of a complex type, or the type itself.
Type realPart(Type type);

// -- promotion: one place for all rules (promotion.cpp) ------------------------------------------------------------

/// Result type of arithmetic between two scalars in the compiled language: bool counts as int64, integers narrower than
/// int64 widen to int64 (uint64 stays; int64 with uint64 gives float64), float32 with int gives float64, etc.
Type promoteScalars(Type a, Type b);

/// NumPy's result_type of two dtypes (both strong).
Type promoteDtypes(Type a, Type b);

/// dtype of array ⊗ scalar: the scalar types that Python's own numbers have (bool, int64, float64, complex128) are weak,
/// as in NumPy 2; others are strong.
Type promoteDtypeWithScalar(Type dtype, Type scalar);

/// The common type of a variable that is `a` on one path and `b` on another, or nullptr when there is none.
Type unify(Type a, Type b);

/// Whether a value of type `from` may be handed to a parameter declared `to`, and at what cost (lower is better);
/// nullopt when it may not. 0: the same type. Order: exact, safe promotion, unsafe conversion.
std::optional<int> conversionCost(Type from, Type to);

/// Which of the declared signatures takes such arguments with the cheapest conversions.
struct NearestSignature {
  std::optional<std::size_t> best;
  std::optional<std::size_t> rival;  // takes them as cheaply, and neither takes them as they are
};
NearestSignature nearestSignature(const std::vector<Type>& given, const std::vector<std::vector<Type>>& declared);

}  // namespace pyrite::types
