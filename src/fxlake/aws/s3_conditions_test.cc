// SPDX-License-Identifier: Apache-2.0
// What the first write detects about stores that deviate from conditional writes.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "fxlake/aws/s3_server_for_test.h"
#include "fxlake/aws/s3_store.h"

namespace fxlake::aws {
namespace {

enum class Quirk {
  none,
  unquoted_match,      // of an If-Match only the bare hash
  weak_tags,           // no If-Match meets them
  weak_tags_of_reads,  // as behind a proxy that compresses
  bare_tags,           // without quotes, and they are met
  no_tags,
  not_modified,   // 304 for 412
  no_checksum,    // 501 for x-amz-checksum-*
  no_conditions,  // 501 for each
  no_checksum_no_conditions,
  every_match_holds,  // If-Match is ignored
  read_only,          // 403 for each write
};

// Objects in memory behind the S3 protocol, with one deviation.
class QuirkyStore : public env::HttpClient {
 public:
  explicit QuirkyStore(Quirk quirk) : quirk_(quirk) {}

  Result<env::HttpResponse> Send(const env::HttpRequest& request) override {
    const auto object = objects.find(request.url);
    if (request.method == "DELETE") return objects.erase(request.url), Answer(204);
    if (request.method == "PUT") return Put(request);
    if (object == objects.end()) return Answer(404, "NoSuchKey");
    const auto tag =
        quirk_ == Quirk::weak_tags_of_reads ? "W/" + TagOf(object->second) : TagOf(object->second);
    auto answer = Answer(200, "", tag);
    if (request.method == "GET") answer.body = object->second;
    return answer;
  }

  std::map<std::string, std::string> objects;  // by URL

 private:
  static std::string HeaderOf(const env::HttpRequest& request, std::string_view name) {
    const auto found = std::ranges::find(request.headers, name,
                                         [](const auto& header) { return std::string_view(header.first); });
    return found == request.headers.end() ? "" : found->second;
  }

  static env::HttpResponse Answer(int status, const std::string& code = "", const std::string& tag = "") {
    env::HttpResponse response{.status = status, .headers = {}, .body = {}};
    if (!code.empty()) response.body = "<Error><Code>" + code + "</Code></Error>";
    if (!tag.empty()) response.headers.emplace_back("etag", tag);
    return response;
  }

  std::string TagOf(const std::string& bytes) const {
    const auto hash = std::to_string(std::hash<std::string>()(bytes));
    if (quirk_ == Quirk::no_tags) return "";
    if (quirk_ == Quirk::bare_tags) return hash;
    return quirk_ == Quirk::weak_tags ? "W/\"" + hash + "\"" : "\"" + hash + "\"";
  }

  bool Holds(const std::string& match, const std::string& tag) const {
    if (quirk_ == Quirk::every_match_holds) return true;
    if (quirk_ == Quirk::unquoted_match) return "\"" + match + "\"" == tag;
    return !match.starts_with("W/") && match == tag;
  }

  env::HttpResponse Put(const env::HttpRequest& request) {
    const auto none_match = HeaderOf(request, "If-None-Match");
    const auto match = HeaderOf(request, "If-Match");
    const bool conditional = !none_match.empty() || !match.empty();
    const bool knows_no_checksum = quirk_ == Quirk::no_checksum || quirk_ == Quirk::no_checksum_no_conditions;
    const bool knows_no_condition =
        quirk_ == Quirk::no_conditions || quirk_ == Quirk::no_checksum_no_conditions;
    if (quirk_ == Quirk::read_only) return Answer(403, "AccessDenied");
    if (knows_no_checksum && !HeaderOf(request, "x-amz-checksum-sha256").empty())
      return Answer(501, "NotImplemented");
    if (knows_no_condition && conditional) return Answer(501, "NotImplemented");
    const auto object = objects.find(request.url);
    const bool there = object != objects.end();
    if (!none_match.empty() && there)
      return quirk_ == Quirk::not_modified ? Answer(304) : Answer(412, "PreconditionFailed");
    if (!match.empty() && !there) return Answer(404, "NoSuchKey");
    if (!match.empty() && !Holds(match, TagOf(object->second))) return Answer(412, "PreconditionFailed");
    objects[request.url] = request.body;
    return Answer(200, "", TagOf(request.body));
  }

