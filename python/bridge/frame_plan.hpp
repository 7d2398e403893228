// How one value travels between a Python object and the frame of compiled code: trees made once per specialisation (box) or
// per fingerprint (unbox), walked at every call.
#pragma once

#include <memory>
#include <vector>

#include "python/bridge/numpy_api.hpp"
#include "targets/target.hpp"

namespace pyrite::bridge {

using types::Type;

enum class UnboxHow : std::uint8_t {
  Nothing,   // zero size: None, static values
  Float,     // exact float
  Int,       // exact int; what exceeds 64 bits leaves through UnboxResult::TooWide
  Array,     // descriptor of a borrowed array
  Time,      // a NumPy scalar's ticks
  Bool,      // truth of a number
  ToFloat,   // any real number
  ToInt,     // any integer
  Truncate,  // a float where an integer is declared
  ToComplex,
  Tuple,
  Present,  // a value where an optional is declared
  Absent,   // None where an optional is declared
  Range,
  Slice,
  List,
  Enum,
  Instance,
  Text,  // a copy of its code points
};

class ListArguments;
struct Specialization;
struct BoxNode;

struct UnboxNode {
  UnboxHow how = UnboxHow::Nothing;
  Type type = nullptr;
  std::int64_t offset = 0;          // in the frame
  std::vector<std::int64_t> parts;  // offsets of the parts, in the frame
  std::vector<UnboxNode> children;
  Ref members;                           // Enum classes: a tuple
  Type itemFrom = nullptr;               // lists: what type the items have as objects
  std::shared_ptr<const BoxNode> boxed;  // lists and instances: the way back
};

enum class UnboxResult : std::uint8_t { Done, TooWide, Error };

/// A plan for an object whose own type is `from` and whose parameter is `to`.
UnboxNode planUnbox(const targets::Target& target, Type from, Type to, std::int64_t offset);
/// Writes the object's value; on Error a Python exception is set.
/// `lists`: those of this call.
UnboxResult unbox(const UnboxNode& node, PyObject* object, char* frame, ListArguments* lists);

struct BoxNode {
  Type type = nullptr;
  std::int64_t offset = 0;
  std::vector<std::int64_t> parts;
  std::vector<BoxNode> children;
  std::int64_t itemSize = 0;  // lists: bytes from item to item; the child is planned for an item at 0. Instances: of the fields
  Ref object;  // arrays: the dtype; named tuples: the class; Enum classes: a tuple of the members; static values: the value
};

/// Whether values of the type can be handed to Python.
bool canBox(Type type);
BoxNode planBox(const targets::Target& target, Type type, std::int64_t offset);

/// What boxing needs to know about the call: who may own the memory a result points into.
struct BoxContext {
  PyObject* const* arguments = nullptr;
  std::size_t argumentCount = 0;
  PyObject* code = nullptr;  // keeps frozen arrays of the compiled code alive; borrowed
  ListArguments* lists = nullptr;
  const std::shared_ptr<Specialization>* specialization = nullptr;  // whose code made the value
};

/// A new reference, or nullptr with an exception set. Takes over what the frame owns, also on failure.
PyObject* box(const BoxNode& node, char* frame, const BoxContext& context);

/// One more, one less reference to everything counted in a value that lies at `frame`.
void retainBoxed(const BoxNode& node, const char* frame);
void releaseBoxed(const BoxNode& node, const char* frame);

}  // namespace pyrite::bridge
