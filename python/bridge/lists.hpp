// Lists and objects as arguments: copied into compiled ones for the call, and what the call did to them is written back when
// it ends.
#pragma once

#include <functional>
#include <string>
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
  /// The same of an object of a class.
  UnboxResult unboxInstance(const UnboxNode& node, PyObject* object, void*& instance);
  bool hasAny() const { return !entries_.empty(); }
  /// Keeps a compiled text until the call ends.
  void keepText(void* owner) { texts_.push_back(owner); }
  /// The Python list or object that a compiled one stands for; borrowed, or nullptr.
  PyObject* find(const void* list) const;
  /// Says which object an instance that compiled code made has become; takes over a reference to the instance.
  void noteMade(const BoxNode& node, void* instance, PyObject* object);
  /// The arrays that came in as attributes of objects.
  const std::vector<Ref>& arrays() const { return arrays_; }
  /// Gives the Python lists and objects the items that compiled code left, where `isWritten` says that it may have changed such lists.
  bool writeBack(const std::function<bool(Type)>& isWritten, const BoxContext& context);

 private:
  struct Entry {
    Ref object;  // what is written back may be all that it was held by
    void* list = nullptr;
    const UnboxNode* node = nullptr;
    std::string before;  // an instance's fields as they came in
  };
  bool writeBackFields(const Entry& entry, const BoxContext& context);
  bool isOfType(const UnboxNode& node, PyObject* item) const;

  std::function<Type(PyObject*)> typeOf_;
  struct Made {
    Ref object;
    void* instance = nullptr;
    const BoxNode* node = nullptr;
  };
  std::vector<Made> made_;
  std::vector<Ref> arrays_;
  std::vector<void*> texts_;
  std::vector<Entry> entries_;  // outer lists before the inner ones
  std::unordered_map<const void*, std::size_t> byObject_, byList_;
};

}  // namespace pyrite::bridge
