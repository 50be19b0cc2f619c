// SPDX-License-Identifier: Apache-2.0
#include <fstream>

#include "fxlake/env/faulty_store.h"
#include "fxlake/env/folder_store.h"
#include "fxlake/env/memory_store.h"
#include "fxlake/env/object_store_suite.h"

namespace fxlake::env {
namespace {

INSTANTIATE_TEST_SUITE_P(
    Kinds, ObjectStoreTest,
    testing::Values(StoreKind{"Memory", [](const auto&) { return std::make_unique<MemoryStore>(); }},
                    StoreKind{.name = "Folder",
                              .make = [](const auto& path) { return std::make_unique<FolderStore>(path); },
                              .key_below_key = false}),
    [](const auto& kind) { return kind.param.name; });

TEST(FolderStore, RemovesWhatAKilledProcessLeftLongAgo) {
  const auto folder = std::filesystem::path(testing::TempDir()) / ("fxlake-old-" + std::to_string(getpid()));
  std::filesystem::create_directories(folder / "a");
  const auto leave = [&](const char* name, std::chrono::hours ago) {
    std::ofstream(folder / "a" / name) << "half";
    std::filesystem::last_write_time(folder / "a" / name,
                                     std::filesystem::file_time_type::clock::now() - ago);
  };
  leave(".fxlake-1-0", std::chrono::hours(25));
  leave(".fxlake-2-0", std::chrono::hours(1));  // its process may be running
  leave("an-object", std::chrono::hours(25));
  FolderStore store(folder);
  EXPECT_TRUE(store.Put("a/k", "1", Always()));
  EXPECT_FALSE(std::filesystem::exists(folder / "a" / ".fxlake-1-0"));
  EXPECT_TRUE(std::filesystem::exists(folder / "a" / ".fxlake-2-0"));
  EXPECT_TRUE(std::filesystem::exists(folder / "a" / "an-object"));
  EXPECT_TRUE(std::filesystem::exists(folder / ".fxlake-lock"));
  std::filesystem::remove_all(folder);
}

// In a container every process may have the same number: files of a killed one must not block the next.
TEST(FolderStore, StepsOverWhatAKilledProcessLeft) {
  const auto folder = std::filesystem::path(testing::TempDir()) / ("fxlake-left-" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  for (int i = 0; i < 1000; ++i)
    std::ofstream(folder / (".fxlake-" + std::to_string(getpid()) + "-" + std::to_string(i))) << "half";
  FolderStore store(folder);
  EXPECT_TRUE(store.Put("k", "1", Always()));
  EXPECT_EQ(store.Get("k")->bytes, "1");
  EXPECT_EQ(store.List("")->size(), 1U);
  std::filesystem::remove_all(folder);
}

// Paths where no folder can be, with the errors of writing and listing.
TEST(FolderStore, EndsWhereThereIsNoFolder) {
  const auto folder =
      std::filesystem::path(testing::TempDir()) / ("fxlake-links-" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  std::filesystem::create_symlink(folder / "nowhere", folder / "dangling");
  std::filesystem::create_symlink(folder / "loop", folder / "loop");
  std::filesystem::create_directory_symlink(folder, folder / "here");
  std::ofstream(folder / "file") << "not a folder";
  const auto kind = [](const auto& outcome) {
    return outcome ? "ok" : TraitsOf(outcome.error().kind()).name;
  };
  const auto check = [&](const char* place, std::string_view put, std::string_view listed) {
    FolderStore store(folder / place);
    EXPECT_EQ(kind(store.Put("a/b/k", "1", Always())), put) << place;
    EXPECT_EQ(kind(store.List("")), listed) << place;
    EXPECT_EQ(kind(store.ListFolders("")), listed) << place;
  };
  check("dangling", "invalid_input", "ok");  // like a lake that does not exist yet
  check("dangling/lake", "invalid_input", "ok");
  check("loop", "invalid_input", "invalid_input");
  check("loop/lake", "invalid_input", "invalid_input");
  check("file", "not_found", "not_found");
  check("file/lake", "not_found", "not_found");
  check("here", "ok", "ok");
  check(std::string(300, 'n').c_str(), "invalid_input", "invalid_input");
  FolderStore of_kernel("/proc/self/fdinfo");  // it is there, and takes no folder
  EXPECT_EQ(kind(of_kernel.Put("a/b/k", "1", Always())), "not_found");
  std::filesystem::remove_all(folder);
}

TEST(FaultyStore, FailsWhereConfigured) {
  MemoryStore memory;
  FaultyStore one(memory, FaultyStore::Fault{.at = 1});
  EXPECT_TRUE(one.Put("a", "1", Always()));
  EXPECT_EQ(one.Put("b", "1", Always()).error().kind(), ErrorKind::unavailable);
  EXPECT_TRUE(one.Put("c", "1", Always()));
  EXPECT_EQ(memory.List("")->size(), 2U);
  FaultyStore dead(memory, FaultyStore::Fault{.at = 0, .all_after = true});
  EXPECT_FALSE(dead.Get("a"));
  EXPECT_FALSE(dead.List(""));
  EXPECT_EQ(dead.operations(), 2U);
}

}  // namespace
}  // namespace fxlake::env
