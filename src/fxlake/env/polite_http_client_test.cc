// SPDX-License-Identifier: Apache-2.0
#include "fxlake/env/polite_http_client.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <vector>

#include "fxlake/env/cookie_http_client.h"
#include "fxlake/env/recording_http_client.h"
#include "fxlake/env/replay_http_client.h"

namespace fxlake::env {
namespace {

// Records requests and responds with a cookie.
class Listener : public HttpClient {
 public:
  Result<HttpResponse> Send(const HttpRequest& request) override {
    requested.push_back(request);
    if (request.url.contains("broken")) return Unavailable("no connection to " + request.url);
    return HttpResponse{.status = 200,
                        .headers = {{"set-cookie", "session=a1; Path=/"},
                                    {"content-type", "application/json"},
                                    {"x-token", "t1"}},
                        .body = "{}"};
  }
  std::vector<HttpRequest> requested;
};

TEST(PoliteHttpClient, KeepsRequestsToOneHostApart) {
  Listener listener;
  ManualClock clock{Instant()};
  PoliteHttpClient client(listener, clock);
  const auto pause = std::chrono::milliseconds(500);
  const auto send = [&](const char* url) {
    EXPECT_TRUE(client.Send({.url = url, .pause = pause}));
    return (clock.Now() - Instant()) / 1000;
  };
  EXPECT_EQ(send("https://a.b/1"), 0);
  EXPECT_EQ(send("https://a.b/2"), 500);
  EXPECT_EQ(send("https://c.d/1"), 500);
  EXPECT_EQ(send("https://a.b/3"), 1000);
}

TEST(CookieHttpClient, SendsBackWhatWasSet) {
  Listener listener;
  CookieHttpClient client(listener);
  for (const auto* url : {"https://a.b/1", "https://a.b/2", "https://c.d/1", "http://a.b/1"})
    EXPECT_TRUE(client.Send({.url = url}));
  EXPECT_TRUE(listener.requested[0].headers.empty());
  ASSERT_EQ(listener.requested[1].headers.size(), 1U);
  EXPECT_EQ(listener.requested[1].headers.front().second, "session=a1");
  EXPECT_TRUE(listener.requested[2].headers.empty());
  EXPECT_TRUE(listener.requested[3].headers.empty());
}

TEST(RecordingHttpClient, IsReplayed) {
  Listener listener;
  ManualClock clock{Instant()};
  RecordingHttpClient recorder(listener, clock);
  const HttpRequest request{.method = "POST",
                            .url = "https://a.b/?k={key}",
                            .headers = {{"Authorization", "{key}"}, {"Accept", "x"}},
                            .body = "{\"a\":1}",
                            .secrets = {{.placeholder = "{key}", .variable = "KEY"}}};
  EXPECT_TRUE(recorder.Send(request));
  const auto folder =
      std::filesystem::temp_directory_path() / ("fxlake-recording-" + std::to_string(::getpid()));
  const auto written = recorder.Write(folder);
  ASSERT_TRUE(written) << written.error().message();
  EXPECT_EQ(*written, 1U);
  EXPECT_FALSE(recorder.Write(folder));
  auto replay = ReplayHttpClient::Open(folder);
  ASSERT_TRUE(replay) << replay.error().message();
  const auto answer = replay->Send(request);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 200);
  EXPECT_EQ(answer->body, "{}");
  EXPECT_EQ(answer->Header("x-token"), "t1");
  EXPECT_EQ(answer->Header("set-cookie"), "");
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace fxlake::env
