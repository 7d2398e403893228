// NumPy's universal functions on scalars: the loop types and the handlers that ufuncs.def names.
#pragma once

#include "frontend/infer/scalars.hpp"

namespace pyrite::infer {

/// To which types a ufunc brings its operands, in NumPy's words the kinds of its inner loops.
enum class Loop : std::uint8_t {
  Number,         // the common dtype
  NoBool,         // the common dtype; a bool alone is refused
  BoolAsInteger,  // the common dtype, bool as int8
  Real,           // the same, complex refused
  Whole,          // bool or an integer
  Integer,        // an integer, bool as int8
  IntegerNoBool,  // an integer; a bool alone is refused
  Rounding,       // bool, integer or float
  Divide,         // float or complex, integers as float64
  Floating,       // float or complex, integers as the smallest float that holds them
  Float,          // the same, complex refused
  Double,         // float64 or complex128
  Scale,          // float with an integer
  Comparison,     // the common dtype, integers exactly
  Any,            // as they are
};

struct Ufunc {
  const char* name;
  std::size_t operands;
  Loop loop;
  Result<ValueId> (*handler)(Scalars& scalars, const Ufunc& ufunc, std::span<const ValueId> operands);
  ir::Op op;
};

#define UFUNC(name, operands, loop, handler, op) \
  Result<ValueId> handler(Scalars& scalars, const Ufunc& ufunc, std::span<const ValueId> values);
#include "frontend/infer/ufuncs.def"
#undef UFUNC

/// How many operands the ufunc of that qualified name takes; 0 when there is none.
std::size_t ufuncOperands(std::string_view name);

/// A call of a library function on values.
Result<ValueId> callLibrary(Scalars& scalars, const char* name, std::initializer_list<ValueId> values);

}  // namespace pyrite::infer
