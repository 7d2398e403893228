// Loops over items that differ in type, which have a copy of the body for each item.
#pragma once

#include "frontend/flow/blocks.hpp"
#include "frontend/flow/flow.hpp"

namespace pyrite::flow {

/// Copies the body of the loop, and whatever is reached through the body alone, for each item. The blocks that there were keep
/// their numbers, so that loops inside of the copies can be unrolled in turn. False when the copies would be too many.
bool unrollLoop(CodeBlocks& code, const UnrolledLoop& loop);

}  // namespace pyrite::flow
