// Objects of classes written in Python: a box with a field for each attribute. What a field holds shows when it is assigned;
// where that is more than was known when the object was made, the object is made anew with the wider type.
#include <algorithm>

#include "frontend/infer/classes.hpp"
#include "frontend/infer/language.hpp"
#include "frontend/infer/specializer.hpp"
#include "frontend/ir/dominators.hpp"

namespace pyrite::infer {

using ir::Op;
using types::Kind;

namespace {

constexpr int kMaximumNesting = 8;

const StaticClass& classOf(const Emitter& emitter, Type type) {
  return std::get<StaticClass>(emitter.world.describe(type->object));
}

std::optional<std::size_t> fieldOf(Type type, const std::string& name) {
  const auto found = std::find(type->fields.begin(), type->fields.end(), name);
  if (found == type->fields.end()) return std::nullopt;
  return static_cast<std::size_t>(found - type->fields.begin());
}

int nestingOf(Type type) {
  int deepest = 0;
  for (Type item : type->items)
    if (item != nullptr) deepest = std::max(deepest, nestingOf(item));
  return deepest + (type->isInstance() ? 1 : 0);
}

Type withField(Type type, std::size_t field, Type item) {
  std::vector<Type> items = type->items;
  items[field] = item;
  return types::instanceType(type->object, type->name, items, type->fields);
}

ValueId loadField(Emitter& emitter, ValueId object, std::size_t field) {
  const Type item = emitter.typeOf(object)->item(field);
  if (item->isZeroSize()) return emitter.restored(emitter.zero(item));
  return emitter.builder.emit(Op::BoxLoad, item, {object}, static_cast<std::int64_t>(field));
}

/// Whether the attribute is set wherever the function has returned, and not looked at before: then it needs no flag.
bool isSetBy(const ir::Function& init, const std::string& name, const StaticClass& cls) {
  if (init.isGenerator || init.blocks.empty() || init.blocks[0].parameters.empty()) return false;
  const ValueId self = init.blocks[0].parameters[0];
  const ir::Dominators dominators(init);
  struct Place {
    ir::BlockId block;
    std::size_t index;
  };
  std::vector<Place> stores, uses;
  for (std::size_t b = 0; b < init.blocks.size(); ++b) {
    const ir::BlockId block(b);
    if (!dominators.isReachable(block)) continue;
    for (std::size_t i = 0; i < init.blocks[b].instructions.size(); ++i) {
      const ir::Instruction& instruction = init[init.blocks[b].instructions[i]];
      const auto* attribute = std::get_if<std::string>(&instruction.attribute);
      const bool isOfSelf = !instruction.operands.empty() && instruction.operands[0] == self && attribute != nullptr;
      const bool isStoredElsewhere =
          std::count(instruction.operands.begin(), instruction.operands.end(), self) > (isOfSelf ? 1 : 0);
      if (isOfSelf && instruction.op == Op::PySetAttr && *attribute == name && !isStoredElsewhere) {
        stores.push_back({block, i});
        continue;
      }
      const bool isOther =
          isOfSelf && !isStoredElsewhere && *attribute != name &&
          (instruction.op == Op::PySetAttr || (instruction.op == Op::PyGetAttr && cls.member(*attribute) == nullptr));
      bool isUsed = instruction.op == Op::Return || (!isOther && (isOfSelf || isStoredElsewhere));
      for (const ir::Edge& edge : instruction.successors)
        isUsed = isUsed || std::find(edge.arguments.begin(), edge.arguments.end(), self) != edge.arguments.end();
      if (isUsed) uses.push_back({block, i});
    }
    const auto& passed = init.blocks[b].unwind.arguments;
    if (std::find(passed.begin(), passed.end(), self) != passed.end()) uses.push_back({block, 0});
  }
  return std::all_of(uses.begin(), uses.end(), [&](const Place& use) {
    return std::any_of(stores.begin(), stores.end(), [&](const Place& store) {
      return store.block == use.block ? store.index < use.index : dominators.dominates(store.block, use.block);
    });
  });
}

/// The method that sets attributes when an object is made.
const StaticClass::Member* initializerOf(const StaticClass& cls) {
  const auto* init = cls.member("__init__");
  return init != nullptr && init->isMade ? cls.member("__post_init__") : init;
}

bool isAlwaysSet(Emitter& emitter, const StaticClass& cls, const std::string& name) {
  const auto* init = initializerOf(cls);
  const auto* function = init == nullptr ? nullptr : std::get_if<StaticFunction>(&emitter.world.describe(init->object));
  if (function == nullptr) return false;
  const auto body = functionCodeOf(function->code);
  return body.ok() && isSetBy(body->generic->function, name, cls);
}

Status storeField(Emitter& emitter, ValueId object, std::size_t field, ValueId value) {
  const Type type = emitter.typeOf(object);
  const std::string& name = type->fields[field];
  PYRITE_TRY(value, emitter.portable(value));
  const Type held = type->item(field), given = emitter.typeOf(value);
  if (given->is(Kind::Iterator) || given->is(Kind::Error) || given->is(Kind::Template) || given->is(Kind::Generator))
    return emitter.unsupported("an attribute that holds " + types::toString(given) + " is not compiled");
  if (nestingOf(given) >= kMaximumNesting)
    return emitter.unsupported("objects that hold objects of their own class are not compiled");
  Type merged = types::unify(held, given);
  if (held->is(Kind::Unbound) && isAlwaysSet(emitter, classOf(emitter, type), name)) merged = given;
  if (merged == held) {
    PYRITE_TRY(const ValueId converted, emitter.convert(value, held));
    if (!held->isZeroSize())
      emitter.builder.emit(Op::BoxStore, types::voidType(), {object, converted}, static_cast<std::int64_t>(field));
    return success();
  }
  if (merged != nullptr && emitter.widen && emitter.widen(object, withField(type, field, merged)))
    return emitter.typingError("the object is made anew");
  Diagnostic diagnostic = emitter.typingError("attribute '" + name + "' of " + type->name + " holds " +
                                              (held->is(Kind::Unbound) ? "nothing" : types::toString(held)) +
                                              " where the object is made; this assigns " + types::toString(given));
  diagnostic.help = "give it a value of the wider type first";
  return diagnostic;
}

Result<ValueId> allocate(Emitter& emitter, Type type, std::span<const ValueId> values) {
  std::vector<ValueId> fields;
  for (std::size_t i = 0; i < type->items.size(); ++i) {
    if (i < values.size() && values[i].valid()) {
      PYRITE_TRY(fields.emplace_back(), emitter.convert(values[i], type->item(i)));
    } else {
      fields.push_back(emitter.zero(type->item(i)));
    }
  }
  return emitter.builder.emit(Op::BoxAlloc, type, std::span<const ValueId>(fields));
}

/// The arguments of the __init__ that dataclass makes, by field.
Result<std::vector<ValueId>> bindFields(Emitter& emitter, const StaticClass& cls, const CallArguments& arguments) {
  bytecode::CodeObject signature;
  std::vector<const StaticClass::Field*> positional, keywordOnly;
  for (const auto& field : cls.fields)
    if (field.isParameter) (field.isKeywordOnly ? keywordOnly : positional).push_back(&field);
  std::vector<const StaticClass::Field*> parameters = positional;
  parameters.insert(parameters.end(), keywordOnly.begin(), keywordOnly.end());
  for (const auto* field : parameters) signature.variables.push_back(field->name);
  signature.argumentCount = static_cast<std::int32_t>(positional.size());
  signature.keywordOnlyCount = static_cast<std::int32_t>(keywordOnly.size());
  const auto fallbackOf = [&](const StaticClass::Field& field) -> Result<ValueId> {
    if (!field.fallback) return ValueId();
    PYRITE_TRY(const ValueId known, emitter.freeze(*field.fallback));
    return field.isFactory ? emitter.call(known, {}) : Result<ValueId>(known);
  };
  const auto defaults = static_cast<std::size_t>(
      std::count_if(positional.begin(), positional.end(), [](const auto* field) { return field->fallback.has_value(); }));
  const auto positionalDefault = [&](std::size_t index) {
    return fallbackOf(*positional[positional.size() - defaults + index]);
  };
  const auto keywordDefault = [&](const std::string& name) -> Result<ValueId> {
    for (const auto* field : keywordOnly)
      if (field->name == name) return fallbackOf(*field);
    return ValueId();
  };
  PYRITE_TRY(const std::vector<ValueId> bound, bindParameters(emitter, signature, cls.name + ".__init__", arguments,
                                                              positionalDefault, defaults, keywordDefault));
  std::vector<ValueId> values(cls.fields.size());
  for (std::size_t i = 0; i < cls.fields.size(); ++i)
    for (std::size_t at = 0; at < parameters.size(); ++at)
      if (parameters[at] == &cls.fields[i]) {
        PYRITE_TRY(values[i], emitter.portable(bound[at]));
      }
  return values;
}

bool isNotImplemented(Emitter& emitter, ValueId value) {
  const Type type = emitter.typeOf(value);
  return type->is(Kind::Static) && emitter.world.builtin("builtins.NotImplemented") == type->object;
}

}  // namespace

Type unifyInstances(Type a, Type b) {
  if (a->object != b->object || a->items.size() != b->items.size()) return nullptr;
  std::vector<Type> items;
  for (std::size_t i = 0; i < a->items.size(); ++i) {
    const Type first = a->item(i), second = b->item(i);
    items.push_back(first->is(Kind::Unbound) ? second : second->is(Kind::Unbound) ? first : types::unify(first, second));
    if (items.back() == nullptr) return nullptr;
  }
  return types::instanceType(a->object, a->name, items, a->fields);
}

Result<ValueId> callClass(Emitter& emitter, ObjectId cls, const CallArguments& arguments) {
  const StaticClass known = std::get<StaticClass>(emitter.world.describe(cls));
  const Type wanted = std::exchange(emitter.wantedItem, nullptr);
  const auto* init = known.member("__init__");
  std::vector<ValueId> values(known.fields.size());
  if (init != nullptr && init->isMade) {
    PYRITE_TRY(values, bindFields(emitter, known, arguments));
  } else if (init == nullptr && (!arguments.positional.empty() || !arguments.keywords.empty())) {
    return emitter.typingError(known.name + "() takes no arguments");
  }
  std::vector<Type> items;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < known.fields.size(); ++i) {
    names.push_back(known.fields[i].name);
    items.push_back(values[i].valid() ? emitter.typeOf(values[i]) : types::unboundType());
    if (nestingOf(items.back()) >= kMaximumNesting)
      return emitter.unsupported("objects that hold objects of their own class are not compiled");
  }
  Type type = types::instanceType(cls, known.name, items, names);
  if (wanted != nullptr && wanted->isInstance() && wanted->object == cls) type = unifyInstances(type, wanted);
  if (type == nullptr) return emitter.typingError("the attributes of " + known.name + " have no one type");
  PYRITE_TRY(const ValueId object, allocate(emitter, type, values));
  if (emitter.nameList) emitter.nameList(object);
  const auto* initializer = initializerOf(known);
  if (initializer == nullptr) return object;
  CallArguments passed;
  if (init != nullptr && !init->isMade) passed = arguments;
  passed.positional.insert(passed.positional.begin(), object);
  PYRITE_TRY(const ValueId done, emitter.callFunction(initializer->object, std::move(passed)));
  if (!emitter.typeOf(done)->is(Kind::None) && !emitter.isDead())
    return emitter.typingError(known.name + ".__init__() should return None, not " + types::toString(emitter.typeOf(done)));
  return object;
}

