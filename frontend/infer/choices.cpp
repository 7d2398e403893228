// Values that are one of several functions, which one shows at run time: a number that says which, and what each of them has
// captured. A call branches over the functions it may be, so that each is specialised, and inlined, as if it were called alone.
#include "frontend/infer/choices.hpp"

#include <algorithm>

#include "frontend/infer/fold.hpp"
#include "frontend/infer/language.hpp"

namespace pyrite::infer {

using ir::Op;
using types::Kind;

namespace {

constexpr std::size_t kMaximumDepth = 6, kMaximumFunctions = 64;

/// Functions that capture functions that capture functions …: in a loop, that would never end.
std::size_t depthOf(Type type) {
  std::size_t deepest = 0;
  for (const Type item : type->items)
    if (item != nullptr) deepest = std::max(deepest, depthOf(item));
  return deepest + 1;
}

std::vector<Type> functionsOf(Type type) {
  if (!isChoice(type)) return {type};
  return {type->items.begin() + 1, type->items.end()};
}

Type choiceOf(const std::vector<Type>& functions) {
  std::vector<Type> items = {types::int64()};
  std::string name;
  for (std::size_t i = 0; i < functions.size(); ++i) {
    items.push_back(functions[i]);
    name += (i == 0 ? (functions.size() > 1 ? "one of " : "") : i + 1 < functions.size() ? ", " : " and ") + functions[i]->name;
  }
  return types::closureType(ObjectId(), name, items);
}

/// One closure's type for what two of the same function have captured, or nullptr.
Type unifyClosures(World& world, Type a, Type b) {
  if (!a->is(Kind::Closure) || !b->is(Kind::Closure) || a->object != b->object || a->items.size() != b->items.size())
    return nullptr;
  std::vector<Type> items;
  for (std::size_t i = 0; i < a->items.size(); ++i) {
    const Type item = unifyValues(world, a->item(i), b->item(i));
    if (item == nullptr) return nullptr;
    items.push_back(item);
  }
  return types::closureType(a->object, a->name, items);
}

Type unifyFunctions(World& world, Type a, Type b) {
  if (!isFunction(world, a) || !isFunction(world, b)) return nullptr;
  std::vector<Type> functions = functionsOf(a);
  for (const Type function : functionsOf(b)) {
    if (std::find(functions.begin(), functions.end(), function) != functions.end()) continue;
    bool isMerged = false;
    for (Type& known : functions)
      if (const Type merged = unifyClosures(world, known, function); merged != nullptr && !isMerged) {
        known = merged;
        isMerged = true;
      }
    if (!isMerged) functions.push_back(function);
  }
  if (functions.size() > kMaximumFunctions) return nullptr;
  const Type result = functions.size() == 1 ? functions[0] : choiceOf(functions);
  return depthOf(result) > kMaximumDepth ? nullptr : result;
}

/// Which function of `to` stands for `function`, and whether there is one.
std::optional<std::size_t> placeOf(Type function, Type to) {
  const std::vector<Type> functions = functionsOf(to);
  const auto exact = std::find(functions.begin(), functions.end(), function);
  if (exact != functions.end()) return static_cast<std::size_t>(exact - functions.begin());
  for (std::size_t i = 0; i < functions.size(); ++i)
    if (function->is(Kind::Closure) && functions[i]->is(Kind::Closure) && functions[i]->object == function->object) return i;
  return std::nullopt;
}

Diagnostic cannotConvert(const Emitter& emitter, Type from, Type to) {
  return emitter.typingError("cannot convert " + types::toString(from) + " to " + types::toString(to));
}

}  // namespace

bool isFunction(World& world, Type type) {
  if (type->is(Kind::Closure)) return true;
  if (!type->is(Kind::Static)) return false;
  const StaticValue& value = world.describe(type->object);
  return std::holds_alternative<StaticFunction>(value) || std::holds_alternative<StaticBuiltin>(value) ||
         std::holds_alternative<StaticPartial>(value);
}

Type unifyValues(World& world, Type a, Type b) {
  if (const Type merged = types::unify(a, b)) return merged;
  for (const Kind kind : {Kind::MaybeUnbound, Kind::Optional}) {
    if (!a->is(kind) && !b->is(kind)) continue;
    const Type item = unifyValues(world, a->is(kind) ? a->item() : a, b->is(kind) ? b->item() : b);
    if (item == nullptr) return nullptr;
    return kind == Kind::Optional ? types::optionalType(item) : types::maybeUnboundType(item);
  }
  // None beside one function: a type without values could not be optional.
  if (a->is(Kind::None) && b->is(Kind::Static) && isFunction(world, b)) return types::optionalType(choiceOf({b}));
  if (b->is(Kind::None) && a->is(Kind::Static) && isFunction(world, a)) return types::optionalType(choiceOf({a}));
  if (a->isTuple() && b->isTuple() && !a->isNamedTuple() && !b->isNamedTuple() && a->items.size() == b->items.size()) {
    std::vector<Type> items;
    for (std::size_t i = 0; i < a->items.size(); ++i) {
      const Type item = unifyValues(world, a->item(i), b->item(i));
      if (item == nullptr) return nullptr;
      items.push_back(item);
    }
    return types::tupleType(items);
  }
  return unifyFunctions(world, a, b);
}

Type commonFunction(World& world, Type tuple) {
  Type common = nullptr;
  for (const Type item : tuple->items) {
    if (!isFunction(world, item)) return nullptr;
    common = common == nullptr ? item : unifyFunctions(world, common, item);
    if (common == nullptr) return nullptr;
  }
  return common;
}

Result<ValueId> convertFunction(Emitter& emitter, ValueId value, Type to) {
  const Type from = emitter.typeOf(value);
  if (from == to) return value;
  if (!isChoice(to)) {  // the same function, that has captured wider values
    if (!from->is(Kind::Closure) || from->object != to->object || from->items.size() != to->items.size())
      return cannotConvert(emitter, from, to);
    std::vector<ValueId> captured;
    for (std::size_t i = 0; i < to->items.size(); ++i) {
      PYRITE_TRY(captured.emplace_back(), emitter.convert(emitter.part(value, i), to->item(i)));
    }
    return emitter.makeAggregate(to, captured);
  }
  std::vector<ValueId> parts(to->items.size());
  const std::vector<Type> functions = functionsOf(from);
  for (std::size_t i = 0; i < functions.size(); ++i) {
    const auto place = placeOf(functions[i], to);
    if (!place) return cannotConvert(emitter, from, to);
    const ValueId which = emitter.makeInt(static_cast<std::int64_t>(*place));
    PYRITE_TRY(const ValueId function,
               convertFunction(emitter, isChoice(from) ? emitter.part(value, 1 + i) : value, to->item(1 + *place)));
    const ValueId isThis =
        !isChoice(from) ? emitter.makeBool(true)
                        : emitter.compareOp(Op::Eq, emitter.part(value, 0), emitter.makeInt(static_cast<std::int64_t>(i)));
    parts[0] = parts[0].valid() ? emitter.select(isThis, which, parts[0]) : which;
    ValueId& held = parts[1 + *place];
    held = held.valid() && !to->item(1 + *place)->isZeroSize() ? emitter.select(isThis, function, held) : function;
  }
  for (std::size_t i = 1; i < parts.size(); ++i)
    if (!parts[i].valid()) parts[i] = emitter.zero(to->item(i));
  return emitter.makeAggregate(to, parts);
}

Result<ValueId> isSameFunction(Emitter& emitter, ValueId a, ValueId b) {
  const Type left = emitter.typeOf(a), right = emitter.typeOf(b);
  ValueId same = emitter.makeBool(false);
  if (!isFunction(emitter.world, left) || !isFunction(emitter.world, right)) return same;
  const std::vector<Type> first = functionsOf(left), second = functionsOf(right);
  auto isPlace = [&](ValueId value, std::size_t place) {
    if (!isChoice(emitter.typeOf(value))) return emitter.makeBool(true);
    return emitter.compareOp(Op::Eq, emitter.part(value, 0), emitter.makeInt(static_cast<std::int64_t>(place)));
  };
  for (std::size_t i = 0; i < first.size(); ++i)
    for (std::size_t j = 0; j < second.size(); ++j) {
      if (first[i]->is(Kind::Closure) && second[j]->is(Kind::Closure) && first[i]->object == second[j]->object)
        return emitter.unsupported("whether two closures of " + first[i]->name + " are one is not known to compiled code");
      if (first[i]->is(Kind::Static) && second[j]->is(Kind::Static) && sameStatic(emitter, first[i], second[j]))
        same = emitter.op(Op::Or, same, emitter.op(Op::And, isPlace(a, i), isPlace(b, j)));
    }
  return same;
}

Result<ValueId> callChoice(Emitter& emitter, ValueId callee, const CallArguments& arguments) {
  const std::vector<Type> functions = functionsOf(emitter.typeOf(callee));
  const ValueId which = emitter.part(callee, 0);
  struct Way {
    ValueId result;
    ir::BlockId end;
    bool isDead = false;
  };
  std::vector<Way> ways;
  Type common = nullptr;
  for (std::size_t i = 0; i < functions.size(); ++i) {
    ir::BlockId next;
    if (i + 1 < functions.size()) {
      const ir::BlockId here = emitter.newBlock("call");
      next = emitter.newBlock("next");
      emitter.builder.branch(emitter.compareOp(Op::Eq, which, emitter.makeInt(static_cast<std::int64_t>(i))), here, next);
      emitter.builder.setBlock(here);
    }
    PYRITE_TRY(const ValueId returned, emitter.call(emitter.part(callee, 1 + i), arguments));
    PYRITE_TRY(const ValueId result, emitter.portable(returned));
    ways.push_back({result, emitter.builder.block(), emitter.isDead()});
    if (!ways.back().isDead) {
      const Type type = emitter.typeOf(result);
      const Type merged = common == nullptr ? type : unifyValues(emitter.world, common, type);
      if (merged == nullptr)
        return emitter.typingError("the functions that this may call differ in what they return: " + types::toString(common) +
                                   " and " + types::toString(type));
      common = merged;
    }
    if (next.valid()) emitter.builder.setBlock(next);
  }
  const ir::BlockId join = emitter.newBlock("join");
  const bool hasValue = common != nullptr && !common->isZeroSize();
  for (const Way& way : ways) {
    emitter.builder.setBlock(way.end);
    if (way.isDead) {
      emitter.builder.unreachable();
      continue;
    }
    std::vector<ValueId> passed;
    if (hasValue) {
      PYRITE_TRY(passed.emplace_back(), emitter.convert(way.result, common));
    }
    emitter.builder.jump(join, std::move(passed));
  }
  emitter.builder.setBlock(join);
  if (common == nullptr) {
    emitter.deadBlock = join;
    return emitter.none();
  }
  return hasValue ? emitter.builder.addParameter(join, common) : emitter.restored(emitter.zero(common));
}

}  // namespace pyrite::infer
