// SPDX-License-Identifier: Apache-2.0
// The S3 store against a real server that verifies signatures.
#include "fxlake/aws/s3_store.h"

#include <gtest/gtest.h>

#include <deque>

#include "fxlake/aws/open_store.h"
#include "fxlake/aws/s3_server_for_test.h"
#include "fxlake/env/object_store_suite.h"

namespace fxlake::env {

// A store that owns its context.
class S3StoreForTest : public ObjectStore {
 public:
  explicit S3StoreForTest(const std::filesystem::path& scratch)
      : environment_(aws::S3ServerForTest::Environment()) {
    const auto uri = aws::S3ServerForTest::Running().Uri("conformance", scratch.filename().string());
    store_ = *aws::OpenStore(uri, environment_.Get());
  }
  Result<ObjectBytes> Get(const std::string& key) override { return store_->Get(key); }
  Result<std::string> GetRange(const std::string& key, ByteRange range) override {
    return store_->GetRange(key, range);
  }
  std::vector<Result<std::string>> PutAll(std::span<const PutRequest> requests) override {
    return store_->PutAll(requests);
  }
  Result<std::vector<StoredObject>> List(const std::string& prefix) override { return store_->List(prefix); }
  Result<std::vector<std::string>> ListFolders(const std::string& prefix) override {
    return store_->ListFolders(prefix);
  }
  Result<void> Delete(const std::string& key) override { return store_->Delete(key); }
  std::string Describe() const override { return store_->Describe(); }

 private:
  aws::AwsContextForTest environment_;
  std::unique_ptr<ObjectStore> store_;
};

INSTANTIATE_TEST_SUITE_P(S3, ObjectStoreTest,
                         testing::Values(StoreKind{.name = "Versitygw",
                                                   .make =
                                                       [](const auto& scratch) {
                                                         return std::make_unique<S3StoreForTest>(scratch);
                                                       },
                                                   .key_below_key = false}),  // it keeps objects as files
                         [](const auto& kind) { return kind.param.name; });

}  // namespace fxlake::env

