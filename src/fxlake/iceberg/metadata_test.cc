// SPDX-License-Identifier: Apache-2.0
#include "fxlake/iceberg/metadata.h"

#include <gtest/gtest.h>

#include "fxlake/base/sealed_json.h"

namespace fxlake::iceberg {
namespace {

using parquet::Type;

const TableSchema kSchema{
    {{{"date", Type::Date(), 1}, {"source", Type::String(), 2}}}, "source", "date", {"date"}};

// With snapshots 1 to `count`, each tagged run-<id>.
TableMetadata WithSnapshots(std::int64_t count) {
  TableMetadata metadata;
  metadata.uuid = "11111111-2222-4333-8444-555555555555";
  metadata.location = "/lake/t";
  metadata.last_sequence_number = count;
  metadata.last_updated_ms = 1000 + count;
  metadata.properties = {{"a", "b"}};
  for (std::int64_t id = 1; id <= count; ++id) {
    metadata.snapshots.push_back({id,
                                  id == 1 ? std::nullopt : std::optional(id - 1),
                                  id,
                                  1000 + id,
                                  "/lake/t/metadata/snap-" + std::to_string(id) + ".avro",
                                  {{"operation", "append"}}});
    metadata.snapshot_log.emplace_back(1000 + id, id);
    metadata.refs["run-" + std::to_string(id)] = {id, true};
    metadata.refs["main"] = {id, false};
  }
  return metadata;
}

TEST(Metadata, GoesThereAndBack) {
  for (const std::int64_t count : {0, 1, 3}) {
    const auto text = WithSnapshots(count).ToText(kSchema);
    const auto read = TableMetadata::Parse(text);
    ASSERT_TRUE(read) << read.error().message();
    EXPECT_EQ(read->ToText(kSchema), text);
    EXPECT_EQ(read->current() == nullptr ? 0 : read->current()->id, count);
    EXPECT_TRUE(CheckIsOf(kSchema, *read));
    auto other = kSchema;
    other.columns.fields[1].name = "origin";
    EXPECT_FALSE(CheckIsOf(other, *read));
  }
}

TEST(Metadata, EveryChangedByteIsFound) {
  const auto text = WithSnapshots(2).ToText(kSchema);
  for (std::size_t i = 0; i < text.size(); i += 7) {
    auto changed = text;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_FALSE(TableMetadata::Parse(changed)) << i;
  }
}

TEST(Metadata, ForgetsSnapshots) {
  auto metadata = WithSnapshots(5);
  metadata.KeepSnapshots({2, 4});
  std::string kept;
  for (const auto& snapshot : metadata.snapshots) kept += std::to_string(snapshot.id);
  EXPECT_EQ(kept, "245");
  EXPECT_EQ(metadata.refs.size(), 4U);
  EXPECT_FALSE(metadata.refs.contains("run-3"));
  EXPECT_EQ(metadata.snapshot_log,
            (std::vector<std::pair<std::int64_t, std::int64_t>>{{1004, 4}, {1005, 5}}));
  EXPECT_TRUE(TableMetadata::Parse(metadata.ToText(kSchema)));
}

void CheckRefused(std::string_view what, std::string_view in_place, std::string_view reason) {
  // Without its hash, as other writers leave it.
  auto text = ParseSealed(WithSnapshots(2).ToText(kSchema))->Dump();
  const auto at = text.find(what);
  ASSERT_NE(at, std::string::npos) << what;
  text.replace(at, what.size(), in_place);
  const auto read = TableMetadata::Parse(text);
  ASSERT_FALSE(read) << in_place;
  EXPECT_EQ(read.error().message(), "reading a table's metadata: " + std::string(reason));
}

TEST(Metadata, IsRefused) {
  CheckRefused("\"format-version\":2", "\"format-version\":3", "format version 3 is not read here, only 2");
  CheckRefused("\"current-snapshot-id\":2", "\"current-snapshot-id\":7",
               "its current snapshot is none of it");
  CheckRefused("\"run-1\":{\"snapshot-id\":1", "\"run-1\":{\"snapshot-id\":9",
               "its ref \"run-1\" names no snapshot of it");
  CheckRefused("\"run-1\":{\"snapshot-id\":1,\"type\":\"tag\"",
               "\"dev\":{\"snapshot-id\":1,\"type\":\"branch\"",
               "it has the branch \"dev\", which is not read here");
  CheckRefused("\"properties\":{\"a\":\"b\"}", "\"properties\":{\"a\":1}",
               "\"a\" of \"properties\" is no text");
  CheckRefused("\"current-schema-id\":0", "\"current-schema-id\":1", "\"schemas\" has no schema-id 1");
}

}  // namespace
}  // namespace fxlake::iceberg
