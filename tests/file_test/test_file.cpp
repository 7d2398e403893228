// Reads .pir files.
#include "tests/file_test/test_file.hpp"

#include <algorithm>
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

Result<RunLine> readRunLine(const TestFile& file, int number, std::string_view text) {
  RunLine run;
  run.line = number;
  run.text = text;
  accept(text, "@");
  const std::size_t open = text.find('(');
  if (open == std::string_view::npos) return wrong(file.path, number, "expected '(' after the function's name");
  const std::string name(text.substr(0, open));
  text.remove_prefix(open + 1);
  const auto& functions = file.module.functions;
  const auto found = std::find_if(functions.begin(), functions.end(), [&](const ir::Function& f) { return f.name == name; });
  if (found == functions.end()) return wrong(file.path, number, "there is no function @" + name);
  run.function = ir::FunctionId(static_cast<std::size_t>(found - functions.begin()));
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
    return run;
  }
  const bool isExact = accept(text, "==");
  if (!isExact && !accept(text, "~=")) return wrong(file.path, number, "expected '==', '~=' or 'raises'");
  run.tolerance = isExact ? 0 : found->result->bits == 32 ? 1e-6 : found->result->bits == 16 ? 2e-3 : 1e-14;
  PYRITE_TRY(run.expected, ir::parseValue(found->result, text));
  return run;
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
    PYRITE_TRY(RunLine run, readRunLine(file, number, text));
    file.runs.push_back(std::move(run));
  }
  if (file.words[0] == "run" && file.runs.empty()) return wrong(path, 1, "there is no line '; @f(…) == …'");
  return file;
}

}  // namespace pyrite::file_test
