// Run lines by the evaluator, before and after the passes, and by the host's JIT.
#include <algorithm>
#include <cstring>
#include <map>

#include "cpu/cpu.hpp"
#include "frontend/ir/verifier.hpp"
#include "frontend/passes/passes.hpp"
#include "runtime/functions.hpp"
#include "runtime/status.hpp"
#include "tests/file_test/execute.hpp"
#include "tests/file_test/frames.hpp"

namespace pyrite::file_test {
namespace {

Diagnostic wrong(std::string what) {
  Diagnostic diagnostic;
  diagnostic.kind = DiagnosticKind::Text;
  diagnostic.message = std::move(what);
  return diagnostic;
}

/// The elements behind a descriptor that points into this process, in C order.
std::string elementsInMemory(const targets::Target& target, types::Type type, const std::string& frame, std::int64_t offset) {
  const targets::MemoryLayout layout = target.layout(type);
  const std::size_t ndim = type->ndim;
  std::vector<std::int64_t> shape(ndim), strides(ndim), index(ndim, 0);
  std::int64_t total = 1;
  for (std::size_t i = 0; i < ndim; ++i) {
    shape[i] = readInteger(frame, offset + layout.partOffsets[2 + i]);
    strides[i] = readInteger(frame, offset + layout.partOffsets[2 + ndim + i]);
    total *= shape[i];
  }
  const char* data = nullptr;
  std::memcpy(&data, frame.data() + offset + layout.partOffsets[1], sizeof data);
  std::string bytes;
  for (std::int64_t done = 0; done < total; ++done) {
    const char* element = data;
    for (std::size_t i = 0; i < ndim; ++i) element += index[i] * strides[i];
    bytes.append(element, static_cast<std::size_t>(ir::itemSize(type->dtype())));
    for (std::size_t axis = ndim; axis-- > 0;) {
      if (++index[axis] < shape[axis]) break;
      index[axis] = 0;
    }
  }
  return bytes;
}

Result<std::vector<Observed>> evaluateAll(const TestFile& file,
                                          const std::function<Result<ir::Module>(ir::FunctionId)>& prepare, bool countsMatch) {
  std::vector<Observed> observed;
  std::map<std::uint32_t, ir::Module> prepared;
  for (const RunLine& run : file.runs) {
    if (!prepared.contains(run.function.index)) {
      PYRITE_TRY(prepared[run.function.index], prepare(run.function));
    }
    const ir::Module& module = prepared[run.function.index];
    const ir::FunctionId entry = countsMatch ? ir::FunctionId(0) : run.function;
    PYRITE_TRY(const ir::Outcome outcome, ir::evaluate(module, entry, withOwnMemory(run.arguments)));
    const bool returnsNothing = !outcome.exception.empty() || !types::isCounted(module[entry].result);
    if (countsMatch && returnsNothing && outcome.allocated != outcome.released)
      return wrong(run.text + ": " + std::to_string(outcome.allocated) + " blocks are allocated, " +
                   std::to_string(outcome.released) + " released");
    observed.push_back({outcome.value, outcome.exception});
  }
  return observed;
}

}  // namespace

Result<ir::Module> preparedModule(const ir::Module& module, ir::FunctionId entry) {
  ir::Module made = module;
  std::swap(made.functions[0], made.functions[entry.index]);
  for (ir::Function& function : made.functions)
    for (ir::Instruction& instruction : function.instructions)
      if (auto* callee = std::get_if<ir::FunctionId>(&instruction.attribute); callee != nullptr) {
        if (callee->index == 0)
          *callee = entry;
        else if (*callee == entry)
          *callee = ir::FunctionId(0);
      }
  PYRITE_TRY_STATUS(passes::runStandardPasses(made));
  PYRITE_TRY_STATUS(ir::verify(made, ir::Level::Typed));
  return made;
}

std::string exceptionOf(const ir::Module& module, std::int32_t status) {
  if (status > 0) return module.sites[static_cast<std::size_t>(status) - 1].exception;
  const runtime::StatusInfo* info = runtime::statusInfo(status);
  return info != nullptr ? info->exception : "";
}

Result<std::vector<Observed>> runEvaluator(const TestFile& file) {
  PYRITE_TRY(const std::vector<Observed> before, evaluateAll(file, [&](ir::FunctionId) { return file.module; }, false));
  PYRITE_TRY(std::vector<Observed> after,
             evaluateAll(file, [&](ir::FunctionId entry) { return preparedModule(file.module, entry); }, true));
  for (std::size_t i = 0; i < before.size(); ++i) {
    const types::Type type = file.module[file.runs[i].function].result;
    const bool isSame = before[i].exception == after[i].exception &&
                        (!before[i].exception.empty() || ir::sameValue(type, before[i].value, after[i].value));
    if (!isSame) return wrong(file.runs[i].text + ": the passes change what it means");
  }
  return after;
}

Result<std::vector<Observed>> runHost(const TestFile& file) {
  const targets::Target& target = cpu::hostTarget();
  struct Loaded {
    ir::Module module;
    cpu::CompiledCode code;
  };
  std::vector<Observed> observed;
  std::map<std::uint32_t, Loaded> loaded;
  for (const RunLine& run : file.runs) {
    if (!loaded.contains(run.function.index)) {
      Loaded& made = loaded[run.function.index];
      PYRITE_TRY(made.module, preparedModule(file.module, run.function));
      PYRITE_TRY(made.code, cpu::compileAndLoad(made.module, {}, false));
    }
    const auto& [module, compiled] = loaded[run.function.index];
    const ir::Function& function = module.functions[0];
    const targets::FrameLayout& layout = compiled.artifact.frame;
    std::string frame(static_cast<std::size_t>(layout.size), '\0');
    std::vector<Block> blocks;
    for (std::size_t i = 0; i < run.arguments.size(); ++i)
      encode(target, function[function.blocks[0].parameters[i]].type, run.arguments[i], frame, layout.argumentOffsets[i],
             blocks);
    for (Block& block : blocks) {
      const char* address = block.bytes.data() + block.offset;
      std::memcpy(frame.data() + block.addressAt, &address, sizeof address);
    }
    auto* aligned = static_cast<char*>(std::aligned_alloc(64, (frame.size() + 127) / 64 * 64));
    std::copy(frame.begin(), frame.end(), aligned);
    const std::int32_t status = compiled.code->entry()(aligned);
    frame.assign(aligned, frame.size());
    std::free(aligned);
    if (status != 0) {
      prt_payload_drop();
      observed.push_back({{}, exceptionOf(module, status)});
      continue;
    }
    const auto read = [&](types::Type type, std::int64_t offset) { return elementsInMemory(target, type, frame, offset); };
    observed.push_back({decode(target, function.result, frame, layout.resultOffset, read), ""});
    forEachArray(target, function.result, layout.resultOffset, [&](types::Type type, std::int64_t offset) {
      void* owner = nullptr;
      std::memcpy(&owner, frame.data() + offset + target.layout(type).partOffsets[0], sizeof owner);
      prt_release(owner);
    });
  }
  return observed;
}

}  // namespace pyrite::file_test
