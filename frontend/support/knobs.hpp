// Every setting that comes from the environment, read at the moment of asking: the only place that reads it.
#pragma once

#include <cstdint>
#include <string>

namespace pyrite::knobs {

#define KNOB(name, variable, fallback, meaning) std::string name();
#include "frontend/support/knobs.def"
#undef KNOB

/// "512M", "2G", "1000" as bytes; `fallback` when it does not parse.
std::int64_t parseSize(const std::string& text, std::int64_t fallback);

}  // namespace pyrite::knobs
