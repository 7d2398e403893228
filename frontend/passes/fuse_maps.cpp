// Chains of array maps become one map, so that a*b + sin(c) is one loop without temporaries.
//
//   %1 = array_map @sin(%c)                 ->    %2 = array_map @fused(%a, %c)     where @fused(x, y) = @add(x, @sin(y))
//   %2 = array_map @add(%a, %1)
//
// A map moves down to its only use; nothing between the two may write memory that it reads, and no error that the map itself
// may raise comes later than it did.
#include "frontend/ir/builder.hpp"
#include "frontend/ir/verifier_types.hpp"
#include "frontend/passes/all_passes.hpp"

namespace pyrite::passes {
namespace {

using ir::FunctionId;
using ir::InstructionId;
using ir::Op;
using ir::ValueId;

types::Type scalarOf(types::Type type) { return type->isArray() ? type->dtype() : type; }

bool isMap(Op op) { return op == Op::ArrayMap || op == Op::ArrayMapInto; }

bool mayWriteMemory(const ir::Instruction& instruction) {
  switch (ir::info(instruction.op).effects) {
    case ir::Effects::Pure:
    case ir::Effects::Reads:
    case ir::Effects::Control:
      return false;
    case ir::Effects::Writes:
      return instruction.op != Op::SlotStore;
    case ir::Effects::MayRaise:
      return instruction.op != Op::ArrayAlloc && instruction.op != Op::ArrayMap && instruction.op != Op::RaiseIf;
  }
  return true;
}

class Fusion {
 public:
  Fusion(ir::Module& module, std::size_t function) : module_(module), functionIndex_(function) {}

  void run() {
    uses_.assign(function().values.size(), 0);
    for (const ir::Block& block : function().blocks) {
      for (ValueId value : block.unwind.arguments) ++uses_[value.index];
      for (InstructionId id : block.instructions) {
        for (ValueId value : function()[id].operands) ++uses_[value.index];
        for (const ir::Edge& edge : function()[id].successors)
          for (ValueId value : edge.arguments) ++uses_[value.index];
      }
    }
    for (std::size_t block = 0; block < function().blocks.size(); ++block) runBlock(block);
  }

 private:
  ir::Function& function() { return module_.functions[functionIndex_]; }

  void runBlock(std::size_t blockIndex) {
    const std::vector<InstructionId> instructions(function().blocks[blockIndex].instructions.begin(),
                                                  function().blocks[blockIndex].instructions.end());
    std::vector<std::size_t> position(function().instructions.size(), ~std::size_t{0});
    // How many writes precede each instruction, and how many errors other than those of shapes and memory.
    std::vector<std::size_t> writesBefore(instructions.size() + 1, 0), errorsBefore(instructions.size() + 1, 0);
    for (std::size_t i = 0; i < instructions.size(); ++i) {
      const ir::Instruction& instruction = function()[instructions[i]];
      position[instructions[i].index] = i;
      writesBefore[i + 1] = writesBefore[i] + (mayWriteMemory(instruction) ? 1 : 0);
      errorsBefore[i + 1] = errorsBefore[i] + (mayRaiseOtherErrors(instruction) ? 1 : 0);
    }
    std::vector<char> isGone(instructions.size(), 0);
    for (std::size_t i = 0; i < instructions.size(); ++i) {
      if (!isMap(function()[instructions[i]].op)) continue;
      for (std::size_t operand = 0; operand < function()[instructions[i]].operands.size();) {
        const ir::Instruction& consumer = function()[instructions[i]];
        const ValueId value = consumer.operands[operand];
        const InstructionId producer = function()[value].instruction;
        const bool isDestination = consumer.op == Op::ArrayMapInto && operand == 0;
        const types::Type whole = consumer.op == Op::ArrayMapInto ? function()[consumer.operands[0]].type : consumer.type;
        if (!isDestination && producer.valid() && producer.index < position.size() && position[producer.index] < i &&
            function()[producer].op == Op::ArrayMap && uses_[value.index] == 1 &&
            function()[producer].type->ndim == whole->ndim && writesBefore[position[producer.index]] == writesBefore[i] &&
            !mayRaiseOtherErrors(function()[producer]) &&
            (!mayClash(function()[producer]) || errorsBefore[position[producer.index]] == errorsBefore[i])) {
          fuse(instructions[i], operand, producer);
          isGone[position[producer.index]] = 1;
          continue;  // the operands that took the place may be maps as well
        }
        ++operand;
      }
    }
    std::vector<InstructionId> kept;
    for (std::size_t i = 0; i < instructions.size(); ++i)
      if (!isGone[i]) kept.push_back(instructions[i]);
    function().blocks[blockIndex].instructions.assign(kept.begin(), kept.end());
  }

