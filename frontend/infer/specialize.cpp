// The driver: the memo of specialisations, recursion by fixed point, and the assembly of the final module.
#include "frontend/infer/specializer.hpp"

#include <algorithm>
#include <cstring>
#include <mutex>
#include <unordered_set>

#include "frontend/flow/flow.hpp"
#include "frontend/infer/choices.hpp"
#include "frontend/infer/function_inference.hpp"
#include "frontend/infer/language.hpp"
#include "frontend/ir/dominators.hpp"
#include "frontend/ir/verifier.hpp"

namespace pyrite::infer {

using ir::Attribute;
using ir::FunctionId;

namespace {

constexpr std::size_t kMaximumDepth = 200;         // functions in progress, one inside the other
constexpr std::size_t kMaximumOfOneFunction = 16;  // of these, specialisations of one function
constexpr int kMaximumRounds = 64;                 // until the result of a recursive function stands

void combine(std::size_t& hash, std::size_t value) { hash = (hash ^ value) * 0x9e3779b97f4a7c15ull + (hash >> 31); }

std::size_t hashOfConstant(const Attribute& constant) {
  if (const auto* number = std::get_if<std::int64_t>(&constant)) return static_cast<std::size_t>(*number);
  if (const auto* text = std::get_if<std::string>(&constant)) return std::hash<std::string>()(*text);
  return constant.index();
}

std::size_t hashOf(const SpecializationKey& key) {
  std::size_t hash = key.function.index;
  combine(hash, key.options);
  for (Type type : key.arguments) combine(hash, reinterpret_cast<std::size_t>(type) >> 4);
  for (const Attribute& constant : key.constants) combine(hash, hashOfConstant(constant));
  return hash;
}

bool sameKey(const SpecializationKey& a, const SpecializationKey& b) {
  if (a.function != b.function || a.options != b.options || a.arguments != b.arguments) return false;
  return std::equal(a.constants.begin(), a.constants.end(), b.constants.begin(), b.constants.end(), sameConstant);
}

bool sameOptions(const FunctionOptions& a, const FunctionOptions& b) {
  return a.fastMath == b.fastMath && a.numpyErrorModel == b.numpyErrorModel && a.boundsCheck == b.boundsCheck &&
         a.debug == b.debug && a.isInterruptible == b.isInterruptible && a.inlining == b.inlining && a.locals == b.locals;
}

std::string sanitized(std::string_view text) {
  std::string result;
  for (char c : text) {
    const bool isPlain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
    if (isPlain)
      result += c;
    else if (!result.empty() && result.back() != '_')
      result += '_';
  }
  while (!result.empty() && result.back() == '_') result.pop_back();
  return result;
}

}  // namespace

bool sameConstant(const Attribute& a, const Attribute& b) {
  if (a.index() != b.index()) return false;
  auto sameBits = [](const auto& x, const auto& y) { return std::memcmp(&x, &y, sizeof x) == 0; };
  if (const auto* x = std::get_if<double>(&a)) return sameBits(*x, std::get<double>(b));
  if (const auto* x = std::get_if<std::complex<double>>(&a)) return sameBits(*x, std::get<std::complex<double>>(b));
  return a == b;
}

// -- generic code --------------------------------------------------------------------------------------------------------

GenericCode makeGenericCode(ir::Function function) {
  GenericCode generic;
  generic.function = std::move(function);
  generic.order = ir::reversePostOrder(generic.function);
  generic.position.assign(generic.function.blocks.size(), ~0u);
  for (std::size_t i = 0; i < generic.order.size(); ++i)
    generic.position[generic.order[i].index] = static_cast<std::uint32_t>(i);
  generic.isLoopHead.assign(generic.function.blocks.size(), 0);
  for (ir::BlockId from : generic.order)
    if (const ir::Block& block = generic.function[from]; !block.instructions.empty())
      for (const ir::Edge& edge : generic.function[block.instructions.back()].successors)
        if (generic.position[edge.target.index] <= generic.position[from.index]) generic.isLoopHead[edge.target.index] = 1;
  for (const ir::Block& block : generic.function.blocks) {
    generic.parameterOffset.push_back(generic.parameterCount);
    generic.parameterCount += static_cast<std::uint32_t>(block.parameters.size());
  }
  return generic;
}

namespace {

/// Shared by all compilations of the process. An entry goes when its code object has gone.
class GenericCache {
 public:
  std::shared_ptr<const GenericCode> find(const std::shared_ptr<const bytecode::CodeObject>& code) {
    const std::lock_guard lock(mutex_);
    const auto found = entries_.find(code.get());
    if (found == entries_.end()) return nullptr;
    if (found->second.code.lock() == code) return found->second.generic;
    entries_.erase(found);
    return nullptr;
  }
  void insert(const std::shared_ptr<const bytecode::CodeObject>& code, std::shared_ptr<const GenericCode> generic) {
    const std::lock_guard lock(mutex_);
    if (entries_.size() >= sweepAt_) {
      std::erase_if(entries_, [](const auto& item) { return item.second.code.expired(); });
      sweepAt_ = std::max<std::size_t>(1024, entries_.size() * 2);
    }
    entries_[code.get()] = {code, std::move(generic)};
  }

