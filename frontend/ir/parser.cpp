// Reads the text form of the IR. Names may be used before they are defined: operands and edges first hold numbers of names,
// which become ids when the function ends; calls are bound to functions when the module ends.
#include <unordered_map>

#include "frontend/ir/text.hpp"
#include "frontend/ir/text_cursor.hpp"

namespace pyrite::ir {
namespace {

const std::unordered_map<std::string_view, Op>& opsByText() {
  static const auto* table = new std::unordered_map<std::string_view, Op>{
#define OP(Name, Text, ShapeOf, Rule, EffectsOf) {Text, Op::Name},
#include "frontend/ir/ops.def"
#undef OP
  };
  return *table;
}

/// Numbers names in order of appearance and remembers what each one came to mean.
template <class Target>
class Names {
 public:
  Target mention(const std::string& name, Span place) {
    const auto [it, isNew] = numbers_.try_emplace(name, static_cast<std::uint32_t>(entries_.size()));
    if (isNew) entries_.push_back({name, place, Target()});
    return Target(it->second);
  }
  bool define(const std::string& name, Target meaning, Span place) {
    Entry& entry = entries_[mention(name, place).index];
    if (entry.meaning.valid()) return false;
    entry.meaning = meaning;
    return true;
  }
  struct Entry {
    std::string name;
    Span firstPlace;
    Target meaning;
  };
  const std::vector<Entry>& entries() const { return entries_; }
  void resolve(Target& reference) const { reference = entries_[reference.index].meaning; }

 private:
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<Entry> entries_;
};

class Parser {
 public:
  Parser(std::string_view text, Spans spans) : at_(text), spans_(spans) {}

  Result<Module> run() {
    while (!at_.atEnd()) {
      if (at_.accept("func")) {
        PYRITE_TRY_STATUS(parseFunction());
      } else if (at_.accept("site")) {
        PYRITE_TRY_STATUS(parseSite());
      } else if (at_.accept("data")) {
        PYRITE_TRY_STATUS(parseData());
      } else {
        return at_.fail("expected func, site or data");
      }
    }
    PYRITE_TRY_STATUS(bindCalls());
    return std::move(module_);
  }

 private:
  Status expect(std::string_view token) {
    if (at_.accept(token)) return success();
    return at_.fail("expected '" + std::string(token) + "'");
  }

  Result<std::int64_t> integer(const char* what) {
    const auto value = at_.integer();
    if (!value) return at_.fail(std::string("expected ") + what);
    return *value;
  }

  Result<Type> type() {
    if (at_.accept("?")) return Type(nullptr);
    const auto found = at_.type();
    if (!found) return at_.fail("expected a type");
    return *found;
  }

  Result<std::string> quoted(const char* what) {
    auto text = at_.string();
    if (!text) return at_.fail(std::string("expected ") + what + " in quotes");
    return std::move(*text);
  }

  /// The rest of "!line:column-endLine:endColumn".
  Result<Span> place() {
    Span span;
    PYRITE_TRY(const std::int64_t line, integer("a line"));
    PYRITE_TRY_STATUS(expect(":"));
    PYRITE_TRY(const std::int64_t column, integer("a column"));
    PYRITE_TRY_STATUS(expect("-"));
    PYRITE_TRY(const std::int64_t endLine, integer("a line"));
    PYRITE_TRY_STATUS(expect(":"));
    PYRITE_TRY(const std::int64_t endColumn, integer("a column"));
    span.line = static_cast<std::int32_t>(line);
    span.column = static_cast<std::int32_t>(column);
    span.endLine = static_cast<std::int32_t>(endLine);
    span.endColumn = static_cast<std::int32_t>(endColumn);
    return span;
  }

  // -- sites and data ----------------------------------------------------------------------------------------------------

  Status expectNumber(std::size_t next) {
    PYRITE_TRY(const std::int64_t number, integer("a number"));
    if (number != static_cast<std::int64_t>(next))
      return at_.fail("expected number " + std::to_string(next) + ": they count from 0");
    return expect("=");
  }

