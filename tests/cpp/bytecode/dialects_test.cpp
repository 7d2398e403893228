// Every dialect against what its interpreter recorded: the numbers of its opcodes, and what it compiles the corpus to.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

#include "frontend/bytecode/dialect.hpp"
#include "tests/cpp/bytecode/recordings.hpp"

namespace pyrite::bytecode {
namespace {

class EveryDialect : public testing::TestWithParam<std::string> {
 protected:
  const std::vector<const Recording*> recordings = recordingsOf(GetParam());
  const Dialect& dialect = *findDialect(recordings.at(0)->codes.at(0).code->interpreter);

  /// Calls with every code object of the dialect.
  template <class Function>
  void forEach(Function&& function) const {
    for (const Recording* recording : recordings) {
      for (const RecordedCode& recorded : recording->codes) {
        SCOPED_TRACE(describe(*recording, *recorded.code));
        function(*recorded.code, recorded.opcodes);
      }
    }
  }
};

INSTANTIATE_TEST_SUITE_P(Recorded, EveryDialect, testing::ValuesIn(recordedDialects()),
                         [](const auto& info) { return testName(info.param); });

TEST(Recordings, CoverEveryDialect) {
  std::set<const Dialect*> recorded;
  for (const Recording& recording : allRecordings()) recorded.insert(findDialect(recording.codes.at(0).code->interpreter));
  EXPECT_THAT(recorded, testing::UnorderedElementsAreArray(allDialects()));
}

TEST_P(EveryDialect, HasTheNumbersOfItsInterpreter) {
  // What only the interpreter itself puts into running code.
  const std::set<std::string> internal{"ENTER_EXECUTOR", "INTERPRETER_EXIT", "RESERVED", "TRACE_RECORD"};
  constexpr int kPseudo = 256;
  std::map<int, std::string> expected;
  std::istringstream lines(readFile(PYRITE_TESTS_DIR "/bytecode/recorded/" + GetParam() + "/opcodes.txt"));
  std::string name;
  for (int number = 0; lines >> number >> name;)
    if (number < kPseudo && !internal.contains(name) && !name.starts_with("INSTRUMENTED_")) expected[number] = name;
  std::map<int, std::string> rows;
  for (const Row& row : dialect.rows) rows[row.number] = row.name;
  EXPECT_EQ(rows, expected);
}

TEST_P(EveryDialect, NamesEveryInstructionAsItsInterpreterDoes) {
  forEach([&](const CodeObject& code, const std::vector<std::string>& opcodes) {
    for (std::size_t unit = 0; unit < opcodes.size(); ++unit) {
      if (opcodes[unit].empty()) continue;
      const int number = static_cast<unsigned char>(code.code[2 * unit]);
      EXPECT_EQ(opcodeName(code.interpreter, number), opcodes[unit]) << "at " << 2 * unit;
    }
  });
}

TEST_P(EveryDialect, ExercisesEveryOpcodeOrSaysWhyNot) {
  std::set<std::string> seen{"CACHE"};  // inline caches are recorded as a count
  for (const Recording* recording : recordings)
    for (const RecordedCode& recorded : recording->codes) seen.insert(recorded.opcodes.begin(), recorded.opcodes.end());
  std::set<std::string> missing, excused;
  for (const Row& row : dialect.rows)
    if (!seen.contains(row.name)) missing.insert(row.name);
  std::istringstream lines(readFile(PYRITE_TESTS_DIR "/bytecode/not_recorded.txt"));
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string of, opcode, reason;
    if (words >> of >> opcode >> reason && of == GetParam()) excused.insert(opcode);
  }
  EXPECT_EQ(missing, excused);
}

TEST_P(EveryDialect, DecodesEveryFunction) {
  forEach([](const CodeObject& code, const std::vector<std::string>& opcodes) {
    const auto decoded = decode(code);
    ASSERT_TRUE(decoded.ok()) << decoded.error().message;
    EXPECT_FALSE(decoded->instructions.empty());
    std::int32_t last = 0;
    for (const Instruction& instruction : decoded->instructions) {
      EXPECT_GE(instruction.offset, last);
      last = instruction.offset;
      EXPECT_EQ(opcodeName(code.interpreter, instruction.opcode), opcodes[static_cast<std::size_t>(last) / 2]);
      EXPECT_EQ(instruction.span, code.spans[static_cast<std::size_t>(last) / 2]);
    }
  });
}

TEST_P(EveryDialect, HasOneDepthOfTheStackAtEveryInstruction) {
  std::size_t reached = 0, all = 0;
  forEach([&](const CodeObject& code, const auto&) {
    const auto decoded = decode(code);
    ASSERT_TRUE(decoded.ok());
    const auto depths = stackDepths(code, *decoded);
    ASSERT_TRUE(depths.ok()) << depths.error().message << '\n' << print(code, *decoded);
    // Above what the interpreter counts: the NULL that an iterator or a call takes here.
    EXPECT_LE(std::ranges::max(*depths), code.stackSize + 1);
    all += depths->size();
    reached += static_cast<std::size_t>(std::ranges::count_if(*depths, [](std::int32_t depth) { return depth >= 0; }));
  });
  EXPECT_GT(10 * reached, 9 * all) << "most instructions lie on a way that is known";
}

TEST_P(EveryDialect, RecordsALineForAlmostEveryInstruction) {
  std::size_t known = 0, all = 0;
  forEach([&](const CodeObject& code, const auto&) {
    all += code.spans.size();
    known += static_cast<std::size_t>(std::ranges::count_if(code.spans, [](const Span& span) { return span.line > 0; }));
  });
  EXPECT_GT(10 * known, 9 * all);
}

TEST_P(EveryDialect, PrintsEveryDecodedFunction) {
  forEach([](const CodeObject& code, const auto&) {
    const auto decoded = decode(code);
    ASSERT_TRUE(decoded.ok());
    const std::string text = print(code, *decoded);
    EXPECT_EQ(static_cast<std::size_t>(std::ranges::count(text, '\n')),
              decoded->instructions.size() + decoded->exceptionTable.size());
  });
}

}  // namespace
}  // namespace pyrite::bytecode
