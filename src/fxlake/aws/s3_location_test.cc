// SPDX-License-Identifier: Apache-2.0
#include "fxlake/aws/s3_location.h"

#include <gtest/gtest.h>

#include <map>

#include "fxlake/aws/s3_server_for_test.h"

namespace fxlake::aws {
namespace {

using Variables = std::map<std::string, std::string>;

Result<S3Location> Parse(const std::string& uri, Variables variables) {
  variables.emplace("HOME", "/nowhere");
  AwsContextForTest environment(std::move(variables));
  return ParseS3Location(uri, environment.Get());
}

TEST(S3Location, KnowsWhereTheBucketIs) {
  const auto check = [](const std::string& uri, const Variables& variables, const std::string& url,
                        const std::string& prefix) {
    const auto location = Parse(uri, variables);
    ASSERT_TRUE(location) << location.error().message();
    EXPECT_EQ(location->BucketUrl(), url) << uri;
    EXPECT_EQ(location->prefix, prefix) << uri;
  };
  const Variables region = {{"AWS_REGION", "eu-central-1"}};
  check("s3://lake", region, "https://lake.s3.eu-central-1.amazonaws.com/", "");
  check("s3://lake/a/b/", region, "https://lake.s3.eu-central-1.amazonaws.com/", "a/b");
  check("s3://my.lake/a", region, "https://s3.eu-central-1.amazonaws.com/my.lake/", "a");
  check("s3://lake?region=cn-north-1", region, "https://lake.s3.cn-north-1.amazonaws.com.cn/", "");
  check("s3://lake?style=path", region, "https://s3.eu-central-1.amazonaws.com/lake/", "");
  check("s3://lake/x?endpoint=http://127.0.0.1:9000", {}, "http://127.0.0.1:9000/lake/", "x");
  check("s3://lake/x?endpoint=http%3A%2F%2F127.0.0.1%3A9000/&style=virtual", {},
        "http://lake.127.0.0.1:9000/", "x");
  check("s3://lake", {{"AWS_ENDPOINT_URL", "https://a/"}}, "https://a/lake/", "");
  check("s3://lake", {{"AWS_ENDPOINT_URL", "https://a/"}, {"AWS_ENDPOINT_URL_S3", "https://b"}},
        "https://b/lake/", "");
}

TEST(S3Location, RejectsWhatIsNone) {
  const auto check = [](const std::string& uri, const std::string& word) {
    const auto location = Parse(uri, {{"AWS_REGION", "r"}});
    ASSERT_FALSE(location) << uri;
    EXPECT_EQ(location.error().kind(), ErrorKind::invalid_input);
    EXPECT_NE(location.error().message().find(word), std::string::npos) << location.error().message();
  };
  check("s3://", "not in the format s3://bucket/prefix");
  check("s3://Lake/x", "the bucket's name \"Lake\" has characters other than lower-case letters");
  check("s3://fx/x", "the bucket's name \"fx\" has 2 characters; S3 allows 3 to 63");
  check("s3://" + std::string(64, 'a') + "/x", "has 64 characters");
  check("s3://fx./x", "begins or ends with a dot, or has two dots in a row");
  check("s3://key:secret@lake/x", "not in the format s3://bucket/prefix");
  check("s3://lake/a//b", "not an object key");
  check("s3://lake/../b", "not an object key");
  check("s3://lake?endpont=http://x", "did you mean endpoint?");
  check("s3://lake?endpoint=127.0.0.1:9000", "not in the format https://host:port");
  check("s3://lake?style=odd", "style must be path or virtual");
  check("s3://lake?checksum=md5", "checksum must be sha256 or none, not \"md5\"");
  check("s3://lake?encryption=none", "encryption must be AES256 or aws:kms");
  check("s3://lake?encryption=AES256&key=k", "key and bucket_key require encryption=aws:kms");
  check("s3://lake?bucket_key=true", "key and bucket_key require encryption=aws:kms");
  check("s3://lake?encryption=aws:kms&bucket_key=yes", "bucket_key must be true or false");
  EXPECT_NE(Parse("s3://lake", {}).error().message().find("the region is unknown: set AWS_REGION"),
            std::string::npos);
}

}  // namespace
}  // namespace fxlake::aws
