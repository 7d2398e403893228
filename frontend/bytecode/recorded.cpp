// Reads recorded bytecode: one pass over the lines, each a word and what it says.
#include "frontend/bytecode/recorded.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace pyrite::bytecode {
namespace {

constexpr int kDeepestConstant = 100;
constexpr std::int32_t kLargestCacheCount = 255;

/// What is left of one line.
class Words {
 public:
  explicit Words(std::string_view text) : rest_(text) {}

  bool atEnd() {
    skipSpaces();
    return rest_.empty();
  }
  /// Up to the next space; empty at the end.
  std::string_view next() {
    skipSpaces();
    const std::string_view word = rest_.substr(0, rest_.find(' '));
    rest_.remove_prefix(word.size());
    return word;
  }
  std::string_view remainder() {
    skipSpaces();
    return rest_;
  }
  bool take(std::string_view prefix) {
    skipSpaces();
    if (!rest_.starts_with(prefix)) return false;
    rest_.remove_prefix(prefix.size());
    return true;
  }
  std::optional<char> takeCharacter() {
    if (rest_.empty()) return std::nullopt;
    const char result = rest_.front();
    rest_.remove_prefix(1);
    return result;
  }
  /// A number's characters, or those of None and True: what ends at a space or a closing bracket.
  std::string_view atom() {
    skipSpaces();
    const std::string_view word = rest_.substr(0, rest_.find_first_of(" )}"));
    rest_.remove_prefix(word.size());
    return word;
  }

 private:
  void skipSpaces() { rest_.remove_prefix(std::min(rest_.find_first_not_of(' '), rest_.size())); }

  std::string_view rest_;
};

template <class Number>
std::optional<Number> numberOf(std::string_view text) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<int> hexadecimal(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  return std::nullopt;
}

std::vector<std::string> namesIn(Words& words) {
  std::vector<std::string> names;
  while (!words.atEnd()) names.emplace_back(words.next());
  return names;
}

class Reader {
 public:
  Result<std::vector<RecordedCode>> run(std::string_view text) {
    while (!text.empty()) {
      const std::string_view line = text.substr(0, text.find('\n'));
      text.remove_prefix(std::min(line.size() + 1, text.size()));
      ++line_;
      if (line.empty()) continue;
      PYRITE_TRY_STATUS(readLine(line));
    }
    PYRITE_TRY_STATUS(finishCode());
    return std::move(result_);
  }

 private:
  Diagnostic malformed(std::string what) const {
    Diagnostic diagnostic;
    diagnostic.kind = DiagnosticKind::Text;
    diagnostic.message = "line " + std::to_string(line_) + ": " + std::move(what);
    diagnostic.span.line = diagnostic.span.endLine = line_;
    return diagnostic;
  }

  Status finishCode() {
    if (code_ == nullptr) return success();
    if (code_->code.empty()) return malformed("the code object before has no instructions");
    result_.push_back({std::move(code_), std::move(opcodes_)});
    code_ = nullptr;
    opcodes_.clear();
    return success();
  }

  Status readLine(std::string_view line) {
    Words words(line);
    if (line.front() == ' ') return readInstruction(words);
    const std::string_view word = words.next();
    if (word == "interpreter") return readInterpreter(words);
    if (word == "file") {
      file_ = words.remainder();
      return success();
    }
    if (word == "code") {
      PYRITE_TRY_STATUS(finishCode());
      if (interpreter_.implementation.empty()) return malformed("the interpreter has to be named first");
      code_ = std::make_shared<CodeObject>();
      code_->interpreter = interpreter_;
      code_->file = file_;
      code_->name = code_->qualname = words.next();
      span_ = {};
      return code_->name.empty() ? Status(malformed("a name is expected")) : success();
    }
    if (code_ == nullptr) return malformed("'" + std::string(word) + "' stands outside of a code object");
    return readField(word, words);
  }

  Status readField(std::string_view word, Words& words) {
    if (word == "qualname") {
      code_->qualname = words.remainder();
    } else if (word == "line") {
      PYRITE_TRY(code_->firstLine, readNumber(words.next(), 0, INT32_MAX));
    } else if (word == "stack") {
      PYRITE_TRY(code_->stackSize, readNumber(words.next(), 0, 1 << 20));
    } else if (word == "arguments") {
      PYRITE_TRY(code_->argumentCount, readNumber(words.next(), 0, 1 << 20));
      PYRITE_TRY(code_->positionalOnlyCount, readNumber(words.next(), 0, code_->argumentCount));
      PYRITE_TRY(code_->keywordOnlyCount, readNumber(words.next(), 0, 1 << 20));
    } else if (word == "flags") {
      return readFlags(words);
    } else if (word == "names") {
      code_->names = namesIn(words);
    } else if (word == "variables") {
      code_->variables = namesIn(words);
    } else if (word == "cells") {
      code_->cellVariables = namesIn(words);
    } else if (word == "free") {
      code_->freeVariables = namesIn(words);
    } else if (word == "exceptions") {
      return readBytes(words.next(), code_->exceptionTable);
    } else if (word == "constant") {
      PYRITE_TRY(Constant constant, readConstant(words, 0));
      code_->constants.push_back(std::move(constant));
      if (!words.atEnd()) return malformed("something follows the constant: " + std::string(words.remainder()));
    } else {
      return malformed("'" + std::string(word) + "' is no part of a code object");
    }
    return success();
  }

