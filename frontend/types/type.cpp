// Interning: one append-only table for the process, so that types compare by address across threads and compilations.
#include "frontend/types/type.hpp"

#include <deque>
#include <mutex>
#include <unordered_map>

namespace pyrite::types {
namespace {

std::size_t mix(std::size_t seed, std::size_t value) { return (seed ^ value) * 0x9e3779b97f4a7c15ull + (seed >> 7); }

std::size_t hashOf(const TypeInfo& type) {
  std::size_t hash = static_cast<std::size_t>(type.kind);
  hash = mix(hash, type.bits | (type.isSigned ? 256u : 0u) | (static_cast<std::size_t>(type.layout) << 9) |
                       (type.isReadOnly ? 2048u : 0u) | (type.isAligned ? 4096u : 0u) |
                       (static_cast<std::size_t>(type.ndim) << 13) | (static_cast<std::size_t>(type.iterator) << 24));
  hash = mix(hash, type.object.index);
  for (Type item : type.items) hash = mix(hash, reinterpret_cast<std::uintptr_t>(item));
  hash = mix(hash, std::hash<std::string>()(type.name));
  for (const std::string& field : type.fields) hash = mix(hash, std::hash<std::string>()(field));
  return hash;
}

bool same(const TypeInfo& a, const TypeInfo& b) {
  return a.kind == b.kind && a.bits == b.bits && a.isSigned == b.isSigned && a.layout == b.layout &&
         a.isReadOnly == b.isReadOnly && a.isAligned == b.isAligned && a.ndim == b.ndim && a.iterator == b.iterator &&
         a.object == b.object && a.items == b.items && a.name == b.name && a.fields == b.fields;
}

class Table {
 public:
  Type intern(TypeInfo&& type) {
    const std::size_t hash = hashOf(type);
    const std::lock_guard lock(mutex_);
    auto [begin, end] = byHash_.equal_range(hash);
    for (auto it = begin; it != end; ++it)
      if (same(*it->second, type)) return it->second;
    types_.push_back(std::move(type));
    byHash_.emplace(hash, &types_.back());
    return &types_.back();
  }

