// Texts of run time: their code points are the elements of a counted array, so that parts of a text are views of it.
#include "frontend/infer/texts.hpp"

#include <algorithm>
#include <cstring>

#include "frontend/infer/array_parts.hpp"
#include "frontend/infer/language.hpp"

namespace pyrite::infer {

using ir::Op;
using types::Kind;

namespace {

Type codesType() { return types::textType()->item(); }

ValueId codesOf(Emitter& emitter, ValueId text) { return emitter.part(text, 0); }

ValueId textOver(Emitter& emitter, ValueId codes) {
  const ValueId parts[] = {codes};
  return emitter.makeAggregate(types::textType(), parts);
}

/// The code points of UTF-8 that is known to be valid, but for surrogates, which it may have.
std::vector<std::uint32_t> decoded(const std::string& text) {
  std::vector<std::uint32_t> codes;
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = [&](std::size_t at) { return at < text.size() ? static_cast<unsigned char>(text[at]) : 0u; };
    const std::uint32_t first = byte(i);
    const std::size_t length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    std::uint32_t code = length == 1 ? first : first & (0xffu >> (length + 1));
    for (std::size_t k = 1; k < length; ++k) code = code << 6 | (byte(i + k) & 0x3f);
    codes.push_back(code);
    i += length;
  }
  return codes;
}

ValueId literal(Emitter& emitter, const std::string& text) {
  const std::vector<std::uint32_t> codes = decoded(text);
  ir::Data data;
  data.type = codesType();
  data.shape = {static_cast<std::int64_t>(codes.size())};
  data.bytes.resize(codes.size() * sizeof(std::uint32_t));
  if (!codes.empty()) std::memcpy(data.bytes.data(), codes.data(), data.bytes.size());
  auto& known = emitter.module.data;
  auto same = std::find_if(known.begin(), known.end(), [&](const ir::Data& one) {
    return one.type == data.type && one.shape == data.shape && one.bytes == data.bytes;
  });
  if (same == known.end()) same = known.insert(known.end(), std::move(data));
  const ir::DataId id(static_cast<std::uint32_t>(same - known.begin()));
  return textOver(emitter, emitter.builder.emit(Op::ConstArray, codesType(), {}, id));
}

/// The text of a static value that stands for one.
std::optional<std::string> knownText(Emitter& emitter, ValueId value) {
  return emitter.constantString(emitter.restored(value));
}

/// A format for str.format of what the holes are filled with; nullopt where a specification has braces.
std::optional<std::string> formatOf(const ir::FormattedText& text) {
  std::string format;
  for (const auto& piece : text.pieces) {
    if (!piece.isHole) {
      for (const char c : piece.text) format += c == '{' || c == '}' ? std::string(2, c) : std::string(1, c);
      continue;
    }
    if (piece.text.find_first_of("{}") != std::string::npos) return std::nullopt;
    format += '{';
    if (piece.conversion != 0) format += std::string("!") + "?sra"[piece.conversion];
    if (!piece.text.empty()) format += ":" + piece.text;
    format += '}';
  }
  return format;
}

/// Whether `str(x)` and `f"{x}"` of values of the type are what compiled code writes by itself.
bool isWritten(Type type) { return type->isBool() || type->isInteger() || type->isText() || type->isLiteralText(); }

Result<ValueId> written(Emitter& emitter, ValueId value) {
  const Type type = emitter.typeOf(value);
  if (type->isBool()) {
    PYRITE_TRY(const ValueId yes, asText(emitter, emitter.makeString("True")));
    PYRITE_TRY(const ValueId no, asText(emitter, emitter.makeString("False")));
    return emitter.select(value, yes, no);
  }
  if (type->isInteger()) return emitter.callNamed("pyrite.text_of_integer", {{value}, {}});
  return asText(emitter, value);
}

Result<ValueId> filled(Emitter& emitter, ValueId value) {
  const ir::FormattedText& text = textOf(emitter, value)->text;
  const Type type = emitter.typeOf(value);
  const auto isEasy = [](const ir::FormattedText::Piece& piece) {
    return !piece.isHole || (piece.text.empty() && piece.conversion <= 1);
  };
  if (std::all_of(text.pieces.begin(), text.pieces.end(), isEasy) &&
      std::all_of(type->items.begin(), type->items.end(), isWritten)) {
    ValueId joined;
    std::size_t hole = 0;
    for (const auto& piece : text.pieces) {
      PYRITE_TRY(const ValueId one, piece.isHole ? written(emitter, emitter.part(value, hole++))
                                                 : asText(emitter, emitter.makeString(piece.text)));
      if (!joined.valid()) {
        joined = one;
      } else {
        PYRITE_TRY(joined, textBinary(emitter, BinaryOperator::Add, joined, one));
      }
    }
    return joined;
  }
  const auto format = formatOf(text);
  if (!format) return emitter.unsupported("a format specification with braces is not compiled");
  std::vector<ValueId> arguments{emitter.makeString(*format)};
  for (std::size_t i = 0; i < type->items.size(); ++i) arguments.push_back(emitter.part(value, i));
  return callInterpreter(emitter, "builtins.str", "format", arguments, types::textType());
}

/// The result of a str method that the interpreter runs.
Type resultOf(std::string_view method) {
  static constexpr std::string_view kTruths[] = {"isalnum", "isalpha",   "isascii",     "isdecimal", "isdigit", "isidentifier",
                                                 "islower", "isnumeric", "isprintable", "isspace",   "istitle", "isupper"};
  if (method == "endswith" || method == "startswith") return types::boolType();
  if (std::find(std::begin(kTruths), std::end(kTruths), method) != std::end(kTruths)) return types::boolType();
  if (method == "find" || method == "rfind" || method == "index" || method == "rindex" || method == "count")
    return types::int64();
  if (method == "split" || method == "rsplit" || method == "splitlines") return types::listType(types::textType());
  if (method == "partition" || method == "rpartition") {
    const Type parts[] = {types::textType(), types::textType(), types::textType()};
    return types::tupleType(parts);
  }
  return types::textType();
}

}  // namespace

