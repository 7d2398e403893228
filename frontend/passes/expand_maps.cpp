// Array maps become calls of generated functions: broadcast the shapes, allocate, loop.
//
//   %2 = array_map @add(%a, %b)      ->    %2 = call @map.add(%a, %b)
//
// A generated function has up to three loop nests, chosen when it runs: one flat loop when every operand is contiguous and
// of the result's shape; an outer nest over contiguous rows; and the general one by strides, where a size of 1 has stride 0.
#include <algorithm>

#include "frontend/ir/builder.hpp"
#include "frontend/ir/loops.hpp"
#include "frontend/passes/all_passes.hpp"

namespace pyrite::passes {
namespace {

using ir::BlockId;
using ir::Builder;
using ir::FunctionId;
using ir::Op;
using ir::ValueId;
using types::Layout;
using types::Type;

constexpr std::size_t kData = 1, kShape = 2;

std::int64_t itemSize(Type dtype) { return dtype->isBool() ? 1 : dtype->bits / 8; }

/// Builds one generated function.
class MapFunction {
 public:
  MapFunction(ir::Module& module, const ir::Function& caller, const ir::Instruction& map, std::string name)
      : module_(module), isInto_(map.op == Op::ArrayMapInto), kernel_(std::get<FunctionId>(map.attribute)), builder_(made_) {
    made_.name = std::move(name);
    made_.pythonName = caller.pythonName;
    made_.file = caller.file;
    made_.line = map.span.line;
    made_.fastMath = module[kernel_].fastMath;
    resultType_ = isInto_ ? caller[map.operands[0]].type : map.type;
    made_.result = isInto_ ? types::noneType() : map.type;
    entry_ = builder_.createBlock("entry");
    builder_.setBlock(entry_);
    builder_.setSpan(map.span);
    for (ValueId operand : map.operands) {
      operands_.push_back(builder_.addParameter(entry_, caller[operand].type));
      made_.parameterNames.push_back("x" + std::to_string(made_.parameterNames.size()));
    }
    ndim_ = resultType_->ndim;
    isFresh_ = !isInto_ || (caller[map.operands[0]].instruction.valid() &&
                            caller[caller[map.operands[0]].instruction].op == Op::ArrayAlloc);
  }

  ir::Function build() {
    if (isInto_) {
      destination_ = operands_[0];
      operands_.erase(operands_.begin());
      for (std::size_t axis = 0; axis < ndim_; ++axis) shape_.push_back(part(destination_, kShape + axis));
      checkOperandsFit();
      if (isFresh_)
        fill();
      else
        fillWithOverlap();
      builder_.ret(builder_.emit(Op::Zero, types::noneType(), {}));
    } else {
      broadcastShape();
      destination_ = allocate(shape_);
      fill();
      builder_.ret(destination_);
    }
    return std::move(made_);
  }

 private:
  ValueId part(ValueId aggregate, std::size_t index) { return builder_.get(aggregate, index); }
  ValueId integer(std::int64_t value) { return builder_.constantInt(value); }
  ValueId binary(Op op, ValueId a, ValueId b) { return builder_.emit(op, builder_.typeOf(a), {a, b}); }
  ValueId compare(Op op, ValueId a, ValueId b) { return builder_.emit(op, types::boolType(), {a, b}); }
  ValueId truth(bool value) { return builder_.constant(types::boolType(), value); }
  ValueId select(ValueId condition, ValueId a, ValueId b) {
    return builder_.emit(Op::Select, builder_.typeOf(a), {condition, a, b});
  }
  bool isArray(ValueId value) { return builder_.typeOf(value)->isArray(); }
  ValueId shapeOf(ValueId array, std::size_t axis) { return part(array, kShape + axis); }
  ValueId strideOf(ValueId array, std::size_t axis) { return part(array, kShape + builder_.typeOf(array)->ndim + axis); }
  ValueId allocate(const std::vector<ValueId>& shape) {
    return builder_.emit(Op::ArrayAlloc, types::arrayType(resultType_->dtype(), static_cast<int>(ndim_), allocationLayout()),
                         std::span<const ValueId>(shape));
  }
  Layout allocationLayout() const { return isInto_ || resultType_->layout == Layout::A ? Layout::C : resultType_->layout; }

