// A StopIteration that leaves the body of a generator is a RuntimeError, so that it does not end a loop elsewhere.
#include <vector>

#include "frontend/infer/language.hpp"
#include "frontend/infer/specializer.hpp"
#include "frontend/ir/builder.hpp"

namespace pyrite::infer {

using ir::Op;

namespace {

class Replacement {
 public:
  Replacement(Specializer& specializer, ObjectId stopIteration)
      : specializer_(specializer), module_(specializer.module), stopIteration_(stopIteration) {}

  void run() {
    leaves_.assign(module_.functions.size(), 0);
    for (bool isChanged = true; isChanged;) {
      isChanged = false;
      for (std::size_t i = 0; i < module_.functions.size(); ++i) {
        const ir::Function& function = module_.functions[i];
        if (leaves_[i] != 0 || function.generator != nullptr) continue;
        for (const ir::Block& block : function.blocks) leaves_[i] = leaves_[i] != 0 || culprit(function, block).valid() ? 1 : 0;
        isChanged = isChanged || leaves_[i] != 0;
      }
    }
    for (ir::Function& function : module_.functions)
      if (function.generator != nullptr) wrap(function);
  }

 private:
  /// Of a block whose errors leave the function: the first instruction that may raise a StopIteration.
  ir::InstructionId culprit(const ir::Function& function, const ir::Block& block) const {
    if (block.unwind.target.valid()) return {};
    for (ir::InstructionId id : block.instructions)
      if (mayStop(function[id])) return id;
    return {};
  }

  bool mayStop(const ir::Instruction& instruction) const {
    if (instruction.op == Op::Call) return leaves_[std::get<ir::FunctionId>(instruction.attribute).index] != 0;
    if (instruction.op == Op::Raise || instruction.op == Op::RaiseIf)
      return isStop(std::get<ir::SiteId>(instruction.attribute));
    return instruction.op == Op::RaiseError && hasSites();
  }

  bool isStop(ir::SiteId site) const {
    const ir::RaiseSite& raised = module_.sites[site.index];
    return raised.cls.valid() ? specializer_.world.isSubclass(raised.cls, stopIteration_) : raised.exception == "StopIteration";
  }

  bool hasSites() const {
    for (std::size_t i = 0; i < module_.sites.size(); ++i)
      if (isStop(ir::SiteId(i))) return true;
    return false;
  }

  void wrap(ir::Function& function) {
    ir::Builder builder(function);
    const std::size_t count = function.blocks.size();
    for (std::size_t i = 0; i < count; ++i) {
      const ir::InstructionId at = culprit(function, function.blocks[i]);
      if (!at.valid()) continue;
      const ir::BlockId caught = builder.createBlock("caught"), stop = builder.createBlock("stop"),
                        other = builder.createBlock("other");
      function.blocks[i].unwind = ir::Edge{caught, {}};
      builder.setSpan(function[at].span);
      builder.setBlock(caught);
      const ir::ValueId error = builder.emit(Op::CaughtError, types::errorType(), {});
      const std::int64_t handler = specializer_.handledIndex({stopIteration_});
      builder.branch(builder.emit(Op::ErrorMatches, types::boolType(), {error}, handler), stop, other);
      builder.setBlock(other);
      builder.emit(Op::RaiseError, types::voidType(), {error});
      builder.setBlock(stop);
      ir::RaiseSite site;
      site.exception = "RuntimeError";
      site.arguments.push_back({std::string("generator raised StopIteration")});
      site.span = function[at].span;
      site.function = function.pythonName;
      site.file = function.file;
      ir::ValueId raised =
          builder.emit(Op::ErrorMake, types::errorType(), std::span<const ir::ValueId>(), module_.addSite(std::move(site)));
      raised = builder.emit(Op::ErrorContext, types::errorType(), {raised, error});
      raised = builder.emit(Op::ErrorCause, types::errorType(), {raised, error});
      builder.emit(Op::RaiseError, types::voidType(), {raised});
    }
  }

  Specializer& specializer_;
  ir::Module& module_;
  const ObjectId stopIteration_;
  std::vector<char> leaves_;  // by function: whether a StopIteration may leave it
};

}  // namespace

void replaceStopIterations(Specializer& specializer) {
  if (const auto cls = specializer.world.builtin("builtins.StopIteration")) Replacement(specializer, *cls).run();
}

}  // namespace pyrite::infer
