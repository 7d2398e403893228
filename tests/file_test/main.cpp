// pyrite_file_test PATH… [--bless]: runs .pir files. What the first word of the file's `test` line says is done:
//
//   test run evaluator cpu aarch64    each line '; @f(1, 2) == 3' holds in each of these places
//   test fuse dce                     these passes give the text after 'expect:'; --bless writes it anew
//   test print                        the module prints as the text after 'expect:'
//   test verify                       the verifier complains of each function as the text after 'expect:' says
//   test parse                        the text does not parse, with the complaint after 'expect:'
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "frontend/ir/text.hpp"
#include "frontend/ir/verifier.hpp"
#include "frontend/passes/passes.hpp"
#include "tests/file_test/execute.hpp"

namespace pyrite::file_test {
namespace {

struct Place {
  const char* name;
  Result<std::vector<Observed>> (*run)(const TestFile&);
};
constexpr Place kPlaces[] = {{"evaluator", runEvaluator}, {"cpu", runHost}, {"aarch64", runAArch64}};

/// What is wrong, a line each; nothing when the file holds.
std::vector<std::string> checkRuns(const TestFile& file) {
  if (Status status = ir::verify(file.module, ir::Level::Typed); !status.ok())
    return {file.path + ": " + status.error().message};
  std::vector<std::string> complaints;
  std::vector<Observed> oracle;
  if (std::any_of(file.runs.begin(), file.runs.end(), [](const RunLine& run) { return run.agrees; })) {
    auto said = runEvaluator(file);
    if (!said.ok()) return {file.path + ": evaluator: " + said.error().message};
    oracle = *std::move(said);
  }
  for (std::size_t word = 1; word < file.words.size(); ++word) {
    const auto* place =
        std::find_if(std::begin(kPlaces), std::end(kPlaces), [&](const Place& p) { return p.name == file.words[word]; });
    if (place == std::end(kPlaces)) {
      complaints.push_back(file.path + ": nothing is called '" + file.words[word] + "'");
      continue;
    }
    if (file.words[word] == "aarch64" && !whyNoAArch64().empty()) {
      std::cout << file.path << ": aarch64 is left out: " << whyNoAArch64() << "\n";
      continue;
    }
    auto observed = place->run(file);
    if (!observed.ok()) {
      complaints.push_back(file.path + ": " + place->name + ": " + observed.error().message);
      continue;
    }
    for (std::size_t i = 0; i < file.runs.size(); ++i) {
      const RunLine& run = file.runs[i];
      const Observed& did = (*observed)[i];
      const types::Type type = file.module[run.function].result;
      const std::string& exception = run.agrees ? oracle[i].exception : run.exception;
      const ir::RunValue& expected = run.agrees ? oracle[i].value : run.expected;
      const bool holds =
          did.exception == exception && (!exception.empty() || ir::sameValue(type, did.value, expected, run.tolerance));
      if (holds) continue;
      complaints.push_back(file.path + ":" + std::to_string(run.line) + ": " + place->name + ": " + run.text + ", but it " +
                           (did.exception.empty() ? "is " + ir::spell(type, did.value) : "raises " + did.exception) +
                           (run.agrees ? " instead of " + (exception.empty() ? ir::spell(type, expected) : exception) : ""));
      if (complaints.size() > 20) return complaints;
    }
  }
  return complaints;
}

/// The text that the file says it expects.
std::string producedText(const TestFile& file) {
  if (file.words[0] == "parse") {
    const auto module = ir::parse(file.source, ir::Spans::OfTheText);
    return module.ok() ? "nothing is wrong\n" : module.error().message + "\n";
  }
  if (file.words[0] == "verify") {
    std::string complaints;
    for (const ir::Function& function : file.module.functions) {
      const Status status = ir::verify(function, &file.module, ir::Level::Typed);
      complaints += (status.ok() ? "nothing is wrong in @" + function.name : status.error().message) + "\n";
    }
    return complaints;
  }
  ir::Module module = file.module;
  for (const std::string& word : file.words) {
    if (word == "print") continue;
    if (Status status = passes::runPass(word, module); !status.ok()) return status.error().message + "\n";
    if (Status status = ir::verify(module, ir::Level::Typed); !status.ok()) return status.error().message + "\n";
  }
  return ir::print(module);
}

std::string trimmed(std::string text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
  return text;
}

std::vector<std::string> check(const TestFile& file, bool blesses) {
  if (file.words[0] == "run") return checkRuns(file);
  const std::string produced = producedText(file);
  if (trimmed(produced) == trimmed(file.expected())) return {};
  if (blesses) {
    const std::string kept =
        file.expectAt == std::string::npos ? trimmed(file.text) + "\n\nexpect:\n" : file.text.substr(0, file.expectAt);
    std::ofstream(file.path) << kept << trimmed(produced) << "\n";
    std::cout << file.path << ": written\n";
    return {};
  }
  return {file.path + ": instead of what is expected, this comes out (--bless writes it):\n" + produced};
}

std::vector<std::string> filesIn(const std::string& path) {
  if (!std::filesystem::is_directory(path)) return {path};
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(path))
    if (entry.path().extension() == ".pir") files.push_back(entry.path().string());
  std::sort(files.begin(), files.end());
  return files;
}

int run(std::vector<std::string> arguments) {
  const bool blesses = std::erase(arguments, "--bless") > 0;
  int count = 0, failed = 0;
  for (const std::string& argument : arguments) {
    for (const std::string& path : filesIn(argument)) {
      ++count;
      const auto file = readTestFile(path);
      const std::vector<std::string> complaints = file.ok() ? check(*file, blesses) : std::vector{file.error().message};
      for (const std::string& complaint : complaints) std::cout << complaint << "\n";
      failed += complaints.empty() ? 0 : 1;
    }
  }
  std::cout << count - failed << " of " << count << " files hold\n";
  return failed == 0 && count > 0 ? 0 : 1;
}

}  // namespace
}  // namespace pyrite::file_test

int main(int count, char** values) {
  std::vector<std::string> arguments(values + 1, values + count);
  return pyrite::file_test::run(arguments);
}
