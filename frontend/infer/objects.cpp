// Attributes, items, length and unpacking, by kind of object.
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

/// The prefixes under which methods of a type's values are known to intrinsics and library: "ndarray.sum", "int.bit_length".
std::vector<std::string> methodOwners(Type type) {
  switch (type->kind) {
    case Kind::Bool:
      return {"bool", "int"};
    case Kind::Int:
      return {"int"};
    case Kind::Float:
      return {"float"};
    case Kind::Complex:
      return {"complex"};
    case Kind::Array:
      return {"ndarray"};
    case Kind::Tuple:
      return {"tuple"};
    case Kind::List:
      return {"list"};
    case Kind::Slice:
      return {"slice"};
    case Kind::String:
    case Kind::Text:
      return {"str"};
    case Kind::Range:
      return {"range"};
    default:
      return {};
  }
}

std::optional<ObjectId> findMethod(Emitter& emitter, Type type, const std::string& name, std::string& qualified);

Result<ValueId> numberAttribute(Emitter& emitter, ValueId number, const std::string& name, bool& isKnown) {
  const Type type = emitter.typeOf(number);
  isKnown = true;
  // A bool's parts are integers.
  const ValueId plain =
      type->isBool() && (name == "real" || name == "imag") ? *numberConvert(emitter, number, types::int64()) : number;
  if (name == "real") return type->isComplex() ? emitter.part(number, 0) : plain;
  if (name == "imag")
    return type->isComplex() ? Result<ValueId>(emitter.part(number, 1))
                             : numberConvert(emitter, emitter.makeInt(0), emitter.typeOf(plain));
  if (name == "numerator" && (type->isInteger() || type->isBool())) return plain;
  if (name == "denominator" && type->isInteger()) return emitter.makeInt(1, type);
  if (name == "dtype") return emitter.makeType(type, "numpy." + types::toString(type));
  if (name == "ndim") return emitter.makeInt(0);
  if (name == "size") return emitter.makeInt(1);
  if (name == "itemsize" || name == "nbytes") return emitter.makeInt(itemSize(type));
  if (name == "shape") return emitter.makeTuple({});
  isKnown = false;
  return emitter.none();
}

std::optional<ObjectId> findMethod(Emitter& emitter, Type type, const std::string& name, std::string& qualified) {
  for (const std::string& owner : methodOwners(type)) {
    qualified = owner + "." + name;
    if (findIntrinsic(qualified) != nullptr) {
      const ValueId made = emitter.makeStatic(StaticValue(StaticBuiltin{qualified}));
      return emitter.typeOf(made)->object;
    }
    if (const auto library = emitter.world.libraryFunction(qualified)) return library;
  }
  return std::nullopt;
}

/// An index whose members of IntEnums are numbers.
Result<ValueId> plainKey(Emitter& emitter, ValueId key) {
  const Type type = emitter.typeOf(key);
  if (!type->isTuple() || std::none_of(type->items.begin(), type->items.end(), [](Type item) { return item->isEnum(); }))
    return plainNumber(emitter, key);
  std::vector<ValueId> parts;
  for (ValueId part : tupleItems(emitter, key)) {
    PYRITE_TRY(parts.emplace_back(), plainNumber(emitter, part));
  }
  return emitter.makeTuple(parts);
}

}  // namespace

