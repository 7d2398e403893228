// Types across the language border. A Python type object of pyrite.types says what it is as a tuple ("a spec"):
//   ("bool",) ("int", bits, signed) ("float", bits) ("complex", bits) ("none",) ("ellipsis",) ("string",) ("range",)
//   ("array", dtype, ndim, "C" | "F" | "A", readonly, aligned) ("tuple", items) ("namedtuple", class, items)
//   ("optional", item) ("slice", start, stop, step) ("static", object)
#pragma once

#include <span>

#include "python/bridge/world.hpp"

namespace pyrite::bridge {

/// The type a spec describes; nullptr with a Python exception set.
Type typeOfSpec(LiveWorld& world, PyObject* spec);
/// The type that an object of pyrite.types stands for; nullptr with no exception set when it is no such object.
Type typeOfTypeObject(LiveWorld& world, PyObject* object);
/// The type of a named tuple class whose fields have these types.
Type namedTupleTypeOf(LiveWorld& world, PyObject* cls, std::span<const Type> items);
/// The spec of a type, a new reference. Types that people cannot spell come as ("other", text).
Ref specOf(Type type);

}  // namespace pyrite::bridge
