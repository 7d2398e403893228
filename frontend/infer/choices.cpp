// Variables that hold one of several functions, which one shows at run time: a closure of a number and of what each of the
// functions has captured. A call compares the number, so that each function is specialised and can be inlined.
#include <algorithm>

#include "frontend/infer/language.hpp"
#include "frontend/infer/specializer.hpp"

namespace pyrite::infer {

using ir::Op;
using types::Kind;

namespace {

bool isFunction(Overlay& world, Type type) {
  if (type->is(Kind::Closure)) return true;
  if (!type->is(Kind::Static)) return false;
  const StaticValue& value = world.describe(type->object);
  return std::holds_alternative<StaticFunction>(value) || std::holds_alternative<StaticBuiltin>(value) ||
         std::holds_alternative<StaticPartial>(value);
}

std::vector<Type> functionsOf(Overlay& world, Type type) {
  const std::vector<Type>* known = type->is(Kind::Closure) ? world.choice(type->object) : nullptr;
  return known != nullptr ? *known : std::vector<Type>{type};
}

Type choiceType(Overlay& world, const std::vector<Type>& functions) {
  std::vector<Type> parts{types::int64()};
  std::string name;
  for (const Type function : functions) {
    parts.push_back(function);
    name += (name.empty() ? "" : " or ") + types::toString(function);
  }
  return types::closureType(world.addChoice(functions), name, parts);
}

std::size_t placeOf(const std::vector<Type>& functions, Type function) {
  return static_cast<std::size_t>(std::find(functions.begin(), functions.end(), function) - functions.begin());
}

}  // namespace

Type Specializer::unify(Type a, Type b) {
  if (const Type merged = types::unify(a, b); merged != nullptr) return merged;
  if (!isFunction(world, a) || !isFunction(world, b)) return nullptr;
  std::vector<Type> functions = functionsOf(world, a);
  for (const Type function : functionsOf(world, b))
    if (placeOf(functions, function) == functions.size()) functions.push_back(function);
  return choiceType(world, functions);
}

Result<ValueId> convertToChoice(Emitter& emitter, ValueId value, Type to) {
  Overlay& world = emitter.specializer.world;
  const Type from = emitter.typeOf(value);
  const std::vector<Type>& wanted = *world.choice(to->object);
  const std::vector<Type> given = functionsOf(world, from);
  for (const Type function : given)
    if (placeOf(wanted, function) == wanted.size())
      return emitter.typingError("cannot convert " + types::toString(from) + " to " + types::toString(to));
  const bool isChoice = world.choice(from->object) != nullptr;
  std::vector<ValueId> parts{emitter.makeInt(static_cast<std::int64_t>(placeOf(wanted, given[0])))};
  for (std::size_t i = 1; i < given.size(); ++i) {
    const ValueId isThis = emitter.compareOp(Op::Eq, emitter.part(value, 0), emitter.makeInt(static_cast<std::int64_t>(i)));
    parts[0] = emitter.select(isThis, emitter.makeInt(static_cast<std::int64_t>(placeOf(wanted, given[i]))), parts[0]);
  }
  for (const Type function : wanted) {
    const std::size_t place = placeOf(given, function);
    if (place == given.size())
      parts.push_back(emitter.zero(function));
    else
      parts.push_back(isChoice ? emitter.part(value, place + 1) : value);
  }
  return emitter.makeAggregate(to, parts);
}

/// An item of a tuple of functions, at an index known to be in range; nullopt: they are no functions.
std::optional<ValueId> chooseFunction(Emitter& emitter, ValueId tuple, ValueId index) {
  Overlay& world = emitter.specializer.world;
  const Type type = emitter.typeOf(tuple);
  std::vector<Type> functions;
  ValueId number = emitter.makeInt(0);
  std::vector<ValueId> parts;
  for (std::size_t i = 0; i < type->items.size(); ++i) {
    const Type item = type->item(i);
    // Two closures of one function differ in what they have captured, and a number that a choice brings is lost.
    if (!isFunction(world, item) || world.choice(item->object) != nullptr) return std::nullopt;
    std::size_t place = placeOf(functions, item);
    if (place < functions.size() && item->is(Kind::Closure)) return std::nullopt;
    if (place == functions.size()) {
      functions.push_back(item);
      parts.push_back(emitter.part(tuple, i));
    }
    const ValueId isThis = emitter.compareOp(Op::Eq, index, emitter.makeInt(static_cast<std::int64_t>(i)));
    number = emitter.select(isThis, emitter.makeInt(static_cast<std::int64_t>(place)), number);
  }
  parts.insert(parts.begin(), number);
  return emitter.makeAggregate(choiceType(world, functions), parts);
}

Result<ValueId> callChoice(Emitter& emitter, ValueId choice, const CallArguments& arguments) {
  const std::size_t count = emitter.specializer.world.choice(emitter.typeOf(choice)->object)->size();
  const ValueId number = emitter.part(choice, 0);
  struct End {
    ir::BlockId block;
    ValueId result;
    bool isDead = false;
  };
  std::vector<End> ends;
  Type common = nullptr;
  for (std::size_t i = 0; i < count; ++i) {
    const ValueId function = emitter.part(choice, i + 1);
    ir::BlockId otherwise;
    if (i + 1 < count) {
      const ir::BlockId here = emitter.newBlock("called");
      otherwise = emitter.newBlock("else");
      emitter.builder.branch(emitter.compareOp(Op::Eq, number, emitter.makeInt(static_cast<std::int64_t>(i))), here, otherwise);
      emitter.builder.setBlock(here);
    }
    PYRITE_TRY(const ValueId result, emitter.call(function, arguments));
    ends.push_back({emitter.builder.block(), result, emitter.isDead()});
    if (!emitter.isDead()) {
      const Type type = emitter.typeOf(result);
      const Type merged = common == nullptr ? type : emitter.specializer.unify(common, type);
      if (merged == nullptr)
        return emitter.typingError("the functions that this may call differ in what they return: " + types::toString(common) +
                                   " and " + types::toString(type));
      common = merged;
    }
    if (otherwise.valid()) emitter.builder.setBlock(otherwise);
  }
  const ir::BlockId join = emitter.newBlock("join");
  for (const End& end : ends) {
    emitter.builder.setBlock(end.block);
    if (end.isDead) {
      emitter.builder.unreachable();
      continue;
    }
    PYRITE_TRY(const ValueId converted, emitter.convert(end.result, common));
    emitter.builder.jump(join, {converted});
  }
  emitter.builder.setBlock(join);
  if (common == nullptr) {
    emitter.deadBlock = join;
    common = types::noneType();
  }
  return emitter.builder.addParameter(join, common);
}

}  // namespace pyrite::infer
