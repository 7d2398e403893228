// Reads the classes' dictionaries, from the class itself up to the one that collections.namedtuple made.
#include "python/bridge/named_tuples.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace pyrite::bridge {

namespace {

/// Special members that change nothing which compiled code does with a tuple.
constexpr std::array<std::string_view, 26> kHarmless{
    "__annotate__",      "__annotate_func__", "__annotations__",   "__annotations_cache__",
    "__class_getitem__", "__classcell__",     "__classdictcell__", "__dict__",
    "__doc__",           "__firstlineno__",   "__format__",        "__getnewargs__",
    "__getstate__",      "__match_args__",    "__module__",        "__orig_bases__",
    "__parameters__",    "__qualname__",      "__reduce__",        "__reduce_ex__",
    "__replace__",       "__repr__",          "__slots__",         "__static_attributes__",
    "__str__",           "__weakref__"};

bool isSpecial(std::string_view name) { return name.starts_with("__") && name.ends_with("__"); }

bool isHarmless(std::string_view name) { return std::find(kHarmless.begin(), kHarmless.end(), name) != kHarmless.end(); }

std::vector<std::string> textsIn(PyObject* iterable) {
  std::vector<std::string> texts;
  const Ref list = iterable == nullptr ? Ref() : Ref::steal(PySequence_List(iterable));
  for (Py_ssize_t i = 0; list && i < PyList_GET_SIZE(list.get()); ++i) texts.push_back(textOf(PyList_GET_ITEM(list.get(), i)));
  if (!list) PyErr_Clear();
  return texts;
}

}  // namespace

std::vector<std::string> fieldsOf(PyObject* cls) {
  const Ref tuple = attributeOrNull(cls, "_fields");
  return tuple && PyTuple_Check(tuple.get()) ? textsIn(tuple.get()) : std::vector<std::string>();
}

std::string unusualMemberOf(PyObject* cls) {
  const std::vector<std::string> fields = fieldsOf(cls);
  const Ref order = attributeOrNull(cls, "__mro__");
  for (Py_ssize_t i = 0; order && i < PyTuple_GET_SIZE(order.get()); ++i) {
    const Ref members = attributeOrNull(PyTuple_GET_ITEM(order.get(), i), "__dict__");
    const std::vector<std::string> names = textsIn(members.get());
    const bool isMade = std::find(names.begin(), names.end(), "_make") != names.end();
    for (const std::string& name : names) {
      const bool isField = std::find(fields.begin(), fields.end(), name) != fields.end();
      if (isSpecial(name) ? !isHarmless(name) && !(isMade && name == "__new__") : isField && !isMade) return name;
    }
    if (isMade) return {};
  }
  return "_make";
}

}  // namespace pyrite::bridge