 private:
  struct Entry {
    std::weak_ptr<const bytecode::CodeObject> code;
    std::shared_ptr<const GenericCode> generic;
  };
  std::mutex mutex_;
  std::unordered_map<const bytecode::CodeObject*, Entry> entries_;
  std::size_t sweepAt_ = 1024;
};

GenericCache& genericCache() {
  static GenericCache cache;
  return cache;
}

}  // namespace

Result<FunctionCode> functionCodeOf(const std::shared_ptr<const bytecode::CodeObject>& code) {
  if (auto known = genericCache().find(code)) return FunctionCode{code, std::move(known)};
  PYRITE_TRY(ir::Function function, flow::buildGeneric(*code));
  auto generic = std::make_shared<const GenericCode>(makeGenericCode(std::move(function)));
  genericCache().insert(code, generic);
  return FunctionCode{code, std::move(generic)};
}

void presetGenericCode(const std::shared_ptr<const bytecode::CodeObject>& code, ir::Function generic) {
  genericCache().insert(code, std::make_shared<const GenericCode>(makeGenericCode(std::move(generic))));
}

// -- the memo ----------------------------------------------------------------------------------------------------------------

std::uint32_t Specializer::optionsIndex(const FunctionOptions& options) {
  for (std::size_t i = 0; i < options_.size(); ++i)
    if (&options_[i] == &options || sameOptions(options_[i], options)) return static_cast<std::uint32_t>(i);
  options_.push_back(options);
  return static_cast<std::uint32_t>(options_.size() - 1);
}

Specialization* Specializer::find(const SpecializationKey& key, std::size_t hash) {
  const auto [begin, end] = memo_.equal_range(hash);
  for (auto it = begin; it != end; ++it)
    if (sameKey(it->second->key, key)) return it->second;
  return nullptr;
}

bool Specializer::isInProgress(ObjectId function) const {
  return std::any_of(stack_.begin(), stack_.end(), [&](const Specialization* s) { return s->key.function == function; });
}

Result<const Specialization*> Specializer::require(SpecializationKey key, std::size_t captured, Type declaredResult,
                                                   FunctionCode body) {
  using State = Specialization::State;
  const std::size_t hash = hashOf(key);
  Specialization* found = find(key, hash);
  if (found == nullptr) {
    found = &specializations_.emplace_back();
    found->key = std::move(key);
    found->captured = captured;
    found->declaredResult = found->result = declaredResult;
    found->body = std::move(body);
    found->id = FunctionId(module.functions.size());
    module.functions.emplace_back();
    memo_.emplace(hash, found);
  }
  Specialization& specialization = *found;
  Specialization* caller = stack_.empty() ? nullptr : stack_.back();
  const bool isCurrent = specialization.version == version_;
  if (specialization.state == State::InProgress) {
    specialization.wasUsed = true;
    caller->lowest = std::min(caller->lowest, specialization.depth);
    return &specialization;
  }
  const bool isOwnResult = specialization.lowest >= specialization.depth;
  if (specialization.state == State::Failed && (isOwnResult || isCurrent)) {
    if (!isOwnResult) caller->lowest = std::min(caller->lowest, specialization.lowest);
    want = specialization.want;
    return specialization.error[0];
  }
  if (specialization.state == State::Done || (specialization.state == State::Provisional && isCurrent)) {
    if (specialization.state == State::Provisional) caller->lowest = std::min(caller->lowest, specialization.lowest);
    return &specialization;
  }
  PYRITE_TRY_STATUS(checkDepth(specialization));
  const Status status = run(specialization);
  if (caller != nullptr && specialization.lowest < stack_.size())
    caller->lowest = std::min(caller->lowest, specialization.lowest);
  if (!status.ok()) return status.error();
  return &specialization;
}

Status Specializer::checkDepth(const Specialization& specialization) const {
  const ObjectId function = specialization.key.function;
  const auto same = static_cast<std::size_t>(
      std::count_if(stack_.begin(), stack_.end(), [&](const Specialization* s) { return s->key.function == function; }));
  if (stack_.size() < kMaximumDepth && same < kMaximumOfOneFunction) return success();
  Diagnostic diagnostic;
  diagnostic.kind = DiagnosticKind::Typing;
  const std::string& name = genericOf(specialization).pythonName;
  if (same < kMaximumOfOneFunction) {
    diagnostic.kind = DiagnosticKind::Unsupported;
    diagnostic.message = "more than " + std::to_string(kMaximumDepth) + " functions call one another in a chain, at " + name;
    return diagnostic;
  }
  diagnostic.message = "the argument types of " + name + " change with every call of itself, without end";
  for (auto it = stack_.rbegin(); it != stack_.rend() && diagnostic.notes.size() < 2; ++it)
    if ((*it)->key.function == function) diagnostic.notes.push_back("called from " + describeCall(**it));
  return diagnostic;
}

Status Specializer::run(Specialization& specialization) {
  using State = Specialization::State;
  const std::size_t depth = stack_.size();
  const std::size_t provisionalBefore = provisional_.size();
  specialization.depth = depth;
  specialization.state = State::InProgress;
  stack_.push_back(&specialization);
  // A call of a generator function gives a generator, whatever it yields.
  if (genericOf(specialization).isGenerator && specialization.result == nullptr)
    specialization.result = generatorType(specialization, types::unboundType(), types::unboundType());
  if (!options(specialization.key.options).locals.empty() && specialization.unrolled.empty()) {
    PYRITE_TRY_STATUS(rebuild(specialization, {}));
  }
  std::optional<FunctionInference> inference(std::in_place, *this, specialization);
  for (int round = 0;; ++round) {
    specialization.lowest = depth;
    specialization.wasUsed = false;
    const std::uint64_t versionBefore = version_;
    FunctionInference::Outcome outcome = inference->fixpoint();
    auto fail = [&](Diagnostic diagnostic) -> Status {
      specialization.state = State::Failed;
      specialization.version = version_;
      stack_.pop_back();
      if (specialization.lowest >= depth) provisional_.resize(provisionalBefore);
      specialization.error.assign(1, diagnostic);
      want = specialization.want;
      return diagnostic;
    };
    if (!outcome.unroll.empty()) {
      inference.reset();
      if (Status status = rebuild(specialization, outcome.unroll); !status.ok()) return fail(status.takeError());
      inference.emplace(*this, specialization);
      round = -1;
      continue;
    }
    Type result = outcome.result;
    const bool isBottom = result == nullptr && (outcome.sawUnknown || !outcome.error.empty());
    if (specialization.declaredResult != nullptr)
      result = specialization.declaredResult;
    else if (result == nullptr && !isBottom)
      result = types::noneType();
    if (result != nullptr && specialization.result != nullptr && result != specialization.result) {
      const Type merged = unifyValues(world, specialization.result, result);
      if (merged == nullptr && outcome.error.empty()) {
        Diagnostic diagnostic;
        diagnostic.kind = DiagnosticKind::Typing;
        diagnostic.message = "the result of " + genericOf(specialization).pythonName + " is " +
                             types::toString(specialization.result) + " on one path and " + types::toString(result) +
                             " on another";
        diagnostic.span.line = diagnostic.span.endLine = genericOf(specialization).line;
        diagnostic.file = genericOf(specialization).file;
        diagnostic.function = describeCall(specialization);
        return fail(std::move(diagnostic));
      }
      if (merged != nullptr) result = merged;
    }
    const bool isRaised = result != specialization.result && result != nullptr;
    if (isRaised) {
      if (specialization.wasUsed || specialization.wasFinishedOnce) ++version_;
      specialization.result = result;
    }
    const bool isRecursive = specialization.wasUsed;
    PYRITE_CHECK(round < kMaximumRounds, "the result of a recursive function does not settle");
    if (isRecursive && version_ != versionBefore) continue;
    if (!outcome.error.empty()) return fail(std::move(outcome.error[0]));
    const bool isHead = specialization.lowest >= depth;
    specialization.sawUnknown = outcome.sawUnknown;
    bool isOpen = outcome.sawUnknown;
    for (std::size_t i = provisionalBefore; i < provisional_.size(); ++i)
      isOpen = isOpen || (provisional_[i]->version == version_ && provisional_[i]->sawUnknown);
    if (isOpen && isHead) {
      Diagnostic diagnostic;
      diagnostic.kind = DiagnosticKind::Typing;
      const ir::Function& named = genericOf(awaited != nullptr ? *awaited : specialization);
      diagnostic.message = "cannot infer the result of " + named.pythonName + ": no path returns without calling itself";
      diagnostic.span.line = diagnostic.span.endLine = named.line;
      diagnostic.file = named.file;
      diagnostic.function = describeCall(awaited != nullptr ? *awaited : specialization);
      return fail(std::move(diagnostic));
    }
    if (isBottom) {  // of no use yet, but not an error: an outer function's result is still open
      specialization.state = State::Provisional;
      specialization.version = version_;
      stack_.pop_back();
      provisional_.push_back(&specialization);
      specialization.wasFinishedOnce = true;
      return success();
    }
    specialization.resultConstant = isRecursive || !isHead ? Attribute() : inference->resultConstant();
    Result<ir::Function> function = inference->complete(specialization.result);
    if (!function.ok()) return fail(function.takeError());
    module.functions[specialization.id.index] = *std::move(function);
    leave(specialization);
    if (isHead) {
      for (std::size_t i = provisionalBefore; i < provisional_.size(); ++i)
        provisional_[i]->state = provisional_[i]->version == version_ ? State::Done : State::New;
      provisional_.resize(provisionalBefore);
    }
    return success();
  }
}

/// The body with more loops unrolled, and with the variables that the options give types.
Status Specializer::rebuild(Specialization& specialization, std::span<const flow::UnrolledLoop> loops) {
  specialization.unrolled.insert(specialization.unrolled.end(), loops.begin(), loops.end());
  std::vector<std::string> typed;
  for (const auto& [name, type] : options(specialization.key.options).locals) typed.push_back(name);
  PYRITE_TRY(ir::Function function, flow::buildGeneric(*specialization.body.code, specialization.unrolled, typed));
  specialization.body.generic = std::make_shared<const GenericCode>(makeGenericCode(std::move(function)));
  return success();
}

void Specializer::leave(Specialization& specialization) {
  const bool isHead = specialization.lowest >= specialization.depth;
  stack_.pop_back();
  specialization.version = version_;
  specialization.wasFinishedOnce = true;
  specialization.state = isHead ? Specialization::State::Done : Specialization::State::Provisional;
  if (!isHead) provisional_.push_back(&specialization);
}

Type Specializer::generatorType(const Specialization& specialization, Type yielded, Type returned) {
  // The number of the function tells generators of different functions apart, within one compilation.
  const Type type =
      types::generatorType(ObjectId(specialization.id.index), genericOf(specialization).pythonName, yielded, returned);
  generators_[type] = specialization.id;
  return type;
}

ir::DataId Specializer::frozenArray(ObjectId object, const ir::Data& data) {
  const auto [entry, isNew] = frozen_.try_emplace(object, ir::DataId(module.data.size()));
  if (isNew) module.data.push_back(data);
  return entry->second;
}

std::string Specializer::describeCall(const Specialization& specialization) const {
  std::string text = genericOf(specialization).pythonName + "(";
  const std::size_t count = specialization.key.arguments.size() - specialization.captured;
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) text += ", ";
    if (i < genericOf(specialization).parameterNames.size()) text += genericOf(specialization).parameterNames[i] + ": ";
    constexpr std::size_t kMaximumLength = 80;
    std::string type = types::toString(specialization.key.arguments[i]);
    if (type.size() > kMaximumLength) type = type.substr(0, kMaximumLength) + "…";
    text += type;
  }
  return text + ")";
}

