// Reads the environment.
#include "frontend/support/knobs.hpp"

#include <cstdlib>
#include <limits>

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
  int places = 0;
  switch (*end) {
    case '\0':
      break;
    case 'k':
    case 'K':
      places = 10;
      break;
    case 'm':
    case 'M':
      places = 20;
      break;
    case 'g':
    case 'G':
      places = 30;
      break;
    default:
      return fallback;
  }
  return number <= std::numeric_limits<std::int64_t>::max() >> places ? number << places : fallback;
}

}  // namespace pyrite::knobs
