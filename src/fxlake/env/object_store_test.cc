// SPDX-License-Identifier: Apache-2.0
// One suite for every kind of store: what an ObjectStore promises.
#include "fxlake/env/object_store.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <thread>

#include "fxlake/env/faulty_store.h"
#include "fxlake/env/folder_store.h"
#include "fxlake/env/memory_store.h"

namespace fxlake::env {
namespace {

struct Kind {
  std::string name;
  std::function<std::unique_ptr<ObjectStore>(const std::filesystem::path& scratch)> make;
};

class ObjectStoreTest : public testing::TestWithParam<Kind> {
 protected:
  void SetUp() override {
    const auto* info = testing::UnitTest::GetInstance()->current_test_info();
    std::string name = info->name();
    std::ranges::replace(name, '/', '-');
    scratch_ = std::filesystem::path(testing::TempDir()) / ("fxlake-store-" + std::to_string(getpid()) + "-" + name);
    store_ = GetParam().make(scratch_);
  }
  void TearDown() override { std::filesystem::remove_all(scratch_); }

  ErrorKind PutKind(const std::string& key, const std::string& bytes, PutCondition condition) {
    const auto result = store_->Put(key, bytes, std::move(condition));
    EXPECT_FALSE(result) << key;
    return result ? ErrorKind::internal : result.error().kind();
  }

