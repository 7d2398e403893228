// What patterns of match statements ask of a value. The class of a value is its type, so most of it is known when compiling.
#include <algorithm>

#include "frontend/infer/classes.hpp"
#include "frontend/infer/language.hpp"
#include "frontend/infer/overlay.hpp"

namespace pyrite::infer {

using types::Kind;

namespace {

/// Classes whose one positional pattern is the object itself.
bool matchesItself(const StaticValue& cls) {
  const auto* type = std::get_if<StaticType>(&cls);
  const auto* builtin = std::get_if<StaticBuiltin>(&cls);
  const std::string name = type != nullptr ? type->name : builtin != nullptr ? builtin->name : std::string();
  static const char* const kNames[] = {"builtins.bool", "builtins.float", "builtins.int", "builtins.list",
                                       "builtins.str",  "builtins.tuple", "numpy.float64"};
  return std::find(std::begin(kNames), std::end(kNames), name) != std::end(kNames);
}

/// The names in `__match_args__`.
std::vector<std::string> matchArguments(Emitter& emitter, ObjectId cls) {
  std::vector<std::string> names;
  if (Overlay::isOwn(cls)) return names;
  const auto object = emitter.world.attribute(cls, "__match_args__");
  const auto* items = object ? std::get_if<StaticTuple>(&emitter.world.describe(*object)) : nullptr;
  if (items == nullptr) return names;
  for (const ObjectId item : items->items)
    if (const auto* name = std::get_if<StaticString>(&emitter.world.describe(item))) names.push_back(name->text);
  return names;
}

Result<ValueId> attributesOf(Emitter& emitter, ValueId value, Type cls, const std::vector<std::string>& keywords,
                             std::size_t positional) {
  const StaticValue& known = emitter.world.describe(cls->object);
  std::vector<ValueId> found;
  std::vector<std::string> wanted;
  if (positional > 0) {
    const std::vector<std::string> names = matchArguments(emitter, cls->object);
    const bool isWhole = names.empty() && matchesItself(known);
    const std::size_t most = isWhole ? 1 : names.size();
    if (positional > most) {
      const std::string text = emitter.world.displayName(cls->object);
      const std::string name = text.substr(text.rfind('.') + 1);
      emitter.raiseIf(emitter.makeBool(true), "TypeError",
                      name + "() accepts " + std::to_string(most) + " positional sub-pattern" + (most == 1 ? "" : "s") + " (" +
                          std::to_string(positional) + " given)");
      return emitter.none();
    }
    if (isWhole)
      found.push_back(value);
    else
      wanted.assign(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(positional));
  }
  wanted.insert(wanted.end(), keywords.begin(), keywords.end());
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (std::find(wanted.begin(), wanted.begin() + static_cast<std::ptrdiff_t>(i), wanted[i]) !=
        wanted.begin() + static_cast<std::ptrdiff_t>(i)) {
      const std::string text = emitter.world.displayName(cls->object);
      emitter.raiseIf(emitter.makeBool(true), "TypeError",
                      text.substr(text.rfind('.') + 1) + "() got multiple sub-patterns for attribute '" + wanted[i] + "'");
      return emitter.none();
    }
    auto attribute = emitter.getAttr(value, wanted[i]);
    if (!attribute.ok()) return emitter.none();  // an object without it does not match
    found.push_back(*attribute);
  }
  return emitter.makeTuple(found);
}

}  // namespace

Result<ValueId> matchesSequence(Emitter& emitter, ValueId value) {
  const Type type = emitter.typeOf(value);
  // Some versions of NumPy let arrays match.
  if (type->isArray())
    return emitter.unsupported("matching an array with a pattern of a sequence; match its shape or its items");
  if (type->is(Kind::Optional)) return emitter.unsupported("matching a value that may be None with a pattern of a sequence");
  const bool matches = (type->isTuple() && !isKeywords(type)) || type->isList() || type->is(Kind::Range) ||
                       (type->is(Kind::Buffer) && (type->name == "memoryview" || type->name == "array.array"));
  return emitter.makeBool(matches);
}

Result<ValueId> matchClass(Emitter& emitter, ValueId value, ValueId cls, ValueId names, std::size_t positional) {
  const Type type = emitter.typeOf(value), classType = emitter.typeOf(cls);
  if (!classType->is(Kind::Static) || emitter.staticOf(cls) == nullptr)
    return emitter.unsupported("matching with a class that is not known when compiling");
  if (type->is(Kind::Error)) return emitter.unsupported("matching a caught exception; write except clauses instead");
  const bool isOptional = type->is(Kind::Optional);
  const auto answer = isInstance(emitter, isOptional ? type->item() : type, classType->object);
  if (!answer) return emitter.unsupported("matching with the class " + emitter.world.displayName(classType->object));
  if (!*answer) return emitter.none();
  std::vector<std::string> keywords;
  for (const ValueId name : tupleItems(emitter, names)) keywords.push_back(emitter.constantString(name).value_or(""));
  if (!isOptional) return attributesOf(emitter, value, classType, keywords, positional);
  PYRITE_TRY(const ValueId found, attributesOf(emitter, emitter.part(value, 1), classType, keywords, positional));
  if (emitter.typeOf(found)->is(Kind::None)) return found;
  const ValueId parts[] = {emitter.part(value, 0), found};
  return emitter.makeAggregate(types::optionalType(emitter.typeOf(found)), parts);
}

}  // namespace pyrite::infer
