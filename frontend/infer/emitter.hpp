// The meeting place of the inference families: one Emitter writes one typed function. Every family function takes values of
// the typed function, decides by their types, appends typed IR and returns the resulting value, whose type is thereby inferred.
//
// The driver (specialize.cpp) walks the reachable blocks of the generic IR in reverse post-order, calling these functions for
// each operation, and repeats until the types of all block parameters stand. What is known at compile time is simply a Const
// instruction (or a static type), so families fold as they go and the driver never enters the dead side of a branch.
#pragma once

#include <functional>
#include <string>

#include "frontend/bytecode/instruction.hpp"
#include "frontend/infer/world.hpp"
#include "frontend/ir/builder.hpp"
#include "frontend/support/result.hpp"

namespace pyrite::infer {

using bytecode::BinaryOperator;
using bytecode::CompareOperator;
using bytecode::UnaryOperator;
using ir::ValueId;

/// The arguments of a call as written: positional ones, then keywords.
struct CallArguments {
  std::vector<ValueId> positional;
  std::vector<std::pair<std::string, ValueId>> keywords;
};

class Specializer;  // the driver: memo of specialisations, recursion (specialize.cpp)

class Emitter {
 public:
  Emitter(Specializer& specializer, World& world, ir::Module& module, ir::Function& function, const FunctionOptions& options)
      : builder(function), world(world), module(module), options(options), specializer(specializer) {}

  ir::Builder builder;
  World& world;
  ir::Module& module;
  const FunctionOptions& options;
  Specializer& specializer;
  std::string pythonName, file;                // of the function being compiled, for raise sites and messages
  ObjectId object;                             // the function being compiled, for its globals
  const bytecode::CodeObject* code = nullptr;  // its code; nullptr in scalar kernels
  std::vector<ValueId> captured;               // contents of its free variables, where it is a nested function

  // -- values ---------------------------------------------------------------------------------------------------------
  Type typeOf(ValueId value) const { return builder.typeOf(value); }
  /// The constant behind a value (bool, int64, double, complex, string), or nullptr.
  const ir::Attribute* constantOf(ValueId value) const;
  std::optional<std::int64_t> constantInt(ValueId value) const;  // bools too
  std::optional<bool> constantBool(ValueId value) const;
  std::optional<std::string> constantString(ValueId value) const;
  /// A number that the integer is never below, if one can be told (bounds.cpp).
  std::optional<std::int64_t> lowerBound(ValueId value) const;
  std::unordered_map<std::uint32_t, std::int64_t> parameterBounds;  // what block parameters are never less than
  std::vector<std::pair<ValueId, std::int64_t>> slotBounds;         // what the slots of iterators never hold less than
  ValueId makeInt(std::int64_t value, Type type = types::int64());
  ValueId makeBool(bool value);
  ValueId makeFloat(double value, Type type = types::float64());
  ValueId makeString(std::string text);
  ValueId none();
  ValueId makeStatic(ObjectId object);    // a value of static type
  ValueId makeStatic(StaticValue value);  // … of a compile-time object that no Python object stands for
  /// A type as a value: `a.dtype`, `type(x)`. The name is for messages: "numpy.float64".
  ValueId makeType(Type type, std::string name);
  /// The compile-time object behind a value of static type, or nullptr.
  const StaticValue* staticOf(ValueId value) const;
  /// A form of the value that crosses function boundaries: strings known at compile time become static values, in tuples too.
  Result<ValueId> portable(ValueId value);
  ValueId restored(ValueId value);  // the constant string of a static value that stands for one; others as they are
  ValueId zero(Type type);          // ir::Zero; of zero-size types the only value
  /// A compile-time object as a value: numbers become constants, tuples tuples, arrays frozen arrays, the rest static values.
  Result<ValueId> freeze(ObjectId object);
  ValueId makeTuple(std::span<const ValueId> items);
  ValueId makeAggregate(Type type, std::span<const ValueId> parts);  // ir::Make
  Result<ValueId> makeSlice(std::span<const ValueId> parts);         // start, stop, step: integers or None
  ValueId part(ValueId aggregate, std::size_t index);                // folds when the aggregate was just made

  // -- simple typed operations; operands must already have the right types ------------------------------------------------
  // constants fold
  ValueId op(ir::Op operation, ValueId a);
  ValueId op(ir::Op operation, ValueId a, ValueId b);
  ValueId compareOp(ir::Op operation, ValueId a, ValueId b);
  ValueId select(ValueId condition, ValueId a, ValueId b);