 private:
  std::mutex mutex_;
  std::deque<TypeInfo> types_;
  std::unordered_multimap<std::size_t, Type> byHash_;
};

Type intern(TypeInfo type) {
  static Table* const table = new Table;  // lives as long as the process: types are never freed
  return table->intern(std::move(type));
}

Type simple(Kind kind) {
  TypeInfo type;
  type.kind = kind;
  return intern(std::move(type));
}

Type composite(Kind kind, std::span<const Type> items) {
  TypeInfo type;
  type.kind = kind;
  type.items.assign(items.begin(), items.end());
  return intern(std::move(type));
}

}  // namespace

Type voidType() {
  static const Type type = simple(Kind::Void);
  return type;
}
Type unboundType() {
  static const Type type = simple(Kind::Unbound);
  return type;
}
Type noneType() {
  static const Type type = simple(Kind::None);
  return type;
}
Type errorType() {
  static const Type type = simple(Kind::Error);
  return type;
}
Type ellipsisType() {
  static const Type type = simple(Kind::Ellipsis);
  return type;
}
Type boolType() {
  static const Type type = simple(Kind::Bool);
  return type;
}
Type textType() {
  static const Type type = [] {
    const Type codes = arrayType(intType(32, false), 1, Layout::C, true);
    return composite(Kind::Text, {&codes, 1});
  }();
  return type;
}

Type withRunTimeTexts(Type type) {
  if (type->isLiteralText()) return textType();
  if (type->is(Kind::Optional)) return optionalType(withRunTimeTexts(type->item()));
  if (type->is(Kind::MaybeUnbound)) return maybeUnboundType(withRunTimeTexts(type->item()));
  if (!type->isTuple()) return type;
  std::vector<Type> items;
  for (Type item : type->items) items.push_back(withRunTimeTexts(item));
  return type->isNamedTuple() ? namedTupleType(type->object, type->name, items, type->fields) : tupleType(items);
}

Type stringType() {
  static const Type type = simple(Kind::String);
  return type;
}
Type ownerType() {
  static const Type type = simple(Kind::Owner);
  return type;
}
Type rangeType() {
  static const Type type = simple(Kind::Range);
  return type;
}

namespace {

Type number(Kind kind, int bits, bool isSigned) {
  TypeInfo type;
  type.kind = kind;
  type.bits = static_cast<std::uint8_t>(bits);
  type.isSigned = isSigned;
  return intern(std::move(type));
}

}  // namespace

Type intType(int bits, bool isSigned) {
  // The numeric types are asked for at every turn of inference: they bypass the table.
  static const Type signedTypes[] = {number(Kind::Int, 8, true), number(Kind::Int, 16, true), number(Kind::Int, 32, true),
                                     number(Kind::Int, 64, true)};
  static const Type unsignedTypes[] = {number(Kind::Int, 8, false), number(Kind::Int, 16, false), number(Kind::Int, 32, false),
                                       number(Kind::Int, 64, false)};
  const std::size_t index = bits == 8 ? 0 : bits == 16 ? 1 : bits == 32 ? 2 : 3;
  return isSigned ? signedTypes[index] : unsignedTypes[index];
}

Type floatType(int bits) {
  static const Type half = number(Kind::Float, 16, true), single = number(Kind::Float, 32, true),
                    wide = number(Kind::Float, 64, true);
  return bits == 16 ? half : bits == 32 ? single : wide;
}

Type complexType(int bits) {
  static const Type single = number(Kind::Complex, 64, true), wide = number(Kind::Complex, 128, true);
  return bits == 64 ? single : wide;
}

Type staticType(ObjectId object, std::string_view name) {
  TypeInfo type;
  type.kind = Kind::Static;
  type.object = object;
  type.name = name;
  return intern(std::move(type));
}

Type tupleType(std::span<const Type> items) { return composite(Kind::Tuple, items); }

Type namedTupleType(ObjectId cls, std::string_view name, std::span<const Type> items, std::span<const std::string> fields) {
  TypeInfo type;
  type.kind = Kind::Tuple;
  type.object = cls;
  type.name = name;
  type.items.assign(items.begin(), items.end());
  type.fields.assign(fields.begin(), fields.end());
  return intern(std::move(type));
}

Type optionalType(Type item) {
  if (item->is(Kind::Optional) || item->is(Kind::None)) return item;
  return composite(Kind::Optional, {&item, 1});
}

Type maybeUnboundType(Type item) {
  if (item->is(Kind::MaybeUnbound) || item->is(Kind::Unbound)) return item;
  return composite(Kind::MaybeUnbound, {&item, 1});
}

Type sliceType(Type start, Type stop, Type step) {
  const Type items[] = {start, stop, step};
  return composite(Kind::Slice, items);
}

namespace {

Type objectWithItems(Kind kind, ObjectId object, std::string_view name, std::span<const Type> items) {
  TypeInfo type;
  type.kind = kind;
  type.object = object;
  type.name = name;
  type.items.assign(items.begin(), items.end());
  return intern(std::move(type));
}

}  // namespace

Type closureType(ObjectId code, std::string_view name, std::span<const Type> captured) {
  return objectWithItems(Kind::Closure, code, name, captured);
}

Type templateType(ObjectId object, std::string_view name, std::span<const Type> items) {
  return objectWithItems(Kind::Template, object, name, items);
}

Type arrayType(Type dtype, int ndim, Layout layout, bool isReadOnly, bool isAligned) {
  TypeInfo type;
  type.kind = Kind::Array;
  type.items = {dtype};
  type.ndim = static_cast<std::uint8_t>(ndim);
  // Below two dimensions C and F are one.
  type.layout = layout == Layout::F && ndim < 2 ? Layout::C : layout;
  type.isReadOnly = isReadOnly;
  type.isAligned = isAligned;
  return intern(std::move(type));
}

Type timeType(std::string_view dtype) {
  TypeInfo type;
  type.kind = Kind::Time;
  type.name = dtype;
  type.bits = 64;
  type.items = {int64()};
  return intern(std::move(type));
}

Type bufferType(std::string_view cls, Type array) {
  TypeInfo type;
  type.kind = Kind::Buffer;
  type.name = cls;
  type.items = {array};
  return intern(std::move(type));
}

Type listType(Type item) { return composite(Kind::List, {&item, 1}); }
Type boxType(std::span<const Type> fields) { return composite(Kind::Box, fields); }
Type instanceType(ObjectId cls, std::string_view name, std::span<const Type> items, std::span<const std::string> fields) {
  TypeInfo type;
  type.kind = Kind::Box;
  type.object = cls;
  type.name = name;
  type.items.assign(items.begin(), items.end());
  type.fields.assign(fields.begin(), fields.end());
  return intern(std::move(type));
}
Type enumType(ObjectId cls, std::string_view name, bool isInteger) {
  TypeInfo type;
  type.kind = Kind::Enum;
  type.object = cls;
  type.name = name;
  type.isSigned = isInteger;
  type.items = {int64()};
  return intern(std::move(type));
}
Type generatorType(ObjectId function, std::string_view name, Type yielded, Type returned) {
  const Type items[] = {yielded, returned};
  return objectWithItems(Kind::Generator, function, name, items);
}
Type pointerType(Type pointee) { return composite(Kind::Pointer, {&pointee, 1}); }
Type slotType(Type item) { return composite(Kind::Slot, {&item, 1}); }

Type iteratorType(IteratorKind kind, std::span<const Type> items) {
  TypeInfo type;
  type.kind = Kind::Iterator;
  type.iterator = kind;
  type.items.assign(items.begin(), items.end());
  return intern(std::move(type));
}

Type functionType(Type result, std::span<const Type> parameters) {
  std::vector<Type> items{result};
  items.insert(items.end(), parameters.begin(), parameters.end());
  return composite(Kind::Function, items);
}

bool isCounted(Type type) {
  switch (type->kind) {
    case Kind::Array:
    case Kind::Owner:
    case Kind::List:
    case Kind::Box:
    case Kind::Generator:
    case Kind::Error:
      return true;
    case Kind::Tuple:
    case Kind::Optional:
    case Kind::MaybeUnbound:
    case Kind::Closure:
    case Kind::Template:
    case Kind::Buffer:
    case Kind::Text:
      for (Type item : type->items)
        if (isCounted(item)) return true;
      return false;
    case Kind::Void:
    case Kind::Unbound:
    case Kind::None:
    case Kind::Ellipsis:
    case Kind::Bool:
    case Kind::Int:
    case Kind::Float:
    case Kind::Complex:
    case Kind::String:
    case Kind::Static:
    case Kind::Range:
    case Kind::Slice:
    case Kind::Time:
    case Kind::Enum:
    case Kind::Pointer:
    case Kind::Slot:
    case Kind::Iterator:
    case Kind::Function:
      return false;
  }
  return false;
}

Type realPart(Type type) { return type->isComplex() ? floatType(type->bits / 2) : type; }

}  // namespace pyrite::types
