// Makes one function of random IR: statements over a pool of the values that can be used where they stand.
#pragma once

#include "frontend/ir/builder.hpp"
#include "tests/cpp/differential/random_module.hpp"

namespace pyrite::differential {

/// The types of numbers.
const std::vector<types::Type>& numberTypes();

class FunctionMaker {
 public:
  /// Functions of `module` may be called; those of `kernels` may be mapped over arrays.
  FunctionMaker(Random& random, ir::Module& module, const Ingredients& ingredients, std::span<const ir::FunctionId> callees,
                std::span<const ir::FunctionId> kernels);

  ir::Function make(std::string name, std::span<const types::Type> parameters, types::Type result, std::size_t size,
                    std::size_t depth);
  /// Of numbers, and not of what is counted.
  ir::Function makeKernel(std::string name, std::span<const types::Type> parameters, types::Type result);

  types::Type randomType();  // any that a variable can have
  types::Type plainType();   // a number or a tuple of plain types

 private:
  using ValueId = ir::ValueId;
  using Type = types::Type;

  // values
  ValueId value(Type type);  // one that is at hand, or a fresh one
  ValueId fresh(Type type);
  ValueId existing(Type type);  // invalid when there is none
  ValueId existingIf(bool (*fits)(Type));
  std::vector<ValueId> values(std::span<const Type> types);
  void keep(ValueId value) { pool_.push_back(value); }
  ValueId emit(ir::Op op, Type type, std::initializer_list<ValueId> operands, ir::Attribute attribute = {});

  // statements
  void statements(std::size_t count, std::size_t depth);
  void statement(std::size_t depth);
  void arithmetic();
  void integerOperation(Type type);
  void floatOperation(Type type);
  void complexOperation(Type type);
  void compareOrConvert();
  void aggregate();
  void select();
  void slot();
  void call();
  void raiseIf();
  void array();
  void map(bool isNew);
  void object();
  void branch(std::size_t depth);
  void loop(std::size_t depth);
  void attempt(std::size_t depth);
  void handler(const std::vector<Type>& types, ir::BlockId join);

  ir::BlockId createBlock(const char* name);
  std::vector<Type> someTypes(std::size_t most);
  std::vector<ValueId> addParameters(ir::BlockId block, std::span<const Type> types);
  ir::SiteId randomSite();

  Random& random_;
  ir::Module& module_;
  const Ingredients ingredients_;
  std::vector<ir::FunctionId> callees_, kernels_;
  ir::Function function_;
  ir::Builder builder_;
  ir::Edge unwind_;             // of the blocks that are made now
  std::vector<ValueId> pool_;   // what is defined wherever the current block is reached
  std::vector<ValueId> slots_;  // likewise
};

}  // namespace pyrite::differential