  Result<std::int32_t> readNumber(std::string_view text, std::int32_t least, std::int32_t most) const {
    const auto value = numberOf<std::int32_t>(text);
    if (!value || *value < least || *value > most)
      return malformed("a number from " + std::to_string(least) + " to " + std::to_string(most) + " is expected, not '" +
                       std::string(text) + "'");
    return *value;
  }

  /// cpython 3.12.1 python 3.12
  Status readInterpreter(Words& words) {
    Interpreter& of = interpreter_;
    of.implementation = words.next();
    PYRITE_TRY_STATUS(readVersion(words.next(), {&of.major, &of.minor, &of.micro}));
    if (words.next() != "python") return malformed("the version of the language is expected");
    return readVersion(words.next(), {&of.pythonMajor, &of.pythonMinor});
  }

  Status readVersion(std::string_view text, std::initializer_list<int*> parts) const {
    constexpr std::int32_t kLargestPart = 1000;
    for (int* part : parts) {
      const std::string_view number = text.substr(0, text.find('.'));
      PYRITE_TRY(*part, readNumber(number, 0, kLargestPart));
      text.remove_prefix(std::min(number.size() + 1, text.size()));
    }
    return text.empty() ? success() : Status(malformed("a version has " + std::to_string(parts.size()) + " parts"));
  }

  Status readFlags(Words& words) {
    while (!words.atEnd()) {
      const std::string_view flag = words.next();
      if (flag == "varargs")
        code_->hasVarArgs = true;
      else if (flag == "varkeywords")
        code_->hasVarKeywords = true;
      else if (flag == "generator")
        code_->isGenerator = true;
      else if (flag == "coroutine")
        code_->isCoroutine = true;
      else if (flag == "asyncgenerator")
        code_->isGenerator = code_->isCoroutine = true;
      else
        return malformed("'" + std::string(flag) + "' is no flag of a code object");
    }
    return success();
  }

  Status readBytes(std::string_view text, std::string& out) const {
    for (std::size_t i = 0; i < text.size(); i += 2) {
      const auto high = hexadecimal(text[i]);
      const auto low = i + 1 < text.size() ? hexadecimal(text[i + 1]) : std::nullopt;
      if (!high || !low) return malformed("bytes are written as pairs of hexadecimal digits");
      out += static_cast<char>(*high << 4 | *low);
    }
    return success();
  }

  Status readInstruction(Words& words) {
    if (code_ == nullptr) return malformed("an instruction stands outside of a code object");
    constexpr std::int32_t kLargestByte = 255;
    PYRITE_TRY(const std::int32_t opcode, readNumber(words.next(), 0, kLargestByte));
    PYRITE_TRY(const std::int32_t argument, readNumber(words.next(), 0, kLargestByte));
    const std::string_view name = words.next();
    std::int32_t caches = 0;
    if (words.take("+")) {
      PYRITE_TRY(caches, readNumber(words.next(), 1, kLargestCacheCount));
    }
    if (words.take("@")) PYRITE_TRY_STATUS(readPlace(words.next()));
    if (name.empty() || !words.atEnd()) return malformed("an instruction is expected: opcode, argument, name");
    code_->code += static_cast<char>(opcode);
    code_->code += static_cast<char>(argument);
    code_->code.append(static_cast<std::size_t>(caches) * 2, '\0');
    code_->spans.resize(code_->code.size() / 2, span_);
    opcodes_.emplace_back(name);
    opcodes_.resize(code_->spans.size());
    return success();
  }

  /// line, line:column-column or line:column-line:column; without the line: the last one
  Status readPlace(std::string_view text) {
    const std::size_t colon = text.find(':');
    const std::int32_t lastLine = span_.line;
    span_ = {};
    span_.line = lastLine;
    if (colon != 0) {
      PYRITE_TRY(span_.line, readNumber(text.substr(0, colon), 0, INT32_MAX));
    }
    span_.endLine = span_.line;
    if (colon == std::string_view::npos) return success();
    text.remove_prefix(colon + 1);
    const std::size_t dash = text.find('-');
    if (dash == std::string_view::npos) return malformed("a place has two columns or none");
    PYRITE_TRY(span_.column, readNumber(text.substr(0, dash), 0, INT32_MAX));
    text.remove_prefix(dash + 1);
    if (const std::size_t second = text.find(':'); second != std::string_view::npos) {
      PYRITE_TRY(span_.endLine, readNumber(text.substr(0, second), 0, INT32_MAX));
      text.remove_prefix(second + 1);
    }
    PYRITE_TRY(span_.endColumn, readNumber(text, 0, INT32_MAX));
    return success();
  }

