// The state of lowering one module and one function; the families of operations are its members, a file each.
#pragma once

#include <functional>

#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/Intrinsics.h>
#include <llvm/IR/Module.h>

#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "frontend/ir/module.hpp"
#include "runtime/memory.hpp"
#include "targets/layout.hpp"
#include "targets/lower.hpp"

namespace pyrite::targets {

/// Whether operations of that rule reach code generation: the generic level does not, and maps have become loops.
constexpr bool hasLowering(ir::TypeRule rule) {
  using ir::TypeRule;
  return rule != TypeRule::Generic && rule != TypeRule::ArrayMap && rule != TypeRule::ArrayMapInto && rule != TypeRule::Yield &&
         rule != TypeRule::GeneratorResume && rule != TypeRule::GeneratorCurrent && rule != TypeRule::GeneratorResult;
}

/// Where the data of a counted block begins.
inline llvm::Value* dataOf(llvm::IRBuilder<>& b, llvm::Value* object) {
  return b.CreateConstInBoundsGEP1_64(b.getInt8Ty(), object, runtime::kDataOffset);
}

class ModuleLowering {
 public:
  ModuleLowering(const ir::Module& source, llvm::LLVMContext& context, const llvm::DataLayout& dataLayout,
                 const LoweringOptions& options);
  Result<LoweredModule> run();

  const ir::Module& source;
  llvm::LLVMContext& context;
  std::unique_ptr<llvm::Module> module;
  TypeLayouts layouts;
  const LoweringOptions& options;
  std::vector<llvm::Function*> functions;  // by FunctionId

  /// The declaration of a function of the runtime, its signature taken from its C++ type.
  /// Releases what a payload holds, not the payload.
  llvm::Function* destroyFunction(types::Type payload);
  llvm::FunctionCallee runtimeFunction(const std::string& name);
  /// A function of C's mathematical library on operands of one type: float takes the "f" name.
  llvm::FunctionCallee mathFunction(const char* name, llvm::Type* result, std::span<llvm::Type* const> operands);
  /// Whether any exception of the module carries run-time values.
  bool hasPayloads() const { return hasPayloads_; }
  /// Whether exceptions other than the interpreter's do.
  bool hasSitePayloads() const { return hasSitePayloads_; }
  llvm::GlobalVariable* constantData(ir::DataId id);
  void setAttributes(llvm::Function* function, const ir::Function& from);

  // -- values in memory (lower_heap.cpp) --------------------------------------------------------------------------------
  /// A value of `type` at the address, part by part, so that bools are bytes of 0 or 1.
  llvm::Value* loadValue(llvm::IRBuilder<>& b, types::Type type, llvm::Value* pointer);
  void storeValue(llvm::IRBuilder<>& b, types::Type type, llvm::Value* value, llvm::Value* pointer);
  /// One more or one less reference to everything counted in the value.
  void retain(llvm::IRBuilder<>& b, llvm::Value* value, types::Type type);
  void release(llvm::IRBuilder<>& b, llvm::Value* value, types::Type type);
  llvm::Function* destroyFunction(types::Type frame, ir::FunctionId resume);
  llvm::Function* resumeEntry(ir::FunctionId resume);

 private:
  llvm::Function* releaseFunction(types::Type type);
  void freeBox(llvm::IRBuilder<>& b, types::Type type, llvm::Value* box);
  template <class Count>
  void forEachOwner(llvm::IRBuilder<>& b, llvm::Value* value, types::Type type, Count&& count);
  void declare();
  void emitEntry(LoweredModule& result);
  void emitScalarEntry(const std::string& name);
  std::vector<llvm::GlobalVariable*> data_;
  std::unordered_map<std::uint32_t, llvm::Function*> destroyFunctions_, resumeEntries_;  // of generators, by what resumes them
  std::unordered_map<types::Type, llvm::Function*> releaseFunctions_;  // of lists and boxes that hold counted values
  bool hasPayloads_ = false, hasSitePayloads_ = false;
};

class FunctionLowering {
 public:
  FunctionLowering(ModuleLowering& module, ir::FunctionId id);
  void run();

 private:
  using Instruction = ir::Instruction;
  using Value = llvm::Value;

  void lower(const Instruction& instruction);
  // Each operation of the typed level, in the file of its family. One that is missing does not link.
#define OP(Name, Text, ShapeOf, Rule, EffectsOf) void lower##Name(const Instruction& instruction);
#include "frontend/ir/ops.def"
#undef OP

