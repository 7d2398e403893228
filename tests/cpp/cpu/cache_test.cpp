// The object cache: what is stored is found, and nothing that is damaged, foreign or open to others.
#include "cpu/cache.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "cpu/build_id.hpp"
#include "tests/cpp/cpu/small_modules.hpp"

namespace pyrite::cpu {
namespace {

namespace fs = std::filesystem;

class Cache : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = testing::TempDir() + "pyrite-cache-XXXXXX";
    base_ = mkdtemp(name.data());
    folder_ = base_ + "/objects";
    setenv("PYRITE_CACHE_DIR", folder_.c_str(), 1);
    unsetenv("PYRITE_CACHE");
  }
  void TearDown() override {
    unsetenv("PYRITE_CACHE_DIR");
    unsetenv("PYRITE_CACHE");
    fs::remove_all(base_);
  }

  fs::path onlyEntry() const {
    fs::path found;
    for (const auto& item : fs::directory_iterator(folder_)) found = item.path();
    return found;
  }
  static std::string contentOf(const fs::path& path) {
    std::stringstream all;
    all << std::ifstream(path, std::ios::binary).rdbuf();
    return all.str();
  }
  static void write(const fs::path& path, const std::string& bytes) { std::ofstream(path, std::ios::binary) << bytes; }
  static bool isCompiledFromCache() {
    const auto code = compileAndLoad(prepared(kSum), {}, true);
    EXPECT_TRUE(code.ok());
    return code.ok() && code->fromCache;
  }

  std::string base_, folder_;
  const std::string key_ = cacheKeyOf("some module");
  const std::string object_ = std::string("bytes\nwith\0zeros and lines\n", 27);
};

TEST_F(Cache, FindsWhatWasStored) {
  EXPECT_FALSE(findInCache(key_).has_value());
  storeInCache(key_, object_);
  EXPECT_EQ(findInCache(key_), object_);
}

TEST_F(Cache, KeepsEntriesApart) {
  storeInCache(key_, object_);
  storeInCache(cacheKeyOf("another module"), "other");
  EXPECT_EQ(findInCache(key_), object_);
  EXPECT_EQ(findInCache(cacheKeyOf("another module")), "other");
}

TEST_F(Cache, TakesTheLastThatWasStored) {
  storeInCache(key_, "first");
  storeInCache(key_, "second");
  EXPECT_EQ(findInCache(key_), "second");
}

TEST_F(Cache, HoldsEmptyObjects) {
  storeInCache(key_, "");
  EXPECT_EQ(findInCache(key_), "");
}

TEST_F(Cache, CountsWhatItHolds) {
  const CacheStatistics before = cacheStatistics();
  storeInCache(key_, object_);
  findInCache(key_);
  findInCache(cacheKeyOf("missing"));
  const CacheStatistics after = cacheStatistics();
  EXPECT_EQ(after.folder, folder_);
  EXPECT_EQ(after.entries, 1);
  EXPECT_GT(after.bytes, static_cast<std::int64_t>(object_.size()));
  EXPECT_EQ(after.hits, before.hits + 1);
  EXPECT_EQ(after.misses, before.misses + 1);
}

TEST_F(Cache, IsEmptyWhenItWasCleared) {
  storeInCache(key_, object_);
  EXPECT_TRUE(clearCache().ok());
  EXPECT_EQ(cacheStatistics().entries, 0);
  EXPECT_FALSE(findInCache(key_).has_value());
}

TEST_F(Cache, LeavesNoTemporaryFiles) {
  storeInCache(key_, object_);
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()), 1);
}

TEST_F(Cache, IsOffWhenItIsTurnedOff) {
  setenv("PYRITE_CACHE", "0", 1);
  storeInCache(key_, object_);
  EXPECT_FALSE(fs::exists(folder_));
  EXPECT_FALSE(findInCache(key_).has_value());
  EXPECT_EQ(cacheStatistics().folder, "");
}

TEST_F(Cache, RejectsATruncatedEntry) {
  storeInCache(key_, object_);
  const std::string whole = contentOf(onlyEntry());
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{40}, whole.size() / 2, whole.size() - 1}) {
    storeInCache(key_, object_);
    write(onlyEntry(), whole.substr(0, size));
    EXPECT_FALSE(findInCache(key_).has_value()) << size;
  }
}

