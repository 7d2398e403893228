// The object cache: a folder of checksummed object files under content hashes.
#pragma once

#include <optional>
#include <string>

#include "cpu/cpu.hpp"

namespace pyrite::cpu {

/// Hash of all that decides the code, as hexadecimal digits.
std::string cacheKeyOf(const std::string& text);

/// The object stored under the key; nothing when there is none or it cannot be trusted.
std::optional<std::string> findInCache(const std::string& key);

/// Stores by atomic rename; failures leave the cache as it was.
void storeInCache(const std::string& key, const std::string& object);

}  // namespace pyrite::cpu
