// SPDX-License-Identifier: Apache-2.0
#include "fxlake/asl/run/map_items.h"

#include <gtest/gtest.h>

#include "fxlake/asl/run/csv_items.h"
#include "fxlake/env/memory_store.h"

namespace fxlake::asl {
namespace {

// The items of one object on one line, or the name of the error.
std::string Read(std::string_view bytes, ItemReader reader, std::size_t most = 100) {
  env::MemoryStore store;
  EXPECT_TRUE(store.Put("bucket/key", std::string(bytes), env::Always()));
  reader.resource = "arn:aws:states:::s3:getObject";
  const auto items = ReadItems(reader, {"bucket", "key", ""}, most, Instant(), &store);
  return items ? Json(items->values).Dump() : items.error().error;
}

TEST(MapItems, ReadsJson) {
  EXPECT_EQ(Read("[1,[2]]", {}), "[1,[2]]");
  EXPECT_EQ(Read(R"({"a/b":{"c":[1,2,3]}})", {.items_pointer = "/a~1b/c"}, 2), "[1,2]");
  EXPECT_EQ(Read(R"([[0],[7,8]])", {.items_pointer = "/1"}), "[7,8]");
  EXPECT_EQ(Read(R"({"a":1,"b":[2]})", {}), "[1,[2]]");
  EXPECT_EQ(Read(R"({"a":1,"b":2})", {}, 1), "[1]");
  EXPECT_EQ(Read("{}", {}), "[]");
  EXPECT_EQ(Read("5", {}), "States.ItemReaderFailed");
  EXPECT_EQ(Read("[1", {}), "States.ItemReaderFailed");
  EXPECT_EQ(Read("[\"\xff\"]", {}), "States.ItemReaderFailed");
  EXPECT_EQ(Read("[1]", {.items_pointer = "/1"}), "States.ItemReaderFailed");
}

TEST(MapItems, ReadsJsonLines) {
  const ItemReader lines{.format = ItemReader::Format::jsonl};
  EXPECT_EQ(Read("{\"a\":1}\n\n[2]\r\n3", lines), R"([{"a":1},[2],3])");
  EXPECT_EQ(Read("1\n2\n3", lines, 2), "[1,2]");
  EXPECT_EQ(Read("", lines), "[]");
  EXPECT_EQ(Read("1\nx\n", lines), "States.ItemReaderFailed");
}

TEST(MapItems, ReadsCsv) {
  const ItemReader csv{.format = ItemReader::Format::csv};
  EXPECT_EQ(Read("a,b\n1,2\n", csv), R"([{"a":"1","b":"2"}])");
  EXPECT_EQ(Read("\xef\xbb\xbf"
                 "a,b\r\n\"x,\"\"y\"\"\",\"line\nbreak\"\r\n\r\n1\n1,2,3",
                 csv),
            R"([{"a":"x,\"y\"","b":"line\nbreak"},{"a":"1","b":""},{"a":"1","b":"2"}])");
  EXPECT_EQ(Read("a,a,b\n1,2,3\n", csv), "States.ItemReaderFailed");
  EXPECT_EQ(Read("1", {.format = ItemReader::Format::csv, .header_given = true, .headers = {"x", "x"}}),
            "States.ItemReaderFailed");
  EXPECT_EQ(Read("a\n", csv), "[]");
  EXPECT_EQ(Read("", csv), "[]");
  EXPECT_EQ(Read("a\n1\n2\n3\n", csv, 2), R"([{"a":"1"},{"a":"2"}])");
  EXPECT_EQ(
      Read(
          "1|2",
          {.format = ItemReader::Format::csv, .header_given = true, .headers = {"x", "y"}, .delimiter = '|'}),
      R"([{"x":"1","y":"2"}])");
}

TEST(MapItems, ListsObjects) {
  env::MemoryStore store;
  for (const std::string key : {"bucket/in/a", "bucket/in/b", "bucket/out/c", "other/in/d"})
    EXPECT_TRUE(store.Put(key, "xyz", env::Always()));
  const auto items = ReadItems({.resource = "arn:aws:states:::s3:listObjectsV2"}, {"bucket", "", "in/"}, 100,
                               Instant(), &store);
  ASSERT_EQ(items->values.size(), 2U);
  EXPECT_EQ(items->values[1].StringAt("Key").value(), "in/b");
  EXPECT_EQ(items->values[1].Int64At("Size").value(), 3);
}

TEST(MapItems, ReadsAnInventory) {
  env::MemoryStore store;
  EXPECT_TRUE(store.Put(
      "bucket/manifest.json",
      R"({"destinationBucket":"arn:aws:s3:::lists","fileSchema":"Bucket, Key","files":[{"key":"one.csv"},{"key":"two.csv"}]})",
      env::Always()));
  EXPECT_TRUE(store.Put("lists/one.csv", "\"b\",\"k1\"\n", env::Always()));
  EXPECT_TRUE(store.Put("lists/two.csv", "\"b\",\"k2\"\n", env::Always()));
  const auto items =
      ReadItems({.resource = "arn:aws:states:::s3:getObject", .format = ItemReader::Format::manifest},
                {"bucket", "manifest.json", ""}, 100, Instant(), &store);
  ASSERT_TRUE(items) << items.error().cause;
  EXPECT_EQ(Json(items->values).Dump(), R"([{"Bucket":"b","Key":"k1"},{"Bucket":"b","Key":"k2"}])");
}

TEST(MapItems, NeedsAStoreAndAnObject) {
  env::MemoryStore store;
  EXPECT_EQ(ReadItems({.resource = "arn:aws:states:::s3:getObject"}, {"b", "k", ""}, 1, Instant(), &store)
                .error()
                .error,
            "States.ItemReaderFailed");
  EXPECT_EQ(ReadItems({.resource = "arn:aws:states:::s3:getObject"}, {"b", "k", ""}, 1, Instant(), nullptr)
                .error()
                .error,
            "States.ItemReaderFailed");
}

}  // namespace
}  // namespace fxlake::asl
