// SPDX-License-Identifier: Apache-2.0
#pragma once

// The contract of ObjectStore as one parameterized suite; the tests of each implementation instantiate it.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <memory>
#include <thread>

#include "fxlake/env/object_store.h"

namespace fxlake::env {

// An implementation and its deviations from the contract, each with a reason.
struct StoreKind {
  std::string name;
  // empty; `scratch` is new for each test
  std::function<std::unique_ptr<ObjectStore>(const std::filesystem::path& scratch)> make;
  bool key_below_key = true;  // false on file systems: "a" and "a/b" cannot both exist
  int writers = 4;            // number of writers in LosesNoUpdate; fewer for slow stores
};

class ObjectStoreTest : public testing::TestWithParam<StoreKind> {
 protected:
  void SetUp() override {
    const auto* info = testing::UnitTest::GetInstance()->current_test_info();
    std::string name = info->name();
    std::ranges::replace(name, '/', '-');
    scratch_ =
        std::filesystem::path(testing::TempDir()) / ("fxlake-store-" + std::to_string(getpid()) + "-" + name);
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

// An implementation may handle few and many objects differently.
TEST_P(ObjectStoreTest, AnswersForEachOfSeveral) {
  for (const int more : {0, 20}) {
    const auto below = std::to_string(more) + "/";
    ASSERT_TRUE(store_->Put(below + "b", "old", Always()));
    std::vector<PutRequest> requests = {{below + "a", "1", IfAbsent()},
                                        {below + "b", "2", IfAbsent()},
                                        {"../c", "3", Always()},
                                        {below + "d/e", "4", Always()}};
    for (int i = 0; i < more; ++i) requests.push_back({below + std::to_string(i), "5", IfAbsent()});
    const auto results = store_->PutAll(requests);
    ASSERT_EQ(results.size(), requests.size());
    EXPECT_EQ(results[1].error().kind(), ErrorKind::conflict);
    EXPECT_EQ(results[2].error().kind(), ErrorKind::invalid_input);
    EXPECT_EQ(store_->Get(below + "b")->bytes, "old");
    for (std::size_t i = 0; i < requests.size(); ++i) {
      if (i == 1 || i == 2) continue;
      ASSERT_TRUE(results[i]) << requests[i].key;
      const auto there = store_->Get(requests[i].key);
      ASSERT_TRUE(there) << requests[i].key;
      EXPECT_EQ(there->bytes, requests[i].bytes);
      EXPECT_EQ(there->etag, *results[i]);
    }
  }
}

TEST_P(ObjectStoreTest, ListsInByteOrder) {
  for (const auto* key : {"p/b/2", "p/a", "p/b/1", "p/B", "q/x", "pz"})
    ASSERT_TRUE(store_->Put(key, key, Always()));
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

TEST_P(ObjectStoreTest, RejectsBadKeys) {
  for (const auto* key : {"", "/a", "a/", "a//b", "../a", "a/../b", "./a", "a\nb"}) {
    EXPECT_EQ(PutKind(key, "1", Always()), ErrorKind::invalid_input) << key;
  }
}

// Many writers increment one counter by compare-and-swap; no increment may be lost.
TEST_P(ObjectStoreTest, LosesNoUpdate) {
  ASSERT_TRUE(store_->Put("counter", "0", Always()));
  {
    std::vector<std::jthread> writers;
    for (int writer = 0; writer < GetParam().writers; ++writer) {
      writers.emplace_back([&] {
        for (int done = 0; done < 10;) {
          const auto read = store_->Get("counter");
          if (store_->Put("counter", std::to_string(std::stoi(read->bytes) + 1), IfMatch{read->etag})) ++done;
        }
      });
    }
  }
  EXPECT_EQ(store_->Get("counter")->bytes, std::to_string(10 * GetParam().writers));
}

TEST_P(ObjectStoreTest, HoldsAKeyBelowAnother) {
  ASSERT_TRUE(store_->Put("a", "1", Always()));
  EXPECT_EQ(store_->Put("a/b", "2", Always()).has_value(), GetParam().key_below_key);
  EXPECT_EQ(store_->Get("a")->bytes, "1");
}

// Many objects in one call, with unusual keys and contents.
TEST_P(ObjectStoreTest, WritesSeveralAtOnce) {
  std::vector<PutRequest> requests;
  for (int i = 0; i < 40; ++i)
    requests.push_back({"many/k=" + std::to_string(i) + " +&%\u00e9",
                        std::string(std::size_t{500} * static_cast<std::size_t>(i), static_cast<char>(i)),
                        IfAbsent()});
  for (const auto& result : store_->PutAll(requests)) ASSERT_TRUE(result);
  EXPECT_EQ(store_->List("many/")->size(), requests.size());
  for (const auto& request : requests)
    EXPECT_EQ(store_->Get(request.key)->bytes, request.bytes) << request.key;
}

}  // namespace fxlake::env
