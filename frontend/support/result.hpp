// Result<T>: a value, or the diagnostic that says why there is none. Status is the same without a value.
#pragma once

#include <memory>
#include <utility>
#include <variant>

#include "frontend/support/check.hpp"
#include "frontend/support/diagnostic.hpp"

namespace pyrite {

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}  // NOLINT: implicit by design
  Result(Diagnostic error)                                               // NOLINT: implicit by design
      : state_(std::in_place_index<1>, std::make_unique<Diagnostic>(std::move(error))) {}

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }
  T& operator*() & { return std::get<0>(state_); }
  const T& operator*() const& { return std::get<0>(state_); }
  T&& operator*() && { return std::get<0>(std::move(state_)); }
  T* operator->() { return &std::get<0>(state_); }
  const T* operator->() const { return &std::get<0>(state_); }
  Diagnostic& error() & { return *std::get<1>(state_); }
  const Diagnostic& error() const& { return *std::get<1>(state_); }
  Diagnostic takeError() { return std::move(*std::get<1>(state_)); }

 private:
  std::variant<T, std::unique_ptr<Diagnostic>> state_;
};

struct Success {};
using Status = Result<Success>;
inline Status success() { return Success{}; }

/// PYRITE_TRY(name, expression): binds the value, or returns the diagnostic to the caller.
#define PYRITE_CONCAT_(a, b) a##b
#define PYRITE_CONCAT(a, b) PYRITE_CONCAT_(a, b)
#define PYRITE_TRY(declaration, expression) PYRITE_TRY_IMPL(PYRITE_CONCAT(pyriteResult_, __LINE__), declaration, expression)
#define PYRITE_TRY_IMPL(temporary, declaration, expression) \
  auto temporary = (expression);                            \
  if (!temporary.ok()) return temporary.takeError();        \
  declaration = *std::move(temporary)
#define PYRITE_TRY_STATUS(expression)                                                          \
  do {                                                                                         \
    if (auto pyriteStatus = (expression); !pyriteStatus.ok()) return pyriteStatus.takeError(); \
  } while (false)

}  // namespace pyrite
