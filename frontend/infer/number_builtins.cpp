// Builtin functions on numbers: abs, round, min, max, pow, divmod, sum, and the calls of number types.
#include "frontend/infer/number_builtins.hpp"

#include <cstdlib>

#include "frontend/infer/scalar_operators.hpp"
#include "frontend/infer/texts.hpp"

namespace pyrite::infer {

using ir::Op;

namespace {

bool isWhole(Type type) { return type->isInteger() || type->isBool(); }

Result<ValueId> callNamedOn(Emitter& emitter, const char* name, std::initializer_list<ValueId> values) {
  CallArguments arguments;
  arguments.positional = values;
  return emitter.callNamed(name, std::move(arguments));
}

bool isAbsent(const Emitter& emitter, ValueId value) { return !value.valid() || emitter.typeOf(value)->is(types::Kind::None); }

/// The number that a text spells, for float("inf") and the like.
std::optional<double> parseFloat(const std::string& text) {
  const std::size_t first = text.find_first_not_of(" \t\n");
  if (first == std::string::npos) return std::nullopt;
  const std::string trimmed = text.substr(first, text.find_last_not_of(" \t\n") - first + 1);
  const bool hasHex = trimmed.find_first_of("xXpP(") != std::string::npos;  // strtod reads more than Python does
  char* end = nullptr;
  const double value = std::strtod(trimmed.c_str(), &end);
  if (hasHex || end != trimmed.c_str() + trimmed.size()) return std::nullopt;
  return value;
}

/// min() and max() of values: a later one wins only where it is strictly better, whatever the types.
Result<ValueId> extremeOf(Emitter& emitter, CompareOperator better, std::span<const ValueId> values) {
  Type common = emitter.typeOf(values[0]);
  for (const ValueId value : values) {
    const Type joined = types::unify(common, emitter.typeOf(value));
    if (joined == nullptr) {
      return emitter.typingError("cannot compare " + types::toString(common) + " and " +
                                 types::toString(emitter.typeOf(value)) + " for the same result");
    }
    common = joined;
  }
  PYRITE_TRY(ValueId best, emitter.convert(values[0], common));
  for (const ValueId value : values.subspan(1)) {
    PYRITE_TRY(const ValueId isBetter, emitter.compare(better, value, best));
    PYRITE_TRY(const ValueId truth, emitter.truth(isBetter));
    PYRITE_TRY(const ValueId converted, emitter.convert(value, common));
    best = Scalars(emitter).select(truth, converted, best);
  }
  return best;
}

/// Integers take a rounding to tens, hundreds, … through the library; to decimals they are exact already.
Result<ValueId> roundToDigits(Scalars& scalars, ValueId value, ValueId digits) {
  const Type type = scalars.type(value);
  const ValueId places = scalars.convert(digits, types::int64());
  if (isWhole(type)) {
    PYRITE_TRY(const ValueId whole, toPythonInt(scalars, value));
    const auto known = scalars.constantInt(places);
    if (known && *known >= 0) return whole;
    return callNamedOn(scalars.emitter, "pyrite.round_integer", {whole, places});
  }
  const ValueId wide = scalars.convert(value, types::float64());
  PYRITE_TRY(const ValueId rounded, callNamedOn(scalars.emitter, "pyrite.round_float", {wide, places}));
  return scalars.convert(rounded, type);
}

}  // namespace

Diagnostic wrongOperand(const Scalars& scalars, const Intrinsic& intrinsic, ValueId value, const char* expected) {
  return scalars.emitter.typingError(std::string(intrinsic.name) + " takes " + expected + ", not " +
                                     types::toString(scalars.type(value)));
}

ValueId wholeFromFloat(Scalars& scalars, ValueId value) {
  Emitter& emitter = scalars.emitter;
  const ValueId wide = scalars.convert(value, types::float64());
  const ValueId isInside = scalars.both(scalars.greaterEqual(wide, scalars.constant(types::float64(), -0x1p63)),
                                        scalars.less(wide, scalars.constant(types::float64(), 0x1p63)));
  if (emitter.constantBool(isInside) != true) {
    // One test on the way of every number; what exactly is wrong is found out aside.
    const ir::BlockId outside = emitter.newBlock("not_an_integer"), inside = emitter.newBlock("integer");
    emitter.builder.branch(isInside, inside, outside);
    emitter.builder.setBlock(outside);
    scalars.raiseIf(scalars.isNan(wide), "ValueError", "cannot convert float NaN to integer");
    scalars.raiseIf(scalars.isInfinite(wide), "OverflowError", "cannot convert float infinity to integer");
    emitter.builder.raise(emitter.site("OverflowError", "float is too large for a 64-bit integer"));
    emitter.builder.setBlock(inside);
  }
  return scalars.convert(wide, types::int64());
}

Result<ValueId> toPythonInt(Scalars& scalars, ValueId value) {
  const Type type = scalars.type(value);
  if (type->isFloat()) return wholeFromFloat(scalars, value);
  if (isWhole(type)) return scalars.convert(value, types::promoteScalars(type, type));
  return scalars.emitter.typingError("int() takes a real number, not " + types::toString(type));
}

Result<ValueId> builtinInt(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const std::vector<ValueId> bound, bindIntrinsic(emitter, intrinsic, arguments, "x=, base="));
  if (!bound[0].valid()) return emitter.makeInt(0);
  if (isText(emitter, bound[0])) {
    const std::size_t given = bound[1].valid() ? 2 : 1;
    return callInterpreter(emitter, "builtins.int", "", std::span(bound).first(given), types::int64());
  }
  if (bound[1].valid()) return emitter.typingError("int() can't convert non-string with explicit base");
  Scalars scalars(emitter);
  return toPythonInt(scalars, bound[0]);
}

