// Values known at compile time: globals, attributes of modules, classes and dtypes.
#include "frontend/infer/array_parts.hpp"
#include "frontend/infer/language.hpp"

namespace pyrite::infer {

Result<ValueId> loadGlobal(Emitter& emitter, const std::string& name) {
  if (const auto object = emitter.world.global(emitter.object, name)) return emitter.freeze(*object);
  Diagnostic diagnostic = emitter.typingError("name '" + name + "' is not defined");
  diagnostic.kind = DiagnosticKind::Undefined;
  return diagnostic;
}

Result<ValueId> staticGetAttr(Emitter& emitter, ValueId object, const std::string& name) {
  const Type type = emitter.typeOf(object);
  if (const auto* cls = std::get_if<StaticClass>(&emitter.world.describe(type->object)))
    if (const auto* member = cls->member(name); member != nullptr && member->role == StaticClass::Member::Role::ClassMethod)
      return emitter.boundMethod(member->object, object, cls->name + "." + name);
  if (const auto attribute = emitter.world.attribute(type->object, name)) return emitter.freeze(*attribute);
  const StaticValue& value = emitter.world.describe(type->object);
  if (const auto* known = std::get_if<StaticType>(&value); known != nullptr && known->type->isNumber()) {
    if (name == "itemsize") return emitter.makeInt(itemSize(known->type));
    if (name == "name") return emitter.makeString(types::toString(known->type));
    if (name == "type") return object;
    if (name == "kind") {
      const char* kind = known->type->isBool()      ? "b"
                         : known->type->isFloat()   ? "f"
                         : known->type->isComplex() ? "c"
                         : known->type->isSigned    ? "i"
                                                    : "u";
      return emitter.makeString(kind);
    }
  }
  const std::string shown = emitter.world.displayName(type->object);
  Diagnostic diagnostic = emitter.typingError((std::holds_alternative<StaticModule>(value) ? "module '" : "'") + shown +
                                              "' has no attribute '" + name + "' that compiled code can use");
  diagnostic.kind = DiagnosticKind::Undefined;
  return diagnostic;
}

bool sameStatic(const Emitter& emitter, Type a, Type b) {
  if (a->object == b->object) return true;
  const StaticValue& first = emitter.world.describe(a->object);
  const StaticValue& second = emitter.world.describe(b->object);
  const auto* left = std::get_if<StaticType>(&first);
  const auto* right = std::get_if<StaticType>(&second);
  if (left != nullptr && right != nullptr) return left->type == right->type;
  const auto* leftBuiltin = std::get_if<StaticBuiltin>(&first);
  const auto* rightBuiltin = std::get_if<StaticBuiltin>(&second);
  if (leftBuiltin != nullptr && rightBuiltin != nullptr) return leftBuiltin->name == rightBuiltin->name;
  return false;
}

}  // namespace pyrite::infer
