// SPDX-License-Identifier: Apache-2.0
#include "fxlake/aws/glue_catalog.h"

#include <gtest/gtest.h>

namespace fxlake::aws {
namespace {

// Glue with one table, as far as its pointer goes.
class Glue : public env::HttpClient {
 public:
  Result<env::HttpResponse> Send(const env::HttpRequest& request) override {
    std::string operation;
    for (const auto& [name, value] : request.headers) {
      if (name == "X-Amz-Target") operation = value.substr(value.find('.') + 1);
    }
    calls += operation + " ";
    const auto input = *Json::Parse(request.body);
    if (operation == "GetTable") {
      const auto table = JsonObject(
          {{"Name", "rates"},
           {"DatabaseName", "fx"},
           {"TableType", "EXTERNAL_TABLE"},
           {"VersionId", std::to_string(version)},
           {"Parameters", JsonObject({{"table_type", "ICEBERG"}, {"metadata_location", location}})}});
      if (others > 0) --others, ++version;  // somebody comes in between
      return env::HttpResponse{.status = 200, .body = JsonObject({{"Table", table}}).Dump()};
    }
    if (*input.StringAt("VersionId") != std::to_string(version))
      return env::HttpResponse{.status = 400,
                               .body = R"({"__type":"ConcurrentModificationException","Message":"changed"})"};
    const auto* table = input.Find("TableInput");
    EXPECT_EQ(table->Find("DatabaseName"), nullptr) << "it is no part of the input";
    EXPECT_TRUE(input.Find("SkipArchive")->boolean());
    EXPECT_EQ(*table->Find("Parameters")->StringAt("table_type"), "ICEBERG");
    location = *table->Find("Parameters")->StringAt("metadata_location");
    ++version;
    return env::HttpResponse{.status = 200, .body = "{}"};
  }
  std::string location = "s3://b/t/metadata/v3.metadata.json";
  int version = 1, others = 0;
  std::string calls;
};

struct Fixture {
  Glue glue;
  env::ManualClock clock{Instant()};
  env::SeededRandom random{1};
  AwsContext context{glue, clock, random, [](const char* name) -> const char* {
                       const std::string_view variable = name;
                       const bool is_key =
                           variable == "AWS_ACCESS_KEY_ID" || variable == "AWS_SECRET_ACCESS_KEY";
                       return is_key ? "x" : nullptr;
                     }};
  Result<void> Point(const std::string& location, std::uint64_t version) {
    return GlueCatalog("fx", "eu-central-1", context).Point("rates", location, version);
  }
};

TEST(GlueCatalog, MovesThePointer) {
  Fixture fixture;
  ASSERT_TRUE(fixture.Point("s3://b/t/metadata/v4.metadata.json", 4));
  EXPECT_EQ(fixture.glue.location, "s3://b/t/metadata/v4.metadata.json");
  EXPECT_EQ(fixture.glue.calls, "GetTable UpdateTable ");
  ASSERT_TRUE(fixture.Point("s3://b/t/metadata/v4.metadata.json", 4));
  ASSERT_TRUE(fixture.Point("s3://b/t/metadata/v2.metadata.json", 2));
  EXPECT_EQ(fixture.glue.location, "s3://b/t/metadata/v4.metadata.json") << "never back";
  EXPECT_EQ(fixture.glue.calls, "GetTable UpdateTable GetTable GetTable ");
  ASSERT_TRUE(fixture.Point("s3://other/t/metadata/v1.metadata.json", 1));
  EXPECT_EQ(fixture.glue.location, "s3://other/t/metadata/v1.metadata.json")
      << "of another place it knows nothing";
}

TEST(GlueCatalog, ReadsAgainWhenAnotherWasFirst) {
  Fixture fixture;
  fixture.glue.others = 2;
  ASSERT_TRUE(fixture.Point("s3://b/t/metadata/v4.metadata.json", 4));
  EXPECT_EQ(fixture.glue.location, "s3://b/t/metadata/v4.metadata.json");
  fixture.glue.others = 100;
  const auto lost = fixture.Point("s3://b/t/metadata/v5.metadata.json", 5);
  ASSERT_FALSE(lost);
  EXPECT_EQ(lost.error().kind(), ErrorKind::conflict);
}

}  // namespace
}  // namespace fxlake::aws
