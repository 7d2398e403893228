// A World made from tables: globals, builtins and modules by name.
#pragma once

#include <deque>
#include <map>

#include "frontend/infer/emitter.hpp"
#include "frontend/infer/infer.hpp"

namespace pyrite::infer {

class TableWorld : public World {
 public:
  TableWorld() {
    for (const char* name :
         {"abs", "all", "any",   "callable", "divmod",   "enumerate", "getattr", "hasattr", "isinstance", "iter", "len", "max",
          "min", "pow", "print", "range",    "reversed", "round",     "slice",   "sum",     "tuple",      "type", "zip"})
      addBuiltin(name, StaticBuiltin{std::string("builtins.") + name});
    addBuiltin("int", StaticType{types::int64(), "builtins.int"});
    addBuiltin("float", StaticType{types::float64(), "builtins.float"});
    addBuiltin("bool", StaticType{types::boolType(), "builtins.bool"});
    addBuiltin("complex", StaticType{types::complex128(), "builtins.complex"});
    for (const char* name : {"AssertionError", "IndexError", "TypeError", "ValueError", "ZeroDivisionError"})
      addBuiltin(name, StaticExceptionClass{name});
    addGlobal("math", StaticModule{"math"});
    addGlobal("np", StaticModule{"numpy"});
    const ObjectId numpy = globals_.at("np");
    attributes_[{numpy.index, "float32"}] = add(StaticType{types::floatType(32), "numpy.float32"});
    attributes_[{numpy.index, "float64"}] = add(StaticType{types::float64(), "numpy.float64"});
    attributes_[{numpy.index, "int32"}] = add(StaticType{types::intType(32), "numpy.int32"});
    attributes_[{numpy.index, "ndarray"}] = add(StaticBuiltin{"numpy.ndarray"});
  }

  ObjectId add(StaticValue value, std::string name = "") {
    objects_.push_back(std::move(value));
    names_.push_back(std::move(name));
    return ObjectId(objects_.size() - 1);
  }
  ObjectId addGlobal(const std::string& name, StaticValue value) { return globals_[name] = add(std::move(value), name); }
  /// Closed-over values of a function.
  void setFree(ObjectId function, std::size_t index, ObjectId value) { free_[{function.index, index}] = value; }

  bool isSubclass(ObjectId cls, ObjectId base) override {
    const auto* wanted = std::get_if<StaticExceptionClass>(&objects_[base.index]);
    return cls == base || (wanted != nullptr && (wanted->name == "Exception" || wanted->name == "BaseException"));
  }
  std::vector<std::int32_t> runtimeStatuses(ObjectId) override { return {}; }
  const StaticValue& describe(ObjectId object) override { return objects_[object.index]; }
  std::optional<ObjectId> global(ObjectId, const std::string& name) override {
    if (const auto found = globals_.find(name); found != globals_.end()) return found->second;
    return builtin("builtins." + name);
  }
  std::optional<ObjectId> freeVariable(ObjectId function, std::size_t index) override {
    if (const auto found = free_.find({function.index, index}); found != free_.end()) return found->second;
    return std::nullopt;
  }
  std::optional<ObjectId> attribute(ObjectId object, const std::string& name) override {
    if (const auto found = attributes_.find({object.index, name}); found != attributes_.end()) return found->second;
    const auto* module = std::get_if<StaticModule>(&describe(object));
    if (module == nullptr) return std::nullopt;
    const std::string qualified = module->name + "." + name;
    if (findIntrinsic(qualified) == nullptr && !isUfunc(qualified)) return std::nullopt;
    return attributes_[{object.index, name}] = add(StaticBuiltin{qualified}, qualified);
  }
  std::optional<ObjectId> libraryFunction(const std::string&) override { return std::nullopt; }
  std::optional<ObjectId> builtin(const std::string& name) override {
    if (const auto found = builtins_.find(name); found != builtins_.end()) return found->second;
    return std::nullopt;
  }
  std::string displayName(ObjectId object) override {
    return names_[object.index].empty() ? "object" + std::to_string(object.index) : names_[object.index];
  }

 private:
  void addBuiltin(const std::string& name, StaticValue value) { builtins_["builtins." + name] = add(std::move(value), name); }
  std::deque<StaticValue> objects_;
  std::deque<std::string> names_;
  std::map<std::string, ObjectId> globals_, builtins_;
  std::map<std::pair<std::uint32_t, std::string>, ObjectId> attributes_;
  std::map<std::pair<std::uint32_t, std::size_t>, ObjectId> free_;
};

}  // namespace pyrite::infer
