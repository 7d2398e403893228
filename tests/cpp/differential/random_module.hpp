// Modules of random, valid IR that always ends: what it computes is decided by the seed alone.
#pragma once

#include "tests/cpp/differential/random_numbers.hpp"

namespace pyrite::differential {

/// What a module is made of, beside arithmetic, tuples, branches, loops and calls.
struct Ingredients {
  bool errors = false;   // raised, caught, raised again
  bool arrays = false;   // allocated, stored into, mapped; of one or three items
  bool objects = false;  // lists and boxes
};

/// The entry is the first function; it takes numbers, tuples and, with arrays, arrays.
ir::Module randomModule(std::uint64_t seed, const Ingredients& ingredients);

}  // namespace pyrite::differential
