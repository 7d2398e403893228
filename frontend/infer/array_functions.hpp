// Handlers of intrinsics_arrays.def.
#pragma once

#include "frontend/infer/emitter.hpp"

namespace pyrite::infer {

Result<ValueId> emitEmpty(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments);
Result<ValueId> emitEmptyLike(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments);
Result<ValueId> emitCopy(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments);
Result<ValueId> emitAstype(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments);
Result<ValueId> emitFill(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments);
Result<ValueId> emitReshape(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments);
Result<ValueId> emitRavel(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments);
Result<ValueId> emitTranspose(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments);
Result<ValueId> emitItem(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments);
Result<ValueId> emitArray(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments);
Result<ValueId> emitMoveAxis(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments);
Result<ValueId> emitSumType(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments);
Result<ValueId> emitMeanType(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments);
Result<ValueId> emitIsFloating(Emitter& emitter, const Intrinsic& intrinsic, CallArguments& arguments);

/// A call of one of NumPy's ufuncs (callNamed routes every name that isUfunc accepts here).
Result<ValueId> emitUfunc(Emitter& emitter, std::string_view name, CallArguments& arguments);

}  // namespace pyrite::infer
