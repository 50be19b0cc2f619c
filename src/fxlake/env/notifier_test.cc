// SPDX-License-Identifier: Apache-2.0
#include "fxlake/env/notifier.h"

#include <gtest/gtest.h>

#include "fxlake/base/base64.h"
#include "fxlake/env/mail_notifier.h"
#include "fxlake/env/webhook_notifier.h"

namespace fxlake::env {
namespace {

constexpr std::string_view kSecret = "T0/B0/sEcReT";
constexpr const char* kUrl = "https://user:sEcReT@hooks.example.org:8443/services/T0/B0/sEcReT?key=sEcReT";

class OneAnswer : public HttpClient {
 public:
  explicit OneAnswer(Result<HttpResponse> answer) : answer_(std::move(answer)) {}
  Result<HttpResponse> Send(const HttpRequest& request) override {
    requested = request;
    return answer_;
  }
  HttpRequest requested;

 private:
  Result<HttpResponse> answer_;
};

TEST(WebhookNotifier, Posts) {
  const auto check = [](WebhookShape shape, std::string_view body) {
    OneAnswer http(HttpResponse{.status = 204, .headers = {}, .body = ""});
    auto notifier = WebhookNotifier::Make(http, kUrl, shape);
    ASSERT_TRUE(notifier);
    EXPECT_TRUE(notifier->Notify({"run \"a\" failed", "ecb <silent> & late\nsecond line"}));
    EXPECT_EQ(http.requested.method, "POST");
    EXPECT_EQ(http.requested.url, kUrl);
    EXPECT_EQ(http.requested.body, body);
  };
  check(WebhookShape::json, R"({"subject":"run \"a\" failed","message":"ecb <silent> & late\nsecond line"})");
  check(WebhookShape::slack, R"({"text":"*run \"a\" failed*\necb &lt;silent&gt; &amp; late\nsecond line"})");
}

TEST(WebhookNotifier, SaysWhatWentWrongWithoutItsSecret) {
  const auto check = [](Result<HttpResponse> answer, ErrorKind kind, std::string_view message) {
    OneAnswer http(std::move(answer));
    const auto outcome = WebhookNotifier::Make(http, kUrl, WebhookShape::json)->Notify({"a", "b"});
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().kind(), kind);
    EXPECT_EQ(outcome.error().message(),
              "notifying webhook https://hooks.example.org:8443: " + std::string(message));
  };
  const auto status = [](int code) {
    return HttpResponse{.status = code, .headers = {}, .body = std::string(kSecret)};
  };
  check(status(302), ErrorKind::unavailable, "the response has status 302");
  check(status(400), ErrorKind::invalid_input, "the response has status 400");
  check(status(403), ErrorKind::denied, "the response has status 403");
  check(status(404), ErrorKind::not_found, "the response has status 404");
  check(status(429), ErrorKind::throttled, "the response has status 429");
  check(status(500), ErrorKind::unavailable, "the response has status 500");
  check(Unavailable(std::string("POST ") + kUrl + ": reset"), ErrorKind::unavailable,
        "the request failed (unavailable)");
}

TEST(WebhookNotifier, RejectsWhatIsNoUrl) {
  OneAnswer http(HttpResponse{});
  for (const auto* url : {"", "https://", "hooks.example.org/sEcReT", "ftp://host/sEcReT", "https:///sEcReT",
                          "http://user:sEcReT@/x"}) {
    const auto made = WebhookNotifier::Make(http, url, WebhookShape::json);
    ASSERT_FALSE(made) << url;
    EXPECT_FALSE(made.error().message().contains("sEcReT")) << url;
  }
  EXPECT_EQ(WebhookNotifier::Make(http, "http://localhost:1", WebhookShape::json)->Describe(),
            "webhook http://localhost:1");
}

MailSettings Settings() {
  return {.server = "smtp://mail.example.org:587",
          .user = "u",
          .password = "sEcReT",
          .from = "rates@example.org",
          .to = {"a@example.org"}};
}

TEST(MailNotifier, WritesMessagesThatNoTextBreaks) {
  const auto header = [](const std::string& subject, const std::string& name) {
    const auto mail = MailMessage(Settings(), {subject, "x"}, *Instant::Parse("2026-04-14T07:05:09Z"), "id");
    const auto at = mail.find("\r\n" + name + ": ") + name.size() + 4;
    return mail.substr(at, mail.find("\r\nDate:", at) - at);
  };
  EXPECT_EQ(header("run a failed", "Subject"), "run a failed");
  EXPECT_EQ(header("a\r\nBcc: everybody@example.org", "Subject"), "a  Bcc: everybody@example.org");
  EXPECT_EQ(header("größer", "Subject"), "=?UTF-8?B?" + Base64Encode("größer") + "?=");
  EXPECT_EQ(
      header(std::string(44, 'a') + "ö", "Subject"),
      "=?UTF-8?B?" + Base64Encode(std::string(44, 'a')) + "?=\r\n =?UTF-8?B?" + Base64Encode("ö") + "?=");
  auto settings = Settings();
  settings.to.emplace_back("b@example.org");
  EXPECT_EQ(
      MailMessage(settings, {"s", std::string(60, 'x') + "\r\n.\r\n"},
                  *Instant::Parse("2026-04-04T07:05:09Z"), "id"),
      "From: rates@example.org\r\nTo: a@example.org,\r\n b@example.org\r\nSubject: s\r\nDate: Sat, 04 Apr "
      "2026 07:05:09 +0000\r\n"
      "Message-ID: <id@example.org>\r\nAuto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n"
      "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
      "eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4\r\neHh4DQouDQo=\r\n");
}

TEST(MailNotifier, RejectsBadSettings) {
  ManualClock clock{Instant()};
  SeededRandom random(1);
  const auto check = [&](auto change, std::string_view message) {
    auto settings = Settings();
    change(settings);
    const auto made = MailNotifier::Make(settings, clock, random);
    EXPECT_EQ(made ? made->Describe() : made.error().message(), message);
  };
  check([](MailSettings&) {}, "e-mail to a@example.org by mail.example.org:587");
  check([](MailSettings& s) { s.to = {"a@example.org", "b@example.org"}; },
        "e-mail to a@example.org, b@example.org by mail.example.org:587");
  const std::string server =
      "reading the mail settings: the server must be smtp://HOST:PORT or smtps://HOST:PORT, without user and "
      "path";
  for (const auto* url : {"", "mail.example.org", "http://mail", "smtp://",
                          "smtp://user:sEcReT@mail.example.org", "smtp://mail/x"})
    check([url](MailSettings& s) { s.server = url; }, server);
  check([](MailSettings& s) { s.from = "rates"; },
        "reading the mail settings: the sender is not a mail address: \"rates\"");
  check([](MailSettings& s) { s.to = {}; }, "reading the mail settings: there is no recipient");
  for (const std::string to :
       {"", "@", "a@", "@b", "a@b@c", "a b@c", "a@b\r\nRCPT TO:<c@d>", "<a@b>", "a@b,c@d"})
    check([&](MailSettings& s) { s.to = {to}; },
          "reading the mail settings: not a mail address: \"" + to + "\"");
}

}  // namespace
}  // namespace fxlake::env
