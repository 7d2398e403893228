// Writes IR as text. Values are numbered in order of definition, floats printed so that they read back to the bit.
#include "frontend/ir/text.hpp"
#include "frontend/ir/text_cursor.hpp"

namespace pyrite::ir {
namespace {

bool isPlainName(std::string_view name) {
  if (name.empty()) return false;
  for (char c : name)
    if (!std::isalnum(static_cast<unsigned char>(c)) && c != '_' && c != '.') return false;
  return true;
}

std::string functionName(std::string_view name) { return "@" + (isPlainName(name) ? std::string(name) : quotedText(name)); }
std::string blockName(std::string_view name) { return isPlainName(name) ? std::string(name) : quotedText(name); }

class Printer {
 public:
  Printer(const Module* module, std::string& out, Places places) : module_(module), places_(places), out_(out) {}

  void printFunction(const Function& function) {
    function_ = &function;
    number();
    out_ += "func " + functionName(function.name) + "(";
    const auto& parameters = function.blocks.empty() ? kNone : function.blocks[0].parameters;
    for (std::size_t i = 0; i < parameters.size(); ++i)
      out_ += (i > 0 ? ", " : "") + value(parameters[i]) + ": " + type(function[parameters[i]].type);
    out_ += ") -> " + type(function.result);
    printFunctionAttributes();
    out_ += " {\n";
    for (std::size_t i = 0; i < function.blocks.size(); ++i) printBlock(function.blocks[i], i == 0);
    out_ += "}\n";
  }

  void printOne(const Function& function, const Instruction& instruction) {
    function_ = &function;
    number();
    printInstruction(instruction);
  }

  void printSites() {
    for (std::size_t i = 0; i < module_->sites.size(); ++i) {
      const RaiseSite& site = module_->sites[i];
      out_ += "site " + std::to_string(i) + " = " + blockName(site.exception);
      if (site.cls.valid()) out_ += " #" + std::to_string(site.cls.index);
      out_ += "(";
      for (std::size_t j = 0; j < site.arguments.size(); ++j) out_ += (j > 0 ? ", " : "") + argument(site.arguments[j]);
      out_ += ")";
      if (site.payload != nullptr) out_ += " of " + type(site.payload);
      if (!site.function.empty()) out_ += " in " + quotedText(site.function);
      if (!site.file.empty()) out_ += " at " + quotedText(site.file);
      if (site.span != Span{}) out_ += " " + place(site.span);
      for (const CallFrame& caller : site.callers)
        out_ += " from " + quotedText(caller.function) + " at " + quotedText(caller.file) + " " + place(caller.span);
      out_ += "\n";
    }
  }

  void printData() {
    static const char kDigits[] = "0123456789abcdef";
    for (std::size_t i = 0; i < module_->data.size(); ++i) {
      const Data& data = module_->data[i];
      out_ += "data " + std::to_string(i) + " = " + type(data.type) + " [";
      for (std::size_t axis = 0; axis < data.shape.size(); ++axis)
        out_ += (axis > 0 ? ", " : "") + std::to_string(data.shape[axis]);
      out_ += "] \"";
      for (unsigned char byte : data.bytes) {
        out_ += kDigits[byte >> 4];
        out_ += kDigits[byte & 15];
      }
      out_ += "\"\n";
    }
  }

 private:
  static std::string type(Type type) { return type == nullptr ? "?" : types::toIrText(type); }
  std::string value(ValueId id) const { return id.valid() ? "%" + std::to_string(numbers_[id.index]) : "%?"; }

  static std::string place(const Span& span) {
    return "!" + std::to_string(span.line) + ":" + std::to_string(span.column) + "-" + std::to_string(span.endLine) + ":" +
           std::to_string(span.endColumn);
  }

  void number() {
    numbers_.assign(function_->values.size(), 0);
    std::uint32_t next = 0;
    for (const Block& block : function_->blocks) {
      for (ValueId parameter : block.parameters) numbers_[parameter.index] = next++;
      for (InstructionId id : block.instructions)
        if ((*function_)[id].result.valid()) numbers_[(*function_)[id].result.index] = next++;
    }
  }

  static std::string argument(const RaiseArgument& argument) {
    if (const auto* truth = std::get_if<bool>(&argument.value)) return *truth ? "true" : "false";
    if (const auto* integer = std::get_if<std::int64_t>(&argument.value)) return std::to_string(*integer);
    if (const auto* number = std::get_if<double>(&argument.value)) return realText(*number);
    if (const auto* text = std::get_if<std::string>(&argument.value)) return quotedText(*text);
    if (const auto* object = std::get_if<ObjectId>(&argument.value)) return "#" + std::to_string(object->index);
    if (std::holds_alternative<RunTimeValue>(argument.value)) return "value";
    if (const auto* formatted = std::get_if<FormattedText>(&argument.value)) {
      std::string text = "format(";
      for (const FormattedText::Piece& piece : formatted->pieces) {
        if (text.back() != '(') text += ", ";
        if (piece.isHole) text += "value " + std::to_string(piece.conversion) + " ";
        text += quotedText(piece.text);
      }
      return text + ")";
    }
    return "none";
  }

