// Every recorded function of every dialect: it becomes valid generic IR, or is refused by name and place.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

#include "frontend/flow/blocks.hpp"
#include "frontend/flow/flow.hpp"
#include "frontend/flow/unroll.hpp"
#include "frontend/ir/text.hpp"
#include "frontend/ir/verifier.hpp"
#include "tests/cpp/bytecode/recordings.hpp"

namespace pyrite::flow {
namespace {

using bytecode::CodeObject;
using bytecode::Recording;

class EveryDialect : public testing::TestWithParam<std::string> {
 protected:
  template <class Function>
  void forEach(Function&& function) const {
    for (const Recording* recording : bytecode::recordingsOf(GetParam())) {
      for (const bytecode::RecordedCode& recorded : recording->codes) {
        SCOPED_TRACE(describe(*recording, *recorded.code));
        function(*recorded.code);
      }
    }
  }
};

INSTANTIATE_TEST_SUITE_P(Recorded, EveryDialect, testing::ValuesIn(bytecode::recordedDialects()),
                         [](const auto& info) { return bytecode::testName(info.param); });

/// What the function would be refused for when inference reaches it.
std::vector<const ir::Instruction*> refusalsIn(const ir::Function& function) {
  std::vector<const ir::Instruction*> refusals;
  for (const ir::Block& block : function.blocks)
    for (ir::InstructionId id : block.instructions)
      if (function[id].op == ir::Op::PyUnsupported) refusals.push_back(&function[id]);
  return refusals;
}

TEST_P(EveryDialect, BecomesValidGenericIrOrIsRefused) {
  forEach([](const CodeObject& code) {
    const auto function = buildGeneric(code);
    if (!function.ok()) {
      EXPECT_EQ(function.error().kind, DiagnosticKind::Unsupported);
      EXPECT_THAT(function.error().message,
                  testing::AnyOf("async functions are not compiled", "generators are not compiled yet"));
      EXPECT_EQ(function.error().span.line, code.firstLine);
      EXPECT_EQ(function.error().file, code.file);
      EXPECT_EQ(function.error().function, code.name);
      return;
    }
    const Status valid = ir::verify(*function, nullptr, ir::Level::Generic);
    EXPECT_TRUE(valid.ok()) << (valid.ok() ? "" : valid.error().message) << '\n' << ir::print(*function);
    EXPECT_FALSE(ir::print(*function).empty());
  });
}

TEST_P(EveryDialect, SaysWhichOpcodeOfWhichInterpreterIsNotCompiledAndWhere) {
  std::set<std::string> opcodes;
  forEach([&](const CodeObject& code) {
    const auto function = buildGeneric(code);
    if (!function.ok()) return;
    for (const ir::Instruction* refusal : refusalsIn(*function)) {
      const auto& message = std::get<std::string>(refusal->attribute);
      EXPECT_FALSE(message.empty());
      const auto at = message.find("(opcode ");
      if (at == std::string::npos) continue;
      EXPECT_THAT(message, testing::EndsWith(std::string(" of ") + bytecode::dialectName(code.interpreter) + ")"));
      EXPECT_GE(refusal->span.line, code.firstLine) << message;
      opcodes.insert(message.substr(at + 8, message.find(' ', at + 8) - at - 8));
    }
  });
  EXPECT_THAT(opcodes, testing::IsSupersetOf({"DELETE_ATTR", "LOAD_BUILD_CLASS"}));
}

TEST_P(EveryDialect, UnrollsEachLoopIntoACopyForEachItem) {
  int loops = 0;
  forEach([&](const CodeObject& code) {
    const auto decoded = bytecode::decode(code);
    ASSERT_TRUE(decoded.ok());
    const CodeBlocks whole = findBlocks(*decoded);
    for (std::uint32_t header = 0; header < whole.blocks.size(); ++header) {
      const CodeBlock& block = whole.blocks[header];
      if (decoded->instructions[static_cast<std::size_t>(block.end) - 1].meaning != bytecode::Meaning::ForIter) continue;
      ++loops;
      CodeBlocks unrolled = whole;
      ASSERT_TRUE(unrollLoop(unrolled, {header, 3}));
      std::vector<std::int32_t> items;
      for (std::uint32_t next : unrolled.order) {
        const CodeBlock& copy = unrolled.blocks[next];
        if (copy.begin != block.begin) continue;
        items.push_back(copy.item);
        EXPECT_EQ(copy.successors.size(), 1u);
      }
      EXPECT_THAT(items, testing::UnorderedElementsAre(0, 1, 2, CodeBlock::kExhausted));
      const UnrolledLoop twice[] = {{header, 2}};
      const auto function = buildGeneric(code, twice);
      if (!function.ok()) continue;
      const Status valid = ir::verify(*function, nullptr, ir::Level::Generic);
      EXPECT_TRUE(valid.ok()) << code.name;
    }
  });
  EXPECT_GT(loops, 5);
}

TEST_P(EveryDialect, HasBlocksThatCoverWhatIsReached) {
  forEach([](const CodeObject& code) {
    const auto decoded = bytecode::decode(code);
    ASSERT_TRUE(decoded.ok());
    const CodeBlocks blocks = findBlocks(*decoded);
    const auto depths = bytecode::stackDepths(code, *decoded);
    ASSERT_TRUE(depths.ok());
    std::vector<char> covered(depths->size(), 0);
    for (const CodeBlock& block : blocks.blocks) {
      EXPECT_LT(block.begin, block.end);
      for (std::int32_t i = block.begin; i < block.end; ++i) covered[static_cast<std::size_t>(i)] = 1;
      for (std::uint32_t next : block.successors)
        EXPECT_THAT(blocks.blocks[next].predecessors,
                    testing::Contains(static_cast<std::uint32_t>(&block - blocks.blocks.data())));
    }
    EXPECT_EQ(blocks.order.size(), blocks.blocks.size());
    // What only cleans up after an inlined comprehension is no block.
    std::size_t missing = 0;
    for (std::size_t i = 0; i < covered.size(); ++i) missing += (*depths)[i] >= 0 && covered[i] == 0 ? 1u : 0u;
    EXPECT_LE(missing, covered.size() / 3);
  });
}

TEST_P(EveryDialect, SurvivesDamage) {
  // One byte of the code or of the exception table is another: an error or a function, whatever it may say.
  std::mt19937 random(1);
  forEach([&](const CodeObject& code) {
    for (int round = 0; round < 40; ++round) {
      CodeObject damaged = code;
      std::string& bytes = round % 4 == 0 && !code.exceptionTable.empty() ? damaged.exceptionTable : damaged.code;
      bytes[random() % bytes.size()] = static_cast<char>(random() % 256);
      if (round % 10 == 0) damaged.code.resize(random() % damaged.code.size());
      damaged.isGenerator = damaged.isCoroutine = false;
      const auto function = buildGeneric(damaged);
      if (!function.ok()) {
        EXPECT_FALSE(function.error().message.empty());
      }
    }
  });
}

}  // namespace
}  // namespace pyrite::flow
