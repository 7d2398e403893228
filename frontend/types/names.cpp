// The two spellings of types: what people see (as Numba has it) and what the IR's text form uses.
#include <charconv>

#include "frontend/types/type.hpp"

namespace pyrite::types {
namespace {

const char* layoutName(Layout layout) { return layout == Layout::C ? "C" : layout == Layout::F ? "F" : "A"; }

std::string join(std::span<const Type> items, std::string (*spell)(Type)) {
  std::string text;
  for (Type item : items) {
    if (!text.empty()) text += ", ";
    text += spell(item);
  }
  return text;
}

bool isUniform(Type tuple) {
  for (Type item : tuple->items)
    if (item != tuple->items[0]) return false;
  return !tuple->items.empty();
}

std::string tupleName(Type type) {
  const std::string count = std::to_string(type->items.size());
  if (type->isNamedTuple())
    return type->name + "(" + (isUniform(type) ? toString(type->item()) + " x " + count : join(type->items, toString)) + ")";
  if (isUniform(type)) return "UniTuple(" + toString(type->item()) + " x " + count + ")";
  return "Tuple(" + join(type->items, toString) + ")";
}

std::string arrayName(Type type) {
  const std::string dtype = toString(type->dtype()), ndim = std::to_string(type->ndim);
  if (!type->isReadOnly && type->isAligned) return "array(" + dtype + ", " + ndim + "d, " + layoutName(type->layout) + ")";
  return "Array(" + dtype + ", " + ndim + ", '" + layoutName(type->layout) + "', " + (type->isReadOnly ? "False" : "True") +
         ", aligned=" + (type->isAligned ? "True" : "False") + ")";
}

const char* iteratorName(IteratorKind kind) {
  switch (kind) {
    case IteratorKind::None:
      return "iterator";
    case IteratorKind::Range:
      return "range_iterator";
    case IteratorKind::Array:
      return "array_iterator";
    case IteratorKind::Tuple:
      return "tuple_iterator";
    case IteratorKind::Enumerate:
      return "enumerate";
    case IteratorKind::Zip:
      return "zip";
    case IteratorKind::Reversed:
      return "reversed";
    case IteratorKind::NdIndex:
      return "ndindex";
    case IteratorKind::NdEnumerate:
      return "ndenumerate";
    case IteratorKind::Flat:
      return "flat";
    case IteratorKind::NdIter:
      return "nditer";
  }
  return "iterator";
}

constexpr IteratorKind kIteratorKinds[] = {IteratorKind::None,     IteratorKind::Range,     IteratorKind::Array,
                                           IteratorKind::Tuple,    IteratorKind::Enumerate, IteratorKind::Zip,
                                           IteratorKind::Reversed, IteratorKind::NdIndex,   IteratorKind::NdEnumerate,
                                           IteratorKind::Flat,     IteratorKind::NdIter};

}  // namespace

std::string toString(Type type) {
  switch (type->kind) {
    case Kind::Void:
    case Kind::Unbound:
    case Kind::None:
    case Kind::Ellipsis:
    case Kind::Bool:
    case Kind::String:
    case Kind::Text:
    case Kind::Owner:
    case Kind::Error:
      switch (type->kind) {
#define TYPE(Name, Text) \
  case Kind::Name:       \
    return Text;
#include "frontend/types/types.def"
#undef TYPE
      }
      return "";
    case Kind::Int:
      return std::string(type->isSigned ? "int" : "uint") + std::to_string(type->bits);
    case Kind::Float:
      return "float" + std::to_string(type->bits);
    case Kind::Complex:
      return "complex" + std::to_string(type->bits);
    case Kind::Static:
      return type->name;
    case Kind::Tuple:
      return tupleName(type);
    case Kind::Optional:
      return "OptionalType(" + toString(type->item()) + ")";
    case Kind::MaybeUnbound:
      return toString(type->item());
    case Kind::Range:
      return "range_state_int64";
    case Kind::Slice:
      return type->item(2)->is(Kind::None) ? "slice<a:b>" : "slice<a:b:c>";
    case Kind::Template:
      return type->name;
    case Kind::Closure:
      return type->name.empty() ? "function" : type->name;
    case Kind::Array:
      return arrayName(type);
    case Kind::Time:
      return type->name;
    case Kind::Enum:
      return type->isSigned ? "IntEnum<" + type->name + ">" : "Enum<" + type->name + ">";
    case Kind::Buffer: {
      const Type array = type->item();
      return std::string(array->isReadOnly ? "readonly " : "") + type->name + "(" + toString(array->dtype()) + ", " +
             std::to_string(array->ndim) + "d, " + layoutName(array->layout) + ")";
    }
    case Kind::List:
      return "list(" + toString(type->item()) + ")";
    case Kind::Box:
      if (type->isInstance()) return type->name + "(" + join(type->items, toString) + ")";
      return "box(" + join(type->items, toString) + ")";
    case Kind::Generator:
      return "generator(" + toString(type->item()) + ")";
    case Kind::Pointer:
      return toString(type->item()) + "*";
    case Kind::Slot:
      return "variable(" + toString(type->item()) + ")";
    case Kind::Iterator:
      return std::string(iteratorName(type->iterator)) + "(" + join(type->items, toString) + ")";
    case Kind::Function:
      return "FunctionType[" + toString(type->item()) + "(" + join(std::span(type->items).subspan(1), toString) + ")]";
  }
  return "";
}

// -- IR text -----------------------------------------------------------------------------------------------------------

namespace {

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

std::string objectText(ObjectId object) { return object.valid() ? "#" + std::to_string(object.index) : "#none"; }

class Reader {
 public:
  explicit Reader(std::string_view& text) : text_(text) {}

