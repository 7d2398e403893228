// ORC with JITLink. Every object gets a symbol table of its own over a shared one of absolute addresses, so that two objects
// may define the same names and each can be unloaded alone.
#include "cpu/jit.hpp"

#include <llvm/ExecutionEngine/Orc/AbsoluteSymbols.h>
#include <llvm/ExecutionEngine/Orc/Core.h>
#include <llvm/ExecutionEngine/Orc/ObjectLinkingLayer.h>
#include <llvm/ExecutionEngine/Orc/SelfExecutorProcessControl.h>
#include <llvm/Support/MemoryBuffer.h>

#include <atomic>
#include <mutex>

#include "cpu/vector_math.hpp"
#include "runtime/functions.hpp"

namespace pyrite::cpu {
namespace {

Diagnostic deviceError(llvm::Error error) {
  Diagnostic diagnostic;
  diagnostic.kind = DiagnosticKind::Device;
  diagnostic.message = "compiled code cannot be loaded: " + llvm::toString(std::move(error));
  return diagnostic;
}

class Session {
 public:
  static Result<Session*> get() {
    static std::mutex mutex;
    static Session* session = nullptr;  // lives as long as the process: code may run while it ends
    const std::lock_guard lock(mutex);
    if (session != nullptr) return session;
    auto control = llvm::orc::SelfExecutorProcessControl::Create();
    if (!control) return deviceError(control.takeError());
    auto made = std::make_unique<Session>(std::move(*control));
    if (llvm::Error error = made->defineSymbols()) return deviceError(std::move(error));
    session = made.release();
    return session;
  }

  explicit Session(std::unique_ptr<llvm::orc::ExecutorProcessControl> control)
      : execution(std::move(control)),
        layer(execution, execution.getExecutorProcessControl().getMemMgr()),
        runtime(execution.createBareJITDylib("pyrite.runtime")) {
    execution.setErrorReporter([](llvm::Error error) { llvm::consumeError(std::move(error)); });  // lookups return theirs
  }

  llvm::Error defineSymbols() {
    llvm::orc::SymbolMap symbols;
    auto add = [&](llvm::StringRef name, void* address) {
      symbols[execution.intern(name)] = {llvm::orc::ExecutorAddr::fromPtr(address),
                                         llvm::JITSymbolFlags::Exported | llvm::JITSymbolFlags::Callable};
    };
    for (const runtime::Symbol& symbol : runtime::runtimeSymbols()) add(symbol.name, symbol.address);
    for (const runtime::Symbol& symbol : runtime::mathSymbols()) add(symbol.name, symbol.address);
    for (const auto& [name, address] : vectorSymbols()) add(name, address);
    return runtime.define(llvm::orc::absoluteSymbols(std::move(symbols)));
  }

  llvm::orc::ExecutionSession execution;
  llvm::orc::ObjectLinkingLayer layer;
  llvm::orc::JITDylib& runtime;
  std::atomic<std::uint64_t> count{0};
};

class JitCode final : public targets::LoadedCode {
 public:
  JitCode(Session& session, llvm::orc::JITDylib& library) : session_(session), library_(library) {}
  ~JitCode() override {
    if (llvm::Error error = session_.execution.removeJITDylib(library_)) llvm::consumeError(std::move(error));
  }

  targets::Entry entry() const override { return entry_; }
  void* symbol(std::string_view name) const override {
    auto found = session_.execution.lookup({&library_}, llvm::StringRef(name.data(), name.size()));
    if (found) return found->getAddress().toPtr<void*>();
    llvm::consumeError(found.takeError());
    return nullptr;
  }

  targets::Entry entry_ = nullptr;

 private:
  Session& session_;
  llvm::orc::JITDylib& library_;
};

}  // namespace

Result<std::shared_ptr<targets::LoadedCode>> loadObject(const std::string& object, const std::string& entry) {
  PYRITE_TRY(Session * session, Session::get());
  auto& library = session->execution.createBareJITDylib("pyrite.code" + std::to_string(session->count++));
  auto code = std::make_shared<JitCode>(*session, library);
  library.addToLinkOrder(session->runtime);
  auto buffer = llvm::MemoryBuffer::getMemBufferCopy(object, library.getName());
  if (llvm::Error error = session->layer.add(library, std::move(buffer))) return deviceError(std::move(error));
  auto found = session->execution.lookup({&library}, entry);
  if (!found) return deviceError(found.takeError());
  code->entry_ = found->getAddress().toPtr<targets::Entry>();
  return std::shared_ptr<targets::LoadedCode>(std::move(code));
}

}  // namespace pyrite::cpu
