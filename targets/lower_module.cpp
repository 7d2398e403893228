// Modules: declarations, constants, the uniform entry and the scalar entry.
#include <llvm/IR/DataLayout.h>
#include <llvm/IR/Verifier.h>
#include <llvm/Support/raw_ostream.h>

#include <type_traits>

#include "frontend/ir/builder.hpp"
#include "runtime/functions.hpp"
#include "runtime/status.hpp"
#include "targets/lowering.hpp"

namespace pyrite::targets {

using types::Kind;

namespace {

/// LLVM's type for a C++ parameter or result type of a runtime function.
template <class T>
llvm::Type* lowered(llvm::LLVMContext& context) {
  if constexpr (std::is_void_v<T>)
    return llvm::Type::getVoidTy(context);
  else if constexpr (std::is_pointer_v<T>)
    return llvm::PointerType::get(context, 0);
  else if constexpr (std::is_same_v<T, double>)
    return llvm::Type::getDoubleTy(context);
  else
    return llvm::Type::getIntNTy(context, 8 * sizeof(T));
}

template <class Result, class... Arguments>
llvm::FunctionType* loweredSignature(Result (*)(Arguments...), llvm::LLVMContext& context) {
  return llvm::FunctionType::get(lowered<Result>(context), {lowered<Arguments>(context)...}, false);
}

}  // namespace

bool isLowered(ir::Op op) { return hasLowering(ir::info(op).rule); }

ModuleLowering::ModuleLowering(const ir::Module& from, llvm::LLVMContext& inContext, const llvm::DataLayout& dataLayout,
                               const LoweringOptions& with)
    : source(from),
      context(inContext),
      module(std::make_unique<llvm::Module>("pyrite", inContext)),
      layouts(inContext, dataLayout),
      options(with),
      data_(from.data.size()) {
  for (const ir::Function& function : source.functions) {
    for (const ir::Instruction& instruction : function.instructions) {  // the interpreter's error is a payload
      hasPayloads_ = hasPayloads_ || instruction.op == ir::Op::CallObject || instruction.op == ir::Op::InterruptCheck;
      hasSitePayloads_ = hasSitePayloads_ || instruction.op == ir::Op::ErrorContext || instruction.op == ir::Op::ErrorCause;
    }
  }
  for (const ir::RaiseSite& site : source.sites) hasSitePayloads_ = hasSitePayloads_ || site.payload != nullptr;
  hasPayloads_ = hasPayloads_ || hasSitePayloads_;
  module->setDataLayout(dataLayout);
  module->setTargetTriple(llvm::Triple(with.triple));
}

llvm::FunctionCallee ModuleLowering::runtimeFunction(const std::string& name) {
  llvm::FunctionType* type = nullptr;
#define RUNTIME_FN(Result, fn, Arguments, Effects) \
  if (name == #fn) type = loweredSignature(&::fn, context);
#include "runtime/functions.def"
#undef RUNTIME_FN
  PYRITE_CHECK(type != nullptr, "a runtime function that does not exist");
  llvm::FunctionCallee callee = module->getOrInsertFunction(name, type);
  auto* function = llvm::cast<llvm::Function>(callee.getCallee());
  function->setDoesNotThrow();
  // A signal's handler may do anything at any time: what it reads or writes has no order with what the loop does.
  if (name == "prt_interrupt_check") {
    function->setOnlyAccessesInaccessibleMemory();
    function->setWillReturn();
  }
  return callee;
}

llvm::FunctionCallee ModuleLowering::mathFunction(const char* name, llvm::Type* result, std::span<llvm::Type* const> operands) {
  const std::string symbol = std::string(name) + (operands[0]->isFloatTy() ? "f" : "");
  auto* type = llvm::FunctionType::get(result, llvm::ArrayRef(operands.data(), operands.size()), false);
  llvm::FunctionCallee callee = module->getOrInsertFunction(symbol, type);
  auto* function = llvm::cast<llvm::Function>(callee.getCallee());
  function->setDoesNotThrow();
  function->setDoesNotAccessMemory();  // errno is nobody's business here
  function->setWillReturn();
  return callee;
}

llvm::GlobalVariable* ModuleLowering::constantData(ir::DataId id) {
  llvm::GlobalVariable*& known = data_[id.index];
  if (known != nullptr) return known;
  const ir::Data& data = source.data[id.index];
  auto* bytes = llvm::ConstantDataArray::getString(context, data.bytes, false);
  known = new llvm::GlobalVariable(*module, bytes->getType(), true, llvm::GlobalValue::PrivateLinkage, bytes,
                                   "data" + std::to_string(id.index));
  known->setAlignment(llvm::Align(64));
  return known;
}

void ModuleLowering::setAttributes(llvm::Function* function, const ir::Function& from) {
  function->setDoesNotThrow();
  if (!options.cpu.empty()) function->addFnAttr("target-cpu", options.cpu);
  if (!options.features.empty()) function->addFnAttr("target-features", options.features);
  switch (from.inlining) {
    case ir::Inline::Automatic:
      break;
    case ir::Inline::Always:
      function->addFnAttr(llvm::Attribute::AlwaysInline);
      break;
    case ir::Inline::Never:
      function->addFnAttr(llvm::Attribute::NoInline);
      break;
  }
}

void ModuleLowering::declare() {
  for (std::size_t i = 0; i < source.functions.size(); ++i) {
    const ir::Function& function = source.functions[i];
    std::vector<llvm::Type*> parameters;
    for (ir::ValueId parameter : function.blocks[0].parameters) parameters.push_back(layouts.typeOf(function[parameter].type));
    llvm::Type* result = layouts.typeOf(function.result);
    if (function.mayRaise) result = llvm::StructType::get(context, {result, llvm::Type::getInt32Ty(context)});
    auto* made = llvm::Function::Create(llvm::FunctionType::get(result, parameters, false), llvm::GlobalValue::InternalLinkage,
                                        "pyrite." + std::to_string(i) + "." + function.name, *module);
    setAttributes(made, function);
    if (i == 0) made->addFnAttr(llvm::Attribute::InlineHint);
    functions.push_back(made);
  }
}

void ModuleLowering::emitEntry(LoweredModule& result) {
  const ir::Function& function = source.functions[0];
  std::vector<types::Type> arguments;
  for (ir::ValueId parameter : function.blocks[0].parameters) arguments.push_back(function[parameter].type);
  result.frame = layouts.frameOf(function.result, arguments);
  result.entry = "pyrite_entry";
  auto* pointer = llvm::PointerType::get(context, 0);
  auto* entry = llvm::Function::Create(llvm::FunctionType::get(llvm::Type::getInt32Ty(context), {pointer}, false),
                                       llvm::GlobalValue::ExternalLinkage, result.entry, *module);
  setAttributes(entry, ir::Function{});
  llvm::IRBuilder<> b(llvm::BasicBlock::Create(context, "entry", entry));
  auto at = [&](std::int64_t offset) {
    return b.CreateConstInBoundsGEP1_64(b.getInt8Ty(), entry->getArg(0), static_cast<std::uint64_t>(offset));
  };
  std::vector<llvm::Value*> values;
  for (std::size_t i = 0; i < arguments.size(); ++i)
    values.push_back(loadValue(b, arguments[i], at(result.frame.argumentOffsets[i])));
  llvm::Value* returned = b.CreateCall(functions[0], values);
  if (!function.mayRaise) {
    storeValue(b, function.result, returned, at(result.frame.resultOffset));
    b.CreateRet(b.getInt32(0));
    return;
  }
  llvm::Value* status = b.CreateExtractValue(returned, 1);
  auto* succeeded = llvm::BasicBlock::Create(context, "succeeded", entry);
  auto* leave = llvm::BasicBlock::Create(context, "leave", entry);
  b.CreateCondBr(b.CreateICmpEQ(status, b.getInt32(0)), succeeded, leave);
  b.SetInsertPoint(succeeded);
  storeValue(b, function.result, b.CreateExtractValue(returned, 0), at(result.frame.resultOffset));
  b.CreateBr(leave);
  b.SetInsertPoint(leave);
  b.CreateRet(status);
}

/// What the scalar entry returns in place of a result when the function raised; nullptr: the type has no value to spare.
llvm::Constant* errorMark(types::Type type, llvm::Type* passed) {
  if (type->isFloat()) return llvm::ConstantFP::getNaN(passed);
  if (type->isBool()) return llvm::ConstantInt::get(passed, 2);
  if (!type->isInteger()) return nullptr;
  const unsigned bits = passed->getIntegerBitWidth();
  return llvm::ConstantInt::get(passed, type->isSigned ? llvm::APInt::getSignedMinValue(bits) : llvm::APInt::getMaxValue(bits));
}

/// Plain C: scalars by value, the result returned. An error is told in band, by a mark that may also be a result: whoever
/// sees it calls the uniform entry, which knows. No shared status means that threads cannot take one another's.
void ModuleLowering::emitScalarEntry(const std::string& name) {
  const ir::Function& function = source.functions[0];
  auto isScalar = [](types::Type type) { return type->isBool() || type->isInteger() || (type->isFloat() && type->bits > 16); };
  if (!isScalar(function.result) && !function.result->is(Kind::None)) return;
  std::vector<llvm::Type*> parameters;
  auto passed = [&](types::Type type) { return type->isBool() ? llvm::Type::getInt8Ty(context) : layouts.typeOf(type); };
  for (ir::ValueId parameter : function.blocks[0].parameters) {
    if (!isScalar(function[parameter].type)) return;
    parameters.push_back(passed(function[parameter].type));
  }
  const std::size_t count = parameters.size();
  const bool returnsNone = function.result->is(Kind::None);
  if (function.mayRaise && returnsNone) return;
  llvm::Type* result = returnsNone ? llvm::Type::getVoidTy(context) : passed(function.result);
  auto* entry = llvm::Function::Create(llvm::FunctionType::get(result, parameters, false), llvm::GlobalValue::ExternalLinkage,
                                       name, *module);
  setAttributes(entry, ir::Function{});
  llvm::IRBuilder<> b(llvm::BasicBlock::Create(context, "entry", entry));
  std::vector<llvm::Value*> values;
  for (std::size_t i = 0; i < count; ++i) {
    llvm::Value* argument = entry->getArg(static_cast<unsigned>(i));
    // The calling convention leaves narrow integers to be extended by whoever receives them.
    values.push_back(function[function.blocks[0].parameters[i]].type->isBool() ? b.CreateICmpNE(argument, b.getInt8(0))
                                                                               : argument);
  }
  llvm::Value* returned = b.CreateCall(functions[0], values);
  if (function.mayRaise) {
    llvm::Value* status = b.CreateExtractValue(returned, 1);
    llvm::Value* failed = b.CreateICmpNE(status, b.getInt32(0));
    returned = b.CreateExtractValue(returned, 0);
    if (function.result->isBool()) returned = b.CreateZExt(returned, b.getInt8Ty());
    if (hasPayloads_) {
      // The uniform entry raises the error anew, but for what a signal raised.
      auto* drops = llvm::BasicBlock::Create(context, "drop", entry);
      auto* goesOn = llvm::BasicBlock::Create(context, "", entry);
      llvm::Value* comesAgain = b.CreateICmpNE(status, b.getInt32(static_cast<std::uint32_t>(runtime::kInterpreterError)));
      b.CreateCondBr(b.CreateAnd(failed, comesAgain), drops, goesOn);
      b.SetInsertPoint(drops);
      b.CreateCall(runtimeFunction("prt_payload_drop"));
      b.CreateBr(goesOn);
      b.SetInsertPoint(goesOn);
    }
    b.CreateRet(b.CreateSelect(failed, errorMark(function.result, result), returned));
    return;
  }
  if (returnsNone) {
    b.CreateRetVoid();
    return;
  }
  b.CreateRet(function.result->isBool() ? b.CreateZExt(returned, b.getInt8Ty()) : returned);
}

Result<LoweredModule> ModuleLowering::run() {
  LoweredModule result;
  declare();
  for (std::size_t i = 0; i < source.functions.size(); ++i) FunctionLowering(*this, ir::FunctionId(i)).run();
  emitEntry(result);
  if (options.scalarEntry) emitScalarEntry(result.entry + ".scalar");
#ifndef NDEBUG
  constexpr bool kVerifies = true;
#else
  constexpr bool kVerifies = false;
#endif
  std::string complaint;
  llvm::raw_string_ostream stream(complaint);
  if (kVerifies && llvm::verifyModule(*module, &stream)) {
    Diagnostic diagnostic;
    diagnostic.kind = DiagnosticKind::Internal;
    diagnostic.message = "lowering made invalid LLVM IR: " + complaint;
    return diagnostic;
  }
  result.module = std::move(module);
  return result;
}

Result<LoweredModule> lowerModule(const ir::Module& module, llvm::LLVMContext& context, const llvm::DataLayout& dataLayout,
                                  const LoweringOptions& options) {
  for (const ir::Function& function : module.functions)
    for (const ir::Block& block : function.blocks)
      for (ir::InstructionId id : block.instructions)
        if (!isLowered(function[id].op)) {
          Diagnostic diagnostic;
          diagnostic.kind = DiagnosticKind::Internal;
          diagnostic.message = std::string("the operation ") + ir::info(function[id].op).text + " reached code generation";
          return diagnostic;
        }
  return ModuleLowering(module, context, dataLayout, options).run();
}

}  // namespace pyrite::targets
