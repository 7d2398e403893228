// Enums, and objects of classes written in Python, shared between the families.
#pragma once

#include "frontend/infer/emitter.hpp"

namespace pyrite::infer {

// -- enums.cpp -----------------------------------------------------------------------------------------------------------
ValueId makeEnumMember(Emitter& emitter, const StaticEnumMember& member);
Result<ValueId> enumValue(Emitter& emitter, ValueId member);
/// Members of an IntEnum as their numbers, other values as they are.
Result<ValueId> plainNumber(Emitter& emitter, ValueId value);
Result<ValueId> enumGetAttr(Emitter& emitter, ValueId member, const std::string& name);
Result<ValueId> enumMembers(Emitter& emitter, ObjectId cls);  // a tuple
Result<ValueId> enumNamed(Emitter& emitter, ObjectId cls, ValueId key);
Result<ValueId> callEnumClass(Emitter& emitter, ObjectId cls, CallArguments& arguments);
Result<ValueId> enumEquals(Emitter& emitter, ValueId a, ValueId b);

}  // namespace pyrite::infer
