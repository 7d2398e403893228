// Binding the arguments of a call to a Python function's parameters, with Python's own messages.
#include "frontend/infer/language.hpp"
#include "frontend/infer/texts.hpp"

namespace pyrite::infer {

namespace {

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 < names.size() ? ", " : names.size() > 2 ? ", and " : " and ";
    text += "'" + names[i] + "'";
  }
  return text;
}

std::string missing(const std::string& name, const char* kind, const std::vector<std::string>& names) {
  return name + "() missing " + std::to_string(names.size()) + " required " + kind +
         (names.size() == 1 ? " argument: " : " arguments: ") + joined(names);
}

std::string tooMany(const std::string& name, std::size_t least, std::size_t most, std::size_t given) {
  const std::string range =
      least < most ? "from " + std::to_string(least) + " to " + std::to_string(most) : std::to_string(most);
  return name + "() takes " + range + " positional argument" + (most == 1 && least == most ? "" : "s") + " but " +
         std::to_string(given) + (given == 1 ? " was given" : " were given");
}

constexpr const char* kKeywordsName = "**";

}  // namespace

ValueId makeKeywords(Emitter& emitter, const std::vector<std::pair<std::string, ValueId>>& keywords) {
  std::vector<Type> itemTypes;
  std::vector<ValueId> items;
  std::vector<std::string> fields;
  for (const auto& [name, value] : keywords) {
    fields.push_back(name);
    items.push_back(value);
    itemTypes.push_back(emitter.typeOf(value));
  }
  return emitter.makeAggregate(types::namedTupleType(ObjectId(), kKeywordsName, itemTypes, fields), items);
}

bool isKeywords(Type type) { return type->isTuple() && type->name == kKeywordsName; }

ValueId keywordNames(Emitter& emitter, ValueId keywords) {
  std::vector<ValueId> names;
  for (const std::string& name : emitter.typeOf(keywords)->fields) names.push_back(emitter.makeString(name));
  return emitter.makeTuple(names);
}

Result<ValueId> keywordTexts(Emitter& emitter, ValueId keywords) {
  std::vector<ValueId> texts;
  for (ValueId name : tupleItems(emitter, keywordNames(emitter, keywords))) {
    PYRITE_TRY(texts.emplace_back(), asText(emitter, name));
  }
  return emitter.makeTuple(texts);
}

Result<std::vector<ValueId>> bindParameters(Emitter& emitter, const bytecode::CodeObject& code, const std::string& name,
                                            const CallArguments& arguments,
                                            const std::function<Result<ValueId>(std::size_t)>& positionalDefault,
                                            std::size_t positionalDefaults,
                                            const std::function<Result<ValueId>(const std::string&)>& keywordDefault) {
  const auto positional = static_cast<std::size_t>(code.argumentCount);
  const auto keywordOnly = static_cast<std::size_t>(code.keywordOnlyCount);
  const std::size_t named = positional + keywordOnly;
  const std::size_t given = arguments.positional.size();
  std::vector<ValueId> bound(named + (code.hasVarArgs ? 1 : 0) + (code.hasVarKeywords ? 1 : 0));
  if (given > positional && !code.hasVarArgs)
    return emitter.typingError(tooMany(name, positional - std::min(positional, positionalDefaults), positional, given));
  for (std::size_t i = 0; i < std::min(given, positional); ++i) bound[i] = arguments.positional[i];
  if (code.hasVarArgs) bound[named] = emitter.makeTuple(std::span(arguments.positional).subspan(std::min(given, positional)));

  std::vector<std::pair<std::string, ValueId>> rest;
  for (const auto& [keyword, value] : arguments.keywords) {
    std::size_t at = static_cast<std::size_t>(code.positionalOnlyCount);
    while (at < named && code.variables[at] != keyword) ++at;
    if (at < named) {
      if (bound[at].valid()) return emitter.typingError(name + "() got multiple values for argument '" + keyword + "'");
      bound[at] = value;
      continue;
    }
    if (!code.hasVarKeywords) {
      for (std::int32_t i = 0; i < code.positionalOnlyCount; ++i)
        if (code.variables[static_cast<std::size_t>(i)] == keyword)
          return emitter.typingError(name + "() got some positional-only arguments passed as keyword arguments: '" + keyword +
                                     "'");
      return emitter.typingError(name + "() got an unexpected keyword argument '" + keyword + "'");
    }
    rest.emplace_back(keyword, value);
  }
  if (code.hasVarKeywords) bound.back() = makeKeywords(emitter, rest);

  std::vector<std::string> absent;
  for (std::size_t i = 0; i < positional; ++i) {
    if (bound[i].valid()) continue;
    if (i + positionalDefaults >= positional) {
      PYRITE_TRY(bound[i], positionalDefault(i + positionalDefaults - positional));
    } else {
      absent.push_back(code.variables[i]);
    }
  }
  if (!absent.empty()) return emitter.typingError(missing(name, "positional", absent));
  for (std::size_t i = positional; i < named; ++i) {
    if (bound[i].valid()) continue;
    PYRITE_TRY(bound[i], keywordDefault(code.variables[i]));
    if (!bound[i].valid()) absent.push_back(code.variables[i]);
  }
  if (!absent.empty()) return emitter.typingError(missing(name, "keyword-only", absent));
  return bound;
}

// -- methods of **kwargs: its names are known, so its views are tuples -------------------------------------------------------

Result<ValueId> emitKeywordsGet(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const std::vector<ValueId> bound, bindIntrinsic(emitter, intrinsic, arguments, "keywords, key, default="));
  const auto name = emitter.constantString(bound[1]);
  if (!name) return emitter.typingError("the key must be known at compile time");
  const std::vector<std::string>& fields = emitter.typeOf(bound[0])->fields;
  for (std::size_t i = 0; i < fields.size(); ++i)
    if (fields[i] == *name) return emitter.restored(emitter.part(bound[0], i));
  return bound[2].valid() ? bound[2] : emitter.none();
}

Result<ValueId> emitKeywordsItems(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const std::vector<ValueId> bound, bindIntrinsic(emitter, intrinsic, arguments, "keywords"));
  std::vector<ValueId> items;
  const std::vector<std::string> fields = emitter.typeOf(bound[0])->fields;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const ValueId pair[] = {emitter.makeString(fields[i]), emitter.restored(emitter.part(bound[0], i))};
    items.push_back(emitter.makeTuple(pair));
  }
  return emitter.makeTuple(items);
}

Result<ValueId> emitKeywordsKeys(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const std::vector<ValueId> bound, bindIntrinsic(emitter, intrinsic, arguments, "keywords"));
  return keywordNames(emitter, bound[0]);
}

Result<ValueId> emitKeywordsValues(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const std::vector<ValueId> bound, bindIntrinsic(emitter, intrinsic, arguments, "keywords"));
  std::vector<ValueId> items;
  for (std::size_t i = 0; i < emitter.typeOf(bound[0])->fields.size(); ++i)
    items.push_back(emitter.restored(emitter.part(bound[0], i)));
  return emitter.makeTuple(items);
}

}  // namespace pyrite::infer