Result<ValueId> Emitter::getAttr(ValueId object, const std::string& name) {
  object = unwrap(object, "'NoneType' object has no attribute '" + name + "'");
  if (textOf(*this, object) != nullptr) {
    PYRITE_TRY(object, asText(*this, object));
  }
  const Type type = typeOf(object);
  if (type->is(Kind::Static)) return staticGetAttr(*this, object, name);
  if (type->isInstance()) return instanceGetAttr(*this, object, name);
  if (type->isEnum()) return enumGetAttr(*this, object, name);
  if (type->isNamedTuple() && !isKeywords(type)) {
    for (std::size_t i = 0; i < type->fields.size(); ++i)
      if (type->fields[i] == name) return part(object, i);
    if (name == "_fields") {
      std::vector<ValueId> fields;
      for (const std::string& field : type->fields) fields.push_back(makeString(field));
      return makeTuple(fields);
    }
  }
  if (type->isNumber()) {
    bool isKnown = false;
    PYRITE_TRY(const ValueId attribute, numberAttribute(*this, object, name, isKnown));
    if (isKnown) return attribute;
  }
  if (type->is(Kind::Range) || type->is(Kind::Slice)) {
    static const char* const kParts[] = {"start", "stop", "step"};
    for (std::size_t i = 0; i < 3; ++i)
      if (name == kParts[i]) return part(object, i);
  }
  if (isKeywords(type)) {
    if (findIntrinsic("keywords." + name) == nullptr) return unsupported("**kwargs has no compiled method '" + name + "'");
    const ValueId method = makeStatic(StaticValue(StaticBuiltin{"keywords." + name}));
    return boundMethod(typeOf(method)->object, object, "dict." + name);
  }
  std::string qualified;
  if (const auto method = findMethod(*this, type, name, qualified)) return boundMethod(*method, object, qualified);
  if (type->isArray()) return arrayGetAttr(*this, object, name);
  if (type->isBuffer()) return bufferGetAttr(*this, object, name);
  if (type->is(Kind::Closure) && !isChoice(type) && name == "__name__")
    return makeString(type->name.substr(type->name.rfind('.') + 1));
  if (name == "__class__") return callNamed("builtins.type", {{object}, {}});
  if (type->is(Kind::Error)) {  // what class it is, shows when it is caught
    Diagnostic refusal = unsupported("attribute '" + name + "' of a caught exception is not compiled");
    refusal.help = "keep what is needed of it in a variable, before it is raised";
    return refusal;
  }
  if (type->is(Kind::Generator) && (name == "send" || name == "throw" || name == "close"))
    return unsupported(name + "() of a generator is not compiled; the interpreter can call it");
  Diagnostic diagnostic = typingError(types::toString(type) + " has no attribute '" + name + "'");
  diagnostic.kind = DiagnosticKind::Undefined;
  return diagnostic;
}

Result<ValueId> Emitter::setAttr(ValueId object, const std::string& name, ValueId value) {
  object = unwrap(object, "'NoneType' object has no attribute '" + name + "'");
  const Type type = typeOf(object);
  if (type->isInstance()) {
    PYRITE_TRY_STATUS(instanceSetAttr(*this, object, name, value));
    return none();
  }
  if (type->isNamedTuple()) return typingError("attribute '" + name + "' of a named tuple cannot be set");
  return unsupported("attribute '" + name + "' of " + types::toString(type) + " cannot be set in compiled code");
}

