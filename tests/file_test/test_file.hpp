// One .pir file: what it tests, the IR, and what is expected.
#pragma once

#include <string>
#include <vector>

#include "frontend/ir/run_values.hpp"

namespace pyrite::file_test {

/// "; @f(1, 2.5) == 3.5", "; @f(1.0) ~= 2.718281828459045", "; @f(1, 0) raises ZeroDivisionError", or, where the evaluator is
/// the oracle, "; @f(1.5) agrees", "; @f(1.5) nearly agrees"; "; @f agrees everywhere" stands for the calls with every
/// combination of the parameter types' edge values.
struct RunLine {
  int line = 0;
  std::string text;
  ir::FunctionId function;
  std::vector<ir::RunValue> arguments;
  bool agrees = false;    // what the evaluator says is expected
  std::string exception;  // not empty: that is expected
  ir::RunValue expected;
  double tolerance = 0;
};

struct TestFile {
  std::string path, text;
  std::vector<std::string> words;            // of the `test` line: "run evaluator cpu aarch64", "fold dce", "verify", "print"
  std::string source;                        // the IR
  std::size_t expectAt = std::string::npos;  // where the text after `expect:` begins
  ir::Module module;
  std::vector<RunLine> runs;

  std::string expected() const { return expectAt == std::string::npos ? "" : text.substr(expectAt); }
};

/// Reads the file and, where the test needs a module, parses it.
Result<TestFile> readTestFile(const std::string& path);

}  // namespace pyrite::file_test