bool isText(Emitter& emitter, ValueId value) {
  const Type type = emitter.typeOf(value);
  return type->isText() || type->isLiteralText() || textOf(emitter, value) != nullptr;
}

Result<ValueId> asText(Emitter& emitter, ValueId value) {
  value = emitter.unwrap(value, "a str is needed, not None");
  const Type type = emitter.typeOf(value);
  if (type->isText()) return value;
  if (const auto text = knownText(emitter, value)) return literal(emitter, *text);
  if (textOf(emitter, value) != nullptr) return filled(emitter, value);
  return emitter.typingError("a str is needed, not " + types::toString(type));
}

Result<ValueId> withoutHoles(Emitter& emitter, ValueId value) {
  if (textOf(emitter, value) != nullptr) return asText(emitter, value);
  const Type type = emitter.typeOf(value);
  const auto hasHoles = [&](Type item) { return item->is(Kind::Template); };
  if (!type->isTuple() || type->isNamedTuple() || std::none_of(type->items.begin(), type->items.end(), hasHoles)) return value;
  std::vector<ValueId> items;
  for (ValueId item : tupleItems(emitter, value)) {
    PYRITE_TRY(items.emplace_back(), withoutHoles(emitter, item));
  }
  return emitter.makeTuple(items);
}

ValueId textLength(Emitter& emitter, ValueId text) { return arrayLength(emitter, codesOf(emitter, text)); }

ValueId textElement(Emitter& emitter, ValueId text, ValueId index) {
  const ValueId codes = codesOf(emitter, text), width = emitter.makeInt(4);
  ValueId data = emitter.part(codes, kDataPart);
  data = emitter.builder.emit(Op::PointerOffset, emitter.typeOf(data), {data, emitter.op(Op::Mul, index, width)});
  return textOver(emitter, makeView(emitter, codes, codesType(), data, {emitter.makeInt(1)}, {width}));
}

Result<ValueId> textGetItem(Emitter& emitter, ValueId text, ValueId key) {
  const Type type = emitter.typeOf(key);
  if (type->is(Kind::Slice)) {
    PYRITE_TRY(ValueId part, basicView(emitter, codesOf(emitter, text), key));
    if (emitter.typeOf(part)->layout != types::Layout::C) {
      PYRITE_TRY(part, copyAs(emitter, part, codesType()->dtype(), types::Layout::C));
    }
    PYRITE_TRY(part, emitter.convert(part, codesType()));
    return textOver(emitter, part);
  }
  if (!type->isInteger() && !type->isBool())
    return emitter.typingError("string indices must be integers or slices, not " + types::toString(type));
  PYRITE_TRY(const ValueId index, numberConvert(emitter, key, types::int64()));
  const ValueId length = textLength(emitter, text), zero = emitter.makeInt(0);
  const ValueId place = emitter.select(emitter.compareOp(Op::Lt, index, zero), emitter.op(Op::Add, index, length), index);
  const ValueId isOutside =
      emitter.op(Op::Or, emitter.compareOp(Op::Lt, place, zero), emitter.compareOp(Op::Ge, place, length));
  emitter.raiseIf(isOutside, "IndexError", "string index out of range");
  return textElement(emitter, text, place);
}