  ir::SiteId broadcastError() {
    ir::RaiseSite site;
    site.exception = "ValueError";
    site.arguments.push_back({std::string("operands could not be broadcast together")});
    site.span = builder_.span();
    site.function = made_.pythonName;
    site.file = made_.file;
    return module_.addSite(std::move(site));
  }

  /// The result's shape: along each axis the one size that is not 1.
  void broadcastShape() {
    shape_.assign(ndim_, ValueId());
    for (std::size_t axis = 0; axis < ndim_; ++axis) {
      for (ValueId operand : operands_) {
        if (!isArray(operand)) continue;
        const std::size_t missing = ndim_ - builder_.typeOf(operand)->ndim;
        if (axis < missing) continue;
        const ValueId size = shapeOf(operand, axis - missing);
        if (!shape_[axis].valid()) {
          shape_[axis] = size;
          continue;
        }
        const ValueId isOne = compare(Op::Eq, shape_[axis], integer(1)), sizeIsOne = compare(Op::Eq, size, integer(1));
        const ValueId differs = compare(Op::Ne, size, shape_[axis]);
        const ValueId clash = binary(Op::And, differs,
                                     binary(Op::And, builder_.emit(Op::Not, types::boolType(), {isOne}),
                                            builder_.emit(Op::Not, types::boolType(), {sizeIsOne})));
        builder_.raiseIf(clash, broadcastError());
        shape_[axis] = select(isOne, size, shape_[axis]);
      }
    }
  }

  /// Each operand's size must be 1 or the destination's.
  void checkOperandsFit() {
    for (ValueId operand : operands_) {
      if (!isArray(operand)) continue;
      const std::size_t missing = ndim_ - builder_.typeOf(operand)->ndim;
      for (std::size_t axis = missing; axis < ndim_; ++axis) {
        const ValueId size = shapeOf(operand, axis - missing);
        const ValueId clash = binary(Op::And, compare(Op::Ne, size, shape_[axis]), compare(Op::Ne, size, integer(1)));
        builder_.raiseIf(clash, broadcastError());
      }
    }
  }

  /// Lowest address and one past the highest that an array's elements occupy, as integers.
  std::pair<ValueId, ValueId> extent(ValueId array) {
    const Type type = builder_.typeOf(array);
    const ValueId base = builder_.emit(Op::Bitcast, types::int64(), {part(array, kData)});
    ValueId low = base, high = binary(Op::Add, base, integer(itemSize(type->dtype())));
    for (std::size_t axis = 0; axis < type->ndim; ++axis) {
      const ValueId reach = binary(Op::Mul, binary(Op::Sub, shapeOf(array, axis), integer(1)), strideOf(array, axis));
      const ValueId isBackward = compare(Op::Lt, reach, integer(0));
      low = binary(Op::Add, low, select(isBackward, reach, integer(0)));
      high = binary(Op::Add, high, select(isBackward, integer(0), reach));
    }
    return {low, high};
  }

