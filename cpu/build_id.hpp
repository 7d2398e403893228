// Which build of the compiler this is: cached code is only ever read by the build that wrote it.
#pragma once

#include <string>

namespace pyrite::cpu {

/// The linker's build id of the library or program that holds this code, in hexadecimal; empty when it has none.
const std::string& buildId();

}  // namespace pyrite::cpu