Result<ValueId> instanceGetAttr(Emitter& emitter, ValueId object, const std::string& name) {
  const Type type = emitter.typeOf(object);
  if (name == "__class__") return emitter.makeStatic(type->object);
  const StaticClass& cls = classOf(emitter, type);
  const auto* member = cls.member(name);
  const auto field = fieldOf(type, name);
  const std::string missing = "'" + type->name + "' object has no attribute '" + name + "'";
  const bool isDescribed = member != nullptr && member->role == StaticClass::Member::Role::Property;
  if (field && !isDescribed && !(type->item(*field)->is(Kind::Unbound) && member != nullptr)) {
    const Type item = type->item(*field);
    if (item->is(Kind::Unbound)) {
      emitter.raiseIf(emitter.makeBool(true), "AttributeError", missing);
      return emitter.none();
    }
    const ValueId value = loadField(emitter, object, *field);
    if (!item->is(Kind::MaybeUnbound)) return value;
    if (member != nullptr)
      return emitter.unsupported("attribute '" + name + "', of the object or else of its class, is not compiled");
    emitter.raiseIf(emitter.op(Op::Not, emitter.part(value, 0)), "AttributeError", missing);
    return emitter.part(value, 1);
  }
  if (member == nullptr) {
    Diagnostic diagnostic = emitter.typingError(missing);
    diagnostic.kind = DiagnosticKind::Undefined;
    return diagnostic;
  }
  switch (member->role) {
    case StaticClass::Member::Role::Method:
      return emitter.boundMethod(member->object, object, type->name + "." + name);
    case StaticClass::Member::Role::ClassMethod:
      return emitter.boundMethod(member->object, emitter.makeStatic(type->object), type->name + "." + name);
    case StaticClass::Member::Role::Property:
      return emitter.callFunction(member->object, {{object}, {}});
    case StaticClass::Member::Role::StaticMethod:
    case StaticClass::Member::Role::Value:
      return emitter.freeze(member->object);
  }
  return emitter.none();
}

