// Values while IR is evaluated: making them, comparing them, and their form in memory.
#pragma once

#include <complex>

#include "frontend/ir/evaluator.hpp"

namespace pyrite::ir {

/// The value rounded to a float of that many bits.
double roundToFloat(int bits, double value);

RunValue runBool(bool value);
/// An integer of the type from the low bits of `bits`.
RunValue runInt(Type type, std::uint64_t bits);
RunValue runFloat(Type type, double value);
RunValue runComplex(Type type, std::complex<double> value);
/// The all-zero value of any type.
RunValue runZero(Type type);

/// Integers and bools as 64 bits, signed ones with their sign extended.
std::uint64_t runBits(const RunValue& value);
double runReal(const RunValue& value);
std::complex<double> runComplexOf(const RunValue& value);

/// Bytes of a number (or bool, pointer-free) in memory; 0 for other types.
std::int64_t itemSize(Type type);
void storeNumber(Type type, const RunValue& value, char* to);
RunValue loadNumber(Type type, const char* from);

/// An array over new memory with the elements in C order, laid out as the type says; with layout A the strides are twice what
/// they need be.
RunValue runArray(Type type, std::span<const std::int64_t> shape, std::span<const RunValue> elements);
/// The elements of an array in C order; nullopt when they lie outside its memory.
std::optional<std::vector<RunValue>> arrayElements(Type type, const RunValue& array);
std::vector<std::int64_t> arrayShape(Type type, const RunValue& array);

/// Whether the value has the form that values of the type have.
bool hasForm(Type type, const RunValue& value);
/// Equality to the bit, NaNs being all one. `tolerance` allows floats a relative difference.
bool sameValue(Type type, const RunValue& a, const RunValue& b, double tolerance = 0);

/// As run lines of tests write values: 1, -0.0, complex(1.0, 2.0), true, none, (1, 2.5), [[1.0, 2.0]]:f64, unbound.
std::string spell(Type type, const RunValue& value);
/// Reads what `spell` writes, as a value of the type; consumes from `text`.
Result<RunValue> parseValue(Type type, std::string_view& text);

}  // namespace pyrite::ir
