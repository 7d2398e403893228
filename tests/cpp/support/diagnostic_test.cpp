// How refusals look.
#include "frontend/support/diagnostic.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pyrite {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

Diagnostic refusal() {
  Diagnostic diagnostic;
  diagnostic.kind = DiagnosticKind::Typing;
  diagnostic.message = "cannot add array(float64, 1d, C) and str";
  diagnostic.file = "stats.py";
  diagnostic.function = "normalise";
  diagnostic.span = {5, 5, 11, 26};
  return diagnostic;
}

TEST(Diagnostic, NamesTheClassOfItsKind) {
  EXPECT_STREQ(exceptionClassName(DiagnosticKind::Typing), "TypingError");
  EXPECT_STREQ(exceptionClassName(DiagnosticKind::Undefined), "TypingError");
  EXPECT_STREQ(exceptionClassName(DiagnosticKind::Internal), "InternalError");
  EXPECT_STREQ(exceptionClassName(DiagnosticKind::Text), "ValueError");
}

TEST(Diagnostic, BeginsWithTheWholeStory) {
  EXPECT_THAT(refusal().renderWith(""), StartsWith("cannot add array(float64, 1d, C) and str"));
}

TEST(Diagnostic, SaysWhereItHappened) {
  const std::string text = refusal().renderWith("    return (a - m) + label");
  EXPECT_THAT(text, HasSubstr("stats.py:5"));
  EXPECT_THAT(text, HasSubstr("normalise"));
  EXPECT_THAT(text, HasSubstr("return (a - m) + label"));
}

TEST(Diagnostic, MarksItsPlaceBelowTheLine) {
  EXPECT_THAT(refusal().renderWith("    return (a - m) + label"), HasSubstr("^^^"));
}

TEST(Diagnostic, AsksForTheLineItStandsIn) {
  int asked = 0;
  refusal().render([&](int line) {
    asked = line;
    return "";
  });
  EXPECT_EQ(asked, 5);
}

TEST(Diagnostic, AsksForNoLineWhereItKnowsNone) {
  Diagnostic diagnostic;
  diagnostic.message = "no";
  EXPECT_EQ(diagnostic.render([](int) { return "never asked for"; }), diagnostic.renderWith(""));
}

TEST(Diagnostic, AddsNotesAndHelp) {
  Diagnostic diagnostic = refusal();
  diagnostic.notes = {"array + array: 2nd operand is str"};
  diagnostic.help = "'+' on arrays takes another array or a number";
  const std::string text = diagnostic.renderWith("");
  EXPECT_THAT(text, HasSubstr("array + array: 2nd operand is str"));
  EXPECT_THAT(text, HasSubstr("help: '+' on arrays takes another array or a number"));
}

}  // namespace
}  // namespace pyrite
