// Runs passes in order or by name.
#include "frontend/passes/passes.hpp"

#include "frontend/ir/verifier.hpp"
#include "frontend/passes/all_passes.hpp"
#include "frontend/support/knobs.hpp"

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

/// What a pass made is the compiler's own doing: the diagnostic names the pass.
Status verifyAfter(const ir::Module& module, std::string_view stage) {
  Status status = ir::verify(module, ir::Level::Typed);
  if (status.ok()) return status;
  Diagnostic diagnostic = status.error();
  diagnostic.kind = DiagnosticKind::Internal;
  diagnostic.message = "after " + std::string(stage) + ": " + diagnostic.message;
  return diagnostic;
}

}  // namespace

Status runStandardPasses(ir::Module& module) {
  const bool verifies = knobs::verify() == "1";
  if (verifies) PYRITE_TRY_STATUS(verifyAfter(module, "inference"));
  for (const Pass& pass : kPasses) {
    PYRITE_TRY_STATUS(pass.run(module));
    if (verifies) PYRITE_TRY_STATUS(verifyAfter(module, pass.name));
  }
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
