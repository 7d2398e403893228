// Random choices that are the same on every machine, and random numbers near the places where operations differ.
#pragma once

#include <random>

#include "frontend/ir/run_values.hpp"

namespace pyrite::differential {

class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}

  std::size_t below(std::size_t limit) { return static_cast<std::size_t>(engine_() % limit); }
  bool chance(std::size_t percent) { return below(100) < percent; }
  template <class List>
  auto pick(const List& list) {
    return list[below(std::size(list))];
  }
  std::uint64_t bits() { return engine_(); }

 private:
  std::mt19937_64 engine_;
};

ir::RunValue randomNumber(Random& random, types::Type type);
/// A value of any type that compiled code can be called with: numbers, tuples, arrays of one or three items.
ir::RunValue randomValue(Random& random, types::Type type);
/// The number as the attribute of a constant.
ir::Attribute constantOf(types::Type type, const ir::RunValue& value);

}  // namespace pyrite::differential
