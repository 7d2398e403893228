// The driver's state for one compilation: every specialisation asked for so far, and the module they are written into.
#pragma once

#include <deque>
#include <unordered_map>

#include "frontend/flow/flow.hpp"
#include "frontend/infer/emitter.hpp"
#include "frontend/infer/infer.hpp"
#include "frontend/infer/overlay.hpp"

namespace pyrite::infer {

/// The generic IR of one code object with what every walk over it needs. Immutable, shared between compilations.
struct GenericCode {
  ir::Function function;
  std::vector<ir::BlockId> order;              // reverse post-order
  std::vector<std::uint32_t> position;         // of each block in that order
  std::vector<std::uint32_t> parameterOffset;  // of each block's first parameter among all parameters
  std::uint32_t parameterCount = 0;
  std::vector<char> isLoopHead;  // by block: a later one leads back to it
};

GenericCode makeGenericCode(ir::Function function);

/// A function's body in both forms.
struct FunctionCode {
  std::shared_ptr<const bytecode::CodeObject> code;
  std::shared_ptr<const GenericCode> generic;
};
/// From a cache that all compilations share.
Result<FunctionCode> functionCodeOf(const std::shared_ptr<const bytecode::CodeObject>& code);

/// What a function is compiled for. Constants are arguments known at compile time, which are no run-time parameters.
struct SpecializationKey {
  ObjectId function;
  std::uint32_t options = 0;             // index into the Specializer's options
  std::vector<Type> arguments;           // parameters, then captured values
  std::vector<ir::Attribute> constants;  // one for each argument, monostate where it is a run-time value
};

/// What a function would need to be handed: an argument, a list or a cell, that holds items of a wider type.
struct Want {
  std::size_t argument = 0;
  Type item = nullptr;
};

struct Specialization {
  enum class State : std::uint8_t { New, InProgress, Provisional, Done, Failed };

  SpecializationKey key;
  std::size_t captured = 0;  // how many of the arguments are captured values
  Type declaredResult = nullptr;
  FunctionCode body;
  std::vector<flow::UnrolledLoop> unrolled;  // loops of the body
  ir::FunctionId id;
  Type result = nullptr;         // nullptr: not known yet
  ir::Attribute resultConstant;  // what every return gives, where that is one constant
  State state = State::New;
  bool wasUsed = false;  // while in progress: somebody relies on `result`
  bool wasFinishedOnce = false;
  bool sawUnknown = false;        // some call in it could not be typed yet
  std::size_t depth = 0;          // on the stack of functions in progress
  std::size_t lowest = 0;         // smallest depth of what this one relies on while that is in progress
  std::uint64_t version = 0;      // of all provisional results when this one was made
  std::vector<Diagnostic> error;  // one, when it failed
  std::optional<Want> want;       // … for this reason
};

class Specializer {
 public:
  explicit Specializer(World& world) : world(world) {}

  Overlay world;
  ir::Module module;
  /// Set when an operation was given up because the result of a function in progress is not known yet.
  bool isAwaiting = false;
  const Specialization* awaited = nullptr;
  /// Why the specialisation that was required last failed, where its caller can help.
  std::optional<Want> want;

  const ir::Function& genericOf(const Specialization& specialization) const { return specialization.body.generic->function; }

  std::uint32_t optionsIndex(const FunctionOptions& options);
  const FunctionOptions& options(std::uint32_t index) const { return options_[index]; }

  /// The specialisation, made if need be; its result is nullptr while recursion has not shown it.
  Result<const Specialization*> require(SpecializationKey key, std::size_t captured, Type declaredResult, FunctionCode body);
  bool isInProgress(ObjectId function) const;
  bool isEntry(const Specialization& specialization) const { return &specialization == &specializations_.front(); }
  /// The type of the generators that a specialisation makes, and the function that such a type stands for.
  Type generatorType(const Specialization& specialization, Type yielded, Type returned);
  ir::FunctionId generatorFunction(Type generator) const { return generators_.at(generator); }
  ir::DataId frozenArray(ObjectId object, const ir::Data& data);
  std::string describeCall(const Specialization& specialization) const;  // "f(int64, float64)"

  /// The number by which an error_matches names these classes until the statuses of all sites are known.
  std::int64_t handledIndex(std::vector<ObjectId> classes);

  /// What became of the dispatchers that were called, the entry aside.
  std::vector<CalledFunction> calledDispatchers();

  /// Drops what nothing calls, orders and names the functions, renumbers data and sites, settles what handlers match.
  Status finish(ir::FunctionId entry);

 private:
  Status run(Specialization& specialization);
  Status rebuild(Specialization& specialization, std::span<const flow::UnrolledLoop> loops);
  Status checkDepth(const Specialization& specialization) const;
  void leave(Specialization& specialization);
  Specialization* find(const SpecializationKey& key, std::size_t hash);
  Status settleHandlers();
  std::string symbolOf(const Specialization& specialization) const;

  std::deque<FunctionOptions> options_;
  std::deque<Specialization> specializations_;
  std::vector<std::vector<ObjectId>> handled_;  // the classes of each except clause
  std::unordered_multimap<std::size_t, Specialization*> memo_;
  std::vector<Specialization*> stack_;        // functions in progress
  std::vector<Specialization*> provisional_;  // finished, but on the strength of something on the stack
  std::uint64_t version_ = 0;                 // counts changes of results that somebody relied on
  std::unordered_map<ObjectId, ir::DataId> frozen_;
  std::unordered_map<Type, ir::FunctionId> generators_;
};

bool sameConstant(const ir::Attribute& a, const ir::Attribute& b);

/// Gives a code object its generic IR beforehand, so that tests can write functions as IR text. The code object says
/// what the IR does not: parameters, constants, interpreter.
void presetGenericCode(const std::shared_ptr<const bytecode::CodeObject>& code, ir::Function generic);

}  // namespace pyrite::infer
