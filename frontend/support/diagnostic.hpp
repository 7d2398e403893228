// A refusal as data: one sentence, the guilty places with their types, the candidates that were rejected, a hint.
// It is rendered once, at the edge; nothing in the compiler throws.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "frontend/support/span.hpp"

namespace pyrite {

enum class DiagnosticKind {
#define DIAGNOSTIC(Kind, Class, Meaning) Kind,
#include "frontend/support/diagnostics.def"
#undef DIAGNOSTIC
};

/// Name of the Python exception class that reports this kind.
const char* exceptionClassName(DiagnosticKind kind);

struct Label {
  Span span;
  std::string text;  // usually the type of the operand at that place
};

struct Diagnostic {
  DiagnosticKind kind = DiagnosticKind::Internal;
  std::string message;  // the whole story in one line
  Span span;            // the guilty operation
  std::string file;     // filled in by whoever knows the function
  std::string function;
  std::vector<Label> labels;
  std::vector<std::string> notes;  // nearest candidates: "array + array: 2nd operand is str"
  std::string help;

  /// The text shown to people. `sourceLine(n)` gives the text of line n of `file`, or "" when unknown.
  template <class SourceLine>
  std::string render(SourceLine&& sourceLine) const {
    return renderWith(span.line > 0 ? std::string(sourceLine(span.line)) : std::string());
  }
  std::string renderWith(const std::string& sourceText) const;
};

}  // namespace pyrite