Result<ValueId> builtinFloat(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const std::vector<ValueId> bound, bindIntrinsic(emitter, intrinsic, arguments, "x="));
  if (!bound[0].valid()) return emitter.makeFloat(0.0);
  Scalars scalars(emitter);
  if (const auto text = emitter.constantString(bound[0])) {
    if (const auto value = parseFloat(*text)) return emitter.makeFloat(*value);
    return emitter.typingError("float() cannot read '" + *text + "' as a number");
  }
  if (isText(emitter, bound[0])) return callInterpreter(emitter, "builtins.float", "", {&bound[0], 1}, types::float64());
  if (!scalars.isNumber(bound[0]) || scalars.type(bound[0])->isComplex()) {
    return wrongOperand(scalars, intrinsic, bound[0], "a real number");
  }
  return scalars.convert(bound[0], types::float64());
}

Result<ValueId> builtinBool(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const std::vector<ValueId> bound, bindIntrinsic(emitter, intrinsic, arguments, "x="));
  if (!bound[0].valid()) return emitter.makeBool(false);
  return emitter.truth(bound[0]);
}

Result<ValueId> builtinComplex(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const std::vector<ValueId> bound, bindIntrinsic(emitter, intrinsic, arguments, "real=, imag="));
  Scalars scalars(emitter);
  for (const ValueId value : bound) {
    if (value.valid() && !scalars.isNumber(value)) return wrongOperand(scalars, intrinsic, value, "numbers");
  }
  const Type part = types::float64();
  const auto component = [&](ValueId value, bool isReal) {
    if (!value.valid()) return scalars.constant(part, 0);
    if (!scalars.type(value)->isComplex()) return isReal ? scalars.convert(value, part) : scalars.constant(part, 0);
    return scalars.convert(isReal ? scalars.real(value) : scalars.imaginary(value), part);
  };
  if (!bound[1].valid()) return scalars.complex(component(bound[0], true), component(bound[0], false));
  // complex(a, b) is a + b*1j, in which complex operands mix; real ones keep the signs of their zeros.
  ValueId real = component(bound[0], true), imaginary = component(bound[1], true);
  if (scalars.type(bound[1])->isComplex()) real = scalars.subtract(real, component(bound[1], false));
  if (bound[0].valid() && scalars.type(bound[0])->isComplex()) imaginary = scalars.add(imaginary, component(bound[0], false));
  return scalars.complex(real, imaginary);
}

Result<ValueId> builtinAbs(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const std::vector<ValueId> bound, bindIntrinsic(emitter, intrinsic, arguments, "x"));
  Scalars scalars(emitter);
  const ValueId value = bound[0];
  const Type type = scalars.type(value);
  if (type->isArray()) return callNamedOn(emitter, "numpy.absolute", {value});
  if (!type->isNumber()) return wrongOperand(scalars, intrinsic, value, "a number");
  if (!type->isComplex()) return scalars.absolute(scalars.convert(value, types::promoteScalars(type, type)));
  const ValueId size = complexMagnitude(scalars, value);
  if (!scalars.assumesFinite()) {
    const ValueId areFinite = scalars.both(scalars.isFinite(scalars.real(value)), scalars.isFinite(scalars.imaginary(value)));
    scalars.raiseIf(scalars.both(scalars.isInfinite(size), areFinite), "OverflowError", "absolute value too large");
  }
  return size;
}

