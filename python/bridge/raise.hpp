// Statuses of compiled code as Python exceptions.
#pragma once

#include "frontend/support/diagnostic.hpp"
#include "python/bridge/kernel.hpp"

namespace pyrite::bridge {

/// Whether an exception of the interpreter was on its way when code that was not called from here ended; then it is raised.
bool raiseInFlight();

/// Sets the exception that a status other than 0 stands for, with a traceback entry for the line that raised it.
void raiseStatus(const KernelState& kernel, Specialization& specialization, std::int32_t status);

/// The object of an exception that compiled code has caught, a new one for each call; empty with an exception set. It is not
/// raised by this, and knows of no others.
Ref caughtObject(Specialization& specialization, std::int32_t status, void* payload);

/// Sets the exception that reports a diagnostic: its class from pyrite.errors, its text with the source line.
void raiseDiagnostic(const Diagnostic& diagnostic);

/// Sets an exception of a class of pyrite.errors.
void raiseError(const char* className, const std::string& message);

}  // namespace pyrite::bridge