  Quirk quirk_;
};

// The outcome of a compare-and-swap on the store, as a commit does it.
std::string Commit(Quirk quirk, const std::string& parameters = "") {
  AwsContextForTest environment(S3ServerForTest::Environment());
  QuirkyStore http(quirk);
  const AwsContext aws_context{http, environment.clock, environment.random, environment.Get().variable};
  S3Store store(*ParseS3Location("s3://lake/fx?endpoint=http://127.0.0.1:9" + parameters, aws_context),
                aws_context);
  const auto said = [&]() -> std::string {
    if (const auto put = store.Put("k", "1", env::IfAbsent()); !put) return put.error().message();
    if (const auto again = store.Put("k", "2", env::IfAbsent());
        again || again.error().kind() != ErrorKind::conflict)
      return "no conflict";
    if (const auto put = store.Put("k", "2", env::IfMatch{store.Get("k")->etag}); !put)
      return put.error().message();
    return store.Get("k")->bytes;
  }();
  EXPECT_EQ(http.objects.size(), said == "2" ? 1U : 0U) << "the probe leaves nothing behind";
  return said;
}

TEST(S3Conditions, AreKeptToByStores) {
  const auto check = [](Quirk quirk, const std::string& parameters) {
    EXPECT_EQ(Commit(quirk, parameters), "2") << static_cast<int>(quirk);
  };
  check(Quirk::none, "");
  check(Quirk::none, "&checksum=none");
  check(Quirk::none, "&checksum=sha256");
  check(Quirk::bare_tags, "");
  check(Quirk::not_modified, "");
  check(Quirk::no_checksum, "&checksum=none");
}

TEST(S3Conditions, AreNamedWhenAStoreDoesNotKeepToThem) {
  const auto check = [](Quirk quirk, std::initializer_list<std::string> words,
                        const std::string& parameters = "") {
    const auto said = Commit(quirk, parameters);
    for (const auto& word : words) EXPECT_TRUE(said.contains(word)) << word << " in " << said;
  };
  const std::string needed = "FXLake only writes to stores with conditional writes";
  check(Quirk::unquoted_match, {"s3://lake/fx rejects a write with If-Match: \"",
                                "although that condition holds", "PreconditionFailed", needed});
  check(Quirk::weak_tags, {"s3://lake/fx rejects a write with If-Match: W/\"",
                           "(a weak ETag, which never satisfies If-Match)", needed});
  check(Quirk::weak_tags_of_reads,
        {"s3://lake/fx rejects a write with If-Match: W/\"", "a weak ETag", needed});
  check(Quirk::no_tags, {"s3://lake/fx returns no ETag, which If-Match needs", needed});
  check(Quirk::every_match_holds,
        {"s3://lake/fx ignores If-Match: two writers would overwrite each other's changes", needed});
  check(Quirk::no_conditions, {"s3://lake/fx rejects If-None-Match: ", "NotImplemented", needed});
  check(Quirk::no_conditions, {"s3://lake/fx rejects If-None-Match: "}, "&checksum=none");
  check(Quirk::read_only, {"AccessDenied"});
}

TEST(S3Conditions, AreDistinguishedFromChecksums) {
  const auto said = Commit(Quirk::no_checksum);
  EXPECT_TRUE(
      said.contains("s3://lake/fx does not support the header x-amz-checksum-sha256: add the parameter "
                    "checksum=none"))
      << said;
  const auto both = Commit(Quirk::no_checksum_no_conditions);
  EXPECT_TRUE(both.contains("rejects both x-amz-checksum-sha256 and If-None-Match")) << both;
}

// A store that only gets unconditional writes is probed, too.
TEST(S3Conditions, AreTriedBeforeTheFirstWriteOfAnyKind) {
  AwsContextForTest environment(S3ServerForTest::Environment());
  QuirkyStore http(Quirk::no_checksum);
  const AwsContext aws_context{http, environment.clock, environment.random, environment.Get().variable};
  S3Store store(*ParseS3Location("s3://lake/fx?endpoint=http://127.0.0.1:9", aws_context), aws_context);
  const auto put = store.Put("k", "1", env::Always());
  ASSERT_FALSE(put);
  EXPECT_TRUE(put.error().message().contains("checksum=none")) << put.error().message();
}

}  // namespace
}  // namespace fxlake::aws