  std::filesystem::path scratch_;
  std::unique_ptr<ObjectStore> store_;
};

TEST_P(ObjectStoreTest, ReadsWhatWasWritten) {
  const std::string binary("a\0b\xff", 4);
  const auto etag = store_->Put("x/source=ecb/year=2026/rates.parquet", binary, Always());
  ASSERT_TRUE(etag);
  const auto read = store_->Get("x/source=ecb/year=2026/rates.parquet");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->bytes, binary);
  EXPECT_EQ(read->etag, *etag);
  ASSERT_TRUE(store_->Put("empty", "", Always()));
  EXPECT_EQ(store_->Get("empty")->bytes, "");
  EXPECT_EQ(store_->Get("absent").error().kind(), ErrorKind::not_found);
  EXPECT_EQ(store_->Get("x/source=ecb").error().kind(), ErrorKind::not_found);
}

TEST_P(ObjectStoreTest, ReadsRanges) {
  ASSERT_TRUE(store_->Put("k", "0123456789", Always()));
  const auto check = [&](std::uint64_t offset, std::uint64_t length, const std::string& expected) {
    const auto read = store_->GetRange("k", {offset, length});
    ASSERT_TRUE(read);
    EXPECT_EQ(*read, expected);
  };
  check(0, 3, "012");
  check(7, 100, "789");
  check(10, 1, "");
  check(100, 1, "");
}

TEST_P(ObjectStoreTest, KeepsConditions) {
  const auto first = store_->Put("k", "1", IfAbsent());
  ASSERT_TRUE(first);
  EXPECT_EQ(PutKind("k", "2", IfAbsent()), ErrorKind::conflict);
  const auto second = store_->Put("k", "2", IfMatch{*first});
  ASSERT_TRUE(second);
  EXPECT_NE(*first, *second);
  EXPECT_EQ(PutKind("k", "3", IfMatch{*first}), ErrorKind::conflict);
  EXPECT_EQ(PutKind("absent", "3", IfMatch{*first}), ErrorKind::conflict);
  EXPECT_EQ(store_->Get("k")->bytes, "2");
}

TEST_P(ObjectStoreTest, AnswersForEachOfSeveral) {
  ASSERT_TRUE(store_->Put("b", "old", Always()));
  const std::vector<PutRequest> requests = {
      {"a", "1", IfAbsent()}, {"b", "2", IfAbsent()}, {"../c", "3", Always()}, {"d/e", "4", Always()}};
  const auto results = store_->PutAll(requests);
  ASSERT_EQ(results.size(), 4U);
  EXPECT_TRUE(results[0]);
  EXPECT_EQ(results[1].error().kind(), ErrorKind::conflict);
  EXPECT_EQ(results[2].error().kind(), ErrorKind::invalid_input);
  EXPECT_TRUE(results[3]);
  EXPECT_EQ(store_->Get("b")->bytes, "old");
}

TEST_P(ObjectStoreTest, ListsInByteOrder) {
  for (const auto* key : {"p/b/2", "p/a", "p/b/1", "p/B", "q/x", "pz"}) ASSERT_TRUE(store_->Put(key, key, Always()));
  const auto keys = [&](const std::string& prefix) {
    std::string text;
    const auto listed = store_->List(prefix);
    for (const auto& object : *listed) {
      EXPECT_EQ(object.size, object.key.size());
      text += object.key + " ";
    }
    return text;
  };
  EXPECT_EQ(keys(""), "p/B p/a p/b/1 p/b/2 pz q/x ");
  EXPECT_EQ(keys("p/"), "p/B p/a p/b/1 p/b/2 ");
  EXPECT_EQ(keys("p/b"), "p/b/1 p/b/2 ");
  EXPECT_EQ(keys("none/"), "");
  EXPECT_EQ(*store_->ListFolders(""), (std::vector<std::string>{"p", "q"}));
  EXPECT_EQ(*store_->ListFolders("p/"), (std::vector<std::string>{"b"}));
  EXPECT_EQ(*store_->ListFolders("none/"), std::vector<std::string>());
}

TEST_P(ObjectStoreTest, Deletes) {
  ASSERT_TRUE(store_->Put("a/k", "1", Always()));
  EXPECT_TRUE(store_->Delete("a/k"));
  EXPECT_TRUE(store_->Delete("a/k"));
  EXPECT_EQ(store_->Get("a/k").error().kind(), ErrorKind::not_found);
}

TEST_P(ObjectStoreTest, RefusesBadKeys) {
  for (const auto* key : {"", "/a", "a/", "a//b", "../a", "a/../b", "./a", "a\nb"}) {
    EXPECT_EQ(PutKind(key, "1", Always()), ErrorKind::invalid_input) << key;
  }
}

// Many writers add to one counter by compare-and-swap: every addition must be there in the end.
TEST_P(ObjectStoreTest, LosesNoUpdate) {
  ASSERT_TRUE(store_->Put("counter", "0", Always()));
  {
    std::vector<std::jthread> writers;
    for (int writer = 0; writer < 4; ++writer) {
      writers.emplace_back([&] {
        for (int done = 0; done < 10;) {
          const auto read = store_->Get("counter");
          if (store_->Put("counter", std::to_string(std::stoi(read->bytes) + 1), IfMatch{read->etag})) ++done;
        }
      });
    }
  }
  EXPECT_EQ(store_->Get("counter")->bytes, "40");
}

INSTANTIATE_TEST_SUITE_P(Kinds, ObjectStoreTest,
                         testing::Values(Kind{"Memory", [](const auto&) { return std::make_unique<MemoryStore>(); }},
                                         Kind{"Folder", [](const auto& path) { return std::make_unique<FolderStore>(path); }}),
                         [](const auto& kind) { return kind.param.name; });

// In a container every process has the same number: what a killed one left must not stop the next.
TEST(FolderStore, StepsOverWhatAKilledProcessLeft) {
  const auto folder = std::filesystem::path(testing::TempDir()) / ("fxlake-left-" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  for (int i = 0; i < 1000; ++i) std::ofstream(folder / (".fxlake-" + std::to_string(getpid()) + "-" + std::to_string(i))) << "half";
  FolderStore store(folder);
  EXPECT_TRUE(store.Put("k", "1", Always()));
  EXPECT_EQ(store.Get("k")->bytes, "1");
  EXPECT_EQ(store.List("")->size(), 1U);
  std::filesystem::remove_all(folder);
}

TEST(FaultyStore, FailsWhereTold) {
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