  /// True when some operand shares memory with the destination other than element by element.
  ValueId overlaps() {
    const auto [low, high] = extent(destination_);
    ValueId any = truth(false);
    const Type destinationType = builder_.typeOf(destination_);
    for (ValueId operand : operands_) {
      if (!isArray(operand)) continue;
      const auto [operandLow, operandHigh] = extent(operand);
      ValueId meets = binary(Op::And, compare(Op::Lt, operandLow, high), compare(Op::Lt, low, operandHigh));
      const Type type = builder_.typeOf(operand);
      if (type->ndim == ndim_ && type->dtype() == destinationType->dtype()) {
        ValueId isSame = compare(Op::Eq, builder_.emit(Op::Bitcast, types::int64(), {part(operand, kData)}),
                                 builder_.emit(Op::Bitcast, types::int64(), {part(destination_, kData)}));
        for (std::size_t axis = 0; axis < ndim_; ++axis) {
          isSame = binary(Op::And, isSame, compare(Op::Eq, strideOf(operand, axis), strideOf(destination_, axis)));
          isSame = binary(Op::And, isSame, compare(Op::Eq, shapeOf(operand, axis), shapeOf(destination_, axis)));
        }
        meets = binary(Op::And, meets, builder_.emit(Op::Not, types::boolType(), {isSame}));
      }
      any = binary(Op::Or, any, meets);
    }
    return any;
  }

  /// Operands that overlap the destination are used as if copied first: the result is made aside, then moved in.
  void fillWithOverlap() {
    const bool hasArray = std::any_of(operands_.begin(), operands_.end(), [&](ValueId operand) { return isArray(operand); });
    if (!hasArray) return fill();
    const BlockId aside = builder_.createBlock("aside"), direct = builder_.createBlock("direct"),
                  done = builder_.createBlock("done");
    builder_.branch(overlaps(), aside, direct);
    builder_.setBlock(direct);
    fill();
    builder_.jump(done);
    builder_.setBlock(aside);
    const ValueId target = destination_;
    destination_ = allocate(shape_);
    fillByStrides();
    moveInto(target, destination_);
    builder_.jump(done);
    builder_.setBlock(done);
  }

  void moveInto(ValueId target, ValueId source) {
    nest(0, ndim_, {}, [&](const std::vector<ValueId>& index) { store(target, index, load(source, index)); });
  }

  ValueId load(ValueId array, const std::vector<ValueId>& index) {
    std::vector<ValueId> operands{array};
    operands.insert(operands.end(), index.begin(), index.end());
    return builder_.emit(Op::ArrayLoad, builder_.typeOf(array)->dtype(), std::span<const ValueId>(operands));
  }
  void store(ValueId array, const std::vector<ValueId>& index, ValueId value) {
    std::vector<ValueId> operands{array, value};
    operands.insert(operands.end(), index.begin(), index.end());
    builder_.emit(Op::ArrayStore, types::voidType(), std::span<const ValueId>(operands));
  }
  ValueId callKernel(const std::vector<ValueId>& arguments) {
    return builder_.emit(Op::Call, module_[kernel_].result, std::span<const ValueId>(arguments), kernel_);
  }

  /// Loops over the axes [axis, end) in order, handing the whole index to `body`.
  void nest(std::size_t axis, std::size_t end, std::vector<ValueId> index,
            const std::function<void(const std::vector<ValueId>&)>& body) {
    if (axis == end) return body(index);
    countedLoop(builder_, shape_[axis], [&](ValueId i) {
      std::vector<ValueId> longer = index;
      longer.push_back(i);
      nest(axis + 1, end, std::move(longer), body);
    });
  }

  void fill() {
    const bool isFortran = isAllOf(Layout::F) && ndim_ > 1;
    const bool mayBeFlat = isFortran || isAllOf(Layout::C);
    if (ndim_ == 0) {
      std::vector<ValueId> arguments;
      for (ValueId operand : operands_) arguments.push_back(isArray(operand) ? load(operand, {}) : operand);
      return store(destination_, {}, callKernel(arguments));
    }
    const BlockId done = builder_.createBlock("filled");
    if (mayBeFlat) {
      const BlockId flat = builder_.createBlock("flat"), other = builder_.createBlock("not_flat");
      builder_.branch(allHaveResultShape(), flat, other);
      builder_.setBlock(flat);
      fillFlat();
      builder_.jump(done);
      builder_.setBlock(other);
    }
    if (!mayBeFlat || ndim_ > 1) {
      const BlockId rows = builder_.createBlock("rows"), other = builder_.createBlock("not_rows");
      builder_.branch(allRowsContiguous(), rows, other);
      builder_.setBlock(rows);
      fillRows();
      builder_.jump(done);
      builder_.setBlock(other);
    }
    fillByStrides();
    builder_.jump(done);
    builder_.setBlock(done);
  }

