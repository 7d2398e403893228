// What the interpreter does for compiled code: print, and the blocks of objmode.
#include <algorithm>

#include "frontend/infer/language.hpp"
#include "frontend/infer/overlay.hpp"
#include "frontend/infer/texts.hpp"

namespace pyrite::infer {

using ir::Op;
using ir::ValueId;
using types::Kind;

namespace {

/// Whether the interpreter can be handed values of the type.
bool hasObjects(Type type) {
  if (type->isNumber() || type->isArray() || type->isTime() || type->is(Kind::None) || type->is(Kind::Ellipsis) ||
      type->is(Kind::Range) || type->isText() || type->is(Kind::Error))
    return true;
  if (type->is(Kind::Static)) return !Overlay::isOwn(type->object);
  if ((!type->isTuple() && !type->isList() && !type->is(Kind::Optional)) || isKeywords(type)) return false;
  return std::all_of(type->items.begin(), type->items.end(), hasObjects);
}

bool holdsError(Type type) { return type->is(Kind::Error) || std::any_of(type->items.begin(), type->items.end(), holdsError); }

/// Whether the interpreter can be handed the value: of what `__exit__` is handed only one is an exception.
bool hasObject(Emitter& emitter, ValueId value) {
  const Type type = emitter.typeOf(value);
  return hasObjects(type) && !(holdsError(type) && takesErrors(emitter.builder.function()));
}

bool holdsList(Type type) { return type->isList() || std::any_of(type->items.begin(), type->items.end(), holdsList); }

/// Whether what the interpreter returns can become values of the type that share memory with their objects.
bool hasValues(Type type) {
  if (type->isNumber() || type->isArray() || type->isTime() || type->is(Kind::None) || type->isText()) return true;
  return (type->isTuple() || type->is(Kind::Optional)) && std::all_of(type->items.begin(), type->items.end(), hasValues);
}

ValueId emitObjectCall(Emitter& emitter, ObjectId callee, std::span<const ValueId> arguments, Type result) {
  const ValueId packed = emitter.makeTuple(arguments);
  emitter.module.objects.push_back({callee, emitter.typeOf(packed), result});
  const Type value = result->isZeroSize() ? types::voidType() : result;
  return emitter.builder.emit(Op::CallObject, value, {packed}, static_cast<std::int64_t>(emitter.module.objects.size() - 1));
}

}  // namespace

Result<ValueId> callInterpreter(Emitter& emitter, const std::string& builtin, const std::string& attribute,
                                std::span<const ValueId> arguments, Type result) {
  auto callee = emitter.world.builtin(builtin);
  if (callee && !attribute.empty()) callee = emitter.world.attribute(*callee, attribute);
  if (!callee) return emitter.unsupported(builtin + (attribute.empty() ? "" : "." + attribute) + " is not there");
  std::vector<ValueId> values;
  for (ValueId argument : arguments) {
    PYRITE_TRY(argument, withoutHoles(emitter, argument));
    // A static str would be an object of the compiler's own where the interpreter has none.
    if (isText(emitter, argument)) {
      PYRITE_TRY(argument, asText(emitter, argument));
    }
    PYRITE_TRY(values.emplace_back(), emitter.portable(argument));
    if (!hasObject(emitter, values.back()))
      return emitter.unsupported(builtin.substr(builtin.find('.') + 1) + (attribute.empty() ? "" : "." + attribute) + "() of " +
                                 types::toString(emitter.typeOf(values.back())) + " is not compiled");
  }
  return emitObjectCall(emitter, *callee, values, result);
}

Result<ValueId> errorArguments(Emitter& emitter, ValueId error, Type type) {
  if (type->items.empty()) return emitter.makeTuple({});
  const auto callee = emitter.world.libraryFunction("pyrite.error_arguments");
  if (!callee) return emitter.unsupported("the arguments of a caught exception are not there");
  const ValueId result = emitObjectCall(emitter, *callee, {&error, 1}, type);
  return type->isZeroSize() ? emitter.zero(type) : result;
}

/// Printed by the interpreter, to where its print goes.
Result<ValueId> emitPrint(Emitter& emitter, const Intrinsic&, CallArguments& arguments) {
  ValueId separator = emitter.makeString(" "), end = emitter.makeString("\n");
  for (const auto& [name, value] : arguments.keywords) {
    if (name == "sep" && !emitter.typeOf(value)->is(Kind::None)) separator = value;
    if (name == "end" && !emitter.typeOf(value)->is(Kind::None)) end = value;
    if (name != "sep" && name != "end") return emitter.unsupported("print() with " + name + "= is not compiled");
  }
  std::vector<ValueId> values{separator, end};
  values.insert(values.end(), arguments.positional.begin(), arguments.positional.end());
  for (ValueId& value : values) {
    PYRITE_TRY(value, withoutHoles(emitter, value));
    PYRITE_TRY(value, emitter.portable(value));
    if (!hasObject(emitter, value))
      return emitter.unsupported("print() of " + types::toString(emitter.typeOf(value)) + " is not compiled");
  }
  const auto printer = emitter.world.libraryFunction("pyrite.print_values");
  if (!printer) return emitter.unsupported("print() is not there");
  emitObjectCall(emitter, *printer, values, types::voidType());
  return emitter.none();
}

Result<ValueId> callObjectBlock(Emitter& emitter, const StaticObjectCall& block, CallArguments& arguments) {
  for (Type item : block.result->items)
    if (!hasValues(item))
      return emitter.unsupported("values of type " + types::toString(item) + " do not come out of objmode blocks");
  for (std::size_t i = 0; i < arguments.positional.size(); ++i) {
    ValueId& value = arguments.positional[i];
    PYRITE_TRY(value, withoutHoles(emitter, value));
    const std::string name = "the variable '" + block.parameters[i] + "', which the objmode block reads";
    const auto known = emitter.portable(value);
    if (!known.ok() || !hasObjects(emitter.typeOf(*known)))
      return emitter.unsupported(name + ", is of type " + types::toString(emitter.typeOf(value)) +
                                 ": the interpreter has no object for it");
    value = *known;
    if (holdsList(emitter.typeOf(value)))
      return emitter.unsupported(name + ", is a list: the interpreter would change a copy of it. Make it an array or a tuple");
  }
  const ValueId result = emitObjectCall(emitter, block.function, arguments.positional, block.result);
  return block.result->isZeroSize() ? emitter.zero(block.result) : result;
}

}  // namespace pyrite::infer
