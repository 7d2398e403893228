// Which exceptions may have been caught where a handler begins, and what is known of their arguments.
#pragma once

#include <set>

#include "frontend/infer/specializer.hpp"

namespace pyrite::infer {

/// What code may raise, gathered from typed functions.
class RaisedErrors {
 public:
  explicit RaisedErrors(Specializer& specializer) : specializer_(specializer) {}

  /// The classes that a handler's clauses have let through, or kept out.
  struct Filter {
    std::vector<ObjectId> classes;
    bool isTaken = true;
  };

  /// Adds what the instruction may raise. `raised`: of errors that are raised again.
  void add(const ir::Function& function, const ir::Instruction& instruction, const std::function<void(ValueId)>& raised);
  void addSite(ir::SiteId site) { sites_.insert(site.index); }
  /// Nothing more can be told; the first reason stands.
  void giveUp(std::string reason);

  /// The tuple of the arguments of those that pass the filters; a refusal where they have none in common.
  Result<Type> arguments(Emitter& emitter, const std::vector<Filter>& filters) const;

 private:
  bool isHarmless(std::int64_t call) const;
  void addFunction(ir::FunctionId id);
  bool passes(const std::vector<Filter>& filters, const std::function<bool(ObjectId)>& isOf) const;
  Result<Type> argumentsOf(Emitter& emitter, const ir::RaiseSite& site, ObjectId cls) const;

  Specializer& specializer_;
  std::set<std::uint32_t> sites_;
  std::set<std::int32_t> statuses_;  // of the runtime
  std::set<std::uint32_t> functions_;
  std::vector<std::uint32_t> open_;  // functions whose code is being looked at
  std::string unknown_;
};

}  // namespace pyrite::infer
