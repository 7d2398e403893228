// Writes generic IR by hand, for tests of inference that need no bytecode.
#pragma once

#include <memory>

#include "frontend/infer/specializer.hpp"
#include "tests/cpp/infer/table_world.hpp"

namespace pyrite::infer {

class GenericFunction {
 public:
  GenericFunction(std::string name, std::initializer_list<const char*> parameters) : builder(function) {
    function.name = function.pythonName = std::move(name);
    function.file = "test.py";
    builder.createBlock("entry");
    builder.setBlock(function.entry());
    for (const char* parameter : parameters) {
      builder.addParameter(function.entry(), nullptr);
      function.parameterNames.push_back(parameter);
    }
    code->name = code->qualname = function.name;
    code->argumentCount = static_cast<std::int32_t>(parameters.size());
    code->interpreter = {"cpython", 3, 12, 0, 3, 12};
    code->variables = function.parameterNames;
  }

  ir::Function function;
  ir::Builder builder;
  std::shared_ptr<bytecode::CodeObject> code = std::make_shared<bytecode::CodeObject>();

  GenericFunction& line(int number) {
    builder.setSpan(Span{number, number, -1, -1});
    return *this;
  }
  ValueId parameter(std::size_t index) { return function[function.entry()].parameters[index]; }
  ValueId op(ir::Op op, std::initializer_list<ValueId> operands, ir::Attribute attribute = {}) {
    return builder.emit(op, nullptr, operands, std::move(attribute));
  }
  ValueId global(const char* name) { return op(ir::Op::PyGlobal, {}, std::string(name)); }
  ValueId integer(std::int64_t value) { return op(ir::Op::PyInt, {}, value); }
  ValueId none() { return op(ir::Op::PyNone, {}); }
  ValueId constant(bytecode::Constant constant) {
    code->constants.push_back(std::move(constant));
    return op(ir::Op::PyConst, {}, static_cast<std::int64_t>(code->constants.size() - 1));
  }
  ValueId text(const char* value) { return constant({std::string(value)}); }
  ValueId real(double value) { return constant({value}); }
  ValueId binary(BinaryOperator operation, ValueId a, ValueId b) {
    return op(ir::Op::PyBinary, {a, b}, static_cast<std::int64_t>(operation));
  }
  ValueId add(ValueId a, ValueId b) { return binary(BinaryOperator::Add, a, b); }
  ValueId subtract(ValueId a, ValueId b) { return binary(BinaryOperator::Subtract, a, b); }
  ValueId compare(CompareOperator operation, ValueId a, ValueId b) {
    return op(ir::Op::PyCompare, {a, b}, static_cast<std::int64_t>(operation));
  }
  ValueId tuple(std::initializer_list<ValueId> items) { return op(ir::Op::PyTuple, items); }
  ValueId item(ValueId object, ValueId key) { return op(ir::Op::PyGetItem, {object, key}); }
  ValueId call(std::initializer_list<ValueId> operands, const char* keywords = "") {
    return op(ir::Op::PyCall, operands, std::string(keywords));
  }
  ir::BlockId block(const char* name) { return builder.createBlock(name); }
  void at(ir::BlockId block) { builder.setBlock(block); }
  void branchOn(ValueId condition, ir::BlockId ifTrue, ir::BlockId ifFalse) {
    builder.branch(op(ir::Op::PyBool, {condition}), ifTrue, ifFalse);
  }
  void ret(ValueId value) { builder.emit(ir::Op::Return, types::voidType(), {value}); }
  void raise(std::initializer_list<ValueId> operands) { builder.emit(ir::Op::PyRaise, types::voidType(), operands); }

  /// Registers the function as a global of its name.
  ObjectId define(TableWorld& world, std::vector<ObjectId> defaults = {}) {
    presetGenericCode(code, function);
    return world.addGlobal(function.name, StaticFunction{code, std::move(defaults), {}, false, std::nullopt});
  }
};

inline std::size_t countOf(const ir::Function& function, ir::Op op) {
  std::size_t count = 0;
  for (const ir::Block& block : function.blocks)
    for (ir::InstructionId id : block.instructions) count += function[id].op == op;
  return count;
}

}  // namespace pyrite::infer
