// The table of intrinsics, looked up by qualified name, and the binding of their arguments.
#include <array>
#include <bit>

#include "frontend/infer/emitter.hpp"

namespace pyrite::infer {

// Every row's handler is declared here and defined by its family.
#define INTRINSIC(name, handler, operation) Result<ValueId> handler(Emitter&, const Intrinsic&, CallArguments&);
#include "frontend/infer/intrinsics_arrays.def"
#include "frontend/infer/intrinsics_language.def"
#include "frontend/infer/intrinsics_numeric.def"
#undef INTRINSIC

namespace {

const Intrinsic kIntrinsics[] = {
#define INTRINSIC(name, handler, operation) {name, handler, ir::Op::operation},
#include "frontend/infer/intrinsics_arrays.def"
#include "frontend/infer/intrinsics_language.def"
#include "frontend/infer/intrinsics_numeric.def"
#undef INTRINSIC
};
constexpr std::size_t kTableSize = std::bit_ceil(std::size(kIntrinsics) * 2);

std::size_t hashOf(std::string_view name) {
  std::size_t hash = 14695981039346656037ull;
  for (char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ull;
  return hash ^ (hash >> 29);
}

struct Table {
  std::array<const Intrinsic*, kTableSize> slots{};
  Table() {
    for (const Intrinsic& intrinsic : kIntrinsics) {
      std::size_t slot = hashOf(intrinsic.name) % kTableSize;
      while (slots[slot] != nullptr) {
        PYRITE_CHECK(std::string_view(slots[slot]->name) != intrinsic.name, "an intrinsic stands in the tables twice");
        slot = (slot + 1) % kTableSize;
      }
      slots[slot] = &intrinsic;
    }
  }
};

/// "numpy.clip" is called clip() in messages, "ndarray.clip" too.
std::string_view shortName(const Intrinsic& intrinsic) {
  const std::string_view name = intrinsic.name;
  return name.substr(name.rfind('.') + 1);
}

struct Formal {
  std::string_view name;
  bool isOptional = false, isRest = false;
};

std::vector<Formal> parseFormals(std::string_view names) {
  std::vector<Formal> formals;
  while (!names.empty()) {
    std::size_t end = names.find(',');
    std::string_view item = names.substr(0, end);
    names = end == std::string_view::npos ? std::string_view() : names.substr(end + 1);
    while (!item.empty() && item.front() == ' ') item.remove_prefix(1);
    while (!item.empty() && item.back() == ' ') item.remove_suffix(1);
    Formal formal;
    if (item.starts_with('*')) {
      formal.isRest = true;
      item.remove_prefix(1);
    }
    if (item.ends_with('=')) {
      formal.isOptional = true;
      item.remove_suffix(1);
    }
    formal.name = item;
    formals.push_back(formal);
  }
  return formals;
}

}  // namespace

const Intrinsic* findIntrinsic(std::string_view name) {
  static const Table table;
  for (std::size_t slot = hashOf(name) % kTableSize; table.slots[slot] != nullptr; slot = (slot + 1) % kTableSize)
    if (name == table.slots[slot]->name) return table.slots[slot];
  return nullptr;
}

Result<std::vector<ValueId>> bindIntrinsic(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments,
                                           std::string_view names) {
  const std::vector<Formal> formals = parseFormals(names);
  const std::string name(shortName(intrinsic));
  std::vector<ValueId> bound(formals.size());
  std::size_t next = 0;
  bool hasRest = false;
  for (std::size_t i = 0; i < formals.size(); ++i) {
    if (!formals[i].isRest) {
      if (!hasRest && next < arguments.positional.size()) bound[i] = arguments.positional[next++];
      continue;
    }
    hasRest = true;
    bound[i] = emitter.makeTuple(std::span(arguments.positional).subspan(next));
    next = arguments.positional.size();
  }
  if (next < arguments.positional.size()) {
    // As the interpreter counts: without the object that a method belongs to.
    const std::size_t own = !formals.empty() && formals[0].name == "self" ? 1 : 0, most = formals.size() - own;
    const bool isExact = std::none_of(formals.begin(), formals.end(), [](const Formal& one) { return one.isOptional; });
    const std::string count = most == 0 ? "no arguments" : most == 1 ? "one argument" : std::to_string(most) + " arguments";
    return emitter.typingError(name + "() takes " +
                               (most == 0 ? ""
                                : isExact ? "exactly "
                                          : "at most ") +
                               count + " (" + std::to_string(arguments.positional.size() - own) + " given)");
  }
  for (const auto& [keyword, value] : arguments.keywords) {
    std::size_t at = 0;
    while (at < formals.size() && (formals[at].isRest || formals[at].name != keyword)) ++at;
    if (at == formals.size()) return emitter.typingError(name + "() got an unexpected keyword argument '" + keyword + "'");
    if (bound[at].valid()) return emitter.typingError(name + "() got multiple values for argument '" + keyword + "'");
    bound[at] = value;
  }
  for (std::size_t i = 0; i < formals.size(); ++i)
    if (!bound[i].valid() && !formals[i].isOptional)
      return emitter.typingError(name + "() missing required argument '" + std::string(formals[i].name) + "' (pos " +
                                 std::to_string(i + 1) + ")");
  return bound;
}

}  // namespace pyrite::infer
