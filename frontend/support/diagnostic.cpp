// Rendering of diagnostics: message, place, source line with marks, notes, help.
#include "frontend/support/diagnostic.hpp"

#include <algorithm>

namespace pyrite {

const char* exceptionClassName(DiagnosticKind kind) {
  switch (kind) {
#define DIAGNOSTIC(Kind, Class, Meaning) \
  case DiagnosticKind::Kind:             \
    return Class;
#include "frontend/support/diagnostics.def"
#undef DIAGNOSTIC
  }
  return "InternalError";
}

namespace {

/// One line of carets under the columns [begin, end), followed by text.
std::string markLine(const std::string& gutter, const Span& span, char mark, const std::string& text) {
  const auto begin = static_cast<std::size_t>(std::max(0, span.column));
  const auto end = static_cast<std::size_t>(std::max(span.endColumn, span.column + 1));
  std::string line = gutter + "| " + std::string(begin, ' ') + std::string(end - begin, mark);
  if (!text.empty()) line += " " + text;
  return line + "\n";
}

}  // namespace

std::string Diagnostic::renderWith(const std::string& sourceText) const {
  std::string out = message + "\n";
  if (!file.empty() || !function.empty()) {
    out += "  --> " + file;
    if (span.line > 0) out += ":" + std::to_string(span.line);
    if (!function.empty()) out += ", in " + function;
    out += "\n";
  }
  if (!sourceText.empty()) {
    const std::string number = std::to_string(span.line) + " ";
    const std::string gutter(number.size(), ' ');
    out += gutter + "|\n" + number + "| " + sourceText + "\n";
    if (span.column >= 0 && span.endLine == span.line && labels.empty()) out += markLine(gutter, span, '^', "");
    for (const Label& label : labels)
      if (label.span.line == span.line && label.span.column >= 0) out += markLine(gutter, label.span, '^', label.text);
  }
  for (const std::string& note : notes) out += "  = " + note + "\n";
  if (!help.empty()) out += "  help: " + help + "\n";
  if (!out.empty() && out.back() == '\n') out.pop_back();
  return out;
}

}  // namespace pyrite
