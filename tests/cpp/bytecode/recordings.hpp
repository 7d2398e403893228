// The recorded code objects of tests/bytecode, read once: what tests of every dialect stand on.
#pragma once

#include <string>
#include <vector>

#include "frontend/bytecode/recorded.hpp"

namespace pyrite::bytecode {

struct Recording {
  std::string dialect;  // the folder's name: "cpython-3.12"
  std::string file;     // "loops.pyb"
  std::vector<RecordedCode> codes;

  /// The code object of a function that no other holds.
  const CodeObject* find(const std::string& function) const;
};

/// All of them, by dialect and file; a recording that cannot be read ends the program with the reason.
const std::vector<Recording>& allRecordings();
/// Those of one dialect.
std::vector<const Recording*> recordingsOf(const std::string& dialect);
/// The nine folders of tests/bytecode/recorded, in order.
const std::vector<std::string>& recordedDialects();

/// "cpython-3.12 loops.pyb total", for messages.
std::string describe(const Recording& recording, const CodeObject& code);

std::string readFile(const std::string& path);

/// "cpython-3.12" as the name of a test: "cpython_3_12".
std::string testName(std::string dialect);

}  // namespace pyrite::bytecode
