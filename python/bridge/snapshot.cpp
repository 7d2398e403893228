// Reads code objects.
#include "python/bridge/snapshot.hpp"

#include <cstdlib>

namespace pyrite::bridge {

namespace {

using bytecode::CodeObject;
using bytecode::Constant;

enum CodeFlag : long { kVarArgs = 0x04, kVarKeywords = 0x08, kGenerator = 0x20, kCoroutine = 0x80, kAsyncGenerator = 0x200 };

Ref attribute(PyObject* object, const char* name) { return Ref::steal(PyObject_GetAttrString(object, name)); }

long integerAttribute(PyObject* object, const char* name) {
  const Ref value = attribute(object, name);
  return value ? PyLong_AsLong(value.get()) : -1;
}

std::string textAttribute(PyObject* object, const char* name) { return textOf(attribute(object, name).get()); }

std::string bytesOf(PyObject* object) {
  if (object == nullptr || !PyBytes_Check(object)) return {};
  return std::string(PyBytes_AS_STRING(object), static_cast<std::size_t>(PyBytes_GET_SIZE(object)));
}

std::vector<std::string> namesAttribute(PyObject* object, const char* name) {
  std::vector<std::string> names;
  const Ref tuple = attribute(object, name);
  if (!tuple || !PyTuple_Check(tuple.get())) return names;
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(tuple.get()); ++i) names.push_back(textOf(PyTuple_GET_ITEM(tuple.get(), i)));
  return names;
}

bytecode::IntConstant integerConstant(PyObject* object) {
  bytecode::IntConstant constant;
  int overflow = 0;
  constant.value = PyLong_AsLongLongAndOverflow(object, &overflow);
  if (overflow == 0) return constant;
  if (overflow > 0) {
    const unsigned long long value = PyLong_AsUnsignedLongLong(object);
    if (!PyErr_Occurred()) {
      constant.value = static_cast<std::int64_t>(value);
      constant.isUnsigned = true;
      return constant;
    }
    PyErr_Clear();
  }
  constant.value = 0;
  const Ref digits = Ref::steal(PyObject_Str(object));
  constant.digits = textOf(digits.get());
  return constant;
}

bool readConstant(PyObject* object, Constant& constant);

bool readItems(PyObject* iterable, std::vector<Constant>& items) {
  const Ref list = Ref::steal(PySequence_List(iterable));
  if (!list) return false;
  items.resize(static_cast<std::size_t>(PyList_GET_SIZE(list.get())));
  for (std::size_t i = 0; i < items.size(); ++i)
    if (!readConstant(PyList_GET_ITEM(list.get(), static_cast<Py_ssize_t>(i)), items[i])) return false;
  return true;
}

bool readConstant(PyObject* object, Constant& constant) {
  if (object == Py_None) {
    constant.value = bytecode::NoneConstant{};
  } else if (object == Py_Ellipsis) {
    constant.value = bytecode::EllipsisConstant{};
  } else if (PyBool_Check(object)) {
    constant.value = object == Py_True;
  } else if (PyLong_Check(object)) {
    constant.value = integerConstant(object);
  } else if (PyFloat_Check(object)) {
    constant.value = PyFloat_AsDouble(object);
  } else if (PyComplex_Check(object)) {
    constant.value = bytecode::ComplexConstant{PyComplex_RealAsDouble(object), PyComplex_ImagAsDouble(object)};
  } else if (PyUnicode_Check(object)) {
    constant.value = textOf(object);
  } else if (PyBytes_Check(object)) {
    constant.value = bytecode::BytesConstant{bytesOf(object)};
  } else if (PyTuple_Check(object) || PyAnySet_Check(object)) {
    bytecode::TupleConstant tuple;
    tuple.isFrozenSet = !PyTuple_Check(object);
    if (!readItems(object, tuple.items)) return false;
    constant.value = std::move(tuple);
  } else if (PySlice_Check(object)) {
    bytecode::SliceConstant slice;
    slice.items.resize(3);
    const char* const parts[] = {"start", "stop", "step"};
    for (std::size_t i = 0; i < 3; ++i) {
      const Ref part = attribute(object, parts[i]);
      if (!part || !readConstant(part.get(), slice.items[i])) return false;
    }
    constant.value = std::move(slice);
  } else {
    auto inner = snapshotCode(object);
    if (inner == nullptr) return false;
    constant.value = std::move(inner);
  }
  return true;
}

int intItem(PyObject* tuple, Py_ssize_t index) {
  PyObject* item = PyTuple_GET_ITEM(tuple, index);
  return item == Py_None ? -1 : static_cast<int>(PyLong_AsLong(item));
}

/// One span per code unit from co_positions: lines and columns.
bool spansFromPositions(PyObject* positions, std::vector<Span>& spans) {
  const Ref iterator = Ref::steal(PyObject_GetIter(positions));
  if (!iterator) return false;
  std::size_t unit = 0;
  while (const Ref row = Ref::steal(PyIter_Next(iterator.get()))) {
    if (unit >= spans.size()) break;
    if (!PyTuple_Check(row.get()) || PyTuple_GET_SIZE(row.get()) != 4) continue;
    Span& span = spans[unit++];
    const int line = intItem(row.get(), 0), endLine = intItem(row.get(), 1);
    span.line = line < 0 ? 0 : line;
    span.endLine = endLine < 0 ? span.line : endLine;
    span.column = intItem(row.get(), 2);
    span.endColumn = intItem(row.get(), 3);
  }
  return !PyErr_Occurred();
}

/// Lines alone, from co_lines: (start, end, line) in bytes.
bool spansFromLines(PyObject* lines, std::vector<Span>& spans) {
  const Ref iterator = Ref::steal(PyObject_GetIter(lines));
  if (!iterator) return false;
  while (const Ref row = Ref::steal(PyIter_Next(iterator.get()))) {
    if (!PyTuple_Check(row.get()) || PyTuple_GET_SIZE(row.get()) != 3) continue;
    const int start = intItem(row.get(), 0), end = intItem(row.get(), 1), line = intItem(row.get(), 2);
    for (int at = start; at < end && static_cast<std::size_t>(at / 2) < spans.size(); at += 2)
      if (line >= 0) spans[static_cast<std::size_t>(at / 2)].line = spans[static_cast<std::size_t>(at / 2)].endLine = line;
  }
  return !PyErr_Occurred();
}

/// Lines alone, from co_lnotab (PyPy 3.9): pairs of a byte increment and a signed line increment.
void spansFromLineTable(const std::string& table, std::int32_t firstLine, std::vector<Span>& spans) {
  std::int32_t line = firstLine;
  std::size_t at = 0;
  const auto fill = [&](std::size_t end) {
    for (; at < end && at / 2 < spans.size(); at += 2) spans[at / 2].line = spans[at / 2].endLine = line;
  };
  std::size_t end = 0;
  for (std::size_t i = 0; i + 1 < table.size(); i += 2) {
    end += static_cast<unsigned char>(table[i]);
    fill(end);
    line += static_cast<signed char>(table[i + 1]);
  }
  fill(spans.size() * 2);
}

bool readSpans(PyObject* code, CodeObject& out) {
  out.spans.assign(out.code.size() / 2, Span{});
  if (const Ref method = attributeOrNull(code, "co_positions")) {
    const Ref positions = Ref::steal(PyObject_CallNoArgs(method.get()));
    return positions && spansFromPositions(positions.get(), out.spans);
  }
  if (const Ref method = attributeOrNull(code, "co_lines")) {
    const Ref lines = Ref::steal(PyObject_CallNoArgs(method.get()));
    return lines && spansFromLines(lines.get(), out.spans);
  }
  spansFromLineTable(bytesOf(attributeOrNull(code, "co_lnotab").get()), out.firstLine, out.spans);
  return true;
}

bytecode::Interpreter readInterpreter() {
  bytecode::Interpreter result;
  const Ref implementation = Ref::share(PySys_GetObject("implementation"));
  result.implementation = textAttribute(implementation.get(), "name");
  const Ref version = attribute(implementation.get(), "version");
  result.major = static_cast<int>(integerAttribute(version.get(), "major"));
  result.minor = static_cast<int>(integerAttribute(version.get(), "minor"));
  result.micro = static_cast<int>(integerAttribute(version.get(), "micro"));
  const Ref language = Ref::share(PySys_GetObject("version_info"));
  result.pythonMajor = static_cast<int>(integerAttribute(language.get(), "major"));
  result.pythonMinor = static_cast<int>(integerAttribute(language.get(), "minor"));
  return result;
}

}  // namespace

