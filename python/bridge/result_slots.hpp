// Numbers handed to Python without making an object in C: on PyPy a float or int made through cpyext costs 100 ns, reading
// one from raw memory in traced Python code next to nothing. The core writes the number into a free slot and returns the
// slot's ready-made object; the Python front door reads the number and frees the slot. With no slot free, an object is made.
#pragma once

#include <array>
#include <cstdint>

#include "python/bridge/ref.hpp"

namespace pyrite::bridge {

template <class Number>
class ResultSlots {
 public:
  static constexpr std::size_t kCount = 64;

  /// One Python object per slot.
  void adopt(PyObject* const* objects) {
    for (std::size_t i = 0; i < kCount; ++i) objects_[i] = Ref::share(objects[i]).release();
  }
  const Number* numbers() const { return numbers_.data(); }
  const std::int32_t* marks() const { return isBusy_.data(); }

  /// A new reference to the object of the slot that now holds the number; nullptr when none is free.
  PyObject* put(Number number) {
    for (std::size_t i = 0; i < kCount; ++i) {
      if (isBusy_[i] != 0 || objects_[i] == nullptr) continue;
      isBusy_[i] = 1;
      numbers_[i] = number;
      Py_INCREF(objects_[i]);
      return objects_[i];
    }
    return nullptr;
  }

 private:
  std::array<Number, kCount> numbers_{};
  std::array<std::int32_t, kCount> isBusy_{};
  std::array<PyObject*, kCount> objects_{};
};

/// Used under the interpreter lock.
extern ResultSlots<double> floatSlots;
extern ResultSlots<std::int64_t> intSlots;

}  // namespace pyrite::bridge
