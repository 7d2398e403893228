// Tokens of the IR's text form.
#include "frontend/ir/text_cursor.hpp"

#include <bit>
#include <charconv>
#include <cinttypes>
#include <cmath>
#include <cstring>
#include <limits>

namespace pyrite::ir {
namespace {

bool isWordCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
}

bool isDigit(char c) { return c >= '0' && c <= '9'; }

int hexDigit(char c) {
  if (isDigit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

std::string quotedText(std::string_view text) {
  std::string out = "\"";
  for (unsigned char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += static_cast<char>(c);
    } else if (c < 0x20 || c >= 0x7f) {
      char hex[8];
      std::snprintf(hex, sizeof hex, "\\x%02x", c);
      out += hex;
    } else {
      out += static_cast<char>(c);
    }
  }
  return out + "\"";
}

std::string realText(double value) {
  if (std::isinf(value)) return value < 0 ? "-inf" : "inf";
  char text[40];
  if (std::isnan(value)) {
    std::uint64_t bits;
    std::memcpy(&bits, &value, sizeof bits);
    if (bits == 0x7ff8000000000000u) return "nan";
    std::snprintf(text, sizeof text, "nan:0x%" PRIx64, bits);
    return text;
  }
  // The shortest text that reads back to the same bits, in no locale.
  std::string out(text, std::to_chars(text, text + sizeof text, value).ptr);
  if (out.find_first_of(".e") == std::string::npos) out += ".0";
  return out;
}

void TextCursor::skip() {
  while (!rest_.empty()) {
    const char c = rest_[0];
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      rest_.remove_prefix(1);
    } else if (c == ';') {
      rest_.remove_prefix(std::min(rest_.find('\n'), rest_.size()));
    } else {
      return;
    }
  }
}

bool TextCursor::atEnd() {
  skip();
  return rest_.empty();
}

char TextCursor::peek() {
  skip();
  return rest_.empty() ? '\0' : rest_[0];
}

bool TextCursor::accept(std::string_view token) {
  skip();
  if (!rest_.starts_with(token)) return false;
  // A word is not the beginning of a longer one.
  if (isWordCharacter(token.back()) && rest_.size() > token.size() && isWordCharacter(rest_[token.size()])) return false;
  rest_.remove_prefix(token.size());
  return true;
}

std::string_view TextCursor::peekWord() {
  skip();
  std::size_t length = 0;
  while (length < rest_.size() && isWordCharacter(rest_[length])) ++length;
  return rest_.substr(0, length);
}

std::string_view TextCursor::word() {
  const std::string_view found = peekWord();
  rest_.remove_prefix(found.size());
  return found;
}

std::optional<std::string> TextCursor::name() {
  if (peek() == '"') return string();
  const std::string_view found = word();
  if (found.empty()) return std::nullopt;
  return std::string(found);
}

std::optional<std::string> TextCursor::string() {
  if (peek() != '"') return std::nullopt;
  std::string value;
  std::size_t i = 1;
  for (; i < rest_.size() && rest_[i] != '"'; ++i) {
    if (rest_[i] != '\\') {
      value += rest_[i];
      continue;
    }
    if (++i == rest_.size()) return std::nullopt;
    if (rest_[i] != 'x') {
      value += rest_[i];
      continue;
    }
    if (i + 2 >= rest_.size()) return std::nullopt;
    const int high = hexDigit(rest_[i + 1]), low = hexDigit(rest_[i + 2]);
    if (high < 0 || low < 0) return std::nullopt;
    value += static_cast<char>(high * 16 + low);
    i += 2;
  }
  if (i >= rest_.size()) return std::nullopt;
  rest_.remove_prefix(i + 1);
  return value;
}

std::optional<std::int64_t> TextCursor::integer() {
  const auto found = number();
  if (!found || found->isFloat) return std::nullopt;
  return found->integer;
}

std::optional<TextCursor::Number> TextCursor::number() {
  const Mark start = mark();
  Number result;
  const bool isNegative = rest_.starts_with('-');
  if (isNegative) rest_.remove_prefix(1);
  const std::string_view digits = peekWord();
  if (digits == "inf" || digits == "nan") {
    rest_.remove_prefix(3);
    result.isFloat = true;
    result.real = digits == "inf" ? std::numeric_limits<double>::infinity() : std::numeric_limits<double>::quiet_NaN();
    if (isNegative) result.real = -result.real;
    if (digits == "nan" && rest_.starts_with(":0x")) {
      std::uint64_t bits = 0;
      const auto [end, error] = std::from_chars(rest_.data() + 3, rest_.data() + rest_.size(), bits, 16);
      if (error != std::errc()) return std::nullopt;
      rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
      result.real = std::bit_cast<double>(bits);
    }
    return result;
  }
  if (digits.empty() || !isDigit(digits[0])) {
    reset(start);
    return std::nullopt;
  }
  const bool isHex = digits.starts_with("0x");
  if (isHex) rest_.remove_prefix(2);
  // Magnitudes up to 2^64 - 1 are taken as bits, so that unsigned values can be written as such.
  std::uint64_t magnitude = 0;
  const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), magnitude, isHex ? 16 : 10);
  const bool isFloat = !isHex && end != rest_.data() + rest_.size() && (*end == '.' || *end == 'e' || *end == 'E');
  if (!isFloat) {
    if (error != std::errc()) return std::nullopt;
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
    result.integer = static_cast<std::int64_t>(isNegative ? 0 - magnitude : magnitude);
    return result;
  }
  result.isFloat = true;
  const auto [realEnd, realError] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), result.real);
  if (realError == std::errc::invalid_argument) return std::nullopt;
  rest_.remove_prefix(static_cast<std::size_t>(realEnd - rest_.data()));
  if (isNegative) result.real = -result.real;
  return result;
}

std::optional<types::Type> TextCursor::type() {
  const Mark start = mark();
  auto found = types::parseType(rest_);
  if (!found) reset(start);
  return found;
}

Span TextCursor::place() {
  skip();
  const std::size_t offset = whole_.size() - rest_.size();
  if (offset < countedTo_) countedTo_ = lineStart_ = 0, line_ = 1;
  for (; countedTo_ < offset; ++countedTo_)
    if (whole_[countedTo_] == '\n') ++line_, lineStart_ = countedTo_ + 1;
  const auto column = static_cast<std::int32_t>(offset - lineStart_);
  return Span{line_, line_, column, column + 1};
}

Diagnostic TextCursor::fail(const std::string& what) {
  Diagnostic diagnostic;
  diagnostic.kind = DiagnosticKind::Text;
  diagnostic.span = place();
  const std::string_view line = rest_.substr(0, std::min(rest_.find('\n'), rest_.size()));
  diagnostic.message = "IR text, line " + std::to_string(diagnostic.span.line) + ": " + what +
                       (line.empty() ? std::string(" at the end") : " at \"" + std::string(line.substr(0, 40)) + "\"");
  return diagnostic;
}

}  // namespace pyrite::ir
