// Calls: what is called is known by its type, whatever it is: functions, builtins, types, classes, closures, bound methods.
#include <algorithm>

#include "frontend/infer/array_functions.hpp"
#include "frontend/infer/choices.hpp"
#include "frontend/infer/classes.hpp"
#include "frontend/infer/language.hpp"
#include "frontend/infer/specializer.hpp"

namespace pyrite::infer {

using ir::Op;
using types::Kind;

namespace {

bool holdsIterator(Type type) {
  return type->is(Kind::Iterator) || std::any_of(type->items.begin(), type->items.end(), holdsIterator);
}

/// Finds or makes the specialisation for these values and emits the call.
Result<ValueId> callSpecialized(Emitter& emitter, ObjectId function, FunctionCode body, const FunctionOptions& options,
                                bool isLibrary, const std::vector<ValueId>& values, std::size_t captured,
                                Type declaredResult = nullptr) {
  Specializer& specializer = emitter.specializer;
  SpecializationKey key;
  key.function = function;
  key.options = specializer.optionsIndex(options);
  key.constants.resize(values.size());
  // The library decides by its arguments' values (axis, keepdims): they are part of what it is compiled for. A function
  // that calls itself must not be compiled anew for every number on the way.
  const bool keepsConstants = isLibrary && !specializer.isInProgress(function);
  std::vector<ValueId> operands, passed;
  for (std::size_t i = 0; i < values.size(); ++i) {
    PYRITE_TRY(const ValueId value, emitter.portable(values[i]));
    passed.push_back(value);
    const Type type = emitter.typeOf(value);
    key.arguments.push_back(type);
    if (type->is(Kind::Iterator) && body.generic->function.isGenerator) {
      if (body.code->name != "<genexpr>")  // nobody else has the iterator of a generator expression
        return emitter.unsupported("iterators cannot be handed to generators yet; pass what they iterate over");
      operands.push_back(iteratorState(emitter, value));
      continue;
    }
    const ir::Attribute* constant =
        keepsConstants && (type->isBool() || type == types::int64()) ? emitter.constantOf(value) : nullptr;
    if (constant != nullptr)
      key.constants[i] = *constant;
    else
      operands.push_back(value);
  }
  specializer.want.reset();
  auto required = specializer.require(std::move(key), captured, declaredResult, std::move(body));
  if (!required.ok() && specializer.want) {
    // Perhaps what it was handed can be made wider where it is made.
    const Want want = *std::exchange(specializer.want, std::nullopt);
    if (emitter.widen && emitter.widen(passed[want.argument], want.item))
      return emitter.typingError("the argument is made anew");
  }
  PYRITE_TRY(const Specialization* callee, std::move(required));
  if (callee->result == nullptr) {
    specializer.isAwaiting = true;
    specializer.awaited = callee;
    return emitter.typingError("the result of this call is not known yet");
  }
  // What an iterator has reached is kept in the frame of whoever made it.
  if (holdsIterator(callee->result))
    return emitter.unsupported("iterators cannot be returned from functions yet; return what they iterate over");
  const ValueId result = emitter.builder.emit(Op::Call, callee->result, std::span<const ValueId>(operands), callee->id);
  if (callee->result->isZeroSize()) return emitter.restored(emitter.zero(callee->result));
  if (callee->resultConstant.index() != 0) return emitter.builder.constant(callee->result, callee->resultConstant);
  return result;
}

/// The options a function is compiled with: its own if it has a dispatcher, else those of who calls it.
FunctionOptions optionsFor(const Emitter& emitter, const StaticFunction& function) {
  FunctionOptions options = function.options ? *function.options : emitter.options;
  if (!function.options) {
    options.locals.clear();
    options.inlining = function.isLibrary ? ir::Inline::Automatic : options.inlining;
    options.isInterruptible = options.isInterruptible && !function.isLibrary;
  }
  return options;
}

std::string callableName(const bytecode::CodeObject& code) { return code.qualname.empty() ? code.name : code.qualname; }

std::string describeTypes(const std::vector<Type>& types) {
  std::string text = "(";
  for (const Type type : types) text += (text.size() > 1 ? ", " : "") + types::toString(type);
  return text + ")";
}

/// Converts the arguments to what the nearest of the declared signatures says, and gives its place.
Result<std::size_t> convertToDeclared(Emitter& emitter, const StaticFunction& function, std::vector<ValueId>& values) {
  std::vector<Type> given;
  for (const ValueId value : values) given.push_back(emitter.typeOf(value));
  const types::NearestSignature found = types::nearestSignature(given, function.declaredArguments);
  if (found.best && !found.rival) {
    const std::vector<Type>& declared = function.declaredArguments[*found.best];
    for (std::size_t i = 0; i < values.size(); ++i) {
      PYRITE_TRY(values[i], emitter.convert(values[i], declared[i]));
    }
    return *found.best;
  }
  const std::string name = callableName(*function.code);
  Diagnostic error =
      emitter.typingError(found.best ? name + "(): " + describeTypes(given) + " fits two declared signatures equally well"
                                     : name + "(): no declared signature accepts " + describeTypes(given));
  for (const std::vector<Type>& declared : function.declaredArguments)
    error.notes.push_back("declared: " + describeTypes(declared));
  return error;
}

Status makePlain(Emitter& emitter, CallArguments& arguments) {
  for (ValueId& value : arguments.positional) {
    PYRITE_TRY(value, plainNumber(emitter, value));
  }
  for (auto& [name, value] : arguments.keywords) {
    PYRITE_TRY(value, plainNumber(emitter, value));
  }
  return success();
}

/// Functions of numbers, to which a member of an IntEnum is its number.
bool takesNumbers(const std::string& name) {
  static const char* const kBuiltins[] = {"builtins.abs", "builtins.round", "builtins.pow", "builtins.divmod",
                                          "builtins.range"};
  return name.starts_with("numpy.") || name.starts_with("math.") || name.starts_with("cmath.") ||
         std::find(std::begin(kBuiltins), std::end(kBuiltins), name) != std::end(kBuiltins);
}

/// To functions of the interpreter **kwargs is a dictionary: those that iterate over it find its names.
Status passKeywords(Emitter& emitter, const std::string& name, CallArguments& arguments) {
  static const char* const kTakesIt[] = {"builtins.bool",     "builtins.callable", "builtins.isinstance", "builtins.len",
                                         "operator.contains", "operator.getitem",  "operator.is_",        "operator.is_not",
                                         "operator.not_",     "operator.truth"};
  static const char* const kIterates[] = {"builtins.all",  "builtins.any",      "builtins.enumerate", "builtins.filter",
                                          "builtins.iter", "builtins.list",     "builtins.map",       "builtins.max",
                                          "builtins.min",  "builtins.reversed", "builtins.sorted",    "builtins.sum",
                                          "builtins.zip",  "builtins.tuple",    "list.extend",        "str.join"};
  const auto isOneOf = [&](const auto& names) {
    return std::find(std::begin(names), std::end(names), name) != std::end(names);
  };
  if (name.starts_with("keywords.") || isOneOf(kTakesIt)) return success();
  for (ValueId& value : arguments.positional) {
    if (!isKeywords(emitter.typeOf(value))) continue;
    if (!isOneOf(kIterates))
      return emitter.unsupported((name.starts_with("builtins.") ? name.substr(9) : name) + "() of **kwargs is not compiled");
    const bool isMade = name == "builtins.list" || name == "builtins.tuple";
    PYRITE_TRY(value, isMade ? Result<ValueId>(keywordNames(emitter, value)) : keywordTexts(emitter, value));
  }
  for (const auto& [keyword, value] : arguments.keywords)
    if (isKeywords(emitter.typeOf(value)))
      return emitter.unsupported(name + "() with " + keyword + "=**kwargs is not compiled");
  return success();
}

Result<ValueId> callType(Emitter& emitter, const StaticType& type, CallArguments& arguments) {
  PYRITE_TRY_STATUS(passKeywords(emitter, type.name, arguments));
  if (type.name != "builtins.list" && type.name != "builtins.tuple" && type.name != "builtins.bool")
    PYRITE_TRY_STATUS(makePlain(emitter, arguments));
  if (const Intrinsic* intrinsic = findIntrinsic(type.name)) return intrinsic->handler(emitter, *intrinsic, arguments);
  if (!type.type->isNumber()) return emitter.unsupported("calling " + type.name + " is not compiled");
  if (!arguments.keywords.empty() || arguments.positional.size() > 1)
    return emitter.typingError(type.name + "() takes one number");
  if (arguments.positional.empty()) return numberConvert(emitter, emitter.makeInt(0), type.type);
  const ValueId value =
      emitter.unwrap(arguments.positional[0], type.name + "() argument must be a string or a real number, not 'NoneType'");
  const Type from = emitter.typeOf(value);
  if (from->isArray()) return emitter.callNamed("ndarray.astype", {{value, emitter.makeType(type.type, type.name)}, {}});
  if (from->isNumber()) return numberConvert(emitter, value, type.type);
  return emitter.typingError(type.name + "() takes a number, not " + types::toString(from));
}

Result<ValueId> callNamedTupleClass(Emitter& emitter, ObjectId cls, const StaticNamedTupleClass& known,
                                    CallArguments& arguments) {
  bytecode::CodeObject signature;
  signature.argumentCount = static_cast<std::int32_t>(known.fields.size());
  signature.variables = known.fields;
  auto none = [&](const auto&) -> Result<ValueId> { return ValueId(); };
  PYRITE_TRY(const std::vector<ValueId> items, bindParameters(emitter, signature, known.name, arguments, none, 0, none));
  std::vector<Type> itemTypes;
  for (ValueId item : items) itemTypes.push_back(emitter.typeOf(item));
  return emitter.makeAggregate(types::namedTupleType(cls, known.name, itemTypes, known.fields), items);
}

Result<ValueId> callPartial(Emitter& emitter, const StaticPartial& partial, CallArguments arguments) {
  std::vector<ValueId> positional;
  for (const ObjectId argument : partial.arguments) {
    PYRITE_TRY(const ValueId value, emitter.freeze(argument));
    positional.push_back(value);
  }
  arguments.positional.insert(arguments.positional.begin(), positional.begin(), positional.end());
  for (const auto& [name, argument] : partial.keywords) {  // those of the call win
    if (std::any_of(arguments.keywords.begin(), arguments.keywords.end(), [&](const auto& one) { return one.first == name; }))
      continue;
    PYRITE_TRY(const ValueId value, emitter.freeze(argument));
    arguments.keywords.emplace_back(name, value);
  }
  return emitter.call(emitter.makeStatic(partial.function), std::move(arguments));
}

}  // namespace

Result<ValueId> Emitter::call(ValueId callee, CallArguments arguments) {
  callee = unwrap(callee, "'NoneType' object is not callable");
  const Type type = typeOf(callee);
  if (type->isInstance()) {
    const auto* method = std::get<StaticClass>(world.describe(type->object)).member("__call__");
    if (method == nullptr) return typingError("'" + type->name + "' object is not callable");
    arguments.positional.insert(arguments.positional.begin(), callee);
    return callFunction(method->object, std::move(arguments));
  }
  if (isChoice(type)) return callChoice(*this, callee, arguments);
  if (type->is(Kind::Closure)) return callNested(*this, callee, std::move(arguments));
  if (!type->is(Kind::Static)) return typingError(types::toString(type) + " is not callable");
  const StaticValue& value = world.describe(type->object);
  if (std::holds_alternative<StaticFunction>(value)) return callFunction(type->object, std::move(arguments));
  if (const auto* builtin = std::get_if<StaticBuiltin>(&value)) return callNamed(builtin->name, std::move(arguments));
  if (const auto* partial = std::get_if<StaticPartial>(&value)) return callPartial(*this, *partial, std::move(arguments));
  if (const auto* known = std::get_if<StaticType>(&value)) return callType(*this, *known, arguments);
  if (std::holds_alternative<StaticExceptionClass>(value)) return makeException(*this, type->object, arguments);
  if (std::holds_alternative<StaticClass>(value)) return callClass(*this, type->object, arguments);
  if (std::holds_alternative<StaticEnumClass>(value)) return callEnumClass(*this, type->object, arguments);
  if (const auto* cls = std::get_if<StaticNamedTupleClass>(&value))
    return callNamedTupleClass(*this, type->object, *cls, arguments);
  if (const auto* block = std::get_if<StaticObjectCall>(&value)) return callObjectBlock(*this, *block, arguments);
  if (const auto* opaque = std::get_if<StaticOpaque>(&value))
    return unsupported(world.displayName(type->object) + ", an object of type " + opaque->typeName +
                       ", cannot be called in compiled code");
  return typingError(world.displayName(type->object) + " is not callable");
}

Result<ValueId> Emitter::callFunction(ObjectId function, CallArguments arguments) {
  const auto* known = std::get_if<StaticFunction>(&world.describe(function));
  if (known == nullptr) return call(makeStatic(function), std::move(arguments));
  PYRITE_TRY(FunctionCode body, functionCodeOf(known->code));
  const bytecode::CodeObject& code = *known->code;
  auto positionalDefault = [&](std::size_t index) { return freeze(known->defaults[index]); };
  auto keywordDefault = [&](const std::string& name) -> Result<ValueId> {
    for (const auto& [keyword, object] : known->keywordDefaults)
      if (keyword == name) return freeze(object);
    return ValueId();
  };
  PYRITE_TRY(std::vector<ValueId> values, bindParameters(*this, code, callableName(code), arguments, positionalDefault,
                                                         known->defaults.size(), keywordDefault));
  if (!known->declaredArguments.empty()) {
    PYRITE_TRY(const std::size_t place, convertToDeclared(*this, *known, values));
    return callSpecialized(*this, function, std::move(body), optionsFor(*this, *known), false, values, 0,
                           known->declaredResults[place]);
  }
  return callSpecialized(*this, function, std::move(body), optionsFor(*this, *known), known->isLibrary, values, 0);
}

Result<ValueId> Emitter::callNamed(const std::string& name, CallArguments arguments) {
  PYRITE_TRY_STATUS(passKeywords(*this, name, arguments));
  if (takesNumbers(name)) PYRITE_TRY_STATUS(makePlain(*this, arguments));
  if (const Intrinsic* intrinsic = findIntrinsic(name)) return intrinsic->handler(*this, *intrinsic, arguments);
  if (const auto library = world.libraryFunction(name)) return callFunction(*library, std::move(arguments));
  if (isUfunc(name)) return emitUfunc(*this, name, arguments);
  return unsupported((name.starts_with("builtins.") ? name.substr(9) : name) + "() is not compiled yet");
}

/// A function made here: its free variables and defaults come from the closure, behind the parameters.
Result<ValueId> callNested(Emitter& emitter, ValueId closure, CallArguments arguments) {
  const Type type = emitter.typeOf(closure);
  const NestedFunction* nested = emitter.specializer.world.nested(type->object);
  if (nested == nullptr) {  // a bound method
    arguments.positional.insert(arguments.positional.begin(), emitter.part(closure, 0));
    const StaticValue& method = emitter.world.describe(type->object);
    if (const auto* builtin = std::get_if<StaticBuiltin>(&method))
      return emitter.callNamed(builtin->name, std::move(arguments));
    return emitter.callFunction(type->object, std::move(arguments));
  }
  const std::shared_ptr<const bytecode::CodeObject> code = nested->code;
  const std::size_t defaults = nested->defaults, free = code->freeVariables.size();
  const std::vector<std::string> keywords = nested->keywordDefaults;
  PYRITE_TRY(FunctionCode body, functionCodeOf(code));
  auto positionalDefault = [&](std::size_t index) -> Result<ValueId> { return emitter.part(closure, free + index); };
  auto keywordDefault = [&](const std::string& name) -> Result<ValueId> {
    for (std::size_t i = 0; i < keywords.size(); ++i)
      if (keywords[i] == name) return emitter.part(closure, free + defaults + i);
    return ValueId();
  };
  PYRITE_TRY(std::vector<ValueId> values,
             bindParameters(emitter, *code, callableName(*code), arguments, positionalDefault, defaults, keywordDefault));
  for (std::size_t i = 0; i < free; ++i) values.push_back(emitter.part(closure, i));
  FunctionOptions options = emitter.options;
  options.locals.clear();
  return callSpecialized(emitter, type->object, std::move(body), options, false, values, free);
}

}  // namespace pyrite::infer
