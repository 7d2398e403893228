// Nested functions and lambdas: a closure value holds the free variables' contents, then the defaults.
#include "frontend/infer/function_inference.hpp"
#include "frontend/infer/language.hpp"

namespace pyrite::infer {

Result<ValueId> FunctionInference::makeFunction(const ir::Instruction& instruction) {
  Emitter& emitter = emitter_[0];
  const auto index = static_cast<std::size_t>(std::get<std::int64_t>(instruction.attribute));
  NestedFunction nested;
  nested.code = std::get<std::shared_ptr<const bytecode::CodeObject>>(specialization_.body.code->constants[index].value);
  const NestedFunction* outer = specializer_.world.nested(emitter.object);
  nested.globals = outer != nullptr ? outer->globals : emitter.object;

  std::vector<ValueId> captured;
  auto isAbsent = [&](std::size_t i) {
    const ir::InstructionId definition = generic_[instruction.operands[i]].instruction;
    return definition.valid() && generic_[definition].op == ir::Op::PyNull;
  };
  if (!isAbsent(0)) {
    PYRITE_TRY(const ValueId cells, operand(instruction, 0));
    captured = tupleItems(emitter, cells);
  }
  captured.resize(nested.code->freeVariables.size());
  for (ValueId value : captured)
    if (!value.valid()) return emitter.unsupported("this nested function has no cells for its free variables");
  if (!isAbsent(1)) {
    PYRITE_TRY(const ValueId defaults, operand(instruction, 1));
    const std::vector<ValueId> items = tupleItems(emitter, defaults);
    nested.defaults = items.size();
    captured.insert(captured.end(), items.begin(), items.end());
  }
  if (!isAbsent(2)) {
    const Display* defaults = displayOf(instruction, 2);
    if (defaults == nullptr || !defaults->isDict) return emitter.unsupported("these keyword-only defaults are not compiled");
    nested.keywordDefaults = defaults->keys;
    captured.insert(captured.end(), defaults->items.begin(), defaults->items.end());
  }
  std::vector<ValueId> parts;
  std::vector<Type> partTypes;
  for (ValueId value : captured) {
    PYRITE_TRY(const ValueId part, emitter.portable(value));
    if (emitter.typeOf(part)->is(types::Kind::Iterator))
      return emitter.unsupported("a nested function cannot capture an iterator");
    parts.push_back(part);
    partTypes.push_back(emitter.typeOf(part));
  }
  const ObjectId object = specializer_.world.add(std::move(nested));
  return emitter.makeAggregate(types::closureType(object, specializer_.world.displayName(object), partTypes), parts);
}

}  // namespace pyrite::infer
