// The table of NumPy's universal functions, and the choice of their loop: which types the operands are brought to.
#include "frontend/infer/scalar_ufuncs.hpp"

#include <unordered_map>

namespace pyrite::infer {

namespace {

const Ufunc kUfuncs[] = {
#define UFUNC(name, operands, loop, handler, op) {name, operands, Loop::loop, handler, ir::Op::op},
#include "frontend/infer/ufuncs.def"
#undef UFUNC
};

const Ufunc* findUfunc(std::string_view name) {
  static const auto table = [] {
    std::unordered_map<std::string_view, const Ufunc*> rows;
    for (const Ufunc& ufunc : kUfuncs) rows.emplace(ufunc.name, &ufunc);
    return rows;
  }();
  constexpr std::string_view kPrefix = "numpy.";
  if (!name.starts_with(kPrefix)) return nullptr;
  const auto found = table.find(name.substr(kPrefix.size()));
  return found == table.end() ? nullptr : found->second;
}

bool isWhole(Type type) { return type->isInteger() || type->isBool(); }

/// The smallest float that holds every value of the integer type, as far as float64 does.
Type floatFor(Type type) {
  if (!isWhole(type)) return type;
  const int bits = type->isBool() ? 8 : type->bits;
  return types::floatType(bits == 8 ? 16 : bits == 16 ? 32 : 64);
}

/// The type all operands come to, or nullptr when the loop has none for them.
Type loopType(Loop loop, Type common, Type commonFloat) {
  const bool isBool = common->isBool();
  const Type integer = isBool ? types::intType(8) : common;
  switch (loop) {
    case Loop::Number:
      return common;
    case Loop::NoBool:
      return isBool ? nullptr : common;
    case Loop::BoolAsInteger:
      return integer;
    case Loop::Real:
      return common->isComplex() ? nullptr : integer;
    case Loop::Whole:
      return isWhole(common) ? common : nullptr;
    case Loop::Integer:
      return isWhole(common) ? integer : nullptr;
    case Loop::IntegerNoBool:
      return common->isInteger() ? common : nullptr;
    case Loop::Rounding:
      return common->isComplex() ? nullptr : common;
    case Loop::Divide:
      return isWhole(common) ? types::float64() : common;
    case Loop::Floating:
      return commonFloat;
    case Loop::Float:
      return commonFloat->isComplex() ? nullptr : commonFloat;
    case Loop::Double:
      return common->isComplex() ? types::complex128() : types::float64();
    case Loop::Comparison:
      return common;
    case Loop::Scale:
    case Loop::Any:
      break;
  }
  return common;
}

struct CommonTypes {
  Type common = nullptr, commonFloat = nullptr;
};

/// Strong operands promote among themselves first; weak ones then only decide the kind (NumPy 2).
CommonTypes commonTypes(const Scalars& scalars, std::span<const ValueId> operands, std::span<const bool> isWeak) {
  CommonTypes result;
  bool hasStrong = false;
  for (const bool weak : isWeak) hasStrong = hasStrong || !weak;
  const auto join = [](Type a, Type b) { return a == nullptr ? b : types::promoteDtypes(a, b); };
  for (std::size_t i = 0; i < operands.size(); ++i) {
    if (hasStrong && isWeak[i]) continue;
    result.common = join(result.common, scalars.type(operands[i]));
    result.commonFloat = join(result.commonFloat, floatFor(scalars.type(operands[i])));
  }
  if (!hasStrong) return result;
  for (std::size_t i = 0; i < operands.size(); ++i) {
    if (!isWeak[i]) continue;
    const Type promoted = types::promoteDtypeWithScalar(result.common, scalars.type(operands[i]));
    if (promoted != result.common) result.commonFloat = types::promoteDtypes(result.commonFloat, floatFor(promoted));
    result.common = promoted;
  }
  return result;
}

/// A Python integer beside an integer dtype must fit in it.
void checkWeakInteger(Scalars& scalars, ValueId value, Type to) {
  const Type from = scalars.type(value);
  if (!to->isInteger() || from != types::int64() || to == from) return;
  const auto constant = scalars.constantInt(value);
  const std::string what = constant ? "Python integer " + std::to_string(*constant) : std::string("Python integer");
  const ValueId least = scalars.integer(from, to->isSigned ? -(std::int64_t{1} << (to->bits - 1)) : 0);
  ValueId isOutside = scalars.less(value, least);
  if (to->bits < 64) {
    const int valueBits = to->isSigned ? to->bits - 1 : to->bits;
    const ValueId largest = scalars.integer(from, (std::int64_t{1} << valueBits) - 1);
    isOutside = scalars.either(isOutside, scalars.greater(value, largest));
  }
  scalars.emitter.raiseIf(isOutside, "OverflowError", what + " out of bounds for " + types::toString(to));
}

Diagnostic noLoop(const Scalars& scalars, std::string_view name, std::span<const ValueId> operands) {
  std::string given;
  for (const ValueId operand : operands) {
    given += (given.empty() ? "" : " and ") + types::toString(scalars.type(operand));
  }
  return scalars.emitter.typingError(std::string(name) + " has no loop for " + given);
}

}  // namespace

std::size_t ufuncOperands(std::string_view name) {
  const Ufunc* ufunc = findUfunc(name);
  return ufunc == nullptr ? 0 : ufunc->operands;
}

bool isUfunc(std::string_view name) { return findUfunc(name) != nullptr; }

Result<ValueId> scalarUfunc(Emitter& emitter, std::string_view name, std::span<const ValueId> operands,
                            std::span<const bool> isWeak) {
  Scalars scalars(emitter);
  const Ufunc* ufunc = findUfunc(name);
  PYRITE_CHECK(ufunc != nullptr, "a ufunc that is not in the table");
  if (operands.size() != ufunc->operands) {
    return emitter.typingError(std::string(name) + " takes " + std::to_string(ufunc->operands) + " operands, not " +
                               std::to_string(operands.size()));
  }
  for (const ValueId operand : operands) {
    if (scalars.type(operand)->isTime()) return timeUfunc(emitter, name, operands);
    if (!scalars.isNumber(operand)) return noLoop(scalars, name, operands);
  }
  std::vector<ValueId> values(operands.begin(), operands.end());
  if (ufunc->loop == Loop::Any) return ufunc->handler(scalars, *ufunc, values);

  if (ufunc->loop == Loop::Scale) {
    const Type type = floatFor(scalars.type(values[0]));
    const Type exponent = scalars.type(values[1]);
    const bool isUnsigned64 = exponent->isInteger() && !exponent->isSigned && exponent->bits == 64;
    if (!type->isFloat() || !isWhole(exponent) || isUnsigned64) return noLoop(scalars, name, operands);
    values = {scalars.convert(values[0], type), scalars.convert(values[1], types::int64())};
    return ufunc->handler(scalars, *ufunc, values);
  }
  const CommonTypes types = commonTypes(scalars, values, isWeak);
  PYRITE_CHECK(types.common != nullptr, "a ufunc without operands");
  const Type type = loopType(ufunc->loop, types.common, types.commonFloat);
  if (type == nullptr) return noLoop(scalars, name, operands);
  bool areWhole = true;
  for (const ValueId value : values) areWhole = areWhole && isWhole(scalars.type(value));
  if (ufunc->loop == Loop::Comparison && areWhole) return ufunc->handler(scalars, *ufunc, values);
  const bool isForWhole = ufunc->loop == Loop::Whole || ufunc->loop == Loop::Integer || ufunc->loop == Loop::IntegerNoBool;
  if (isForWhole && !areWhole) return noLoop(scalars, name, operands);
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (isWeak[i]) checkWeakInteger(scalars, values[i], type);
    values[i] = scalars.convert(values[i], type);
  }
  return ufunc->handler(scalars, *ufunc, values);
}

Result<ValueId> callLibrary(Scalars& scalars, const char* name, std::initializer_list<ValueId> values) {
  CallArguments arguments;
  arguments.positional = values;
  return scalars.emitter.callNamed(name, std::move(arguments));
}

}  // namespace pyrite::infer
