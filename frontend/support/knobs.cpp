// Reads the environment.
#include "frontend/support/knobs.hpp"

#include <cstdlib>

namespace pyrite::knobs {

#define KNOB(name, variable, fallback, meaning)           \
  std::string name() {                                    \
    const char* value = std::getenv(variable);            \
    return value != nullptr && *value ? value : fallback; \
  }
#include "frontend/support/knobs.def"
#undef KNOB

std::int64_t parseSize(const std::string& text, std::int64_t fallback) {
  char* end = nullptr;
  const long long number = std::strtoll(text.c_str(), &end, 10);
  if (end == text.c_str() || number < 0) return fallback;
  switch (*end) {
    case '\0':
      return number;
    case 'k':
    case 'K':
      return number << 10;
    case 'm':
    case 'M':
      return number << 20;
    case 'g':
    case 'G':
      return number << 30;
  }
  return fallback;
}

}  // namespace pyrite::knobs
