// IR text as modules that are ready to be compiled.
#pragma once

#include <gtest/gtest.h>

#include "frontend/ir/text.hpp"
#include "frontend/ir/verifier.hpp"
#include "frontend/passes/passes.hpp"

namespace pyrite::cpu {

inline ir::Module prepared(std::string_view text) {
  auto module = ir::parse(text);
  if (!module.ok()) {
    ADD_FAILURE() << module.error().message;
    return {};
  }
  const Status status = passes::runStandardPasses(*module);
  EXPECT_TRUE(status.ok());
  EXPECT_TRUE(ir::verify(*module, ir::Level::Typed).ok());
  return *std::move(module);
}

inline constexpr const char* kSum = R"(
  func @sum(%a: i64, %b: i64) -> i64 noraise {
  entry:
    %0 = add i64 %a, %b
    return %0
  })";

}  // namespace pyrite::cpu