  bool accept(std::string_view token) {
    skip();
    if (text_.substr(0, token.size()) != token) return false;
    text_.remove_prefix(token.size());
    return true;
  }
  std::string_view word() {
    skip();
    std::size_t length = 0;
    while (length < text_.size() && (std::isalnum(static_cast<unsigned char>(text_[length])) || text_[length] == '_')) ++length;
    const std::string_view word = text_.substr(0, length);
    text_.remove_prefix(length);
    return word;
  }
  std::optional<std::uint32_t> integer() {
    skip();
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(text_.data(), text_.data() + text_.size(), value);
    if (error != std::errc()) return std::nullopt;
    text_.remove_prefix(static_cast<std::size_t>(end - text_.data()));
    return value;
  }
  std::optional<ObjectId> object() {
    if (accept("#none")) return ObjectId();
    if (!accept("#")) return std::nullopt;
    const auto index = integer();
    if (!index) return std::nullopt;
    return ObjectId(*index);
  }
  std::optional<std::string> string() {
    if (!accept("\"")) return std::nullopt;
    std::string value;
    while (!text_.empty() && text_[0] != '"') {
      if (text_[0] == '\\' && text_.size() > 1) text_.remove_prefix(1);
      value += text_[0];
      text_.remove_prefix(1);
    }
    if (!accept("\"")) return std::nullopt;
    return value;
  }
  /// Types separated by commas up to '>', which is consumed.
  std::optional<std::vector<Type>> items() {
    std::vector<Type> types;
    if (accept(">")) return types;
    do {
      const auto type = read();
      if (!type) return std::nullopt;
      types.push_back(*type);
    } while (accept(","));
    if (!accept(">")) return std::nullopt;
    return types;
  }
  std::optional<Type> read();

