// Classes written in Python, as pyrite.user_classes describes them.
#pragma once

#include "python/bridge/world.hpp"

namespace pyrite::bridge {

/// nullopt: no Enum class that is compiled. An exception may be set.
std::optional<infer::StaticValue> enumClassValue(LiveWorld& world, PyObject* cls);
std::optional<infer::StaticValue> enumMemberValue(LiveWorld& world, PyObject* member);
/// The members of an Enum class in order, a tuple; null with an exception set.
Ref enumMembers(PyObject* cls);

}  // namespace pyrite::bridge
