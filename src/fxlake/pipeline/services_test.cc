// SPDX-License-Identifier: Apache-2.0
// The service integrations respond in AWS's form and fail under its error names.
#include <gtest/gtest.h>

#include "fxlake/pipeline/athena_service.h"
#include "fxlake/pipeline/glue_service.h"
#include "fxlake/pipeline/lambda_service.h"
#include "fxlake/pipeline/sns_service.h"
#include "fxlake/pipeline/workflow.h"

namespace fxlake::pipeline {
namespace {

env::ManualClock& Clock() {
  static env::ManualClock clock(Instant::FromMicros(1'776'000'000'000'000));
  return clock;
}
env::SeededRandom& Random() {
  static env::SeededRandom random(1);
  return random;
}

// Without values that vary: "SUCCEEDED json" or "Error: cause".
std::string FetchRequest(const Service& service, const char* parameters) {
  const auto answer = service({.parameters = *Json::Parse(parameters)});
  if (!answer) return answer.error().error + ": " + answer.error().cause;
  Json plain = *answer;
  for (const auto* key : {"SdkResponseMetadata", "MessageId", "Id"}) {
    if (plain.Find(key) != nullptr) plain.Set(key, "*");
  }
  return plain.Dump();
}

TEST(LambdaService, Shapes) {
  const auto service = LambdaService({{"ingest",
                                       [](const Json& event) -> Result<Json> {
                                         if (event.Find("bad") != nullptr)
                                           return Unavailable("no connection");
                                         return event;
                                       }}},
                                     Random());
  const auto ok =
      R"({"ExecutedVersion":"$LATEST","Payload":{"a":1},"StatusCode":200,"SdkHttpMetadata":{"HttpStatusCode":200},"SdkResponseMetadata":"*"})";
  EXPECT_EQ(FetchRequest(service, R"({"FunctionName":"ingest","Payload":{"a":1}})"), ok);
  EXPECT_EQ(
      FetchRequest(
          service,
          R"({"FunctionName":"arn:aws:lambda:eu-west-1:123456789012:function:ingest:live","Payload":{"a":1}})"),
      ok);
  EXPECT_EQ(FetchRequest(service, R"({"FunctionName":"ingest","Payload":{"bad":1}})"),
            R"(FXLake.Unavailable: {"errorMessage":"no connection","errorType":"FXLake.Unavailable"})");
  EXPECT_EQ(FetchRequest(service, R"({"FunctionName":"other"})"),
            "Lambda.ResourceNotFoundException: Function not found: other");
  EXPECT_TRUE(FetchRequest(service, "{}").starts_with("States.Runtime: "));
}

TEST(GlueService, Shapes) {
  Service service;
  const Jobs jobs = {{"transform", [&](const Json& arguments) -> Result<void> {
                        const auto source = arguments.StringAt("source").value_or("");
                        if (source == "bad") return Corrupt("torn");
                        if (source == "twice")
                          return InvalidInput(FetchRequest(service, R"({"JobName":"transform"})"));
                        return {};
                      }}};
  service = GlueService(jobs, Clock(), Random(), 1);
  const auto run = [](const char* state) {
    return std::string(
               R"("Attempt":0,"JobName":"transform","StartedOn":1776000000000,"LastModifiedOn":1776000000000,"CompletedOn":1776000000000,)") +
           R"("JobRunState":")" + state + R"(","PredecessorRuns":[],"ExecutionTime":0)";
  };
  EXPECT_EQ(FetchRequest(service, R"({"JobName":"transform","Arguments":{"--source":"ecb"}})"),
            R"({"Id":"*",)" + run("SUCCEEDED") + "}");
  const auto failed = FetchRequest(service, R"({"JobName":"transform","Arguments":{"--source":"bad"}})");
  EXPECT_TRUE(failed.starts_with("States.TaskFailed: {") &&
              failed.ends_with(run("FAILED") + R"(,"ErrorMessage":"torn"})"))
      << failed;
  EXPECT_TRUE(FetchRequest(service, R"({"JobName":"transform","Arguments":{"--source":"twice"}})")
                  .contains("Glue.ConcurrentRunsExceededException"));
  EXPECT_TRUE(FetchRequest(service, R"({"JobName":"other"})").starts_with("Glue.EntityNotFoundException: "));
}

TEST(AthenaServices, ShapesAndPages) {
  const auto services = MakeAthenaServices(
      [](const std::string& sql) -> Result<query::Table> {
        if (sql == "bad") return InvalidInput("line 1:1: mismatched input");
        return query::Table{.columns = {{"n", "BIGINT", query::ValueKind::integer}},
                            .rows = {{"1"}, {std::nullopt}, {"3"}}};
      },
      Clock(), Random());
  const auto started =
      services.start_query({.parameters = *Json::Parse(R"({"QueryString":"SELECT","WorkGroup":"w"})")});
  ASSERT_TRUE(started);
  const auto& execution = *started->Find("QueryExecution");
  EXPECT_EQ(*execution.Find("Status")->StringAt("State"), "SUCCEEDED");
  EXPECT_EQ(*execution.StringAt("WorkGroup"), "w");
  const auto id = *execution.StringAt("QueryExecutionId");
  const auto page = [&](const std::string& more) {
    return FetchRequest(services.get_results, (R"({"QueryExecutionId":")" + id + "\"" + more + "}").c_str());
  };
  const std::string columns =
      R"("ResultSetMetadata":{"ColumnInfo":[{"Name":"n","Label":"n","Type":"bigint","Nullable":"UNKNOWN"}]}})";
  EXPECT_EQ(
      page(R"(,"MaxResults":2)"),
      R"({"UpdateCount":0,"ResultSet":{"Rows":[{"Data":[{"VarCharValue":"n"}]},{"Data":[{"VarCharValue":"1"}]}],)" +
          columns + R"(,"NextToken":"2"})");
  EXPECT_EQ(page(R"(,"NextToken":"2")"),
            R"({"UpdateCount":0,"ResultSet":{"Rows":[{"Data":[{}]},{"Data":[{"VarCharValue":"3"}]}],)" +
                columns + "}");
  EXPECT_TRUE(page(R"(,"NextToken":"x")").starts_with("Athena.InvalidRequestException: "));
  EXPECT_TRUE(FetchRequest(services.get_results, R"({"QueryExecutionId":"none"})")
                  .starts_with("Athena.InvalidRequestException: "));
  const auto failed = FetchRequest(services.start_query, R"({"QueryString":"bad"})");
  EXPECT_TRUE(failed.starts_with("States.TaskFailed: ") && failed.contains("mismatched input")) << failed;
}

TEST(SnsService, Shapes) {
  std::string reported;
  const auto service = SnsService(
      [&](const std::string& subject, const std::string& message) -> Result<void> {
        reported = subject + "|" + message;
        return message == "lost" ? Result<void>(Unavailable("no mail")) : Result<void>();
      },
      Random());
  EXPECT_TRUE(FetchRequest(service, R"({"TopicArn":"t","Subject":"s","Message":{"a":1}})")
                  .starts_with(R"({"MessageId":"*","SdkHttpMetadata")"));
  EXPECT_EQ(reported, R"(s|{"a":1})");
  EXPECT_EQ(FetchRequest(service, R"({"TopicArn":"t","Message":"lost"})"),
            "SNS.InternalErrorException: no mail");
  EXPECT_TRUE(FetchRequest(service, R"({"TopicArn":"t"})").starts_with("SNS.InvalidParameterException: "));
}

TEST(Workflow, Placeholders) {
  const auto check = [](const char* text, const std::map<std::string, std::string>& values) {
    const auto filled = FillPlaceholders(text, values);
    return filled ? *filled : filled.error().message();
  };
  EXPECT_EQ(check(R"({"a":"${A}","b":"x ${B} y"})", {{"A", "say \"hi\"\n"}, {"B", "2"}}),
            R"({"a":"say \"hi\"\n","b":"x 2 y"})");
  EXPECT_EQ(check(R"({"a":"${A}"})", {}), "filling in a workflow: unknown placeholder ${A}");
  EXPECT_EQ(check("{}", {{"A", ""}}), "filling in a workflow: the workflow has no placeholder ${A}");
  EXPECT_EQ(check("${A", {}), "filling in a workflow: a placeholder does not end");
}

}  // namespace
}  // namespace fxlake::pipeline
