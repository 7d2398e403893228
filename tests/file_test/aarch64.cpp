// Run lines on AArch64: one object for each function, linked with a generated driver, run once by qemu-aarch64.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <utility>

#include "cpu/cpu.hpp"
#include "tests/file_test/execute.hpp"
#include "tests/file_test/frames.hpp"

namespace pyrite::file_test {

#ifndef PYRITE_AARCH64_CXX

std::string whyNoAArch64() { return "aarch64-linux-gnu-g++ or qemu-aarch64 is not installed"; }

Result<std::vector<Observed>> runAArch64(const TestFile&) {
  Diagnostic diagnostic;
  diagnostic.kind = DiagnosticKind::Text;
  diagnostic.message = whyNoAArch64();
  return diagnostic;
}

#else

namespace {

Diagnostic wrong(std::string what) {
  Diagnostic diagnostic;
  diagnostic.kind = DiagnosticKind::Text;
  diagnostic.message = std::move(what);
  return diagnostic;
}

/// A folder that goes with everything in it.
struct TemporaryFolder {
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "pyrite-aarch64-XXXXXX").string();
    if (mkdtemp(name.data()) != nullptr) path = name;
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    if (!path.empty()) std::filesystem::remove_all(path, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  std::filesystem::path path;
};

std::string bytesInC(const std::string& bytes) {
  std::string text = "{";
  for (unsigned char byte : bytes) text += std::to_string(byte) + ",";
  return text + "0}";
}

constexpr const char* kDriverHead = R"(#include <stdint.h>
#include <stdio.h>
#include <string.h>
static void dump(const unsigned char* bytes, int64_t count) {
  for (int64_t i = 0; i < count; ++i) printf("%02x", bytes[i]);
}
static int64_t integer(const unsigned char* at) { int64_t value; memcpy(&value, at, 8); return value; }
/* The elements of an array in C order. */
static void dump_array(const unsigned char* data, const unsigned char* shape, const unsigned char* strides, int ndim, int size) {
  if (ndim == 0) { dump(data, size); return; }
  for (int64_t i = 0; i < integer(shape); ++i)
    dump_array(data + i * integer(strides), shape + 8, strides + 8, ndim - 1, size);
}
)";

/// One function, compiled, and the calls of it whose arguments are no arrays.
struct Compiled {
  std::size_t number = 0;
  ir::Module module;
  targets::FrameLayout layout;
  std::vector<std::string> frames;
  std::size_t waiting = 0;  // calls that the driver's text does not have yet

  const ir::Function& function() const { return module.functions[0]; }
};

/// The statements that make one call and print what it did: status, frame, and each array of the result. `frame` is filled.
std::string callInC(const targets::Target& target, const Compiled& code) {
  std::ostringstream out;
  out << "    int32_t status = entry_" << code.number << "(frame);\n    printf(\"%d \", status);\n"
      << "    dump(frame, " << code.layout.size
      << ");\n    if (status == 0) {\n      const unsigned char* data;\n      (void)data;\n";
  forEachArray(target, code.function().result, code.layout.resultOffset, [&](types::Type type, std::int64_t offset) {
    const targets::MemoryLayout parts = target.layout(type);
    const auto at = [&](std::size_t part) {
      return "frame + " + std::to_string(part < parts.partOffsets.size() ? offset + parts.partOffsets[part] : 0);
    };
    out << "      memcpy(&data, " << at(1) << ", sizeof data);\n      printf(\" .\");\n      dump_array(data, " << at(2) << ", "
        << at(2 + type->ndim) << ", " << int{type->ndim} << ", " << ir::itemSize(type->dtype()) << ");\n";
  });
  out << "    }\n    printf(\"\\n\");\n";
  return out.str();
}

/// A call whose arguments are arrays: their memory stands beside the frame.
std::string callWithArrays(const targets::Target& target, const Compiled& code, const std::string& frame,
                           const std::vector<Block>& blocks) {
  std::ostringstream out;
  out << "  {\n    static _Alignas(64) unsigned char frame[] = " << bytesInC(frame) << ";\n";
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    out << "    static _Alignas(64) unsigned char block" << i << "[] = " << bytesInC(blocks[i].bytes) << ";\n"
        << "    unsigned char* address" << i << " = block" << i << " + " << blocks[i].offset << ";\n"
        << "    memcpy(frame + " << blocks[i].addressAt << ", &address" << i << ", sizeof address" << i << ");\n";
  }
  out << callInC(target, code) << "  }\n";
  return out.str();
}

/// The function that makes the next of the calls without arrays.
std::string callsWithoutArrays(const targets::Target& target, const Compiled& code) {
  if (code.frames.empty()) return "";
  std::ostringstream out;
  const std::size_t size = code.frames[0].size();
  out << "static const unsigned char frames_" << code.number << "[][" << size + 1 << "] = {\n";
  for (const std::string& frame : code.frames) out << bytesInC(frame) << ",\n";
  out << "};\nstatic void next_" << code.number << "(void) {\n    static int next = 0;\n"
      << "    static _Alignas(64) unsigned char frame[" << size + 1 << "];\n"
      << "    memcpy(frame, frames_" << code.number << "[next++], sizeof frame);\n"
      << callInC(target, code) << "}\n";
  return out.str();
}

