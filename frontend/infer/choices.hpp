// Values that are one of several functions (choices.cpp). Their type is a closure of no one object: a number, then what each
// function has captured.
#pragma once

#include "frontend/infer/emitter.hpp"

namespace pyrite::infer {

/// Whether the type is that of one of several functions.
inline bool isChoice(Type type) { return type->is(types::Kind::Closure) && !type->object.valid(); }
/// Whether values of the type are functions, known ones or closures.
bool isFunction(World& world, Type type);
/// The common type of a variable that is `a` on one path and `b` on another, or nullptr: of different functions, the choice.
Type unifyValues(World& world, Type a, Type b);
/// What an item of the tuple is, whichever it is, where all are functions; else nullptr.
Type commonFunction(World& world, Type tuple);
/// A function, or a choice of some, as a choice of more; or as a closure whose captured values are wider.
Result<ValueId> convertFunction(Emitter& emitter, ValueId value, Type to);
/// Whether two functions, of which one is a choice, are the same object: a bool.
Result<ValueId> isSameFunction(Emitter& emitter, ValueId a, ValueId b);
Result<ValueId> callChoice(Emitter& emitter, ValueId callee, const CallArguments& arguments);

}  // namespace pyrite::infer
