// SPDX-License-Identifier: Apache-2.0
#include "fxlake/env/local_files.h"

#include <gtest/gtest.h>
#include <unistd.h>

namespace fxlake::env {
namespace {

namespace fs = std::filesystem;

class LocalFiles : public testing::Test {
 protected:
  LocalFiles() { fs::create_directories(folder_); }
  ~LocalFiles() override { fs::remove_all(folder_); }
  fs::path folder_ = fs::temp_directory_path() / ("fxlake-local-files-" + std::to_string(getpid()));
};

TEST_F(LocalFiles, AreReadAsTheyWereWritten) {
  const std::string bytes(200'000, '\0');
  ASSERT_TRUE(WriteFile(folder_ / "a", "old, and longer than nothing"));
  for (const auto& text : {std::string(), std::string("a\r\n\xFF"), bytes}) {
    ASSERT_TRUE(WriteFile(folder_ / "a", text));
    EXPECT_EQ(ReadFile(folder_ / "a"), text);
  }
  EXPECT_EQ(ReadFile(folder_ / "a", bytes.size()), bytes);
  EXPECT_EQ(ReadFile(folder_ / "a", bytes.size() - 1).error().kind(), ErrorKind::invalid_input);
  EXPECT_FALSE(ReadFile("/proc/self/stat")->empty());
}

TEST_F(LocalFiles, SayWhyTheyCannotBeRead) {
  const auto missing = (folder_ / "b").string();
  EXPECT_EQ(ReadFile(missing).error().message(), "file not found: " + missing);
  EXPECT_EQ(ReadFile(folder_).error().message(), "not a file but a folder: " + folder_.string());
  EXPECT_EQ(ReadFile(folder_).error().kind(), ErrorKind::not_found);
  EXPECT_FALSE(WriteFile(folder_, "x"));
  EXPECT_FALSE(WriteFile(folder_ / "none" / "a", "x"));
}

TEST_F(LocalFiles, FoldersAreMadeWithTheirParents) {
  ASSERT_TRUE(MakeFolders(folder_ / "c" / "d"));
  ASSERT_TRUE(MakeFolders(folder_ / "c" / "d"));
  ASSERT_TRUE(WriteFile(folder_ / "c" / "d" / "file", ""));
  EXPECT_FALSE(MakeFolders(folder_ / "c" / "d" / "file" / "e"));
}

}  // namespace
}  // namespace fxlake::env
