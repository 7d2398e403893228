// Appends instructions to a function. All construction of IR goes through here, so that values and blocks stay in step.
#pragma once

#include <initializer_list>

#include "frontend/ir/module.hpp"

namespace pyrite::ir {

class Builder {
 public:
  explicit Builder(Function& function) : function_(&function) {}

  Function& function() { return *function_; }
  BlockId block() const { return block_; }
  void setBlock(BlockId block) { block_ = block; }
  void setSpan(const Span& span) { span_ = span; }
  const Span& span() const { return span_; }

  /// A new empty block; the name is made unique by a number when it is taken.
  BlockId createBlock(std::string_view name);
  ValueId addParameter(BlockId block, Type type);
  bool isTerminated() const;  // whether the current block already ends in a terminator

  /// Appends an instruction; returns its result (invalid when `type` is void).
  ValueId emit(Op op, Type type, std::span<const ValueId> operands, Attribute attribute = {});
  ValueId emit(Op op, Type type, std::initializer_list<ValueId> operands, Attribute attribute = {}) {
    return emit(op, type, std::span(operands.begin(), operands.size()), std::move(attribute));
  }
  ValueId constant(Type type, Attribute value) { return emit(Op::Const, type, {}, std::move(value)); }
  ValueId constantInt(std::int64_t value, Type type = types::int64()) { return constant(type, value); }
  ValueId get(ValueId aggregate, std::size_t index);  // item of an aggregate, its type from partType()

  void jump(BlockId target, std::vector<ValueId> arguments = {});
  void branch(ValueId condition, BlockId ifTrue, std::vector<ValueId> trueArguments, BlockId ifFalse,
              std::vector<ValueId> falseArguments);
  void branch(ValueId condition, BlockId ifTrue, BlockId ifFalse) { branch(condition, ifTrue, {}, ifFalse, {}); }
  void ret(ValueId value);
  /// `values`: what the site's payload is made of.
  void raise(SiteId site, std::span<const ValueId> values = {});
  void raiseIf(ValueId condition, SiteId site, std::span<const ValueId> values = {});
  void unreachable();

  Type typeOf(ValueId value) const { return (*function_)[value].type; }

 private:
  InstructionId append(Instruction instruction);

  Function* function_;
  BlockId block_;
  Span span_;
};

/// How many parts an aggregate type has, and the type of each: tuple items; range and slice: start stop step; optional and
/// maybe_unbound: flag, value; complex: real, imaginary; array: owner, data pointer, shape…, strides…; closure: captured.
std::size_t partCount(Type aggregate);
Type partType(Type aggregate, std::size_t index);

}  // namespace pyrite::ir
