// raise, except and assert. What is raised is known at compile time but for the values of its arguments; what was caught is a
// status, and which statuses an except clause matches is known when all functions are (Specializer::finish).
#include "frontend/infer/language.hpp"
#include "frontend/infer/specializer.hpp"

namespace pyrite::infer {

using types::Kind;

namespace {

std::optional<ir::RaiseArgument> constantArgument(Emitter& emitter, ValueId value) {
  const Type type = emitter.typeOf(value);
  if (type->is(Kind::None)) return ir::RaiseArgument{};
  if (type->is(Kind::Static))
    return Overlay::isOwn(type->object) ? std::nullopt : std::optional(ir::RaiseArgument{type->object});
  const ir::Attribute* constant = emitter.constantOf(value);
  if (constant == nullptr) return std::nullopt;
  if (const auto* truth = std::get_if<bool>(constant)) return ir::RaiseArgument{*truth};
  if (const auto* number = std::get_if<std::int64_t>(constant)) {
    if (!type->isSigned && *number < 0) return std::nullopt;
    return ir::RaiseArgument{*number};
  }
  if (const auto* number = std::get_if<double>(constant)) return ir::RaiseArgument{*number};
  if (const auto* text = std::get_if<std::string>(constant)) return ir::RaiseArgument{*text};
  return std::nullopt;
}

/// A class of the interpreter's own is raised by its name, a user's by the object itself.
bool isBuiltinClass(Emitter& emitter, ObjectId cls, const std::string& name) {
  return emitter.world.builtin("builtins." + name) == cls;
}

ir::RaiseSite siteOfClass(Emitter& emitter, ObjectId cls) {
  ir::RaiseSite site;
  site.exception = std::get<StaticExceptionClass>(emitter.world.describe(cls)).name;
  if (!isBuiltinClass(emitter, cls, site.exception)) site.cls = cls;
  return site;
}

const StaticException* exceptionTemplate(Emitter& emitter, Type type) {
  return type->is(Kind::Template) ? std::get_if<StaticException>(&emitter.world.describe(type->object)) : nullptr;
}

/// The site, where the source stands now.
ir::RaiseSite placed(const Emitter& emitter, ir::RaiseSite site) {
  site.span = emitter.builder.span();
  site.function = emitter.pythonName;
  site.file = emitter.file;
  return site;
}

}  // namespace

Status gatherClasses(Emitter& emitter, ValueId value, std::vector<ObjectId>& classes) {
  const Type type = emitter.typeOf(value);
  if (type->isTuple()) {
    for (std::size_t i = 0; i < type->items.size(); ++i)
      PYRITE_TRY_STATUS(gatherClasses(emitter, emitter.part(value, i), classes));
    return success();
  }
  const StaticValue* known = emitter.staticOf(value);
  if (known == nullptr || !std::holds_alternative<StaticExceptionClass>(*known))
    return emitter.typingError("catching classes that do not inherit from BaseException is not allowed: " +
                               types::toString(type));
  classes.push_back(type->object);
  return success();
}

bool isError(Type type) { return type->is(Kind::Error) || (type->is(Kind::Optional) && type->item()->is(Kind::Error)); }

bool takesErrors(const ir::Function& function) {
  const auto& parameters = function[function.entry()].parameters;
  return std::any_of(parameters.begin(), parameters.end(), [&](ValueId one) { return isError(function[one].type); });
}

Result<ValueId> makeException(Emitter& emitter, ObjectId cls, const CallArguments& arguments) {
  const std::string& name = std::get<StaticExceptionClass>(emitter.world.describe(cls)).name;
  if (!arguments.keywords.empty()) return emitter.unsupported("keyword arguments of " + name + " are not compiled");
  StaticException exception;
  exception.cls = cls;
  std::vector<ValueId> values;
  for (ValueId value : arguments.positional) {
    if (const auto argument = constantArgument(emitter, value)) {
      exception.arguments.push_back(*argument);
    } else if (const StaticText* text = textOf(emitter, value)) {
      exception.arguments.push_back({text->text});
      for (std::size_t i = 0; i < emitter.typeOf(value)->items.size(); ++i) values.push_back(emitter.part(value, i));
    } else if (isPlainData(emitter.typeOf(value))) {
      exception.arguments.push_back({ir::RunTimeValue{}});
      values.push_back(value);
    } else {
      return emitter.unsupported("an argument of " + name + " that is " + types::toString(emitter.typeOf(value)));
    }
  }
  if (values.empty()) return emitter.makeStatic(StaticValue(std::move(exception)));
  return makeTemplate(emitter, emitter.specializer.world.add(std::move(exception)), name, values);
}

Result<ValueId> matchException(Emitter& emitter, ValueId exception, ValueId classes) {
  if (!emitter.typeOf(exception)->is(Kind::Error))
    return emitter.unsupported("matching " + types::toString(emitter.typeOf(exception)) + " with exception classes");
  std::vector<ObjectId> wanted;
  PYRITE_TRY_STATUS(gatherClasses(emitter, classes, wanted));
  for (ObjectId cls : wanted)
    if (emitter.world.builtin("builtins.BaseException") == cls) return emitter.makeBool(true);
  return emitter.builder.emit(ir::Op::ErrorMatches, types::boolType(), {exception}, emitter.specializer.handledIndex(wanted));
}

Status raiseCaught(Emitter& emitter, ValueId exception) {
  const Type type = emitter.typeOf(exception);
  if (type->is(Kind::Error)) {
    emitter.builder.emit(ir::Op::RaiseError, types::voidType(), {exception});
    return success();
  }
  ir::RaiseSite site;
  site.exception = ir::kReraise;
  const ir::SiteId number = emitter.module.addSite(placed(emitter, std::move(site)));
  if (type->is(Kind::None)) {
    emitter.builder.raise(number);
    return success();
  }
  if (!type->is(Kind::Optional)) return emitter.unsupported("raising " + types::toString(type) + " again is not compiled");
  emitter.builder.raiseIf(emitter.op(ir::Op::Not, emitter.part(exception, 0)), number);
  return raiseCaught(emitter, emitter.part(exception, 1));
}

namespace {

/// A class, or an exception that was made here.
struct NewException {
  ir::RaiseSite site;
  std::vector<ValueId> values;
};
std::optional<NewException> newException(Emitter& emitter, ValueId operand) {
  const Type type = emitter.typeOf(operand);
  const StaticValue* value = emitter.staticOf(operand);
  const auto* cls = value != nullptr ? std::get_if<StaticExceptionClass>(value) : nullptr;
  const auto* instance = value != nullptr ? std::get_if<StaticException>(value) : nullptr;
  NewException made;
  auto& [site, values] = made;
  if (cls != nullptr) {
    site = siteOfClass(emitter, type->object);
  } else if (instance != nullptr && Overlay::isOwn(type->object)) {
    site = siteOfClass(emitter, instance->cls);
    site.arguments = instance->arguments;
  } else if (instance != nullptr) {
    site = siteOfClass(emitter, instance->cls);
    site.cls = type->object;  // the instance itself
  } else if (const StaticException* outline = exceptionTemplate(emitter, type)) {
    site = siteOfClass(emitter, outline->cls);
    site.arguments = outline->arguments;
    site.payload = types::tupleType(type->items);
    for (std::size_t i = 0; i < type->items.size(); ++i) values.push_back(emitter.part(operand, i));
  } else {
    return std::nullopt;
  }
  return made;
}

ValueId makeError(Emitter& emitter, NewException made) {
  const ir::SiteId site = emitter.module.addSite(std::move(made.site));
  return emitter.builder.emit(ir::Op::ErrorMake, types::errorType(), made.values, site);
}

/// The error, raised from `cause`. One that is made here has not been raised: it has no line.
Result<ValueId> withCause(Emitter& emitter, ValueId error, ValueId cause) {
  const Type type = emitter.typeOf(cause);
  if (type->is(Kind::None)) return emitter.builder.emit(ir::Op::ErrorCause, types::errorType(), {error});
  if (type->is(Kind::Optional) && type->item()->is(Kind::Error)) {
    cause = emitter.part(cause, 1);  // of status 0, where there is none
  } else if (!type->is(Kind::Error)) {
    auto made = newException(emitter, cause);
    if (!made) return emitter.typingError("exception causes must derive from BaseException, not " + types::toString(type));
    made->site.file = emitter.file;
    made->site.function = emitter.pythonName;
    cause = makeError(emitter, *std::move(made));
  }
  return emitter.builder.emit(ir::Op::ErrorCause, types::errorType(), {error, cause});
}

}  // namespace

Result<ValueId> presentError(Emitter& emitter, ValueId optional) {
  ir::RaiseSite site;
  site.exception = "TypeError";
  site.arguments.push_back({std::string("exceptions must derive from BaseException")});
  emitter.builder.raiseIf(emitter.op(ir::Op::Not, emitter.part(optional, 0)),
                          emitter.module.addSite(placed(emitter, std::move(site))));
  return emitter.part(optional, 1);
}

Status raiseException(Emitter& emitter, std::span<const ValueId> operands, ValueId handled) {
  ValueId error = operands[0];
  const Type type = emitter.typeOf(error);
  if (!type->is(Kind::Error)) {
    auto made = newException(emitter, error);
    if (!made)
      return emitter.typingError("exceptions must derive from BaseException, but " + types::toString(type) + " is raised");
    made->site = placed(emitter, std::move(made->site));
    if (operands.size() == 1) {
      emitter.builder.raise(emitter.module.addSite(std::move(made->site)), made->values);
      return success();
    }
    error = makeError(emitter, *std::move(made));
    handled = ValueId();  // where the block's errors go, they learn of it
  }
  if (operands.size() > 1) {
    PYRITE_TRY(error, withCause(emitter, error, operands[1]));
  }
  if (handled.valid()) error = emitter.builder.emit(ir::Op::ErrorContext, types::errorType(), {error, handled}, true);
  return raiseCaught(emitter, error);
}

}  // namespace pyrite::infer
