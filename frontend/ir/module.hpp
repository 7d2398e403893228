// The one IR container, for both levels: functions of blocks of instructions in SSA form, block parameters instead of phis.
// Ids index flat vectors; nothing here owns anything by pointer, so a function is copied and hashed as data.
#pragma once

#include <complex>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "frontend/support/id.hpp"
#include "frontend/support/span.hpp"
#include "frontend/types/type.hpp"
#include "runtime/status.hpp"

namespace pyrite::ir {

using types::ObjectId;
using types::Type;
using ValueId = Id<struct ValueTag>;
using InstructionId = Id<struct InstructionTag>;
using BlockId = Id<struct BlockTag>;
using FunctionId = Id<struct FunctionTag>;
using DataId = Id<struct DataTag>;
using SiteId = Id<struct SiteTag>;

enum class Op : std::uint16_t {
#define OP(Name, Text, Shape, TypeRule, Effects) Name,
#include "frontend/ir/ops.def"
#undef OP
};

enum class Shape : std::uint8_t { None, Unary, Binary, Ternary, Variadic };
enum class Effects : std::uint8_t { Pure, Reads, Writes, MayRaise, Control };
enum class TypeRule : std::uint8_t {
  Generic,
  Constant,
  Any,
  Array,
  Aggregate,
  AggregateItem,
  Select,
  SameNumber,
  SameFloatOrComplex,
  SameReal,
  AbsoluteValue,
  SameInteger,
  SameIntegerOrBool,
  Comparison,
  Convert,
  SameSize,
  SameFloat,
  FloatAndInt64,
  FloatToInt64,
  Slot,
  SlotLoad,
  SlotStore,
  PointerOffset,
  PointerCast,
  Load,
  Store,
  ArrayAlloc,
  ArrayView,
  ArrayLoad,
  ArrayStore,
  ArrayMap,
  ArrayMapInto,
  BoxAlloc,
  BoxLoad,
  BoxStore,
  ListAlloc,
  ListLength,
  ListLoad,
  ListStore,
  ListAppend,
  ListTruncate,
  Yield,
  GeneratorResume,
  GeneratorCurrent,
  GeneratorResult,
  GeneratorMake,
  GeneratorFrame,
  Call,
  CallRuntime,
  CallObject,
  StackLimit,
  StackCheck,
  InterruptCheck,
  RaiseIf,
  CaughtError,
  ErrorMatches,
  ErrorIs,
  ErrorMake,
  ErrorContext,
  ErrorCause,
  Counted,
  Terminator,
};

struct OpInfo {
  const char* name;  // C++ name: "FloorDiv"
  const char* text;  // IR text: "floordiv"
  Shape shape;
  TypeRule rule;
  Effects effects;
};
const OpInfo& info(Op op);
inline bool isTerminator(Op op) { return info(op).effects == Effects::Control; }

/// What an instruction carries beside its operands; which alternative, ops.def says for each operation.
using Attribute =
    std::variant<std::monostate, bool, std::int64_t, double, std::complex<double>, std::string, FunctionId, DataId, SiteId>;

/// In place of a class: the exception that Python handles goes on, with the traceback it has.
inline constexpr const char* kReraise = "<reraise>";

/// A place where an exception is raised: class, constant arguments, source. Compiled code names it by number.
/// In place of an argument: the next of the values that the raising instruction brings.
struct RunTimeValue {
  friend bool operator==(RunTimeValue, RunTimeValue) = default;
};
/// A text made when the exception is: what an f-string says. Each hole takes the next of the run-time values.
struct FormattedText {
  struct Piece {
    bool isHole = false;
    std::string text;             // of a hole: the format specification
    std::int32_t conversion = 0;  // of a hole: 0 none, 1 str, 2 repr, 3 ascii
    friend bool operator==(const Piece&, const Piece&) = default;
  };
  std::vector<Piece> pieces;
  friend bool operator==(const FormattedText&, const FormattedText&) = default;
};
struct RaiseArgument {
  std::variant<std::monostate, bool, std::int64_t, double, std::string, ObjectId, RunTimeValue, FormattedText> value;
};
/// Where a function was called whose body has taken the call's place.
struct CallFrame {
  Span span;
  std::string function, file;  // of the caller
  friend bool operator==(const CallFrame&, const CallFrame&) = default;
};
struct RaiseSite {
  std::string exception;  // builtin class name, or the qualified name of `cls`
  ObjectId cls;           // a user's class or exception instance; none for builtins
  std::vector<RaiseArgument> arguments;
  Type payload = nullptr;  // the tuple of the run-time values among the arguments; nullptr when there are none
  Span span;
  std::string function, file;           // of the Python function that raises
  std::vector<CallFrame> callers = {};  // of functions that were inlined, from the inside out
  friend bool operator==(const RaiseSite&, const RaiseSite&) = default;
};
inline bool operator==(const RaiseArgument& a, const RaiseArgument& b) { return a.value == b.value; }

struct Edge {
  BlockId target;
  std::vector<ValueId> arguments;  // one for each parameter of the target
};

struct Instruction {
  Op op = Op::Unreachable;
  Type type = nullptr;  // of the result; void when there is none, nullptr at the generic level
  ValueId result;       // invalid when there is none
  std::vector<ValueId> operands;
  Attribute attribute;
  Span span;
  std::vector<Edge> successors;  // terminators: jump 1; branch 2 (true, false)
};

struct Value {
  Type type = nullptr;
  BlockId block;              // where it is defined
  InstructionId instruction;  // its definition, or none for a block parameter
  std::uint32_t parameterIndex = 0;
};

struct Block {
  std::vector<ValueId> parameters;
  std::vector<InstructionId> instructions;  // the last one is the terminator
  /// Where an error raised by this block's instructions goes; invalid: it leaves the function. At the generic level the
  /// target's first parameter receives the exception and is not among the edge's arguments.
  Edge unwind;
  std::string name;  // for the text form; unique within the function, never empty
};

enum FastMath : std::uint8_t {  // bits of Function::fastMath, LLVM's flags
  kReassociate = 1,
  kNoNaNs = 2,
  kNoInfs = 4,
  kNoSignedZeros = 8,
  kReciprocal = 16,
  kContract = 32,
  kApproximate = 64,
};

enum class Inline : std::uint8_t { Automatic, Always, Never };

struct Function {
  std::string name;        // unique in the module; the symbol
  std::string pythonName;  // what messages and profiles call it
  std::string file;
  std::int32_t line = 0;
  std::vector<std::string> parameterNames;  // of the entry block's parameters
  Type result = nullptr;
  std::uint8_t fastMath = 0;
  Inline inlining = Inline::Automatic;
  bool mayRaise = true;         // false once it is proved that no path raises
  bool isScalarKernel = false;  // the function of an array_map
  bool isInterruptible = true;  // signals stop its loops
  bool isGenerator = false;     // generic level: it yields
  Type generator = nullptr;   // typed level, until it is split: what a call of it gives; `result` is what it returns at its end
  std::vector<Block> blocks;  // blocks[0] is the entry; its parameters are the function's
  std::vector<Instruction> instructions;
  std::vector<Value> values;

