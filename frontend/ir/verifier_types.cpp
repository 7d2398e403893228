// What each TypeRule demands. A complaint names the first operand that does not fit.
#include "frontend/ir/verifier_types.hpp"

#include "frontend/ir/builder.hpp"

namespace pyrite::ir {
namespace {

using types::Kind;

class Rules {
 public:
  Rules(const Function& function, const Instruction& instruction, const Module* module)
      : function_(function), instruction_(instruction), module_(module), type_(instruction.type) {}

  std::string check() const {
    switch (info(instruction_.op).rule) {
      case TypeRule::Generic:
        return "an operation of the generic level";
      case TypeRule::Any:
        return type_->is(Kind::Void) ? "it needs a result" : "";
      case TypeRule::Counted:
        return types::isCounted(operand(0)) ? "" : "operand 1 is " + spell(operand(0)) + ", which is not counted";
      case TypeRule::Constant:
        return constant();
      case TypeRule::Array:
        return constantArray();
      case TypeRule::Aggregate:
        return aggregate();
      case TypeRule::AggregateItem:
        return aggregateItem();
      case TypeRule::Select:
        return first({is(0, types::boolType()), is(1, type_), is(2, type_)});
      case TypeRule::SameNumber:
        return same(type_->isNumber() && !type_->isBool(), "an integer, a float or complex");
      case TypeRule::SameFloatOrComplex:
        return same(type_->isFloat() || type_->isComplex(), "a float or complex");
      case TypeRule::SameReal:
        return same(type_->isFloat() || type_->isInteger(), "an integer or a float");
      case TypeRule::AbsoluteValue:
        if (!operand(0)->isNumber() || operand(0)->isBool())
          return "operand 1 is " + spell(operand(0)) + ", not an integer, a float or complex";
        return result(types::realPart(operand(0)));
      case TypeRule::SameInteger:
        return same(type_->isInteger(), "an integer");
      case TypeRule::SameIntegerOrBool:
        return same(type_->isInteger() || type_->isBool(), "an integer or bool");
      case TypeRule::Comparison:
        return comparison();
      case TypeRule::Convert:
        return first({isNumber(operand(0), "operand 1"), isNumber(type_, "the result")});
      case TypeRule::SameSize:
        return sameSize();
      case TypeRule::PointerCast:
        return first({isPointer(operand(0), "operand 1"), isPointer(type_, "the result")});
      case TypeRule::SameFloat:
        return same(type_->isFloat(), "a float");
      case TypeRule::FloatAndInt64:
        return first({isFloat(type_, "the result"), is(0, type_), is(1, types::int64())});
      case TypeRule::FloatToInt64:
        return first({isFloat(operand(0), "operand 1"), result(types::int64())});
      case TypeRule::Slot:
        return type_->is(Kind::Slot) ? "" : "its result is " + spell(type_) + ", not a slot";
      case TypeRule::SlotLoad:
        return operand(0)->is(Kind::Slot) ? result(operand(0)->item()) : "operand 1 is " + spell(operand(0)) + ", not a slot";
      case TypeRule::SlotStore:
        return operand(0)->is(Kind::Slot) ? is(1, operand(0)->item()) : "operand 1 is " + spell(operand(0)) + ", not a slot";
      case TypeRule::PointerOffset:
        return first({isPointer(operand(0), "operand 1"), is(1, types::int64()), result(operand(0))});
      case TypeRule::Load:
        if (!operand(0)->is(Kind::Pointer)) return "operand 1 is " + spell(operand(0)) + ", not a pointer";
        return result(operand(0)->item());
      case TypeRule::Store:
        if (!operand(0)->is(Kind::Pointer)) return "operand 1 is " + spell(operand(0)) + ", not a pointer";
        return is(1, operand(0)->item());
      case TypeRule::ArrayAlloc:
        if (!type_->isArray()) return "its result is " + spell(type_) + ", not an array";
        return first({count(type_->ndim), indices(0)});
      case TypeRule::ArrayView:
        if (!type_->isArray()) return "its result is " + spell(type_) + ", not an array";
        return first({count(2u + 2u * type_->ndim), isArray(0), is(1, types::pointerType(type_->dtype())), indices(2)});
      case TypeRule::ArrayLoad:
        return first({atLeast(1), isArray(0), count(1u + ndim(0)), indices(1), result(dtype(0))});
      case TypeRule::ArrayStore:
        return first({atLeast(2), isArray(0), count(2u + ndim(0)), indices(2), is(1, dtype(0))});
      case TypeRule::ArrayMap:
      case TypeRule::ArrayMapInto:
        return map();
      case TypeRule::BoxAlloc:
        return boxAlloc();
      case TypeRule::BoxLoad:
        return field()->is(Kind::Void) ? noField() : result(field());
      case TypeRule::BoxStore:
        return field()->is(Kind::Void) ? noField() : is(1, field());
      case TypeRule::ListAlloc:
        return type_->isList() ? is(0, types::int64()) : "its result is " + spell(type_) + ", not a list";
      case TypeRule::ListLength:
        return first({isList(), result(types::int64())});
      case TypeRule::ListLoad:
        return first({isList(), is(1, types::int64()), result(item())});
      case TypeRule::ListStore:
        return first({isList(), is(1, types::int64()), is(2, item())});
      case TypeRule::ListAppend:
        return first({isList(), is(1, item())});
      case TypeRule::ListTruncate:
        return first({isList(), is(1, types::int64())});
      case TypeRule::Yield:
        if (function_.generator == nullptr) return "its function is no generator";
        return first({is(0, function_.generator->item(0)), result(types::noneType())});
      case TypeRule::GeneratorResume:
        return first({isGenerator(), result(types::boolType())});
      case TypeRule::GeneratorCurrent:
        return first({isGenerator(), result(generatorItem(0))});
      case TypeRule::GeneratorResult:
        return first({isGenerator(), result(generatorItem(1))});
      case TypeRule::GeneratorMake:
        if (!operand(0)->is(Kind::Box)) return "operand 1 is " + spell(operand(0)) + ", not a box";
        return first({hasCallee(), type_->is(Kind::Generator) ? "" : "its result is " + spell(type_) + ", not a generator"});
      case TypeRule::GeneratorFrame:
        if (!operand(0)->is(Kind::Generator)) return "operand 1 is " + spell(operand(0)) + ", not a generator";
        return type_->is(Kind::Box) ? "" : "its result is " + spell(type_) + ", not a box";
      case TypeRule::Call:
        return call();
      case TypeRule::CallRuntime:
        return std::holds_alternative<std::string>(instruction_.attribute) ? "" : "it needs the name of a runtime function";
      case TypeRule::CallObject:
        if (!std::holds_alternative<std::int64_t>(instruction_.attribute)) return "it needs the number of an object";
        return operand(0)->isTuple() ? "" : "operand 1 is " + spell(operand(0)) + ", not a tuple";
      case TypeRule::StackLimit:
        return result(types::int64());
      case TypeRule::StackCheck:
        return is(0, types::int64());
      case TypeRule::InterruptCheck:
        return "";
      case TypeRule::RaiseIf:
        return first({atLeast(1), is(0, types::boolType()), site(1)});
      case TypeRule::CaughtError:
        return result(types::errorType());
      case TypeRule::ErrorMatches:
        return first({is(0, types::errorType()), result(types::boolType())});
      case TypeRule::ErrorIs:
        return first({is(0, types::errorType()), is(1, types::errorType()), result(types::boolType())});
      case TypeRule::ErrorMake:
        return first({site(0), result(types::errorType())});
      case TypeRule::ErrorContext:
      case TypeRule::ErrorCause:
        return first({atLeast(1), is(0, types::errorType()), instruction_.operands.size() > 1 ? is(1, types::errorType()) : "",
                      result(types::errorType())});
      case TypeRule::Terminator:
        return terminator();
    }
    return "";
  }

