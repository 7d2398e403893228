// The compiler's own faults as Python exceptions: a failed check or an exception of the C++ library inside the compiler
// must not take the interpreter down.
#pragma once

#include <functional>

namespace pyrite::bridge {

/// Installs what `guarded` relies on; once.
void catchFailedChecks();

/// Runs a part of the compiler. What it throws, a failed check among it, becomes a Python exception.
void guarded(const std::function<void()>& work);

}  // namespace pyrite::bridge