  // -- constants -----------------------------------------------------------------------------------------------------

  Result<Constant> readConstant(Words& words, int depth) const {
    if (depth > kDeepestConstant) return malformed("a constant is nested too deeply");
    if (words.take("code ")) {
      PYRITE_TRY(const std::int32_t index, readNumber(words.atom(), 0, INT32_MAX));
      if (static_cast<std::size_t>(index) >= result_.size()) return malformed("a code object that has not come yet");
      return Constant{result_[static_cast<std::size_t>(index)].code};
    }
    if (words.take("b\"")) {
      PYRITE_TRY(std::string bytes, readText(words));
      return Constant{BytesConstant{std::move(bytes)}};
    }
    if (words.take("\"")) {
      PYRITE_TRY(std::string text, readText(words));
      return Constant{std::move(text)};
    }
    if (words.take("(")) {
      PYRITE_TRY(std::vector<Constant> items, readItems(words, ")", depth));
      return Constant{TupleConstant{std::move(items), false}};
    }
    if (words.take("{")) {
      PYRITE_TRY(std::vector<Constant> items, readItems(words, "}", depth));
      return Constant{TupleConstant{std::move(items), true}};
    }
    if (words.take("slice(")) {
      PYRITE_TRY(std::vector<Constant> items, readItems(words, ")", depth));
      constexpr std::size_t kParts = 3;
      if (items.size() != kParts) return malformed("a slice has three parts");
      return Constant{SliceConstant{std::move(items)}};
    }
    if (words.take("complex(")) {
      const auto real = numberOf<double>(words.atom()), imaginary = numberOf<double>(words.atom());
      if (!real || !imaginary || !words.take(")")) return malformed("a complex number has two parts");
      return Constant{ComplexConstant{*real, *imaginary}};
    }
    return readAtom(words.atom());
  }

  Result<Constant> readAtom(std::string_view atom) const {
    if (atom == "None") return Constant{NoneConstant{}};
    if (atom == "...") return Constant{EllipsisConstant{}};
    if (atom == "True" || atom == "False") return Constant{atom == "True"};
    if (const auto value = numberOf<std::int64_t>(atom)) return Constant{IntConstant{*value, false, ""}};
    if (const auto value = numberOf<std::uint64_t>(atom))
      return Constant{IntConstant{static_cast<std::int64_t>(*value), true, ""}};
    const std::string_view digits = atom.substr(atom.starts_with('-') ? 1 : 0);
    if (!digits.empty() && digits.find_first_not_of("0123456789") == std::string_view::npos)
      return Constant{IntConstant{0, false, std::string(atom)}};
    if (const auto value = numberOf<double>(atom)) return Constant{*value};
    return malformed("'" + std::string(atom) + "' is no constant");
  }

  Result<std::vector<Constant>> readItems(Words& words, std::string_view closing, int depth) const {
    std::vector<Constant> items;
    while (!words.take(closing)) {
      if (words.atEnd()) return malformed("a constant does not end");
      PYRITE_TRY(Constant item, readConstant(words, depth + 1));
      items.push_back(std::move(item));
    }
    return items;
  }

  /// Up to the closing quote.
  Result<std::string> readText(Words& words) const {
    std::string text;
    while (const auto character = words.takeCharacter()) {
      if (*character == '"') return text;
      if (*character != '\\') {
        text += *character;
        continue;
      }
      const auto kind = words.takeCharacter();
      if (kind == 'x') {
        const auto high = hexadecimal(words.takeCharacter().value_or(' '));
        const auto low = hexadecimal(words.takeCharacter().value_or(' '));
        if (!high || !low) return malformed("\\x wants two hexadecimal digits");
        text += static_cast<char>(*high << 4 | *low);
      } else if (kind == 'n') {
        text += '\n';
      } else if (kind == '"' || kind == '\\') {
        text += *kind;
      } else {
        return malformed("an unknown escape in a text");
      }
    }
    return malformed("a text does not end");
  }

  std::int32_t line_ = 0;
  Interpreter interpreter_;
  std::string file_;
  std::shared_ptr<CodeObject> code_;
  std::vector<std::string> opcodes_;
  Span span_;  // of the instruction before
  std::vector<RecordedCode> result_;
};

}  // namespace

Result<std::vector<RecordedCode>> parseRecorded(std::string_view text) { return Reader().run(text); }

}  // namespace pyrite::bytecode
