// Statements with control flow, functions and modules.
#include "frontend/ir/verifier_types.hpp"
#include "tests/cpp/differential/random_function.hpp"

namespace pyrite::differential {

using ir::BlockId;
using ir::Op;
using ir::ValueId;
using types::Type;

void FunctionMaker::statements(std::size_t count, std::size_t depth) {
  for (; count > 0; --count) statement(depth);
}

void FunctionMaker::statement(std::size_t depth) {
  const std::size_t kind = random_.below(100);
  if (kind < 10 && depth > 0) return branch(depth - 1);
  if (kind < 17 && depth > 0) return loop(depth - 1);
  if (kind < 26 && depth > 0 && ingredients_.errors) return attempt(depth - 1);
  if (kind < 34 && ingredients_.errors) return raiseIf();
  if (kind < 44 && ingredients_.arrays) return array();
  if (kind < 54 && ingredients_.objects) return object();
  if (kind < 60) return call();
  if (kind < 66) return aggregate();
  if (kind < 71) return select();
  if (kind < 77) return slot();
  arithmetic();
}

BlockId FunctionMaker::createBlock(const char* name) {
  const BlockId id = builder_.createBlock(name);
  function_[id].unwind = unwind_;
  return id;
}

std::vector<Type> FunctionMaker::someTypes(std::size_t most) {
  std::vector<Type> types;
  for (std::size_t i = random_.below(most + 1); i > 0; --i) types.push_back(randomType());
  return types;
}

std::vector<ValueId> FunctionMaker::addParameters(BlockId block, std::span<const Type> types) {
  std::vector<ValueId> parameters;
  for (Type type : types) parameters.push_back(builder_.addParameter(block, type));
  return parameters;
}

void FunctionMaker::branch(std::size_t depth) {
  const std::vector<Type> types = someTypes(2);
  const ValueId condition = value(types::boolType());
  const BlockId yes = createBlock("yes"), no = createBlock("no"), join = createBlock("join");
  builder_.branch(condition, yes, no);
  const std::vector<ValueId> pool = pool_, slots = slots_;
  for (const BlockId side : {yes, no}) {
    pool_ = pool;
    slots_ = slots;
    builder_.setBlock(side);
    statements(random_.below(4), depth);
    if (side == no && random_.chance(10))
      builder_.ret(value(function_.result));
    else
      builder_.jump(join, values(types));
  }
  pool_ = pool;
  slots_ = slots;
  builder_.setBlock(join);
  for (ValueId parameter : addParameters(join, types)) keep(parameter);
}

void FunctionMaker::loop(std::size_t depth) {
  std::vector<Type> types = someTypes(2);
  std::vector<ValueId> first = values(types);
  const ValueId limit = builder_.constantInt(static_cast<std::int64_t>(random_.below(4)));
  const ValueId one = builder_.constantInt(1);
  types.push_back(types::int64());
  first.push_back(builder_.constantInt(0));
  const BlockId head = createBlock("head"), body = createBlock("body"), done = createBlock("done");
  builder_.jump(head, first);
  std::vector<ValueId> carried = addParameters(head, types);
  builder_.setBlock(head);
  const ValueId goesOn = builder_.emit(Op::Lt, types::boolType(), {carried.back(), limit});
  builder_.branch(goesOn, body, {}, done, carried);
  const std::vector<ValueId> pool = pool_, slots = slots_;
  for (ValueId id : carried) keep(id);
  builder_.setBlock(body);
  statements(random_.below(4) + 1, depth);
  const auto nextValues = [&] {
    std::vector<ValueId> next = values(std::span(types).first(types.size() - 1));
    next.push_back(builder_.emit(Op::Add, types::int64(), {carried.back(), one}));
    return next;
  };
  if (random_.chance(30)) {
    const ValueId stops = value(types::boolType());
    const BlockId next = createBlock("next");
    builder_.branch(stops, done, nextValues(), next, {});
    builder_.setBlock(next);
  }
  builder_.jump(head, nextValues());
  pool_ = pool;
  slots_ = slots;
  builder_.setBlock(done);
  for (ValueId parameter : addParameters(done, types)) keep(parameter);
}

void FunctionMaker::attempt(std::size_t depth) {
  const std::vector<Type> types = someTypes(2), handed = someTypes(1);
  const std::vector<ValueId> arguments = values(handed);
  const BlockId handling = createBlock("handler"), join = createBlock("join");
  const ir::Edge outer = unwind_;
  unwind_ = {handling, arguments};
  const BlockId body = createBlock("attempt");
  builder_.jump(body);
  const std::vector<ValueId> pool = pool_, slots = slots_;
  builder_.setBlock(body);
  statements(random_.below(3), depth);
  if (random_.chance(70)) raiseIf();
  statements(random_.below(3), depth);
  builder_.jump(join, values(types));
  unwind_ = outer;
  pool_ = pool;
  slots_ = slots;
  builder_.setBlock(handling);
  for (ValueId parameter : addParameters(handling, handed)) keep(parameter);
  handler(types, join);
  pool_ = pool;
  slots_ = slots;
  builder_.setBlock(join);
  for (ValueId parameter : addParameters(join, types)) keep(parameter);
}

/// What is done about an error: it is passed on, replaced, or forgotten, perhaps after a look at it.
void FunctionMaker::handler(const std::vector<Type>& types, BlockId join) {
  if (random_.chance(15)) {
    builder_.emit(Op::Propagate, types::voidType(), {});
    return;
  }
  const ValueId error = builder_.emit(Op::CaughtError, types::errorType(), {});
  statements(random_.below(2), 0);
  if (random_.chance(60)) {
    const std::string statuses = std::to_string(random_.below(4) + 1) + "," + std::to_string(random_.below(4) + 1);
    const ValueId isIt = builder_.emit(Op::ErrorMatches, types::boolType(), {error}, statuses);
    const BlockId again = createBlock("again"), handled = createBlock("handled");
    builder_.branch(isIt, handled, again);
    builder_.setBlock(again);
    builder_.emit(Op::RaiseError, types::voidType(), {error});
    builder_.setBlock(handled);
  }
  if (random_.chance(10)) raiseIf();
  builder_.jump(join, values(types));
}

// -- functions ---------------------------------------------------------------------------------------------------------------

ir::Function FunctionMaker::make(std::string name, std::span<const Type> parameters, Type result, std::size_t size,
                                 std::size_t depth) {
  function_ = ir::Function();
  function_.name = std::move(name);
  function_.result = result;
  pool_.clear();
  slots_.clear();
  unwind_ = {};
  const BlockId entry = createBlock("entry");
  builder_.setBlock(entry);
  for (ValueId parameter : addParameters(entry, parameters)) keep(parameter);
  statements(size, depth);
  builder_.ret(value(result));
  if (random_.chance(20)) function_.inlining = random_.chance(50) ? ir::Inline::Always : ir::Inline::Never;
  function_.mayRaise = false;
  for (const ir::Block& block : function_.blocks)
    for (ir::InstructionId id : block.instructions)
      if (!block.unwind.target.valid() && ir::mayRaise(function_[id], &module_)) function_.mayRaise = true;
  return function_;
}

ir::Function FunctionMaker::makeKernel(std::string name, std::span<const Type> parameters, Type result) {
  ir::Function made = make(std::move(name), parameters, result, 4, 1);
  made.isScalarKernel = true;
  return made;
}

ir::Module randomModule(std::uint64_t seed, const Ingredients& ingredients) {
  Random random(seed);
  ir::Module module;
  const Type numbers[] = {types::int64(), types::float64()};
  for (const char* exception : {"ValueError", "KeyError", "ZeroDivisionError"}) {
    ir::RaiseSite site;
    site.exception = exception;
    module.sites.push_back(site);
  }
  ir::RaiseSite carrying;
  carrying.exception = "IndexError";
  carrying.arguments = {{ir::RunTimeValue{}}};
  carrying.payload = types::tupleType(std::span(numbers).first(1));
  module.sites.push_back(carrying);
  module.functions.emplace_back();  // the entry, which is made last

  std::vector<ir::FunctionId> callees, kernels;
  Ingredients plain;
  plain.errors = ingredients.errors;
  for (int i = 0; ingredients.arrays && i < 3; ++i) {
    FunctionMaker maker(random, module, plain, {}, {});
    std::vector<Type> parameters;
    for (std::size_t count = random.below(2) + 1; count > 0; --count) parameters.push_back(random.pick(numbers));
    ir::Function kernel = maker.makeKernel("kernel" + std::to_string(i), parameters, random.pick(numbers));
    kernels.push_back(ir::FunctionId(module.functions.size()));
    module.functions.push_back(std::move(kernel));
  }
  for (std::size_t i = 0, count = random.below(3); i < count; ++i) {
    FunctionMaker maker(random, module, ingredients, callees, kernels);
    std::vector<Type> parameters;
    for (std::size_t left = random.below(4); left > 0; --left) parameters.push_back(maker.randomType());
    const Type result = maker.randomType();
    ir::Function helper = maker.make("helper" + std::to_string(i), parameters, result, random.below(6) + 1, 2);
    callees.push_back(ir::FunctionId(module.functions.size()));
    module.functions.push_back(std::move(helper));
  }
  FunctionMaker maker(random, module, ingredients, callees, kernels);
  std::vector<Type> parameters;
  for (std::size_t left = random.below(5); left > 0; --left) parameters.push_back(maker.plainType());
  if (ingredients.arrays) parameters.push_back(types::arrayType(random.pick(numbers), 1, types::Layout::C));
  const Type result = maker.plainType();
  ir::Function entry = maker.make("entry", parameters, result, random.below(12) + 6, 3);
  entry.inlining = ir::Inline::Automatic;
  module.functions[0] = std::move(entry);
  return module;
}

}  // namespace pyrite::differential
