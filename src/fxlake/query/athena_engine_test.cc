// SPDX-License-Identifier: Apache-2.0
#include "fxlake/query/athena_engine.h"

#include "fxlake/query/scripted_http_for_test.h"

namespace fxlake::query {
namespace {

constexpr const char* kStarted = R"({"QueryExecutionId":"e-1"})";
constexpr const char* kRunning = R"({"QueryExecution":{"Status":{"State":"RUNNING"}}})";
constexpr const char* kSucceeded =
    R"({"QueryExecution":{"Status":{"State":"SUCCEEDED"},"Statistics":{"DataScannedInBytes":123456789}}})";
constexpr const char* kThrottled = R"({"__type":"TooManyRequestsException","message":"slowly"})";

std::string Failed(const std::string& reason, int category) {
  return R"({"QueryExecution":{"Status":{"State":"FAILED","StateChangeReason":")" + reason +
         R"(","AthenaError":{"ErrorCategory":)" + std::to_string(category) + "}}}}";
}

std::string Page(const std::string& rows, const std::string& next) {
  return R"({"ResultSet":{"Rows":[)" + rows +
         R"(],"ResultSetMetadata":{"ColumnInfo":[{"Name":"day","Type":"date"},)" +
         R"({"Name":"rate","Type":"decimal","Precision":18,"Scale":10}]}})" +
         (next.empty() ? "" : R"(,"NextToken":")" + next + "\"") + "}";
}

std::string Row(const char* day, const char* rate) {
  return std::string(R"({"Data":[{"VarCharValue":")") + day + R"("},)" +
         (rate == nullptr ? "{}" : std::string(R"({"VarCharValue":")") + rate + "\"}") + "]}";
}

struct Ran {
  std::string text;
  ErrorKind kind = ErrorKind::internal;
  std::uint64_t scanned = 0;
  std::int64_t waited_micros = 0;
};

Ran RunQuery(ScriptedHttp& http) {
  env::ManualClock clock(*Instant::Parse("2026-04-14T10:00:00Z"));
  env::SeededRandom random(1);
  const aws::AwsContext aws_context{http, clock, random, [](const char* name) -> const char* {
                                      if (std::string_view(name) == "AWS_ACCESS_KEY_ID") return "id";
                                      return std::string_view(name) == "AWS_SECRET_ACCESS_KEY" ? "hush"
                                                                                               : nullptr;
                                    }};
  AthenaEngine engine({.region = "eu-central-1",
                       .database = "fxlake_dev",
                       .work_group = "w",
                       .output = "s3://results/x/",
                       .longest_wait = std::chrono::milliseconds(60'000)},
                      aws_context);
  const auto begun = clock.Now();
  const auto table = RunToTable(engine, "SELECT day, rate FROM t;");
  Ran ran{.text = table ? Flat(*table) : table.error().message(),
          .scanned = engine.scanned_bytes(),
          .waited_micros = clock.Now() - begun};
  if (!table) ran.kind = table.error().kind();
  EXPECT_EQ(ran.text.find("hush"), std::string::npos);
  return ran;
}

TEST(AthenaEngine, StartsWaitsAndPagesThroughTheResult) {
  ScriptedHttp http({{200, kStarted},
                     {200, kRunning},
                     {400, kThrottled},
                     {200, kRunning},
                     {200, kSucceeded},
                     {200, Page(Row("day", "rate") + "," + Row("2026-04-14", "1.1684000000"), "t")},
                     {200, Page(Row("2026-04-15", nullptr), "")}});
  const auto ran = RunQuery(http);
  EXPECT_EQ(ran.text, "day:DATE rate:DECIMAL(18,10)|2026-04-14,1.1684000000|2026-04-15,-");
  EXPECT_EQ(ran.scanned, 123456789U);
  EXPECT_GE(ran.waited_micros, 500'000) << "200 ms, then 300 ms";
  EXPECT_EQ(http.requested[0].url, "https://athena.eu-central-1.amazonaws.com/");
  EXPECT_EQ(http.HeaderAt(0, "X-Amz-Target"), "AmazonAthena.StartQueryExecution");
  EXPECT_NE(http.HeaderAt(0, "Authorization").find("Credential=id/20260414/eu-central-1/athena/aws4_request"),
            std::string::npos);
  const auto input = *Json::Parse(http.requested[0].body);
  EXPECT_EQ(*input.StringAt("QueryString"), "SELECT day, rate FROM t");
  EXPECT_EQ(*input.StringAt("WorkGroup"), "w");
  EXPECT_EQ(*input.Find("QueryExecutionContext")->StringAt("Database"), "fxlake_dev");
  EXPECT_EQ(*input.Find("ResultConfiguration")->StringAt("OutputLocation"), "s3://results/x/");
  EXPECT_GE(input.StringAt("ClientRequestToken")->size(), 32U);
  EXPECT_EQ(*Json::Parse(http.requested[6].body),
            *Json::Parse(R"({"QueryExecutionId":"e-1","MaxResults":1000,"NextToken":"t"})"));
}

TEST(AthenaEngine, SaysWhatIsWrong) {
  const auto check = [](std::deque<ScriptedHttp::Answer> answers, ErrorKind kind,
                        const std::string& message) {
    ScriptedHttp http(std::move(answers));
    const auto ran = RunQuery(http);
    EXPECT_EQ(ran.text, message);
    EXPECT_EQ(ran.kind, kind) << message;
  };
  check({{200, kStarted}, {200, Failed("TABLE_NOT_FOUND: t", 2)}}, ErrorKind::invalid_input,
        "running SQL in Athena: TABLE_NOT_FOUND: t");
  check({{200, kStarted}, {200, Failed("internal", 1)}}, ErrorKind::unavailable,
        "running SQL in Athena: internal");
  check({{400, R"({"__type":"AccessDeniedException","Message":"not you"})"}}, ErrorKind::denied,
        "calling athena:StartQueryExecution: AccessDeniedException: not you (status 400)");
  check({{200, "{}"}}, ErrorKind::invalid_input,
        "starting the statement in Athena: no text at key \"QueryExecutionId\"");
}

TEST(AthenaEngine, StopsWhatTakesTooLong) {
  std::deque<ScriptedHttp::Answer> answers = {{200, kStarted}};
  for (int i = 0; i < 30; ++i) answers.push_back({200, kRunning});
  ScriptedHttp http(std::move(answers));
  EXPECT_EQ(RunQuery(http).text, "running SQL in Athena: not finished after 60 seconds");
  EXPECT_EQ(http.HeaderAt(http.requested.size() - 1, "X-Amz-Target"), "AmazonAthena.StopQueryExecution");
}

TEST(AthenaEngine, KnowsThePrice) {
  EXPECT_EQ(AthenaMicroDollars(0), 0U);
  EXPECT_EQ(AthenaMicroDollars(1), 50U);
  EXPECT_EQ(AthenaMicroDollars(1'000'000'000'000), 5'000'000U);
}

}  // namespace
}  // namespace fxlake::query