  void printFunctionAttributes() {
    const Function& function = *function_;
    if (!function.mayRaise) out_ += " noraise";
    if (function.generator != nullptr) out_ += " generator=" + types::toIrText(function.generator);
    if (!function.isInterruptible) out_ += " uninterruptible";
    if (function.isScalarKernel) out_ += " kernel";
    if (function.fastMath != 0) out_ += " fastmath=" + std::to_string(function.fastMath);
    if (function.inlining == Inline::Always) out_ += " inline";
    if (function.inlining == Inline::Never) out_ += " noinline";
    if (!function.pythonName.empty() || !function.file.empty())
      out_ += " python=" + quotedText(function.pythonName) + " file=" + quotedText(function.file) +
              " line=" + std::to_string(function.line);
    if (function.parameterNames.empty()) return;
    std::string names;
    for (const std::string& name : function.parameterNames) names += (names.empty() ? "" : ",") + name;
    out_ += " parameters=" + quotedText(names);
  }

  std::string edge(const Edge& edge) const {
    std::string text = blockName((*function_)[edge.target].name);
    if (edge.arguments.empty()) return text;
    text += "(";
    for (std::size_t i = 0; i < edge.arguments.size(); ++i) text += (i > 0 ? ", " : "") + value(edge.arguments[i]);
    return text + ")";
  }

  void printBlock(const Block& block, bool isEntry) {
    out_ += blockName(block.name);
    if (!isEntry && !block.parameters.empty()) {
      out_ += "(";
      for (std::size_t i = 0; i < block.parameters.size(); ++i)
        out_ += (i > 0 ? ", " : "") + value(block.parameters[i]) + ": " + type((*function_)[block.parameters[i]].type);
      out_ += ")";
    }
    out_ += ":";
    if (block.unwind.target.valid()) out_ += " unwind " + edge(block.unwind);
    out_ += "\n";
    for (InstructionId id : block.instructions) {
      const Instruction& instruction = (*function_)[id];
      out_ += "  ";
      printInstruction(instruction);
      if (places_ == Places::Printed && instruction.span != Span{}) out_ += " " + place(instruction.span);
      out_ += "\n";
    }
  }

  std::string attribute(const Instruction& instruction) const {
    const Attribute& attribute = instruction.attribute;
    if (const auto* truth = std::get_if<bool>(&attribute)) return *truth ? "true" : "false";
    if (const auto* integer = std::get_if<std::int64_t>(&attribute)) return std::to_string(*integer);
    if (const auto* number = std::get_if<double>(&attribute)) return realText(*number);
    if (const auto* complex = std::get_if<std::complex<double>>(&attribute))
      return "complex(" + realText(complex->real()) + ", " + realText(complex->imag()) + ")";
    if (const auto* text = std::get_if<std::string>(&attribute)) return quotedText(*text);
    if (const auto* function = std::get_if<FunctionId>(&attribute))
      return module_ != nullptr ? functionName((*module_)[*function].name) : "@" + std::to_string(function->index);
    if (const auto* data = std::get_if<DataId>(&attribute)) return "data:" + std::to_string(data->index);
    if (const auto* site = std::get_if<SiteId>(&attribute)) return "site:" + std::to_string(site->index);
    return "";
  }

  void printInstruction(const Instruction& instruction) {
    if (instruction.result.valid()) out_ += value(instruction.result) + " = ";
    out_ += info(instruction.op).text;
    if (instruction.result.valid() && instruction.type != nullptr) out_ += " " + type(instruction.type);
    const char* separator = " ";
    if (const std::string text = attribute(instruction); !text.empty()) {
      out_ += separator + text;
      separator = ", ";
    }
    for (ValueId operand : instruction.operands) {
      out_ += separator + value(operand);
      separator = ", ";
    }
    for (const Edge& successor : instruction.successors) {
      out_ += separator + edge(successor);
      separator = ", ";
    }
  }

  static inline const decltype(Block::parameters) kNone{};
  const Module* module_;
  const Places places_;
  const Function* function_ = nullptr;
  std::string& out_;
  std::vector<std::uint32_t> numbers_;
};

}  // namespace

std::string print(const Function& function, const Module* module, Places places) {
  std::string out;
  Printer(module, out, places).printFunction(function);
  return out;
}

std::string print(const Function& function, const Instruction& instruction, const Module* module) {
  std::string out;
  Printer(module, out, Places::Omitted).printOne(function, instruction);
  return out;
}

std::string print(const Module& module, Places places) {
  std::string out;
  Printer printer(&module, out, places);
  printer.printData();
  printer.printSites();
  for (const Function& function : module.functions) {
    if (!out.empty()) out += "\n";
    printer.printFunction(function);
  }
  return out;
}

}  // namespace pyrite::ir
