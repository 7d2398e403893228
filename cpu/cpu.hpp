// The host's processor as a target and a device; and cross targets for its architecture family.
#pragma once

#include <memory>

#include "targets/target.hpp"

namespace pyrite::cpu {

/// The machine we run on: its features, its data layout. One per process, made on first use, thread-safe.
targets::Target& hostTarget();
targets::Device& hostDevice();

/// Objects for another machine, e.g. "aarch64-linux-gnu", "cortex-a72".
Result<std::unique_ptr<targets::Target>> crossTarget(std::string_view triple, std::string_view cpu);

struct CacheStatistics {
  std::int64_t hits = 0, misses = 0, entries = 0, bytes = 0, rejected = 0;
  std::string folder;
};

/// Compiles for the host through the object cache (folder from the knobs) and loads. Thread-safe. `fromCache` tells which.
struct CompiledCode {
  targets::Artifact artifact;
  std::shared_ptr<targets::LoadedCode> code;
  bool fromCache = false;
};
Result<CompiledCode> compileAndLoad(const ir::Module& module, const targets::CompileOptions& options, bool useCache);

CacheStatistics cacheStatistics();
Status clearCache();

}  // namespace pyrite::cpu
