// Values of type str: literals known at compile time, and texts of run time.
#pragma once

#include "frontend/infer/emitter.hpp"

namespace pyrite::infer {

/// Whether the value is a str in any of its forms: constant, static, with holes to fill, or of run time.
bool isText(Emitter& emitter, ValueId value);
/// The str as one of run time.
Result<ValueId> asText(Emitter& emitter, ValueId value);
/// What has a form of run time alone where it is put into a list or returned: texts with holes. Others as they are.
Result<ValueId> withoutHoles(Emitter& emitter, ValueId value);

// Operands are of type text.
ValueId textLength(Emitter& emitter, ValueId text);
/// A text of one character; the index is in range.
ValueId textElement(Emitter& emitter, ValueId text, ValueId index);
Result<ValueId> textGetItem(Emitter& emitter, ValueId text, ValueId key);
Result<ValueId> textCompare(Emitter& emitter, CompareOperator operation, ValueId a, ValueId b);
/// Invalid where the operation is none of texts.
Result<ValueId> textBinary(Emitter& emitter, BinaryOperator operation, ValueId a, ValueId b);

/// What a callable of the interpreter, "builtins.str" or an attribute of it, makes of the values. (object_calls.cpp)
Result<ValueId> callInterpreter(Emitter& emitter, const std::string& builtin, const std::string& attribute,
                                std::span<const ValueId> arguments, Type result);

}  // namespace pyrite::infer