  Result<RaiseArgument> argument() {
    RaiseArgument result;
    if (at_.accept("none")) return result;
    if (at_.accept("true")) {
      result.value = true;
    } else if (at_.accept("false")) {
      result.value = false;
    } else if (at_.accept("value")) {
      result.value = RunTimeValue{};
    } else if (at_.accept("format")) {
      PYRITE_TRY(result.value, formattedText());
    } else if (at_.accept("#")) {
      PYRITE_TRY(const std::int64_t object, integer("an object's number"));
      result.value = ObjectId(static_cast<std::size_t>(object));
    } else if (auto text = at_.string()) {
      result.value = std::move(*text);
    } else if (const auto number = at_.number()) {
      if (number->isFloat)
        result.value = number->real;
      else
        result.value = number->integer;
    } else {
      return at_.fail("expected an argument of the exception");
    }
    return result;
  }

  /// The rest of format("text", value conversion "specification", ...).
  Result<FormattedText> formattedText() {
    FormattedText result;
    PYRITE_TRY_STATUS(expect("("));
    if (at_.accept(")")) return result;
    do {
      FormattedText::Piece& piece = result.pieces.emplace_back();
      if (at_.accept("value")) {
        piece.isHole = true;
        PYRITE_TRY(const std::int64_t conversion, integer("a conversion"));
        piece.conversion = static_cast<std::int32_t>(conversion);
      }
      PYRITE_TRY(piece.text, quoted("a text"));
    } while (at_.accept(","));
    PYRITE_TRY_STATUS(expect(")"));
    return result;
  }

  Status parseSite() {
    PYRITE_TRY_STATUS(expectNumber(module_.sites.size()));
    RaiseSite site;
    auto exception = at_.name();
    if (!exception) return at_.fail("expected the exception's class");
    site.exception = std::move(*exception);
    if (at_.accept("#")) {
      PYRITE_TRY(const std::int64_t object, integer("an object's number"));
      site.cls = ObjectId(static_cast<std::size_t>(object));
    }
    PYRITE_TRY_STATUS(expect("("));
    if (!at_.accept(")")) {
      do {
        PYRITE_TRY(RaiseArgument value, argument());
        site.arguments.push_back(std::move(value));
      } while (at_.accept(","));
      PYRITE_TRY_STATUS(expect(")"));
    }
    if (at_.accept("of")) {
      PYRITE_TRY(site.payload, type());
    }
    if (at_.accept("in")) {
      PYRITE_TRY(site.function, quoted("a function"));
    }
    if (at_.accept("at")) {
      PYRITE_TRY(site.file, quoted("a file"));
    }
    if (at_.accept("!")) {
      PYRITE_TRY(site.span, place());
    }
    while (at_.accept("from")) {
      CallFrame& caller = site.callers.emplace_back();
      PYRITE_TRY(caller.function, quoted("a function"));
      PYRITE_TRY_STATUS(expect("at"));
      PYRITE_TRY(caller.file, quoted("a file"));
      PYRITE_TRY_STATUS(expect("!"));
      PYRITE_TRY(caller.span, place());
    }
    module_.sites.push_back(std::move(site));
    return success();
  }

  Status parseData() {
    PYRITE_TRY_STATUS(expectNumber(module_.data.size()));
    Data data;
    PYRITE_TRY(data.type, type());
    PYRITE_TRY_STATUS(expect("["));
    if (!at_.accept("]")) {
      do {
        PYRITE_TRY(const std::int64_t extent, integer("a length"));
        data.shape.push_back(extent);
      } while (at_.accept(","));
      PYRITE_TRY_STATUS(expect("]"));
    }
    PYRITE_TRY(const std::string digits, quoted("bytes"));
    for (std::size_t i = 0; i < digits.size(); i += 2) {
      const auto value = [](char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1; };
      const int high = value(digits[i]), low = i + 1 < digits.size() ? value(digits[i + 1]) : -1;
      if (high < 0 || low < 0) return at_.fail("expected pairs of hexadecimal digits before this");
      data.bytes += static_cast<char>(high * 16 + low);
    }
    module_.data.push_back(std::move(data));
    return success();
  }

  // -- functions ---------------------------------------------------------------------------------------------------------

  Status parseFunction() {
    function_ = Function();
    values_ = {};
    blocks_ = {};
    PYRITE_TRY_STATUS(expect("@"));
    auto name = at_.name();
    if (!name) return at_.fail("expected the function's name");
    function_.name = std::move(*name);
    Block entry;
    PYRITE_TRY_STATUS(expect("("));
    if (!at_.accept(")")) PYRITE_TRY_STATUS(parseParameters(entry, BlockId(0)));
    function_.result = types::noneType();
    if (at_.accept("->")) {
      PYRITE_TRY(function_.result, type());
    }
    PYRITE_TRY_STATUS(parseFunctionAttributes());
    PYRITE_TRY_STATUS(expect("{"));
    while (!at_.accept("}")) PYRITE_TRY_STATUS(parseBlock(entry));
    PYRITE_TRY_STATUS(resolveNames());
    module_.functions.push_back(std::move(function_));
    return success();
  }

