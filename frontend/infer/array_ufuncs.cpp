// Ufuncs and operators with an array operand: one array_map over a kernel of scalars, in the loop that NumPy would choose.
#include "frontend/infer/array_parts.hpp"

namespace pyrite::infer {
namespace {

using ir::Op;
using types::Layout;

/// The scalar types that Python's own numbers have take the arrays' dtype beside arrays (NumPy 2).
bool isWeakScalar(Type type) {
  return type->isBool() || type == types::int64() || type == types::float64() || type == types::complex128();
}

ValueId loadZeroDimensional(Emitter& emitter, ValueId array) {
  return emitter.builder.emit(Op::ArrayLoad, emitter.typeOf(array)->dtype(), {array});
}

}  // namespace

Layout resultLayout(Emitter& emitter, std::span<const ValueId> operands) {
  bool isFortran = false;
  for (ValueId operand : operands) {
    const Type type = emitter.typeOf(operand);
    if (!type->isArray() || type->ndim < 2) continue;
    if (type->layout != Layout::F) return Layout::C;
    isFortran = true;
  }
  return isFortran ? Layout::F : Layout::C;
}

Result<ValueId> arrayUfunc(Emitter& emitter, std::string_view name, std::span<const ValueId> operands) {
  std::vector<ValueId> inputs(operands.begin(), operands.end());
  std::vector<Type> parameters;
  std::vector<char> weak;
  int ndim = 0;
  for (ValueId input : inputs) {
    const Type type = emitter.typeOf(input);
    if (type->isArray()) {
      ndim = std::max<int>(ndim, type->ndim);
    } else if (!type->isNumber() && !type->isTime()) {
      return emitter.typingError(std::string(name) + " takes numbers and arrays of numbers, not " + toString(type));
    }
  }
  for (ValueId& input : inputs) {
    const Type type = emitter.typeOf(input);
    if (type->isArray()) {
      parameters.push_back(type->dtype());
      weak.push_back(0);
      if (ndim == 0) input = loadZeroDimensional(emitter, input);
    } else {
      parameters.push_back(type);
      weak.push_back(isWeakScalar(type) ? 1 : 0);
    }
  }
  const auto isWeak = std::make_unique<bool[]>(weak.size());
  for (std::size_t i = 0; i < weak.size(); ++i) isWeak[i] = weak[i] != 0;
  const std::span<const bool> weakSpan(isWeak.get(), weak.size());
  if (ndim == 0) return scalarUfunc(emitter, name, inputs, weakSpan);

  // A kernel of several results becomes one map for each. It knows the operands that are constants: a ** 2 is a * a.
  Type result = nullptr;
  auto makeKernel = [&](std::optional<std::size_t> resultPart) {
    return emitter.scalarKernel(parameters, [&](Emitter& inner, std::span<const ValueId> values) -> Result<ValueId> {
      std::vector<ValueId> known(values.begin(), values.end());
      for (std::size_t i = 0; i < known.size(); ++i)
        if (const ir::Attribute* constant = emitter.constantOf(inputs[i]))
          known[i] = inner.builder.constant(parameters[i], *constant);
      PYRITE_TRY(const ValueId value, scalarUfunc(inner, name, known, weakSpan));
      if (!resultPart) {
        result = inner.typeOf(value);
        return value;
      }
      return inner.part(value, *resultPart);
    });
  };
  PYRITE_TRY(const ir::FunctionId kernel, makeKernel(std::nullopt));
  const Layout layout = resultLayout(emitter, inputs);
  if (!result->isTuple())
    return emitter.builder.emit(Op::ArrayMap, types::arrayType(result, ndim, layout), std::span<const ValueId>(inputs), kernel);
  const Type results = result;
  std::vector<ValueId> maps;
  for (std::size_t i = 0; i < results->items.size(); ++i) {
    PYRITE_TRY(const ir::FunctionId part, makeKernel(i));
    maps.push_back(emitter.builder.emit(Op::ArrayMap, types::arrayType(results->item(i), ndim, layout),
                                        std::span<const ValueId>(inputs), part));
  }
  return emitter.makeTuple(maps);
}

Result<ValueId> arrayConvert(Emitter& emitter, ValueId array, Type to) {
  const Type from = emitter.typeOf(array);
  if (from == to) return array;
  const bool fits = from->dtype() == to->dtype() && from->ndim == to->ndim &&
                    (to->layout == Layout::A || to->layout == from->layout) && (to->isReadOnly || !from->isReadOnly) &&
                    (!to->isAligned || from->isAligned);
  if (!fits) return emitter.typingError("cannot use " + toString(from) + " as " + toString(to));
  std::vector<ValueId> shape, strides;
  for (std::size_t axis = 0; axis < from->ndim; ++axis) {
    shape.push_back(shapeOf(emitter, array, axis));
    strides.push_back(strideOf(emitter, array, axis));
  }
  return makeView(emitter, array, to, emitter.part(array, kDataPart), shape, strides);
}

const char* ufuncOf(BinaryOperator operation) {
  switch (operation) {
    case BinaryOperator::Add:
      return "numpy.add";
    case BinaryOperator::Subtract:
      return "numpy.subtract";
    case BinaryOperator::Multiply:
      return "numpy.multiply";
    case BinaryOperator::TrueDivide:
      return "numpy.divide";
    case BinaryOperator::FloorDivide:
      return "numpy.floor_divide";
    case BinaryOperator::Remainder:
      return "numpy.remainder";
    case BinaryOperator::Power:
      return "numpy.power";
    case BinaryOperator::MatrixMultiply:
      return "numpy.matmul";
    case BinaryOperator::LeftShift:
      return "numpy.left_shift";
    case BinaryOperator::RightShift:
      return "numpy.right_shift";
    case BinaryOperator::And:
      return "numpy.bitwise_and";
    case BinaryOperator::Or:
      return "numpy.bitwise_or";
    case BinaryOperator::Xor:
      return "numpy.bitwise_xor";
  }
  return "";
}

const char* ufuncOf(CompareOperator operation) {
  switch (operation) {
    case CompareOperator::Less:
      return "numpy.less";
    case CompareOperator::LessEqual:
      return "numpy.less_equal";
    case CompareOperator::Equal:
      return "numpy.equal";
    case CompareOperator::NotEqual:
      return "numpy.not_equal";
    case CompareOperator::Greater:
      return "numpy.greater";
    case CompareOperator::GreaterEqual:
      return "numpy.greater_equal";
  }
  return "";
}

const char* ufuncOf(UnaryOperator operation) {
  switch (operation) {
    case UnaryOperator::Positive:
      return "numpy.positive";
    case UnaryOperator::Negative:
      return "numpy.negative";
    case UnaryOperator::Not:
      return "numpy.logical_not";
    case UnaryOperator::Invert:
      return "numpy.invert";
  }
  return "";
}

}  // namespace pyrite::infer
