// The host's processor and cross targets: feature detection, target machines, object code.
#include <llvm/IR/LegacyPassManager.h>
#include <llvm/IR/Module.h>
#include <llvm/MC/TargetRegistry.h>
#include <llvm/Support/SmallVectorMemoryBuffer.h>
#include <llvm/Support/TargetSelect.h>
#include <llvm/Support/raw_ostream.h>
#include <llvm/Target/TargetMachine.h>
#include <llvm/TargetParser/Host.h>
#include <llvm/TargetParser/Triple.h>

#include <mutex>

#include "cpu/build_id.hpp"
#include "cpu/cpu.hpp"
#include "cpu/optimize.hpp"
#include "cpu/vector_math.hpp"
#include "frontend/ir/text.hpp"
#include "targets/layout.hpp"
#include "targets/lower.hpp"

namespace pyrite::cpu {
namespace {

Diagnostic deviceError(std::string message) {
  Diagnostic diagnostic;
  diagnostic.kind = DiagnosticKind::Device;
  diagnostic.message = std::move(message);
  return diagnostic;
}

void initializeBackEnds() {
  static std::once_flag once;
  std::call_once(once, [] {
    llvm::InitializeNativeTarget();
    llvm::InitializeNativeTargetAsmPrinter();
  });
}

void initializeCrossBackEnds() {
  static std::once_flag once;
  std::call_once(once, [] {
    LLVMInitializeAArch64TargetInfo();
    LLVMInitializeAArch64Target();
    LLVMInitializeAArch64TargetMC();
    LLVMInitializeAArch64AsmPrinter();
  });
}

std::string joinedFeatures() {
  std::vector<std::string> names;
  for (const auto& feature : llvm::sys::getHostCPUFeatures())
    names.push_back((feature.second ? "+" : "-") + feature.first().str());
  std::sort(names.begin(), names.end());  // the same machine, the same text
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ",") + name;
  return text;
}

class ProcessorTarget final : public targets::Target {
 public:
  ProcessorTarget(targets::TargetInfo info, const llvm::Target& target, bool isHost)
      : info_(std::move(info)),
        target_(target),
        isHost_(isHost),
        dataLayout_(machine(targets::Optimization::Full)->createDataLayout()) {
    info_.pointerBits = static_cast<int>(dataLayout_.getPointerSizeInBits());
  }

  const targets::TargetInfo& info() const override { return info_; }
  std::string cacheKey(const targets::CompileOptions& options) const override {
    return std::string("pyrite ") + buildId() + " llvm " LLVM_VERSION_STRING " " + info_.triple + " " + info_.cpu + " " +
           info_.features + " " + (isHost_ ? vectorMathKey() : "") +
           (options.optimization == targets::Optimization::Full ? " full" : " quick") + (options.scalarEntry ? " scalar" : "") +
           (options.debug ? " debug" : "");
  }
  targets::MemoryLayout layout(types::Type type) const override {
    llvm::LLVMContext context;
    return targets::TypeLayouts(context, dataLayout_).layoutOf(type);
  }
  targets::FrameLayout frameLayout(types::Type result, std::span<const types::Type> arguments) const override {
    llvm::LLVMContext context;
    return targets::TypeLayouts(context, dataLayout_).frameOf(result, arguments);
  }
  bool supports(ir::Op op) const override { return targets::isLowered(op); }

  Result<targets::Artifact> compile(const ir::Module& module, const targets::CompileOptions& options) const override {
    llvm::LLVMContext context;
    targets::LoweringOptions lowering{info_.triple, info_.cpu, info_.features, options.scalarEntry};
    PYRITE_TRY(targets::LoweredModule lowered, targets::lowerModule(module, context, dataLayout_, lowering));
    const std::unique_ptr<llvm::TargetMachine> backEnd = machine(options.optimization);
    targets::Artifact artifact;
    artifact.entry = lowered.entry;
    artifact.frame = lowered.frame;
    if (options.keepText) {
      artifact.stages["ir"] = ir::print(module);
      artifact.stages["llvm"] = text(*lowered.module);
    }
    optimize(*lowered.module, *backEnd, options.optimization);
    if (options.keepText) {
      artifact.stages["llvm-optimized"] = text(*lowered.module);
      artifact.stages["asm"] = emit(*lowered.module, *backEnd, llvm::CodeGenFileType::AssemblyFile);
    }
    artifact.stages["object"] = emit(*lowered.module, *backEnd, llvm::CodeGenFileType::ObjectFile);
    if (artifact.stages["object"].empty()) return deviceError("no object code can be made for " + info_.triple);
    return artifact;
  }

 private:
  std::unique_ptr<llvm::TargetMachine> machine(targets::Optimization level) const {
    llvm::TargetOptions options;
    options.AllowFPOpFusion = llvm::FPOpFusion::Standard;  // a*b+c is fused only where fast-math flags say so
    return std::unique_ptr<llvm::TargetMachine>(target_.createTargetMachine(
        llvm::Triple(info_.triple), info_.cpu, info_.features, options, llvm::Reloc::PIC_, llvm::CodeModel::Small,
        level == targets::Optimization::Full ? llvm::CodeGenOptLevel::Default : llvm::CodeGenOptLevel::Less, isHost_));
  }

  static std::string text(const llvm::Module& module) {
    std::string out;
    llvm::raw_string_ostream stream(out);
    module.print(stream, nullptr);
    return out;
  }

  /// Code generation consumes the module's state, but not its meaning: it may be done twice.
  static std::string emit(llvm::Module& module, llvm::TargetMachine& machine, llvm::CodeGenFileType kind) {
    llvm::SmallVector<char, 0> bytes;
    llvm::raw_svector_ostream stream(bytes);
    llvm::legacy::PassManager passes;
    if (machine.addPassesToEmitFile(passes, stream, nullptr, kind)) return "";
    passes.run(module);
    return std::string(bytes.begin(), bytes.end());
  }

  targets::TargetInfo info_;
  const llvm::Target& target_;
  bool isHost_;
  llvm::DataLayout dataLayout_;
};

}  // namespace

targets::Target& hostTarget() {
  static ProcessorTarget* const target = [] {
    initializeBackEnds();
    targets::TargetInfo info;
    info.name = "cpu";
    info.triple = llvm::sys::getProcessTriple();
    info.cpu = llvm::sys::getHostCPUName().str();
    info.features = joinedFeatures();
    std::string error;
    const llvm::Target* found = llvm::TargetRegistry::lookupTarget(llvm::Triple(info.triple), error);
    PYRITE_CHECK(found != nullptr, "this build of LLVM has no back end for the processor it runs on");
    return new ProcessorTarget(std::move(info), *found, true);
  }();
  return *target;
}

Result<std::unique_ptr<targets::Target>> crossTarget(std::string_view triple, std::string_view cpu) {
  initializeCrossBackEnds();
  targets::TargetInfo info;
  info.triple = llvm::Triple::normalize(llvm::StringRef(triple.data(), triple.size()));
  info.name = llvm::Triple(info.triple).getArchName().str();
  info.cpu = cpu;
  std::string error;
  const llvm::Target* found = llvm::TargetRegistry::lookupTarget(llvm::Triple(info.triple), error);
  if (found == nullptr) return deviceError("there is no back end for " + std::string(triple) + ": " + error);
  return std::unique_ptr<targets::Target>(std::make_unique<ProcessorTarget>(std::move(info), *found, false));
}

}  // namespace pyrite::cpu
