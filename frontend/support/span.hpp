// A place in the user's source text. Columns are 0-based byte offsets, -1 where the interpreter records none.
#pragma once

#include <cstdint>

namespace pyrite {

struct Span {
  std::int32_t line = 0;  // 1-based; 0: unknown
  std::int32_t endLine = 0;
  std::int32_t column = -1;
  std::int32_t endColumn = -1;

  friend bool operator==(const Span&, const Span&) = default;
};

}  // namespace pyrite
