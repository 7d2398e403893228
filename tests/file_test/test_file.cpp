// Reads .pir files.
#include "tests/file_test/test_file.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>

#include "frontend/ir/text.hpp"

namespace pyrite::file_test {
namespace {

Diagnostic wrong(const std::string& path, int line, const std::string& what) {
  Diagnostic diagnostic;
  diagnostic.kind = DiagnosticKind::Text;
  diagnostic.file = path;
  diagnostic.span.line = diagnostic.span.endLine = line;
  diagnostic.message = path + ":" + std::to_string(line) + ": " + what;
  return diagnostic;
}

void skipSpace(std::string_view& text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
}

bool accept(std::string_view& text, std::string_view token) {
  skipSpace(text);
  if (!text.starts_with(token)) return false;
  text.remove_prefix(token.size());
  return true;
}

/// Values at which operations are most likely to differ.
std::vector<ir::RunValue> edgeValues(types::Type type) {
  std::vector<ir::RunValue> values;
  if (type->isBool()) return {ir::runBool(false), ir::runBool(true)};
  if (type->isInteger()) {
    const std::uint64_t least = type->isSigned ? std::uint64_t{1} << (type->bits - 1) : 0;
    const std::uint64_t greatest = least - 1;  // of unsigned types: all bits
    for (std::uint64_t bits : {std::uint64_t{0}, std::uint64_t{1}, ~std::uint64_t{0}, std::uint64_t{2}, ~std::uint64_t{1},
                               std::uint64_t{3}, std::uint64_t{7}, ~std::uint64_t{6}, std::uint64_t{31}, std::uint64_t{63},
                               least, least + 1, greatest, greatest - 1, std::uint64_t{100}, std::uint64_t{0x123456789abcdef}})
      values.push_back(ir::runInt(type, bits));
    return values;
  }
  constexpr double kReals[] = {0.0,
                               -0.0,
                               1.0,
                               -1.0,
                               0.5,
                               -0.5,
                               1.5,
                               2.5,
                               -2.5,
                               3.7,
                               -7.25,
                               1e-310,
                               6e-8,
                               65504.0,
                               1e10,
                               -1e300,
                               1.7976931348623157e308,
                               9007199254740993.0,
                               9.2233720368547758e18,
                               HUGE_VAL,
                               -HUGE_VAL};
  if (type->isFloat()) {
    for (double value : kReals) values.push_back(ir::runFloat(type, value));
    values.push_back(ir::runFloat(type, std::nan("")));
  } else if (type->isComplex()) {
    for (double real : {0.0, -0.0, 1.0, -2.5, 1e10, HUGE_VAL})
      for (double imaginary : {0.0, -0.0, 0.5, -3.0}) values.push_back(ir::runComplex(type, {real, imaginary}));
  }
  return values;
}

/// One line for each combination of edge values.
Status addEverywhere(TestFile& file, const RunLine& pattern) {
  const ir::Function& function = file.module[pattern.function];
  std::vector<std::vector<ir::RunValue>> choices;
  std::size_t count = 1;
  for (ir::ValueId parameter : function.blocks[0].parameters) {
    choices.push_back(edgeValues(function[parameter].type));
    count *= choices.back().size();
  }
  if (count == 0 || count > 20000) return wrong(file.path, pattern.line, "its parameters have no edge values, or too many");
  for (std::size_t number = 0; number < count; ++number) {
    RunLine run = pattern;
    std::size_t rest = number;
    for (const auto& values : choices) {
      run.arguments.push_back(values[rest % values.size()]);
      rest /= values.size();
    }
    std::string text = "@" + function.name + "(";
    for (std::size_t i = 0; i < run.arguments.size(); ++i)
      text += (i > 0 ? ", " : "") + ir::spell(function[function.blocks[0].parameters[i]].type, run.arguments[i]);
    run.text = text + ") agrees";
    file.runs.push_back(std::move(run));
  }
  return success();
}

Status addRunLine(TestFile& file, int number, std::string_view text) {
  RunLine run;
  run.line = number;
  run.text = text;
  accept(text, "@");
  const std::size_t open = text.find_first_of("( ");
  if (open == std::string_view::npos) return wrong(file.path, number, "expected '(' after the function's name");
  const std::string name(text.substr(0, open));
  const bool isCall = text[open] == '(';
  text.remove_prefix(open + 1);
  const auto& functions = file.module.functions;
  const auto found = std::find_if(functions.begin(), functions.end(), [&](const ir::Function& f) { return f.name == name; });
  if (found == functions.end()) return wrong(file.path, number, "there is no function @" + name);
  run.function = ir::FunctionId(static_cast<std::size_t>(found - functions.begin()));
  const double nearness = found->result->bits == 32 ? 1e-6 : found->result->bits == 16 ? 2e-3 : 1e-14;
  if (!isCall) {
    run.agrees = true;
    run.tolerance = accept(text, "nearly") ? nearness : 0;
    if (!accept(text, "agrees everywhere")) return wrong(file.path, number, "expected '(' or 'agrees everywhere'");
    return addEverywhere(file, run);
  }
  for (ir::ValueId parameter : found->blocks[0].parameters) {
    if (!run.arguments.empty() && !accept(text, ",")) return wrong(file.path, number, "expected ','");
    PYRITE_TRY(ir::RunValue argument, ir::parseValue((*found)[parameter].type, text));
    run.arguments.push_back(std::move(argument));
  }
  if (!accept(text, ")")) return wrong(file.path, number, "expected ')'");
  if (accept(text, "raises")) {
    skipSpace(text);
    run.exception = text;
    while (!run.exception.empty() && run.exception.back() == ' ') run.exception.pop_back();
    file.runs.push_back(std::move(run));
    return success();
  }
  const bool isNearly = accept(text, "nearly");
  if (accept(text, "agrees")) {
    run.agrees = true;
    run.tolerance = isNearly ? nearness : 0;
    file.runs.push_back(std::move(run));
    return success();
  }
  const bool isExact = accept(text, "==");
  if (!isExact && !accept(text, "~=")) return wrong(file.path, number, "expected '==', '~=' or 'raises'");
  run.tolerance = isExact ? 0 : nearness;
  PYRITE_TRY(run.expected, ir::parseValue(found->result, text));
  file.runs.push_back(std::move(run));
  return success();
}

}  // namespace

Result<TestFile> readTestFile(const std::string& path) {
  TestFile file;
  file.path = path;
  std::ifstream stream(path);
  if (!stream) return wrong(path, 0, "the file cannot be read");
  std::stringstream all;
  all << stream.rdbuf();
  file.text = all.str();

  std::vector<std::pair<int, std::string>> runs;
  std::size_t at = 0;
  for (int number = 1; at < file.text.size(); ++number) {
    const std::size_t end = std::min(file.text.find('\n', at), file.text.size());
    const std::string line = file.text.substr(at, end - at);
    at = end + 1;
    if (line == "expect:") {
      file.expectAt = std::min(at, file.text.size());
      break;
    }
    if (line.starts_with("test ") && file.words.empty()) {
      std::istringstream words(line.substr(5));
      for (std::string word; words >> word;) file.words.push_back(word);
      file.source += "\n";
      continue;
    }
    if (line.starts_with("; @")) runs.emplace_back(number, line.substr(2));
    file.source += line + "\n";
  }
  if (file.words.empty()) return wrong(path, 1, "there is no line 'test …' that says what is tested");
  if (file.words[0] == "parse") return file;  // what is tested is that it does not parse
  auto module = ir::parse(file.source, ir::Spans::OfTheText);
  if (!module.ok()) return wrong(path, module.error().span.line, module.error().message);
  file.module = *std::move(module);
  for (const auto& [number, text] : runs) {
    PYRITE_TRY_STATUS(addRunLine(file, number, text));
  }
  if (file.words[0] == "run" && file.runs.empty()) return wrong(path, 1, "there is no line '; @f(…) == …'");
  return file;
}

}  // namespace pyrite::file_test
