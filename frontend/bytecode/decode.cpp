// Decodes co_code into normalised instructions: one pass over the code units, then jumps and protected ranges by index.
#include <algorithm>

#include "frontend/bytecode/dialect.hpp"

namespace pyrite::bytecode {
namespace {

/// CPython's numbers of BINARY_OP, in-place ones follow from 13 on.
constexpr BinaryOperator kBinaryOperators[] = {
    BinaryOperator::Add,
    BinaryOperator::And,
    BinaryOperator::FloorDivide,
    BinaryOperator::LeftShift,
    BinaryOperator::MatrixMultiply,
    BinaryOperator::Multiply,
    BinaryOperator::Remainder,
    BinaryOperator::Or,
    BinaryOperator::Power,
    BinaryOperator::RightShift,
    BinaryOperator::Subtract,
    BinaryOperator::TrueDivide,
    BinaryOperator::Xor,
};
constexpr std::int32_t kBinaryOperatorCount = 13, kSubscription = 26;
constexpr std::int32_t kLargestExtended = 1 << 20;  // an argument stays where nothing computed from it overflows

class Decoder {
 public:
  Decoder(const CodeObject& code, const Dialect& dialect) : code_(code), dialect_(dialect), unitCount_(code.code.size() / 2) {}

  Result<DecodedCode> run() {
    if (unitCount_ == 0 || code_.code.size() % 2 != 0) return damaged("it ends in the middle of an instruction", 0);
    indexOfUnit_.assign(unitCount_ + 1, 0);
    for (std::size_t unit = 0; unit < unitCount_;) PYRITE_TRY_STATUS(decodeAt(unit));
    indexOfUnit_[unitCount_] = count();
    for (const Pending& jump : jumps_) {
      PYRITE_TRY(const std::int32_t target, targetOf(jump));
      result_.instructions[static_cast<std::size_t>(jump.index)].operand = target;
    }
    if (dialect_.traits.exceptionTable) {
      PYRITE_TRY_STATUS(readExceptionTable());
    } else {
      PYRITE_TRY_STATUS(findBlocks());
    }
    PYRITE_TRY_STATUS(checkOperands(code_, result_));
    return std::move(result_);
  }

 private:
  struct Pending {
    std::int32_t index;  // of the instruction whose operand is a target
    std::int64_t byte;   // where it leads
    bool isForIter = false;
  };
  struct Block {  // a block-setup opcode: what it protects begins after it
    std::int32_t index;
    std::int64_t handlerByte;
    std::int32_t values;  // entries of the stack that the exception takes in its handler
  };

  std::int32_t count() const { return static_cast<std::int32_t>(result_.instructions.size()); }
  int opcodeAt(std::size_t unit) const { return static_cast<unsigned char>(code_.code[unit * 2]); }
  int argumentAt(std::size_t unit) const { return static_cast<unsigned char>(code_.code[unit * 2 + 1]); }
  const Row* rowAt(std::size_t unit) const { return unit < unitCount_ ? dialect_.find(opcodeAt(unit)) : nullptr; }

  Diagnostic unsupported(std::string what, std::size_t unit) const {
    Diagnostic diagnostic;
    diagnostic.kind = DiagnosticKind::Unsupported;
    diagnostic.message = std::move(what);
    diagnostic.span = spanAt(unit);
    diagnostic.file = code_.file;
    diagnostic.function = code_.name;
    return diagnostic;
  }

  Diagnostic damaged(const char* what, std::size_t unit) const {
    return unsupported(std::string("the bytecode is damaged: ") + what, unit);
  }

  Span spanAt(std::size_t unit) const {
    if (unit < code_.spans.size()) return code_.spans[unit];
    Span span;
    span.line = span.endLine = code_.firstLine;
    return span;
  }

  void add(Meaning meaning, std::int32_t operand) {
    Instruction instruction;
    instruction.meaning = meaning;
    instruction.operand = operand;
    instruction.offset = static_cast<std::int32_t>(unit_ * 2);
    instruction.opcode = opcodeAt(unit_);
    instruction.span = spanAt(unit_);
    result_.instructions.push_back(instruction);
  }