  Status parseFunctionAttributes() {
    while (at_.peek() != '{') {
      if (at_.accept("noraise")) {
        function_.mayRaise = false;
      } else if (at_.accept("generator")) {
        PYRITE_TRY_STATUS(expect("="));
        PYRITE_TRY(function_.generator, type());
      } else if (at_.accept("uninterruptible")) {
        function_.isInterruptible = false;
      } else if (at_.accept("kernel")) {
        function_.isScalarKernel = true;
      } else if (at_.accept("inline")) {
        function_.inlining = Inline::Always;
      } else if (at_.accept("noinline")) {
        function_.inlining = Inline::Never;
      } else if (at_.accept("fastmath")) {
        PYRITE_TRY_STATUS(expect("="));
        PYRITE_TRY(const std::int64_t flags, integer("flags"));
        function_.fastMath = static_cast<std::uint8_t>(flags);
      } else if (at_.accept("python")) {
        PYRITE_TRY_STATUS(expect("="));
        PYRITE_TRY(function_.pythonName, quoted("a name"));
      } else if (at_.accept("file")) {
        PYRITE_TRY_STATUS(expect("="));
        PYRITE_TRY(function_.file, quoted("a file"));
      } else if (at_.accept("line")) {
        PYRITE_TRY_STATUS(expect("="));
        PYRITE_TRY(const std::int64_t line, integer("a line"));
        function_.line = static_cast<std::int32_t>(line);
      } else if (at_.accept("parameters")) {
        PYRITE_TRY_STATUS(expect("="));
        PYRITE_TRY(const std::string names, quoted("names"));
        for (std::size_t begin = 0; begin <= names.size();) {
          const std::size_t end = std::min(names.find(',', begin), names.size());
          function_.parameterNames.push_back(names.substr(begin, end - begin));
          begin = end + 1;
        }
      } else {
        return at_.fail("expected an attribute of the function or '{'");
      }
    }
    return success();
  }

  /// "%a: i64, %b: f64)"
  Status parseParameters(Block& block, BlockId id) {
    do {
      PYRITE_TRY(const std::string name, valueName());
      PYRITE_TRY_STATUS(expect(":"));
      Value value;
      PYRITE_TRY(value.type, type());
      value.block = id;
      value.parameterIndex = static_cast<std::uint32_t>(block.parameters.size());
      PYRITE_TRY(const ValueId result, define(name, value));
      block.parameters.push_back(result);
    } while (at_.accept(","));
    return expect(")");
  }

  Result<std::string> valueName() {
    if (!at_.accept("%")) return at_.fail("expected a value");
    const std::string_view name = at_.word();
    if (name.empty()) return at_.fail("expected a value's name");
    return std::string(name);
  }

  Result<ValueId> define(const std::string& name, const Value& value) {
    const ValueId id(function_.values.size());
    if (!values_.define(name, id, at_.place())) return at_.fail("%" + name + " is defined twice, the second time before this");
    function_.values.push_back(value);
    return id;
  }

  Status parseBlock(Block& entry) {
    const BlockId id(function_.blocks.size());
    Block block;
    if (id.index == 0) block.parameters = std::move(entry.parameters);
    auto name = at_.name();
    if (!name) return at_.fail("expected a block or '}'");
    if (!blocks_.define(*name, id, at_.place()))
      return at_.fail("block " + *name + " is defined twice, the second time before this");
    block.name = std::move(*name);
    if (at_.accept("(")) PYRITE_TRY_STATUS(parseParameters(block, id));
    PYRITE_TRY_STATUS(expect(":"));
    if (at_.accept("unwind")) {
      PYRITE_TRY(block.unwind, edge());
    }
    function_.blocks.push_back(std::move(block));
    while (at_.peek() != '}' && !isLabel()) PYRITE_TRY_STATUS(parseInstruction(id));
    return success();
  }

  /// Whether "name:" or "name(%x: …):" comes, not an instruction.
  bool isLabel() {
    if (at_.peek() == '"') return true;
    const auto start = at_.mark();
    const bool isNamed = !at_.word().empty();
    const bool result = isNamed && (at_.peek() == ':' || at_.peek() == '(');
    at_.reset(start);
    return result;
  }

