// Variables of enclosing functions. One that never changes once it is captured is its value; one that does is a box that all
// who captured it share.
#include "frontend/infer/choices.hpp"
#include "frontend/infer/function_inference.hpp"
#include "frontend/infer/language.hpp"

namespace pyrite::infer {

using ir::Op;
using types::Kind;

std::string unboundMessage(const bytecode::CodeObject& code, const std::string& name, bool isFree) {
  const bytecode::Interpreter& interpreter = code.interpreter;
  const bool isOldText = interpreter.implementation == "pypy" || interpreter.pythonMinor < 11;
  if (!isFree)
    return isOldText ? "local variable '" + name + "' referenced before assignment"
                     : "cannot access local variable '" + name + "' where it is not associated with a value";
  return isOldText ? "free variable '" + name + "' referenced before assignment in enclosing scope"
                   : "cannot access free variable '" + name + "' where it is not associated with a value in enclosing scope";
}

namespace {

/// What a variable holds; where it holds nothing yet, the exception.
ValueId contentOf(Emitter& emitter, ValueId value, const char* exception, const std::string& message) {
  const Type type = emitter.typeOf(value);
  if (type->is(Kind::Unbound)) emitter.raiseIf(emitter.makeBool(true), exception, message);
  if (!type->is(Kind::MaybeUnbound)) return value;
  emitter.raiseIf(emitter.op(Op::Not, emitter.part(value, 0)), exception, message);
  return emitter.part(value, 1);
}

ValueId loadBox(Emitter& emitter, ValueId box) {
  const Type type = emitter.typeOf(box)->item();
  const ValueId value = emitter.builder.emit(Op::BoxLoad, type, {box}, std::int64_t{0});
  return type->isZeroSize() ? emitter.restored(emitter.zero(type)) : value;
}

}  // namespace

Result<ValueId> FunctionInference::makeCell(const ir::Instruction& instruction, ValueId content) {
  Emitter& emitter = emitter_[0];
  const auto site = static_cast<std::uint32_t>(&instruction - generic_.instructions.data());
  PYRITE_TRY(content, emitter.portable(content));
  Type& type = cellTypes_[site];
  const Type merged =
      type == nullptr ? emitter.typeOf(content) : unifyValues(specializer_.world, type, emitter.typeOf(content));
  if (merged == nullptr) return emitter.typingError("a variable of two types is shared with a nested function");
  type = merged;
  PYRITE_TRY(const ValueId converted, emitter.convert(content, type));
  const ValueId box = emitter.builder.emit(Op::BoxAlloc, types::boxType({&type, 1}), {converted});
  cellSites_[box.index] = site;
  return box;
}

Result<ValueId> FunctionInference::freeCell(std::size_t index) {
  Emitter& emitter = emitter_[0];
  if (specializer_.world.nested(emitter.object) != nullptr) return emitter.captured[index];
  return dereference(index);
}

Result<ValueId> FunctionInference::dereference(std::size_t index) {
  Emitter& emitter = emitter_[0];
  const auto& code = *specialization_.body.code;
  const std::string name = index < code.freeVariables.size() ? code.freeVariables[index] : "?";
  const std::string message = unboundMessage(code, name, true);
  if (specializer_.world.nested(emitter.object) != nullptr) {
    const ValueId captured = emitter.captured[index];
    if (emitter.typeOf(captured)->is(Kind::Unbound) && name == code.name) return itself();
    const ValueId value = emitter.typeOf(captured)->is(Kind::Box) ? loadBox(emitter, captured) : captured;
    return contentOf(emitter, value, "NameError", message);
  }
  if (const auto object = specializer_.world.freeVariable(emitter.object, index)) return emitter.freeze(*object);
  emitter.raiseIf(emitter.makeBool(true), "NameError", message);
  return emitter.none();
}

/// A nested function by its own name: the closure that is running.
Result<ValueId> FunctionInference::itself() {
  Emitter& emitter = emitter_[0];
  const NestedFunction* nested = specializer_.world.nested(emitter.object);
  if (nested->defaults > 0 || !nested->keywordDefaults.empty())
    return emitter.unsupported("a nested function with defaults that calls itself is not compiled");
  std::vector<Type> types;
  for (ValueId value : emitter.captured) types.push_back(emitter.typeOf(value));
  const Type type = types::closureType(emitter.object, specializer_.world.displayName(emitter.object), types);
  return emitter.makeAggregate(type, emitter.captured);
}

Result<ValueId> FunctionInference::loadCell(ValueId cell, const std::string& name) {
  Emitter& emitter = emitter_[0];
  const auto& code = *specialization_.body.code;
  return contentOf(emitter, loadBox(emitter, cell), "UnboundLocalError", unboundMessage(code, name, false));
}

bool FunctionInference::widenCell(ValueId cell, Type item) {
  const auto site = cellSites_.find(cell.index);
  if (site == cellSites_.end()) return false;
  const Type merged = unifyValues(specializer_.world, cellTypes_[site->second], item);
  if (merged == nullptr) return false;
  isChanged_ = isChanged_ || merged != cellTypes_[site->second];
  cellTypes_[site->second] = merged;
  specializer_.isAwaiting = true;
  return true;
}

Status FunctionInference::storeCell(ValueId cell, ValueId value, const std::string& name) {
  Emitter& emitter = emitter_[0];
  if (!emitter.typeOf(cell)->is(Kind::Box))
    return emitter.unsupported("variable '" + name + "' belongs to a function that is not compiled, and cannot be assigned");
  PYRITE_TRY(value, emitter.portable(value));
  const Type held = emitter.typeOf(cell)->item(), given = emitter.typeOf(value);
  const Type merged = unifyValues(specializer_.world, held, given);
  if (merged != held) {
    if (merged == nullptr || !widen(cell, merged)) {
      const Type before = held->is(Kind::MaybeUnbound) ? held->item() : held;
      if (given->is(Kind::Closure) && before->is(Kind::Closure))
        return emitter.unsupported("nested functions that call one another, or change while they do, are not compiled");
      Diagnostic diagnostic = emitter.typingError("variable '" + name + "' holds " + types::toString(held) +
                                                  " where it is made; this assigns " + types::toString(given));
      diagnostic.help = "give it a value of the wider type first";
      return diagnostic;
    }
    return emitter.typingError("the cell is made anew");
  }
  PYRITE_TRY(const ValueId converted, emitter.convert(value, held));
  emitter.builder.emit(Op::BoxStore, types::voidType(), {cell, converted}, std::int64_t{0});
  return success();
}

}  // namespace pyrite::infer
