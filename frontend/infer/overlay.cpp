// Compile-time objects that no Python object stands for.
#include "frontend/infer/overlay.hpp"

namespace pyrite::infer {

const StaticValue& Overlay::describe(ObjectId object) { return isOwn(object) ? own(object).value : base_.describe(object); }

namespace {

template <class Answers, class Question, class Ask>
std::optional<ObjectId> answered(Answers& answers, Question question, Ask ask) {
  const auto found = answers.find(question);
  if (found != answers.end()) return found->second;
  const std::optional<ObjectId> answer = ask();
  answers.emplace(std::move(question), answer);
  return answer;
}

}  // namespace

std::optional<ObjectId> Overlay::global(ObjectId function, const std::string& name) {
  const NestedFunction* inner = nested(function);
  const ObjectId owner = inner != nullptr ? inner->globals : function;
  return answered(globals_, Question{owner, name}, [&] { return base_.global(owner, name); });
}

std::optional<ObjectId> Overlay::freeVariable(ObjectId function, std::size_t index) {
  if (isOwn(function)) return std::nullopt;
  return base_.freeVariable(function, index);
}

std::optional<ObjectId> Overlay::attribute(ObjectId object, const std::string& name) {
  if (isOwn(object)) return std::nullopt;
  return answered(attributes_, Question{object, name}, [&] { return base_.attribute(object, name); });
}

std::optional<ObjectId> Overlay::import(ObjectId function, const std::string& module, const std::vector<std::string>& names,
                                        int level) {
  return base_.import(function, module, names, level);
}

std::optional<ObjectId> Overlay::libraryFunction(const std::string& qualifiedName) {
  return answered(library_, Question{ObjectId(), qualifiedName}, [&] { return base_.libraryFunction(qualifiedName); });
}

std::optional<ObjectId> Overlay::builtin(const std::string& name) {
  return answered(builtins_, Question{ObjectId(), name}, [&] { return base_.builtin(name); });
}

Type Overlay::typeOf(ObjectId object) {
  Type& type = types_[object];
  if (type == nullptr) type = types::staticType(object, displayName(object));
  return type;
}

std::string Overlay::displayName(ObjectId object) {
  if (!isOwn(object)) return base_.displayName(object);
  const Own& known = own(object);
  if (known.isNested) return known.nested.code->qualname.empty() ? known.nested.code->name : known.nested.code->qualname;
  if (const auto* type = std::get_if<StaticType>(&known.value)) return type->name;
  if (const auto* builtin = std::get_if<StaticBuiltin>(&known.value)) return builtin->name;
  if (const auto* text = std::get_if<StaticString>(&known.value)) return "'" + text->text + "'";
  if (const auto* exception = std::get_if<StaticException>(&known.value)) return base_.displayName(exception->cls);
  return "object";
}

ObjectId Overlay::append(Own own) {
  own_.push_back(std::move(own));
  return ObjectId(kFirst + own_.size() - 1);
}

ObjectId Overlay::add(StaticType type) {
  for (std::size_t i = 0; i < own_.size(); ++i) {
    const auto* known = std::get_if<StaticType>(&own_[i].value);
    if (known != nullptr && known->type == type.type && known->name == type.name) return ObjectId(kFirst + i);
  }
  return append({std::move(type), {}, false});
}

ObjectId Overlay::add(StaticBuiltin builtin) {
  for (std::size_t i = 0; i < own_.size(); ++i) {
    const auto* known = std::get_if<StaticBuiltin>(&own_[i].value);
    if (known != nullptr && known->name == builtin.name) return ObjectId(kFirst + i);
  }
  return append({std::move(builtin), {}, false});
}

ObjectId Overlay::add(StaticException exception) {
  for (std::size_t i = 0; i < own_.size(); ++i) {
    const auto* known = std::get_if<StaticException>(&own_[i].value);
    if (known != nullptr && known->cls == exception.cls && known->arguments == exception.arguments) return ObjectId(kFirst + i);
  }
  return append({std::move(exception), {}, false});
}

ObjectId Overlay::add(StaticString text) {
  if (const auto object = base_.textObject(text.text)) return *object;
  for (std::size_t i = 0; i < own_.size(); ++i) {
    const auto* known = std::get_if<StaticString>(&own_[i].value);
    if (known != nullptr && known->text == text.text) return ObjectId(kFirst + i);
  }
  return append({std::move(text), {}, false});
}

ObjectId Overlay::add(StaticText text) {
  for (std::size_t i = 0; i < own_.size(); ++i) {
    const auto* known = std::get_if<StaticText>(&own_[i].value);
    if (known != nullptr && known->text == text.text) return ObjectId(kFirst + i);
  }
  return append({std::move(text), {}, false});
}

ObjectId Overlay::add(NestedFunction function) {
  for (std::size_t i = 0; i < own_.size(); ++i)
    if (own_[i].isNested && own_[i].nested == function) return ObjectId(kFirst + i);
  StaticFunction described;
  described.code = function.code;
  return append({std::move(described), std::move(function), true});
}

const NestedFunction* Overlay::nested(ObjectId object) const {
  if (!isOwn(object) || !own(object).isNested) return nullptr;
  return &own(object).nested;
}

}  // namespace pyrite::infer
