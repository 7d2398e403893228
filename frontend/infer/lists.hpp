// Lists, shared between the families.
#pragma once

#include "frontend/infer/emitter.hpp"

namespace pyrite::infer {

ValueId listLength(Emitter& emitter, ValueId list);
Result<ValueId> listElement(Emitter& emitter, ValueId list, ValueId index);  // at an index in range
/// A new empty list with room for `capacity` items.
ValueId makeList(Emitter& emitter, Type item, ValueId capacity);
/// A new list of the items, in the one type that they have in common, and that `known` has with them where it is given.
Result<ValueId> makeListOf(Emitter& emitter, std::span<const ValueId> items, Type known);
/// A new list with the same items in another type.
Result<ValueId> convertList(Emitter& emitter, ValueId list, Type to);
Status listAppend(Emitter& emitter, ValueId list, ValueId value);
Status listExtend(Emitter& emitter, ValueId list, ValueId source);
Result<ValueId> listGetItem(Emitter& emitter, ValueId list, ValueId key);
Status listSetItem(Emitter& emitter, ValueId list, ValueId key, ValueId value);
Result<ValueId> listBinary(Emitter& emitter, BinaryOperator operation, ValueId a, ValueId b);  // one of them is a list
Result<ValueId> listCompare(Emitter& emitter, CompareOperator operation, ValueId a, ValueId b);

}  // namespace pyrite::infer