  Status decodeAt(std::size_t& unit) {
    const std::size_t first = unit;
    std::int32_t argument = 0;
    const Row* row = rowAt(unit);
    while (row != nullptr && row->form == Form::Extend) {
      argument |= argumentAt(unit);
      if (argument >= kLargestExtended) return damaged("an argument has too many bytes", first);
      argument <<= 8;
      row = rowAt(++unit);
    }
    if (unit == unitCount_) return damaged("it ends in the middle of an instruction", first);
    if (row == nullptr) return unsupported("unknown opcode " + std::to_string(opcodeAt(unit)) + " of " + dialect_.name, first);
    argument |= argumentAt(unit);
    unit_ = unit;
    // Jumps count from behind the instruction's inline caches.
    std::size_t next = unit + 1;
    while (rowAt(next) != nullptr && rowAt(next)->form == Form::Cache) ++next;
    for (std::size_t covered = first; covered < next; ++covered) indexOfUnit_[covered] = count();
    unit = next;
    return emit(*row, argument, static_cast<std::int64_t>(next) * 2);
  }

  Status emit(const Row& row, std::int32_t argument, std::int64_t nextByte) {
    const std::int64_t distance = std::int64_t{argument} * dialect_.traits.jumpUnit;
    auto jump = [&](std::int64_t byte) {
      const bool hidesNull = dialect_.traits.iteratorPair && row.meaning == Meaning::ForIter;
      if (hidesNull) add(Meaning::Pop, 0);
      if (dialect_.traits.iteratorPair && row.meaning == Meaning::Send) {  // what is sent lies above the NULL
        add(Meaning::Swap, 2);
        add(Meaning::Pop, 0);
      }
      jumps_.push_back({count(), byte, row.meaning == Meaning::ForIter});
      add(row.meaning, 0);
      if (!hidesNull) return;
      add(Meaning::PushNull, 0);
      add(Meaning::Swap, 2);
    };
    switch (row.form) {
      case Form::None:
      case Form::Fixed:
        add(row.meaning, row.fixed);
        if (dialect_.traits.iteratorPair && row.meaning == Meaning::GetIter) add(Meaning::PushNull, 0);
        break;
      case Form::PopIterator:
        if (dialect_.traits.iteratorPair) add(row.meaning, 0);
        add(row.meaning, 0);
        break;
      case Form::Raw:
        add(row.meaning, argument);
        break;
      case Form::LowBit:
        add(row.meaning, argument & 1);
        break;
      case Form::Cache:
      case Form::Extend:
      case Form::EndFor:
        break;
      case Form::Local:
        addLocal(row.meaning, argument);
        break;
      case Form::Cell:
        add(row.meaning, cellOf(argument));
        break;
      case Form::LoadLoad:
        addLocal(Meaning::LoadLocal, argument >> 4);
        addLocal(Meaning::LoadLocal, argument & 15);
        break;
      case Form::StoreLoad:
        addLocal(Meaning::StoreLocal, argument >> 4);
        addLocal(Meaning::LoadLocal, argument & 15);
        break;
      case Form::StoreStore:
        addLocal(Meaning::StoreLocal, argument >> 4);
        addLocal(Meaning::StoreLocal, argument & 15);
        break;
      case Form::NameAndNull:
        if ((argument & 1) != 0 && !dialect_.traits.nullAfter) add(Meaning::PushNull, 0);
        add(row.meaning, argument >> 1);
        if ((argument & 1) != 0 && dialect_.traits.nullAfter) add(Meaning::PushNull, 0);
        break;
      case Form::NameAndMethod:
        add((argument & 1) != 0 ? Meaning::LoadMethod : row.meaning, argument >> 1);
        break;
      case Form::NameAndLaziness:
        add(row.meaning, argument >> 2);
        break;
      case Form::CompareShift4:
        add(row.meaning, argument >> 4);
        break;
      case Form::CompareShift5:
        add(row.meaning, argument >> 5);
        if ((argument & 16) != 0) add(Meaning::ToBool, 0);
        break;
      case Form::BinaryOperator:
        if (argument == kSubscription) {
          add(Meaning::GetItem, 0);
        } else if (argument < 2 * kBinaryOperatorCount) {
          add(argument < kBinaryOperatorCount ? Meaning::Binary : Meaning::InplaceBinary,
              static_cast<std::int32_t>(kBinaryOperators[argument % kBinaryOperatorCount]));
        } else {
          return unsupported("operator " + std::to_string(argument) + " of " + row.name + " of " + dialect_.name, unit_);
        }
        break;
      case Form::Intrinsic:  // numbered from 1 in the order of enum Intrinsic
        add(row.meaning, std::clamp(argument - 1, 0, static_cast<std::int32_t>(Intrinsic::Other)));
        break;
      case Form::AfterName:
        add(Meaning::Pop, 0);
        add(row.meaning, argument);
        break;
      case Form::JumpAbsolute:
        jump(distance);
        break;
      case Form::JumpForward:
        jump(nextByte + distance);
        break;
      case Form::JumpBackward:
        jump(nextByte - distance);
        break;
      case Form::SetupBlock:
        blocks_.push_back({count(), nextByte + distance, row.fixed});
        add(row.meaning, 0);
        break;
      case Form::PopBlock:
        popBlocks_.push_back(count());
        add(row.meaning, 0);
        break;
    }
    return success();
  }

