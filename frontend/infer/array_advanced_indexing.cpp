// Indexing by arrays of integers and booleans. The basic items of the key give a view; the library chooses along its axes.
#include <algorithm>

#include "frontend/infer/array_parts.hpp"

namespace pyrite::infer {
namespace {

using ir::Op;
using types::Kind;
using types::Layout;

/// Where the axes of the arrays go in the result: where the first of them stands, or in front of all others when
/// something stands between them. Integers count as arrays here, as NumPy has it.
class ResultPosition {
 public:
  void chosen() {
    if (!seen_) position_ = kept_;
    seen_ = true;
    separated_ = separated_ || ended_;
  }
  void kept(std::size_t axes) {
    ended_ = seen_;
    kept_ += axes;
  }
  std::size_t position() const { return separated_ ? 0 : position_; }
  bool isSeparated() const { return separated_; }

 private:
  bool seen_ = false, ended_ = false, separated_ = false;
  std::size_t kept_ = 0, position_ = 0;
};

ValueId wholeSlice(Emitter& emitter) {
  const Type none = types::noneType();
  const ValueId parts[] = {emitter.none(), emitter.none(), emitter.none()};
  return emitter.makeAggregate(types::sliceType(none, none, none), parts);
}

std::size_t axesOf(Type index) { return index->dtype()->isBool() ? index->ndim : 1; }

/// The array with its axes in that order.
ValueId permuted(Emitter& emitter, ValueId array, const std::vector<std::size_t>& order) {
  if (std::is_sorted(order.begin(), order.end())) return array;
  const Type type = emitter.typeOf(array);
  std::vector<ValueId> shape, strides;
  for (std::size_t axis : order) {
    shape.push_back(shapeOf(emitter, array, axis));
    strides.push_back(strideOf(emitter, array, axis));
  }
  return makeView(emitter, array, types::arrayType(type->dtype(), type->ndim, Layout::A, type->isReadOnly, type->isAligned),
                  emitter.part(array, kDataPart), shape, strides);
}

/// The view with the chosen axes in front, and for each of these a line or block of integers.
struct FrontedView {
  ValueId array;
  std::vector<ValueId> indices;
  std::size_t kept = 0;  // axes that no array chooses from
};

Result<FrontedView> chosenInFront(Emitter& emitter, ValueId view, const AdvancedKey& key) {
  FrontedView fronted;
  std::vector<std::size_t> order, rest;
  std::size_t next = 0;
  for (std::size_t i = 0; i < key.indices.size(); ++i) {
    const Type type = emitter.typeOf(key.indices[i]);
    const std::size_t first = key.axes[i], count = axesOf(type);
    for (; next < first; ++next) rest.push_back(next);
    for (; next < first + count; ++next) order.push_back(next);
    if (!type->dtype()->isBool()) {
      fronted.indices.push_back(key.indices[i]);
      continue;
    }
    std::vector<ValueId> sizes;
    for (std::size_t axis = first; axis < first + count; ++axis) sizes.push_back(shapeOf(emitter, view, axis));
    PYRITE_TRY(const ValueId lines, emitter.callNamed("pyrite.mask_lines", {{key.indices[i], emitter.makeTuple(sizes)}, {}}));
    for (std::size_t axis = 0; axis < count; ++axis) fronted.indices.push_back(emitter.part(lines, axis));
  }
  for (; next < emitter.typeOf(view)->ndim; ++next) rest.push_back(next);
  fronted.kept = rest.size();
  order.insert(order.end(), rest.begin(), rest.end());
  fronted.array = permuted(emitter, view, order);
  return fronted;
}

bool isWholeMask(Emitter& emitter, ValueId array, const AdvancedKey& key) {
  const Type index = emitter.typeOf(key.indices[0]);
  return key.isAlone && index->dtype()->isBool() && index->ndim > 1 && index->ndim == emitter.typeOf(array)->ndim;
}

bool isOneAxisInPlace(Emitter& emitter, const AdvancedKey& key) {
  return key.indices.size() == 1 && key.isInPlace && axesOf(emitter.typeOf(key.indices[0])) == 1;
}

ValueId axisValue(Emitter& emitter, const AdvancedKey& key) { return emitter.makeInt(static_cast<std::int64_t>(key.axes[0])); }

}  // namespace

std::vector<ValueId> keyItems(Emitter& emitter, ValueId key) {
  const Type type = emitter.typeOf(key);
  if (!type->isTuple()) return {key};
  std::vector<ValueId> items;
  for (std::size_t i = 0; i < type->items.size(); ++i) items.push_back(emitter.part(key, i));
  return items;
}

Result<std::optional<AdvancedKey>> advancedKey(Emitter& emitter, ValueId array, ValueId& key) {
  std::vector<ValueId> items = keyItems(emitter, key);
  std::size_t consumed = 0;
  bool hasArrays = false;
  for (ValueId& item : items) {
    Type type = emitter.typeOf(item);
    if (type->isArray() && type->ndim == 0 && type->dtype()->isInteger()) {
      item = emitter.builder.emit(Op::ArrayLoad, type->dtype(), {item});
      type = type->dtype();
      key = emitter.typeOf(key)->isTuple() ? emitter.makeTuple(items) : item;
    }
    if (type->isInteger() || type->is(Kind::Slice)) ++consumed;
    if (!type->isArray()) continue;
    if (!type->dtype()->isInteger() && !type->dtype()->isBool())
      return emitter.typingError("arrays used as indices must be of integer (or boolean) type, not " + toString(type));
    if (type->ndim == 0) return emitter.unsupported("indexing by a boolean without dimensions");
    consumed += axesOf(type);
    hasArrays = true;
  }
  if (!hasArrays) return std::optional<AdvancedKey>();
  const std::size_t ndim = emitter.typeOf(array)->ndim;
  AdvancedKey advanced;
  advanced.isAlone = items.size() == 1;
  std::vector<ValueId> basic;
  std::size_t axis = 0;
  ResultPosition position;
  for (ValueId item : items) {
    const Type type = emitter.typeOf(item);
    if (type->isArray()) {
      advanced.indices.push_back(item);
      advanced.axes.push_back(axis);
      axis += axesOf(type);
      for (std::size_t i = 0; i < axesOf(type); ++i) basic.push_back(wholeSlice(emitter));
      position.chosen();
      continue;
    }
    basic.push_back(item);
    if (type->isInteger()) {
      position.chosen();
      continue;
    }
    const std::size_t kept = !type->is(Kind::Ellipsis) ? 1 : ndim >= consumed ? ndim - consumed : 0;
    axis += kept;
    position.kept(kept);
  }
  advanced.position = position.position();
  advanced.isInPlace = !position.isSeparated();
  advanced.basic = emitter.makeTuple(basic);
  return std::optional<AdvancedKey>(advanced);
}

Result<ValueId> getAdvanced(Emitter& emitter, ValueId array, const AdvancedKey& key) {
  if (isWholeMask(emitter, array, key)) return emitter.callNamed("pyrite.get_mask", {{array, key.indices[0]}, {}});
  PYRITE_TRY(const ValueId view, basicView(emitter, array, key.basic));
  if (isOneAxisInPlace(emitter, key))
    return emitter.callNamed("pyrite.get_axis", {{view, key.indices[0], axisValue(emitter, key)}, {}});
  PYRITE_TRY(const FrontedView fronted, chosenInFront(emitter, view, key));
  PYRITE_TRY(const ValueId result,
             emitter.callNamed("pyrite.get_front", {{fronted.array, emitter.makeTuple(fronted.indices)}, {}}));
  const std::size_t chosen = emitter.typeOf(result)->ndim - fronted.kept;
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < key.position; ++i) order.push_back(chosen + i);
  for (std::size_t i = 0; i < chosen; ++i) order.push_back(i);
  for (std::size_t i = key.position; i < fronted.kept; ++i) order.push_back(chosen + i);
  return permuted(emitter, result, order);
}

Status setAdvanced(Emitter& emitter, ValueId array, const AdvancedKey& key, ValueId value) {
  if (isWholeMask(emitter, array, key)) {
    PYRITE_TRY_STATUS(emitter.callNamed("pyrite.set_mask", {{array, key.indices[0], value}, {}}));
    return success();
  }
  PYRITE_TRY(const ValueId view, basicView(emitter, array, key.basic));
  if (isOneAxisInPlace(emitter, key) && emitter.typeOf(key.indices[0])->ndim == 1) {
    PYRITE_TRY_STATUS(emitter.callNamed("pyrite.set_axis", {{view, key.indices[0], axisValue(emitter, key), value}, {}}));
    return success();
  }
  PYRITE_TRY(const FrontedView fronted, chosenInFront(emitter, view, key));
  const ValueId position = emitter.makeInt(static_cast<std::int64_t>(key.position));
  PYRITE_TRY_STATUS(
      emitter.callNamed("pyrite.set_front", {{fronted.array, emitter.makeTuple(fronted.indices), value, position}, {}}));
  return success();
}

}  // namespace pyrite::infer