  /// Whether the destination and every array operand have the result's dimensions and this layout by type.
  bool isAllOf(Layout layout) {
    auto fits = [&](ValueId value) {
      const Type type = builder_.typeOf(value);
      return type->ndim == ndim_ && (type->layout == layout || (ndim_ == 1 && type->layout != Layout::A));
    };
    if (!fits(destination_)) return false;
    return std::all_of(operands_.begin(), operands_.end(), [&](ValueId operand) { return !isArray(operand) || fits(operand); });
  }

  ValueId allHaveResultShape() {
    ValueId all = truth(true);
    for (ValueId operand : operands_)
      if (isArray(operand))
        for (std::size_t axis = 0; axis < ndim_; ++axis)
          all = binary(Op::And, all, compare(Op::Eq, shapeOf(operand, axis), shape_[axis]));
    return all;
  }

  /// Whether along the last axis every array steps by one element and has the result's size.
  ValueId allRowsContiguous() {
    ValueId all = truth(true);
    auto require = [&](ValueId array) {
      const Type type = builder_.typeOf(array);
      if (type->ndim == 0) return;
      all = binary(Op::And, all, compare(Op::Eq, strideOf(array, type->ndim - 1u), integer(itemSize(type->dtype()))));
      all = binary(Op::And, all, compare(Op::Eq, shapeOf(array, type->ndim - 1u), shape_.back()));
    };
    require(destination_);
    for (ValueId operand : operands_)
      if (isArray(operand)) require(operand);
    return all;
  }

  /// The array's memory seen as one dimension of `count` elements.
  ValueId flatView(ValueId array, ValueId data, ValueId count) {
    const Type type = builder_.typeOf(array);
    return builder_.emit(Op::ArrayView, types::arrayType(type->dtype(), 1, Layout::C, type->isReadOnly, type->isAligned),
                         {array, data, count, integer(itemSize(type->dtype()))});
  }

  void fillFlat() {
    ValueId count = shape_[0];
    for (std::size_t axis = 1; axis < ndim_; ++axis) count = binary(Op::Mul, count, shape_[axis]);
    const ValueId to = flatView(destination_, part(destination_, kData), count);
    std::vector<ValueId> from;
    for (ValueId operand : operands_)
      from.push_back(isArray(operand) ? flatView(operand, part(operand, kData), count) : operand);
    innerLoop(to, from, count);
  }

  void innerLoop(ValueId to, const std::vector<ValueId>& from, ValueId count) {
    countedLoop(builder_, count, [&](ValueId i) {
      std::vector<ValueId> arguments;
      for (ValueId operand : from) arguments.push_back(isArray(operand) ? load(operand, {i}) : operand);
      store(to, {i}, callKernel(arguments));
    });
  }

  /// Byte stride along an axis of the result: 0 where the array is broadcast.
  ValueId effectiveStride(ValueId array, std::size_t axis) {
    const std::size_t missing = ndim_ - builder_.typeOf(array)->ndim;
    if (axis < missing) return integer(0);
    return select(compare(Op::Eq, shapeOf(array, axis - missing), integer(1)), integer(0), strideOf(array, axis - missing));
  }

  ValueId rowPointer(ValueId array, const std::vector<ValueId>& index) {
    ValueId data = part(array, kData);
    for (std::size_t axis = 0; axis < index.size(); ++axis)
      data = builder_.emit(Op::PointerOffset, builder_.typeOf(data),
                           {data, binary(Op::Mul, index[axis], effectiveStride(array, axis))});
    return data;
  }

