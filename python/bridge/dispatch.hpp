// From arguments to a specialisation, off the fast path.
#pragma once

#include "python/bridge/kernel.hpp"

namespace pyrite::bridge {

/// Compiles for these types, or finds what exists; a declared result type may be null. nullptr with an exception set.
std::shared_ptr<Specialization> specializationFor(KernelState& kernel, std::shared_ptr<LiveWorld> world,
                                                  const std::vector<Type>& arguments, Type result, bool isDeclared);

/// A binding for arguments whose fingerprint is not known; nullptr with an exception set. `isLasting` tells whether it was
/// published (then the kernel owns it), else `temporary` does.
const Binding* resolve(KernelState& kernel, PyObject* const* arguments, std::unique_ptr<const Binding>& temporary);

}  // namespace pyrite::bridge
