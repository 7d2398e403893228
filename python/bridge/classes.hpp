// Classes written in Python, as pyrite.user_classes describes them.
#pragma once

#include "python/bridge/world.hpp"

namespace pyrite::bridge {

/// nullopt: no Enum class that is compiled. An exception may be set.
std::optional<infer::StaticValue> enumClassValue(LiveWorld& world, PyObject* cls);
std::optional<infer::StaticValue> enumMemberValue(LiveWorld& world, PyObject* member);
/// The members of an Enum class in order, a tuple; null with an exception set.
Ref enumMembers(PyObject* cls);

/// nullopt: no class of which compiled code makes objects. An exception may be set.
std::optional<infer::StaticValue> userClassValue(LiveWorld& world, PyObject* cls);
/// The type of an object of such a class; nullptr with the reason in `why`, or with none where it is of no such class.
Type typeOfInstance(LiveWorld& world, PyObject* object, std::string& why);
/// Why objects of a class written in Python are refused; empty where it is no such class.
std::string whyNoInstances(PyObject* cls);
/// What an attribute of an object holds; null where it is missing.
Ref fieldOfInstance(PyObject* object, const std::string& name);

}  // namespace pyrite::bridge