std::optional<ValueId> instanceHasField(Emitter& emitter, ValueId object, const std::string& name) {
  const Type type = emitter.typeOf(object);
  const auto field = fieldOf(type, name);
  if (!field || classOf(emitter, type).member(name) != nullptr) return std::nullopt;
  const Type item = type->item(*field);
  if (item->is(Kind::MaybeUnbound)) return emitter.part(loadField(emitter, object, *field), 0);
  return emitter.makeBool(!item->is(Kind::Unbound));
}

Status instanceSetAttr(Emitter& emitter, ValueId object, const std::string& name, ValueId value) {
  const Type type = emitter.typeOf(object);
  const StaticClass& cls = classOf(emitter, type);
  if (cls.isFrozen) {
    ir::RaiseSite site;
    site.exception = "FrozenInstanceError";
    if (const auto frozen = emitter.world.builtin("dataclasses.FrozenInstanceError")) site.cls = *frozen;
    site.arguments = {{"cannot assign to field '" + name + "'"}};
    emitter.raiseIf(emitter.makeBool(true), std::move(site));
    return success();
  }
  const auto field = fieldOf(type, name);
  const auto* member = cls.member(name);
  if (member != nullptr && member->role == StaticClass::Member::Role::Property)
    return emitter.typingError("property '" + name + "' of '" + type->name + "' object has no setter");
  if (!field)
    return emitter.unsupported("attribute '" + name + "', which no method of " + type->name + " assigns, cannot be set");
  return storeField(emitter, object, *field, value);
}

