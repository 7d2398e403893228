// Which dialect an interpreter speaks.
#include <array>

#include "frontend/bytecode/dialect.hpp"

namespace pyrite::bytecode {

extern const Dialect kCPython310, kCPython311, kCPython312, kCPython313, kCPython314, kCPython315;
extern const Dialect kPyPy7311, kPyPy7319, kPyPy80;

std::span<const Dialect* const> allDialects() {
  static constexpr std::array<const Dialect*, 9> kAll{&kCPython310, &kCPython311, &kCPython312, &kCPython313, &kCPython314,
                                                      &kCPython315, &kPyPy7311,   &kPyPy7319,   &kPyPy80};
  return kAll;
}

const Dialect* findDialect(const Interpreter& interpreter) {
  if (interpreter.implementation == "cpython" && interpreter.major == 3) {
    switch (interpreter.minor) {
      case 10:
        return &kCPython310;
      case 11:
        return &kCPython311;
      case 12:
        return &kCPython312;
      case 13:
        return &kCPython313;
      case 14:
        return &kCPython314;
      case 15:
        return &kCPython315;
    }
    return nullptr;
  }
  if (interpreter.implementation != "pypy") return nullptr;
  // A PyPy release carries several language versions; the bytecode follows both.
  if (interpreter.major == 7 && interpreter.minor == 3) {
    if (interpreter.pythonMinor == 9) return &kPyPy7311;
    if (interpreter.pythonMinor == 11) return &kPyPy7319;
  }
  if (interpreter.major == 8 && interpreter.minor == 0 && interpreter.pythonMinor == 11) return &kPyPy80;
  return nullptr;
}

const char* opcodeName(const Interpreter& interpreter, int opcode) {
  const Dialect* dialect = findDialect(interpreter);
  const Row* row = dialect == nullptr ? nullptr : dialect->find(opcode);
  return row == nullptr ? "unknown" : row->name;
}

const char* dialectName(const Interpreter& interpreter) {
  const Dialect* dialect = findDialect(interpreter);
  return dialect == nullptr ? "an unknown interpreter" : dialect->name;
}

const char* meaningName(Meaning meaning) {
  switch (meaning) {
#define MEANING(Name, Text, Operand, Pops, Pushes) \
  case Meaning::Name:                              \
    return Text;
#include "frontend/bytecode/meanings.def"
#undef MEANING
  }
  return "";
}

OperandKind operandKind(Meaning meaning) {
  switch (meaning) {
#define MEANING(Name, Text, Operand, Pops, Pushes) \
  case Meaning::Name:                              \
    return OperandKind::Operand;
#include "frontend/bytecode/meanings.def"
#undef MEANING
  }
  return OperandKind::None;
}

}  // namespace pyrite::bytecode
