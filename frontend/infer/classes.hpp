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

// -- instances.cpp -------------------------------------------------------------------------------------------------------
Result<ValueId> callClass(Emitter& emitter, ObjectId cls, const CallArguments& arguments);
Result<ValueId> instanceGetAttr(Emitter& emitter, ValueId object, const std::string& name);
Status instanceSetAttr(Emitter& emitter, ValueId object, const std::string& name, ValueId value);
/// Whether it has the attribute, a bool; nullopt of one that is no field.
std::optional<ValueId> instanceHasField(Emitter& emitter, ValueId object, const std::string& name);
/// The call of a special method; an invalid value where the class has none, or it gives NotImplemented.
Result<ValueId> callSpecial(Emitter& emitter, ValueId object, const std::string& name, std::span<const ValueId> arguments);
/// An operator of which an operand at least is an instance; an invalid value where no class has it.
Result<ValueId> instanceBinary(Emitter& emitter, BinaryOperator operation, ValueId a, ValueId b, bool isInplace);
Result<ValueId> instanceCompare(Emitter& emitter, CompareOperator operation, ValueId a, ValueId b);
/// The type of an object that holds what objects of either type hold; nullptr where there is none.
Type unifyInstances(Type a, Type b);

}  // namespace pyrite::infer