namespace fxlake::aws {
namespace {

class S3 : public testing::Test {
 protected:
  static std::string Uri(const std::string& prefix) {
    return S3ServerForTest::Running().Uri("store", prefix);
  }
};

TEST_F(S3, SaysWhatIsWrong) {
  const auto check = [&](std::map<std::string, std::string> environment, const std::string& uri,
                         ErrorKind kind, std::initializer_list<std::string> words) {
    AwsContextForTest context(std::move(environment));
    const auto store = OpenStore(uri, context.Get());
    ASSERT_TRUE(store) << store.error().message();
    const auto read = (*store)->Get("k");
    ASSERT_FALSE(read) << uri;
    EXPECT_EQ(read.error().kind(), kind) << read.error().message();
    for (const auto& word : words)
      EXPECT_NE(read.error().message().find(word), std::string::npos)
          << word << " in " << read.error().message();
    EXPECT_EQ(read.error().message().find("wrong-secret"), std::string::npos);
    EXPECT_EQ(read.error().message().find("fxlake/test+secret"), std::string::npos);
  };
  const auto uri = Uri("wrong");
  const auto absent = "s3://absent/lake?endpoint=" + S3ServerForTest::Running().endpoint();
  check(S3ServerForTest::Environment(), uri, ErrorKind::not_found,
        {"reading k in s3://store/wrong", "NoSuchKey"});
  check(S3ServerForTest::Environment(), absent, ErrorKind::invalid_input,
        {"the bucket absent does not exist"});
  check(S3ServerForTest::Environment({{"AWS_SECRET_ACCESS_KEY", "wrong-secret"}}), uri, ErrorKind::denied,
        {"SignatureDoesNotMatch"});
  check(S3ServerForTest::Environment({{"AWS_ACCESS_KEY_ID", "nobody"}}), uri, ErrorKind::denied,
        {"InvalidAccessKeyId"});
  check(S3ServerForTest::Environment({{"AWS_ACCESS_KEY_ID", ""}, {"AWS_SECRET_ACCESS_KEY", ""}}), uri,
        ErrorKind::denied,
        {"looking for AWS credentials", "the environment: AWS_ACCESS_KEY_ID",
         "profile \"default\": not in /nowhere/.aws/credentials", "the container",
         "AWS_EC2_METADATA_DISABLED"});
}

// A role that may write one zone only.
TEST_F(S3, SaysWhichKeyIsDenied) {
  auto& server = S3ServerForTest::Running();
  const auto uri = server.Uri("zones", "lake");
  server.AllowUser("zones", "lake/.fxlake-probe-");
  AwsContextForTest environment(S3ServerForTest::UserEnvironment());
  const auto store = *OpenStore(uri, environment.Get());
  const auto denied = store->Put("processed/_manifest.json", "{}", env::IfAbsent());
  ASSERT_FALSE(denied);
  EXPECT_EQ(denied.error().kind(), ErrorKind::denied);
  EXPECT_NE(
      denied.error().message().find("writing processed/_manifest.json in s3://zones/lake: AccessDenied"),
      std::string::npos)
      << denied.error().message();
  server.AllowUser("zones", "lake/");
  EXPECT_TRUE(store->Put("processed/_manifest.json", "{}", env::IfAbsent()));
  EXPECT_EQ(store->List("processed/")->size(), 1U);
}

// This server ignores the request for encryption. The headers are signed, and it rejects wrong signatures.
TEST_F(S3, RequestsEncryption) {
  AwsContextForTest environment(S3ServerForTest::Environment());
  const auto store = *OpenStore(
      Uri("encrypted") + "&encryption=aws:kms&key=arn:aws:kms:eu-central-1:1:key/k&bucket_key=true",
      environment.Get());
  const auto first = store->Put("k", "1", env::IfAbsent());
  ASSERT_TRUE(first) << first.error().message();
  ASSERT_TRUE(store->Put("k", "2", env::IfMatch{*first}));
  EXPECT_EQ(store->Get("k")->bytes, "2");
}

TEST_F(S3, PagesThroughAListing) {
  AwsContextForTest environment(S3ServerForTest::Environment());
  const auto store = *OpenStore(Uri("pages"), environment.Get());
  std::vector<env::PutRequest> puts;
  for (int i = 0; i < 1203; ++i) puts.push_back({"p/" + std::to_string(10000 + i) + "/k", "", env::Always()});
  for (const auto& put : store->PutAll(puts)) ASSERT_TRUE(put) << put.error().message();
  EXPECT_EQ(store->List("p/")->size(), 1203U);
  EXPECT_EQ(store->ListFolders("p/")->size(), 1203U);
  EXPECT_EQ(store->ListFolders("p/")->back(), "11202");
}

// A clock that is wrong by minutes: signatures are accepted (they may be 15 minutes off), but times in the
// lake would be wrong.
TEST_F(S3, DoesNotWriteWithAWrongClock) {
  const auto check = [&](std::int64_t minutes, const std::string& expected) {
    AwsContextForTest environment(S3ServerForTest::Environment());
    env::ManualClock wrong(environment.clock.Now() + minutes * 60 * Instant::kPerSecond);
    const AwsContext aws_context{environment.http, wrong, environment.random, environment.Get().variable};
    const auto store = *OpenStore(Uri("clock"), aws_context);
    const auto put = store->Put("k" + std::to_string(minutes), "1", env::IfAbsent());
    const auto said = put ? "written" : put.error().message();
    EXPECT_NE(said.find(expected), std::string::npos) << said;
  };
  check(3, "written");
  check(5, "the clock of this machine is 5 minutes ahead of that of s3://store/clock");
  check(-5, "the clock of this machine is 5 minutes behind that of s3://store/clock");
  check(60, "the clock of this machine is 60 minutes ahead of that of the store: RequestTimeTooSkewed");
}

// Forwards requests to the real server, then damages some responses.
class HarmfulClient : public env::HttpClient {
 public:
  using Harm = std::function<Result<env::HttpResponse>(const env::HttpRequest&, Result<env::HttpResponse>)>;
  HarmfulClient(env::HttpClient& http, Harm harm) : http_(http), harm_(std::move(harm)) {}
  Result<env::HttpResponse> Send(const env::HttpRequest& request) override {
    return harm_(request, http_.Send(request));
  }

