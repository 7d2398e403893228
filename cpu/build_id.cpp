// Finds the note that the linker left, among the segments that are mapped.
#include "cpu/build_id.hpp"

#include <elf.h>
#include <link.h>

#include <cstring>

namespace pyrite::cpu {
namespace {

struct Search {
  std::uintptr_t address;  // somewhere in the object that is looked for
  std::string found;
};

bool holds(const dl_phdr_info& object, std::uintptr_t address) {
  for (int i = 0; i < object.dlpi_phnum; ++i) {
    const ElfW(Phdr) & segment = object.dlpi_phdr[i];
    const std::uintptr_t begin = object.dlpi_addr + segment.p_vaddr;
    if (segment.p_type == PT_LOAD && begin <= address && address < begin + segment.p_memsz) return true;
  }
  return false;
}

std::string buildIdIn(const char* notes, std::size_t size) {
  constexpr std::size_t kAlignment = 4;
  const auto aligned = [](std::size_t length) { return (length + kAlignment - 1) / kAlignment * kAlignment; };
  for (std::size_t at = 0; at + sizeof(ElfW(Nhdr)) <= size;) {
    ElfW(Nhdr) note;
    std::memcpy(&note, notes + at, sizeof(note));
    const char* name = notes + at + sizeof(note);
    const char* content = name + aligned(note.n_namesz);
    if (note.n_type == NT_GNU_BUILD_ID && note.n_namesz == sizeof("GNU") && std::memcmp(name, "GNU", sizeof("GNU")) == 0) {
      static const char kDigits[] = "0123456789abcdef";
      std::string text;
      for (std::size_t i = 0; i < note.n_descsz; ++i) {
        const auto byte = static_cast<unsigned char>(content[i]);
        text += kDigits[byte >> 4];
        text += kDigits[byte & 15];
      }
      return text;
    }
    at += sizeof(note) + aligned(note.n_namesz) + aligned(note.n_descsz);
  }
  return "";
}

int visit(dl_phdr_info* object, std::size_t, void* data) {
  auto& search = *static_cast<Search*>(data);
  if (!holds(*object, search.address)) return 0;
  for (int i = 0; i < object->dlpi_phnum && search.found.empty(); ++i) {
    const ElfW(Phdr) & segment = object->dlpi_phdr[i];
    if (segment.p_type != PT_NOTE) continue;
    search.found = buildIdIn(reinterpret_cast<const char*>(object->dlpi_addr + segment.p_vaddr), segment.p_memsz);
  }
  return 1;
}

}  // namespace

const std::string& buildId() {
  static const std::string id = [] {
    Search search{reinterpret_cast<std::uintptr_t>(&visit), {}};
    dl_iterate_phdr(visit, &search);
    return search.found;
  }();
  return id;
}

}  // namespace pyrite::cpu