Result<ValueId> textCompare(Emitter& emitter, CompareOperator operation, ValueId a, ValueId b) {
  PYRITE_TRY(a, asText(emitter, a));
  PYRITE_TRY(b, asText(emitter, b));
  if (operation == CompareOperator::Equal || operation == CompareOperator::NotEqual) {
    PYRITE_TRY(const ValueId equal, emitter.callNamed("str.__eq__", {{a, b}, {}}));
    return operation == CompareOperator::Equal ? equal : emitter.op(Op::Not, equal);
  }
  // a > b is b < a, and a <= b is that b < a is not.
  const bool isSwapped = operation == CompareOperator::Greater || operation == CompareOperator::LessEqual;
  const bool isStrict = operation == CompareOperator::Less || operation == CompareOperator::Greater;
  PYRITE_TRY(const ValueId isLess, emitter.callNamed("str.__lt__", {{isSwapped ? b : a, isSwapped ? a : b}, {}}));
  return isStrict ? isLess : emitter.op(Op::Not, isLess);
}

Result<ValueId> textBinary(Emitter& emitter, BinaryOperator operation, ValueId a, ValueId b) {
  const bool isLeft = isText(emitter, a), isRight = isText(emitter, b);
  if (operation == BinaryOperator::Add && isLeft && isRight) {
    PYRITE_TRY(a, asText(emitter, a));
    PYRITE_TRY(b, asText(emitter, b));
    return emitter.callNamed("str.__add__", {{a, b}, {}});
  }
  const ValueId times = isLeft ? b : a;
  const Type count = emitter.typeOf(times);
  if (operation == BinaryOperator::Multiply && isLeft != isRight && (count->isInteger() || count->isBool())) {
    PYRITE_TRY(const ValueId text, asText(emitter, isLeft ? a : b));
    PYRITE_TRY(const ValueId number, numberConvert(emitter, times, types::int64()));
    return emitter.callNamed("str.__mul__", {{text, number}, {}});
  }
  return ValueId();
}

// -- intrinsics ------------------------------------------------------------------------------------------------------------

Result<ValueId> emitTextCodes(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const auto bound, bindIntrinsic(emitter, intrinsic, arguments, "text"));
  PYRITE_TRY(const ValueId text, asText(emitter, bound[0]));
  return codesOf(emitter, text);
}

Result<ValueId> emitTextOf(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const auto bound, bindIntrinsic(emitter, intrinsic, arguments, "codes"));
  PYRITE_TRY(const ValueId codes, emitter.convert(bound[0], codesType()));
  return textOver(emitter, codes);
}

/// str(x), repr(x), ascii(x)
Result<ValueId> emitStr(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const auto bound, bindIntrinsic(emitter, intrinsic, arguments, "object="));
  if (!bound[0].valid()) return emitter.makeString("");
  const bool isPlain = std::string_view(intrinsic.name) == "builtins.str";
  if (isPlain && isText(emitter, bound[0])) return withoutHoles(emitter, bound[0]);
  const Type type = emitter.typeOf(bound[0]);
  if (isWritten(type) && !isText(emitter, bound[0])) return written(emitter, bound[0]);
  return callInterpreter(emitter, intrinsic.name, "", {&bound[0], 1}, types::textType());
}

/// format(x, specification)
Result<ValueId> emitFormat(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const auto bound, bindIntrinsic(emitter, intrinsic, arguments, "object, specification="));
  std::vector<ValueId> values{bound[0]};
  if (bound[1].valid()) values.push_back(bound[1]);
  return callInterpreter(emitter, intrinsic.name, "", values, types::textType());
}

/// A method that the interpreter runs: what it makes of characters of all scripts is its matter.
Result<ValueId> emitTextMethod(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  const std::string method = std::string(intrinsic.name).substr(4);
  std::vector<ValueId> values;
  if (method == "split" || method == "rsplit") {
    PYRITE_TRY(values, bindIntrinsic(emitter, intrinsic, arguments, "self, sep=, maxsplit="));
    if (!values[1].valid()) values[1] = emitter.none();
    if (!values[2].valid()) values[2] = emitter.makeInt(-1);
  } else if (method == "splitlines") {
    PYRITE_TRY(values, bindIntrinsic(emitter, intrinsic, arguments, "self, keepends="));
    if (!values[1].valid()) values.pop_back();
  } else {
    if (!arguments.keywords.empty()) return emitter.unsupported("keyword arguments of " + std::string(intrinsic.name) + "()");
    values = arguments.positional;
  }
  return callInterpreter(emitter, "builtins.str", method, values, resultOf(method));
}

}  // namespace pyrite::infer
