// IR text as a module, for tests.
#pragma once

#include <gtest/gtest.h>

#include "frontend/ir/text.hpp"

namespace pyrite::ir {

inline Module parsed(std::string_view text) {
  auto module = parse(text);
  if (module.ok()) return *std::move(module);
  ADD_FAILURE() << module.error().message;
  return {};
}

}  // namespace pyrite::ir
