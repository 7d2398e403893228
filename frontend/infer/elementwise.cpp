// What elementwise library functions ask for: a function of scalars applied to arrays as one map, and the kind of numbers.
#include "frontend/infer/array_parts.hpp"
#include "frontend/infer/scalars.hpp"

namespace pyrite::infer {

using ir::Op;

Result<ValueId> emitElementwise(Emitter& emitter, const Intrinsic&, CallArguments& arguments) {
  if (arguments.positional.size() < 2 || !arguments.keywords.empty()) {
    return emitter.typingError("elementwise() takes a function and its operands");
  }
  const ValueId function = arguments.positional[0];
  std::vector<ValueId> operands(arguments.positional.begin() + 1, arguments.positional.end());
  std::vector<Type> parameters;
  int ndim = -1;
  for (ValueId& operand : operands) {
    const Type type = emitter.typeOf(operand);
    if (!type->isArray()) {
      parameters.push_back(type);
      continue;
    }
    parameters.push_back(type->dtype());
    ndim = std::max<int>(ndim, type->ndim);
    if (type->ndim == 0) operand = emitter.builder.emit(Op::ArrayLoad, type->dtype(), {operand});
  }
  if (ndim <= 0) return emitter.call(function, {operands, {}});

  // What is no number, or a constant, is known to the kernel itself.
  std::vector<Type> mapped;
  std::vector<ValueId> inputs;
  std::vector<std::size_t> position(operands.size(), operands.size());
  for (std::size_t i = 0; i < operands.size(); ++i) {
    if (emitter.constantOf(operands[i]) != nullptr || parameters[i]->isZeroSize()) continue;
    position[i] = inputs.size();
    mapped.push_back(parameters[i]);
    inputs.push_back(operands[i]);
  }
  Type result = nullptr;
  const ObjectId callee = emitter.typeOf(function)->object;
  PYRITE_TRY(const ir::FunctionId kernel,
             emitter.scalarKernel(mapped, [&](Emitter& inner, std::span<const ValueId> values) -> Result<ValueId> {
               CallArguments call;
               for (std::size_t i = 0; i < operands.size(); ++i) {
                 const ir::Attribute* constant = emitter.constantOf(operands[i]);
                 if (constant != nullptr)
                   call.positional.push_back(inner.builder.constant(parameters[i], *constant));
                 else if (position[i] == operands.size())
                   call.positional.push_back(inner.zero(parameters[i]));
                 else
                   call.positional.push_back(values[position[i]]);
               }
               PYRITE_TRY(const ValueId value, inner.call(inner.makeStatic(callee), std::move(call)));
               result = inner.typeOf(value);
               return value;
             }));
  return emitter.builder.emit(Op::ArrayMap, types::arrayType(result, ndim, resultLayout(emitter, operands)),
                              std::span<const ValueId>(inputs), kernel);
}

/// The kind of a number or of an array's elements, as numpy.dtype.kind has it.
Result<ValueId> emitKindOf(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const std::vector<ValueId> bound, bindIntrinsic(emitter, intrinsic, arguments, "x"));
  const Type type = emitter.typeOf(bound[0])->isArray() ? emitter.typeOf(bound[0])->dtype() : emitter.typeOf(bound[0]);
  if (type->isBool()) return emitter.makeString("b");
  if (type->isInteger()) return emitter.makeString(type->isSigned ? "i" : "u");
  if (type->isFloat()) return emitter.makeString("f");
  if (type->isComplex()) return emitter.makeString("c");
  if (type->isTime()) return emitter.makeString(type->isDuration() ? "m" : "M");
  return emitter.makeString("O");
}

}  // namespace pyrite::infer
