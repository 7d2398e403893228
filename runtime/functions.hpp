// Prototypes of functions.def, and their addresses by name.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

extern "C" {
#define RUNTIME_FN(Result, name, Arguments, Effects) Result name Arguments;
#include "runtime/functions.def"
#undef RUNTIME_FN
}

namespace pyrite::runtime {

struct Symbol {
  const char* name;
  void* address;
};

/// The runtime's own functions. Addresses are taken here, in C++: nothing is looked up by name in the process.
std::span<const Symbol> runtimeSymbols();

/// libm's functions that lowered code may call, under their C names.
std::span<const Symbol> mathSymbols();

}  // namespace pyrite::runtime
