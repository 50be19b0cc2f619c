// SPDX-License-Identifier: Apache-2.0
#include "fxlake/env/secret_http_client.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "fxlake/env/redirecting_http_client.h"

// What servers receive for a request with secrets, and what the program sees of their responses.
namespace fxlake::env {
namespace {

constexpr const char* kValue = "p&q r,S~9";

// Servers that respond from a table, otherwise with 200.
class Servers : public HttpClient {
 public:
  explicit Servers(std::map<std::string, HttpResponse> responses = {}) : responses_(std::move(responses)) {}
  Result<HttpResponse> Send(const HttpRequest& request) override {
    received += request.method + " " + request.url + (request.body.empty() ? "" : " " + request.body);
    for (const auto& [name, value] : request.headers) received += " " + name + ":" + value;
    received += "\n";
    if (request.url.contains("broken")) return Unavailable("no connection to " + request.url);
    const auto found = responses_.find(request.url);
    return found == responses_.end() ? HttpResponse{.status = 200} : found->second;
  }
  std::string received;

 private:
  std::map<std::string, HttpResponse> responses_;
};

const std::vector<Secret> kSecrets = {{"{key}", "KEY", {"https://a.b"}},
                                      {"{other}", "OTHER", {"https://a.b"}}};

const char* Variable(const char* name) { return std::string_view(name) == "KEY" ? kValue : nullptr; }

HttpResponse Redirect(int status, const std::string& to) {
  return {.status = status, .headers = {{"location", to}}};
}

TEST(SecretHttpClient, PutsSecretsInAtTheVeryEnd) {
  Servers servers;
  SecretHttpClient client(servers, Variable);
  const HttpRequest request{.url = "https://a.b/{key}?k={key}",
                            .headers = {{"X", "Bearer {key}"}},
                            .body = "k={key}",
                            .secrets = kSecrets};
  EXPECT_TRUE(client.Send(request));
  EXPECT_EQ(servers.received,
            "GET https://a.b/p%26q%20r,S~9?k=p%26q%20r,S~9 k=p&q r,S~9 X:Bearer p&q r,S~9\n");
}

TEST(SecretHttpClient, EncodesThemInForms) {
  Servers servers;
  SecretHttpClient client(servers, Variable);
  const HttpRequest request{.method = "POST",
                            .url = "https://a.b/",
                            .headers = {{"Content-Type", "application/x-www-form-urlencoded"}},
                            .body = "k={key}",
                            .secrets = kSecrets};
  EXPECT_TRUE(client.Send(request));
  EXPECT_EQ(servers.received,
            "POST https://a.b/ k=p%26q%20r,S~9 Content-Type:application/x-www-form-urlencoded\n");
}

TEST(SecretHttpClient, SendsThemNowhereElse) {
  const auto check = [](const HttpRequest& request, const std::string& expected) {
    Servers servers;
    SecretHttpClient client(servers, Variable);
    const auto response = client.Send(request);
    EXPECT_FALSE(response);
    EXPECT_EQ(response ? "" : response.error().message(), expected);
    EXPECT_EQ(response ? ErrorKind::internal : response.error().kind(), ErrorKind::denied);
    EXPECT_EQ(servers.received, "");
  };
  const std::string reason = ": {key} is a secret that must not be sent to this server";
  check({.url = "https://c.d/?k={key}", .secrets = kSecrets}, "GET https://c.d/?k={key}" + reason);
  check({.url = "http://a.b/{key}", .secrets = kSecrets}, "GET http://a.b/{key}" + reason);
  check({.url = "https://a.b:8443/{key}", .secrets = kSecrets}, "GET https://a.b:8443/{key}" + reason);
  check({.url = "https://{key}@c.d/", .secrets = kSecrets}, "GET https://{key}@c.d/" + reason);
  check({.url = "https://c.d/", .headers = {{"X", "{key}"}}, .secrets = kSecrets},
        "GET https://c.d/" + reason);
  check({.method = "POST", .url = "https://c.d/", .body = "k={key}", .secrets = kSecrets},
        "POST https://c.d/" + reason);
  check({.url = "https://P%26q r,s~9.c.d/", .secrets = kSecrets},
        "GET: the host name in the link contains a secret");
  check({.url = "https://c.d/?k=p%26q+r%2CS~9", .secrets = kSecrets}, "GET https://c.d/?k={key}" + reason);
  check({.url = "https://c.d/?k=p%26q%20r,S~9", .secrets = kSecrets}, "GET https://c.d/?k={key}" + reason);
  check({.url = "https://a.b/{other}", .secrets = kSecrets},
        "GET https://a.b/{other}: the environment variable OTHER, which must contain {other}, is not set");
}

TEST(SecretHttpClient, GivesPlaceholdersBack) {
  HttpResponse redirect = Redirect(302, "https://p%26q%20r,S~9.c/?k=p%26q%20r%2cS%7e9");
  redirect.headers.emplace_back("etag", kValue);
  redirect.body = kValue;
  std::map<std::string, HttpResponse> responses;
  responses["https://a.b/p%26q%20r,S~9"] = redirect;
  Servers servers(responses);
  SecretHttpClient client(servers, Variable);
  const auto response = client.Send({.url = "https://a.b/{key}", .secrets = kSecrets});
  ASSERT_TRUE(response);
  EXPECT_EQ(response->Header("location"), "https://p%26q%20r,S~9.c/?k={key}");
  EXPECT_EQ(response->Header("etag"), "{key}");
  EXPECT_EQ(response->body, kValue) << "as received";
  EXPECT_EQ(response->Masked("/next?k=p%26q%20r,S~9&l={key}"), "/next?k={key}&l={key}");
  const auto broken = client.Send({.url = "https://a.b/broken/{key}", .secrets = kSecrets});
  ASSERT_FALSE(broken);
  EXPECT_EQ(broken.error().message(), "no connection to https://a.b/broken/{key}");
}

std::string ReceivedBy(std::map<std::string, HttpResponse> responses, const HttpRequest& request) {
  Servers servers(std::move(responses));
  SecretHttpClient secret(servers, [](const char*) { return "tok3n"; });
  RedirectingHttpClient client(secret);
  const auto response = client.Send(request);
  return servers.received + (response ? std::to_string(response->status) : response.error().message());
}

TEST(RedirectingHttpClient, KeepsSecretsOnTheirServer) {
  const HttpRequest get{
      .url = "https://a.b/1?k={key}",
      .headers = {{"X-Key", "{key}"}, {"Accept", "text/csv"}, {"Cookie", "c=1"}, {"X-Literal", "l"}},
      .secrets = kSecrets};
  const auto check = [](const HttpRequest& request, int status, const std::string& to,
                        const std::string& expected) {
    auto url = request.url;
    if (const auto at = url.find("{key}"); at != std::string::npos) url.replace(at, 5, "tok3n");
    const auto received = ReceivedBy({{url, Redirect(status, to)}}, request);
    EXPECT_EQ(received.substr(received.find('\n') + 1), expected) << to;
  };
  const std::string all = " X-Key:tok3n Accept:text/csv Cookie:c=1 X-Literal:l\n200";
  check(get, 302, "/2", "GET https://a.b/2" + all);
  check(get, 302, "HTTPS://A.b:443/2?k=tok3n", "GET HTTPS://A.b:443/2?k=tok3n" + all);
  check(get, 301, "https://c.d/2", "GET https://c.d/2 Accept:text/csv\n200");
  check(get, 307, "//c.d/\xC3\xA9 2#here", "GET https://c.d/%C3%A9%202 Accept:text/csv\n200");
  check(get, 302, "https://c.d/?k=tok3n",
        "GET https://c.d/?k={key}: {key} is a secret that must not be sent to this server");
  check(get, 302, "https://tok3n@c.d/",
        "GET https://{key}@c.d/: {key} is a secret that must not be sent to this server");
  check(get, 302, "http://a.b/2",
        "GET https://a.b/1?k={key}: it redirects to http://a.b/2, which would end TLS");
  check(get, 302, "ftp://a.b/2",
        "GET https://a.b/1?k={key}: it redirects to ftp://a.b/2, which is neither http nor https");
  const HttpRequest post{.method = "POST",
                         .url = "https://a.b/1",
                         .headers = {{"Content-Type", "t"}},
                         .body = "k={key}",
                         .secrets = kSecrets};
  check(post, 302, "/2", "GET https://a.b/2\n200");
  check(post, 303, "https://c.d/", "GET https://c.d/\n200");
  check(post, 307, "/2", "POST https://a.b/2 k=tok3n Content-Type:t\n200");
  check(post, 308, "https://c.d/",
        "POST https://c.d/: {key} is a secret that must not be sent to this server");
  check({.url = "http://a.b/1", .headers = {{"X", "y"}}}, 302, "https://a.b/2", "GET https://a.b/2 X:y\n200");
  check({.url = "https://a.b/1"}, 302, "", "302");
}

TEST(RedirectingHttpClient, ComesToAnEnd) {
  const auto received = ReceivedBy({{"https://a.b/", Redirect(302, "/")}}, {.url = "https://a.b/"});
  EXPECT_EQ(std::ranges::count(received, '\n'), 11);
  EXPECT_TRUE(received.ends_with("GET https://a.b/: there are more than 10 redirects")) << received;
}

}  // namespace
}  // namespace fxlake::env
