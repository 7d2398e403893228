// Fingerprints of arguments: a short sequence of words that decides the argument's type, taken from struct fields alone.
// Two arguments with equal fingerprints have equal types; the reverse need not hold (a contiguous vector may carry C or
// C and F flags), it only costs one more entry in the dispatcher's table.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include "python/bridge/numpy_api.hpp"

namespace pyrite::bridge {

/// Words are pointers of classes or objects (aligned, so even), or codes (odd).
using Word = std::uint64_t;

constexpr Word codeWord(Word kind, Word detail = 0) { return 1 | kind << 1 | detail << 8; }
inline constexpr Word kFloatWord = codeWord(1), kIntWord = codeWord(2), kTrueFalseWord = codeWord(3),
                      kComplexWord = codeWord(4), kNoneWord = codeWord(5), kEllipsisWord = codeWord(6),
                      kRangeWord = codeWord(7), kBigIntWord = codeWord(8), kMissingWord = codeWord(9), kTextWord = codeWord(10);
inline constexpr Word kArrayKind = 16, kTupleKind = 17, kNamedTupleKind = 18, kObjectKind = 19, kSliceKind = 20, kListKind = 21,
                      kInstanceKind = 22;

class Fingerprint {
 public:
  static constexpr std::size_t kCapacity = 96;

  /// `tellsTexts`: each str has words of its own.
  explicit Fingerprint(bool tellsTexts = false) : tellsTexts_(tellsTexts) {}
  bool isFull() const { return size_ > kCapacity; }
  std::size_t size() const { return size_; }
  const Word* data() const { return words_.data(); }
  void add(Word word) {
    if (size_ < kCapacity) words_[size_] = word;
    ++size_;
  }
  /// Appends the object's words. False when its class has not been met or has no type: the slow path decides.
  bool add(PyObject* object) {
    PyTypeObject* cls = Py_TYPE(object);
    if (cls == &PyFloat_Type) {
      add(kFloatWord);
    } else if (cls == arrayType && cls != nullptr) {
      addArray(asArray(object));
    } else if (cls == &PyLong_Type) {
      add(kIntWord);
    } else {
      return addOther(object);
    }
    return true;
  }

 private:
  void addArray(PyArrayObject* array) {
    constexpr int kFlags = NPY_ARRAY_C_CONTIGUOUS | NPY_ARRAY_F_CONTIGUOUS | NPY_ARRAY_ALIGNED | NPY_ARRAY_WRITEABLE;
    const PyArray_Descr* descr = PyArray_DESCR(array);
    add(codeWord(kArrayKind, static_cast<Word>(PyArray_FLAGS(array) & kFlags) | static_cast<Word>(PyArray_NDIM(array)) << 16 |
                                 static_cast<Word>(static_cast<unsigned char>(descr->byteorder)) << 24 |
                                 static_cast<Word>(descr->type_num & 0xffff) << 32));
    if (const unsigned unit = unitWord(descr); unit != 0) [[unlikely]]
      add(unit);
  }
  bool addOther(PyObject* object);
  void addIdentity(PyObject* object) {
    add(codeWord(kObjectKind));
    add(reinterpret_cast<Word>(object));
  }

  bool tellsTexts_;
  std::size_t size_ = 0;
  std::array<Word, kCapacity> words_;  // only the first size_ are set
};

/// Tells the fingerprint how instances of a class are typed; called once a slow path has typed one. Keeps the class alive.
enum class ClassTreatment : std::uint8_t { ByClass, NamedTuple, ByIdentity, ByFields };
/// `fields`: names of the attributes that decide, where they do.
void rememberClass(PyTypeObject* cls, ClassTreatment treatment, const std::vector<std::string>* fields = nullptr);

}  // namespace pyrite::bridge