 private:
  // Operands that do not exist are null here; the checks that count operands come before those that look at them.
  Type operand(std::size_t index) const {
    return index < instruction_.operands.size() ? function_[instruction_.operands[index]].type : types::voidType();
  }
  static std::string spell(Type type) { return types::toIrText(type); }
  static std::string first(std::initializer_list<std::string> complaints) {
    for (const std::string& complaint : complaints)
      if (!complaint.empty()) return complaint;
    return "";
  }

  std::string is(std::size_t index, Type wanted) const {
    if (operand(index) == wanted) return "";
    return "operand " + std::to_string(index + 1) + " is " + spell(operand(index)) + ", not " + spell(wanted);
  }
  std::string result(Type wanted) const {
    return type_ == wanted ? "" : "its result is " + spell(type_) + ", not " + spell(wanted);
  }
  std::string same(bool fits, const char* wanted) const {
    if (!fits) return "its result is " + spell(type_) + ", not " + wanted;
    for (std::size_t i = 0; i < instruction_.operands.size(); ++i)
      if (operand(i) != type_) return is(i, type_);
    return "";
  }
  static std::string isNumber(Type type, const char* what) {
    return type->isNumber() ? "" : std::string(what) + " is " + spell(type) + ", not a number";
  }
  static std::string isFloat(Type type, const char* what) {
    return type->isFloat() ? "" : std::string(what) + " is " + spell(type) + ", not a float";
  }
  static std::string isPointer(Type type, const char* what) {
    return type->is(Kind::Pointer) || type->is(Kind::Owner) ? "" : std::string(what) + " is " + spell(type) + ", not a pointer";
  }
  std::string isArray(std::size_t index) const {
    if (operand(index)->isArray()) return "";
    return "operand " + std::to_string(index + 1) + " is " + spell(operand(index)) + ", not an array";
  }
  std::string isList() const { return operand(0)->isList() ? "" : "operand 1 is " + spell(operand(0)) + ", not a list"; }
  Type item() const { return operand(0)->isList() ? operand(0)->item() : types::voidType(); }
  /// The field that the attribute names; void where there is none.
  Type field() const {
    const auto* index = std::get_if<std::int64_t>(&instruction_.attribute);
    const bool fits = operand(0)->is(Kind::Box) && index != nullptr && *index >= 0 && *index < std::ssize(operand(0)->items);
    return fits ? operand(0)->item(static_cast<std::size_t>(*index)) : types::voidType();
  }
  std::string isGenerator() const {
    if (!operand(0)->is(Kind::Generator)) return "operand 1 is " + spell(operand(0)) + ", not a generator";
    return hasCallee();
  }
  Type generatorItem(std::size_t i) const { return operand(0)->is(Kind::Generator) ? operand(0)->item(i) : types::voidType(); }
  std::string noField() const { return spell(operand(0)) + " has no such field"; }
  std::string boxAlloc() const {
    if (!type_->is(Kind::Box)) return "its result is " + spell(type_) + ", not a box";
    if (const std::string complaint = count(type_->items.size()); !complaint.empty()) return complaint;
    for (std::size_t i = 0; i < type_->items.size(); ++i)
      if (const std::string complaint = is(i, type_->item(i)); !complaint.empty()) return complaint;
    return "";
  }
  unsigned ndim(std::size_t index) const { return operand(index)->ndim; }
  Type dtype(std::size_t index) const { return operand(index)->isArray() ? operand(index)->dtype() : types::voidType(); }
  std::string count(std::size_t wanted) const {
    const std::size_t given = instruction_.operands.size();
    return given == wanted ? "" : "it has " + std::to_string(given) + " operands, not " + std::to_string(wanted);
  }
  std::string atLeast(std::size_t wanted) const {
    return instruction_.operands.size() >= wanted ? "" : "it needs at least " + std::to_string(wanted) + " operands";
  }
  std::string indices(std::size_t from) const {
    for (std::size_t i = from; i < instruction_.operands.size(); ++i)
      if (operand(i) != types::int64()) return is(i, types::int64());
    return "";
  }

