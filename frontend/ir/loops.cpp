// Counted loops: a head that compares, a body, and the block after them.
#include "frontend/ir/loops.hpp"

namespace pyrite::ir {

void countedLoop(Builder& builder, ValueId count, const std::function<void(ValueId index)>& body) {
  const ValueId zero = builder.constantInt(0);
  const BlockId head = builder.createBlock("loop"), inside = builder.createBlock("body"), after = builder.createBlock("after");
  builder.jump(head, {zero});
  const ValueId index = builder.addParameter(head, types::int64());
  builder.setBlock(head);
  builder.branch(builder.emit(Op::Lt, types::boolType(), {index, count}), inside, after);
  builder.setBlock(inside);
  body(index);
  builder.jump(head, {builder.emit(Op::Add, types::int64(), {index, builder.constantInt(1)})});
  builder.setBlock(after);
}

}  // namespace pyrite::ir
