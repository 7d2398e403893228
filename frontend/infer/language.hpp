// What the families of the language itself share with one another.
#pragma once

#include "frontend/infer/emitter.hpp"

namespace pyrite::infer {

/// Whether the type is that of strings or contains it: known at compile time or not at all. (emitter.cpp)
bool holdsString(Type type);

/// What the interpreter says of a variable without a value; a free one is an enclosing function's. (cells.cpp)
std::string unboundMessage(const bytecode::CodeObject& code, const std::string& name, bool isFree);

// -- tuples.cpp -----------------------------------------------------------------------------------------------------------
Result<ValueId> tupleGetItem(Emitter& emitter, ValueId tuple, ValueId key);
Result<ValueId> tupleConcatenate(Emitter& emitter, ValueId a, ValueId b);
Result<ValueId> tupleRepeat(Emitter& emitter, ValueId tuple, ValueId count);
Result<ValueId> tupleCompare(Emitter& emitter, CompareOperator operation, ValueId a, ValueId b);
/// The item at an index known to be in range; all items must have one type.
Result<ValueId> tupleElement(Emitter& emitter, ValueId tuple, ValueId index);
/// The items, when `object` is a tuple; of arrays and ranges nothing.
std::vector<ValueId> tupleItems(Emitter& emitter, ValueId tuple);

// -- patterns.cpp ---------------------------------------------------------------------------------------------------------
/// Whether patterns like `[a, *b]` look into values of the type.
Result<ValueId> matchesSequence(Emitter& emitter, ValueId value);
/// The attributes that `case cls(…)` takes of the value, a tuple, or None where it is no such object; an optional tuple where that
/// shows at run time. `names`: of the keyword patterns, a constant tuple.
Result<ValueId> matchClass(Emitter& emitter, ValueId value, ValueId cls, ValueId names, std::size_t positional);

// -- iteration.cpp ----------------------------------------------------------------------------------------------------------
ValueId rangeLength(Emitter& emitter, ValueId range);
Result<ValueId> rangeGetItem(Emitter& emitter, ValueId range, ValueId index);
/// What can be iterated by index: range, array, tuple, and iterators. nullopt: not iterable so.
bool isSequence(Type type);
Result<ValueId> sequenceLength(Emitter& emitter, ValueId sequence);
Result<ValueId> sequenceElement(Emitter& emitter, ValueId sequence, ValueId index);

// -- generators.cpp -------------------------------------------------------------------------------------------------------------
Result<ValueId> generatorAdvance(Emitter& emitter, ValueId generator);
Result<ValueId> generatorCurrent(Emitter& emitter, ValueId generator);
/// What an iterator has reached and runs over, as a tuple; and a parameter that takes it over.
ValueId iteratorState(Emitter& emitter, ValueId iterator);
ValueId addIteratorParameter(Emitter& emitter, ir::BlockId block, Type iterator);

// -- statics.cpp ---------------------------------------------------------------------------------------------------------------
Result<ValueId> loadGlobal(Emitter& emitter, const std::string& name);
Result<ValueId> staticGetAttr(Emitter& emitter, ValueId object, const std::string& name);
/// Whether two static values are one object, types being equal when they mean the same type.
bool sameStatic(const Emitter& emitter, Type a, Type b);

// -- language_builtins.cpp -------------------------------------------------------------------------------------------------------
/// Whether a value of the type is an instance of the class (a static value); nullopt when that is not known here.
std::optional<bool> isInstance(const Emitter& emitter, Type type, ObjectId cls);
/// What Python calls the type in its own messages: "int", "NoneType", "tuple".
std::string pythonTypeName(Type type);

// -- stop_iteration.cpp --------------------------------------------------------------------------------------------------------------
/// Of all generators in the module, which is complete but for the statuses that handlers match.
void replaceStopIterations(Specializer& specializer);

// -- exceptions.cpp -----------------------------------------------------------------------------------------------------------------
/// The classes of an except clause: one, or a tuple of them.
Status gatherClasses(Emitter& emitter, ValueId value, std::vector<ObjectId>& classes);
bool isError(Type type);  // or an optional one
/// Whether exceptions come as arguments: what `__exit__` is handed stands for the class and the traceback, too.
bool takesErrors(const ir::Function& function);
/// The `args` of an exception, of the type that they are known to have. (object_calls.cpp)
Result<ValueId> errorArguments(Emitter& emitter, ValueId error, Type type);
/// Ends the current block by raising; no operands: re-raise.
/// `handled`: where an exception that was made before is raised, the one that is handled there; invalid: none.
Status raiseException(Emitter& emitter, std::span<const ValueId> operands, ValueId handled);
/// What may be None where an exception is raised; None raises a TypeError.
Result<ValueId> presentError(Emitter& emitter, ValueId optional);
/// Texts with holes: a compile-time text and the run-time values that fill it (formatting.cpp).
ValueId makeTemplate(Emitter& emitter, ObjectId object, std::string_view name, std::span<const ValueId> values);
const StaticText* textOf(Emitter& emitter, ValueId value);  // nullptr: no such text
/// Numbers, None and tuples of them: what can be carried out of compiled code as bytes.
bool isPlainData(Type type);
/// One part of an f-string. `conversion`: 0 none, 1 str, 2 repr, 3 ascii.
Result<ValueId> formatValue(Emitter& emitter, ValueId value, std::int64_t conversion, const std::string& specification);
Result<ValueId> joinText(Emitter& emitter, std::span<const ValueId> parts);
/// Raises an exception that was caught, or where it is none, the one that Python handles.
Status raiseCaught(Emitter& emitter, ValueId exception);
/// Whether `except classes` takes the exception, a bool.
Result<ValueId> matchException(Emitter& emitter, ValueId exception, ValueId classes);
Result<ValueId> makeException(Emitter& emitter, ObjectId cls, const CallArguments& arguments);

// -- calls.cpp, binding.cpp -------------------------------------------------------------------------------------------------------------
/// The names of a code object's parameters in the order of its variables, and the values bound to them.
Result<std::vector<ValueId>> bindParameters(Emitter& emitter, const bytecode::CodeObject& code, const std::string& name,
                                            const CallArguments& arguments,
                                            const std::function<Result<ValueId>(std::size_t fromEnd)>& positionalDefault,
                                            std::size_t positionalDefaults,
                                            const std::function<Result<ValueId>(const std::string&)>& keywordDefault);
/// **kwargs as a value: its names are known at compile time.
ValueId makeKeywords(Emitter& emitter, const std::vector<std::pair<std::string, ValueId>>& keywords);
bool isKeywords(Type type);
ValueId keywordNames(Emitter& emitter, ValueId keywords);          // a tuple: what iterating gives
Result<ValueId> keywordTexts(Emitter& emitter, ValueId keywords);  // … where which one is reached shows at run time
Result<ValueId> callNested(Emitter& emitter, ValueId closure, CallArguments arguments);

/// The call of an objmode block: its result is a tuple of the block's variables.
Result<ValueId> callObjectBlock(Emitter& emitter, const StaticObjectCall& block, CallArguments& arguments);

}  // namespace pyrite::infer