  Result<Edge> edge() {
    Edge edge;
    const Span place = at_.place();
    const auto name = at_.name();
    if (!name) return at_.fail("expected a block");
    edge.target = blocks_.mention(*name, place);
    // "jump a" may be followed by the label "b(%x: i64):", but a label's own name never stands before '(' of an edge.
    if (!at_.accept("(")) return edge;
    do {
      PYRITE_TRY(const ValueId argument, operand());
      edge.arguments.push_back(argument);
    } while (at_.accept(","));
    PYRITE_TRY_STATUS(expect(")"));
    return edge;
  }

  Result<ValueId> operand() {
    const Span place = at_.place();
    PYRITE_TRY(const std::string name, valueName());
    return values_.mention(name, place);
  }

  /// Whether an operand comes, and not the result of the next instruction.
  bool isOperand() {
    if (at_.peek() != '%') return false;
    const auto start = at_.mark();
    at_.accept("%");
    at_.word();
    const bool result = at_.peek() != '=';
    at_.reset(start);
    return result;
  }

  Status parseInstruction(BlockId block) {
    Instruction instruction;
    const Span place = at_.place();
    std::string result;
    if (at_.peek() == '%') {
      PYRITE_TRY(result, valueName());
      PYRITE_TRY_STATUS(expect("="));
    }
    const auto mark = at_.mark();
    const auto known = opsByText().find(at_.word());
    if (known == opsByText().end()) {
      at_.reset(mark);
      return at_.fail("expected an operation");
    }
    instruction.op = known->second;
    PYRITE_TRY_STATUS(parseResultType(instruction, !result.empty()));
    const bool hasEdges = instruction.op == Op::Jump || instruction.op == Op::Branch;
    if (!hasEdges) PYRITE_TRY_STATUS(parseAttribute(instruction.attribute));
    bool goesOn = instruction.attribute.index() == 0 ? isOperand() : at_.accept(",");
    while (goesOn && at_.peek() == '%') {
      PYRITE_TRY(const ValueId value, operand());
      instruction.operands.push_back(value);
      goesOn = at_.accept(",");
    }
    if (hasEdges && instruction.operands.empty()) goesOn = true;
    if (goesOn && !hasEdges) return at_.fail("expected an operand");
    while (goesOn) {
      PYRITE_TRY(Edge successor, edge());
      instruction.successors.push_back(std::move(successor));
      goesOn = at_.accept(",");
    }
    if (at_.accept("!")) {
      PYRITE_TRY(instruction.span, this->place());
    }
    if (spans_ == Spans::OfTheText) instruction.span = place;
    return append(block, std::move(instruction), result);
  }

  Status append(BlockId block, Instruction instruction, const std::string& result) {
    const InstructionId id(function_.instructions.size());
    if (!result.empty()) {
      Value value;
      value.type = instruction.type;
      value.block = block;
      value.instruction = id;
      PYRITE_TRY(instruction.result, define(result, value));
    }
    function_.instructions.push_back(std::move(instruction));
    function_[block].instructions.push_back(id);
    return success();
  }

  Status parseResultType(Instruction& instruction, bool hasResult) {
    instruction.type = hasResult ? nullptr : types::voidType();
    if (!hasResult) return success();
    static constexpr std::string_view kValues[] = {"true", "false", "nan", "inf", "complex", "site", "data"};
    const std::string_view next = at_.peekWord();
    for (std::string_view value : kValues)
      if (next == value) return success();
    if (next.empty() || (next[0] >= '0' && next[0] <= '9') || isLabel()) return success();
    if (const auto found = at_.type()) {
      instruction.type = *found;
      return success();
    }
    // At the generic level results have no type, and the next word may be the next operation.
    if (info(instruction.op).rule == TypeRule::Generic) return success();
    return at_.fail("expected a type");
  }

  Status parseAttribute(Attribute& attribute) {
    const char next = at_.peek();
    if (next == '"' && !isQuotedLabel()) {
      PYRITE_TRY(attribute, quoted("a text"));
    } else if (next == '@') {
      at_.accept("@");
      auto name = at_.name();
      if (!name) return at_.fail("expected a function's name");
      const auto [it, isNew] = callees_.try_emplace(*name, static_cast<std::uint32_t>(calleeNames_.size()));
      if (isNew) calleeNames_.push_back({*name, at_.place()});
      attribute = FunctionId(it->second);
    } else if (next == '-' || (next >= '0' && next <= '9')) {
      const auto number = at_.number();
      if (!number) return at_.fail("expected a number");
      if (number->isFloat)
        attribute = number->real;
      else
        attribute = number->integer;
    } else {
      return parseWordAttribute(attribute);
    }
    return success();
  }

