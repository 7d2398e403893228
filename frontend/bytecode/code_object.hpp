// A code object as plain data: all that the frontend ever sees of a Python function's body.
// The bridge fills it from a live function, the reader of recorded bytecode (.pyb) from text.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "frontend/support/span.hpp"

namespace pyrite::bytecode {

/// Which interpreter produced the code: decides the dialect, together with nothing else.
struct Interpreter {
  std::string implementation;            // "cpython" or "pypy" (sys.implementation.name)
  int major = 0, minor = 0;              // of the implementation's own version: 3.12 for CPython, 7.3 for PyPy
  int micro = 0;                         // PyPy 7.3.11 and 7.3.19 differ
  int pythonMajor = 3, pythonMinor = 0;  // the language version it claims
};

struct CodeObject;

struct NoneConstant {
  friend bool operator==(NoneConstant, NoneConstant) = default;
};
struct EllipsisConstant {
  friend bool operator==(EllipsisConstant, EllipsisConstant) = default;
};
/// An integer constant; `digits` (decimal) holds it when it exceeds 64 bits.
struct IntConstant {
  std::int64_t value = 0;
  bool isUnsigned = false;  // value is the bit pattern of a uint64
  std::string digits;       // non-empty: out of the range of both
};
struct ComplexConstant {
  double real = 0, imag = 0;
};
struct BytesConstant {
  std::string bytes;
};
struct Constant;
struct TupleConstant {
  std::vector<Constant> items;
  bool isFrozenSet = false;
};
/// slice(a, b, c) of constants (3.14 puts them into co_consts): exactly three items.
struct SliceConstant {
  std::vector<Constant> items;
};
struct Constant {
  std::variant<NoneConstant, EllipsisConstant, bool, IntConstant, double, ComplexConstant, std::string, BytesConstant,
               TupleConstant, SliceConstant, std::shared_ptr<const CodeObject>>
      value;
};

/// Position of one instruction unit as the interpreter records it (co_positions, or lines alone).
struct CodeObject {
  Interpreter interpreter;
  std::string name, qualname, file;
  std::int32_t firstLine = 0;
  std::int32_t argumentCount = 0, positionalOnlyCount = 0, keywordOnlyCount = 0;
  bool hasVarArgs = false, hasVarKeywords = false, isGenerator = false, isCoroutine = false;
  std::int32_t stackSize = 0;
  std::string code;            // co_code, as bytes
  std::string exceptionTable;  // co_exceptiontable, as bytes; empty where there is none
  std::vector<Constant> constants;
  std::vector<std::string> names;
  std::vector<std::string> variables;      // co_varnames
  std::vector<std::string> cellVariables;  // co_cellvars
  std::vector<std::string> freeVariables;  // co_freevars
  std::vector<Span> spans;                 // one for each two-byte code unit
};

}  // namespace pyrite::bytecode