  std::string constant() const {
    const Attribute& value = instruction_.attribute;
    const bool isInteger = std::holds_alternative<std::int64_t>(value), isTruth = std::holds_alternative<bool>(value);
    const bool isReal = std::holds_alternative<double>(value);
    const bool fits = type_->isBool()      ? isTruth || isInteger
                      : type_->isInteger() ? isTruth || isInteger
                      : type_->isFloat()   ? isReal || isInteger
                      : type_->isComplex() ? std::holds_alternative<std::complex<double>>(value)
                                           : type_->is(Kind::String) && std::holds_alternative<std::string>(value);
    return fits ? "" : "its value is not of type " + spell(type_);
  }

  std::string constantArray() const {
    const auto* data = std::get_if<DataId>(&instruction_.attribute);
    if (data == nullptr) return "it needs a data number";
    if (module_ == nullptr) return type_->isArray() ? "" : "its result is no array";
    if (data->index >= module_->data.size()) return "the module has no such data";
    return result(module_->data[data->index].type);
  }

  std::string aggregate() const {
    if (const std::string complaint = count(partCount(type_)); !complaint.empty()) return complaint;
    for (std::size_t i = 0; i < instruction_.operands.size(); ++i)
      if (const std::string complaint = is(i, partType(type_, i)); !complaint.empty()) return complaint;
    return "";
  }

  std::string aggregateItem() const {
    const auto* index = std::get_if<std::int64_t>(&instruction_.attribute);
    if (index == nullptr) return "it needs the index of a part";
    if (*index < 0 || static_cast<std::size_t>(*index) >= partCount(operand(0)))
      return spell(operand(0)) + " has no part " + std::to_string(*index);
    return result(partType(operand(0), static_cast<std::size_t>(*index)));
  }

  std::string comparison() const {
    const Type type = operand(0);
    const bool isEquality = instruction_.op == Op::Eq || instruction_.op == Op::Ne;
    const bool isAddress =
        type->is(Kind::Pointer) || type->is(Kind::Owner) || type->is(Kind::Function) || type->isList() || type->is(Kind::Box);
    const bool fits = isEquality ? type->isNumber() || isAddress : type->isNumber() && !type->isComplex();
    if (!fits) return "operand 1 is " + spell(type) + ", which has no such comparison";
    return first({is(1, type), result(types::boolType())});
  }

