// Finds libmvec's functions. Their results differ from libm's by up to two units in the last place.
#include "cpu/vector_math.hpp"

#include <dlfcn.h>
#include <llvm/Analysis/TargetLibraryInfo.h>
#include <llvm/TargetParser/Triple.h>

#include <deque>

#include "frontend/support/knobs.hpp"

namespace pyrite::cpu {
namespace {

struct VectorName {
  const char* scalar;
  int operands;
  bool hasIntrinsic;
};

constexpr VectorName kNames[] = {
    {"acos", 1, true},   {"acosh", 1, false}, {"asin", 1, true},  {"asinh", 1, false}, {"atan", 1, true},
    {"atan2", 2, true},  {"atanh", 1, false}, {"cbrt", 1, false}, {"cos", 1, true},    {"cosh", 1, true},
    {"erf", 1, false},   {"erfc", 1, false},  {"exp", 1, true},   {"exp2", 1, true},   {"expm1", 1, false},
    {"hypot", 2, false}, {"log", 1, true},    {"log10", 1, true}, {"log1p", 1, false}, {"log2", 1, true},
    {"pow", 2, true},    {"sin", 1, true},    {"sinh", 1, true},  {"tan", 1, true},    {"tanh", 1, true},
};

struct Found {
  std::vector<llvm::VecDesc> descriptions;
  std::vector<std::pair<std::string, void*>> symbols;
  std::deque<std::string> texts;  // what the descriptions point to
};

const Found& found() {
  static const Found* const instance = [] {
    auto* made = new Found;
    if (knobs::vectorMath() == "0") return made;
#if defined(__x86_64__)
    void* library = dlopen("libmvec.so.1", RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) return made;
    auto keep = [&](std::string text) -> const std::string& { return made->texts.emplace_back(std::move(text)); };
    // The instruction set's letter and the number of doubles: b SSE 2, d AVX2 4, e AVX-512 8.
    for (const auto& [letter, doubles] : {std::pair{'b', 2u}, std::pair{'d', 4u}, std::pair{'e', 8u}}) {
      if (letter == 'd' && !__builtin_cpu_supports("avx2")) continue;
      if (letter == 'e' && !(__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq"))) continue;
      for (const VectorName& name : kNames) {
        for (const bool isFloat : {false, true}) {
          const unsigned lanes = isFloat ? doubles * 2 : doubles;
          const std::string parameters = name.operands == 2 ? "vv" : "v";
          const std::string scalar = name.scalar + std::string(isFloat ? "f" : "");
          const std::string& symbol =
              keep("_ZGV" + std::string(1, letter) + "N" + std::to_string(lanes) + parameters + "_" + scalar);
          void* address = dlsym(library, symbol.c_str());
          if (address == nullptr) continue;
          made->symbols.emplace_back(symbol, address);
          const std::string& mangling = keep("_ZGV_LLVM_N" + std::to_string(lanes) + parameters);
          auto describe = [&](const std::string& function) {
            made->descriptions.emplace_back(keep(function), symbol, llvm::ElementCount::getFixed(lanes), false, mangling,
                                            std::nullopt);
          };
          describe(scalar);
          if (name.hasIntrinsic) describe("llvm." + std::string(name.scalar) + (isFloat ? ".f32" : ".f64"));
        }
      }
    }
#endif
    return made;
  }();
  return *instance;
}

}  // namespace

void addVectorFunctions(llvm::TargetLibraryInfoImpl& library, const llvm::Triple& triple) {
  if (triple.getArch() == llvm::Triple::x86_64 && triple.isOSLinux()) library.addVectorizableFunctions(found().descriptions);
}

const std::vector<std::pair<std::string, void*>>& vectorSymbols() { return found().symbols; }

std::string vectorMathKey() { return "libmvec:" + std::to_string(found().symbols.size()); }

}  // namespace pyrite::cpu