  BlockId entry() const { return BlockId(0); }
  Block& operator[](BlockId id) { return blocks[id.index]; }
  const Block& operator[](BlockId id) const { return blocks[id.index]; }
  Instruction& operator[](InstructionId id) { return instructions[id.index]; }
  const Instruction& operator[](InstructionId id) const { return instructions[id.index]; }
  Value& operator[](ValueId id) { return values[id.index]; }
  const Value& operator[](ValueId id) const { return values[id.index]; }
  const Instruction& terminator(BlockId id) const { return (*this)[(*this)[id].instructions.back()]; }
  Instruction& terminator(BlockId id) { return (*this)[(*this)[id].instructions.back()]; }
  /// The block with that name in the text form; invalid when there is none.
  BlockId block(std::string_view blockName) const;
};

/// Drops the blocks that are not kept, which no kept block may lead to, and numbers the others anew.
void keepBlocks(Function& function, const std::vector<char>& isKept);

/// Bytes of a frozen array: C or F contiguous, native order.
struct Data {
  Type type = nullptr;  // the array type
  std::vector<std::int64_t> shape;
  std::string bytes;
};

/// The status of an object call that raised; the interpreter's exception is its payload.
inline constexpr std::int32_t kObjectCallError = runtime::kInterpreterError;

/// A Python object that compiled code has the interpreter call.
struct ObjectCall {
  ObjectId callee;
  Type arguments = nullptr;  // a tuple
  Type result = nullptr;     // what it returns is checked against this; void: dropped
};

/// All that one compilation needs: the entry function first, then whatever it calls.
struct Module {
  std::vector<Function> functions;
  std::vector<Data> data;
  std::vector<RaiseSite> sites;
  std::vector<ObjectCall> objects;
  std::vector<std::vector<ObjectId>> handlers;  // classes of except clauses that errors of object calls are compared with

  Function& operator[](FunctionId id) { return functions[id.index]; }
  const Function& operator[](FunctionId id) const { return functions[id.index]; }
  SiteId addSite(RaiseSite site);  // the same site twice is one
};

}  // namespace pyrite::ir