Result<ValueId> callSpecial(Emitter& emitter, ValueId object, const std::string& name, std::span<const ValueId> arguments) {
  const Type type = emitter.typeOf(object);
  const auto* member = type->isInstance() ? classOf(emitter, type).member(name) : nullptr;
  if (member == nullptr || member->role != StaticClass::Member::Role::Method) return ValueId();
  CallArguments passed{{object}, {}};
  passed.positional.insert(passed.positional.end(), arguments.begin(), arguments.end());
  PYRITE_TRY(const ValueId result, emitter.callFunction(member->object, std::move(passed)));
  return isNotImplemented(emitter, result) ? ValueId() : result;
}

namespace {

const char* methodOf(BinaryOperator operation) {
  switch (operation) {
    case BinaryOperator::Add:
      return "add__";
    case BinaryOperator::Subtract:
      return "sub__";
    case BinaryOperator::Multiply:
      return "mul__";
    case BinaryOperator::TrueDivide:
      return "truediv__";
    case BinaryOperator::FloorDivide:
      return "floordiv__";
    case BinaryOperator::Remainder:
      return "mod__";
    case BinaryOperator::Power:
      return "pow__";
    case BinaryOperator::MatrixMultiply:
      return "matmul__";
    case BinaryOperator::LeftShift:
      return "lshift__";
    case BinaryOperator::RightShift:
      return "rshift__";
    case BinaryOperator::And:
      return "and__";
    case BinaryOperator::Or:
      return "or__";
    case BinaryOperator::Xor:
      return "xor__";
  }
  return "";
}

struct Comparison {
  const char *method, *reflected;
};
Comparison comparisonOf(CompareOperator operation) {
  switch (operation) {
    case CompareOperator::Less:
      return {"__lt__", "__gt__"};
    case CompareOperator::LessEqual:
      return {"__le__", "__ge__"};
    case CompareOperator::Equal:
      return {"__eq__", "__eq__"};
    case CompareOperator::NotEqual:
      return {"__ne__", "__ne__"};
    case CompareOperator::Greater:
      return {"__gt__", "__lt__"};
    case CompareOperator::GreaterEqual:
      return {"__ge__", "__le__"};
  }
  return {"", ""};
}

/// The method of the left operand, else the reflected one of the right, which comes first where its class derives.
Result<ValueId> callEither(Emitter& emitter, ValueId a, ValueId b, const std::string& method, const std::string& reflected) {
  const Type left = emitter.typeOf(a), right = emitter.typeOf(b);
  const bool isDerived = left->isInstance() && right->isInstance() && left->object != right->object &&
                         emitter.world.isSubclass(right->object, left->object);
  if (isDerived) {
    PYRITE_TRY(const ValueId first, callSpecial(emitter, b, reflected, {&a, 1}));
    if (first.valid()) return first;
  }
  PYRITE_TRY(const ValueId result, callSpecial(emitter, a, method, {&b, 1}));
  if (result.valid() || isDerived) return result;
  return callSpecial(emitter, b, reflected, {&a, 1});
}

}  // namespace

