// raise and assert: what is raised must be known at compile time, class and arguments both.
#include "frontend/infer/language.hpp"
#include "frontend/infer/overlay.hpp"

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

}  // namespace

Result<ValueId> makeException(Emitter& emitter, ObjectId cls, const CallArguments& arguments) {
  const std::string& name = std::get<StaticExceptionClass>(emitter.world.describe(cls)).name;
  if (!arguments.keywords.empty()) return emitter.unsupported("keyword arguments of " + name + " are not compiled");
  StaticException exception;
  exception.cls = cls;
  for (ValueId value : arguments.positional) {
    const auto argument = constantArgument(emitter, value);
    if (!argument) {
      Diagnostic diagnostic = emitter.unsupported("the arguments of " + name + " must be constants; this one is " +
                                                  types::toString(emitter.typeOf(value)));
      diagnostic.help = "raise it with a constant text";
      return diagnostic;
    }
    exception.arguments.push_back(*argument);
  }
  return emitter.makeStatic(StaticValue(std::move(exception)));
}

Status raiseException(Emitter& emitter, std::span<const ValueId> operands) {
  ir::RaiseSite site;
  if (operands.empty()) {
    site.exception = "<reraise>";
  } else {
    const StaticValue* value = emitter.staticOf(operands[0]);
    const auto* cls = value != nullptr ? std::get_if<StaticExceptionClass>(value) : nullptr;
    const auto* instance = value != nullptr ? std::get_if<StaticException>(value) : nullptr;
    const Type type = emitter.typeOf(operands[0]);
    if (cls != nullptr) {
      site = siteOfClass(emitter, type->object);
    } else if (instance != nullptr && Overlay::isOwn(type->object)) {
      site = siteOfClass(emitter, instance->cls);
      site.arguments = instance->arguments;
    } else if (instance != nullptr) {
      site = siteOfClass(emitter, instance->cls);
      site.cls = type->object;  // the instance itself
    } else {
      return emitter.typingError("exceptions must derive from BaseException, but " + types::toString(type) + " is raised");
    }
    if (operands.size() > 1 && !emitter.typeOf(operands[1])->is(Kind::None))
      return emitter.unsupported("raise … from an exception is not compiled; 'from None' is");
  }
  site.span = emitter.builder.span();
  site.function = emitter.pythonName;
  site.file = emitter.file;
  emitter.builder.raise(emitter.module.addSite(std::move(site)));
  return success();
}

}  // namespace pyrite::infer
