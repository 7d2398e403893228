// Where run lines are executed.
#pragma once

#include "tests/file_test/test_file.hpp"

namespace pyrite::file_test {

/// What a call did.
struct Observed {
  ir::RunValue value;
  std::string exception;  // its class, when it raised
};

/// Each answers with one Observed for each run line, or says why it cannot.
Result<std::vector<Observed>> runEvaluator(const TestFile& file);
Result<std::vector<Observed>> runHost(const TestFile& file);
Result<std::vector<Observed>> runAArch64(const TestFile& file);

/// Empty, or why this machine cannot run code for AArch64.
std::string whyNoAArch64();

/// A module that is ready to be lowered, with `entry` as its first function.
Result<ir::Module> preparedModule(const ir::Module& module, ir::FunctionId entry);
/// The exception's class behind a status of compiled code.
std::string exceptionOf(const ir::Module& module, std::int32_t status);

}  // namespace pyrite::file_test
