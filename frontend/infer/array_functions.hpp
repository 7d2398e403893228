// What array functions offer beside the handlers of intrinsics_arrays.def, which that table declares.
#pragma once

#include "frontend/infer/emitter.hpp"

namespace pyrite::infer {

/// A call of one of NumPy's ufuncs (callNamed routes every name that isUfunc accepts here).
Result<ValueId> emitUfunc(Emitter& emitter, std::string_view name, CallArguments& arguments);

}  // namespace pyrite::infer
