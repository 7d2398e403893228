// Lists as arguments: copied into compiled lists for the call, and what the call did to them is written back when it ends.
#pragma once

#include <functional>
#include <unordered_map>
#include <vector>

#include "python/bridge/frame_plan.hpp"

namespace pyrite::bridge {

/// The compiled lists of one call, by the Python lists that they stand for: one list passed twice is one list inside.
class ListArguments {
 public:
  /// `typeOf`: the type of an object as an argument, nullptr where it has none.
  explicit ListArguments(std::function<Type(PyObject*)> typeOf) : typeOf_(std::move(typeOf)) {}
  ~ListArguments();
  ListArguments(const ListArguments&) = delete;
  ListArguments& operator=(const ListArguments&) = delete;

  /// The compiled list, borrowed from here.
  UnboxResult unbox(const UnboxNode& node, PyObject* object, void*& list);
  /// The Python list that a compiled one stands for; borrowed, or nullptr.
  PyObject* find(const void* list) const;
  /// Gives the Python lists the items that compiled code left, where `isWritten` says that it may have changed such lists.
  bool writeBack(const std::function<bool(Type)>& isWritten, const BoxContext& context);

 private:
  struct Entry {
    PyObject* object = nullptr;
    void* list = nullptr;
    const UnboxNode* node = nullptr;
  };
  bool isOfType(const UnboxNode& node, PyObject* item) const;

  std::function<Type(PyObject*)> typeOf_;
  std::vector<Entry> entries_;  // outer lists before the inner ones
  std::unordered_map<const void*, std::size_t> byObject_, byList_;
};

}  // namespace pyrite::bridge
