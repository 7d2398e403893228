// The one place where exceptions of C++ are caught.
#include "python/bridge/guard.hpp"

#include <new>
#include <stdexcept>
#include <string>
#include <string_view>

#include "frontend/support/check.hpp"
#include "python/bridge/raise.hpp"

namespace pyrite::bridge {

namespace {

/// Carries a failed check from where it failed to `guarded`.
class FailedCheck : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

void throwFailedCheck(const char* file, int line, const char* what) {
  const std::string_view path = file;
  const std::string name(path.substr(path.rfind('/') + 1));
  throw FailedCheck(std::string(what) + " (" + name + ":" + std::to_string(line) + ")");
}

}  // namespace

void catchFailedChecks() { setCheckHandler(throwFailedCheck); }

void guarded(const std::function<void()>& work) {
  try {
    work();
  } catch (const std::bad_alloc&) {
    PyErr_NoMemory();
  } catch (const std::exception& error) {
    raiseError("InternalError", std::string("a fault of the compiler itself: ") + error.what());
  }
}

}  // namespace pyrite::bridge
