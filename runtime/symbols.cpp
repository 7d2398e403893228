// Addresses by name, taken in C++.
#include <cmath>
#include <cstring>

#include "runtime/functions.hpp"

#if defined(__x86_64__)
// Double to half precision; of the compiler's support library, only its address is used.
extern "C" void __truncdfhf2();  // NOLINT(bugprone-reserved-identifier)
#endif

namespace pyrite::runtime {

std::span<const Symbol> runtimeSymbols() {
  static const Symbol kSymbols[] = {
#define RUNTIME_FN(Result, name, Arguments, Effects) {#name, reinterpret_cast<void*>(&name)},
#include "runtime/functions.def"
#undef RUNTIME_FN
  };
  return kSymbols;
}

namespace {

using Double1 = double (*)(double);
using Double2 = double (*)(double, double);
using Float1 = float (*)(float);
using Float2 = float (*)(float, float);

}  // namespace

std::span<const Symbol> mathSymbols() {
  static const Symbol kSymbols[] = {
#define MATH_FN(name, operands)                                             \
  {#name, reinterpret_cast<void*>(static_cast<Double##operands>(&::name))}, \
      {#name "f", reinterpret_cast<void*>(static_cast<Float##operands>(&::name##f))},
#include "runtime/math_functions.def"
#undef MATH_FN
      {"fma", reinterpret_cast<void*>(static_cast<double (*)(double, double, double)>(&::fma))},
      {"fmaf", reinterpret_cast<void*>(static_cast<float (*)(float, float, float)>(&::fmaf))},
      {"ldexp", reinterpret_cast<void*>(static_cast<double (*)(double, int)>(&::ldexp))},
      {"ldexpf", reinterpret_cast<void*>(static_cast<float (*)(float, int)>(&::ldexpf))},
      {"frexp", reinterpret_cast<void*>(static_cast<double (*)(double, int*)>(&::frexp))},
      {"frexpf", reinterpret_cast<void*>(static_cast<float (*)(float, int*)>(&::frexpf))},
      // What LLVM makes of a sine beside a cosine, and of a power of ten.
      {"sincos", reinterpret_cast<void*>(&::sincos)},
      {"sincosf", reinterpret_cast<void*>(&::sincosf)},
      {"exp10", reinterpret_cast<void*>(&::exp10)},
      {"exp10f", reinterpret_cast<void*>(&::exp10f)},
#if defined(__x86_64__)
      {"__truncdfhf2", reinterpret_cast<void*>(&__truncdfhf2)},
#endif
      {"memset", reinterpret_cast<void*>(&std::memset)},
      {"memcpy", reinterpret_cast<void*>(&std::memcpy)},
      {"memmove", reinterpret_cast<void*>(&std::memmove)},
  };
  return kSymbols;
}

}  // namespace pyrite::runtime