  /// From CPython 3.11 on one index runs over the locals, the cells that are no locals, and the free variables.
  bool isCell(std::int32_t index) const {
    if (!dialect_.traits.localsPlus) return false;
    if (static_cast<std::size_t>(index) >= code_.variables.size()) return true;
    const auto& cells = code_.cellVariables;
    return std::find(cells.begin(), cells.end(), code_.variables[static_cast<std::size_t>(index)]) != cells.end();
  }

  std::int32_t cellOf(std::int32_t index) const {
    if (!dialect_.traits.localsPlus) return index;
    const auto& cells = code_.cellVariables;
    const auto& locals = code_.variables;
    if (static_cast<std::size_t>(index) < locals.size()) {
      const auto found = std::find(cells.begin(), cells.end(), locals[static_cast<std::size_t>(index)]);
      return static_cast<std::int32_t>(found - cells.begin());
    }
    std::int32_t rest = index - static_cast<std::int32_t>(locals.size());
    for (std::size_t cell = 0; cell < cells.size(); ++cell) {
      if (std::find(locals.begin(), locals.end(), cells[cell]) != locals.end()) continue;
      if (rest-- == 0) return static_cast<std::int32_t>(cell);
    }
    return static_cast<std::int32_t>(cells.size()) + rest;
  }

  void addLocal(Meaning meaning, std::int32_t index) {
    if (!isCell(index)) return add(meaning, index);
    // The variable itself is a cell: what is loaded is the cell, to be captured.
    add(meaning == Meaning::LoadLocal         ? Meaning::LoadClosure
        : meaning == Meaning::LoadLocalOrNull ? Meaning::LoadDerefOrNull
        : meaning == Meaning::StoreLocal      ? Meaning::StoreDeref
                                              : Meaning::DeleteDeref,
        cellOf(index));
  }

  Result<std::int32_t> targetOf(const Pending& jump) const {
    auto unit = static_cast<std::size_t>(jump.byte / 2);
    if (jump.byte < 0 || unit >= unitCount_) return damaged("a jump leads out of the code", 0);
    if (jump.isForIter) {
      // The instructions that clean up after an exhausted iterator are part of what FOR_ITER means.
      if (const Row* row = rowAt(unit); row != nullptr && row->form == Form::EndFor) {
        ++unit;
        if (const Row* after = rowAt(unit); dialect_.traits.nullAfter && after != nullptr && after->meaning == Meaning::Pop)
          ++unit;
      }
    }
    return indexOfUnit_[unit];
  }

  // -- protected ranges ----------------------------------------------------------------------------------------------

