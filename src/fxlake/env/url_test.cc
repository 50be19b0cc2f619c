// SPDX-License-Identifier: Apache-2.0
#include "fxlake/env/url.h"

#include <gtest/gtest.h>

#include "fxlake/env/request_matcher.h"

namespace fxlake::env {
namespace {

TEST(Url, Resolves) {
  const auto check = [](const char* base, const char* link, const char* expected) {
    EXPECT_EQ(ResolveUrl(base, link), expected) << link;
  };
  check("https://a.b/c/d?e=f", "https://x.y/z", "https://x.y/z");
  check("https://a.b/c/d?e=f", "/z?q=1", "https://a.b/z?q=1");
  check("https://a.b/c/d?e=f", "z.xls", "https://a.b/c/z.xls");
  check("https://a.b/c/d?e=f", "?p=2", "https://a.b/c/d?p=2");
  check("https://a.b", "z", "https://a.b/z");
  check("https://a.b/c/", "//x.y/z", "https://x.y/z");
  check("https://a.b/c/", "z?u=https://x.y", "https://a.b/c/z?u=https://x.y");
  EXPECT_EQ(HostOf("HTTPS://user@A.b:8080/c"), "a.b:8080");
}

TEST(Url, Origins) {
  const auto check = [](const char* url, const char* expected) { EXPECT_EQ(OriginOf(url), expected) << url; };
  check("HTTPS://user:pass@A.b:443/c?d=https://x.y", "https://a.b");
  check("http://a.b:80?d", "http://a.b");
  check("http://a.b:443/", "http://a.b:443");
  check("https://a.b#@x.y/", "https://a.b");
  check("https://a.b\\@x.y/", "https://x.y");
  check("/c", "");
  check("https:///c", "");
  EXPECT_TRUE(IsSameServer("https://a.b", "https://a.b"));
  EXPECT_TRUE(IsSameServer("http://a.b", "https://a.b"));
  EXPECT_FALSE(IsSameServer("https://a.b", "http://a.b"));
  EXPECT_FALSE(IsSameServer("https://a.b", "https://a.b:8443"));
  EXPECT_FALSE(IsSameServer("https://a.b", "https://x.a.b"));
  EXPECT_FALSE(IsSameServer("", ""));
}

bool Same(const HttpRequest& request, const std::string& url, const std::string& body = "") {
  return MatchesRequest(request, request.method, url, body);
}

TEST(SameRequest, ComparesTheRequestNotItsSpelling) {
  const HttpRequest get{.url = "https://a.b/c?from=1%2F4&to=x"};
  EXPECT_TRUE(Same(get, "https://a.b/c?to=x&from=1/4"));
  EXPECT_TRUE(Same(get, "https://A.B/c?to=x&from=1/4#top"));
  EXPECT_FALSE(Same(get, "https://a.b/c?to=y&from=1/4"));
  EXPECT_FALSE(Same(get, "https://a.b/c?from=1/4"));
  EXPECT_FALSE(Same(get, "https://a.b/d?from=1/4&to=x"));
  const HttpRequest json{.method = "POST", .url = "https://a.b/", .body = "{\"a\": 1}"};
  EXPECT_TRUE(Same(json, "https://a.b/", "{ \"a\" : 1 }"));
  EXPECT_FALSE(Same(json, "https://a.b/", "{\"a\": 2}"));
  const HttpRequest soap{.method = "POST", .url = "https://a.b/", .body = "<a>\n  <b>1 2</b>\n</a>\n"};
  EXPECT_TRUE(Same(soap, "https://a.b/", "<a><b>1 2</b></a>"));
  EXPECT_FALSE(Same(soap, "https://a.b/", "<a><b>12</b></a>"));
  const HttpRequest form{.method = "POST", .url = "https://a.b/", .body = "x=1%2F2&y=z"};
  EXPECT_TRUE(Same(form, "https://a.b/", "y=z&x=1/2"));
  const HttpRequest secret{.url = "https://a.b/{key}/c?k={key}&d=1",
                           .secrets = {{.placeholder = "{key}", .variable = "KEY"}}};
  EXPECT_TRUE(Same(secret, "https://a.b/removed/c?k=removed&d=1"));
  EXPECT_FALSE(Same(secret, "https://a.b/removed/c?k=removed&d=2"));
}

}  // namespace
}  // namespace fxlake::env
