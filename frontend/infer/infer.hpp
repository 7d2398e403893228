// Specialises a Python function for argument types: generic IR in, a verified typed module out.
#pragma once

#include "frontend/infer/world.hpp"
#include "frontend/ir/module.hpp"
#include "frontend/support/result.hpp"

namespace pyrite::infer {

struct Request {
  ObjectId function;
  std::vector<Type> arguments;  // one for each parameter of the code object (an *args parameter is one tuple)
  Type result = nullptr;        // declared by an explicit signature; the function's result is converted to it
  FunctionOptions options;
};

/// A dispatcher that compiled code calls, and the types it was compiled for there.
struct CalledFunction {
  ObjectId function;
  std::vector<Type> arguments;
  Type result = nullptr;
};

/// functions[0] of the module is the specialisation; what it calls follows. Diagnostics carry file, function and span.
Result<ir::Module> specialize(World& world, const Request& request, std::vector<CalledFunction>* called = nullptr);

}  // namespace pyrite::infer
