// A World over the caller's World that also knows objects which exist only while compiling: nested functions, exception
// instances, dtypes, bound names. Their ids begin where no Python object's id lies.
#pragma once

#include <deque>
#include <unordered_map>

#include "frontend/infer/world.hpp"

namespace pyrite::infer {

/// A nested function or lambda: its code, the function whose globals it sees, and which defaults it was made with.
struct NestedFunction {
  std::shared_ptr<const bytecode::CodeObject> code;
  ObjectId globals;                          // an object of the underlying World
  std::size_t defaults = 0;                  // how many positional defaults follow the free variables among the captured values
  std::vector<std::string> keywordDefaults;  // names of the keyword-only defaults that follow those
  friend bool operator==(const NestedFunction&, const NestedFunction&) = default;
};

class Overlay final : public World {
 public:
  explicit Overlay(World& base) : base_(base) {}

  const StaticValue& describe(ObjectId object) override;
  std::optional<ObjectId> global(ObjectId function, const std::string& name) override;
  std::optional<ObjectId> freeVariable(ObjectId function, std::size_t index) override;
  std::optional<ObjectId> attribute(ObjectId object, const std::string& name) override;
  std::optional<ObjectId> import(ObjectId function, const std::string& module, const std::vector<std::string>& names,
                                 int level) override;
  std::optional<ObjectId> libraryFunction(const std::string& qualifiedName) override;
  std::optional<ObjectId> builtin(const std::string& name) override;
  std::string wording(const std::string& expression) override { return base_.wording(expression); }
  bool isSubclass(ObjectId cls, ObjectId base) override { return base_.isSubclass(cls, base); }
  std::vector<std::int32_t> runtimeStatuses(ObjectId base) override { return base_.runtimeStatuses(base); }
  std::string displayName(ObjectId object) override;

  /// The static type of an object, with the name that messages use.
  Type typeOf(ObjectId object);

  /// The same content gives the same id, so that types made of it are equal whenever they are made.
  ObjectId add(StaticType type);
  ObjectId add(StaticBuiltin builtin);
  ObjectId add(StaticException exception);
  ObjectId add(StaticString text);
  ObjectId add(StaticText text);
  ObjectId add(NestedFunction function);
  /// nullptr: an object of the underlying World, or no nested function.
  const NestedFunction* nested(ObjectId object) const;
  static bool isOwn(ObjectId object) { return object.index >= kFirst && object.valid(); }

 private:
  static constexpr std::uint32_t kFirst = 0x80000000u;
  struct Own {
    StaticValue value;
    NestedFunction nested;
    bool isNested = false;
  };
  ObjectId append(Own own);
  const Own& own(ObjectId object) const { return own_[object.index - kFirst]; }

  World& base_;
  std::deque<Own> own_;
  // What was asked once is not asked again: asking may cost a trip to the interpreter, and the answer must not change
  // in the middle of a compilation.
  struct Question {
    ObjectId object;
    std::string name;
    friend bool operator==(const Question&, const Question&) = default;
  };
  struct QuestionHash {
    std::size_t operator()(const Question& q) const {
      return std::hash<std::string>()(q.name) ^ std::hash<ObjectId>()(q.object);
    }
  };
  using Answers = std::unordered_map<Question, std::optional<ObjectId>, QuestionHash>;
  Answers globals_, attributes_, library_, builtins_;
  std::unordered_map<ObjectId, Type> types_;
};

}  // namespace pyrite::infer
