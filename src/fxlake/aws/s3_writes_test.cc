// SPDX-License-Identifier: Apache-2.0
// The requests that a write sends to AWS, recorded by a client that responds in AWS's place.
#include <gtest/gtest.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>

#include "fxlake/aws/digest.h"
#include "fxlake/aws/s3_server_for_test.h"
#include "fxlake/aws/s3_store.h"
#include "fxlake/base/base64.h"

namespace fxlake::aws {
namespace {

constexpr const char* kKey = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd";
constexpr std::size_t kAtOnce = 4;

// Accepts everything. With `together`, no request gets a response before kAtOnce have arrived.
class AcceptingClient : public env::HttpClient {
 public:
  explicit AcceptingClient(bool together = false) : together_(together) {}

  Result<env::HttpResponse> Send(const env::HttpRequest& request) override {
    std::unique_lock lock(guard_);
    requests.push_back(request);
    arrived_.notify_all();
    if (together_ &&
        !arrived_.wait_for(lock, std::chrono::seconds(20), [&] { return requests.size() >= kAtOnce; }))
      return InvalidInput("this request is alone");
    return env::HttpResponse{.status = 200, .headers = {{"etag", "\"1\""}}, .body = ""};
  }

  std::vector<env::HttpRequest> requests;

 private:
  bool together_;
  std::mutex guard_;
  std::condition_variable arrived_;
};

std::string HeaderOf(const env::HttpRequest& request, std::string_view name) {
  const auto found = std::ranges::find(request.headers, name,
                                       [](const auto& header) { return std::string_view(header.first); });
  return found == request.headers.end() ? "" : found->second;
}

class S3Writes : public testing::Test {
 protected:
  S3Location Location(const std::string& parameters) const {
    return *ParseS3Location("s3://lake/fx?region=eu-central-1" + parameters, aws_context_);
  }
  static std::vector<env::PutRequest> Puts() {
    return {{"a", "1", env::Always()},
            {"b", "22", env::IfAbsent()},
            {"c", "333", env::IfMatch{"\"0\""}},
            {"d", "", env::Always()}};
  }

  AwsContextForTest environment_{S3ServerForTest::Environment()};
  AcceptingClient client_;
  AwsContext aws_context_{client_, environment_.clock, environment_.random,
                          [](const char* name) -> const char* {
                            static const auto kEnvironment = S3ServerForTest::Environment();
                            const auto found = kEnvironment.find(name);
                            return found == kEnvironment.end() ? nullptr : found->second.c_str();
                          }};
};

TEST_F(S3Writes, RequestEncryption) {
  const auto check = [&](const std::string& parameters, const std::string& encryption, const std::string& key,
                         const std::string& bucket_key) {
    client_.requests.clear();
    S3Store store(Location(parameters), aws_context_);
    for (const auto& put : store.PutAll(Puts())) ASSERT_TRUE(put) << put.error().message();
    ASSERT_EQ(client_.requests.size(), Puts().size());
    for (const auto& request : client_.requests) {
      EXPECT_EQ(HeaderOf(request, "x-amz-server-side-encryption"), encryption);
      EXPECT_EQ(HeaderOf(request, "x-amz-server-side-encryption-aws-kms-key-id"), key);
      EXPECT_EQ(HeaderOf(request, "x-amz-server-side-encryption-bucket-key-enabled"), bucket_key);
      // An unsigned header could be removed in transit.
      const auto is_signed = HeaderOf(request, "Authorization").contains("x-amz-server-side-encryption");
      EXPECT_EQ(is_signed, !encryption.empty());
    }
  };
  check("", "", "", "");
  check("&encryption=AES256", "AES256", "", "");
  check("&encryption=aws:kms", "aws:kms", "", "");
  check(std::string("&encryption=aws:kms&key=") + kKey, "aws:kms", kKey, "");
  check(std::string("&encryption=aws:kms&bucket_key=true&key=") + kKey, "aws:kms", kKey, "true");
  check("&encryption=aws:kms:dsse&bucket_key=false", "aws:kms:dsse", "", "false");
}

TEST_F(S3Writes, CarryTheirChecksumAndCondition) {
  S3Store store(Location(""), aws_context_);
  for (const auto& put : Puts()) {
    client_.requests.clear();
    ASSERT_EQ(*store.Put(put.key, put.bytes, put.condition), "\"1\"");
    const auto& request = client_.requests.at(0);
    EXPECT_EQ(request.method, "PUT");
    EXPECT_EQ(request.url, "https://lake.s3.eu-central-1.amazonaws.com/fx/" + put.key);
    EXPECT_EQ(HeaderOf(request, "x-amz-checksum-sha256"), Base64Encode(Sha256(put.bytes)));
    EXPECT_EQ(HeaderOf(request, "If-None-Match"),
              std::holds_alternative<env::IfAbsent>(put.condition) ? "*" : "");
    EXPECT_EQ(HeaderOf(request, "If-Match"),
              std::holds_alternative<env::IfMatch>(put.condition) ? "\"0\"" : "");
  }
}

TEST_F(S3Writes, AreRejectedWhenOnePutCannotTakeThem) {
  S3Store store(Location(""), aws_context_, {}, 3);
  EXPECT_TRUE(store.Put("k", "123", env::Always()));
  client_.requests.clear();
  for (const env::PutCondition& condition :
       {env::PutCondition(env::Always()), env::PutCondition(env::IfAbsent())}) {
    const auto put = store.Put("k", "1234", condition);
    ASSERT_FALSE(put);
    EXPECT_EQ(put.error().kind(), ErrorKind::invalid_input);
    EXPECT_EQ(put.error().message(),
              "writing k in s3://lake/fx: it has 4 bytes, but one PUT accepts at most 3");
  }
  EXPECT_TRUE(client_.requests.empty());
}

TEST_F(S3Writes, GoOutTogether) {
  AcceptingClient together(true);
  S3Store store(Location(""), {together, environment_.clock, environment_.random, aws_context_.variable});
  std::vector<env::PutRequest> puts;
  for (std::size_t i = 0; i < 2 * kAtOnce; ++i) puts.push_back({"k" + std::to_string(i), "1", env::Always()});
  for (const auto& put : store.PutAll(puts)) EXPECT_TRUE(put) << put.error().message();
  EXPECT_GE(store.ReadsAtOnce(), kAtOnce);
}

}  // namespace
}  // namespace fxlake::aws
