// Building of counted loops.
#pragma once

#include <functional>

#include "frontend/ir/builder.hpp"

namespace pyrite::ir {

/// Emits `for index in [0, count)`: body(index). The builder stands in the block after the loop when this returns.
void countedLoop(Builder& builder, ValueId count, const std::function<void(ValueId index)>& body);

}  // namespace pyrite::ir
