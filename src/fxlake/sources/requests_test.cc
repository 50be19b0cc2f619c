// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <map>

#include "fxlake/env/secret_http_client.h"
#include "fxlake/sources/body/read.h"
#include "fxlake/sources/request/fetch.h"
#include "fxlake/sources/request/send_request.h"

// The requests sent to a source that responds from a table.
namespace fxlake::sources {
namespace {

const std::string kIdentity =
    "name = \"bank\"\ntitle = \"A bank\"\nwebsite = \"https://bank.example/\"\nhome_currency = "
    "\"EUR\"\nfirst_day = 1999-01-04\n"
    "secrets = { key = \"BANK_KEY\" }\n";
const std::string kReader =
    "[read.rows]\nformat = \"json\"\nrows = \"*\"\ndate = \"d\"\nbase = \"b\"\nquote = \"q\"\nrate = \"r\"\n";

class Bank : public env::HttpClient {
 public:
  explicit Bank(std::map<std::string, std::string> answers) : answers_(std::move(answers)) {}
  Result<env::HttpResponse> Send(const env::HttpRequest& request) override {
    const auto line = request.method + " " + request.url + (request.body.empty() ? "" : " " + request.body);
    requested += line + "\n";
    for (const auto& [name, value] : request.headers) requested += "  " + name + ": " + value + "\n";
    const auto found = answers_.find(request.url);
    env::HttpResponse response{.status = 200,
                               .headers = {{"x-token", "t0"}},
                               .body = found == answers_.end() ? "[]" : found->second};
    return response;
  }
  std::string requested;