  bool mayRaiseOtherErrors(const ir::Instruction& instruction) const {
    if (instruction.op == Op::ArrayAlloc) return false;
    if (isMap(instruction.op)) return module_[std::get<FunctionId>(instruction.attribute)].mayRaise;
    return ir::mayRaise(instruction, &module_);
  }

  /// Whether the shapes of the map's operands may not go together.
  bool mayClash(const ir::Instruction& map) {
    std::size_t arrays = 0;
    for (ValueId operand : map.operands) arrays += function()[operand].type->isArray() ? 1 : 0;
    return arrays > 1;
  }

  /// Replaces operand `at` of the consumer by the producer's operands, and its kernel by one that calls both.
  void fuse(InstructionId consumerId, std::size_t at, InstructionId producerId) {
    const std::size_t skipped = function()[consumerId].op == Op::ArrayMapInto ? 1 : 0;  // the destination is no parameter
    const FunctionId outer = std::get<FunctionId>(function()[consumerId].attribute);
    const FunctionId inner = std::get<FunctionId>(function()[producerId].attribute);
    ir::Function fused;
    fused.name = module_[outer].name + "." + module_[inner].name;
    for (bool taken = true; taken;) {
      taken = false;
      for (const ir::Function& other : module_.functions) taken = taken || other.name == fused.name;
      if (taken) fused.name += "'";
    }
    fused.pythonName = module_[outer].pythonName;
    fused.file = module_[outer].file;
    fused.line = module_[outer].line;
    fused.result = module_[outer].result;
    fused.fastMath = module_[outer].fastMath;
    fused.inlining = ir::Inline::Always;
    fused.mayRaise = module_[outer].mayRaise || module_[inner].mayRaise;
    fused.isScalarKernel = true;
    ir::Builder builder(fused);
    const ir::BlockId entry = builder.createBlock("entry");
    builder.setBlock(entry);
    std::vector<ValueId> operands, outerArguments, innerArguments;
    auto addOperand = [&](ValueId operand) {
      // An array used twice is read once.
      for (std::size_t i = skipped; i < operands.size(); ++i)
        if (operands[i] == operand) return fused.blocks[0].parameters[i - skipped];
      operands.push_back(operand);
      fused.parameterNames.push_back("x" + std::to_string(fused.parameterNames.size()));
      return builder.addParameter(entry, scalarOf(function()[operand].type));
    };
    const std::vector<ValueId> consumerOperands(function()[consumerId].operands.begin(), function()[consumerId].operands.end());
    const std::vector<ValueId> producerOperands(function()[producerId].operands.begin(), function()[producerId].operands.end());
    if (skipped == 1) operands.push_back(consumerOperands[0]);
    for (std::size_t i = skipped; i < consumerOperands.size(); ++i) {
      if (i != at) {
        outerArguments.push_back(addOperand(consumerOperands[i]));
        continue;
      }
      for (ValueId operand : producerOperands) innerArguments.push_back(addOperand(operand));
      outerArguments.push_back(builder.emit(Op::Call, module_[inner].result, std::span<const ValueId>(innerArguments), inner));
    }
    builder.ret(builder.emit(Op::Call, fused.result, std::span<const ValueId>(outerArguments), outer));
    module_.functions.push_back(std::move(fused));
    ir::Instruction& consumer = function()[consumerId];
    consumer.operands.assign(operands.begin(), operands.end());
    consumer.attribute = FunctionId(module_.functions.size() - 1);
  }

  ir::Module& module_;
  std::size_t functionIndex_;
  std::vector<std::uint32_t> uses_;
};

}  // namespace

Status fuseMaps(ir::Module& module) {
  const std::size_t count = module.functions.size();
  for (std::size_t i = 0; i < count; ++i) {
    bool hasMap = false;
    for (const ir::Instruction& instruction : module.functions[i].instructions) hasMap = hasMap || isMap(instruction.op);
    if (hasMap) Fusion(module, i).run();
  }
  return success();
}

}  // namespace pyrite::passes