TEST_F(Cache, RejectsEveryChangedByteAndRemovesTheEntry) {
  storeInCache(key_, object_);
  const std::string whole = contentOf(onlyEntry());
  for (std::size_t at = 0; at < whole.size(); ++at) {
    storeInCache(key_, object_);
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ 1);
    write(onlyEntry(), damaged);
    ASSERT_FALSE(findInCache(key_).has_value()) << at;
    ASSERT_EQ(cacheStatistics().entries, 0) << at;
  }
}

TEST_F(Cache, RejectsAnEntryUnderAnothersKey) {
  storeInCache(key_, object_);
  const std::string other = cacheKeyOf("another module");
  fs::path there = onlyEntry();
  fs::path here = there;
  here.replace_filename(other + there.extension().string());
  fs::rename(there, here);
  EXPECT_FALSE(findInCache(other).has_value());
}

TEST_F(Cache, RejectsBytesAfterTheObject) {
  storeInCache(key_, object_);
  write(onlyEntry(), contentOf(onlyEntry()) + "x");
  EXPECT_FALSE(findInCache(key_).has_value());
}

TEST_F(Cache, DoesNotReadAFolderThatOthersCanWrite) {
  storeInCache(key_, object_);
  chmod(folder_.c_str(), 0777);
  EXPECT_FALSE(findInCache(key_).has_value());
  chmod(folder_.c_str(), 0700);
  EXPECT_EQ(findInCache(key_), object_);
}

TEST_F(Cache, DoesNotFollowALinkForItsFolder) {
  fs::create_directory(base_ + "/elsewhere");
  fs::create_directory_symlink(base_ + "/elsewhere", folder_);
  storeInCache(key_, object_);
  EXPECT_TRUE(fs::is_empty(base_ + "/elsewhere"));
}

TEST_F(Cache, DoesNotFollowALinkForAnEntry) {
  storeInCache(key_, object_);
  const fs::path entry = onlyEntry();
  fs::rename(entry, base_ + "/moved");
  fs::create_symlink(base_ + "/moved", entry);
  EXPECT_FALSE(findInCache(key_).has_value());
}

TEST_F(Cache, IsMadeForItsOwnerAlone) {
  storeInCache(key_, object_);
  struct stat status;
  ASSERT_EQ(stat(folder_.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777u, 0700u);
}

TEST_F(Cache, ServesTheCompiler) {
  EXPECT_FALSE(isCompiledFromCache());
  EXPECT_TRUE(isCompiledFromCache());
  const auto uncached = compileAndLoad(prepared(kSum), {}, false);
  ASSERT_TRUE(uncached.ok());
  EXPECT_FALSE(uncached->fromCache);
}

TEST_F(Cache, HasAnEntryForEachWayToCompile) {
  EXPECT_FALSE(isCompiledFromCache());
  targets::CompileOptions options;
  options.scalarEntry = true;
  const auto other = compileAndLoad(prepared(kSum), options, true);
  ASSERT_TRUE(other.ok());
  EXPECT_FALSE(other->fromCache);
  EXPECT_EQ(cacheStatistics().entries, 2);
}

TEST_F(Cache, CompilesAnewWhatDoesNotLink) {
  EXPECT_FALSE(isCompiledFromCache());
  const std::string key = onlyEntry().stem().string();
  storeInCache(key, "has its checksum, but is no object");
  EXPECT_FALSE(isCompiledFromCache());
  EXPECT_TRUE(isCompiledFromCache());
}

TEST(CacheKey, IsAHashOfItsText) {
  EXPECT_EQ(cacheKeyOf("a"), cacheKeyOf("a"));
  EXPECT_NE(cacheKeyOf("a"), cacheKeyOf("b"));
  EXPECT_EQ(cacheKeyOf("").size(), 64u);
}

TEST(BuildId, IsPartOfWhatDecidesTheCode) {
  const std::string& id = buildId();
  EXPECT_EQ(id.find_first_not_of("0123456789abcdef"), std::string::npos);
  EXPECT_NE(hostTarget().cacheKey({}).find(id), std::string::npos);
}

}  // namespace
}  // namespace pyrite::cpu
