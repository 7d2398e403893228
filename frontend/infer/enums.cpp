// Members of Enum classes: a member is its place in the class. Its value and, where the place is known, its name come from
// the class.
#include "frontend/infer/classes.hpp"

#include <cstring>

#include "frontend/infer/language.hpp"
#include "frontend/infer/specializer.hpp"

namespace pyrite::infer {

using ir::Op;
namespace {

const StaticEnumClass& classOf(const Emitter& emitter, Type type) {
  return std::get<StaticEnumClass>(emitter.world.describe(type->object));
}

ValueId memberAt(Emitter& emitter, ObjectId cls, ValueId place) {
  const auto& known = std::get<StaticEnumClass>(emitter.world.describe(cls));
  return emitter.makeAggregate(types::enumType(cls, known.name, known.isInteger), {&place, 1});
}

/// The values of all members, where they are numbers of one type.
const StaticNumber* numberOf(const Emitter& emitter, ObjectId value) {
  return std::get_if<StaticNumber>(&emitter.world.describe(value));
}

Type typeOfValues(const Emitter& emitter, const StaticEnumClass& cls) {
  Type type = nullptr;
  for (ObjectId value : cls.values) {
    const StaticNumber* number = numberOf(emitter, value);
    if (number == nullptr || (type != nullptr && number->type != type)) return nullptr;
    type = number->type;
  }
  return type;
}

/// What to add to a member's place for its value, where they go up by one.
std::optional<std::int64_t> offsetOfValues(const Emitter& emitter, const StaticEnumClass& cls) {
  if (cls.values.empty() || typeOfValues(emitter, cls) != types::int64()) return std::nullopt;
  const std::int64_t first = std::get<std::int64_t>(numberOf(emitter, cls.values[0])->value);
  for (std::size_t i = 0; i < cls.values.size(); ++i)
    if (std::get<std::int64_t>(numberOf(emitter, cls.values[i])->value) != first + static_cast<std::int64_t>(i))
      return std::nullopt;
  return first;
}

template <class T>
void append(std::string& bytes, T value) {
  bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

/// The value of the member at a place that is known only at run time.
Result<ValueId> valueAt(Emitter& emitter, Type type, ValueId place) {
  const StaticEnumClass& cls = classOf(emitter, type);
  if (const auto offset = offsetOfValues(emitter, cls)) return emitter.op(Op::Add, place, emitter.makeInt(*offset));
  const Type item = typeOfValues(emitter, cls);
  if (item != types::int64() && item != types::float64())
    return emitter.unsupported("the value of a member of " + cls.name +
                               " that is not known when compiling: the values are not all " +
                               "integers, or all floats, and this");
  ir::Data data;
  data.type = types::arrayType(item, 1, types::Layout::C, true);
  data.shape = {static_cast<std::int64_t>(cls.values.size())};
  for (ObjectId value : cls.values)
    std::visit(
        [&](const auto& number) {
          using Number = std::decay_t<decltype(number)>;
          if constexpr (std::is_same_v<Number, std::int64_t> || std::is_same_v<Number, double>) append(data.bytes, number);
        },
        numberOf(emitter, value)->value);
  const ir::DataId table = emitter.specializer.frozenArray(type->object, data);
  const ValueId array = emitter.builder.emit(Op::ConstArray, data.type, {}, table);
  return emitter.builder.emit(Op::ArrayLoad, item, {array, place});
}

/// ValueError: 5 is not a valid Color
ir::RaiseSite notValid(Emitter& emitter, const std::string& shown) {
  return {"ValueError", ObjectId(), {{shown}}, nullptr, emitter.builder.span(), emitter.pythonName, emitter.file};
}

}  // namespace

ValueId makeEnumMember(Emitter& emitter, const StaticEnumMember& member) {
  return memberAt(emitter, member.cls, emitter.makeInt(member.place));
}

Result<ValueId> enumValue(Emitter& emitter, ValueId member) {
  const Type type = emitter.typeOf(member);
  const ValueId place = emitter.part(member, 0);
  if (const auto known = emitter.constantInt(place))
    return emitter.freeze(classOf(emitter, type).values[static_cast<std::size_t>(*known)]);
  return valueAt(emitter, type, place);
}

Result<ValueId> plainNumber(Emitter& emitter, ValueId value) {
  return emitter.typeOf(value)->isIntegerEnum() ? enumValue(emitter, value) : Result<ValueId>(value);
}

Result<ValueId> enumGetAttr(Emitter& emitter, ValueId member, const std::string& name) {
  const Type type = emitter.typeOf(member);
  if (name == "value" || name == "_value_") return enumValue(emitter, member);
  if (name == "name" || name == "_name_") {
    const auto place = emitter.constantInt(emitter.part(member, 0));
    if (!place) return emitter.unsupported("the name of a member of " + type->name + " that is not known when compiling");
    return emitter.makeString(classOf(emitter, type).names[static_cast<std::size_t>(*place)]);
  }
  const bool isOfNumbers =
      type->isSigned && (name == "real" || name == "imag" || name == "numerator" || name == "denominator" ||
                         name == "bit_length" || name == "bit_count" || name == "conjugate");
  if (!isOfNumbers)
    if (const auto attribute = emitter.world.attribute(type->object, name)) {
      if (std::holds_alternative<StaticFunction>(emitter.world.describe(*attribute)))
        return emitter.boundMethod(*attribute, member, type->name + "." + name);
      return emitter.freeze(*attribute);
    }
  if (type->isSigned) {
    PYRITE_TRY(const ValueId number, enumValue(emitter, member));
    return emitter.getAttr(number, name);
  }
  Diagnostic diagnostic = emitter.typingError(types::toString(type) + " has no attribute '" + name + "'");
  diagnostic.kind = DiagnosticKind::Undefined;
  return diagnostic;
}

Result<ValueId> enumMembers(Emitter& emitter, ObjectId cls) {
  std::vector<ValueId> members;
  const std::size_t count = std::get<StaticEnumClass>(emitter.world.describe(cls)).members.size();
  for (std::size_t i = 0; i < count; ++i)
    members.push_back(memberAt(emitter, cls, emitter.makeInt(static_cast<std::int64_t>(i))));
  return emitter.makeTuple(members);
}

Result<ValueId> enumNamed(Emitter& emitter, ObjectId cls, ValueId key) {
  const auto& known = std::get<StaticEnumClass>(emitter.world.describe(cls));
  const auto name = emitter.constantString(key);
  if (!name) return emitter.unsupported("a member of " + known.name + " by a name that is not known when compiling");
  const auto attribute = emitter.world.attribute(cls, *name);  // other names of members, too
  if (attribute && std::holds_alternative<StaticEnumMember>(emitter.world.describe(*attribute)))
    return emitter.freeze(*attribute);
  emitter.raiseIf(emitter.makeBool(true), "KeyError", *name);
  return emitter.none();
}

/// Color(2): the member of that value.
Result<ValueId> callEnumClass(Emitter& emitter, ObjectId cls, CallArguments& arguments) {
  const StaticEnumClass known = std::get<StaticEnumClass>(emitter.world.describe(cls));
  if (arguments.positional.size() != 1 || !arguments.keywords.empty())
    return emitter.unsupported("calling " + known.name + " with anything but one value");
  ValueId value = arguments.positional[0];
  if (emitter.typeOf(value)->isEnum() && emitter.typeOf(value)->object == cls) return value;
  PYRITE_TRY(value, plainNumber(emitter, value));
  const Type type = emitter.typeOf(value);
  const auto offset = offsetOfValues(emitter, known);
  if (!type->isNumber() || typeOfValues(emitter, known) == nullptr)
    return emitter.unsupported(known.name + "() of " + types::toString(type) + " is not compiled");
  ir::RaiseSite site = notValid(emitter, "");
  ir::FormattedText text;
  text.pieces = {{true, "", 2}, {false, " is not a valid " + emitter.world.displayName(cls), 0}};
  site.arguments = {{text}};
  site.payload = types::tupleType({&type, 1});
  const auto raiseUnless = [&](ValueId isOne) {
    const ValueId isNone = emitter.op(Op::Not, isOne);
    if (emitter.constantBool(isNone) == false) return;
    const ValueId shown[] = {value};
    emitter.builder.raiseIf(isNone, emitter.module.addSite(site), shown);
  };
  if (offset && type == types::int64()) {
    const ValueId place = emitter.op(Op::Sub, value, emitter.makeInt(*offset));
    const ValueId count = emitter.makeInt(static_cast<std::int64_t>(known.values.size()));
    raiseUnless(
        emitter.op(Op::And, emitter.compareOp(Op::Ge, place, emitter.makeInt(0)), emitter.compareOp(Op::Lt, place, count)));
    return memberAt(emitter, cls, place);
  }
  ValueId place = emitter.makeInt(-1);
  for (std::size_t i = known.values.size(); i-- > 0;) {
    PYRITE_TRY(const ValueId candidate, emitter.freeze(known.values[i]));
    PYRITE_TRY(const ValueId isOne, emitter.compare(CompareOperator::Equal, value, candidate));
    place = emitter.select(isOne, emitter.makeInt(static_cast<std::int64_t>(i)), place);
  }
  raiseUnless(emitter.compareOp(Op::Ge, place, emitter.makeInt(0)));
  return memberAt(emitter, cls, place);
}

/// Equality and identity of members; other values are never equal to a member that is no number.
Result<ValueId> enumEquals(Emitter& emitter, ValueId a, ValueId b) {
  const Type left = emitter.typeOf(a), right = emitter.typeOf(b);
  if (left == right) return emitter.compareOp(Op::Eq, emitter.part(a, 0), emitter.part(b, 0));
  return emitter.makeBool(false);
}

}  // namespace pyrite::infer