  bool isQuotedLabel() {
    const auto start = at_.mark();
    const bool result = at_.string().has_value() && (at_.peek() == ':' || at_.peek() == '(');
    at_.reset(start);
    return result;
  }

  Status parseWordAttribute(Attribute& attribute) {
    const std::string_view next = at_.peekWord();
    const auto start = at_.mark();
    auto numbered = [&](std::string_view word) -> std::optional<std::size_t> {
      if (next != word) return std::nullopt;
      at_.word();
      if (at_.accept(":"))
        if (const auto number = at_.integer()) return static_cast<std::size_t>(*number);
      at_.reset(start);
      return std::nullopt;
    };
    if (next == "true" || next == "false") {
      at_.word();
      attribute = next == "true";
      // A block may be called "true": then what came is its label.
      if (at_.peek() == ':') at_.reset(start), attribute = std::monostate();
    } else if (next == "inf" || next == "nan") {
      attribute = at_.number()->real;
    } else if (next == "complex") {
      at_.word();
      PYRITE_TRY_STATUS(expect("("));
      const auto real = at_.number();
      if (!real) return at_.fail("expected a number");
      PYRITE_TRY_STATUS(expect(","));
      const auto imaginary = at_.number();
      if (!imaginary) return at_.fail("expected a number");
      PYRITE_TRY_STATUS(expect(")"));
      attribute = std::complex<double>(real->real, imaginary->real);
    } else if (const auto site = numbered("site")) {
      attribute = SiteId(*site);
    } else if (const auto data = numbered("data")) {
      attribute = DataId(*data);
    }
    return success();
  }

  // -- names -------------------------------------------------------------------------------------------------------------

  Diagnostic undefined(const std::string& what, Span place) {
    Diagnostic diagnostic;
    diagnostic.kind = DiagnosticKind::Text;
    diagnostic.span = place;
    diagnostic.message = "IR text, line " + std::to_string(place.line) + ": " + what + " is not defined";
    return diagnostic;
  }

  Status resolveNames() {
    for (const auto& entry : values_.entries())
      if (!entry.meaning.valid()) return undefined("%" + entry.name, entry.firstPlace);
    for (const auto& entry : blocks_.entries())
      if (!entry.meaning.valid()) return undefined("block " + entry.name, entry.firstPlace);
    auto resolveEdge = [&](Edge& edge) {
      blocks_.resolve(edge.target);
      for (ValueId& argument : edge.arguments) values_.resolve(argument);
    };
    for (Block& block : function_.blocks)
      if (block.unwind.target.valid()) resolveEdge(block.unwind);
    for (Instruction& instruction : function_.instructions) {
      for (ValueId& value : instruction.operands) values_.resolve(value);
      for (Edge& successor : instruction.successors) resolveEdge(successor);
    }
    return success();
  }

  Status bindCalls() {
    std::unordered_map<std::string_view, FunctionId> byName;
    for (std::size_t i = 0; i < module_.functions.size(); ++i)
      if (!byName.try_emplace(module_.functions[i].name, FunctionId(i)).second)
        return at_.fail("function " + module_.functions[i].name + " is defined twice");
    std::vector<FunctionId> callees;
    for (const auto& [name, place] : calleeNames_) {
      const auto found = byName.find(name);
      if (found == byName.end()) return undefined("function @" + name, place);
      callees.push_back(found->second);
    }
    for (Function& function : module_.functions)
      for (Instruction& instruction : function.instructions)
        if (auto* callee = std::get_if<FunctionId>(&instruction.attribute)) *callee = callees[callee->index];
    return success();
  }

  TextCursor at_;
  Spans spans_;
  Module module_;
  Function function_;
  Names<ValueId> values_;
  Names<BlockId> blocks_;
  std::unordered_map<std::string, std::uint32_t> callees_;
  std::vector<std::pair<std::string, Span>> calleeNames_;
};

}  // namespace

Result<Module> parse(std::string_view text, Spans spans) { return Parser(text, spans).run(); }

}  // namespace pyrite::ir