Result<ValueId> instanceBinary(Emitter& emitter, BinaryOperator operation, ValueId a, ValueId b, bool isInplace) {
  const std::string method = methodOf(operation);
  if (isInplace) return callSpecial(emitter, a, "__i" + method, {&b, 1});
  return callEither(emitter, a, b, "__" + method, "__r" + method);
}

Result<ValueId> instanceCompare(Emitter& emitter, CompareOperator operation, ValueId a, ValueId b) {
  const Comparison names = comparisonOf(operation);
  PYRITE_TRY(const ValueId result, callEither(emitter, a, b, names.method, names.reflected));
  if (result.valid()) return result;
  if (operation == CompareOperator::NotEqual) {  // what object's own __ne__ does
    PYRITE_TRY(const ValueId equal, callEither(emitter, a, b, "__eq__", "__eq__"));
    if (equal.valid()) {
      PYRITE_TRY(const ValueId isEqual, emitter.truth(equal));
      return emitter.op(Op::Not, isEqual);
    }
  }
  if (operation == CompareOperator::Equal || operation == CompareOperator::NotEqual)
    return emitter.is(a, b, operation == CompareOperator::NotEqual);
  return emitter.typingError("'" + std::string(names.method) + "' is not defined between " +
                             types::toString(emitter.typeOf(a)) + " and " + types::toString(emitter.typeOf(b)));
}

}  // namespace pyrite::infer
