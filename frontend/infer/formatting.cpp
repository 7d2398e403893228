// f-strings: what is said is known at compile time, what fills the holes at run time. The text itself is made by the
// interpreter when it leaves compiled code (as an exception's argument), so that numbers look as the interpreter writes them.
#include <algorithm>

#include "frontend/infer/language.hpp"
#include "frontend/infer/specializer.hpp"
#include "frontend/infer/texts.hpp"

namespace pyrite::infer {

using types::Kind;

ValueId makeTemplate(Emitter& emitter, ObjectId object, std::string_view name, std::span<const ValueId> values) {
  std::vector<Type> items;
  for (ValueId value : values) items.push_back(emitter.typeOf(value));
  return emitter.makeAggregate(types::templateType(object, name, items), values);
}

const StaticText* textOf(Emitter& emitter, ValueId value) {
  const Type type = emitter.typeOf(value);
  return type->is(Kind::Template) ? std::get_if<StaticText>(&emitter.world.describe(type->object)) : nullptr;
}

bool isPlainData(Type type) {
  if (type->isTuple() && !type->isNamedTuple()) {
    for (Type item : type->items)
      if (!isPlainData(item)) return false;
    return true;
  }
  return type->isNumber() || type->is(Kind::None) || type->isText();
}

Result<ValueId> formatValue(Emitter& emitter, ValueId value, std::int64_t conversion, const std::string& specification) {
  const bool isBare = conversion <= 1 && specification.empty();
  if (isBare && (emitter.constantString(value) || textOf(emitter, value) != nullptr)) return value;
  // {x!r:>5} comes as a conversion and a specification apart; {f"{x}":>5} means the same.
  const StaticText* inner = textOf(emitter, value);
  if (inner != nullptr && conversion <= 1 && inner->text.pieces.size() == 1 && inner->text.pieces[0].text.empty()) {
    const ValueId filling = emitter.part(value, 0);
    return formatValue(emitter, filling, std::max(inner->text.pieces[0].conversion, 1), specification);
  }
  if (isText(emitter, value)) {
    PYRITE_TRY(value, asText(emitter, value));
  }
  if (isError(emitter.typeOf(value)) && (conversion != 0 || specification.empty())) {
    static constexpr const char* kWriters[] = {"builtins.str", "builtins.str", "builtins.repr", "builtins.ascii"};
    PYRITE_TRY(value, callInterpreter(emitter, kWriters[conversion], "", {&value, 1}, types::textType()));
    conversion = 0;
  }
  const Type type = emitter.typeOf(value);
  if (!isPlainData(type)) return emitter.unsupported("formatting a value of type " + types::toString(type));
  ir::FormattedText text;
  text.pieces.push_back({true, specification, static_cast<std::int32_t>(conversion)});
  return makeTemplate(emitter, emitter.specializer.world.add(StaticText{std::move(text)}), "str", {&value, 1});
}

Result<ValueId> joinText(Emitter& emitter, std::span<const ValueId> parts) {
  ir::FormattedText joined;
  std::vector<ValueId> values;
  const auto append = [&](const ir::FormattedText::Piece& piece) {
    if (!piece.isHole && !joined.pieces.empty() && !joined.pieces.back().isHole)
      joined.pieces.back().text += piece.text;
    else
      joined.pieces.push_back(piece);
  };
  for (ValueId part : parts) {
    if (const auto constant = emitter.constantString(part)) {
      append({false, *constant, 0});
    } else if (const StaticText* text = textOf(emitter, part)) {
      for (const auto& piece : text->text.pieces) append(piece);
      for (std::size_t i = 0; i < emitter.typeOf(part)->items.size(); ++i) values.push_back(emitter.part(part, i));
    } else {
      return emitter.unsupported("a text made of " + types::toString(emitter.typeOf(part)));
    }
  }
  if (values.empty()) return emitter.makeString(joined.pieces.empty() ? "" : joined.pieces[0].text);
  return makeTemplate(emitter, emitter.specializer.world.add(StaticText{std::move(joined)}), "str", values);
}

}  // namespace pyrite::infer
