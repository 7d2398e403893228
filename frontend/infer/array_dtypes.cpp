// The dtypes that arguments name: types, dtype objects and NumPy's many strings for them.
#include <bit>

#include "frontend/infer/array_parts.hpp"

namespace pyrite::infer {
namespace {

struct NamedDtype {
  const char* name;
  Type type;
};

/// NumPy's names and one-letter codes where C's long has 64 bits.
const std::vector<NamedDtype>& namedDtypes() {
  using types::complexType;
  using types::floatType;
  using types::intType;
  static const std::vector<NamedDtype> kNames = {
      {"?", types::boolType()},
      {"b", intType(8)},
      {"h", intType(16)},
      {"i", intType(32)},
      {"l", intType(64)},
      {"q", intType(64)},
      {"n", intType(64)},
      {"p", intType(64)},
      {"B", intType(8, false)},
      {"H", intType(16, false)},
      {"I", intType(32, false)},
      {"L", intType(64, false)},
      {"Q", intType(64, false)},
      {"N", intType(64, false)},
      {"P", intType(64, false)},
      {"e", floatType(16)},
      {"f", floatType(32)},
      {"d", floatType(64)},
      {"F", complexType(64)},
      {"D", complexType(128)},
      {"b1", types::boolType()},
      {"i1", intType(8)},
      {"i2", intType(16)},
      {"i4", intType(32)},
      {"i8", intType(64)},
      {"u1", intType(8, false)},
      {"u2", intType(16, false)},
      {"u4", intType(32, false)},
      {"u8", intType(64, false)},
      {"f2", floatType(16)},
      {"f4", floatType(32)},
      {"f8", floatType(64)},
      {"c8", complexType(64)},
      {"c16", complexType(128)},
      {"bool", types::boolType()},
      {"bool_", types::boolType()},
      {"int8", intType(8)},
      {"int16", intType(16)},
      {"int32", intType(32)},
      {"int64", intType(64)},
      {"uint8", intType(8, false)},
      {"uint16", intType(16, false)},
      {"uint32", intType(32, false)},
      {"uint64", intType(64, false)},
      {"float16", floatType(16)},
      {"float32", floatType(32)},
      {"float64", floatType(64)},
      {"complex64", complexType(64)},
      {"complex128", complexType(128)},
      {"byte", intType(8)},
      {"ubyte", intType(8, false)},
      {"short", intType(16)},
      {"ushort", intType(16, false)},
      {"intc", intType(32)},
      {"uintc", intType(32, false)},
      {"int", intType(64)},
      {"uint", intType(64, false)},
      {"int_", intType(64)},
      {"long", intType(64)},
      {"ulong", intType(64, false)},
      {"longlong", intType(64)},
      {"ulonglong", intType(64, false)},
      {"intp", intType(64)},
      {"uintp", intType(64, false)},
      {"half", floatType(16)},
      {"single", floatType(32)},
      {"double", floatType(64)},
      {"float", floatType(64)},
      {"csingle", complexType(64)},
      {"cdouble", complexType(128)},
      {"complex", complexType(128)},
  };
  return kNames;
}

Type dtypeNamed(std::string_view name) {
  constexpr char kNative = std::endian::native == std::endian::little ? '<' : '>';
  if (name.size() > 1 && (name[0] == '=' || name[0] == '|' || name[0] == kNative)) name.remove_prefix(1);
  for (const NamedDtype& known : namedDtypes())
    if (name == known.name) return known.type;
  for (const auto& [shortName, fullName] : {std::pair("M8[", "datetime64["), std::pair("m8[", "timedelta64[")}) {
    for (const std::string_view prefix : {std::string_view(shortName), std::string_view(fullName)}) {
      if (!name.starts_with(prefix) || !name.ends_with("]")) continue;
      const std::string_view unit = name.substr(prefix.size(), name.size() - prefix.size() - 1);
      for (const std::string_view known : {"Y", "M", "W", "D", "h", "m", "s", "ms", "us", "ns", "ps", "fs", "as"})
        if (unit == known) return types::timeType(fullName + std::string(unit) + "]");
    }
  }
  return nullptr;
}

}  // namespace

Result<Type> dtypeArgument(Emitter& emitter, ValueId dtype) {
  if (const StaticValue* object = emitter.staticOf(dtype)) {
    if (const auto* known = std::get_if<StaticType>(object); known && (known->type->isNumber() || known->type->isTime()))
      return known->type;
  }
  if (const auto text = emitter.constantString(emitter.restored(dtype))) {
    if (const Type named = dtypeNamed(*text)) return named;
    return emitter.typingError("Invalid NumPy dtype specified: '" + *text + "'");
  }
  return emitter.typingError("a dtype must be known at compile time and numeric, not " + toString(emitter.typeOf(dtype)));
}

Result<Type> dtypeOr(Emitter& emitter, ValueId dtype, Type fallback) {
  if (!dtype.valid() || emitter.typeOf(dtype)->is(types::Kind::None)) return fallback;
  return dtypeArgument(emitter, dtype);
}

/// np.dtype(x)
Result<ValueId> emitDtype(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments) {
  PYRITE_TRY(const auto bound, bindIntrinsic(emitter, intrinsic, arguments, "dtype"));
  PYRITE_TRY(const Type dtype, dtypeArgument(emitter, bound[0]));
  return emitter.makeType(dtype, "numpy." + toString(dtype));
}

}  // namespace pyrite::infer