// -- the finished module -----------------------------------------------------------------------------------------------------

std::string Specializer::symbolOf(const Specialization& specialization) const {
  std::string name = sanitized(genericOf(specialization).name);
  for (std::size_t i = 0; i < specialization.key.arguments.size(); ++i) {
    const Type type = specialization.key.arguments[i];
    name +=
        "." + sanitized(type->is(types::Kind::Static) || type->is(types::Kind::Closure) ? type->name : types::toIrText(type));
  }
  return name;
}

std::int64_t Specializer::handledIndex(std::vector<ObjectId> classes) {
  for (std::size_t i = 0; i < handled_.size(); ++i)
    if (handled_[i] == classes) return static_cast<std::int64_t>(i);
  handled_.push_back(std::move(classes));
  return static_cast<std::int64_t>(handled_.size() - 1);
}

/// Which statuses the classes of each except clause stand for: the runtime's own and the module's raise sites.
Status Specializer::settleHandlers() {
  if (handled_.empty()) return success();
  std::vector<std::string> statuses(handled_.size());
  const bool mayFail = !module.objects.empty() ||
                       std::any_of(module.functions.begin(), module.functions.end(),
                                   [](const ir::Function& one) { return one.isInterruptible || one.generator != nullptr; });
  for (std::size_t i = 0; i < handled_.size(); ++i) {
    std::vector<std::int32_t> matching;
    for (ObjectId base : handled_[i])
      for (std::int32_t status : world.runtimeStatuses(base)) matching.push_back(status);
    for (std::size_t site = 0; site < module.sites.size(); ++site) {
      const ir::RaiseSite& raised = module.sites[site];
      if (raised.exception == ir::kReraise) continue;
      const std::optional<ObjectId> cls =
          raised.cls.valid() ? std::optional(raised.cls) : world.builtin("builtins." + raised.exception);
      const bool matches = cls && std::any_of(handled_[i].begin(), handled_[i].end(),
                                              [&](ObjectId base) { return world.isSubclass(*cls, base); });
      if (matches) matching.push_back(static_cast<std::int32_t>(site) + 1);
    }
    std::sort(matching.begin(), matching.end());
    matching.erase(std::unique(matching.begin(), matching.end()), matching.end());
    for (std::int32_t status : matching) statuses[i] += (statuses[i].empty() ? "" : ",") + std::to_string(status);
    // Of what class the interpreter's errors are shows when they happen.
    if (mayFail)
      statuses[i] += (statuses[i].empty() ? "" : ",") + std::to_string(ir::kObjectCallError) + ":" + std::to_string(i);
  }
  if (mayFail) module.handlers = handled_;
  for (ir::Function& function : module.functions) {
    for (ir::Instruction& instruction : function.instructions) {
      if (instruction.op == ir::Op::ErrorMatches)
        instruction.attribute = statuses[static_cast<std::size_t>(std::get<std::int64_t>(instruction.attribute))];
    }
  }
  for (const ir::RaiseSite& site : module.sites) {
    if (site.exception != ir::kReraise) continue;
    Diagnostic diagnostic;
    diagnostic.kind = DiagnosticKind::Unsupported;
    diagnostic.message = "raise without an exception, outside of a handler, in code that has except clauses is not compiled";
    diagnostic.span = site.span;
    diagnostic.file = site.file;
    diagnostic.function = site.function;
    return diagnostic;
  }
  return success();
}

