// SPDX-License-Identifier: Apache-2.0
#include "fxlake/env/http_client.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <deque>
#include <filesystem>
#include <fstream>

#include "fxlake/env/curl_http_client.h"
#include "fxlake/env/replay_http_client.h"
#include "fxlake/env/retrying_http_client.h"

namespace fxlake::env {
namespace {

class ScriptedHttpClient : public HttpClient {
 public:
  explicit ScriptedHttpClient(std::deque<Result<HttpResponse>> script) : script_(std::move(script)) {}
  Result<HttpResponse> Send(const HttpRequest&) override {
    ++sent;
    auto next = std::move(script_.front());
    script_.pop_front();
    return next;
  }
  int sent = 0;

 private:
  std::deque<Result<HttpResponse>> script_;
};

HttpResponse Status(int status, std::string retry_after = "") {
  HttpResponse response{.status = status, .headers = {}, .body = ""};
  if (!retry_after.empty()) response.headers.emplace_back("retry-after", std::move(retry_after));
  return response;
}

TEST(RetryingHttpClient, RepeatsWhatIsTransient) {
  const auto check = [](std::deque<Result<HttpResponse>> script, int sent, int status) {
    ScriptedHttpClient scripted(std::move(script));
    ManualClock clock{Instant()};
    SeededRandom random(1);
    const auto outcome = RetryingHttpClient(scripted, clock, random).Send({});
    EXPECT_EQ(scripted.sent, sent);
    EXPECT_EQ(outcome ? outcome->status : 0, status);
    return clock.Now() - Instant();
  };
  EXPECT_EQ(check({Status(200)}, 1, 200), 0);
  EXPECT_GT(check({Status(503), Unavailable("reset"), Status(200)}, 3, 200), 0);
  EXPECT_EQ(check({Status(429, "7"), Status(200)}, 2, 200), 7'000'000);
  EXPECT_EQ(check({Status(429, "99999"), Status(200)}, 2, 200), 20'000'000);
  EXPECT_EQ(check({Status(404)}, 1, 404), 0);
  EXPECT_EQ(check({Denied("certificate")}, 1, 0), 0);
  check({Status(500), Status(500), Status(500), Status(502)}, 4, 502);
}

class ReplayTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::path(testing::TempDir()) / ("fxlake-replay-" + std::to_string(getpid()));
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  void Write(const std::string& name, std::string_view text) const {
    std::ofstream(folder_ / name, std::ios::binary) << text;
  }
  std::string Send(ReplayHttpClient& client, const std::string& url, const std::string& body = "") const {
    const auto response =
        client.Send({.method = body.empty() ? "GET" : "POST", .url = url, .headers = {}, .body = body});
    return !response                 ? response.error().message()
           : response->status == 200 ? response->body
                                     : std::to_string(response->status);
  }
  std::filesystem::path folder_;
};

TEST_F(ReplayTest, AnswersFromAList) {
  Write("1", "one");
  Write("2", "two");
  Write("3", "three");
  Write(
      "request.json",
      R"([{"method":"GET","url":"http://a/x","response":"1"},{"method":"GET","url":"http://a/x","response":"2"},
    {"method":"POST","url":"http://a/x","body":"q","response":"3"},{"method":"GET","url":"http://a/gone","status":410,"response":"1"}])");
  auto client = ReplayHttpClient::Open(folder_);
  ASSERT_TRUE(client);
  EXPECT_EQ(Send(*client, "http://a/x"), "one");
  EXPECT_EQ(Send(*client, "http://a/x"), "two");
  EXPECT_EQ(Send(*client, "http://a/x"), "two");
  EXPECT_EQ(Send(*client, "http://a/x", "q"), "three");
  EXPECT_EQ(Send(*client, "http://a/gone"), "410");
  EXPECT_EQ(Send(*client, "http://a/y"),
            "not in the recording: GET http://a/y; the nearest is GET http://a/x: its path is \"/x\"");
}

