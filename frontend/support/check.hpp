// Checks of our own assumptions. They hold in every build; breaking one is a bug of the compiler.
#pragma once

namespace pyrite {

/// What happens when a check fails. A handler may leave by an exception, if its owner catches it around every use of the
/// compiler, as the bridge does; if it returns, or there is none, the process ends.
using CheckHandler = void (*)(const char* file, int line, const char* what);
void setCheckHandler(CheckHandler handler);

[[noreturn]] void checkFailed(const char* file, int line, const char* what);

}  // namespace pyrite

#define PYRITE_CHECK(condition, what)                  \
  do {                                                 \
    if (!(condition)) [[unlikely]]                     \
      ::pyrite::checkFailed(__FILE__, __LINE__, what); \
  } while (false)
