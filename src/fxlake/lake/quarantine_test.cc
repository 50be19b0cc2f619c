// SPDX-License-Identifier: Apache-2.0
#include "fxlake/lake/quarantine.h"

#include <gtest/gtest.h>

#include "fxlake/env/memory_store.h"

namespace fxlake::lake {
namespace {

constexpr const char* kRecord = "raw/source=ecb/2026/04/20260415T082519.950190Z-b38b48a1734e7750.fetch.json";

TEST(Quarantine, KeepsTheRejectedRowsOfAFetch) {
  env::MemoryStore store;
  const RejectedRow row{
      .raw_object = "raw/a.json", .where = "row 1", .cells = "rate=err", .reason = "no number"};
  const auto sha256 = KeepRejected(store, "ecb", kRecord, {row});
  ASSERT_TRUE(sha256) << sha256.error().message();
  const auto rows = ReadRejected(store, "ecb", kRecord);
  ASSERT_TRUE(rows) << rows.error().message();
  ASSERT_EQ(rows->size(), 1u);
  EXPECT_EQ(rows->front().reason, "no number");
}

// Objects from before the keys "fetch_record" and "rejected".
TEST(Quarantine, ReadsTheFirstFormat) {
  env::MemoryStore store;
  const std::string text =
      std::string(R"({"source": "ecb", "record": ")") + kRecord +
      R"(", "refused": [{"raw_object": "raw/a.json", "where": "row 1", "cells": "", "reason": "old"}]})";
  ASSERT_TRUE(store.Put(QuarantineKey("ecb", kRecord), text, env::Always()));
  const auto rows = ReadRejected(store, "ecb", kRecord);
  ASSERT_TRUE(rows) << rows.error().message();
  ASSERT_EQ(rows->size(), 1u);
  EXPECT_EQ(rows->front().reason, "old");
}

TEST(Quarantine, RejectsAnObjectWithoutRows) {
  env::MemoryStore store;
  ASSERT_TRUE(store.Put(QuarantineKey("ecb", kRecord),
                        std::string(R"({"source": "ecb", "fetch_record": ")") + kRecord + "\"}",
                        env::Always()));
  EXPECT_FALSE(ReadRejected(store, "ecb", kRecord));
}

}  // namespace
}  // namespace fxlake::lake
