// Strong integer ids: indices into flat vectors that cannot be mixed up with one another.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace pyrite {

template <class Tag>
struct Id {
  static constexpr std::uint32_t kNone = 0xffffffffu;
  std::uint32_t index = kNone;

  constexpr Id() = default;
  constexpr explicit Id(std::size_t value) : index(static_cast<std::uint32_t>(value)) {}
  constexpr bool valid() const { return index != kNone; }
  constexpr explicit operator bool() const { return valid(); }
  friend constexpr auto operator<=>(Id, Id) = default;
};

}  // namespace pyrite

template <class Tag>
struct std::hash<pyrite::Id<Tag>> {
  std::size_t operator()(pyrite::Id<Tag> id) const noexcept { return id.index * 0x9e3779b97f4a7c15ull; }
};
