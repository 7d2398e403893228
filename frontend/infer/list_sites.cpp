// Which operations of a function make lists, and what they hold. A display that is only read once stays what it is written for;
// where it is used as a value, or more is put into a list than was known, the walk is given up and begun anew with what it found.
#include "frontend/infer/choices.hpp"
#include "frontend/infer/classes.hpp"
#include "frontend/infer/function_inference.hpp"
#include "frontend/infer/language.hpp"
#include "frontend/infer/lists.hpp"

namespace pyrite::infer {

using ir::Instruction;
using ir::Op;

FunctionInference::ListSite& FunctionInference::listSite(const Instruction& instruction) {
  return listSites_[static_cast<std::uint32_t>(&instruction - generic_.instructions.data())];
}

void FunctionInference::makeValueOf(ir::InstructionId source) {
  ListSite& site = listSites_[source.index];
  isChanged_ = isChanged_ || !site.isValue;
  site.isValue = true;
}

/// The display is a list like any other, from the next walk on.
Status FunctionInference::makeValueOf(const Display& display) {
  makeValueOf(display.source);
  specializer_.isAwaiting = true;
  return emitter_[0].typingError("the list is made anew");
}

/// The operations that may have made the generic value; false when some are not known.
bool FunctionInference::findListSites(ValueId value, std::vector<char>& isVisited,
                                      std::vector<ir::InstructionId>& sites) const {
  if (isVisited[value.index] != 0) return true;
  isVisited[value.index] = 1;
  const ir::InstructionId definition = generic_[value].instruction;
  if (definition.valid()) {
    const Instruction& instruction = generic_[definition];
    if (instruction.op == Op::PyCheckBound || instruction.op == Op::PyInplace)
      return findListSites(instruction.operands[0], isVisited, sites);
    if (instruction.op == Op::PyUnbound || instruction.op == Op::PyNone) return true;
    const auto known = listSites_.find(definition.index);
    if (instruction.op != Op::PyList && (known == listSites_.end() || !known->second.isFresh)) return false;
    sites.push_back(definition);
    return true;
  }
  for (std::size_t index = 0; index < generic_.blocks.size(); ++index) {
    const ir::Block& block = generic_.blocks[index];
    auto follow = [&](const ir::Edge& edge, std::size_t implicit) {
      if (!edge.target.valid()) return true;
      const auto& parameters = generic_[edge.target].parameters;
      for (std::size_t i = implicit; i < parameters.size(); ++i)
        if (parameters[i] == value && !findListSites(edge.arguments[i - implicit], isVisited, sites)) return false;
      return true;
    };
    if (!follow(block.unwind, 1)) return false;
    for (const ir::Edge& edge : generic_[block.instructions.back()].successors)
      if (!follow(edge, 0)) return false;
  }
  const auto& parameters = generic_[generic_.entry()].parameters;
  return std::find(parameters.begin(), parameters.end(), value) == parameters.end();
}

bool FunctionInference::widen(ValueId container, Type item) {
  const Type type = emitter_[0].typeOf(container);
  if (type->isList() || type->isInstance() ? widenList(container, item) : widenCell(container, item)) return true;
  if (const auto argument = arguments_.find(container.index); argument != arguments_.end())
    specialization_.want = Want{argument->second, item};
  return false;
}

bool FunctionInference::widenList(ValueId list, Type item) {
  const auto found = genericOf_.find(list.index);
  if (found == genericOf_.end()) return false;
  std::vector<char> isVisited(generic_.values.size(), 0);
  std::vector<ir::InstructionId> sites;
  if (!findListSites(found->second, isVisited, sites) || sites.empty()) return false;
  for (ir::InstructionId id : sites) {
    ListSite& site = listSites_[id.index];
    const Type merged = site.item == nullptr ? item
                        : item->isInstance() ? unifyInstances(site.item, item)
                                             : unifyValues(specializer_.world, site.item, item);
    if (merged == nullptr) return false;
    isChanged_ = isChanged_ || merged != site.item;
    site.item = merged;
    site.isValue = true;
  }
  specializer_.isAwaiting = true;
  return true;
}

Result<ValueId> FunctionInference::listOf(const Instruction& instruction) {
  std::vector<ValueId> items;
  for (std::size_t i = 0; i < instruction.operands.size(); ++i) {
    PYRITE_TRY(const ValueId item, operand(instruction, i));
    PYRITE_TRY(items.emplace_back(), emitter_[0].portable(item));
  }
  return makeListOf(emitter_[0], items, listSite(instruction).item);
}

/// The list that an operation made, with the items that are put into it elsewhere; remembered as a list of this operation.
Result<ValueId> FunctionInference::settledList(const Instruction& instruction, ValueId list) {
  Emitter& emitter = emitter_[0];
  const auto known = listSites_.find(static_cast<std::uint32_t>(&instruction - generic_.instructions.data()));
  if (known != listSites_.end() && known->second.isFresh && known->second.item != nullptr) {
    const Type wanted = unifyValues(specializer_.world, emitter.typeOf(list)->item(), known->second.item);
    const Type item = emitter.typeOf(list)->item()->is(types::Kind::Unbound) ? known->second.item : wanted;
    PYRITE_TRY(list, convertList(emitter, list, types::listType(item)));
  }
  genericOf_.try_emplace(list.index, instruction.result);
  return list;
}

/// first, *rest, last = sequence
Result<ValueId> FunctionInference::unpackStarred(const Instruction& instruction) {
  Emitter& emitter = emitter_[0];
  PYRITE_TRY(const ValueId source, sequenceOperand(instruction, 0));
  const std::int64_t counts = std::get<std::int64_t>(instruction.attribute);
  const std::int64_t before = counts & 0xff, after = counts >> 8;
  const Type type = emitter.typeOf(source);
  if (!isSequence(type)) return emitter.unsupported("starred assignment from " + types::toString(type) + " is not compiled");
  PYRITE_TRY(const ValueId length, sequenceLength(emitter, source));
  const ValueId least = emitter.makeInt(before + after);
  if (type->isTuple() && std::ssize(type->items) < before + after)
    return emitter.typingError("not enough values to unpack (expected at least " + std::to_string(before + after) + ", got " +
                               std::to_string(type->items.size()) + ")");
  for (std::int64_t given = 0; given < before + after; ++given)
    emitter.raiseIf(emitter.compareOp(Op::Eq, length, emitter.makeInt(given)), "ValueError",
                    "not enough values to unpack (expected at least " + std::to_string(before + after) + ", got " +
                        std::to_string(given) + ")");
  std::vector<ValueId> items, rest;
  auto element = [&](ValueId index) -> Result<ValueId> {
    if (!type->isTuple()) return sequenceElement(emitter, source, index);
    return tupleItems(emitter, source)[static_cast<std::size_t>(*emitter.constantInt(index))];
  };
  for (std::int64_t i = 0; i < before; ++i) {
    PYRITE_TRY(items.emplace_back(), element(emitter.makeInt(i)));
  }
  if (type->isTuple()) {
    const std::vector<ValueId> all = tupleItems(emitter, source);
    rest.assign(all.begin() + before, all.end() - after);
    PYRITE_TRY(items.emplace_back(), makeListOf(emitter, rest, listSite(instruction).item));
  } else {
    const ValueId count = emitter.op(Op::Sub, length, least);
    PYRITE_TRY(const ValueId first, sequenceElement(emitter, source, emitter.makeInt(0)));
    const ValueId list = makeList(emitter, emitter.typeOf(first), count);
    PYRITE_TRY_STATUS(emitter.countedLoop(count, [&](ValueId index) -> Status {
      PYRITE_TRY(const ValueId item, element(emitter.op(Op::Add, index, emitter.makeInt(before))));
      return listAppend(emitter, list, item);
    }));
    items.push_back(list);
  }
  for (std::int64_t i = after; i > 0; --i) {
    PYRITE_TRY(items.emplace_back(), element(emitter.op(Op::Sub, length, emitter.makeInt(i))));
  }
  return emitter.makeTuple(items);
}

}  // namespace pyrite::infer
