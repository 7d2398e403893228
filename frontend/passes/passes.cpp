// Runs passes in order or by name.
#include "frontend/passes/passes.hpp"

#include "frontend/passes/all_passes.hpp"

namespace pyrite::passes {
namespace {

struct Pass {
  std::string_view name;
  Status (*run)(ir::Module&);
};

constexpr Pass kPasses[] = {
#define PASS(name, function) {name, function},
#include "frontend/passes/passes.def"
#undef PASS
};

}  // namespace

Status runStandardPasses(ir::Module& module) {
  for (const Pass& pass : kPasses) PYRITE_TRY_STATUS(pass.run(module));
  return success();
}

Status runPass(std::string_view name, ir::Module& module) {
  for (const Pass& pass : kPasses)
    if (pass.name == name) return pass.run(module);
  Diagnostic diagnostic;
  diagnostic.kind = DiagnosticKind::Text;
  diagnostic.message = "there is no pass named '" + std::string(name) + "'";
  return diagnostic;
}

std::vector<std::string_view> passNames() {
  std::vector<std::string_view> names;
  for (const Pass& pass : kPasses) names.push_back(pass.name);
  return names;
}

}  // namespace pyrite::passes
