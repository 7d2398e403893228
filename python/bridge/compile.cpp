// The pipeline: World → inference → passes → target → loaded code. Inference asks about Python objects and keeps the
// interpreter lock; everything after it runs without.
#include "python/bridge/compile.hpp"

#include <algorithm>
#include <chrono>

#include "frontend/infer/infer.hpp"
#include "frontend/ir/text.hpp"
#include "frontend/passes/passes.hpp"
#include "frontend/support/knobs.hpp"
#include "python/bridge/callback.hpp"
#include "python/bridge/guard.hpp"
#include "python/bridge/raise.hpp"

namespace pyrite::bridge {

namespace {

std::atomic<std::int64_t> compilations{0};
std::atomic<bool> isForbidden{false};

using Clock = std::chrono::steady_clock;
double secondsSince(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

bool dumps(const KernelState& kernel, std::string_view stage) {
  const std::string wanted = knobs::dump();
  if (wanted.empty()) return false;
  const std::string only = knobs::dumpFunction();
  if (!only.empty() && only != kernel.name) return false;
  return ("," + wanted + ",").find("," + std::string(stage) + ",") != std::string::npos;
}

void dump(const KernelState& kernel, const char* stage, const std::string& text) {
  std::fprintf(stderr, "-- %s: %s --\n%s\n", kernel.name.c_str(), stage, text.c_str());
}

targets::CompileOptions compileOptions(const KernelState& kernel) {
  targets::CompileOptions options;
  options.debug = kernel.options.debug;
  options.scalarEntry = kernel.makesScalarEntry;
  options.keepText = dumps(kernel, "llvm") || dumps(kernel, "asm");
  return options;
}

/// Whether the code may have effects beyond its result. Then it must not be run twice, as the scalar entry's callers do.
bool callsRuntime(const ir::Module& module) {
  for (const ir::Function& function : module.functions)
    for (const ir::Instruction& instruction : function.instructions)
      if (instruction.op == ir::Op::CallRuntime || instruction.op == ir::Op::CallObject) return true;
  return false;
}

/// Code that nothing of the interpreter's can raise in has nothing to compare with classes.
void dropNeedlessHandlers(ir::Module& module) {
  for (const ir::Function& function : module.functions)
    for (const ir::Instruction& instruction : function.instructions)
      if (instruction.op == ir::Op::InterruptCheck || instruction.op == ir::Op::CallObject) return;
  module.handlers.clear();
}

/// Everything after inference; no Python object is touched.
Status buildCode(KernelState& kernel, Specialization& out) {
  const auto start = Clock::now();
  if (dumps(kernel, "typed")) dump(kernel, "typed", out.inferredText);
  PYRITE_TRY_STATUS(passes::runStandardPasses(out.module));
  dropNeedlessHandlers(out.module);
  out.frontendSeconds += secondsSince(start);
  if (dumps(kernel, "ir")) dump(kernel, "ir", ir::print(out.module));
  const auto middle = Clock::now();
  PYRITE_TRY(out.compiled, cpu::compileAndLoad(out.module, compileOptions(kernel), kernel.usesCache));
  out.backendSeconds = secondsSince(middle);
  for (const char* stage : {"llvm", "asm"})
    if (const auto text = out.compiled.artifact.stages.find(stage);
        text != out.compiled.artifact.stages.end() && dumps(kernel, stage))
      dump(kernel, stage, text->second);
  return success();
}

/// Tells the dispatchers that were compiled as parts of this one.
void recordCalled(LiveWorld& world, const std::vector<infer::CalledFunction>& called) {
  for (const infer::CalledFunction& one : called) {
    PyObject* object = world.find(one.function);
    KernelState* kernel = object == nullptr ? nullptr : kernelOf(object);
    if (kernel == nullptr) continue;
    const std::lock_guard lock(kernel->mutex);
    const auto isSame = [&](const CalledTypes& known) { return known.arguments == one.arguments; };
    if (std::none_of(kernel->called.begin(), kernel->called.end(), isSame))
      kernel->called.push_back({one.arguments, one.result, compilations});
  }
}

bool holdsList(Type type) {
  return type->isList() || type->isInstance() || type->isText() ||
         std::any_of(type->items.begin(), type->items.end(), [](Type item) { return holdsList(item); });
}

bool holdsInstance(Type type) {
  return type->isInstance() ||
         std::any_of(type->items.begin(), type->items.end(), [](Type item) { return holdsInstance(item); });
}

/// What calls must know about lists: whether some come in, and which may go out changed.
void noteLists(Specialization& out) {
  out.takesLists = std::any_of(out.arguments.begin(), out.arguments.end(), holdsList) || holdsInstance(out.result);
  if (!out.takesLists) return;
  for (const ir::Function& function : out.module.functions) {
    for (const ir::Instruction& instruction : function.instructions) {
      using ir::Op;
      if (instruction.op == Op::ListStore || instruction.op == Op::ListAppend || instruction.op == Op::ListTruncate ||
          (instruction.op == Op::BoxStore && function[instruction.operands[0]].type->isInstance()))
        out.writtenLists.push_back(function[instruction.operands[0]].type);
    }
  }
}

std::shared_ptr<Specialization> compileNow(KernelState& kernel, std::shared_ptr<LiveWorld> world, std::vector<Type> arguments,
                                           Type result) {
  if (isForbidden) {
    PyErr_SetString(PyExc_RuntimeError, "compilation is forbidden here");
    return nullptr;
  }
  auto out = std::make_shared<Specialization>();
  infer::Request request;
  request.function = kernel.id;
  request.arguments = arguments;
  request.result = result;
  request.options = kernel.options;
  const auto start = Clock::now();
  std::vector<infer::CalledFunction> called;
  Result<ir::Module> module = infer::specialize(*world, request, &called);
  out->frontendSeconds = secondsSince(start);
  if (world->restorePendingException()) return nullptr;
  if (!module.ok()) return raiseDiagnostic(module.error()), nullptr;
  out->module = *std::move(module);
  if (const Type made = out->module.functions[0].result; !canBox(made)) {
    raiseError("TypingError",
               kernel.name + "() returns a value of type " + types::toString(made) + ", which cannot be handed to Python");
    return nullptr;
  }
  out->inferredText = ir::print(out->module);
  Status status = success();
  {
    const WithoutLock unlocked;
    status = buildCode(kernel, *out);
  }
  if (!status.ok()) return raiseDiagnostic(status.error()), nullptr;
  recordCalled(*world, called);
  ++compilations;
  ++(out->compiled.fromCache ? kernel.cacheHits : kernel.cacheMisses);
  out->order = compilations;
  out->arguments = std::move(arguments);
  out->result = out->module.functions[0].result;
  out->world = std::move(world);
  out->entry = out->compiled.code->entry();
  out->frame = out->compiled.artifact.frame;
  noteLists(*out);
  planObjectCalls(*out);
  out->resultPlan = planBox(cpu::hostTarget(), out->result, out->frame.resultOffset);
  if (PyErr_Occurred()) return nullptr;
  if (kernel.makesScalarEntry && !callsRuntime(out->module) && out->module.handlers.empty())
    out->scalarEntry = out->compiled.code->symbol(out->compiled.artifact.entry + ".scalar");
  return out;
}

std::shared_ptr<Specialization> findCompiled(const KernelState& kernel, const std::vector<Type>& arguments) {
  for (const auto& candidate : kernel.specializations)
    if (candidate->arguments == arguments) return candidate;
  return nullptr;
}

/// Waits while another thread compiles the same. Returns what it made, or nullptr when it is up to us (then registered).
std::shared_ptr<Specialization> awaitTurn(KernelState& kernel, const std::vector<Type>& arguments) {
  const WithoutLock unlocked;  // whoever compiles needs the interpreter lock to finish
  std::unique_lock lock(kernel.mutex);
  const auto busy = [&] {
    for (std::size_t i = 0; i < kernel.inProgress.size(); ++i)
      if (kernel.inProgress[i] == arguments && kernel.inProgressBy[i] != std::this_thread::get_id()) return true;
    return false;
  };
  kernel.finished.wait(lock, [&] { return !busy(); });
  if (auto found = findCompiled(kernel, arguments)) return found;
  kernel.inProgress.push_back(arguments);
  kernel.inProgressBy.push_back(std::this_thread::get_id());
  return nullptr;
}

void endTurn(KernelState& kernel, const std::vector<Type>& arguments, const std::shared_ptr<Specialization>& made) {
  const std::lock_guard lock(kernel.mutex);
  for (std::size_t i = kernel.inProgress.size(); i-- > 0;) {
    if (kernel.inProgress[i] != arguments || kernel.inProgressBy[i] != std::this_thread::get_id()) continue;
    kernel.inProgress.erase(kernel.inProgress.begin() + static_cast<std::ptrdiff_t>(i));
    kernel.inProgressBy.erase(kernel.inProgressBy.begin() + static_cast<std::ptrdiff_t>(i));
    break;
  }
  if (made != nullptr) kernel.specializations.push_back(made);
  kernel.finished.notify_all();
}

}  // namespace

std::shared_ptr<Specialization> compileKernel(KernelState& kernel, std::shared_ptr<LiveWorld> world,
                                              const std::vector<Type>& arguments, Type result) {
  if (auto found = awaitTurn(kernel, arguments)) return found;
  std::shared_ptr<Specialization> made;
  guarded([&] { made = compileNow(kernel, std::move(world), arguments, result); });
  endTurn(kernel, arguments, made);
  return made;
}

Type inferResult(KernelState& kernel, LiveWorld& world, const std::vector<Type>& arguments) {
  infer::Request request;
  request.function = kernel.id;
  request.arguments = arguments;
  request.options = kernel.options;
  Type result = nullptr;
  guarded([&] {
    const Result<ir::Module> module = infer::specialize(world, request, nullptr);
    if (world.restorePendingException()) return;
    if (!module.ok()) return raiseDiagnostic(module.error());
    result = module->functions[0].result;
  });
  return result;
}

Ref stageText(KernelState& kernel, const Specialization& specialization, const std::string& stage) {
  if (stage == "inferred") return newText(specialization.inferredText);
  if (stage == "ir") return newText(ir::print(specialization.module));
  targets::CompileOptions options = compileOptions(kernel);
  options.keepText = true;
  Result<targets::Artifact> artifact = [&] {
    const WithoutLock unlocked;
    return cpu::hostTarget().compile(specialization.module, options);
  }();
  if (!artifact.ok()) return raiseDiagnostic(artifact.error()), Ref();
  const auto found = artifact->stages.find(stage);
  if (found != artifact->stages.end()) return newText(found->second);
  PyErr_Format(PyExc_KeyError, "there is no stage %s", stage.c_str());
  return {};
}

std::int64_t compilationCount() { return compilations; }
void forbidCompilation(bool value) { isForbidden = value; }

}  // namespace pyrite::bridge