Status Specializer::finish(FunctionId entry) {
  std::vector<FunctionId> order{entry};
  std::vector<std::uint32_t> newIndex(module.functions.size(), ~0u);
  newIndex[entry.index] = 0;
  std::vector<ir::Data> data;
  std::vector<std::uint32_t> newData(module.data.size(), ~0u);
  std::vector<ir::RaiseSite> sites;
  std::vector<std::uint32_t> newSite(module.sites.size(), ~0u);
  auto renumber = [](std::vector<std::uint32_t>& map, auto& items, auto& from, std::uint32_t index) {
    if (map[index] == ~0u) {
      map[index] = static_cast<std::uint32_t>(items.size());
      items.push_back(std::move(from[index]));
    }
    return map[index];
  };
  for (std::size_t i = 0; i < order.size(); ++i) {
    for (const ir::Block& block : module[order[i]].blocks) {
      for (ir::InstructionId id : block.instructions) {
        Attribute& attribute = module[order[i]][id].attribute;
        if (auto* function = std::get_if<FunctionId>(&attribute)) {
          if (newIndex[function->index] == ~0u) {
            newIndex[function->index] = static_cast<std::uint32_t>(order.size());
            order.push_back(*function);
          }
          *function = FunctionId(newIndex[function->index]);
        } else if (const auto* used = std::get_if<ir::DataId>(&attribute)) {
          attribute = ir::DataId(renumber(newData, data, module.data, used->index));
        } else if (const auto* raised = std::get_if<ir::SiteId>(&attribute)) {
          attribute = ir::SiteId(renumber(newSite, sites, module.sites, raised->index));
        }
      }
    }
  }
  std::vector<const Specialization*> owner(module.functions.size());
  for (const Specialization& specialization : specializations_) owner[specialization.id.index] = &specialization;
  std::unordered_set<std::string> taken;
  std::vector<ir::Function> functions;
  for (FunctionId id : order) {
    ir::Function function = std::move(module[id]);
    std::string name = owner[id.index] != nullptr ? symbolOf(*owner[id.index]) : sanitized(function.pythonName) + ".kernel";
    std::string unique = name;
    for (int count = 2; !taken.insert(unique).second; ++count) unique = name + ".v" + std::to_string(count);
    function.name = std::move(unique);
    functions.push_back(std::move(function));
  }
  module.functions = std::move(functions);
  module.data = std::move(data);
  module.sites = std::move(sites);
  replaceStopIterations(*this);
  return settleHandlers();
}