 private:
  std::map<std::string, std::string> answers_;
};

std::string Requested(const std::string& keys, std::map<std::string, std::string> answers,
                      const char* from = "2026-01-30", const char* to = "2026-02-02") {
  const auto spec = ParseSpec(kIdentity + kReader + keys, "bank.toml");
  if (!spec) return spec.error().message();
  Bank bank(std::move(answers));
  const auto bodies = Fetch(bank, *spec, {}, {*Date::Parse(from), *Date::Parse(to), *Date::Parse(to)});
  return bodies ? bank.requested : bank.requested + bodies.error().message();
}

std::string Endpoint(const std::string& keys) {
  return "[[endpoint]]\nname = \"one\"\nreader = \"rows\"\n" + keys + "\n";
}

TEST(Requests, Loops) {
  const auto check = [](const std::string& loop, const std::string& expected) {
    EXPECT_EQ(Requested(Endpoint("url = \"https://b/{from}_{to}_{first}_{last:%-d.%-m.%y}\"\nloop = \"" +
                                 loop + "\""),
                        {}),
              expected)
        << loop;
  };
  check("none", "GET https://b/2026-01-30_2026-02-02_2026-01-30_2.2.26\n");
  check("month",
        "GET https://b/2026-01-30_2026-01-31_2026-01-01_31.1.26\nGET "
        "https://b/2026-02-01_2026-02-02_2026-02-01_28.2.26\n");
  check("year", "GET https://b/2026-01-30_2026-02-02_2026-01-01_31.12.26\n");
  check("publication day",
        "GET https://b/2026-01-30_2026-01-30_2026-01-30_30.1.26\nGET "
        "https://b/2026-02-02_2026-02-02_2026-02-02_2.2.26\n");
  check("3 days",
        "GET https://b/2026-01-30_2026-02-01_2026-01-30_1.2.26\nGET "
        "https://b/2026-02-02_2026-02-02_2026-02-02_4.2.26\n");
  check("3 weeks",
        "bank.toml:18:8: endpoint.loop: expected one of none, day, publication day, month, year, not "
        "\"3 weeks\"");
}

TEST(Requests, EmptyValuesAreSentWhenGiven) {
  EXPECT_EQ(Requested(Endpoint("url = \"https://b/\"\nform = { a = \"\", b = \"x\" }"), {}),
            "POST https://b/ a=&b=x\n  Content-Type: application/x-www-form-urlencoded\n");
  EXPECT_EQ(
      Requested(
          Endpoint("url = \"https://b/\"\nquery = { a = \"{page}\" }\npaging = { cursor = 'next=(\\d+)' }"),
          {}),
      "GET https://b/\n");
}

TEST(Requests, BodiesAndTexts) {
  EXPECT_EQ(
      Requested(
          Endpoint(
              "url = \"https://b/?a=1\"\nquery = { z = \"{from-1:%d/%m/%Y}\", a = \"\", k = \"{key}\" }"),
          {}),
      "GET https://b/?a=1&z=29%2F01%2F2026&a=&k={key}\n");
  EXPECT_EQ(Requested(Endpoint("url = \"https://b/{to:%-d-%B-%Y|fr}/{to:%b|de}/{to:%B}\""), {}),
            "GET https://b/2-f\xC3\xA9vrier-2026/feb/February\n");
  EXPECT_TRUE(Requested(Endpoint("url = \"https://b/{to:%B|xx}\""), {}).contains("\"xx\""))
      << Requested(Endpoint("url = \"https://b/{to:%B|xx}\""), {});
  EXPECT_EQ(Requested(Endpoint("url = \"https://b/\"\nform = { z = \"{to+1}\", n = 5 }"), {}),
            "POST https://b/ z=2026-02-03&n=5\n  Content-Type: application/x-www-form-urlencoded\n");
  EXPECT_EQ(
      Requested(
          Endpoint("url = \"https://b/\"\nbody = '{\"f\":\"{from}\"}'\nprior_urls = \"https://b/start\""),
          {}),
      "GET https://b/start\nPOST https://b/ {\"f\":\"2026-01-30\"}\n");
  EXPECT_EQ(Requested(Endpoint("url = \"https://b/\"\nbody = \"x\"\nform = { a = \"b\" }"), {}),
            "bank.toml:19:8: endpoint.form: a form is already a body");
}

TEST(Requests, Pages) {
  const auto check = [](const std::string& url, const std::string& paging,
                        std::map<std::string, std::string> answers, const std::string& expected) {
    EXPECT_EQ(Requested(Endpoint("url = \"" + url + "\"\npaging = { " + paging + " }"), std::move(answers)),
              expected)
        << paging;
  };
  const std::string two = "GET https://b/1\nGET https://b/2\n";
  check("https://b/{page}", "more = 'next'", {{"https://b/1", "[\"next\"]"}}, two);
  check("https://b/{page}", "last = 'of (\\d+)'", {{"https://b/1", "1 of 2"}, {"https://b/2", "2 of 2"}},
        two);
  check("https://b/{page}", "first = 0, step = 50, total = 'of (\\d+)', size = 50",
        {{"https://b/0", "of 60"}, {"https://b/50", "of 60"}}, "GET https://b/0\nGET https://b/50\n");
  check("https://b/1", "next = '\"next\":\"([^\"]+)'", {{"https://b/1", "{\"next\":\"\\/2?a=1&amp;b=2\"}"}},
        "GET https://b/1\nGET https://b/2?a=1&b=2\n");
  check("https://b/?c={page}", "cursor = 'c=(\\w+)'", {{"https://b/?c=", "c=abc"}},
        "GET https://b/?c=\nGET https://b/?c=abc\n");
  check("https://b/{page}", "more = 'a', last = 'b'", {},
        "bank.toml:18:10: endpoint.paging: expected one of more, last, total, next and cursor, which find "
        "the last page");
}

TEST(Requests, ListsTokensAndLinks) {
  const std::string page =
      "[list.link]\nurl = \"https://b/page/\"\npattern = 'href=\"([^\"]+)\"'\nlimit = -1\n";
  EXPECT_EQ(Requested(page + Endpoint("url = \"{link}\""),
                      {{"https://b/page/", "<a href=\"old.xls\"><a href=\"/new 1.xls?a=1&amp;b=2\">"}}),
            "GET https://b/page/\nGET https://b/new%201.xls?a=1&b=2\n");
  const std::string token =
      "[list.token]\nurl = \"https://b/login\"\nin_header = \"X-Token\"\npattern = '(.+)'\n";
  EXPECT_EQ(
      Requested(token + Endpoint("url = \"https://b/\"\nheaders = { Authorization = \"Bearer {token}\" }"),
                {}),
      "GET https://b/login\nGET https://b/\n  Authorization: Bearer t0\n");
  const std::string codes =
      "[list.code]\nurl = \"https://b/codes?t={token}\"\nformat = \"json\"\nrows = \"*\"\nvariables = { id = "
      "\"i\", code = \"c\" }\n";
  EXPECT_EQ(Requested(token + codes + Endpoint("url = \"https://b/{id}\"\nfor_each = \"code\""),
                      {{"https://b/codes?t=t0", "[{\"i\":1,\"c\":\"USD\"},{\"i\":2,\"c\":\"GBP\"}]"}}),
            "GET https://b/login\nGET https://b/codes?t=t0\nGET https://b/1\nGET https://b/2\n");
  // A list that no endpoint needs is not requested.
  EXPECT_EQ(Requested(token + Endpoint("url = \"https://b/\""), {}), "GET https://b/\n");
}

TEST(Requests, AListIsLookedUpIn) {
  const auto spec = ParseSpec(kIdentity + R"(
    [list.codes]
    url = "https://b/codes"
    format = "json"
    rows = "*"
    variables = { id = "i", code = "c", scale = "s" }
    [[endpoint]]
    name = "all"
    url = "https://b/all"
    reader = "all"
    [read.all]
    format = "json"
    rows = "*"
    date = "d"
    base = { look_up = "codes", by = "i", key = "id", take = "code" }
    units = { look_up = "codes", by = "i", key = "id", take = "scale" }
    quote = { value = "BYN" }
    rate = "r")",
                              "bank.toml");
  ASSERT_TRUE(spec) << spec.error().message();
  Bank bank({{"https://b/codes", R"([{"i":7,"c":"JPY","s":100}])"},
             {"https://b/all", R"([{"d":"2026-01-30","i":7,"r":2}])"}});
  const Date day = *Date::Parse("2026-01-30");
  const auto bodies = Fetch(bank, *spec, {}, {day, day, day});
  ASSERT_TRUE(bodies) << bodies.error().message();
  const auto outcome =
      ReadBody(spec->readers.front(), bodies->front().bytes, bodies->front().request.variables);
  ASSERT_TRUE(outcome) << outcome.error().message();
  EXPECT_EQ(outcome->observations.At(0).rate.ToString(), "0.02");
  EXPECT_EQ(outcome->observations.At(0).pair.base().ToString(), "JPY");
}

// A link to the next page, in each form that a server may derive from a request with a secret.
TEST(Requests, PagesKeepSecretsOnTheirServer) {
  const auto check = [](const std::string& paging, const std::string& first, const std::string& expected) {
    const std::string request =
        "url = \"https://b/1\"\nquery = { k = \"{key}\", c = \"{page}\" }\nheaders = { X-Literal = \"l\" }\n";
    const auto spec =
        ParseSpec(kIdentity + kReader + Endpoint(request + "paging = { " + paging + " }"), "bank.toml");
    ASSERT_TRUE(spec) << spec.error().message();
    Bank bank({{"https://b/1?k=tok%2F3n", first}, {"https://b/1?k=tok%2F3n&c=1", first}});
    env::SecretHttpClient secret(bank, [](const char*) { return "tok/3n"; });
    const Date day = *Date::Parse("2026-01-30");
    const auto bodies = Fetch(secret, *spec, {}, {day, day, day});
    const auto second = bank.requested.find("GET", 1);
    std::string outcome = second == std::string::npos ? "" : bank.requested.substr(second);
    if (!bodies) outcome += bodies.error().message();
    for (const auto& body : bodies.value_or(std::vector<lake::FetchedBody>())) {
      outcome += body.request.url + "\n";
      for (const auto& [name, value] : body.request.variables) outcome += name + "=" + value + "\n";
    }
    EXPECT_EQ(outcome, expected) << first;
  };
  const std::string next = "next = '\"next\":\"([^\"]+)'", one = "https://b/1?k={key}&c=1\npage=1\n";
  check(next, R"({"next":"\/2?k=tok%2f3n"})",
        "GET https://b/2?k=tok%2F3n\n  X-Literal: l\n" + one + "https://b/2?k={key}\npage=1\n");
  check(next, R"({"next":"https://b/tok%2F3n/2"})",
        "GET https://b/tok%2F3n/2\n  X-Literal: l\n" + one + "https://b/{key}/2\npage=1\n");
  check(next, R"({"next":"https://c/2"})", "GET https://c/2\n" + one + "https://c/2\npage=1\n");
  const std::string asking = "fetching endpoint \"one\": GET https://";
  check(next, R"({"next":"https://c/2?k=tok/3n"})",
        asking + "c/2?k={key}: {key} is a secret that must not be sent to this server");
  check(next, R"({"next":"http://b/2"})",
        asking + "b/1?k={key}&c=1: it redirects to http://b/2, which would end TLS");
  check("cursor = '\"cursor\":\"([^\"]+)'", R"({"cursor":"tok/3n-2"})",
        "GET https://b/1?k=tok%2F3n&c=tok%2F3n-2\n  X-Literal: l\nhttps://b/1?k={key}\npage=\n"
        "https://b/1?k={key}&c={key}-2\npage={key}-2\n");
}

// A secret is sent to the servers of the requests that name it, never to one that a response names.
TEST(Requests, SecretsAreForTheServersOfTheFile) {
  const auto check = [](const std::string& keys, const std::vector<std::string>& expected) {
    const auto spec = ParseSpec(kIdentity + kReader + keys, "bank.toml");
    ASSERT_TRUE(spec) << spec.error().message();
    const std::map<std::string, std::string> variables = {
        {"link", "https://evil/x"}, {"base_url", "https://own:8443/x"}, {"from", "2026-01-30"}};
    const auto http = MakeHttp(*spec, spec->endpoints.back(), variables);
    ASSERT_TRUE(http) << http.error().message();
    EXPECT_EQ(http->secrets.front().origins, expected) << keys;
  };
  const std::string key = "headers = { X = \"{key}\" }";
  const std::string list = "[list.link]\nurl = \"https://l/{key}\"\npattern = '(.)'\n";
  check(Endpoint("url = \"https://b/{from:%Y}\"\n" + key), {"https://b"});
  check("[parameters]\nbase_url = \"https://b\"\n" + Endpoint("url = \"{base_url}/x\"\n" + key),
        {"https://own:8443"});
  check(list + Endpoint("url = \"{link}\"\n" + key), {"https://l", "https://l"});
  check(list + Endpoint("url = \"https://{link}/x\"\n" + key), {"", "https://l"});
  check(Endpoint("url = \"https://b/\""), {});
}

TEST(Requests, SecretsAreNoFacts) {
  const auto spec =
      ParseSpec(kIdentity + kReader + Endpoint("url = \"https://b/{key}/{from}\""), "bank.toml");
  ASSERT_TRUE(spec) << spec.error().message();
  Bank bank({});
  const Date day = *Date::Parse("2026-01-30");
  const auto bodies = Fetch(bank, *spec, {}, {day, day, day});
  ASSERT_TRUE(bodies) << bodies.error().message();
  EXPECT_EQ(bodies->front().request.url, "https://b/{key}/2026-01-30");
}

}  // namespace
}  // namespace fxlake::sources