  // -- errors ---------------------------------------------------------------------------------------------------------------
  /// Raises a builtin exception at run time when the condition (a bool) holds. A constant false emits nothing.
  void raiseIf(ValueId condition, const char* exception, std::string message);
  void raiseIf(ValueId condition, ir::RaiseSite site);
  /// Whether the current block has raised for certain: what is emitted after it never runs.
  bool isDead() const { return deadBlock.valid() && deadBlock == builder.block(); }
  ir::BlockId deadBlock;
  ir::SiteId site(std::string exception, std::string message);
  Diagnostic typingError(std::string message) const;  // span of the current operation
  Diagnostic unsupported(std::string what) const;

  // -- lists and cells (lists.cpp, cells.cpp) --------------------------------------------------------------------------------------------------------
  /// Asks for a list or a cell to hold what is of a wider type. False when it is not known where it was made; else this walk
  /// is given up.
  std::function<bool(ValueId container, Type item)> widen;
  /// Says that the list is the result of the current operation, before the operation has ended.
  std::function<void(ValueId list)> nameList;
  Type wantedItem = nullptr;  // of the list that the current operation makes, where that was asked for

  // -- blocks -----------------------------------------------------------------------------------------------------------------
  ir::BlockId newBlock(std::string_view name) { return builder.createBlock(name); }
  /// Emits `count` iterations from 0: body(index). Leaves the builder in the block after the loop.
  Status countedLoop(ValueId count, const std::function<Status(ValueId index)>& body);
  /// Emits `then` where the condition holds, else `otherwise`; both give values of one type, the result.
  Result<ValueId> choose(ValueId condition, const std::function<Result<ValueId>()>& then,
                         const std::function<Result<ValueId>()>& otherwise);

  // -- operators (arithmetic.cpp, compare.cpp, and arrays by array_operators.cpp, tuples by tuples.cpp) -----------------------
  Result<ValueId> unary(UnaryOperator operation, ValueId a);
  Result<ValueId> binary(BinaryOperator operation, ValueId a, ValueId b);
  Result<ValueId> inplace(BinaryOperator operation, ValueId a, ValueId b);
  Result<ValueId> compare(CompareOperator operation, ValueId a, ValueId b);
  Result<ValueId> is(ValueId a, ValueId b, bool negate);
  Result<ValueId> contains(ValueId item, ValueId container, bool negate);
  Result<ValueId> truth(ValueId a);  // bool(a) as a bool value

  // -- conversion (convert.cpp) ---------------------------------------------------------------------------------------------
  /// Converts to a type it may be handed to (variables at joins, declared parameters, results): numbers, optional, tuples
  /// itemwise, array layouts. A TypingError when it may not.
  Result<ValueId> convert(ValueId value, Type to);

  // -- objects ----------------------------------------------------------------------------------------------------------------
  Result<ValueId> getAttr(ValueId object, const std::string& name);
  Result<ValueId> setAttr(ValueId object, const std::string& name, ValueId value);
  Result<ValueId> getItem(ValueId object, ValueId key);
  Status setItem(ValueId object, ValueId key, ValueId value);
  Result<ValueId> length(ValueId object);
  Result<ValueId> unpack(ValueId object, std::size_t count);  // a tuple of `count` items
  /// The value inside an optional; TypeError at run time when it is None. Other values as they are.
  ValueId unwrap(ValueId value, const std::string& message);
  /// A method that is known by name, bound to its object: "ndarray.reshape".
  ValueId boundMethod(ObjectId function, ValueId self, std::string_view name);

  // -- iteration (iteration.cpp): iterators are values whose parts are slots ---------------------------------------------------
  Result<ValueId> iterate(ValueId object);
  Result<ValueId> advance(ValueId iterator);  // bool
  Result<ValueId> current(ValueId iterator);

  // -- calls (calls.cpp) --------------------------------------------------------------------------------------------------------
  Result<ValueId> call(ValueId callee, CallArguments arguments);
  Result<ValueId> callFunction(ObjectId function, CallArguments arguments);
  /// By qualified name: an intrinsic, else the library: callNamed("numpy.sum", …).
  Result<ValueId> callNamed(const std::string& name, CallArguments arguments);

