// One generic operation at a time: operands are looked up, and the family that knows the operation writes typed IR for it.
#include "frontend/infer/classes.hpp"
#include "frontend/infer/function_inference.hpp"
#include "frontend/infer/language.hpp"
#include "frontend/infer/lists.hpp"

namespace pyrite::infer {

using ir::Instruction;
using ir::Op;
using types::Kind;

namespace {

std::int64_t number(const Instruction& instruction) { return std::get<std::int64_t>(instruction.attribute); }
/// Whether the value is known when compiling.
bool isKnown(Emitter& emitter, ValueId value) {
  const Type type = emitter.typeOf(value);
  if (type->isTuple()) {
    const std::vector<ValueId> items = tupleItems(emitter, value);
    return std::all_of(items.begin(), items.end(), [&](ValueId item) { return isKnown(emitter, item); });
  }
  return type->isZeroSize() || emitter.constantOf(value) != nullptr || emitter.constantString(value).has_value();
}

const std::string& text(const Instruction& instruction) { return std::get<std::string>(instruction.attribute); }

}  // namespace

const StaticRefused* FunctionInference::refusalOf(Type type) const {
  return type->is(Kind::Static) ? std::get_if<StaticRefused>(&emitter_[0].world.describe(type->object)) : nullptr;
}

Result<ValueId> FunctionInference::operand(const Instruction& instruction, std::size_t index) {
  const Known& known = known_[instruction.operands[index].index];
  if (known.value.valid()) {
    if (const auto* refused = refusalOf(emitter_[0].typeOf(known.value))) return emitter_[0].typingError(refused->message);
    return known.value;
  }
  if (const Display* display = displayOf(instruction, index)) {
    if (display->isDict) return emitter_[0].unsupported("dictionaries are not compiled yet");
    return makeValueOf(*display).takeError();
  }
  if (known.refused < 0 && isChanged_) {  // what defines it was given up, and is walked again
    specializer_.isAwaiting = true;
    return emitter_[0].typingError("the walk begins anew");
  }
  PYRITE_CHECK(known.refused >= 0, "a generic value is used that no walked path defines");
  const ParameterState& state = states_[static_cast<std::size_t>(known.refused)];
  if (state.isDict) return emitter_[0].unsupported("dictionaries are not compiled yet");
  for (Type type : {state.type, state.other})
    if (const auto* refused = refusalOf(type)) return emitter_[0].typingError(refused->message);
  if (state.type->is(Kind::String) || state.other->is(Kind::String))
    return emitter_[0].unsupported("strings that differ from path to path are not compiled yet");
  return emitter_[0].typingError("this variable is " + types::toString(state.type) + " on one path and " +
                                 types::toString(state.other) + " on another");
}

/// A list display that is read once behaves as a tuple.
Result<ValueId> FunctionInference::sequenceOperand(const Instruction& instruction, std::size_t index, bool mayNest) {
  if (const Display* list = displayOf(instruction, index); list != nullptr && !list->isDict) {
    if (list->isNested && !mayNest) return makeValueOf(*list).takeError();
    return emitter_[0].makeTuple(list->items);
  }
  PYRITE_TRY(const ValueId value, operand(instruction, index));
  const bool readsItems = instruction.op == Op::PyListExtend || instruction.op == Op::PyListToTuple ||
                          instruction.op == Op::PyUnpackEx || instruction.op == Op::PyCallVar;
  return readsItems && isKeywords(emitter_[0].typeOf(value)) ? keywordNames(emitter_[0], value) : value;
}

FunctionInference::Display* FunctionInference::displayOf(const Instruction& instruction, std::size_t index) {
  const Known& known = known_[instruction.operands[index].index];
  return known.display >= 0 ? &displays_[static_cast<std::size_t>(known.display)] : nullptr;
}

Result<ValueId> FunctionInference::constant(const bytecode::Constant& constant) {
  using namespace bytecode;
  Emitter& emitter = emitter_[0];
  const auto& value = constant.value;
  if (std::holds_alternative<NoneConstant>(value)) return emitter.none();
  if (std::holds_alternative<EllipsisConstant>(value)) return emitter.zero(types::ellipsisType());
  if (const auto* truth = std::get_if<bool>(&value)) return emitter.makeBool(*truth);
  if (const auto* integer = std::get_if<IntConstant>(&value)) {
    if (!integer->digits.empty())
      return emitter.typingError("the integer " + integer->digits +
                                 " does not fit into 64 bits; use a float, or compute with it in an objmode block");
    return emitter.makeInt(integer->value, types::intType(64, !integer->isUnsigned));
  }
  if (const auto* real = std::get_if<double>(&value)) return emitter.makeFloat(*real);
  if (const auto* complex = std::get_if<ComplexConstant>(&value))
    return emitter.builder.constant(types::complex128(), std::complex<double>(complex->real, complex->imag));
  if (const auto* string = std::get_if<std::string>(&value)) return emitter.makeString(*string);
  if (const auto* bytes = std::get_if<BytesConstant>(&value)) return makeBytes(emitter, bytes->bytes);
  if (const auto* tuple = std::get_if<TupleConstant>(&value)) {
    std::vector<ValueId> items;
    for (const Constant& item : tuple->items) {
      PYRITE_TRY(const ValueId made, this->constant(item));
      items.push_back(made);
    }
    return emitter.makeTuple(items);
  }
  if (const auto* slice = std::get_if<SliceConstant>(&value)) {
    std::vector<ValueId> parts;
    for (const Constant& item : slice->items) {
      PYRITE_TRY(const ValueId made, this->constant(item));
      parts.push_back(made);
    }
    return emitter.makeSlice(parts);
  }
  return emitter.none();  // a code object, looked at by py.make_function alone
}

Result<ValueId> FunctionInference::checkBound(ValueId value, const std::string& name) {
  Emitter& emitter = emitter_[0];
  const Type type = emitter.typeOf(value);
  const bool isUnbound = type->is(Kind::Unbound);
  if (!isUnbound && !type->is(Kind::MaybeUnbound)) return value;
  const ValueId isMissing = isUnbound ? emitter.makeBool(true) : emitter.op(Op::Not, emitter.part(value, 0));
  emitter.raiseIf(isMissing, "UnboundLocalError", unboundMessage(*specialization_.body.code, name, false));
  return isUnbound ? value : emitter.part(value, 1);
}

Result<ValueId> FunctionInference::slice(const Instruction& instruction) {
  Emitter& emitter = emitter_[0];
  ValueId parts[3];
  for (std::size_t i = 0; i < 3; ++i) {
    PYRITE_TRY(parts[i], operand(instruction, i));
  }
  return emitter.makeSlice(parts);
}

// -- displays ------------------------------------------------------------------------------------------------------------------

/// Lists and dicts that exist only to gather the arguments of a call or the items of a tuple.
Status FunctionInference::display(const Instruction& instruction) {
  Emitter& emitter = emitter_[0];
  if (instruction.op == Op::PyList && listSite(instruction).isValue) {
    PYRITE_TRY(const ValueId list, listOf(instruction));
    known_[instruction.result.index].value = list;
    genericOf_[list.index] = instruction.result;
    return success();
  }
  if (instruction.op == Op::PyList || instruction.op == Op::PyDict) {
    Display made;
    made.source = ir::InstructionId(static_cast<std::size_t>(&instruction - generic_.instructions.data()));
    made.isDict = instruction.op == Op::PyDict;
    made.block = emitter.builder.block();
    for (std::size_t i = 0; i < instruction.operands.size(); ++i) {
      const bool isList = !made.isDict && displayOf(instruction, i) != nullptr;
      made.isNested = made.isNested || isList;
      PYRITE_TRY(const ValueId item, isList ? sequenceOperand(instruction, i, true) : operand(instruction, i));
      if (made.isDict && i % 2 == 0) {
        const auto key = emitter.constantString(item);
        if (!key) return emitter.unsupported("dictionaries are not compiled yet");
        made.keys.push_back(*key);
      } else {
        made.items.push_back(item);
      }
    }
    displays_.push_back(std::move(made));
    known_[instruction.result.index].display = static_cast<std::int32_t>(displays_.size() - 1);
    return success();
  }
  Display* target = displayOf(instruction, 0);
  if (target == nullptr) {
    PYRITE_TRY(const ValueId list, operand(instruction, 0));
    if (instruction.op == Op::PyDictUpdate) return emitter.unsupported("dictionaries are not compiled yet");
    if (instruction.op == Op::PyListAppend) {
      PYRITE_TRY(const ValueId item, operand(instruction, 1));
      return listAppend(emitter, list, item);
    }
    PYRITE_TRY(const ValueId source, sequenceOperand(instruction, 1));
    return listExtend(emitter, list, source);
  }
  if (target->block != emitter.builder.block() && !target->isDict) return makeValueOf(*target);
  if (target->block != emitter.builder.block()) return emitter.unsupported("dictionaries are not compiled yet");
  const std::size_t at = static_cast<std::size_t>(target - displays_.data());
  if (instruction.op == Op::PyListAppend) {
    PYRITE_TRY(const ValueId item, operand(instruction, 1));
    displays_[at].items.push_back(item);
  } else if (instruction.op == Op::PyListExtend) {
    PYRITE_TRY(const ValueId source, sequenceOperand(instruction, 1));
    if (!emitter.typeOf(source)->isTuple()) return makeValueOf(displays_[at]);
    const auto items = tupleItems(emitter, source);
    displays_[at].items.insert(displays_[at].items.end(), items.begin(), items.end());
  } else {  // PyDictUpdate
    std::vector<std::string> keys;
    std::vector<ValueId> items;
    if (const Display* source = displayOf(instruction, 1); source != nullptr && source->isDict) {
      keys = source->keys;
      items = source->items;
    } else {
      PYRITE_TRY(const ValueId mapping, operand(instruction, 1));
      if (!isKeywords(emitter.typeOf(mapping))) return emitter.unsupported("dictionaries are not compiled yet");
      keys = emitter.typeOf(mapping)->fields;
      items = tupleItems(emitter, mapping);
    }
    Display& dict = displays_[at];
    for (std::size_t i = 0; i < keys.size(); ++i) {
      std::size_t found = 0;
      while (found < dict.keys.size() && dict.keys[found] != keys[i]) ++found;
      if (found < dict.keys.size()) {
        if (number(instruction) == 1)
          return emitter.typingError("a call got multiple values for keyword argument '" + keys[i] + "'");
        dict.items[found] = items[i];
        continue;
      }
      dict.keys.push_back(keys[i]);
      dict.items.push_back(items[i]);
    }
  }
  return success();
}

// -- calls -----------------------------------------------------------------------------------------------------------------------

Result<ValueId> FunctionInference::call(const Instruction& instruction) {
  PYRITE_TRY(const ValueId callee, operand(instruction, 0));
  const std::string& names = text(instruction);
  std::vector<std::string> keywords;
  for (std::size_t at = 0; at < names.size();) {
    const std::size_t end = std::min(names.find(',', at), names.size());
    keywords.push_back(names.substr(at, end - at));
    at = end + 1;
  }
  CallArguments arguments;
  const std::size_t positional = instruction.operands.size() - keywords.size();
  for (std::size_t i = 1; i < instruction.operands.size(); ++i) {
    const bool readsOnce = takesSequences(callee);
    PYRITE_TRY(const ValueId argument,
               readsOnce ? sequenceOperand(instruction, i, isOfNumpy(callee)) : operand(instruction, i));
    if (i < positional)
      arguments.positional.push_back(argument);
    else
      arguments.keywords.emplace_back(std::move(keywords[i - positional]), argument);
  }
  const StaticValue* known = emitter_[0].staticOf(callee);
  const auto* builtin = known == nullptr ? nullptr : std::get_if<StaticBuiltin>(known);
  const auto* type = known == nullptr ? nullptr : std::get_if<StaticType>(known);
  const std::string name = builtin != nullptr ? builtin->name : type != nullptr ? type->name : std::string();
  if (const Display* list = name == "pyrite.literal_unroll" && positional > 1 ? displayOf(instruction, 1) : nullptr)
    for (std::size_t i = 0; i < list->items.size(); ++i)
      if (!isKnown(emitter_[0], list->items[i]))
        return emitter_[0].unsupported("Found non-constant value at position " + std::to_string(i) +
                                       " in a list argument to literal_unroll; a tuple may hold it");
  if (name == "builtins.list" || name == "builtins.sorted" || name == "list.copy" ||
      (known != nullptr && std::holds_alternative<StaticClass>(*known))) {
    ListSite& site = listSite(instruction);
    site.isFresh = true;
    emitter_[0].wantedItem = site.item;
  }
  emitter_[0].nameList = [this, result = instruction.result](ValueId list) { genericOf_[list.index] = result; };
  auto result = emitter_[0].call(callee, std::move(arguments));
  emitter_[0].nameList = nullptr;
  emitter_[0].wantedItem = nullptr;
  return result;
}

/// NumPy's functions make arrays of nested lists and tuples alike.
bool FunctionInference::isOfNumpy(ValueId callee) const {
  const StaticValue* known = emitter_[0].staticOf(callee);
  const auto* builtin = known == nullptr ? nullptr : std::get_if<StaticBuiltin>(known);
  return builtin != nullptr && builtin->name.starts_with("numpy.");
}

/// Whether a list display may be handed over as a tuple: NumPy's functions and the builtins only read it.
bool FunctionInference::takesSequences(ValueId callee) const {
  const Emitter& emitter = emitter_[0];
  const StaticValue* known = emitter.staticOf(callee);
  if (known == nullptr) return false;
  if (const auto* type = std::get_if<StaticType>(known)) return type->name == "builtins.tuple" || type->name == "builtins.list";
  const auto* builtin = std::get_if<StaticBuiltin>(known);
  if (builtin != nullptr && builtin->name == "builtins.print") return false;  // it shows what is a list
  if (builtin != nullptr && builtin->name == "pyrite.literal_unroll") return true;
  return builtin != nullptr &&
         (builtin->name.starts_with("numpy.") || builtin->name.starts_with("builtins.") || builtin->name.starts_with("math."));
}

/// Modules are imported when the function is compiled. Where there is none, the error comes when the statement runs.
Result<ValueId> FunctionInference::importModule(ValueId level, ValueId names, const std::string& module) {
  Emitter& emitter = emitter_[0];
  std::vector<std::string> wanted;
  if (emitter.typeOf(names)->isTuple())
    for (ValueId name : tupleItems(emitter, names)) wanted.push_back(emitter.constantString(name).value_or(""));
  const auto depth = emitter.constantInt(level);
  const auto found = emitter.world.import(specialization_.key.function, module, wanted, static_cast<int>(depth.value_or(0)));
  if (found) return emitter.makeStatic(*found);
  emitter.raiseIf(emitter.makeBool(true), "ModuleNotFoundError", "No module named '" + module + "'");
  return emitter.none();
}

/// A loop over a tuple whose items have no one type, or are known when compiling and asked for as such, runs over the tuple.
Result<ValueId> FunctionInference::iterate(const Instruction& instruction, ValueId object) {
  if (const StaticValue* cls = emitter_[0].staticOf(object); cls != nullptr && std::holds_alternative<StaticEnumClass>(*cls))
    return enumMembers(emitter_[0], emitter_[0].typeOf(object)->object);  // each known in its pass
  const Type type = emitter_[0].typeOf(object);
  if (isKeywords(type)) return keywordNames(emitter_[0], object);
  if (!type->isTuple()) return emitter_[0].iterate(object);
  bool isUnrolled = std::any_of(type->items.begin(), type->items.end(), [&](Type item) {
    return item != type->items[0] || holdsString(item) || item->is(Kind::Static) || item->is(Kind::Closure);
  });
  const ir::InstructionId definition = generic_[instruction.operands[0]].instruction;
  if (definition.valid() && generic_[definition].op == Op::PyCall) {
    const Known& callee = known_[generic_[definition].operands[0].index];
    const StaticValue* known = callee.value.valid() ? emitter_[0].staticOf(callee.value) : nullptr;
    const auto* builtin = known == nullptr ? nullptr : std::get_if<StaticBuiltin>(known);
    isUnrolled = isUnrolled || (builtin != nullptr && builtin->name == "pyrite.literal_unroll");
  }
  return isUnrolled ? object : emitter_[0].iterate(object);
}

Result<ValueId> FunctionInference::advance(ValueId iterator) {
  const Type type = emitter_[0].typeOf(iterator);
  if (!type->isTuple()) return emitter_[0].advance(iterator);
  // This walk counts for nothing. It goes on behind the loop, to find others.
  unroll_.push_back({flow::codeBlockOf(code_.order[position_]), static_cast<std::uint32_t>(type->items.size())});
  return emitter_[0].makeBool(false);
}

Result<ValueId> FunctionInference::callWithTuple(const Instruction& instruction) {
  Emitter& emitter = emitter_[0];
  // callee [self] arguments keywords
  const std::size_t last = instruction.operands.size() - 1;
  PYRITE_TRY(const ValueId callee, operand(instruction, 0));
  CallArguments arguments;
  for (std::size_t i = 1; i < last - 1; ++i) {
    PYRITE_TRY(const ValueId self, operand(instruction, i));
    arguments.positional.push_back(self);
  }
  PYRITE_TRY(const ValueId rest, sequenceOperand(instruction, last - 1));
  if (!emitter.typeOf(rest)->isTuple())
    return emitter.typingError("the argument after * must be a tuple, not " + types::toString(emitter.typeOf(rest)));
  for (ValueId item : tupleItems(emitter, rest)) arguments.positional.push_back(item);
  const ir::InstructionId definition = generic_[instruction.operands[last]].instruction;
  const bool isNull = definition.valid() && generic_[definition].op == Op::PyNull;
  if (const Display* dict = displayOf(instruction, last); dict != nullptr) {
    for (std::size_t i = 0; i < dict->keys.size(); ++i) arguments.keywords.emplace_back(dict->keys[i], dict->items[i]);
  } else if (!isNull) {
    PYRITE_TRY(const ValueId mapping, operand(instruction, last));
    const Type type = emitter.typeOf(mapping);
    if (!isKeywords(type))
      return emitter.unsupported("the argument after ** is " + types::toString(type) + "; its names must be known");
    const auto items = tupleItems(emitter, mapping);
    for (std::size_t i = 0; i < items.size(); ++i) arguments.keywords.emplace_back(type->fields[i], items[i]);
  }
  std::string given;  // the source line does not show it
  for (ValueId item : arguments.positional) given += (given.empty() ? "" : ", ") + types::toString(emitter.typeOf(item));
  for (const auto& [name, item] : arguments.keywords)
    given += (given.empty() ? "" : ", ") + name + "=" + types::toString(emitter.typeOf(item));
  Result<ValueId> result = emitter.call(callee, std::move(arguments));
  if (result.ok() || specializer_.isAwaiting) return result;
  Diagnostic diagnostic = result.takeError();
  if (diagnostic.notes.empty()) diagnostic.notes.push_back("called with (" + given + ")");
  return diagnostic;
}

Status FunctionInference::raise(const Instruction& instruction) {
  std::vector<ValueId> operands;
  for (std::size_t i = 0; i < instruction.operands.size(); ++i) {
    PYRITE_TRY(const ValueId value, operand(instruction, i));
    operands.push_back(value);
  }
  Emitter& emitter = emitter_[0];
  const ValueId handled = nowHandled_;
  if (emitter.typeOf(operands[0])->is(Kind::Optional) && emitter.typeOf(operands[0])->item()->is(Kind::Error)) {
    PYRITE_TRY(operands[0], presentError(emitter, operands[0]));
  }
  if (emitter.typeOf(operands[0])->is(Kind::Error)) {
    endHandled();
    const bool isHandledOne = handled == operands[0] && operands.size() == 1;
    if (isHandledOne) return raiseCaught(emitter, operands[0]);
    if (!tellsErrorsApart_) tellsErrorsApart_ = isChanged_ = true;
  }
  return raiseException(emitter, operands, handled);
}

Status FunctionInference::raiseAgain(const Instruction& instruction) {
  PYRITE_TRY(const ValueId exception, operand(instruction, 0));
  if (emitter_[0].typeOf(exception)->is(Kind::None) && !unwinds_.empty() && unwinds_.back().last == ir::BlockId())
    return emitter_[0].unsupported("raise without an exception, inside try but outside of its handlers, is not compiled");
  return raiseCaught(emitter_[0], exception);
}

// -- the switch ------------------------------------------------------------------------------------------------------------------

Status FunctionInference::translate(const Instruction& instruction) {
  switch (instruction.op) {
    case Op::PyHandled:
      if (const Known& exception = known_[instruction.operands[0].index]; exception.value.valid())
        return setHandled(exception.value);
      endHandled();
      return success();
    case Op::PyNull:
      known_[instruction.result.index].value = emitter_[0].none();
      return success();
    case Op::PyList:
    case Op::PyDict:
    case Op::PyListAppend:
    case Op::PyListExtend:
    case Op::PyDictUpdate:
      return display(instruction);
    case Op::PyCellStore: {
      PYRITE_TRY(const ValueId cell, operand(instruction, 0));
      PYRITE_TRY(const ValueId value, operand(instruction, 1));
      return storeCell(cell, value, text(instruction));
    }
    case Op::PySetItem: {
      PYRITE_TRY(const ValueId object, operand(instruction, 0));
      PYRITE_TRY(const ValueId key, operand(instruction, 1));
      PYRITE_TRY(const ValueId value, sequenceOperand(instruction, 2));
      return emitter_[0].setItem(object, key, value);
    }
    case Op::PySetAttr: {
      PYRITE_TRY(const ValueId object, operand(instruction, 0));
      PYRITE_TRY(const ValueId value, operand(instruction, 1));
      PYRITE_TRY_STATUS(emitter_[0].setAttr(object, text(instruction), value));
      return success();
    }
    default:
      break;
  }
  PYRITE_TRY(ValueId result, translateValue(instruction));
  if (instruction.op == Op::PyBinary && emitter_[0].typeOf(result)->isList()) listSite(instruction).isFresh = true;
  if (emitter_[0].typeOf(result)->isList()) {
    PYRITE_TRY(result, settledList(instruction, result));
  }
  if (emitter_[0].typeOf(result)->isInstance()) genericOf_.try_emplace(result.index, instruction.result);
  if (instruction.result.valid()) known_[instruction.result.index].value = result;
  return success();
}

Result<ValueId> FunctionInference::translateValue(const Instruction& instruction) {
  Emitter& emitter = emitter_[0];
  ValueId a, b;
  const std::size_t count = instruction.op == Op::PyCall || instruction.op == Op::PyCallVar ? 0 : instruction.operands.size();
  const bool readsSequence = instruction.op == Op::PyIter || instruction.op == Op::PyListToTuple ||
                             instruction.op == Op::PyUnpack || instruction.op == Op::PyUnpackEx ||
                             instruction.op == Op::PyContains || instruction.op == Op::PyLen;
  if (count > 0 && instruction.op != Op::PyMakeFunction) {
    PYRITE_TRY(a, readsSequence ? sequenceOperand(instruction, 0) : operand(instruction, 0));
  }
  if (count > 1 && instruction.op != Op::PyMakeFunction) {
    PYRITE_TRY(b, readsSequence ? sequenceOperand(instruction, 1) : operand(instruction, 1));
  }
  switch (instruction.op) {
    case Op::PyConst:
      return constant(specialization_.body.code->constants[static_cast<std::size_t>(number(instruction))]);
    case Op::PyInt:
      return emitter.makeInt(number(instruction));
    case Op::PyNone:
      return emitter.none();
    case Op::PyUnbound:
      return emitter.zero(types::unboundType());
    case Op::PyGlobal:
      return loadGlobal(emitter, text(instruction));
    case Op::PyImport:
      return importModule(a, b, text(instruction));
    case Op::PyAssign: {
      const auto& locals = emitter.options.locals;
      const auto found =
          std::find_if(locals.begin(), locals.end(), [&](const auto& one) { return one.first == text(instruction); });
      return emitter.convert(a, found->second);
    }
    case Op::PyDeref:
      return dereference(static_cast<std::size_t>(number(instruction)));
    case Op::PyCheckBound:
      return checkBound(a, text(instruction));
    case Op::PyUnary:
      return emitter.unary(static_cast<UnaryOperator>(number(instruction)), a);
    case Op::PyBinary:
      return emitter.binary(static_cast<BinaryOperator>(number(instruction)), a, b);
    case Op::PyInplace:
      return emitter.inplace(static_cast<BinaryOperator>(number(instruction)), a, b);
    case Op::PyCompare:
      return emitter.compare(static_cast<CompareOperator>(number(instruction)), a, b);
    case Op::PyIs:
      if (isError(emitter.typeOf(a)) && isError(emitter.typeOf(b))) return isSameError(a, b, number(instruction) == 1);
      return emitter.is(a, b, number(instruction) == 1);
    case Op::PyContains:
      return emitter.contains(a, b, number(instruction) == 1);
    case Op::PyBool:
      return emitter.truth(a);
    case Op::PyGetAttr:
      if (isError(emitter.typeOf(a)) && text(instruction) == "args" && !takesErrors(function_)) return caughtArguments(a);
      return emitter.getAttr(a, text(instruction));
    case Op::PyGetItem:
      return emitter.getItem(a, b);
    case Op::PyCall:
      return call(instruction);
    case Op::PyCallVar:
      return callWithTuple(instruction);
    case Op::PyTuple: {
      std::vector<ValueId> items;
      for (std::size_t i = 0; i < instruction.operands.size(); ++i) {
        PYRITE_TRY(const ValueId item, operand(instruction, i));
        items.push_back(item);
      }
      return emitter.makeTuple(items);
    }
    case Op::PyListToTuple:
      if (!emitter.typeOf(a)->isTuple())
        return emitter.unsupported("a tuple of a list's items, whose number is not known when compiling");
      return a;
    case Op::PySlice:
      return slice(instruction);
    case Op::PyUnpack:
      return emitter.unpack(a, static_cast<std::size_t>(number(instruction)));
    case Op::PyItem:
      return tupleItems(emitter, a)[static_cast<std::size_t>(number(instruction))];
    case Op::PyIter:
      return iterate(instruction, a);
    case Op::PyAdvance:
      return advance(a);
    case Op::PyCurrent:
      return emitter.current(a);
    case Op::PyLen:
      return emitter.length(a);
    case Op::PyMatchSequence:
      return matchesSequence(emitter, a);
    case Op::PyMatchClass: {
      PYRITE_TRY(const ValueId names, operand(instruction, 2));
      return matchClass(emitter, a, b, names, static_cast<std::size_t>(number(instruction)));
    }
    case Op::PyMakeFunction:
      return makeFunction(instruction);
    case Op::PyMakeCell:
      return a;
    case Op::PyFormat: {
      const auto specification = b.valid() ? emitter.constantString(b) : std::string();
      if (!specification) return emitter.unsupported("a format specification that is not constant");
      return formatValue(emitter, a, number(instruction), *specification);
    }
    case Op::PyString: {
      std::vector<ValueId> parts;
      for (std::size_t i = 0; i < instruction.operands.size(); ++i) {
        PYRITE_TRY(const ValueId part, operand(instruction, i));
        parts.push_back(part);
      }
      return joinText(emitter, parts);
    }
    case Op::PySet:
    case Op::PySetAdd:
    case Op::PySetUpdate:
      return emitter.unsupported("sets are not compiled yet");
    case Op::PyDictSet:
      return emitter.unsupported("dictionaries are not compiled yet");
    case Op::PyDelItem:
      if (emitter.typeOf(a)->isList()) return emitter.callNamed("list.__delitem__", {{a, b}, {}});
      return emitter.unsupported("del of an item of " + types::toString(emitter.typeOf(a)) + " is not compiled");
    case Op::PyUnpackEx:
      return unpackStarred(instruction);
    case Op::PySharedCell:
      return makeCell(instruction, a);
    case Op::PyFreeCell:
      return freeCell(static_cast<std::size_t>(number(instruction)));
    case Op::PyCellLoad:
      return loadCell(a, text(instruction));
    case Op::PyExceptionMatch:
      return matchException(emitter, a, b);
    case Op::PyExit:  // what __exit__ is handed stands for the exception, its class and its traceback
      return emitter.call(a, {{b, b, b}, {}});
    case Op::PyYield:
      return yield(a);
    case Op::PyYieldFrom:
      return yieldFrom(a);
    case Op::PyUnsupported:
      return emitter.unsupported(text(instruction));
    default:  // typed operations and those of translate() do not come here
      return emitter.unsupported(std::string("the operation ") + ir::info(instruction.op).text + " is not compiled");
  }
}

}  // namespace pyrite::infer
