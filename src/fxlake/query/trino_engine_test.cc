// SPDX-License-Identifier: Apache-2.0
#include "fxlake/query/trino_engine.h"

#include "fxlake/query/scripted_http_for_test.h"
#include "fxlake/query/trino_value.h"

namespace fxlake::query {
namespace {

constexpr const char* kServer = "https://trino.example:8443";

std::string Page(const std::string& rest, int next) {
  const auto uri = next == 0 ? ""
                             : R"(,"nextUri":"https://trino.example:8443/v1/statement/executing/q/)" +
                                   std::to_string(next) + "\"";
  return R"({"id":"q","stats":{"state":"RUNNING"})" + uri + (rest.empty() ? "" : "," + rest) + "}";
}

constexpr const char* kColumns =
    R"x("columns":[{"name":"day","type":"date"},{"name":"rate","type":"decimal(18,10)"},{"name":"n","type":"bigint"}])x";

struct Outcome {
  std::string text;  // of the result, or the error's message
  ErrorKind kind = ErrorKind::internal;
};

Outcome RunQuery(ScriptedHttp& http,
                 TrinoOptions options = {
                     .server = kServer, .user = "ann", .catalog = "lake", .schema = "fx"}) {
  env::ManualClock clock{Instant()};
  env::SeededRandom random(1);
  TrinoEngine engine(std::move(options), http, clock, random);
  const auto table = RunToTable(engine, "SELECT 1;\n");
  return table ? Outcome{Flat(*table)} : Outcome{table.error().message(), table.error().kind()};
}

TEST(TrinoEngine, FollowsTheAnswerToItsEnd) {
  ScriptedHttp http(
      {{200, Page("", 1)},
       {503, ""},
       {200, Page(kColumns, 2)},
       {200,
        Page(std::string(kColumns) + R"(,"data":[["2026-04-14","1.1684000000",7],[null,null,null]])", 3)},
       {200,
        Page(std::string(kColumns) + R"(,"data":[["2026-04-15","2.0000000000",9007199254740993]])", 0)}});
  EXPECT_EQ(RunQuery(http).text,
            "day:DATE rate:DECIMAL(18,10) "
            "n:BIGINT|2026-04-14,1.1684000000,7|-,-,-|2026-04-15,2.0000000000,9007199254740993");
  EXPECT_EQ(http.requested[0].method + " " + http.requested[0].url + " " + http.requested[0].body,
            "POST https://trino.example:8443/v1/statement SELECT 1");
  EXPECT_EQ(http.requested[4].url, "https://trino.example:8443/v1/statement/executing/q/3");
  for (const auto& [name, value] : {std::pair("X-Trino-User", "ann"),
                                    {"X-Trino-Catalog", "lake"},
                                    {"X-Trino-Schema", "fx"},
                                    {"X-Trino-Time-Zone", "UTC"}}) {
    EXPECT_EQ(http.HeaderAt(4, name), value);
  }
}

TEST(TrinoEngine, SaysWhatIsWrong) {
  const auto check = [](std::deque<ScriptedHttp::Answer> answers, ErrorKind kind,
                        const std::string& message) {
    ScriptedHttp http(std::move(answers));
    const auto outcome = RunQuery(http);
    EXPECT_EQ(outcome.text, message);
    EXPECT_EQ(outcome.kind, kind) << message;
  };
  check(
      {{200,
        Page(
            R"("error":{"message":"line 1:8: Column 'x' cannot be resolved","errorName":"COLUMN_NOT_FOUND","errorType":"USER_ERROR"})",
            0)}},
      ErrorKind::invalid_input,
      "running SQL in Trino: COLUMN_NOT_FOUND: line 1:8: Column 'x' cannot be resolved");
  check({{200,
          Page(R"("error":{"message":"no","errorName":"PERMISSION_DENIED","errorType":"USER_ERROR"})", 0)}},
        ErrorKind::denied, "running SQL in Trino: PERMISSION_DENIED: no");
  check(
      {{200, Page(R"("error":{"message":"full","errorName":"EXCEEDED","errorType":"INSUFFICIENT_RESOURCES"})",
                  0)}},
      ErrorKind::unavailable, "running SQL in Trino: EXCEEDED: full");
  check({{401, "Unauthorized"}}, ErrorKind::denied, "running SQL in Trino: the response has status 401");
  check({{200, R"({"id":"q","nextUri":"https://elsewhere.example/v1/x"})"}}, ErrorKind::denied,
        "running SQL in Trino: the response refers to another server");
  check({{200, Page(std::string(kColumns) + R"(,"data":[[1]])", 0)}}, ErrorKind::unavailable,
        "running SQL in Trino: the response has a row that does not match its columns");
}

TEST(TrinoEngine, SendsAPasswordOnlyOverTls) {
  ScriptedHttp http({{200, Page(kColumns, 0)}});
  TrinoOptions options{
      .server = kServer, .user = "ann", .catalog = "", .schema = "", .password = aws::Secret("open sesame")};
  EXPECT_EQ(RunQuery(http, options).text, "day:DATE rate:DECIMAL(18,10) n:BIGINT");
  EXPECT_EQ(http.HeaderAt(0, "Authorization"), "Basic YW5uOm9wZW4gc2VzYW1l");
  options.server = "http://trino.example:8080";
  EXPECT_EQ(RunQuery(http, options).text, "running SQL in Trino: a password is only sent over https");
  EXPECT_EQ(http.requested.size(), 1U);
}

TEST(TrinoEngine, ReadsItsUrl) {
  const auto check = [](const std::string& url, const std::string& expected) {
    const auto options = ParseTrinoUrl(url);
    EXPECT_EQ(options ? options->server + " " + options->user + " " + options->catalog + " " + options->schema
                      : "refused",
              expected)
        << url;
  };
  check("https://ann@h:8443/lake/fx", "https://h:8443 ann lake fx");
  check("https://ann%40x.example@h/lake/", "https://h ann@x.example lake ");
  check("http://127.0.0.1:8080", "http://127.0.0.1:8080 fxlake  ");
  for (const char* url :
       {"", "h:8080", "ftp://h", "https://ann:secret@h", "https://h/a/b/c", "https://h/a?x=1"})
    check(url, "refused");
}

TEST(TrinoValue, IsOfOneForm) {
  const auto check = [](const char* type, std::string_view text, const std::string& expected) {
    std::string out;
    AppendTrinoValue(TrinoColumn("c", type).kind, text, out);
    EXPECT_EQ(out, expected) << type;
  };
  check("decimal(18,10)", "1.1684000000", "1.1684000000");
  check("timestamp(3) with time zone", "2026-04-14 09:30:00.250 UTC", "2026-04-14T09:30:00.250000Z");
  check("timestamp(6)", "2026-04-14 09:30:00.000000", "2026-04-14T09:30:00");
  check("timestamp(9)", "2026-04-14 09:30:00.123456789", "2026-04-14T09:30:00.123456");
  check("timestamp(3) with time zone", "2026-04-14 09:30:00.250 Europe/Berlin",
        "2026-04-14 09:30:00.250 Europe/Berlin");
  check("double", "1.0E22", "1e+22");
  check("double", "0.1", "0.1");
  check("double", "NaN", "nan");
  check("real", "-Infinity", "-inf");
  check("array(integer)", "[1,2]", "[1,2]");
  EXPECT_EQ(TrinoColumn("c", "timestamp(6) with time zone").type, "TIMESTAMP(6) WITH TIME ZONE");
}

}  // namespace
}  // namespace fxlake::query
