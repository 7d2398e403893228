// Values in the memory frames of compiled code, by a target's layout.
#pragma once

#include <functional>

#include "frontend/ir/run_values.hpp"
#include "targets/target.hpp"

namespace pyrite::file_test {

/// The memory of an array argument, and where in the frame its address belongs.
struct Block {
  std::string bytes;
  std::int64_t addressAt = 0;
  std::int64_t offset = 0;  // of the address within the block
};

/// Writes the value at `offset`. Addresses of arrays are left out and listed instead.
void encode(const targets::Target& target, types::Type type, const ir::RunValue& value, std::string& frame, std::int64_t offset,
            std::vector<Block>& blocks);

/// Reads what stands at `offset`. `readElements(offset)` gives an array's elements in C order as bytes.
ir::RunValue decode(const targets::Target& target, types::Type type, const std::string& frame, std::int64_t offset,
                    const std::function<std::string(types::Type, std::int64_t)>& readElements);

/// Calls visit(type, offset) for each array within a value of the type, in the order in which decode asks for them.
void forEachArray(const targets::Target& target, types::Type type, std::int64_t offset,
                  const std::function<void(types::Type, std::int64_t)>& visit);

/// The same values over memory of their own, so that what one run writes no other sees.
std::vector<ir::RunValue> withOwnMemory(const std::vector<ir::RunValue>& values);

std::int64_t readInteger(const std::string& frame, std::int64_t offset);

}  // namespace pyrite::file_test
