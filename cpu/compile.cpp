// Compiling for the host through the object cache, and loading.
#include "cpu/cache.hpp"
#include "cpu/jit.hpp"
#include "frontend/ir/text.hpp"

namespace pyrite::cpu {
namespace {

class HostDevice final : public targets::Device {
 public:
  Result<std::shared_ptr<targets::LoadedCode>> load(const targets::Artifact& artifact) override {
    return loadObject(artifact.stages.at("object"), artifact.entry);
  }
};

}  // namespace

targets::Device& hostDevice() {
  static HostDevice device;
  return device;
}

Result<CompiledCode> compileAndLoad(const ir::Module& module, const targets::CompileOptions& options, bool useCache) {
  const targets::Target& target = hostTarget();
  CompiledCode compiled;
  std::string key;
  if (useCache) {
    key = cacheKeyOf(target.cacheKey(options) + "\n" + ir::print(module));
    if (auto object = findInCache(key)) {
      const ir::Function& function = module.functions[0];
      std::vector<types::Type> arguments;
      for (ir::ValueId parameter : function.blocks[0].parameters) arguments.push_back(function[parameter].type);
      compiled.artifact.entry = "pyrite_entry";
      compiled.artifact.frame = target.frameLayout(function.result, arguments);
      compiled.artifact.stages["object"] = std::move(*object);
      // A damaged object that still has its checksum cannot be told from a good one but by linking it.
      if (auto code = hostDevice().load(compiled.artifact); code.ok()) {
        compiled.code = *std::move(code);
        compiled.fromCache = true;
        return compiled;
      }
    }
  }
  PYRITE_TRY(compiled.artifact, target.compile(module, options));
  PYRITE_TRY(compiled.code, hostDevice().load(compiled.artifact));
  if (useCache) storeInCache(key, compiled.artifact.stages["object"]);
  return compiled;
}

}  // namespace pyrite::cpu