Result<ValueId> Emitter::getItem(ValueId object, ValueId key) {
  object = unwrap(object, "'NoneType' object is not subscriptable");
  const Type type = typeOf(object);
  if (const StaticValue* cls = staticOf(object); cls != nullptr && std::holds_alternative<StaticEnumClass>(*cls))
    return enumNamed(*this, type->object, key);
  if (type->isInstance()) {
    const ValueId operands[] = {key};
    PYRITE_TRY(const ValueId item, callSpecial(*this, object, "__getitem__", operands));
    return item.valid() ? Result<ValueId>(item) : typingError("'" + type->name + "' object is not subscriptable");
  }
  if (isKeywords(typeOf(key))) return typingError("unhashable type: 'dict'");
  PYRITE_TRY(key, plainKey(*this, key));
  if (!type->isArray()) key = unwrap(key, pythonTypeName(type) + " indices must be integers or slices, not NoneType");
  if (type->isArray()) return arrayGetItem(*this, object, key);
  if (isFlat(type)) return flatGetItem(*this, object, key);
  if (type->isBuffer()) return bufferGetItem(*this, object, key);
  if (isKeywords(type)) {
    const auto name = constantString(key);
    for (std::size_t i = 0; name && i < type->fields.size(); ++i)
      if (type->fields[i] == *name) return part(object, i);
    return typingError(name ? "no keyword argument '" + *name + "' was given" : "the key must be known at compile time");
  }
  if (type->isTuple()) return tupleGetItem(*this, object, key);
  if (type->is(Kind::Range)) return rangeGetItem(*this, object, key);
  if (type->isList()) return listGetItem(*this, object, key);
  if (const auto text = constantString(object)) {
    auto index = constantInt(key);
    const bool isPlain = std::all_of(text->begin(), text->end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (index && isPlain) {
      const auto size = static_cast<std::int64_t>(text->size());
      if (*index < 0) *index += size;
      raiseIf(makeBool(*index < 0 || *index >= size), "IndexError", "string index out of range");
      return makeString(isDead() ? std::string() : text->substr(static_cast<std::size_t>(*index), 1));
    }
  }
  if (isText(*this, object)) {
    PYRITE_TRY(object, asText(*this, object));
    return textGetItem(*this, object, key);
  }
  return typingError(types::toString(type) + " cannot be indexed");
}

Status Emitter::setItem(ValueId object, ValueId key, ValueId value) {
  object = unwrap(object, "'NoneType' object does not support item assignment");
  const Type type = typeOf(object);
  if (type->isInstance()) {
    const ValueId operands[] = {key, value};
    PYRITE_TRY(const ValueId done, callSpecial(*this, object, "__setitem__", operands));
    return done.valid() ? success() : Status(typingError("'" + type->name + "' object does not support item assignment"));
  }
  if (isKeywords(typeOf(key)) || isKeywords(typeOf(value)))
    return unsupported("**kwargs as an item, or its key, is not compiled");
  PYRITE_TRY(key, plainKey(*this, key));
  if (type->isArray()) {
    PYRITE_TRY(value, plainNumber(*this, value));
    if (typeOf(value)->is(Kind::Optional))
      value = unwrap(value, "float() argument must be a string or a real number, not 'NoneType'");
    return arraySetItem(*this, object, key, value);
  }
  if (isFlat(type)) return flatSetItem(*this, object, key, value);
  if (type->isBuffer()) return bufferSetItem(*this, object, key, value);
  if (type->isList()) return listSetItem(*this, object, key, value);
  return typingError(types::toString(type) + " does not support item assignment");
}

Result<ValueId> Emitter::length(ValueId object) {
  object = unwrap(object, "object of type 'NoneType' has no len()");
  const Type type = typeOf(object);
  if (const StaticValue* value = staticOf(object))
    if (const auto* cls = std::get_if<StaticEnumClass>(value)) return makeInt(std::ssize(cls->members));
  if (type->isInstance()) {
    PYRITE_TRY(const ValueId count, callSpecial(*this, object, "__len__", {}));
    return count.valid() ? Result<ValueId>(count) : typingError("object of type '" + type->name + "' has no len()");
  }
  if (type->isTuple()) return makeInt(static_cast<std::int64_t>(type->items.size()));
  if (type->isArray()) {
    if (type->ndim > 0) return arrayLength(*this, object);
    raiseIf(makeBool(true), "TypeError", "len() of unsized object");
    return makeInt(0);
  }
  if (type->is(Kind::Range)) return rangeLength(*this, object);
  if (isFlat(type)) return flatLength(*this, object);
  if (type->isBuffer()) return bufferLength(*this, object);
  if (type->isList()) return listLength(*this, object);
  if (const auto text = constantString(object)) {
    std::int64_t characters = 0;
    for (char c : *text) characters += (static_cast<unsigned char>(c) & 0xc0) != 0x80;
    return makeInt(characters);
  }
  if (isText(*this, object)) {
    PYRITE_TRY(object, asText(*this, object));
    return textLength(*this, object);
  }
  return typingError("object of type " + types::toString(type) + " has no len()");
}

Result<ValueId> Emitter::unpack(ValueId object, std::size_t count) {
  object = unwrap(object, "cannot unpack non-iterable NoneType object");
  if (isText(*this, object)) {
    PYRITE_TRY(object, asText(*this, object));
  }
  if (isKeywords(typeOf(object))) object = keywordNames(*this, object);
  const Type type = typeOf(object);
  const std::string tooMany = "too many values to unpack (expected " + std::to_string(count) + ")";
  const std::string tooFew = "not enough values to unpack (expected " + std::to_string(count) + ", got ";
  if (type->isTuple()) {
    const std::size_t given = type->items.size();
    if (given > count) return typingError(tooMany + ": " + types::toString(type));
    if (given < count) return typingError(tooFew + std::to_string(given) + "): " + types::toString(type));
    return object;
  }
  if (!isSequence(type) || type->is(Kind::Iterator))
    return typingError("failed to unpack " + types::toString(type) + ": it is no sequence");
  PYRITE_TRY(const ValueId size, sequenceLength(*this, object));
  const ValueId wanted = makeInt(static_cast<std::int64_t>(count));
  raiseIf(compareOp(Op::Gt, size, wanted), "ValueError", tooMany);
  for (std::size_t given = 0; given < count; ++given)
    raiseIf(compareOp(Op::Eq, size, makeInt(static_cast<std::int64_t>(given))), "ValueError",
            tooFew + std::to_string(given) + ")");
  std::vector<ValueId> items;
  for (std::size_t i = 0; i < count; ++i) {
    PYRITE_TRY(const ValueId item, sequenceElement(*this, object, makeInt(static_cast<std::int64_t>(i))));
    items.push_back(item);
  }
  return makeTuple(items);
}

}  // namespace pyrite::infer
