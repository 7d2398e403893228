// Failed checks: told to whoever asked to know, else the end.
#include "frontend/support/check.hpp"

#include <atomic>
#include <cstdio>
#include <cstdlib>

namespace pyrite {

namespace {
std::atomic<CheckHandler> handler{nullptr};
}

void setCheckHandler(CheckHandler chosen) { handler = chosen; }

void checkFailed(const char* file, int line, const char* what) {
  if (const CheckHandler chosen = handler) chosen(file, line, what);
  std::fprintf(stderr, "pyrite: internal check failed at %s:%d: %s\n", file, line, what);
  std::abort();
}

}  // namespace pyrite
