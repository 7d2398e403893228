// The one file in which CPython and PyPy's cpyext, and their versions, differ. Nothing else in the bridge tests a macro of
// either; it includes this header and asks the constants and functions below.
#pragma once

#ifndef PY_SSIZE_T_CLEAN
#define PY_SSIZE_T_CLEAN
#endif
#include <Python.h>
#include <frameobject.h>
#include <structmember.h>

#include <cstddef>
#include <cstdint>

#if defined(PYPY_VERSION) && PY_VERSION_HEX < 0x030a0000
/// pybind11 3.x calls it; PyPy 3.9 does not declare it.
static inline PyObject* PyModule_GetFilenameObject(PyObject* module) { return PyObject_GetAttrString(module, "__file__"); }
#endif

#ifndef PYPY_VERSION
// The headers of older versions declare these outside of their extern "C".
int pyriteTraceMallocTrack(unsigned int domain, std::uintptr_t place, std::size_t bytes) __asm__("PyTraceMalloc_Track");
int pyriteTraceMallocUntrack(unsigned int domain, std::uintptr_t place) __asm__("PyTraceMalloc_Untrack");
#endif

namespace pyrite::bridge {

/// Shows memory that results hold to tracemalloc, with the line of Python that is running as its origin.
inline void trackMemory([[maybe_unused]] const void* memory, [[maybe_unused]] std::size_t bytes) {
#ifndef PYPY_VERSION
  pyriteTraceMallocTrack(0, reinterpret_cast<std::uintptr_t>(memory), bytes);
#endif
}
inline void untrackMemory([[maybe_unused]] const void* memory) {
#ifndef PYPY_VERSION
  pyriteTraceMallocUntrack(0, reinterpret_cast<std::uintptr_t>(memory));
#endif
}

#ifdef PYPY_VERSION
/// A C type's call costs a microsecond on cpyext, a Python function that its JIT inlines next to nothing.
inline constexpr bool kHasNativeFrontDoor = false;
/// Objects die at a major collection only, so native memory has to be accounted.
inline constexpr bool kCollectsLate = true;
#else
inline constexpr bool kHasNativeFrontDoor = true;
inline constexpr bool kCollectsLate = false;
#endif

/// Lets a Python subclass of a vectorcall type keep the fast call; before 3.12 heap types do not inherit the flag.
inline void inheritVectorcall([[maybe_unused]] PyTypeObject* subclass) {
#if !defined(PYPY_VERSION) && PY_VERSION_HEX < 0x030c0000
  subclass->tp_flags |= Py_TPFLAGS_HAVE_VECTORCALL;
  PyType_Modified(subclass);
#endif
}

/// A flag for heap types that implement `function`-like binding: `LOAD_METHOD` then skips making a bound method.
#ifdef Py_TPFLAGS_METHOD_DESCRIPTOR
inline constexpr unsigned long kMethodDescriptorFlag = Py_TPFLAGS_METHOD_DESCRIPTOR;
#else
inline constexpr unsigned long kMethodDescriptorFlag = 0;
#endif

/// The frame that an error passes through, for the traceback. nullptr with an exception set when it cannot be made.
inline PyFrameObject* newFrame(PyCodeObject* code, PyObject* globals) {
  return PyFrame_New(PyThreadState_Get(), code, globals, nullptr);
}

/// Whether a C string of UTF-8 can be shared with the object (both interpreters cache it).
inline const char* utf8(PyObject* text, Py_ssize_t* size) { return PyUnicode_AsUTF8AndSize(text, size); }

}  // namespace pyrite::bridge
