// The two interfaces of a place where code can run: Target compiles and needs no device, Device loads and runs.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "frontend/ir/module.hpp"
#include "frontend/support/result.hpp"

namespace pyrite::targets {

/// Where a value lies in memory on a target: the data layout's word on sizes, never a number written down.
struct MemoryLayout {
  std::int64_t size = 0, alignment = 1;
  std::vector<std::int64_t> partOffsets;  // of aggregates, as ir::partType orders them
};

/// The memory frame of the uniform entry point: `int32_t entry(char* frame)`. The caller stores the arguments at their
/// offsets, calls, and reads the result at `resultOffset`. The status is 0, or 1 + the index of the raise site, or
/// negative for what the runtime raises (runtime/status.hpp).
struct FrameLayout {
  std::int64_t size = 0, alignment = 1, resultOffset = 0;
  std::vector<std::int64_t> argumentOffsets;
};

enum class Optimization : std::uint8_t { Quick, Full };

struct CompileOptions {
  Optimization optimization = Optimization::Full;
  bool debug = false;
  bool keepText = false;  // also keep the "llvm" and "asm" stages in the artifact
  /// Also emit `<entry>.scalar`: plain C ABI over scalars, for calls through a C function pointer. An error comes back as a
  /// mark (NaN, the least signed or greatest unsigned integer, 2 for bool): then the uniform entry has to be called.
  bool scalarEntry = false;
};

/// What a compilation leaves: every stage by name ("ir", "llvm", "llvm-optimized", "asm" | "ptx", "object").
struct Artifact {
  std::string entry;  // symbol of the uniform entry point
  FrameLayout frame;
  std::map<std::string, std::string> stages;
};

struct TargetInfo {
  std::string name;  // "cpu", "aarch64", "cuda"
  std::string triple, cpu, features;
  int pointerBits = 0;
};

class Target {
 public:
  virtual ~Target() = default;
  virtual const TargetInfo& info() const = 0;
  /// Names everything that decides the code this target makes from the same IR (compiler version included).
  virtual std::string cacheKey(const CompileOptions& options) const = 0;
  virtual MemoryLayout layout(types::Type type) const = 0;
  virtual FrameLayout frameLayout(types::Type result, std::span<const types::Type> arguments) const = 0;
  virtual bool supports(ir::Op op) const = 0;
  /// Compiles a verified, typed module whose functions[0] is the entry.
  virtual Result<Artifact> compile(const ir::Module& module, const CompileOptions& options) const = 0;
};

using Entry = std::int32_t (*)(char* frame);

/// Code that is loaded; unloading happens when the last owner lets go.
class LoadedCode {
 public:
  virtual ~LoadedCode() = default;
  virtual Entry entry() const = 0;
  virtual void* symbol(std::string_view name) const = 0;  // nullptr when there is none
};

class Device {
 public:
  virtual ~Device() = default;
  virtual Result<std::shared_ptr<LoadedCode>> load(const Artifact& artifact) = 0;
};

}  // namespace pyrite::targets