// -- the entry point ---------------------------------------------------------------------------------------------------------------

std::vector<CalledFunction> Specializer::calledDispatchers() {
  std::vector<CalledFunction> called;
  for (const Specialization& made : specializations_) {
    if (isEntry(made) || made.state != Specialization::State::Done || made.result == nullptr || made.captured != 0) continue;
    const auto* function = std::get_if<StaticFunction>(&world.describe(made.key.function));
    if (function == nullptr || !function->options) continue;
    called.push_back({made.key.function, made.key.arguments, made.result});
  }
  return called;
}

Result<ir::Module> specialize(World& world, const Request& request, std::vector<CalledFunction>* called) {
  Diagnostic diagnostic;
  diagnostic.kind = DiagnosticKind::Unsupported;
  const auto* function = std::get_if<StaticFunction>(&world.describe(request.function));
  if (function == nullptr) {
    diagnostic.message = world.displayName(request.function) + " is not a Python function";
    return diagnostic;
  }
  PYRITE_TRY(FunctionCode body, functionCodeOf(function->code));
  const ir::Function& generic = body.generic->function;
  diagnostic.file = generic.file;
  diagnostic.function = generic.pythonName;
  diagnostic.span.line = diagnostic.span.endLine = generic.line;
  for (const auto& [name, type] : request.options.locals) {
    auto holds = [&](const std::vector<std::string>& names) {
      return std::find(names.begin(), names.end(), name) != names.end();
    };
    const bool isShared = holds(function->code->cellVariables);
    if (holds(function->code->variables) && !isShared) continue;
    diagnostic.message = "locals= gives a type to '" + name + "', " +
                         (isShared ? "which a nested function uses, too: that is not compiled"
                                   : "which is no local variable of " + generic.pythonName + "()");
    return diagnostic;
  }
  const std::size_t expected = generic.blocks.front().parameters.size();
  if (request.arguments.size() != expected) {
    diagnostic.kind = DiagnosticKind::Typing;
    diagnostic.message = generic.pythonName + "() has " + std::to_string(expected) +
                         (expected == 1 ? " parameter" : " parameters") + ", but the signature gives types for " +
                         std::to_string(request.arguments.size());
    return diagnostic;
  }
  Specializer specializer(world);
  SpecializationKey key;
  key.function = request.function;
  key.options = specializer.optionsIndex(request.options);
  key.arguments = request.arguments;
  key.constants.resize(expected);
  PYRITE_TRY(const Specialization* entry, specializer.require(std::move(key), 0, request.result, std::move(body)));
  PYRITE_TRY_STATUS(specializer.finish(entry->id));
  if (called != nullptr) *called = specializer.calledDispatchers();
#ifndef NDEBUG
  if (const Status status = ir::verify(specializer.module, ir::Level::Typed); !status.ok()) return status.error();
#endif
  return std::move(specializer.module);
}

}  // namespace pyrite::infer
