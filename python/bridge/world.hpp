// World over live objects: what the compiler asks about globals, cells, attributes and values, answered once per compilation.
#pragma once

#include <memory>
#include <unordered_map>

#include "frontend/infer/world.hpp"
#include "python/bridge/object_table.hpp"

namespace pyrite::bridge {

using infer::StaticValue;
using types::Type;

struct KernelState;

class LiveWorld final : public infer::World {
 public:
  /// `root`: the kernel that is compiled; it outlives this World, which holds no reference to it.
  explicit LiveWorld(KernelState* root) : root_(root) {}

  const StaticValue& describe(ObjectId object) override;
  std::optional<ObjectId> global(ObjectId function, const std::string& name) override;
  std::optional<ObjectId> freeVariable(ObjectId function, std::size_t index) override;
  std::optional<ObjectId> attribute(ObjectId object, const std::string& name) override;
  std::optional<ObjectId> import(ObjectId function, const std::string& module, const std::vector<std::string>& names,
                                 int level) override;
  std::optional<ObjectId> libraryFunction(const std::string& qualifiedName) override;
  std::optional<ObjectId> builtin(const std::string& name) override;
  std::optional<ObjectId> textObject(const std::string& text) override;
  std::string wording(const std::string& expression) override;
  bool isSubclass(ObjectId cls, ObjectId base) override;
  std::vector<std::int32_t> runtimeStatuses(ObjectId base) override;
  std::string displayName(ObjectId object) override;

  /// Dispatchers and the kernels behind them are one object.
  ObjectId idOf(PyObject* object);
  PyObject* find(ObjectId id) const { return objects_.find(id); }
  int traverse(visitproc visit, void* arg) const { return objects_.traverse(visit, arg); }

  /// An exception that user code raised while the compiler was asking; the first one. Takes precedence over diagnostics.
  bool restorePendingException();

 private:
  std::optional<ObjectId> take(const Ref& object);
  void notePendingException();

  KernelState* root_;
  ObjectSet objects_;
  std::unordered_map<std::uint32_t, std::unique_ptr<StaticValue>> described_;
  Ref pendingType_, pendingValue_, pendingTraceback_;
};

/// Classification (describe.cpp). A Python exception may be set on return.
StaticValue describeObject(LiveWorld& world, PyObject* object);

/// The Python function behind a function or dispatcher, borrowed; nullptr for anything else.
PyObject* functionBehind(PyObject* object);
/// What of a function is compiled: itself, or where it has blocks of objmode, a function that calls them. An exception may be
/// set; then it is empty.
Ref compiledForm(PyObject* function);

/// Type of an object that is handed over as an argument (typeof.cpp); nullptr with the reason in `why`.
Type typeOfArgument(LiveWorld& world, PyObject* object, std::string& why);
/// The type with each str known at compile time; nullptr where one cannot be.
Type withLiterals(LiveWorld& world, PyObject* object, Type type);

}  // namespace pyrite::bridge
