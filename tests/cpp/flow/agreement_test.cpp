// What nine interpreters made of one source says the same as generic IR: block-setup opcodes and exception tables, stack
// rotations and swaps, every form of call.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "frontend/flow/flow.hpp"
#include "tests/cpp/bytecode/recordings.hpp"
#include "tests/cpp/flow/paths.hpp"

namespace pyrite::flow {
namespace {

using bytecode::CodeObject;

constexpr int kBranches = 5;

struct Forms {
  std::map<std::set<std::string>, std::string> dialects;  // by the ways, those that have them
};

/// By "file function", and "file function 2" for the second of that name, the different forms that functions of the corpus
/// have. Functions without a name of their own are made or not by an interpreter as it likes.
std::map<std::string, Forms> formsOfFunctions() {
  std::map<std::string, Forms> forms;
  for (const bytecode::Recording& recording : bytecode::allRecordings()) {
    std::map<std::string, int> counts;
    for (const bytecode::RecordedCode& recorded : recording.codes) {
      const CodeObject& code = *recorded.code;
      if (code.name.starts_with("<")) continue;
      std::string key = recording.file.substr(0, recording.file.find('.')) + ' ' + code.name;
      if (const int count = ++counts[key]; count > 1) key += ' ' + std::to_string(count);
      const auto function = buildGeneric(code);
      if (function.ok()) forms[key].dialects[pathsOf(code, *function, kBranches)] += ' ' + recording.dialect;
    }
  }
  return forms;
}

/// The first way that one has and the other has not.
std::string difference(const std::set<std::string>& one, const std::set<std::string>& other) {
  for (const std::string& path : one)
    if (!other.contains(path)) return path;
  return "(none)\n";
}

/// Where the interpreters' compilers do different things.
const std::set<std::string> kKnownDifferences{
    // A comprehension is a function of its own or, from CPython 3.12 on, part of the one around it.
    "closures captured_parameter",
    "containers comprehension_over_cell",
    "containers comprehension_over_local",
    "containers dict_comprehension",
    "containers functions_of_comprehension",
    "containers list_comprehension",
    "containers nested_comprehension",
    "containers set_comprehension",
    // CPython 3.15 hands a generator expression what it iterates over, the others its iterator; from 3.14 on any, all and
    // tuple of one are loops where these names are the builtins.
    "containers quantifiers",
    "containers sum_of_generator",
    "generators expression",
    // PyPy builds lists, sets and tuples of constants item by item, passes **kwargs on uncopied, makes dicts of annotations.
    "calls double_star",
    "calls star_method",
    "closures annotated",
    "containers large",
    "containers lists",
    "containers sets",
    "tuples joined",
    // What a class pattern gives is unpacked, or read item by item.
    "match_statements classes",
    // super() is one opcode from CPython 3.12 on, which is refused.
    "calls value 2",
    // What type parameters and aliases are evaluated by has a parameter from CPython 3.14 on.
    "type_defaults T",
    "type_parameters Alias",
    "type_parameters Alias 2",
    "type_parameters T",
};

TEST(Interpreters, AgreeAboutEveryFunction) {
  std::set<std::string> different;
  std::string report;
  for (const auto& [function, forms] : formsOfFunctions()) {
    if (forms.dialects.size() == 1) continue;
    different.insert(function);
    if (kKnownDifferences.contains(function)) continue;
    const auto& first = *forms.dialects.begin();
    for (const auto& [paths, dialects] : forms.dialects)
      report += "\n== " + function + " of" + dialects + "\n" +
                difference(paths, paths == first.first ? forms.dialects.rbegin()->first : first.first);
  }
  EXPECT_EQ(different, kKnownDifferences) << report;
}

/// Most of the corpus, so that the test above says something.
TEST(Interpreters, HaveMostFunctionsInCommon) {
  std::size_t everywhere = 0, ways = 0;
  for (const auto& [function, forms] : formsOfFunctions()) {
    if (forms.dialects.size() != 1) continue;
    const auto& [paths, dialects] = *forms.dialects.begin();
    ways += paths.size();
    everywhere += std::ranges::count(dialects, ' ') == std::ssize(bytecode::recordedDialects()) ? 1u : 0u;
  }
  EXPECT_GT(everywhere, 120u);
  EXPECT_GT(ways, 1000u);
}

/// What a handler does is part of the ways.
TEST(Interpreters, AgreeAboutWhatAHandlerCatches) {
  const auto all = formsOfFunctions();
  const auto& forms = all.at("exceptions caught_in_loop").dialects;
  ASSERT_EQ(forms.size(), 1u);
  std::size_t caught = 0;
  for (const std::string& path : forms.begin()->first)
    caught += path.find("match(exception of #") != std::string::npos ? 1u : 0u;
  EXPECT_GT(caught, 10u);
}

}  // namespace
}  // namespace pyrite::flow
