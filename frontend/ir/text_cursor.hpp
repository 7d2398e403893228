// Reading position in IR text: words, numbers, quoted strings. Comments and white space are skipped between tokens.
#pragma once

#include <complex>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "frontend/support/result.hpp"
#include "frontend/types/type.hpp"

namespace pyrite::ir {

/// What TextCursor::string and ::number read back to the same bytes and bits.
std::string quotedText(std::string_view text);
std::string realText(double value);

class TextCursor {
 public:
  explicit TextCursor(std::string_view text) : whole_(text), rest_(text) {}

  bool atEnd();
  std::string_view rest() const { return rest_; }
  char peek();  // the next character after white space; 0 at the end
  bool accept(std::string_view token);
  /// Whether a word starts here (letters, digits, '_', '.'); `word` takes it, `peekWord` leaves it.
  std::string_view peekWord();
  std::string_view word();
  /// A plain or a quoted name; nullopt when there is none.
  std::optional<std::string> name();
  std::optional<std::string> string();
  std::optional<std::int64_t> integer();
  /// An integer, or a float: the latter is marked by '.', an exponent, inf or nan.
  struct Number {
    bool isFloat = false;
    std::int64_t integer = 0;
    double real = 0;
  };
  std::optional<Number> number();
  std::optional<types::Type> type();

  struct Mark {
    std::string_view rest;
  };
  Mark mark() {
    skip();
    return {rest_};
  }
  void reset(Mark mark) { rest_ = mark.rest; }
  /// The place of the next token.
  Span place();
  Diagnostic fail(const std::string& what);

 private:
  void skip();

  std::string_view whole_, rest_;
  std::size_t countedTo_ = 0;  // lines are counted as far as places were asked for
  std::size_t lineStart_ = 0;
  std::int32_t line_ = 1;
};

}  // namespace pyrite::ir