 private:
  env::HttpClient& http_;
  Harm harm_;
};

bool Has(const env::HttpRequest& request, std::string_view name) {
  return std::ranges::any_of(request.headers, [&](const auto& header) { return header.first == name; });
}

// The write succeeded, its response was lost, and the repeated request is rejected: this counts as success,
// but not if another writer's object is there.
TEST_F(S3, KnowsItsOwnWriteWhenAnAnswerIsLost) {
  AwsContextForTest environment(S3ServerForTest::Environment());
  const auto uri = Uri("lost");
  const auto other = *OpenStore(uri, environment.Get());
  std::function<void()> meanwhile = [] {};
  bool lose = false;
  HarmfulClient harmful(
      environment.http,
      [&](const env::HttpRequest& request, Result<env::HttpResponse> answer) -> Result<env::HttpResponse> {
        if (!lose || request.method != "PUT" || !Has(request, "x-amz-meta-fxlake-write")) return answer;
        lose = false;
        meanwhile();
        return Unavailable("the connection was reset");
      });
  env::ManualClock clock(environment.clock.Now());
  const AwsContext aws_context{harmful, clock, environment.random, environment.Get().variable};
  const auto store = *OpenStore(uri, aws_context);
  const auto first = store->Put("k", "1", env::IfAbsent());
  ASSERT_TRUE(first) << first.error().message();
  lose = true;
  const auto second = store->Put("k", "2", env::IfMatch{*first});
  ASSERT_TRUE(second) << second.error().message();
  EXPECT_EQ(store->Get("k")->etag, *second);
  lose = true;
  EXPECT_TRUE(store->Put("new", "1", env::IfAbsent()));
  lose = true;
  EXPECT_EQ(store->Put("new", "1", env::IfAbsent()).error().kind(), ErrorKind::conflict)
      << "the same bytes, but of an earlier write";
  lose = true;
  meanwhile = [&] { ASSERT_TRUE(other->Put("k", "other", env::IfMatch{other->Get("k")->etag})); };
  EXPECT_EQ(store->Put("k", "3", env::IfMatch{*second}).error().kind(), ErrorKind::conflict);
  EXPECT_EQ(store->Get("k")->bytes, "other");
}

TEST_F(S3, RejectsAStoreThatIgnoresConditions) {
  const auto check = [&](std::string header, const std::string& expected) {
    AwsContextForTest environment(S3ServerForTest::Environment());
    class Ignorant : public env::HttpClient {
     public:
      Ignorant(env::HttpClient& http, std::string header) : http_(http), header_(std::move(header)) {}
      Result<env::HttpResponse> Send(const env::HttpRequest& request) override {
        if (request.method == "PUT" && Has(request, header_))
          return env::HttpResponse{.status = 200, .headers = {{"etag", "\"x\""}}, .body = ""};
        return http_.Send(request);
      }

     private:
      env::HttpClient& http_;
      std::string header_;
    } ignorant(environment.http, std::move(header));
    const AwsContext aws_context{ignorant, environment.clock, environment.random, environment.Get().variable};
    const auto store = *OpenStore(Uri("ignorant"), aws_context);
    const auto put = store->Put("k", "1", env::IfAbsent());
    ASSERT_FALSE(put);
    EXPECT_EQ(put.error().kind(), ErrorKind::invalid_input);
    EXPECT_NE(put.error().message().find(expected), std::string::npos) << put.error().message();
    EXPECT_TRUE(store->List("")->empty());
  };
  check("If-None-Match",
        "s3://store/ignorant ignores If-None-Match: two writers would overwrite each other's changes");
  check("If-Match", "s3://store/ignorant ignores If-Match");
}

TEST_F(S3, TriesAgainWhatPasses) {
  const auto check = [&](std::deque<Result<env::HttpResponse>> answers, bool succeeds) {
    AwsContextForTest environment(S3ServerForTest::Environment());
    const auto uri = Uri("again");
    ASSERT_TRUE((*OpenStore(uri, environment.Get()))->Put("k", "1", env::Always()));
    HarmfulClient harmful(environment.http, [&](const env::HttpRequest&, Result<env::HttpResponse> answer) {
      if (answers.empty()) return answer;
      auto next = std::move(answers.front());
      answers.pop_front();
      return next;
    });
    env::ManualClock clock(environment.clock.Now());
    const AwsContext aws_context{harmful, clock, environment.random, environment.Get().variable};
    EXPECT_EQ((*OpenStore(uri, aws_context))->Get("k").has_value(), succeeds);
  };
  const auto status = [](int code, std::string text) {
    return env::HttpResponse{.status = code, .headers = {}, .body = std::move(text)};
  };
  check({status(503, "<Error><Code>SlowDown</Code></Error>"), status(500, ""), Unavailable("reset")}, true);
  check({status(429, ""), status(400, "<Error><Code>RequestTimeout</Code></Error>")}, true);
  check({status(400, "<Error><Code>ExpiredToken</Code></Error>")}, true);
  check({status(400, "<Error><Code>InvalidRequest</Code></Error>")}, false);
  check({status(500, ""), status(500, ""), status(500, ""), status(500, "")}, false);
}

TEST_F(S3, SeesWhenBytesAreNotThoseOfTheirChecksum) {
  AwsContextForTest environment(S3ServerForTest::Environment());
  const auto uri = Uri("rotten");
  ASSERT_TRUE((*OpenStore(uri, environment.Get()))->Put("k", "good", env::Always()));
  HarmfulClient harmful(environment.http, [&](const env::HttpRequest&, Result<env::HttpResponse> answer) {
    if (answer && answer->body == "good") answer->body = "evil";
    return answer;
  });
  const AwsContext aws_context{harmful, environment.clock, environment.random, environment.Get().variable};
  EXPECT_EQ((*OpenStore(uri, aws_context))->Get("k").error().kind(), ErrorKind::corrupt);
}

}  // namespace
}  // namespace fxlake::aws