const bytecode::Interpreter& runningInterpreter() {
  static const bytecode::Interpreter interpreter = readInterpreter();
  return interpreter;
}

std::shared_ptr<const CodeObject> snapshotCode(PyObject* code) {
  auto result = std::make_shared<CodeObject>();
  CodeObject& out = *result;
  const long flags = integerAttribute(code, "co_flags");
  if (PyErr_Occurred()) return nullptr;
  out.interpreter = runningInterpreter();
  out.name = textAttribute(code, "co_name");
  const Ref qualified = attributeOrNull(code, "co_qualname");
  out.qualname = qualified ? textOf(qualified.get()) : out.name;
  out.file = textAttribute(code, "co_filename");
  out.firstLine = static_cast<std::int32_t>(integerAttribute(code, "co_firstlineno"));
  out.argumentCount = static_cast<std::int32_t>(integerAttribute(code, "co_argcount"));
  out.positionalOnlyCount = static_cast<std::int32_t>(integerAttribute(code, "co_posonlyargcount"));
  out.keywordOnlyCount = static_cast<std::int32_t>(integerAttribute(code, "co_kwonlyargcount"));
  out.stackSize = static_cast<std::int32_t>(integerAttribute(code, "co_stacksize"));
  out.hasVarArgs = (flags & kVarArgs) != 0;
  out.hasVarKeywords = (flags & kVarKeywords) != 0;
  out.isGenerator = (flags & (kGenerator | kAsyncGenerator)) != 0;
  out.isCoroutine = (flags & (kCoroutine | kAsyncGenerator)) != 0;
  out.code = bytesOf(attribute(code, "co_code").get());
  out.exceptionTable = bytesOf(attributeOrNull(code, "co_exceptiontable").get());
  out.names = namesAttribute(code, "co_names");
  out.variables = namesAttribute(code, "co_varnames");
  out.cellVariables = namesAttribute(code, "co_cellvars");
  out.freeVariables = namesAttribute(code, "co_freevars");
  const Ref constants = attribute(code, "co_consts");
  if (PyErr_Occurred() || !constants || !readItems(constants.get(), out.constants) || !readSpans(code, out)) return nullptr;
  return result;
}

}  // namespace pyrite::bridge
