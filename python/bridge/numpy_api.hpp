// NumPy as the bridge sees it: loaded on first use, arrays read through their struct's fields only (an attribute costs a
// microsecond on PyPy), dtypes mapped to the compiler's types.
#pragma once

#include "frontend/types/type.hpp"
#include "python/bridge/ref.hpp"

#define PY_ARRAY_UNIQUE_SYMBOL pyrite_numpy_api
#ifndef PYRITE_IMPORTS_NUMPY
#define NO_IMPORT_ARRAY
#endif
#define NPY_NO_DEPRECATED_API NPY_1_22_API_VERSION
#include <numpy/arrayobject.h>
#include <numpy/arrayscalars.h>

namespace pyrite::bridge {

/// `numpy.ndarray`, or nullptr until NumPy is loaded through `loadNumpy`.
extern PyTypeObject* arrayType;

/// Connects to NumPy. With `import` false only when the program has imported it already. False: not there (no exception is
/// left set), or with `import` true an ImportError.
bool loadNumpy(bool import);

inline PyArrayObject* asArray(PyObject* object) { return reinterpret_cast<PyArrayObject*>(object); }

/// The compiler's type of a native dtype, nullptr when there is none (object, string, structured …).
types::Type typeOfDtype(const PyArray_Descr* descr);
/// A new descriptor for a scalar type; needs NumPy.
PyArray_Descr* dtypeOf(types::Type type);
/// Whether the values of this dtype are stored in the other byte order than the machine's.
bool isSwapped(const PyArray_Descr* descr);

/// The type of an array as an argument, or nullptr with a TypingError-style reason in `why`.
types::Type typeOfArray(PyArrayObject* array, std::string& why);

/// The type of a datetime64 or timedelta64 scalar; nullptr for ticks of several units.
types::Type typeOfTimeScalar(PyObject* scalar);

/// What tells dtypes of times with different units apart; 0 for any other dtype.
inline unsigned unitWord(const PyArray_Descr* descr) {
  if (descr->type_num != NPY_DATETIME && descr->type_num != NPY_TIMEDELTA) return 0;
  const auto* metadata = reinterpret_cast<const PyArray_DatetimeDTypeMetaData*>(PyDataType_C_METADATA(descr));
  return metadata == nullptr
             ? 0
             : static_cast<unsigned>(metadata->meta.base) << 24 | static_cast<unsigned>(metadata->meta.num & 0xffffff);
}

/// The type of a NumPy scalar's class, nullptr when it is not one we know.
types::Type typeOfScalarClass(PyTypeObject* cls);

}  // namespace pyrite::bridge