  static int bitsOf(Type type) {
    if (type->is(Kind::Pointer) || type->is(Kind::Owner)) return 0;  // as wide as the target's addresses
    if (type->isBool()) return 1;
    return type->isNumber() ? type->bits : -1;
  }

  std::string sameSize() const {
    const int from = bitsOf(operand(0)), to = bitsOf(type_);
    const bool isAddress = (from == 0 && (to == 0 || type_ == types::int64())) || (to == 0 && operand(0) == types::int64());
    if (isAddress || (from > 0 && from == to && operand(0)->isComplex() == type_->isComplex())) return "";
    return spell(operand(0)) + " and " + spell(type_) + " differ in size or have no bits";
  }

  const Function* callee() const {
    const auto* id = std::get_if<FunctionId>(&instruction_.attribute);
    if (id == nullptr || module_ == nullptr || id->index >= module_->functions.size()) return nullptr;
    return &(*module_)[*id];
  }
  std::string hasCallee() const {
    if (!std::holds_alternative<FunctionId>(instruction_.attribute)) return "it needs a function";
    return module_ == nullptr || callee() != nullptr ? "" : "the module has no such function";
  }

  /// Whether operands from `from` on, each as `typeOf` sees it, are the callee's parameters.
  template <class TypeOf>
  std::string parametersFit(const Function& called, std::size_t from, TypeOf&& typeOf) const {
    const auto& parameters = called.blocks[0].parameters;
    if (parameters.size() + from != instruction_.operands.size()) return count(parameters.size() + from);
    for (std::size_t i = 0; i < parameters.size(); ++i)
      if (typeOf(operand(from + i)) != called[parameters[i]].type)
        return "operand " + std::to_string(from + i + 1) + " is " + spell(operand(from + i)) + ", the parameter of @" +
               called.name + " " + spell(called[parameters[i]].type);
    return "";
  }

  std::string map() const {
    const std::size_t skipped = instruction_.op == Op::ArrayMapInto ? 1 : 0;
    if (const std::string complaint = first({hasCallee(), atLeast(1)}); !complaint.empty()) return complaint;
    const Type array = skipped == 1 ? operand(0) : type_;
    if (!array->isArray()) return skipped == 1 ? isArray(0) : "its result is " + spell(type_) + ", not an array";
    const Function* kernel = callee();
    if (kernel == nullptr || kernel->blocks.empty()) return "";
    if (kernel->result != array->dtype())
      return "@" + kernel->name + " gives " + spell(kernel->result) + ", the array holds " + spell(array->dtype());
    return parametersFit(*kernel, skipped, [](Type given) { return given->isArray() ? given->dtype() : given; });
  }

  std::string call() const {
    if (const std::string complaint = hasCallee(); !complaint.empty()) return complaint;
    const Function* called = callee();
    if (called == nullptr || called->blocks.empty()) return "";
    return first({result(called->generator != nullptr ? called->generator : called->result),
                  parametersFit(*called, 0, [](Type given) { return given; })});
  }

  /// Operands from `from` on are the site's payload.
  std::string site(std::size_t from) const {
    const auto* id = std::get_if<SiteId>(&instruction_.attribute);
    if (id == nullptr) return "it needs a raise site";
    if (module_ == nullptr) return "";
    if (id->index >= module_->sites.size()) return "the module has no such raise site";
    const Type payload = module_->sites[id->index].payload;
    const std::size_t values = payload == nullptr ? 0 : payload->items.size();
    if (const std::string complaint = count(from + values); !complaint.empty()) return complaint;
    for (std::size_t i = 0; i < values; ++i)
      if (const std::string complaint = is(from + i, payload->item(i)); !complaint.empty()) return complaint;
    return "";
  }

  std::string terminator() const {
    if (instruction_.op == Op::Branch) return is(0, types::boolType());
    if (instruction_.op == Op::Return) return is(0, function_.result);
    if (instruction_.op == Op::Raise) return site(0);
    if (instruction_.op == Op::RaiseError) return is(0, types::errorType());
    return "";
  }

  const Function& function_;
  const Instruction& instruction_;
  const Module* module_;
  const Type type_;
};

}  // namespace

std::string complaintAboutTypes(const Function& function, const Instruction& instruction, const Module* module) {
  return Rules(function, instruction, module).check();
}

bool mayRaise(const Instruction& instruction, const Module* module) {
  if (instruction.op == Op::Raise || instruction.op == Op::RaiseError || instruction.op == Op::Propagate) return true;
  if (info(instruction.op).effects != Effects::MayRaise) return false;
  const auto* callee = std::get_if<FunctionId>(&instruction.attribute);
  // An array_map raises by itself where shapes differ; a call only when its callee does.
  if (instruction.op == Op::Call && callee != nullptr && module != nullptr && callee->index < module->functions.size())
    return (*module)[*callee].mayRaise;
  return true;
}

}  // namespace pyrite::ir