Result<ValueId> builtinRound(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const std::vector<ValueId> bound, bindIntrinsic(emitter, intrinsic, arguments, "number, ndigits="));
  Scalars scalars(emitter);
  const ValueId value = bound[0];
  const Type type = scalars.type(value);
  if (type->isArray()) {
    return callNamedOn(emitter, "numpy.round", {value, isAbsent(emitter, bound[1]) ? emitter.makeInt(0) : bound[1]});
  }
  if (!type->isNumber() || type->isComplex()) return wrongOperand(scalars, intrinsic, value, "a real number");
  if (!isAbsent(emitter, bound[1])) {
    if (!isWhole(scalars.type(bound[1]))) return wrongOperand(scalars, intrinsic, bound[1], "an integer number of digits");
    return roundToDigits(scalars, value, bound[1]);
  }
  if (isWhole(type)) return toPythonInt(scalars, value);
  return wholeFromFloat(scalars, scalars.math(Op::Rint, value));
}

Result<ValueId> builtinExtreme(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  const bool isMax = intrinsic.op == Op::Gt;
  const CompareOperator better = isMax ? CompareOperator::Greater : CompareOperator::Less;
  if (arguments.positional.empty()) return emitter.typingError(std::string(intrinsic.name) + "() takes at least one argument");
  if (!arguments.keywords.empty() || arguments.positional.size() == 1) {
    const ValueId only = arguments.positional[0];
    const bool isSimple = arguments.keywords.empty() && emitter.typeOf(only)->isTuple() && !emitter.typeOf(only)->items.empty();
    if (!isSimple) {
      CallArguments rest = std::move(arguments);
      if (rest.positional.size() > 1) {
        const ValueId all = emitter.makeTuple(rest.positional);
        rest.positional = {all};
      }
      return emitter.callNamed(isMax ? "pyrite.max_of" : "pyrite.min_of", std::move(rest));
    }
    arguments.positional.clear();
    for (std::size_t i = 0; i < emitter.typeOf(only)->items.size(); ++i) arguments.positional.push_back(emitter.part(only, i));
  }
  return extremeOf(emitter, better, arguments.positional);
}

Result<ValueId> builtinPow(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const std::vector<ValueId> bound, bindIntrinsic(emitter, intrinsic, arguments, "base, exp, mod="));
  if (isAbsent(emitter, bound[2])) return emitter.binary(BinaryOperator::Power, bound[0], bound[1]);
  Scalars scalars(emitter);
  std::vector<ValueId> values;
  for (const ValueId value : bound) {
    if (!isWhole(scalars.type(value)))
      return wrongOperand(scalars, intrinsic, value, "integers where there are three arguments");
    values.push_back(scalars.convert(value, types::int64()));
  }
  return callNamedOn(emitter, "pyrite.modular_power", {values[0], values[1], values[2]});
}

Result<ValueId> builtinDivmod(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const std::vector<ValueId> bound, bindIntrinsic(emitter, intrinsic, arguments, "x, y"));
  if (emitter.typeOf(bound[0])->isArray() || emitter.typeOf(bound[1])->isArray()) {
    return callNamedOn(emitter, "numpy.divmod", {bound[0], bound[1]});
  }
  Scalars scalars(emitter);
  if (scalars.isNumber(bound[0]) && scalars.isNumber(bound[1]) && !scalars.type(bound[0])->isComplex() &&
      !scalars.type(bound[1])->isComplex()) {
    const bool areWhole = isWhole(scalars.type(bound[0])) && isWhole(scalars.type(bound[1]));
    scalars.refuseZero(bound[1], areWhole ? "divmod(1, 0)" : "divmod(1.0, 0.0)");
  }
  PYRITE_TRY(const ValueId quotient, emitter.binary(BinaryOperator::FloorDivide, bound[0], bound[1]));
  PYRITE_TRY(const ValueId rest, emitter.binary(BinaryOperator::Remainder, bound[0], bound[1]));
  const ValueId parts[] = {quotient, rest};
  return emitter.makeTuple(parts);
}

Result<ValueId> builtinSum(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const std::vector<ValueId> bound, bindIntrinsic(emitter, intrinsic, arguments, "iterable, start="));
  ValueId total = bound[1].valid() ? bound[1] : emitter.makeInt(0);
  const Type type = emitter.typeOf(bound[0]);
  if (!type->isTuple()) return callNamedOn(emitter, "pyrite.sum_of", {bound[0], total});
  const bool isPlainStart = emitter.typeOf(total) == types::int64() || emitter.typeOf(total) == types::float64();
  bool areFloats = isPlainStart && !type->items.empty();
  for (const Type item : type->items) areFloats = areFloats && item == types::float64();
  if (areFloats) return callNamedOn(emitter, "pyrite.sum_of_floats", {bound[0], total});
  for (std::size_t i = 0; i < type->items.size(); ++i) {
    PYRITE_TRY(const ValueId next, emitter.binary(BinaryOperator::Add, total, emitter.part(bound[0], i)));
    total = next;
  }
  return total;
}

}  // namespace pyrite::infer
