// A dialect: one interpreter version's opcodes as rows, and the few traits that are not rows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "frontend/bytecode/instruction.hpp"

namespace pyrite::bytecode {

/// How an opcode's argument becomes the operand of its meaning.
enum class Form : std::uint8_t {
  None,      // ignored
  Raw,       // as it is
  Fixed,     // the row says it
  LowBit,    // its lowest bit
  Cache,     // inline cache: nothing is emitted
  Extend,    // EXTENDED_ARG
  Local,     // a local variable (an index over locals and cells from CPython 3.11 on)
  Cell,      // a cell, likewise
  LoadLoad,  // two locals in four bits each, both loaded
  StoreLoad,
  StoreStore,
  NameAndNull,      // name << 1 | also push NULL
  NameAndMethod,    // name << 1 | as a method
  NameAndLaziness,  // name << 2 | when the module is imported
  CompareShift4,    // comparison << 4
  CompareShift5,    // comparison << 5 | also to bool (bit 4)
  BinaryOperator,   // CPython's NB_ numbers, in-place ones and subscription among them
  Intrinsic,        // CPython's numbers of CALL_INTRINSIC_1
  AfterName,        // flags of MAKE_FUNCTION; the function's name is on top of the stack
  JumpAbsolute,
  JumpForward,  // relative to the next instruction
  JumpBackward,
  SetupBlock,  // pushes a block; its handler is relative to the next instruction; fixed: entries the exception takes
  PopBlock,
  PopIterator,  // whatever entries of the stack an iterator takes
  EndFor,       // cleans up after an exhausted iterator
};

struct Row {
  std::int32_t number;
  const char* name;
  Meaning meaning;
  Form form;
  std::int32_t fixed = 0;
};

struct Traits {
  bool exceptionTable = false;  // else block-setup opcodes
  bool localsPlus = false;      // locals and cells share one index
  bool nullAfter = false;       // LOAD_GLOBAL pushes NULL after the value
  bool iteratorPair = false;    // an iterator takes two entries of the stack, a NULL or index above it
  int jumpUnit = 2;             // bytes that a jump's argument counts in
};

struct Dialect {
  const char* name;
  Traits traits;
  std::span<const Row> rows;

  const Row* find(int opcode) const {
    std::size_t low = 0, high = rows.size();
    while (low < high) {
      const std::size_t middle = (low + high) / 2;
      (rows[middle].number < opcode ? low : high) = rows[middle].number < opcode ? middle + 1 : middle;
    }
    return low < rows.size() && rows[low].number == opcode ? &rows[low] : nullptr;
  }
};

consteval Dialect makeDialect(const char* name, Traits traits, std::span<const Row> rows) {
  for (std::size_t i = 1; i < rows.size(); ++i)
    if (rows[i - 1].number >= rows[i].number) throw "rows must be in the order of their numbers";
  return {name, traits, rows};
}

/// The dialect of an interpreter, by its implementation and its own version; nullptr when there is none.
const Dialect* findDialect(const Interpreter& interpreter);
std::span<const Dialect* const> allDialects();

/// What decode() promises about the operands and the exception table of its result, as its last step.
Status checkOperands(const CodeObject& code, const DecodedCode& decoded);

}  // namespace pyrite::bytecode
