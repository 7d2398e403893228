// Run-time values as text, for the run lines of file tests.
#include "frontend/ir/builder.hpp"
#include "frontend/ir/run_values.hpp"
#include "frontend/ir/text_cursor.hpp"

namespace pyrite::ir {

using types::Kind;

namespace {

std::string spellParts(Type type, const RunValue& value) {
  std::string text = "(";
  for (std::size_t i = 0; i < value.parts.size(); ++i) text += (i > 0 ? ", " : "") + spell(partType(type, i), value.parts[i]);
  return text + ")";
}

std::string spellElements(Type dtype, std::span<const std::int64_t> shape, const std::vector<RunValue>& elements,
                          std::size_t& next) {
  if (shape.empty()) return spell(dtype, elements[next++]);
  std::string text = "[";
  for (std::int64_t i = 0; i < shape[0]; ++i)
    text += (i > 0 ? ", " : "") + spellElements(dtype, shape.subspan(1), elements, next);
  return text + "]";
}

std::string spellArray(Type type, const RunValue& value) {
  const auto elements = arrayElements(type, value);
  if (!elements) return "array outside its memory";
  std::size_t next = 0;
  const std::vector<std::int64_t> shape = arrayShape(type, value);
  return spellElements(type->dtype(), shape, *elements, next) + ":" + types::toIrText(type->dtype());
}

class ValueReader {
 public:
  explicit ValueReader(TextCursor& at) : at_(at) {}

  Result<RunValue> read(Type type) {
    if (type->isArray()) return readArray(type);
    if (type->isNumber()) return readNumber(type);
    if (type->is(Kind::Optional) || type->is(Kind::MaybeUnbound)) return readMaybe(type);
    if (partCount(type) > 0 || type->is(Kind::Tuple)) return readParts(type);
    if (type->isZeroSize() && at_.accept(types::toIrText(type))) return RunValue();
    return at_.fail("expected a value of type " + types::toIrText(type));
  }

 private:
  Result<RunValue> readNumber(Type type) {
    if (type->isBool()) {
      if (at_.accept("true")) return runBool(true);
      if (at_.accept("false")) return runBool(false);
      return at_.fail("expected true or false");
    }
    if (type->isComplex() && at_.accept("complex")) {
      if (!at_.accept("(")) return at_.fail("expected '('");
      const auto real = at_.number();
      if (!real || !at_.accept(",")) return at_.fail("expected a number and ','");
      const auto imaginary = at_.number();
      if (!imaginary || !at_.accept(")")) return at_.fail("expected a number and ')'");
      return runComplex(type, {asReal(*real), asReal(*imaginary)});
    }
    const auto number = at_.number();
    if (!number || (number->isFloat && type->isInteger()))
      return at_.fail("expected a number of type " + types::toIrText(type));
    if (type->isComplex()) return runComplex(type, asReal(*number));
    if (type->isFloat()) return runFloat(type, asReal(*number));
    return runInt(type, static_cast<std::uint64_t>(number->integer));
  }

  static double asReal(const TextCursor::Number& number) {
    return number.isFloat ? number.real : static_cast<double>(number.integer);
  }

  Result<RunValue> readMaybe(Type type) {
    if (at_.accept(type->is(Kind::Optional) ? "none" : "unbound")) return runZero(type);
    RunValue value;
    PYRITE_TRY(RunValue item, read(type->item()));
    value.parts.push_back(runBool(true));
    value.parts.push_back(std::move(item));
    return value;
  }

  Result<RunValue> readParts(Type type) {
    RunValue value;
    if (!at_.accept("(")) return at_.fail("expected '('");
    for (std::size_t i = 0; i < partCount(type); ++i) {
      if (i > 0 && !at_.accept(",")) return at_.fail("expected ','");
      PYRITE_TRY(RunValue part, read(partType(type, i)));
      value.parts.push_back(std::move(part));
    }
    at_.accept(",");
    if (!at_.accept(")")) return at_.fail("expected ')'");
    return value;
  }

  Result<RunValue> readArray(Type type) {
    std::vector<std::int64_t> shape(type->ndim, -1);
    std::vector<RunValue> elements;
    if (auto status = readElements(type, 0, shape, elements); !status.ok()) return status.takeError();
    for (std::int64_t& extent : shape) extent = std::max<std::int64_t>(extent, 0);
    if (at_.accept(":")) {
      const auto dtype = at_.type();
      if (!dtype || *dtype != type->dtype())
        return at_.fail("the parameter is " + types::toIrText(type) + ", expected its dtype");
    }
    return runArray(type, shape, elements);
  }

  Status readElements(Type type, std::size_t axis, std::vector<std::int64_t>& shape, std::vector<RunValue>& elements) {
    if (axis == type->ndim) {
      PYRITE_TRY(RunValue element, readNumber(type->dtype()));
      elements.push_back(std::move(element));
      return success();
    }
    if (!at_.accept("[")) return at_.fail("expected '['");
    std::int64_t count = 0;
    if (!at_.accept("]")) {
      do {
        PYRITE_TRY_STATUS(readElements(type, axis + 1, shape, elements));
        ++count;
      } while (at_.accept(","));
      if (!at_.accept("]")) return at_.fail("expected ']'");
    }
    if (shape[axis] >= 0 && shape[axis] != count) return at_.fail("the rows before this differ in length");
    shape[axis] = count;
    return success();
  }

  TextCursor& at_;
};

}  // namespace

std::string spell(Type type, const RunValue& value) {
  if (type->isBool()) return runBits(value) != 0 ? "true" : "false";
  if (type->isInteger())
    return type->isSigned ? std::to_string(static_cast<std::int64_t>(runBits(value))) : std::to_string(runBits(value));
  if (type->isFloat()) return realText(runReal(value));
  if (type->isComplex()) {
    const auto number = runComplexOf(value);
    return "complex(" + realText(number.real()) + ", " + realText(number.imag()) + ")";
  }
  if (type->isArray()) return spellArray(type, value);
  if (type->is(Kind::Optional)) return runBits(value.parts[0]) == 0 ? "none" : spell(type->item(), value.parts[1]);
  if (type->is(Kind::MaybeUnbound)) return runBits(value.parts[0]) == 0 ? "unbound" : spell(type->item(), value.parts[1]);
  if (partCount(type) > 0 || type->is(Kind::Tuple)) return spellParts(type, value);
  return types::toIrText(type);
}

Result<RunValue> parseValue(Type type, std::string_view& text) {
  TextCursor at(text);
  auto value = ValueReader(at).read(type);
  text = at.rest();
  return value;
}

}  // namespace pyrite::ir
