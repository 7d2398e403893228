// How deep the operand stack is before each instruction. Code that passes can be executed abstractly without looking back.
#include "frontend/bytecode/instruction.hpp"

namespace pyrite::bytecode {
namespace {

constexpr std::int32_t kUnknownEffect = -1, kUnreached = -1;

/// How many of the function's flags are set: each is an entry of the stack.
constexpr std::int32_t countFlags(std::int32_t flags) {
  return (flags & kDefaults) / kDefaults + (flags & kKeywordDefaults) / kKeywordDefaults +
         (flags & kAnnotations) / kAnnotations + (flags & kClosure) / kClosure;
}

struct Effect {
  std::int32_t pops, pushes;
};

Effect effectOf(const Instruction& instruction) {
  [[maybe_unused]] const std::int32_t x = instruction.operand;
  switch (instruction.meaning) {
#define MEANING(Name, Text, Operand, Pops, Pushes) \
  case Meaning::Name:                              \
    return {Pops, Pushes};
#include "frontend/bytecode/meanings.def"
#undef MEANING
  }
  return {kUnknownEffect, 0};
}

/// Where the jump is taken, an exhausted iterator is gone and the tested value of an and/or is still there.
std::int32_t depthAtTarget(Meaning meaning, std::int32_t before, std::int32_t after) {
  if (meaning == Meaning::ForIter || meaning == Meaning::SendLeaving) return before - 1;
  if (meaning == Meaning::JumpIfFalseOrPop || meaning == Meaning::JumpIfTrueOrPop) return before;
  return after;
}

class Depths {
 public:
  Depths(const CodeObject& code, const DecodedCode& decoded)
      : code_(code), decoded_(decoded), depths_(decoded.instructions.size(), kUnreached) {}

  Result<std::vector<std::int32_t>> run() {
    PYRITE_TRY_STATUS(reach(0, 0, 0));
    while (!work_.empty()) {
      const std::int32_t index = work_.back();
      work_.pop_back();
      PYRITE_TRY_STATUS(follow(index));
    }
    return std::move(depths_);
  }

 private:
  const Instruction& at(std::int32_t index) const { return decoded_.instructions[static_cast<std::size_t>(index)]; }

  Diagnostic damaged(const char* what, std::int32_t index) const { return bytecode::damaged(code_, at(index), what); }

  Status reach(std::int32_t index, std::int32_t depth, std::int32_t from) {
    if (index >= std::ssize(decoded_.instructions)) return damaged("runs past the end", from);
    std::int32_t& known = depths_[static_cast<std::size_t>(index)];
    if (known == depth) return success();
    if (known != kUnreached) return damaged("meets another way with a stack of another depth", index);
    if (depth > code_.stackSize + kSpareStack) return damaged("makes the stack too deep", from);
    known = depth;
    work_.push_back(index);
    return success();
  }

  Status follow(std::int32_t index) {
    const Instruction& instruction = at(index);
    const std::int32_t before = depths_[static_cast<std::size_t>(index)];
    for (const ProtectedRange& range : decoded_.exceptionTable) {
      // What an exception finds: the stack as it was where the block was set up, or as deep as the table says.
      if (range.setup == index)
        PYRITE_TRY_STATUS(reach(range.handler, before + range.values, index));
      else if (range.setup < 0 && range.begin <= index && index < range.end)
        PYRITE_TRY_STATUS(reach(range.handler, range.depth + (range.pushLastInstruction ? 1 : 0) + range.values, index));
    }
    const Effect effect = effectOf(instruction);
    if (effect.pops == kUnknownEffect) return success();
    if (effect.pops > before) return damaged("takes more than the stack holds", index);
    const std::int32_t after = before - effect.pops + effect.pushes;
    if (operandKind(instruction.meaning) == OperandKind::Target)
      PYRITE_TRY_STATUS(reach(instruction.operand, depthAtTarget(instruction.meaning, before, after), index));
    if (leavesFunction(instruction.meaning) || instruction.meaning == Meaning::Jump || sends(instruction.meaning))
      return success();
    return reach(index + 1, after, index);
  }

  const CodeObject& code_;
  const DecodedCode& decoded_;
  std::vector<std::int32_t> depths_, work_;
};

}  // namespace

Result<std::vector<std::int32_t>> stackDepths(const CodeObject& code, const DecodedCode& decoded) {
  return Depths(code, decoded).run();
}

}  // namespace pyrite::bytecode
