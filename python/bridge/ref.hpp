// Owned references and interpreter-lock scopes: the little that the bridge needs of RAII over the C API.
#pragma once

#include <string>
#include <utility>

#include "python/bridge/interpreter.hpp"

namespace pyrite::bridge {

/// An owned reference, possibly null. `Ref::steal` takes over a new reference, `Ref::share` adds one.
class Ref {
 public:
  Ref() = default;
  static Ref steal(PyObject* object) {
    Ref ref;
    ref.object_ = object;
    return ref;
  }
  static Ref share(PyObject* object) {
    Py_XINCREF(object);
    return steal(object);
  }
  Ref(const Ref& other) : object_(other.object_) { Py_XINCREF(object_); }
  Ref(Ref&& other) noexcept : object_(std::exchange(other.object_, nullptr)) {}
  Ref& operator=(Ref other) noexcept {
    std::swap(object_, other.object_);
    return *this;
  }
  ~Ref() { Py_XDECREF(object_); }

  PyObject* get() const { return object_; }
  PyObject* release() { return std::exchange(object_, nullptr); }
  explicit operator bool() const { return object_ != nullptr; }

 private:
  PyObject* object_ = nullptr;
};

/// Holds the interpreter lock released for its lifetime.
class WithoutLock {
 public:
  WithoutLock() : state_(PyEval_SaveThread()) {}
  ~WithoutLock() { PyEval_RestoreThread(state_); }
  WithoutLock(const WithoutLock&) = delete;
  WithoutLock& operator=(const WithoutLock&) = delete;

 private:
  PyThreadState* state_;
};

/// Text of a str object; empty for anything else. Never leaves an exception set.
inline std::string textOf(PyObject* object) {
  if (object == nullptr || !PyUnicode_Check(object)) return {};
  Py_ssize_t size = 0;
  const char* data = utf8(object, &size);
  if (data == nullptr) {
    PyErr_Clear();
    return {};
  }
  return std::string(data, static_cast<std::size_t>(size));
}

/// Whether the compiler can hold the text: one with lone surrogates has no UTF-8.
inline bool isReadableText(PyObject* text) {
  Py_ssize_t size = 0;
  if (utf8(text, &size) != nullptr) return true;
  PyErr_Clear();
  return false;
}

/// The one object that stands for all equal texts; null for null.
inline Ref canonicalText(PyObject* text) {
  Py_XINCREF(text);
  if (text != nullptr) PyUnicode_InternInPlace(&text);
  return Ref::steal(text);
}

/// An attribute, or null with no exception set.
inline Ref attributeOrNull(PyObject* object, const char* name) {
  Ref result = Ref::steal(PyObject_GetAttrString(object, name));
  if (!result) PyErr_Clear();
  return result;
}

inline Ref newText(const std::string& text) {
  return Ref::steal(PyUnicode_DecodeUTF8(text.data(), static_cast<Py_ssize_t>(text.size()), "replace"));
}

/// A module that is already imported, or null.
inline Ref importedModule(const char* name) {
  PyObject* modules = PyImport_GetModuleDict();
  return modules == nullptr ? Ref() : Ref::share(PyDict_GetItemString(modules, name));
}

/// An attribute of one of the package's own modules, e.g. ("pyrite.errors", "TypingError").
inline Ref packageAttribute(const char* module, const char* name) {
  Ref imported = Ref::steal(PyImport_ImportModule(module));
  return imported ? Ref::steal(PyObject_GetAttrString(imported.get(), name)) : Ref();
}

}  // namespace pyrite::bridge