/// Makes the calls of one function that come one after the other.
std::string flushed(Compiled& code) {
  const std::size_t count = std::exchange(code.waiting, 0);
  if (count == 0) return "";
  return "  for (int i = 0; i < " + std::to_string(count) + "; ++i) next_" + std::to_string(code.number) + "();\n";
}

std::string fromHexadecimal(std::string_view text) {
  const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  std::string bytes;
  for (std::size_t i = 0; i + 1 < text.size(); i += 2) bytes += static_cast<char>(digit(text[i]) * 16 + digit(text[i + 1]));
  return bytes;
}

Status runCommand(const std::string& command, const std::filesystem::path& log) {
  if (std::system((command + " > " + log.string() + " 2>&1").c_str()) == 0) return success();
  std::ifstream stream(log);
  std::stringstream all;
  all << stream.rdbuf();
  return wrong("this failed: " + command + "\n" + all.str());
}

}  // namespace

std::string whyNoAArch64() { return ""; }

Result<std::vector<Observed>> runAArch64(const TestFile& file) {
  PYRITE_TRY(const std::unique_ptr<targets::Target> target, cpu::crossTarget("aarch64-linux-gnu", "cortex-a72"));
  const TemporaryFolder folder;
  if (folder.path.empty()) return wrong("no temporary folder can be made");
  std::map<std::uint32_t, Compiled> compiled;
  Compiled* previous = nullptr;
  std::string objects, declarations, cases;
  for (const RunLine& run : file.runs) {
    auto found = compiled.find(run.function.index);
    if (found == compiled.end()) {
      PYRITE_TRY(ir::Module module, preparedModule(file.module, run.function));
      PYRITE_TRY(const targets::Artifact artifact, target->compile(module, {}));
      const std::string number = std::to_string(compiled.size());
      const std::string object = (folder.path / ("f" + number + ".o")).string();
      std::ofstream(object, std::ios::binary) << artifact.stages.at("object");
      PYRITE_TRY_STATUS(runCommand(
          PYRITE_AARCH64_OBJCOPY " --redefine-sym " + artifact.entry + "=entry_" + number + " " + object, folder.path / "log"));
      objects += " " + object;
      declarations += "extern int32_t entry_" + number + "(unsigned char*);\n";
      found = compiled.emplace(run.function.index, Compiled{compiled.size(), std::move(module), artifact.frame, {}, 0}).first;
    }
    Compiled& code = found->second;
    if (previous != nullptr && previous != &code) cases += flushed(*previous);
    previous = &code;
    std::string frame(static_cast<std::size_t>(code.layout.size), '\0');
    std::vector<Block> blocks;
    for (std::size_t i = 0; i < run.arguments.size(); ++i)
      encode(*target, code.function()[code.function().blocks[0].parameters[i]].type, run.arguments[i], frame,
             code.layout.argumentOffsets[i], blocks);
    if (blocks.empty()) {
      code.frames.push_back(std::move(frame));
      ++code.waiting;
    } else {
      cases += flushed(code) + callWithArrays(*target, code, frame, blocks);
    }
  }
  if (previous != nullptr) cases += flushed(*previous);
  std::ofstream driver(folder.path / "driver.c");
  driver << kDriverHead << declarations;
  for (const auto& [index, code] : compiled) driver << callsWithoutArrays(*target, code);
  driver << "int main(void) {\n" << cases << "  return 0;\n}\n";
  driver.close();
  const std::string program = (folder.path / "program").string();
  PYRITE_TRY_STATUS(runCommand(PYRITE_AARCH64_CXX " -static -x c -O0 -w " + (folder.path / "driver.c").string() + " -x none" +
                                   objects + " " PYRITE_AARCH64_RUNTIME " -lm -o " + program,
                               folder.path / "log"));
  PYRITE_TRY_STATUS(runCommand(PYRITE_QEMU_AARCH64 " " + program, folder.path / "out"));

  std::vector<Observed> observed;
  std::ifstream stream(folder.path / "out");
  std::string line;
  for (const RunLine& run : file.runs) {
    if (!std::getline(stream, line)) return wrong("the program on AArch64 ended early");
    const Compiled& code = compiled.at(run.function.index);
    std::istringstream words(line);
    std::int32_t status = 0;
    std::string bytes;
    words >> status >> bytes;
    if (status != 0) {
      observed.push_back({{}, exceptionOf(code.module, status)});
      continue;
    }
    const auto read = [&](types::Type, std::int64_t) {
      std::string elements;
      words >> elements;
      return fromHexadecimal(std::string_view(elements).substr(std::min<std::size_t>(1, elements.size())));
    };
    const types::Type result = code.function().result;
    observed.push_back({decode(*target, result, fromHexadecimal(bytes), code.layout.resultOffset, read), ""});
  }
  return observed;
}

#endif

}  // namespace pyrite::file_test