TEST_F(ReplayTest, SaysWhatTheNearestRecordedRequestHas) {
  Write("1", "one");
  Write("request.json", R"([{"method":"GET","url":"http://a/x?day=2026-04-13&a=1","response":"1"},
    {"method":"GET","url":"http://b/other","response":"1"},{"method":"POST","url":"http://a/x","body":"from=1&to=2","response":"1"},
    {"method":"POST","url":"http://a/soap","body":"<a><day>2026-04-13</day></a>","response":"1"}])");
  auto client = ReplayHttpClient::Open(folder_);
  ASSERT_TRUE(client);
  const auto check = [&](const std::string& url, const std::string& body, const std::string& expected) {
    const auto reported = Send(*client, url, body);
    EXPECT_EQ(reported.substr(std::min(reported.size(), reported.find("the nearest"))),
              "the nearest is " + expected);
  };
  check("http://a/x?a=1&day=2026-04-14", "",
        "GET http://a/x?day=2026-04-13&a=1: its query has \"day\"=\"2026-04-13\", not \"2026-04-14\"");
  check("http://a/x?day=2026-04-13", "", "GET http://a/x?day=2026-04-13&a=1: its query also has \"a\"");
  check("http://a/x", "from=1&to=3", "POST http://a/x: its form has \"to\"=\"2\", not \"3\"");
  check("http://a/soap", "<a>\n<day>2026-04-14</day></a>",
        "POST http://a/soap: its body has \"<a><day>2026-04-13</day></a>\", not "
        "\"<a><day>2026-04-14</day></a>\"");
  check("https://b/other?x=1", "", "GET http://b/other: its query lacks \"x\"");
  EXPECT_EQ(client->UnusedRequests().size(), 4U);
  EXPECT_EQ(Send(*client, "http://b/other"), "one");
  EXPECT_EQ(client->UnusedRequests(), (std::vector<std::string>{"GET http://a/x?day=2026-04-13&a=1",
                                                                "POST http://a/x", "POST http://a/soap"}));
}

TEST_F(ReplayTest, AnswersByFileName) {
  Write("a.xml", "A");
  Write("b.zip", "B");
  auto folder = ReplayHttpClient::Open(folder_);
  EXPECT_EQ(Send(*folder, "https://bank/stats/a.xml?x=1"), "A");
  EXPECT_TRUE(Send(*folder, "https://bank/stats/c.xml").starts_with("not in the recording"));
  for (const auto* url :
       {"https://bank/other.zip", "https://bank/api?x=1", "https://bank/v1/2026-01-01..2026-04-14?x=1"}) {
    auto file = ReplayHttpClient::Open(folder_ / "b.zip");
    EXPECT_EQ(Send(*file, url), "B");
    EXPECT_EQ(Send(*file, url), "B");
    EXPECT_TRUE(
        Send(*file, "https://bank/others.zip")
            .starts_with("the recording is a single file and cannot be the response of several requests"))
        << url;
  }
  auto file = ReplayHttpClient::Open(folder_ / "b.zip");
  EXPECT_EQ(Send(*file, "https://bank/a.xml"),
            "not in the recording: GET https://bank/a.xml; the file b.zip matches only URLs that end in its "
            "name, in \".zip\" or without an extension");
}

TEST_F(ReplayTest, RejectsRecordingsThatAreNone) {
  EXPECT_FALSE(ReplayHttpClient::Open(folder_ / "absent"));
  Write("request.json", R"([{"method":"GET","url":"http://a/x","response":"../../etc/passwd"}])");
  EXPECT_FALSE(ReplayHttpClient::Open(folder_));
  Write("request.json", "{}");
  EXPECT_FALSE(ReplayHttpClient::Open(folder_));
}

TEST(CurlHttpClient, SaysWhatFailed) {
  CurlHttpClient client("test");
  const auto kind = [&](const std::string& url) {
    const auto response = client.Send({.url = url, .headers = {}, .body = ""});
    EXPECT_FALSE(response) << url;
    return response ? ErrorKind::internal : response.error().kind();
  };
  EXPECT_EQ(kind("http://127.0.0.1:1/"), ErrorKind::unavailable);
  EXPECT_EQ(kind("file:///etc/hostname"), ErrorKind::invalid_input);
  EXPECT_EQ(kind("http://"), ErrorKind::invalid_input);
}

}  // namespace
}  // namespace fxlake::env