  void fillRows() {
    nest(0, ndim_ - 1, {}, [&](const std::vector<ValueId>& index) {
      const ValueId to = flatView(destination_, rowPointer(destination_, index), shape_.back());
      std::vector<ValueId> from;
      for (ValueId operand : operands_) {
        if (!isArray(operand)) {
          from.push_back(operand);
        } else if (builder_.typeOf(operand)->ndim == 0) {
          from.push_back(load(operand, {}));
        } else {
          from.push_back(flatView(operand, rowPointer(operand, index), shape_.back()));
        }
      }
      innerLoop(to, from, shape_.back());
    });
  }

  void fillByStrides() {
    std::vector<ValueId> from;
    for (ValueId operand : operands_) {
      if (!isArray(operand)) {
        from.push_back(operand);
        continue;
      }
      const Type type = builder_.typeOf(operand);
      std::vector<ValueId> parts{operand, part(operand, kData)};
      parts.insert(parts.end(), shape_.begin(), shape_.end());
      for (std::size_t axis = 0; axis < ndim_; ++axis) parts.push_back(effectiveStride(operand, axis));
      from.push_back(builder_.emit(
          Op::ArrayView, types::arrayType(type->dtype(), static_cast<int>(ndim_), Layout::A, type->isReadOnly, type->isAligned),
          std::span<const ValueId>(parts)));
    }
    nest(0, ndim_, {}, [&](const std::vector<ValueId>& index) {
      std::vector<ValueId> arguments;
      for (ValueId operand : from) arguments.push_back(isArray(operand) ? load(operand, index) : operand);
      store(destination_, index, callKernel(arguments));
    });
  }

  ir::Module& module_;
  ir::Function made_;
  bool isInto_, isFresh_ = false;
  FunctionId kernel_;
  Builder builder_;
  BlockId entry_;
  Type resultType_ = nullptr;
  std::size_t ndim_ = 0;
  ValueId destination_;
  std::vector<ValueId> operands_, shape_;
};

}  // namespace

Status expandMaps(ir::Module& module) {
  const std::size_t count = module.functions.size();
  std::size_t number = 0;
  for (std::size_t f = 0; f < count; ++f) {
    for (std::size_t b = 0; b < module.functions[f].blocks.size(); ++b) {
      // Only the block's list is copied: the instructions themselves stay where they are.
      const std::vector<ir::InstructionId> ids(module.functions[f].blocks[b].instructions.begin(),
                                               module.functions[f].blocks[b].instructions.end());
      std::vector<ir::InstructionId> kept;
      for (ir::InstructionId id : ids) {
        const ir::Instruction map = module.functions[f][id];
        if (map.op != Op::ArrayMap && map.op != Op::ArrayMapInto) {
          kept.push_back(id);
          continue;
        }
        const std::string name = module.functions[0].name + ".map" + std::to_string(number++);
        ir::Function made = MapFunction(module, module.functions[f], map, name).build();
        module.functions.push_back(std::move(made));
        const FunctionId callee(module.functions.size() - 1);
        ir::Function& caller = module.functions[f];
        if (map.op == Op::ArrayMap) {
          caller[id].op = Op::Call;
          caller[id].attribute = callee;
          kept.push_back(id);
          continue;
        }
        // An instruction with a result takes the place of the one without.
        Builder builder(caller);
        builder.setBlock(BlockId(b));
        builder.setSpan(map.span);
        caller.blocks[b].instructions.assign(kept.begin(), kept.end());
        builder.emit(Op::Call, types::noneType(), std::span<const ValueId>(map.operands.begin(), map.operands.size()), callee);
        kept.push_back(caller.blocks[b].instructions.back());
      }
      module.functions[f].blocks[b].instructions.assign(kept.begin(), kept.end());
    }
  }
  return success();
}

}  // namespace pyrite::passes