  /// co_exceptiontable: start, length, target (in units), depth << 1 | lasti, as numbers of six-bit groups.
  Status readExceptionTable() {
    std::size_t at = 0;
    const std::string& table = code_.exceptionTable;
    bool isWhole = true;
    auto number = [&] {
      constexpr std::int32_t kLargestWithoutLastGroup = 1 << 24;
      std::int32_t value = 0;
      for (bool more = true; more; ++at) {
        isWhole = isWhole && at < table.size() && value < kLargestWithoutLastGroup;
        if (!isWhole) break;
        const auto byte = static_cast<unsigned char>(table[at]);
        value = value << 6 | (byte & 63);
        more = (byte & 64) != 0;
      }
      return value;
    };
    while (at < table.size()) {
      const std::int32_t start = number(), length = number(), target = number(), depthAndFlag = number();
      const auto last = static_cast<std::size_t>(start) + static_cast<std::size_t>(length);
      if (!isWhole || last > unitCount_ || static_cast<std::size_t>(target) >= unitCount_)
        return damaged("its exception table is out of range", 0);
      ProtectedRange range;
      range.begin = indexOfUnit_[static_cast<std::size_t>(start)];
      range.end = indexOfUnit_[last];
      range.handler = indexOfUnit_[static_cast<std::size_t>(target)];
      range.depth = depthAndFlag >> 1;
      range.pushLastInstruction = (depthAndFlag & 1) != 0;
      if (range.begin < range.end) result_.exceptionTable.push_back(range);
    }
    return success();
  }

  /// Follows every path with the stack of open blocks; an instruction is protected by the innermost one.
  Status findBlocks() {
    if (blocks_.empty()) return success();
    const std::int32_t size = count();
    std::vector<std::vector<std::int32_t>> openAt(static_cast<std::size_t>(size));
    std::vector<char> seen(static_cast<std::size_t>(size), 0);
    std::vector<std::pair<std::int32_t, std::vector<std::int32_t>>> work{{0, {}}};
    while (!work.empty()) {
      auto [index, open] = std::move(work.back());
      work.pop_back();
      while (index < size && !seen[static_cast<std::size_t>(index)]) {
        seen[static_cast<std::size_t>(index)] = 1;
        openAt[static_cast<std::size_t>(index)] = open;
        const Instruction& instruction = result_.instructions[static_cast<std::size_t>(index)];
        for (std::size_t block = 0; block < blocks_.size(); ++block) {
          if (blocks_[block].index != index) continue;
          PYRITE_TRY(const std::int32_t handler, targetOf({index, blocks_[block].handlerByte}));
          work.emplace_back(handler, open);
          open.push_back(static_cast<std::int32_t>(block));
        }
        if (std::find(popBlocks_.begin(), popBlocks_.end(), index) != popBlocks_.end() && !open.empty()) open.pop_back();
        if (operandKind(instruction.meaning) == OperandKind::Target) work.emplace_back(instruction.operand, open);
        if (leavesFunction(instruction.meaning) || instruction.meaning == Meaning::Jump) break;
        ++index;
      }
    }
    for (std::int32_t begin = 0; begin < size;) {
      const auto& open = openAt[static_cast<std::size_t>(begin)];
      std::int32_t end = begin + 1;
      while (end < size && openAt[static_cast<std::size_t>(end)] == open) ++end;
      if (!open.empty()) {
        ProtectedRange range;
        range.begin = begin;
        range.end = end;
        const Block& block = blocks_[static_cast<std::size_t>(open.back())];
        PYRITE_TRY(range.handler, targetOf({begin, block.handlerByte}));
        range.setup = block.index;
        range.values = block.values;
        result_.exceptionTable.push_back(range);
      }
      begin = end;
    }
    return success();
  }

  const CodeObject& code_;
  const Dialect& dialect_;
  std::size_t unitCount_;
  std::size_t unit_ = 0;  // of the instruction that is being emitted
  DecodedCode result_;
  std::vector<std::int32_t> indexOfUnit_;
  std::vector<Pending> jumps_;
  std::vector<Block> blocks_;
  std::vector<std::int32_t> popBlocks_;
};

}  // namespace

Result<DecodedCode> decode(const CodeObject& code) {
  const Dialect* dialect = findDialect(code.interpreter);
  if (dialect == nullptr) {
    const Interpreter& of = code.interpreter;
    Diagnostic diagnostic;
    diagnostic.kind = DiagnosticKind::Unsupported;
    diagnostic.message = "the bytecode of " + of.implementation + " " + std::to_string(of.major) + "." +
                         std::to_string(of.minor) + "." + std::to_string(of.micro) + " is not known";
    diagnostic.file = code.file;
    diagnostic.function = code.name;
    return diagnostic;
  }
  return Decoder(code, *dialect).run();
}

}  // namespace pyrite::bytecode
