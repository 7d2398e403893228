// Reads tests/bytecode/recorded.
#include "tests/cpp/bytecode/recordings.hpp"

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace pyrite::bytecode {

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> entriesOf(const fs::path& folder) {
  std::vector<fs::path> entries;
  for (const auto& entry : fs::directory_iterator(folder)) entries.push_back(entry.path());
  std::sort(entries.begin(), entries.end());
  return entries;
}

std::vector<Recording> readAll() {
  std::vector<Recording> recordings;
  for (const std::string& dialect : recordedDialects()) {
    for (const fs::path& path : entriesOf(fs::path(PYRITE_TESTS_DIR) / "bytecode/recorded" / dialect)) {
      if (path.extension() != ".pyb") continue;
      auto codes = parseRecorded(readFile(path.string()));
      if (!codes) {
        std::fprintf(stderr, "%s: %s\n", path.c_str(), codes.error().message.c_str());
        std::abort();
      }
      recordings.push_back({dialect, path.filename().string(), *std::move(codes)});
    }
  }
  return recordings;
}

}  // namespace

const CodeObject* Recording::find(const std::string& function) const {
  const auto found = std::find_if(codes.begin(), codes.end(), [&](const RecordedCode& recorded) {
    return recorded.code->name == function && recorded.code->freeVariables.empty();
  });
  return found == codes.end() ? nullptr : found->code.get();
}

const std::vector<std::string>& recordedDialects() {
  static const std::vector<std::string> dialects = [] {
    std::vector<std::string> names;
    for (const fs::path& path : entriesOf(fs::path(PYRITE_TESTS_DIR) / "bytecode/recorded"))
      names.push_back(path.filename().string());
    return names;
  }();
  return dialects;
}

const std::vector<Recording>& allRecordings() {
  static const std::vector<Recording> recordings = readAll();
  return recordings;
}

std::vector<const Recording*> recordingsOf(const std::string& dialect) {
  std::vector<const Recording*> result;
  for (const Recording& recording : allRecordings())
    if (recording.dialect == dialect) result.push_back(&recording);
  return result;
}

std::string describe(const Recording& recording, const CodeObject& code) {
  return recording.dialect + ' ' + recording.file + ' ' + code.qualname;
}

std::string readFile(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

std::string testName(std::string dialect) {
  for (char& c : dialect)
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
  return dialect;
}

}  // namespace pyrite::bytecode