 private:
  void skip() {
    while (!text_.empty() && (text_[0] == ' ' || text_[0] == '\t')) text_.remove_prefix(1);
  }
  std::optional<Type> readComposite(std::string_view name);
  std::optional<Type> readArray();
  std::string_view& text_;
};

std::optional<Type> numberNamed(std::string_view name) {
  if (name.size() < 2) return std::nullopt;
  int bits = 0;
  const auto [end, error] = std::from_chars(name.data() + 1, name.data() + name.size(), bits);
  if (error != std::errc() || end != name.data() + name.size()) return std::nullopt;
  const bool isIntegerWidth = bits == 8 || bits == 16 || bits == 32 || bits == 64;
  switch (name[0]) {
    case 'i':
      return isIntegerWidth ? std::optional(intType(bits)) : std::nullopt;
    case 'u':
      return isIntegerWidth ? std::optional(intType(bits, false)) : std::nullopt;
    case 'f':
      return isIntegerWidth && bits != 8 ? std::optional(floatType(bits)) : std::nullopt;
    case 'c':
      return bits == 64 || bits == 128 ? std::optional(complexType(bits)) : std::nullopt;
  }
  return std::nullopt;
}

std::optional<Type> Reader::read() {
  const std::string_view name = word();
  if (name == "void") return voidType();
  if (name == "unbound") return unboundType();
  if (name == "none") return noneType();
  if (name == "ellipsis") return ellipsisType();
  if (name == "error") return errorType();
  if (name == "bool") return boolType();
  if (name == "str") return stringType();
  if (name == "text") return textType();
  if (name == "owner") return ownerType();
  if (name == "range") return rangeType();
  if (const auto known = numberNamed(name)) return known;
  if (!accept("<")) return std::nullopt;
  return readComposite(name);
}

std::optional<Type> Reader::readArray() {
  const auto dtype = read();
  if (!dtype || !accept(",")) return std::nullopt;
  const auto ndim = integer();
  if (!ndim || !accept(",")) return std::nullopt;
  const std::string_view layout = word();
  if (layout != "C" && layout != "F" && layout != "A") return std::nullopt;
  bool isReadOnly = false, isAligned = true;
  while (accept(",")) {
    const std::string_view flag = word();
    if (flag == "readonly")
      isReadOnly = true;
    else if (flag == "unaligned")
      isAligned = false;
    else
      return std::nullopt;
  }
  if (!accept(">")) return std::nullopt;
  return arrayType(*dtype, static_cast<int>(*ndim),
                   layout == "C"   ? Layout::C
                   : layout == "F" ? Layout::F
                                   : Layout::A,
                   isReadOnly, isAligned);
}

std::optional<Type> Reader::readComposite(std::string_view name) {
  if (name == "array") return readArray();
  if (name == "time") {
    const auto dtype = string();
    return dtype && accept(">") ? std::optional(timeType(*dtype)) : std::nullopt;
  }
  if (name == "enum") {
    const auto id = object();
    if (!id || !accept(",")) return std::nullopt;
    const auto label = string();
    if (!label) return std::nullopt;
    const bool isInteger = accept(", integer");
    return accept(">") ? std::optional(enumType(*id, *label, isInteger)) : std::nullopt;
  }
  if (name == "buffer") {
    const auto cls = string();
    if (!cls || !accept(",")) return std::nullopt;
    const auto array = read();
    if (!array || !(*array)->isArray() || !accept(">")) return std::nullopt;
    return bufferType(*cls, *array);
  }
  if (name == "static") {
    const auto id = object();
    if (!id || !accept(",")) return std::nullopt;
    const auto label = string();
    if (!label || !accept(">")) return std::nullopt;
    return staticType(*id, *label);
  }
  if (name == "closure" || name == "template" || name == "generator" || name == "named" || name == "instance") {
    const auto id = object();
    if (!id || !accept(",")) return std::nullopt;
    const auto label = string();
    if (!label) return std::nullopt;
    std::vector<std::string> fields;
    while ((name == "named" || name == "instance") && accept(";")) {
      const auto field = string();
      if (!field) return std::nullopt;
      fields.push_back(*field);
    }
    if (!accept(":")) return std::nullopt;
    const auto parts = items();
    if (!parts) return std::nullopt;
    if (name == "generator") {
      if (parts->size() != 2) return std::nullopt;
      return generatorType(*id, *label, (*parts)[0], (*parts)[1]);
    }
    if (name == "template") return templateType(*id, *label, *parts);
    if (name == "instance")
      return parts->size() == fields.size() ? std::optional(instanceType(*id, *label, *parts, fields)) : std::nullopt;
    return name == "closure" ? closureType(*id, *label, *parts) : namedTupleType(*id, *label, *parts, fields);
  }
  if (name == "iterator") {
    const std::string_view kindName = word();
    if (!accept(":")) return std::nullopt;
    const auto parts = items();
    if (!parts) return std::nullopt;
    for (IteratorKind kind : kIteratorKinds)
      if (kindName == iteratorName(kind)) return iteratorType(kind, *parts);
    return std::nullopt;
  }
  const auto parts = items();
  if (!parts) return std::nullopt;
  if (name == "tuple") return tupleType(*parts);
  if (name == "box") return boxType(*parts);
  if (name == "function" && !parts->empty()) return functionType((*parts)[0], std::span(*parts).subspan(1));
  if (name == "slice" && parts->size() == 3) return sliceType((*parts)[0], (*parts)[1], (*parts)[2]);
  if (parts->size() != 1) return std::nullopt;
  if (name == "optional") return optionalType((*parts)[0]);
  if (name == "maybe_unbound") return maybeUnboundType((*parts)[0]);
  if (name == "list") return listType((*parts)[0]);
  if (name == "ptr") return pointerType((*parts)[0]);
  if (name == "slot") return slotType((*parts)[0]);
  return std::nullopt;
}

/// A class, its name, names of fields and their types.
std::string withFields(const char* kind, Type type) {
  std::string text = kind + objectText(type->object) + ", " + quoted(type->name);
  for (const std::string& field : type->fields) text += "; " + quoted(field);
  return text + ": " + join(type->items, toIrText) + ">";
}

}  // namespace

std::string toIrText(Type type) {
  switch (type->kind) {
    case Kind::Void:
      return "void";
    case Kind::Unbound:
      return "unbound";
    case Kind::None:
      return "none";
    case Kind::Ellipsis:
      return "ellipsis";
    case Kind::Bool:
      return "bool";
    case Kind::String:
      return "str";
    case Kind::Text:
      return "text";
    case Kind::Owner:
      return "owner";
    case Kind::Error:
      return "error";
    case Kind::Range:
      return "range";
    case Kind::Int:
      return (type->isSigned ? "i" : "u") + std::to_string(type->bits);
    case Kind::Float:
      return "f" + std::to_string(type->bits);
    case Kind::Complex:
      return "c" + std::to_string(type->bits);
    case Kind::Static:
      return "static<" + objectText(type->object) + ", " + quoted(type->name) + ">";
    case Kind::Tuple: {
      if (!type->isNamedTuple()) return "tuple<" + join(type->items, toIrText) + ">";
      return withFields("named<", type);
    }
    case Kind::Optional:
      return "optional<" + toIrText(type->item()) + ">";
    case Kind::MaybeUnbound:
      return "maybe_unbound<" + toIrText(type->item()) + ">";
    case Kind::Slice:
      return "slice<" + join(type->items, toIrText) + ">";
    case Kind::Template:
    case Kind::Closure:
    case Kind::Generator:
      return (type->is(Kind::Closure)    ? "closure<"
              : type->is(Kind::Template) ? "template<"
                                         : "generator<") +
             objectText(type->object) + ", " + quoted(type->name) + ": " + join(type->items, toIrText) + ">";
    case Kind::Array:
      return "array<" + toIrText(type->dtype()) + ", " + std::to_string(type->ndim) + ", " + layoutName(type->layout) +
             (type->isReadOnly ? ", readonly" : "") + (type->isAligned ? "" : ", unaligned") + ">";
    case Kind::Time:
      return "time<" + quoted(type->name) + ">";
    case Kind::Enum:
      return "enum<" + objectText(type->object) + ", " + quoted(type->name) + (type->isSigned ? ", integer>" : ">");
    case Kind::Buffer:
      return "buffer<" + quoted(type->name) + ", " + toIrText(type->item()) + ">";
    case Kind::List:
      return "list<" + toIrText(type->item()) + ">";
    case Kind::Box:
      if (type->isInstance()) return withFields("instance<", type);
      return "box<" + join(type->items, toIrText) + ">";
    case Kind::Pointer:
      return "ptr<" + toIrText(type->item()) + ">";
    case Kind::Slot:
      return "slot<" + toIrText(type->item()) + ">";
    case Kind::Iterator:
      return std::string("iterator<") + iteratorName(type->iterator) + ": " + join(type->items, toIrText) + ">";
    case Kind::Function:
      return "function<" + join(type->items, toIrText) + ">";
  }
  return "";
}

std::optional<Type> parseType(std::string_view& text) { return Reader(text).read(); }

}  // namespace pyrite::types
