// Entries are "magic, key, size, digest" and the object. They are written beside and renamed, so a reader sees a whole entry or
// none; a folder that is not ours alone (owner, mode, no link) is not read at all.
#include "cpu/cache.hpp"

#include <fcntl.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/SHA256.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "frontend/support/knobs.hpp"

namespace pyrite::cpu {
namespace {

namespace fs = std::filesystem;

constexpr char kMagic[] = "pyrite-object-1\n";
constexpr const char* kSuffix = ".o1";
std::atomic<std::int64_t> hits{0}, misses{0}, rejected{0};

std::string digest(const std::string& bytes) {
  const auto hash = llvm::SHA256::hash(llvm::ArrayRef(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()));
  return llvm::toHex(llvm::ArrayRef(hash.data(), hash.size()), true);
}

std::string configuredFolder() {
  if (std::string folder = knobs::cacheFolder(); !folder.empty()) return folder;
  if (std::string base = knobs::cacheHome(); !base.empty()) return base + "/pyrite";
  if (std::string home = knobs::home(); !home.empty()) return home + "/.cache/pyrite";
  return "";
}

/// Whether the path is a folder of ours that nobody else can write.
bool isTrusted(const std::string& folder) {
  struct stat status;
  if (lstat(folder.c_str(), &status) != 0) return false;
  return S_ISDIR(status.st_mode) && status.st_uid == geteuid() && (status.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

/// The folder to use, made when missing; empty when the cache is off.
std::string usableFolder() {
  if (knobs::cacheEnabled() == "0") return "";
  const std::string folder = configuredFolder();
  if (folder.empty()) return "";
  std::error_code error;
  if (!fs::exists(fs::symlink_status(folder, error))) {
    fs::create_directories(fs::path(folder).parent_path(), error);
    if (mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) return "";
  }
  return isTrusted(folder) ? folder : "";
}

std::optional<std::string> readFile(const std::string& path) {
  const int file = open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
  if (file < 0) return std::nullopt;
  std::string bytes;
  struct stat status;
  bool isWhole = fstat(file, &status) == 0 && S_ISREG(status.st_mode) && status.st_uid == geteuid();
  if (isWhole) {
    bytes.resize(static_cast<std::size_t>(status.st_size));
    std::size_t at = 0;
    while (at < bytes.size()) {
      const ssize_t got = read(file, bytes.data() + at, bytes.size() - at);
      if (got <= 0) break;
      at += static_cast<std::size_t>(got);
    }
    isWhole = at == bytes.size();
  }
  close(file);
  return isWhole ? std::optional(std::move(bytes)) : std::nullopt;
}

std::string header(const std::string& key, const std::string& object) {
  return kMagic + key + "\n" + std::to_string(object.size()) + "\n" + digest(object) + "\n";
}

struct Entry {
  fs::path path;
  std::int64_t size;
  fs::file_time_type used;
};

std::vector<Entry> entriesOf(const std::string& folder) {
  std::vector<Entry> entries;
  std::error_code error;
  for (const auto& item : fs::directory_iterator(folder, error)) {
    if (item.path().extension() != kSuffix) continue;
    std::error_code gone;  // another process may be clearing
    const auto size = item.file_size(gone);
    const auto used = item.last_write_time(gone);
    if (!gone) entries.push_back({item.path(), static_cast<std::int64_t>(size), used});
  }
  return entries;
}

/// Keeps the folder under its limit, oldest use first. Looked at once in a while: listing costs.
void evict(const std::string& folder) {
  static std::atomic<unsigned> stores{0};
  if (stores++ % 64 != 0) return;
  const std::int64_t limit = knobs::parseSize(knobs::cacheLimit(), std::int64_t{512} << 20);
  std::vector<Entry> entries = entriesOf(folder);
  std::int64_t total = 0;
  for (const Entry& entry : entries) total += entry.size;
  if (total <= limit) return;
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.used < b.used; });
  for (const Entry& entry : entries) {
    if (total <= limit * 3 / 4) break;
    std::error_code error;
    if (fs::remove(entry.path, error)) total -= entry.size;
  }
}

}  // namespace

std::string cacheKeyOf(const std::string& text) { return digest(text); }

std::optional<std::string> findInCache(const std::string& key) {
  const std::string folder = usableFolder();
  if (folder.empty()) return std::nullopt;
  const std::string path = folder + "/" + key + kSuffix;
  auto bytes = readFile(path);
  if (!bytes) {
    ++misses;
    return std::nullopt;
  }
  // What does not match to the letter is foreign, truncated or damaged: it is removed and made anew.
  for (std::size_t at = 0, lines = 0; at < bytes->size() && at < 256; ++at) {
    if ((*bytes)[at] != '\n' || ++lines != 4) continue;
    std::string object = bytes->substr(at + 1);
    if (bytes->compare(0, at + 1, header(key, object)) != 0) break;
    ++hits;
    utimensat(AT_FDCWD, path.c_str(), nullptr, 0);
    return object;
  }
  ++misses;
  ++rejected;
  unlink(path.c_str());
  return std::nullopt;
}

void storeInCache(const std::string& key, const std::string& object) {
  const std::string folder = usableFolder();
  if (folder.empty()) return;
  std::string temporary = folder + "/new-XXXXXX";
  const int file = mkostemp(temporary.data(), O_CLOEXEC);
  if (file < 0) return;
  const std::string bytes = header(key, object) + object;
  std::size_t at = 0;
  while (at < bytes.size()) {
    const ssize_t put = write(file, bytes.data() + at, bytes.size() - at);
    if (put <= 0) break;
    at += static_cast<std::size_t>(put);
  }
  close(file);
  if (at != bytes.size() || rename(temporary.c_str(), (folder + "/" + key + kSuffix).c_str()) != 0) {
    unlink(temporary.c_str());
    return;
  }
  evict(folder);
}

CacheStatistics cacheStatistics() {
  CacheStatistics statistics;
  statistics.hits = hits;
  statistics.misses = misses;
  statistics.rejected = rejected;
  statistics.folder = usableFolder();
  if (statistics.folder.empty()) return statistics;
  for (const Entry& entry : entriesOf(statistics.folder)) {
    ++statistics.entries;
    statistics.bytes += entry.size;
  }
  return statistics;
}

Status clearCache() {
  const std::string folder = usableFolder();
  if (folder.empty()) return success();
  for (const Entry& entry : entriesOf(folder)) {
    std::error_code error;
    fs::remove(entry.path, error);
    if (error && error != std::errc::no_such_file_or_directory) {
      Diagnostic diagnostic;
      diagnostic.kind = DiagnosticKind::Device;
      diagnostic.message = "cannot remove " + entry.path.string() + ": " + error.message();
      return diagnostic;
    }
  }
  return success();
}

}  // namespace pyrite::cpu
