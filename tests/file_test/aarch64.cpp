// Run lines on AArch64: one object for each function, linked with a generated driver, run once by qemu-aarch64.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

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
/* The elements of an array in C order; a '.' stands for none. */
static void dump_array(const unsigned char* data, const unsigned char* shape, const unsigned char* strides, int ndim, int size) {
  if (ndim == 0) { dump(data, size); return; }
  for (int64_t i = 0; i < integer(shape); ++i)
    dump_array(data + i * integer(strides), shape + 8, strides + 8, ndim - 1, size);
}
)";

/// The statements that make one call and print what it did: status, frame, and each array of the result.
std::string driverCase(const targets::Target& target, const RunLine& run, const ir::Function& function,
                       const targets::FrameLayout& layout, std::size_t entry) {
  std::string frame(static_cast<std::size_t>(layout.size), '\0');
  std::vector<Block> blocks;
  for (std::size_t i = 0; i < run.arguments.size(); ++i)
    encode(target, function[function.blocks[0].parameters[i]].type, run.arguments[i], frame, layout.argumentOffsets[i], blocks);
  std::ostringstream out;
  out << "  {\n    static _Alignas(64) unsigned char frame[] = " << bytesInC(frame) << ";\n";
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    out << "    static _Alignas(64) unsigned char block" << i << "[] = " << bytesInC(blocks[i].bytes) << ";\n"
        << "    unsigned char* address" << i << " = block" << i << " + " << blocks[i].offset << ";\n"
        << "    memcpy(frame + " << blocks[i].addressAt << ", &address" << i << ", sizeof address" << i << ");\n";
  }
  out << "    int32_t status = entry_" << entry << "(frame);\n    printf(\"%d \", status);\n"
      << "    dump(frame, " << layout.size << ");\n    if (status == 0) {\n      const unsigned char* data;\n";
  forEachArray(target, function.result, layout.resultOffset, [&](types::Type type, std::int64_t offset) {
    const targets::MemoryLayout parts = target.layout(type);
    const auto at = [&](std::size_t part) {
      return "frame + " + std::to_string(part < parts.partOffsets.size() ? offset + parts.partOffsets[part] : 0);
    };
    out << "      memcpy(&data, " << at(1) << ", sizeof data);\n      printf(\" .\");\n      dump_array(data, " << at(2) << ", "
        << at(2 + type->ndim) << ", " << int{type->ndim} << ", " << ir::itemSize(type->dtype()) << ");\n";
  });
  out << "    }\n    printf(\"\\n\");\n  }\n";
  return out.str();
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
  struct Compiled {
    std::size_t number;
    ir::Module module;
    targets::FrameLayout frame;
  };
  std::map<std::uint32_t, Compiled> compiled;
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
      found = compiled.emplace(run.function.index, Compiled{compiled.size(), std::move(module), artifact.frame}).first;
    }
    cases += driverCase(*target, run, found->second.module.functions[0], found->second.frame, found->second.number);
  }
  std::ofstream(folder.path / "driver.c") << kDriverHead << declarations << "int main(void) {\n" << cases << "  return 0;\n}\n";
  const std::string program = (folder.path / "program").string();
  PYRITE_TRY_STATUS(runCommand(PYRITE_AARCH64_CXX " -static -x c -O1 " + (folder.path / "driver.c").string() + " -x none" +
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
    const types::Type result = code.module.functions[0].result;
    observed.push_back({decode(*target, result, fromHexadecimal(bytes), code.frame.resultOffset, read), ""});
  }
  return observed;
}

#endif

}  // namespace pyrite::file_test
