// Loading NumPy, and dtypes as types.
#define PYRITE_IMPORTS_NUMPY
#include "python/bridge/numpy_api.hpp"

#include <array>

namespace pyrite::bridge {

PyTypeObject* arrayType = nullptr;

namespace {

int connect() {
  import_array1(-1);
  return 0;
}

}  // namespace

bool loadNumpy(bool import) {
  if (arrayType != nullptr) return true;
  if (!import && !importedModule("numpy")) return false;
  if (connect() != 0) {
    if (!import) PyErr_Clear();
    return false;
  }
  arrayType = &PyArray_Type;
  return true;
}

namespace {

types::Type typeOfTime(bool isDuration, const PyArray_DatetimeMetaData& unit) {
  static constexpr const char* kUnits[] = {"Y", "M", "W", nullptr, "D", "h", "m", "s", "ms", "us", "ns", "ps", "fs", "as", ""};
  const auto index = static_cast<std::size_t>(unit.base);
  if (unit.num != 1 || index >= std::size(kUnits) || kUnits[index] == nullptr) return nullptr;
  const std::string name = isDuration ? "timedelta64" : "datetime64";
  return types::timeType(*kUnits[index] == 0 ? name : name + "[" + kUnits[index] + "]");
}

}  // namespace

types::Type typeOfTimeScalar(PyObject* scalar) {
  return typeOfTime(PyArray_IsScalar(scalar, Timedelta), reinterpret_cast<PyDatetimeScalarObject*>(scalar)->obmeta);
}

types::Type typeOfDtype(const PyArray_Descr* descr) {
  switch (descr->kind) {
    case 'b':
      return types::boolType();
    case 'i':
    case 'u':
    case 'f':
    case 'c':
      break;
    case 'M':
    case 'm': {
      const auto* metadata = reinterpret_cast<const PyArray_DatetimeDTypeMetaData*>(PyDataType_C_METADATA(descr));
      return metadata == nullptr ? nullptr : typeOfTime(descr->kind == 'm', metadata->meta);
    }
    default:  // kinds are NumPy's, not a closed set of ours
      return nullptr;
  }
  const int bits = static_cast<int>(PyDataType_ELSIZE(descr)) * 8;
  if (descr->kind == 'i' || descr->kind == 'u') return types::intType(bits, descr->kind == 'i');
  if (descr->kind == 'f') return bits <= 64 ? types::floatType(bits) : nullptr;
  return bits <= 128 ? types::complexType(bits) : nullptr;
}

PyArray_Descr* dtypeOf(types::Type type) {
  if (type->isTime()) {
    const Ref name = newText(type->name);
    PyArray_Descr* descr = nullptr;
    if (!name || PyArray_DescrConverter(name.get(), &descr) == NPY_FAIL) return nullptr;
    return descr;
  }
  const auto number = [&]() -> int {
    if (type->isBool()) return NPY_BOOL;
    if (type->isInteger()) {
      switch (type->bits) {
        case 8:
          return type->isSigned ? NPY_INT8 : NPY_UINT8;
        case 16:
          return type->isSigned ? NPY_INT16 : NPY_UINT16;
        case 32:
          return type->isSigned ? NPY_INT32 : NPY_UINT32;
        case 64:
          return type->isSigned ? NPY_INT64 : NPY_UINT64;
      }
    }
    if (type->isFloat()) return type->bits == 16 ? NPY_FLOAT16 : type->bits == 32 ? NPY_FLOAT32 : NPY_FLOAT64;
    if (type->isComplex()) return type->bits == 64 ? NPY_COMPLEX64 : NPY_COMPLEX128;
    return NPY_NOTYPE;
  }();
  if (number == NPY_NOTYPE) {
    PyErr_Format(PyExc_TypeError, "NumPy has no dtype for %s", types::toString(type).c_str());
    return nullptr;
  }
  return PyArray_DescrFromType(number);
}

bool isSwapped(const PyArray_Descr* descr) { return !PyArray_ISNBO(descr->byteorder); }

types::Type typeOfArray(PyArrayObject* array, std::string& why) {
  const PyArray_Descr* descr = PyArray_DESCR(array);
  const auto dtypeName = [&] {
    Ref text = Ref::steal(PyObject_Str(reinterpret_cast<PyObject*>(PyArray_DESCR(array))));
    if (!text) PyErr_Clear();
    return textOf(text.get());
  };
  const types::Type dtype = typeOfDtype(descr);
  if (dtype == nullptr) {
    why =
        "arrays of dtype " + dtypeName() + " are not supported; " +
        (descr->type_num == NPY_OBJECT ? "if its items are numbers, pass a.astype(np.float64)" : "pass its numbers as arrays");
    return nullptr;
  }
  if (isSwapped(descr)) {
    why = "arrays of dtype " + dtypeName() +
          " are not in the machine's byte order; convert with a.astype(a.dtype.newbyteorder('='))";
    return nullptr;
  }
  if (!PyArray_ISALIGNED(array)) {
    why = "the array's elements are not aligned in memory; pass a copy (a.copy())";
    return nullptr;
  }
  const types::Layout layout = PyArray_IS_C_CONTIGUOUS(array)   ? types::Layout::C
                               : PyArray_IS_F_CONTIGUOUS(array) ? types::Layout::F
                                                                : types::Layout::A;
  return types::arrayType(dtype, PyArray_NDIM(array), layout, !PyArray_ISWRITEABLE(array));
}

types::Type typeOfScalarClass(PyTypeObject* cls) {
  if (arrayType == nullptr) return nullptr;
  if (!PyType_IsSubtype(cls, &PyGenericArrType_Type)) return nullptr;
  PyArray_Descr* descr = PyArray_DescrFromTypeObject(reinterpret_cast<PyObject*>(cls));
  if (descr == nullptr) {
    PyErr_Clear();
    return nullptr;
  }
  const types::Type type = descr->typeobj == cls ? typeOfDtype(descr) : nullptr;
  Py_DECREF(descr);
  return type;
}

}  // namespace pyrite::bridge
