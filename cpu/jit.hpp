// Loads object files into the process.
#pragma once

#include <memory>
#include <string>

#include "targets/target.hpp"

namespace pyrite::cpu {

/// Links the object against the runtime and the mathematical library. The code goes when the last owner lets go.
Result<std::shared_ptr<targets::LoadedCode>> loadObject(const std::string& object, const std::string& entry);

}  // namespace pyrite::cpu