  // -- arithmetic ------------------------------------------------------------------------------------------------------
  void lowerDivision(const Instruction& instruction, bool wantsRemainder);
  Value* intDivision(bool wantsRemainder, bool isSigned, Value* a, Value* b);
  Value* floatDivision(bool wantsRemainder, Value* a, Value* b);
  Value* intPower(types::Type type, Value* a, Value* b);
  Value* complexDivide(Value* a, Value* b);
  Value* complexPower(Value* a, Value* b);
  Value* shift(ir::Op op, types::Type type, Value* a, Value* b);
  Value* convertScalar(Value* value, types::Type from, types::Type to);
  Value* callIntrinsic(llvm::Intrinsic::ID intrinsic, const Instruction& instruction);
  Value* callLibrary(const char* name, const Instruction& instruction);
  Value* frexp(Value* value, bool wantsMantissa);
  Value* callMath(const char* name, Value* a);
  Value* callMath(const char* name, Value* a, Value* b);
  Value* makePair(Value* real, Value* imag);
  Value* realOf(Value* complex) { return b_.CreateExtractValue(complex, 0); }
  Value* imagOf(Value* complex) { return b_.CreateExtractValue(complex, 1); }

  // -- memory ------------------------------------------------------------------------------------------------------------
  Value* makeAggregate(types::Type type, std::span<Value* const> parts);
  Value* loadElement(types::Type dtype, Value* pointer, bool isAligned);
  void storeElement(types::Type dtype, Value* pointer, Value* value, bool isAligned);
  Value* elementPointer(const Instruction& instruction, std::size_t firstIndex);
  void findAccessedArrays(std::span<const ir::BlockId> order);
  void stateExtent(ir::ValueId array);
  Value* entryAlloca(llvm::Type* type);
  Value* fieldPointer(const Instruction& instruction);
  Value* itemPointer(const Instruction& instruction);
  Value* itemSize(types::Type list);
  void replace(types::Type type, Value* pointer, Value* value);
  void leaveWithoutMemory(Value* object);

  // -- control -------------------------------------------------------------------------------------------------------------
  void addIncoming(const ir::Edge& edge);
  Value* statusSlot();
  Value* lowerCaught(types::Type type);
  Value* onlyIf(Value* condition, const std::function<Value*()>& make, Value* otherwise);
  Value* lowerMatch(const Instruction& instruction);
  void leaveWith(Value* status);                  // to the block's unwind target or out of the function
  void returnWith(Value* result, Value* status);  // result: nullptr where there is none
  void finishReturns();
  void leaveIf(Value* condition, const std::function<void()>& leave);
  bool isLeftWithError(ir::BlockId id, int depth) const;
  Value* makePayload(const Instruction& instruction, std::size_t firstValue);
  Value* makeError(Value* status, Value* payload);
  Value* operandOrNoError(const Instruction& instruction);
  Value* linkedError(Value* error, Value* payload);
  void raiseAt(const Instruction& instruction, std::size_t firstValue);
  Value* payloadInFlight() { return b_.CreateCall(module_.runtimeFunction("prt_payload_in_flight")); }
  Value* callFunction(const Instruction& instruction);

  Value* operand(const Instruction& instruction, std::size_t index) const { return values_[instruction.operands[index].index]; }
  types::Type operandType(const Instruction& instruction, std::size_t index) const {
    return source_[instruction.operands[index]].type;
  }
  void define(const Instruction& instruction, Value* value) { values_[instruction.result.index] = value; }
  llvm::Type* typeOf(types::Type type) { return module_.layouts.typeOf(type); }

  ModuleLowering& module_;
  const ir::Function& source_;
  llvm::Function* function_;
  llvm::IRBuilder<> b_;
  std::vector<Value*> values_;
  std::vector<llvm::BasicBlock*> blocks_;
  std::vector<std::vector<llvm::PHINode*>> parameters_;
  std::vector<char> isAccessed_;  // by value: arrays whose extent is stated
  llvm::AllocaInst* statusSlot_ = nullptr;
  llvm::BasicBlock* returns_ = nullptr;   // where functions that may raise are left
  std::vector<llvm::PHINode*> returned_;  // the status, then the scalars of the result
  ir::BlockId block_;
};

}  // namespace pyrite::targets