  /// Makes a new function of scalars for an array_map: `body` emits its content from the parameters and returns its result.
  Result<ir::FunctionId> scalarKernel(std::span<const Type> parameters,
                                      const std::function<Result<ValueId>(Emitter&, std::span<const ValueId>)>& body);
};

// -- intrinsics: callables known by qualified name ------------------------------------------------------------------------------

/// Handles a call of the intrinsic. `name` is the row's own name, so that one handler can serve many rows.
using IntrinsicHandler = Result<ValueId> (*)(Emitter& emitter, const struct Intrinsic& intrinsic, CallArguments& arguments);
struct Intrinsic {
  const char* name;  // "math.sin", "builtins.len", "numpy.add", "ndarray.reshape" (first argument: the object)
  IntrinsicHandler handler;
  ir::Op op = ir::Op::Unreachable;  // for handlers that serve many operations
};
/// A row is INTRINSIC("numpy.sin", handlerFunction, Sin): name, handler in this namespace, ir::Op (Unreachable where none).
/// Rows come from intrinsics_language.def, intrinsics_numeric.def and intrinsics_arrays.def. nullptr: not an intrinsic.
const Intrinsic* findIntrinsic(std::string_view name);

/// Binds arguments to parameter names; optional ones come out invalid. `names` like "a, axis=, out=": '=' marks optional,
/// "*rest" collects. A TypingError that names the function when they do not fit.
Result<std::vector<ValueId>> bindIntrinsic(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments,
                                           std::string_view names);

// -- family entry points used across families ---------------------------------------------------------------------------------

/// Operators and ufuncs on scalars with Python's / NumPy's rules (scalar_operators.cpp, scalar_ufuncs.cpp).
Result<ValueId> scalarBinary(Emitter& emitter, BinaryOperator operation, ValueId a, ValueId b);
Result<ValueId> scalarCompare(Emitter& emitter, CompareOperator operation, ValueId a, ValueId b);
Result<ValueId> scalarUnary(Emitter& emitter, UnaryOperator operation, ValueId a);
Result<ValueId> numberConvert(Emitter& emitter, ValueId value, Type to);  // any number to any number, total
/// One of NumPy's ufuncs on scalars of dtypes, in the loop that NumPy would choose; division by zero as NumPy has it.
/// `isWeak[i]`: the i-th operand is a Python number beside arrays (NumPy 2's promotion).
bool isUfunc(std::string_view name);  // "numpy.add", "numpy.sin"
Result<ValueId> scalarUfunc(Emitter& emitter, std::string_view name, std::span<const ValueId> operands,
                            std::span<const bool> isWeak);

/// The same where an operand is a datetime64 or timedelta64 (times.cpp).
Result<ValueId> timeUfunc(Emitter& emitter, std::string_view name, std::span<const ValueId> operands);

/// Arrays (array_*.cpp).
Result<ValueId> arrayUfunc(Emitter& emitter, std::string_view name,
                           std::span<const ValueId> operands);  // some operand is an array
Result<ValueId> arrayGetItem(Emitter& emitter, ValueId array, ValueId key);
Status arraySetItem(Emitter& emitter, ValueId array, ValueId key, ValueId value);
Result<ValueId> arrayGetAttr(Emitter& emitter, ValueId array, const std::string& name);
Result<ValueId> arrayConvert(Emitter& emitter, ValueId array, Type to);  // C or F as A, writable as read-only
ValueId arrayLength(Emitter& emitter, ValueId array);                    // shape[0] as int64
Result<ValueId> arrayElement(Emitter& emitter, ValueId array,
                             ValueId index);  // along the first axis, index in range: scalar or view
/// array.flat: an iterator that is indexed too (iteration.cpp).
bool isFlat(Type type);
ValueId flatLength(Emitter& emitter, ValueId flat);
Result<ValueId> flatGetItem(Emitter& emitter, ValueId flat, ValueId key);
Status flatSetItem(Emitter& emitter, ValueId flat, ValueId key, ValueId value);

/// bytes, bytearray, memoryview, array.array (buffers.cpp).
ValueId makeBytes(Emitter& emitter, const std::string& bytes);
Result<ValueId> bufferGetItem(Emitter& emitter, ValueId buffer, ValueId key);
Status bufferSetItem(Emitter& emitter, ValueId buffer, ValueId key, ValueId value);
Result<ValueId> bufferGetAttr(Emitter& emitter, ValueId buffer, const std::string& name);
Result<ValueId> bufferLength(Emitter& emitter, ValueId buffer);
Result<ValueId> bufferElement(Emitter& emitter, ValueId buffer, ValueId index);  // of one dimension, index in range

/// Name of the ufunc behind an operator: Add -> "numpy.add".
const char* ufuncOf(BinaryOperator operation);
const char* ufuncOf(CompareOperator operation);
const char* ufuncOf(UnaryOperator operation);

}  // namespace pyrite::infer
